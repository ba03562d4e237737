"""All of one kind that plans have: 有幾個 KPI、幾個策略目標, 施政綱要有哪些."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge import phrases
from knowledge.answers import lists
from knowledge.answers.choice import not_found
from knowledge.answers.citations import title_of, together
from knowledge.catalogue import Entry, Goal, Subject
from knowledge.inquiry import Inquiry, covers
from knowledge.models import Answered, Citation, NotFound, Release
from knowledge.rules.outcome import Outcome
from knowledge.words import key


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of thing: the words that ask for it, what it is counted as, and the title of its list."""

    cue: str
    subject: Subject
    called: str
    title: str

    def is_named(self, flat: str) -> bool:
        return re.search(self.cue, flat) is not None


# 有哪些目標, where no indicator is spoken of, whose targets would be meant.
_ASKED_GOALS = key(
    "^(?!.*(?:kpi|指標)).*(?:有(?:哪[些幾](?:個|項)?|什麼)目標|目標有(?:哪[些幾](?:個|項)?|什麼))[?。]*$"
)
# The first that a question names and a plan has is meant: 工作計畫 is called 計畫 as well.
_KINDS = (
    _Kind(key("施政綱要"), "outline", "施政綱要", phrases.OUTLINES),
    _Kind(
        key("(策略績效|績效|策略|施政)目標|(幾|多少)(個|項)目標[?。]*$") + "|" + _ASKED_GOALS,
        "goal",
        "目標",
        phrases.GOALS,
    ),
    _Kind(key("計畫項目|年度重要計畫"), "item", "重要計畫項目", phrases.ITEMS),
    _Kind(key("工作計畫"), "work_plan", "工作計畫", phrases.ITEMS),
    _Kind(key("kpi|指標"), "kpi", "關鍵績效指標", phrases.KPIS_ALL),
    _Kind(key("計畫"), "project", "重要計畫", phrases.PROJECTS_ALL),
    _Kind(key("計畫"), "item", "重要計畫項目", phrases.ITEMS),
)


_GOALS = key("策略目標")


def counted_together(inquiry: Inquiry) -> Outcome | None:
    """Count the kinds of things that a question counts together (幾個 KPI、幾個策略目標)."""
    q = inquiry.question
    if q.topic or not q.asks("count"):
        return None
    flat, found = q.flat, []
    for kind in _KINDS:
        if asked := re.search(rf"{_HOW_MANY}(?:{key('關鍵|重要')})?(?:{kind.cue})", flat):
            flat = flat.replace(asked.group(), "")
            if made := _listed(inquiry, kind):
                found.append((asked.start(), made))
    made_in_order = [made for _, made in sorted(found, key=lambda f: f[0])]
    if len(made_in_order) < 2:
        return None
    return Outcome(together([lists.answer_count(made) for made in made_in_order]), listed=made_in_order[-1].shown)


_HOW_MANY = key("(幾|多少)(個|項|條|大|種)?")


def count_confirmed(inquiry: Inquiry) -> Outcome | None:
    """Say yes or no where a question supposes how many of a kind there are (KPI是20個嗎), with the count."""
    q = inquiry.question
    if q.topic or q.points_back or not q.asks("confirm") or [typed.unit for typed in q.supposed] != [key("個")]:
        return None
    listing = next(_listings(inquiry), None)
    if listing is None:
        return None
    said = lists.answer_count(listing)
    head = phrases.IS_SO if said.figures[0].value == q.supposed[0].value else phrases.IS_NOT_SO
    return Outcome(replace(said, text=head + said.text), listed=listing.shown)


def of_each_agency(inquiry: Inquiry) -> Outcome | None:
    """Say which agency's plan has the most or the fewest of a kind, how many each has, or list those of each."""
    q = inquiry.question
    if q.agencies:
        return _of_those_named(inquiry) or _whether_any(inquiry)
    found = _OF_AGENCIES.fullmatch(q.rest)
    if found is None:
        return None
    asked = _GOALS if found["kind"] == key("目標") else found["kind"]
    kind = next(kind for kind in _KINDS if kind.is_named(asked))
    plans: dict[Release, list[Entry]] = {}
    for entry in inquiry.entries(kind.subject):
        if covers(entry, q.years):
            plans.setdefault(entry.release, []).append(entry)
    if not plans:
        return None
    if found["rank"]:
        pick, head = (max, phrases.MOST) if found["rank"] == key("最多") else (min, phrases.FEWEST)
        wanted = pick(map(len, plans.values()))
        plans = {release: entries for release, entries in plans.items() if len(entries) == wanted}
    is_counted = _COUNTED.search(q.rest) is not None
    if is_counted and not found["rank"] and len(plans) > 1:
        each = [lists.Listing("", release.title, "項", tuple(entries)) for release, entries in plans.items()]
        return Outcome(lists.count_each(each), listed=tuple(entry for made in each for entry in made.entries))
    listed = tuple(entry for entries in plans.values() for entry in entries)
    listing = lists.Listing(kind.title.format(document=phrases.EACH_PLAN), kind.called, "項", listed)
    if not is_counted and not found["rank"]:
        return Outcome(lists.answer_list(listing), listed=listing.shown)
    said = lists.answer_count(listing)
    if found["rank"]:
        names = head.format(names="、".join(release.title for release in plans))
        said = replace(said, text=f"{names}\n{said.text}")
    return Outcome(said, listed=listing.shown)


