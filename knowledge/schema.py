"""The database schema, as an append-only list of migrations: never edit one that has been released."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("planbot")


@migrations()
def m001_releases_and_facts(db: Database) -> None:
    """Keep releases with their canonical text, their facts as JSON, and the words of their passages."""
    db.execute(
        """
        CREATE TABLE release (
            id TEXT PRIMARY KEY,
            slug TEXT NOT NULL,
            number INTEGER NOT NULL,
            title TEXT NOT NULL,
            agency TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('midterm', 'annual', 'other')),
            first_year INTEGER,
            last_year INTEGER,
            source TEXT NOT NULL,
            sha256 TEXT NOT NULL,
            indexed_at TEXT NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('published', 'superseded')),
            url TEXT,
            published_on TEXT,
            text TEXT NOT NULL,
            UNIQUE (slug, number)
        )
        """
    )
    db.execute(
        """
        CREATE TABLE fact (
            release TEXT NOT NULL REFERENCES release (id),
            kind TEXT NOT NULL,
            position INTEGER NOT NULL,
            body TEXT NOT NULL CHECK (json_valid(body)),
            PRIMARY KEY (release, kind, position)
        ) WITHOUT ROWID
        """
    )
    # Tokens come ready-made from knowledge.words, parted by blanks; unicode61 only takes them apart again.
    db.execute(
        """
        CREATE VIRTUAL TABLE passage USING fts5 (
            words, grams, release UNINDEXED, kind UNINDEXED, position UNINDEXED, part UNINDEXED,
            tokenize = "unicode61 remove_diacritics 0"
        )
        """
    )
    # The part of the segmenter's dictionary that these releases need, and a count that grows with every change.
    db.execute("CREATE TABLE word (word TEXT PRIMARY KEY, frequency INTEGER NOT NULL) WITHOUT ROWID")
    db.execute("CREATE TABLE revision (number INTEGER NOT NULL)")
    db.execute("INSERT INTO revision VALUES (0)")


@migrations()
def m002_misses(db: Database) -> None:
    """Keep questions that were not answered, where the settings allow it, and the secrets of this database."""
    db.execute(
        """
        CREATE TABLE miss (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            text TEXT NOT NULL,
            key TEXT NOT NULL,
            status TEXT NOT NULL CHECK (status IN ('not_found', 'ambiguous', 'wrong')),
            rule TEXT NOT NULL,
            offered TEXT NOT NULL CHECK (json_valid(offered)),
            at TEXT NOT NULL,
            asker TEXT
        )
        """
    )
    db.execute("CREATE TABLE secret (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")
