"""One question being answered: what it asks, over which plans, and which entries its topic may mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from knowledge import phrases
from knowledge.catalogue import Catalogue, Entry, Goal, Subject
from knowledge.choosing import choose
from knowledge.conversation import Context, resolve
from knowledge.linking import FLOOR, MARGIN, Candidate, Linker
from knowledge.matching import stands_affirmed
from knowledge.models import Kpi, Release
from knowledge.numbers import numbers_in, parse_numeral
from knowledge.question import Question
from knowledge.revisions import Revision
from knowledge.search import Finder
from knowledge.substitution import affirmed, other_phase, other_within
from knowledge.units import counts_in
from knowledge.words import key
from knowledge.years import COMMON_ERA


@dataclass(slots=True)
class Inquiry:
    """A question with the means to answer it; what was looked at is noted for `--explain`.

    `revision` is what it asks of two releases, `before` the same question over the releases before those served;
    `among` are the entries that were listed, where the question is of these alone.
    """

    catalogue: Catalogue
    linker: Linker
    finder: Finder
    question: Question
    context: Context
    notes: list[str] = field(default_factory=list)
    linked: dict[tuple[str, str, tuple[Subject, ...]], list[Candidate]] = field(default_factory=dict)
    revision: Revision | None = None
    before: Callable[[], Inquiry] | None = None
    among: tuple[Entry, ...] = ()

    def releases(self) -> list[Release]:
        """Give the releases that a question may mean: of the agency and the kind of plan that it names.

        Of an agency without annual plans, 109年度施政計畫 is its plan that covers the year.
        """
        plan, agencies = self.question.plan, self.question.agencies
        named = [r for r in self.catalogue.releases if key(r.agency) in agencies] or list(self.catalogue.releases)
        of_kind = [r for r in named if plan is None or r.kind == plan]
        of_annual = self.question.has("content", "item", "work_plan")  # Annual plans alone have these.
        if of_kind or plan != "annual" or of_annual or not (self.question.years or agencies):
            return of_kind
        return [r for r in named if self._is_of_year(r)]

    def _is_of_year(self, release: Release) -> bool:
        """Tell whether a release covers all years that are asked."""
        first, last = release.first_year, release.last_year
        return first is not None and all(first <= year <= (last or year) for year in self.question.years)

    def names_stranger(self) -> bool:
        """Tell whether a question names an agency of which no plan is published."""
        published = {key(r.agency) for r in self.catalogue.releases}
        return any(agency not in published for agency in self.question.agencies)

    def covering(self) -> list[Release]:
        """Give the releases that may be meant and cover the years asked."""
        years = self.question.years
        return [
            r
            for r in self.releases()
            if not years or r.first_year is None or all(r.first_year <= y <= (r.last_year or y) for y in years)
        ]

    def entries(self, *subjects: Subject) -> list[Entry]:
        """List the entries of these subjects in the plans that may be meant.

        Of goals, those that have KPIs: one plan holds what is asked where KPIs are asked for.
        """
        ids = {r.id for r in self.releases()}
        found = [e for e in self.catalogue.of(*subjects) if e.release.id in ids]
        if any(e.subject in subjects for e in self.among):
            found = [e for e in found if e in self.among]
        of_kpis = self.question.has("kpis") or (self.question.has("projects") and not self.question.has("goals"))
        if not of_kpis:
            return found
        return [e for e in found if not isinstance(e.fact, Goal) or e.fact.kpis]

    def candidates(self, *subjects: Subject, topic: str | None = None) -> list[Candidate]:
        """Link the topic (or a part of it) to entries of these subjects, the best first."""
        whole = self.question.whole if topic is None else topic
        topic = self.question.topic if topic is None else topic
        asked = (topic, whole, subjects)
        if asked not in self.linked:
            found = self.linker.link(topic, self.entries(*subjects), whole) if topic else []
            flat = self.question.flat
            limits = _LIMIT.findall(flat)
            self.linked[asked] = [
                _with_its_words(_of_its_phase(c, flat, of_several=bool(self.question.parts)), flat, self.linker)
                for c in found
                if not _is_turned(flat, c.entry.name_key) and not _is_bounded_otherwise(limits, c.entry)
            ]
            best = self.linked[asked][:5]
            self.notes += [f"candidate {c.score:.3f} {c.entry.subject} {c.entry.name} {_parts(c)}" for c in best]
        return self.linked[asked]

    def meant(self, *subjects: Subject, topic: str | None = None) -> list[Entry]:
        """Give the entries that are meant: one, several that fit equally, or none."""
        chosen = self.choose(self.candidates(*subjects, topic=topic))
        order = {subject: n for n, subject in enumerate(subjects)}
        best = {e.name_key: min(order[o.subject] for o in chosen if o.name_key == e.name_key) for e in chosen}
        return [e for e in chosen if order[e.subject] == best[e.name_key]]

    def choose(self, found: Sequence[Candidate]) -> list[Entry]:
        """Choose among candidates of the topic: one, several that fit equally, or none."""
        chosen = choose(self.question, self.catalogue, found)
        is_one_name = len({(e.release.id, e.name_key) for e in chosen}) == 1 < len(chosen)
        return _of_the_goal(chosen, found, self.question.goal_number) if is_one_name else chosen

    def is_refused(self, entry: Entry) -> bool:
        """Tell whether something in the question speaks against an entry."""
        return any(c.against for c in self.candidates(entry.subject) if c.entry == entry)

    def is_contradicted(self, *subjects: Subject) -> bool:
        """Tell whether what a topic is most like is another thing than it says (經常門 for 資本門)."""
        found = self.candidates(*subjects)
        best = max((c.explained for c in found if not c.against), default=0.0)
        return any(c.against and c.explained > best + MARGIN and c.explained >= FLOOR for c in found)

    def focus(self) -> Entry | None:
        """Give what the conversation is about."""
        return resolve(self.catalogue, self.context.focus) if self.context.focus else None

    def listed(self) -> list[Entry]:
        """Give what was listed last."""
        return [e for r in self.context.listed if (e := resolve(self.catalogue, r))]

    def recent(self) -> list[Entry]:
        """Give the last two things that were spoken of."""
        refs = (self.context.before, self.context.focus)
        return [e for r in refs if r and (e := resolve(self.catalogue, r))]

    def without(self, words: re.Pattern[str]) -> Inquiry:
        """Give the question without some words: what is left of it names something."""
        q = self.question
        topic, whole = (" ".join(words.sub(" ", text).split()) for text in (q.topic, q.whole))
        parts = tuple(" ".join(words.sub(" ", part).split()) for part in q.parts)
        flat, rest = words.sub("", q.flat), words.sub("", q.rest)
        asked = replace(q, topic=topic, whole=whole, parts=tuple(filter(None, parts)), flat=flat, rest=rest)
        return replace(self, question=asked, linked={})

    def goal_numbered(self, number: int) -> list[Entry]:
        """Give the goals of a number (第七個策略目標)."""
        goals = [e for e in self.entries("goal") if _is_number(e.fact, number) and covers(e, self.question.years)]
        years = self.question.years
        annual = [g for g in goals if years and g.release.kind == "annual" and g.release.first_year in years]
        if self.question.plan or years:
            return annual or goals
        return [g for g in goals if isinstance(g.fact, Goal) and g.fact.kpis] or goals

    def years_said(self) -> str:
        """Say the years that were asked, if any: as numbers only where they were typed so, not where 明年 was."""
        if not self.question.years:
            return ""
        typed = numbers_in(self.question.said)
        years = self.question.years
        if all(str(y) in typed or str(y + COMMON_ERA) in typed for y in years):
            return phrases.YEAR.format(year="、".join(map(str, years)))
        return phrases.THAT_YEAR

    def namesake(self, entry: Entry, subjects: Sequence[Subject]) -> Entry:
        """Give the entry of the same name that can have what is asked: a project's item of the annual plan."""
        if not subjects or entry.subject in subjects:
            return entry
        return next((e for e in self.catalogue.of(*subjects) if e.name_key == entry.name_key), entry)

    def counts_in_unit(self, entry: Entry, plainly: bool = False) -> bool:
        """Tell whether a question counts in the unit of a KPI's targets; `plainly`, if none has several parts."""
        return counts_in(entry, self.question.unit, plainly)


