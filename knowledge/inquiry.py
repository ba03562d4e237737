"""One question being answered: what it asks, over which plans, and which entries its topic may mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from knowledge import phrases
from knowledge.catalogue import Catalogue, Entry, Field, Goal, Subject
from knowledge.conversation import Context, resolve
from knowledge.cues import SPEAKS_OF_TARGETS
from knowledge.linking import FLOOR, MARGIN, Candidate, Linker
from knowledge.matching import stands_affirmed
from knowledge.models import Kpi, Release, Target
from knowledge.numbers import numbers_in, parse_chinese
from knowledge.question import Question
from knowledge.search import Finder
from knowledge.words import DOING, key, long_words, places, says
from knowledge.years import COMMON_ERA

_ALONE = 0.3  # One entry that explains this much is meant where none other comes near and the unit agrees.

_ABOUT_UNIT = key("單位")
_HOME = frozenset(key(w) for w in ("臺灣", "中華民國", "我國", "國內"))
_MET = key("達到")
_RATE = re.compile(key("率(要|是|為|有)?(達|到|達到)?多少|[占佔]比"))
# 則數, 國家數: a counter that no other thing is counted with.
_COUNTED = re.compile(key("(則|篇|班|棟|座|國家|國|家|戶|隻|頭|株|艘|輛|架|枚|所|間)數"))
_OF_ITS_OWN = re.compile(key("(?:則|班|棟|座|國|戶|隻|頭|株|艘|輛|架|枚|[億萬千百]*元)$"))
_PART_OF_ALL = re.compile(key("[占佔]比"))
_WORD = 3  # So many characters make a word of their own: 巡護員.
_COMPOUND = 2
_QUOTED = 0.75
_HINTED = 0.3
_EXPLAINED = 0.85
_NAMED = 0.6  # unless the topic is most of that name.


@dataclass(slots=True)
class Inquiry:
    """A question with the means to answer it; what was looked at is noted for `--explain`."""

    catalogue: Catalogue
    linker: Linker
    finder: Finder
    question: Question
    context: Context
    notes: list[str] = field(default_factory=list)
    linked: dict[tuple[str, tuple[Subject, ...]], list[Candidate]] = field(default_factory=dict)

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
        asked = (topic, subjects)
        if asked not in self.linked:
            found = self.linker.link(topic, self.entries(*subjects), whole) if topic else []
            flat = self.question.flat
            limits = _LIMIT.findall(flat)
            self.linked[asked] = [
                c
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
        actor = _ACTOR.search(self.question.topic)
        others = [p for p in best.left if _is_noun(p) and not set(p) <= set(best.entry.name_key)]
        if actor and any(actor[1].endswith(piece) for piece in others):
            return []  # The same done by others (匠師報名 for 社區導覽員報名); 青農 is short for 青年農民.
        if best.named < _HINTED and best.explained < _QUOTED and any(_is_noun(piece) for piece in best.left):
            return []  # A hint at a name beside another thing's name (部落族人滿意度).
        if self.question.quotes and best.explained < _QUOTED and best.named < _QUOTED:
            return []  # A name in quotation marks is not answered from half of it.
        if best.score < FLOOR and not self._stands_alone(sound):
            return []
        near_by_measure = [c for c in sound if c.is_measured and same_unit(c.entry, best.entry)]
        exact = [c for c in sound if key(c.entry.name) in self.question.flat and c.score > best.score - MARGIN]
        near = exact or [
            c for c in sound if c.score > best.score - MARGIN or (c in near_by_measure and best.named < _NAMED)
        ]
        counted = [c for c in near if self.counts_in_unit(c.entry) or _is_unitless(c.entry)]
        return [c.entry for c in (counted or near)]

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
        """Say the years that were asked: as numbers only where they were typed so, not where 明年 was."""
        typed = numbers_in(self.question.said)
        years = self.question.years
        if all(str(y) in typed or str(y + COMMON_ERA) in typed for y in years):
            return phrases.YEAR.format(year="、".join(map(str, years)))
        return phrases.THAT_YEAR

    def counts_otherwise(self, entry: Entry) -> bool:
        """Tell whether a question counts something (幾則, 幾篇) that is not what the KPI's targets count.

        A question that gives most of the KPI's name means it all the same.
        """
        rate = "%" if _RATE.search(self.question.flat) else None
        named_so = _COUNTED.search(self.question.flat)
        if named_so and any(named_so.group() in f.text for f in entry.fields):
            named_so = None
        counted = self.question.how_many or self.question.unit or rate or (named_so[1] if named_so else None)
        fact = entry.fact
        if not counted or not isinstance(fact, Kpi) or self.counts_in_unit(entry):
            return False
        if _ABOUT_UNIT in self.question.flat:
            return False  # Who asks for the unit itself (單位是百分比吧) may suppose a wrong one.
        units = [unit for t in fact.targets for unit in units_of(t)]
        if len(counted) > 1 and any(stands_affirmed(f.text, counted) for f in entry.fields):
            return False  # What is counted stands in the measure itself: 每則點閱數.
        if any(u and (u.startswith(counted[:1]) or counted[:1] in u) for u in units):
            return False
        if named_so or _OF_ITS_OWN.match(counted) or _PART_OF_ALL.search(self.question.flat):
            return True
        named = self.linker.link(self.question.topic, [entry])
        if not named or named[0].named >= _NAMED:
            return not named
        return bool(self.question.unit or rate) or named[0].explained < _EXPLAINED

    @property
    def asks_amount(self) -> bool:
        """Tell whether a question asks for a number and nothing else: 幾艘, 名額, 移除面積."""
        flat = _DATED.sub("", self.question.flat)
        return bool(self.question.how_many) or (_AMOUNT.search(flat) is not None and not _ELSE.search(flat))

    def asks_for_each(self, entry: Entry) -> bool:
        """Tell whether a question asks what falls to one of what a KPI counts (一公頃補多少): its target says none."""
        units = {u for t in entry.fact.targets for u in units_of(t) if u} if isinstance(entry.fact, Kpi) else set()
        flat, name = self.question.flat, entry.name_key
        of_one = any(f"{one}{unit}" in flat and f"{one}{unit}" not in name for unit in units for one in ("一", "每"))
        each = EACH.search(flat) or _EACH_ONE.search(flat)
        return of_one or (each is not None and each[1] not in name)

    def asks_for_share(self, entries: Sequence[Entry]) -> bool:
        """Tell whether a target is asked for a part of the year, or of what is counted (每季, 上半年, 平均每國).

        An entry that speaks of it itself has such a target.
        """
        share = _SHARE.search(self.question.flat)
        return share is not None and not any(share.group() in f.text for e in entries for f in e.fields)

    def asks_for_part(self, entry: Entry) -> bool:
        """Tell whether a question names a part of what a KPI is made up of, whose target counts the parts that are met.

        瀏覽量要達到多少 is not answered by 「3 達到項數」; the measure says it.
        """
        if not isinstance(entry.fact, Kpi) or key("目標值") in self.question.flat:
            return False
        counts_parts = all(_MET in unit for t in entry.fact.targets for unit in units_of(t) or ("",))
        found = next((c for c in self.candidates("kpi") if c.entry == entry), None)
        return counts_parts and found is not None and found.named < _HINTED

    def asks_for_operand(self, entry: Entry) -> bool:
        """Tell whether a question names one of several things that a KPI's target is worked out from.

        擔任職務數 is the fourth of what 701 次 adds up, 資本門賸餘數 stands in the formula of a rate: no plan says how
        much is to be of it.
        """
        kpi = entry.fact
        if not isinstance(kpi, Kpi) or kpi.measure is None or _IN_ALL.search(self.question.flat):
            return False
        runs = self.question.topic.split()

        def explained(text: str) -> float:
            return self.linker.explain(runs, [Field(text, 1.0)], heeds_words=True).explained

        measure = key(kpi.measure.text)
        in_name = explained(entry.name_key)
        if "÷" in measure:
            parts = _SIGNS.split(measure)
            return in_name < _EXPLAINED and any(run in part for part in parts for run in runs)
        summands = [part for part in _NUMBERED.split(measure) if part] if _SUMMED.search(measure) else []
        in_parts = max(map(explained, summands), default=0.0)
        return len(summands) >= _SEVERAL and in_parts >= _EXPLAINED_BY_ONE and in_parts > in_name + _CLEARLY

    def means_its_project(self, entry: Entry) -> bool:
        """Tell whether a topic is the name of a project, which hints at the KPI that it serves by that alone."""
        own = next((c for c in self.candidates("kpi") if c.entry == entry), None)
        projects = [c for c in self.candidates("project") if not c.against]
        if own is None or not projects or own.named >= _HINTED:
            return False
        return projects[0].explained >= _EXPLAINED and projects[0].explained > own.explained + _CLEARLY

    def asks_something_else(self) -> bool:
        """Tell whether a question that speaks of no target asks for a thing that stands in no plan (權重多少)."""
        if SPEAKS_OF_TARGETS.search(self.question.flat):
            return False
        best = next((c for c in self.candidates("kpi") if not c.against), None)
        if best is None or self.counts_in_unit(best.entry):
            return False
        attested = self.catalogue.attested
        left = [p for p in best.left if len(p) > 1 and max(says(p)) > DOING]
        return any(not any(p[i : i + 2] in attested for i in range(len(p) - 1)) for p in left)

    def namesake(self, entry: Entry, subjects: Sequence[Subject]) -> Entry:
        """Give the entry of the same name that can have what is asked: a project's item of the annual plan."""
        if not subjects or entry.subject in subjects:
            return entry
        return next((e for e in self.catalogue.of(*subjects) if e.name_key == entry.name_key), entry)

    def counts_in_unit(self, entry: Entry) -> bool:
        """Tell whether a question counts in the unit of a KPI's targets."""
        unit = self.question.unit
        fact = entry.fact
        units = {u for t in fact.targets for u in units_of(t)} if isinstance(fact, Kpi) else set()
        return unit is not None and any(_is_unit(unit, u) for u in units)

    def _stands_alone(self, found: Sequence[Candidate]) -> bool:
        first, others = found[0], found[1:]
        clear = not others or others[0].score < first.score / 2
        return clear and first.explained >= _ALONE and self.counts_in_unit(first.entry)


