"""Numbering labels: 壹、 一、 （一） １、 (1) A. 第一章 附件一, with their rank in an outline and their number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from knowledge.numbers import parse_numeral


class Rank(IntEnum):
    """The depth at which a kind of label stands in a plan's outline."""

    ANNEX = -1
    CHAPTER = 0
    PART = 1
    GREAT = 2
    CHINESE = 3
    CHINESE_PAREN = 4
    DIGIT = 5
    DIGIT_PAREN = 6
    LATIN = 7


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the beginning of a text; `end` is the offset in that text just after it."""

    rank: Rank
    number: int
    end: int


_FORMAL = "壹貳參叁肆伍陸柒捌玖拾"
_PLAIN = "一二三四五六七八九十"
# Big5 has no 參 apart from 叁 in some fonts, so both count as three.
_RULES: tuple[tuple[Rank, re.Pattern[str]], ...] = (
    # 附件一 heads an annex where a blank or nothing follows; 附件一所示 speaks of one.
    (Rank.ANNEX, re.compile(rf"\s*附\s*[件錄表]\s*([{_PLAIN}\d]+)(?:\s*[、:：]\s*|\s+|$)")),
    # 附錄　名詞解釋: the only annex has no number, and a name that is no sentence.
    (Rank.ANNEX, re.compile(r"\s*附\s*[件錄表](?:\s+|\s*[:：]\s*)(?=[^\s，。、；：][^，。；：]{1,29}$)")),
    (Rank.CHAPTER, re.compile(rf"\s*第\s*([{_PLAIN}\d]+)\s*[章篇編](?![^\s、:：]*[，。])\s*")),
    (Rank.PART, re.compile(rf"\s*第\s*([{_PLAIN}\d]+)\s*節\s*")),
    (Rank.GREAT, re.compile(rf"\s*([{_FORMAL}]+)\s*[、.．]\s*")),
    (Rank.CHINESE, re.compile(rf"\s*([{_PLAIN}]+)\s*[、.．]\s*")),
    (Rank.CHINESE_PAREN, re.compile(rf"\s*[(（]\s*([{_PLAIN}]+)\s*[)）]\s*[、]?\s*")),
    # 1.106 年截至 is the first entry and a year, 1.5 倍 a figure.
    (Rank.DIGIT, re.compile(r"\s*(\d{1,2})\s*(?:、|[.．](?!\s*\d)|[.．](?=\s*(?:9\d|1[0-4]\d)\s*年))\s*")),
    (Rank.DIGIT_PAREN, re.compile(r"\s*[(（]\s*(\d{1,2})\s*[)）]\s*")),
    (Rank.LATIN, re.compile(r"\s*([A-H])\s*[.．、]\s*(?=[\u4e00-\u9fff])")),
)
# 甲、 heads the parts of a plan that has no 壹、; elsewhere it stands below (1), or is a name (甲、乙兩校).
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_STEM = re.compile(rf"\s*([{_STEMS}])\s*[、.．]\s*(?![{_STEMS}])")
# In a table cell 1-2 or 1.2 before a blank, or before a word that no number counts (2-6歲, 2.5微米), is the second of
# the first.
_DOUBLE = re.compile(
    r"\s*\d{1,2}(?:\s?[-－]\s?|[.．])(\d{1,2})(?:\s*[、.．]\s*(?=\D)|\s+(?=\D)|(?=[\u4e00-\u9fff])"
    r"(?![歲年月日時分人件項次處級樓期個名位週周季倍成%萬億元度噸微奈毫]|公[頃里噸斤尺分釐]))"
)
# In a table cell a bare number and a blank are a label too: `1 統計`, `５  規劃`.
# A Chinese numeral alone is one only before words that are not letter-spaced themselves (一 般 行 政).
_BARE = re.compile(r"\s*(\d{1,2}(?=\s+\S)|[一二三四五六七八九十]{1,3}(?=\s+\S\S))\s+")
# What follows a name, folded, and is none of it: that the table goes on (綠色港口（續）), and the mark of a footnote.
CONTINUED = re.compile(r"\((?:續|[接續承]上頁)\d*\)$")
FOOTNOTE_MARK = re.compile(r"(?:\(註\d{0,2}\)|註\d{1,2}|\[\d{1,2}\]|[*※†]+)$")
# A goal or an indicator that says what it is before its number, or instead of one: 關鍵策略目標一：, 共同性目標：; the
# number of its table may stand before that: 表 2-1　策略目標一　.
_TITLED = re.compile(
    rf"\s*(?:表\s*(?:\d{{1,2}}\s*[-－—]\s*\d{{1,2}}|[{_PLAIN}\d]{{1,3}})[\s:：、.．]?\s*)?"
    r"(?:年度)?(?:關鍵策略|策略績效|關鍵績效|施政|策略|績效|衡量|共同性)?(?:目標|指標|策略|工作計畫|施政綱要)\s*"
    rf"(?:([{_PLAIN}\d]+)(?:\s*[:：、]\s*|\s+)|[:：]\s*)"
)


def parse_label(text: str) -> Label | None:
    """Read the label at the beginning of a line; None if there is none."""
    for rank, pattern in _RULES:
        if found := pattern.match(text):
            number = _number(found[1]) if found.re.groups else 1
            return Label(rank, number, found.end()) if number else None
    return None


def is_headed_by_stems(texts: Iterable[str]) -> bool:
    """Tell whether the parts of a document are headed by 甲、 乙、: whether the first label of its lines is 甲、."""
    first = next((text for text in texts if parse_label(text) or _STEM.match(text)), "")
    return first.lstrip()[:1] == _STEMS[0]


def parse_heading_label(text: str, by_stems: bool) -> Label | None:
    """Read the label at the beginning of a line of prose, where 甲、 may head the parts of the document."""
    found = _STEM.match(text) if by_stems else None
    return Label(Rank.PART, _STEMS.index(found[1]) + 1, found.end()) if found else parse_label(text)


def parse_caption_label(text: str) -> Label | None:
    """Read the label at the beginning of a caption or a cell, which may say what it numbers (目標一：)."""
    if (label := parse_label(text)) or not (found := _TITLED.match(text)):
        return label
    return Label(Rank.CHINESE, _number(found[1]) if found[1] else 0, found.end())


def names_itself(text: str) -> bool:
    """Tell whether a line says what it numbers: 策略目標二：, 工作計畫一：."""
    return parse_label(text) is None and parse_caption_label(text) is not None


def parse_cell_label(text: str) -> Label | None:
    """Read the label at the beginning of a table cell, where a bare number counts as one."""
    if label := parse_caption_label(text):
        return label
    found = _DOUBLE.match(text) or _BARE.match(text)
    return Label(Rank.DIGIT, _number(found[1]), found.end()) if found else None


def is_double(text: str) -> bool:
    """Tell whether the label of a table cell gives the number of a goal besides its own (1-2, 1.2)."""
    return _DOUBLE.match(text + " x") is not None


def miscounts(labels: Iterable[Label | None]) -> tuple[int, bool]:
    """Tell how often the entries of one content begin anew, and whether its first line begins in their middle.

    `labels` are those of its lines, None for a line without one. What a wrapped line begins with by chance (三、) is
    passed over.
    """
    anew, late = 0, False
    last: dict[Rank, int] = {}
    for at, label in enumerate(labels):
        if label is None or label.rank not in ENTRIES:
            continue
        if label.number == 1:
            anew += label.rank in last
        elif not last:
            late = at == 0
        elif label.number != last.get(label.rank, 0) + 1:
            continue
        last = {rank: number for rank, number in last.items() if rank < label.rank} | {label.rank: label.number}
    return anew, late


# The ranks of the entries of a content.
ENTRIES = frozenset({Rank.CHINESE, Rank.CHINESE_PAREN})


def _number(numeral: str) -> int:
    numeral = unicodedata.normalize("NFKC", numeral).replace("叁", "參")
    if numeral.isascii() and numeral.isalpha():
        return ord(numeral) - ord("A") + 1
    return parse_numeral(numeral) or 0
