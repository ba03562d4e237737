"""The notebook: questions that were not answered, kept for the admin where the settings allow it."""

from __future__ import annotations

import logging
from datetime import UTC, datetime

from bot.batch import clean
from bot.settings import Privacy
from knowledge.errors import StoreError
from knowledge.misses import Miss, miss_of
from knowledge.replies import Body
from knowledge.service import Turn
from knowledge.store import Store

log = logging.getLogger(__name__)


class Notebook:
    """Writes down what was not answered, or nothing at all."""

    def __init__(self, store: Store, privacy: Privacy) -> None:
        self._store = store
        self._is_open = privacy.store_questions

    def note(self, question: str, turn: Turn, asker: str | None = None) -> None:
        """Keep a question if it was a miss; that this fails never costs anybody the answer."""
        self._keep(miss_of(clean(question), turn.answer, turn.trace.rule, _now()), asker)

    def note_wrong(self, body: Body, asker: str) -> None:
        """Keep a question whose answer a person says was wrong."""
        self._keep(Miss(clean(body.question), "wrong", body.rule, (), _now()), asker)

    def _keep(self, miss: Miss | None, asker: str | None) -> None:
        if miss is None or not self._is_open:
            return
        try:
            self._store.keep_miss(miss, asker)
        except StoreError as error:
            log.warning("%s", error)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
