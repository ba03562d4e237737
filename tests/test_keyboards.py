"""The buttons below messages: which there are for what, in which rows, and that none is too long."""

from __future__ import annotations

import pytest

from bot.keyboards import (
    FIELDS,
    Choice,
    Rows,
    Topic,
    answer_pages,
    deep_link,
    for_answer,
    for_draft,
    for_reading,
    for_rollback,
    in_rows,
    menu,
    menu_pages,
    reasons,
    short,
)
from bot.presses import (
    LONGEST,
    AskOffer,
    BringBack,
    Browse,
    Drop,
    Explain,
    Publish,
    Rate,
    ShowField,
    ShowSource,
    StopReading,
    TurnPage,
    encode,
)
from knowledge.catalogue import Subject
from knowledge.cues import Attribute

LINK = "pzc42ee53zg3bg"
URL = f"https://t.me/planbot_test_bot?start={LINK}"


def topic(subject: Subject = "kpi", attribute: Attribute | None = "target") -> Topic:
    return Topic(subject, "自有率", LINK, attribute)


def labels(rows: Rows) -> list[list[str]]:
    return [[button.label for button in row] for row in rows]


def test_an_answer_about_a_fact_offers_its_other_fields_its_source_its_link_and_feedback() -> None:
    rows = for_answer("k", topic(), (), ("衡量標準為何？",), 1, URL)
    assert labels(rows) == [["衡量標準", "相關計畫", "所屬目標"], ["看原文", "複製連結"], ["👍", "👎"]]
    fields, (source, link), (right, wrong) = rows
    assert fields[0].press == ShowField("measure", "pzc42ee53z")
    assert source.press == ShowSource("k", 0)
    assert (link.press, link.copies) == (None, URL)
    assert [right.press, wrong.press] == [Rate("k", "right"), Rate("k", "wrong")]


@pytest.mark.parametrize(
    ("subject", "attribute", "first"),
    [
        ("kpi", None, ["目標值", "衡量標準", "相關計畫"]),
        ("kpi", "goal", ["目標值", "衡量標準", "相關計畫"]),
        ("project", "period", ["關聯指標", "計畫類別"]),
        ("item", "content", ["工作計畫"]),
        ("goal", "kpis", ["策略"]),
        ("outline", None, ["相關計畫"]),
        ("work_plan", "content", ["看原文", "複製連結"]),
    ],
)
def test_each_kind_of_fact_has_fields_of_its_own(
    subject: Subject, attribute: Attribute | None, first: list[str]
) -> None:
    assert labels(for_answer("k", topic(subject, attribute), (), (), 1, URL))[0] == first


def test_several_facts_are_a_button_each_and_nothing_is_judged_yet() -> None:
    choices = [Choice(f"{n}. {n}18 件｜名稱", ShowField("target", f"link{n}")) for n in (1, 2)]
    rows = for_answer("k", None, choices, ("甲？", "乙？"), 2, "")
    assert labels(rows) == [["1. 118 件｜名稱"], ["2. 218 件｜名稱"], ["看原文 1", "看原文 2"]]
    assert rows[1][0].press == ShowField("target", "link2")


def test_an_answer_about_no_fact_offers_the_questions_that_it_suggests() -> None:
    rows = for_answer("k", None, (), ("甲？", "乙？"), 0, "")
    assert labels(rows) == [["甲？"], ["乙？"]]
    assert rows[1][0].press == AskOffer("k", 1)
    assert for_answer("k", None, (), (), 0, "") == ()


def test_no_more_than_three_sources_are_offered() -> None:
    assert labels(for_answer("k", None, (), (), 9, ""))[0] == ["看原文 1", "看原文 2", "看原文 3"]


def test_pages_turn_only_where_there_are_others() -> None:
    assert answer_pages("k", 1, 0) == answer_pages("k", 0, 0) == ()
    turning = [[(b.label, b.press) for b in answer_pages("k", 3, at)] for at in range(3)]
    back, forth = "‹ 上一頁", "下一頁 ›"
    assert turning == [
        [(forth, TurnPage("k", 1))],
        [(back, TurnPage("k", 0)), (forth, TurnPage("k", 2))],
        [(back, TurnPage("k", 1))],
    ]


def test_a_menu_has_an_entry_a_row_then_its_pages_and_the_way_up() -> None:
    here = Browse("kpis", "pzc42ee53z", 1)
    rows = menu([("甲", ShowField("target", "a"))], menu_pages(here, 2), Browse("goals", "", 0))
    assert labels(rows) == [["甲"], ["‹ 上一頁"], ["返回"]]
    assert rows[1][0].press == Browse("kpis", "pzc42ee53z", 0)
    assert rows[2][0].press == Browse("goals", "", 0)
    assert menu([], (), None) == ()


def test_what_was_wrong_a_draft_and_a_rollback_are_asked_in_buttons() -> None:
    assert labels(reasons("k")) == [["數字錯", "出處錯"], ["答非所問", "找不到"]]
    assert reasons("k")[1][1].press == Explain("k", "missing")
    assert [button.press for button in for_draft("d", "r")[0]] == [Publish("d", "r"), Drop("d")]
    assert [button.press for button in for_reading("8123")[0]] == [StopReading("8123")]
    assert for_rollback("0123", "恢復" + "字" * 60)[0][0].press == BringBack("0123")


def test_a_long_label_is_cut_at_what_a_phone_shows() -> None:
    assert short("字" * 40) == "字" * 40
    assert short("字" * 41) == "字" * 39 + "…"
    rows = for_answer("k", None, [Choice("字" * 99, TurnPage("k", 0))], (), 0, "")
    assert len(rows[0][0].label) == 40


def test_every_press_of_every_button_fits_into_what_telegram_carries() -> None:
    key = "k" * 11
    rows = [
        *(row for subject in FIELDS for row in for_answer(key, topic(subject, None), (), ("甲？",), 3, URL)),
        *for_answer(key, None, (), ("甲？",) * 99, 3, ""),
        *reasons(key),
        *menu([], menu_pages(Browse("kpis", LINK[:10], 9998), 9999), Browse("goals", "", 9999)),
        answer_pages(key, 9999, 9998),
        *for_draft("d" * 12, "r" * 16),
        *for_rollback("0" * 16, "甲"),
    ]
    presses = [button.press for row in rows for button in row if button.press]
    assert len(presses) > 120
    assert max(len(encode(press).encode()) for press in presses) <= LONGEST


def test_a_deep_link_opens_the_fact_in_a_chat_with_the_bot() -> None:
    assert deep_link("planbot_test_bot", LINK) == URL


def test_buttons_are_set_in_rows_of_so_many() -> None:
    buttons = for_answer("k", topic(attribute=None), (), (), 0, "")
    assert [len(row) for row in buttons] == [3, 1]
    assert in_rows([], 3) == ()
