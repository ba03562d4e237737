"""The values that a column has, and whether all rows say the same in it."""

from __future__ import annotations

import pytest

from knowledge.models import Answered
from tests.plans_at_hand import asked_of
from tests.test_listing import names


@pytest.mark.parametrize(
    ("plan", "question", "values"),
    [
        (0, "計畫類別有哪幾種", {"其它", "社會發展"}),
        (0, "年度計畫的計畫類別都是什麼", {"其它"}),
        (0, "除了社會發展以外的計畫類別有哪些", {"其它"}),
        (0, "有哪些評估方式", {"統計數據"}),
        (1, "計畫類別有幾種", {"公共建設", "其它", "社會發展", "科技發展"}),
    ],
)
def test_the_values_of_a_column_are_listed_and_no_facts(plan: int, question: str, values: set[str]) -> None:
    answer = asked_of(plan).ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert names(answer.text) == values


@pytest.mark.parametrize(
    ("plan", "question", "begins"),
    [
        (0, "所有指標的評估方式都一樣嗎", "是的，評估方式都是「統計數據」"),
        (0, "計畫類別都相同嗎", "不是，計畫類別有下列幾種"),
        (1, "評估體制是不是都一樣", "不是，評估體制有下列幾種"),
    ],
)
def test_whether_all_rows_are_alike_is_said_with_what_they_say(plan: int, question: str, begins: str) -> None:
    assert asked_of(plan).ask(question).answer.text.startswith(begins)


@pytest.mark.parametrize(
    ("plan", "question", "listed"),
    [
        (3, "評估體制是2的", {"精進青年農民參與田間氣象站設置"}),
        (1, "海岸永續部評估方式是問卷調查的", {"於西南沙岸推動潮間帶生物普查"}),
    ],
)
def test_those_whose_row_says_so_are_listed_though_no_kind_is_named(plan: int, question: str, listed: set[str]) -> None:
    answer = asked_of(plan).ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert names(answer.text) == listed


def test_after_an_indicator_the_bare_column_is_asked_of_it() -> None:
    before = asked_of(0).ask("提升文件證明服務品質的109年度目標值")
    assert (
        asked_of(0).ask("評估方式是什麼", before.context).answer.text == "「提升文件證明服務品質」的評估方式：統計數據"
    )
