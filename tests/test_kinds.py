"""How many of a kind the agencies have that a question names, and which of them has more."""

from __future__ import annotations

import pytest

from knowledge.models import Answered, NotFound
from knowledge.service import Assistant
from tests.plans_at_hand import Row, assistant_for, write_plan


def of_agencies() -> Assistant:
    """Three plans: of two indicators and one project, of one indicator and one project, and of items alone."""
    return assistant_for(
        write_plan(
            [Row("養蜂", "輔導養蜂戶數", "戶數", ["60 戶"]), Row("養蜂", "蜂蜜民間投資金額", "金額", ["48 億元"])],
            agency="養蜂推廣局",
            projects=[("蜂場輔導計畫", "110-113", [])],
        ),
        write_plan(
            [Row("造林", "造林民間投資金額", "金額", ["1.2 億元"])],
            agency="造林保育署",
            projects=[("育苗計畫", "110-112", [])],
        ),
        write_plan([], agency="港埠建設局", items=[("港埠管理", "碼頭維護", ["一、維護碼頭。"])], last_year=110),
    )


@pytest.mark.parametrize(
    ("question", "head"),
    [
        ("養蜂推廣局跟造林署的指標哪個多", "最多的是：養蜂推廣局中程施政計畫（110 至 113 年度）"),
        ("養蜂推廣局跟造林署的指標數差多少", "最多的是：養蜂推廣局中程施政計畫（110 至 113 年度）"),
        ("養蜂推廣局的指標比造林署多幾項", "最多的是：養蜂推廣局中程施政計畫（110 至 113 年度）"),
        ("養蜂推廣局和造林保育署哪個KPI比較多", "最多的是：養蜂推廣局中程施政計畫（110 至 113 年度）"),
        ("造林保育署的KPI數比養蜂推廣局多嗎", "最多的是：養蜂推廣局中程施政計畫（110 至 113 年度）"),
        ("養蜂推廣局與造林保育署誰的關鍵績效指標最少", "最少的是：造林保育署中程施政計畫（110 至 113 年度）"),
    ],
)
def test_which_of_the_agencies_that_are_named_has_more_is_told_by_counting(question: str, head: str) -> None:
    said = of_agencies().ask(question).answer
    assert isinstance(said, Answered)
    assert said.text.splitlines()[0] == head
    assert sorted(figure.text for figure in said.figures) == ["1 項", "2 項"]


def test_where_both_have_as_many_that_is_said() -> None:
    said = of_agencies().ask("養蜂推廣局跟造林保育署的計畫數一樣嗎").answer
    assert said.text.splitlines()[0] == "數目相同："
    assert [figure.text for figure in said.figures] == ["1 項", "1 項"]


@pytest.mark.parametrize("question", ["港埠建設局有KPI嗎", "港埠建設局有沒有關鍵績效指標", "港埠局有訂指標嗎"])
def test_that_an_agencys_plan_has_none_of_a_kind_is_said(question: str) -> None:
    said = of_agencies().ask(question).answer
    assert isinstance(said, NotFound)
    assert said.text == "港埠建設局110年度施政計畫沒有列出關鍵績效指標。"


def test_where_an_agency_has_some_they_are_counted_and_listed() -> None:
    assert of_agencies().ask("造林保育署有KPI嗎").answer.text == "關鍵績效指標共有 1 項：\n1. 造林民間投資金額"


def test_beside_an_agency_that_has_none_the_others_are_counted() -> None:
    assert of_agencies().ask("造林保育署和港埠建設局哪個KPI多").answer.text == (
        "港埠建設局110年度施政計畫沒有列出關鍵績效指標。\n1. 造林保育署中程施政計畫（110 至 113 年度）：1 項"
    )


@pytest.mark.parametrize(
    "questions", [("碼頭維護第三點",), ("碼頭維護的實施內容", "第三點"), ("碼頭維護的實施內容", "第八項呢")]
)
def test_a_point_that_a_content_has_not_is_said_not_to_be_there(questions: tuple[str, ...]) -> None:
    plan = write_plan(
        [], agency="港埠建設局", items=[("港埠管理", "碼頭維護", ["一、維護碼頭。", "二、疏濬航道。"])], last_year=110
    )
    assistant, context, text = assistant_for(plan), None, ""
    for question in questions:
        turn = assistant.ask(question, context)
        context, text = turn.context, turn.answer.text
    assert text.splitlines()[:2] == ["「碼頭維護」的實施內容沒有這一點。", "「碼頭維護」的實施內容共有 2 點："]


def test_the_last_point_of_a_content_is_told() -> None:
    plan = write_plan(
        [], agency="港埠建設局", items=[("港埠管理", "碼頭維護", ["一、維護碼頭。", "二、疏濬航道。"])], last_year=110
    )
    assistant = assistant_for(plan)
    context = assistant.ask("碼頭維護的實施內容").context
    assert assistant.ask("最後一點", context).answer.text == "二、疏濬航道。"
