"""Reading a file in a process of its own, with limits of time and memory.

The libraries that read PDF and XML can be made to loop, to fill the memory or to crash by a file that is made for it,
and a text may keep a rule busy. In a process of their own that is a refusal, and not the end of the bot.
"""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from typing import Any

from knowledge.errors import DocumentRefused
from knowledge.progress import Progress, Told, unheard

SECONDS = 30
MEMORY = 1024**3
_GRACE = 10


class Aside:
    """A piece of work on a file of a name, in a process of its own that can be stopped.

    The work is `module:function`, called with the name, the arguments and what it tells its progress to.
    """

    def __init__(
        self, work: str, name: str, *arguments: object, seconds: float = SECONDS, memory: int = MEMORY
    ) -> None:
        self._name, self._seconds = name, seconds
        context = multiprocessing.get_context("spawn")
        self._here, self._there = context.Pipe(duplex=False)
        given = (self._there, work, name, arguments, seconds, memory)
        self._process = context.Process(target=_work, args=given, daemon=True)
        self._stopped = False

    def result(self, told: Told = unheard) -> Any:
        """Do the work, once, tell how far it is, and give what it gives.

        Raises DocumentRefused where the work refuses the file, takes too long or too much memory, crashes or is
        stopped.
        """
        with self._here:
            try:
                with self._there, _deaf():
                    self._process.start()
                is_done, result = self._outcome(told)
            except EOFError as error:
                what = "the reader crashed or ran out of memory over something in the file"
                raise DocumentRefused(f"{self._name}: {what}; {self._advice}") from error
            finally:
                if self._process.pid is not None:
                    self._process.kill()
                    self._process.join()
        if not is_done:
            raise result
        return result

    def _outcome(self, told: Told) -> tuple[bool, Any]:
        """Wait for the result or the refusal, and pass on what is told until then."""
        end = time.monotonic() + self._seconds
        while not self._stopped and (left := end - time.monotonic()) > 0 and self._here.poll(left):
            match self._here.recv():
                case Progress() as progress:
                    told(progress)
                case is_done, result:
                    return is_done, result
        raise DocumentRefused(f"{self._name}: reading it takes more than {self._seconds:g} s; {self._advice}")

    @property
    def _advice(self) -> str:
        return "divide the file" if self._name.lower().endswith(".txt") else "divide the file or give it as text (.txt)"

    def stop(self) -> None:
        """End the work, from another thread than the one that waits for it."""
        self._stopped = True
        if self._process.is_alive():
            self._process.kill()


def aside(
    work: str,
    name: str,
    *arguments: object,
    seconds: float = SECONDS,
    memory: int = MEMORY,
    told: Told = unheard,
) -> Any:
    """Do a piece of work aside and give what it gives; Ctrl-C stops it. Raises DocumentRefused, as `result` does."""
    given = Aside(work, name, *arguments, seconds=seconds, memory=memory)
    # Ctrl-C breaks into the main thread alone, so that the process is never left half started by another.
    with ThreadPoolExecutor(1) as other:
        try:
            return other.submit(given.result, told).result()
        finally:
            given.stop()


@contextmanager
def _deaf() -> Iterator[None]:
    """Let a process that is started meanwhile not hear Ctrl-C, which reaches the whole group: the parent ends it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield  # Windows knows no such thing.
        return
    resource_tracker.ensure_running()  # Started later, it would let the signal through again.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(there: Connection, work: str, name: str, arguments: tuple[object, ...], seconds: float, memory: int) -> None:
    """Do the work in the child, within its limits."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Where `_deaf` could do nothing.
    _limit(seconds, memory)
    module, function = work.split(":")
    try:
        there.send((True, getattr(import_module(module), function)(name, *arguments, there.send)))
    except BrokenPipeError:
        pass  # Nobody waits any more.
    except DocumentRefused as refusal:
        there.send((False, refusal))
    except MemoryError:
        there.send((False, DocumentRefused(f"{name}: reading it takes too much memory; divide the file")))
    except Exception as error:
        # Whatever a library stumbles over in a broken file; nothing of it may end the bot.
        there.send((False, DocumentRefused(f"{name}: cannot be read ({type(error).__name__}); check the file")))


def _limit(seconds: float, memory: int) -> None:
    """Limit the process's memory and processor time, where the system knows such limits."""
    try:
        resource = import_module("resource")
    except ImportError:
        return  # Windows has none; the time limit of the parent stays.
    # The parent counts the seconds; this limit is for a child whose parent was killed.
    processor = (resource.RLIMIT_CPU, round(seconds) + _GRACE)
    for what, most in ((resource.RLIMIT_AS, memory), processor, (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(what, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
