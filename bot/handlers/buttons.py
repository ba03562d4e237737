"""Presses of buttons: each is answered at once, and whether the presser may ask is seen again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from telegram import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest

from bot import keyboards, phrases
from bot.access import Admitted, Asker
from bot.context import BotContext, asker_of
from bot.handlers.answering import Asking, answer, not_too_fast
from bot.handlers.drafts import bring_back, drop, publish
from bot.handlers.lookup import show_menu
from bot.handlers.reading import stop
from bot.handlers.sending import Where, acknowledge, markup, send, where_of
from bot.presses import (
    AskOffer,
    BringBack,
    Browse,
    Drop,
    Explain,
    Press,
    Publish,
    Rate,
    ShowField,
    ShowSource,
    StopReading,
    TurnPage,
    decode,
)
from bot.render import marked


async def pressed(update: Update, context: BotContext) -> None:
    """Do what a button says."""
    query = update.callback_query
    if query is None:
        return
    press, message = decode(query.data or ""), query.message
    if press is None or not isinstance(message, Message):
        await acknowledge(query, phrases.GONE)
        return
    asker = asker_of(message.chat, query.from_user)
    if not isinstance(await context.services.door(context.services.desk.admit, asker), Admitted):
        await acknowledge(query, phrases.NOT_ALLOWED, alert=True)
        return
    await _do(update, context, query, message, asker, press)


async def _do(
    update: Update, context: BotContext, query: CallbackQuery, message: Message, asker: Asker, press: Press
) -> None:
    services, desk = context.services, context.services.desk
    if isinstance(press, AskOffer | ShowSource | TurnPage | Rate | Explain):
        await services.underway.settled(press.reply)
    match press:
        case ShowField() | AskOffer():
            await acknowledge(query)
            where = where_of(message)
            if await not_too_fast(context, asker, where):
                asking = Asking(update.update_id, asker, where, message.message_id)
                ask = partial(desk.card, press) if isinstance(press, ShowField) else partial(desk.offer, asker, press)
                await answer(context, asking, ask)
        case ShowSource(reply, at):
            await _show_source(context, query, asker, where_of(message), reply, at)
        case TurnPage(reply, at):
            await _turn_page(context, query, message, reply, at)
        case Rate(reply, verdict):
            kept = await services.door(desk.judge, asker, reply, verdict)
            said = phrases.ASK_WHY if verdict == "wrong" else phrases.THANKS_RIGHT
            await acknowledge(query, said if kept else phrases.GONE)
            if kept:
                await _replace_rating(message, keyboards.reasons(reply) if verdict == "wrong" else ())
        case Explain(reply, reason):
            kept = await services.door(desk.judge, asker, reply, "wrong", reason)
            await acknowledge(query, phrases.THANKS_WRONG if kept else phrases.GONE)
            if kept:
                await _replace_rating(message, ())
        case Browse():
            await acknowledge(query)
            if message.is_accessible:
                await show_menu(context, Where(message.chat.id), press, message.message_id)
            else:
                await show_menu(context, where_of(message), press)
        case StopReading(reading):
            await services.underway.settled(reading)
            await stop(context, query, reading)
        case Publish(draft, over):
            await publish(context, query, message, draft, over)
        case Drop(draft):
            await drop(context, query, message, draft)
        case BringBack(digest):
            await bring_back(context, query, message, digest)


async def _show_source(
    context: BotContext, query: CallbackQuery, asker: Asker, where: Where, reply: str, at: int
) -> None:
    found = await context.services.door(context.services.desk.source, asker, reply, at)
    await acknowledge(query, None if found else phrases.GONE)
    if found is None:
        return
    await send(context.bot, where, marked(found.lines, phrases.SOURCE.format(place=found.place)))


async def _turn_page(context: BotContext, query: CallbackQuery, message: Message, key: str, at: int) -> None:
    """Show another page in the same message, its other buttons left as they are."""
    services = context.services
    reply = await services.door(services.desk.ledger.reply, key)
    is_kept = reply is not None and reply.chat == message.chat.id and at < len(reply.body.pages)
    if reply is None or not is_kept or not message.is_accessible:
        await acknowledge(query, phrases.GONE)
        return
    await acknowledge(query)
    others = _rows_without(message, TurnPage)
    turning = markup((keyboards.answer_pages(key, len(reply.body.pages), at),))
    rows = [*(turning.inline_keyboard if turning else ()), *others]
    try:
        await message.edit_text(reply.body.pages[at], parse_mode="HTML", reply_markup=InlineKeyboardMarkup(rows))
    except BadRequest as error:
        if "not modified" not in str(error):
            raise


async def _replace_rating(message: Message, rows: keyboards.Rows) -> None:
    """Put other buttons in the place of those that ask what an answer was worth, if the message is there yet."""
    if not message.is_accessible:
        return
    kept = _rows_without(message, Rate, Explain)
    added = markup(rows)
    keyboard = [*kept, *(added.inline_keyboard if added else ())]
    try:
        await message.edit_reply_markup(InlineKeyboardMarkup(keyboard) if keyboard else None)
    except BadRequest as error:
        if "not modified" not in str(error):
            raise


def _rows_without(message: Message, *kinds: type[Press]) -> list[Sequence[InlineKeyboardButton]]:
    """Give the rows of a message's buttons without those that hold presses of these kinds."""
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    return [row for row in rows if not any(isinstance(decode(str(b.callback_data or "")), kinds) for b in row)]
