"""The options that verbs have in common, accepted before the verb and after it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from importlib import import_module
from pathlib import Path
from typing import Any, TypeVar

import click

from bot.config import found, load
from bot.settings import Config
from knowledge.errors import UnreadableStore
from knowledge.lexicon import Lexicon, load_lexicon
from knowledge.store import Store

C = TypeVar("C", bound=Callable[..., Any])

# Taiwan has kept no summer time since 1979, so that its zone needs no database.
TAIPEI = timezone(timedelta(hours=8), "Asia/Taipei")


class NamedPath(click.Path):
    """A path that is named: an empty name would be the current folder."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, readable=False)

    def convert(
        self, value: str | os.PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        if value == "":
            self.fail("the name is empty", param, ctx)
        return super().convert(value, param, ctx)


def common_options(command: C) -> C:
    """Give a command --config, --db and --debug; `settings` and `wants_debug` read them."""
    for option in (
        click.option(
            "--config",
            type=click.Path(path_type=Path, readable=False),
            metavar="FILE",
            help="Read the settings from FILE (else PLANBOT_CONFIG, else ./config.toml).",
            expose_value=False,
            callback=_remember,
        ),
        click.option(
            "--db",
            metavar="FILE",
            help="Use this database (else PLANBOT_DB, else what the settings say).",
            expose_value=False,
            callback=_remember,
        ),
        click.option(
            "--debug",
            is_flag=True,
            default=None,
            help="Show where an unforeseen error came from (else PLANBOT_DEBUG).",
            expose_value=False,
            callback=_remember,
        ),
    ):
        command = option(command)
    return command


def today_option(command: C) -> C:
    """Give a command --today, the day that questions are understood from."""
    option = click.option(
        "--today",
        type=click.DateTime(["%Y-%m-%d"]),
        default=None,
        metavar="YYYY-MM-DD",
        callback=lambda _context, _option, day: day.date() if day else None,
        help="Understand 今年 and 明年 from this day (default: today in Asia/Taipei).",
    )
    return option(command)


def settings() -> Config:
    """Give the settings of this call. Raises ConfigError."""
    given = click.get_current_context().meta
    config = load(given.get("planbot.config"), os.environ)
    db = given.get("planbot.db")
    return replace(config, knowledge=replace(config.knowledge, db=db)) if db else config


def settings_file() -> Path | None:
    """Give the file that the settings of this call are read from; None where there is none."""
    return found(click.get_current_context().meta.get("planbot.config"), os.environ)


def words(config: Config) -> Lexicon:
    """Load the words of the field, the admin's own among them. Raises ConfigError."""
    return load_lexicon(Path(config.knowledge.lexicon) if config.knowledge.lexicon else None)


def wants_debug(context: click.Context) -> bool:
    """Tell whether tracebacks are wanted."""
    return bool(context.meta.get("planbot.debug") or os.environ.get("PLANBOT_DEBUG"))


def taipei_today() -> date:
    """Give today's date in Taipei."""
    return datetime.now(TAIPEI).date()


def existing_store(config: Config) -> Store:
    """Open the store as it is, for what is of no use over a new one. Raises UnreadableStore where there is none."""
    if not Path(config.knowledge.db).exists():
        raise UnreadableStore(f"{config.knowledge.db}: there is no such database; name it with --db")
    return Store.open(config.knowledge.db)


@contextmanager
def filled_store(config: Config) -> Iterator[Store]:
    """Open the store; the first time, the bundled plans are indexed."""
    with Store.open(config.knowledge.db) as store:
        if store.is_empty():
            click.echo(f"planbot: indexing the bundled plans into {config.knowledge.db} ...", err=True)
            # The indexer is imported where there is something to index: once in a database's life.
            indexer = import_module("indexer.publishing")
            indexer.publish(indexer.bundled_plans(), store)
        yield store


def _remember(context: click.Context, option: click.Parameter, value: object) -> None:
    # The meta of nested contexts is one: a verb's option stands over the group's, because it is read later.
    if value is not None:
        context.meta[f"planbot.{option.name}"] = value
