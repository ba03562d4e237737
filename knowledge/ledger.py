"""The ledger: what the chat keeps over a restart, beside what the plans say.

Updates until they are answered, what conversations are about, the answers that were sent (so that buttons, replies and
edits find them again), feedback, who was let in, uploaded files, and what admins did. Of a person it keeps the number
that Telegram gives; feedback keeps a salted hash instead.
"""

from __future__ import annotations

import json
import secrets
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from sqlite3 import DatabaseError
from typing import cast

import msgspec
from sqlite_utils import Database

from knowledge.conversation import Context
from knowledge.errors import UnreadableStore
from knowledge.misses import pseudonym
from knowledge.replies import Body, Reply, Verdict
from knowledge.transactions import writing

_MOST_TRIES = 3  # An update that was begun so often without being done breaks the bot, and is given up.
# The chat of an update as SQL; each press and inline query stands for itself, since they wait for none.
_CHAT = (
    "CASE WHEN json_valid(body) THEN coalesce(json_extract(body, '$.message.chat.id'),"
    " json_extract(body, '$.edited_message.chat.id'), 'update ' || number) ELSE 'update ' || number END"
)
_NUMBERS_KEPT = timedelta(days=2)  # Telegram keeps an update for a day.
_QUESTIONS_KNOWN = 1000
_REPLIES_KEPT = timedelta(days=90)
_CODES_KEPT = timedelta(days=1)
_DRAFTS_KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that an admin uploaded and has not published yet."""

    key: str
    admin: int
    file: str
    body: bytes


def now() -> datetime:
    """Give the time, which tests set."""
    return datetime.now(UTC)


class Ledger:
    """What the chat keeps, in the database of a store."""

    def __init__(self, db: Database, secret: Callable[[str], str], clock: Callable[[], datetime] = now) -> None:
        self._db = db
        self._secret = secret
        self._clock = clock
        # What was asked last, by chat and person, the latest last: in memory alone, since no question is kept.
        self._asked: OrderedDict[tuple[int, int], str] = OrderedDict()

    # Updates

    def receive(self, number: int, body: str) -> bool:
        """Write an update down before it is confirmed; False where it was written down before.

        Raises UnreadableStore where the database cannot be written to.
        """
        try:
            with writing(self._db):
                row = [number, body, self._now()]
                return self._db.execute("INSERT OR IGNORE INTO inbox VALUES (?, ?, 0, ?)", row).rowcount == 1
        except DatabaseError as error:
            raise UnreadableStore(f"an update could not be written into the database ({error})") from error

    def take_up(self) -> list[str]:
        """Give the updates that were begun or waited when the bot stopped, from the oldest.

        The first of each chat may have been begun, and counts as a try; those behind it waited, and do not. What was
        answered, though not noted as done, and what broke the bot repeatedly is left out.
        """
        with writing(self._db):
            self._db.execute(
                "UPDATE inbox SET body = NULL WHERE body IS NOT NULL"
                " AND (tries >= ? OR number IN (SELECT number FROM reply))",
                [_MOST_TRIES],
            )
            self._db.execute(
                "UPDATE inbox SET tries = tries + 1 WHERE number IN"
                f" (SELECT min(number) FROM inbox WHERE body IS NOT NULL GROUP BY {_CHAT})"
            )
            rows = self._db.execute("SELECT body FROM inbox WHERE body IS NOT NULL ORDER BY number").fetchall()
        return [body for (body,) in rows]

    def done(self, number: int) -> None:
        """Drop the text of an update that was dealt with."""
        with writing(self._db):
            self._done(number)

    def waiting(self) -> int:
        """Count the updates that are not dealt with yet."""
        return int(self._db.execute("SELECT count(*) FROM inbox WHERE body IS NOT NULL").fetchone()[0])

    # Conversations and answers

    def context(self, chat: int, person: int) -> Context:
        """Give what somebody was talking about in a chat."""
        row = self._db.execute(
            "SELECT context FROM conversation WHERE chat = ? AND person = ?", [chat, person]
        ).fetchone()
        context = msgspec.json.decode(row[0], type=Context) if row else Context()
        return replace(context, asked=self._asked.get((chat, person), ""))

    def knows(self, chat: int) -> bool:
        """Tell whether there was a conversation in a chat."""
        return self._db.execute("SELECT 1 FROM conversation WHERE chat = ?", [chat]).fetchone() is not None

    def remember(self, chat: int, person: int, context: Context) -> None:
        """Keep what somebody is talking about."""
        with writing(self._db):
            self._remember(chat, person, context)

    def sent(self, reply: Reply) -> None:
        """Note in one step that an answer was sent, what is spoken of after it, and that its update is done."""
        with writing(self._db):
            first, *more = reply.messages
            self._db.execute(
                "INSERT OR REPLACE INTO reply VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    reply.key, reply.number, reply.chat, reply.person, reply.asked, first,
                    json.dumps(more), msgspec.json.encode(reply.body.without_asked()).decode(), self._now(),
                ],
            )  # fmt: skip
            self._remember(reply.chat, reply.person, reply.body.context)
            self._done(reply.number)

    def reply(self, key: str) -> Reply | None:
        """Find an answer by its key."""
        return self._reply("key = ?", key)

    def reply_with(self, chat: int, message: int) -> Reply | None:
        """Find the answer that a message of the bot belongs to."""
        return self._reply(
            "chat = ? AND (message = ? OR EXISTS (SELECT 1 FROM json_each(more) WHERE value = ?))",
            chat, message, message,
        )  # fmt: skip

    def reply_to(self, chat: int, asked: int) -> Reply | None:
        """Find the last answer to a message of a person."""
        return self._reply("chat = ? AND asked = ?", chat, asked)

    def _reply(self, condition: str, *values: str | int) -> Reply | None:
        row = self._db.execute(
            f"SELECT key, number, chat, person, asked, message, more, body FROM reply WHERE {condition}"
            " ORDER BY at DESC LIMIT 1",
            list(values),
        ).fetchone()
        if row is None:
            return None
        key, number, chat, person, asked, message, more, body = row
        messages = (message, *json.loads(more))
        return Reply(key, number, chat, person, asked, messages, msgspec.json.decode(body, type=Body))

    # Feedback and counts

    def judge(self, reply: Reply, person: int, verdict: Verdict, reason: str = "") -> None:
        """Keep what somebody says of an answer; a later word replaces an earlier one."""
        with writing(self._db):
            self._db.execute(
                "INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?, ?, ?)",
                [reply.key, self._asker(person), verdict, reason, reply.body.rule, self._now()],
            )

    def verdicts(self, since: datetime) -> dict[tuple[str, str], int]:
        """Count what was said of answers, by verdict and reason."""
        rows = self._db.execute(
            "SELECT verdict, reason, count(*) FROM feedback WHERE at >= ? GROUP BY verdict, reason", [_iso(since)]
        )
        return {(verdict, reason): count for verdict, reason, count in rows}

    def count(self, status: str) -> None:
        """Count an answer of today."""
        with writing(self._db):
            self._db.execute(
                "INSERT INTO tally VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1",
                [self._now()[:10], status],
            )

    def counts(self, since: datetime) -> dict[str, int]:
        """Give how many answers of each status there were."""
        rows = self._db.execute(
            "SELECT status, sum(count) FROM tally WHERE day >= ? GROUP BY status", [_iso(since)[:10]]
        )
        return dict(rows.fetchall())

    # Who may ask

    def is_guest(self, person: int) -> bool:
        """Tell whether an admin has let somebody in."""
        return self._db.execute("SELECT 1 FROM guest WHERE person = ?", [person]).fetchone() is not None

    def guests(self) -> list[int]:
        """List those who were let in, the latest first."""
        return [person for (person,) in self._db.execute("SELECT person FROM guest ORDER BY at DESC, person")]

    def code_for(self, person: int) -> str:
        """Give a stranger's code of six digits, the same for a day."""
        with writing(self._db):
            self._db.execute("DELETE FROM stranger WHERE at < ?", [_iso(self._clock() - _CODES_KEPT)])
            row = self._db.execute("SELECT code FROM stranger WHERE person = ?", [person]).fetchone()
            while row is None:
                code = f"{secrets.randbelow(10**6):06}"
                self._db.execute("INSERT OR IGNORE INTO stranger VALUES (?, ?, ?)", [person, code, self._now()])
                row = self._db.execute("SELECT code FROM stranger WHERE person = ?", [person]).fetchone()
            return str(row[0])

    def let_in(self, code: str, admin: int) -> int | None:
        """Let in the stranger who has a code; None where nobody has it (any more)."""
        with writing(self._db):
            self._db.execute("DELETE FROM stranger WHERE at < ?", [_iso(self._clock() - _CODES_KEPT)])
            row = self._db.execute("SELECT person FROM stranger WHERE code = ?", [code]).fetchone()
            if row is None:
                return None
            self._db.execute("DELETE FROM stranger WHERE code = ?", [code])
            self._db.execute("INSERT OR REPLACE INTO guest VALUES (?, ?, ?)", [row[0], admin, self._now()])
            self._note(admin, f"let in {row[0]}")
            return int(row[0])

    def turn_away(self, person: int, admin: int) -> bool:
        """Take back that somebody was let in; False where nobody had."""
        with writing(self._db):
            gone = self._db.execute("DELETE FROM guest WHERE person = ?", [person]).rowcount == 1
            self._db.execute("DELETE FROM stranger WHERE person = ?", [person])
            if gone:
                self._note(admin, f"turned away {person}")
            return gone

    # Who is told of new releases

    def watch(self, person: int) -> bool:
        """Begin to tell somebody of new releases, or end it where they are told already; gives whether they are now."""
        with writing(self._db):
            if self._db.execute("DELETE FROM watcher WHERE person = ?", [person]).rowcount:
                return False
            self._db.execute("INSERT INTO watcher VALUES (?, ?)", [person, self._now()])
            return True

    def unwatch(self, person: int) -> None:
        """End telling somebody of new releases."""
        with writing(self._db):
            self._db.execute("DELETE FROM watcher WHERE person = ?", [person])

    def watchers(self) -> list[int]:
        """List who is told of new releases, in the order in which they asked for it."""
        return [person for (person,) in self._db.execute("SELECT person FROM watcher ORDER BY at, person")]

    def tell(self, served: list[str]) -> list[str] | None:
        """Note which releases are served, and give those that were when this was last done; None the first time."""
        with writing(self._db):
            row = self._db.execute("SELECT releases FROM told").fetchone()
            self._db.execute("DELETE FROM told")
            self._db.execute("INSERT INTO told VALUES (?)", [json.dumps(served)])
        return json.loads(row[0]) if row else None

    # Files of admins

    def keep_draft(self, admin: int, file: str, body: bytes) -> str:
        """Keep an uploaded file aside until it is published; gives its key."""
        key = secrets.token_hex(6)
        with writing(self._db):
            self._db.execute("DELETE FROM draft WHERE at < ?", [_iso(self._clock() - _DRAFTS_KEPT)])
            self._db.execute("INSERT INTO draft VALUES (?, ?, ?, ?, ?)", [key, admin, file, body, self._now()])
        return key

    def draft(self, key: str) -> Draft | None:
        """Find an uploaded file; None where it was published, dropped or is too old."""
        row = self._db.execute(
            "SELECT key, admin, file, body FROM draft WHERE key = ? AND at >= ?",
            [key, _iso(self._clock() - _DRAFTS_KEPT)],
        ).fetchone()
        return Draft(*row) if row else None

    def drop_draft(self, key: str) -> bool:
        """Forget an uploaded file; False where it is gone already."""
        with writing(self._db):
            return self._db.execute("DELETE FROM draft WHERE key = ?", [key]).rowcount == 1

    def note(self, admin: int, what: str) -> None:
        """Write down what an admin did."""
        with writing(self._db):
            self._note(admin, what)

    def notes(self, most: int = 20) -> list[tuple[str, int, str]]:
        """List what admins did last: when, who, what."""
        rows = self._db.execute("SELECT at, who, what FROM audit ORDER BY id DESC LIMIT ?", [most])
        return cast("list[tuple[str, int, str]]", rows.fetchall())

    # Forgetting

    def forget(self, person: int) -> None:
        """Delete what is kept about a person; that an admin let them in stays, or they could not ask any more."""
        asker = self._asker(person)
        for known in [key for key in self._asked if key[1] == person]:
            del self._asked[known]
        with writing(self._db):
            self._db.execute("DELETE FROM conversation WHERE person = ?", [person])
            self._db.execute("DELETE FROM feedback WHERE asker = ?", [asker])
            self._db.execute("DELETE FROM miss WHERE asker = ?", [asker])
            self._db.execute("DELETE FROM reply WHERE person = ?", [person])
            self._db.execute("DELETE FROM stranger WHERE person = ?", [person])
            self._db.execute("DELETE FROM draft WHERE admin = ?", [person])
            self._db.execute("DELETE FROM watcher WHERE person = ?", [person])

    def tidy(self) -> None:
        """Drop what is too old to be of use."""
        ages: Iterable[tuple[str, timedelta]] = (
            ("inbox WHERE body IS NULL AND", _NUMBERS_KEPT),
            ("reply WHERE", _REPLIES_KEPT),
            ("conversation WHERE", _REPLIES_KEPT),
            ("stranger WHERE", _CODES_KEPT),
            ("draft WHERE", _DRAFTS_KEPT),
        )
        with writing(self._db):
            for rows, age in ages:
                self._db.execute(f"DELETE FROM {rows} at < ?", [_iso(self._clock() - age)])

    def _remember(self, chat: int, person: int, context: Context) -> None:
        self._asked[chat, person] = context.asked
        self._asked.move_to_end((chat, person))
        if len(self._asked) > _QUESTIONS_KNOWN:
            self._asked.popitem(last=False)
        body = msgspec.json.encode(replace(context, asked="")).decode()
        self._db.execute("INSERT OR REPLACE INTO conversation VALUES (?, ?, ?, ?)", [chat, person, body, self._now()])

    def _done(self, number: int) -> None:
        self._db.execute("UPDATE inbox SET body = NULL WHERE number = ?", [number])

    def _note(self, admin: int, what: str) -> None:
        self._db.execute("INSERT INTO audit (at, who, what) VALUES (?, ?, ?)", [self._now(), admin, what])

    def _asker(self, person: int) -> str:
        return pseudonym(self._secret("asker"), str(person))

    def _now(self) -> str:
        return _iso(self._clock())


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")
