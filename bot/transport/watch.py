"""What is known of the bot's state without waiting for it: for whoever asks for health and metrics."""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime

from bot.context import Services
from bot.transport.health import State
from bot.transport.inbox import Inbox
from bot.transport.running import App


class Watch:
    """Gives the bot's state at once; each look at it lets what is published be read anew, for the next one.

    Plans are published by the command line, too, while the bot runs.
    """

    def __init__(self, app: App, services: Services, inbox: Inbox) -> None:
        self._app = app
        self._services = services
        self._inbox = inbox
        self._releases = 0
        self._newest: datetime | None = None
        self._reading: asyncio.Task[None] | None = None
        services.metrics.watch_inbox(inbox.waiting)
        services.metrics.watch_index(self._index_age)

    async def read(self) -> None:
        """Read what is published."""
        published = await self._services.door(self._services.desk.store.published)
        self._releases = len(published)
        self._newest = max((datetime.fromisoformat(r.indexed_at) for r in published), default=None)

    def state(self) -> State:
        """Tell how the bot is."""
        self._read_soon()
        since = None if self._inbox.last is None else time.monotonic() - self._inbox.last
        return State(self._app.running, self._releases, self._inbox.waiting(), since)

    def _index_age(self) -> float | None:
        self._read_soon()
        return (datetime.now(UTC) - self._newest).total_seconds() if self._newest else None

    def _read_soon(self) -> None:
        if self._reading is None or self._reading.done():
            self._reading = asyncio.get_running_loop().create_task(self.read())
