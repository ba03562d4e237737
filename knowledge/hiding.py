"""The names of the plans as they stand in a question: hidden, a word inside a name is no cue and its number no year."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Set

from knowledge.catalogue import Catalogue
from knowledge.form import FORM, form_and_filler_in
from knowledge.lexicon import Lexicon
from knowledge.words import is_word, key

_HIDDEN = "■"
_JOINING = frozenset(key("與和跟及、"))
_SHORTEST_PIECE, _LONG_PIECE = 3, 4
# 109年度目標值 is a year and a word of form, though a header of the plan says the same.
_NUMBER_IN_NAME = re.compile(r"(?<!\d)(1[01]\d)(?=([^\d\s年]{2}))")  # 119 of 119報案定位
_YEAR_IN_NAME = re.compile(r"\d{2,4}年度?+(?!目标|原[订定]|预期|的|施政|计划|重要|起|至|到|底)[\u3400-\u9fff]{3}")


class Names:
    """The names of one catalogue, and the words that stand for them; `joined` are all names, a line each."""

    def __init__(self, catalogue: Catalogue, lexicon: Lexicon) -> None:
        self._texts = tuple(catalogue.texts.values())
        self._releases = catalogue.releases
        self._lexicon = lexicon
        terms = (key(name) for _, t in catalogue.terms for name in (t.short, t.long))
        self._names = tuple(dict.fromkeys([*(e.name_key for e in catalogue.entries), *terms]))
        self.joined = "\n".join(self._names)
        self._by_first: dict[str, list[str]] = defaultdict(list)
        for name in sorted(self._names, key=len, reverse=True):
            if len(name) > _SHORTEST_PIECE:
                self._by_first[name[0]].append(name)

    def hidden(self, said: str, apart: bool = False) -> str:
        """Hide the names of the plans, so that a word inside a name is no cue.

        With `apart`, a piece of a name does not begin with a word that joins (與 in 邦交國與無邦交國).
        """
        hidden = list(said)
        for word in self._lexicon.means:
            for found in re.finditer(re.escape(word), said) if len(word) > 2 else ():
                hidden[found.start() : found.end()] = _HIDDEN * len(word)
        spans = form_and_filler_in(said, self._lexicon.filler)
        within = frozenset(at for start, stop in spans for at in range(start + 1, stop))
        at = 0
        while at < len(said):
            # 作計畫 of 工作計畫 is no piece of 合作計畫.
            end = self._end_of(said, at, within, whole=at in within or (apart and said[at] in _JOINING))
            if end:
                hidden[at:end] = _HIDDEN * (end - at)
            at = end or at + 1
        return "".join(hidden)

    def _end_of(self, said: str, at: int, within: Set[int], whole: bool) -> int | None:
        """Tell where a name, or the longest piece of one, ends that begins at an offset.

        `within` are the offsets inside words of form, at which such a word would be cut in two. A piece cuts one only
        where it ends with a word itself: 文件 of 文件數位, but not 高 of 友邦高出.
        """
        for name in self._by_first.get(said[at], ()):
            if said.startswith(name, at):
                return at + len(name)
        if whole:
            return None
        end = at + _SHORTEST_PIECE
        if end > len(said) or said[at:end] not in self.joined:
            return None
        while end < len(said) and said[at : end + 1] in self.joined:
            end += 1
        pieces = (said[at:stop] for stop in range(end, at + _SHORTEST_PIECE - 1, -1))
        whole_words = (p for p in pieces if at + len(p) not in within or (len(p) >= _LONG_PIECE and is_word(p[-2:])))
        sound = (p for p in whole_words if " " not in p and not p.isdigit() and not FORM.fullmatch(p))
        return next((at + len(p) for p in sound), None)

    def years_hidden(self, said: str) -> str:
        """Hide the years that stand so in a plan's own words (依108年檢討結果): they are part of a name."""
        for found in _YEAR_IN_NAME.finditer(said):
            # 108年認養率78.6% says a figure of that year; the year is no part of a name there.
            named = re.compile(rf"{re.escape(found.group())}[\u3400-\u9fff]*(?![\u3400-\u9fff\d])")
            if any(named.search(text) for text in self._texts):
                said = said[: found.start()] + _HIDDEN * len(found.group()) + said[found.end() :]
        for found in _NUMBER_IN_NAME.finditer(said):
            texts = () if self._is_covered(int(found[1])) else self._texts
            if any(found[1] + found[2] in text for text in (*self._names, *texts)):
                said = said[: found.start()] + _HIDDEN * len(found[1]) + said[found.end(1) :]
        return said

    def _is_covered(self, year: int) -> bool:
        """Tell whether a plan is of a year: 119 of 119派遣 is none that a plan speaks of."""
        spans = ((r.first_year, r.last_year) for r in self._releases)
        return any(first <= year <= last for first, last in spans if first is not None and last is not None)


def unhidden(said: str, kept: str) -> str:
    """Give what is left of a text with the names in it shown again."""
    return "".join(o if m == _HIDDEN else m for o, m in zip(said, kept, strict=True))
