"""The verbs that read what is known: export, source and releases."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict

import click

from bot.commands.options import common_options, filled_store, settings
from knowledge.export import export_data
from knowledge.models import Release


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON (the only form there is).")
@click.option("--release", metavar="ID", help="Export this release alone.")
@common_options
def export(as_json: bool, release: str | None) -> None:
    """Print everything that is known."""
    if not as_json:
        raise click.UsageError("export prints JSON only: add --json")
    with filled_store(settings()) as store:
        click.echo(json.dumps(export_data(store, release), ensure_ascii=False, indent=1))


@click.command()
@click.argument("release")
@common_options
def source(release: str) -> None:
    """Print a release's canonical text, the text that spans point into."""
    with filled_store(settings()) as store:
        # As bytes: a text stream may translate line ends, and spans count every code point.
        sys.stdout.buffer.write(store.source(release).encode())


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@common_options
def releases(as_json: bool) -> None:
    """List the releases, published and earlier ones."""
    with filled_store(settings()) as store:
        known = store.releases()
    if as_json:
        click.echo(json.dumps([asdict(release) for release in known], ensure_ascii=False, indent=1))
        return
    for release in known:
        click.echo("\t".join((release.id, release.status, years(release), release.title)))


def years(release: Release) -> str:
    """Give a release's years as people write them: 106-109, 108, or nothing."""
    first, last = release.first_year, release.last_year
    if first is None:
        return ""
    return str(first) if last in (None, first) else f"{first}-{last}"
