"""The verb chat: a conversation in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

import click

from bot import phrases
from bot.batch import clean
from bot.commands.options import common_options, filled_store, settings, taipei_today, today_option, words
from bot.notebook import Notebook
from bot.terminal import show_answer, show_text
from knowledge.service import Assistant, Context

LEAVING = {"/quit", "/exit", "quit", "exit", "離開", "再見"}
SAYINGS = {"/start": phrases.START, "/help": phrases.HELP}


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
            if question in SAYINGS:
                show_text(SAYINGS[question])
                continue
            turn = assistant.ask(question, context)
            context = turn.context
            notebook.note(question, turn)
            show_answer(turn.answer)
            click.echo()


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
