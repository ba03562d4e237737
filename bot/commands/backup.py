"""The verb backup: copy the database into a file, also while the bot runs."""

from __future__ import annotations

from pathlib import Path

import click

from bot.commands.options import NamedPath, common_options, settings
from knowledge.backups import BESIDE, BackupRefused
from knowledge.store import Store


@click.command()
@click.argument("file", metavar="FILE", type=NamedPath())
@common_options
def backup(file: Path) -> None:
    """Copy the database into FILE, which must be new, while the bot goes on answering."""
    db = Path(settings().knowledge.db)
    if not db.is_file():
        raise BackupRefused(f"{db}: there is no database to copy; name it with --db")
    if file.resolve() in [Path(f"{db.resolve()}{end}") for end in BESIDE]:
        raise BackupRefused(f"{file}: is the database itself; name a new file")
    with Store.open(db) as store:
        store.backup(file)
        releases = len(store.releases())
    click.echo(f"{db} was copied to {file}: {releases} releases, {file.stat().st_size / 1e6:.1f} MB")
