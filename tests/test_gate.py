"""The number gate: no figure leaves that does not stand where it says.

The first tests change every digit of every figure that the bundled plans hold, one at a time, and let the real
builders of answers work on what was changed.
"""

from __future__ import annotations

import itertools
import json
import logging
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge import phrases
from knowledge.answers import choice, facts, figures
from knowledge.catalogue import Entry
from knowledge.gate import check, passed
from knowledge.models import Answer, Answered, Kpi, NotFound, Span, Target
from knowledge.numbers import numbers_in
from knowledge.service import Assistant
from knowledge.store import Store
from tests.plans_at_hand import MIDTERM, TODAY, bundled_assistant, bundled_catalogue, bundled_plan, source

DIGITS = "0123456789"
KPIS = range(16)


CATALOGUE = bundled_catalogue()
ENTRIES = CATALOGUE.of("kpi")


def entry_of(name: str) -> Entry:
    [entry] = [e for e in ENTRIES if e.name == name]
    return entry


def kpi_of(entry: Entry) -> Kpi:
    assert isinstance(entry.fact, Kpi)
    return entry.fact


def changed_digits(text: str) -> Iterator[str]:
    """Give a text with each of its digits changed into each other digit, one at a time."""
    for at, char in enumerate(text):
        if char.isdigit():
            yield from (text[:at] + digit + text[at + 1 :] for digit in DIGITS if digit != char)


def changed_targets(target: Target) -> Iterator[Target]:
    """Give a target with each digit of its text, of its value, of both alike, and of its year changed."""
    for text in changed_digits(target.text.text):
        yield replace(target, text=replace(target.text, text=text))
        [value] = numbers_in(text)
        yield replace(target, text=replace(target.text, text=text), value=value)
    for value in changed_digits(target.value or ""):
        yield replace(target, value=value)
    for year in changed_digits(str(target.year)):
        yield replace(target, year=int(year))


def with_targets(entry: Entry, *targets: Target) -> Entry:
    return replace(entry, fact=replace(kpi_of(entry), targets=targets))


def digits_of(text: str) -> int:
    return sum(c.isdigit() for c in text)


def assert_withheld(answer: Answer, question: str) -> None:
    """Nothing that the gate lets through after a defect holds a figure; what it shows is sound by itself."""
    after, defects = passed(answer, question, source)
    assert defects
    assert after.figures == ()
    assert after.text == phrases.WITHHELD
    assert numbers_in(after.text) == []
    assert isinstance(after, NotFound) or (isinstance(after, Answered) and after.citations)
    assert list(check(after, question, source)) == []


def test_every_target_of_the_bundled_plan_passes_unchanged() -> None:
    assert len(ENTRIES) == 16
    for entry in ENTRIES:
        answer = facts.target(CATALOGUE, entry)
        assert isinstance(answer, Answered)
        assert answer.figures
        assert passed(answer, f"「{entry.name}」的目標值為何？", source) == (answer, ())


def test_every_changed_digit_of_every_target_is_stopped() -> None:
    stopped = 0
    for entry in ENTRIES:
        [target] = kpi_of(entry).targets
        for changed in changed_targets(target):
            assert changed != target
            answer = facts.target(CATALOGUE, with_targets(entry, changed))
            assert isinstance(answer, Answered)
            assert_withheld(answer, f"「{entry.name}」的目標值為何？")
            stopped += 1
    # 105, 613, 60, 594, 21, 10, 20, 167, 701, 2, 3, 1,090, 25, 90, 5, 18 have 36 digits, in text, value and both;
    # the year 109 has three digits in each of 16 targets; each digit becomes nine others.
    assert stopped == 9 * (3 * 36 + 16 * 3) == 1404


@pytest.mark.parametrize("kpi", KPIS)
def test_a_question_that_names_the_changed_figure_does_not_help_it_through(kpi: int) -> None:
    entry = ENTRIES[kpi]
    [target] = kpi_of(entry).targets
    for changed in changed_targets(target):
        answer = facts.target(CATALOGUE, with_targets(entry, changed), ())
        assert answer is not None
        assert_withheld(answer, f"「{entry.name}」{changed.year} 年的目標是 {changed.text.text} {changed.value} 嗎？")


@pytest.mark.parametrize("kpi", KPIS)
def test_a_changed_year_is_not_named_as_the_year_that_there_is(kpi: int) -> None:
    entry = ENTRIES[kpi]
    [target] = kpi_of(entry).targets
    for year in map(int, changed_digits("109")):
        answer = facts.target(CATALOGUE, with_targets(entry, replace(target, year=year)), (109,))
        assert isinstance(answer, NotFound)
        after, _ = passed(answer, f"「{entry.name}」109 年度的目標值", source)
        assert str(year) not in numbers_in(after.text.replace(entry.name, ""))


def test_a_changed_digit_is_stopped_in_a_choice_of_look_alikes() -> None:
    names = ("深化與友邦高層政要之情誼", "推動我與無邦交國家政要互訪")
    sound, other = (entry_of(n) for n in names)
    question = bundled_assistant().ask("政要互訪目標").trace.question
    assert list(check(choice.ambiguous(CATALOGUE, question, [sound, other], "target"), question.text, source)) == []
    [target] = kpi_of(other).targets
    stopped = 0
    for changed in changed_targets(target):
        answer = choice.ambiguous(CATALOGUE, question, [sound, with_targets(other, changed)], "target")
        assert_withheld(answer, question.text)
        stopped += 1
    assert stopped == 9 * (3 * 3 + 3)


