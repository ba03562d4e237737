"""What a question lists or counts: by words, by a unit, by a goal's number, by what stands in a column."""

from __future__ import annotations

import pytest

from knowledge.models import Ambiguous, Answered, NotFound
from tests.plans_at_hand import Row, asked_of, assistant_for, write_plan


def names(text: str) -> set[str]:
    """The names that an answer numbers."""
    return {line.split(". ", 1)[1] for line in text.splitlines() if line[:1].isdigit() and ". " in line}


@pytest.mark.parametrize(
    ("plan", "question", "listed"),
    [
        (1, "哪些KPI跟潮間帶有關", {"於西南沙岸推動潮間帶生物普查", "於離島潮間帶推動潮間帶生物普查"}),
        (1, "北海岸有哪些KPI", {"於北海岸精進海岸巡守志工培訓"}),
        (1, "蘭陽平原的指標有哪些", {"於蘭陽平原沿岸辦理漁港設施更新", "於蘭陽平原沿岸規劃廢棄漁網回收"}),
        (1, "跟珊瑚礁有關的KPI", {"辦理漁村婦女參與珊瑚礁體檢", "海漂廢棄物清除、珊瑚礁體檢整合推動"}),
        # The projects that are named so, and not those that some indicator of a like name is linked to.
        (1, "珊瑚礁計畫有哪些", {"珊瑚礁體檢第二期計畫", "珊瑚礁體檢第五期計畫"}),
        (1, "水質檢測計畫有哪些", {"近海水質檢測（ICZM）示範計畫"}),
        (1, "侵蝕海岸計畫有哪些", {"侵蝕海岸段養護第三期計畫", "補助潛水協會辦理侵蝕海岸段養護"}),
        (9, "巡山員計畫有哪些", {"補助登山團體辦理巡山員衛星定位回報", "巡山員衛星定位回報第三期計畫"}),
        # Of an indicator that is spoken of as one, those that are linked to it.
        (5, "循環杯租借KPI有哪些計畫", {"廚餘共消化處理（EPR）示範計畫", "工業區循環杯租借計畫", "補助環保局辦理產品碳標籤審查",
                                       "夜市商圈產品碳標籤審查計畫"}),
        (1, "評估體制是3的有哪些", {"於北海岸精進海岸巡守志工培訓", "海漂廢棄物清除量"}),
        # A bare number behind 目標 is that of a goal where there is such a goal.
        (0, "目標7有哪些KPI", {"機關年度資本門預算執行率", "機關於中程歲出概算額度內編報情形",
                             "提高駐外館宿舍自有率及節省鉅額租金支出"}),
        (6, "目標5有什麼指標", {"視障觀眾對產業遺址再利用之滿意度"}),
        (1, "哪些KPI衡量標準有提到12月底", {"離岸沙洲監測航次", "於離島潮間帶推動潮間帶生物普查", "海漂廢棄物清除量",
                                       "於蘭陽平原沿岸規劃廢棄漁網回收"}),
        (0, "強化我與各國關係底下有哪些計畫", {"外交使節會議", "出國訪問計畫", "外賓邀訪計畫", "駐外技術服務",
                                         "加強雙邊及多邊合作",
                                         "東協 10 國人民來臺有條件免簽－MRV三合一系統新增有條件免簽人士許可證功能"}),
        (2, "電動渡輪汰換管理有哪幾項", {"精進電動渡輪汰換", "落實幸福巴士路線開闢"}),
    ],
)  # fmt: skip
def test_what_is_named_by_the_words_of_a_question_is_listed(plan: int, question: str, listed: set[str]) -> None:
    answer = asked_of(plan).ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert names(answer.text) == listed


def test_the_target_of_an_indicator_is_told_and_no_list_of_what_is_called_alike() -> None:
    """為何 asks what it is, as 為多少 does, and for no list."""
    plan = write_plan(
        [Row("改善空氣", "室內空氣品質自主管理標章", "標章張數", ["1,250 張"])],
        items=[("室內空氣品質管理", "校園空氣品質改善", ["輔導學校"])],
    )
    answer = assistant_for(plan).ask("「室內空氣品質自主管理標章」的目標值為何").answer
    assert [f.text for f in answer.figures] == ["1,250 張"]