def _of_those_named(inquiry: Inquiry) -> Outcome | None:
    """Count a kind of each of the agencies that are named, and say which has more (甲局跟乙署的計畫數哪個多)."""
    q = inquiry.question
    found = _COMPARED.fullmatch(q.rest)
    if found is None or len(q.agencies) < _TWO or not _have_tables(inquiry):
        return None
    counted = {agency: _of_agency(inquiry, agency, found["kind"]) for agency in q.agencies}
    none = _none_of(inquiry, [agency for agency, listing in counted.items() if not listing], found["kind"])
    each = [listing for listing in counted.values() if listing]
    if not each:
        return Outcome(none)
    said = lists.count_each(each)
    if none.citations:
        said = together([Answered(none.text, none.citations), said])
    elif len({listing.entries[0].subject for listing in each}) == 1:
        said = replace(said, text=f"{_compared(q.rest, each)}\n{said.text}")
    return Outcome(said, listed=tuple(entry for listing in each for entry in listing.entries))


def _compared(rest: str, each: list[lists.Listing]) -> str:
    """Say which of some lists are the longest, or the shortest where that is asked, or that all are as long."""
    counts = [len(listing.entries) for listing in each]
    if len(set(counts)) == 1:
        return phrases.AS_MANY
    is_less = _LESS.search(rest) is not None
    wanted = min(counts) if is_less else max(counts)
    names = "、".join(of.counted_as for of, count in zip(each, counts, strict=True) if count == wanted)
    return (phrases.FEWEST if is_less else phrases.MOST).format(names=names)


def _of_agency(inquiry: Inquiry, agency: str, kind_said: str) -> lists.Listing | None:
    """List all of a kind of one agency, called by its plan."""
    years = inquiry.question.years
    said = _GOALS if kind_said == key("目標") else kind_said
    for kind in (kind for kind in _KINDS if kind.is_named(said)):
        of = [e for e in inquiry.entries(kind.subject) if key(e.release.agency) == agency and covers(e, years)]
        if entries := _of_one_plan(of, years):
            return lists.Listing(kind.called, entries[0].release.title, "項", tuple(entries))
    return None


def _none_of(inquiry: Inquiry, agencies: list[str], kind_said: str) -> NotFound:
    """Say that the plans of some agencies list none of a kind, each cited by its title."""
    plans = [r for r in inquiry.releases() if key(r.agency) in agencies]
    said = _GOALS if kind_said == key("目標") else kind_said
    what = next(kind.called for kind in _KINDS if kind.is_named(said))
    text = phrases.NONE_LISTED_IN.format(document="、".join(r.title for r in plans), what=what)
    titles = (Citation(r.id, r.title, "", None, title_of(inquiry.catalogue.plans[r.id])) for r in plans)
    return NotFound(text, tuple(titles))


def _whether_any(inquiry: Inquiry) -> Outcome | None:
    """Say that the plans of an agency have none of a kind, or list those that there are (離島局有KPI嗎)."""
    q = inquiry.question
    found = _WHETHER.fullmatch(q.rest)
    if found is None or len(q.agencies) != 1 or not _have_tables(inquiry):
        return None
    if listing := _of_agency(inquiry, q.agencies[0], found["kind"]):
        return Outcome(lists.answer_count(replace(listing, counted_as=listing.title)), listed=listing.shown)
    return Outcome(_none_of(inquiry, list(q.agencies), found["kind"]))


def _have_tables(inquiry: Inquiry) -> bool:
    """Tell whether the plans of all agencies that are named are published, none a report, which lists in prose."""
    return not inquiry.names_stranger() and all(r.kind != "other" for r in inquiry.releases())


