"""The verb chat: a conversation in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date

import click

from bot import phrases
from bot.batch import clean
from bot.commands.options import common_options, filled_store, settings, taipei_today, today_option, words
from bot.notebook import Notebook
from bot.terminal import show_answer, show_text
from knowledge.answers.meta import documents
from knowledge.catalogue import Entry, Goal
from knowledge.conversation import ref
from knowledge.models import Answer
from knowledge.service import LOOKED_UP, Assistant, Context, Turn

LEAVING = {"/quit", "/exit", "quit", "exit", "離開", "再見"}
_SHOWN = 20


@click.command()
@today_option
@common_options
def chat(today: date | None) -> None:
    """Talk in the terminal; questions are read line by line where standard input is no terminal."""
    config = settings()
    lexicon = words(config)
    with filled_store(config) as store:
        assistant, context = Assistant(store, today or taipei_today(), lexicon=lexicon), Context()
        notebook = Notebook(store, config.privacy)
        for question in _typed() if sys.stdin.isatty() else _piped():
            if question.casefold() in LEAVING:
                break
            if question.startswith("/"):
                said, context = _looked_up(assistant, context, *question.partition(" ")[::2])
                if isinstance(said, str):
                    show_text(said)
                    continue
            else:
                turn = assistant.ask(question, context)
                context = turn.context
                notebook.note(question, turn)
                said = turn.answer
            show_answer(said)
            click.echo()


def _looked_up(assistant: Assistant, context: Context, command: str, typed: str) -> tuple[Answer | str, Context]:
    """Do what a command asks for, those of the chat in Telegram that need no buttons and no account.

    What follows on it (那衡量標準呢) is asked of what the command showed.
    """
    match command.casefold(), typed.strip():
        case "/start", _:
            return phrases.START, context
        case "/help", _:
            return phrases.HELP_IN_TERMINAL, context
        case "/plans", _:
            return documents(assistant.catalogue()), context
        case "/goals", _:
            goals = [g for g in assistant.named("", "goal") if isinstance(g.fact, Goal) and g.fact.kpis]
            return _listed(phrases.GOALS.format(count=len(goals)), goals) if goals else (phrases.GOALS_NONE, context)
        case "/kpi", "":
            return phrases.KPI_WHAT, context
        case "/kpi", words:
            found = assistant.named(words, *LOOKED_UP)
            if len(found) == 1:
                return _said(assistant.card(found[0]))
            if not found:
                return phrases.KPIS_NONE.format(words=words), context
            return _listed(phrases.KPIS_FOUND.format(words=words), found[:_SHOWN])
        case "/search", "":
            return phrases.SEARCH_WHAT, context
        case "/search", words:
            return _said(assistant.quote(words))
    return phrases.CHAT_COMMAND, context


def _said(turn: Turn) -> tuple[Answer, Context]:
    return turn.answer, turn.context


def _listed(title: str, entries: Sequence[Entry]) -> tuple[str, Context]:
    lines = [title, *(f"{number}. {entry.name}" for number, entry in enumerate(entries, 1))]
    return "\n".join(lines), Context(listed=tuple(ref(entry) for entry in entries))


def _typed() -> Iterator[str]:
    # Importing it gives input() its line editing and history; it is missing on some systems.
    with suppress(ImportError):
        __import__("readline")
    show_text(phrases.CHAT_WELCOME)
    while True:
        try:
            question = clean(input(phrases.CHAT_PROMPT)).strip()
        except (EOFError, KeyboardInterrupt):
            click.echo()
            return
        if question:
            yield question


def _piped() -> Iterator[str]:
    for raw in sys.stdin.buffer:
        if question := raw.decode("utf-8-sig", "replace").strip():
            # The reader of a transcript sees which answer belongs to which question.
            click.echo(phrases.CHAT_PROMPT + question)
            yield question
