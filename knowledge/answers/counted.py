"""The number that stands before the counted word (幾篇, 幾個邦交國) in the sentence of a passage that fits best."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.answers import surroundings
from knowledge.answers.citations import amount_line
from knowledge.answers.passages import is_cells, says_years, sound
from knowledge.catalogue import bigrams
from knowledge.dictionary import cut as words_of
from knowledge.inquiry import Inquiry
from knowledge.models import Answered, Figure, Passage, Span
from knowledge.numbers import parse_quantity, stands_whole
from knowledge.search import FLOOR, Found
from knowledge.text import cut, fold_home
from knowledge.units import with_unit
from knowledge.words import DOING, key, places, says

_LOOKED_AT = 40
# No number is that of a rank (第3屆), of a figure's caption (圖1), or the end of a ratio (1:5).
_NUMBER_BEFORE = (
    rf"(?<![\d.×÷:/{key('第圖表萬億')}])(?<!\d,)"
    rf"(?:\d[\d,]*(?:\.\d+)?[{key('億萬')}])*\d[\d,]*(?:\.\d+)?(?:[-~]\d[\d,]*)?[个大]?{{word}}"
)
_NUMERAL_BEFORE = "|[一二三四五六七八九十百]+[个大]?{word}"  # 六語版, only with a whole word behind it
_OF = key("的")
_TIMES = re.compile(key("[人家戶件班艘架車航]次"))
_MEASURES = frozenset(key("國篇家場種則語人處份門校床堂班間所棟座"))
_COUNTED_FIT, _BETTER, _AT_THING = 0.7, 0.03, 0.05
_CHANGES = re.compile(key("[增減降升縮]|提高|擴|成長"))
_APART = re.compile(r"\d\s+\d{2}")  # 圖 1　105 年度: two numbers that stand side by side are none.


def number_before(inquiry: Inquiry, surely: bool = False) -> Answered | None:
    """Answer with the number that stands before the counted word, in the passage that fits the topic best.

    With `surely`, only in one that says all of the topic.
    """
    q = inquiry.question
    counted = _CHANGES.split((q.how_many or "").split(_OF)[0])[0]
    word = "%" if q.unit == "%" else counted or q.unit or (q.topic.split() or [""])[-1]
    best: tuple[float, Found, Passage, bool] | None = None
    for found in sound(inquiry, floor=FLOOR - 0.2, beyond=True)[:_LOOKED_AT]:
        if any(_is_foreign(inquiry, p) or _is_whole_name(p, q.topic) or places(p) for p in found.left):
            continue
        if found.piece.kind == "table_rows" or is_cells(found) or (surely and found.explained < surroundings.ALL_OF_IT):
            continue
        hit = _number(inquiry, found, word)
        enough = _COUNTED_FIT if found.piece.kind == "sections" else 0.0
        if hit and hit[0] >= enough and (best is None or hit[0] > best[0] + _BETTER):
            best = (hit[0], found, hit[1], hit[2])
    return _counted(inquiry, *best[1:]) if best else None


def _counted(inquiry: Inquiry, found: Found, passage: Passage, is_shared: bool) -> Answered:
    """Say the number and its sentence; of what is counted with others together, the sentence alone."""
    citation = inquiry.finder.citation(found, passage.start)
    read = parse_quantity(passage.text)
    value, unit = (read.value, read.unit) if read else (None, None)
    figure = Figure(passage.text, value, unit, None, _name(inquiry, found), citation=0)
    figures = (figure,) if not is_shared and stands_whole(figure.text, citation.quote.text) else ()
    clause = f"「{_clause(found.piece.quote.text, passage.text)}」"
    return Answered("\n".join([amount_line(passage.text), clause] if figures else [clause]), (citation,), figures)


def _is_foreign(inquiry: Inquiry, piece: str) -> bool:
    """Tell whether a piece of a topic names a thing that stands in no plan (臉書粉專)."""
    attested = inquiry.catalogue.attested
    return len(piece) > 1 and max(says(piece)) > DOING and not any(g in attested for g in bigrams(piece))


def _is_whole_name(piece: str, topic: str) -> bool:
    """Tell whether a piece is all that a topic says of one thing (社區導覽員): a passage without it is of another."""
    return len(piece) >= surroundings.SHORTEST_NAME and piece in topic.split() and max(says(piece)) > DOING


def _name(inquiry: Inquiry, found: Found) -> str:
    """Name the fact in which a passage stands."""
    fact = getattr(inquiry.catalogue.plans[found.release.id], found.piece.kind)[found.piece.position]
    name = getattr(fact, "name", None)
    return name.text if isinstance(name, Passage) else ""


def _number(inquiry: Inquiry, found: Found, word: str) -> tuple[float, Passage, bool] | None:
    """Cut the number with its counted word from a passage, the best of several, with how well it fits.

    The last tells whether it counts what is asked for together with other things.
    """
    text = inquiry.catalogue.plans[found.release.id].text
    counted = [word[:length] for length in range(min(len(word), surroundings.LONGEST_WORD), 0, -1)]
    counted = [w for w in counted if len(w) > 1 or len(word) == 1 or w in _MEASURES or inquiry.question.unit == w]
    if times := _TIMES.match(word):
        counted = [w for w in counted if w.startswith(times.group())]  # 52 人 are no 人次.
    if key("幾大") in inquiry.question.flat:
        counted.append(key("大"))
    found_first: tuple[float, Passage, bool] | None = None
    for piece in counted:
        hits = [h for span in found.piece.quote.spans for h in _hits(inquiry, found, span, piece, found_first is None)]
        if hits:
            hit = max(hits, key=lambda h: (h.at_thing + h.asked_so, h.fits))
            best = hit.fits[0] + _AT_THING * bool(hit.at_thing), cut(text, [hit.span]), hit.is_shared
            if hit.at_thing:
                return best
            found_first = found_first or best  # A shorter counted word may stand right at the thing (460 門).
    return found_first


@dataclass(frozen=True, slots=True)
class _Hit:
    """A number with its counted word; `at_thing` tells how much of the thing asked for stands right beside it.

    `asked_so` tells how much what stands before it is what the question says before 幾: 再增加 15 家, 共計 123 間.
    """

    span: Span
    at_thing: int
    fits: tuple[float, float, float]
    is_shared: bool
    asked_so: int


def _hits(inquiry: Inquiry, found: Found, span: Span, word: str, is_first: bool) -> Iterator[_Hit]:
    """Give the numbers before a word in a part of a passage that may be what is asked for.

    With `is_first`, no number stands before a longer word, and the thing may be named behind.
    """
    text = inquiry.catalogue.plans[found.release.id].text[span.start : span.end]
    home, simple = fold_home(text), key(text)
    pattern = _NUMBER_BEFORE + (_NUMERAL_BEFORE if len(word) > 1 else "")
    typed = inquiry.question.flat
    numbers = [n for n in re.finditer(pattern.format(word=re.escape(word)), simple) if n.group() not in typed]
    starts = [number.start() for number in numbers if not surroundings.is_other_end(inquiry, simple, number)]
    for number in numbers:
        at = home.span(number.start(), number.end())
        is_apart = _APART.search(text, at.start, at.end)
        if is_apart or not says_years(inquiry, found, _clause(text, text[at.start : at.end])):
            continue
        if surroundings.is_of_another(inquiry, found, simple, number):
            continue
        progress = surroundings.in_progress(inquiry, found, simple, number)
        fits = progress or (
            surroundings.beside(inquiry, found, simple, number, starts),
            *surroundings.clause_fits(inquiry, found, simple, number),
        )
        at_thing = 0 if progress else surroundings.named_beside(inquiry, simple, number)
        if is_first and not (at_thing or progress) and (at_thing := surroundings.named_behind(inquiry, simple, number)):
            fits = (max(fits[0], surroundings.sentence_fits(inquiry, found, simple, number)), *fits[1:])
        end = home.span(number.start(), number.start() + _length(simple, number)).end
        whole = Span(span.start + at.start, span.start + end)
        yield _Hit(
            whole,
            at_thing,
            fits,
            not at_thing and surroundings.is_shared(inquiry, simple, number),
            surroundings.asked_so(inquiry, simple, number),
        )


def _length(text: str, hit: re.Match[str]) -> int:
    """Give how long a number is with its counted word, or with the counter alone where that is cut (7個社區獲選)."""
    counted = hit.group().lstrip(surroundings.DIGITS)
    at = 0
    for word in words_of(counted + text[hit.end() :][: surroundings.LONGEST_WORD]):
        at += len(word)
        if at >= len(counted):
            break
    is_whole = at == len(counted) and (len(word) > 1 or word in _BOUNDS)
    return len(hit.group()) if is_whole or len(counted) == 1 else with_unit(hit.group())


_BOUNDS = frozenset(key("內前後底中國類次數校所間"))


def _clause(quote: str, figure: str) -> str:
    """Give the sentence of a quote in which a figure stands."""
    at = quote.find(figure)
    start = max(quote.rfind("。", 0, at), quote.rfind("；", 0, at)) + 1
    end = quote.find("。", at)
    return quote[start : end + 1 if end >= 0 else len(quote)]
