"""The Telegram application: the one place where its parts are wired."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import cast

from filelock import FileLock, Timeout
from telegram import Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    InlineQueryHandler,
    MessageHandler,
    TypeHandler,
    filters,
)
from telegram.request import HTTPXRequest

from bot.context import BotContext, Services
from bot.desk import Desk
from bot.door import Door
from bot.handlers import admin, drafts, lookup, news, talk
from bot.handlers.buttons import pressed
from bot.handlers.failure import failed
from bot.handlers.inline import inline
from bot.handlers.question import ask_command, question
from bot.limits import Limiter
from bot.metrics import Metrics
from bot.settings import Config, Telegram
from bot.transport.asking import Asking
from bot.transport.health import Health
from bot.transport.inbox import Inbox
from bot.transport.order import InOrder
from bot.transport.pace import Pace
from bot.transport.running import App, Parts, run
from bot.transport.watch import Watch
from knowledge.errors import ConfigError, PlanbotError
from knowledge.lexicon import Lexicon
from knowledge.store import Store

log = logging.getLogger(__name__)
# At least as many as wait for Telegram at a time, so that none waits for a connection.
_CONNECTIONS = 256
_PATIENCE = 20.0
# A stranger's messages are answered so often in a minute; the others are left alone.
_REFUSALS = 3


class AlreadyRunning(PlanbotError):
    """Another process serves from this database."""


def check(config: Config) -> None:
    """See that the settings are enough to run the bot. Raises ConfigError."""
    if not config.telegram.token:
        raise ConfigError("there is no bot token; set PLANBOT_TOKEN, or token in [telegram] of config.toml")
    if config.telegram.mode == "webhook" and not config.telegram.webhook_url:
        raise ConfigError('[telegram] mode "webhook" needs webhook_url, the public address that Telegram posts to')


def webhook_secret(config: Config, store: Store) -> str:
    """Give what Telegram shows with each post: the one of the settings, or one that is made and kept."""
    return config.telegram.webhook_secret.reveal() or store.secret("webhook")


def serve(config: Config, store: Store, today: Callable[[], date], lexicon: Lexicon) -> None:
    """Run the bot until SIGINT or SIGTERM. Raises NotConnected, AlreadyRunning."""
    door = Door()
    lock = FileLock(f"{Path(config.knowledge.db)}.lock")
    try:
        with lock.acquire(timeout=0):
            asyncio.run(_run(config, store, today, lexicon, door))
    except Timeout as error:
        raise AlreadyRunning(
            f"another planbot serve runs with {config.knowledge.db}; stop it, or name another database with --db"
        ) from error
    finally:
        door.close()


async def _run(config: Config, store: Store, today: Callable[[], date], lexicon: Lexicon, door: Door) -> None:
    metrics = Metrics()
    desk = Desk(store, config, today, lexicon)
    services = Services(config, door, desk, Limiter(config.limits.questions_per_minute), Limiter(_REFUSALS), metrics)
    inbox = Inbox(door, store.ledger)
    order = InOrder(inbox.done)
    pace = Pace(config.telegram.messages_per_second, metrics.called)
    app = build(services, inbox, order, pace)
    watch = Watch(app, services, inbox)
    await watch.read()
    health = Health(metrics, watch.state)
    await run(app, Parts(config, inbox, order, pace, health, webhook_secret(config, store), news.tell_news))


def build(services: Services, inbox: Inbox, order: InOrder, pace: Pace) -> App:
    """Wire the application: the handlers in the order in which they are tried."""
    config = services.config
    types = ContextTypes(context=BotContext, bot_data=cast("type[Services]", lambda: services))
    builder = (
        Application.builder()
        .token(config.telegram.token.reveal())
        .context_types(types)
        .job_queue(None)
        .update_queue(inbox)
        .concurrent_updates(order)
        .rate_limiter(pace)
        .get_updates_request(Asking())
        .request(
            HTTPXRequest(
                _CONNECTIONS, connect_timeout=_PATIENCE, read_timeout=_PATIENCE, write_timeout=_PATIENCE,
                pool_timeout=_PATIENCE,
            )
        )
    )  # fmt: skip
    for part, address in _addresses(config.telegram).items():
        builder = getattr(builder, part)(address)
    app: App = builder.build()
    _add_handlers(app)
    return app


def _add_handlers(app: App) -> None:
    """Add the handlers: of those of a group the first that matches takes an update.

    Known commands come first, then files, any other command, text, and last what is not text; in groups the last is
    left alone, since people send each other pictures there.
    """
    new, private = filters.UpdateType.MESSAGE, filters.ChatType.PRIVATE
    text = filters.UpdateType.MESSAGES & filters.TEXT & ~filters.COMMAND
    app.add_handler(TypeHandler(Update, _counted), group=-1)
    app.add_handler(CommandHandler("ask", ask_command, filters.UpdateType.MESSAGES))
    for name, handler in {
        "start": talk.start, "help": talk.help_, "cancel": talk.cancel, "forget": talk.forget,
        "kpi": lookup.kpi, "goals": lookup.goals, "plans": lookup.plans, "search": lookup.search, "watch": news.watch,
        "releases": admin.releases, "rollback": admin.rollback, "misses": admin.misses, "stats": admin.stats,
        "allow": admin.allow, "deny": admin.deny,
    }.items():  # fmt: skip
        app.add_handler(CommandHandler(name, handler, new))
    app.add_handler(MessageHandler(new & private & filters.Document.ALL, drafts.upload))
    app.add_handler(MessageHandler(new & private & filters.COMMAND, talk.unknown_command))
    app.add_handler(MessageHandler(text, question))
    app.add_handler(MessageHandler(new & private & ~filters.StatusUpdate.ALL, talk.no_text))
    app.add_handler(CallbackQueryHandler(pressed))
    app.add_handler(InlineQueryHandler(inline))
    app.add_error_handler(failed)


async def _counted(update: Update, context: BotContext) -> None:
    """Count what Telegram delivers, by its kind."""
    kinds = ("message", "edited_message", "callback_query", "inline_query")
    context.services.metrics.received(next((k for k in kinds if getattr(update, k)), "other"))


def _addresses(telegram: Telegram) -> dict[str, str]:
    base = telegram.api_base.rstrip("/")
    return {"base_url": f"{base}/bot", "base_file_url": f"{base}/file/bot"} if base else {}
