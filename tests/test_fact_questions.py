"""Understanding carries over: questions made from the facts of plans that nobody wrote a rule for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from knowledge.models import Plan
from knowledge.service import Assistant
from knowledge.text import fold_home
from tests.fact_questions import (
    FactQuestion,
    ask_absent,
    ask_facts,
    ask_misspelt,
    ask_shortened,
    content_words,
    has_wrong_figure,
    is_right,
)
from tests.plans_at_hand import ANNUAL, MIDTERM, assistant_for, bundled_assistant, bundled_plan, index_text
from tests.reading_once import plan_in

LEAST_RIGHT = 0.97
MADE_UP = sorted((Path(__file__).parent / "plans").glob("made-up-*.txt"))
BUNDLED = (MIDTERM, ANNUAL)


@cache
def every_plan() -> tuple[Plan, ...]:
    return (*(plan_in(p) for p in MADE_UP), *(bundled_plan(r) for r in BUNDLED))


def questions(plan: Plan, others: Sequence[Plan]) -> list[FactQuestion]:
    """Give every other question by a fact's own name (each field in one or two of three ways), and all that are harder."""
    characters = "".join(p.text for p in every_plan())
    harder = ask_misspelt(plan, characters), ask_shortened(plan), ask_absent(plan, others)
    return [*list(ask_facts(plan))[::2], *chain(*harder)]


def check(asked: list[FactQuestion], assistant: Assistant) -> None:
    answers = [(q, assistant.ask(q.text).answer) for q in asked]
    assert [f"{q.text} -> {a.text}" for q, a in answers if has_wrong_figure(q, a)] == []
    failed = [f"{q.kind}: {q.text} -> {a.text}" for q, a in answers if not is_right(q, a)]
    assert len(failed) <= (1 - LEAST_RIGHT) * len(asked), failed


@pytest.mark.parametrize("path", MADE_UP, ids=lambda path: path.stem)
def test_a_plan_of_another_agency_is_understood(path: Path) -> None:
    plan = plan_in(path)
    check(questions(plan, [p for p in every_plan() if p is not plan]), assistant_for(plan))


@pytest.mark.parametrize("release", BUNDLED)
def test_a_bundled_plan_is_understood(release: str) -> None:
    check(questions(bundled_plan(release), [plan_in(p) for p in MADE_UP]), bundled_assistant())


def test_nothing_hangs_on_what_the_bundled_plans_are_about() -> None:
    plan, original = renamed(bundled_plan(MIDTERM), [plan_in(p) for p in MADE_UP]), bundled_plan(MIDTERM)
    assert len(plan.kpis) == len(original.kpis)
    assert len(plan.projects) == len(original.projects)
    assert len({k.name.text for k in plan.kpis} & {k.name.text for k in original.kpis}) <= 2
    check(questions(plan, [original]), assistant_for(plan))


def renamed(plan: Plan, others: Sequence[Plan]) -> Plan:
    """Index a plan's text anew, each word that its names are about replaced by one of others, of as many characters."""
    fresh, new = content_words(others, [plan]), {}
    for word in content_words([plan], others):
        alike = [f for f in fresh if len(f) == len(word)]
        if alike:
            new[word] = alike[0]
            fresh.remove(alike[0])
    folded, text = fold_home(plan.text), list(plan.text)
    for found in re.finditer("|".join(sorted(new, key=len, reverse=True)), folded.text):
        for at, char in zip(range(*found.span()), new[found.group()], strict=True):
            text[folded.home[at]] = char
    return index_text("".join(text), "renamed.txt", "renamed")
