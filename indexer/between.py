"""Lines between the rows of a table that belong to none: sums of the rows above, and what heads several goals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.layout import Line
from indexer.tables import Column, Role

_FIGURE = r"(?:-?\d[\d,.]*%?|[－—–-])"
_SUM = re.compile(rf"\s*[（(]?[小合總]\s?計[)）]?(?:\s+{_FIGURE})+\s*")
_TOTAL = re.compile(r"\s*[（(]?[合總]")
_BAND = re.compile(r"\s*(?:[面構]向\s*[:：]\s*\S{2,8}|\S{2,6}[面構]向(?:之?(?:關鍵)?(?:策略|績效)目標)?)\s*")


def is_total(line: Line) -> bool:
    """Tell whether a line is the sum of all rows of a table, and not of some (小計)."""
    return _SUM.fullmatch(line.text) is not None and _TOTAL.match(line.text) is not None


def is_of_no_row(line: Line, above: Sequence[Line], columns: Sequence[Column]) -> bool:
    """Tell whether a line of a table, below the lines `above`, is a sum or heads several goals."""
    if _SUM.fullmatch(line.text):
        return True
    has_goals = any(column.role is Role.GOAL for column in columns)
    return has_goals and _BAND.fullmatch(line.text) is not None and not _goes_on(above)


def _goes_on(above: Sequence[Line]) -> bool:
    """Tell whether the line before is one in the midst of a sentence, which the next one ends."""
    return bool(above) and above[-1].text.rstrip()[-1:] in "，、（「"
