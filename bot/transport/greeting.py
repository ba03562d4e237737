"""A first word with Telegram: whose token it is, where updates go, and what time it is there."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from telegram import Bot, WebhookInfo
from telegram.error import InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot.findings import Finding
from bot.logs import redact
from bot.settings import Telegram

TIMEOUT = 10.0
_TELEGRAM = "https://api.telegram.org"
_CLOCK_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Greeting:
    """What Telegram said, and the time there and here when it did."""

    username: str
    webhook: WebhookInfo
    there: datetime | None
    here: datetime


def check_telegram(telegram: Telegram, timeout: float = TIMEOUT) -> list[Finding]:
    """Ask Telegram for the bot and its webhook, and judge the answers; none of them shows the token."""
    try:
        greeting = asyncio.run(_greet(telegram, timeout))
    except InvalidToken:
        also = ", or api_base" if telegram.api_base else ""
        text = f"Telegram refuses it; check PLANBOT_TOKEN or token in [telegram]{also}"
        return [Finding("token", "problem", text)]
    except (TelegramError, TimeoutError) as error:
        why = redact(str(error), telegram.token) or f"no answer within {timeout:g} seconds"
        text = f"Telegram cannot be reached ({' '.join(why.split())}); check the network and api_base"
        return [Finding("token", "problem", text)]
    found = [
        Finding("token", "ok", f"Telegram knows it as @{greeting.username}"),
        webhook_finding(greeting.webhook, telegram, greeting.here),
    ]
    return found if greeting.there is None else [*found, clock_finding(greeting.there, greeting.here)]


def webhook_finding(info: WebhookInfo, telegram: Telegram, now: datetime) -> Finding:
    """Judge where Telegram hands updates, against the settings."""
    url = redact(info.url, telegram.token, telegram.webhook_secret)
    waiting = f"{info.pending_update_count} updates wait"
    if telegram.mode == "polling":
        if url:
            text = f'Telegram posts to {url}, and mode is polling; planbot serve ends that, or set mode = "webhook"'
            return Finding("webhook", "warning", text)
        return Finding("webhook", "ok", f"none is set, as polling needs it; {waiting}")
    if not url:
        return Finding("webhook", "warning", f"none is set yet; planbot serve sets it; {waiting}")
    if info.url.rstrip("/") != telegram.webhook_url.rstrip("/"):
        text = f"Telegram posts to {url}, which is not webhook_url in [telegram]; planbot serve corrects that"
        return Finding("webhook", "warning", text)
    if info.last_error_date and info.pending_update_count:
        minutes = int((now - info.last_error_date).total_seconds() // 60)
        why = redact(info.last_error_message or "no reason given", telegram.token, telegram.webhook_secret)
        text = f"Telegram's last post failed {minutes} minutes ago ({why}), {waiting}; check the reverse proxy"
        return Finding("webhook", "warning", text)
    return Finding("webhook", "ok", f"Telegram posts to {url}; {waiting}")


def clock_finding(there: datetime, here: datetime) -> Finding:
    """Judge this machine's clock by Telegram's."""
    seconds = round((here - there).total_seconds())
    if abs(seconds) <= _CLOCK_SECONDS:
        return Finding("clock", "ok", "agrees with Telegram's")
    way = "ahead of" if seconds > 0 else "behind"
    text = f"is {abs(seconds)} seconds {way} Telegram's, and 今年 is read from it; let NTP set it"
    return Finding("clock", "warning", text)


async def _greet(telegram: Telegram, timeout: float) -> Greeting:
    times: list[tuple[datetime | None, datetime]] = []

    async def note(response: Any) -> None:
        times.append((_time(response.headers.get("Date", "")), datetime.now(UTC)))

    # The library hides the headers of an answer; httpx shows them to a hook.
    request = HTTPXRequest(
        read_timeout=timeout, connect_timeout=timeout, httpx_kwargs={"event_hooks": {"response": [note]}}
    )
    base = telegram.api_base.rstrip("/") or _TELEGRAM
    bot = Bot(telegram.token.reveal(), base_url=f"{base}/bot", request=request)
    try:
        async with asyncio.timeout(timeout):
            await bot.initialize()
            webhook = await bot.get_webhook_info()
    finally:
        await bot.shutdown()
    return Greeting(bot.username, webhook, *times[-1])


def _time(header: str) -> datetime | None:
    try:
        time = parsedate_to_datetime(header)
    except ValueError:
        return None
    return time if time.tzinfo else None
