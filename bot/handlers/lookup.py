"""Looking up without asking: /kpi, /goals, /plans, /search, and the menus that lead from goals to cards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

from telegram import Update

from bot import keyboards, phrases
from bot.access import Asker
from bot.context import BotContext, message_of
from bot.desk import Said
from bot.handlers.answering import Asking, admitted, answer, not_too_fast
from bot.handlers.sending import Where, change, say, send, where_of
from bot.keyboards import Topic
from bot.presses import Browse, Press, ShowField
from bot.render import message_of as words
from knowledge.cues import Attribute
from knowledge.rules.fields import CARDS

_PAGE = 8  # So many buttons leave room for the text above them.


async def kpi(update: Update, context: BotContext) -> None:
    """Show the card of the fact that some words name, or those that they may name; all KPIs for no words."""
    asking = await _asking(update, context)
    if asking is None:
        return
    typed = " ".join(context.args or [])
    if not typed:
        await show_menu(context, asking.where, Browse("kpis", "", 0))
        return
    found = await context.services.door(context.services.desk.named, typed)
    if not found:
        await say(context.bot, asking.where, phrases.KPIS_NONE.format(words=typed))
    elif len(found) == 1:
        await answer(context, asking, partial(_card, context, found[0]))
    else:
        shown = found[:_PAGE]
        text = phrases.KPIS_FOUND if len(shown) == len(found) else phrases.KPIS_FOUND_MORE
        rows = keyboards.menu(_entries(shown), (), None)
        await say(context.bot, asking.where, text.format(words=typed, count=len(found), shown=len(shown)), rows)


async def goals(update: Update, context: BotContext) -> None:
    """Show the goals, each a button that leads to its KPIs."""
    asking = await _asking(update, context)
    if asking:
        await show_menu(context, asking.where, Browse("goals", "", 0))


async def plans(update: Update, context: BotContext) -> None:
    """List the plans that are published and what they hold."""
    asking = await _asking(update, context)
    if asking is None:
        return
    published = await context.services.door(context.services.desk.published)
    lines = [phrases.PLANS if published else phrases.PLANS_NONE]
    for release, counts in published:
        held = "、".join(said.format(n=counts[name]) for name, said in phrases.COUNTS if counts[name])
        lines.append(phrases.PLAN_LINE.format(title=release.title, counts=held))
    await say(context.bot, asking.where, "\n".join(lines))


async def search(update: Update, context: BotContext) -> None:
    """Show the passages that hold some words."""
    asking = await _asking(update, context)
    if asking is None:
        return
    typed = " ".join(context.args or [])
    if typed:
        await answer(context, asking, partial(context.services.desk.quote, typed))
    else:
        await say(context.bot, asking.where, phrases.SEARCH_WHAT)


async def show_menu(context: BotContext, where: Where, which: Browse, number: int | None = None) -> None:
    """Show a page of a menu, in a message that was sent before if its number is given."""
    title, topics, up = await context.services.door(_menu, context, which)
    pages = max(1, -(-len(topics) // _PAGE))
    at = min(which.at, pages - 1)
    shown = topics[at * _PAGE : (at + 1) * _PAGE]
    rows = keyboards.menu(_entries(shown), keyboards.menu_pages(Browse(which.menu, which.link, at), pages), up)
    if number is None:
        await send(context.bot, where, [words(title)], rows)
    else:
        await change(context.bot, where.chat, number, words(title), rows)


def card_of(topic: Topic) -> ShowField:
    """Give the press that shows a fact as its bare name would."""
    attribute: Attribute = CARDS[topic.subject]
    return ShowField(attribute, topic.link[:10])


def _entries(topics: Sequence[Topic]) -> list[tuple[str, Press]]:
    """Give the label and the press of each fact; of those that share a name the label says what they are."""
    names = Counter(topic.name for topic in topics)
    return [(f"{phrases.SUBJECTS[t.subject]}｜{t.name}" if names[t.name] > 1 else t.name, _leads_to(t)) for t in topics]


def _leads_to(topic: Topic) -> Press:
    return Browse("kpis", topic.link[:10], 0) if topic.subject == "goal" else card_of(topic)


def _menu(context: BotContext, which: Browse) -> tuple[str, Sequence[Topic], Press | None]:
    """Give the title and the entries of a menu, and what leads up from it."""
    desk = context.services.desk
    if which.menu == "goals":
        found = desk.goals()
        return (phrases.GOALS.format(count=len(found)) if found else phrases.GOALS_NONE), found, None
    if not which.link:
        kpis = desk.named("", "kpi")
        return phrases.KPIS.format(count=len(kpis)), kpis, None
    of_goal = desk.kpis_of(which.link)
    if of_goal is None:
        return phrases.GONE, [], Browse("goals", "", 0)
    return phrases.KPIS_OF.format(goal=of_goal[0]), of_goal[1], Browse("goals", "", 0)


def _card(context: BotContext, topic: Topic) -> Said | None:
    return context.services.desk.card(card_of(topic))


async def _asking(update: Update, context: BotContext) -> Asking | None:
    """Give who asks, if they may ask and do not ask too fast."""
    message = message_of(update)
    where = where_of(message)
    asker: Asker | None = await admitted(context, message.chat, message.from_user, where)
    if asker is None or not await not_too_fast(context, asker, where):
        return None
    return Asking(update.update_id, asker, where, message.message_id)
