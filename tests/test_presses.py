"""Presses: their form in a button reads back as it was, fits into it, and nothing else is read as one."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.presses import (
    LONGEST,
    AskOffer,
    BringBack,
    Browse,
    Drop,
    Explain,
    Menu,
    Press,
    Publish,
    Rate,
    Reason,
    ShowField,
    ShowSource,
    StopReading,
    TurnPage,
    decode,
    encode,
)
from knowledge.cues import Attribute
from knowledge.replies import Verdict
from tests.plans_at_hand import STEADY

KEYS = st.text("abcXYZ019_-", max_size=32)
PLACES = st.integers(0, 9999)
PRESSES: st.SearchStrategy[Press] = st.one_of(
    st.builds(ShowField, st.sampled_from(get_args(Attribute)), KEYS),
    *(st.builds(kind, KEYS, PLACES) for kind in (AskOffer, ShowSource, TurnPage)),
    st.builds(Rate, KEYS, st.sampled_from(get_args(Verdict))),
    st.builds(Explain, KEYS, st.sampled_from(get_args(Reason))),
    st.builds(Browse, st.sampled_from(get_args(Menu)), KEYS, PLACES),
    *(st.builds(kind, KEYS) for kind in (Drop, BringBack, StopReading)),
    st.builds(Publish, KEYS, KEYS),
)


@STEADY
@given(PRESSES)
def test_a_press_reads_back_as_it_was_and_fits_into_a_button(press: Press) -> None:
    data = encode(press)
    assert decode(data) == press
    assert 1 <= len(data.encode()) <= LONGEST == 64


def test_every_kind_of_press_is_among_those_tried() -> None:
    assert len(get_args(Press)) == 11
    assert {encode(press)[0] for press in SAMPLES} == set("foprswmuxbc")


SAMPLES: list[Press] = [
    ShowField("target", "pzc42ee53z"), AskOffer("k", 0), ShowSource("k", 1), TurnPage("k", 2), Rate("k", "right"),
    Explain("k", "figure"), Browse("goals", "", 0), Publish("d", "r"), Drop("d"), BringBack("0123456789abcdef"),
    StopReading("8123"),
]  # fmt: skip


def test_the_form_of_a_press_stays_the_same_since_buttons_hang_in_chats_for_long() -> None:
    assert [encode(press) for press in SAMPLES] == [
        "f:target:pzc42ee53z",
        "o:k:0",
        "s:k:1",
        "p:k:2",
        "r:k:right",
        "w:k:figure",
        "m:goals::0",
        "u:d:r",
        "x:d",
        "b:0123456789abcdef",
        "c:8123",
    ]


@pytest.mark.parametrize(
    "data",
    [
        *("", ":", "f", "q:k", "f:target", "f:target:a:b", "f:colour:a", "f:target:甲", "f:target:" + "a" * 33),
        *("s:k", "s:k:", "s:k:-1", "s:k:1.5", "s:k:x", "s:k:99999", "s:k: 1", "s:k:1 ", "s:k k:1"),
        *(
            "r:k:perhaps",
            "r:k",
            "w:k:",
            "w:k:right",
            "m:plans::0",
            "m:goals:0",
            "u:d",
            "u:d/../d:r",
            "F:target:a",
            "💥" * 16,
        ),
    ],
)
def test_what_no_button_of_the_bot_holds_is_no_press(data: str) -> None:
    assert decode(data) is None


@STEADY
@given(st.text(max_size=64))
def test_nothing_that_is_read_raises(data: str) -> None:
    press = decode(data)
    assert press is None or decode(encode(press)) == press
