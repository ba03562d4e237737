"""Telegram's pace: how often messages go out, and what is tried again.

About 30 messages a second over all chats, 1 a second to a chat, 20 a minute to a group (Bots FAQ, "My bot is hitting
limits"). Only calls that Telegram counts wait; "typing" and the answers to presses do not.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

import httpx
from telegram.error import NetworkError, RetryAfter, TimedOut
from telegram.ext import BaseRateLimiter

log = logging.getLogger(__name__)
_COUNTED = {"sendMessage", "editMessageText", "editMessageReplyMarkup", "sendDocument", "sendPhoto"}
# These are tried again by whoever starts the bot.
_OF_START = {"getMe", "getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo"}
# A repetition of these does no harm: they set or ask for something.
_HARMLESS = {
    "getFile", "setMyCommands", "editMessageText", "editMessageReplyMarkup", "deleteMessage", "sendChatAction",
    "answerCallbackQuery", "answerInlineQuery",
}  # fmt: skip
_TRIES = 6
_FIRST_WAIT = 0.5
_PER_CHAT, _PER_GROUP = 1.0, 3.0
_CHATS_KEPT = 10_000
# A connection that breaks before an answer is mostly an idle one that the server had closed: what was sent on it was
# not heard. A time-out while the answer is awaited may mean that the message arrived.
_UNHEARD = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.RemoteProtocolError, httpx.ReadError,
            httpx.WriteError)  # fmt: skip


class Lane:
    """Gives times that lie at least an interval apart (seconds of the loop's clock)."""

    def __init__(self, interval: float) -> None:
        self._interval = interval
        self.next = 0.0

    def reserve(self, at: float) -> float:
        """Give the next free time, not before the one asked for."""
        found = max(at, self.next)
        self.next = found + self._interval
        return found


class Pace(BaseRateLimiter[None]):
    """Keeps the pace, waits where Telegram says so, and tries again what can be tried again safely.

    `per_second` is the pace over all chats; 0 lifts it and that of the chats. `heard` is told the outcome of each call.
    """

    def __init__(self, per_second: int, heard: Callable[[str, str], None]) -> None:
        self._all = Lane(1 / per_second) if per_second else None
        self._chats: dict[int | str, Lane] = {}
        self._heard = heard
        self._is_closed = False

    def close(self) -> None:
        """Send nothing more: what waits for its turn is cut off, what is being sent ends."""
        self._is_closed = True

    async def initialize(self) -> None:
        """Begin."""

    async def shutdown(self) -> None:
        """End."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> Any:
        """Make a call when its time has come, and again where that is safe."""
        chat = data.get("chat_id")
        for number in range(1, _TRIES + 1):
            if endpoint in _COUNTED:
                await self._turn(chat)
                if self._is_closed:
                    raise asyncio.CancelledError("the bot stops")
            try:
                result = await callback(*args, **kwargs)
            except RetryAfter as error:
                self._heard(endpoint, "retry_after")
                wait = _seconds(error)
                self._hold(chat, wait)
                if number == _TRIES:
                    raise
                await asyncio.sleep(wait)
            except NetworkError as error:
                self._heard(endpoint, type(error).__name__)
                if number == _TRIES or not _is_safe(endpoint, error):
                    raise
                wait = _FIRST_WAIT * 2 ** (number - 1)
                log.warning("%s failed (%s); it is tried again in %.1f s", endpoint, error, wait)
                await asyncio.sleep(wait)
            else:
                self._heard(endpoint, "ok")
                return result
        raise AssertionError("the last try returns or raises")

    async def _turn(self, chat: int | str | None) -> None:
        """Wait until a message may go out to a chat: when both its own lane and that of all chats are free."""
        if self._all is None:
            return
        now = asyncio.get_running_loop().time()
        at = now if chat is None else self._lane(chat).reserve(now)
        if at > now:
            await asyncio.sleep(at - now)  # A place in the lane of all chats is not held while a chat's own is awaited.
        at = self._all.reserve(asyncio.get_running_loop().time())
        await asyncio.sleep(at - asyncio.get_running_loop().time())

    def _lane(self, chat: int | str) -> Lane:
        if len(self._chats) > _CHATS_KEPT:
            now = asyncio.get_running_loop().time()
            self._chats = {c: lane for c, lane in self._chats.items() if lane.next > now}
        is_group = isinstance(chat, int) and chat < 0
        return self._chats.setdefault(chat, Lane(_PER_GROUP if is_group else _PER_CHAT))

    def _hold(self, chat: int | str | None, seconds: float) -> None:
        """Hold a chat that Telegram told to wait; others go on."""
        if chat is not None and self._all is not None:
            lane = self._lane(chat)
            lane.next = max(lane.next, asyncio.get_running_loop().time() + seconds)


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return float(wait) if isinstance(wait, int | float) else wait.total_seconds()


def _is_safe(endpoint: str, error: NetworkError) -> bool:
    """Tell whether a call that failed may be made again without being done twice."""
    if type(error) not in (NetworkError, TimedOut):
        return False  # BadRequest is a NetworkError, too.
    if endpoint in _OF_START:
        return False
    if endpoint in _HARMLESS:
        return True
    cause = error.__cause__
    return isinstance(cause, _UNHEARD) or (type(error) is NetworkError and not isinstance(cause, httpx.HTTPError))
