"""Reading an uploaded file aside, in a process of its own: a crash or a long read there holds up nobody."""

from __future__ import annotations

import asyncio
import multiprocessing
import tempfile
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from importlib import import_module
from pathlib import Path

from knowledge.errors import DocumentRefused
from knowledge.models import Plan


async def read_aside(name: str, body: bytes, max_bytes: int) -> Plan:
    """Read a file. Raises DocumentRefused, also where the reader crashes."""
    loop = asyncio.get_running_loop()
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as process:
        try:
            return await loop.run_in_executor(process, _read, name, body, max_bytes)
        except BrokenProcessPool as error:
            raise DocumentRefused(f"{name}: the reader crashed; check the file") from error


def _read(name: str, body: bytes, max_bytes: int) -> Plan:
    pipeline = import_module("indexer.pipeline")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, Path(name).name or "plan.txt")
        path.write_bytes(body)
        plan: Plan = pipeline.read_plan(path, pipeline.Limits(max_bytes))
        return plan
