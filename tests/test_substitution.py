"""Names that a question nearly repeats: another word in the place of one of theirs is another thing, an error is not."""

from __future__ import annotations

from functools import cache

import pytest

from knowledge.models import NotFound
from knowledge.service import Assistant
from knowledge.substitution import substitutions
from knowledge.words import key
from tests.plans_at_hand import Row, assistant_for, write_plan

NAMES = ("列車準點率", "年運量", "永久檔案移轉長度", "農路改善長度", "族語高級以上認證通過人數", "新製點字書",
         "里海產品年銷售額", "機關電子公文線上簽核比率", "夜間接駁公車搭乘人次", "重大資安事件數",
         "攤位許可廢止件數", "駕駛人員平均工時", "非都會路線補助件數", "路燈標售金額")  # fmt: skip


@cache
def asked() -> Assistant:
    rows = [Row("便民服務", name, f"當年度{name}", [f"{n + 31} 項"]) for n, name in enumerate(NAMES)]
    return assistant_for(write_plan(rows))


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("列車誤點率", "列車準點率"),
        ("日運量", "年運量"),
        ("月運量", "年運量"),
        ("臨時檔案移轉長度", "永久檔案移轉長度"),
        ("農路養護長度", "農路改善長度"),
        ("族語中級認證通過人數", "族語高級以上認證通過人數"),
        ("新製點字樂譜", "新製點字書"),
        ("里山產品年銷售額", "里海產品年銷售額"),
        ("電子公文線下簽核比率", "機關電子公文線上簽核比率"),
        ("夜間接駁公車班次", "夜間接駁公車搭乘人次"),
        ("一般資安事件數", "重大資安事件數"),
        ("攤位許可新增件數", "攤位許可廢止件數"),  # between the beginning of a name and its counter
        ("駕駛人員最高工時", "駕駛人員平均工時"),
        ("都會路線補助件數", "非都會路線補助件數"),  # the contrary
        ("路燈讓售金額", "路燈標售金額"),  # one character that makes a word
    ],
)
def test_another_word_in_the_place_of_one_of_a_name_gets_no_target_and_names_what_is_nearest(
    said: str, name: str
) -> None:
    answer = asked().ask(f"{said}112年目標").answer
    assert isinstance(answer, NotFound), answer.text
    assert f"「{name}」" in answer.text


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("列車准點律", "列車準點率"),  # read alike
        ("永久檔案移轉", "永久檔案移轉長度"),  # a part of the name
        ("檔案移轉的長度", "永久檔案移轉長度"),
        ("農路長度改善", "農路改善長度"),  # in another order
        ("族語高級認證通過人數", "族語高級以上認證通過人數"),
        ("公文線上簽核率", "機關電子公文線上簽核比率"),
        ("里海產品銷售額", "里海產品年銷售額"),
        ("夜間接駁公車塔乘人次", "夜間接駁公車搭乘人次"),  # makes no word
        ("攤位許可今年廢止幾件", "攤位許可廢止件數"),
    ],
)
def test_a_part_another_order_and_an_error_name_the_same(said: str, name: str) -> None:
    answer = asked().ask(f"{said}112年目標").answer
    assert [f.label for f in answer.figures] == [name], answer.text


@pytest.mark.parametrize(
    ("topic", "name", "unit"),
    [("儀器校正收入", "儀器校正件數", "件"), ("節水輔導率", "節水輔導家數", "家"), ("農路面積", "農路長度", "公里")],
)
def test_what_is_measured_in_other_units_than_a_target_gets_none(topic: str, name: str, unit: str) -> None:
    asked = assistant_for(write_plan([Row("便民服務", name, f"當年度{name}", [f"31 {unit}"])]))
    answer = asked.ask(f"{topic}112年目標").answer
    assert isinstance(answer, NotFound), answer.text
    assert [f.label for f in asked.ask(f"{name}112年目標").answer.figures] == [name]


def test_what_a_topic_says_in_the_place_of_something_else_is_told_with_its_place() -> None:
    [put] = substitutions(key("農路養護長度"), key("農路改善長度"))
    assert (put.said, put.at, put.instead) == (key("養護"), 2, key("改善"))
    # Less than half of the name is repeated: the topic is not made after it.
    assert list(substitutions(key("簽證便民措施"), key("放寬相關國家外籍人士來臺簽證簡化措施"))) == []


@pytest.mark.parametrize("question", ["公文交換節點汰換故障數", "公文交換節點升級時數", "公文交換節點升級重量"])
def test_a_passage_that_says_nothing_of_the_kind_of_figure_that_is_asked_for_is_no_answer(question: str) -> None:
    plan = write_plan(
        [Row("便民服務", "公文減紙量", "減少之張數", ["1.35 億張"])],
        items=[("公文管理", "公文交換節點升級", ["公文交換節點升級與公文交換節點汰換雙軌並行。"])],
    )
    assert isinstance(assistant_for(plan).ask(question).answer, NotFound)


PHASES = (
    ("岸電設施建置第二期計畫", "112-115", ()),
    ("長照十年計畫 2.0 服務資源布建", "106-115", ()),
    ("子計畫 1：青年培力工作站", "110-113", ()),
    ("家庭照顧者支持性服務計畫", "108-111", ()),
)


@pytest.mark.parametrize(
    "question",
    [
        "岸電設施建置第三期計畫期程",
        "長照十年計畫3.0期程",
        "子計畫 3：青年創業期程",
        "家庭照顧者支持性服務第二期計畫期程",
    ],
)
def test_a_plan_of_another_phase_version_or_number_is_another_plan(question: str) -> None:
    assert isinstance(assistant_for(write_plan([], projects=PHASES)).ask(question).answer, NotFound)


@pytest.mark.parametrize(
    ("question", "period"),
    [
        ("岸電設施建置第二期計畫期程", "112-115"),
        ("岸電設施建置第2期計畫期程", "112-115"),
        ("岸電設施建置計畫期程", "112-115"),
        ("長照十年計畫2.0期程", "106-115"),
        ("子計畫1的期程", "110-113"),
    ],
)
def test_a_plan_of_the_phase_that_is_said_or_of_none_said_is_meant(question: str, period: str) -> None:
    answer = assistant_for(write_plan([], projects=PHASES)).ask(question).answer
    assert answer.text.endswith(f"計畫期程：{period}"), answer.text


@pytest.mark.parametrize("question", ["水庫清淤次數目標", "水庫清淤件數", "貨櫃裝卸艘次", "貨櫃裝卸家數112年"])
def test_how_many_there_are_is_not_said_by_what_is_counted_otherwise(question: str) -> None:
    rows = [
        Row("穩定供水", "水庫清淤量", "清淤之土方量", ["1,659 萬立方公尺"]),
        Row("港埠營運", "貨櫃裝卸量", "裝卸之貨櫃量", ["1,520 萬 TEU"]),
    ]
    assert isinstance(assistant_for(write_plan(rows)).ask(question).answer, NotFound)
