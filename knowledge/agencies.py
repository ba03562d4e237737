"""The agencies that a question names: by their names, or as people shorten them (食農署 for 食農教育及糧食安全署)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from knowledge.dictionary import cut
from knowledge.homes import called
from knowledge.words import key

# How the name of an agency ends; a short name ends so, too.
_END = re.compile(f"[{key('部會署局處院所府館室')}]|{key('中心|基金')}")
_SHORTEST, _LONGEST = 3, 6


class Agencies:
    """Finds agencies in a question; all texts are keys (`knowledge.words.key`)."""

    def __init__(self, published: Sequence[str], others: Sequence[str], homes: Sequence[str] = ()) -> None:
        self._published = tuple(published)
        # 屏東縣有幾處 asks nothing else than 有幾處; 屏東縣政府 and 屏東縣長 are names of their own.
        names = dict.fromkeys(name for home in homes for name in called(home))
        self._home = re.compile("|".join(rf"{name}(?![{_BEHIND}])" for name in names) or r"(?!)")
        # 警政署 is another's name no more where the plan of 內政部警政署 is published.
        strangers = (name for name in others if not any(_shortens(name, agency) for agency in self._published))
        self._known = (*self._published, *strangers)

    def named(self, flat: str) -> tuple[str, ...]:
        """List the agencies that a question names, those of the published plans and others."""
        whole = [agency for agency in self._known if agency in flat]
        short = [agency for _, agency in self._shortened(flat)]
        named = [*whole, *short, *self._elsewhere(flat)]
        here = self._home.search(flat) if not named else None
        named += [agency for agency in self._published if here and agency.startswith(here.group())]
        return tuple(dict.fromkeys(named))

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
        return self._home.sub(lambda home: " " * len(home.group()), said)

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
_BEHIND = key("政府長民議")
_CHARACTER = f"(?![{key('有幾哪多各共的')}])[\u4e00-\u9fff]"  # 望嶼縣有幾處 asks how many there are.
_OF_A_PLACE = re.compile(rf"(?:{_CHARACTER}){{2}}[{key('縣市')}](?:政府)?(?:{_CHARACTER}){{2}}[{key('局處')}]")


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
