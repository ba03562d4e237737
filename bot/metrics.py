"""The figures by which the service is watched, in Prometheus' text form."""

from __future__ import annotations

import math
from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
STATUSES = ("answered", "ambiguous", "not_found", "conversation")
# An answer takes milliseconds; the first after a start, and one that waits behind a publication, seconds.
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


class Metrics:
    """Counts what happens, and reads the gauges when it is asked; each instance keeps its own account."""

    def __init__(self) -> None:
        own = self._registry = CollectorRegistry()
        self._questions = Counter(
            "planbot_questions_total", "Questions, by the status of the answer", ["status"], registry=own
        )
        self._seconds = Histogram("planbot_answer_seconds", "From question to answer", buckets=_SECONDS, registry=own)
        self._updates = Counter("planbot_updates_total", "Updates that Telegram delivered", ["kind"], registry=own)
        self._calls = Counter(
            "planbot_telegram_calls_total", "Calls of the Bot API", ["method", "outcome"], registry=own
        )
        self._inbox = Gauge("planbot_inbox_open", "Updates that are not done with", registry=own)
        self._index_age = Gauge("planbot_index_age_seconds", "Since the last publication", registry=own)
        self._failures = Counter("planbot_failures_total", "Handlers that failed unforeseen", registry=own)
        # Memory and processor time under the names that Prometheus' own clients give them.
        ProcessCollector(registry=own)
        for status in STATUSES:
            # A rate can be taken from the first question on where the count begins at 0.
            self._questions.labels(status)
        self.watch_inbox(lambda: None)
        self.watch_index(lambda: None)

    def answered(self, status: str, seconds: float) -> None:
        """Count a question by the status of its answer, and the time that it took."""
        self._questions.labels(status).inc()
        self._seconds.observe(seconds)

    def received(self, kind: str) -> None:
        """Count an update by its kind (message, callback_query, ...)."""
        self._updates.labels(kind).inc()

    def called(self, method: str, outcome: str) -> None:
        """Count a call of the Bot API by its method and how it went (ok, retry_after, network, ...)."""
        self._calls.labels(method, outcome).inc()

    def failed(self) -> None:
        """Count a failure that nobody foresaw."""
        self._failures.inc()

    def watch_inbox(self, count: Callable[[], float | None]) -> None:
        """Read the open entries of the inbox from a callable, which must not block; None is "not known"."""
        self._inbox.set_function(lambda: _known(count()))

    def watch_index(self, age: Callable[[], float | None]) -> None:
        """Read the seconds since the last publication from a callable, which must not block; None is "not known"."""
        self._index_age.set_function(lambda: _known(age()))

    def text(self) -> bytes:
        """Give all figures in the form that Prometheus reads."""
        return generate_latest(self._registry)


def _known(value: float | None) -> float:
    return math.nan if value is None else value
