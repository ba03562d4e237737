"""bot.metrics: what is counted stands in Prometheus' text form, under the names that dashboards use."""

from __future__ import annotations

import math
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.metrics import CONTENT_TYPE, STATUSES, Metrics


def value(metrics: Metrics, name: str, **labels: str) -> float | None:
    """The sample of that name and those labels, read as Prometheus reads it."""
    samples = (s for family in text_string_to_metric_families(metrics.text().decode()) for s in family.samples)
    return next((s.value for s in samples if s.name == name and s.labels == labels), None)


def test_a_question_is_counted_by_its_status_with_the_time_it_took() -> None:
    metrics = Metrics()
    metrics.answered("answered", 0.02)
    metrics.answered("answered", 3.0)
    metrics.answered("not_found", 0.004)
    assert value(metrics, "planbot_questions_total", status="answered") == 2
    assert value(metrics, "planbot_questions_total", status="not_found") == 1
    assert value(metrics, "planbot_answer_seconds_count") == 3
    assert value(metrics, "planbot_answer_seconds_sum") == pytest.approx(3.024)
    assert value(metrics, "planbot_answer_seconds_bucket", le="0.025") == 2


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_begins_at_0(status: str) -> None:
    assert value(Metrics(), "planbot_questions_total", status=status) == 0


@pytest.mark.parametrize(
    ("count", "name", "labels"),
    [
        (lambda m: m.received("callback_query"), "planbot_updates_total", {"kind": "callback_query"}),
        (
            lambda m: m.called("sendMessage", "ok"),
            "planbot_telegram_calls_total",
            {"method": "sendMessage", "outcome": "ok"},
        ),
        (lambda m: m.failed(), "planbot_failures_total", {}),
    ],
)
def test_each_event_adds_1_to_its_counter(count: Any, name: str, labels: dict[str, str]) -> None:
    metrics = Metrics()
    count(metrics)
    count(metrics)
    assert value(metrics, name, **labels) == 2


def test_a_gauge_is_read_when_it_is_asked_for() -> None:
    metrics, waiting = Metrics(), [1, 2, 3]
    metrics.watch_inbox(lambda: len(waiting))
    metrics.watch_index(lambda: 12.5)
    assert value(metrics, "planbot_inbox_open") == 3
    waiting.clear()
    assert value(metrics, "planbot_inbox_open") == 0
    assert value(metrics, "planbot_index_age_seconds") == 12.5


@pytest.mark.parametrize("name", ["planbot_inbox_open", "planbot_index_age_seconds"])
def test_what_nobody_knows_is_no_number(name: str) -> None:
    metrics = Metrics()
    assert math.isnan(value(metrics, name) or 0)
    metrics.watch_inbox(lambda: None)
    metrics.watch_index(lambda: None)
    assert math.isnan(value(metrics, name) or 0)


def test_two_accounts_do_not_mix() -> None:
    first, second = Metrics(), Metrics()
    first.failed()
    assert value(second, "planbot_failures_total") == 0


def test_the_form_is_the_one_that_every_prometheus_reads() -> None:
    assert "version=0.0.4" in CONTENT_TYPE
    assert b"# TYPE planbot_questions_total counter\n" in Metrics().text()
