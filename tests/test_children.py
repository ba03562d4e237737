"""How many stand below a goal, a project or a work plan; and lists by their ends: first, last, longest."""

from __future__ import annotations

import pytest

from knowledge.conversation import Context
from knowledge.models import Answered, NotFound
from tests.plans_at_hand import asked_of, bundled_assistant
from tests.test_other_agencies import lines, plan


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("哪個策略目標的KPI最多", "最多的是：強化我與無邦交國家實質關係"),
        ("關聯指標數最多的重要計畫", "最多的是：加強雙邊及多邊合作"),
    ],
)
def test_the_one_with_the_most_below_it_is_named_and_its_own_are_counted(question: str, said: str) -> None:
    answer = bundled_assistant().ask(question).answer
    assert isinstance(answer, Answered)
    assert answer.text.splitlines()[0] == said
    [count] = answer.figures
    assert (count.text, len(count.counted)) == ("5 項", 5)


def test_a_work_plan_is_counted_by_its_items() -> None:
    assert lines(2, "哪個工作計畫底下的重要計畫項目最多？")[0] == "最多的是：電動渡輪汰換業務"


def test_how_many_each_has_is_said_of_each() -> None:
    assert [line.rpartition("：")[2] for line in lines(6, "6個目標各有幾項指標？")] == [
        "4 項", "1 項", "4 項", "1 項", "1 項", "2 項"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("最晚開始的計畫是哪一個", ["1. 其他駐外館設購置計畫（107-109）"]),
        (
            "哪個計畫期程最長？",
            ["1. 捐助「中西太平洋漁業委員會」（WCPFC）「中華臺北信託基金」（105-109）", "2. 捐助「臺灣－歐銀技術合作基金」（105-109）"],
        ),
    ],
)  # fmt: skip
def test_projects_are_found_by_the_ends_and_the_length_of_their_periods(question: str, said: list[str]) -> None:
    assert bundled_assistant().ask(question).answer.text.splitlines()[1:] == said


def test_a_year_beyond_the_plan_in_which_projects_end_is_no_year_that_the_plans_do_not_cover() -> None:
    assert len(lines(1, "110年結束的計畫有哪些")) == 1 + 6
    assert len(lines(1, "哪些計畫106年開始110年結束")) == 1 + 2


def test_the_targets_of_a_goals_indicators_are_given_where_they_are_asked_for() -> None:
    answer = bundled_assistant().ask("鞏固邦交的目標底下兩個KPI各是多少？").answer
    assert [figure.text for figure in answer.figures] == ["105 人次", "613 項"]
    assert bundled_assistant().ask("第3個策略目標的KPI目標值加總").answer.text.startswith("合計 868 次：")


@pytest.mark.parametrize(
    ("question", "year"), [("函送行政院審查是哪一年的目標", 108), ("循環經濟推動法草案哪一年完成立法", 109)]
)
def test_a_target_in_words_is_found_with_its_year(question: str, year: int) -> None:
    assert [figure.year for figure in plan(5).ask(question).answer.figures] == [year]


@pytest.mark.parametrize(
    ("number", "questions", "said"),
    [
        (5, ("修理咖啡館及相關合作107年幾次", "109年呢？", "比前一年多多少"), "增加 10 次："),
        (5, ("綠色採購金額109年", "比108年多多少"), "增加 1,990.8 億元："),
        (5, ("完成循環經濟推動法草案109年", "前一年呢"), "108 年度目標值：函送行政院審查"),
    ],
)
def test_a_year_is_counted_from_the_one_that_was_asked_for_last(
    number: int, questions: tuple[str, ...], said: str
) -> None:
    context = Context()
    for question in questions:
        turn = plan(number).ask(question, context)
        context = turn.context
    assert turn.answer.text.splitlines()[0] == said


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        (("訪賓接待的實施內容", "第三點"), "三、洽邀政黨、媒體"),
        (("雙邊協議的目標是多少？", "哪些計畫最晚開始"), "符合的重要計畫：\n1. 其他駐外館設購置計畫"),
        (("哪個策略目標的KPI最多", "第二個"), "109 年度目標值：594 人次"),
        (("雙邊協議的目標是多少？", "屬於哪個策略目標"), "「推動與他國簽訂雙邊協議（含經貿合作相關協議）」屬於關鍵策略目標："),
        (("雙邊協議的目標是多少？", "該目標還有其他哪些指標？"), "「強化我與無邦交國家實質關係」的關鍵績效指標："),
        (("雙邊協議的目標是多少？", "同一目標的其他指標呢"), "「強化我與無邦交國家實質關係」的關鍵績效指標："),
        (("新聞稿點閱數目標", "實際值多少？"), "查不到這項的實際達成值"),
    ],
)  # fmt: skip
def test_what_follows_on_an_answer_is_asked_of_it(questions: tuple[str, ...], said: str) -> None:
    context = Context()
    for question in questions:
        turn = bundled_assistant().ask(question, context)
        context = turn.context
    assert turn.answer.text.startswith(said)


