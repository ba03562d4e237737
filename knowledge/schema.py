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


@migrations()
def m003_chat(db: Database) -> None:
    """Keep what the chat needs over a restart: updates, conversations, answers, feedback, guests, drafts, audit."""
    # An update's body is dropped once it is answered; its number stays for a while, so that it is not answered twice.
    db.execute(
        """
        CREATE TABLE inbox (
            number INTEGER PRIMARY KEY,
            body TEXT,
            tries INTEGER NOT NULL DEFAULT 0,
            at TEXT NOT NULL
        )
        """
    )
    db.execute("CREATE INDEX inbox_open ON inbox (number) WHERE body IS NOT NULL")
    db.execute(
        """
        CREATE TABLE conversation (
            chat INTEGER NOT NULL,
            person INTEGER NOT NULL,
            context TEXT NOT NULL CHECK (json_valid(context)),
            at TEXT NOT NULL,
            PRIMARY KEY (chat, person)
        ) WITHOUT ROWID
        """
    )
    db.execute(
        """
        CREATE TABLE reply (
            key TEXT PRIMARY KEY,
            number INTEGER NOT NULL,
            chat INTEGER NOT NULL,
            person INTEGER NOT NULL,
            asked INTEGER NOT NULL,
            message INTEGER NOT NULL,
            more TEXT NOT NULL CHECK (json_valid(more)),
            body TEXT NOT NULL CHECK (json_valid(body)),
            at TEXT NOT NULL
        ) WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX reply_message ON reply (chat, message)")
    db.execute("CREATE INDEX reply_asked ON reply (chat, asked)")
    db.execute("CREATE INDEX reply_number ON reply (number)")
    db.execute("CREATE INDEX reply_person ON reply (person)")
    db.execute(
        """
        CREATE TABLE feedback (
            reply TEXT NOT NULL,
            asker TEXT NOT NULL,
            verdict TEXT NOT NULL CHECK (verdict IN ('right', 'wrong')),
            reason TEXT NOT NULL,
            rule TEXT NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (reply, asker)
        ) WITHOUT ROWID
        """
    )
    db.execute("CREATE TABLE guest (person INTEGER PRIMARY KEY, let_in_by INTEGER NOT NULL, at TEXT NOT NULL)")
    db.execute("CREATE TABLE stranger (person INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, at TEXT NOT NULL)")
    db.execute(
        """
        CREATE TABLE draft (
            key TEXT PRIMARY KEY,
            admin INTEGER NOT NULL,
            file TEXT NOT NULL,
            body BLOB NOT NULL,
            at TEXT NOT NULL
        ) WITHOUT ROWID
        """
    )
    db.execute(
        "CREATE TABLE audit (id INTEGER PRIMARY KEY, at TEXT NOT NULL, who INTEGER NOT NULL, what TEXT NOT NULL)"
    )
    db.execute(
        """
        CREATE TABLE tally (
            day TEXT NOT NULL,
            status TEXT NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (day, status)
        ) WITHOUT ROWID
        """
    )


@migrations()
def m004_watchers(db: Database) -> None:
    """Keep who asked to be told of new releases."""
    db.execute("CREATE TABLE watcher (person INTEGER PRIMARY KEY, at TEXT NOT NULL)")


@migrations()
def m005_told(db: Database) -> None:
    """Keep which releases were served when the chat last told of new ones; no row before it first looked."""
    db.execute("CREATE TABLE told (releases TEXT NOT NULL CHECK (json_valid(releases)))")
