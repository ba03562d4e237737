"""What it costs to go on from one line to the next inside a cell, and to be wider than the column."""

from __future__ import annotations

from indexer.evidence import Evidence, Sums
from indexer.labels import Rank
from indexer.strips import Range, Strip
from indexer.tables import Role

# Proportional letters make wide columns a little uneven; a narrow column has room for no other count of characters.
_NARROW, _LOOSE = 24, 3
# Characters that stand side by side elsewhere belong together; in long cells many line ends would outweigh all else.
_PAIR, _WIDE_PAIR = 0.4, 0.1
_MARKED = 5.0  # going on after a line that the printer marked as the last of its cell
_BLANK = 1.2  # going on over a blank line, where none stand inside the cells
_STRANGE = 3.0  # going on with a line that looks like a cell of another column
# Columns whose cells can hold numbered paragraphs, and the signs that end one.
_PARAGRAPHS = frozenset({Role.MEASURE, Role.CONTENT, Role.REMARK})
_TERMINAL = frozenset("。;:!?」)")
# How a sentence after the last of them begins.
_SUMMING_UP = ("以上", "各項", "前述", "上述", "前開", "上開")
# Columns in which a line that is one figure is no sign of another cell.
_FIGURES = frozenset({Role.TARGET, Role.ACTUAL, Role.WEIGHT, Role.MONEY, Role.OTHER, Role.REMARK, Role.PERIOD})


def range_cost(evidence: Evidence, column: int, r: Range) -> float:
    """Give the cost of the line ends and widths inside one range of lines."""
    first, word, last, after = r
    if first == last:
        return over_cost(evidence.width((first, word, after)), evidence.widths[column])
    too_wide = _sums(evidence, column)[1]
    return inside_cost(evidence, column, first, word, last) + too_wide[last + 1] - too_wide[last]


def inside_cost(evidence: Evidence, column: int, first: int, word: int, last: int) -> float:
    """Give the cost of all lines before the last one of a range."""
    going_on, too_wide = _sums(evidence, column)
    taken = evidence.width((first, word, len(evidence.strips[first].words)))
    rest = going_on[last] - going_on[first + 1] + too_wide[last] - too_wide[first + 1]
    return rest + joint_cost(evidence, column, first, first + 1, taken) + over_cost(taken, evidence.widths[column])


def joint_cost(evidence: Evidence, column: int, before: int, after: int, taken: int, at_end: bool = True) -> float:
    """Give the cost of going on from one line, of which a width is taken, to another within a cell.

    A line in the middle of a cell is full, unmarked, and its last character goes with the next line's first. A cell
    that a page cut may share the line with others: its mark and last character are theirs, unless it is `at_end`.
    """
    limit, role = evidence.widths[column], evidence.columns[column].role
    strip, following = evidence.strips[before], evidence.strips[after]
    weight = _PAIR if limit is not None and limit <= _NARROW else _WIDE_PAIR
    cost = (-weight if evidence.is_pair(before, after) else weight) * at_end
    cost += _MARKED * (at_end and strip.line.ends and not _is_next_entry(strip, following, role))
    cost += _BLANK * (evidence.joined and not (following.line.joins or following.line.breaks) and after == before + 1)
    cost += _STRANGE * (following.labelled and role not in _PARAGRAPHS and not _is_next_link(following, role))
    cost += _MARKED * (evidence.by_year and following.begins_year)
    cost += _STRANGE * (role not in _FIGURES and _is_of_another(evidence, following))
    if limit is not None and not _may_be_short(evidence, strip, following, role):
        slack = limit - taken - following.unit - (_LOOSE if limit > _NARROW else 0)
        cost += min(7.0, 1.0 + 0.9 * slack) if slack >= 0 else 0.0
    return cost


def over_cost(taken: int, limit: int | None) -> float:
    """Give the cost of a line that is wider than its column."""
    return 0.0 if limit is None or taken <= limit + 2 else min(8.0, 0.8 * (taken - limit - 2))


def _sums(evidence: Evidence, column: int) -> Sums:
    """Work out the running sums of a column once."""
    if column not in evidence.sums:
        going_on, too_wide = [0.0], [0.0]
        for i, strip in enumerate(evidence.strips):
            last = i + 1 == len(evidence.strips)
            going_on.append(going_on[-1] + (0.0 if last else joint_cost(evidence, column, i, i + 1, strip.width)))
            too_wide.append(too_wide[-1] + over_cost(strip.width, evidence.widths[column]))
        evidence.sums[column] = (tuple(going_on), tuple(too_wide))
    return evidence.sums[column]


def _is_next_entry(strip: Strip, following: Strip, role: Role) -> bool:
    """Each entry of a content or a measure ends its own paragraph: 。 and （二）, 。 and 2. after 1."""
    if strip.whole[-1:] not in _TERMINAL:
        return False
    if role is Role.CONTENT:
        return following.is_entry
    label, after = strip.label, following.label
    counts = label and after and (after.rank, after.number) == (label.rank, label.number + 1)
    return role is Role.MEASURE and bool(counts or (label and following.whole.startswith(_SUMMING_UP)))


def _is_next_link(following: Strip, role: Role) -> bool:
    """Names of indicators may be numbered as paragraphs (1. 2.), which none but the first begins a cell."""
    label = following.label
    return role is Role.KPIS and label is not None and label.rank is Rank.DIGIT and label.number > 1


def _is_of_another(evidence: Evidence, strip: Strip) -> bool:
    return strip.is_figure or (strip.has_period and evidence.has_periods)


def _may_be_short(evidence: Evidence, strip: Strip, following: Strip, role: Role) -> bool:
    """A paragraph inside a cell may end with a short line: a name among names, or one of prose before the next entry.

    So may the last entry before the sentence that sums them up.
    """
    if role in _PARAGRAPHS:
        goes_on = following.labelled or following.whole.startswith(_SUMMING_UP)
        return goes_on and strip.whole[-1:] in _TERMINAL
    if _is_next_link(following, role):
        return True
    if role is Role.KPIS:
        text, after = strip.whole, following.whole
        names = evidence.names.kpis
        return any(text.endswith(n) or n.endswith(text) for n in names) and any(
            n.startswith(after) or after.startswith(n) for n in names
        )
    return False
