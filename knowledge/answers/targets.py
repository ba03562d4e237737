"""A target as an answer says it: its line, its figure, and whether it is in doubt."""

from __future__ import annotations

import re

from knowledge import phrases
from knowledge.catalogue import Catalogue, Entry
from knowledge.models import Figure, Target
from knowledge.text import squeeze


def target_line(target: Target) -> str:
    """Say a target with its year."""
    if target.year is None:
        return phrases.TARGET_UNDATED.format(figure=target.quote.text)
    return phrases.TARGET.format(year=target.year, figure=target.quote.text)


def figure_of(entry: Entry, target: Target, citation: int) -> Figure:
    """Give a target as a figure of an answer."""
    return Figure(
        target.quote.text, target.value, target.unit, target.year, entry.name,
        citation=citation, year_evidence=target.year_evidence,
    )  # fmt: skip


def is_dash(target: Target) -> bool:
    """Tell whether a table says by a dash that a year has no target."""
    return _DASH.fullmatch(squeeze(target.text.text)) is not None


_DASH = re.compile("[-–—]+")


def is_doubted(catalogue: Catalogue, entry: Entry, field: str) -> bool:
    problems = catalogue.plans[entry.release.id].problems
    return any(p.fact == entry.name and (p.field or "").startswith(field) for p in problems)
