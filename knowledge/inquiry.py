"""One question being answered: what it asks, over which plans, and which entries its topic may mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from knowledge import phrases
from knowledge.catalogue import Catalogue, Entry, Goal, Subject
from knowledge.conversation import Context, resolve
from knowledge.linking import FLOOR, MARGIN, Candidate, Linker
from knowledge.matching import stands_affirmed
from knowledge.models import Kpi, Release, Target
from knowledge.numbers import numbers_in, parse_chinese, parse_quantity, parts_of
from knowledge.question import Question
from knowledge.revisions import Revision
from knowledge.search import Finder
from knowledge.substitution import other_phase
from knowledge.words import DOING, key, long_words, places, says
from knowledge.years import COMMON_ERA

_ALONE = 0.3  # One entry that explains this much is meant where none other comes near and the unit agrees.

_HOME = frozenset(key(w) for w in ("臺灣", "中華民國", "我國", "國內"))
_WORD = 3  # So many characters make a word of their own: 巡護員.
_COMPOUND = 2
QUOTED = 0.75
HINTED = 0.3
_ALIKE = 0.6
NAMED = 0.6  # unless the topic is most of that name.


@dataclass(slots=True)
class Inquiry:
    """A question with the means to answer it; what was looked at is noted for `--explain`.

    `revision` is what it asks of two releases, `before` the same question over the releases before those served.
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

    def releases(self) -> list[Release]:
        """Give the releases that a question may mean: of the agency and the kind of plan that it names."""
        plan, agencies = self.question.plan, self.question.agencies
        named = [r for r in self.catalogue.releases if key(r.agency) in agencies] or list(self.catalogue.releases)
        return [r for r in named if plan is None or r.kind == plan]

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
        if not self.question.has("kpis", "projects"):
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
                _of_its_phase(c, flat, of_several=bool(self.question.parts))
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
        """Choose among candidates: those within the margin of the best that is above the floor."""
        sound = [c for c in found if not c.against]
        if not sound:
            return []
        best = sound[0]
        if any(c.against and c.explained >= best.explained for c in found):
            return []  # What the topic is most like is contradicted: it names another thing, and so no less like one.
        strange = {word for c in found if c.explained > best.explained - MARGIN for word in c.against}
        if any(len(piece) > 1 and piece in strange and max(says(piece)) > DOING for piece in best.left):
            return []  # A word that speaks against a rival stands in no text of the best either.
        if any(self._names_another(piece, found) for piece in best.left) or self._has_word_of_another(best, found):
            return []
        if any(place not in _HOME for piece in best.left for place in places(piece)):
            return []  # The same of a place that it does not speak of (歐洲地區的互訪).
        if any(self._is_spoken_of(piece, best.entry) for piece in best.left):
            return []
        actor = _ACTOR.search(self.question.topic)
        others = [p for p in best.left if _is_noun(p) and not set(p) <= set(best.entry.name_key)]
        if actor and any(actor[1].endswith(piece) for piece in others):
            return []  # The same done by others (匠師報名 for 社區導覽員報名); 青農 is short for 青年農民.
        if best.named < HINTED and best.explained < QUOTED and any(_is_noun(piece) for piece in best.left):
            return []  # A hint at a name beside another thing's name (部落族人滿意度).
        if not best.named and best.explained < _ALIKE and not self.counts_in_unit(best.entry):
            return []  # Its measure alone is a little like the topic (規律運動人口比率).
        if self.question.quotes and best.explained < QUOTED and best.named < QUOTED:
            return []  # A name in quotation marks is not answered from half of it.
        if best.score < FLOOR and not self._stands_alone(sound):
            return []
        near_by_measure = [c for c in sound if c.is_measured and same_unit(c.entry, best.entry)]
        exact = [c for c in sound if clause_of(c.entry) in self.question.flat and c.score > best.score - MARGIN]
        near = exact or [
            c for c in sound if c.score > best.score - MARGIN or (c in near_by_measure and best.named < NAMED)
        ]
        if self.counts_in_unit(best.entry) and best.named >= NAMED:
            near = [c for c in near if c == best or self.counts_in_unit(c.entry, plainly=True)]
        if self.question.unit is None:
            return [c.entry for c in near]
        counted = [c for c in near if self.counts_in_unit(c.entry) or _is_unitless(c.entry)]
        return [c.entry for c in (counted or near)]

    def _is_spoken_of(self, piece: str, entry: Entry) -> bool:
        """Tell whether what an entry leaves open is a thing of its own that its plan speaks of elsewhere (老舊社區)."""
        text = self.catalogue.texts.get(entry.release.id, "")
        return len(piece) > _WORD and piece in text and max(says(piece)) > DOING

    def _names_another(self, piece: str, found: Sequence[Candidate]) -> bool:
        """Tell whether what the best leaves unexplained is in another entry's name: two things that stand apart."""
        return len(piece) >= _WORD and any(stands_affirmed(c.entry.name_key, piece) for c in found)

    def _has_word_of_another(self, best: Candidate, found: Sequence[Candidate]) -> bool:
        """Tell whether a word that the best explains in part alone stands whole in another's name (北海岸)."""
        if not best.left:
            return False  # The dictionary of the language is loaded only where something is left open.
        words = (w for run in self.question.topic.split() for w in long_words(run))
        texts = [f.text for f in best.entry.fields]
        cut = [w for w in words if any(p in w or w.startswith(p[-1:]) for p in best.left)]
        return any(
            not any(w in text for text in texts) and any(stands_affirmed(c.entry.name_key, w) for c in found)
            for w in cut
        )

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
        unit = self.question.unit
        targets = entry.fact.targets if isinstance(entry.fact, Kpi) else ()
        units = {u for t in targets for u in units_of(t) if not plainly or len(parts_of(t.with_unit)) == 1}
        return unit is not None and any(_is_unit(unit, u) for u in units)

    def _stands_alone(self, found: Sequence[Candidate]) -> bool:
        first, others = found[0], found[1:]
        clear = not others or others[0].score < first.score / 2
        return clear and first.explained >= _ALONE and self.counts_in_unit(first.entry)


