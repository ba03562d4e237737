"""A text message is a question: read it, ask, render, send."""

from __future__ import annotations

from telegram import Update

from bot import phrases
from bot.access import may_ask
from bot.context import BotContext, asker_of, message_of
from bot.handlers.sending import send_pages, send_sentence
from bot.render import messages


async def question(update: Update, context: BotContext) -> None:
    """Answer a question, if whoever asks may ask."""
    message, services = message_of(update), context.services
    asker = asker_of(message)
    if not may_ask(services.access, asker):
        await send_sentence(message, phrases.NOT_ALLOWED)
        return
    who = None if asker.user is None else str(asker.user)
    turn = await services.door.ask(message.text or "", services.conversations.context(asker), who)
    services.conversations.remember(asker, turn.context)
    await send_pages(message, messages(turn.answer))
