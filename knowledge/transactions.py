"""Transactions: a crash leaves all of what is written or nothing, and what is read is of one moment."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlite_utils import Database


@contextmanager
def writing(db: Database) -> Iterator[None]:
    """Write in one transaction, begun as a writer: it waits for others at its begin, and not in its middle."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


@contextmanager
def reading(db: Database) -> Iterator[None]:
    """Read everything within as it stands at one moment, whatever another process writes meanwhile.

    In WAL mode a reader sees what it saw first until its transaction ends (sqlite.org/isolation.html).
    """
    if db.conn.in_transaction:
        yield
        return
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.execute("ROLLBACK")
