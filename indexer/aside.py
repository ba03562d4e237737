"""Reading a file in a process of its own, with limits of time and memory.

The libraries that read PDF and XML can be made to loop, to fill the memory or to crash by a file that is made for it.
In a process of their own that is a refusal, and not the end of the bot.
"""

from __future__ import annotations

import multiprocessing
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Any

from knowledge.errors import DocumentRefused

SECONDS = 30
MEMORY = 1024**3


def aside(work: str, name: str, *arguments: object, seconds: int = SECONDS, memory: int = MEMORY) -> Any:
    """Do a piece of work (`module:function`) on a file of this name, and give what it gives.

    Raises DocumentRefused where the work refuses the file, takes too long or too much memory, or crashes.
    """
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(there, work, name, arguments, seconds, memory), daemon=True)
    process.start()
    there.close()
    try:
        if not here.poll(seconds):
            raise DocumentRefused(f"{name}: reading it takes more than {seconds} s; divide the file or give it as text")
        done, result = here.recv()
    except EOFError as error:
        raise DocumentRefused(
            f"{name}: the reader crashed or ran out of memory over something in the file; give it as text (.txt)"
        ) from error
    finally:
        process.kill()
        process.join()
        here.close()
    if not done:
        raise result
    return result


def _work(there: Connection, work: str, name: str, arguments: tuple[object, ...], seconds: int, memory: int) -> None:
    """Do the work in the child, within its limits."""
    _limit(seconds, memory)
    module, function = work.split(":")
    try:
        there.send((True, getattr(import_module(module), function)(name, *arguments)))
    except DocumentRefused as refusal:
        there.send((False, refusal))
    except MemoryError:
        there.send((False, DocumentRefused(f"{name}: reading it takes too much memory; divide the file")))
    except Exception as error:
        # Whatever a library stumbles over in a broken file; nothing of it may end the bot.
        there.send((False, DocumentRefused(f"{name}: cannot be read ({type(error).__name__}); check the file")))


def _limit(seconds: int, memory: int) -> None:
    """Limit the process's memory and processor time, where the system knows such limits."""
    try:
        resource = import_module("resource")
    except ImportError:
        return  # Windows has none; the time limit of the parent stays.
    for what, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
