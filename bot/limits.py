"""How much one person may ask: so many questions in any minute, told once where they ask more."""

from __future__ import annotations

from collections import deque
from typing import Literal

Verdict = Literal["allowed", "told", "silent"]
_MINUTE = 60.0
_KEPT = 10_000


class Limiter:
    """Counts what people ask within the last minute; 0 lifts the limit. Times are seconds of a steady clock."""

    def __init__(self, per_minute: int) -> None:
        self._most = per_minute
        self._times: dict[int, deque[float]] = {}
        self._told: dict[int, float] = {}

    def admit(self, person: int, now: float) -> Verdict:
        """Count a question; the first one too many is told, the others of that minute are not."""
        if not self._most:
            return "allowed"
        times = self._times.setdefault(person, deque())
        while times and times[0] <= now - _MINUTE:
            times.popleft()
        if len(times) < self._most:
            times.append(now)
            self._forget(now)
            return "allowed"
        if self._told.get(person, -_MINUTE) > now - _MINUTE:
            return "silent"
        self._told[person] = now
        return "told"

    def _forget(self, now: float) -> None:
        """Keep no more people than are needed."""
        if len(self._times) > _KEPT:
            self._times = {p: t for p, t in self._times.items() if t and t[-1] > now - _MINUTE}
            self._told = {p: t for p, t in self._told.items() if t > now - _MINUTE}
