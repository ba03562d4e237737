"""The way of every answer: may they ask, is it not too fast, ask, send, and note that it was sent."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from telegram import Chat, User
from telegram.error import BadRequest

from bot import keyboards, phrases
from bot.access import Admitted, Asker, Stranger
from bot.context import BotContext, asker_of
from bot.desk import Said
from bot.handlers.sending import Where, change, say, send, typing
from bot.keyboards import Rows
from bot.render import Letter, letter
from knowledge.replies import Reply


@dataclass(frozen=True, slots=True)
class Asking:
    """What is to be answered: the update's number, who asks, where the answer goes, and the message that asked."""

    number: int
    asker: Asker
    where: Where
    asked: int


async def admitted(context: BotContext, chat: Chat, person: User | None, where: Where) -> Asker | None:
    """Give who asks if they may; a stranger is told how to be let in, and not more often than needed."""
    services, asker = context.services, asker_of(chat, person)
    match await services.door(services.desk.admit, asker):
        case Admitted():
            return asker
        case Stranger() if services.refusals.admit(asker.key, time.monotonic()) == "allowed":
            await say(context.bot, where, await refusal(context, asker))
    return None


async def refusal(context: BotContext, asker: Asker) -> str:
    """Say that somebody may not ask, with the code by which an admin lets them in."""
    if asker.person is None or not context.services.config.access.admins:
        return phrases.NOT_ALLOWED
    code = await context.services.door(context.services.desk.ledger.code_for, asker.person)
    return phrases.PAIRING.format(code=code)


async def not_too_fast(context: BotContext, asker: Asker, where: Where) -> bool:
    """Tell whether somebody may ask now; the first question too many is answered with a kind word."""
    verdict = context.services.questions.admit(asker.key, time.monotonic())
    if verdict == "told":
        await say(context.bot, where, phrases.SLOW_DOWN)
    return verdict == "allowed"


async def answer(
    context: BotContext, asking: Asking, ask: Callable[[], Said | None], note: str = "", before: Reply | None = None
) -> None:
    """Work an answer out, send it (in the place of an earlier one, if there is), and note that it was sent."""
    services, bot = context.services, context.bot
    began = time.monotonic()
    async with typing(bot, asking.where):
        said = await services.door(ask)
        if said is None:
            await say(bot, asking.where, phrases.GONE)
            return
        out = letter(said.turn.answer, note)
        rows = rows_of(said, out, bot.username)
        with services.underway.sending(said.key):
            if before is None:
                numbers = await send(bot, asking.where, out.messages, rows)
            else:
                numbers = await _replace(context, before, asking.where, out, rows)
            pages = tuple(page.html for page in out.pages)
            await services.door(services.desk.sent, asking.asker, asking.number, asking.asked, numbers, said, pages)
    services.metrics.answered(said.status, time.monotonic() - began)


def rows_of(said: Said, out: Letter, bot: str) -> Rows:
    """Give the buttons of an answer."""
    link = keyboards.deep_link(bot, said.topic.link) if said.topic else ""
    sources = len(said.turn.answer.citations)
    rows = keyboards.for_answer(said.key, said.topic, said.choices, said.turn.answer.suggestions, sources, link)
    turning = keyboards.answer_pages(said.key, len(out.pages), 0)
    return (turning, *rows) if turning else rows


async def _replace(context: BotContext, before: Reply, where: Where, out: Letter, rows: Rows) -> tuple[int, ...]:
    """Put a new answer into the messages of an earlier one; what is left over is deleted, what is more is sent."""
    bot, pages = context.bot, out.messages
    kept = before.messages[: len(pages)]
    try:
        for at, (number, page) in enumerate(zip(kept, pages, strict=False)):
            await change(bot, before.chat, number, page, rows if at == len(pages) - 1 else ())
    except BadRequest:
        return await send(bot, where, pages, rows)  # Somebody has deleted the earlier answer.
    for number in before.messages[len(pages) :]:
        try:
            await bot.delete_message(before.chat, number)
        except BadRequest:
            continue  # It may be gone already, or too old to be deleted.
    return (*kept, *(await send(bot, where, pages[len(kept) :], rows))) if len(pages) > len(kept) else kept
