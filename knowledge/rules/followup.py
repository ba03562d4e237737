"""Questions that follow on the one before: 那衡量標準呢, 第二個, 友邦的那個."""

from __future__ import annotations

from knowledge.catalogue import Entry, Goal
from knowledge.inquiry import Inquiry
from knowledge.rules.outcome import Outcome
from knowledge.rules.single import field


def follow_up(inquiry: Inquiry) -> Outcome | None:
    """Answer for what was listed or spoken of before; whatever names something new is left alone."""
    q = inquiry.question
    picked = _picked(inquiry)
    if picked is None:
        return None
    attribute = q.attribute or inquiry.context.attribute or "target"
    if isinstance(picked.fact, Goal) and attribute == "target":
        attribute = "kpis"
    return field(inquiry, picked, attribute)


def _picked(inquiry: Inquiry) -> Entry | None:
    """Tell which earlier entry a question means: one of a list, or the one that was spoken of."""
    q, listed = inquiry.question, inquiry.listed()
    if q.ordinal is not None and listed and not q.topic:
        at = q.ordinal - 1 if q.ordinal > 0 else q.ordinal
        return listed[at] if -len(listed) <= at < len(listed) else None
    if q.topic and listed and len(q.topic) <= 6:
        meant = inquiry.choose(inquiry.linker.link(q.topic, listed))
        everywhere = inquiry.meant("kpi", "goal", "project", "item") if len(meant) == 1 else []
        return meant[0] if len(meant) == 1 and (len(everywhere) != 1 or everywhere == meant) else None
    if not q.topic and (q.attributes or q.years or q.points_back) and not q.operations - {"list", "count", "confirm"}:
        return inquiry.focus()
    return None
