"""What the bot says of itself, and what it does not understand: /start, /help, /cancel, /forget, pictures."""

from __future__ import annotations

import time

from telegram import Update
from telegram.constants import ChatType

from bot import phrases
from bot.access import Stranger, Unheard, is_admin
from bot.context import BotContext, asker_of, message_of
from bot.handlers.answering import Asking, admitted, answer, not_too_fast
from bot.handlers.sending import say, where_of
from bot.transport.menus import set_admin_menu
from knowledge.conversation import Context
from knowledge.links import is_link


async def start(update: Update, context: BotContext) -> None:
    """Greet and begin the conversation afresh, or show the fact that a deep link leads to."""
    message, services = message_of(update), context.services
    where = where_of(message)
    asker = await admitted(context, message.chat, message.from_user, where)
    if asker is None:
        return
    link = (context.args or [""])[0]
    if not is_link(link):
        await services.door(services.desk.ledger.remember, asker.chat, asker.key, Context())
        await say(context.bot, where, phrases.START)
        if is_admin(services.config.access, asker.person) and not asker.is_group:
            await set_admin_menu(context.bot, asker.chat)
        return
    if not await not_too_fast(context, asker, where):
        return
    note, said = await services.door(services.desk.follow, link)
    if said is None:
        await say(context.bot, where, note)
        return
    asking = Asking(update.update_id, asker, where, message.message_id)
    await answer(context, asking, lambda: said, note)


async def help_(update: Update, context: BotContext) -> None:
    """Show what can be asked."""
    message = message_of(update)
    where = where_of(message)
    asker = await admitted(context, message.chat, message.from_user, where)
    if asker is None:
        return
    more = [phrases.HELP_GROUP] if asker.is_group else []
    more += [phrases.HELP_ADMIN] if is_admin(context.services.config.access, asker.person) else []
    await say(context.bot, where, "\n\n".join([phrases.HELP, *more]))


async def cancel(update: Update, context: BotContext) -> None:
    """Forget what was spoken of."""
    message, services = message_of(update), context.services
    asker = await admitted(context, message.chat, message.from_user, where_of(message))
    if asker:
        await services.door(services.desk.ledger.remember, asker.chat, asker.key, Context())
        await say(context.bot, where_of(message), phrases.CANCELLED)


async def forget(update: Update, context: BotContext) -> None:
    """Delete what is kept about a person; who may not ask may ask for this all the same."""
    message, services = message_of(update), context.services
    if message.from_user is None:
        return
    await services.door(services.desk.ledger.forget, message.from_user.id)
    asker = asker_of(message.chat, message.from_user)
    match await services.door(services.desk.admit, asker):
        case Unheard():
            return
        case Stranger() if services.refusals.admit(asker.key, time.monotonic()) != "allowed":
            return
    await say(context.bot, where_of(message), phrases.FORGOTTEN)


async def unknown_command(update: Update, context: BotContext) -> None:
    """Say that there is no such command; in a group commands are mostly meant for other bots."""
    message = message_of(update)
    if message.chat.type == ChatType.PRIVATE and await admitted(
        context, message.chat, message.from_user, where_of(message)
    ):
        await say(context.bot, where_of(message), phrases.UNKNOWN_COMMAND)


async def no_text(update: Update, context: BotContext) -> None:
    """Say kindly that pictures, voice and the like are not understood."""
    message = message_of(update)
    if await admitted(context, message.chat, message.from_user, where_of(message)):
        await say(context.bot, where_of(message), phrases.TEXT_ONLY)
