"""Whose plan is asked of: agencies by their names, shortened, beside others, and the county that they are of."""

from __future__ import annotations

from functools import cache

import pytest

from knowledge.models import Ambiguous, Answered, NotFound
from knowledge.service import Assistant
from tests.plans_at_hand import Row, assistant_for, plan_of_lines, write_plan


@cache
def asked() -> Assistant:
    """An assistant over the plans of two agencies."""
    police = [
        Row("強化治安", "竊盜案件破獲率", "破獲件數", ["92%"]),
        Row("強化治安", "民眾滿意度", "調查", ["81%"]),
        Row("維護交通", "民眾滿意度", "電話訪問", ["75%"]),
    ]
    fund = [Row("穩定供水", "渠道輸水損失率", "損失水量", ["27%"])]
    return assistant_for(write_plan(police, agency="內政部警政署"), write_plan(fund, agency="農田水利事業作業基金"))


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("警政署112年竊盜案件破獲率目標", "92%"),  # Another agency's name, if no plan of 內政部警政署 were published.
        ("內政部警政署112年竊盜案件破獲率目標", "92%"),
        ("農水基金112年渠道輸水損失率", "27%"),
    ],
)
def test_an_agency_is_known_by_its_whole_name_and_by_a_short_one(question: str, figure: str) -> None:
    answer = asked().ask(question).answer
    assert [f.text for f in answer.figures] == [figure], answer.text


@pytest.mark.parametrize("question", ["消防署112年竊盜案件破獲率目標", "農水基金112年竊盜案件破獲率目標"])
def test_what_is_asked_of_another_agency_gets_no_figure(question: str) -> None:
    answer = asked().ask(question).answer
    assert isinstance(answer, NotFound), answer.text
    assert not answer.figures


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("警政署的KPI", ["竊盜案件破獲率", "民眾滿意度", "民眾滿意度"]),
        ("農水基金112年績效指標", ["渠道輸水損失率"]),
        ("警政署112年目標", ["強化治安", "維護交通"]),
    ],
)
def test_a_kind_that_is_named_beside_an_agency_alone_is_listed(question: str, names: list[str]) -> None:
    answer = asked().ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert [line.partition(" ")[2] for line in answer.text.splitlines()[1:]] == names


def test_two_indicators_of_one_name_count_as_two() -> None:
    answer = asked().ask("警政署有幾個KPI").answer
    assert isinstance(answer, Answered)
    assert [f.text for f in answer.figures] == ["3 項"]


def test_of_two_of_one_name_each_is_told_with_its_goal_and_picked_by_it() -> None:
    answer = asked().ask("民眾滿意度112年目標").answer
    assert isinstance(answer, Ambiguous), answer.text
    told = [line.partition("：")[0] for line in answer.text.splitlines()[1:]]
    assert told == ["1. 民眾滿意度（強化治安）", "2. 民眾滿意度（維護交通）"]
    picked = [asked().ask(suggestion).answer.figures[0].text for suggestion in answer.suggestions]
    assert picked == ["81%", "75%"]


@pytest.mark.parametrize(
    ("question", "said"), [("民眾滿意度權重", ["6%", "4%"]), ("民眾滿意度的衡量標準", ["訪問", "電訪"])]
)
def test_a_field_of_two_of_one_name_is_told_of_both_with_their_goals(question: str, said: list[str]) -> None:
    weighed = assistant_for(
        plan_of_lines("""
新北警察局112年度施政計畫
壹、關鍵績效指標
關鍵策略目標 | 關鍵績效指標 | 衡量標準 | 權重 | 112年度目標值
強化治安 | 民眾滿意度 | 訪問 | 6% | 81%
維護交通 | 民眾滿意度 | 電訪 | 4% | 75%
""")
    )
    text = weighed.ask(question).answer.text
    first, second = text.split("強化治安")
    assert said[0] in first
    assert said[1] in second
    assert second.endswith("維護交通")
