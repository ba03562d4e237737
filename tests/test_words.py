"""The one tokeniser: keys, words with a prepared dictionary, characters and pairs."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text import fold
from knowledge.words import Segmenter, grams, key, prepare_dictionary, rarity
from tests.plans_at_hand import ANNUAL, MIDTERM, STEADY, bundled_plan, bundled_store


@pytest.mark.parametrize(
    ("meaning", "spellings"),
    [
        ("驻外馆", ["駐外館", "驻外馆", "駐外舘", "駐 外 館"]),
        ("参与国际组织", ["參與國際組織", "参与国际组织"]),
        ("台湾".replace("台", key("臺")), ["臺灣", "台灣", "台湾", "臺湾"]),
        ("ngo", ["NGO", "ＮＧＯ", "N G O"]),
        ("18件", ["18 件", "１８件"]),
    ],
)
def test_traditional_simplified_and_wide_spellings_have_one_key(meaning: str, spellings: list[str]) -> None:
    assert {s: key(s) for s in spellings} == dict.fromkeys(spellings, meaning)


def test_opposites_keep_keys_of_their_own() -> None:
    assert len({key(w) for w in ("歲入", "歲出", "資本門", "經常門", "邦交國", "無邦交國")}) == 6


@given(st.text(max_size=60) | st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=60))
@STEADY
def test_a_key_has_one_character_for_each_of_the_fold(text: str) -> None:
    assert len(key(text)) == len(fold(text))


@pytest.mark.parametrize("release", [MIDTERM, ANNUAL])
def test_the_key_of_a_whole_plan_has_one_character_for_each_of_the_fold(release: str) -> None:
    text = bundled_plan(release).text
    assert len(key(text)) == len(fold(text))


def test_every_chinese_character_has_a_key_of_one_character() -> None:
    chars = [chr(c) for c in range(0x3400, 0xA000)]
    assert [c for c in chars if len(key(c)) != len(fold(c))] == []


def test_punctuation_is_no_word() -> None:
    assert bundled_store().segmenter().words("。，、？！（）「」《》 \n") == []


def test_latin_words_and_numbers_stay_whole() -> None:
    words = bundled_store().segmenter().words("參與 WTO 與 APEC，109 年度")
    assert {"wto", "apec", "109"} <= set(words)


@pytest.mark.parametrize("release", [MIDTERM, ANNUAL])
def test_cutting_loses_no_character(release: str) -> None:
    segmenter = bundled_store().segmenter()
    for section in bundled_plan(release).sections:
        kept = "".join(c for c in key(section.text) if (c.isascii() and c.isalnum()) or "\u3400" <= c <= "\u9fff")
        assert "".join(segmenter.words(section.text)) == kept


def test_a_term_of_the_plans_own_is_a_word_where_the_dictionary_has_none() -> None:
    text = "推動亞太區域醫療合作"
    assert "亚太区域医疗" not in Segmenter(prepare_dictionary([text])).words(text)
    assert "亚太区域医疗" in Segmenter(prepare_dictionary([text], ["亞太區域醫療"])).words(text)


def test_the_dictionary_holds_only_words_of_the_texts_and_their_beginnings() -> None:
    text = key("推動國際合作計畫")
    assert all(word in text for word in prepare_dictionary(["推動國際合作計畫"]))


def test_an_empty_dictionary_cuts_into_characters() -> None:
    assert Segmenter({}).words("外交部") == ["外", "交", "部"]


@pytest.mark.parametrize(
    ("run", "pieces"),
    [("外交部", ["外", "交", "部", "外交", "交部"]), ("wto", ["wto"]), ("外", ["外"]), ("109", ["109"])],
)
def test_a_run_is_indexed_by_characters_and_pairs_and_latin_as_a_whole(run: str, pieces: list[str]) -> None:
    assert grams(run) == pieces


def test_tokens_are_the_words_and_the_pairs_of_a_text() -> None:
    tokens = bundled_store().segmenter().tokens("參與 WTO")
    assert tokens.words == ("参与", "wto")
    assert tokens.grams == ("参", "与", "参与", "wto")


def test_what_stands_in_fewer_documents_weighs_more() -> None:
    weights = [rarity(count, 100) for count in range(101)]
    assert weights == sorted(weights, reverse=True)
    assert all(w > 0 and math.isfinite(w) for w in weights)


@given(st.text(max_size=60))
@STEADY
def test_any_text_can_be_cut(text: str) -> None:
    tokens = bundled_store().segmenter().tokens(text)
    assert all(t and not t.isspace() for t in (*tokens.words, *tokens.grams))
