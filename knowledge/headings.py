"""The headings of a document as a tree, those of its text and those of its table of contents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.models import Passage, Plan, Section, Span
from knowledge.numbers import parse_numeral
from knowledge.text import cut

_LONGEST_NAME = 40
_APART = frozenset("編章節.")
# As they are printed, and in a question as a key.
_FORMAL = str.maketrans("壹貳贰參参叁肆伍陸陆柒捌玖拾", "一二二三三三四五六六七八九十")
_NUMERALS = "一二三四五六七八九十壹貳贰參参叁肆伍陸陆柒捌玖拾"
_LABEL = rf"第[{_NUMERALS}\d]+[編章節]|[{_NUMERALS}]+[、.．]|[（(][{_NUMERALS}\d]+[)）]|\d+[.．、]"
_LINE = re.compile(
    rf"^(?P<indent>[ \u3000]*)(?P<label>{_LABEL})?[ \u3000]*(?P<name>[^\s.．…‥·][^\n]*?)[ \u3000]*"
    r"(?:[.．·]{3,}|[…‥]{2,})[ .．…‥·]*(?P<page>[\dA-Za-z-]*)[ \u3000]*$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading: its label and number, its name, where it stands, and the headings or entries below it.

    `page` is the page that a table of contents gives for it, None for a heading of the text.
    """

    label: str
    number: int
    name: Passage
    path: tuple[str, ...]
    below: tuple[Heading, ...] = ()
    page: Passage | None = None

    @property
    def title(self) -> str:
        """The label and the name, as they are printed."""
        return f"{self.label}{' ' if self.label[-1:] in _APART else ''}{self.name.text}"

    def all(self) -> Iterator[Heading]:
        """Give a heading and all below it."""
        yield self
        for heading in self.below:
            yield from heading.all()


def of_text(plan: Plan) -> tuple[Heading, ...]:
    """Give the headings of a document's text, those of the highest level."""
    return _below((), [s for s in plan.sections if s.path], plan.text)


def _below(path: tuple[str, ...], sections: Sequence[Section], text: str) -> tuple[Heading, ...]:
    own = [s for s in sections if len(s.path) == len(path) + 1 and s.path[:-1] == path]
    made = []
    for position, section in enumerate(own, 1):
        name = section.heading or (_begun(section.body, text) if section.body else None)
        if name:
            label = section.path[-1].removesuffix(section.title).strip()
            deeper = [
                s for s in sections if len(s.path) > len(section.path) and s.path[: len(section.path)] == section.path
            ]
            made.append(
                Heading(label, number_of(label) or position, name, section.path, _below(section.path, deeper, text))
            )
    return tuple(made)


def _begun(body: Passage, text: str) -> Passage:
    """Give what an entry without a heading begins with: its name before a colon, or its first sentence."""
    span = body.spans[0]
    said = text[span.start : span.end]
    colon, stop = re.search("[：:]", said[:_LONGEST_NAME]), re.search("[。；;]", said)
    end = colon.start() if colon else stop.end() if stop else len(said)
    return cut(text, [Span(span.start, span.start + end)])


def of_contents(plan: Plan) -> tuple[Heading, ...]:
    """Give the headings of a document's table of contents (the lines that end in dots and a page)."""
    levels: list[tuple[str, int]] = []
    read: list[tuple[int, Heading]] = []
    for found in _LINE.finditer(plan.text):
        label = found["label"] or ""
        kind = re.sub(rf"[{_NUMERALS}\d]+", "#", label)
        level = (kind, len(found["indent"]) if kind in ("#.", "#．") else 0)
        levels = levels[: levels.index(level) + 1] if level in levels else [*levels, level]
        name = cut(plan.text, [Span(*found.span("name"))])
        page = cut(plan.text, [Span(*found.span("page"))]) if found["page"] else None
        read.append((len(levels), Heading(label, 0, name, (f"{label}{name.text}",), (), page)))
    return _nested(read)


def _nested(read: Sequence[tuple[int, Heading]]) -> tuple[Heading, ...]:
    """Put headings, each with its depth, below those that they follow."""
    made: list[Heading] = []
    at = 0
    while at < len(read):
        depth, heading = read[at]
        end = next((n for n in range(at + 1, len(read)) if read[n][0] <= depth), len(read))
        is_counted = not heading.label[:1].isdigit()
        number = number_of(heading.label) if is_counted else None
        below = _nested(read[at + 1 : end])
        made.append(Heading(heading.label, number or len(made) + 1, heading.name, heading.path, below, heading.page))
        at = end
    return tuple(made)


def number_of(label: str) -> int | None:
    """Read the number of a label (第三章, 貳、, (五)); None if it has none."""
    found = re.search(rf"[{_NUMERALS}]+|\d+", label)
    return parse_numeral(found.group().translate(_FORMAL)) if found else None
