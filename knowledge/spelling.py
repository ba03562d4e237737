"""Typing errors by sound and by shape, mended where the plans leave one reading only.

People type by Zhuyin: a wrong character mostly sounds like the right one (餐與 for 參與). A pair of characters that
stands in no plan is replaced by the pair that sounds alike and does stand there, if just one does and it fits its
neighbours. A character that neither sounds nor looks alike is never touched: 歲入 must not become 歲出.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from knowledge.catalogue import bigrams
from knowledge.lexicon import Lexicon
from knowledge.words import is_word

# Only single characters are looked up; pypinyin's 47,000 phrases would take longer to load than all else here.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")

import pypinyin

# Sounds that speakers in Taiwan commonly type for one another: retroflex and flat, ㄣ and ㄥ, ㄋ/ㄌ, ㄈ/ㄏ.
_MERGED = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ing", "in"), ("eng", "en"), ("ang", "an"))
_PLAIN = 4
_WORD = 3  # 機 of 飲水機 is right, whatever stands behind it.


@dataclass(frozen=True, slots=True)
class Mending:
    """One correction: what was typed and what was read instead."""

    typed: str
    read: str


class Speller:
    """Mends the typing errors of a question against the words of the plans and of the lexicon."""

    def __init__(
        self, attested: Mapping[str, int], known: Sequence[str], lexicon: Lexicon, texts: Iterable[str]
    ) -> None:
        self._known = set(attested) | {gram for word in known for gram in bigrams(word)}
        self._alike = lexicon.alike
        self._form = "\n".join(known)
        self._texts = "\n".join((*texts, *known))
        self._by_sound: dict[tuple[str, str], list[str]] = defaultdict(list)
        for gram in sorted(self._known):
            if _is_chinese(gram):
                for first in sounds(gram[0]):
                    for second in sounds(gram[1]):
                        self._by_sound[first, second].append(gram)

    def mend(self, text: str, fixed: Set[int] = frozenset()) -> tuple[str, tuple[Mending, ...]]:
        """Give the text with its errors mended, of the same length, and what was mended.

        `fixed` are the offsets of characters that are right as they are (words of form: 幾個, 的).
        """
        mended, done = text, []
        for at in range(len(text) - 1):
            pair = mended[at : at + 2]
            if pair in self._known or not _is_chinese(pair):
                continue
            free = (at not in fixed, at + 1 not in fixed)
            reading = self._best(mended, at, [r for r in self._readings(pair, free) if self._fits(mended, at, r)])
            if reading and self._is_right(mended, at, reading):
                done.append(Mending(pair, reading))
                mended = mended[:at] + reading + mended[at + 2 :]
        return mended, tuple(done)

    def _best(self, text: str, at: int, readings: Sequence[str]) -> str | None:
        """Choose the one reading, or of several the one that also makes a known pair with its neighbour."""
        if len(readings) > 1:
            readings = [r for r in readings if self._pair_beside(text, at, r) in self._known]
        return readings[0] if len(readings) == 1 else None

    def _is_right(self, text: str, at: int, reading: str) -> bool:
        """Tell whether a reading is to be trusted: it is plain, or a word itself where none was typed."""
        if self._is_plain(text, at, reading):
            return True
        return not _in_word(text, at, reading) and (is_word(reading) or reading in self._form)

    def _is_plain(self, text: str, at: int, reading: str) -> bool:
        """Tell whether a reading is plain enough to change a word of the language: it fits both its neighbours, or
        makes a long piece of what the plans say (衡量標準 for 恆量標準)."""
        mended = text[:at] + reading + text[at + 2 :]
        pieces = (mended[i : i + _PLAIN] for i in range(max(at - _PLAIN + 2, 0), at + 1))
        long = any(len(p) == _PLAIN and _is_chinese(p) and p in self._texts for p in pieces)
        return long or self._pair_beside(text, at, reading) in self._known

    def _pair_beside(self, text: str, at: int, reading: str) -> str:
        """Give the pair that the changed character makes with its other neighbour."""
        if reading[0] != text[at]:
            return text[max(at - 1, 0) : at] + reading[0]
        return reading[1] + text[at + 2 : at + 3]

    def _readings(self, pair: str, free: tuple[bool, bool]) -> list[str]:
        """Give the known pairs that differ in one free character, which sounds or looks like the typed one."""
        heard = {g for a in sounds(pair[0]) for b in sounds(pair[1]) for g in self._by_sound.get((a, b), ())}
        heard |= {a + pair[1] for a in self._alike.get(pair[0], ()) if a + pair[1] in self._known}
        heard |= {pair[0] + b for b in self._alike.get(pair[1], ()) if pair[0] + b in self._known}
        changes = ((g, (g[0] != pair[0], g[1] != pair[1])) for g in heard)
        return sorted(g for g, changed in changes if changed in ((free[0], False), (False, free[1])) and any(changed))

    def _fits(self, text: str, at: int, reading: str) -> bool:
        """Tell whether the change breaks no pair with its other neighbour, nor a word of three, that the plans hold."""
        word = text[max(at - 2, 0) : at + 1] if reading[0] != text[at] else text[at + 1 : at + 4]
        if len(word) == _WORD and is_word(word) and word in self._texts:
            return False
        typed = text[max(at - 1, 0) : at + 1] if reading[0] != text[at] else text[at + 1 : at + 3]
        return typed not in self._known or self._pair_beside(text, at, reading) in self._known


@lru_cache(maxsize=20_000)
def sounds(char: str) -> tuple[str, ...]:
    """Give how a character is mostly read, without tones and with commonly mistaken sounds merged."""
    readings = pypinyin.pinyin(char, style=pypinyin.Style.NORMAL)[0]
    return tuple(_merge(r) for r in readings)


def _merge(syllable: str) -> str:
    for sound, merged in _MERGED:
        if syllable.startswith(sound):
            syllable = merged + syllable[len(sound) :]
        elif syllable.endswith(sound):
            syllable = syllable[: -len(sound)] + merged
    return syllable


def _in_word(text: str, at: int, reading: str) -> bool:
    """Tell whether the character that would be changed is part of a word of the language (預算書)."""
    changed = at if reading[0] != text[at] else at + 1
    pieces = (text[i : i + n] for n in (2, 3, 4) for i in range(max(changed - n + 1, 0), changed + 1))
    return any(len(piece) > 1 and is_word(piece) for piece in pieces)


def _is_chinese(text: str) -> bool:
    return all("\u3400" <= c <= "\u9fff" for c in text)
