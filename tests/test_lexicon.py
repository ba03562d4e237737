"""The words of the field that come with planbot, and those that an admin adds in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.errors import ConfigError
from knowledge.lexicon import FORM, load_lexicon, read_lexicon
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


# --- an admin's own words ------------------------------------------------------------------------------------------

OWN = """
same = [["盟邦", "友邦"], ["艦", "船"]]
wider = [["人員", "外籍人士"]]
opposite = [["甲式", "乙式"]]
alike = ["戊戌"]
filler = ["勞駕"]
agencies = ["海巡署"]
[english]
"Fleet" = "船隊"
"""


def test_an_admins_words_are_added_to_ours() -> None:
    lexicon = read_lexicon(OWN, "words.toml")
    assert key("船") in lexicon.means[key("艦")]
    assert key("外籍人士") in lexicon.means[key("人員")]
    assert {("甲式", "乙式"), ("乙式", "甲式")} <= set(lexicon.opposites)
    assert "戌" in lexicon.alike["戊"]
    assert key("勞駕") in lexicon.filler
    assert key("海巡署") in lexicon.agencies
    assert lexicon.english["fleet"] == key("船隊")
    assert (
        lexicon.means.items()
        >= {w: m for w, m in LEXICON.means.items() if w != key("友邦") and w != key("外籍人士")}.items()
    )
    assert set(LEXICON.filler) < set(lexicon.filler)
    assert LEXICON.english.items() < lexicon.english.items()


def test_a_new_word_stands_for_all_that_its_companion_stands_for() -> None:
    lexicon = read_lexicon('same = [["盟邦", "友邦"], ["盟友", "盟邦"]]', "words.toml")
    for word in ("盟邦", "盟友"):
        assert {key("友邦"), key("邦交國")} <= set(lexicon.means[word])
        assert word not in lexicon.means[word]


def test_words_that_we_know_are_joined_and_their_companions_are_not() -> None:
    lexicon = read_lexicon('same = [["文宣", "媒體"]]', "words.toml")
    assert key("媒體") in lexicon.means[key("文宣")]
    assert key("新聞媒體") not in lexicon.means[key("文宣")]


def test_no_words_of_the_admins_change_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty.toml").write_bytes(b"\xef\xbb\xbf# nothing yet\r\n")
    assert load_lexicon(tmp_path / "empty.toml") == LEXICON


@pytest.mark.parametrize("name", FORM)
@pytest.mark.parametrize("value", ["1", '""', '[""]', "[[1]]", '[["甲"]]', '{"甲" = 1}', '{"甲" = ""}'])
def test_a_wrong_value_is_refused_by_its_key(name: str, value: str) -> None:
    with pytest.raises(ConfigError, match=rf"^words\.toml: {name}\b.* must be "):
        read_lexicon(f"{name} = {value}", "words.toml")


def test_all_mistakes_of_a_file_are_named_in_one_line() -> None:
    text = 'sam = []\nfiller = ["好", ""]\nopposite = [["甲", "乙"], ["甲", "乙", "丙"]]'
    with pytest.raises(ConfigError) as caught:
        read_lexicon(text, "words.toml")
    message = str(caught.value)
    assert "\n" not in message
    for named in ("words.toml: ", "no key sam", "filler, entry 2 must be", "opposite, entry 2 must be"):
        assert named in message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('same = [["歲入", "歲出"]]', "same: 歲入 and 歲出 exclude each other"),
        ('same = [["友邦", "朋友", "非邦交國"]]', "same: 友邦 and 非邦交國 exclude each other"),
        ('wider = [["男性", "女性"]]', "wider: 男性 and 女性 exclude each other"),
        ('opposite = [["友邦", "邦交國"]]', "opposite: 友邦 and 邦交國 mean the same"),
        ('same = [["甲式", "乙式"]]\nopposite = [["甲式", "乙式"]]', "same: 甲式 and 乙式 exclude each other"),
    ],
)
def test_words_that_exclude_each_other_mean_nothing_in_common(text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        read_lexicon(text, "words.toml")


def test_a_wider_word_may_take_in_what_excludes_each_other() -> None:
    lexicon = read_lexicon('wider = [["外交對象", "邦交國", "無邦交國"]]', "words.toml")
    assert {key("邦交國"), key("無邦交國")} <= set(lexicon.means[key("外交對象")])


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"same = [", "is not TOML"), ("same = '買'".encode("big5"), "is not UTF-8"), (None, "cannot be read")],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_line(tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "words.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError, match=said) as caught:
        load_lexicon(path)
    assert "\n" not in str(caught.value)
