"""外交部108年度施政計畫, extracted by another tool, as it is bundled: every fact equals what a person read."""

from __future__ import annotations

from knowledge.text import squeeze
from tests.plans.facts import TRUTH, bundled, equal, passages

PLAN = bundled("mofa-annual-108.txt")


def test_the_title_names_the_plan() -> None:
    assert (PLAN.title, PLAN.agency, PLAN.kind) == ("外交部108年度施政計畫", "外交部", "annual")
    assert (PLAN.first_year, PLAN.last_year) == (108, 108)


def test_all_eleven_items_are_read_in_every_field() -> None:
    found = [(i.work_plan, i.name, i.category, list(i.content)) for i in PLAN.annual_items]
    keys = ("work_plan", "item", "category", "content")
    assert equal(found, [[item[key] for key in keys] for item in TRUTH["annual_items"]])


def test_an_annual_plan_without_indicators_has_none() -> None:
    assert PLAN.kpis == () and PLAN.projects == ()


def test_the_outline_has_its_seven_goals_and_their_strategies() -> None:
    found = {tuple(squeeze(element) for element in section.path): section for section in PLAN.sections}
    numerals = "一二三四五六七"
    for goal in TRUTH["goals_108"]:
        top = (squeeze("壹、年度施政目標及策略"), squeeze(f"{numerals[goal['no'] - 1]}、{goal['title']}"))
        assert squeeze(found[top].title) == squeeze(goal["title"])
        for number, strategy in enumerate(goal["strategies"]):
            label = f"({numerals[number]})"
            assert squeeze(label + found[(*top, label)].text) == squeeze(strategy)


def test_nothing_else_is_a_section() -> None:
    assert len(PLAN.sections) == 1 + 2 + 7 + 22


def test_the_preamble_is_the_text_of_the_document() -> None:
    root = PLAN.sections[0]
    assert root.path == () and squeeze(root.text) == squeeze("".join(TRUTH["annual_preamble"]))


def test_the_plan_teaches_its_abbreviations() -> None:
    terms = {term.short: term.long for term in PLAN.terms}
    assert terms["WHO"] == "世界衛生組織" and terms["INGO"] == "國際非政府組織" and terms["ABTC"] == "APEC商務旅行卡"


def test_every_passage_is_the_text_at_its_spans() -> None:
    for passage in passages(PLAN):
        assert squeeze("".join(PLAN.text[a:b] for a, b in passage.spans)) == squeeze(passage.text)


def test_nothing_is_in_doubt() -> None:
    assert PLAN.problems == ()
