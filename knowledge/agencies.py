"""The agencies that a question names: by their names, or as people shorten them (食農署 for 食農教育及糧食安全署)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.dictionary import cut
from knowledge.words import key

# How the name of an agency ends; a short name ends so, too.
_END = re.compile(f"[{key('部會署局處院所府館室')}]|{key('中心')}")
_SHORTEST, _LONGEST = 3, 6


class Agencies:
    """Finds agencies in a question; all texts are keys (`knowledge.words.key`)."""

    def __init__(self, published: Sequence[str], others: Sequence[str]) -> None:
        self._published = tuple(published)
        self._known = (*self._published, *others)

    def named(self, flat: str) -> tuple[str, ...]:
        """List the agencies that a question names, those of the published plans and others."""
        whole = [agency for agency in self._known if agency in flat]
        short = [agency for _, agency in self._shortened(flat)]
        return tuple(dict.fromkeys([*whole, *short, *self._elsewhere(flat)]))

    def spans(self, said: str) -> list[tuple[int, int]]:
        """Give where agencies of published plans are named, by their whole names or short ones."""
        names = [*self._published, *(short for short, _ in self._shortened(said))]
        return [found.span() for name in names for found in re.finditer(re.escape(name), said)]

    def without(self, said: str) -> str:
        """Take out the agencies whose plans these are: they choose among plans and name nothing in them."""
        for agency in self._published:
            said = said.replace(agency, " " * len(agency))
        for short, _ in self._shortened(said):
            said = said.replace(short, " " * len(short))
        return said

    def _elsewhere(self, flat: str) -> Iterator[str]:
        """Find agencies of a county or city that are none of those published (望嶼縣教育局)."""
        for found in _OF_A_PLACE.finditer(flat):
            if not any(found.group() == a or _shortens(found.group(), a) for a in self._published):
                yield found.group()

    def _shortened(self, said: str) -> Iterator[tuple[str, str]]:
        """Find short names: parts of one published agency's name in order, with its last character."""
        for known in self._known:
            said = said.replace(known, " " * len(known))
        for found in _END.finditer(said):
            for start in range(max(0, found.end() - _LONGEST), found.end() - _SHORTEST + 1):
                short = said[start : found.end()]
                if any(c.isspace() for c in short) or _is_elsewhere(said[:start]):
                    continue
                meant = [agency for agency in self._published if _shortens(short, agency)]
                if len(meant) == 1:
                    yield short, meant[0]
                    break


def _is_elsewhere(before: str) -> bool:
    """Tell whether a place stands right before a short name (青濱市衛生局): it is the agency of that place."""
    return before[-1:] in _PLACES and len(before.split()[-1]) > 1


_PLACES = frozenset(key("縣市鎮鄉"))
_CHARACTER = "[\u4e00-\u9fff]"
_OF_A_PLACE = re.compile(rf"{_CHARACTER}{{2}}[{key('縣市')}](?:政府)?{_CHARACTER}{{2}}[{key('局處')}]")


def _shortens(short: str, agency: str) -> bool:
    """Tell whether a text is made of an agency's characters in their order.

    At least two of them stand side by side in it, or each but the last begins a word of it (文資局 for 文化資產再生局).
    """
    if short[-1] != agency[-1] or len(short) >= len(agency):
        return False
    beside = any(short[i : i + 2] in agency for i in range(len(short) - 1))
    return _in_order(short, agency if beside else "".join(word[0] for word in cut(agency)) + agency[-1])


def _in_order(short: str, text: str) -> bool:
    rest = iter(text)
    return all(char in rest for char in short)
