"""bot.readings: a reading has an owner as long as it lasts, is stopped by name, and what it gave is kept a while."""

from __future__ import annotations

import asyncio

import pytest

from bot.readings import Readings
from tests.plans_at_hand import MIDTERM, bundled_plan


async def test_a_reading_is_somebodys_until_it_ends() -> None:
    readings, work = Readings(), asyncio.create_task(asyncio.sleep(0))
    with readings.reading("k", 7, work):
        assert (readings.owner("k"), readings.owner("other")) == (7, None)
        await work
        assert readings.owner("k") is None
    assert readings.owner("k") is None


async def test_a_stop_ends_one_reading_and_no_other() -> None:
    readings = Readings()
    one, other = (asyncio.create_task(asyncio.sleep(60)) for _ in range(2))
    with readings.reading("one", 7, one), readings.reading("other", 7, other):
        readings.stop("one")
        await asyncio.wait([one])
        assert one.cancelled()
        assert not other.done()


async def test_work_ends_with_its_reading_however_that_ends() -> None:
    work = asyncio.create_task(asyncio.sleep(60))
    with pytest.raises(OSError), Readings().reading("k", 7, work):
        raise OSError
    await asyncio.wait([work])
    assert work.cancelled()


def test_the_plans_read_last_are_kept_by_their_files() -> None:
    readings, plan = Readings(), bundled_plan(MIDTERM)
    readings.keep("計畫.txt", plan)
    assert readings.kept("計畫.txt", plan.sha256) is plan
    assert readings.kept("別名.txt", plan.sha256) is None
    for number in range(4):
        readings.keep(f"{number}.txt", plan)
    assert readings.kept("計畫.txt", plan.sha256) is None
