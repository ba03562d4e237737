"""Which indicators reached their targets, which did not, and what all of them reached: where the plan has actuals."""

from __future__ import annotations

import operator
import re
from collections.abc import Sequence

from knowledge import phrases
from knowledge.answers import table_rows
from knowledge.answers.attained import Attained, Part, answer, attained, verdict_of
from knowledge.answers.choice import not_found
from knowledge.answers.columns import years_named
from knowledge.inquiry import Inquiry
from knowledge.models import Kpi
from knowledge.rules.outcome import Outcome
from knowledge.words import key


def of_all(inquiry: Inquiry) -> Outcome | None:
    """Answer what all indicators reached, or which of them met or missed their targets, by how much."""
    q = inquiry.question
    missed, met = _MISSED.search(q.flat), _MET.search(q.flat)
    if _NO_VALUE.search(q.flat):
        return None  # 哪些指標沒有達成值 asks for those of which the plan says none.
    lists = _LISTS.search(q.flat) and (missed or met or _REACHED.search(q.flat))
    is_of_all = q.agencies or inquiry.focus() is None  # 達成值呢, after an indicator, is that of this one.
    asks_of_all = is_of_all and (_REPORT.fullmatch(q.rest) or _WHETHER.fullmatch(q.rest))
    if not (lists or asks_of_all) or _FORM.sub("", q.topic).strip() or q.goal_number is not None:
        return None
    entries = inquiry.entries("kpi")
    if compared := _COMPARED.search(q.flat):
        return _against_other_year(inquiry, lower=compared[1] in _LOWER)
    if (missed or met) and (said := _by_rows(inquiry, is_met=missed is None)):
        return said
    found = attained(entries, q.years)
    if not found:
        return None
    if (missed or met) and not any(o.target or o.is_met is not None for o in found):
        return Outcome(not_found(inquiry, phrases.NO_TARGET_BESIDE))
    if not lists and _WHETHER.fullmatch(q.rest):
        parts = [*_parts(found, missed=False, met=True)[:1], *_parts(found, missed=True, met=False)]
    else:
        parts = _parts(found, missed is not None, met is not None)
    if not any(part.of for part in parts):
        return Outcome(not_found(inquiry, phrases.NO_SUCH_KPI))
    return Outcome(answer(parts), listed=tuple(dict.fromkeys(o.entry for part in parts for o in part.of)))


def _by_rows(inquiry: Inquiry, is_met: bool) -> Outcome | None:
    """List the rows of a table without facts that say themselves whether what they are about was reached."""
    ids, years = {r.id for r in inquiry.releases()}, set(inquiry.question.years)
    rows = [r for r in inquiry.catalogue.records if r.release.id in ids and verdict_of(r.row) is is_met]
    if years:
        rows = [r for r in rows if years & {cell.year for cell in r.row.cells}]
    return Outcome(table_rows.answer([table_rows.Chosen(r, r.row.cells) for r in rows])) if rows else None


def _parts(found: Sequence[Attained], missed: bool, met: bool) -> list[Part]:
    """Part what was reached into what is asked for, and what no plan says a direction for."""
    if not missed and not met:
        return [Part(phrases.ATTAINED, found)]
    judged = [o for o in found if o.is_met is (not missed)]
    open_ = [o for o in found if o.is_met is None and o.target]
    return [Part(phrases.MISSED if missed else phrases.MET, judged, differs=True), Part(phrases.UNSIGNED, open_)]


def _against_other_year(inquiry: Inquiry, lower: bool) -> Outcome | None:
    """List the indicators whose target of one year is lower or higher than what was reached in another."""
    years, goes = inquiry.question.years, operator.lt if lower else operator.gt
    pairs = [
        Attained(o.entry, o.column, target)
        for o in attained(inquiry.entries("kpi"), years)
        if isinstance(o.entry.fact, Kpi)
        for target in o.entry.fact.targets
        if target.year in years and target.year not in years_named(o.column)
    ]
    kept = [o for o in pairs if o.values and goes(o.values[1], o.values[0])]
    if not pairs:
        return None
    if not kept:
        return Outcome(not_found(inquiry, phrases.NO_SUCH_KPI))
    title = phrases.TARGETS_SUCH
    return Outcome(answer([Part(title, kept, differs=True)]), listed=tuple(o.entry for o in kept))


_MISSED = re.compile(
    key(
        "(?:沒有?|未|不|沒能|尚未)(?:能)?(?:達標|達到|達成(?!值|率)|做到)(?:目標)?|落後|不及目標|低於目標|不如目標|跟不上"
    )
)
_MET = re.compile(
    key("(?:有|已|都)?(?:達標|達到目標|達成目標|做到目標)|超過目標|超標|超前|高於目標|[為是]「?已?達成」?的")
)
_REACHED = re.compile(key("達成(?!率)|實際|實績|執行(?:成果|結果|情形)"))
_LISTS = re.compile(
    key(
        "(?:哪|那)(?:些|幾|一?個|一?項)|各|所有|全部|每一?(?:個|項)|列出|清單|一覽|(?:指標|kpi)[?。]*$|有幾|[幾多少](?:個|項)"
    )
)
_NO_VALUE = re.compile(key("(?:沒有?|未|無)(?:列出?|寫|填|提供)?(?:實際)?(?:達成|實際|實績)[值率數]"))
_REPORT = re.compile(
    key(
        "(?:年度?)?的?(?:指標|kpi)?(?:目標值?)?的?"
        "(?:實際|實績值?|(?:實際)?(?:達成|執行)(?:情形|狀況|情況|結果|值|成果)|實際值|做到|達成)"
        "(?:如何|為何|怎樣|呢|(?:是|了|有)?(?:多少|幾))?[?。]*"
    )
)
_WHETHER = re.compile(
    key(
        "(?:年度?)?的?(?:指標|kpi)?(?:都|有沒有|是否|有)?(?:都|有)?(?:達標|達到目標|達成目標|達成)(?:了|嗎|沒有?|呢)*[?。]*"
    )
)
_COMPARED = re.compile(key("目標值?.{0,3}比.{0,6}(?:達成|實際|實績).{0,4}?(低|少|小|高|多|大)"))
_LOWER = frozenset(key("低少小"))
_FORM = re.compile(key("情形|狀況|情況|結果|落後|超前|年度?|指標|績效|各|最多|最少|達標|超標"))
