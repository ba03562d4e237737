"""Questions that state a target or an assessment, and sums over years: nothing that was stated is passed over."""

from __future__ import annotations

import pytest

from knowledge.conversation import Context
from knowledge.models import Ambiguous, Answered, NotFound
from tests.plans_at_hand import Row, asked_of, assistant_for, bundled_assistant, write_plan
from tests.test_other_agencies import plan

ASKED = bundled_assistant()


@pytest.mark.parametrize(
    ("question", "only"),
    [
        ("613項是哪個指標", "我與友邦合作計畫執行項數"),
        ("目標值為25%的是哪個指標", "提升文件證明服務品質"),
        ("哪一項的目標是18件", "提高駐外館宿舍自有率及節省鉅額租金支出"),
        ("目標值是613的指標有哪些", "我與友邦合作計畫執行項數"),
        ("60件的指標有幾個", "推動與他國簽訂雙邊協議（含經貿合作相關協議）"),
    ],
)
def test_a_stated_target_gives_the_indicators_that_have_it_and_no_other(question: str, only: str) -> None:
    said = ASKED.ask(question).answer
    assert isinstance(said, Answered)
    assert next(line for line in said.text.split("\n") if "「" in line).startswith(f"1. 「{only}」")
    assert "\n2. " not in said.text


@pytest.mark.parametrize(
    "question", ["17件是哪個指標", "評估方式為問卷調查的指標有哪些", "評估方式不是統計數據的指標有哪些"]
)
def test_a_condition_that_no_indicator_meets_is_said_and_no_list_is_given(question: str) -> None:
    assert isinstance(ASKED.ask(question).answer, NotFound)


@pytest.mark.parametrize(
    ("number", "question", "said"),
    [
        (0, "目標介於10到30%的有哪些", ["10%", "25%"]),
        (0, "目標超過八成的指標", ["90%"]),
        (0, "比率高於80%的指標有哪些", ["90%"]),
        (9, "山林總署目標1,250次的指標有哪兩個", ["1,250 次", "1,250 次"]),
        (6, "滿意度82%是哪個指標", ["≧82%"]),
        (6, "演練45場次是哪一個", ["45 場次"]),
        # A part of a target of several parts.
        (1, "92%是哪個指標", ["1. 27 公噸； 2. 92%"]),
        (1, "27公噸是哪個指標", ["1. 27 公噸； 2. 92%"]),
    ],
)
def test_a_bound_in_tenths_and_a_figure_right_behind_target_are_understood(
    number: int, question: str, said: list[str]
) -> None:
    answer = (plan(number) if number else ASKED).ask(question).answer
    assert [figure.text for figure in answer.figures][: len(said)] == said


def test_an_indicator_of_another_figure_is_none_that_has_it_though_it_is_named_so() -> None:
    assert isinstance(plan(6).ask("滿意度成長7%是哪個").answer, NotFound)


@pytest.mark.parametrize(
    ("question", "years", "figures"),
    [
        ("循環杯10萬次是哪一年", [108], ["１０萬次"]),
        ("循環杯什麼時候到11萬次", [109], ["１１萬次"]),
        ("社區住戶服務涵蓋率哪年達到99%", [108, 109], ["９９％", "９９％"]),
        # A part of a name is enough beside a figure that only one of that name has.
        ("非法棄置385處是哪年", [107], ["３８５ 處"]),
    ],
)
def test_the_year_of_a_figure_is_that_of_the_target_which_is_so_high(
    question: str, years: list[int], figures: list[str]
) -> None:
    said = plan(5).ask(question).answer
    assert [(f.year, f.text) for f in said.figures] == list(zip(years, figures, strict=True))


def test_a_figure_that_no_year_aims_at_has_no_year() -> None:
    assert isinstance(plan(5).ask("循環杯哪一年是12萬次").answer, NotFound)


def test_a_target_in_words_that_is_stated_gives_the_indicators_that_have_it() -> None:
    answer = plan(1).ask("目標值是完成立法的有哪些指標").answer
    assert answer.text.splitlines()[1:] == ["1. 「完成海岸復育條例草案法制作業」109 年度目標值：完成立法"]


