"""Lists that leave something out: 除了…以外的指標, 沒有提到…的指標, 跟…無關的計畫, 沒有公共建設的機關."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from knowledge import phrases
from knowledge.answers import figures, lists, meta
from knowledge.answers.choice import not_found
from knowledge.catalogue import Entry, Goal, Subject
from knowledge.inquiry import Inquiry, covers
from knowledge.matching import stands_affirmed
from knowledge.mentions import goal_number_of
from knowledge.models import Kpi
from knowledge.rules import holders, kinds
from knowledge.rules.outcome import Outcome
from knowledge.units import counts_in
from knowledge.words import key

_Holds = Callable[[Inquiry, Entry, str], bool]


def _is_named(inquiry: Inquiry, entry: Entry, word: str) -> bool:
    return stands_affirmed(entry.name_key, word)


def _is_mentioned(inquiry: Inquiry, entry: Entry, word: str) -> bool:
    """Tell whether a name, and of an indicator the measure, holds a word: the first fields are these."""
    fields = entry.fields[:2] if entry.subject == "kpi" else (entry.fields[0], *entry.fields[2:])
    return any(stands_affirmed(f.text, word) for f in fields)


def _is_related(inquiry: Inquiry, entry: Entry, word: str) -> bool:
    """Tell whether anything that is said of a fact holds a word, its goal and what is linked to it too."""
    return any(stands_affirmed(f.text, word) for f in entry.fields)


@dataclass(frozen=True, slots=True)
class _Exception:
    """A way of leaving out what holds a word (`left_out`): `holds` tells whether a fact does, `title` what is left.

    With `of_any`, a word that no fact holds leaves all of them; else it is not understood.
    """

    said: re.Pattern[str]
    holds: _Holds
    title: str
    of_any: bool = False


def _exception(pattern: str, holds: _Holds, title: str, of_any: bool = False) -> _Exception:
    return _Exception(re.compile(key(pattern).replace("(?p<", "(?P<")), holds, title, of_any)


_X = "「?(?P<left_out>[^?。,「」]{1,20}?)」?"
_KIND = "(?:年度|關鍵|績效|策略|重要|施政)*(?:指標|kpis?|目標(?!值)|計畫項目|計畫|項目|衡量標準)"
_BUT = "(?:以外|之外|外(?=[,的還其另有哪]))"  # 外交 is no 外.
_MENTION = "(?:有?提到|有?提及|有?寫到|有?講到|有?談到|出現|有?涉及|牽涉)(?:到|了)*"
# 不含保證金的海域租金 is a thing of its own.
_HOLD, _PLAIN_X = "(?:包含|包括|含有?)(?:到|了)*", "「?(?P<left_out>[^?。,「」的]{1,20}?)」?"
_END = f"(?:的(?={_KIND})|(?=(?:的?{_KIND})?(?:有哪[些幾]個?|有幾個)?[?。]*$))"
# In the order in which they are tried.
_EXCEPTIONS = (
    _exception(f"除了?(?!了){_X}(?:的?{_KIND})?{_BUT}的?,?(?:還有|其[他它餘]|另外)*", _is_named, phrases.NOT_NAMED),
    _exception(f"除了{_X}(?:的?{_KIND})?,?(?:還有|其[他它餘]|另外)+", _is_named, phrases.NOT_NAMED),
    _exception(f"^{_X}(?:的?{_KIND})?(?:以外|之外)的?(?:還有|其[他它餘]|另外)*", _is_named, phrases.NOT_NAMED),
    _exception(f"(?:沒有?|未|不)(?:被)?{_MENTION}{_X}{_END}", _is_mentioned, phrases.NOT_MENTIONED, of_any=True),
    _exception(f"(?:沒有?|未|不){_HOLD}{_PLAIN_X}{_END}", _is_mentioned, phrases.NOT_MENTIONED, of_any=True),
    _exception(
        f"(?:[跟和與]){_X}(?:無關|不相關|(?:沒有?|無)(?:什麼|任何)?(?:關[係聯連]?|相關))的?",
        _is_related,
        phrases.NOT_RELATED,
    ),
    _exception(f"(?:沒有?|不)(?:[跟和與]){_X}(?:有?關[係聯連]?|相關)的?", _is_related, phrases.NOT_RELATED),
    _exception(f"(?:不屬於?|不在|不是){_X}(?:項下|底下|之?下|裡面?)?的(?={_KIND})", _is_named, phrases.NOT_NAMED),
)
_SUBJECTS: tuple[tuple[re.Pattern[str], Subject], ...] = (
    (re.compile(key("指標|kpi|衡量標準")), "kpi"),
    (re.compile(key("年度(?:重要)?(?:計畫)?項目|計畫項目")), "item"),
    (re.compile(key("計畫")), "project"),
    (re.compile(key("(?:策略|施政|績效)目標|哪[些幾]個?目標|目標有")), "goal"),
)
_CALLED: dict[Subject, str] = {
    "kpi": "關鍵績效指標", "project": "重要計畫", "item": "重要計畫項目", "goal": "目標",
}  # fmt: skip
# What is left out so is no thing that is named: 除此之外, 除了這個, 不是這些計畫的.
_GOAL = re.compile(
    key(
        "第[一二三四五六七八九十\\d]+(?:個|項|大)?(?:關鍵|策略|施政|績效)*目標|(?:策略|施政)*目標[一二三四五六七八九十\\d]+"
    )
)
_POINTS = re.compile(key("^(?:這|那|此|它|其|該|上述|剛|前)"))
_DOCUMENT = re.compile(key("(?:中程|年度)*施政計畫|年度計畫|計畫書"))  # What is read is no kind of what is asked for.
_JOINT = re.compile(key("以及|[跟和與及、]"))
_PADDING = re.compile(key(f"^(?:[跟和與]|有)|(?:有關|相關|方面|這類|類)?的?(?:{_KIND})?$"))
_ASKS = re.compile(key(f"哪|幾|多少|列出|清單|其[他它餘]|還有|{_KIND}[?。]*$"))
_DOUBTS = re.compile(key("(?:嗎|吧|是不是|是否).{0,2}$"))


def leaving_out(inquiry: Inquiry) -> Outcome | None:
    """List or count the facts of a kind but those that a question leaves out; refuse where it cannot be told which."""
    q = inquiry.question
    flat = q.rest
    points = q.points_back and q.goal_number is None  # 除了第一個目標 points to none that was spoken of.
    if points or _DOUBTS.search(flat) or not _ASKS.search(flat) or q.operations - {"list", "count"}:
        return None
    way, found = next(((w, m) for w in _EXCEPTIONS if (m := w.said.search(flat))), (None, None))
    if way is None or found is None or _is_of_a_plan(inquiry, found.group()):
        return None
    rest = _DOCUMENT.sub(" ", flat[: found.start()] + " " + flat[found.end() :])
    subject = next((subject for cue, subject in _SUBJECTS if cue.search(rest)), None)
    words = [w for part in _JOINT.split(found["left_out"]) if (w := _PADDING.sub("", part))]
    if (goal := _GOAL.search(found.group())) and goal_number_of(goal.group()) is not None:
        words = [goal.group()]
    if subject is None or not words or any(_POINTS.search(word) for word in words):
        return None
    if q.period or (q.years and subject == "project"):
        return Outcome(not_found(inquiry, phrases.NOT_LEFT_OUT))  # Those of a period are not told apart here.
    among, unit = _among(inquiry, subject, rest, found.group())
    left_out = {e for word in words for e in _left_out(inquiry, among, way, word)}
    is_plain = all(_left_out(inquiry, among, way, word) for word in words)
    kept = [e for e in among if e not in left_out]
    if not among or not (is_plain or way.of_any):
        return Outcome(not_found(inquiry, phrases.NOT_LEFT_OUT))
    if not kept:
        return Outcome(not_found(inquiry, phrases.NO_SUCH_FACT))
    by_name = all(way.holds(inquiry, e, word) for word in words for e in _left_out(inquiry, among, way, word))
    said = as_typed(q.text, words)
    title = (way.title if by_name else phrases.OTHER_THAN).format(word=said, what=_CALLED[subject])
    title = title if said else phrases.SUCH_OTHERS.format(what=_CALLED[subject])
    return _listed(inquiry, title, kept, unit)


def as_typed(text: str, words: Sequence[str]) -> str:
    """Give words of a question as they were typed; nothing where they cannot be found in it."""
    flat = "".join(text.split())
    folded = key(flat)
    if len(folded) != len(flat) or not all(word in folded for word in words):
        return ""
    return "、".join(flat[(at := folded.find(word)) : at + len(word)] for word in words)


def _is_of_a_plan(inquiry: Inquiry, said: str) -> bool:
    """Tell whether the words stand so in a plan: they are part of what is named."""
    return any(said in text for text in inquiry.catalogue.texts.values())


def _among(inquiry: Inquiry, subject: Subject, rest: str, said: str) -> tuple[list[Entry], str | None]:
    """Give what is listed from: the facts of the kind that have the unit and the words which a question says besides.

    What is named besides, and stands in no name, leaves nothing to list from.
    """
    q = inquiry.question
    said_of_all = _COUNTING.sub("", rest)
    unit = q.unit if q.unit and (q.unit in said_of_all or _PER_CENT.search(rest)) else None
    found = [e for e in inquiry.entries(subject) if covers(e, q.years) and (unit is None or counts_in(e, unit))]
    runs = [run for run in (_BESIDES.sub("", run) for run in q.topic.split()) if len(run) > 1 and run in rest]
    return [e for e in found if all(_is_mentioned(inquiry, e, run) for run in runs)], unit


_COUNTING = re.compile(key("(?:有|共)?(?:幾|多少)[個項]"))
_PER_CENT = re.compile(key("百分比|百分率|%"))
_BESIDES = re.compile(key("^(?:以外|之外|還|的)+|還$"))


def _left_out(inquiry: Inquiry, among: Sequence[Entry], way: _Exception, word: str) -> list[Entry]:
    """Give the facts that a word leaves out: those of a goal by its number, of a unit, or that hold it."""
    if (number := goal_number_of(word)) is not None:
        goals_meant = [(g.release.id, g.fact) for g in inquiry.goal_numbered(number)]
        below = {(release, at) for release, goal in goals_meant if isinstance(goal, Goal) for at in goal.kpis}
        return [e for e in among if e.subject == "kpi" and (e.release.id, e.position) in below]
    if of_unit := [e for e in among if counts_in(e, _unit(word))]:
        return of_unit
    goals = {e.name_key for e in inquiry.entries("goal") if word in (e.name_key, e.clause)}
    return [e for e in among if way.holds(inquiry, e, word) or _goal_of(e) in goals]


def _unit(word: str) -> str:
    return "%" if _PER_CENT.fullmatch(word) else word


def _goal_of(entry: Entry) -> str:
    fact = entry.fact
    return key(fact.goal.text) if isinstance(fact, Kpi) and fact.goal else ""


def _listed(inquiry: Inquiry, title: str, kept: Sequence[Entry], unit: str | None) -> Outcome:
    """List facts under a title, or count them; of indicators of a unit, their targets."""
    q = inquiry.question
    if unit is not None:
        found = [o for o in figures.operands(kept, None, q.years) if counts_in(o.entry, unit)]
        if 0 < len(found) <= _MOST:
            return Outcome(figures.chosen(found, f"{title}：", q.counts), listed=tuple(kept))
    listing = lists.Listing(f"{title}：", title, "項", tuple(kept))
    said = lists.answer_count(listing) if q.counts else lists.answer_list(listing)
    return Outcome(said, listed=listing.shown)


_MOST = 25  # So many lines fit into an answer.


def agencies_without(inquiry: Inquiry) -> Outcome | None:
    """List the plans of agencies without what a question names (沒有公共建設的機關): a kind of project, or a word of
    indicators.

    A plan whose table says nothing of kinds, or that has no indicators, is none of them.
    """
    found = _AGENCIES.search(inquiry.question.rest)
    if found is None or inquiry.question.agencies or inquiry.question.years:
        return None
    word = _PADDING.sub("", found["after"] or found["before"])
    cells = [cell for cell in inquiry.catalogue.cells if cell.column == _CATEGORY]
    head = phrases.WITHOUT_CATEGORY
    if any(cell.value == word for cell in cells):
        have = {cell.entry.release.agency for cell in cells if cell.value == word}
        known = {cell.entry.release.id for cell in cells}
    else:
        kpis, head = inquiry.entries("kpi"), phrases.WITHOUT_KPI
        have = {e.release.agency for e in kpis if stands_affirmed(e.name_key, word)}
        known = {e.release.id for e in kpis} if have else set()
    kept = [r for r in inquiry.releases() if r.id in known and r.agency not in have]
    if not kept:
        return Outcome(not_found(inquiry, phrases.NOT_LEFT_OUT))
    said = as_typed(inquiry.question.text, [word]) or word
    return Outcome(meta.documents(inquiry.catalogue, kept, head.format(word=said)))


_CATEGORY = key("計畫類別")
_OFFICE = "(?:機關|部會|單位|局處|部門)"
_AGENCIES = re.compile(
    key(
        f"^(?:哪[些幾]個?)?(?:沒有|無)(?:任何)?(?P<before>[^?。,「」有的]{{2,12}}?)(?:的{_KIND})?的{_OFFICE}(?:有哪[些幾]個?)?[?。]*$"
        f"|^哪[些幾]個?{_OFFICE}(?:的計畫)?(?:裡|中)?(?:沒有|無)(?:任何)?(?P<after>[^?。,「」有的]{{2,12}}?)(?:的?{_KIND})?[?。]*$"
    ).replace("(?p<", "(?P<")
)


def other_agencies(inquiry: Inquiry) -> Outcome | None:
    """List the plans of the other agencies than those that a question leaves out (除了外交部還有哪些機關的計畫), their
    indicators, or what they have of a word.
    """
    q = inquiry.question
    if not q.agencies or not (found := _BUT_AGENCY.match(q.rest)) or not _ASKS.search(q.rest):
        return None
    published = [r for r in inquiry.catalogue.releases if r.agency]
    others = [r for r in published if key(r.agency) not in q.agencies]
    if not others:
        return Outcome(not_found(inquiry, phrases.NO_OTHER_AGENCY))
    rest = q.rest[found.end() :]
    kept = tuple(dict.fromkeys(key(r.agency) for r in others))
    topic = " ".join(run for run in (_BESIDES.sub("", run) for run in q.topic.split()) if run in rest and len(run) > 1)
    asked = replace(
        inquiry, question=replace(q, agencies=kept, flat=rest, rest=rest, topic=topic, whole=topic), linked={}
    )
    if not topic and _OF_AGENCIES.fullmatch(rest):
        return Outcome(meta.documents(inquiry.catalogue, others))
    named = holders.kpis_by_word(asked) or holders.projects_by_word(asked) if topic else kinds.all_of_kind(asked)
    if named is None or not named.entries:
        return Outcome(not_found(inquiry, phrases.NOT_LEFT_OUT))
    said = lists.answer_count(named) if q.counts else lists.answer_list(named)
    return Outcome(said, listed=named.shown)


# What is left out is the agency itself, whose name is taken out of the question: 除了以外, and not 除了第一個目標.
_BUT_AGENCY = re.compile(
    key(
        "^(?:除了?[和跟與及、]*(?:的計畫)?(?:以外|之外|外(?![交國語籍館賓])|(?=,|還有|其[他它餘]|哪|有))"
        "|(?:的計畫)?(?:以外|之外)|(?:不是|不屬於|非)(?=的))的?,?(?:還有|其[他它餘]|另外)*"
    )
)
_OF_AGENCIES = re.compile(
    key(
        f"(?:有|可以?查|的)*(?:哪[些幾]個?)?(?:其[他它餘])?的?(?:{_OFFICE}|計畫|文件)(?:的)?(?:計畫|文件)?(?:有哪[些幾]個?)?[?。]*"
    )
)
