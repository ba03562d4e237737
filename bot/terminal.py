"""Showing answers on standard output, and progress on standard error: for a terminal, plain or not where piped."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module

import click

from bot.render import blocks, plain
from knowledge.models import Answer
from knowledge.progress import Told, unheard
from knowledge.text import visible


def show_answer(answer: Answer) -> None:
    """Print an answer."""
    if sys.stdout.isatty():
        # rich takes longer to import than an answer to find: a pipe does without it.
        import_module("bot.console").print_blocks(blocks(answer))
    else:
        click.echo(plain(answer))


def gauge() -> AbstractContextManager[Told]:
    """Show on standard error how far long work is, where that is a terminal."""
    if not sys.stderr.isatty():
        return nullcontext(unheard)
    shown: AbstractContextManager[Told] = import_module("bot.gauge").gauge()
    return shown


def show_text(text: str) -> None:
    """Print what the chat itself says."""
    click.echo(visible(text))
    click.echo()