@pytest.mark.parametrize("add", [True, False])
def test_a_changed_digit_of_an_operand_is_stopped_in_what_is_worked_out(add: bool) -> None:
    sound, other = entry_of("深化與友邦高層政要之情誼"), entry_of("推動我與無邦交國家政要互訪")
    right = figures.worked_out(figures.operands([sound, other], None, ()), add)
    assert right.figures[0].text == ("699 人次" if add else "489 人次")
    assert list(check(right, "政要互訪", source)) == []
    for changed in changed_targets(kpi_of(other).targets[0]):
        found = figures.operands([sound, with_targets(other, changed)], None, ())
        assert_withheld(figures.worked_out(found, add), "政要互訪")


@pytest.mark.parametrize("highest", [True, False])
def test_a_changed_digit_is_stopped_in_a_comparison(highest: bool) -> None:
    sound, other = entry_of("深化與友邦高層政要之情誼"), entry_of("推動我與無邦交國家政要互訪")
    assert list(check(figures.extreme(figures.operands([sound, other], None, ()), highest), "互訪", source)) == []
    for changed in changed_targets(kpi_of(other).targets[0]):
        found = figures.operands([sound, with_targets(other, changed)], None, ())
        assert_withheld(figures.extreme(found, highest), "互訪")


def test_a_target_whose_place_is_another_row_is_stopped() -> None:
    for entry, neighbour in itertools.pairwise(ENTRIES):
        [target], [elsewhere] = kpi_of(entry).targets, kpi_of(neighbour).targets
        moved = replace(target, text=replace(target.text, spans=elsewhere.text.spans))
        answer = facts.target(CATALOGUE, with_targets(entry, moved))
        assert answer is not None
        assert_withheld(answer, entry.name)


def test_a_target_whose_place_is_cut_short_is_stopped() -> None:
    for entry in ENTRIES:
        [target] = kpi_of(entry).targets
        [*before, last] = target.text.spans
        cut_short = replace(target.text, spans=(*before, Span(last.start, last.end - 1)))
        answer = facts.target(CATALOGUE, with_targets(entry, replace(target, text=cut_short)))
        assert answer is not None
        assert_withheld(answer, entry.name)


# --- the same through the database ---------------------------------------------------------------------------------


def changed_facts(body: dict[str, object]) -> Iterator[dict[str, object]]:
    """Give a stored KPI with the first digit of its target's text, value and year changed, one at a time."""
    [target] = body["targets"]  # type: ignore[misc]
    text = target["text"]["text"]
    yield {**body, "targets": [{**target, "text": {**target["text"], "text": next(changed_digits(text))}}]}
    yield {**body, "targets": [{**target, "value": next(changed_digits(target["value"]))}]}
    yield {**body, "targets": [{**target, "year": int(str(target["year"])[:-1] + "7")}]}


@pytest.mark.parametrize("position", KPIS)
def test_a_digit_changed_in_the_database_never_reaches_the_asker(
    database: Path, position: int, caplog: pytest.LogCaptureFixture
) -> None:
    db = sqlite3.connect(database)
    where = "WHERE release = ? AND kind = 'kpis' AND position = ?"
    [(stored,)] = db.execute(f"SELECT body FROM fact {where}", [MIDTERM, position])
    body = json.loads(stored)
    question = f"「{body['name']['text']}」的目標值為何？"
    right = body["targets"][0]["text"]["text"]
    with Store.open(database) as store:
        before = Assistant(store, TODAY).ask(question).answer
    assert isinstance(before, Answered)
    assert [f.text for f in before.figures] == [right]
    stopped = 0
    for changed in changed_facts(body):
        db.execute(f"UPDATE fact SET body = ? {where}", [json.dumps(changed, ensure_ascii=False), MIDTERM, position])
        db.commit()
        with Store.open(database) as store, caplog.at_level(logging.ERROR, "knowledge"):
            turn = Assistant(store, TODAY).ask(question)
        assert turn.answer.figures == ()
        assert turn.answer.text == phrases.WITHHELD
        assert turn.trace.defects
        assert "withheld by the number gate" in caplog.text
        caplog.clear()
        stopped += 1
    db.close()
    assert stopped == 3


def test_a_year_that_is_changed_in_the_database_is_withheld_though_it_is_asked_for(database: Path) -> None:
    db = sqlite3.connect(database)
    db.execute("UPDATE fact SET body = replace(body, '\"year\":109', '\"year\":110') WHERE kind = 'kpis'")
    db.commit()
    db.close()
    with Store.open(database) as store:
        turn = Assistant(store, TODAY).ask("110年度「提升文件證明服務品質」的目標值是多少？")
    assert turn.answer.figures == ()
    assert "25" not in turn.answer.text


def test_the_bundled_plan_itself_is_what_the_figures_are_checked_against() -> None:
    answer = facts.target(CATALOGUE, entry_of("提高駐外館宿舍自有率及節省鉅額租金支出"))
    assert answer is not None
    other = bundled_plan().text.replace("18 件", "19 件")
    assert {d.what for d in check(answer, "", lambda release: other)} >= {"quote", "figure"}
