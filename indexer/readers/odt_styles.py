"""What the styles of an ODT document decide: which text is hidden, and the numbers that its lists print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from indexer.readers.counting import odf_style, print_number
from indexer.readers.labelling import with_gap
from indexer.readers.markup import Node, whole_number

OUTLINE = "Outline"
# The number of a level; the dot after one that prints nothing goes with it.
_PLACE = re.compile(r"%(\d{1,2})%(\.(?=%))?")
_DEEPEST = 10


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph or text style, as far as it says something itself."""

    parent: str | None
    hidden: bool | None
    list_name: str | None


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered; `style` is None where it prints no number (a bullet)."""

    style: str | None
    start: int
    pattern: str


@dataclass
class Run:
    """A list that is being numbered: the count of each level so far."""

    name: str | None
    counts: dict[int, int] = field(default_factory=dict)


class Styles:
    """The styles of a document: those that are named, and those that stand with the content.

    Each is read when it is first asked for.
    """

    def __init__(self, *roots: Node | None) -> None:
        self._styles: dict[tuple[str, str], Node] = {}
        self._lists: dict[str, Node] = {}
        self._chains: dict[tuple[str, str | None], tuple[Style, ...]] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        for root in roots:
            for node in _definitions(root) if root else ():
                self._add(node)

    def hides(self, family: str, name: str | None) -> bool | None:
        """Tell whether a style hides its text; None if neither it nor its parents say."""
        return next((style.hidden for style in self._chain(family, name) if style.hidden is not None), None)

    def list_of(self, paragraph_style: str | None) -> str | None:
        """Give the list style that a paragraph style asks for; "" where it asks for none."""
        found = (style.list_name for style in self._chain("paragraph", paragraph_style))
        return next((name for name in found if name is not None), None)

    def count(self, run: Run, list_name: str | None, level: int, start: int | None = None) -> str:
        """Count the next item of a list at a level, and give the number as it is printed before it."""
        levels = self._levels_of(list_name or "")
        known = levels.get(level)
        first = known.start if known else 1
        run.counts[level] = start if start is not None else run.counts.get(level, first - 1) + 1
        for deeper in [n for n in run.counts if n > level]:
            del run.counts[deeper]
        if known is None or known.style is None:
            return ""
        return with_gap(_PLACE.sub(lambda place: _printed(levels, run, place), known.pattern))

    def _levels_of(self, list_name: str) -> dict[int, Level]:
        if list_name not in self._levels:
            definition = self._lists.get(list_name)
            self._levels[list_name] = _levels(definition) if definition else {}
        return self._levels[list_name]

    def _chain(self, family: str, name: str | None) -> tuple[Style, ...]:
        """Give a style and those it is based on."""
        if (known := self._chains.get((family, name))) is not None:
            return known
        found: dict[str, Style] = {}
        at = name
        while at and at not in found and (node := self._styles.get((family, at))):
            found[at] = _style(node)
            at = found[at].parent
        self._chains[family, name] = tuple(found.values())
        return self._chains[family, name]

    def _add(self, node: Node) -> None:
        if node.tag == "text:outline-style":
            self._lists[OUTLINE] = node
        elif node.tag == "text:list-style":
            self._lists[node.get("style:name") or ""] = node
        elif node.tag == "style:style":
            self._styles[node.get("style:family") or "", node.get("style:name") or ""] = node


def _style(node: Node) -> Style:
    display = node.value("style:text-properties", of="text:display")
    hidden = None if display is None else display == "none"
    return Style(node.get("style:parent-style-name"), hidden, node.get("style:list-style-name"))


def _definitions(root: Node) -> Iterator[Node]:
    """The automatic styles of styles.xml serve its page headers only, and share their names with the content's."""
    kinds = ("office:styles",) if root.tag == "office:document-styles" else ("office:automatic-styles",)
    return (node for group in root.nodes if group.tag in kinds for node in group.nodes)


def _levels(definition: Node) -> dict[int, Level]:
    return {number: _level(node, number) for node in definition.nodes if (number := _depth(node))}


def _depth(node: Node) -> int:
    level = whole_number(node.get("text:level"), 0)
    return level if 0 < level <= _DEEPEST else 0


def _level(node: Node, number: int) -> Level:
    style = None if node.tag == "text:list-level-style-bullet" else odf_style(node.get("style:num-format"))
    shown = min(max(whole_number(node.get("text:display-levels"), 1), 1), number)
    inner = ".".join(f"%{n}%" for n in range(number - shown + 1, number + 1))
    built = f"{node.get('style:num-prefix') or ''}{inner}{node.get('style:num-suffix') or ''}"
    pattern = node.get("style:num-list-format") or node.get("loext:num-list-format") or built
    return Level(style, whole_number(node.get("text:start-value"), 1), pattern)


def _printed(levels: dict[int, Level], run: Run, place: re.Match[str]) -> str:
    number = int(place[1])
    level = levels.get(number)
    if level is None or level.style is None:
        return ""
    return print_number(run.counts.setdefault(number, level.start), level.style) + (place[2] or "")
