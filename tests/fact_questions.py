"""Questions made from the facts of any plan, each with what a right answer holds: nothing here knows what a plan is about."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeVar

import jieba.posseg
from pypinyin import lazy_pinyin

from knowledge.export import answer_data
from knowledge.models import AnnualItem, Answer, Figure, Kpi, Plan, Project
from knowledge.numbers import stands_whole
from knowledge.text import fold, squeeze
from knowledge.words import key

Fact = TypeVar("Fact", Kpi, Project, AnnualItem)

# Plain, terse and polite.
TEMPLATES = {
    "target": ("{}的目標值是多少？", "{} 目標", "不好意思，想請問一下「{}」要達到多少，謝謝"),
    "measure": ("{}的衡量標準是什麼？", "{} 衡量標準", "請問{}是怎麼計算的，麻煩了"),
    "goal": ("{}屬於哪個關鍵策略目標？", "{} 哪個目標", "請教一下，{}是哪一個策略目標底下的"),
    "kpis of goal": ("「{}」有哪些關鍵績效指標？", "{} KPI", "麻煩告訴我{}底下有哪些指標，感謝"),
    "projects": ("有哪些重要計畫支援{}？", "{} 關聯計畫", "請問跟{}有關的重要計畫有哪些呢"),
    "kpis of project": ("{}與哪些KPI有關？", "{} KPI", "請問{}對應到哪些關鍵績效指標，謝謝"),
    "period": ("{}的計畫期程為何？", "{} 期程", "請問{}從哪一年做到哪一年呢"),
    "category": ("{}屬於哪個計畫類別？", "{} 類別", "想請問{}是哪一類的計畫"),
    "content": ("{}的實施內容是什麼？", "{} 實施內容", "請問{}要做些什麼呢，謝謝"),
}
_CONTENT = ("n", "j", "vn")  # What jieba calls nouns, abbreviations and verbal nouns.


@dataclass(frozen=True, slots=True)
class FactQuestion:
    """A question; a right answer has one of the statuses and holds all the texts, and no figure beside them."""

    kind: str
    text: str
    holds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ("answered",)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a folded name: where it begins, and whether it says what the name is about."""

    text: str
    start: int
    is_content: bool


def is_right(question: FactQuestion, answer: Answer) -> bool:
    """Tell whether an answer is what the plan says; a choice must offer it."""
    shown = [answer.text, *(f.text for f in answer.figures), *(c.quote.text for c in answer.citations)]
    hay = squeeze("\n".join([*shown, *answer.suggestions]))
    status = answer_data(answer, "")["status"]
    return (
        status in question.statuses
        and all(squeeze(text) in hay for text in question.holds)
        and not has_wrong_figure(question, answer)
    )


def has_wrong_figure(question: FactQuestion, answer: Answer) -> bool:
    """Tell whether an answer (not a choice) states a figure that is not the fact's, or one where there is none."""
    is_answered = answer_data(answer, "")["status"] == "answered"
    return is_answered and any(not _belongs(f, question) for f in answer.figures)


def _belongs(figure: Figure, question: FactQuestion) -> bool:
    if figure.computed_from == ("count",):
        return figure.value == str(len(question.holds))
    return any(stands_whole(figure.text, text) for text in question.holds)


def ask_facts(plan: Plan) -> Iterator[FactQuestion]:
    """Ask for every field of every fact by its own name, in three ways each; of names that stand once."""
    for kpi in once(plan.kpis):
        yield from ask("target", kpi.name.text, [t.text.text for t in kpi.targets])
        yield from ask("measure", kpi.name.text, [kpi.measure.text] if kpi.measure else [])
        yield from ask("goal", kpi.name.text, [kpi.goal.text] if kpi.goal else [])
        linked = [p.name.text for p in plan.projects if any(link.kpi == kpi.name.text for link in p.kpis)]
        yield from ask("projects", kpi.name.text, linked)
    goals: dict[str, list[str]] = defaultdict(list)
    for kpi in plan.kpis:
        if kpi.goal:
            goals[kpi.goal.text].append(kpi.name.text)
    for goal, names in goals.items():
        yield from ask("kpis of goal", goal, names)
    for project in once(plan.projects):
        name = project.name.text
        yield from ask("kpis of project", name, [link.printed.text for link in project.kpis])
        yield from ask("period", name, [project.period.text] if project.period else [])
        yield from ask("category", name, [project.category.text] if project.category else [])
    for item in once(plan.annual_items):
        yield from ask("content", item.name.text, [item.content[0].text] if item.content else [])


def ask(kind: str, name: str, holds: Sequence[str]) -> Iterator[FactQuestion]:
    """Ask for one field in three ways; not at all where the plan leaves it out."""
    if holds:
        yield from (FactQuestion(kind, template.format(name), tuple(holds)) for template in TEMPLATES[kind])


