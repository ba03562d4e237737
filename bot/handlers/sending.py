"""Sending answers and sentences into a chat."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from telegram import LinkPreviewOptions, Message, ReplyParameters
from telegram.constants import ChatType, ParseMode
from telegram.error import BadRequest

from bot.render import Message as Page

log = logging.getLogger(__name__)
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def send_pages(question: Message, pages: Iterable[Page]) -> None:
    """Answer a message; where Telegram refuses the markup, the same words go out plain."""
    for page in pages:
        try:
            await _send(question, page.html, ParseMode.HTML)
        except BadRequest as error:
            log.error("Telegram refused a message with markup: %s", error)
            await _send(question, page.plain, None)


async def send_sentence(question: Message, text: str) -> None:
    """Answer a message with words of the chat's own."""
    await _send(question, text, None)


async def _send(question: Message, text: str, parse_mode: ParseMode | None) -> None:
    in_group = question.chat.type != ChatType.PRIVATE
    await question.chat.send_message(
        text,
        parse_mode=parse_mode,
        link_preview_options=_NO_PREVIEW,
        # In a group an answer hangs on its question, which may be deleted meanwhile.
        reply_parameters=ReplyParameters(question.message_id, allow_sending_without_reply=True) if in_group else None,
        message_thread_id=question.message_thread_id if question.is_topic_message else None,
    )
