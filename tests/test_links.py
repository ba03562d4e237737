"""Links to facts: the same over re-indexing and releases, and telling where a fact has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from knowledge.catalogue import Entry
from knowledge.links import Links, is_link, plan_of
from knowledge.models import Plan
from tests.plans_at_hand import Row, assistant_for, bundled_catalogue, write_plan

ROWS = [
    Row("推動農村再生", "農村再生社區數", "完成社區數", ["12 個"]),
    Row("推動農村再生", "青年返鄉人數", "返鄉人數", ["300 人"]),
]


def links_of(plan: Plan) -> tuple[Links, dict[str, Entry]]:
    catalogue = assistant_for(plan).catalogue()
    return Links(catalogue), {entry.name: entry for entry in catalogue.of("kpi", "project", "item")}


def link_of(rows: Sequence[Row], name: str = "農村再生社區數", **more: object) -> str:
    links, entries = links_of(write_plan(rows, **more))  # type: ignore[arg-type]
    return links.link(entries[name])


def test_every_fact_of_the_bundled_plans_has_a_link_that_leads_to_it_alone() -> None:
    catalogue = bundled_catalogue()
    links = Links(catalogue)
    made = [links.link(entry) for entry in catalogue.entries]
    assert len({link[:10] for link in made}) == len(catalogue.entries) == 68
    for entry, link in zip(catalogue.entries, made, strict=True):
        assert is_link(link)
        assert len(link) == 14
        for way in (link, links.name(entry)):
            found = links.find(way)
            assert found is not None
            assert (found.entry, found.changed) == (entry, False)


def test_a_link_of_a_bundled_fact_stays_what_it_is_since_links_stand_in_documents() -> None:
    catalogue = bundled_catalogue()
    entry = next(e for e in catalogue.of("kpi") if e.name == "提高駐外館宿舍自有率及節省鉅額租金支出")
    assert Links(catalogue).link(entry) == "pzc42ee53zg3bg"


def test_a_link_stays_where_other_facts_come_and_go_and_where_only_the_form_of_a_name_changes() -> None:
    link = link_of(ROWS)
    assert link_of(ROWS[::-1]) == link
    assert link_of(ROWS[:1]) == link
    assert link_of([replace(ROWS[0], name="農村再生 社區數")], "農村再生 社區數")[:10] == link[:10]


@pytest.mark.parametrize("change", [{"targets": ["13 個"]}, {"measure": "完成並驗收的社區數"}])
def test_a_link_tells_that_its_fact_says_something_else_now(change: dict[str, object]) -> None:
    link = link_of(ROWS)
    changed, _ = links_of(write_plan([replace(ROWS[0], **change), ROWS[1]]))  # type: ignore[arg-type]
    found = changed.find(link)
    assert found is not None
    assert (found.entry.name, found.changed) == ("農村再生社區數", True)


def test_a_short_name_tells_of_no_change() -> None:
    link = link_of(ROWS)
    changed, _ = links_of(write_plan([replace(ROWS[0], targets=["13 個"])]))
    found = changed.find(link[:10])
    assert found is not None
    assert not found.changed


def test_the_year_of_a_target_belongs_to_what_a_fact_says() -> None:
    assert link_of(ROWS, years=(112,))[10:] != link_of(ROWS, years=(113,))[10:]


def test_a_link_whose_fact_is_gone_leads_nowhere() -> None:
    links, _ = links_of(write_plan(ROWS[1:]))
    assert links.find(link_of(ROWS)) is None


def test_facts_of_one_name_are_told_apart_by_kind_by_plan_and_by_order() -> None:
    twice = [Row("甲目標", "社區數", "甲", ["1 個"]), Row("乙目標", "社區數", "乙", ["2 個"])]
    plan = write_plan(twice, projects=[("社區數", "110-113", [])], items=[("工作", "社區數", ["推動"])])
    catalogue = assistant_for(plan, write_plan(twice, agency="環境部")).catalogue()
    links = Links(catalogue)
    named = [entry for entry in catalogue.entries if entry.name == "社區數"]
    assert len(named) == 6
    assert len({links.name(entry) for entry in named}) == 6


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("pzc42ee53z", True),
        ("pzc42ee53zg3bg", True),
        *[
            (text, False)
            for text in ("", "hello", "pzc42ee53", "pzc42ee53zg", "PZC42EE53Z", "pzc42ee501", "pzc42ee53z\n")
        ],
    ],
)
def test_a_link_is_told_by_its_form(text: str, is_one: bool) -> None:
    assert is_link(text) is is_one


def test_a_release_is_of_the_plan_without_its_number() -> None:
    assert [plan_of(name) for name in ("mofa-annual-108", "mofa-annual-108.2", "mofa-annual-108.12")] == [
        "mofa-annual-108"
    ] * 3
