"""bot.transport.reading: a file is read in a process of its own, which holds up nobody."""

from __future__ import annotations

import asyncio
import multiprocessing
from contextlib import suppress
from hashlib import sha256

import pytest

from bot.transport.reading import read_aside
from knowledge.errors import DocumentRefused
from knowledge.progress import Progress

PLAN = "甲部 108 年度施政計畫\n壹、年度施政目標\n一、推動甲事\n".encode()
PAGES = 10
# Reading this takes minutes.
ENDLESS = ("施政計畫\n" + "中文字 18 件 目標值 衡量標準 \n" * 100_000).encode()


async def readers() -> int:
    """Count the readers that are still there a moment later."""
    for _ in range(100):
        if not multiprocessing.active_children():
            return 0
        await asyncio.sleep(0.01)
    return len(multiprocessing.active_children())


async def test_a_plan_comes_back_as_it_is_read_elsewhere() -> None:
    plan = await read_aside(f"{'甲' * 200}.txt", PLAN, len(PLAN), PAGES)
    assert (plan.title, plan.sha256) == ("甲部 108 年度施政計畫", sha256(PLAN).hexdigest())
    assert plan.source.endswith("甲.txt")
    assert len(plan.source.encode()) < 255
    assert await readers() == 0


@pytest.mark.parametrize(
    ("body", "most", "refusal"),
    [(b"", 10, "the file is empty"), (b"\x00" * 20, 100, "binary"), (PLAN, 10, "10")],
)
async def test_what_must_not_be_read_is_refused(body: bytes, most: int, refusal: str) -> None:
    with pytest.raises(DocumentRefused, match=refusal):
        await read_aside("a.txt", body, most, PAGES)


async def test_what_takes_too_long_is_refused_and_its_reader_ended() -> None:
    with pytest.raises(DocumentRefused, match="takes more than 1 s"):
        await read_aside("a.txt", ENDLESS, len(ENDLESS), PAGES, patience=1)
    assert await readers() == 0


async def test_how_far_the_reading_is_is_told() -> None:
    heard: list[Progress] = []
    await read_aside("a.txt", PLAN, len(PLAN), PAGES, told=heard.append)
    assert [progress.stage for progress in heard] == ["file", "facts", "index"]


async def test_a_stop_ends_the_reader() -> None:
    reading = asyncio.create_task(read_aside("a.txt", ENDLESS, len(ENDLESS), PAGES))
    await asyncio.sleep(0.5)
    assert len(multiprocessing.active_children()) == 1
    reading.cancel()
    with suppress(asyncio.CancelledError):
        await reading
    assert await readers() == 0


async def test_a_reader_that_crashes_refuses_the_file() -> None:
    reading = asyncio.create_task(read_aside("a.txt", ENDLESS, len(ENDLESS), PAGES))
    await asyncio.sleep(0.5)
    [reader] = multiprocessing.active_children()
    reader.kill()
    with pytest.raises(DocumentRefused, match="the reader crashed"):
        await reading
