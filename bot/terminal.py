"""Showing answers on standard output: set out for a terminal, plain where it is piped."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from bot.render import blocks, plain
from knowledge.models import Answer


def show_answer(answer: Answer) -> None:
    """Print an answer."""
    if sys.stdout.isatty():
        # rich takes longer to import than an answer to find: a pipe does without it.
        import_module("bot.console").print_blocks(blocks(answer))
    else:
        click.echo(plain(answer))


def show_text(text: str) -> None:
    """Print what the chat itself says."""
    click.echo(text)
    click.echo()
