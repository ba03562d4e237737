"""Files that are being read: whose they are, so that a press can stop the reading of one's own."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Readings:
    """Knows which files are being read, and for whom."""

    def __init__(self) -> None:
        self._begun: dict[str, tuple[int, asyncio.Task[Any]]] = {}

    @contextmanager
    def reading(self, key: str, person: int, work: asyncio.Task[Any]) -> Iterator[None]:
        """Read a file for somebody in the meantime; however that ends, the work ends with it."""
        self._begun[key] = person, work
        try:
            yield
        finally:
            del self._begun[key]
            work.cancel()

    def owner(self, key: str) -> int | None:
        """Tell for whom a file is being read; None where it is not, or no longer."""
        person, work = self._begun.get(key, (None, None))
        return person if work and not work.done() else None

    def stop(self, key: str) -> None:
        """Stop the reading of a file."""
        self._begun[key][1].cancel()
