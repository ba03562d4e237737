"""What happens when a handler fails: the user reads one sentence, the log says where it came from."""

from __future__ import annotations

import logging
import secrets

from telegram import Message, Update
from telegram.error import Forbidden, NetworkError, TelegramError, TimedOut

from bot import phrases
from bot.context import BotContext
from bot.handlers.sending import acknowledge, say, where_of

log = logging.getLogger(__name__)


async def failed(update: object, context: BotContext) -> None:
    """Log an error under a reference, and tell it to whoever asked."""
    error = context.error
    if isinstance(error, Forbidden):
        log.info("a chat has blocked the bot: %s", error)
        return
    if type(error) in (NetworkError, TimedOut) or not isinstance(update, Update):
        log.warning("%s: %s", type(error).__name__, error)
        return
    reference = secrets.token_hex(4)
    context.services.metrics.failed()
    log.error("failure %s", reference, exc_info=error, extra={"failure": reference, "update": update.update_id})
    try:
        if update.callback_query:
            await acknowledge(update.callback_query)
        # A press can be answered only once, and mostly was before it failed: the sentence goes into the chat.
        if isinstance(update.effective_message, Message):
            await say(context.bot, where_of(update.effective_message), phrases.failure(reference))
    except TelegramError as second:
        log.warning("failure %s could not be told: %s", reference, second)
