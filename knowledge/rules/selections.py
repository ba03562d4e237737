"""The indicators by what their targets are: running totals, ranges, in words, not in per cent, none for a year."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from knowledge import phrases
from knowledge.answers import facts, figures, lists
from knowledge.answers.choice import not_found
from knowledge.answers.citations import cite, row, together
from knowledge.answers.targets import is_dash
from knowledge.catalogue import Entry
from knowledge.inquiry import Inquiry
from knowledge.models import Answered, Kpi, NotFound, Target
from knowledge.rules.outcome import Outcome
from knowledge.units import units_of
from knowledge.words import key

_RANGE = re.compile(r"[^\d]{0,3}\d[\d,.]*[^\d]{0,3}[-~至—–][^\d]{0,2}\d[\d,.]*[^\d]{0,5}")
_RUNNING = re.compile(r"\s*累\s*[計積]")
_ALIKE = {"≥": "≧", "≤": "≦"}  # As they are typed, and as plans print them.
_Holds = Callable[[Target, str], bool]


@dataclass(frozen=True, slots=True)
class _Sort:
    """A sort of targets: the words that ask for it, and whether a target is of it.

    `holds` is also given what the words name (a unit, a sign); with `in_all`, it must hold of every target of an
    indicator, else of one. `noun` is what a target of it is called where that is asked of one indicator.
    """

    name: str
    said: re.Pattern[str]
    holds: _Holds
    in_all: bool = False
    noun: str = ""


def _is_range(target: Target, named: str) -> bool:
    return _RANGE.fullmatch(key(target.text.text)) is not None


def _is_in_words(target: Target, named: str) -> bool:
    return target.value is None and not units_of(target) and not is_dash(target)


def _is_signed(target: Target, named: str) -> bool:
    return any(sign in key(target.text.text) for sign in (named, _ALIKE.get(named, named)))


def _is_other_than_percent(target: Target, named: str) -> bool:
    return not is_dash(target) and key("%") not in units_of(target) and key("%") not in key(target.text.text)


def _sort(name: str, said: str, holds: _Holds, in_all: bool = False, noun: str = "") -> _Sort:
    return _Sort(name, re.compile(key(said).replace("(?p<", "(?P<")), holds, in_all, noun)


_KPI = "(?:關鍵|績效)*(?:指標|kpi)"
_AIM = "(?:年度)?目標值?"
# In the order in which they are tried: 不是百分比 holds 百分比.
_SORTS = (
    _sort(
        "none for a year",
        f"(?:(?<!有)沒有?|未|無|(?<!有)沒)(?:被)?(?:訂定?|列出?|設定?|定|給|寫)?(?:有|出)?(?:任何)?(?:的)?{_AIM}",
        lambda target, _: is_dash(target),
    ),
    _sort(
        "not in per cent",
        "(?:不是|並非|非|不為|不用|不以|沒有?用)(?:用|以)?「?(?:百分比|百分率|百分點|%)」?"
        "(?:來|為單位|當單位|表示|計算?|呈現)*的?",
        _is_other_than_percent,
        in_all=True,
    ),
    _sort(
        "running totals",
        "(?:採用?|用|以|是|為|屬於?)?「?累[計積](?!\\d|達|完成)」?(?:型|方式|性質?|制|值|數)?(?:來|計算|計|表示|呈現)*的?",
        lambda target, _: _RUNNING.match(target.text.text) is not None,
        noun=phrases.RUNNING,
    ),
    _sort(
        "ranges",
        "(?:採用?|用|以|是|為|訂為?|設為?)(?:一個)?「?(?:範圍|區間)」?(?:值|型)?(?:來|計算|計|表示|呈現|訂定)*的?",
        _is_range,
        noun=phrases.RANGE,
    ),
    _sort(
        "in words",
        "(?:採用?|用|以|是|為|屬於?)?「?(?:(?:文字|質化|質性)性?(?:描述|敘述|說明|型)?|(?:不是|沒有|非)(?:數[字值]|量化))」?"
        "(?:來|表示|呈現|訂定)*的?",
        _is_in_words,
        noun=phrases.WORDS,
    ),
    _sort(
        "with a sign",
        "(?:用|以|含有?|有|帶有?|寫|標示?)「?(?P<named>以上|以下|以內|[≧≥≦≤])」?(?:來|表示|呈現|字樣|符號|字眼|兩字|訂定)*的?",
        _is_signed,
    ),
    _sort(
        "in money",
        f"{_AIM}(?:單位)?(?:是|為|用|以)(?:金額|錢)(?:來|表示|計算|計)*的?",
        lambda target, _: any(unit.endswith(key("元")) for unit in units_of(target)),
    ),
    _sort(
        "in a unit",
        "(?:以|用)?單位(?:是|為|用)「?(?P<named>[a-z][a-z/]{0,7})」?的?",
        lambda target, named: named in units_of(target),
    ),
)
_OF_KPIS = re.compile(key("指標|kpi"))
_ASKS = re.compile(key(f"哪|有幾|多少|列出|清單|有嗎|{_KPI}(?:有|是)?[?。]*$"))
_LONGEST = 14  # More targets than these are not told: the names are.


def of_sort(inquiry: Inquiry) -> Outcome | None:
    """List the indicators whose targets are of a sort that a question names (採累計的指標, 108年沒有訂目標的指標)."""
    q = inquiry.question
    if not (_OF_KPIS.search(q.flat) and _ASKS.search(q.flat)) or q.operations - {"list", "count", "over", "under"}:
        return None
    if _AND_NOT.search(q.flat):
        return Outcome(not_found(inquiry, phrases.NOT_LEFT_OUT))
    sort, found = next(((s, m) for s in _SORTS if (m := s.said.search(q.flat))), (None, None))
    if sort is None or found is None or _names_more(q.topic, found.group()) or q.supposed:
        return None
    named = found.groupdict().get("named") or ""
    kept = [o for e in inquiry.entries("kpi") for o in _kept(e, sort, named, q.years)]
    if not kept:
        return Outcome(not_found(inquiry, phrases.NO_TARGET_WITHIN))
    entries = tuple(dict.fromkeys(o.entry for o in kept))
    if len(kept) > _LONGEST:
        listing = lists.Listing(phrases.TARGETS_SUCH, phrases.SUCH_KPIS, "項", entries, ask=phrases.ASK_TARGET)
        said = lists.answer_count(listing) if q.counts else lists.answer_list(listing)
        return Outcome(said, listed=listing.shown)
    return Outcome(figures.chosen(kept, phrases.TARGETS_SUCH, q.counts), listed=entries)


_AND_NOT = re.compile(key("(?:也|又|且|亦|並)不?(?:不是|不用|非|不以)"))


def of_one(inquiry: Inquiry) -> Outcome | None:
    """Say whether the targets of one indicator are of a sort (是累計的嗎), with them, and a measure that may say it."""
    q = inquiry.question
    sort = next((s for s in _SORTS if s.noun and s.said.search(q.flat)), None)
    if sort is None or not _IS_IT.search(q.flat) or (_OF_KPIS.search(q.flat) and _ASKS.search(q.flat)):
        return None
    focus = inquiry.focus()
    meant = inquiry.meant("kpi") if sort.said.sub("", q.topic).strip() else [focus] if focus else []
    if len(meant) != 1 or not isinstance(kpi := meant[0].fact, Kpi):
        return None
    if not sort.said.search(q.flat.replace(meant[0].name_key, "")) or set(q.attributes) - {"target"}:
        return None
    asked = [t for t in kpi.targets if (not q.years or t.year in q.years) and not is_dash(t)]
    said = facts.target(inquiry.catalogue, meant[0], [t.year for t in asked if t.year])
    if not asked or not isinstance(said, Answered):
        return None
    if all(sort.holds(t, "") for t in asked):
        head = phrases.IS_OF_SORT.format(sort=sort.noun)
    elif sort.noun != phrases.RUNNING:
        head = phrases.IS_NOT_OF_SORT.format(sort=sort.noun)
    else:
        head, measure = phrases.NOT_SAID_RUNNING, facts.FIELDS["measure"](inquiry.catalogue, meant[0])
        if isinstance(measure, Answered) and _RUNS.search(measure.text):
            said = together([said, measure])
    return Outcome(replace(said, text=f"{head}\n{said.text}"), focus=meant[0], attribute="target")


_IS_IT = re.compile(key("嗎|是不是|是否|還是"))
_RUNS = re.compile(r"累\s*[計積]")


def _kept(entry: Entry, sort: _Sort, named: str, years: tuple[int, ...]) -> list[figures.Operand]:
    """Give the targets of an indicator, of the years asked, that are of a sort; none if it must be all of them."""
    kpi = entry.fact
    targets = [t for t in kpi.targets if not years or t.year in years] if isinstance(kpi, Kpi) else []
    held = [t for t in targets if sort.holds(t, named)]
    if not isinstance(kpi, Kpi) or (sort.in_all and len(held) < len([t for t in targets if not is_dash(t)])):
        return []
    return [figures.Operand(entry, kpi, t) for t in held]


def _names_more(topic: str, said: str) -> bool:
    """Tell whether a topic names anything besides the sort of targets that is said."""
    left = "".join(run for run in topic.split() if run not in said)
    return len(_FORM.sub("", left)) > 1


_FORM = re.compile(key("目標值?|年度|表示|指標|類型?|方式|計算|單位"))


def of_no_year(inquiry: Inquiry) -> Outcome | None:
    """Say that no indicator has a target of the year that is asked, though the plan covers it, and which years have."""
    q = inquiry.question
    if q.topic or len(q.years) != 1 or not _KPIS_TARGETS.search(q.rest) or q.goal_number or q.points_back:
        return None
    ids = {r.id for r in inquiry.covering()}
    entries = [e for e in inquiry.entries("kpi") if e.release.id in ids]
    years = sorted({t.year for e in entries if isinstance(e.fact, Kpi) for t in e.fact.targets if t.year})
    if not years or q.years[0] in years:
        return None
    firsts = {t.year: (e, t) for e in reversed(entries) if isinstance(e.fact, Kpi) for t in e.fact.targets if t.year}
    said = phrases.NO_TARGETS_OF_YEAR.format(year=inquiry.years_said(), there="、".join(map(str, years)))
    rows = (cite(e, row(e.fact, [t])) for e, t in (firsts[year] for year in years) if isinstance(e.fact, Kpi))
    return Outcome(NotFound(said, tuple(rows)))


_KPIS_TARGETS = re.compile(
    key(
        f"(?:所有|全部|各個?項?|每一?個?項?)?的?{_KPI}的?{_AIM}(?:有哪[些幾]個?|各?是?多少|是什麼|為何|清單|一覽表?|列表)?[?。]*$"
        f"|(?:有哪[些幾]個?|列出|哪些){_KPI}的?{_AIM}[?。]*$"
    )
)


def of_every_kpi(inquiry: Inquiry) -> Outcome | None:
    """List the targets of one year of every indicator of one plan (111年度所有指標的目標, 113年目標清單)."""
    q = inquiry.question
    if q.topic or len(q.years) != 1 or not _EVERY.search(q.rest) or q.operations - {"list"} or q.goal_number:
        return None
    kpis = [
        e for e in inquiry.entries("kpi") if isinstance(e.fact, Kpi) and any(t.year in q.years for t in e.fact.targets)
    ]
    found = [
        figures.Operand(e, e.fact, t)
        for e in kpis
        if isinstance(e.fact, Kpi)
        for t in e.fact.targets
        if t.year in q.years
    ]
    if len({e.release.id for e in kpis}) != 1 or len(found) < len(kpis) or len(found) > _MOST:
        return None
    entries = tuple(dict.fromkeys(o.entry for o in found))
    return Outcome(figures.chosen(found, phrases.KPIS_ALL), listed=entries, attribute="target")


_MOST = 25  # So many lines fit into an answer.
_EVERY = re.compile(
    key(
        f"(?:所有|全部|各個?項?|每一?個?項?|整體)的?{_KPI}的?{_AIM}|{_AIM}(?:的)?(?:清單|一覽表?|總表|列表|總覽)"
        f"|{_KPI}(?:的)?{_AIM}(?:有哪[些幾]個?|清單|一覽表?|總表|列表|總覽|全部列出)|(?:所有|全部)的?{_AIM}"
    )
)
