"""Finding passages: words and characters propose, the share explained decides."""

from __future__ import annotations

import pytest

from knowledge.search import FLOOR, Finder, Found
from knowledge.words import key
from tests.plans_at_hand import ANNUAL, MIDTERM, bundled_catalogue, bundled_linker, bundled_store

FINDER = Finder(bundled_store(), bundled_catalogue(), bundled_linker())


def find(topic: str) -> list[Found]:
    return FINDER.find(key(topic), None, None)


@pytest.mark.parametrize(
    ("topic", "stands_in"),
    [
        ("打擊跨境犯罪", "共同打擊跨境犯罪"),
        ("派遣行動醫療團", "協助派遣行動醫療團"),
        ("跨國文書驗證流程", "跨國文書驗證流程"),
        ("簽證作業便捷化", "簽證"),
        ("防制洗錢", "洗錢"),
        ("國際組織觀察員地位", "觀察員"),
        ("跨境犯罪", "跨境犯罪"),
        ("打击跨境犯罪", "打擊跨境犯罪"),
    ],
)
def test_the_passage_that_says_it_comes_first(topic: str, stands_in: str) -> None:
    first = find(topic)[0]
    assert stands_in in first.piece.quote.text
    assert first.explained >= FLOOR


@pytest.mark.parametrize("topic", ["捷運票價", "xyzzy", "足球", "🙂", "", "NEAR(", '"'])
def test_what_stands_nowhere_is_not_found(topic: str) -> None:
    assert [f for f in find(topic) if f.explained >= FLOOR] == []


def test_what_explains_most_comes_first() -> None:
    shares = [round(f.explained, 2) for f in find("國際組織參與") if not f.against]
    assert shares == sorted(shares, reverse=True)


def test_only_the_releases_and_kinds_asked_for_are_searched() -> None:
    assert {f.release.id for f in FINDER.find(key("新南向政策"), [ANNUAL], None)} == {ANNUAL}
    assert {f.release.id for f in FINDER.find(key("新南向政策"), None, None)} == {ANNUAL, MIDTERM}
    assert {f.piece.kind for f in FINDER.find(key("國際組織"), None, ["annual_items"])} == {"annual_items"}
    assert FINDER.find(key("國際組織"), [], None) == []


def test_a_passage_is_cited_where_it_stands() -> None:
    citation = FINDER.citation(find("打擊跨境犯罪")[0])
    assert citation.release == ANNUAL
    assert citation.section.startswith("壹、年度施政目標及策略 › 二、強化我與無邦交國家實質關係")
    assert "打擊跨境犯罪" in citation.quote.text


def test_the_same_topic_finds_the_same_passages() -> None:
    assert find("國際合作") == find("國際合作")
