"""A text is a question: in private any, in a group what is addressed to the bot."""

from __future__ import annotations

from functools import partial

from telegram import Message, MessageEntity, Update
from telegram.constants import ChatType

from bot import phrases
from bot.context import BotContext, message_of
from bot.handlers.answering import Asking, admitted, answer, not_too_fast
from bot.handlers.sending import say, where_of


async def question(update: Update, context: BotContext) -> None:
    """Answer a text in a private chat; in a group one that replies to the bot or mentions it."""
    message = message_of(update)
    text = message.text or ""
    if message.chat.type != ChatType.PRIVATE:
        mentioned, text = _without_mention(message, context.bot.username, context.bot.id)
        if not mentioned and not _replies_to(message, context.bot.id):
            return
    await ask(update, context, text)


async def ask_command(update: Update, context: BotContext) -> None:
    """Answer /ask and what stands behind it."""
    message = message_of(update)
    text = " ".join(context.args or [])
    if not text and (await admitted(context, message.chat, message.from_user, where_of(message))):
        await say(context.bot, where_of(message), phrases.ASK_WHAT)
    elif text:
        await ask(update, context, text)


async def ask(update: Update, context: BotContext, text: str) -> None:
    """Answer a question; an edited one gets its answer edited."""
    message, services = message_of(update), context.services
    where = where_of(message)
    asker = await admitted(context, message.chat, message.from_user, where)
    if asker is None or not await not_too_fast(context, asker, where):
        return
    before = None
    if update.edited_message:
        before = await services.door(services.desk.ledger.reply_to, asker.chat, message.message_id)
    reply = message.reply_to_message
    reply_to = reply.message_id if reply and _replies_to(message, context.bot.id) else None
    asking = Asking(update.update_id, asker, where, message.message_id)
    await answer(context, asking, partial(services.desk.ask, asker, text, reply_to), before=before)


def _replies_to(message: Message, bot: int) -> bool:
    reply = message.reply_to_message
    return reply is not None and reply.from_user is not None and reply.from_user.id == bot


def _without_mention(message: Message, username: str, bot: int) -> tuple[bool, str]:
    """Tell whether a message mentions the bot, and give its text without that."""
    text, mentioned = message.text or "", False
    for entity, words in message.parse_entities([MessageEntity.MENTION, MessageEntity.TEXT_MENTION]).items():
        if words.casefold() == f"@{username}".casefold() or (entity.user is not None and entity.user.id == bot):
            mentioned, text = True, text.replace(words, " ", 1)
    return mentioned, text.strip()
