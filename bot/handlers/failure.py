"""What happens when a handler fails: the user reads one sentence, the log says where it came from."""

from __future__ import annotations

import logging
import secrets

from telegram import Update
from telegram.error import Forbidden, NetworkError, TelegramError

from bot import phrases
from bot.context import BotContext
from bot.handlers.sending import send_sentence

log = logging.getLogger(__name__)


async def failed(update: object, context: BotContext) -> None:
    """Log an error under a reference, and tell it to whoever asked."""
    error = context.error
    if isinstance(error, Forbidden):
        log.info("a chat has blocked the bot: %s", error)
        return
    if type(error) is NetworkError or not isinstance(update, Update) or update.effective_message is None:
        log.warning("%s: %s", type(error).__name__, error)
        return
    reference = secrets.token_hex(4)
    log.error("failure %s", reference, exc_info=error)
    try:
        await send_sentence(update.effective_message, phrases.failure(reference))
    except TelegramError as second:
        log.warning("failure %s could not be told: %s", reference, second)
