"""bot.render: an answer as plain text and as Telegram messages, everything escaped and nothing too long."""

from __future__ import annotations

import unicodedata
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from bot.console import print_blocks
from bot.render import MESSAGE_UNITS, blocks, messages, plain
from knowledge.answers.citations import place_of
from knowledge.models import Ambiguous, Answer, Answered, Citation, Conversation, Figure, NotFound, Passage, Span
from tests.botapi import parse_html

DOCUMENT = "外交部中程施政計畫（106至109年度）"


def citation(quote: str, page: str | None = "2-5", section: str = "貳、關鍵績效指標") -> Citation:
    return Citation("mofa-midterm-106-109", DOCUMENT, section, page, Passage(quote, (Span(0, len(quote)),)))


def figure(text: str, year: int | None = 109, **more: object) -> Figure:
    return Figure(text, None, None, year, "自有率", citation=0, **more)  # type: ignore[arg-type]


ANSWER = Answered(
    "109 年度目標值：18 件\n「駐外館宿舍自有率」",
    (citation("駐外館宿舍自有總數量 18 件"),),
    (figure("18 件"),),
    ("衡量標準為何？",),
)


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_the_figure_comes_first_then_the_quote_and_its_place() -> None:
    assert plain(ANSWER) == (
        "109 年度目標值：18 件\n"
        "「駐外館宿舍自有率」\n"
        "\n"
        "│ 駐外館宿舍自有總數量 18 件\n"
        "└ 外交部中程施政計畫（106至109年度） › 貳、關鍵績效指標 · 第 2-5 頁\n"
        "\n"
        "您也可以問：\n"
        "• 衡量標準為何？"
    )


def test_in_telegram_the_figure_is_bold_and_the_quote_a_blockquote() -> None:
    (message,) = messages(ANSWER)
    assert message.html.startswith("109 年度目標值：<b>18 件</b>\n")
    assert "<blockquote>駐外館宿舍自有總數量 18 件</blockquote>\n<i>外交部中程" in message.html
    assert message.plain == plain(ANSWER)


def test_a_long_quote_is_folded_up() -> None:
    (message,) = messages(Answered("文", (citation("字" * 500),)))
    assert "<blockquote expandable>" in message.html


def test_everything_from_documents_and_users_is_escaped() -> None:
    nasty = '<b>&</i> "x" <script>'
    answer = Ambiguous(nasty, (citation(nasty, nasty, nasty),), (figure(nasty),), (nasty,))
    (message,) = messages(answer)
    assert parse_html(message.html).count(nasty) == 5


def test_what_steers_a_terminal_or_turns_the_direction_is_left_out_of_what_is_shown() -> None:
    nasty = "目標\u202e 18\u2066 件\x1b[31m\x9b2J\x07"
    shown = plain(Answered(nasty, (citation(nasty, nasty, nasty),), (figure(nasty),), (nasty,)))
    assert shown.count("目標 18 件[31m2J") == 5
    assert not {c for c in shown if unicodedata.category(c) in ("Cc", "Cf")} - {"\n"}


def test_a_place_without_page_or_section_names_what_there_is() -> None:
    assert place_of(citation("文", None)) == f"{DOCUMENT} › 貳、關鍵績效指標"
    assert place_of(citation("文", "3", "")) == f"{DOCUMENT} · 第 3 頁"


@pytest.mark.parametrize(
    ("text", "figures", "html"),
    [
        ("共 118 件，其中 18 件", ["18 件"], "共 118 件，其中 <b>18 件</b>"),
        ("2.5%、5%、5 件", ["5%"], "2.5%、<b>5%</b>、5 件"),
        ("25%", ["25"], "25%"),
        ("18 件與 8 件", ["8 件", "18 件"], "<b>18 件</b>與 <b>8 件</b>"),
        ("<3 件>", ["3 件"], "&lt;<b>3 件</b>&gt;"),
        ("完成立法", [""], "完成立法"),
    ],
)
def test_a_figure_stands_out_as_a_whole(text: str, figures: list[str], html: str) -> None:
    (message,) = messages(Answered(text, (), tuple(figure(f) for f in figures)))
    assert message.html == html


@pytest.mark.parametrize(
    "answer",
    [
        NotFound("計畫沒有寫 18 件。", (citation("18 件"),)),
        Ambiguous("105 人次或 594 人次？", (), (figure("105 人次"), figure("594 人次")), ("甲",)),
        Answered("3 件", (), (figure("3 件", role="operand"),)),
        Conversation("您好。"),
    ],
)
def test_nothing_stands_out_that_is_not_the_answer(answer: Answer) -> None:
    assert all("<b>" not in message.html for message in messages(answer))


def test_a_message_that_is_too_long_is_split_between_blocks() -> None:
    quotes = tuple(citation(f"第{n}段" + "字" * 1000) for n in range(10))
    pages = messages(Answered("文", quotes))
    assert len(pages) > 1
    assert all(page.html.count("<blockquote") == page.html.count("</blockquote>") for page in pages)
    assert [n for n in range(10) if any(f"第{n}段" in page.html for page in pages)] == list(range(10))


def test_a_block_that_is_too_long_is_split_at_a_sentence_end() -> None:
    pages = messages(Conversation("這是一句話。" * 2000))
    assert all(page.plain.endswith("。") for page in pages)
    assert "".join(page.plain for page in pages).replace("\n", "") == "這是一句話。" * 2000


TEXT = st.text(alphabet=st.sampled_from("字<>&\"'\n 。𠮷a"), max_size=200).map(lambda text: text * 40)


@settings(max_examples=60, deadline=None)
@given(text=TEXT, quotes=st.lists(TEXT, max_size=3), suggestions=st.lists(TEXT, max_size=2))
def test_every_message_can_be_sent(text: str, quotes: list[str], suggestions: list[str]) -> None:
    answer = Answered("文" + text, tuple(citation("引" + quote) for quote in quotes), (), tuple(suggestions))
    for page in messages(answer):
        assert parse_html(page.html).strip()
        assert units(page.html) <= MESSAGE_UNITS
        assert units(page.plain) <= MESSAGE_UNITS


def test_on_a_terminal_the_figure_stands_first_and_the_quote_is_set_off() -> None:
    console = Console(width=60, file=StringIO())
    print_blocks(blocks(ANSWER), console)
    assert isinstance(console.file, StringIO)
    lines = console.file.getvalue().splitlines()
    assert lines[0] == "109 年度目標值：18 件"
    assert "    駐外館宿舍自有總數量 18 件" in [line.rstrip() for line in lines]


def test_on_a_narrow_terminal_no_mark_stands_alone_on_a_line() -> None:
    console = Console(width=30, file=StringIO())
    print_blocks(blocks(ANSWER), console)
    assert isinstance(console.file, StringIO)
    lines = [line.strip() for line in console.file.getvalue().splitlines()]
    assert not {"•", "—", "——"} & set(lines)
