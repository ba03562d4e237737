"""The units in which a question counts (幾件, 目標次數, 單位為人次, 百分比), and those of targets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from knowledge.catalogue import Catalogue, Entry
from knowledge.dictionary import cut as words_of
from knowledge.models import Kpi, Target
from knowledge.numbers import Quantity, in_full, parse_quantity, parts_of
from knowledge.words import is_word, key

_USUAL = frozenset(key(u) for u in ("人次", "件", "項", "次", "人", "處", "家", "場", "篇"))
_PER_CENT = re.compile(key("百分比|百分之|趴|%|多少比(例|率)|幾成"))
_IN_UNIT = "|".join(
    (
        "(?:几|多少)个?{u}",
        "单位(?:为|是|用|以)?「?{u}",
        "[用以]「?{u}」?(?:当|做|作|为|计|表示|来算|来计)",
        "以「?{u}」?(?:为|做)",
        "(?<!国){u}数",
        "^{u}$",
        "目标{u}(?!下)",
        "是{u}的",
        "最[高低多少大小]的?[(]?{u}数?[)]?[?。]*$",
        "[(]{u}[)][?。]*$",
        "{u}的?(?:指标|kpi|总和|合计|加总|总计|最)",
        "{u}数?(?:超过|大于|高于|多于|低于|小于|少于|不到|介于|不[低高]于)",
    )
)
# What follows a figure and is no unit: 18 嗎, 3 的.
NO_UNIT = frozenset(key(w) for w in ("", *"是的之為有嗎吧對沒呢在"))
# 噸 is the short word for 公噸.
_METRIC = re.compile(key("(?:幾|多少)([噸升斤])"))
_QUOTES = re.compile("[「」『』]")


def known_units(catalogue: Catalogue) -> tuple[str, ...]:
    """List the keys of the units of all targets, and of those that every plan counts in, the longest first."""
    printed = {key(t.unit) for p in catalogue.plans.values() for k in p.kpis for t in k.targets if t.unit}
    return tuple(sorted(printed | _USUAL, key=lambda u: (-len(u), u)))


def is_named(unit: str | None, typed: str) -> bool:
    """Tell whether what was typed after a figure leaves its unit open, or names it or a part of it (次 for 人次)."""
    printed = key(unit or "")
    return typed in NO_UNIT or printed.startswith(typed) or printed.endswith(typed) or typed.startswith(printed)


def counts_alike(unit: str | None, typed: Quantity) -> bool:
    """Tell whether a figure that was typed counts what a unit counts, in whatever magnitude: 48 元 and 48 億元."""
    return typed.unit in NO_UNIT or is_named(in_full("0", unit)[1], in_full("0", typed.unit)[1])


def is_so_much(value: str | None, unit: str | None, typed: Quantity) -> bool:
    """Tell whether a figure is the one that was typed: 10 次 is no 10 萬次, and 100,000 次 is.

    Without a unit, a number is the printed one or the whole amount (48, or 4,800,000,000, of 48.0 億元): it names no
    other unit that could be wrong, and an answer says the printed one.
    """
    if value is None or not counts_alike(unit, typed):
        return False
    in_ones = in_full(value, unit)[0] == in_full(typed.value, typed.unit)[0]
    return in_ones or (typed.unit in NO_UNIT and Decimal(typed.value) == Decimal(value))


def is_other_count(unit: str | None, typed: str) -> bool:
    """Tell whether one of two units surely counts something else than the other: 件 and %, 元 and 項, 件 and 人次.

    Of weights, lengths and times that is open: 7.2 公噸 may be 7,200 公斤.
    """
    kinds = {_kind(key(unit or "")), _kind(typed)}
    return None not in kinds and (len(kinds) > 1 or (typed != key(unit or "") and typed not in _ANY))


def counts_one_by_one(unit: str | None, typed: str) -> bool:
    """Tell whether two units count things one by one, as 個, 件 and 人次 do."""
    return {_kind(key(unit or "")), _kind(typed)} == {"count"}


def _kind(unit: str) -> str | None:
    """Give whether a unit is a share, money or counts things one by one; None for weights, lengths and times."""
    plain = in_full("0", unit)[1]
    if plain in ("%", *_PER_CENTS) or plain.endswith(_MONEY):
        return "money" if plain.endswith(_MONEY) else "share"
    return "count" if plain.endswith(_TIMES) or plain in _COUNTS else None


_PER_CENTS = (key("百分比"), key("百分點"))
_MONEY, _TIMES = key("元"), key("次")
_COUNTS = frozenset(key("個項件人位名處家座場篇戶棟站臺台輛艘架隻間所校班組隊團案則冊張份條種國則筆門口支部"))
_ANY = frozenset(key("個位名"))


def unit_in(flat: str, units: Sequence[str]) -> str | None:
    """Find which of some units a question counts in; None if in none of them."""
    if _PER_CENT.search(flat):
        return "%"
    flat = _QUOTES.sub("", flat)
    for unit in units:
        u = re.escape(unit)
        if re.search(_IN_UNIT.format(u=u) + (f"|{u}$|{u}目标" if len(unit) > 1 else ""), flat):
            return unit
    short = _METRIC.search(flat)
    return next((unit for unit in units if short and unit == f"公{short[1]}"), None)


def units_of(target: Target) -> tuple[str, ...]:
    """Give the units of a target as keys: its own, those of its parts, or of a range the one behind it (5～7 件)."""
    if target.unit is not None or target.value is not None:
        return (key(target.unit or ""),)
    if found := _RANGE.fullmatch(key(target.quote.text)):
        return (found["unit"],)
    read = [parse_quantity(part) for part in parts_of(target.quote.text)]
    return tuple(key(quantity.unit) for quantity in read if quantity) if len(read) > 1 else ()


_RANGE = re.compile(r"\d[\d,.]*\D{0,3}[-~至]\d[\d,.]*(?P<unit>\D{1,4})")


def is_money(entry: Entry) -> bool:
    """Tell whether an entry is a KPI with a target in money."""
    return isinstance(entry.fact, Kpi) and any(t.unit and t.unit.endswith("元") for t in entry.fact.targets)


def counts_in(entry: Entry, unit: str | None, plainly: bool = False) -> bool:
    """Tell whether the targets of a KPI are counted in a unit; `plainly`, if none has several parts."""
    targets = entry.fact.targets if isinstance(entry.fact, Kpi) else ()
    units = {u for t in targets for u in units_of(t) if not plainly or len(parts_of(t.quote.text)) == 1}
    return unit is not None and any(_is_unit(unit, u) for u in units)


def same_unit(entry: Entry, other: Entry) -> bool:
    """Tell whether the targets of two KPIs are counted in one unit."""
    units = [{t.unit for t in e.fact.targets} for e in (entry, other) if isinstance(e.fact, Kpi)]
    return len(units) == 2 and bool(units[0] & units[1] - {None})


def _is_unit(asked: str, unit: str) -> bool:
    """Tell whether a unit is the one asked for, or a longer one that holds it (項 in 達到項數)."""
    return asked == unit or (len(unit) > 2 and asked in unit)


def with_unit(amount: str) -> int:
    """Give how long an amount is with the first word behind its number: 4 期 of 分 4 期推動, 9 處 of 9 處辦理."""
    number = _NUMBER.match(amount)
    behind = amount[number.end() :] if number else ""
    if not number or not behind or not "\u3400" <= behind[0] <= "\u9fff":
        return len(amount)
    if behind.startswith(_MONTHS):
        return number.end() + len(_MONTHS)
    counts_alone = behind[0] in _COUNTERS and not is_word(behind[:2])
    return number.end() + (1 if counts_alone else len(next(iter(words_of(behind)))))


_MONTHS = key("個月")
_NUMBER = re.compile(rf"[\d,.]+[{key('百千萬億')}]*")
_COUNTERS = frozenset(key("個項件次人處家座場期條班站棟台輛列艘架口戶校所間名位週天日"))
