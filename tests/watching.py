"""What a running `planbot serve` tells a supervisor, and the ports that tests give it."""

from __future__ import annotations

import asyncio
import re
import socket

import httpx


def free_port() -> int:
    """Give a port that was free a moment ago."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


async def health(port: int) -> httpx.Response:
    """Ask a bot how it is."""
    return await _get(port, "health")


async def questions(port: int) -> dict[str, int]:
    """Give how many questions a bot has answered, by the status of the answer, leaving out what is 0."""
    page = (await _get(port, "metrics")).text
    counts = re.findall(r'^planbot_questions_total\{status="(\w+)"\} (\d+)', page, re.MULTILINE)
    return {status: int(count) for status, count in counts if int(count)}


async def metric(port: int, name: str) -> float:
    """Give a figure without labels."""
    found = re.search(rf"^{name} (\S+)$", (await _get(port, "metrics")).text, re.MULTILINE)
    assert found, name
    return float(found[1])


async def settled(port: int) -> None:
    """Wait until all that a bot got is dealt with and noted."""
    while await metric(port, "planbot_inbox_open"):
        await asyncio.sleep(0.01)


async def _get(port: int, page: str) -> httpx.Response:
    async with httpx.AsyncClient(trust_env=False) as client:
        return await client.get(f"http://127.0.0.1:{port}/{page}")
