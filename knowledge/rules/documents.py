"""Questions about a document without tables: what it is, and what its headings list."""

from __future__ import annotations

import re
from collections.abc import Callable

from knowledge.answers import entries
from knowledge.answers.citations import together
from knowledge.headings import Heading, number_of, of_contents, of_text
from knowledge.inquiry import Inquiry
from knowledge.models import Answered, Release
from knowledge.numbers import numbers_in
from knowledge.rules.outcome import Outcome
from knowledge.words import DOING, key, says

_LIKE, _HALF = 0.7, 0.4


def about_document(inquiry: Inquiry) -> Outcome | None:
    """Answer what a document without tables is, has for chapters, or lists below a heading."""
    releases = without_tables(inquiry)
    if not releases or inquiry.question.asks("highest", "lowest", "sum", "confirm"):
        return None
    ways: tuple[Callable[[Inquiry, Release], Answered | None], ...] = (_particular, _page, _numbered, _entries)
    for way in ways:
        said = [answer for release in releases if (answer := way(inquiry, release))]
        if said:
            return Outcome(together(said))
    return None


def without_tables(inquiry: Inquiry) -> list[Release]:
    """Give the documents that may be meant, where none of them has indicators, projects or items."""
    releases = inquiry.releases()
    plans = [inquiry.catalogue.plans[r.id] for r in releases]
    return [] if any(p.kpis or p.projects or p.annual_items for p in plans) else releases


def _particular(inquiry: Inquiry, release: Release) -> Answered | None:
    """Answer what is asked of the document itself, and of nothing in it."""
    q = inquiry.question
    if _OPENING.search(q.flat):
        return entries.opening(inquiry, release) if not _found(inquiry, release, key("前言")) else None
    if _names_a_thing(inquiry, release) or not _DOCUMENT.search(q.flat):
        return None
    return entries.title(inquiry, release) if _TITLE.search(q.flat) else entries.particular(inquiry, release)


def _names_a_thing(inquiry: Inquiry, release: Release) -> bool:
    title = key(release.title)
    runs = [_OF_DOCUMENT.sub("", run) for run in inquiry.question.topic.split() if run not in title]
    return any(max(says(run)) > DOING for run in runs if run) or _NTH.search(inquiry.question.flat) is not None


_DOCUMENT = re.compile(
    key("(這|本|該)(個|份|本|項)?(計畫|報告|文件|白皮書)|(計畫|報告)的?(期程|期間|標題|名稱|年度)|^這是|全文")
)
_OF_DOCUMENT = re.compile(key("標題|名稱|核定|公[布告]|發布|訂定|期程|期間|參與|合作|全文"))
_TITLE = re.compile(key("標題|名稱|叫(做)?什麼"))
_OPENING = re.compile(key("(前言|開頭|開場|序言)(裡|中)?(說|講|寫|提到|的?內容)?(了)?(什麼|哪些|為何|是什麼|$)"))


def _page(inquiry: Inquiry, release: Release) -> Answered | None:
    """Answer on which page something stands that the table of contents names."""
    if not _ON_PAGE.search(inquiry.question.flat):
        return None
    heads = [h for top in of_contents(inquiry.catalogue.plans[release.id]) for h in top.all()]
    found = entries.alike(inquiry, _name(_ON_PAGE.sub("", inquiry.question.flat)), heads)
    return entries.page_of(release, found[0][1]) if found and found[0][0] >= _LIKE else None


_ON_PAGE = re.compile(key("(是?在|列在|從)?(第幾頁|哪一?頁)(開始)?"))


