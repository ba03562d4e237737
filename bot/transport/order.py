"""The order of updates: those of different chats side by side, those of one chat one after another."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

# Above what many chats ask at once, so that a chat that waits for Telegram's pace holds up nobody.
_AT_ONCE = 1024


class InOrder(BaseUpdateProcessor):
    """Processes updates; presses of buttons and inline queries wait for nothing.

    `done` is awaited for each update that was dealt with, `failed` included; not for one that was cut off by the stop.
    """

    def __init__(self, done: Callable[[Update], Awaitable[None]]) -> None:
        super().__init__(_AT_ONCE)
        self._done = done
        self._locks: dict[int, asyncio.Lock] = {}
        self._waiting: Counter[int] = Counter()
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_stopping = False

    async def initialize(self) -> None:
        """Begin."""
        self._is_stopping = False

    async def shutdown(self) -> None:
        """End."""

    async def stop(self, within: float, hush: Callable[[], None], last: float) -> None:
        """Take up nothing more, and wait for what was begun; what does not end in time is left for the next start.

        `hush` lets nothing more be sent; what is being sent then has `last` seconds to arrive and be noted as sent, so
        that it is not sent again.
        """
        self._is_stopping = True
        await self._settled(within)
        hush()
        await self._settled(last)
        late = list(self._tasks)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _settled(self, within: float) -> None:
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=within)

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Process an update when its chat's earlier ones are done."""
        work = asyncio.create_task(self._in_turn(update, coroutine))
        self._tasks.add(work)
        try:
            await work
        except asyncio.CancelledError:
            work.cancel()
        finally:
            self._tasks.discard(work)

    async def _in_turn(self, update: object, coroutine: Awaitable[Any]) -> None:
        chat = _chat_of(update)
        try:
            if chat is None:
                await self._begun(update, coroutine)
                return
            self._waiting[chat] += 1
            lock = self._locks.setdefault(chat, asyncio.Lock())
            try:
                async with lock:
                    await self._begun(update, coroutine)
            finally:
                self._waiting[chat] -= 1
                if not self._waiting[chat]:
                    del self._waiting[chat], self._locks[chat]
        finally:
            if isinstance(coroutine, Coroutine):
                coroutine.close()  # of one that was never begun

    async def _begun(self, update: object, coroutine: Awaitable[Any]) -> None:
        if self._is_stopping:
            return
        await coroutine
        if isinstance(update, Update):
            await self._done(update)


def _chat_of(update: object) -> int | None:
    if not isinstance(update, Update) or update.callback_query or update.inline_query or not update.effective_chat:
        return None
    return update.effective_chat.id
