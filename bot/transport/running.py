"""Running the application: begin, poll or listen, and stop in time."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from socket import socket
from typing import Any
from urllib.parse import urlsplit

from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, TelegramError
from telegram.ext import Application, ExtBot

from bot.context import BotContext, Services
from bot.settings import Config, Telegram
from bot.transport.health import Health
from bot.transport.inbox import Inbox
from bot.transport.menus import set_menus
from bot.transport.order import InOrder
from bot.transport.pace import Pace
from bot.transport.sockets import listening
from knowledge.errors import PlanbotError

log = logging.getLogger(__name__)
App = Application[ExtBot[None], BotContext, dict[Any, Any], dict[Any, Any], Services, None]

# Telegram remembers the last list that it was given, so it always gets one.
UPDATES = ["message", "edited_message", "callback_query", "inline_query"]
# Waits of 1, 2, 4, ... seconds: about a minute in all for a network that comes up after the bot.
_TRIES = 7
# A supervisor gives ten seconds; what is cut off then is taken up at the next start.
_LAST_ANSWERS = 4.0
_LAST_CALL = 1.0
_HOUR = 3600


class NotConnected(PlanbotError):
    """Telegram refuses the bot or cannot be reached, or the webhook's port is taken."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What runs beside the application."""

    config: Config
    inbox: Inbox
    order: InOrder
    pace: Pace
    health: Health
    webhook_secret: str
    news: Callable[[BotContext], Coroutine[Any, Any, None]]


async def run(app: App, parts: Parts) -> None:
    """Run until SIGINT or SIGTERM. Raises NotConnected."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    operations = parts.config.operations
    await parts.health.start(operations.listen, operations.port)
    try:
        with _webhook_socket(parts.config.telegram) as posts:
            if await _managed(app.initialize, stop):
                await _serve(app, parts, posts, stop)
    finally:
        await parts.health.stop()


async def _serve(app: App, parts: Parts, posts: socket | None, stop: asyncio.Event) -> None:
    beside = [asyncio.create_task(_tidy_hourly(app))]
    try:
        await parts.inbox.take_up(app.bot)
        await app.start()
        if await _managed(partial(_listen, app, parts, posts), stop):
            log.info("answering as @%s", app.bot.username)
            beside.append(asyncio.create_task(_set_menus(app, parts.config)))
            beside.append(asyncio.create_task(parts.news(BotContext(app))))
            await stop.wait()
        log.info("stopping")
    finally:
        for task in beside:
            task.cancel()
        parts.health.announce_stop()
        await _stop_listening(app)
        await parts.order.stop(_LAST_ANSWERS, parts.pace.close, _LAST_CALL)
        if app.running:
            await app.stop()
        await app.shutdown()


@contextmanager
def _webhook_socket(telegram: Telegram) -> Iterator[socket | None]:
    """Listen where the webhook's posts come in, before Telegram is told to post there; None where it is asked."""
    if telegram.mode == "polling":
        yield None
        return
    try:
        posts = listening(telegram.webhook_listen, telegram.webhook_port)
    except OSError as error:
        raise NotConnected(
            f"the webhook cannot listen on {telegram.webhook_listen}:{telegram.webhook_port} ({error});"
            " change webhook_port in [telegram] of config.toml"
        ) from error
    with posts:
        yield posts


async def _listen(app: App, parts: Parts, posts: socket | None) -> None:
    """Ask Telegram for updates, or let it post them."""
    telegram = parts.config.telegram
    if app.updater is None:
        return
    if posts is None:
        await app.updater.start_polling(
            allowed_updates=UPDATES, bootstrap_retries=0, drop_pending_updates=False, error_callback=_log_polling
        )
        return
    try:
        await app.updater.start_webhook(
            unix=posts,  # Any socket will do; this one listens on webhook_port.
            url_path=urlsplit(telegram.webhook_url).path.strip("/"),
            webhook_url=telegram.webhook_url,
            secret_token=parts.webhook_secret,
            allowed_updates=UPDATES,
            bootstrap_retries=0,
            drop_pending_updates=False,
        )
    except BadRequest as error:
        raise NotConnected(
            f"Telegram refuses the webhook ({error}); check webhook_url in [telegram] of config.toml"
        ) from None


async def _stop_listening(app: App) -> None:
    """Take no more updates. The library waits up to half a minute where asking has failed before; not so here."""
    if app.updater is None or not app.updater.running:
        return
    stopping = asyncio.create_task(app.updater.stop())
    while not stopping.done():
        # The first cancelling ends the wait between two tries, the second the last call.
        await asyncio.wait([stopping], timeout=_LAST_CALL)
        stopping.cancel()
    await asyncio.gather(stopping, return_exceptions=True)


async def _managed(begin: Callable[[], Coroutine[Any, Any, None]], stop: asyncio.Event) -> bool:
    """Begin something with Telegram, again where the network is not up yet; False if the bot was stopped meanwhile."""
    stopped = asyncio.create_task(stop.wait())
    try:
        for number in range(_TRIES):
            beginning = asyncio.create_task(begin())
            await asyncio.wait([beginning, stopped], return_when=asyncio.FIRST_COMPLETED)
            if stopped.done():
                beginning.cancel()
                await asyncio.gather(beginning, return_exceptions=True)
                return False
            try:
                await beginning
                return True
            except InvalidToken:
                # The library's message holds the token; it must not be shown as a cause either.
                refusal = NotConnected("Telegram refuses the bot token; check PLANBOT_TOKEN or [telegram] token")
                raise refusal from None
            except NetworkError as error:
                if number == _TRIES - 1:
                    text = f"Telegram cannot be reached ({error}); check the network and api_base"
                    raise NotConnected(text) from None
                log.warning("Telegram cannot be reached yet: %s", error)
            await asyncio.wait([stopped], timeout=2**number)
        return False
    finally:
        stopped.cancel()


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
