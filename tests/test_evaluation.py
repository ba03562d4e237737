"""The question set stays above the bar, and its judge can fail."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from knowledge.models import Answered
from tests.evaluation import CORPUS, ask_all, judge, load, report
from tests.plans_at_hand import asked_of, bundled_assistant

PLANS = Path(__file__).parent / "plans"
MADE_UP = sorted(CORPUS.parent.glob("made-up-*.jsonl"))

TARGET = "駐外館宿舍自有目標為何"


def test_the_question_set_is_answered_above_the_bar() -> None:
    assert report(ask_all(load(CORPUS), bundled_assistant()))


def test_the_questions_on_plans_of_other_agencies_are_answered_above_the_bar() -> None:
    verdicts = [v for path in MADE_UP for v in ask_all(load(path), asked_of(int(path.stem.rpartition("-")[2])))]
    assert len(verdicts) > 300
    assert report(verdicts)


def test_another_indicators_figure_in_an_answer_is_a_figure_error() -> None:
    case = next(c for c in load(CORPUS) if c.expect.figures == ["18件"] and c.kind == "kpi_target")
    right = bundled_assistant().ask(TARGET).answer
    wrong = bundled_assistant().ask("簽訂雙邊協議的目標值").answer
    assert isinstance(right, Answered)
    assert judge(case, right).is_strict
    assert judge(case, wrong).is_figure_error
    assert not judge(case, replace(right, citations=(), figures=())).is_strict
