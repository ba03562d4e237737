"""An amount that one sentence of a plan states: money, a share, a time, or any other number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from knowledge.answers.citations import amount_line
from knowledge.answers.needs import holds
from knowledge.answers.passages import Sentence, is_of_others, says_years, sentences_of, sound, things_left
from knowledge.catalogue import Entry, Field
from knowledge.cues import WEIGHTS
from knowledge.inquiry import Inquiry, covers
from knowledge.models import AnnualItem, Answered, Figure, Span
from knowledge.numbers import parse_quantity
from knowledge.pieces import Piece
from knowledge.question import Question
from knowledge.search import Found
from knowledge.text import cut
from knowledge.units import with_unit
from knowledge.words import key


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of amount: the questions that ask for it, and how it is printed (both as keys)."""

    asked: re.Pattern[str]
    printed: re.Pattern[str]


_FIGURE = rf"(?<![\d.,×÷:/{key('第圖表萬億')}-])\d[\d,]*(?:\.\d+)?(?![\d.,]*\d)"
_MONEY = re.compile(
    rf"{_FIGURE}(?:[{key('百千萬億')}]+\d[\d,]*)*[{key('百千萬億')}]*{key('餘')}?(?:{key('美|歐|新臺幣')})?{key('元')}"
)
_SHARE = re.compile(rf"{_FIGURE}(?:[{key('萬億')}]\d[\d,]*)*(?:[%％‰]|{key('成(?!立)|個百分點|分之')}(?:\d+)?)")
_TIME = re.compile(rf"{_FIGURE}{key('個?(?:年|月|季|週|周|日|天|小時|分鐘|秒|工作日)')}(?:{key('期|內|以上|以下')})?")
KINDS = (
    Kind(re.compile(key("經費|預算|多少錢|金額|[萬億千]元|幾元|挹注|補助多少|核給|費用")), _MONEY),
    Kind(re.compile(key(f"{WEIGHTS}|比率|比例|百分之|幾成|幾?%|[占佔]多少|[占佔]幾|縮短多少|下降多少")), _SHARE),
    Kind(re.compile(key("多久|每?幾個?(?:月|年|天|日|週|小時|分鐘)|期限|年限")), _TIME),
)
ANY = Kind(
    re.compile(key("多少|幾")),
    re.compile(
        rf"{_FIGURE}(?:[%％‰]|[{key('百千萬億')}]?(?:[^\W\d_{key('以內外者之起後前上下且及與為較並達')}]){{0,2}})"
    ),
)
# Before a figure these make it no amount: the number of a label, of a year or a date.
_NO_AMOUNT = re.compile(
    rf"^\s*\(?\d{{1,2}}[.、)]|\d{{2,4}}年(?:{key('度')}|[{key('初底中')}])?(?:\d{{1,2}}月(?:[底初]|\d{{1,2}}日)?)?"
    r"|\d{1,2}月(?:[底初]|\d{1,2}日)?"
)
_ENOUGH = 0.8
_LOOKED_AT = 40


@dataclass(frozen=True, slots=True)
class _Stated:
    """A sentence that names all that is asked, how much of the topic it explains, and the amounts that it states."""

    explained: float
    found: Found
    whole: Span
    amounts: tuple[Span, ...]


def kind_of(inquiry: Inquiry) -> Kind | None:
    """Give the kind of amount that a question asks for, or None."""
    return next((kind for kind in KINDS if kind.asked.search(inquiry.question.flat)), None)


def amount(inquiry: Inquiry, kind: Kind, least: float = _ENOUGH) -> Answered | None:
    """Answer with the amount of the sentence that names all that is asked; of several amounts none is chosen.

    `least` is the share of the topic that the sentence must explain.
    """
    if not _ASKED_FOR.sub("", _AMOUNT_WORDS.sub("", inquiry.question.topic)).strip():
        return None
    found = sound(inquiry, beyond=True)[:_LOOKED_AT]
    said = [one for f in found for one in _sentences(inquiry, f, kind) if one.explained >= least]
    if not said:
        return None
    most = max(one.explained for one in said)
    best = [one for one in said if one.explained > most - _ALIKE][:_MOST]
    texts = [inquiry.catalogue.plans[one.found.release.id].text for one in best]
    quotes = [f"「{cut(text, [one.whole]).text}」" for text, one in zip(texts, best, strict=True)]
    citations = tuple(inquiry.finder.citation(one.found, one.amounts[0].start) for one in best)
    if len(best) > 1 or len(best[0].amounts) > 1:
        return Answered("\n".join(quotes), citations)
    passage = cut(texts[0], [best[0].amounts[0]])
    read = parse_quantity(passage.text)
    value, unit = (read.value, read.unit) if read else (None, None)
    figure = Figure(passage.text, value, unit, None, passage.text, citation=0)
    return Answered(f"{amount_line(passage.text)}\n{quotes[0]}", citations, (figure,))


