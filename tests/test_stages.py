"""The stages to which a measure gives shares: what a stage comes to is no target of the whole."""

from __future__ import annotations

from functools import cache

import pytest

from knowledge.models import Answered
from knowledge.service import Assistant
from tests.plans_at_hand import Row, assistant_for, write_plan


@cache
def asked() -> Assistant:
    """An assistant over a plan whose measures give shares to stages, with and without brackets, and one that does not."""
    rows = [
        Row(
            "興建設施", "興建魚市場冷藏庫", "1.完成委託設計25%2.完成工程發包50%3.主體結構驗收75%4.完成啟用100%", ["75%"]
        ),
        Row("興建設施", "開闢濱海自行車道", "用地取得(30%)；路基鋪設(60%)；全線進度達50%(80%)；通車(100%)", ["100%"]),
        Row("興建設施", "閱覽室使用率", "使用人次÷座位數×100%，發包文件另計", ["80%"]),
    ]
    return assistant_for(write_plan(rows))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("魚市場冷藏庫發包是百分之幾", "完成工程發包50%"),
        ("魚市場冷藏庫完成委託設計代表多少", "完成委託設計25%"),
        ("濱海自行車道用地取得占百分之幾", "用地取得(30%)"),
        ("濱海自行車道路基鋪設百分比", "路基鋪設(60%)"),
        ("魚市場冷藏庫目標75%代表做到哪裡", "主體結構驗收75%"),
        ("濱海自行車道60%是哪個階段", "路基鋪設(60%)"),
    ],
)
def test_what_a_named_stage_comes_to_is_quoted_from_the_measure_and_no_target_told(question: str, said: str) -> None:
    answer = asked().ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert said in answer.text and "年度目標值" not in answer.text


@pytest.mark.parametrize(
    ("question", "target"),
    [
        ("魚市場冷藏庫目標百分之幾", "75%"),
        # 完成 stands in every stage.
        ("魚市場冷藏庫要完成百分之幾", "75%"),
        ("濱海自行車道的目標是多少", "100%"),
        ("閱覽室使用率目標百分之幾", "80%"),
    ],
)
def test_where_no_stage_is_named_the_target_is_told(question: str, target: str) -> None:
    assert [figure.text for figure in asked().ask(question).answer.figures] == [target]


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("魚市場冷藏庫發包是50%嗎", "是的，「興建魚市場冷藏庫」的衡量標準："),
        ("魚市場冷藏庫發包是25%嗎", "不是，「興建魚市場冷藏庫」的衡量標準："),
        ("魚市場冷藏庫的目標是75%嗎", "是的，112 年度目標值是 75%。"),
    ],
)
def test_yes_or_no_is_said_of_the_stage_that_is_named(question: str, begins: str) -> None:
    assert asked().ask(question).answer.text.startswith(begins)
