"""Keeping answers short enough to be read: a text of at most 1,500 characters, quotes of at most 4,000 together."""

from __future__ import annotations

from dataclasses import replace

from knowledge import phrases
from knowledge.models import Ambiguous, Answer, Answered, Citation

LONGEST_TEXT = 1500
LONGEST_QUOTES = 4000


def concise(answer: Answer) -> Answer:
    """Cut a text between lines, and leave out the last quotes that no figure stands in."""
    if not isinstance(answer, Answered | Ambiguous):
        return answer
    needed = max((f.citation + 1 for f in answer.figures if f.citation is not None), default=1)
    return replace(answer, text=_cut(answer.text), citations=_kept(answer.citations, needed))


def _cut(text: str) -> str:
    if len(text) <= LONGEST_TEXT:
        return text
    room = LONGEST_TEXT - len(phrases.MORE) - 1
    head = text[:room]
    end = max(head.rfind("\n"), head.rfind("。") + 1)
    return f"{head[:end] if end > room // 2 else head}\n{phrases.MORE}"


def _kept(citations: tuple[Citation, ...], needed: int) -> tuple[Citation, ...]:
    total, kept = 0, 0
    for citation in citations:
        total += len(citation.quote.text)
        if total > LONGEST_QUOTES:
            break
        kept += 1
    return citations[: max(kept, needed)]
