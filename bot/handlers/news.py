"""News of releases: who is told that another release is served, and what it says otherwise."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence

from telegram import Update
from telegram.error import Forbidden, TelegramError

from bot import phrases
from bot.access import Admitted, Asker
from bot.context import BotContext, message_of
from bot.desk import News
from bot.handlers.answering import admitted
from bot.handlers.sending import Where, say, where_of
from knowledge.answers.changed import change_line
from knowledge.changes import Change

log = logging.getLogger(__name__)
SHOWN = 8
_EVERY = 5.0  # A look at one number of the database.


async def watch(update: Update, context: BotContext) -> None:
    """Tell a person of every new release from now on, or, where they are told already, no longer."""
    message, services = message_of(update), context.services
    asker = await admitted(context, message.chat, message.from_user, where_of(message))
    if asker is None or asker.is_group or asker.person is None:
        return
    is_told = await services.door(services.desk.ledger.watch, asker.person)
    await say(context.bot, where_of(message), phrases.WATCHING if is_told else phrases.WATCHING_NO_MORE)


async def tell_news(context: BotContext) -> None:
    """Tell, as long as the bot runs, of what others publish, roll back to or have published while it was down."""
    services = context.services
    while True:
        try:
            for news in await services.door(services.desk.news):
                await announce(context, news)
        except Exception:  # Whatever fails now, a locked database most likely, is no reason to be silent for ever.
            log.exception("new releases could not be told of")
        await asyncio.sleep(_EVERY)


async def announce(context: BotContext, news: News, but: int | None = None) -> None:
    """Tell the admins, the listed groups and who asked for it, but one; who cannot be reached is no failure."""
    services, release = context.services, news.release
    text = "\n".join([phrases.ANNOUNCED.format(title=release.title, release=release.id), *change_lines(news.changed)])
    watchers = await services.door(_watchers, context)
    for chat in dict.fromkeys((*services.config.access.admins, *services.config.access.chats, *watchers)):
        if chat == but:
            continue
        try:
            await say(context.bot, Where(chat), text)
        except Forbidden:
            await services.door(services.desk.ledger.unwatch, chat)
        except TelegramError as error:
            log.info("chat %s could not be told: %s", chat, error)


def change_lines(changed: Sequence[Change]) -> list[str]:
    """Put in words what one release says otherwise than another, a line each, and how much more there is."""
    return [*map(change_line, changed[:SHOWN]), *more(len(changed))]


def more(count: int) -> list[str]:
    """Say how many things are not shown."""
    return [phrases.UPLOAD_MORE.format(count=count - SHOWN)] if count > SHOWN else []


def _watchers(context: BotContext) -> list[int]:
    """List who asked to be told and may still ask."""
    desk = context.services.desk
    asked = [Asker(person, person, is_group=False) for person in desk.ledger.watchers()]
    return [asker.chat for asker in asked if isinstance(desk.admit(asker), Admitted)]
