"""The verb doctor: see whether this installation can serve, and say what to do where it cannot."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import click

from bot.checkup import check_database, check_lexicon
from bot.commands.options import common_options, settings, settings_file
from bot.consistency import check_settings
from bot.findings import Finding
from knowledge.errors import ConfigError, PlanbotError

NO_TOKEN = "there is none; set PLANBOT_TOKEN, or token in [telegram] of config.toml (asking in a terminal needs none)"


class Unwell(PlanbotError):
    """A check found a problem."""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@common_options
def doctor(as_json: bool) -> None:
    """Check settings, database, words, token, webhook and clock, and say what to do."""
    found = []
    for finding in _findings():
        found.append(finding)
        if not as_json:
            # At once, and not in the end: Telegram may let its part wait.
            click.echo(f"{finding.level:<7} {finding.check}: {finding.text}")
    if as_json:
        click.echo(json.dumps([asdict(finding) for finding in found], ensure_ascii=False, indent=1))
    count = Counter(finding.level for finding in found)
    if count["problem"]:
        raise Unwell(f"found {count['problem']} to mend, and {count['warning']} to look at; nothing was changed")


def _findings() -> Iterator[Finding]:
    try:
        config, file = settings(), settings_file()
    except ConfigError as error:
        yield Finding("configuration", "problem", str(error))
        return
    yield Finding("configuration", "ok", f"read from {file}" if file else "there is no file; the defaults stand")
    yield from check_settings(config, file, bool(config.telegram.token) and not os.environ.get("PLANBOT_TOKEN"))
    yield from check_database(Path(config.knowledge.db), datetime.now(UTC))
    yield check_lexicon(Path(config.knowledge.lexicon) if config.knowledge.lexicon else None)
    if config.telegram.token:
        # python-telegram-bot is imported where there is somebody to greet.
        yield from import_module("bot.transport.greeting").check_telegram(config.telegram)
    else:
        yield Finding("token", "problem", NO_TOKEN)
