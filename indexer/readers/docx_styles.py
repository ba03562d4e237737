"""What the styles and list definitions of a DOCX document decide: hidden text, and the numbers that are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from indexer.readers.counting import print_number
from indexer.readers.docx_properties import Properties, is_on
from indexer.readers.labelling import with_gap
from indexer.readers.markup import Node, first_said, whole_number

_PLACE = re.compile(r"%([1-9])")
_CONTENTS = re.compile(r"(?:toc|contents) ?\d|table of figures")
_BEGIN, _OF_TABLE, _END = b"<w:style ", b'w:type="table"', b"</w:style>"
_DEEPEST = 8
_NO_LIST = "0"


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph or character style with all it takes over; `names` lists it and those it is based on.

    `hidden` is None where none of them says whether the text is shown, `heading` is None for body text.
    """

    names: tuple[str, ...]
    hidden: bool | None
    number: str | None
    level: int
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


def without_table_styles(raw: bytes) -> bytes:
    """Leave the styles of tables out of styles.xml before it is parsed.

    Nothing of them is read, and where a program writes all that Word offers they are nine tenths of the part.
    What stands between two styles stays, so that no two other bytes come to stand side by side.
    """
    head, *styles = raw.split(_BEGIN)
    kept = (style for style in styles if not (style.startswith(_OF_TABLE) and style.endswith(_END)))
    return _BEGIN.join([head, *kept])


class Styles:
    """The styles of a document (styles.xml): most are never used, so each is read when it is first asked for."""

    def __init__(self, root: Node | None) -> None:
        self._nodes: dict[str, Node] = {}
        self._known: dict[str | None, Style] = {}
        self.default: str | None = None
        for node in root.nodes if root else ():
            if node.tag == "w:style" and (name := node.get("w:styleId")):
                self._nodes[name] = node
                if node.get("w:type") == "paragraph" and is_on(node.get("w:default") or "0"):
                    self.default = name

    def named(self, name: str | None) -> Style:
        """Give a style; one that says nothing where there is none of that name."""
        if (known := self._known.get(name)) is None:
            known = self._known[name] = self._read(name)
        return known

    def _read(self, name: str | None) -> Style:
        chain: dict[str, Properties] = {}
        while name and name not in chain and (node := self._nodes.get(name)):
            chain[name] = Properties.of(node)
            name = chain[name].value("w:basedOn")
        paragraphs = [style.within("w:pPr") for style in chain.values()]
        lists = (paragraph.within("w:numPr") for paragraph in paragraphs)
        listed = next((own for own in lists if own.value("w:numId") is not None), Properties.of(None))
        return Style(
            names=tuple(chain),
            hidden=first_said(style.within("w:rPr").switch("w:vanish") for style in chain.values()),
            number=listed.value("w:numId"),
            level=whole_number(listed.value("w:ilvl"), 0),
            is_contents=any(_CONTENTS.fullmatch((s.value("w:name") or "").lower()) for s in chain.values()),
            heading=first_said(map(outline_level, paragraphs)),
        )


class Lists:
    """The lists of a document (numbering.xml) while their items are counted."""

    def __init__(self, root: Node | None, styles: Styles) -> None:
        nodes = list(root.nodes) if root else []
        self._styles = styles
        self._definitions = {n.get("w:abstractNumId") or "": n for n in nodes if n.tag == "w:abstractNum"}
        self._uses = {n.get("w:numId") or "": n for n in nodes if n.tag == "w:num"}
        self._known: dict[str, Numbering | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def count(self, paragraph: Properties, style: Style) -> str:
        """Count a paragraph, if it stands in a list, and give the number as it is printed before it."""
        number, level = self._place(paragraph.within("w:numPr"), style)
        numbering = self._numbering(number)
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

    def _place(self, own: Properties, style: Style) -> tuple[str | None, int]:
        """Give the list and the level of a paragraph: its own, or those of its style."""
        number = own.value("w:numId")
        if number is None:
            number = style.number
        if number in (None, _NO_LIST):
            return None, 0
        if (level := own.value("w:ilvl")) is not None:
            return number, whole_number(level, 0)
        numbering = self._numbering(number)
        levels = numbering.levels if numbering else {}
        linked = (at for name in style.names for at, known in levels.items() if known.linked == name)
        return number, next(linked, style.level)

    def _numbering(self, number: str | None) -> Numbering | None:
        """Give a list; it is read when it is first asked for."""
        use = self._uses.get(number or "")
        if number is None or use is None:
            return None
        if number not in self._known:
            self._known[number] = self._read(use)
        return self._known[number]

    def _read(self, use: Node) -> Numbering:
        shared = use.value("w:abstractNumId", of="w:val") or ""
        definition = self._definitions.get(shared)
        if definition and (link := definition.value("w:numStyleLink", of="w:val")):
            linked = self._uses.get(self._styles.named(link).number or "")
            shared = (linked.value("w:abstractNumId", of="w:val") or "") if linked else ""
            definition = self._definitions.get(shared)
        levels = dict(_levels(definition)) if definition else {}
        overrides: dict[int, int] = {}
        for override in (n for n in use.nodes if n.tag == "w:lvlOverride"):
            levels |= dict(_levels(override))
            if start := override.value("w:startOverride", of="w:val"):
                overrides[whole_number(override.get("w:ilvl"), 0)] = whole_number(start, 1)
        return Numbering(shared, levels, overrides)


def outline_level(paragraph: Properties) -> int | None:
    """Give the level of a heading, from 1; None for body text."""
    level = whole_number(paragraph.value("w:outlineLvl"), _BODY)
    return level + 1 if 0 <= level < _BODY else None


_BODY = 9  # The level that Word gives to body text (ISO/IEC 29500-1, 17.3.1.20).


def _levels(holder: Node) -> Iterator[tuple[int, Level]]:
    for node in holder.nodes:
        at = whole_number(node.get("w:ilvl"), -1)
        if node.tag != "w:lvl" or not 0 <= at <= _DEEPEST:
            continue
        # A style that only newer versions of Word know stands beside one that all know.
        styles = [n.get("w:val") or "" for n in node.all("w:numFmt")]
        properties = Properties.of(node)
        restart = properties.value("w:lvlRestart")
        yield (
            at,
            Level(
                start=whole_number(properties.value("w:start"), 0),
                style=next((s for s in styles if s != "custom"), "decimal"),
                pattern=properties.value("w:lvlText") or "",
                restart=whole_number(restart, 0) if restart else None,
                is_legal=properties.switch("w:isLgl") or False,
                linked=properties.value("w:pStyle"),
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
