"""Files that are being read, and plans that were: a press can stop the one, and publish the other at once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from knowledge.models import Plan

_KEPT = 4


class Readings:
    """Knows which files are being read, and for whom, and the plans that were read last."""

    def __init__(self) -> None:
        self._begun: dict[str, tuple[int, asyncio.Task[Any]]] = {}
        self._read: dict[tuple[str, str], Plan] = {}

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

    def keep(self, name: str, plan: Plan) -> None:
        """Keep what was read of a file of this name, in the place of the plan that was read longest ago."""
        self._read[name, plan.sha256] = plan
        if len(self._read) > _KEPT:
            del self._read[next(iter(self._read))]

    def kept(self, name: str, sha256: str) -> Plan | None:
        """Give what was read of a file; None after a restart, or where others were read since."""
        return self._read.get((name, sha256))
