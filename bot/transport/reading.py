"""Reading an uploaded file aside, in a process of its own: a crash or a long read there holds up nobody."""

from __future__ import annotations

import asyncio
import multiprocessing
import tempfile
import traceback
from importlib import import_module
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from knowledge.errors import DocumentRefused
from knowledge.models import Plan

# A plan of a hundred pages takes about ten seconds.
_PATIENCE = 120.0
# File systems take 255 bytes; a Chinese character is three.
_LONGEST = 60


async def read_aside(name: str, body: bytes, max_bytes: int, patience: float = _PATIENCE) -> Plan:
    """Read a file. Raises DocumentRefused, also where the reader crashes or takes too long."""
    spawn = multiprocessing.get_context("spawn")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, _short(Path(name).name) or "plan.txt")
        path.write_bytes(body)
        hearing, telling = spawn.Pipe(duplex=False)
        # No daemon, since those may have no children, and some formats are read in one.
        process = spawn.Process(target=_read, args=(telling, path, max_bytes))
        try:
            async with asyncio.timeout(patience):
                found = await asyncio.to_thread(_outcome, process, hearing, telling)
        except (EOFError, OSError) as error:
            if isinstance(error, TimeoutError):
                raise DocumentRefused(f"{name}: reading took more than {patience:g} s; check the file") from error
            raise DocumentRefused(f"{name}: the reader crashed; check the file") from error
        finally:
            # Also where the bot stops meanwhile. The end of the reader ends the thread that waits for it.
            if process.is_alive():
                process.kill()
    if isinstance(found, Exception):
        raise found
    return found


def _outcome(process: BaseProcess, hearing: Connection, telling: Connection) -> Plan | Exception:
    with hearing:
        with telling:
            process.start()
        found: Plan | Exception = hearing.recv()
    process.join()
    return found


def _read(telling: Connection, path: Path, max_bytes: int) -> None:
    pipeline = import_module("indexer.pipeline")
    try:
        telling.send(pipeline.read_plan(path, pipeline.Limits(max_bytes)))
    except Exception as error:  # Whatever it is, it is raised where the file was handed over.
        error.add_note(traceback.format_exc())
        telling.send(error)


def _short(name: str) -> str:
    """Shorten a long name in its middle, so that it ends as it did."""
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 10]}…{name[-9:]}"