@pytest.mark.parametrize(
    ("plan", "question", "count"),
    [
        (0, "百分比指標有幾個", 5),
        (0, "有幾個KPI單位是人次", 2),
        (1, "單位是座的指標有幾個", 2),
        (1, "目標不到10的有幾個", 7),
        (1, "評估體制1的有幾個", 15),
        (0, "目標7的KPI有幾個", 3),
        (0, "關鍵績效指標有幾項", 16),  # 項 counts the indicators and is no unit that is asked for.
    ],
)
def test_what_a_question_sets_apart_is_counted_and_not_all_there_is(plan: int, question: str, count: int) -> None:
    answer = asked_of(plan).ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert [f.text for f in answer.figures if f.role == "answer"] == [f"{count} 項"]


@pytest.mark.parametrize(
    ("plan", "question", "figures"),
    [
        (6, "單位是億元的", {"3.60 億元", "12.50 億元"}),
        (1, "目標值是百分比的KPI", {"9%", "6%"}),
        (0, "外交部百分比的KPI", {"10%", "2%", "25%", "90%", "5%"}),
        # A bound holds for every target of its unit, in whichever magnitude it is printed.
        (5, "107年100次以下的", {"４０次", "８８次"}),
        (5, "109年200次以上的指標", {"１１萬次", "２０８ 次", "２１６ 次"}),
        (5, "1000萬元以下的指標", {"８００ 萬元", "８８０ 萬元", "９８６ 萬元"}),
    ],
)
def test_all_targets_of_a_unit_are_listed(plan: int, question: str, figures: set[str]) -> None:
    answer = asked_of(plan).ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert {f.text for f in answer.figures} == figures


@pytest.mark.parametrize("question", ["哪些KPI的評估體制是3", "評估體制9的指標有哪些"])
def test_a_code_that_no_row_has_lists_nothing(question: str) -> None:
    assert isinstance(asked_of(0).ask(question).answer, NotFound)


@pytest.mark.parametrize("question", ["完成立法的是哪些指標", "哪些指標目標是完成立法"])
def test_targets_in_words_are_listed_by_their_words(question: str) -> None:
    answer = asked_of(1, 5, 6, 9).ask(question).answer
    assert names(answer.text) == {
        "「完成海岸復育條例草案法制作業」109 年度目標值：完成立法",
        "「完成循環經濟推動法草案法制作業」109 年度目標值：完成立法",
    }


@pytest.mark.parametrize("question", ["海岸部和循環署KPI各幾項", "海岸部和循環署的KPI各有幾個"])
def test_what_two_agencies_have_is_counted_for_each(question: str) -> None:
    answer = asked_of(1, 5, 6, 9).ask(question).answer
    assert [f.text for f in answer.figures] == ["38 項", "20 項", "18 項"]


def test_the_nth_indicator_of_several_plans_is_a_choice_of_one_of_each() -> None:
    answer = asked_of(1, 5, 6, 9).ask("第5個KPI是什麼").answer
    assert isinstance(answer, Ambiguous)
    assert len(answer.suggestions) == 4


@pytest.mark.parametrize(
    ("plan", "question", "listed"),
    [
        (9, "到110年的計畫", {"保護留區監測（SOP）示範計畫（106-110）", "森林資源調查資料庫建置及維運（107-110）",
                            "野生動物路殺改善第三期計畫（106-110）"}),
        (1, "109年結束的科技發展計畫", {"防風林補植第二期計畫（104-109）", "珊瑚礁體檢第二期計畫（106-109）",
                                   "珊瑚礁體檢第五期計畫（107-109）"}),
        (1, "107到110的社會發展計畫", {"補助沿海縣市政府辦理防風林補植（107-110）", "離島潮間帶紅樹林與濕地復育計畫（107-110）",
                                  "漁港設施更新第二期計畫（107-110）"}),
    ],
)  # fmt: skip
def test_projects_are_listed_by_their_period_and_category(plan: int, question: str, listed: set[str]) -> None:
    assert names(asked_of(plan).ask(question).answer.text) == listed


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("KPI是20個嗎", "不是，關鍵績效指標共有 18 項："),
        ("海岸部18個KPI對嗎", "是的，關鍵績效指標共有 18 項："),
        ("海岸部幾個目標", "目標共有 6 項："),
    ],
)
def test_a_supposed_count_is_confirmed_or_put_right(question: str, said: str) -> None:
    assert asked_of(1).ask(question).answer.text.splitlines()[0] == said


