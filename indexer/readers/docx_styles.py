"""What the styles and list definitions of a DOCX document decide: hidden text, and the numbers that are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.readers.counting import print_number
from indexer.readers.labelling import with_gap
from indexer.readers.markup import Node, whole_number

_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 8
_NO_LIST = "0"


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph or character style, as far as it says something itself."""

    parent: str | None
    hidden: bool | None
    number: str | None
    level: int | None
    is_contents: bool
    heading: int | None


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered; `restart` is the level (from 1) after which it begins anew."""

    start: int
    style: str
    pattern: str
    restart: int | None
    is_legal: bool
    linked: str | None


@dataclass(frozen=True, slots=True)
class Numbering:
    """A list: the definition whose counts it shares, its levels, and where it sets a count anew."""

    shared: str
    levels: dict[int, Level]
    overrides: dict[int, int]


class Styles:
    """The styles of a document (styles.xml): most are never used, so each is read when it is first asked for."""

    def __init__(self, root: Node | None) -> None:
        self._nodes: dict[str, Node] = {}
        self._chains: dict[str | None, tuple[tuple[str, Style], ...]] = {}
        self.default: str | None = None
        for node in root.nodes if root else ():
            if node.tag == "w:style" and (name := node.get("w:styleId")):
                self._nodes[name] = node
                if node.get("w:type") == "paragraph" and is_on(node.get("w:default") or "0"):
                    self.default = name

    def hides(self, name: str | None) -> bool | None:
        """Tell whether a style hides its text; None if neither it nor its parents say."""
        return next((style.hidden for _, style in self.chain(name) if style.hidden is not None), None)

    def is_contents(self, name: str | None) -> bool:
        """Tell whether a paragraph style is one of those of a table of contents."""
        return any(style.is_contents for _, style in self.chain(name))

    def heading(self, name: str | None) -> int | None:
        """Give the level of the headings that a paragraph style makes, from 1; None for body text."""
        return next((style.heading for _, style in self.chain(name) if style.heading is not None), None)

    def chain(self, name: str | None) -> tuple[tuple[str, Style], ...]:
        """Give a style and those it is based on."""
        if (known := self._chains.get(name)) is not None:
            return known
        found: dict[str, Style] = {}
        at = name
        while at and at not in found and (node := self._nodes.get(at)):
            found[at] = _style(node)
            at = found[at].parent
        self._chains[name] = tuple(found.items())
        return self._chains[name]


class Lists:
    """The lists of a document (numbering.xml) while their items are counted."""

    def __init__(self, root: Node | None, styles: Styles) -> None:
        self._styles = styles
        self._numbers: dict[str, Numbering] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root:
            self._read(root)

    def count(self, properties: Node | None, style: str | None) -> str:
        """Count a paragraph, if it stands in a list, and give the number as it is printed before it."""
        number, level = self._place(properties, style)
        numbering = self._numbers.get(number or "")
        if number is None or numbering is None or level not in numbering.levels:
            return ""
        counts = self._counts.setdefault(numbering.shared, {})
        first = numbering.overrides.get(level, numbering.levels[level].start)
        anew = level in numbering.overrides and (number, level) not in self._begun
        self._begun.add((number, level))
        counts[level] = first if anew or level not in counts else counts[level] + 1
        for deeper in [n for n in counts if n > level and _restarts(numbering.levels.get(n), level)]:
            del counts[deeper]
        return _printed(numbering, level, counts)

    def _place(self, properties: Node | None, style: str | None) -> tuple[str | None, int]:
        """Give the list and the level of a paragraph: its own, or those of its style."""
        own = properties.child("w:numPr") if properties else None
        number = own.value("w:numId", of="w:val") if own else None
        level = own.value("w:ilvl", of="w:val") if own else None
        chain = self._styles.chain(style)
        inherited = next((s for _, s in chain if s.number is not None), None)
        if number is None and inherited:
            number = inherited.number
        if number in (None, _NO_LIST):
            return None, 0
        if level is not None:
            return number, whole_number(level, 0)
        levels = self._numbers[number].levels if number in self._numbers else {}
        linked = (at for name, _ in chain for at, known in levels.items() if known.linked == name)
        return number, next(linked, (inherited.level if inherited else None) or 0)

    def _read(self, root: Node) -> None:
        definitions = {n.get("w:abstractNumId") or "": n for n in root.nodes if n.tag == "w:abstractNum"}
        uses = {n.get("w:numId") or "": n for n in root.nodes if n.tag == "w:num"}
        for number, use in uses.items():
            shared = use.value("w:abstractNumId", of="w:val") or ""
            definition = definitions.get(shared)
            if definition and (link := definition.value("w:numStyleLink", of="w:val")):
                linked = next((s.number for _, s in self._styles.chain(link) if s.number), None)
                shared = (uses[linked].value("w:abstractNumId", of="w:val") or "") if linked in uses else ""
                definition = definitions.get(shared)
            levels = dict(_levels(definition)) if definition else {}
            overrides: dict[int, int] = {}
            for override in (n for n in use.nodes if n.tag == "w:lvlOverride"):
                levels |= dict(_levels(override))
                if start := override.value("w:startOverride", of="w:val"):
                    overrides[whole_number(override.get("w:ilvl"), 0)] = whole_number(start, 1)
            self._numbers[number] = Numbering(shared, levels, overrides)


def is_on(value: str | None) -> bool:
    """Read a switch: it is on where the element stands without a value."""
    return value not in ("0", "false", "off", "none")


def switch(properties: Node | None, tag: str) -> bool | None:
    """Read a switch among properties; None if it does not stand there."""
    node = properties.child(tag) if properties else None
    return is_on(node.get("w:val")) if node else None


def _style(node: Node) -> Style:
    level = node.value("w:pPr", "w:numPr", "w:ilvl", of="w:val")
    name = (node.value("w:name", of="w:val") or "").lower()
    return Style(
        parent=node.value("w:basedOn", of="w:val"),
        hidden=switch(node.child("w:rPr"), "w:vanish"),
        number=node.value("w:pPr", "w:numPr", "w:numId", of="w:val"),
        level=whole_number(level, 0) if level else None,
        is_contents=bool(re.fullmatch(r"(?:toc|contents) ?\d|table of figures", name)),
        heading=outline_level(node.child("w:pPr")),
    )


def outline_level(properties: Node | None) -> int | None:
    """Give the level of a heading, from 1; None for body text."""
    level = whole_number(properties.value("w:outlineLvl", of="w:val"), _BODY) if properties else _BODY
    return level + 1 if 0 <= level < _BODY else None


_BODY = 9  # The level that Word gives to body text (ISO/IEC 29500-1, 17.3.1.20).


def _levels(holder: Node) -> Iterator[tuple[int, Level]]:
    for node in holder.nodes:
        at = whole_number(node.get("w:ilvl"), -1)
        if node.tag != "w:lvl" or not 0 <= at <= _DEEPEST:
            continue
        # A style that only newer versions of Word know stands beside one that all know.
        styles = [n.get("w:val") or "" for n in node.all("w:numFmt")]
        restart = node.value("w:lvlRestart", of="w:val")
        yield (
            at,
            Level(
                start=whole_number(node.value("w:start", of="w:val"), 0),
                style=next((s for s in styles if s != "custom"), "decimal"),
                pattern=node.value("w:lvlText", of="w:val") or "",
                restart=whole_number(restart, 0) if restart else None,
                is_legal=switch(node, "w:isLgl") or False,
                linked=node.value("w:pStyle", of="w:val"),
            ),
        )


def _restarts(level: Level | None, after: int) -> bool:
    return level is None or level.restart is None or after < level.restart


def _printed(numbering: Numbering, level: int, counts: dict[int, int]) -> str:
    known = numbering.levels[level]
    if known.style == "bullet":
        return ""

    def place(found: re.Match[str]) -> str:
        at = int(found[1]) - 1
        if at > level or (shown := numbering.levels.get(at)) is None:
            return ""
        number = counts.setdefault(at, numbering.overrides.get(at, shown.start))
        return print_number(number, "decimal" if known.is_legal else shown.style)

    return with_gap(_PLACE.sub(place, known.pattern))