def test_a_figure_that_is_taken_for_granted_and_is_another_is_put_right() -> None:
    said = ASKED.ask("為什麼駐外館宿舍自有目標是30件").answer
    assert said.text.startswith("不是，109 年度目標值是 18 件。")
    assert ASKED.ask("為什麼駐外館宿舍自有目標是18件").answer.text.startswith("109 年度目標值：18 件")


@pytest.mark.parametrize("question", ["109年跟108年的互訪人次差多少", "107年和109年的合作計畫項數合計"])
def test_two_indicators_of_one_year_never_stand_in_for_two_years_of_one(question: str) -> None:
    assert isinstance(ASKED.ask(question).answer, Ambiguous)


def test_years_of_what_was_spoken_of_are_compared_and_added_up() -> None:
    rows = [
        Row("糧食安全", "輔導農民", "人數", ["30 人", "45 人"]),
        Row("糧食安全", "興建糧倉", "座數", ["7 座", "8 座"]),
    ]
    assistant = assistant_for(write_plan(rows, years=(112, 113)))
    context = assistant.ask("輔導農民的目標", Context()).context
    assert assistant.ask("112跟113差多少", context).answer.text.startswith("增加 15 人：")
    assert assistant.ask("兩年加起來", context).answer.text.startswith("合計 75 人：")


def test_a_sum_names_what_it_leaves_out_for_its_unit() -> None:
    rows = [Row("投資", f"{name}帶動民間投資金額", "金額", [target])
            for name, target in (("觀光", "3 億元"), ("農業", "2 億元"), ("漁業", "900 萬美元"))]  # fmt: skip
    said = assistant_for(write_plan(rows)).ask("民間投資金額合計多少").answer
    assert said.text.startswith("合計 5 億元：")
    assert said.text.endswith("單位不同，未計入：「漁業帶動民間投資金額」")


def test_figures_in_several_magnitudes_are_listed_and_not_added_up() -> None:
    rows = [Row("投資", f"{name}帶動民間投資金額", "金額", [target])
            for name, target in (("觀光", "3 億元"), ("農業", "2 億元"), ("漁業", "900 萬元"))]  # fmt: skip
    said = assistant_for(write_plan(rows)).ask("民間投資金額合計多少").answer
    assert said.text.startswith("單位寫法不同，不換算，分別是：")
    assert [f.text for f in said.figures] == ["3 億元", "2 億元", "900 萬元"]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("107年結束的計畫有幾項", "符合的重要計畫共有 2 項："),
        ("107年以後開始的重要計畫有哪些", "1. 其他駐外館設購置計畫（107-109）"),
        ("108年以前結束的重要計畫", "2. 駐洛杉磯辦事處館舍購置中程個案修正計畫（105-107）"),
        ("109年後開始的重要計畫有哪些", ""),
    ],
)
def test_the_projects_of_a_year_or_since_or_until_it_are_listed_with_their_periods(question: str, said: str) -> None:
    answer = ASKED.ask(question).answer
    assert said in answer.text.split("\n") if said else isinstance(answer, NotFound)


def test_what_two_plans_have_in_common_is_counted_in_each() -> None:
    said = ASKED.ask("類別是其它的計畫有幾項").answer
    assert isinstance(said, Answered)
    total, *of_each = (int(figure.value or 0) for figure in said.figures)
    assert total == sum(of_each) == len([line for line in said.text.split("\n") if ". " in line])


@pytest.mark.parametrize("question", ["兩份計畫有什麼不同", "中程計畫跟年度計畫差在哪", "比較兩份計畫"])
def test_plans_that_are_to_be_compared_without_a_topic_get_the_question_for_one(question: str) -> None:
    said = ASKED.ask(question).answer
    assert isinstance(said, NotFound)
    assert said.text.startswith("請說明要比較計畫的哪個主題")