def ask_misspelt(plan: Plan, characters: str) -> Iterator[FactQuestion]:
    """Ask with one character of the name replaced by one of `characters` that sounds alike."""
    by_sound: dict[str, list[str]] = defaultdict(list)
    for char in sorted({c for c in characters if "\u4e00" <= c <= "\u9fff"}):
        by_sound[sound(char)].append(char)
    for plain in _plainly(plan):
        rng = random.Random(plain.text)
        places = [i for i, c in enumerate(plain.text[: plain.text.rfind("的")]) if by_sound[sound(c)] not in ([], [c])]
        if places:
            at = rng.choice(places)
            other = rng.choice([c for c in by_sound[sound(plain.text[at])] if c != plain.text[at]])
            yield replace(plain, kind="sound-alike", text=plain.text[:at] + other + plain.text[at + 1 :])


@cache
def sound(char: str) -> str:
    """Give the sound of a character, the tone left out: that is what is mistyped."""
    return str(lazy_pinyin(char)[0]) if "\u4e00" <= char <= "\u9fff" else ""


def _plainly(plan: Plan) -> Iterator[FactQuestion]:
    """Give the plain questions that ask for something of a name and leave the name as it is."""
    return (q for q in ask_facts(plan) if re.search("的(?:目標值|衡量標準|實施內容|計畫期程)(?:是|為)", q.text))


def ask_shortened(plan: Plan) -> Iterator[FactQuestion]:
    """Ask for the target with one word of a long name left out; where another fits as well, a choice is right too."""
    for kpi in once(plan.kpis):
        name, parts = fold(kpi.name.text), words(kpi.name.text)
        inner = [w for w in parts[1:] if len(w.text) > 1]
        if len(parts) > 3 and inner and kpi.targets:
            out = random.Random(name).choice(inner)
            text = f"{_without(name, out)}的目標值是多少？"
            yield FactQuestion(
                "word left out", text, tuple(t.text.text for t in kpi.targets), ("answered", "ambiguous")
            )


def _without(name: str, word: Word, instead: str = "") -> str:
    return name[: word.start] + instead + name[word.start + len(word.text) :]


def ask_absent(plan: Plan, others: Sequence[Plan]) -> Iterator[FactQuestion]:
    """Ask for what the plan does not hold: another year, another plan's KPI, a name with a word of another plan."""
    own, strange = content_words([plan], others), content_words(others, [plan])
    for kpi in once(plan.kpis):
        for year in _years_without_target(kpi):
            yield _absent("another year", f"{year}年度{kpi.name.text}的目標值是多少？")
        replaced = [w for w in words(kpi.name.text) if w.text in own]
        if replaced and strange:
            rng = random.Random(kpi.name.text)
            name = _without(fold(kpi.name.text), rng.choice(replaced), rng.choice(strange))
            yield _absent("another word", f"{name}的目標值是多少？")
    for name in sorted({k.name.text for p in others for k in p.kpis} - {k.name.text for k in plan.kpis})[::3]:
        yield _absent("another plan's", f"{name}的目標值是多少？")


def _absent(kind: str, text: str) -> FactQuestion:
    return FactQuestion(kind, text, (), ("not_found",))


def _years_without_target(kpi: Kpi) -> list[int]:
    with_target = [t.year for t in kpi.targets if t.year]
    return [max(with_target) + 4, min(with_target) - 1] if with_target else []


def content_words(of: Iterable[Plan], not_in: Iterable[Plan]) -> list[str]:
    """List the words that say what plans are about: those of their names that stand in no other plan (計畫 does)."""
    elsewhere = key("\n".join(p.text for p in not_in))
    found = {w.text for p in of for name in names(p) for w in words(name) if w.is_content}
    return [w for w in sorted(found) if key(w) not in elsewhere]


def names(plan: Plan) -> set[str]:
    """List the names of all facts and goals, as the plan spells them wherever it does."""
    facts = {k.name.text for k in plan.kpis} | {i.name.text for i in plan.annual_items}
    goals = {k.goal.text for k in plan.kpis if k.goal}
    linked = {text for p in plan.projects for text in (p.name.text, *(link.printed.text for link in p.kpis))}
    return facts | goals | linked


def once(facts: Iterable[Fact]) -> list[Fact]:
    """Leave out the facts that share a name: asked by it, they are a choice."""
    facts = list(facts)
    counted = Counter(key(f.name.text) for f in facts)
    return [f for f in facts if counted[key(f.name.text)] == 1]


@cache
def words(name: str) -> tuple[Word, ...]:
    """Cut a name into words, as they stand in its folded form."""
    folded, found, at = fold(name), [], 0
    for pair in jieba.posseg.cut(key(name), HMM=False):
        text = folded[at : at + len(pair.word)]
        found.append(Word(text, at, len(text) > 1 and pair.flag.startswith(_CONTENT)))
        at += len(pair.word)
    return tuple(found)
