"""Amounts that one sentence of a plan states: money, shares, times, both ends of a change, and other numbers."""

from __future__ import annotations

import pytest

from knowledge.models import Answered, NotFound
from knowledge.service import Assistant
from tests.plans_at_hand import assistant_for, write_plan


@pytest.mark.parametrize(
    ("question", "figure", "sentence"),
    [
        ("榮民就醫補助的試辦經費多少", "1,423萬元", "109年試辦經費約1,423萬元"),
        ("職訓班隊開辦創新提案每案核給多少", "60萬元", "每案核給新臺幣60萬元以內"),
        ("志工培力專線幾分鐘內要接通", None, None),
        ("安養機構修繕107年受理幾案", "4,065案", "安養機構修繕累計受理4,065案"),
        ("安養機構修繕每案成本下降多少", "94.6%", "平均每案成本較106年下降94.6%"),
        # A number is that of the end of a change that is asked for.
        ("單身榮民善後的申請表件減為幾項", "2項", "由12項減為2項"),
        ("長照據點布建由幾處增為幾處", "16處", "已由6處增為16處"),
        ("長照據點布建原來有幾處", "6處", "已由6處增為16處"),
    ],
)
def test_the_sentence_that_names_all_that_is_asked_gives_its_amount(
    two_agencies: Assistant, question: str, figure: str | None, sentence: str | None
) -> None:
    answer = two_agencies.ask(question).answer
    if figure is None or sentence is None:
        assert isinstance(answer, NotFound), answer.text  # another agency's hotline is none of these
        return
    assert isinstance(answer, Answered), answer.text
    assert [f.text for f in answer.figures] == [figure]
    assert answer.text.splitlines()[0].removeprefix("為 ") == figure
    assert sentence in answer.text


@pytest.mark.parametrize(
    ("question", "amounts"),
    [
        ("遺孤扶助委外契約意見權重占多少", ("30%", "70%")),
        ("屆退前輔導爭取民間挹注多少錢", ("1,478萬元", "1,749萬元")),
    ],
)
def test_of_several_sentences_that_say_as_much_each_is_quoted_and_none_is_chosen(
    two_agencies: Assistant, question: str, amounts: tuple[str, str]
) -> None:
    answer = two_agencies.ask(question).answer
    assert isinstance(answer, Answered)
    assert answer.figures == ()
    assert all(amount in line for amount, line in zip(amounts, answer.text.splitlines(), strict=True))


@pytest.mark.parametrize(
    "question", ["電子競技館的試辦經費多少", "衛星操控試辦經費約多少萬元", "榮民就醫補助的廣告經費多少"]
)
def test_an_amount_of_what_no_sentence_names_is_not_found(two_agencies: Assistant, question: str) -> None:
    assert isinstance(two_agencies.ask(question).answer, NotFound)


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("客語家庭認證戶數107年目標值", "1,450 戶"),
        ("榮民會居家醫療收案人數目標", None),
        ("安養機構住民跌倒發生率目標是多少趴", "≦0.9‰"),
    ],
)
def test_an_indicator_that_is_named_keeps_its_target(
    two_agencies: Assistant, question: str, figure: str | None
) -> None:
    answer = two_agencies.ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert "目標值" in answer.text
    assert figure is None or figure in answer.text


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("節水產品標示推動多少", "3 期"),
        ("鰲鼓友善農漁輔導多少", "255 處"),
        ("公車路線末班車延駛多少", "6 條"),
    ],
)
def test_an_amount_ends_with_the_word_that_it_counts(question: str, figure: str) -> None:
    content = (
        "自 105 年起分 3 期推動節水產品標示，本期著重蘭陽地區。",
        "截至 107 年底，鰲鼓已有 255 處辦理友善農漁輔導，後續將擴及其他地區。",
        "辦理 6 條公車路線末班車延駛。",
    )
    assistant = assistant_for(write_plan([], items=[("水資源管理", "節水推動", content)]))
    assert [f.text for f in assistant.ask(question).answer.figures] == [figure]
