"""How far the reading of files is, on a terminal's standard error; nothing of it stays there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, TextColumn
from rich.progress import Progress as Bars

from knowledge.progress import Progress, Stage, Told

STAGES: dict[Stage, str] = {
    "file": "reading", "pages": "reading page", "facts": "finding sections and facts", "index": "indexing words",
    "trial": "asking for fact",
}  # fmt: skip


@contextmanager
def gauge(console: Console | None = None) -> Iterator[Told]:
    """Show what is told: the file, the stage that its reading has reached, and how much of that is done."""
    columns = (TextColumn("{task.description}", markup=False), BarColumn())
    console = console or Console(stderr=True)
    with Bars(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False) as bars:
        bar = bars.add_task("reading", total=None)

        def told(progress: Progress) -> None:
            bars.tasks[0].total = progress.total or None  # `update` takes None for no change.
            bars.update(bar, description=_line(progress), completed=progress.done)

        yield told


def _line(progress: Progress) -> str:
    count = f" {progress.done:,} of {progress.total:,}" if progress.total else ""
    return f"{progress.file}: {STAGES[progress.stage]}{count}"
