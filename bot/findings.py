"""What a check found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["ok", "warning", "problem"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found, in one line that says what to do; with a problem the bot does not run, or not rightly."""

    check: str
    level: Level
    text: str
