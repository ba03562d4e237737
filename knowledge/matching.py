"""Where pieces of a topic stand in a text: themselves, as words that mean the same, or by their sound.

A piece counts only where it is negated alike (邦交國 does not stand in 無邦交國), and a short
Latin word or a number only whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from knowledge.lexicon import Lexicon
from knowledge.spelling import sounds

MEANT = 0.95  # A word that means the same counts a little less than the word itself.
NEGATIONS = frozenset("无非未不没")
_LONG_LATIN = 4
_HEARD = 4  # So many syllables make a piece that is known by its sound.


@dataclass(frozen=True, slots=True)
class Match:
    """Where a run of the topic stands in a text, and with what weight."""

    start: int
    end: int
    weight: float
    at: int
    length: int


class Matcher:
    """Finds pieces with the words of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._means = lexicon.means
        self._others = lru_cache(maxsize=256)(self._find_others)
        self._longest_word = max(map(len, lexicon.means), default=0)

    def matches(self, run: str, text: str, heard: bool = False) -> list[Match]:
        """Find the longest pieces of a run that stand in a text, from the left, and words that mean the same.

        With `heard`, a longer piece that only sounds like one of the text is found too.
        """
        found: list[Match] = []
        at = 0
        while at < len(run):
            match = _longest(run, at, text) or self._meant(run, at, text)
            if heard and (alike := _heard(run, at, text, match.end - at if match else 0)):
                match = alike
            if match:
                found.append(match)
            at = match.end if match else at + 1
        return found

    def _meant(self, run: str, start: int, text: str) -> Match | None:
        for end, other in self._others(run).get(start, ()):
            at = find_affirmed(text, other, _is_negated(run, start))
            if at >= 0:
                return Match(start, end, MEANT, at, len(other))
        return None

    def _find_others(self, run: str) -> dict[int, list[tuple[int, str]]]:
        """Give, for each offset of a run, the words that a longest word from there may stand for."""
        found: dict[int, list[tuple[int, str]]] = {}
        for start in range(len(run)):
            if _cuts_latin(run, start):
                continue
            for end in range(min(len(run), start + self._longest_word), start, -1):
                if _cuts_latin(run, end):
                    continue
                for other in self._means.get(run[start:end], ()):
                    found.setdefault(start, []).append((end, other))
        return found


def _longest(run: str, start: int, text: str) -> Match | None:
    """Find the longest piece from an offset of a run that stands in a text; of a run of one, the character."""
    end = start + (1 if len(run) == 1 else 2)
    if end > len(run) or run[start:end] not in text or _cuts_latin(run, start):
        return None
    longest = end
    while longest < len(run) and run[start : longest + 1] in text:
        longest += 1
    for stop in range(longest, end - 1, -1):
        at = -1 if _cuts_latin(run, stop) else _find(text, run, start, stop)
        if at >= 0:
            return Match(start, stop, 1.0, at, stop - start)
    return None


def _heard(run: str, start: int, text: str, known: int) -> Match | None:
    """Find a piece that sounds like one of a text, longer than what is known to stand there, mostly the same."""
    shortest = max(_HEARD, known + 2)
    if len(run) - start < shortest:
        return None
    typed, said = _syllables(run), _syllables(text)
    end = start + shortest
    if typed[start:end] not in said:
        return None
    while end < len(run) and typed[start : end + 1] in said:
        end += 1
    at = said.find(typed[start:end])
    same = sum(a == b for a, b in zip(run[start:end], text[at:], strict=False))
    return Match(start, end, MEANT, at, end - start) if same * 2 >= end - start else None


@lru_cache(maxsize=4096)
def _syllables(text: str) -> str:
    """Give one character for each syllable of a text, so that texts are searched by their sound."""
    return "".join(_SYLLABLES.setdefault(sounds(c)[0], chr(0xF0000 + len(_SYLLABLES))) for c in text)


_SYLLABLES: dict[str, str] = {}


def _find(text: str, run: str, start: int, end: int) -> int:
    """Find a piece of a run in a text where it is negated alike; -1 if it does not stand there."""
    return find_affirmed(text, run[start:end], _is_negated(run, start))


def find_affirmed(text: str, piece: str, negated: bool) -> int:
    """Find a piece in a text where it is negated as asked; -1 if it does not stand there so."""
    at = text.find(piece)
    while at >= 0 and (_is_negated(text, at) != negated or _is_part(text, at, at + len(piece))):
        at = text.find(piece, at + 1)
    return at


def _is_negated(text: str, at: int) -> bool:
    """Tell whether the word at an offset is negated: 無邦交, 非政府, 沒有邦交."""
    return at > 0 and (text[at - 1] in NEGATIONS or (at > 1 and text[at - 2 : at] == "没有"))


def _is_part(text: str, start: int, end: int) -> bool:
    """Tell whether a piece of a text cuts a short Latin word or a number in two (NG of NGO).

    Keys have no blanks, so a longer piece may be a word of its own.
    """
    return end - start < _LONG_LATIN and (_cuts_latin(text, start) or _cuts_latin(text, end))


def _cuts_latin(text: str, at: int) -> bool:
    return 0 < at < len(text) and _is_latin(text[at - 1]) and _is_latin(text[at])


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def stands_affirmed(text: str, word: str) -> bool:
    """Tell whether a text holds a word, not negated."""
    return find_affirmed(text, word, negated=False) >= 0
