"""What a topic says in the place of other words of a name that it repeats: 列車誤點率 for 列車準點率.

Such a topic is most like that name and means another thing. A typing error is none: it sounds or looks like what it
stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from knowledge.dictionary import class_of
from knowledge.numbers import parse_numeral
from knowledge.spelling import sounds
from knowledge.words import is_word, key, says

_HALF, _MOSTLY = 0.5, 0.8  # So much of a name is repeated, and so much of a topic is the name's.
# Characters of which one stands for no other: 月營業額 is not 年營業額.
_SERIES = tuple(map(key, ("年月日週季", "增減", "升降", "上下", "內外", "高中低初", "大中小", "東西南北中")))
_SURELY = 5
_THINGS = frozenset(("n", "ng"))  # Of the classes of jieba's dictionary.
_NEGATIONS = key("非未不無沒")
_NOT = re.compile(rf"[{_NEGATIONS}](\w{{3}})")
_ASKING = re.compile(
    key(r"[\d的之今去明年月日要幾多少是在有了每第各達到实际]")
)  # What a question may say within a name.
_BESIDE, _ON_BOTH_SIDES = 2, 4  # So many characters of the name stand before what is put into it, and around it.
# Beside what stands for the beginning or the end of a name, and the longest such beginning and end.
_BEFORE, _BEHIND, _LONGEST_BEFORE, _LONGEST_BEHIND = 2, 3, 4, 5


@dataclass(frozen=True, slots=True)
class Substitution:
    """What is said, where in the topic it begins, and what the name says instead."""

    said: str
    at: int
    instead: str

    @property
    def is_of_two_things(self) -> bool:
        """Tell whether both are single characters that name things by themselves (犬 and 貓, 水 and 電)."""
        return len(self.said) == len(self.instead) == 1 and all(
            class_of(c) in _THINGS for c in (self.said, self.instead)
        )

    @property
    def is_of_one_series(self) -> bool:
        """Tell whether both are of a series of which one stands for no other (月 for 年), and surely no error."""
        return any(self.said in series and self.instead in series for series in _SERIES)


def substitutions(run: str, name: str) -> Iterator[Substitution]:
    """List what a run says in the place of other words of a name (both as keys)."""
    blocks = SequenceMatcher(None, run, name, autojunk=False).get_matching_blocks()
    same_in_all = sum(block.size for block in blocks)
    if same_in_all < _HALF * len(name):
        return
    repeats = same_in_all >= _MOSTLY * len(run)
    end, end_of_name, same = 0, 0, 0
    for block in blocks:
        said, instead = run[end : block.a], name[end_of_name : block.b]
        put = Substitution(said, end, instead)
        is_whole = len(said) > 1 or _makes_word(run, end) or put.is_of_one_series or put.is_of_two_things
        if said and instead and is_whole and _stands_for(said, instead, same, block.size, repeats):
            yield put
        end, end_of_name, same = block.a + block.size, block.b + block.size, block.size


def _stands_for(said: str, instead: str, before: int, behind: int, repeats: bool) -> bool:
    """Tell whether words stand in the place of others, beside so many characters that are the same.

    `repeats` tells whether most of the topic is the name's.
    """
    if sound_alike(said, instead[: len(said)]) or sound_alike(said, instead[-len(said) :]):
        return False
    if is_short_for(said, instead):
        return False
    if before and behind:
        return (before >= _BESIDE and (repeats or before + behind >= _ON_BOTH_SIDES)) or behind >= _ON_BOTH_SIDES
    if behind:
        is_beside = behind >= (_BEFORE if len(said) == 1 else _BEHIND)
        return is_beside and len(said) <= len(instead) <= _LONGEST_BEFORE
    return before >= _BEHIND and len(instead) <= _LONGEST_BEHIND and len(said) > 1 and min(says(said)) == 1


def _makes_word(run: str, at: int) -> bool:
    """Tell whether a character makes a word of the language with those around it; a typing error mostly makes none."""
    around = (run[i : i + n] for n in (2, 3) for i in range(max(at - n + 1, 0), at + 1))
    return at == 0 or any(len(piece) > 1 and is_word(piece) for piece in around)


def other_within(flat: str, name: str) -> str:
    """Give what a question says between the beginning and the end of a name, where it has other words there.

    搭排戶新增件數 is not 搭排戶廢止件數, whatever of it names the thing and what the counter; empty where it has none,
    or the same: misspelt, shortened, or elsewhere in the question.
    """
    for first in range(len(name) - 1, 0, -1):
        begun = name[:first]
        at = flat.find(begun)
        if at < 0:
            continue
        behind = flat[at + first :]
        for last in range(first + 1, len(name)):
            end = name[last:]
            gap = behind.find(end)
            if gap < 0:
                continue
            said, instead = behind[:gap], name[first:last]
            is_word_of_its_own = len(said) > 1 or _makes_word(flat, at + first)  # 頂算 for 預算 is a typing error.
            is_other = is_word_of_its_own and _is_other(said, instead, first, len(end))
            is_said_elsewhere = len(instead) > 1 and instead in flat
            return said if is_other and not is_said_elsewhere else ""
        return ""
    return ""


def affirmed(flat: str, name: str) -> str:
    """Give what a question says of which a name says the contrary: 都市土地 of 非都市土地; empty where it does not."""
    for found in _NOT.finditer(name):
        is_affirmed = re.search(f"(?<![{_NEGATIONS}]){re.escape(found[1])}", flat) is not None
        if is_affirmed and found.group() not in flat and found[1] not in name.replace(found.group(), ""):
            return found[1]
    return ""


def _is_other(said: str, instead: str, before: int, behind: int) -> bool:
    """Tell whether words between so many characters of a name are others than the name has there."""
    repeated = before + behind
    if not said or repeated < _ON_BOTH_SIDES or repeated < _HALF * (repeated + len(instead)):
        return False
    if min(before, behind) < _BESIDE and repeated < _SURELY:
        return False
    if len(said) > len(instead) + 1 or not said.isalnum() or said.isascii() or _ASKING.search(said):
        return False
    return not is_short_for(said, instead) and not sound_alike(said, instead)


def other_phase(flat: str, name: str, of_several: bool) -> str:
    """Give the phase, version or number of a plan that a question says, where a name has another one, or none.

    A name without one may be another of several plans that are asked for together.
    """
    for pattern in _PHASES:
        said = {parse_numeral(number) for number in pattern.findall(flat)}
        have = {parse_numeral(number) for number in pattern.findall(name)}
        if said and not said & have and (have or not of_several):
            found = pattern.search(flat)
            return found.group() if found else ""
    return ""


_PHASES = tuple(
    re.compile(key(pattern))
    for pattern in (r"第([一二三四五六七八九十]+|\d+)[期階](?!程)", r"(?<![\d.])(\d)\.0(?![\d%])", r"子計畫(\d+)")
)


def is_short_for(words: str, name: str) -> bool:
    """Tell whether words shorten a name: its characters in their order (糖鐵 for 糖業鐵道)."""
    rest = iter(name)
    return all(char in rest for char in words)


def sound_alike(words: str, name: str) -> bool:
    """Tell whether two texts are read alike, without tones."""
    return len(words) == len(name) and all(set(sounds(a)) & set(sounds(b)) for a, b in zip(words, name, strict=True))
