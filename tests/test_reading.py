"""A typed text becomes a question: topic, year, plan, unit, order."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.question import Question
from knowledge.words import key
from tests.plans_at_hand import STEADY, TODAY, bundled_reader


def read(text: str, today: date = TODAY) -> Question:
    return bundled_reader().read(text, today)


@pytest.mark.parametrize(
    ("topic", "questions"),
    [
        (
            "駐外館宿舍自有率",
            [
                "駐外館宿舍自有率的目標值是多少", "請問駐外館宿舍自有率的目標值為何呢？謝謝", "駐外館宿舍自有率 目標值", "駐外館宿舍自有率",
                "目標值是多少？我問的是駐外館宿舍自有率", "驻外馆宿舍自有率的目标值是多少", "109年度駐外館宿舍自有率目標值",
                "駐外館宿舍自有率的衡量標準是什麼", "麻煩告訴我駐外館宿舍自有率屬於哪個關鍵策略目標",
            ],
        ),
        ("新南向政策", ["新南向政策", "新南向政策 KPI 的目標值是多少？", "新南向政策的衡量標準"]),
        ("", ["那衡量標準呢", "目標值是多少", "有哪些KPI", "它屬於哪個目標", "110年度的呢？", "第二個的目標值是多少", "？", "請問一下"]),
    ],
)  # fmt: skip
def test_form_and_filler_are_taken_out_of_the_topic(topic: str, questions: list[str]) -> None:
    if topic:
        assert {q: read(q).topic.replace(" ", "") for q in questions} == dict.fromkeys(questions, key(topic))
    else:
        assert {q: read(q).topic for q in questions} == dict.fromkeys(questions, "")


@pytest.mark.parametrize(
    ("years", "texts"),
    [
        (
            (109,),
            [
                "109年",
                "109 年度",
                "民國109年",
                "１０９年度",
                "2020年",
                "西元2020年",
                "一百零九年度",
                "一〇九年",
                "109",
                "目標109",
            ],
        ),
        ((108,), ["108年度", "2019 年", "去年", "一百零八年"]),
        ((110,), ["明年", "2021年", "110年度"]),
        ((109, 108), ["109年和108年", "109 年與 2019 年"]),
        ((), ["駐外館", "18 件", "25%", "1,090 次", "第109項"[:1], "目標值", "105 人次", "110件"]),
    ],
)
def test_years_are_read_in_either_era_and_from_today(years: tuple[int, ...], texts: list[str]) -> None:
    assert {t: read(t, date(2020, 6, 1)).years for t in texts} == dict.fromkeys(texts, years)


@pytest.mark.parametrize(
    ("today", "text", "year"),
    [(date(2020, 6, 1), "今年", 109), (date(2026, 1, 1), "今年", 115), (date(2025, 12, 31), "明年", 115), (date(2026, 1, 1), "前年", 113), (date(2026, 1, 1), "後年", 117)],
)  # fmt: skip
def test_this_year_and_next_depend_on_the_day_that_is_given(today: date, text: str, year: int) -> None:
    assert read(f"{text}的目標", today).years == (year,)


@pytest.mark.parametrize("text", ["106-109年度", "106至109年", "2017-2020年", "１０６～１０９", "106到109年度"])
def test_a_period_is_no_single_year(text: str) -> None:
    asked = read(f"期程是{text}的計畫")
    assert asked.period == (106, 109)
    assert asked.years == ()


@pytest.mark.parametrize(
    ("ordinal", "texts"),
    [(1, ["第一個", "前者", "第1個", "那第一個呢"]), (2, ["第二個", "第 2 項", "第二個的目標值是多少", "2", "二、", "２號"]), (12, ["第十二個"]), (-1, ["最後一個", "後者"]), (None, ["一個", "二項", "100"])],
)  # fmt: skip
def test_the_place_in_a_list_is_read(ordinal: int | None, texts: list[str]) -> None:
    assert {t: read(t).ordinal for t in texts} == dict.fromkeys(texts, ordinal)


@pytest.mark.parametrize(
    ("number", "texts"), [(7, ["第七個策略目標", "策略目標7", "第7個關鍵策略目標", "第七大目標"]), (3, ["第三個關鍵策略目標有哪些KPI"]), (None, ["策略目標", "第七個"])]
)  # fmt: skip
def test_the_number_of_a_goal_is_read(number: int | None, texts: list[str]) -> None:
    assert {t: read(t).goal_number for t in texts} == dict.fromkeys(texts, number)


@pytest.mark.parametrize(
    ("unit", "texts"),
    [
        ("%", ["百分比的KPI", "百分之幾", "幾趴", "用%表示的"]),
        ("人次", ["多少人次", "單位為「人次」的指標", "目標人次"]),
        ("件", ["幾件", "多少件", "件數", "目標幾件"]),
        ("項", ["幾項", "目標項數"]),
        ("次", ["幾次", "目標次數"]),
        (None, ["目標值是多少", "文件證明服務品質"]),
    ],
)
def test_the_unit_is_read_in_which_a_question_counts(unit: str | None, texts: list[str]) -> None:
    assert {t: read(t).unit for t in texts} == dict.fromkeys(texts, key(unit) if unit else None)


@pytest.mark.parametrize(
    ("supposed", "text"),
    [
        (("18",), "109年的目標是 18 件嗎"),
        (("25",), "不是 25% 嗎"),
        (("1090",), "是1,090次吧"),
        ((), "109年度的目標"),
        ((), "目標是多少"),
    ],
)
def test_a_figure_that_is_supposed_is_no_year(supposed: tuple[str, ...], text: str) -> None:
    assert tuple(quantity.value for quantity in read(text).supposed) == supposed


@pytest.mark.parametrize(
    ("points", "text"),
    [
        (True, "它的衡量標準"),
        (True, "這個指標"),
        (True, "該計畫的期程"),
        (True, "上述指標"),
        (False, "駐外館宿舍自有率"),
    ],
)
def test_pointing_back_is_noticed(points: bool, text: str) -> None:
    assert read(text).points_back is points


def test_two_things_that_are_joined_are_two_parts() -> None:
    assert read("文件證明服務品質跟駐外館宿舍自有率").parts == (key("文件證明服務品質"), key("駐外館宿舍自有率"))


@pytest.mark.parametrize(
    "text",
    [
        "駐外館宿舍自有率",
        "我與友邦合作計畫執行項數",
        "深化與友邦高層政要之情誼",
        "提高駐外館宿舍自有率及節省鉅額租金支出",
    ],
)
def test_a_name_that_holds_a_joining_word_is_one_thing(text: str) -> None:
    assert read(f"{text}的目標").parts == ()


@pytest.mark.parametrize(
    "text", ["<b>駐外館</b>", "駐外館\u200b", "\u202e駐外館", "駐外館\x00", "<script>駐外館</script>"]
)
def test_markup_and_control_characters_are_no_part_of_a_question(text: str) -> None:
    assert read(text).topic == key("駐外館")


def test_the_text_is_kept_as_typed() -> None:
    assert read(" 駐外館 ？").text == " 駐外館 ？"


@given(st.text(max_size=80))
@STEADY
def test_any_text_can_be_read(text: str) -> None:
    asked = read(text)
    assert asked.text == text
    assert asked == read(text)
