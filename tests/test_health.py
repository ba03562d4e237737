"""bot.transport.health over real HTTP: what a supervisor, Prometheus and a person with a browser get."""

from __future__ import annotations

import json
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from importlib.metadata import version

import httpx
import pytest

from bot.metrics import Metrics
from bot.transport.health import Health, NotListening, State

WELL = State(ready=True, releases=2, inbox_open=0, last_update_seconds=1.5)


@pytest.fixture
def port() -> int:
    """A port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that another program listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield int(server.getsockname()[1])


@asynccontextmanager
async def listening(health: Health, port: int) -> AsyncIterator[httpx.AsyncClient]:
    await health.start("127.0.0.1", port)
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as client:
            yield client
    finally:
        await health.stop()


async def test_a_bot_that_answers_is_well(port: int) -> None:
    async with listening(Health(Metrics(), lambda: WELL), port) as client:
        response = await client.get("/health")
    assert response.status_code == 200
    assert response.headers["Content-Type"].startswith("application/json")
    assert response.json() == {
        "status": "ok",
        "version": version("planbot"),
        "releases": 2,
        "inbox_open": 0,
        "last_update_seconds": 1.5,
    }


async def test_a_bot_that_is_not_ready_is_503(port: int) -> None:
    new = replace(WELL, ready=False, last_update_seconds=None)
    async with listening(Health(Metrics(), lambda: new), port) as client:
        response = await client.get("/health")
    assert response.status_code == 503
    assert response.json()["status"] == "not ready"
    assert response.json()["last_update_seconds"] is None


async def test_a_bot_that_stops_says_so_before_it_is_gone(port: int) -> None:
    health = Health(Metrics(), lambda: WELL)
    async with listening(health, port) as client:
        health.announce_stop()
        response = await client.get("/health")
        assert (response.status_code, response.json()["status"]) == (503, "stopping")
        await health.stop()
        with pytest.raises(httpx.TransportError):
            await client.get("/health")


async def test_the_state_is_the_one_of_the_moment(port: int) -> None:
    states = [WELL, replace(WELL, inbox_open=7)]
    async with listening(Health(Metrics(), lambda: states.pop(0)), port) as client:
        assert [(await client.get("/health")).json()["inbox_open"] for _ in range(2)] == [0, 7]


async def test_metrics_are_in_prometheus_text_form(port: int) -> None:
    metrics = Metrics()
    metrics.answered("answered", 0.1)
    async with listening(Health(metrics, lambda: WELL), port) as client:
        response = await client.get("/metrics")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert 'planbot_questions_total{status="answered"} 1.0' in response.text


@pytest.mark.parametrize("path", ["/", "/health/", "/metrics/x", "/favicon.ico", "/../etc/passwd"])
@pytest.mark.parametrize("method", ["GET", "POST", "HEAD"])
async def test_everything_else_is_not_found(port: int, path: str, method: str) -> None:
    async with listening(Health(Metrics(), lambda: WELL), port) as client:
        response = await client.request(method, path)
    assert response.status_code == 404
    assert response.text == ("" if method == "HEAD" else json.dumps({"error": "Not Found"}))


@pytest.mark.parametrize("path", ["/health", "/metrics"])
async def test_head_gives_the_same_status_without_a_body(port: int, path: str) -> None:
    async with listening(Health(Metrics(), lambda: WELL), port) as client:
        response = await client.head(path)
        assert (await client.get(path)).status_code == response.status_code == 200
    assert response.content == b""
    assert int(response.headers["Content-Length"]) > 0


async def test_nothing_can_be_changed_from_outside(port: int) -> None:
    async with listening(Health(Metrics(), lambda: WELL), port) as client:
        assert [(await client.request(m, "/health")).status_code for m in ("POST", "PUT", "DELETE")] == [405] * 3


async def test_a_state_that_fails_is_500_and_tells_nothing(port: int, caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> State:
        raise RuntimeError("the inner workings")

    async with listening(Health(Metrics(), broken), port) as client:
        response = await client.get("/health")
    assert response.status_code == 500
    assert response.json() == {"error": "Internal Server Error"}
    assert "the inner workings" in caplog.text


async def test_port_0_is_off() -> None:
    health = Health(Metrics(), lambda: WELL)
    await health.start("127.0.0.1", 0)
    await health.stop()


@pytest.mark.parametrize("listen", ["127.0.0.1", "localhost"])
async def test_a_port_that_is_taken_is_one_line_with_the_key_to_change(taken: int, listen: str) -> None:
    health = Health(Metrics(), lambda: WELL)
    with pytest.raises(NotListening) as caught:
        await health.start(listen, taken)
    assert str(caught.value) == (
        f"health and metrics cannot listen on {listen} port {taken} (Address already in use);"
        " change listen or port in [operations] of config.toml, or set port = 0"
    )


async def test_ipv6_is_listened_on_as_well(port: int) -> None:
    health = Health(Metrics(), lambda: WELL)
    try:
        await health.start("::1", port)
    except NotListening as error:
        pytest.skip(f"this machine has no IPv6: {error}")
    async with httpx.AsyncClient(trust_env=False) as client:
        assert (await client.get(f"http://[::1]:{port}/health")).status_code == 200
    await health.stop()


async def test_an_address_that_is_not_of_this_machine_is_refused(port: int) -> None:
    for listen in ("192.0.2.1", "no such host"):
        with pytest.raises(NotListening, match="change listen or port in \\[operations\\]"):
            await Health(Metrics(), lambda: WELL).start(listen, port)