def _is_noun(piece: str) -> bool:
    return len(piece) > 1 and not piece.isascii() and min(says(piece)) == 1


def _is_unitless(entry: Entry) -> bool:
    return isinstance(entry.fact, Kpi) and all(t.unit is None for t in entry.fact.targets)


# 每件多少錢, 每站多少小時: what falls to one of something.
EACH = re.compile(key("(每(?!年|月|週|季|項|個)[^\\d]{1,3}?)(要|有|做)?(多少|幾)"))


_NUMBERED = re.compile(r"(?:^|(?<=[。;]))\d[.、]")
_SUMMED = re.compile(key("(以上|各項|各款|上列).{0,16}(合計|加總|總和)"))
_SIGNS = re.compile(r"[÷×+＋()\[\]【】*=-]|[－−]")
_IN_ALL = re.compile(key("總|合計|加總|全部|一共|目標值|指標|kpi|百分|比[率例]|相比"))
_SEVERAL = 2
_EXPLAINED_BY_ONE, _CLEARLY = 0.7, 0.15
_ACTOR = re.compile(key("([\\u3400-\\u9fff]{2,6}?)(報名|參加|參與|出席)"))
_DATED = re.compile(key(r"\d{2,4}年(度)?"))
_ELSE = re.compile(key("哪|什麼|甚麼|誰|怎|如何|才"))  # 哪個層級才列入互訪人次 asks for no number.
_AMOUNT = re.compile(
    key(
        "(名額|金額|面積|長度|場次|人次|次數|張數|[處座棟艘輛件家所頃]數|國家數|團數|人數|則數|處理量|數量)"
        "(是|有|為)?(多少|幾.{0,2})?(目標|呢)?[?。]*$"
    )
)
_EACH_ONE = re.compile(
    key(
        "(每一?(?:個|位|名|家|所|間|次)(?!指標|kpi|項目|計畫|策略|目標|年|施政)[^\\d]{1,8}?)(要|有|做|執行)?[^\\d]{0,6}(多少|幾)"
    )
)
# A part of the year, or what falls to one of several: a plan that states a year's target does not divide it.
_SHARE = re.compile(key("每一?個?(?:季|月|週|周|日|天|星期)(?!均)|平均每|[上下]半年|第[一二三四1-4]季|前[一二三1-3]季"))


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
    """Give the units of a target as keys: its own, or of a range the one behind it (5～7 件)."""
    if target.unit is not None or target.value is not None:
        return (key(target.unit or ""),)
    found = _RANGE.fullmatch(key(target.with_unit))
    return (found["unit"],) if found else ()


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
