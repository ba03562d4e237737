"""Answers about a document without tables: its headings and what they list, its title, period, date and agencies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge import phrases
from knowledge.answers.citations import joined, title_of
from knowledge.catalogue import Field
from knowledge.headings import Heading
from knowledge.inquiry import Inquiry
from knowledge.models import Answered, Citation, Figure, Passage, Plan, Release, Span
from knowledge.text import cut
from knowledge.words import key

_OPENING = 700  # So far into a document its own particulars stand.


def listed(release: Release, heading: Heading, counts: bool = False) -> Answered:
    """List what stands below a heading, numbered; with `counts`, say how many that are."""
    names = [h.name for h in heading.below]
    title = phrases.ENTRIES.format(name=heading.title)
    figures: tuple[Figure, ...] = ()
    if counts:
        distinct = tuple(dict.fromkeys(n.text for n in names))
        number = str(len(distinct))
        figures = (
            Figure(
                f"{number} {_UNIT}", number, _UNIT, None, heading.name.text, computed_from=("count",), counted=distinct
            ),
        )
        title = phrases.COUNTED.format(what=heading.name.text, count=figures[0].text) + "："
    lines = [title, *(f"{n}. {name.text}" for n, name in enumerate(names, 1))]
    quote = joined(heading.name, *names)
    return Answered("\n".join(lines), (_cited(release, heading, quote),), figures)


_UNIT = "項"


def told(release: Release, heading: Heading) -> Answered:
    """Tell one heading, with what stands below it."""
    if heading.below:
        return listed(release, heading)
    said = phrases.NAMED.format(name=heading.title)
    return Answered(said, (_cited(release, heading, heading.name),))


def page_of(release: Release, heading: Heading) -> Answered | None:
    """Say the page that the table of contents gives for a heading."""
    if heading.page is None:
        return None
    said = phrases.ON_PAGE.format(name=heading.name.text, page=heading.page.text)
    return Answered(said, (_cited(release, heading, joined(heading.name, heading.page)),))


def opening(inquiry: Inquiry, release: Release) -> Answered | None:
    """Quote what a document says before its first heading."""
    plan = inquiry.catalogue.plans[release.id]
    root = next((s for s in plan.sections if not s.path and s.body), None)
    if root is None or root.body is None:
        return None
    span = root.body.spans[0]
    stops = [span.start + m.end() for m in re.finditer("。", plan.text[span.start : span.end])]
    end = next((stop for stop in stops if stop - span.start > _ENOUGH), span.end)
    return _quoted(release, plan, Span(span.start, end))


_ENOUGH = 150


def title(inquiry: Inquiry, release: Release) -> Answered | None:
    """Say the title of a document that has one."""
    plan = inquiry.catalogue.plans[release.id]
    if not any(s.heading for s in plan.sections if not s.path):
        return None
    quote = title_of(plan)
    return Answered(phrases.NAMED.format(name=quote.text), (Citation(release.id, release.title, "", None, quote),))


@dataclass(frozen=True, slots=True)
class Particular:
    """What a document says of itself before its first chapter: the questions for it, and how it is printed."""

    name: str
    asked: re.Pattern[str]
    printed: re.Pattern[str]


_AGENCY = "[\u4e00-\u9fff]{1,12}(?:部|會|署|局|處|院|府)"
_DATE = r"\d{2,3}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?"
PARTICULARS = (
    Particular(
        "when it was approved or made known",
        re.compile(
            key("(何時|什麼時候|哪一?[天日年]).{0,3}(核定|公布|公告|發布|訂定|通過|出版)|(核定|公告|公布|發布)日期")
        ),
        re.compile(
            rf"(?:公告|公布|發布)日期[:：]\s*{_DATE}|[^\n。]*{_DATE}[^\n。]{{0,40}}(?:核定|公告|公布|發布|函頒)|中華民國\s*{_DATE}"
        ),
    ),
    Particular(
        "its period",
        re.compile(key("期程|期間|年期|(哪|那)幾年|幾年到幾年|涵蓋.{0,3}年|哪些年")),
        re.compile(r"\d{2,4}\s*年?度?\s*[-－–—~～至到]\s*\d{2,4}\s*年度?"),
    ),
    Particular(
        "the agencies that take part",
        re.compile(
            key(
                "(哪|什麼)(些|個|一個|幾個)?(部會|機關|單位).{0,6}(參與|合作|共同|一起|負責|訂|提)|參與.{0,4}(部會|機關|單位)|(哪|什麼)(些|個|一個|幾個)?(部會|機關|單位)(的)?(計畫|報告)?[?。]*$"
            )
        ),
        re.compile(rf"(?:{_AGENCY}[、,，]\s*)+{_AGENCY}"),
    ),
)


def particular(inquiry: Inquiry, release: Release) -> Answered | None:
    """Quote what a document says of itself at its beginning: its period, its date, its agencies."""
    plan = inquiry.catalogue.plans[release.id]
    wanted = next((p for p in PARTICULARS if p.asked.search(inquiry.question.flat)), None)
    first = next((s.heading.start for s in plan.sections if s.path and s.heading), len(plan.text))
    found = wanted.printed.search(plan.text, 0, min(first, _OPENING)) if wanted else None
    if found is None and wanted == PARTICULARS[-1] and release.agency and key(release.agency) in key(release.title):
        return title(inquiry, release)
    return _quoted(release, plan, Span(*found.span())) if found else None


def _quoted(release: Release, plan: Plan, span: Span) -> Answered:
    quote = cut(plan.text, [span])
    said = phrases.SAID.format(document=release.title, quote=quote.text)
    return Answered(said, (Citation(release.id, release.title, "", plan.page_at(span.start), quote),))


def _cited(release: Release, heading: Heading, quote: Passage) -> Citation:
    return Citation(release.id, release.title, " › ".join(heading.path), None, quote)


def alike(inquiry: Inquiry, name: str, headings: Sequence[Heading]) -> list[tuple[float, Heading]]:
    """Give the headings that a name (as a key) means, with how much of theirs it is, the likest first."""
    found = [(_likeness(inquiry, name, heading), heading) for heading in headings]
    return sorted([pair for pair in found if pair[0] > 0], key=lambda pair: -pair[0])


def _likeness(inquiry: Inquiry, name: str, heading: Heading) -> float:
    own = _SMALL.sub("", key(heading.name.text))
    name = _SMALL.sub("", name)
    if name == own or not own:
        return float(bool(own))
    if name in own or own in name:
        return min(len(name), len(own)) / max(len(name), len(own))
    from_name = inquiry.linker.explain([name], [Field(own, 1.0)]).explained
    from_own = inquiry.linker.explain([own], [Field(name, 1.0)]).explained
    return _MEANT_ALIKE if from_name > _WHOLE and from_own > _MEANT_ALIKE else 0.0


_SMALL = re.compile(key("[^\\w]|年度|重點|(?:及|與|和|的|之|各)+"))
_WHOLE, _MEANT_ALIKE = 0.95, 0.8
