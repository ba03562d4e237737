"""Targets that are to be looked at: neither one figure nor words in which targets are said."""

from __future__ import annotations

import re

from indexer.targets import BY_DATE, DONE, GRADE, NAMED_PARTS, RANGE, RANK, RELATIVE, SEVERAL, WITH_TOTAL
from knowledge.models import Target
from knowledge.text import fold


def is_odd(target: Target, is_recovered: bool, lacks_unit: bool) -> bool:
    """A target is one figure with a unit, several numbered or named ones, a range, or words that tell what is done.

    In a cell whose bounds are known any words do that hold no figure and point to no other cell (同左); in lines, where
    they can be those of the next cell, only such as begin with what is done.
    """
    text = fold(target.text.text)
    if target.value is not None:
        return not target.unit and lacks_unit
    if any(known.fullmatch(text) for known in _KNOWN) or not text.strip("-–—"):
        return False  # A dash says that a year has none.
    if is_recovered:
        return len(text) > _LONGEST_LINES or not (DONE.search(text) or _ACT.match(text))
    is_said = DONE.search(text) or _MILESTONE.search(text) if _DIGIT.search(text) else not _ELSEWHERE.search(text)
    return len(text) > (_LONGEST_LINES if _DIGIT.search(text) else _LONGEST_WORDS) or not is_said


_KNOWN = (SEVERAL, RANGE, RANK, GRADE, WITH_TOTAL, BY_DATE, NAMED_PARTS, RELATIVE)
_LONGEST_LINES, _LONGEST_WORDS = 14, 40
_DIGIT = re.compile(r"\d")
_ELSEWHERE = re.compile("同[左右上前]|如[附左右前]|詳|另[行訂定]|未[定訂]|待[定訂]|[?？]")
_MILESTONE = re.compile(
    "貫通|送審|審[查議]|受理|宣告|完畢|上線|上路|營運|試[辦行營]|開[工辦放園館]|動工|驗收|決標|發包|招標|簽約|成立|設立|提[出報]|"
    "備查|核備|取得|擬[定具訂]|規劃|設計|施工|啟動|發射|停[止辦打]|全數|全面"
)
_ACT = re.compile(
    "維持|保持|核[發備准]|取得|納入|全面|試[辦行營]|成立|設立|提[出報]|擬[定具訂]|開[工辦放]|動工|驗收|啟動"
)
