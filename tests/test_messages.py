"""Several questions in one message: each is answered in order, and what is not is said of its question."""

from __future__ import annotations

import pytest

from knowledge.messages import questions_in
from knowledge.models import Answered, NotFound
from knowledge.service import Assistant
from tests.plans_at_hand import Row, assistant_for, write_plan


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("養蜂戶數多少？蜂蜜產量多少？", ["養蜂戶數多少？", "蜂蜜產量多少？"]),
        ("1.養蜂戶數 2.蜂蜜產量", ["養蜂戶數", "蜂蜜產量"]),
        ("請問1、養蜂戶數多少2、蜂蜜產量", ["請問養蜂戶數多少", "蜂蜜產量"]),
        ("養蜂戶數：（1）目標（2）怎麼算", ["養蜂戶數：目標", "怎麼算"]),
        ("養蜂戶數是1.5倍嗎", ["養蜂戶數是1.5倍嗎"]),
        ("2.養蜂戶數 3.蜂蜜產量", ["2.養蜂戶數 3.蜂蜜產量"]),
        ("多少？養蜂戶數？", ["多少？養蜂戶數？"]),
    ],
)
def test_a_message_is_divided_at_its_question_marks_and_numbers(text: str, parts: list[str]) -> None:
    assert questions_in(text) == parts


def of_bees() -> Assistant:
    """A plan of three indicators, two of which are called alike, and a project of one."""
    return assistant_for(
        write_plan(
            [
                Row("推廣", "輔導養蜂戶數", "輔導戶數", ["60 戶"]),
                Row("推廣", "蜂蜜產量成長率", "產量比率", ["7%"]),
                Row("推廣", "蜂蜜檢驗合格率", "合格比率", ["91%"]),
            ],
            projects=[("蜂場輔導計畫", "110-113", ["輔導養蜂戶數"])],
        )
    )


def test_of_what_is_not_found_that_is_said_and_the_rest_is_answered() -> None:
    said = of_bees().ask("養蜂戶數目標多少？太空站目標多少？蜂蜜產量目標多少？").answer
    assert isinstance(said, Answered)
    lines = said.text.splitlines()
    assert lines[0] == "112 年度目標值：60 戶"
    assert any("查不到「太空站目標多少" in line for line in lines)
    assert lines[-2] == "112 年度目標值：7%"
    assert [f.text for f in said.figures] == ["60 戶", "7%"]


def test_what_may_be_several_things_is_offered_beside_the_rest() -> None:
    said = of_bees().ask("1.蜂蜜目標 2.養蜂戶數目標").answer
    assert isinstance(said, Answered)
    assert said.text.startswith("「蜂蜜目標」：有幾項都符合，請問是哪一項？\n1. ")
    assert [f.text for f in said.figures] == ["60 戶"]


def test_where_no_part_is_answered_the_whole_is_refused() -> None:
    assert isinstance(of_bees().ask("太空站目標多少？火箭目標多少？").answer, NotFound)


def test_the_parts_that_name_nothing_are_of_what_was_named() -> None:
    said = of_bees().ask("養蜂戶數目標多少？怎麼衡量？有哪些計畫？").answer.text
    assert said.splitlines() == [
        "112 年度目標值：60 戶", "「輔導養蜂戶數」", "「輔導養蜂戶數」的衡量標準：", "輔導戶數",
        "與「輔導養蜂戶數」關聯的重要計畫：", "1. 蜂場輔導計畫",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "asked", ["養蜂戶數、太空站、檢驗合格率的目標各是多少", "養蜂戶數、太空站、檢驗合格率目標分別多少"]
)
def test_of_things_that_are_joined_each_is_answered_or_said_not_to_be_found(asked: str) -> None:
    said = of_bees().ask(asked).answer
    assert said.text.splitlines() == [
        "112 年度目標值：60 戶", "「輔導養蜂戶數」", "已公布的計畫中查不到「太空站」。",
        "112 年度目標值：91%", "「蜂蜜檢驗合格率」",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "holds"),
    [
        ("養蜂戶數目標多少，怎麼算，屬於哪個目標", ("60 戶", "輔導戶數", "屬於關鍵策略目標")),
        ("養蜂戶數的目標和衡量標準還有相關計畫", ("60 戶", "輔導戶數", "蜂場輔導計畫")),
        ("檢驗合格率的目標和衡量標準還有相關計畫", ("91%", "合格比率", "計畫沒有為「蜂蜜檢驗合格率」列出重要計畫")),
    ],
)
def test_of_several_fields_none_is_dropped(asked: str, holds: tuple[str, ...]) -> None:
    said = of_bees().ask(asked).answer.text
    assert all(what in said for what in holds), said


def test_what_says_more_of_the_question_before_is_no_question_of_its_own() -> None:
    assistant = of_bees()
    assert isinstance(assistant.ask("節省多少蜂蜜支出？請提供金額").answer, NotFound)
