"""The verb alias: words of the admin's own that stand for words of the plans."""

from __future__ import annotations

from pathlib import Path

import click

from bot.batch import clean
from bot.commands.misses import one_line
from bot.commands.options import common_options, existing_store, settings, taipei_today
from knowledge.aliases import AliasRefused, aliases, save, with_alias
from knowledge.lexicon import read_lexicon, read_words
from knowledge.trial import Change, Trial, try_words

NO_FILE = "there is no file for words of your own; name one as lexicon in [knowledge] of config.toml"


@click.group()
@common_options
def alias() -> None:
    """Add words of your own that stand for words of the plans, or list them."""


@alias.command("list")
@common_options
def list_() -> None:
    """List the words of your own that stand for one another."""
    path = _file()
    groups = aliases(_text(path), str(path))
    for group in groups:
        click.echo(" = ".join(group))
    if not groups:
        click.echo(f"there are none in {path} yet: planbot alias add NEW STANDARD")


@alias.command()
@click.argument("new")
@click.argument("standard")
@click.option("--dry-run", is_flag=True, help="Only show which answers would change.")
@click.option("--force", is_flag=True, help="Add it even if a fact is no longer answered by its own name.")
@common_options
def add(new: str, standard: str, dry_run: bool, force: bool) -> None:
    """Let NEW stand for STANDARD, if every fact is still answered by its own name."""
    path = _file()
    new, standard, text = clean(new).strip(), clean(standard).strip(), _text(path)
    changed = with_alias(text, str(path), new, standard)
    with existing_store(settings()) as store:
        before, after = (read_lexicon(t, str(path)) for t in (text, changed))
        trial = try_words(store, taipei_today(), before, after)
    if trial.losses and not (dry_run or force):
        raise AliasRefused(_refusal(trial))
    for change in trial.changes:
        _show(change)
    said = f"{len(trial.changes)} of {trial.asked} answers"
    if dry_run:
        click.echo(f"{said} would change; nothing was written")
    else:
        save(path, changed)
        click.echo(f"{new} = {standard} was added to {path}; {said} change")


def _file() -> Path:
    """Give the file of the admin's words. Raises AliasRefused."""
    configured = settings().knowledge.lexicon
    if not configured:
        raise AliasRefused(NO_FILE)
    return Path(configured)


def _text(path: Path) -> str:
    # The first alias begins the file.
    return read_words(path) if path.exists() else ""


def _show(change: Change) -> None:
    old, new = change.lines
    click.echo(f"- {one_line(change.question)}: {one_line(old)} → {one_line(new)}")
    if change.is_loss:
        click.echo("  warning: this was answered by the fact's own name")


def _refusal(trial: Trial) -> str:
    first, more = trial.losses[0], len(trial.losses) - 1
    others = f", and {more} more" if more else ""
    return (
        f"not added: {one_line(first.question)} would no longer be answered the same{others};"
        " see --dry-run, or add it with --force"
    )
