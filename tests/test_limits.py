"""The limiter: so many questions in any minute, told once, silent after that, and each person for themselves."""

from __future__ import annotations

from bot import limits
from bot.limits import Limiter


def test_so_many_are_allowed_in_a_minute_then_one_is_told_and_the_rest_is_silent() -> None:
    limiter = Limiter(3)
    assert [limiter.admit(7, second) for second in (0, 1, 2, 3, 4, 59)] == [
        *("allowed", "allowed", "allowed"),
        *("told", "silent", "silent"),
    ]


def test_the_minute_glides() -> None:
    limiter = Limiter(2)
    assert [limiter.admit(7, second) for second in (0, 50)] == ["allowed", "allowed"]
    assert limiter.admit(7, 59.9) == "told"
    assert limiter.admit(7, 60) == "allowed"
    assert limiter.admit(7, 61) == "silent"
    assert limiter.admit(7, 110) == "allowed"


def test_what_was_not_allowed_does_not_count() -> None:
    limiter = Limiter(1)
    assert limiter.admit(7, 0) == "allowed"
    assert [limiter.admit(7, second) for second in range(1, 60)] == ["told"] + ["silent"] * 58
    assert limiter.admit(7, 60) == "allowed"


def test_somebody_who_goes_on_is_told_once_a_minute() -> None:
    limiter = Limiter(1)
    found = [limiter.admit(7, second) for second in (0, 59, 60, 61, 118, 119, 120)]
    assert found == ["allowed", "told", "allowed", "silent", "silent", "told", "allowed"]


def test_each_person_has_a_minute_of_their_own() -> None:
    limiter = Limiter(1)
    assert [limiter.admit(person, 0) for person in (7, 8, 7, 8)] == ["allowed", "allowed", "told", "told"]


def test_zero_lifts_the_limit() -> None:
    limiter = Limiter(0)
    assert {limiter.admit(7, 0) for _ in range(1000)} == {"allowed"}


def test_no_more_people_are_kept_than_asked_within_a_minute() -> None:
    limiter = Limiter(1)
    for person in range(limits._KEPT + 1):
        limiter.admit(person, 0)
    limiter.admit(0, 1)
    assert limiter.admit(-1, 100) == "allowed"
    assert set(limiter._times) == {-1}
    assert limiter._told == {}
