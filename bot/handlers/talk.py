"""What the bot says of itself: /start, /help, and what it does not understand."""

from __future__ import annotations

from telegram import Update

from bot import phrases
from bot.context import BotContext, asker_of, message_of
from bot.handlers.sending import send_sentence


async def start(update: Update, context: BotContext) -> None:
    """Greet, and begin the conversation afresh."""
    message = message_of(update)
    context.services.conversations.forget(asker_of(message))
    await send_sentence(message, phrases.START)


async def help_(update: Update, context: BotContext) -> None:
    """Show what can be asked."""
    await send_sentence(message_of(update), phrases.HELP)


async def unknown_command(update: Update, context: BotContext) -> None:
    """Say that there is no such command."""
    await send_sentence(message_of(update), phrases.UNKNOWN_COMMAND)


async def no_text(update: Update, context: BotContext) -> None:
    """Say that pictures, voice and the like are not understood."""
    await send_sentence(message_of(update), phrases.TEXT_ONLY)
