"""`planbot serve` as a process of its own, for the tests that talk with it through a Bot API server on loopback.

Such a process is forked from one that has loaded the bot's modules already: they are most of what a start costs, and
nearly every test starts a bot. What it does from `main` on is what the command does; test_serve.py runs the command.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from bot.cli import cli
from tests.botapi import BotApi, Sent

ROOT = Path(__file__).parent.parent
TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
# No pace and no limit, so that a test waits for nothing but the bot.
UNPACED = "messages_per_second = 0\n[limits]\nquestions_per_minute = 0\n"

# What a bot forked from here need not load again: its modules.
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["bot.commands.serve", "tests.serving"])


class Bot:
    """A running `planbot serve`; its exit status is None as long as it runs."""

    def __init__(self, process: ForkServerProcess, folder: Path) -> None:
        self._process = process
        self._folder = folder

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid

    @property
    def status(self) -> int | None:
        return self._process.exitcode

    @property
    def logged(self) -> str:
        file = self._folder / "stderr"
        return file.read_text(encoding="utf-8") if file.exists() else ""

    def terminate(self) -> None:
        self._process.terminate()

    async def killed(self) -> None:
        self._process.kill()
        await self.ended()

    async def stopped(self, within: float = 10) -> str:
        """Send SIGTERM, see the bot end in time, and give what it logged."""
        self.terminate()
        return await self.ended(within)

    async def ended(self, within: float = 10) -> str:
        """See the bot end in time, and give what it logged; it prints nothing."""
        await asyncio.to_thread(self._process.join, within)
        assert self.status is not None, f"the bot still runs after {within} s"
        assert (self._folder / "stdout").read_text() == ""
        return self.logged


@asynccontextmanager
async def serving(database: Path, api: BotApi, settings: str = "", token: str = TOKEN) -> AsyncIterator[Bot]:
    """Run the bot over a database; `settings` stand below [telegram] in its configuration."""
    folder = Path(tempfile.mkdtemp(dir=database.parent, prefix="serve-"))
    config = folder / "serve.toml"
    config.write_text(f'[telegram]\napi_base = "{api.url}"\n{settings}', encoding="utf-8")
    arguments = ["serve", "--config", str(config), "--today", "2020-06-01"]
    environment = os.environ | {"PLANBOT_TOKEN": token, "PLANBOT_DB": str(database), "PYTHONPATH": str(ROOT)}
    process = _FORKS.Process(target=_run, args=(arguments, environment, folder))
    process.start()
    try:
        yield Bot(process, folder)
    finally:
        process.kill()
        process.join()


def _run(arguments: list[str], environment: Mapping[str, str], folder: Path) -> None:
    """Be `planbot ARGUMENTS` in a folder, which takes what it prints."""
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    for descriptor, name in ((1, "stdout"), (2, "stderr")):
        with (folder / name).open("wb") as file:
            os.dup2(file.fileno(), descriptor)
    cli(arguments)


async def ask(api: BotApi, text: str, user: int = 7, chat: int | None = None, **more: Any) -> Sent:
    """Let somebody write to the bot, and give its answer."""
    await api.say(text, user, chat, **more)
    return await api.heard()


async def press(api: BotApi, label: str, message: Sent | None = None, user: int | None = None) -> Sent:
    """Let somebody press a button that is answered with a message, and give that; the press itself gets no words."""
    query = await api.press(label, message, user)
    answer = await api.heard()
    assert "text" not in await api.answered(query)
    return answer


def labels(message: Sent) -> list[list[str]]:
    """Give what the buttons of a message say, row by row."""
    return [[button["text"] for button in row] for row in message.keyboard]


def parts(message: Sent, kind: str) -> list[str]:
    """Give the parts of a message that are set in some way: "bold", "blockquote", ..."""
    units = message.visible.encode("utf-16-le")
    return [
        units[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le")
        for e in message.entities
        if e["type"] == kind
    ]