@pytest.mark.parametrize(
    "question", ["目標值單位為「公斤」的指標中，哪一項最高", "單位是公斤的指標有幾項", "單位為公頃的指標有哪些"]
)
def test_a_unit_that_no_indicator_counts_in_gets_none(question: str) -> None:
    assert isinstance(ASKED.ask(question).answer, NotFound)


def test_the_indicators_that_have_not_a_figure_are_the_others() -> None:
    said = {f.text for f in ASKED.ask("目標不等於25%的指標").answer.figures}
    assert "25%" not in said and "90%" in said
    assert {f.text for f in ASKED.ask("目標等於25%的指標").answer.figures} == {"25%"}


@pytest.mark.parametrize("question", ["電業法哪一年完成立法", "礦業法什麼時候完成立法"])
def test_another_law_comes_so_far_in_no_year_of_this_one(question: str) -> None:
    assert isinstance(plan(1).ask(question).answer, NotFound)
    assert [f.year for f in plan(1).ask("海岸復育條例哪一年完成立法").answer.figures] == [109]


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("成長6%的指標", "6%"),
        ("增加6%的是哪個指標", "6%"),
        ("每年成長9%的是哪項", "9%"),
    ],
)
def test_a_figure_beside_a_word_for_growth_is_the_target_and_no_trend(question: str, figure: str) -> None:
    answer = asked_of(1).ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert [f.text for f in answer.figures] == [figure]


@pytest.mark.parametrize("question", ["成長7%的指標", "目標成長90%的指標", "減少6%的是哪個指標"])
def test_a_growth_that_no_target_has_is_that_of_none(question: str) -> None:
    """7 % stands in a measure of several parts, and 90 % is no growth."""
    assert isinstance(asked_of(1).ask(question).answer, NotFound)


@pytest.mark.parametrize("question", ["105人次是指什麼", "105人次是哪個", "105人次是哪個指標的目標"])
def test_whose_target_a_figure_is_is_told_however_it_is_asked(question: str) -> None:
    answer = ASKED.ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert [f.text for f in answer.figures] == ["105 人次"]
    assert "深化與友邦高層政要之情誼" in answer.text


@pytest.mark.parametrize(
    ("question", "figure"),
    [("最少的人次目標", "105 人次"), ("哪個指標目標最低(項)", "20 項"), ("最多的次", "1,090 次")],
)
def test_the_unit_that_a_question_names_is_not_asked_for(question: str, figure: str) -> None:
    answer = ASKED.ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert figure in answer.text.splitlines()[0]


def test_a_unit_that_stands_in_a_name_as_well_is_the_unit() -> None:
    plan = write_plan(
        [
            Row("活化", "公有市場的經營競爭", "場次", ["6 場"]),
            Row("活化", "夜市整潔", "場次", ["2 場"]),
            Row("活化", "商圈行銷", "家數", ["9 家"]),
        ]
    )
    answer = assistant_for(plan).ask("單位是場的指標").answer
    assert {f.text for f in answer.figures} == {"6 場", "2 場"}


@pytest.mark.parametrize(
    ("question", "year", "words"),
    [
        ("循環經濟法什麼時候預告", 107, "完成草案預告"),
        ("循環經濟推動法何時立法", 109, "完成立法"),
        ("循環經濟推動法立法是哪一年", 109, "完成立法"),
        ("循環經濟推動法草案哪一年函送行政院審查", 108, "函送行政院審查"),
    ],
)
def test_the_year_in_which_a_law_comes_so_far_is_that_of_the_target_in_words(
    question: str, year: int, words: str
) -> None:
    answer = asked_of(1, 5).ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert f"{year} 年度目標值：{words}" in answer.text


def test_a_step_that_no_target_is_about_gets_no_year() -> None:
    assert "年度目標值" not in asked_of(1).ask("海岸復育條例什麼時候預告").answer.text


def test_a_bare_figure_is_that_of_an_indicator_and_counts_none() -> None:
    answer = ASKED.ask("613是哪個指標的目標").answer
    assert [f.text for f in answer.figures] == ["613 項"]