_ALIKE, _MOST = 0.02, 3


def beside_word(inquiry: Inquiry, kpi: Entry | None) -> Answered | None:
    """Give the one number that the content of an item puts right behind a word of the question (主動立案 8 件).

    The word must be more than a KPI's name says, and the rest of the topic must be that of the item.
    """
    name = kpi.name_key if kpi else ""
    found = [hit for piece in _contents(inquiry) for hit in _behind_words(inquiry, piece, name)]
    if len(found) != 1:
        return None
    [(piece, sentence, span)] = found
    text = inquiry.catalogue.plans[piece.release.id].text
    passage = cut(text, [span])
    read = parse_quantity(passage.text)
    figure = Figure(
        passage.text, read.value if read else None, read.unit if read else None, None, passage.text, citation=0
    )
    quote = f"{amount_line(passage.text)}\n「{cut(text, [sentence.whole]).text}」"
    return Answered(quote, (inquiry.finder.citation(piece, span.start),), (figure,))


def _contents(inquiry: Inquiry) -> Iterator[Found]:
    for entry in inquiry.entries("item"):
        if isinstance(entry.fact, AnnualItem) and covers(entry, inquiry.question.years):
            for part, content in enumerate(entry.fact.content):
                piece = Piece("annual_items", entry.position, part, content, entry.name)
                yield Found(entry.release, piece, 1.0, (), ())


def _behind_words(inquiry: Inquiry, found: Found, name: str) -> Iterator[tuple[Found, Sentence, Span]]:
    q = inquiry.question
    item = inquiry.catalogue.find(found.release.id, "item", found.piece.position)
    for sentence in sentences_of(inquiry, found):
        for number in ANY.printed.finditer(sentence.said):
            before = _WORD_BEFORE.search(sentence.said[: number.start()])
            word = before[0] if before else ""
            while len(word) >= _SHORTEST_WORD and word not in q.flat:
                word = word[1:]
            if len(word) < _SHORTEST_WORD or word in name or not _counts_so(q, number.group()):
                continue
            fields = [*item.fields[:2], Field(sentence.said, 1.0)]
            runs = q.topic.split()
            by_item = inquiry.linker.explain(runs, [replace(f, weight=1.0) for f in fields]).explained
            by_name = inquiry.linker.explain(runs, [Field(name, 1.0)]).explained if name else 0.0
            if by_item >= _ENOUGH and by_item > by_name + _ALIKE:
                end = number.start() + with_unit(number.group())
                yield found, sentence, sentence.place(number.start(), end)


def _counts_so(question: Question, amount: str) -> bool:
    """Tell whether an amount is counted as a question counts, where it says how."""
    counted = question.how_many or question.unit
    return not counted or amount[: with_unit(amount)].endswith(counted)


_WORD_BEFORE = re.compile("[\u3400-\u9fff]+$")
_SHORTEST_WORD = 3


def _sentences(inquiry: Inquiry, found: Found, kind: Kind) -> Iterator[_Stated]:
    """Give the sentences of a passage that hold such an amount and name every thing of the topic."""
    if found.piece.kind not in ("sections", "annual_items"):
        return
    words = _ASKED_FOR.findall(inquiry.question.flat)
    for sentence in sentences_of(inquiry, found):
        said = sentence.said
        dates = [range(*m.span()) for m in _NO_AMOUNT.finditer(said)]
        at = [m for m in kind.printed.finditer(said) if not any(m.start() in date for date in dates)]
        if not at or any(word not in said for word in words) or not says_years(inquiry, found, said):
            continue
        if is_of_others(inquiry, found, said) or not holds(inquiry, found, said):
            continue
        unsaid = {word for word in _AMOUNT_WORDS.findall(inquiry.question.topic) if word not in said}
        runs = re.sub("|".join(sorted(unsaid)) or "(?!)", " ", inquiry.question.topic).split()
        if not runs or things_left(inquiry, found, said, runs):
            continue
        explained = inquiry.linker.explain(runs, [Field(said, 1.0)]).explained
        ends = [m.start() + with_unit(m.group()) for m in at]
        yield _Stated(
            explained, found, sentence.whole, tuple(sentence.place(m.start(), e) for m, e in zip(at, ends, strict=True))
        )


# What the topic does not hold, since it asks for a field of other questions: the sentence must say it.
_ASKED_FOR = re.compile(key(WEIGHTS))
# Words for an amount itself, for which a sentence has the amount.
_AMOUNT_WORDS = re.compile(key("金額|經費|費用|預算|比率|比例|百分比|數量|期限|年限"))
