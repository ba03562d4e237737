"""Inline mode: `@bot 宿舍` in any chat offers the cards of facts."""

from __future__ import annotations

from telegram import (
    InlineQueryResultArticle,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.access import Admitted, Asker
from bot.context import BotContext
from bot.desk import Said
from bot.handlers.lookup import card_of
from bot.render import letter

_MOST = 10
# A new release shows within this many seconds.
_CACHED = 30


async def inline(update: Update, context: BotContext) -> None:
    """Offer the cards that some words may mean; to who may not ask, none."""
    query, services = update.inline_query, context.services
    if query is None:
        return
    asker = Asker(query.from_user.id, query.from_user.id, is_group=False)
    is_open = services.config.access.open
    is_admitted = isinstance(await services.door(services.desk.admit, asker), Admitted)
    cards = await services.door(_cards, context, query.query) if is_admitted else []
    results = [_result(link, said) for link, said in cards]
    try:
        await query.answer(results, cache_time=_CACHED if is_admitted else 0, is_personal=not is_open)
    except BadRequest as error:
        if "too old" not in str(error):
            raise  # Whoever typed it has typed on or gone away since.


def _cards(context: BotContext, words: str) -> list[tuple[str, Said]]:
    desk = context.services.desk
    topics = desk.named(words, "kpi") if not words.strip() else desk.named(words)
    cards = [(topic.link, desk.card(card_of(topic))) for topic in topics[:_MOST]]
    return [(link, said) for link, said in cards if said is not None]


def _result(link: str, said: Said) -> InlineQueryResultArticle:
    """Give a card as a result: its first line is the figure, its title the name."""
    page = letter(said.turn.answer).messages[0]
    first = said.turn.answer.text.split("\n")[0]
    content = InputTextMessageContent(
        page.html, parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
    )
    title = said.topic.name if said.topic else first
    return InlineQueryResultArticle(link, title[:120], content, description=first[:120])
