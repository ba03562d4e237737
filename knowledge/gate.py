"""The number gate: the last step of every answer.

Each figure is checked against the canonical text at the cited spans, never against what was stored: as a whole number
with its unit, its year against the header that gives it, a computed one against its operands; every other number in
the text must stand in the question, in a quote, or be a year, page, section or title of what is cited.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal, DecimalException
from itertools import pairwise

from knowledge import phrases
from knowledge.models import Answer, Answered, Citation, Conversation, Figure, NotFound, Passage
from knowledge.numbers import numbers_in, parse_quantity, stands_whole
from knowledge.text import fold, squeeze
from knowledge.years import COMMON_ERA

# The number before a name in our own lists; every other number in a text is checked.
_ORDINAL = re.compile(r"(?m)^\d{1,3}\. (?=\S)")


@dataclass(frozen=True, slots=True)
class Defect:
    """Something in an answer that does not stand where it says; `what` names the check."""

    what: str
    detail: str


def passed(answer: Answer, question: str, source: Callable[[str], str]) -> tuple[Answer, tuple[Defect, ...]]:
    """Let an answer through, or withhold its figures and show the passages alone.

    `source` gives a release's canonical text. The defects are for the log; there are none in a sound answer.
    """
    defects = tuple(check(answer, question, source))
    if not defects:
        return answer, ()
    sound = tuple(c for c in answer.citations if not list(_check_quote(c, source)))
    if not sound:
        return NotFound(phrases.WITHHELD), defects
    return Answered(phrases.WITHHELD, sound), defects


def check(answer: Answer, question: str, source: Callable[[str], str]) -> Iterable[Defect]:
    """List everything in an answer that does not stand where it says."""
    if isinstance(answer, Conversation):
        return
    if isinstance(answer, Answered) and not answer.citations:
        yield Defect("citation", "none")
    for citation in answer.citations:
        yield from _check_quote(citation, source)
    for figure in answer.figures:
        yield from _check_computed(figure, answer) if figure.computed_from else _check_cited(figure, answer, source)
    yield from _check_text(answer, question)


def _check_quote(citation: Citation, source: Callable[[str], str]) -> Iterable[Defect]:
    if _at(citation.quote, source(citation.release)) != squeeze(citation.quote.text) or not citation.quote.text:
        yield Defect("quote", citation.quote.text[:60])


def _at(passage: Passage, text: str) -> str:
    return squeeze("".join(text[s.start : s.end] for s in passage.spans))


def _check_cited(figure: Figure, answer: Answer, source: Callable[[str], str]) -> Iterable[Defect]:
    if figure.citation is None or not 0 <= figure.citation < len(answer.citations):
        yield Defect("citation", figure.text)
        return
    citation = answer.citations[figure.citation]
    text = source(citation.release)
    quote = "\n".join(text[s.start : s.end] for s in citation.quote.spans)
    if not stands_whole(figure.text, quote):
        yield Defect("figure", figure.text)
    if figure.value is not None and not _says(figure):
        yield Defect("value", f"{figure.text} / {figure.value} {figure.unit}")
    if figure.year is not None and not _dated(figure, text, citation):
        yield Defect("year", f"{figure.text} / {figure.year}")


def _says(figure: Figure) -> bool:
    """Tell whether value and unit say what the figure's text says."""
    read = parse_quantity(figure.text)
    if read is None or figure.value is None:
        return False
    return Decimal(read.value) == Decimal(figure.value) and squeeze(read.unit) == squeeze(figure.unit or "")


def _dated(figure: Figure, text: str, citation: Citation) -> bool:
    """Tell whether the year stands in the header or caption that is kept as its evidence."""
    if figure.year_evidence is None:
        return False
    # Letter-spaced (1 0 9 年度), and with its blanks (表1 109年度).
    printed = " ".join(text[s.start : s.end] for s in figure.year_evidence.spans)
    numbers = numbers_in(_at(figure.year_evidence, text)) + numbers_in(printed)
    return str(figure.year) in numbers or str((figure.year or 0) + COMMON_ERA) in numbers


def _check_computed(figure: Figure, answer: Answer) -> Iterable[Defect]:
    try:
        right = _computed_right(figure, answer)
    except (DecimalException, IndexError, TypeError):
        right = False
    if not right:
        yield Defect("computed", figure.text)


def _computed_right(figure: Figure, answer: Answer) -> bool:
    value = Decimal(figure.value or "")
    written = squeeze(figure.text).replace(",", "") == f"{figure.value}{squeeze(figure.unit or '')}"
    if not (written or _says(figure)):
        return False
    if figure.computed_from == ("count",):
        # A name that two plans share counts as often as it stands in their quotes; one of two goals, below its goal.
        quotes = [[fold(line) for line in c.quote.text.split("\n")] for c in answer.citations]
        standing = Counter(line for lines in quotes for line in lines)
        standing += Counter(above + line for lines in quotes for above, line in pairwise(lines))
        return len(figure.counted) == value and Counter(map(fold, figure.counted)) <= standing
    parts = [answer.figures[int(i)] for i in figure.computed_from or ()]
    values = [Decimal(p.value or "") for p in parts]
    same_unit = {p.unit for p in parts} == {figure.unit}
    same_year = figure.year is None or figure.year in {p.year for p in parts}
    return (
        same_unit and same_year and len(values) > 1 and value in (sum(values, Decimal(0)), abs(values[0] - values[1]))
    )


def _check_text(answer: Answer, question: str) -> Iterable[Defect]:
    allowed = {Decimal(n) for n in numbers_in(question)}
    years = set(allowed)
    for citation in answer.citations:
        for part in (citation.quote.text, citation.document, citation.section, citation.page or ""):
            allowed |= {Decimal(n) for n in numbers_in(part)}
        years |= {Decimal(n) for n in numbers_in(citation.document)}
    for figure in answer.figures:
        if figure.year is not None:
            allowed |= {Decimal(figure.year), Decimal(figure.year + COMMON_ERA)}
        if figure.computed_from:
            allowed |= {Decimal(n) for n in numbers_in(figure.text)}
    said = _ORDINAL.sub(" ", unicodedata.normalize("NFKC", answer.text))
    either_era = allowed | {n + shift for n in years for shift in (COMMON_ERA, -COMMON_ERA)}
    strange = [n for n in numbers_in(said) if Decimal(n) not in either_era]
    if strange:
        yield Defect("text", "、".join(strange))
