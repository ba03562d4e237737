"""What a list leaves out: it is never just that which is listed."""

from __future__ import annotations

import pytest

from knowledge.models import Answered, NotFound
from tests.plans_at_hand import Row, asked_of, assistant_for, write_plan
from tests.test_listing import names

PLAN = write_plan(
    [
        Row("改善水質", "河川水質採樣", "採樣件數", ["12 件"]),
        Row("改善水質", "下水道接管", "與地方政府合辦之接管戶數", ["900 戶"]),
        Row("守護森林", "林道巡護", "巡護公里數", ["35 公里"]),
        Row("守護森林", "苗木品質合格率", "合格苗木除以抽查苗木", ["95%"]),
        Row("守護森林", "林農滿意度", "問卷滿意人數除以填答人數", ["80%"]),
    ],
    projects=[
        ("河川整治計畫", "108-110", ()),
        ("林道養護計畫", "110-113", ()),
        ("苗圃更新計畫", "111-114", ()),
    ],
)
ALONE = assistant_for(PLAN)
ALL = (1, 2, 3, 5, 6, 9)


@pytest.mark.parametrize(
    ("question", "listed"),
    [
        ("哪些指標沒有提到苗木", {"河川水質採樣", "下水道接管", "林道巡護", "林農滿意度"}),
        ("未提及地方政府的KPI有哪些", {"河川水質採樣", "林道巡護", "苗木品質合格率", "林農滿意度"}),
        ("哪些指標跟水質無關", {"林道巡護", "苗木品質合格率", "林農滿意度"}),
        ("與森林沒有關係的指標", {"河川水質採樣", "下水道接管"}),
        ("除了林道巡護以外還有哪些指標", {"河川水質採樣", "下水道接管", "苗木品質合格率", "林農滿意度"}),
        ("除了林道跟河川，還有哪些計畫", {"苗圃更新計畫"}),
        ("林道以外的計畫有哪些", {"河川整治計畫", "苗圃更新計畫"}),
        ("不屬於目標2的指標有哪些", {"河川水質採樣", "下水道接管"}),
        ("除了守護森林以外的指標有哪些", {"河川水質採樣", "下水道接管"}),
        ("不含苗木的指標有哪些", {"河川水質採樣", "下水道接管", "林道巡護", "林農滿意度"}),
        ("除了第一個目標以外的指標有哪些", {"林道巡護", "苗木品質合格率", "林農滿意度"}),
        # What none mentions is mentioned by none of all.
        ("哪些計畫沒有提到漁港", {"河川整治計畫", "林道養護計畫", "苗圃更新計畫"}),
    ],
)
def test_all_but_what_is_left_out_is_listed(question: str, listed: set[str]) -> None:
    answer = ALONE.ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert names(answer.text) == listed


def test_of_a_unit_the_targets_of_all_others_are_told() -> None:
    answer = ALONE.ask("除了滿意度以外還有哪些百分比指標").answer
    assert [f.text for f in answer.figures] == ["95%"]


@pytest.mark.parametrize("question", ["沒有提到苗木的指標有幾個", "未提及苗木的KPI有幾項"])
def test_what_is_left_is_counted(question: str) -> None:
    """項 counts the indicators and is no unit of theirs."""
    answer = ALONE.ask(question).answer
    assert [f.text for f in answer.figures] == ["4 項"]


def test_the_title_says_what_the_names_do_not_hold() -> None:
    assert ALONE.ask("除了林道以外的計畫有哪些").answer.text.startswith("名稱沒有「林道」的重要計畫：")


@pytest.mark.parametrize(
    "question",
    [
        "除了火星以外的指標有哪些",
        "哪些指標跟核能無關",
        "不是百分比也不是件的指標有哪些",
        "除了林道養護計畫，還有什麼計畫是111-114",
    ],
)
def test_where_it_cannot_be_told_what_is_left_out_no_list_is_given(question: str) -> None:
    answer = ALONE.ask(question).answer
    assert isinstance(answer, NotFound)
    assert "無法判斷" in answer.text


