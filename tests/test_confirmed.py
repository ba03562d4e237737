"""Yes or no to what a question supposes: 是 10 次嗎, 達到 300 航次嗎, 是 20% 嗎."""

from __future__ import annotations

from functools import cache

import pytest

from knowledge.models import Answered, NotFound
from knowledge.service import Assistant
from tests.plans_at_hand import Row, assistant_for, write_plan


@cache
def asked() -> Assistant:
    """An assistant over a plan whose targets are printed in 萬 and 億, in shares and in things counted one by one."""
    rows = [
        Row("推廣循環", "循環餐盒租借次數", "當年度租借次數", ["10 萬次"]),
        Row("推廣循環", "離島航線補助金額", "當年度補助金額", ["48.0 億元"]),
        Row("推廣循環", "民宿業者貸款金額", "當年度貸款金額", ["986 萬元"]),
        Row("便民服務", "申辦流程簡化", "簡化項數", ["20 項"]),
        Row("便民服務", "潮間帶巡查", "當年度巡查航次", ["350 航次"]),
        Row("便民服務", "閱覽環境滿意度", "問卷調查", ["≧82%"]),
        Row("便民服務", "戶外座椅汰換", "汰換座椅數", ["18 件"]),
        Row("便民服務", "魚貨檢驗重量", "檢驗重量", ["7,200 公斤"]),
        Row("便民服務", "降低道路積水處數", "積水處數", ["30 處"]),
    ]
    return assistant_for(write_plan(rows))


@pytest.mark.parametrize(
    ("question", "first"),
    [
        # A figure with its unit is in ones where it is typed so.
        ("循環餐盒租借次數是10次嗎", "不是，112 年度目標值是 10 萬次。"),
        ("循環餐盒租借次數是10萬次嗎", "是的，112 年度目標值是 10 萬次。"),
        ("循環餐盒租借次數是100000次嗎", "是的，112 年度目標值是 10 萬次。"),
        ("離島航線補助金額48元嗎", "不是，112 年度目標值是 48.0 億元。"),
        ("離島航線補助金額是48億嗎", "是的，112 年度目標值是 48.0 億元。"),
        ("民宿業者貸款金額是986億元嗎", "不是，112 年度目標值是 986 萬元。"),
        ("循環餐盒租借次數是十一萬次嗎", "不是，112 年度目標值是 10 萬次。"),
        ("離島航線補助金額是0.0048兆元嗎", "是的，112 年度目標值是 48.0 億元。"),
        # One without a unit names none that is wrong: what is printed says it.
        ("離島航線補助金額目標是48嗎", "是的，112 年度目標值是 48.0 億元。"),
        ("離島航線補助金額目標是49嗎", "不是，112 年度目標值是 48.0 億元。"),
        ("為什麼循環餐盒租借次數的目標是10次", "不是，112 年度目標值是 10 萬次。"),
        # A bound without a unit may be of 億元 or of 元.
        ("離島航線補助金額超過50嗎", "112 年度目標值：48.0 億元"),
        ("離島航線補助金額超過40嗎", "是的，112 年度目標值是 48.0 億元。"),
    ],
)
def test_a_figure_is_the_one_supposed_in_whatever_magnitude_it_is_printed(question: str, first: str) -> None:
    answer = asked().ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert answer.text.splitlines()[0] == first


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("潮間帶巡查達到300航次嗎", "是的，112 年度目標值是 350 航次。"),
        ("潮間帶巡查有到400航次嗎", "不是，112 年度目標值是 350 航次。"),
        ("潮間帶巡查滿300航次了嗎", "是的，112 年度目標值是 350 航次。"),
        ("循環餐盒租借次數達到五萬次了嗎", "是的，112 年度目標值是 10 萬次。"),
        ("離島航線補助金額達不達得到50億", "不是，112 年度目標值是 48.0 億元。"),
        ("閱覽環境滿意度有達到80%嗎", "是的，112 年度目標值是 ≧82%。"),
        # More than 82% it may be, or not.
        ("閱覽環境滿意度有達到90%嗎", "112 年度目標值：≧82%"),
        # Fewer are aimed at: neither more nor less than 25 is said to reach it.
        ("降低道路積水處數達到25處嗎", "112 年度目標值：30 處"),
        ("降低道路積水處數達到40處嗎", "112 年度目標值：30 處"),
        ("潮間帶巡查沒有超過300航次嗎", "112 年度目標值：350 航次"),
        ("潮間帶巡查沒有達到350航次嗎", "112 年度目標值：350 航次"),
        ("潮間帶巡查沒有達到300航次嗎", "112 年度目標值：350 航次"),
        # 是 asks for just that figure.
        ("潮間帶巡查是300航次嗎", "不是，112 年度目標值是 350 航次。"),
    ],
)
def test_what_is_reached_is_a_target_that_is_at_least_as_high(question: str, first: str) -> None:
    answer = asked().ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert answer.text.splitlines()[0] == first


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("申辦流程簡化是20%嗎", "不是，112 年度目標值是 20 項。"),
        ("申辦流程簡化是不是20%", "不是，112 年度目標值是 20 項。"),
        ("閱覽環境滿意度目標是90件嗎", "不是，112 年度目標值是 ≧82%。"),
        ("離島航線補助金額目標是48件嗎", "不是，112 年度目標值是 48.0 億元。"),
        ("戶外座椅汰換目標是18張嗎", "數字相同，但單位不同，112 年度目標值是 18 件。"),
        ("戶外座椅汰換目標是20張嗎", "不是，112 年度目標值是 18 件。"),
        ("戶外座椅汰換目標是18個嗎", "是的，112 年度目標值是 18 件。"),
        # What follows the figure may be another thing, and another measure the same amount.
        ("申辦流程簡化是20個國家嗎", "112 年度目標值：20 項"),
        ("魚貨檢驗重量目標是7.2公噸嗎", "112 年度目標值：7,200 公斤"),
    ],
)
def test_no_is_said_of_a_figure_that_counts_something_else(question: str, first: str) -> None:
    answer = asked().ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert answer.text.splitlines()[0] == first


