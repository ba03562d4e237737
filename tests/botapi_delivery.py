"""How the Bot API server of the tests hands updates to the bot: by long polling or to a webhook."""

from __future__ import annotations

import asyncio
import ssl
import time
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from tests.botapi_rules import UNASKED, check_kinds, check_webhook
from tests.botapi_texts import Object, Refusal

FIRST_UPDATE = 1000
RETRY_SECONDS = 0.2
POST_SECONDS = 10
_IS_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
_OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"


@dataclass(slots=True)
class Delivery:
    """The updates that wait for the bot, all that there ever were, and the bot's way to get them."""

    change: asyncio.Condition = field(default_factory=asyncio.Condition)
    pending: list[Object] = field(default_factory=list)
    history: dict[int, Object] = field(default_factory=dict)
    dropped: list[Object] = field(default_factory=list)
    allowed: list[str] | None = None
    webhook: Object | None = None
    polls: int = 0
    _again: list[Object] = field(default_factory=list)
    _poster: asyncio.Task[None] | None = None
    _last_error: Object = field(default_factory=dict)

    async def add(self, kind: str, content: Object) -> int:
        """Put a new update before the bot, and give its id."""
        async with self.change:
            number = FIRST_UPDATE + len(self.history) + 1
            update = {"update_id": number, kind: deepcopy(content)}
            self.history[number] = update
            self.pending.append(update)
            if self.allowed is not None:
                self._waits()
            self.change.notify_all()
        return number

    async def redeliver(self, update_id: int) -> None:
        """Hand an old update over once more, whether it was confirmed or not."""
        async with self.change:
            self._again.append(self.history[update_id])
            self.change.notify_all()

    async def confirmed(self, update_id: int, timeout: float) -> None:
        """Wait until the bot will not get an update any more."""
        async with self.change:
            await asyncio.wait_for(self.change.wait_for(lambda: self._is_confirmed(update_id)), timeout)

    def _is_confirmed(self, update_id: int) -> bool:
        return all(update["update_id"] != update_id for update in self.pending + self._again)

    async def poll(self, given: Object) -> list[Object]:
        """Answer getUpdates."""
        if self.webhook:
            raise Refusal(409, f"Conflict: {_IS_ACTIVE}")
        self._allow(given)
        async with self.change:
            self.polls += 1
            poll = self.polls
            self._confirm(given.get("offset", 0))
            self.change.notify_all()
            waiting = self.change.wait_for(lambda: self._waits() or self.polls > poll or self.webhook)
            with suppress(TimeoutError):
                await asyncio.wait_for(waiting, given.get("timeout", 0) or 0.01)
            if self.webhook:
                raise Refusal(409, "Conflict: terminated by setWebhook request")
            if self.polls > poll:
                raise Refusal(409, f"Conflict: {_OTHER_POLL}")
            again, self._again = self._again, []
            return again + self.pending[: min(max(given.get("limit", 100), 1), 100)]

    def _allow(self, given: Object) -> None:
        if "allowed_updates" in given:
            check_kinds(given["allowed_updates"])
            self.allowed = given["allowed_updates"]

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            self.pending = self.pending[offset:]
        else:
            self.pending = [update for update in self.pending if update["update_id"] >= offset]

    def _waits(self) -> bool:
        """Drop the updates of kinds that the bot does not ask for, and see whether any other is there."""
        unwanted = [update for update in self.pending if not self._wants(update)]
        for update in unwanted:
            self.pending.remove(update)
        self.dropped += unwanted
        return bool(self._again or self.pending)

    def _wants(self, update: Object) -> bool:
        (kind,) = update.keys() - {"update_id"}
        return kind in self.allowed if self.allowed else kind not in UNASKED

    async def set_webhook(self, given: Object) -> bool:
        """Answer setWebhook: from now on updates are posted to an address."""
        check_webhook(given)
        self._allow(given)
        await self.delete_webhook(given)
        if given["url"]:
            async with self.change:
                self.webhook = given
                self._poster = asyncio.create_task(self._post_all(given))
                self.change.notify_all()
        return True

    async def delete_webhook(self, given: Object) -> bool:
        """Answer deleteWebhook: from now on updates wait to be asked for."""
        await self.close()
        async with self.change:
            self.webhook = None
            self._last_error = {}
            if given.get("drop_pending_updates"):
                self.pending.clear()
            self.change.notify_all()
        return True

    def webhook_info(self) -> Object:
        """Answer getWebhookInfo."""
        webhook = self.webhook or {"url": ""}
        info = {
            "url": webhook["url"],
            "has_custom_certificate": "certificate" in webhook,
            "pending_update_count": len(self.pending),
            **self._last_error,
        }
        if self.webhook:
            info["max_connections"] = webhook.get("max_connections", 40)
        return info | ({"allowed_updates": self.allowed} if self.allowed else {})

    async def close(self) -> None:
        """Stop posting."""
        if self._poster:
            self._poster.cancel()
            with suppress(asyncio.CancelledError):
                await self._poster
            self._poster = None

    async def _post_all(self, webhook: Object) -> None:
        headers = {"X-Telegram-Bot-Api-Secret-Token": webhook["secret_token"]} if "secret_token" in webhook else {}
        trust: dict[str, Any] = {}
        if "certificate" in webhook:
            trust["ssl"] = ssl.create_default_context(cadata=webhook["certificate"].file.read().decode())
        async with ClientSession(headers=headers, timeout=ClientTimeout(total=POST_SECONDS)) as session:
            while True:
                async with self.change:
                    await self.change.wait_for(self._waits)
                    queue = self._again or self.pending
                    update = queue[0]
                try:
                    async with session.post(webhook["url"], json=update, allow_redirects=False, **trust) as response:
                        taken = 200 <= response.status < 300
                        wrong = "" if taken else f"Wrong response from the webhook: {response.status}"
                except (ClientError, TimeoutError, OSError) as error:
                    wrong = f"Connection failed: {error}"
                if wrong:
                    self._last_error = {"last_error_date": int(time.time()), "last_error_message": wrong}
                    await asyncio.sleep(RETRY_SECONDS)
                    continue
                async with self.change:
                    if update in queue:
                        queue.remove(update)
                    self.change.notify_all()
