"""Normalising with a map home, and unwrapping for reading."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.models import Span
from knowledge.text import cut, fold, fold_char, fold_home, is_latin, squeeze, tidy, tighten, unwrap
from tests.plans_at_hand import ANNUAL, MIDTERM, STEADY, bundled_plan

# What plans are made of: Chinese, compatibility ideographs, squared units, full-width signs, white space of all kinds.
PLAN_TEXT = st.text(
    "外交部施政計畫利率㎡㎏１８９%％ＡＢｃ，、。（）「」『』～–—-_.18a Z\n\r\t\u3000\xa0\u200b\uf9dd\uf967Ⅳ①㈱ﬁ",
    max_size=60,
)


@pytest.mark.parametrize(
    ("meaning", "spellings"),
    [
        ("臺灣", ["台灣", "臺灣", " 台 灣 ", "台\n灣", "台\u200b灣", "\ufeff臺灣", "台\u00ad灣"]),
        ("占比", ["佔比", "占比", "占 比"]),
        ("駐外館", ["駐外舘", "駐外館", "駐 外 館"]),
        ("為民服務", ["爲民服務", "為民服務"]),
        ("ngo", ["NGO", "ＮＧＯ", "N G O", "ngo", "Ｎ ｇ o"]),
        ("18件", ["18 件", "１８件", "１８　件", "18\xa0件", "1 8\n件"]),
        ("25%", ["25%", "２５％", "25 ﹪", "25 %"]),
        ("m2", ["㎡", "m2", "Ｍ２", "m²"]),
        ("利率", ["利率", "\uf9dd率", "利\uf961"]),
        ("106-109", ["106-109", "106－109", "106–109", "106—109", "106−109", "106‐109", "１０６─１０９"]),
        ("8~9", ["8~9", "8～9", "8 ~ 9"]),
        ("「新南向」", ["「新南向」", "『新南向』", "﹁新南向﹂"]),
        ("(一)", ["（一）", "(一)", "﹙一﹚"]),
        ("straße".replace("ß", "ss"), ["STRASSE", "straße", "ＳＴＲＡＳＳＥ"]),
    ],
)
def test_spellings_of_one_meaning_fold_to_one_form(meaning: str, spellings: list[str]) -> None:
    assert {spelling: fold(spelling) for spelling in spellings} == dict.fromkeys(spellings, meaning)


@pytest.mark.parametrize(
    ("one", "other"),
    [("18", "81"), ("歲入", "歲出"), ("2.5", "25"), ("1,090", "1.090"), ("參與", "餐與"), ("8-9", "8~9"), ("件", "年")],
)
def test_what_means_something_else_stays_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_white_space_and_invisible_signs_fold_to_nothing() -> None:
    assert fold(" \t\r\n\u3000\xa0\u200b\u200e\u202a\u2060\ufeff\u00ad") == ""


def test_a_squared_metre_folds_to_two_characters_that_share_a_home() -> None:
    folded = fold_home("每 ㎡ 18")
    assert folded.text == "每m218"
    assert folded.home == (0, 2, 2, 4, 5)


def test_a_span_of_the_folded_text_walks_home_over_what_was_left_out() -> None:
    text = "駐 外\n館　１８ 件"
    folded = fold_home(text)
    at = folded.text.index("館18件")
    span = folded.span(at, at + 4)
    assert text[span.start : span.end] == "館　１８ 件"


@given(st.text(max_size=80))
@STEADY
def test_every_folded_character_comes_from_the_fold_of_the_character_at_its_home(text: str) -> None:
    folded = fold_home(text)
    assert len(folded.home) == len(folded.text)
    assert list(folded.home) == sorted(folded.home)
    homes = dict.fromkeys(folded.home)
    assert "".join(fold_char(text[home]) for home in homes) == folded.text
    assert all(char in fold_char(text[home]) for char, home in zip(folded.text, folded.home, strict=True))


@given(st.text(max_size=80))
@STEADY
def test_nothing_but_invisible_characters_is_lost_on_the_way(text: str) -> None:
    kept = set(fold_home(text).home)
    assert all(fold_char(char) == "" for offset, char in enumerate(text) if offset not in kept)


@given(st.text(max_size=80) | st.text("aB 1\n\t-~,.%", max_size=40))
@STEADY
def test_the_short_way_and_the_way_with_a_map_give_the_same_form(text: str) -> None:
    assert fold(text) == fold_home(text).text


@given(PLAN_TEXT, st.data())
@STEADY
def test_any_folded_span_folds_to_itself_at_home(text: str, data: st.DataObject) -> None:
    folded = fold_home(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    span = folded.span(start, end)
    assert folded.text[start:end] in fold(text[span.start : span.end])


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        (["提高駐外館宿舍自有率及", "節省鉅額租金支出"], "提高駐外館宿舍自有率及節省鉅額租金支出"),
        (["Trending", "Taiwan"], "Trending Taiwan"),
        (["NG", "O"], "NGO"),
        (["1,", "090 次"], "1,090 次"),
        (["10", "9 年度"], "109 年度"),
        (["參與 WTO", "重要會議"], "參與 WTO重要會議"),
        (["外交", "", "   ", "部"], "外交部"),
        (["  外交部　", "\t施政"], "外交部施政"),
        ([], ""),
    ],
)
def test_wrapped_lines_are_joined_as_a_person_reads_them(lines: list[str], read: str) -> None:
    assert unwrap(lines) == read


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("項 合 作 計", "項合作計"),
        ("N G O", "NGO"),
        ("N G O 進行", "NGO 進行"),
        ("便\uf9dd", "便利"),
        ("18  件", "18 件"),
        ("參與 WTO 會議", "參與 WTO 會議"),
        ("1 0 9", "1 0 9"),
        ("３　件", "３ 件"),
    ],
)
def test_a_line_is_tidied_for_reading(printed: str, read: str) -> None:
    assert tidy(printed) == read


@pytest.mark.parametrize(
    ("char", "latin"), [("a", True), ("Ｚ", True), ("９", True), ("9", True), ("外", False), (",", False)]
)
def test_latin_letters_and_digits_are_told_from_chinese(char: str, latin: bool) -> None:
    assert is_latin(char) is latin


@given(PLAN_TEXT, st.data())
@STEADY
def test_a_cut_passage_is_the_canonical_text_at_its_spans(text: str, data: st.DataObject) -> None:
    bounds = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=4)))
    spans = [Span(a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=False)]
    if not any(tighten(text, span) for span in spans):
        with pytest.raises(ValueError, match="no text"):
            cut(text, spans)
        return
    passage = cut(text, spans)
    assert squeeze(passage.text) == squeeze("".join(text[s.start : s.end] for s in passage.spans))
    assert all(span in [tighten(text, raw) for raw in spans] for span in passage.spans)


@pytest.mark.parametrize("release", [MIDTERM, ANNUAL])
def test_every_passage_of_the_bundled_plans_is_the_text_at_its_spans(release: str) -> None:
    plan = bundled_plan(release)
    passages = [p for s in plan.sections for p in (s.heading, s.body) if p]
    passages += [p for k in plan.kpis for p in (k.name, k.goal, k.measure, *(t.text for t in k.targets)) if p]
    passages += [p for x in plan.projects for p in (x.outline, x.name, x.period, x.category) if p]
    passages += [p for i in plan.annual_items for p in (i.work_plan, i.name, i.category, *i.content) if p]
    assert len(passages) > 60
    for passage in passages:
        there = "".join(plan.text[s.start : s.end] for s in passage.spans)
        assert squeeze(passage.text) == squeeze(there)


@pytest.mark.parametrize(
    ("text", "span", "tight"),
    [
        (" 18 件 \n", Span(0, 7), Span(1, 5)),
        ("18", Span(0, 2), Span(0, 2)),
        ("　\n ", Span(0, 3), None),
        ("18", Span(1, 1), None),
    ],
)
def test_a_span_is_shrunk_to_what_can_be_seen(text: str, span: Span, tight: Span | None) -> None:
    assert tighten(text, span) == tight


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("１. ２４ 戶；２. ７６％", "１. ２４ 戶；２. ７６％"),
        ("１. ２０ 億元", "１.２０ 億元"),
        ("２ ９ . ５％", "２９.５％"),
    ],
)
def test_the_numbers_of_parts_stay_apart_from_their_figures_and_stretched_numbers_are_closed_up(
    printed: str, read: str
) -> None:
    assert tidy(printed) == read


def test_rows_of_figures_stay_lines_of_their_own() -> None:
    assert unwrap(["年別 對數 年齡", "2012 143,384 31.08", "2013 147,636 31.36", "註：全國"]).splitlines()[1:] == [
        "2012 143,384 31.08",
        "2013 147,636 31.36",
        "註：全國",
    ]


def test_a_number_that_a_narrow_cell_breaks_is_joined() -> None:
    assert unwrap(["1 萬 1,1", "12 名"]) == "1 萬 1,112 名"
