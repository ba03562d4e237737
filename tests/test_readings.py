"""bot.readings: a reading has an owner as long as it lasts, and is stopped by name."""

from __future__ import annotations

import asyncio

import pytest

from bot.readings import Readings


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