@pytest.mark.parametrize(
    ("question", "listed"),
    [
        ("哪些計畫沒有做到113年", {"河川整治計畫（108-110）"}),
        ("不到113年就結束的計畫", {"河川整治計畫（108-110）"}),
        ("哪些計畫做到114年", {"苗圃更新計畫（111-114）"}),
        ("哪些計畫到114年", {"苗圃更新計畫（111-114）"}),
        ("哪些計畫跨到114年", {"苗圃更新計畫（111-114）"}),
        ("113年還沒結束的計畫", {"苗圃更新計畫（111-114）"}),
        ("110年還沒開始的計畫", {"苗圃更新計畫（111-114）"}),
    ],
)
def test_a_negated_year_is_that_which_a_project_does_not_reach(question: str, listed: set[str]) -> None:
    answer = ALONE.ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert names(answer.text) == listed


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("林道養護計畫109年有做嗎", "不是，"),
        ("林道養護計畫112年還在做嗎", "是的，"),
        ("苗圃更新計畫到114年嗎", "是的，"),
        ("林道養護計畫到115年嗎", "不是，"),
        ("河川整治計畫111年結束嗎", "不是，"),
    ],
)
def test_whether_a_project_goes_on_in_a_year_is_said_with_its_period(question: str, begins: str) -> None:
    answer = ALONE.ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert answer.text.startswith(begins)
    assert "計畫期程" in answer.text


def test_an_item_of_an_annual_plan_is_not_asked_of_another_year() -> None:
    """The item of plan 108 is named as well (購建駐外機構館官舍); the year is one of the mid-term plan alone."""
    answer = asked_of(0).ask("其他駐外館舍106年有做嗎").answer
    assert answer.text == "不是，「其他駐外館設購置計畫」的計畫期程：107-109"


@pytest.mark.parametrize(
    ("question", "agencies"),
    [
        ("除了循環署以外還有哪些機關的計畫", {"海岸", "離島", "食農", "文化", "山林"}),
        ("海岸永續部以外的機關有哪些", {"循環", "離島", "食農", "文化", "山林"}),
        ("沒有公共建設的機關有哪些", {"離島"}),
        ("哪些機關沒有滿意度指標", {"海岸", "食農", "循環"}),
    ],
)
def test_agencies_are_those_that_are_not_left_out(question: str, agencies: set[str]) -> None:
    answer = asked_of(*ALL).ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert {line[2:4] for line in answer.text.splitlines() if line.startswith("• ")} == agencies


def test_the_indicators_of_all_agencies_but_one_are_listed() -> None:
    answer = asked_of(2, 5, 6).ask("除了循環署以外的指標有哪些").answer
    assert len(names(answer.text)) == 13
    assert "文化資產再生局" in answer.text or "無形資產保存者授證人數" in answer.text
    assert "於港區落實產品碳標籤審查" not in answer.text


@pytest.mark.parametrize(
    ("question", "listed"),
    [
        ("除了文資局以外還有哪些滿意度指標", {"林農對獵人自主管理協議之滿意度"}),
        ("除了山林署，哪些機關有滿意度指標", {"視障觀眾對產業遺址再利用之滿意度"}),
    ],
)
def test_of_a_word_what_the_other_agencies_have_is_listed(question: str, listed: set[str]) -> None:
    assert names(asked_of(6, 9).ask(question).answer.text) == listed


def test_an_agency_without_others_leaves_none() -> None:
    assert isinstance(asked_of(0).ask("除了外交部以外還有哪些機關的計畫").answer, NotFound)


def test_an_agency_that_is_asked_is_not_the_one_that_is_left_out() -> None:
    answer = asked_of(6, 9).ask("山林署非公共建設的計畫").answer
    assert "計畫類別不是「公共建設」" in answer.text
    assert "文化資產" not in answer.text


@pytest.mark.parametrize("question", ["沒有跟KPI關聯的重要計畫", "沒有與指標關聯的計畫有哪些"])
def test_projects_without_an_indicator_are_listed_or_there_are_none(question: str) -> None:
    assert names(ALONE.ask(question).answer.text) == {"河川整治計畫", "林道養護計畫", "苗圃更新計畫"}
    assert isinstance(asked_of(0).ask(question).answer, NotFound)


def test_of_the_items_of_an_annual_plan_none_of_a_mid_term_plan_is_listed() -> None:
    answer = asked_of(*ALL).ask("公共建設的年度項目").answer
    assert names(answer.text) == {"食材登錄追溯平臺維運", "眷村園區文物數位典藏"}


def test_a_document_that_is_asked_is_no_kind_of_what_is_asked_for() -> None:
    """事項 are no 計畫, though the plan itself is one."""
    answer = asked_of(0).ask("108年度施政計畫之編定，除行政院施政方針外，另配合哪些事項？").answer
    assert isinstance(answer, Answered)
    assert "核定預算額度" in answer.citations[0].quote.text
