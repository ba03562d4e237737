"""jieba's dictionary, read by pages: the same words, frequencies and cuts as jieba's own."""

from __future__ import annotations

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.dictionary import FREQUENCIES, TOTAL, class_of, cut
from knowledge.words import key
from tests.plans_at_hand import ANNUAL, MIDTERM, STEADY, bundled_plan

_HAN = "\u3400", "\u9fff"


def _entries() -> list[tuple[str, int, str]]:
    with jieba.get_dict_file() as file:
        lines = [line.split(" ") for line in file.read().decode("utf-8").splitlines()]
    return [(word, int(frequency), kind) for word, frequency, kind in lines]


def test_every_chinese_word_has_the_frequency_and_the_class_of_jiebas_file() -> None:
    words = [entry for entry in _entries() if all(_HAN[0] <= char <= _HAN[1] for char in entry[0])]
    assert len(words) > 348_000
    assert [e for e in words if (FREQUENCIES.get(e[0]), class_of(e[0])) != e[1:]] == []


def test_the_total_is_the_sum_of_all_frequencies() -> None:
    assert sum(frequency for _, frequency, _ in _entries()) == TOTAL


def test_what_begins_a_word_is_none_and_has_no_class() -> None:
    assert "资产阶" in FREQUENCIES
    assert FREQUENCIES["资产阶"] == 0
    assert class_of("资产阶") is None


@pytest.mark.parametrize("unknown", ["", "駐", "abc", "宿舍火星", "\ud800", "𠮷", "😀"])
def test_what_the_dictionary_does_not_hold_is_no_word(unknown: str) -> None:
    assert FREQUENCIES.get(unknown) == 0
    assert class_of(unknown) is None


@pytest.mark.parametrize("release", [MIDTERM, ANNUAL])
def test_a_plan_is_cut_as_jieba_cuts_it(release: str) -> None:
    lines = key(bundled_plan(release).text).splitlines()
    assert [cut(line) for line in lines] == [list(jieba.cut(line, HMM=False)) for line in lines]


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), max_size=40))
@STEADY
def test_any_chinese_run_is_cut_as_jieba_cuts_it(run: str) -> None:
    assert cut(run) == list(jieba.cut(run, HMM=False))