_TWO = 2
_KIND_SAID = (
    "(?:年度|關鍵|績效|策略|重要|施政)*(?P<kind>kpi|指標|(?:策略|施政)?目標(?!值)|計畫項目|工作計畫|計畫|綱要)s?"
)
_FORM = (
    "(?:跟|和|與|及|還是|或|比起來|相比|比較|比|兩者?|三|個|機關|部會|的|之|哪|一|誰|邊|何者|較"
    "|數量|數目|總數|數|有|是|、|,)*"
)
_COMPARED = re.compile(
    key(
        f"{_FORM}{_KIND_SAID}{_FORM}(?:最|比|相)*(?:多(?!少)|少|差|一樣|相同|同樣)(?:多少|幾[個項]|多|少)?(?:的)?(?:是)?(?:哪一?個|誰)?(?:嗎|呢)?[?。]*"
    ).replace("(?p<", "(?P<")
)
_LESS = re.compile(key("(?<!多)少"))
_WHETHER = re.compile(
    key(
        f"(?:的計畫|計畫)?(?:到底)?(?:有沒有|有無|是否有|有)(?:列出|列|訂定?|設定?)?{_KIND_SAID}(?:嗎|呢)?[?。]*"
    ).replace("(?p<", "(?P<")
)
_COUNTED = re.compile(key("[幾多少]|數"))
_OF_AGENCIES = re.compile(
    key(
        "(各|每一?個|所有的?|[哪那](一?個|些)?|什麼)(機關|部會|單位|局處|部門)(分別|一?共|總共|各|的|有|列)*([幾多少]+[個項條]?|哪些)?"
        "(年度|關鍵|績效|策略|重要|施政)*(?P<kind>kpi|指標|目標(?!值)|計畫項目|工作計畫|計畫|綱要)s?(的?數量?|個數)?"
        "(各|是|有)*((?P<rank>最多|最少)|[幾多少]+[個項條]?|哪些|為何|什麼)?[?。]*"
    ).replace("(?p<", "(?P<")
)


def none_of_kind(inquiry: Inquiry) -> Outcome | None:
    """Say that a plan has none of what it is asked to list (a plan without a table of indicators)."""
    q = inquiry.question
    if q.topic or not q.asks("list", "count") or any(r.kind == "other" for r in inquiry.releases()):
        return None  # What a report lists stands in its prose.
    asked = [kind for kind in _KINDS if kind.is_named(q.flat)]
    if not asked or any(inquiry.entries(kind.subject) for kind in asked):
        return None
    return Outcome(not_found(inquiry, phrases.NONE_LISTED.format(what=asked[0].called)))


def all_of_kind(inquiry: Inquiry) -> lists.Listing | None:
    """List all of the kind that a question names."""
    q = inquiry.question
    if q.agencies and not any(key(r.agency) in q.agencies for r in inquiry.catalogue.releases):
        return None  # The lists of other agencies are none of the one that is named.
    return next(_listings(inquiry), None)


def named_alone(inquiry: Inquiry) -> lists.Listing | None:
    """List all of the kind that a question names beside an agency or a year and nothing else (災防署的KPI)."""
    q = inquiry.question
    found = _ALONE.fullmatch(q.rest)
    if found is None or not (q.agencies or q.plan or q.years or found[1]):
        return None
    asked = _GOALS if found[2] == key("目標") else found[2]
    named = (kind for kind in _KINDS if kind.is_named(asked))
    return next((listing for kind in named if (listing := _listed(inquiry, kind))), None)


_ALONE = re.compile(
    key(
        "(?:中程|年度)*(?:施政計畫的)?(?:的|所有|全部|各項?|相關)*(年度|關鍵|績效|策略|重要|施政|工作)*"
        "(kpi|指標|目標|計畫項目|工作計畫|計畫|綱要)s?(?:為何|是什麼|是啥|有啥|呢)?[?。]*"
    )
)


def _listings(inquiry: Inquiry) -> Iterator[lists.Listing]:
    """Give the lists of the kinds that a question names, where there are any."""
    for kind in _KINDS:
        if kind.is_named(inquiry.question.flat) and (listing := _listed(inquiry, kind)):
            yield listing


def _listed(inquiry: Inquiry, kind: _Kind) -> lists.Listing | None:
    years = inquiry.question.years
    entries = [e for e in inquiry.entries(kind.subject) if covers(e, years)]
    if inquiry.question.plan is None:
        entries = _of_one_plan(entries, years)
    documents = {e.release.title for e in entries}
    document = f"「{documents.pop()}」" if len(documents) == 1 else phrases.EACH_PLAN
    title = kind.title.format(document=document)
    if (
        inquiry.question.plan == "annual"
        and document not in title
        and all(e.release.kind == "midterm" for e in entries)
    ):
        title = phrases.OF_PLAN.format(document=document, title=title)  # There is no annual plan of that year.
    return lists.all_of(entries, title, kind.called)


def _of_one_plan(entries: list[Entry], years: tuple[int, ...]) -> list[Entry]:
    """Keep the entries of one plan: the annual plan of a year that is named, else the one whose goals have KPIs."""
    annual = [e for e in entries if years and e.release.kind == "annual" and e.release.first_year in years]
    with_kpis = [e for e in entries if isinstance(e.fact, Goal) and e.fact.kpis]
    return annual or with_kpis or entries
