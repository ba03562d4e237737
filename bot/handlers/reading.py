"""Reading an admin's file in sight: a message says every few seconds how far that is, and its button stops it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from telegram import CallbackQuery
from telegram.error import TelegramError

from bot import keyboards, phrases
from bot.context import BotContext
from bot.handlers.sending import acknowledge, change
from bot.render import message_of
from knowledge.progress import Progress, Told

T = TypeVar("T")
_EVERY = 3.0  # Edits count as messages: a third of what Telegram takes in a private chat.


@dataclass(frozen=True, slots=True)
class Reading:
    """The reading of an admin's file, and the message that shows it; its name is that of its button, too."""

    name: str
    file: str
    admin: int
    chat: int
    number: int


async def in_sight(context: BotContext, reading: Reading, work: Callable[[Told], Coroutine[Any, Any, T]]) -> T | None:
    """Do the work of a reading, show how far it is, and give what it gives; None where the admin stopped it."""
    latest = deque([Progress(reading.file, "file")], maxlen=1)
    task = asyncio.create_task(work(latest.append))
    said = _text(reading.file, latest[-1])  # as the message says that it is edited
    with context.services.readings.reading(reading.name, reading.admin, task):
        while not (await asyncio.wait([task], timeout=_EVERY))[0]:
            text = _text(reading.file, latest[-1])
            if text != said:
                # What is shown late or not at all is no reason to read no further.
                with suppress(TelegramError):
                    await _show(context, reading, text)
                said = text
    return None if task.cancelled() else task.result()


async def stop(context: BotContext, query: CallbackQuery, name: str) -> None:
    """Stop a reading for the admin whose file it is."""
    readings = context.services.readings
    owner = readings.owner(name)
    if owner is None:
        await acknowledge(query, phrases.READING_OVER, alert=True)
    elif owner != query.from_user.id:
        await acknowledge(query, phrases.READING_NOT_YOURS, alert=True)
    else:
        readings.stop(name)
        await acknowledge(query, phrases.READING_STOPS)


async def _show(context: BotContext, reading: Reading, text: str) -> None:
    rows = keyboards.for_reading(reading.name)
    await change(context.bot, reading.chat, reading.number, message_of(text), rows)


def _text(file: str, progress: Progress) -> str:
    said = phrases.READING_STAGES[progress.stage]
    return said.format(file=file, done=f"{progress.done:,}", total=f"{progress.total:,}")
