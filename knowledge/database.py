"""The database file: opened with the schema of this planbot, made or migrated where needed, or refused."""

from __future__ import annotations

import sqlite3
import time
from contextlib import ExitStack, closing
from pathlib import Path

from sqlite_utils import Database

from knowledge.errors import NewerSchema, UnreadableStore
from knowledge.schema import migrations
from knowledge.transactions import writing

_TRIES, _PAUSE = 100, 0.1


def open_database(path: Path | str) -> Database:
    """Open a database, and make or migrate it where needed.

    Raises UnreadableStore for a file that is no usable database, NewerSchema for one of a newer planbot.
    """
    with ExitStack() as opened:
        try:
            # One connection serves the threads of the bot one after another (bot's one door to blocking code).
            connection = _connect(path)
            db = Database(opened.enter_context(closing(connection)))
            _refuse_foreign(db, path)
            _refuse_newer(db, path)
            _migrate(db)
            db.execute("SELECT count(*) FROM release, fact, passage, word, revision, miss, secret LIMIT 0")
        except (sqlite3.DatabaseError, OSError) as error:
            raise UnreadableStore(
                f"{path}: cannot be used as a planbot database ({error}); name another with --db"
            ) from error
        opened.pop_all()
    return db


def _connect(path: Path | str) -> sqlite3.Connection:
    """Open a database for reading and writing; one in a place that cannot be written to is only read."""
    connection = sqlite3.connect(path, timeout=30, check_same_thread=False)
    try:
        connection.execute("PRAGMA schema_version")
        # What is forgotten is overwritten, however SQLite was built.
        connection.execute("PRAGMA secure_delete = ON")
    except sqlite3.OperationalError as error:
        connection.close()
        if "readonly" not in str(error) or not Path(path).is_file():
            raise
        # Nobody writes where nobody may: SQLite then needs no lock and no file beside the database.
        address = f"{Path(path).resolve().as_uri()}?mode=ro&immutable=1"
        return sqlite3.connect(address, uri=True, timeout=30, check_same_thread=False)
    return connection


def _migrate(db: Database) -> None:
    """Bring the schema up to date; of several processes that begin at once, one does it and the others wait."""
    if not migrations.pending(db):
        return
    for _ in range(_TRIES):
        try:
            db.enable_wal()
            break
        except sqlite3.OperationalError:
            time.sleep(_PAUSE)  # Another process holds the file for this very change.
    with writing(db):
        if migrations.pending(db):
            migrations.apply(db)


def _refuse_foreign(db: Database, path: Path | str) -> None:
    """Leave alone what another program keeps in its database."""
    tables = [name for name in db.table_names() if not name.startswith("_sqlite_migrations")]
    if tables and "release" not in tables:
        raise UnreadableStore(
            f"{path}: is the database of another program (it has the table {tables[0]}); name another with --db"
        )


def _refuse_newer(db: Database, path: Path | str) -> None:
    with closing(sqlite3.connect(":memory:")) as empty:
        known = {m.name for m in migrations.pending(Database(empty))}
    newer = sorted({m.name for m in migrations.applied(db)} - known)
    if newer:
        raise NewerSchema(
            f"{path}: was written by a newer planbot (it has {newer[0]}); update planbot, or name another with --db"
        )