def test_a_name_with_a_number_is_said_where_it_has_no_such_field() -> None:
    answer = bundled_assistant().ask("東協 10 國人民來臺有條件免簽－MRV三合一系統的實施內容").answer
    assert "未通過原文核對" not in answer.text


@pytest.mark.parametrize("question", ["海漂垃圾要清多少公噸", "海漂垃圾有哪些計畫"])
def test_a_thing_of_a_plan_is_no_abuse(question: str) -> None:
    assert "很抱歉沒有幫上忙" not in plan(1).ask(question).answer.text


def test_an_abbreviation_that_no_plan_explains_is_said_to_be_so() -> None:
    assert plan(1).ask("ICZM的中文是什麼").answer.text == "計畫提到「ICZM」，但沒有說明它的全名。"


def test_where_the_plan_speaks_of_a_thing_is_answered_with_the_passage() -> None:
    assert "棲地破碎" in plan(1).ask("棲地破碎在計畫哪裡提到").answer.text


def test_goals_are_found_by_how_many_indicators_they_have() -> None:
    answer = bundled_assistant().ask("策略目標只有一個KPI的有哪些").answer
    assert [line.rpartition("：")[2] for line in answer.text.splitlines()] == ["1 項", "1 項"]
    assert isinstance(bundled_assistant().ask("策略目標只有九個KPI的有哪些").answer, NotFound)


@pytest.mark.parametrize(
    ("number", "question", "names"),
    [
        (1, "只做一年的計畫是哪一個", ["親海步道整建（GIS）示範計畫（107-107）"]),
        (
            5,
            "期程跨到110年的計畫",
            [
                "工業區循環杯租借計畫（１０６-１１０）",
                "補助環保局辦理產品碳標籤審查（１０５-１１０）",
                "夜市商圈產品碳標籤審查計畫（１０７-１１０）",
            ],
        ),
        (1, "防風林補植有哪些計畫", ["防風林補植第二期計畫", "補助沿海縣市政府辦理防風林補植"]),
        (2, "候車設施改善業務 計畫項目", ["規劃機場跑道整修", "落實碼頭岸電設置"]),
    ],
)
def test_projects_are_listed_by_their_length_their_years_their_names_and_their_work_plan(
    number: int, question: str, names: list[str]
) -> None:
    assert [line.partition(". ")[2] for line in lines(number, question)[1:]] == names


@pytest.mark.parametrize(
    ("number", "question", "said"),
    [
        (1, "第一個KPI", "109 年度目標值：350 航次"),
        (6, "最後一個KPI是什麼", "109 年度目標值：75%"),
        (5, "第一個重要計畫", "「廚餘共消化處理（EPR）示範計畫」的計畫期程：１０７-１０７"),
    ],
)
def test_one_of_a_plans_list_is_answered_by_its_place_in_it(number: int, question: str, said: str) -> None:
    assert lines(number, question)[0] == said


def test_all_projects_of_a_numbered_outline_are_listed() -> None:
    answer = bundled_assistant().ask("施政綱要第四項的重要計畫為何？").answer
    assert answer.text.splitlines()[1:] == ["1. 駐洛杉磯辦事處館舍購置中程個案修正計畫", "2. 其他駐外館設購置計畫"]


@pytest.mark.parametrize("question", ["各機關有幾個指標", "每個部會的KPI各有多少", "各單位績效指標數量"])
def test_how_many_each_agency_has_is_said_of_each(question: str) -> None:
    assert asked_of(3, 6).ask(question).answer.text.splitlines() == [
        "1. 文化資產再生局109年度施政計畫：13 項",
        "2. 食農教育及糧食安全署 109 年度施政計畫：2 項",
    ]


@pytest.mark.parametrize(
    ("question", "head", "count"),
    [
        ("哪個機關的KPI最多", "最多的是：文化資產再生局109年度施政計畫", "13 項"),
        ("哪個部會的績效指標最少", "最少的是：食農教育及糧食安全署 109 年度施政計畫", "2 項"),
    ],
)
def test_the_agency_with_the_most_is_named_and_its_own_are_counted(question: str, head: str, count: str) -> None:
    answer = asked_of(3, 6).ask(question).answer
    assert isinstance(answer, Answered)
    assert answer.text.splitlines()[0] == head
    assert [figure.text for figure in answer.figures] == [count]


def test_what_each_agency_has_is_listed_plan_by_plan() -> None:
    listed = asked_of(3, 6).ask("各機關的策略目標").answer.text.splitlines()
    assert listed[:2] == ["各計畫的目標：", "文化資產再生局109年度施政計畫"]
    assert "食農教育及糧食安全署 109 年度施政計畫" in listed
