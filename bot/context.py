"""The context that handlers get, with the services in it by type."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from telegram import Chat, Message, Update, User
from telegram.constants import ChatType
from telegram.ext import CallbackContext, ExtBot

from bot.access import Asker
from bot.desk import Desk
from bot.door import Door
from bot.limits import Limiter
from bot.metrics import Metrics
from bot.readings import Readings
from bot.settings import Config
from bot.underway import Underway


@dataclass(frozen=True, slots=True)
class Services:
    """What handlers work with."""

    config: Config
    door: Door
    desk: Desk
    questions: Limiter
    refusals: Limiter
    metrics: Metrics
    underway: Underway = field(default_factory=Underway)
    readings: Readings = field(default_factory=Readings)


class BotContext(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], Services]):
    """python-telegram-bot's context, whose `bot_data` are our services."""

    @property
    def services(self) -> Services:
        """Give what handlers work with."""
        return self.bot_data


def asker_of(chat: Chat, person: User | None) -> Asker:
    """Tell who writes or presses, and where."""
    return Asker(person.id if person else None, chat.id, chat.type != ChatType.PRIVATE)


def message_of(update: Update) -> Message:
    """Give the message of an update that a message handler got, new or edited."""
    message = update.message or update.edited_message
    if message is None:
        raise TypeError(f"update {update.update_id} holds no message")
    return message
