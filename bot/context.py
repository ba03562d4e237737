"""The context that handlers get, with the services in it by type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from telegram import Message, Update
from telegram.constants import ChatType
from telegram.ext import CallbackContext, ExtBot

from bot.access import Asker
from bot.conversations import Conversations
from bot.door import Door
from bot.settings import Access


@dataclass(frozen=True, slots=True)
class Services:
    """What handlers work with."""

    door: Door
    access: Access
    conversations: Conversations


class BotContext(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], Services]):
    """python-telegram-bot's context, whose `bot_data` are our services."""

    @property
    def services(self) -> Services:
        """Give what handlers work with."""
        return self.bot_data


def asker_of(message: Message) -> Asker:
    """Tell who wrote a message, and where."""
    user = message.from_user
    return Asker(user.id if user else None, message.chat.id, message.chat.type != ChatType.PRIVATE)


def message_of(update: Update) -> Message:
    """Give the message of an update that a message handler got."""
    if update.message is None:
        raise TypeError(f"update {update.update_id} holds no message")
    return update.message
