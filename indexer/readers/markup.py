"""XML parts of a document, read by lxml: no DOCTYPE, no entities, nothing fetched, no part larger than a document's.

libxml2 itself ends at 256 elements within each other, and at a text or an attribute of ten million bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar, TypeVar

from lxml import etree

from knowledge.errors import DocumentRefused

_Said = TypeVar("_Said")
_MAX_ELEMENTS = 400_000
_REPEATED = 100
_DECLARES = b"<!DOCTYPE"
_OUT_OF_BOUNDS = frozenset({etree.ErrorTypes.ERR_RESOURCE_LIMIT, etree.ErrorTypes.ERR_INTERNAL_ERROR})


@dataclass(frozen=True)
class Vocabulary:
    """The namespaces of a format: by its short prefix each (`w`), and the same under another address (`aliases`)."""

    addresses: Mapping[str, str]
    aliases: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def full(self) -> _Full:
        """The full names that lxml knows, by the short ones (`w:p`)."""
        return _Full(self.addresses)

    @cached_property
    def short(self) -> _Short:
        """The short names, by the full ones; `?:p` for one of a foreign namespace."""
        return _Short({address: prefix for prefix, address in self.addresses.items()})

    @cached_property
    def elements(self) -> Any:
        """What makes a Node of this vocabulary of each element that lxml gives."""
        names = {"_short": self.short, "_full": self.full}
        return etree.ElementDefaultClassLookup(element=type("Node", (Node,), names))


class _Full(dict[str, str]):
    """The full names met so far."""

    def __init__(self, addresses: Mapping[str, str]) -> None:
        self._addresses = addresses

    def __missing__(self, name: str) -> str:
        prefix, _, local = name.rpartition(":")
        self[name] = full = f"{{{self._addresses[prefix]}}}{local}" if prefix else local
        return full


class _Short(dict[str, str]):
    """The short names met so far."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = prefixes

    def __missing__(self, name: str) -> str:
        address, _, local = name.rpartition("}")
        self[name] = short = f"{self._prefixes.get(address[1:], '?')}:{local}" if address else local
        return short


class Node(etree.ElementBase):  # type: ignore[misc]  # lxml carries no types
    """An element as the readers look at it: by its short name (`w:p`)."""

    _short: ClassVar[_Short]
    _full: ClassVar[_Full]

    def __bool__(self) -> bool:
        """Tell that the element is there, though it may hold none."""
        return True

    @property
    def tag(self) -> str:
        return self._short[_full_tag(self)]

    def get(self, attribute: str) -> str | None:
        """Give an attribute, or None."""
        value: str | None = _attribute(self, self._full[attribute])
        return value

    @property
    def nodes(self) -> Iterator[Node]:
        """The elements within, in order."""
        return iter(self)

    @property
    def own_text(self) -> str:
        """The text that stands right within, without that of elements within."""
        return "".join([self.text or "", *(node.tail or "" for node in self)])

    @property
    def parts(self) -> Iterator[Node | str]:
        """The texts and elements within, in order."""
        if self.text:
            yield self.text
        for node in self:
            yield node
            if node.tail:
                yield node.tail

    def child(self, name: str) -> Node | None:
        """Give the first element within that has this name, or None."""
        node: Node
        for node in self:
            if node.tag == name:
                return node
        return None

    def value(self, name: str, of: str) -> str | None:
        """Give an attribute of the first element within that has this name, or None."""
        node = self.child(name)
        return node.get(of) if node else None

    def all(self, *tags: str) -> Iterator[Node]:
        """Give every element below that has one of these names, in document order."""
        found: Iterator[Node] = self.iterdescendants(*(self._full[tag] for tag in tags))
        return found


_full_tag = etree.ElementBase.tag.__get__
_attribute = etree.ElementBase.get


def parse_xml(raw: bytes, vocabulary: Vocabulary, name: str) -> Node:
    """Parse one part; DocumentRefused for one that declares entities, is damaged, or is made to do harm."""
    if _DECLARES in raw.replace(b"\0", b""):  # written with two or four bytes a sign, it stands between zeros
        raise _declares(name)
    for alias, address in vocabulary.aliases.items():
        raw = raw.replace(alias.encode(), address.encode())
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    parser.set_element_class_lookup(vocabulary.elements)
    try:
        root: Node = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as damage:
        if damage.code in _OUT_OF_BOUNDS:
            raise _crafted(name) from damage
        raise DocumentRefused(
            f"{name}: the XML inside is damaged; get the file again, or save the plan anew"
        ) from damage
    if root.getroottree().docinfo.internalDTD is not None:
        raise _declares(name)
    if root.xpath("count(//*)") > _MAX_ELEMENTS:
        raise _crafted(name)
    return root


def first_said(answers: Iterable[_Said | None]) -> _Said | None:
    """Give the first answer that is not None: of a style and those it is based on, that of the nearest."""
    return next((answer for answer in answers if answer is not None), None)


def whole_number(text: str | None, default: int) -> int:
    """Read a number of an attribute; what is no number, or has more than nine digits, counts as the default."""
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,9}", text) else default


def repeats(text: str | None) -> int:
    """Read how many columns, rows or blanks an attribute asks for: 1 to 100, however many it says."""
    if text and re.fullmatch(r"[0-9]{3,}", text):
        return _REPEATED
    return max(1, whole_number(text, 1))


def _declares(name: str) -> DocumentRefused:
    return DocumentRefused(f"{name}: declares a DOCTYPE or entities, which no plan needs; save the plan anew")


def _crafted(name: str) -> DocumentRefused:
    return DocumentRefused(f"{name}: the XML inside is nested or stretched beyond any document; save the plan anew")
