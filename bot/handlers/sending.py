"""Sending messages into a chat, and changing those that were sent."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

from telegram import (
    Bot,
    CallbackQuery,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    ReplyParameters,
)
from telegram.constants import ChatAction, ChatType, ParseMode
from telegram.error import BadRequest, ChatMigrated, TelegramError

from bot.keyboards import Button, Rows
from bot.presses import encode
from bot.render import Message as Page
from bot.render import message_of

log = logging.getLogger(__name__)
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
# What is answered sooner needs no sign of life; Telegram shows one for five seconds.
_SIGN_AFTER, _SIGN_EVERY = 0.25, 4.5


@dataclass(frozen=True, slots=True)
class Where:
    """Where a message goes: the chat, its topic, and the message that it hangs on."""

    chat: int
    thread: int | None = None
    hangs_on: int | None = None


def where_of(message: Message) -> Where:
    """Tell where an answer to a message goes; in a group it hangs on the message, which may be deleted meanwhile."""
    in_group = message.chat.type != ChatType.PRIVATE
    thread = message.message_thread_id if message.is_topic_message else None
    return Where(message.chat.id, thread, message.message_id if in_group else None)


async def send(bot: Bot, where: Where, pages: Sequence[Page], rows: Rows = ()) -> tuple[int, ...]:
    """Send messages one after another, the buttons below the last; gives their numbers."""
    numbers = []
    for at, page in enumerate(pages):
        numbers.append(await _send(bot, where, page, markup(rows) if at == len(pages) - 1 else None))
    return tuple(numbers)


async def say(bot: Bot, where: Where, text: str, rows: Rows = ()) -> tuple[int, ...]:
    """Send words of the chat's own."""
    return await send(bot, where, [message_of(text)], rows)


async def change(bot: Bot, chat: int, number: int, page: Page, rows: Rows = ()) -> None:
    """Change a message that was sent; that it is the same already is no error."""
    for text, mode in ((page.html, ParseMode.HTML), (page.plain, None)):
        try:
            await bot.edit_message_text(
                text, chat, number, parse_mode=mode, link_preview_options=_NO_PREVIEW, reply_markup=markup(rows)
            )
        except BadRequest as error:
            if "not modified" in str(error):
                return
            if mode is None:
                raise
            log.error("Telegram refused to change a message: %s", error)
        else:
            return


async def acknowledge(query: CallbackQuery, text: str | None = None, alert: bool = False) -> None:
    """Answer a press; one that waited too long for that, since the bot was down, is done all the same."""
    try:
        await query.answer(text, show_alert=alert)
    except BadRequest as error:
        if "too old" not in str(error):
            raise


def markup(rows: Rows) -> InlineKeyboardMarkup | None:
    """Give buttons in Telegram's form."""
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in rows]) if rows else None


@asynccontextmanager
async def typing(bot: Bot, where: Where) -> AsyncIterator[None]:
    """Show a sign of life while something takes longer."""
    task = asyncio.create_task(_show_typing(bot, where))
    try:
        yield
    finally:
        task.cancel()


async def _show_typing(bot: Bot, where: Where) -> None:
    await asyncio.sleep(_SIGN_AFTER)
    while True:
        with suppress(TelegramError):
            await bot.send_chat_action(where.chat, ChatAction.TYPING, message_thread_id=where.thread)
        await asyncio.sleep(_SIGN_EVERY)


async def _send(bot: Bot, where: Where, page: Page, keyboard: InlineKeyboardMarkup | None) -> int:
    """Send a message; where Telegram refuses the markup, the same words go out plain, and a moved chat is followed."""
    try:
        return await _post(bot, where, page.html, ParseMode.HTML, keyboard)
    except ChatMigrated as moved:
        return await _post(bot, Where(moved.new_chat_id, where.thread), page.html, ParseMode.HTML, keyboard)
    except BadRequest as error:
        log.error("Telegram refused a message with markup: %s", error)
        return await _post(bot, where, page.plain, None, keyboard)


async def _post(
    bot: Bot, where: Where, text: str, mode: ParseMode | None, keyboard: InlineKeyboardMarkup | None
) -> int:
    reply = ReplyParameters(where.hangs_on, allow_sending_without_reply=True) if where.hangs_on is not None else None
    sent = await bot.send_message(
        where.chat, text, parse_mode=mode, link_preview_options=_NO_PREVIEW, reply_parameters=reply,
        message_thread_id=where.thread, reply_markup=keyboard,
    )  # fmt: skip
    return sent.message_id


def _button(button: Button) -> InlineKeyboardButton:
    if button.copies:
        return InlineKeyboardButton(button.label, copy_text=CopyTextButton(button.copies))
    return InlineKeyboardButton(button.label, callback_data=encode(button.press) if button.press else None)
