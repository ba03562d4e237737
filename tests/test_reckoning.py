"""What is worked out from one indicator's years: sums, growth, steps and trends, and what is not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

import pytest

from knowledge.models import Answered
from knowledge.numbers import in_full, in_myriads
from knowledge.service import Assistant
from tests.plans_at_hand import Row, assistant_for, plan_of_lines, write_plan

GOAL = "維護水域"


@cache
def asked() -> Assistant:
    """An assistant over a plan of three years, whose last is this one."""
    rows = [
        Row(GOAL, "水道更新長度", "完成更新之水道。", ("165 公里", "170 公里", "182.5 公里")),
        Row(GOAL, "水門監控座數", "裝設監控之水門。", ("累計 350 座", "累計 480 座", "累計 600 座")),
        Row(GOAL, "土地活化收益", "標租及標售之收入。", ("18 億 4,500 萬元", "19 億元", "20 億 1,659 萬元")),
        Row(GOAL, "水質合格率", "合格點÷檢測點。", ("92%", "92.5%", "94%")),
        Row(GOAL, "溺水死亡人數", "當年溺水死亡者。", ("70 人以下", "60 人以下", "50 人以下")),
        Row(GOAL, "巡查船艇汰換數", "當年汰換之汽艇及舢舨。", ("汽艇 10 艘；舢舨 150 艘", "汽艇 11 艘；舢舨 160 艘", "汽艇 12 艘；舢舨 170 艘")),
        Row(GOAL, "水樣分析件數", "分析之水樣。", ("－", "120 件", "300 件")),
        Row(GOAL, "閘門平均檢修日數", "檢修所需日數。", ("9 日", "8 日", "6 日")),
        Row(GOAL, "志工巡守場次", "巡守之場次。", ("10 場", "20 場", "30 場")),
        Row(GOAL, "遊客人次", "當年遊客。", ("3 萬人次", "3.5 萬人次", "3 萬人次")),
    ]  # fmt: skip
    return assistant_for(write_plan(rows, (111, 112, 113), first_year=111), today=date(2024, 5, 1))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("水道更新三年總共幾公里", "合計 517.5 公里："),
        ("111-113年水道更新總長度", "合計 517.5 公里："),
        ("111到113年巡查汽艇總共汰換幾艘", "合計 33 艘："),
        ("水樣分析兩年合計", "合計 420 件："),
        ("土地活化收益113年比111年多多少", "增加 1 億 7,159 萬元："),
        ("水質合格率111到113年提高幾個百分點", "增加 2 個百分點："),
        ("水質合格率三年要提升幾個百分點", "增加 2 個百分點："),
        ("溺水死亡人數三年減少幾人", "減少 20 人："),
        ("水道更新長度比去年多幾公里", "增加 12.5 公里："),
        ("水道更新長度112年比113年多幾公里", "相差 12.5 公里："),
        ("水門監控112年比111年新增幾座", "增加 130 座："),
        ("113年新增幾座監控水門", "增加 120 座："),
        ("志工巡守場次三年成長幾%", "增加 20 場："),
        ("水道更新長度三年成長幾%", "增加 17.5 公里："),
        ("志工巡守場次每年增加幾場", "每年增加 10 場："),
        ("水道更新長度每年增加幾公里", "各年的增減：112 年度增加 5 公里、113 年度增加 12.5 公里。各年目標值："),
        ("溺水死亡人數是逐年增加還是減少", "逐年減少："),
        ("遊客人次是逐年增加還是減少", "有增有減："),
    ],
)
def test_what_is_asked_of_the_years_is_worked_out_and_every_operand_is_cited(question: str, said: str) -> None:
    answer = asked().ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert answer.text.splitlines()[0] == said
    operands = [f for f in answer.figures if not f.computed_from]
    assert len(operands) == len(answer.citations) >= 2
    for figure in answer.figures:
        assert (
            all(figure.computed_from) and all(answer.figures[int(n)] in operands for n in figure.computed_from)
            if (figure.computed_from)
            else figure.citation is not None
        )


@pytest.mark.parametrize(
    ("question", "said"),
    [
        # A running total holds the years before; averages and ratios are for who reads the figures.
        ("水門監控座數三年總共幾座", "累計目標已包含先前各年，不能再相加，分別是："),
        ("水質合格率三年平均", "這裡只計算合計與差額，不計算平均、倍數或百分比，各年目標分別是："),
        ("水道更新長度三年平均", "這裡只計算合計與差額，不計算平均、倍數或百分比，各年目標分別是："),
        # 億元 and 元 are not added up: no reader does that at a glance.
        ("土地活化收益三年合計", "單位寫法不同，不換算，分別是："),
        # Which four of three years are meant is not said, nor which of two things is added up.
        ("水道更新長度四年總共幾公里", "分別是："),
        ("巡查船艇三年總共汰換幾艘", "111 年度目標值：汽艇 10 艘；舢舨 150 艘"),
    ],
)
def test_what_has_no_sum_or_average_is_listed_with_no_result(question: str, said: str) -> None:
    answer = asked().ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert answer.text.splitlines()[0] == said
    assert len(answer.figures) == 3 and not any(f.computed_from for f in answer.figures)


def test_a_word_of_the_name_asks_for_nothing_to_be_worked_out() -> None:
    answer = asked().ask("閘門平均檢修日數113年").answer
    assert [f.text for f in answer.figures] == ["6 日"]


def test_years_without_a_target_are_left_out_of_a_sum_and_that_is_said() -> None:
    text = asked().ask("水樣分析件數歷年總共幾件").answer.text
    assert text.splitlines()[0] == "合計 420 件：" and text.splitlines()[-1] == "（其他年度未列目標，未計入。）"


def test_an_average_of_years_of_which_some_have_no_target_is_left_open() -> None:
    answer = asked().ask("水樣分析件數三年平均").answer
    assert [f.text for f in answer.figures] == ["120 件", "300 件"] and not any(f.computed_from for f in answer.figures)


def test_what_is_new_in_all_is_not_told_of_running_totals_whose_first_holds_the_years_before() -> None:
    assert not any(f.computed_from for f in asked().ask("水門監控三年總共新增幾座").answer.figures)


def test_the_indicators_that_fall_each_year_are_listed_without_being_asked_which() -> None:
    text = asked().ask("目標逐年下降的指標").answer.text
    assert {line.split("「")[1].split("」")[0] for line in text.splitlines()[1:]} == {
        "溺水死亡人數",
        "閘門平均檢修日數",
    }


def test_a_question_why_that_supposes_another_figure_is_put_right() -> None:
    assert asked().ask("土地活化收益113年為什麼降到18億").answer.figures[0].text == "20 億 1,659 萬元"


def test_two_indicators_are_not_taken_for_two_years() -> None:
    turn = asked().ask("志工巡守場次113年目標")
    assert "合計" not in asked().ask("兩個加起來", turn.context).answer.text


REACHED = """
水域管理處113年度施政計畫
壹、關鍵績效指標
關鍵策略目標 | 關鍵績效指標 | 112年度達成值 | 113年度目標值
維護水域 | 重劃辦竣面積 | 21.2 公頃 | 38.65 公頃
^ | 標售金額 | 9 億 8,300 萬元 | 12.5 億元
^ | 重測筆數 | 7,012 筆 | 6,850 筆
"""


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("重劃辦竣面積比去年多幾公頃", "增加 17.45 公頃："),
        ("113年度跟112年度達成值相比，重劃辦竣面積要增加幾公頃", "目標值比達成值多 17.45 公頃："),
        ("重測筆數113年目標比112年達成值多還是少", "目標值比達成值少 162 筆："),
        ("標售金額113年目標比112年達成值多多少", "單位寫法不同，不換算，分別是："),
    ],
)
def test_where_the_year_before_has_no_target_what_was_reached_is_compared_with(question: str, said: str) -> None:
    answer = assistant_for(plan_of_lines(REACHED), today=date(2024, 5, 1)).ask(question).answer
    assert answer.text.splitlines()[0] == said
    assert "112年度達成值：" in answer.text.splitlines()[1] and "113 年度目標值：" in answer.text.splitlines()[2]


@pytest.mark.parametrize(
    ("value", "unit", "size"),
    [("19", "億元", "1900000000"), ("5", "元", "5"), ("2", "百萬元", "2000000"), ("3", "百分點", "3"), ("12", "萬 張", "120000")],
)  # fmt: skip
def test_a_magnitude_is_no_unit_of_its_own(value: str, unit: str, size: str) -> None:
    assert in_full(value, unit)[0] == Decimal(size)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("9999", "9,999"),
        ("116590000", "1 億 1,659 萬"),
        ("93500", "9 萬 3,500"),
        ("100000001", "1 億 1"),
        ("1.5", "1.5"),
    ],
)
def test_large_numbers_are_written_in_myriads(value: str, said: str) -> None:
    assert in_myriads(Decimal(value)) == said


def test_how_many_times_as_much_is_left_to_who_reads_the_figures() -> None:
    answer = asked().ask("志工巡守場次113年是111年的幾倍").answer
    assert [f.text for f in answer.figures] == ["10 場", "30 場"]
    assert "倍數" in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("志工巡守場次三年成長幾%", "增加 20 場："),
        ("志工巡守場次113年比111年多百分之幾", "增加 20 場："),
        ("志工巡守場次三年增加幾成", "增加 20 場："),
        ("志工巡守場次111到113年成長幅度多少", "增加 20 場："),
        ("水道更新長度三年的成長比例", "增加 17.5 公里："),
    ],
)
def test_a_growth_in_per_cent_is_told_as_a_difference_and_that_is_said(question: str, said: str) -> None:
    lines = asked().ask(question).answer.text.splitlines()
    assert lines[0] == said and "不換算成百分比" in lines[-1]


@pytest.mark.parametrize("question", ["比111年多幾%", "增加幾成", "三年成長幾成", "比111年多了多少百分比"])
def test_a_growth_in_per_cent_of_what_was_spoken_of_is_told_as_a_difference_and_that_is_said(question: str) -> None:
    told = asked().ask("志工巡守場次113年")
    text = asked().ask(question, told.context).answer.text
    assert text.startswith("增加 ") and "不換算成百分比" in text


def test_what_share_one_year_is_of_another_is_left_to_who_reads_the_figures() -> None:
    answer = asked().ask("志工巡守場次113年是111年的幾成").answer
    assert [f.text for f in answer.figures] == ["10 場", "30 場"]


def test_targets_of_two_magnitudes_are_not_the_same_because_their_numbers_are() -> None:
    plan = write_plan([Row(GOAL, "疏濬經費", "當年經費。", ("48 萬元", "48 億元"))], (112, 113), first_year=112)
    assistant = assistant_for(plan, today=date(2024, 5, 1))
    told = assistant.ask("疏濬經費113年")
    assert "相同" not in assistant.ask("比112年多多少", told.context).answer.text
