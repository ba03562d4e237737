"""The ledger: updates are dealt with once, and everything is kept as long as it is of use, and no longer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlite_utils import Database

from knowledge.conversation import Context, Ref
from knowledge.ledger import Ledger
from knowledge.models import Span
from knowledge.replies import Body, Place, Reply
from knowledge.schema import migrations

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ALICE, BOB, ADMIN, CHAT = 7, 8, 1, -5
ABOUT = Context(Ref("mofa-midterm-106-109", "kpi", 15), (), "target")
BODY = Body(
    "answered", "a field of a fact", ABOUT, (Place("mofa", (Span(3, 9),)),), ("甲？", "乙？"), ("<b>1</b>",), "問"
)


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = datetime(2020, 6, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def db() -> Iterator[Database]:
    database = Database(memory=True)
    migrations.apply(database)
    yield database
    database.close()


@pytest.fixture
def ledger(db: Database, clock: Clock) -> Ledger:
    return Ledger(db, lambda name: f"salt of {name}", clock)


def reply(key: str = "k", number: int = 1, person: int = ALICE, asked: int = 10, *messages: int) -> Reply:
    return Reply(key, number, CHAT, person, asked, messages or (11,), BODY)


def test_an_update_is_received_once_and_waits_until_it_is_done(ledger: Ledger) -> None:
    assert ledger.receive(1, "甲")
    assert not ledger.receive(1, "甲")
    assert ledger.receive(2, "乙")
    assert ledger.waiting() == 2
    ledger.done(1)
    assert ledger.waiting() == 1
    assert not ledger.receive(1, "甲")
    assert ledger.waiting() == 1


def test_what_waits_is_taken_up_in_its_order(ledger: Ledger) -> None:
    for number in (3, 1, 2):
        ledger.receive(number, f"第{number}")
    ledger.done(2)
    assert ledger.take_up() == ["第1", "第3"]


def test_what_breaks_the_bot_three_times_is_given_up(ledger: Ledger) -> None:
    ledger.receive(1, "毒")
    ledger.receive(2, "好")
    assert [ledger.take_up() for _ in range(2)] == [["毒", "好"]] * 2
    ledger.done(2)
    assert ledger.take_up() == ["毒"]
    assert ledger.take_up() == []
    assert ledger.waiting() == 0
    assert not ledger.receive(1, "毒")


def test_what_waits_behind_another_question_of_its_chat_is_not_blamed_for_a_crash(ledger: Ledger) -> None:
    first, behind = (json.dumps({"message": {"chat": {"id": 7}, "text": text}}) for text in ("毒", "好"))
    ledger.receive(1, first)
    ledger.receive(2, behind)
    assert [ledger.take_up() for _ in range(4)] == [[first, behind]] * 3 + [[behind]]


def test_what_was_answered_is_not_taken_up_although_it_was_not_noted_as_done(ledger: Ledger, db: Database) -> None:
    ledger.receive(1, "甲")
    ledger.receive(2, "乙")
    ledger.sent(reply(number=1))
    assert ledger.waiting() == 1
    db.execute("UPDATE inbox SET body = '甲' WHERE number = 1")
    assert ledger.take_up() == ["乙"]


def test_an_answer_is_found_by_its_key_by_each_of_its_messages_and_by_what_asked_it(ledger: Ledger) -> None:
    sent = reply("k", 1, ALICE, 10, 11, 12, 13)
    ledger.sent(sent)
    assert ledger.reply("k") == sent
    assert [ledger.reply_with(CHAT, message) for message in (11, 12, 13)] == [sent] * 3
    assert ledger.reply_to(CHAT, 10) == sent
    assert ledger.reply("other") is None
    assert ledger.reply_with(CHAT, 10) is None
    assert ledger.reply_with(BOB, 11) is None
    assert ledger.reply_to(CHAT, 11) is None


def test_of_two_answers_to_an_edited_question_the_later_counts(ledger: Ledger, clock: Clock) -> None:
    ledger.sent(reply("first", 1))
    clock.now += HOUR
    ledger.sent(reply("second", 2))
    assert [found and found.key for found in (ledger.reply_to(CHAT, 10), ledger.reply_with(CHAT, 11))] == ["second"] * 2
    assert ledger.reply("first") is not None


def test_each_person_in_each_chat_has_a_conversation(ledger: Ledger) -> None:
    ledger.sent(reply())
    assert ledger.context(CHAT, ALICE) == ABOUT
    assert ledger.context(CHAT, BOB) == ledger.context(ALICE, ALICE) == Context()
    assert (ledger.knows(CHAT), ledger.knows(ALICE)) == (True, False)
    ledger.remember(CHAT, ALICE, Context())
    assert ledger.context(CHAT, ALICE) == Context()


def test_a_later_word_on_an_answer_replaces_an_earlier_one_of_the_same_person(ledger: Ledger, clock: Clock) -> None:
    ledger.judge(reply(), ALICE, "right")
    ledger.judge(reply(), ALICE, "wrong", "figure")
    ledger.judge(reply(), BOB, "right")
    assert ledger.verdicts(clock.now) == {("wrong", "figure"): 1, ("right", ""): 1}
    assert ledger.verdicts(clock.now + HOUR) == {}


def test_answers_are_counted_by_day(ledger: Ledger, clock: Clock) -> None:
    ledger.count("answered")
    ledger.count("answered")
    clock.now += DAY
    ledger.count("answered")
    ledger.count("not_found")
    assert ledger.counts(clock.now - DAY) == {"answered": 3, "not_found": 1}
    assert ledger.counts(clock.now) == {"answered": 1, "not_found": 1}


def test_a_stranger_has_one_code_for_a_day_that_lets_in_once(ledger: Ledger, clock: Clock) -> None:
    code = ledger.code_for(ALICE)
    assert len(code) == 6
    assert code.isdigit()
    clock.now += 23 * HOUR
    assert ledger.code_for(ALICE) == code
    assert ledger.code_for(BOB) != code
    assert ledger.let_in(code, ADMIN) == ALICE
    assert ledger.is_guest(ALICE)
    assert ledger.let_in(code, ADMIN) is None
    assert ledger.guests() == [ALICE]


def test_a_code_expires_after_a_day(ledger: Ledger, clock: Clock) -> None:
    code = ledger.code_for(ALICE)
    clock.now += DAY + HOUR
    assert ledger.let_in(code, ADMIN) is None
    assert not ledger.is_guest(ALICE)
    assert ledger.let_in(ledger.code_for(ALICE), ADMIN) == ALICE


def test_a_guest_can_be_turned_away_and_what_admins_did_is_noted(ledger: Ledger) -> None:
    ledger.let_in(ledger.code_for(ALICE), ADMIN)
    assert ledger.turn_away(ALICE, ADMIN)
    assert not ledger.turn_away(ALICE, ADMIN)
    assert not ledger.is_guest(ALICE)
    ledger.note(ADMIN, "published x")
    assert [(who, what) for _, who, what in ledger.notes()] == [
        (ADMIN, "published x"),
        (ADMIN, "turned away 7"),
        (ADMIN, "let in 7"),
    ]


def test_a_draft_is_there_for_a_day_and_is_dropped_once(ledger: Ledger, clock: Clock) -> None:
    key = ledger.keep_draft(ADMIN, "plan.txt", b"x")
    found = ledger.draft(key)
    assert found is not None
    assert (found.admin, found.file, found.body) == (ADMIN, "plan.txt", b"x")
    assert ledger.drop_draft(key)
    assert not ledger.drop_draft(key)
    old = ledger.keep_draft(ADMIN, "plan.txt", b"x")
    clock.now += DAY + HOUR
    assert ledger.draft(old) is None


def test_what_a_person_left_is_forgotten_but_not_that_they_were_let_in(ledger: Ledger, clock: Clock) -> None:
    for number, person in ((1, ALICE), (2, BOB)):
        ledger.let_in(ledger.code_for(person), ADMIN)
        ledger.code_for(person)
        ledger.sent(reply(f"of {person}", number, person))
        ledger.judge(reply(f"of {person}"), person, "right")
        ledger.keep_draft(person, "plan.txt", b"x")
    ledger.forget(ALICE)
    assert ledger.context(CHAT, ALICE) == Context()
    assert ledger.reply(f"of {ALICE}") is None
    assert ledger.is_guest(ALICE)
    assert ledger.reply(f"of {BOB}") is not None
    assert ledger.verdicts(clock.now) == {("right", ""): 1}
    assert ledger.context(CHAT, BOB) == ABOUT


TABLES = ("inbox", "reply", "conversation", "stranger", "draft", "guest", "feedback")


@pytest.mark.parametrize(
    ("age", "left"),
    [
        (23 * HOUR, {"inbox": 2, "reply": 1, "conversation": 1, "stranger": 1, "draft": 1, "guest": 1, "feedback": 1}),
        (47 * HOUR, {"inbox": 2, "reply": 1, "conversation": 1, "guest": 1, "feedback": 1}),
        # An update that waits yet is never too old.
        (89 * DAY, {"inbox": 1, "reply": 1, "conversation": 1, "guest": 1, "feedback": 1}),
        (91 * DAY, {"inbox": 1, "guest": 1, "feedback": 1}),
    ],
)
def test_tidying_drops_what_is_too_old(
    ledger: Ledger, db: Database, clock: Clock, age: timedelta, left: dict[str, int]
) -> None:
    ledger.receive(1, "甲")
    ledger.receive(2, "乙")
    ledger.sent(reply(number=1))
    ledger.judge(reply(), ALICE, "right")
    ledger.let_in(ledger.code_for(BOB), ADMIN)
    ledger.code_for(ALICE)
    ledger.keep_draft(ADMIN, "plan.txt", b"x")
    clock.now += age
    ledger.tidy()
    counted = {table: db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in TABLES}
    assert {table: count for table, count in counted.items() if count} == left


def test_who_asked_to_be_told_is_told_until_they_ask_again_or_are_forgotten(ledger: Ledger) -> None:
    assert [ledger.watch(ALICE), ledger.watch(BOB)] == [True, True]
    assert set(ledger.watchers()) == {ALICE, BOB}
    assert ledger.watch(ALICE) is False
    ledger.forget(BOB)
    assert ledger.watchers() == []


def test_the_last_question_is_known_to_the_process_and_never_written_down(db: Database, ledger: Ledger) -> None:
    asked = replace(ABOUT, asked="海岸部有几个kpi")
    ledger.sent(replace(reply(), body=replace(BODY, context=asked)))
    assert ledger.context(CHAT, ALICE) == asked
    assert ledger.context(CHAT, BOB).asked == ""
    written = [text for table in ("conversation", "reply") for row in db.query(f"SELECT * FROM {table}")
               for text in map(str, row.values())]  # fmt: skip
    assert len(written) > 4
    assert not any("海岸部" in text for text in written)
    ledger.forget(ALICE)
    assert ledger.context(CHAT, ALICE) == Context()


def test_of_very_many_conversations_the_last_questions_of_the_latest_are_known(ledger: Ledger) -> None:
    for person in range(1_001):
        ledger.remember(CHAT, person, Context(asked="问"))
    assert ledger.context(CHAT, 0).asked == ""
    assert ledger.context(CHAT, 1).asked == "问"
