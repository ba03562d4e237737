"""A change between two releases as an answer and a message say it, in one line."""

from __future__ import annotations

from knowledge import phrases
from knowledge.changes import Change


def change_line(change: Change) -> str:
    """Say what changed: • 「農村再生社區數」 113 年度目標值：15 個 → 18 個."""
    before, after = (said or phrases.NONE for said in (change.before, change.after))
    year = phrases.YEAR.format(year=change.year) if change.year else ""
    said = phrases.CHANGE_LINES[change.kind]
    return said.format(name=change.name, before=before, after=after, year=year, header=change.header)