def _of_its_phase(found: Candidate, flat: str, of_several: bool) -> Candidate:
    """Let the phase of a plan that a question says (第三期, 子計畫 2) speak against a plan of another, or of none."""
    if found.entry.subject not in ("project", "item"):
        return found
    phase = other_phase(flat, found.entry.name_key, of_several)
    return replace(found, against=(*found.against, phase)) if phase else found


def _with_its_words(found: Candidate, flat: str, linker: Linker) -> Candidate:
    """Let what a question says within a name in the place of other words speak against it.

    So does what it says of which the name says the contrary; what means the same, or stands in the measure, does not.
    """
    name = found.entry.name_key
    if contrary := affirmed(flat, name):
        return replace(found, against=(*found.against, contrary))
    said = other_within(flat, name)
    is_measured = any(stands_affirmed(f.text, said) for f in found.entry.fields[1:] if len(said) > 1)
    is_other = said and not is_measured and not linker.means_same(said, flat, name)
    return replace(found, against=(*found.against, said)) if is_other else found


def _of_the_goal(chosen: list[Entry], found: Sequence[Candidate], number: int | None) -> list[Entry]:
    """Of indicators of one name give the one whose goal is named, by its number or by a word (登記那邊的民眾滿意度)."""
    numbered = [e for e in chosen if isinstance(e.fact, Kpi) and e.fact.goal_no and _number(e.fact.goal_no) == number]
    if number is not None and len(numbered) == 1:
        return numbered
    left = {c.entry: len("".join(c.left)) for c in found if c.entry in chosen}
    least = [e for e in chosen if left.get(e) == min(left.values())]
    return least if len(least) == 1 else chosen


