"""The assistant: one door for whoever asks. It knows what is published, and looks again when that changes."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date

from knowledge import gate
from knowledge.answer import answer
from knowledge.catalogue import Catalogue, build_catalogue
from knowledge.conversation import Context
from knowledge.inquiry import Inquiry
from knowledge.lexicon import Lexicon, load_lexicon
from knowledge.linking import Linker
from knowledge.models import Answer
from knowledge.question import LONGEST, Question
from knowledge.reading import Reader
from knowledge.search import Finder
from knowledge.store import Store

__all__ = ["Assistant", "Context", "Trace", "Turn"]

_log = logging.getLogger(__name__)
_ANSWERED_BY = "answered by: "  # How `knowledge.answer` notes it.


@dataclass(frozen=True, slots=True)
class Trace:
    """How an answer came about: what was read in the question, which candidates there were, what the gate said."""

    question: Question
    notes: tuple[str, ...]
    defects: tuple[gate.Defect, ...]

    @property
    def rule(self) -> str:
        """Name the rule that answered."""
        said = (note.removeprefix(_ANSWERED_BY) for note in reversed(self.notes) if note.startswith(_ANSWERED_BY))
        return next(said, "")

    def lines(self) -> list[str]:
        """Give the trace for a person to read."""
        q = self.question
        read = {
            "read as": q.said, "topic": q.topic, "parts": " | ".join(q.parts), "years": q.years, "period": q.period,
            "plan": q.plan, "unit": q.unit, "counted": q.how_many, "ordinal": q.ordinal,
            "attributes": "、".join(q.attributes), "operations": "、".join(sorted(q.operations)),
            "mended": "、".join(f"{m.typed}→{m.read}" for m in q.mendings), "rules": "; ".join(q.rules),
        }  # fmt: skip
        return [
            *(f"{name}: {value}" for name, value in read.items() if value not in (None, "", ())),
            *self.notes,
            *(f"withheld: {d.what}: {d.detail}" for d in self.defects),
        ]


@dataclass(frozen=True, slots=True)
class Turn:
    """One question answered: the answer, the conversation after it, and how it came about."""

    answer: Answer
    context: Context
    trace: Trace


@dataclass(frozen=True, slots=True)
class _Library:
    revision: int
    catalogue: Catalogue
    linker: Linker
    reader: Reader
    finder: Finder

    def source(self, release: str) -> str:
        """Give the canonical text of a release."""
        return self.catalogue.plans[release].text


class Assistant:
    """Answers questions over what a store has published. `today` is the day that questions are understood from,
    `lexicon` the words (default: those that come with planbot).
    """

    def __init__(self, store: Store, today: date, *, lexicon: Lexicon | None = None) -> None:
        self._store = store
        self._today = today
        self._lexicon = lexicon or load_lexicon()
        self._library: _Library | None = None

    def ask(self, question: str, context: Context | None = None) -> Turn:
        """Answer one question in a conversation; the empty context begins one."""
        library = self._current()
        asked = library.reader.read(question[: LONGEST + 1], self._today)
        inquiry = Inquiry(library.catalogue, library.linker, library.finder, asked, context or Context())
        outcome, after = answer(inquiry)
        checked, defects = gate.passed(outcome.answer, question, library.source)
        for defect in defects:
            _log.error("figure withheld by the number gate: %s %s", defect.what, defect.detail)
        return Turn(checked, after, Trace(asked, tuple(inquiry.notes), defects))

    def _current(self) -> _Library:
        revision = self._store.revision()
        if self._library is None or self._library.revision != revision:
            self._library = self._load(revision)
        return self._library

    def _load(self, revision: int) -> _Library:
        releases = self._store.published()
        plans = {r.id: self._store.plan(r.id) for r in releases}
        catalogue = build_catalogue(releases, plans, self._store.segmenter())
        linker = Linker(catalogue, self._lexicon)
        reader = Reader(catalogue, self._lexicon)
        return _Library(revision, catalogue, linker, reader, Finder(self._store, catalogue, linker))
