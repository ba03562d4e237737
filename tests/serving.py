"""`planbot serve` as a process of its own, for the tests that talk with it through a Bot API server on loopback."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from tests.botapi import BotApi, Sent

ROOT = Path(__file__).parent.parent
TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
# No pace and no limit, so that a test waits for nothing but the bot.
UNPACED = "messages_per_second = 0\n[limits]\nquestions_per_minute = 0\n"


class Bot:
    """A running `planbot serve`."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    async def stopped(self, within: float = 10) -> str:
        """Send SIGTERM, see the bot end in time, and give what it logged."""
        self.process.send_signal(signal.SIGTERM)
        return await self.ended(within)

    async def ended(self, within: float = 10) -> str:
        out, logged = await asyncio.wait_for(self.process.communicate(), within)
        assert out == b""
        return logged.decode()


@asynccontextmanager
async def serving(database: Path, api: BotApi, settings: str = "", token: str = TOKEN) -> AsyncIterator[Bot]:
    """Run the bot over a database; `settings` stand below [telegram] in its configuration."""
    config = database.parent / "serve.toml"
    config.write_text(f'[telegram]\napi_base = "{api.url}"\n{settings}', encoding="utf-8")
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot.cli", "serve", "--config", str(config), "--today", "2020-06-01"),
        env=os.environ | {"PLANBOT_TOKEN": token, "PLANBOT_DB": str(database), "PYTHONPATH": str(ROOT)},
        cwd=database.parent,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield Bot(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


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
