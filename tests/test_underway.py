"""Answers that are being sent: a press waits for its own until it is noted, and for no other."""

from __future__ import annotations

import asyncio

import pytest

from bot.underway import Underway


async def test_a_press_waits_until_its_answer_is_noted() -> None:
    underway = Underway()
    with underway.sending("k"):
        press = asyncio.create_task(underway.settled("k"))
        await underway.settled("other")
        await asyncio.sleep(0)
        assert not press.done()
    await asyncio.wait_for(press, 1)
    await underway.settled("k")


async def test_a_press_does_not_wait_for_an_answer_that_could_not_be_sent() -> None:
    underway = Underway()
    with pytest.raises(OSError), underway.sending("k"):
        press = asyncio.create_task(underway.settled("k"))
        await asyncio.sleep(0)
        raise OSError
    await asyncio.wait_for(press, 1)
