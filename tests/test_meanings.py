"""What a word means is told from where a plan explains it; a figure of what is called so is no explanation."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from knowledge.models import Answered, NotFound
from knowledge.service import Assistant
from tests.plans_at_hand import asked_of, assistant_for, bundled_assistant, plan_of_lines


@cache
def asked() -> Assistant:
    """An assistant over a plan with a glossary, and a number that the content of an item states."""
    return assistant_for(
        plan_of_lines("""
港埠管理署112年度施政計畫
壹、關鍵績效指標
關鍵策略目標 | 關鍵績效指標 | 衡量標準 | 112年度目標值
確保航安 | 浮標妥善率 | 堪用座數÷總座數 | 96 %
^ | 油污應變演練動員人次 | 演練動員之人次 | 850 人次
^ | 違規裝卸查處完成件數 | 完成查處之案件（含主動稽查） | 28 件
^ | 港區背景噪音 | 平均噪音 | 62 分貝
附註：「－」表示該年度未訂目標值。
貳、年度重要計畫
工作計畫名稱 | 重要計畫項目 | 計畫類別 | 實施內容
航港管理 | 違規裝卸查處 | 社會發展 | 一、蒐集異常裝卸資訊，主動稽查 8 件。
參、名詞解釋
一、浮標：指繫泊於水面以標示航道之助航設施。
"""),
        today=date(2023, 3, 1),
    )


@pytest.mark.parametrize("question", ["浮標是什麼", "什麼是浮標", "浮標的用途", "浮標是指什麼", "何謂浮標"])
def test_a_word_is_explained_by_the_glossary_and_no_target_is_told(question: str) -> None:
    answer = asked().ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert answer.text.endswith("浮標：指繫泊於水面以標示航道之助航設施。")
    assert answer.figures == ()


@pytest.mark.parametrize("question", ["「－」代表什麼意思", "附註的「－」是什麼意思"])
def test_a_sign_is_explained_by_the_note(question: str) -> None:
    answer = asked().ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert "「－」表示該年度未訂目標值" in answer.text


@pytest.mark.parametrize("question", ["什麼是分貝", "油污是什麼"])
def test_a_unit_or_a_part_of_a_name_that_is_not_explained_gets_no_figure(question: str) -> None:
    answer = asked().ask(question).answer
    assert isinstance(answer, NotFound), answer.text
    assert "沒有說明" in answer.text


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("違規裝卸主動稽查幾件", "8 件"),
        ("查處違規裝卸今年主動稽查目標", "8 件"),
        ("違規裝卸查處完成幾件", "28 件"),
    ],
)
def test_a_number_of_a_content_is_told_for_the_word_before_it_and_no_target(question: str, figure: str) -> None:
    answer = asked().ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert [f.text for f in answer.figures] == [figure]


def test_a_name_that_begins_with_another_short_one_has_its_own() -> None:
    """APEC商務旅行卡 is ABTC, and APEC is what the card is of."""
    assert "ABTC" in bundled_assistant().ask("APEC商務旅行卡縮寫是什麼").answer.text
    assert bundled_assistant().ask("APEC是什麼的縮寫").answer.text == "APEC：亞太經濟合作"


def test_how_often_a_meeting_is_held_is_no_period_of_a_project() -> None:
    answer = asked_of(1, 5).ask("管考會議多久一次").answer
    assert "計畫期程" not in answer.text
    assert "按季提報本部管考會議" in answer.text