def _numbered(inquiry: Inquiry, release: Release) -> Answered | None:
    """Answer what a chapter, a part of one or an entry is that is named by its number (第五章第八節, 第四項目標)."""
    steps = [(number_of(n[1]), n[2]) for n in _NTH.finditer(inquiry.question.flat)]
    name = _name(_NTH.sub("", inquiry.question.flat))
    plan = inquiry.catalogue.plans[release.id]
    if not steps:
        return None
    if steps[0][1] not in _CHAPTERS:
        of = _found(inquiry, release, name, _HALF) if name else None
        entry = next((h for h in of.below if h.number == steps[0][0]), None) if of else None
        return entries.told(release, entry) if entry else None
    text, contents = of_text(plan), of_contents(plan)
    is_begun = len(text) > 1 or len(contents) < 2  # Of a text of which all is missing but an entry, only these speak.
    for tree in (text if is_begun else (), contents):
        at: Heading | None = None
        below = tree
        for number, _ in steps:
            at = next((h for h in below if h.number == number), None)
            below = at.below if at else ()
        if at is None:
            continue
        if not name:
            return entries.told(release, at)
        found = entries.alike(inquiry, name, list(at.all()))
        if found and (found[0][0] >= _HALF):
            return entries.told(release, found[0][1])
    return None


_CHAPTERS = frozenset(key("章節篇編、"))
_NTH = re.compile(
    key(
        "(?:第(?=[一二三四五六七八九十壹貳參肆伍陸柒捌玖拾\\d]+[章節篇編項點])|^(?=[一二三四五六七八九十]+、))([一二三四五六七八九十壹貳參肆伍陸柒捌玖拾\\d]+)(章|節|篇|編|項|點|、)"
    )
)


def _entries(inquiry: Inquiry, release: Release) -> Answered | None:
    """List what stands below the heading that a question names (影響因素有哪些)."""
    q = inquiry.question
    asked = _LISTED.search(q.rest)
    name = _name(q.rest) if asked else ""
    is_of_years = not q.years or not (own := numbers_in(release.title)) or any(str(y) in own for y in q.years)
    found = _found(inquiry, release, name) if len(name) > 1 and is_of_years else None
    return entries.listed(release, found, counts=_HOW_MANY.search(q.flat) is not None) if found else None


def _found(inquiry: Inquiry, release: Release, name: str, least: float = _LIKE) -> Heading | None:
    """Find the heading with entries that a name means: the one likest; None where two are as like."""
    plan = inquiry.catalogue.plans[release.id]
    for tree in (of_text(plan), of_contents(plan)):
        heads = [h for top in tree for h in top.all() if len(h.below) > 1]
        found = [pair for pair in entries.alike(inquiry, name, heads) if pair[0] >= least]
        if found and (len(found) < 2 or found[0][0] > found[1][0]):
            return found[0][1]
    return None


_KIND = key("(大|個|項(?!目)|點|節|章|種)*(面向|項目|內容|問題|部分|重點|名稱|因素(?=$))?")
_LISTED = re.compile(
    key(
        "(有|包括|包含|分為|分成|列有|提到|是)(了)?(哪|那)(一|兩|幾|些)?[一二三四五六七八九十]*|(哪|那)(些|幾)|幾(大|個|項|點|節|章)|有什麼|列出|清單|一覽"
    )
)
_HOW_MANY = re.compile(key("(有|共)?(幾|多少)(大|個|項|點|節|章)(?!.*哪)"))
_ASKING = re.compile(
    "|".join(
        (
            key(
                "提到.*|請?列出(來|名稱)?|請|(總共|一共|共)?(有|包括|包含|分為|分成|列有|是)?(了)?(哪|那)(一|兩|幾|些)?[一二三四五六七八九十]*"
            )
            + _KIND,
            key("(總共|一共|共)?(有|分為|分成|包括)?(幾|多少)") + _KIND,
            key(
                "(裡|中)?(是|有|在|主要)*(講|說|寫|談|包括|包含)?(了)?(什麼|甚麼|啥)(內容|東西)?|的?(內容|標題|名稱)(是|為)?$|為何"
            ),
            key("(這|那|本)一?(章|節|項|份|個)?(計畫|報告|文件)?(裡|中)?的?|清單|一覽"),
        )
    )
)
_SIGNS = re.compile(rf"[?？。,，、:：]|^[{key('的有')}]+|[{key('的有是之')}]+$")


def _name(flat: str) -> str:
    """Give what is left of a question without the words that ask."""
    before = ""
    while before != flat:
        before, flat = flat, _SIGNS.sub("", _ASKING.sub("", flat))
    return flat
