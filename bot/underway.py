"""Messages that are being sent: their buttons may be pressed before Telegram tells the bot that they arrived."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class Underway:
    """Knows which answers, and files to be read, are being sent, so that a press can wait until they are noted."""

    def __init__(self) -> None:
        self._ends: dict[str, asyncio.Event] = {}

    @contextmanager
    def sending(self, reply: str) -> Iterator[None]:
        """Send an answer and note it in the meantime."""
        end = self._ends[reply] = asyncio.Event()
        try:
            yield
        finally:
            del self._ends[reply]
            end.set()

    async def settled(self, reply: str) -> None:
        """Wait until an answer is noted, or has failed; at once for one that is not being sent."""
        if end := self._ends.get(reply):
            await end.wait()
