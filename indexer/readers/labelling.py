"""The gap between a number that a list prints and the text after it."""

from __future__ import annotations

# No list prints more before its text; a crafted one could repeat a whole book before each paragraph.
_LONGEST = 40
# A full-width sign has its gap within itself; after all else (第一章, １, 1.) a blank keeps number and text apart.
_OWN_GAP = "、）．。：】〕」"


def with_gap(label: str) -> str:
    """Give a printed number with the blank that parts it from the text."""
    label = label.strip()
    if not label or len(label) > _LONGEST:
        return ""
    return label if label[-1] in _OWN_GAP else f"{label} "
