"""The store of releases: what is published, and what stood before it; the ledger keeps what chats leave behind.

Many read and few write; a release is published in one transaction, so a reader sees the old release or the new one,
whole. The file is SQLite in WAL mode.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Iterable
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
from sqlite_utils import Database

from knowledge.backups import BackupRefused, new_file
from knowledge.database import open_database
from knowledge.errors import UnknownRelease, UnreadableStore
from knowledge.ledger import Ledger
from knowledge.misses import Miss, pseudonym
from knowledge.models import (
    AnnualItem,
    Kpi,
    Legend,
    Page,
    PdfPage,
    Plan,
    Problem,
    Project,
    Release,
    Section,
    TableRow,
    Term,
)
from knowledge.pieces import Piece, pieces_of
from knowledge.transactions import reading, writing
from knowledge.words import Segmenter, prepare_dictionary

_FACTS: dict[str, type] = {
    "sections": Section,
    "kpis": Kpi,
    "projects": Project,
    "annual_items": AnnualItem,
    "terms": Term,
    "legends": Legend,
    "table_rows": TableRow,
    "problems": Problem,
    "pages": Page,
    "pdf_pages": PdfPage,
}
_RELEASE = ", ".join(Release.__dataclass_fields__)
_MISSES_KEPT = 10_000  # The latest: nobody who types without end fills the disk.


@dataclass(frozen=True, slots=True)
class Publication:
    """A plan to be published: its slug (AGENCY-KIND-YEARS), and where and when it was published officially."""

    plan: Plan
    slug: str
    url: str | None = None
    published_on: str | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """What became of a publication; `is_new` is False where this very file is what is being served."""

    release: Release
    is_new: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search found; a lower `rank` fits better (FTS5's bm25)."""

    release: str
    kind: str
    position: int
    part: int
    rank: float


