"""Running the application: begin, poll or listen, and stop in time."""

from __future__ import annotations

import asyncio
import logging
import signal
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError
from telegram.ext import Application, ExtBot

from bot.context import BotContext, Services
from bot.settings import Config
from bot.transport.health import Health
from bot.transport.inbox import Inbox
from bot.transport.menus import set_menus
from bot.transport.order import InOrder
from knowledge.errors import PlanbotError

log = logging.getLogger(__name__)
App = Application[ExtBot[None], BotContext, dict[Any, Any], dict[Any, Any], Services, None]

# Telegram remembers the last list that it was given, so it always gets one.
UPDATES = ["message", "edited_message", "callback_query", "inline_query"]
# Waits of 1, 2, 4, ... seconds: about a minute in all for a network that comes up after the bot.
_TRIES = 7
# A supervisor gives ten seconds; what is cut off then is taken up at the next start.
_LAST_ANSWERS = 5.0
_HOUR = 3600


class NotConnected(PlanbotError):
    """Telegram refuses the bot or cannot be reached, or the webhook's port is taken."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What runs beside the application."""

    config: Config
    inbox: Inbox
    order: InOrder
    health: Health
    webhook_secret: str


async def run(app: App, parts: Parts) -> None:
    """Run until SIGINT or SIGTERM. Raises NotConnected."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    operations = parts.config.operations
    await parts.health.start(operations.listen, operations.port)
    try:
        if await _connected(app, stop):
            await _serve(app, parts, stop)
    finally:
        await parts.health.stop()


async def _serve(app: App, parts: Parts, stop: asyncio.Event) -> None:
    tidying = asyncio.create_task(_tidy_hourly(app))
    try:
        await parts.inbox.take_up(app.bot)
        await app.start()
        await _listen(app, parts)
        log.info("answering as @%s", app.bot.username)
        await _set_menus(app, parts.config)
        await stop.wait()
        log.info("stopping")
    finally:
        tidying.cancel()
        parts.health.announce_stop()
        if app.updater and app.updater.running:
            await app.updater.stop()
        await parts.order.stop(_LAST_ANSWERS)
        if app.running:
            await app.stop()
        await app.shutdown()


async def _listen(app: App, parts: Parts) -> None:
    """Ask Telegram for updates, or let it post them."""
    telegram = parts.config.telegram
    if app.updater is None:
        return
    if telegram.mode == "polling":
        await app.updater.start_polling(
            allowed_updates=UPDATES, bootstrap_retries=_TRIES, drop_pending_updates=False, error_callback=_log_polling
        )
        return
    try:
        await app.updater.start_webhook(
            listen=telegram.webhook_listen,
            port=telegram.webhook_port,
            url_path=urlsplit(telegram.webhook_url).path.strip("/"),
            webhook_url=telegram.webhook_url,
            secret_token=parts.webhook_secret,
            allowed_updates=UPDATES,
            bootstrap_retries=_TRIES,
            drop_pending_updates=False,
        )
    except OSError as error:
        raise NotConnected(
            f"the webhook cannot listen on {telegram.webhook_listen}:{telegram.webhook_port} ({error.strerror});"
            " change webhook_port in [telegram] of config.toml"
        ) from error


async def _connected(app: App, stop: asyncio.Event) -> bool:
    """Say hello to Telegram, again where the network is not up yet; False if the bot was stopped meanwhile."""
    for number in range(_TRIES):
        try:
            await app.initialize()
            return True
        except InvalidToken:
            # The library's message holds the token; it must not be shown as a cause either.
            refusal = NotConnected("Telegram refuses the bot token; check PLANBOT_TOKEN or [telegram] token")
            raise refusal from None
        except NetworkError as error:
            if number == _TRIES - 1:
                raise NotConnected(f"Telegram cannot be reached ({error}); check the network and api_base") from None
            log.warning("Telegram cannot be reached yet: %s", error)
        try:
            await asyncio.wait_for(stop.wait(), timeout=2**number)
            return False
        except TimeoutError:
            continue
    return False


async def _set_menus(app: App, config: Config) -> None:
    """Register the menus, those of admins who have spoken with the bot before among them."""
    services = app.bot_data
    known = [a for a in config.access.admins if await services.door(services.desk.ledger.knows, a)]
    await set_menus(app.bot, known)


async def _tidy_hourly(app: App) -> None:
    services = app.bot_data
    while True:
        await services.door(services.desk.ledger.tidy)
        await asyncio.sleep(_HOUR)


def _log_polling(error: TelegramError) -> None:
    if isinstance(error, Conflict):
        log.error("another program is polling with this token; stop one of the two, or they share the messages")
    else:
        log.warning("asking Telegram for messages failed: %s", error)
