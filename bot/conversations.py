"""What each conversation is about, for follow-up questions; kept in memory for the latest ones."""

from __future__ import annotations

from collections import OrderedDict

from bot.access import Asker
from knowledge.service import Context


class Conversations:
    """The contexts of the conversations that were active last."""

    def __init__(self, kept: int = 10_000) -> None:
        self._kept = kept
        self._contexts: OrderedDict[Asker, Context] = OrderedDict()

    def context(self, asker: Asker) -> Context:
        """Give what somebody was talking about, or a fresh context."""
        return self._contexts.get(asker, Context())

    def remember(self, asker: Asker, context: Context) -> None:
        """Keep what somebody is talking about; the conversation that is silent longest makes room."""
        self._contexts[asker] = context
        self._contexts.move_to_end(asker)
        if len(self._contexts) > self._kept:
            self._contexts.popitem(last=False)

    def forget(self, asker: Asker) -> None:
        """Begin a conversation afresh."""
        self._contexts.pop(asker, None)