@pytest.mark.parametrize(
    "question", ["閱覽環境滿意度82%算高嗎", "潮間帶巡查350航次會不會太少", "申辦流程簡化20項合理嗎"]
)
def test_whether_a_figure_is_high_or_enough_gets_no_yes(question: str) -> None:
    answer = asked().ask(question).answer
    assert not answer.text.startswith(("是", "不是")), answer.text


@pytest.mark.parametrize("question", ["目標是48元的指標", "10次是哪個指標", "循環餐盒租借次數哪一年是10次"])
def test_no_indicator_has_a_figure_that_is_printed_in_a_larger_magnitude(question: str) -> None:
    assert isinstance(asked().ask(question).answer, NotFound)


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("目標是48億元的指標", ["48.0 億元"]),
        ("目標是9860000元的指標", ["986 萬元"]),
        ("目標低於2億元的指標", ["986 萬元"]),
        ("目標超過900萬元的指標", ["48.0 億元", "986 萬元"]),
        ("目標超過1000萬元的指標", ["48.0 億元"]),
        ("目標超過1億2千萬元的指標", ["48.0 億元"]),
        ("目標低於1兆元的指標", ["48.0 億元", "986 萬元"]),
    ],
)
def test_indicators_are_listed_by_their_amount_in_whatever_magnitude(question: str, figures: list[str]) -> None:
    assert [figure.text for figure in asked().ask(question).answer.figures] == figures


def test_of_several_indicators_the_one_is_meant_that_is_counted_in_the_unit_supposed() -> None:
    rows = [
        Row("整建", "山徑整建及相關合作", "次數合計", ["420 次"]),
        Row("整建", "落實山徑整建", "整建座數", ["158 座"]),
    ]
    asked = assistant_for(write_plan(rows))
    assert asked.ask("山徑整建是158座嗎").answer.text == "是的，112 年度目標值是 158 座。\n「落實山徑整建」"
    assert asked.ask("山徑整建是158次嗎").answer.text == "不是，112 年度目標值是 420 次。\n「山徑整建及相關合作」"


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("18件嗎", "是的，112 年度目標值是 18 件。"),
        ("所以到112年要有18張?", "數字相同，但單位不同，112 年度目標值是 18 件。"),
    ],
)
def test_a_figure_alone_is_supposed_of_what_was_spoken_of(question: str, first: str) -> None:
    told = asked().ask("戶外座椅汰換的目標")
    assert asked().ask(question, told.context).answer.text.splitlines()[0] == first


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("專題報導目標是300篇嗎", "不是，「精進海洋推廣」的衡量標準："),
        ("專題報導目標是120篇嗎", "是的，「精進海洋推廣」的衡量標準："),
        ("影音頻道成長率5%對嗎", "是的，「精進海洋推廣」的衡量標準："),
        # Two figures of one unit: which of them is meant the question does not say.
        ("講座場次目標是40場嗎", "「精進海洋推廣」的衡量標準："),
    ],
)
def test_yes_or_no_is_said_of_a_figure_that_the_measure_states_of_the_thing_named(question: str, begins: str) -> None:
    measure = (
        "1.專題報導全年刊載120篇。2.影音頻道瀏覽量年成長率5%。3.講座場次春季40場、秋季50場。達成值：0代表均未達到。"
    )
    answer = assistant_for(write_plan([Row("推廣", "精進海洋推廣", measure, ["3 達到項數"])])).ask(question).answer
    assert answer.text.startswith(begins), answer.text


def test_a_bare_number_lists_what_is_so_many_in_full_before_what_is_printed_so() -> None:
    rows = [Row("推廣", "淨灘場次", "場次", ["8 場"]), Row("推廣", "租借次數", "次數", ["8 萬次"])]
    asked = assistant_for(write_plan(rows))
    assert [f.text for f in asked.ask("目標是8的指標").answer.figures] == ["8 場"]
    assert [f.text for f in asked.ask("目標是80000的指標").answer.figures] == ["8 萬次"]


@pytest.mark.parametrize("question", ["讀者滿意度目標剛好82%嗎", "讀者滿意度目標最高82%嗎", "服務站數是新增45站嗎"])
def test_what_a_bound_or_a_running_total_leaves_open_gets_no_yes(question: str) -> None:
    rows = [
        Row("擴大服務", "讀者滿意度", "回答滿意之比率", ("≧82%",)),
        Row("擴大服務", "服務站數", "設站之處數", ("累計 45 站",)),
    ]
    assert "是的" not in assistant_for(write_plan(rows)).ask(question).answer.text
