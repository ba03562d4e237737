"""Names of indicators run together in 與KPI關聯: where each begins and ends, and which indicator it stands for.

The sign that parts them, 、, also stands inside names, so known names are looked for before signs are trusted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

_SEPARATORS = re.compile(r"[、;,/]+")
_NUMBER = re.compile(r"\d{1,2}[.、)](?!\d)")
_LIKENESS = 80.0
_MARGIN = 6.0


@dataclass(frozen=True, slots=True)
class Found:
    """A printed name from `start` to `end` of the folded text, and the known name it stands for."""

    start: int
    end: int
    name: str | None


def find_names(text: str, names: tuple[str, ...]) -> list[Found]:
    """Divide a folded text into printed names, each with the known (folded) name it stands for."""
    found: list[Found] = []
    position = 0
    while position < len(text):
        if separator := _SEPARATORS.match(text, position):
            position = separator.end()
            continue
        known = _exact(text, position, names)
        found.append(Found(position, position + len(known), known) if known else _near(text, position, names))
        position = found[-1].end
    return found


def unmatched(text: str, names: tuple[str, ...]) -> int:
    """Count the characters that belong to no known name: a misprint counts as half of its name's length at most 3."""
    total = 0
    position = 0
    while position < len(text):
        if separator := _SEPARATORS.match(text, position):
            position = separator.end()
        elif known := _exact(text, position, names):
            position += len(known)
        elif number := _NUMBER.match(text, position):
            position = number.end()  # The names of a cell may be numbered as paragraphs.
        else:
            near = _near(text, position, names)
            total += 3 if near.name else near.end - near.start
            position = near.end
    return total


def _exact(text: str, position: int, names: tuple[str, ...]) -> str | None:
    """The longest known name that stands here and is followed by a sign or another name, if any."""
    here = [name for name in names if name and text.startswith(name, position)]
    return max(here, key=len, default=None)


def _near(text: str, position: int, names: tuple[str, ...]) -> Found:
    """The stretch up to a sign or a known name, of one or more parts, that is clearly most like one known name."""
    begun = {at for name in names if name and (at := text.find(name, position + 1)) > 0}
    stops = sorted({*begun, *(m.start() for m in _SEPARATORS.finditer(text, position)), len(text)})
    best: tuple[float, int, str] | None = None
    for stop in stops[:4]:
        like = _most_like(text[position:stop], names)
        if like and (best is None or like[0] > best[0]):
            best = (like[0], stop, like[1])
    if best:
        return Found(position, best[1], best[2])
    return Found(position, stops[0], None)


@lru_cache(maxsize=4096)
def _most_like(printed: str, names: tuple[str, ...]) -> tuple[float, str] | None:
    """Give the one known name that is clearly most like a printed one, with the likeness."""
    ranked = process.extract(printed, names, scorer=fuzz.ratio, score_cutoff=_LIKENESS - _MARGIN, limit=2)
    if not ranked or ranked[0][1] < _LIKENESS:
        return None
    clear = len(ranked) < 2 or ranked[0][1] - ranked[1][1] >= _MARGIN
    return (ranked[0][1], ranked[0][0]) if clear else None
