"""What admins alone may ask for; whoever is none gets the answer that any unknown command gets."""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any
from unicodedata import normalize

from telegram import Update
from telegram.constants import ChatType
from telegram.error import TelegramError

from bot import keyboards, phrases
from bot.access import is_admin
from bot.context import BotContext, message_of
from bot.handlers.drafts import digest_of
from bot.handlers.sending import Where, say, where_of
from bot.handlers.talk import unknown_command
from knowledge.misses import Group, grouped
from knowledge.succession import restorable

Handler = Callable[[Update, BotContext], Coroutine[Any, Any, None]]
_MOST = 10
_CODE = 6


def for_admins(handler: Handler) -> Handler:
    """Let admins through, in a private chat; to others the command does not exist."""

    @wraps(handler)
    async def guarded(update: Update, context: BotContext) -> None:
        message = message_of(update)
        person = message.from_user.id if message.from_user else None
        if is_admin(context.services.config.access, person) and message.chat.type == ChatType.PRIVATE:
            await handler(update, context)
        else:
            await unknown_command(update, context)

    return guarded


@for_admins
async def releases(update: Update, context: BotContext) -> None:
    """List the releases, published and earlier ones."""
    known = await context.services.door(context.services.desk.store.releases)
    lines = [
        phrases.RELEASE_LINE.format(
            title=r.title, id=r.id, state=phrases.RELEASE_STATES[r.status], day=r.indexed_at[:10]
        )
        for r in known
    ]
    await _say(update, context, "\n".join([phrases.RELEASES, *lines]))


@for_admins
async def rollback(update: Update, context: BotContext) -> None:
    """Ask which plan's earlier release is to be served again."""
    known = await context.services.door(context.services.desk.store.releases)
    rows = [
        row
        for r in restorable(known)
        for row in keyboards.for_rollback(digest_of(r), phrases.BUTTON_ROLLBACK.format(title=r.title))
    ]
    text = phrases.ROLLBACK_ASK if rows else phrases.ROLLBACK_NONE
    await say(context.bot, where_of(message_of(update)), text, tuple(rows))


@for_admins
async def misses(update: Update, context: BotContext) -> None:
    """List the questions that were not answered, where they are kept."""
    services = context.services
    if not services.config.privacy.store_questions:
        await _say(update, context, phrases.MISSES_OFF)
        return
    groups = grouped(await services.door(services.desk.store.misses))
    lines = [_miss_line(n, group) for n, group in enumerate(groups[:_MOST], start=1)]
    await _say(update, context, "\n".join([phrases.MISSES, *lines]) if lines else phrases.MISSES_NONE)


@for_admins
async def stats(update: Update, context: BotContext) -> None:
    """Say how much was asked in the last week, and how it was judged."""
    found = await context.services.door(context.services.desk.stats)
    await _say(update, context, "\n".join([phrases.STATS, *_stats_lines(found)]))


@for_admins
async def allow(update: Update, context: BotContext) -> None:
    """Let in the stranger who has a code."""
    services, message = context.services, message_of(update)
    code = _typed_number(context)
    if services.config.access.open:
        await _say(update, context, phrases.ALLOW_OPEN)
    elif len(code) != _CODE:
        await _say(update, context, phrases.ALLOW_HOW)
    elif message.from_user:
        person = await services.door(services.desk.ledger.let_in, code, message.from_user.id)
        await _say(update, context, phrases.ALLOW_DONE.format(person=person) if person else phrases.ALLOW_NONE)
        if person:
            try:
                await say(context.bot, Where(person), phrases.LET_IN)
            except TelegramError:
                return  # They may have blocked the bot meanwhile.


@for_admins
async def deny(update: Update, context: BotContext) -> None:
    """Take back that somebody was let in."""
    services, message = context.services, message_of(update)
    typed = _typed_number(context)
    if not typed or message.from_user is None:
        people = await services.door(services.desk.ledger.guests)
        await _say(update, context, phrases.DENY_HOW.format(people="、".join(map(str, people)) or phrases.NOTHING))
        return
    gone = await services.door(services.desk.ledger.turn_away, int(typed), message.from_user.id)
    await _say(update, context, (phrases.DENY_DONE if gone else phrases.DENY_NONE).format(person=typed))


def _typed_number(context: BotContext) -> str:
    """Give the number that stands behind a command, full width or not; nothing where that is no number."""
    typed = normalize("NFKC", (context.args or [""])[0])
    return typed if re.fullmatch(r"[0-9]{1,18}", typed) else ""  # More digits than SQLite's numbers have.


def _miss_line(number: int, group: Group) -> str:
    state = phrases.MISS_STATES[group.status]
    return phrases.MISS_LINE.format(n=number, question=group.question, count=group.count, status=state)


def _stats_lines(found: dict[str, Any]) -> list[str]:
    lines = [
        phrases.STATS_LINE.format(what=said, count=found["answers"].get(status, 0))
        for status, said in phrases.STATS_STATES.items()
    ]
    verdicts = found["verdicts"]
    right = sum(count for (verdict, _), count in verdicts.items() if verdict == "right")
    lines.append(phrases.STATS_LINE.format(what=phrases.STATS_RIGHT, count=right))
    for reason in ("", *phrases.REASONS):
        if count := verdicts.get(("wrong", reason), 0):
            what = f"{phrases.STATS_WRONG}{phrases.REASONS.get(reason, '')}"
            lines.append(phrases.STATS_LINE.format(what=what, count=count))
    return [*lines, phrases.STATS_LINE.format(what=phrases.STATS_WAITING, count=found["waiting"])]


async def _say(update: Update, context: BotContext, text: str) -> None:
    await say(context.bot, where_of(message_of(update)), text)
