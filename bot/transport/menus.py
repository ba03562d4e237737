"""The menus of commands that Telegram shows: for everybody, for groups, and for each admin."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from telegram import Bot, BotCommand, BotCommandScope, BotCommandScopeAllGroupChats, BotCommandScopeChat
from telegram.error import TelegramError

from bot import phrases

log = logging.getLogger(__name__)


async def set_menus(bot: Bot, admins: Iterable[int]) -> None:
    """Register the menus; those of admins who have begun a chat with the bot, since Telegram refuses the others."""
    await _set(bot, phrases.COMMANDS, None)
    await _set(bot, phrases.COMMANDS_GROUP, BotCommandScopeAllGroupChats())
    for admin in admins:
        await set_admin_menu(bot, admin)


async def set_admin_menu(bot: Bot, admin: int) -> None:
    """Register the menu of an admin."""
    await _set(bot, phrases.COMMANDS | phrases.COMMANDS_ADMIN, BotCommandScopeChat(admin))


async def _set(bot: Bot, named: dict[str, str], scope: BotCommandScope | None) -> None:
    """Register a menu; that this fails keeps nobody from asking."""
    try:
        await bot.set_my_commands([BotCommand(name, said) for name, said in named.items()], scope)
    except TelegramError as error:
        log.info("a menu could not be set: %s", error)