class Store:
    """A database of releases. Use it as a context manager."""

    def __init__(self, db: Database) -> None:
        self._db = db

    @classmethod
    def open(cls, path: Path | str) -> Self:
        """Open a database, and make or migrate it where needed.

        Raises UnreadableStore for a file that is no usable database, NewerSchema for one of a newer planbot.
        """
        return cls(open_database(path))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._db.close()

    def is_empty(self) -> bool:
        """Tell whether nothing has been published yet."""
        return not self._db.execute("SELECT EXISTS (SELECT 1 FROM release)").fetchone()[0]

    def snapshot(self) -> AbstractContextManager[None]:
        """Read everything within as it is at one moment, whatever another process publishes meanwhile."""
        return reading(self._db)

    def revision(self) -> int:
        """Give a number that changes whenever something is published."""
        return int(self._db.execute("SELECT number FROM revision").fetchone()[0])

    def releases(self) -> list[Release]:
        """List all releases, published and earlier ones, those of one plan from the newest."""
        rows = self._db.query(f"SELECT {_RELEASE} FROM release ORDER BY slug, number DESC")
        return [_release(row) for row in rows]

    def published(self) -> list[Release]:
        """List the releases that answer."""
        return [r for r in self.releases() if r.status == "published"]

    def release(self, release_id: str) -> Release:
        """Give one release. Raises UnknownRelease."""
        for row in self._db.query(f"SELECT {_RELEASE} FROM release WHERE id = ?", [release_id]):
            return _release(row)
        known = "、".join(r.id for r in self.releases()) or "none yet"
        raise UnknownRelease(f"no release is called {release_id}; there is: {known}")

    def source(self, release_id: str) -> str:
        """Give a release's canonical text, into which all its spans point. Raises UnknownRelease."""
        self.release(release_id)
        row = self._db.execute("SELECT text FROM release WHERE id = ?", [release_id]).fetchone()
        return str(row[0])

    def plan(self, release_id: str) -> Plan:
        """Give all that a release says. Raises UnknownRelease."""
        release = self.release(release_id)
        facts: dict[str, list[object]] = {kind: [] for kind in _FACTS}
        rows = self._db.execute("SELECT kind, body FROM fact WHERE release = ? ORDER BY kind, position", [release_id])
        for kind, body in rows:
            facts[kind].append(msgspec.json.decode(body, type=_FACTS[kind]))
        shared = {name: getattr(release, name) for name in Plan.__dataclass_fields__ if hasattr(release, name)}
        return Plan(**shared, text=self.source(release_id), **{k: tuple(v) for k, v in facts.items()})  # type: ignore[arg-type]

    def publish(self, publications: Iterable[Publication], indexed_at: str) -> list[Published]:
        """Publish plans in one transaction: all of them, or nothing.

        A release replaces the published one of the same slug, which stays readable; the file that is being served
        changes nothing. `indexed_at` is an ISO 8601 time.
        """
        with writing(self._db):
            done = [self._publish_one(p, indexed_at) for p in publications]
            if any(p.is_new for p in done):
                self._reindex()
        return done

    def bring_back(self, slug: str) -> Release:
        """Serve again the release before the published one of a plan, in one transaction.

        `slug` is a release's id without its number. Raises UnknownRelease where there is no release before.
        """
        with writing(self._db):
            rows = self._db.query(f"SELECT {_RELEASE}, number FROM release WHERE slug = ? ORDER BY number DESC", [slug])
            known = [(_release({k: v for k, v in row.items() if k != "number"}), row["number"]) for row in rows]
            served = next((n for r, n in known if r.status == "published"), None)
            before = [r for r, n in known if served is not None and n < served]
            if not before:
                raise UnknownRelease(f"{slug}: there is no release before the one that is served")
            self._db.execute("UPDATE release SET status = 'superseded' WHERE slug = ?", [slug])
            self._db.execute("UPDATE release SET status = 'published' WHERE id = ?", [before[0].id])
            self._reindex()
        return replace(before[0], status="published")

    def withdraw(self, release_id: str) -> Release:
        """Serve a published release no more, in one transaction. Raises UnknownRelease where it is not served."""
        release = self.release(release_id)
        if release.status != "published":
            raise UnknownRelease(f"{release_id} is not served; planbot releases lists what is")
        with writing(self._db):
            self._db.execute("UPDATE release SET status = 'superseded' WHERE id = ?", [release_id])
            self._reindex()
        return replace(release, status="superseded")

    def search(self, words: Iterable[str], grams: Iterable[str], limit: int) -> list[Hit]:
        """Find the passages that share words or characters with a question, the best first."""
        query = " OR ".join(
            f"{column} : ({' OR '.join(_quoted(t) for t in tokens)})"
            for column, tokens in (("words", sorted(set(words))), ("grams", sorted(set(grams))))
            if tokens
        )
        if not query:
            return []
        rows = self._db.execute(
            "SELECT release, kind, position, part, bm25(passage, 1.0, 1.0) AS rank FROM passage"
            " WHERE passage MATCH ? ORDER BY rank, release, kind, position, part LIMIT ?",
            [query, limit],
        )
        return [Hit(*row) for row in rows]

    def segmenter(self) -> Segmenter:
        """Give the tokeniser with the dictionary that the published releases need."""
        return Segmenter(dict(self._db.execute("SELECT word, frequency FROM word").fetchall()))

    def keep_miss(self, miss: Miss, asker: str | None = None) -> None:
        """Keep a question that was not answered; of who asked, only a salted hash. Raises UnreadableStore."""
        try:
            with self._db.atomic():
                who = None if asker is None else pseudonym(self.secret("asker"), asker)
                self._db.execute(
                    "INSERT INTO miss (text, key, status, rule, offered, at, asker) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    [miss.text, miss.key, miss.status, miss.rule, json.dumps(miss.offered), miss.at, who],
                )
                self._db.execute("DELETE FROM miss WHERE id <= (SELECT max(id) FROM miss) - ?", [_MISSES_KEPT])
        except sqlite3.OperationalError as error:
            raise UnreadableStore(f"a question could not be kept in the database ({error})") from error

    def misses(self) -> list[Miss]:
        """List the questions that were kept, from the earliest."""
        rows = self._db.execute("SELECT text, status, rule, offered, at, asker FROM miss ORDER BY id")
        return [Miss(t, status, rule, tuple(json.loads(o)), at, who) for t, status, rule, o, at, who in rows]

    def clear_misses(self) -> None:
        """Forget the questions that were kept, and what would tell whether two were the same person's."""
        with self._db.atomic():
            self._db.execute("DELETE FROM miss")
            self._db.execute("DELETE FROM secret WHERE name = 'asker'")

    @cached_property
    def ledger(self) -> Ledger:
        """Give what the chat keeps in this database."""
        return Ledger(self._db, self.secret)

    def secret(self, name: str) -> str:
        """Give a secret of this database, made when it is first needed."""
        self._db.execute("INSERT OR IGNORE INTO secret VALUES (?, ?)", [name, secrets.token_hex(16)])
        return str(self._db.execute("SELECT value FROM secret WHERE name = ?", [name]).fetchone()[0])

    def damage(self) -> list[str]:
        """List what is wrong with the file itself; nothing where it is whole."""
        try:
            found = [str(row[0]) for row in self._db.execute("PRAGMA quick_check").fetchall()]
        except sqlite3.DatabaseError as error:
            return [str(error)]
        return [] if found == ["ok"] else found

    def backup(self, path: Path) -> None:
        """Copy the database into a new file, in one state, while others read and write it. Raises BackupRefused."""
        with new_file(path) as part:
            try:
                with closing(sqlite3.connect(part)) as copy:
                    self._db.conn.backup(copy)
                    wrong = Store(Database(copy)).damage()
            except sqlite3.DatabaseError as error:
                raise BackupRefused(f"{path}: the copy could not be written ({error}); nothing was kept") from error
            if wrong:
                raise BackupRefused(f"{path}: the database is damaged ({wrong[0]}); restore an earlier backup")

    def _publish_one(self, publication: Publication, indexed_at: str) -> Published:
        plan = publication.plan
        earlier = [
            _release(r)
            for r in self._db.query(
                f"SELECT {_RELEASE} FROM release WHERE slug = ? ORDER BY number DESC", [publication.slug]
            )
        ]
        for release in earlier:
            if release.sha256 == plan.sha256 and release.status == "published":
                return Published(release, is_new=False)
        number = len(earlier) + 1
        release = Release(
            id=publication.slug if number == 1 else f"{publication.slug}.{number}",
            title=plan.title, agency=plan.agency, kind=plan.kind,
            first_year=plan.first_year, last_year=plan.last_year,
            source=plan.source, sha256=plan.sha256, indexed_at=indexed_at, status="published",
            url=publication.url, published_on=publication.published_on,
        )  # fmt: skip
        self._db.execute("UPDATE release SET status = 'superseded' WHERE slug = ?", [publication.slug])
        row = {name: getattr(release, name) for name in Release.__dataclass_fields__}
        self._db.table("release").insert({**row, "slug": publication.slug, "number": number, "text": plan.text})
        self._db.conn.executemany(
            "INSERT INTO fact VALUES (?, ?, ?, ?)",
            [
                (release.id, kind, position, msgspec.json.encode(fact).decode())
                for kind in _FACTS
                for position, fact in enumerate(getattr(plan, kind))
            ],
        )
        return Published(release, is_new=True)

    def _reindex(self) -> None:
        """Index the passages of all that is published anew: plans are small, and the dictionary is theirs in common."""
        plans = {r.id: self.plan(r.id) for r in self.published()}
        terms = [name for plan in plans.values() for term in plan.terms for name in (term.short, term.long)]
        dictionary = prepare_dictionary((plan.text for plan in plans.values()), terms)
        self._db.execute("DELETE FROM word")
        self._db.conn.executemany("INSERT INTO word VALUES (?, ?)", sorted(dictionary.items()))
        self._db.execute("DELETE FROM passage")
        segmenter = Segmenter(dictionary)
        self._db.conn.executemany(
            "INSERT INTO passage (words, grams, release, kind, position, part) VALUES (?, ?, ?, ?, ?, ?)",
            [_indexed(segmenter, release, piece) for release, plan in plans.items() for piece in pieces_of(plan)],
        )
        self._db.execute("UPDATE revision SET number = number + 1")


def _release(row: dict[str, object]) -> Release:
    return msgspec.convert(row, Release)


def _indexed(segmenter: Segmenter, release: str, piece: Piece) -> tuple[str, str, str, str, int, int]:
    tokens = segmenter.tokens(piece.searched)
    return (" ".join(tokens.words), " ".join(tokens.grams), release, piece.kind, piece.position, piece.part)


def _quoted(token: str) -> str:
    return '"' + token.replace('"', '""') + '"'
