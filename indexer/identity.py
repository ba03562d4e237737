"""Which plan of which agency a document is, for which years: what its title says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from indexer.areas import Division
from indexer.labels import parse_label
from indexer.layout import Layout, Line
from knowledge.models import Kind, Passage, Plan, Span
from knowledge.text import cut, squeeze
from knowledge.years import parse_period, roc

_TITLE = re.compile(r"施政計畫|(?:計畫|報告|白皮書|方案|綱領)書?[\d.]*(?:\([^()]*\))?$")
_NO_AGENCY = re.compile(r"(?:民國)?(?:\d{2,4}年度?)?(?:中程|年度)?施政計畫")
_NO_TITLE = re.compile(r"[，。：；！？:;,]\s*$")  # Of a title that is none: the document is called by its file's name.
_DATED = re.compile(r"(?<=[畫告書])\s*(?:公告|發布|公布|核定|填報)日期\s*[:：]")  # The date is no part of a title.
_YEARS_BEHIND = re.compile(r"[(（]\d")
_TITLE_LINES, _LONGEST_TITLE = 6, 60
_LONGEST_NAME = 200  # What stands further on in a line names no plan: a text may be one line.
_MIDTERM = re.compile(r"^(?P<agency>.*?)(?P<years>[(（]?\d{2,4}.*?)?中程(?:個案)?施政計畫")
_ANNUAL = re.compile(r"^(?P<agency>.*?)(?:中華民國)?(?P<year>\d{2,4})年度?(?:中程)?(?:重要)?施政計畫")
# Of a document that is no plan: 內政部 99 年度施政績效報告, 臺中市政府經濟發展局施政目標.
_PUBLISHER = re.compile(
    r"(?P<agency>[\u4e00-\u9fff]{1,24}?(?:[部會署局處院所府館室]|中心|公所))"
    r"(?:中華民國|民國)?(?:\d{2,4}(?:[至到~-]\d{2,4})?年度?|(?:[上下]半年)?(?:施政|業務|工作|中程|年度))"
)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a title says: which plan of which agency this is, for which years."""

    kind: Kind
    agency: str
    first_year: int | None
    last_year: int | None


def identify(title: str) -> Identity:
    """Tell from a title which plan of which agency this is, and for which years."""
    name = squeeze(title[:_LONGEST_NAME])
    if found := _MIDTERM.match(name):
        years = parse_period(name) or (None, None)
        return Identity("midterm", found["agency"], *years)
    if found := _ANNUAL.match(name):
        year = roc(int(found["year"]))
        return Identity("annual", found["agency"], year, year)
    published = _PUBLISHER.match(name)
    return Identity("other", published["agency"] if published else "", *(parse_period(name) or (None, None)))


def release_slug(plan: Plan, agency_code: str | None) -> str:
    """Give the id of a release: AGENCY-KIND-YEARS, the agency in pinyin where it has no code."""
    years = [str(y) for y in dict.fromkeys((plan.first_year, plan.last_year)) if y is not None]
    agency = agency_code or _ascii(plan.agency) or _ascii(Path(plan.source).stem) or "document"
    return "-".join([agency, plan.kind, *years])


def without_running_head(division: Division) -> Division:
    """Leave out a running head above the title: it names the plan without the department, or the years."""
    head, title = ([*division.prose, None, None])[:2]
    if head is None or title is None:
        return division
    less, more = identify(head.text), identify(title.text)
    same = (less.kind, less.first_year, less.last_year) == (more.kind, more.first_year, more.last_year)
    is_head = same and less.agency and more.agency != less.agency and more.agency.startswith(less.agency)
    named, again = squeeze(head.text), squeeze(title.text)
    has_years = again.startswith(named) and _YEARS_BEHIND.match(again, len(named)) is not None
    is_head = is_head or (less.kind != "other" and has_years)
    return replace(division, prose=division.prose[1:]) if is_head else division


def find_title(layout: Layout, division: Division) -> tuple[Passage | None, int]:
    """Give the title, None where the text begins with prose, and how many lines of the prose it takes.

    It is the first line that names a plan or report, with the line above that names its agency.
    """
    lines = division.prose[:_TITLE_LINES]
    for count, line in enumerate(lines, 1):
        name = squeeze(line.text)
        if _TITLE.search(name):
            first = count - 2 if count > 1 and _NO_AGENCY.match(name) else count - 1
            is_open = name.count("(") + name.count("（") > name.count(")") + name.count("）")
            last = count + is_open  # (107 至 110 / 年度)
            return _cut_lines(layout, lines[first:last]), last
        if dated := _DATED.search(line.text):
            return cut(layout.text, [Span(line.start, line.start + dated.start())]), count
        if parse_label(line.text) or len(name) > _LONGEST_TITLE:
            break
    is_prose = lines and _NO_TITLE.search(lines[0].text) and not parse_label(lines[0].text)
    return (_cut_lines(layout, lines[:1]), 1) if lines and not is_prose else (None, 0)


def _cut_lines(layout: Layout, lines: Sequence[Line]) -> Passage:
    return cut(layout.text, [line.span for line in lines])


def _ascii(name: str) -> str:
    from pypinyin import lazy_pinyin  # loads its dictionary only where an agency has no code

    return re.sub(r"[^a-z0-9]", "", "".join(lazy_pinyin(name)).lower())
