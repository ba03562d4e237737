"""The verb misses: the questions that were not answered, for the admin to turn into aliases."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime

import click

from bot.commands.options import TAIPEI, common_options, existing_store, settings
from knowledge.misses import Group, grouped

OFF = "no questions are kept: set store_questions = true in [privacy] of config.toml to keep those not answered"
NONE = "there are no misses: every question that was kept has been cleared, or all were answered"


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@click.option("--clear", is_flag=True, help="Forget them once they are listed.")
@common_options
def misses(as_json: bool, clear: bool) -> None:
    """List the questions that were not found, ambiguous or marked wrong, the most frequent first."""
    config = settings()
    with existing_store(config) as store:
        groups = grouped(store.misses())
        if as_json:
            click.echo(json.dumps([asdict(group) for group in groups], ensure_ascii=False, indent=1))
        for line in () if as_json else _listed(groups):
            click.echo(line)
        if not groups:
            # Beside JSON a remark must not stand on standard output, which a program reads.
            click.echo(NONE if config.privacy.store_questions else OFF, err=as_json)
        if clear:
            store.clear_misses()
            click.echo(f"planbot: {sum(g.count for g in groups)} questions are forgotten", err=True)


def _listed(groups: list[Group]) -> Iterator[str]:
    for group in groups:
        last = datetime.fromisoformat(group.last).astimezone(TAIPEI)
        yield f"{group.count} × {last:%Y-%m-%d %H:%M} {group.status}: {one_line(group.question)}"
        if group.offered:
            yield f"    nearest: {'、'.join(group.offered)}"


def one_line(text: str) -> str:
    """Give what somebody typed as one line that a terminal shows and does not obey."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
