"""The properties of a paragraph, a run, a cell or a style of a DOCX document: most are a name with one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from indexer.readers.markup import Node


@dataclass(frozen=True, slots=True)
class Properties:
    """What stands right within an element (`w:pPr`), by its names; of one name the first counts."""

    _nodes: Mapping[str, Node]

    @classmethod
    def of(cls, holder: Node | None) -> Properties:
        """Give the properties that an element holds; none where there is no such element."""
        return cls({node.tag: node for node in reversed(holder)}) if holder is not None else _NONE

    def __contains__(self, name: str) -> bool:
        return name in self._nodes

    def value(self, name: str) -> str | None:
        """Give the value of a property, or None."""
        node = self._nodes.get(name)
        return node.get("w:val") if node is not None else None

    def switch(self, name: str) -> bool | None:
        """Read a switch; None if it does not stand there."""
        node = self._nodes.get(name)
        return is_on(node.get("w:val")) if node is not None else None

    def within(self, name: str) -> Properties:
        """Give the properties that stand within one of these."""
        return Properties.of(self._nodes.get(name))


_NONE = Properties({})


def is_on(value: str | None) -> bool:
    """Read a switch: it is on where the element stands without a value."""
    return value not in ("0", "false", "off", "none")
