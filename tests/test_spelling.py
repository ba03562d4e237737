"""Typing errors: mended where one reading is left, and nothing else touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.spelling import sounds
from knowledge.words import key
from tests.plans_at_hand import STEADY, TODAY, Row, assistant_for, bundled_catalogue, bundled_reader, write_plan


def read(text: str) -> str:
    return bundled_reader().read(text, TODAY).flat


@pytest.mark.parametrize(
    ("meant", "typed"),
    [
        ("參與", ["餐與", "參與", "参与"]),
        ("文宣", ["文軒", "文宣"]),
        ("衡量標準", ["恆量標準", "衡量標准", "衡量標準"]),
        ("國際組織", ["國際組職", "國際組織", "国际组织"]),
        ("目標值", ["目標直", "目標值"]),
        ("預算執行率", ["預算執型率", "預算執行率"]),
        ("強化我與已參與之政府間國際組織", ["強化我與己參與之政府間國際組織"]),
        ("駐外技術服務", ["駐外技術服物", "駐外技術服務"]),
        ("高層過境相關禮遇", ["高層過境相關禮育", "高層過境相關禮遇"]),
        ("哪個策略目標", ["哪個測略目標"]),
        ("駐外館宿舍自有率", ["駐外管宿舍自有率"]),
        ("新南向政策", ["新男向政策"]),
        ("簽證簡化措施", ["簽正簡化措施"]),
    ],
)
def test_a_wrong_character_that_sounds_or_looks_alike_is_mended(meant: str, typed: list[str]) -> None:
    assert {t: read(t) for t in typed} == dict.fromkeys(typed, key(meant))


@pytest.mark.parametrize(
    "text",
    [
        "歲入概算編報情形", "歲出概算編報情形", "經常門預算執行率", "資本門預算執行率", "邦交國", "無邦交國",
        "已參與之政府間國際組織", "尚未參加之政府間國際組織", "駐外館宿舍租用率",
    ],
)  # fmt: skip
def test_an_opposite_is_no_typing_error(text: str) -> None:
    assert bundled_reader().read(text, TODAY).mendings == ()
    assert read(text) == key(text)


@pytest.mark.parametrize(
    "text",
    [
        "請問一下可以告訴我那個目標是多少嗎", "駐外館宿舍自有率的目標值為何呢", "這個指標怎麼算啊", "幫我查一下", "哪一項最高",
        "我想知道目標值要做到幾件", "它的期程是幾年到幾年", "有沒有寫到", "麻煩您列出所有的指標", "在國外買房子當館舍宿舍",
        "會議在哪裡開", "天氣如何", "我想吃飯", "辦護照", "誰負責", "今天是星期幾", "謝謝你，辛苦了", "", "?", "18", "abc",
    ],
)  # fmt: skip
def test_words_of_form_and_words_of_no_plan_are_left_alone(text: str) -> None:
    assert bundled_reader().read(text, TODAY).mendings == ()


def test_every_name_of_the_bundled_plans_is_left_alone() -> None:
    entries = bundled_catalogue().entries
    assert len(entries) > 60
    assert [e.name for e in entries if bundled_reader().read(f"「{e.name}」的目標值", TODAY).mendings] == []


def test_what_was_mended_is_told() -> None:
    [mending] = bundled_reader().read("精進我國際文軒工作", TODAY).mendings
    assert (mending.typed, mending.read) == (key("文軒"), key("文宣"))


def read_over(text: str, *names: str) -> str:
    """Read a text over a plan whose indicators have these names."""
    plan = write_plan([Row("目標之一", name, "甲", ["3 件"]) for name in names])
    return assistant_for(plan).ask(text).trace.question.flat


def test_two_readings_that_sound_alike_leave_it_as_it_was() -> None:
    assert read_over("保障權歷", "保障權利") == key("保障權利")
    assert read_over("權歷", "保障權利", "下放權力") == key("權歷")


def test_only_what_the_plans_say_is_a_reading() -> None:
    assert read_over("推廣優機農業", "推廣有機農業") == key("推廣有機農業")
    assert read_over("推廣優機農業", "寵物登記率") == key("推廣優機農業")


def test_a_character_of_another_sound_and_shape_is_never_touched() -> None:
    assert read_over("擴充歲入財源", "擴充歲出財源") == key("擴充歲入財源")
    assert read_over("推廣無機農業", "推廣有機農業") == key("推廣無機農業")


@pytest.mark.parametrize(
    ("one", "other"), [("餐", "参"), ("宣", "轩"), ("衡", "恒"), ("陈", "城"), ("是", "四"), ("心", "星")]
)
def test_sounds_that_are_taken_for_one_another_are_merged(one: str, other: str) -> None:
    assert set(sounds(one)) & set(sounds(other))


@given(
    st.text(st.sampled_from("積極爭取餐與我尚未參加之功能性政府間國際組職目標直是多少恆量標準的了嗎 18?"), max_size=30)
)
@STEADY
def test_mending_keeps_the_length_and_changes_no_digit_or_sign(text: str) -> None:
    typed, mended = key(text), read(text)
    assert len(mended) == len(typed)
    assert [c for c in mended if not "\u3400" <= c <= "\u9fff"] == [c for c in typed if not "\u3400" <= c <= "\u9fff"]
