"""The words of the field that come with planbot."""

from __future__ import annotations

import pytest

from knowledge.lexicon import load_lexicon
from knowledge.words import key
from tests.plans_at_hand import bundled_plan

LEXICON = load_lexicon()


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("友邦", "邦交國"), ("邦交國", "友邦"), ("無邦交國", "非邦交國"), ("購置", "買房子"), ("外館", "駐外館處"), ("參與", "參加"),
        ("協議", "協定"), ("NGO", "非政府組織"), ("資安", "資訊安全"), ("文宣", "宣傳"), ("房租", "租金"), ("外國人", "外籍人士"),
    ],
)  # fmt: skip
def test_words_stand_for_one_another(said: str, meant: str) -> None:
    assert key(meant) in LEXICON.means[key(said)]


@pytest.mark.parametrize(("wide", "narrow"), [("預算", "概算"), ("宿舍", "官舍"), ("人才", "人力")])
def test_a_wider_word_takes_in_the_narrower_and_not_the_other_way(wide: str, narrow: str) -> None:
    assert key(narrow) in LEXICON.means[key(wide)]
    assert key(wide) not in LEXICON.means.get(key(narrow), ())


@pytest.mark.parametrize(
    ("one", "other"),
    [("歲入", "歲出"), ("資本門", "經常門"), ("邦交國", "無邦交國"), ("自有", "租用"), ("已參與", "尚未參加")],
)
def test_opposites_exclude_each_other_both_ways(one: str, other: str) -> None:
    assert (key(one), key(other)) in LEXICON.opposites
    assert (key(other), key(one)) in LEXICON.opposites


def test_no_opposites_mean_the_same() -> None:
    assert [(a, b) for a, b in LEXICON.opposites if b in LEXICON.means.get(a, ())] == []


def test_no_word_stands_for_itself() -> None:
    assert [w for w, others in LEXICON.means.items() if w in others] == []


@pytest.mark.parametrize("pair", ["己已", "未末", "入人"])
def test_characters_of_one_shape_are_alike_both_ways(pair: str) -> None:
    one, other = pair
    assert other in LEXICON.alike[one]
    assert one in LEXICON.alike[other]


def test_what_excludes_is_not_mistaken_by_shape() -> None:
    assert key("出") not in LEXICON.alike.get(key("入"), frozenset())


def test_longer_fillers_are_taken_out_before_shorter() -> None:
    lengths = [len(w) for w in LEXICON.filler]
    assert lengths == sorted(lengths, reverse=True)


def test_every_word_is_kept_in_the_form_in_which_it_is_compared() -> None:
    words = [*LEXICON.means, *(w for pair in LEXICON.opposites for w in pair), *LEXICON.alike]
    assert [w for w in words if key(w) != w] == []


def test_the_lexicon_names_no_indicator_of_the_bundled_plans() -> None:
    names = {key(k.name.text) for k in bundled_plan().kpis}
    assert names.isdisjoint({*LEXICON.means, *LEXICON.filler})