def clause_of(entry: Entry) -> str:
    """Give the name of an entry, or what of it stands before a comma: 推動步道手作維護，促進部落共管."""
    return entry.name_key.split(",")[0]


def _is_noun(piece: str) -> bool:
    return len(piece) > 1 and not piece.isascii() and min(says(piece)) == 1


def _is_unitless(entry: Entry) -> bool:
    return isinstance(entry.fact, Kpi) and all(t.unit is None for t in entry.fact.targets)


def _of_its_phase(found: Candidate, flat: str, of_several: bool) -> Candidate:
    """Let the phase of a plan that a question says (第三期, 子計畫 2) speak against a plan of another, or of none."""
    if found.entry.subject not in ("project", "item"):
        return found
    phase = other_phase(flat, found.entry.name_key, of_several)
    return replace(found, against=(*found.against, phase)) if phase else found


_ACTOR = re.compile(key("([\\u3400-\\u9fff]{2,6}?)(報名|參加|參與|出席)"))


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


def units_of(target: Target) -> tuple[str, ...]:
    """Give the units of a target as keys: its own, those of its parts, or of a range the one behind it (5～7 件)."""
    if target.unit is not None or target.value is not None:
        return (key(target.unit or ""),)
    if found := _RANGE.fullmatch(key(target.with_unit)):
        return (found["unit"],)
    read = [parse_quantity(part) for part in parts_of(target.with_unit)]
    return tuple(key(quantity.unit) for quantity in read if quantity) if len(read) > 1 else ()


_RANGE = re.compile(r"\d[\d,.]*\D{0,3}[-~至]\d[\d,.]*(?P<unit>\D{1,4})")


def same_unit(entry: Entry, other: Entry) -> bool:
    """Tell whether the targets of two KPIs are counted in one unit."""
    units = [{t.unit for t in e.fact.targets} for e in (entry, other) if isinstance(e.fact, Kpi)]
    return len(units) == 2 and bool(units[0] & units[1] - {None})


def _is_unit(asked: str, unit: str) -> bool:
    """Tell whether a unit is the one asked for, or a longer one that holds it (項 in 達到項數)."""
    return asked == unit or (len(unit) > _COMPOUND and asked in unit)


def covers(entry: Entry, years: Sequence[int]) -> bool:
    """Tell whether the plan of an entry covers these ROC years."""
    first, last = entry.release.first_year, entry.release.last_year
    return not years or first is None or last is None or all(first <= y <= last for y in years)


def _is_number(fact: object, number: int) -> bool:
    return isinstance(fact, Goal) and fact.number is not None and _numeral(fact.number) == number


def _numeral(text: str) -> int | None:
    return int(text) if text.isdigit() else parse_chinese(key(text))


def _parts(c: Candidate) -> str:
    return f"explained={c.explained:.2f} named={c.named:.2f} against={'、'.join(c.against)} left={'、'.join(c.left)}"