@pytest.mark.parametrize(
    ("plan", "question", "figures"),
    [
        (0, "701次是什麼", {"701 次"}),
        (1, "120是哪一項", {"120座", "120 公噸"}),
        (6, "目標100次以內的指標", {"15 次", "88 次"}),
        (9, "巡護員服務覆蓋率", {"62.5%"}),
    ],
)
def test_a_figure_alone_asks_whose_it_is(plan: int, question: str, figures: set[str]) -> None:
    assert {f.text for f in asked_of(plan).ask(question).answer.figures} == figures


def test_what_is_linked_to_nothing_is_told_from_what_is() -> None:
    linked = names(asked_of(1).ask("與於北海岸精進海岸巡守志工培訓關聯的計畫").answer.text)
    others = names(asked_of(1).ask("沒有關聯到於北海岸精進海岸巡守志工培訓的計畫").answer.text)
    assert (len(linked), len(others)) == (3, 15)
    assert not linked & others
    alone = names(asked_of(1).ask("沒有關聯計畫的KPI有哪些").answer.text)
    assert alone == {"於離島潮間帶推動潮間帶生物普查", "漁村民宿輔導帶動民間投資金額"}


def test_what_does_not_reach_a_bound_is_listed() -> None:
    figures = {f.text for f in asked_of(5).ask("109年目標未達10%的指標").answer.figures}
    assert figures == {"７％", "６％", "８％"}


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("海岸永續部109年度施政計畫有哪些KPI", "「海岸永續部中程施政計畫（106 至 109 年度）」的關鍵績效指標"),
        ("海岸永續部109年度施政計畫的指標", "「海岸永續部中程施政計畫（106 至 109 年度）」的關鍵績效指標"),
        ("海岸永續部108年度施政計畫", "「海岸永續部中程施政計畫（106 至 109 年度）」的重要計畫"),
    ],
)
def test_an_annual_plan_that_an_agency_does_not_have_is_its_plan_of_that_year(question: str, title: str) -> None:
    answer = asked_of(1, 2).ask(question).answer
    assert answer.text.startswith(title), answer.text


@pytest.mark.parametrize(
    "question",
    ["海岸永續部110年度施政計畫有哪些KPI", "海岸永續部109年度施政計畫的實施內容", "外交部109年度施政計畫的實施內容"],
)
def test_a_year_that_no_plan_of_the_kind_covers_stays_refused(question: str) -> None:
    assistant = asked_of(0) if "外交部" in question else asked_of(1, 2)
    assert isinstance(assistant.ask(question).answer, NotFound)


@pytest.mark.parametrize(
    "question", ["外交部108年度施政計畫有哪幾個目標", "108年度計畫有哪些目標", "108年度計畫的目標有哪些"]
)
def test_the_goals_of_a_plan_are_listed_where_goals_are_asked_for(question: str) -> None:
    answer = asked_of(0).ask(question).answer
    assert len(names(answer.text)) == 7
    assert "鞏固我與邦交國外交關係" in answer.text


def test_the_goals_with_so_many_indicators_are_told() -> None:
    answer = asked_of(0).ask("哪個目標只有一個指標").answer
    assert [f.text for f in answer.figures] == ["1 項", "1 項"]


def test_the_agencies_with_an_indicator_of_a_word_are_told_by_their_indicators() -> None:
    answer = asked_of(1, 6, 9).ask("哪些機關有滿意度指標").answer
    assert names(answer.text) == {"林農對獵人自主管理協議之滿意度", "視障觀眾對產業遺址再利用之滿意度"}


@pytest.mark.parametrize("question", ["衡量標準有提到地方政府的指標", "提到地方政府的指標"])
def test_what_is_to_be_mentioned_is_looked_for_whole(question: str) -> None:
    """地方政府 is no 政府, which five indicators of the plan speak of."""
    answer = asked_of(0).ask(question).answer
    assert "推動以人為本之「新南向政策」" in answer.text
    assert "積極爭取參與" not in answer.text


def test_targets_of_a_year_that_has_none_are_not_those_of_another() -> None:
    answer = asked_of(0).ask("108年KPI目標值有哪些").answer
    assert isinstance(answer, NotFound)
    assert answer.text == "計畫沒有列出 108 年度的目標值；有列的是 109 年度。"
