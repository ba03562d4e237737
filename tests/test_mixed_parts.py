"""Topics that mix words of several things: a measure's parts, or a noun put into a name, make another thing."""

from __future__ import annotations

from functools import cache

import pytest

from knowledge.models import Answered, NotFound
from knowledge.service import Assistant
from tests.plans_at_hand import Row, assistant_for, plan_of_lines, write_plan


@cache
def asked() -> Assistant:
    """An assistant over indicators with measures of several parts, of one, and a rate."""
    return assistant_for(
        write_plan(
            [
                Row(
                    "守護海洋",
                    "強化漁會青年參與淨灘志工培訓",
                    "1.漁會青年報名淨灘志工培訓人次。2.北岸新增潛水社團合作案件數。每項績效均應較前一年度增加 6%。",
                    ("6%",),
                ),
                Row(
                    "守護海洋",
                    "加速推動漁具標示審查及相關合作",
                    "1.漁具標示審查件數。2.海洋條例草案宣導說明會場次。3.與漁會召開協調會議次數。以上各項合計為總次數。",
                    ("88 次",),
                ),
                Row("綠色港口", "辦理綠色採購", "綠色採購金額占採購總金額之比率", ("95%",)),
            ],
            years=(112,),
        )
    )


@pytest.mark.parametrize(
    "question", ["潛水社團志工培訓目標", "綠色能源採購的目標", "辦了幾件綠色採購", "一中綠色採購的目標"]
)
def test_what_no_part_and_no_name_says_gets_no_target(question: str) -> None:
    answer = asked().ask(question).answer
    assert isinstance(answer, NotFound), answer.text


def test_words_of_two_parts_get_the_measure_and_not_the_target_of_all() -> None:
    text = asked().ask("漁具標示宣導場次").answer.text
    assert "88" not in text
    assert "1.漁具標示審查件數。2.海洋條例草案宣導說明會場次。" in text


@pytest.mark.parametrize(
    ("question", "target"),
    [
        ("漁會青年淨灘志工培訓每年要成長幾趴", "6%"),
        ("漁具標示審查、說明會、協調會議合計要幾次", "88 次"),
        ("綠色採購的目標", "95%"),
        ("綠色採購占採購金額幾成", "95%"),
    ],
)
def test_what_one_of_them_says_keeps_its_target(question: str, target: str) -> None:
    answer = asked().ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert answer.text.splitlines()[0] == f"112 年度目標值：{target}"


@pytest.mark.parametrize(
    ("question", "period"),
    [("海綿城市中程個案計畫（續）的期程", "114-117"), ("海綿城市中程個案計畫的期程", "110-113")],
)
def test_the_longest_name_that_is_typed_in_full_is_meant(question: str, period: str) -> None:
    projects = [("海綿城市中程個案計畫", "110-113", ()), ("海綿城市中程個案計畫（續）", "114-117", ())]
    plan = write_plan([Row("調適", "滯洪量", "滯洪之量", ("9 萬噸",))], projects=projects)
    answer = assistant_for(plan).ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert answer.text.endswith(f"：{period}")


@pytest.mark.parametrize("question", ["觀測基金的捐助期間", "親海步道整建計畫是哪一年"])
def test_a_project_of_which_a_passage_would_say_the_name_alone_is_told_with_its_period(question: str) -> None:
    projects = [("捐助「沿海觀測技術合作基金」", "112-115", ()), ("親海步道整建（GIS）示範計畫", "112-115", ())]
    plan = write_plan([Row("守護海洋", "監測航次", "監測之航次", ("35 航次",))], projects=projects)
    answer = assistant_for(plan).ask(question).answer
    assert answer.text.endswith("」的計畫期程：112-115"), answer.text


@pytest.mark.parametrize("question", ["KPI 1-2 目標", "1-2的目標值", "指標1-2是什麼", "農業部KPI 1-2目標多少"])
def test_an_indicator_is_known_by_the_number_of_its_goal_and_its_own(question: str) -> None:
    plan = plan_of_lines("""
農業部112年度施政計畫
壹、關鍵績效指標
關鍵策略目標 | 關鍵績效指標 | 衡量標準 | 112年度目標值
1 守護海洋 | 1 監測航次 | 監測之航次 | 35 航次
^ | 2 淨灘次數 | 淨灘之次數 | 12 次
2 綠色港口 | 1 岸電座數 | 設置之座數 | 8 座
""")
    answer = assistant_for(plan).ask(question).answer
    assert answer.text.splitlines()[0] == "112 年度目標值：12 次", answer.text


@pytest.mark.parametrize("question", ["檢疫貓隊組數目標", "備援電井口數目標"])
def test_a_character_that_names_another_thing_is_no_error(question: str) -> None:
    rows = [Row("守護邊境", "檢疫犬隊組數", "組數", ("3 組",)), Row("調適", "備援水井口數", "口數", ("6 口",))]
    answer = assistant_for(write_plan(rows)).ask(question).answer
    assert isinstance(answer, NotFound), answer.text
