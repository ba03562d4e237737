"""XML parts of a document as small trees, read by defusedxml: no DOCTYPE, no entities, nothing fetched.

What a part may hold is limited while it is parsed, so that a crafted one ends early: depth, elements, names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, XMLParser

from knowledge.errors import DocumentRefused

# A tree is walked by functions that call themselves; deeper than this no office program nests.
MAX_DEPTH = 256
_MAX_ELEMENTS = 400_000
_MAX_NAMES = 10_000
# A single tag of so many bytes (attributes without end), or a text of that length, is no document.
_LONG = re.compile(rb"<[^<]{4194304}")
_REPEATED = 100


@dataclass(slots=True)
class Node:
    """An element: its name with a short prefix (`w:p`), the attributes that count, and texts and elements in order."""

    tag: str
    attributes: dict[str, str]
    parts: list[Node | str] = field(default_factory=list)

    def get(self, attribute: str) -> str | None:
        return self.attributes.get(attribute)

    @property
    def nodes(self) -> Iterator[Node]:
        return (part for part in self.parts if isinstance(part, Node))

    def child(self, *path: str) -> Node | None:
        """Give the first element at a path of names, or None."""
        node = self
        for tag in path:
            for part in node.parts:
                if isinstance(part, Node) and part.tag == tag:
                    node = part
                    break
            else:
                return None
        return node

    def value(self, *path: str, of: str) -> str | None:
        """Give an attribute of the first element at a path of names, or None."""
        node = self.child(*path)
        return node.get(of) if node else None

    def all(self, *tags: str) -> Iterator[Node]:
        """Give every element below that has one of these names, in document order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            if node is not self and node.tag in tags:
                yield node
            waiting += reversed(list(node.nodes))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The namespaces of a format with their short prefixes, the attributes that its reader looks at, and elements that
    it never looks into (of the look of tables: most of a file's styles).
    """

    prefixes: Mapping[str, str]
    attributes: frozenset[str]
    passed_over: frozenset[str] = frozenset()


def parse_xml(raw: bytes, vocabulary: Vocabulary, name: str) -> Node:
    """Parse one part; DocumentRefused for one that declares entities, is damaged, or is made to do harm."""
    if _LONG.search(raw):
        raise _crafted(name)
    builder = _Builder(vocabulary, name)
    parser = XMLParser(target=builder, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    # The events of elements are taken from the expat parser below: through the Python layers above it they take twice
    # as long. What these forbid stays forbidden.
    parser.parser.StartElementHandler = builder.begun
    parser.parser.EndElementHandler = builder.ended
    parser.parser.CharacterDataHandler = builder.said
    try:
        parser.feed(raw)
        parser.close()
    except DefusedXmlException as forbidden:
        raise DocumentRefused(
            f"{name}: declares a DOCTYPE or entities, which no plan needs; save the plan anew"
        ) from forbidden
    except (ParseError, LookupError, ValueError) as damage:
        raise DocumentRefused(
            f"{name}: the XML inside is damaged; get the file again, or save the plan anew"
        ) from damage
    return builder.root


def whole_number(text: str | None, default: int) -> int:
    """Read a number of an attribute; what is no number, or has more than nine digits, counts as the default."""
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,9}", text) else default


def repeats(text: str | None) -> int:
    """Read how many columns, rows or blanks an attribute asks for: 1 to 100, however many it says."""
    if text and re.fullmatch(r"[0-9]{3,}", text):
        return _REPEATED
    return max(1, whole_number(text, 1))


class _Builder:
    """What the parser tells of a part: it makes nodes, and counts."""

    def __init__(self, vocabulary: Vocabulary, name: str) -> None:
        self.name = name
        self.top = Node("", {})
        self.open = [self.top]
        self.tags = _Names(vocabulary)
        self.attributes = _Names(vocabulary, vocabulary.attributes)
        self.passed_over = vocabulary.passed_over
        self.elements = 0
        self.within = 0

    @property
    def root(self) -> Node:
        return next(self.top.nodes)

    def begun(self, tag: str, attributes: list[str]) -> None:
        """Open an element; its attributes come as name, value, name, value."""
        self.elements += 1
        short = self.tags[tag]
        if len(self.open) + self.within > MAX_DEPTH or self.elements > _MAX_ELEMENTS or len(self.tags) > _MAX_NAMES:
            raise _crafted(self.name)
        if self.within or short in self.passed_over:
            self.within += 1
            return
        kept = {}
        for at in range(0, len(attributes), 2):
            if wanted := self.attributes[attributes[at]]:
                kept[wanted] = attributes[at + 1]
        if len(self.attributes) > _MAX_NAMES:
            raise _crafted(self.name)
        node = Node(short, kept)
        self.open[-1].parts.append(node)
        self.open.append(node)

    def ended(self, _: str) -> None:
        if self.within:
            self.within -= 1
        else:
            self.open.pop()

    def said(self, text: str) -> None:
        if not self.within:
            self.open[-1].parts.append(text)


class _Names(dict[str, str]):
    """The names of a part with their short prefixes, each worked out once; "" for one that is not `wanted`."""

    def __init__(self, vocabulary: Vocabulary, wanted: frozenset[str] | None = None) -> None:
        self.prefixes = vocabulary.prefixes
        self.wanted = wanted

    def __missing__(self, name: str) -> str:
        address, _, local = name.rpartition("}")
        prefix = self.prefixes.get(address, "?") if address else ""  # expat writes a name as address}local
        short = f"{prefix}:{local}" if prefix else local
        self[name] = short = short if self.wanted is None or short in self.wanted else ""
        return short


def _crafted(name: str) -> DocumentRefused:
    return DocumentRefused(f"{name}: the XML inside is nested or stretched beyond any document; save the plan anew")
