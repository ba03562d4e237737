"""The one door from the event loop to blocking work: a single thread, which alone speaks with the store."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

from bot.notebook import Notebook
from knowledge.lexicon import Lexicon
from knowledge.service import Assistant, Context, Turn
from knowledge.store import Store


class Door:
    """Answers questions in a thread of its own, one after another."""

    def __init__(self, store: Store, today: Callable[[], date], lexicon: Lexicon, notebook: Notebook) -> None:
        self._store = store
        self._today = today
        self._lexicon = lexicon
        self._notebook = notebook
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="knowledge")
        self._assistants: dict[date, Assistant] = {}

    async def ask(self, question: str, context: Context, asker: str | None = None) -> Turn:
        """Answer a question without holding up the event loop; `asker` tells people apart."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._ask, question, context, asker)

    def close(self) -> None:
        """Let the work in hand end and take no more."""
        self._thread.shutdown(wait=True)

    def _ask(self, question: str, context: Context, asker: str | None) -> Turn:
        # The bot runs for months: 今年 is read from the day of the question.
        today = self._today()
        if today not in self._assistants:
            self._assistants = {today: Assistant(self._store, today, lexicon=self._lexicon)}
        turn = self._assistants[today].ask(question, context)
        self._notebook.note(question, turn, asker)
        return turn