def _number(said: str) -> int | None:
    return parse_numeral(key(said))


_BOUND = re.compile(key("(.)(以上|以下)"))


def _is_turned(flat: str, name: str) -> bool:
    """Tell whether a question turns a bound in a name round (六十五歲以下 for 六十五歲以上)."""
    turned = ((m.group(), m[1] + (key("以下") if m[2] == key("以上") else key("以上"))) for m in _BOUND.finditer(flat))
    return any(said not in name and other in name for said, other in turned)


_LIMIT = re.compile(key(r"(?<!\d)(\d+)(日內|天內|小時內|分鐘內|個月內|歲以上|歲以下|年以上|年以下)"))


def _is_bounded_otherwise(limits: Sequence[tuple[str, str]], entry: Entry) -> bool:
    """Tell whether an entry states one of the limits of a question with another number (60日內 for 90日內)."""
    for number, limit in limits:
        said = [n for f in entry.fields for n in re.findall(rf"(?<!\d)(\d+){limit}", f.text)]
        if said and number not in said:
            return True
    return False


def covers(entry: Entry, years: Sequence[int]) -> bool:
    """Tell whether the plan of an entry covers these ROC years."""
    first, last = entry.release.first_year, entry.release.last_year
    return not years or first is None or last is None or all(first <= y <= last for y in years)


def _is_number(fact: object, number: int) -> bool:
    return isinstance(fact, Goal) and fact.number is not None and parse_numeral(key(fact.number)) == number


def _parts(c: Candidate) -> str:
    return f"explained={c.explained:.2f} named={c.named:.2f} against={'、'.join(c.against)} left={'、'.join(c.left)}"
