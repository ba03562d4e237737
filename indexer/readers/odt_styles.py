"""What the styles of an ODT document decide: which text is hidden, and the numbers that its lists print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from indexer.readers.counting import odf_style, print_number
from indexer.readers.labelling import with_gap
from indexer.readers.markup import Node, first_said, whole_number

OUTLINE = "Outline"
# The number of a level; the dot after one that prints nothing goes with it.
_PLACE = re.compile(r"%(\d{1,2})%(\.(?=%))?")
_DEEPEST = 10


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph or text style with what it takes over from those it is based on.

    `hidden` is None where none of them says whether the text is shown; `list_name` is None where none asks for a list,
    "" where one asks for none.
    """

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
        self._known: dict[tuple[str, str | None], Style] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        for root in roots:
            for node in _definitions(root) if root else ():
                self._add(node)

    def named(self, family: str, name: str | None) -> Style:
        """Give a style; one that says nothing where there is none of that name."""
        if (known := self._known.get((family, name))) is None:
            known = self._known[family, name] = self._read(family, name)
        return known

    def _read(self, family: str, name: str | None) -> Style:
        chain: dict[str, Node] = {}
        while name and name not in chain and (node := self._styles.get((family, name))):
            chain[name] = node
            name = node.get("style:parent-style-name")
        display = first_said(node.value("style:text-properties", of="text:display") for node in chain.values())
        listed = first_said(node.get("style:list-style-name") for node in chain.values())
        return Style(None if display is None else display == "none", listed)

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

    def _add(self, node: Node) -> None:
        tag = node.tag
        if tag == "text:outline-style":
            self._lists[OUTLINE] = node
        elif tag == "text:list-style":
            self._lists[node.get("style:name") or ""] = node
        elif tag == "style:style":
            self._styles[node.get("style:family") or "", node.get("style:name") or ""] = node


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
