"""Many chats at once: what the bot keeps up with. `make bench` prints it; the tests look at nothing but order and loss."""

from __future__ import annotations

import asyncio
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.botapi import BotApi, Sent

ROOT = Path(__file__).parent.parent
TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
# Questions of several kinds, as they are asked in turn.
QUESTIONS = (
    "駐外館宿舍自有目標為何", "那衡量標準呢", "友邦合作計畫的目標", "簽訂雙邊協議 目標值", "第三個關鍵策略目標有哪些KPI",
    "ABTC是什麼", "108年領事事務管理要做哪些事", "其他駐外館設購置計畫 期程",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Load:
    """What came of asking: how many answers in how many seconds, how long each took, and the bot's processor time."""

    answers: int
    seconds: float
    waits: tuple[float, ...]
    processor: float

    @property
    def rate(self) -> float:
        return self.answers / self.seconds

    @property
    def median(self) -> float:
        return statistics.median(self.waits)


@asynccontextmanager
async def bot(folder: Path, api: BotApi, pace: int) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run `planbot serve` until it has polled, with a pace over all chats (0: none)."""
    config = folder / "load.toml"
    config.write_text(
        f'[telegram]\napi_base = "{api.url}"\nmessages_per_second = {pace}\n[limits]\nquestions_per_minute = 0\n',
        encoding="utf-8",
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.cli", "serve", "--config", str(config), "--today", "2020-06-01",
        env=os.environ | {"PLANBOT_TOKEN": TOKEN, "PLANBOT_DB": str(folder / "load.db"), "PYTHONPATH": str(ROOT)},
        cwd=folder, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        await api.polled(60)
        yield process
    finally:
        if process.returncode is None:
            process.terminate()
        await asyncio.wait_for(process.wait(), 15)


async def in_turn(chats: int, each: int) -> Load:
    """Let some chats ask, each its next question when it has its answer, with the pace lifted."""
    with tempfile.TemporaryDirectory() as folder:
        async with BotApi(TOKEN) as api, bot(Path(folder), api, pace=0) as process:
            answers = _Answers(api)
            await asyncio.gather(*(_ask(api, answers, chat, 1) for chat in range(1, chats + 1)))  # the first is slower
            began, before = time.perf_counter(), _processor(process.pid)
            waits = await asyncio.gather(*(_ask(api, answers, chat, each) for chat in range(1, chats + 1)))
            took, spent = time.perf_counter() - began, _processor(process.pid) - before
            answers.stop()
    return Load(chats * each, took, tuple(w for chat in waits for w in chat), spent / (chats * each))


async def at_once(chats: int, pace: int) -> tuple[Load, list[Sent]]:
    """Let many chats ask one question at the same moment."""
    with tempfile.TemporaryDirectory() as folder:
        async with BotApi(TOKEN) as api, bot(Path(folder), api, pace) as process:
            began, before = time.perf_counter(), _processor(process.pid)
            for chat in range(1, chats + 1):
                await api.say(QUESTIONS[chat % len(QUESTIONS)], user=chat)
            sent = [await api.heard(60) for _ in range(chats)]
            took, spent = time.perf_counter() - began, _processor(process.pid) - before
    return Load(chats, took, (took,), spent / chats), sent


class _Answers:
    """Hands each chat its own answers."""

    def __init__(self, api: BotApi) -> None:
        self._waiting: dict[int, asyncio.Queue[Sent]] = {}
        self._task = asyncio.create_task(self._hear(api))

    async def of(self, chat: int) -> Sent:
        return await asyncio.wait_for(self._waiting.setdefault(chat, asyncio.Queue()).get(), 60)

    def stop(self) -> None:
        self._task.cancel()

    async def _hear(self, api: BotApi) -> None:
        while True:
            sent = await api.heard(600)
            self._waiting.setdefault(sent.chat, asyncio.Queue()).put_nowait(sent)


async def _ask(api: BotApi, answers: _Answers, chat: int, times: int) -> list[float]:
    waits = []
    for number in range(times):
        began = time.perf_counter()
        await api.say(QUESTIONS[number % len(QUESTIONS)], user=chat)
        await answers.of(chat)
        waits.append(time.perf_counter() - began)
    return waits


def _processor(pid: int) -> float:
    """Give the processor time that a process has used, in seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
