"""Faults that a test orders from the Bot API server: refusals of its own, lost connections, slow answers."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from aiohttp import web

# "drop" and "slow" come before the request takes effect, "drop_after" and "slow_after" once it has.
KINDS = ("429", "500", "502", "drop", "drop_after", "slow", "slow_after")


@dataclass(slots=True)
class Fault:
    """One kind of fault, and for how many more calls it stands."""

    kind: str
    times: int = 1
    retry_after: int = 1
    delay: float = 1.0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"there is no fault {self.kind!r}; there are {', '.join(KINDS)}")

    def answer(self) -> web.Response | None:
        """Give the answer that takes the place of the real one, for the kinds that have one."""
        if self.kind == "502":
            return web.Response(status=502, text="<html><body>502 Bad Gateway</body></html>", content_type="text/html")
        if self.kind == "500":
            return refused(500, "Internal Server Error")
        if self.kind == "429":
            wait = self.retry_after
            return refused(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
        return None


@dataclass(slots=True)
class Faults:
    """What is to go wrong, and what went wrong so far."""

    injected: Counter[str] = field(default_factory=Counter)
    _ordered: dict[str, list[Fault]] = field(default_factory=dict)
    _chance: tuple[float, random.Random, Sequence[str], int, float] | None = None

    def order(self, method: str, fault: Fault) -> None:
        """Let the next calls of a method fail."""
        self._ordered.setdefault(method, []).append(fault)

    def rate(self, probability: float, seed: int, kinds: Sequence[str], retry_after: int, delay: float) -> None:
        """Let messages fail at random, the same ones for the same seed."""
        for kind in kinds:
            Fault(kind)
        self._chance = (probability, random.Random(seed), kinds, retry_after, delay)

    def heal(self) -> None:
        """Let nothing go wrong any more."""
        self._ordered.clear()
        self._chance = None

    def draw(self, method: str) -> Fault | None:
        """Give the fault of this call, if it is to have one, and count it."""
        fault = self._next(method)
        if fault:
            self.injected[f"{method} {fault.kind}"] += 1
        return fault

    def _next(self, method: str) -> Fault | None:
        ordered = self._ordered.get(method, [])
        if ordered:
            ordered[0].times -= 1
            return ordered[0] if ordered[0].times > 0 else ordered.pop(0)
        if self._chance and method == "sendMessage":
            probability, chance, kinds, retry_after, delay = self._chance
            if chance.random() < probability:
                return Fault(chance.choice(kinds), 1, retry_after, delay)
        return None


def refused(code: int, description: str, **parameters: int) -> web.Response:
    """Say no as the Bot API does."""
    answer = {"ok": False, "error_code": code, "description": description}
    return web.json_response(answer | ({"parameters": parameters} if parameters else {}), status=code)


def dropped(request: web.BaseRequest) -> web.Response:
    """Close the connection under a request; what is returned reaches nobody."""
    if request.transport:
        request.transport.close()
    return web.Response()
