"""Reading an uploaded file aside, in a process of its own: a crash or a long read there holds up nobody."""

from __future__ import annotations

import asyncio
from importlib import import_module
from pathlib import PurePath

from knowledge.models import Plan
from knowledge.progress import Told, unheard

# A plan of a hundred pages takes about ten seconds, and as long to be asked for every fact of it.
_PATIENCE = 120.0
# File systems take 255 bytes; a Chinese character is three.
_LONGEST = 60


async def read_aside(
    name: str, body: bytes, max_bytes: int, max_pages: int, patience: float = _PATIENCE, told: Told = unheard
) -> Plan:
    """Read and inspect a file, and tell from a thread how far that is.

    Raises DocumentRefused, also where the reader crashes or takes too long.
    """
    # The indexer is loaded where a file comes, and not where the bot starts.
    publishing = import_module("indexer.publishing")
    limits = publishing.Limits(max_bytes, max_pages)
    work = publishing.upload_aside(_short(PurePath(name).name), body, limits, patience)
    try:
        plan: Plan = await asyncio.to_thread(work.result, told)
    finally:
        work.stop()  # Also where the bot stops meanwhile: with the reader, the thread that waits for it ends.
    return plan


def _short(name: str) -> str:
    """Shorten a long name in its middle, so that it ends as it did."""
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 10]}…{name[-9:]}"
