"""Hostile input costs nothing and breaks nothing: no exception, no unsound answer, no figure to a text that is no question."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import gate
from knowledge.export import answer_data
from knowledge.models import Answer
from knowledge.service import Context
from tests.evaluation import CORPUS, Case, load
from tests.plans_at_hand import ANNUAL, MIDTERM, STEADY, bundled_assistant, source

# One for each shape that has broken a search, a parser or a terminal somewhere.
TEXTS = {
    "nothing": "",
    "blanks": " \t\r\n\u3000",
    "a quotation mark": '"',
    "search syntax": '目標 NEAR(友邦 合作, 5) OR kpi:"宿舍*" AND NOT ^駐外',
    "more search syntax": "{passages} : * - + ( ) \"\" '' ; --",
    "sql": "'; DROP TABLE releases; --",
    "a null": "駐外館\x00宿舍",
    "control characters": "".join(map(chr, range(32))) + "\x7f\x85",
    "right to left": "\u202e駐外館宿舍\u202c\u2066\u2069\u200f\u061c",
    "invisible characters": "\u200b\u200d\u2060\ufeff\u00ad" * 50,
    "html": "<script>alert(1)</script><b>&lt;&amp;</b><a href='tg://user?id=1'>",
    "markdown": "*_`[]()~>#+-=|{}.!\\",
    "format strings": "%s %n {0} {__class__} ${jndi} {{7*7}}",
    "emoji": "👨‍👩‍👧‍👦🇹🇼🏳️‍🌈" * 30,
    "combining marks": "a" + "\u0301" * 900,
    "compatibility forms": "㎡㈱℡﷽ﬃ①⑳㍿" * 30,
    "outside the first plane": "𠀀𠮷𪜀𝟙𝟠" * 40,
    "digits": "9" * 900,
    "a giant exponent": "1e999999999 目標",
    "Chinese numerals": "一百零" * 300,
    "a long year": "民國" + "1" * 500 + "年度目標值",
    "years": "109年度" * 200,
    "brackets": "「" * 450 + "」" * 450,
    "one character": "的" * 1000,
    "one word": "合作計畫" * 250,
    "one word, too long": "合作計畫" * 251,
    "one pair": "國國" * 500,
    "question marks": "？" * 1000,
    "Latin": "a" * 1000,
    "letters and blanks": "N G O " * 160,
    "100,000 characters": "駐外館宿舍自有目標為何" * 9091,
    "100,000 blanks": " " * 100_000,
}  # fmt: skip
# These name what the plans speak of.
ABOUT_THE_PLANS = {"search syntax", "a null", "right to left"}
CASES = load(CORPUS)
QUESTIONS = [case.q for case in CASES]
# Nothing that a plan could be asked about: signs, digits, and letters that stand in no plan.
_IN_PLANS = "".join({*source(MIDTERM), *source(ANNUAL), *"".join(QUESTIONS)})
NO_QUESTION = st.one_of(
    st.text(st.characters(categories=("P", "S", "Z", "Cc", "Cf", "M")), max_size=80),
    st.text(st.sampled_from("0123456789０９.,%％年 -"), max_size=20),
    st.text(st.characters(exclude_characters=_IN_PLANS), max_size=40),
    st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF, exclude_characters=_IN_PLANS), max_size=40),
)
PIECES = st.sampled_from([*'"*():^-+{}<>&|\\%\x00\x1b\u202e', *TEXTS.values()]).map(lambda text: text[:20])


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A question with a part cut out, doubled, turned round, replaced, or put into another question."""
    text = draw(st.sampled_from(QUESTIONS))
    for _ in range(draw(st.integers(1, 4))):
        start, end = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        part = text[start:end]
        other = draw(st.one_of(st.just(""), st.just(part * 2), st.just(part[::-1]), PIECES, st.sampled_from(QUESTIONS)))
        text = (text[:start] + other + text[end:])[:150]
    return text


ANY_TEXT = st.one_of(
    mutated(),
    st.text(max_size=60),
    st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=40),
    st.text(st.sampled_from("".join(QUESTIONS)), max_size=40),
    st.lists(PIECES, max_size=6).map("".join),
    st.tuples(st.sampled_from(["目標", "合作計畫", "109", "的", "第二個"]), st.integers(1, 40)).map(lambda p: p[0] * p[1]),
)  # fmt: skip


def ask(text: str, context: Context | None = None) -> tuple[Answer, Context]:
    """Ask, and check what holds for every answer; it is also one that can be printed."""
    turn = bundled_assistant().ask(text, context)
    assert turn.trace.defects == ()
    assert list(gate.check(turn.answer, text, source)) == []
    assert turn.answer.text
    answer_data(turn.answer, text)
    turn.trace.lines()
    return turn.answer, turn.context


def check_conversation(texts: list[str]) -> None:
    context = None
    for text in texts:
        _, context = ask(text, context)


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_gets_a_sound_answer_without_a_figure(name: str) -> None:
    answer, _ = ask(TEXTS[name])
    assert answer.figures == () or name in ABOUT_THE_PLANS


@given(NO_QUESTION)
@settings(STEADY, max_examples=200)
def test_a_text_without_a_word_of_the_plans_gets_no_figure(text: str) -> None:
    assert ask(text)[0].figures == ()


@given(ANY_TEXT)
@settings(STEADY, max_examples=500)
def test_any_text_gets_a_sound_answer(text: str) -> None:
    ask(text)


@given(st.lists(ANY_TEXT, min_size=2, max_size=4))
@settings(STEADY, max_examples=50)
def test_a_conversation_of_any_texts_stays_sound(texts: list[str]) -> None:
    check_conversation(texts)


@pytest.mark.parametrize("case", [c for c in CASES if c.expect.no_figures], ids=lambda c: c.id)
def test_small_talk_and_abuse_get_no_figure_however_they_are_wrapped(case: Case) -> None:
    for text in (case.q, f"<b>{case.q}</b>", f"\u202e{case.q}\u202c", f'"{case.q}"', f"{case.q}\x00", f"{case.q}🙏"):
        assert ask(text)[0].figures == ()


@pytest.mark.slow
@given(ANY_TEXT)
@settings(STEADY, max_examples=8_000)
def test_thousands_of_texts_get_sound_answers(text: str) -> None:
    ask(text)


@pytest.mark.slow
@given(NO_QUESTION)
@settings(STEADY, max_examples=1_000)
def test_a_thousand_texts_without_a_word_of_the_plans_get_no_figure(text: str) -> None:
    assert ask(text)[0].figures == ()


@pytest.mark.slow
@given(st.lists(ANY_TEXT, min_size=2, max_size=4))
@settings(STEADY, max_examples=1_000)
def test_a_thousand_conversations_stay_sound(texts: list[str]) -> None:
    check_conversation(texts)
