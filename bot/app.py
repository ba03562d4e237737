"""The Telegram application: the one place where its parts are wired, started and stopped."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Callable
from datetime import date
from typing import Any, cast

from telegram.error import Conflict, InvalidToken, NetworkError, TelegramError
from telegram.ext import Application, CommandHandler, ContextTypes, ExtBot, MessageHandler, filters

from bot.context import BotContext, Services
from bot.conversations import Conversations
from bot.door import Door
from bot.handlers.failure import failed
from bot.handlers.question import question
from bot.handlers.talk import help_, no_text, start, unknown_command
from bot.notebook import Notebook
from bot.settings import Config, Telegram
from knowledge.errors import ConfigError, PlanbotError
from knowledge.lexicon import Lexicon
from knowledge.store import Store

log = logging.getLogger(__name__)
App = Application[ExtBot[None], BotContext, dict[Any, Any], dict[Any, Any], Services, None]

# Telegram remembers the last list that it was given, so it always gets one.
_UPDATES = ["message"]
# Waits of 1, 2, 4, ... seconds: about a minute in all for a network that comes up after the bot.
_TRIES = 7


class NotConnected(PlanbotError):
    """Telegram refuses the bot or cannot be reached."""


def serve(config: Config, store: Store, today: Callable[[], date], lexicon: Lexicon) -> None:
    """Run the bot until SIGINT or SIGTERM. Raises NotConnected."""
    door = Door(store, today, lexicon, Notebook(store, config.privacy))
    try:
        asyncio.run(_run(build(config, Services(door, config.access, Conversations()))))
    finally:
        door.close()


def check(config: Config) -> None:
    """See that the settings are enough to run the bot. Raises ConfigError."""
    if not config.telegram.token:
        raise ConfigError("there is no bot token; set PLANBOT_TOKEN, or token in [telegram] of config.toml")
    if config.telegram.mode != "polling":
        raise ConfigError('[telegram] mode "webhook" is not there yet; set mode = "polling"')


def build(config: Config, services: Services) -> App:
    """Wire the application: the handlers in the order in which they are tried."""
    types = ContextTypes(context=BotContext, bot_data=cast("type[Services]", lambda: services))
    builder = Application.builder().token(config.telegram.token.reveal()).context_types(types).job_queue(None)
    for part, address in _addresses(config.telegram).items():
        builder = getattr(builder, part)(address)
    app: App = builder.build()
    only_new = filters.UpdateType.MESSAGE
    # The first handler that matches takes the message: commands that are known, then any other command, then text,
    # and last what is not text; in groups the last is left alone, since people send each other pictures there.
    app.add_handler(CommandHandler("start", start, only_new))
    app.add_handler(CommandHandler("help", help_, only_new))
    app.add_handler(MessageHandler(only_new & filters.COMMAND & filters.ChatType.PRIVATE, unknown_command))
    app.add_handler(MessageHandler(only_new & filters.TEXT & ~filters.COMMAND, question))
    app.add_handler(MessageHandler(only_new & filters.ChatType.PRIVATE & ~filters.StatusUpdate.ALL, no_text))
    app.add_error_handler(failed)
    return app


async def _run(app: App) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    if not await _connected(app, stop) or app.updater is None:
        return
    try:
        await app.updater.start_polling(
            allowed_updates=_UPDATES, bootstrap_retries=_TRIES, drop_pending_updates=False, error_callback=_log_polling
        )
        await app.start()
        log.info("answering as @%s", app.bot.username)
        await stop.wait()
        log.info("stopping")
    finally:
        if app.updater.running:
            await app.updater.stop()
        if app.running:
            await app.stop()
        await app.shutdown()


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


def _addresses(telegram: Telegram) -> dict[str, str]:
    base = telegram.api_base.rstrip("/")
    return {"base_url": f"{base}/bot", "base_file_url": f"{base}/file/bot"} if base else {}


def _log_polling(error: TelegramError) -> None:
    if isinstance(error, Conflict):
        log.error("another program is polling with this token; stop one of the two, or they share the messages")
    else:
        log.warning("asking Telegram for messages failed: %s", error)
