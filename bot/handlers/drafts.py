"""An uploaded plan: checked, read aside, shown to the admin with what it changes, and published or dropped."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from functools import partial
from hashlib import sha256
from importlib import import_module
from pathlib import PurePath

from telegram import CallbackQuery, Document, Message, Update
from telegram.error import TelegramError

from bot import keyboards, phrases
from bot.access import is_admin
from bot.context import BotContext, message_of
from bot.desk import News
from bot.handlers.news import SHOWN, announce, change_lines, more
from bot.handlers.reading import Reading, in_sight
from bot.handlers.sending import acknowledge, change, say, typing, where_of
from bot.handlers.talk import no_text
from bot.render import message_of as words
from bot.transport.reading import read_aside
from knowledge.errors import DocumentRefused, StoreError
from knowledge.links import plan_of
from knowledge.models import Plan, Problem, Release
from knowledge.progress import Told, unheard
from knowledge.succession import Preview, restorable

log = logging.getLogger(__name__)
_DOWNLOAD = 20 * 1024 * 1024  # The most that Telegram's own Bot API lets a bot download.


async def upload(update: Update, context: BotContext) -> None:
    """Read a file that an admin sends, and ask whether it is to be published; of others it is no text."""
    message, services = message_of(update), context.services
    person = message.from_user.id if message.from_user else None
    if message.document is None or not is_admin(services.config.access, person) or person is None:
        await no_text(update, context)
        return
    where, name = where_of(message), message.document.file_name or "plan.txt"
    most = min(services.config.knowledge.max_bytes, _DOWNLOAD)
    if PurePath(name).suffix.lower() not in import_module("indexer.publishing").SUFFIXES:
        await say(context.bot, where, phrases.UPLOAD_TYPE)
        return
    if (message.document.file_size or 0) > most:
        await say(context.bot, where, phrases.UPLOAD_SIZE.format(mb=most // 2**20))
        return
    key = str(update.update_id)  # The same after a restart, so that the button of an earlier message still works.
    with services.underway.sending(key):
        [number] = await say(context.bot, where, phrases.UPLOAD_READING.format(file=name), keyboards.for_reading(key))
    await _read(context, message.document, Reading(key, name, person, where.chat, number))


async def _read(context: BotContext, document: Document, reading: Reading) -> None:
    services, name, chat, number = context.services, reading.file, reading.chat, reading.number
    try:
        read = await in_sight(context, reading, partial(_fetched, context, document, name))
    except TelegramError as error:
        log.warning("an uploaded file could not be fetched: %s", error)
        await change(context.bot, chat, number, words(phrases.UPLOAD_LOST.format(file=name)))
        return
    except DocumentRefused as refusal:
        log.info("an uploaded file was refused: %s", refusal)
        await change(context.bot, chat, number, words(phrases.UPLOAD_REFUSED.format(file=name)))
        return
    if read is None:
        await change(context.bot, chat, number, words(phrases.READING_STOPPED.format(file=name)))
        return
    body, plan = read
    publishing = import_module("indexer.publishing")
    preview: Preview = await services.door(publishing.preview, plan, services.desk.store)
    if preview.replaces and preview.is_same:
        await change(context.bot, chat, number, words(phrases.UPLOAD_SAME.format(title=preview.replaces.title)))
        return
    if preview.contradictions:
        text = "\n\n".join([*_described(preview), phrases.UPLOAD_CONTRADICTS])
        await change(context.bot, chat, number, words(text))
        return
    key = await services.door(services.desk.ledger.keep_draft, reading.admin, name, body)
    text = "\n\n".join([*_described(preview), phrases.UPLOAD_ASK])
    await change(context.bot, chat, number, words(text), keyboards.for_draft(key, digest_of(preview.replaces)))


async def _fetched(context: BotContext, document: Document, name: str, told: Told) -> tuple[bytes, Plan]:
    file = await context.bot.get_file(document.file_id)
    body = bytes(await file.download_as_bytearray())
    return body, await _plan_of(context, name, body, told)


async def _plan_of(context: BotContext, name: str, body: bytes, told: Told = unheard) -> Plan:
    """Read a file, or give what was read of it when it was shown."""
    knowledge, readings = context.services.config.knowledge, context.services.readings
    plan = readings.kept(name, sha256(body).hexdigest())
    if plan is None:
        plan = await read_aside(name, body, knowledge.max_bytes, knowledge.max_pages, told=told)
        readings.keep(name, plan)
    return plan


async def publish(context: BotContext, query: CallbackQuery, message: Message, key: str, over: str) -> None:
    """Publish an uploaded file, and tell it to those who should know.

    Where another release is served by now than the one the preview compared with, what it changes is shown anew.
    The draft goes with the publication and not before, so that a press that a restart cut off can be done again.
    """
    services = context.services
    if not await _may_publish(context, query):
        return
    draft = await services.door(services.desk.ledger.draft, key)
    if draft is None:
        await acknowledge(query, phrases.UPLOAD_GONE, alert=True)
        return
    await acknowledge(query)
    try:
        async with typing(context.bot, where_of(message)):
            plan = await _plan_of(context, draft.file, draft.body)
    except DocumentRefused as refusal:  # It is read again after a restart, within the limits that are set by then.
        log.info("an uploaded file was refused: %s", refusal)
        await services.door(services.desk.ledger.drop_draft, key)
        text = phrases.UPLOAD_REFUSED.format(file=draft.file)
        await change(context.bot, message.chat.id, message.message_id, words(text))
        return
    done = await services.door(_publish, context, plan, key, over, query.from_user.id)
    if done is None:
        return  # Another press of the same button was faster, and has said so.
    if isinstance(done, Preview):
        text = "\n\n".join([phrases.UPLOAD_STALE, *_described(done), phrases.UPLOAD_ASK])
        buttons = keyboards.for_draft(key, digest_of(done.replaces))
        await change(context.bot, message.chat.id, message.message_id, words(text), buttons)
        return
    release, is_new, news = done
    said = phrases.PUBLISHED if is_new else phrases.UPLOAD_SAME
    text = said.format(title=release.title, release=release.id)
    await change(context.bot, message.chat.id, message.message_id, words(text))
    await _announce(context, news, release, message)


async def drop(context: BotContext, query: CallbackQuery, message: Message, key: str) -> None:
    """Forget an uploaded file."""
    services = context.services
    if not await _may_publish(context, query):
        return
    gone = await services.door(services.desk.ledger.drop_draft, key)
    if not gone:
        await acknowledge(query, phrases.UPLOAD_GONE, alert=True)
    else:
        await acknowledge(query, phrases.UPLOAD_DROPPED)
        await change(context.bot, message.chat.id, message.message_id, words(phrases.UPLOAD_DROPPED))


async def bring_back(context: BotContext, query: CallbackQuery, message: Message, digest: str) -> None:
    """Serve the release before one again, if that one is still served."""
    services = context.services
    if not await _may_publish(context, query):
        return
    done = await services.door(_bring_back, context, digest, query.from_user.id)
    await acknowledge(query, phrases.GONE if done is None else None)
    if done:
        release, news = done
        said = phrases.ROLLED_BACK.format(title=release.title, release=release.id)
        await change(context.bot, message.chat.id, message.message_id, words(said))
        await _announce(context, news, release, message)


async def _may_publish(context: BotContext, query: CallbackQuery) -> bool:
    """Tell whether an admin pressed; anybody else is told that they may not."""
    if is_admin(context.services.config.access, query.from_user.id):
        return True
    await acknowledge(query, phrases.NOT_ALLOWED, alert=True)
    return False


async def _announce(context: BotContext, news: Sequence[News], release: Release, message: Message) -> None:
    """Tell of a release everywhere but here, and of what others published just before here as well."""
    for one in news:
        await announce(context, one, message.chat.id if one.release.id == release.id else None)


def digest_of(release: Release | None) -> str:
    """Give what stands for a release in a button, or for none."""
    return sha256(release.id.encode()).hexdigest()[:16] if release else ""


def _publish(
    context: BotContext, plan: Plan, key: str, over: str, admin: int
) -> tuple[Release, bool, list[News]] | Preview | None:
    """Publish a draft and give whether that changed anything, and the news to be told.

    Gives None where the draft is gone, and what it would change where it would replace another release than `over`.
    """
    desk = context.services.desk
    if desk.ledger.draft(key) is None:
        return None
    publishing = import_module("indexer.publishing")
    now: Preview = publishing.preview(plan, desk.store)
    if digest_of(now.replaces) != over and not now.is_same:
        return now
    news = desk.news()  # Of others, before.
    [done] = publishing.publish([plan], desk.store)
    if done.is_new:
        desk.ledger.note(admin, f"published {done.release.id}")
    desk.ledger.drop_draft(key)
    return done.release, done.is_new, news + desk.news()


def _bring_back(context: BotContext, digest: str, admin: int) -> tuple[Release, list[News]] | None:
    desk = context.services.desk
    news = desk.news()  # Of others, before.
    served = next((r for r in restorable(desk.store.releases()) if digest_of(r) == digest), None)
    if served is None:
        return None
    try:
        release = desk.store.bring_back(plan_of(served.id))
    except StoreError:
        return None
    desk.ledger.note(admin, f"brought back {release.id} for {served.id}")
    return release, news + desk.news()


def _described(preview: Preview) -> Iterator[str]:
    """Say what was found in a file, what it changes, and what is doubtful."""
    plan = preview.plan
    counts = "、".join(said.format(n=len(getattr(plan, name))) for name, said in phrases.COUNTS)
    yield phrases.UPLOAD_FOUND.format(title=plan.title, counts=counts)
    if preview.replaces is None:
        yield phrases.UPLOAD_NEW
    else:
        lines = change_lines(preview.changed) or [phrases.UPLOAD_NO_CHANGE]
        yield "\n".join([phrases.UPLOAD_REPLACES.format(release=preview.replaces.id), *lines])
    if not plan.problems:
        yield phrases.UPLOAD_NO_PROBLEM
    else:
        first = preview.contradictions
        lines = [_problem_line(p, f"{p.fact} {p.text}") for p in first]
        lines += [_problem_line(p, p.fact or p.text[:40]) for p in plan.problems if p not in first]
        count = len(plan.problems)
        yield "\n".join([phrases.UPLOAD_PROBLEMS.format(count=count), *lines[:SHOWN], *more(count)])


def _problem_line(problem: Problem, about: str) -> str:
    said = phrases.PROBLEMS.get(problem.code, problem.code)
    line = phrases.PROBLEM_AT.format(problem=said, about=about)
    if problem.page:
        return line + phrases.PROBLEM_PAGE.format(page=problem.page)
    return line + (phrases.PROBLEM_LINE.format(line=problem.line) if problem.line else "")
