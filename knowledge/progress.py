"""How far a long piece of work is: small values that whoever does it tells whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

# A file is opened, its pages are read, facts are recovered, words are indexed, and each fact is asked for by its name.
Stage = Literal["file", "pages", "facts", "index", "trial"]


@dataclass(frozen=True, slots=True)
class Progress:
    """The stage that a file's reading has reached, and how much of it is done; `total` is 0 for what is not counted."""

    file: str
    stage: Stage
    done: int = 0
    total: int = 0


Told = Callable[[Progress], None]


def unheard(progress: Progress) -> None:
    """Tell nobody."""
