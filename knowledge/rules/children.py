"""How many stand below each of several things: the goal with the most indicators, how many each goal has."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from knowledge import phrases
from knowledge.answers import lists
from knowledge.answers.choice import not_found
from knowledge.answers.citations import together
from knowledge.catalogue import Catalogue, Entry, Subject
from knowledge.inquiry import Inquiry
from knowledge.numbers import parse_numeral
from knowledge.rules.fields import CARDS
from knowledge.rules.outcome import Outcome
from knowledge.words import key


@dataclass(frozen=True, slots=True)
class _Parent:
    """A kind of thing below which others stand: how both are called, and how the list below one is made."""

    called: re.Pattern[str]
    children: re.Pattern[str]
    subject: Subject
    below: Callable[[Catalogue, Entry], lists.Listing | None]


def _parent(called: str, children: str, subject: Subject, below: Callable[..., lists.Listing | None]) -> _Parent:
    return _Parent(re.compile(key(called)), re.compile(key(children)), subject, below)


# The first that fits is meant: 工作計畫的重要計畫項目 speaks of 計畫 as well.
_PARENTS = (
    _parent("(策略|施政|績效)目標|(?<!年度)目標(?!值)", "kpi|指標", "goal", lists.kpis_of),
    _parent("工作計畫", "項目|計畫(?!項目).*計畫", "work_plan", lists.items_of),
    _parent("綱要", "計畫", "outline", lists.projects_of),
    _parent("計畫", "kpi|指標", "project", lists.kpis_of),
)
_MOST = re.compile(key("最多"))
_FEWEST = re.compile(key("最少"))
_EACH = re.compile(key("(各|每一?個?|每項).{0,8}(幾|多少)"))
# 只有一個 KPI 的目標: how many exactly.
_EXACTLY = re.compile(
    key(
        "(?:只有?|僅有?|剛好有?|恰好有?|有)([一二兩三四五六七八九十]|\\d{1,2})(?:個|項)"
        "(?:關鍵|重要|績效)*(?:kpi|指標|項目|計畫)的"
    )
)
# 哪個目標只有一個指標.
_HAS = re.compile(
    key(
        "哪[一些幾]?(?:個|項)?(?:策略|施政|績效|關鍵|重要|工作)*(?:目標|綱要|計畫)(?:底下|下面|項下|之?下|裡面?)?"
        "(?:只有?|僅有?|剛好有?|恰好有?|有)([一二兩三四五六七八九十]|\\d{1,2})(?:個|項)(?:關鍵|重要|績效)*(?:kpi|指標|項目|計畫)[?。]*$"
    )
)
_COUNTERS = (None, key("項"), key("個"))
_TARGETS = re.compile(key("目標值|數值|指標值"))


def below(inquiry: Inquiry) -> Outcome | None:
    """Answer which has the most or the fewest below it (哪個策略目標的 KPI 最多), or how many each has."""
    q = inquiry.question
    ranks = _MOST.search(q.flat) or _FEWEST.search(q.flat)
    exactly = next((m for said in (_EXACTLY, _HAS) if (m := said.search(q.flat))), None)
    exactly = exactly if q.asks("list", "count") else None
    if q.topic or q.unit not in _COUNTERS or _TARGETS.search(q.flat):
        return None
    if not (ranks or exactly or _EACH.search(q.flat)):
        return None
    parent = next((p for p in _PARENTS if p.called.search(q.flat) and p.children.search(q.flat)), None)
    if parent is None:
        return None
    made = [(e, listing) for e in inquiry.entries(parent.subject) if (listing := parent.below(inquiry.catalogue, e))]
    if not made:
        return None
    counts = [len(listing.entries) for _, listing in made]
    if exactly:
        number = parse_numeral(exactly[1])
        made = [pair for pair, count in zip(made, counts, strict=True) if count == number]
        if not made:
            return Outcome(not_found(inquiry, phrases.NO_SUCH_FACT))
    if not ranks:
        return Outcome(lists.count_each([listing for _, listing in made]), listed=tuple(entry for entry, _ in made))
    wanted = max(counts) if _MOST.search(q.flat) else min(counts)
    best = [pair for pair, count in zip(made, counts, strict=True) if count == wanted]
    said = together([lists.answer_count(listing) for _, listing in best])
    head = (phrases.MOST if _MOST.search(q.flat) else phrases.FEWEST).format(names="、".join(e.name for e, _ in best))
    focus = best[0][0] if len(best) == 1 else None
    listed = best[0][1].shown if focus else tuple(entry for entry, _ in best)
    # 第二個 asks for what a list of its kind is mostly asked for, not for the goal that this question spoke of.
    attribute = CARDS[listed[0].subject]
    return Outcome(replace(said, text=f"{head}\n{said.text}"), focus=focus, listed=listed, attribute=attribute)
