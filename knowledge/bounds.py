"""Bounds that a question sets: 超過 100 件, 不低於 25%, 介於 10% 到 50% 之間."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from knowledge.numbers import in_full, mixed_in_ones, parse_chinese
from knowledge.words import key

_NUMBER = r"(?<![\d.])((?<!\d)-?\d+(?:,\d{3})*(?:\.\d+)?)"
_UNIT = r"(%|[\u3400-\u9fff]{0,4}?)"  # In small letters, as `key` leaves a pattern.


@dataclass(frozen=True, slots=True)
class Bound:
    """The values that are asked for, from `least` to `most`; these are left out where it `is_open`.

    `after` is what follows the number; a magnitude there (1 萬件) is counted by `holds_in` alone.
    """

    least: Decimal | None = None
    most: Decimal | None = None
    is_open: bool = False
    after: str = ""

    def holds(self, value: Decimal) -> bool:
        """Tell whether a value lies within."""
        above = self.least is None or value > self.least or (value == self.least and not self.is_open)
        below = self.most is None or value < self.most or (value == self.most and not self.is_open)
        return above and below

    def settles(self, value: Decimal, unit: str | None, is_least: bool) -> bool | None:
        """Tell whether all that a printed bound allows (≧90%: `is_least`) lies within, or nothing (False).

        None where some of it does.
        """
        ahead = replace(self, least=None) if is_least else replace(self, most=None)
        if not ahead.holds_in(value, unit):
            return False
        is_endless = ahead.least is None and ahead.most is None
        return True if is_endless and self.holds_in(value, unit) else None

    def holds_in(self, value: Decimal, unit: str | None) -> bool:
        """Tell whether a value in a unit lies within, whichever of the two counts in 萬 (12 萬張 超過 1000 張)."""
        return self.holds(value * magnitude(key(unit or ""))[0] / magnitude(self.after)[0])

    @property
    def is_bare(self) -> bool:
        """Tell whether neither a unit nor a magnitude follows the number (超過 50 嗎)."""
        return magnitude(self.after)[0] == 1 and (not self.after or self.after.startswith(_NO_UNIT))

    def unit(self, units: Iterable[str]) -> str | None:
        """Give the longest of some units with which what follows the number begins, in 萬 or not."""
        return max((u for u in units if u and self._is_in(u)), key=len, default=None)

    def counts(self, unit: str | None) -> bool:
        """Tell whether the bound is set to what is counted in a unit: it names that unit, or none."""
        plain = magnitude(self.after)[1]
        return self._is_in(key(unit or "")) or not plain or plain.startswith(_NO_UNIT)

    def _is_in(self, unit: str) -> bool:
        plain = magnitude(unit)[1]
        return bool(plain) and magnitude(self.after)[1].startswith(plain)


_NO_UNIT = tuple(key(w) for w in ("嗎", "吧", "對", "沒", "是", "的", "呢", "以", "之", "嘛"))


def magnitude(unit: str) -> tuple[Decimal, str]:
    """Part a unit into its magnitude and what is counted: 萬張 is 10,000 張."""
    return in_full("1", unit)


@dataclass(frozen=True, slots=True)
class _Rule:
    """How a bound is said: `is_least` tells on which side the number stands, `is_open` that it is itself left out."""

    said: re.Pattern[str]
    is_least: bool
    is_open: bool


def _rule(pattern: str, is_least: bool, is_open: bool) -> _Rule:
    return _Rule(re.compile(key(pattern).replace("#", _NUMBER)), is_least, is_open)


_TO = "(?:要|有|達到?|到|為|是|需|得|只)?"
# In the order in which they are tried: 不低於 holds 低於, 大於等於 holds 大於.
_RULES = (
    _rule(f"(?:不(?:低|少|小)於|不得低於|(?:大|高|多)於或?等於|至少|最少|最低|起碼|≧|≥|>=){_TO}#", True, False),
    _rule(f"(?:不(?:高|多|大)於|不超過|(?:小|低|少)於或?等於|至多|最多|最高|頂多|≦|≤|<=){_TO}#", False, False),
    _rule("#[^\\d]{0,4}?(?:以上|起跳)", True, False),
    _rule("#[^\\d]{0,4}?(?:以下|以內)", False, False),
    _rule("突?破#", True, False),
    _rule("(?:超過|大於|高於|多於|逾|>)#", True, True),
    _rule("(?:低於|小於|少於|不到|不滿|未滿|未達|<)#", False, True),
    _rule("比#[^\\d]{0,3}[多高大]", True, True),
    _rule("比#[^\\d]{0,3}[少低小]", False, True),
)
_BETWEEN = re.compile(key(f"(?:介於|在)?{_NUMBER}{_UNIT}(?:到|至|和|與|跟|[-~])" + _NUMBER.replace("(?<![\\d.])", "")))
_IS_BETWEEN = re.compile(key("介於|之間"))
_OF_SUCH = re.compile(key("[^\\d年]{1,4}?的(關鍵|績效)*(指標|kpi)"))  # 50 到 100 項的指標


def bound_in(undated: str) -> Bound | None:
    """Read the bound that a question sets; None where it sets none. The text is without its years."""
    flat = mixed_in_ones(undated.replace(" ", ""))
    found = _BETWEEN.search(flat)
    if found and (_IS_BETWEEN.search(flat) or _OF_SUCH.match(flat, found.end())):
        return _between(_decimal(found[1]), found[2], _decimal(found[3]), flat[found.end() :])
    for rule in _RULES:
        if found := rule.said.search(flat):
            value, after = _decimal(found[1]), flat[found.end(1) :]
            least, most = (value, None) if rule.is_least else (None, value)
            return Bound(least, most, rule.is_open, after)
    return None


def _between(one: Decimal, behind: str, other: Decimal, after: str) -> Bound:
    """Give the bound between two numbers, which may count in magnitudes of their own (5000 到 1 萬, but 5 到 10 萬)."""
    (scale, _), (further, plain) = magnitude(behind), magnitude(after)
    if scale != further and (behind or one > other):
        one, other, behind = one * scale, other * further, plain
    low, high = sorted((one, other))
    return Bound(low, high, after=behind or after)


def in_digits(typed: str) -> str:
    """Write Chinese numerals that bound something in digits: 超過三十件 is 超過30件, and 超過八成 is 超過80%."""
    typed = _TENTHS.sub(lambda m: f"{m[1] or ''}{10 * (parse_chinese(m[2] or m[3]) or 0)}%", typed)
    return _BOUNDING.sub(lambda m: f"{m[1]}{parse_chinese(m[2])}", typed)


_WORDS = "超過|高於|大於|多於|低於|小於|少於|至少|不到|未滿|突?破"
_TENTHS = re.compile(key(f"({_WORDS}|達)([一二三四五六七八九])成|([一二三四五六七八九])成(?=以[上下])"))
# An age stands so in names (未滿十八歲), and a part of one is no number (超過一半, 三分之一).
_BOUNDING = re.compile(
    key(f"({_WORDS})([一二三四五六七八九十百千兩零]{{1,7}})(?![一二三四五六七八九十百千歲半成分個])")
)


def _decimal(number: str) -> Decimal:
    return Decimal(number.replace(",", ""))
