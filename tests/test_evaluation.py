"""The question set stays above the bar, and its judge can fail."""

from __future__ import annotations

from dataclasses import replace

from knowledge.models import Answered
from tests.evaluation import CORPUS, ask_all, judge, load, report
from tests.plans_at_hand import bundled_assistant

TARGET = "駐外館宿舍自有目標為何"


def test_the_question_set_is_answered_above_the_bar() -> None:
    assert report(ask_all(load(CORPUS), bundled_assistant()))


def test_another_indicators_figure_in_an_answer_is_a_figure_error() -> None:
    case = next(c for c in load(CORPUS) if c.expect.figures == ["18件"] and c.kind == "kpi_target")
    right = bundled_assistant().ask(TARGET).answer
    wrong = bundled_assistant().ask("簽訂雙邊協議的目標值").answer
    assert isinstance(right, Answered)
    assert judge(case, right).is_strict
    assert judge(case, wrong).is_figure_error
    assert not judge(case, replace(right, citations=(), figures=())).is_strict
