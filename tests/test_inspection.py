"""What is looked at before a plan is published: passages that do not stand there, contradictions, gaps."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from bot import phrases
from indexer.inspection import confidence, inspect
from indexer.problems import CODES
from indexer.publishing import inspected, publish, refuse_contradictions, unanswered
from knowledge.errors import DocumentRefused
from knowledge.models import Passage, Plan
from knowledge.service import Assistant
from knowledge.store import Store
from knowledge.trial import is_about
from tests.plans_at_hand import ANNUAL, MADE_UP, MIDTERM, PLANS, TODAY, Row, assistant_for, bundled_plan, write_plan
from tests.reading_once import plan_in

INDEXER = Path(__file__).parent.parent / "indexer"
KNOWN = [*sorted(PLANS.glob("*.txt")), *sorted(MADE_UP.glob("made-up-*.txt"))]


def twice() -> Plan:
    """A plan that states one indicator's target twice, and not alike."""
    return write_plan([Row("糧食安全", "輔導農民", "人數", ["30 人"]), Row("糧食安全", "輔導農民", "人數", ["40 人"])])


@pytest.mark.parametrize("release", [MIDTERM, ANNUAL])
def test_the_bundled_plans_are_sound(release: str) -> None:
    assert inspect(bundled_plan(release)) == ()


def test_a_passage_that_does_not_stand_at_its_spans_refuses_the_plan() -> None:
    plan = bundled_plan(MIDTERM)
    kpi = plan.kpis[0]
    forged = replace(kpi, name=Passage(kpi.name.text + "了", kpi.name.spans))
    with pytest.raises(DocumentRefused, match="does not stand where it was read"):
        inspect(replace(plan, kpis=(forged, *plan.kpis[1:])))


def test_two_targets_of_one_year_contradict_each_other() -> None:
    [found] = [p for p in inspect(twice()) if p.code == "contradiction"]
    assert (found.fact, found.field, found.text) == ("輔導農民", "targets", "112: 30 人 / 40 人")


def test_the_same_target_printed_twice_is_no_contradiction() -> None:
    plan = write_plan([Row("糧食安全", "輔導農民", "人數", ["30 人"]), Row("糧食安全", "輔導農民", "人數", ["30人"])])
    assert [p.code for p in inspect(plan)] == []


def test_a_missing_number_is_a_gap() -> None:
    plan = write_plan([Row("糧食安全", name, "人數", ["30 人"]) for name in ("甲農民", "乙農民", "丙農民")])
    gappy = replace(plan, kpis=(plan.kpis[0], plan.kpis[2]))
    assert [(p.code, p.text) for p in inspect(gappy)] == [("numbering_gap", "糧食安全: no indicator 2")]


def test_confidence_is_the_share_of_facts_of_which_nothing_is_doubted() -> None:
    assert confidence(bundled_plan(MIDTERM)) == {"kpis": 15 / 16, "projects": 1.0}
    assert confidence(bundled_plan(ANNUAL)) == {"annual_items": 1.0}


def test_a_contradiction_is_refused_and_by_force_shown_in_the_answer() -> None:
    [plan] = inspected([twice()])
    with pytest.raises(DocumentRefused, match="contradicts itself: 「輔導農民」 112: 30 人 / 40 人"):
        refuse_contradictions([plan])
    store = Store.open(":memory:")
    publish([plan], store)
    said = Assistant(store, TODAY).ask("輔導農民的目標值是多少").answer
    assert "30 人" in said.text
    assert "40 人" in said.text


def test_a_fact_whose_own_name_leads_to_another_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """No name is known that does so: the question by which one fact is asked for is put for the other's."""
    rows = [Row("糧食安全", name, "人數", ["30 人"]) for name in ("輔導農民", "推廣雜糧")]
    asked = [("推廣雜糧", "「輔導農民」的目標值為何？")]
    monkeypatch.setattr("indexer.publishing.asked_by_name", lambda plan: iter(asked))
    [found] = unanswered(write_plan(rows))
    assert (found.code, found.fact, found.text) == ("mistaken", *asked[0])


def test_an_answer_is_about_the_fact_that_it_names_or_whose_indicators_it_lists() -> None:
    plan = write_plan(
        [Row("糧食安全", "輔導農民", "人數", ["30 人"]), Row("環境永續", "食農教育推廣", "場數", ["3 場"])]
    )
    assistant = assistant_for(plan)
    for question, name, other in (
        ("輔導農民的目標值為何？", "輔導農民", "食農教育推廣"),
        ("「糧食安全」有哪些關鍵績效指標？", "糧食安全", "環境永續"),
    ):
        turn = assistant.ask(question)
        assert is_about(turn, name, assistant.catalogue())
        assert not is_about(turn, other, assistant.catalogue())


@pytest.mark.parametrize("path", KNOWN, ids=lambda path: path.name)
def test_every_fact_of_plans_of_many_agencies_is_found_by_its_own_name(path: Path) -> None:
    assert unanswered(plan_in(path)) == ()


def test_every_doubt_is_put_in_words_in_the_chat() -> None:
    assert phrases.PROBLEMS.keys() == CODES.keys()


def test_every_doubt_is_one_plain_sentence() -> None:
    assert len(CODES) > 20
    for code in CODES.values():
        assert code.explanation[0].isupper() and code.explanation.endswith("."), code
        assert len(code.explanation) < 100 and ". " not in code.explanation, code


def test_every_doubt_is_listed_where_the_codes_are() -> None:
    made = [re.findall(r"Problem\(\s*(\S+?),", path.read_text(encoding="utf-8")) for path in INDEXER.rglob("*.py")]
    codes = {first for found in made for first in found}
    assert codes == {"code.name"} | {f"{name}.name" for name in ("CONTRADICTION", "GAP", "MISTAKEN", "UNANSWERED")}
