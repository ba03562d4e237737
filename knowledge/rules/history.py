"""What a plan says otherwise than the release of it before: all changes, those of a kind, or those of one fact."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from knowledge import phrases
from knowledge.answers.changed import Pair, by_how_much, counted, moved_by, name_cited, told
from knowledge.answers.choice import not_found
from knowledge.answers.citations import row, title_of, together
from knowledge.catalogue import Entry, chapter_at
from knowledge.changes import Change, changes, pairs
from knowledge.inquiry import Inquiry
from knowledge.models import AnnualItem, Answered, Citation, Kpi, Plan, Project, Release
from knowledge.revisions import Revision, Sense
from knowledge.rules.outcome import Outcome
from knowledge.words import key


@dataclass(frozen=True, slots=True)
class Subject:
    """The one fact that two releases are asked of: as it is served, as it was before, or both."""

    entry: Entry | None
    was: Entry | None

    @property
    def name(self) -> str:
        found = self.entry or self.was
        return found.name if found else ""

    @property
    def names(self) -> set[str]:
        return {e.name_key for e in (self.entry, self.was) if e}


def what_changed(inquiry: Inquiry) -> Outcome | None:
    """Say what the served releases changed against the ones before, or what they changed of one fact."""
    asked, q = inquiry.revision, inquiry.question
    if asked is None or asked.sense not in _MEANS or q.asks("versus"):
        return None
    if asked.of_kind and q.topic and not (asked.is_whole or asked.of_plan):
        return None  # 開放資料要新增幾項 asks for its target.
    if several := _of_several(inquiry):
        return several
    subject = subject_of(inquiry)
    if subject is None and q.topic and not (asked.of_plan or asked.is_whole):
        return None
    of = [subject.entry.release] if subject and subject.entry else inquiry.releases()
    compared = [pair for release in of if (pair := _pair(inquiry, release))]
    if not compared:
        entry = subject.entry if subject and asked.name not in _STILL else None
        is_meant = asked.is_sure or entry or (q.agencies and not q.topic)
        return Outcome(not_found(inquiry, phrases.NO_EARLIER), focus=entry) if is_meant else None
    if subject:
        entry = subject.entry
        # 比修正前低多少, of the year that was asked for.
        years = q.years or (inquiry.context.years if asked.by_how_much and not q.topic else ())
        return Outcome(_of_one(compared, asked, subject, years), focus=entry)
    found = [(pair, _found(pair, asked, q.years)) for pair in compared]
    said = [_of_all(pair, asked, changed, q.counts) for pair, changed in found]
    return Outcome(together(said), listed=tuple(e for pair, changed in found for e in _served(inquiry, pair, changed)))


def _of_several(inquiry: Inquiry) -> Outcome | None:
    """Tell what was changed of each of several facts that a question names."""
    asked, years = inquiry.revision, inquiry.question.years
    named = [inquiry.meant("kpi", "project", "item", topic=part) for part in inquiry.question.parts]
    names = [{e.name_key for e in meant} for meant in named]
    if asked is None or any(len(name) != 1 for name in names) or len(set().union(*names)) < _TWO:
        return None
    of = [(pair, meant[0]) for meant in named if (pair := _pair(inquiry, meant[0].release))]
    said = [_of_one([pair], asked, _with_before(inquiry, entry), years) for pair, entry in of]
    return Outcome(together(said), listed=tuple(e for _, e in of)) if len(said) == len(named) else None


_TWO = 2


def subject_of(inquiry: Inquiry) -> Subject | None:
    """Give the one fact that a question means: of the served release, or of the one before where it is named so."""
    asked = inquiry.revision
    if not inquiry.question.topic or (asked and asked.is_whole):
        focus = inquiry.focus()
        is_meant = focus and (inquiry.question.points_back or not (asked and asked.of_all))
        return _with_before(inquiry, focus) if focus and is_meant else None
    if asked and asked.of_plan and not any(e.name_key in inquiry.question.flat for e in inquiry.catalogue.entries):
        return None  # 消防那份計畫 names the plan.
    meant = inquiry.meant("kpi", "project", "item")
    if len({e.name_key for e in meant}) == 1:
        return _with_before(inquiry, meant[0])
    before = inquiry.before() if inquiry.before and not meant else None
    gone = before.meant("kpi", "project", "item") if before else []
    return with_served(inquiry, gone[0]) if len({e.name_key for e in gone}) == 1 else None


def _pair(inquiry: Inquiry, release: Release) -> Pair | None:
    catalogue = inquiry.catalogue
    if release.id not in catalogue.earlier:
        return None
    earlier, old = catalogue.earlier[release.id]
    return Pair(release, catalogue.plans[release.id], earlier, old)


def _with_before(inquiry: Inquiry, entry: Entry) -> Subject:
    """Give a fact of a served release with what it was before."""
    pair, before = _pair(inquiry, entry.release), inquiry.before() if inquiry.before else None
    was = next((old for old, new in pairs(pair.old, pair.new) if new is entry.fact), None) if pair else None
    found = (e for e in before.catalogue.of(entry.subject) if e.fact is was) if before and was else ()
    return Subject(entry, next(iter(found), None))


def with_served(inquiry: Inquiry, was: Entry) -> Subject:
    """Give a fact of an earlier release with what it is now."""
    release = next(r for r in inquiry.catalogue.releases if _is_before(inquiry, was.release, r))
    pair = _pair(inquiry, release)
    now = next((new for old, new in pairs(pair.old, pair.new) if old is was.fact), None) if pair else None
    found = (e for e in inquiry.catalogue.of(was.subject) if e.release == release and e.fact is now)
    return Subject(next(found, None) if now else None, was)


def _is_before(inquiry: Inquiry, earlier: Release, release: Release) -> bool:
    known = inquiry.catalogue.earlier.get(release.id)
    return known is not None and known[0].id == earlier.id


def _found(pair: Pair, asked: Revision, years: tuple[int, ...]) -> list[Change]:
    """List the changes of a kind between two releases."""
    named = _names(pair, asked)
    return [
        c for c in changes(pair.old, pair.new)
        if _MEANS[asked.sense](c) and _is_of(c, asked, years) and (named is None or key(c.name) in named)
    ]  # fmt: skip


def _served(inquiry: Inquiry, pair: Pair, found: list[Change]) -> list[Entry]:
    """Give the facts that some changes are of, as they are served, in the order of the changes."""
    of = [e for e in inquiry.catalogue.of("kpi", "project", "item") if e.release == pair.release]
    names = dict.fromkeys(key(c.name) for c in found)
    return [entry for name in names for entry in of if entry.name_key == name]


def _of_all(pair: Pair, asked: Revision, found: list[Change], counts: bool) -> Answered:
    """Tell all changes of a kind between two releases."""
    if asked.sense == "kept":
        return _kept(pair, _names(pair, asked))
    such = phrases.SUCH_CHANGES[asked.sense].format(what=phrases.CHANGED_WHAT[asked.what or ""])
    if not found:
        return Answered(_none(pair, asked, such), (_title(pair.release, pair.new), _title(pair.earlier, pair.old)))
    said = told(pair, found, phrases.CHANGED_SINCE.format(document=pair.release.title))
    names = list(dict.fromkeys(c.name for c in found))
    return counted(said, names, such) if counts and phrases.MORE not in said.text else said


def _none(pair: Pair, asked: Revision, such: str) -> str:
    """Say that nothing of a kind was changed."""
    if asked.sense != "changed":
        return phrases.NONE_SUCH.format(document=pair.release.title, such=such)
    if asked.what is None and asked.field is None:
        return phrases.UNCHANGED
    what = asked.field.said if asked.field else phrases.CHANGED_WHAT[asked.what or ""]
    return phrases.NONE_CHANGED.format(document=pair.release.title, what=what)


def _kept(pair: Pair, named: set[str] | None) -> Answered:
    """List the facts of a kind that both releases have and that say the same in both."""
    moved = {key(c.name) for c in changes(pair.old, pair.new)}
    same = [(old, new) for old, new in pairs(pair.old, pair.new) if key(new.name.text) not in moved]
    kept = [(old, new) for old, new in same if named is None or key(new.name.text) in named]
    if not kept:
        return Answered(phrases.ALL_CHANGED, (_title(pair.release, pair.new), _title(pair.earlier, pair.old)))
    lines = [phrases.KEPT, *(f"{n}. {new.name.text}" for n, (_, new) in enumerate(kept, start=1))]
    served = tuple(name_cited(pair.release, pair.new, new) for _, new in kept)
    return Answered("\n".join(lines), served + tuple(name_cited(pair.earlier, pair.old, old) for old, _ in kept))


def _of_one(compared: list[Pair], asked: Revision, subject: Subject, years: tuple[int, ...]) -> Answered:
    """Tell what was changed of one fact; that nothing was, is said as plainly."""
    pair = compared[0]
    of_it = [c for p in compared for c in changes(p.old, p.new) if key(c.name) in subject.names]
    entry, was = subject.entry, subject.was
    both = tuple(
        name_cited(release, plan, e.fact)
        for release, plan, e in ((pair.release, pair.new, entry), (pair.earlier, pair.old, was))
        if e and isinstance(e.fact, Kpi | Project | AnnualItem)
    )
    gone_or_new = [c for c in of_it if c.kind in ("added", "dropped")]
    if gone_or_new:
        head = phrases.CHANGED_SINCE.format(document=pair.release.title)
        yes = asked.confirms and asked.sense == gone_or_new[0].kind and asked.name not in _STILL
        return told(pair, gone_or_new, f"{phrases.IS_SO if yes else ''}{head}")
    if asked.sense in ("added", "dropped"):
        said = (phrases.ALREADY_THERE if asked.sense == "added" else phrases.STILL_THERE).format(name=subject.name)
        renamed = [c for c in of_it if c.kind == "renamed"]
        no = phrases.IS_NOT_SO if asked.confirms and asked.name not in _STILL else ""
        return told(pair, renamed, no + said) if renamed else Answered(no + said, both)
    found = [c for c in of_it if _is_of(c, asked, years)]
    if asked.sense in ("raised", "lowered"):
        found = [c for c in found if c.kind in _FIGURES]
    if asked.sense == "renamed":
        found = [c for c in of_it if c.kind == "renamed"]
    if not found:
        said = phrases.UNCHANGED_OF.format(name=subject.name)
        if asked.field or asked.sense == "renamed":
            field = asked.field.said if asked.field else phrases.FIELD_NAMES["name"]
            said = phrases.UNCHANGED_FIELD.format(name=subject.name, field=field)
        return Answered(said, both)
    answer = told(pair, found, _head(asked, found) + phrases.CHANGED_SINCE.format(document=pair.release.title), True)
    return by_how_much(answer, found[0]) if asked.by_how_much and len(found) == 1 else answer


# Rules whose question is answered by what is there, and not by yes or no.
_STILL = ("asks what is still there",)


def _head(asked: Revision, found: list[Change]) -> str:
    """Say yes or no where all figures of a fact were raised, or lowered, as it is asked."""
    moved = [c for c in found if c.kind in _FIGURES]
    if not asked.confirms or asked.sense not in ("raised", "lowered") or not moved:
        return ""
    if all(_MEANS[asked.sense](c) for c in moved):
        return phrases.IS_SO
    other: Sense = "lowered" if asked.sense == "raised" else "raised"
    return phrases.IS_NOT_SO if all(_MEANS[other](c) for c in moved) else ""


_FIGURES = ("target", "column", "figure")


def _moved(change: Change, up: bool) -> bool:
    """Tell whether a change is of a figure that is higher, or lower, than it was."""
    if change.kind not in _FIGURES or (change.kind == "column" and not _COUNTED.search(change.header)):
        return False
    moved = moved_by(change.before, change.after)
    return moved > 0 if up else moved < 0


_COUNTED = re.compile("經費|預算|金額|元|目標|[數值率量]$|[權比]重")  # 評估體制 1 is no number.


# What changes each sense asks for.
_MEANS: Mapping[Sense, Callable[[Change], bool]] = {
    "changed": lambda c: True,
    "added": lambda c: c.kind == "added",
    "dropped": lambda c: c.kind == "dropped",
    "renamed": lambda c: c.kind == "renamed",
    "raised": lambda c: _moved(c, up=True),
    "kept": lambda c: False,
    "lowered": lambda c: _moved(c, up=False),
}


def _is_of(change: Change, asked: Revision, years: tuple[int, ...]) -> bool:
    """Tell whether a change is of the field and the years that are asked for."""
    if change.kind in ("added", "dropped"):
        return asked.sense in ("added", "dropped") or (asked.field is None and not years)
    if years and (change.year not in years):
        return False
    field = asked.field
    if field is None or asked.sense == "renamed":
        return True
    return change.kind in field.kinds and (
        field.header is None or change.kind not in ("column", "figure") or bool(field.header.search(change.header))
    )


def _names(pair: Pair, asked: Revision) -> set[str] | None:
    """Give the names of the kind of facts that is asked for; None where all kinds are."""
    match asked.what:
        case "kpi":
            return {key(k.name.text) for plan in (pair.old, pair.new) for k in plan.kpis}
        case "project":
            facts: list[Project | AnnualItem] = []
            for plan in (pair.old, pair.new):
                facts += [*plan.projects, *plan.annual_items]
            return {key(fact.name.text) for fact in facts}
    return None


def _title(release: Release, plan: Plan) -> Citation:
    return Citation(release.id, release.title, "", None, title_of(plan))


def with_earlier(inquiry: Inquiry, entry: Entry, said: Answered) -> Answered:
    """Add to the targets of a KPI what the release before had instead, and what it called it, where these differ."""
    if entry.release.id not in inquiry.catalogue.earlier:
        return said
    release, old = inquiry.catalogue.earlier[entry.release.id]
    before = _before(inquiry, entry, old)
    if before is None:
        return said
    now = {f.year: key(f.text) for f in said.figures}
    moved = [t for t in before.targets if t.year in now and key(t.quote.text) != now[t.year]]
    is_renamed = key(before.name.text) != entry.name_key
    if not moved and not is_renamed:
        return said
    lines = [said.text]
    if is_renamed:
        lines.append(phrases.EARLIER_NAMED.format(name=before.name.text))
    if moved:
        dated = len(now) > 1
        there = "、".join((phrases.IN_YEAR.format(year=t.year) if dated else "") + t.quote.text for t in moved)
        lines.append(phrases.EARLIER.format(figure=there))
    place = Citation(release.id, release.title, chapter_at(old, before.name.start), before.page, row(before, moved))
    return replace(said, text="\n".join(lines), citations=(*said.citations, place))


def _before(inquiry: Inquiry, entry: Entry, old: Plan) -> Kpi | None:
    """Give the KPI that an entry was in another release: of several with its name the one of its goal, or none."""
    if not isinstance(entry.fact, Kpi):
        return None
    same = [k for k in old.kpis if key(k.name.text) == entry.name_key]
    if not same:
        new = inquiry.catalogue.plans[entry.release.id]
        was = next((was for was, now in pairs(old, new) if now is entry.fact), None)
        return was if isinstance(was, Kpi) else None
    goal = entry.fact.goal
    here = [k for k in same if goal and k.goal and key(k.goal.text) == key(goal.text)]
    return next(iter(here or (same if len(same) == 1 else [])), None)
