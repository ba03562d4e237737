"""The inbox: an update is written down before it is confirmed to Telegram, and is taken up again after a crash.

python-telegram-bot puts each update into this queue and only then asks for the next ones (polling) or answers the post
(webhook), which is what confirms it.
"""

from __future__ import annotations

import asyncio
import json
import logging
import time

from telegram import Bot, Update
from telegram.error import TelegramError

from bot.door import Door
from knowledge.errors import StoreError
from knowledge.ledger import Ledger

log = logging.getLogger(__name__)


class Inbox(asyncio.Queue[object]):
    """A queue of updates that survives a crash, and holds each update once."""

    def __init__(self, door: Door, ledger: Ledger) -> None:
        super().__init__()
        self._door = door
        self._ledger = ledger
        self._open = 0
        self.last: float | None = None  # When the latest update came, by the steady clock.

    async def put(self, item: object) -> None:
        """Write an update down, then queue it; one that was written down before is dropped.

        Raises TelegramError where it cannot be written down: the library then asks for it again after a while.
        """
        if isinstance(item, Update):
            self.last = time.monotonic()
            body = json.dumps(item.to_dict(), ensure_ascii=False)
            try:
                is_new = await self._door(self._ledger.receive, item.update_id, body)
            except StoreError as error:
                raise TelegramError(str(error)) from error
            if not is_new:
                log.info("update %s came twice", item.update_id)
                return
            self._open += 1
        await super().put(item)

    def waiting(self) -> int:
        """Count the updates that are not dealt with yet."""
        return self._open

    async def take_up(self, bot: Bot) -> None:
        """Queue what was not dealt with when the bot stopped last."""
        for body in await self._door(self._ledger.take_up):
            update = Update.de_json(json.loads(body), bot)
            if update:
                self._open += 1
                await super().put(update)

    async def done(self, update: Update) -> None:
        """Forget the text of an update that was dealt with."""
        self._open -= 1
        await self._door(self._ledger.done, update.update_id)
