"""Who may ask: by the settings, by what admins decided, in private and in groups."""

from __future__ import annotations

import pytest

from bot.access import Admission, Admitted, Asker, Stranger, Unheard, admission, is_admin
from bot.settings import Access

OPEN = Access(admins=(1,))
CLOSED = Access(admins=(1,), open=False, users=(2,))
LISTED = Access(admins=(1,), chats=(-5,))
CLOSED_LISTED = Access(admins=(1,), open=False, users=(2,), chats=(-5,))


def private(person: int) -> Asker:
    return Asker(person, person, is_group=False)


def in_group(person: int | None, chat: int = -5) -> Asker:
    return Asker(person, chat, is_group=True)


@pytest.mark.parametrize(
    ("access", "asker", "found"),
    [
        (OPEN, private(9), Admitted()),
        (OPEN, in_group(9), Admitted()),
        (OPEN, in_group(None), Admitted()),
        (CLOSED, private(1), Admitted()),
        (CLOSED, private(2), Admitted()),
        (CLOSED, private(9), Stranger()),
        (CLOSED, in_group(2), Admitted()),
        (CLOSED, in_group(9), Unheard()),
        (CLOSED, in_group(None), Unheard()),
        (LISTED, private(9), Admitted()),
        (LISTED, in_group(9), Admitted()),
        (LISTED, in_group(9, -6), Unheard()),
        (LISTED, in_group(1, -6), Unheard()),
        (CLOSED_LISTED, private(9), Stranger()),
        (CLOSED_LISTED, in_group(9), Admitted()),
        (CLOSED_LISTED, in_group(None), Admitted()),
        (CLOSED_LISTED, in_group(2, -6), Unheard()),
    ],
)
def test_somebody_is_answered_a_stranger_or_not_heard_at_all(access: Access, asker: Asker, found: Admission) -> None:
    assert admission(access, asker, is_guest=False) == found


def test_who_was_let_in_may_ask_but_not_in_a_group_that_is_not_listed() -> None:
    assert admission(CLOSED, private(9), is_guest=True) == Admitted()
    assert admission(CLOSED, in_group(9), is_guest=True) == Admitted()
    assert admission(CLOSED_LISTED, in_group(9, -6), is_guest=True) == Unheard()


def test_admins_are_those_listed_and_nobody_who_hides_behind_a_channel() -> None:
    assert [is_admin(OPEN, person) for person in (1, 2, None)] == [True, False, False]


def test_a_conversation_is_a_persons_or_the_chats_where_nobody_is_known() -> None:
    assert [asker.key for asker in (private(9), in_group(9), in_group(None))] == [9, 9, -5]
