"""Answers that quote a passage: a strategy, an entry of an item, what a report says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge import phrases
from knowledge.answers.citations import cite_piece, joined
from knowledge.answers.needs import is_met
from knowledge.catalogue import Field
from knowledge.homes import is_abroad, names_abroad, names_home
from knowledge.inquiry import Inquiry
from knowledge.linking import MARGIN, things
from knowledge.models import AnnualItem, Answered, Citation, Span
from knowledge.search import FLOOR, Found
from knowledge.text import Folded, fold_home
from knowledge.words import DOING, key, says
from knowledge.years import COMMON_ERA

_MOST = 3
HEADED = 0.9  # What only a heading says is said less surely of what stands below it.
_LONGEST_QUOTE = 400
_REPORTED = 0.8
_SENTENCE_FIT = 0.6
_MONEY = re.compile(
    r"[\d萬億]\s*餘?[\u4e00-\u9fff]{0,2}(?:元|克朗|英鎊|法郎|日?圓|披索|泰銖)|薪[資水]?\s*[\d.]+\s*[%％成]"
)
_CELLS = 3  # So many bars part the cells of a table whose rows are not known: a number of it may be another row's.


def reported(inquiry: Inquiry) -> Answered | None:
    """Quote what documents that are no plans say about a topic, of the years that are asked; all of it is there."""
    releases = {r.id for r in inquiry.covering() if r.kind == "other"}
    best: tuple[float, Found] | None = None
    for found in sound(inquiry) if releases else []:
        if found.release.id not in releases or found.piece.part == 0 or is_cells(found):
            continue
        if _leaves_word(inquiry, found) or not is_met(inquiry, found, found.piece.quote.text):
            continue
        of_money = inquiry.question.has("money")
        if _MONEY.search(found.piece.quote.text) if of_money else found.explained >= _REPORTED:
            fit = _sentence_fit(inquiry, found)
            if fit and (best is None or fit > best[0]):
                best = (fit, found)
    return _quoted(inquiry, [best[1]]) if best else None


def _sentence_fit(inquiry: Inquiry, found: Found) -> float:
    """Tell how much one sentence of the years asked explains of what the headings leave open, or 0 for too little.

    Of sentences that explain as much, one with a figure beside the words says more.
    """
    topic = beyond_context(inquiry, found)
    best = 0.0
    for sentence in found.piece.quote.text.split("。"):
        if is_of_others(inquiry, found, key(f"{found.piece.context} {sentence}")):
            continue
        if _is_of_years(f"{found.piece.context} {sentence}", inquiry.question.years):
            fit = inquiry.linker.explain(topic, [Field(key(sentence), 1.0)]).explained
            beside = [p for p in re.split("[，；：]", sentence) if re.search(r"\d", _NO_AMOUNT.sub("", p))]
            near = [inquiry.linker.explain(topic, [Field(key(part), 1.0)]).explained for part in beside]
            best = max(best, fit + max(near, default=0.0) if fit >= _SENTENCE_FIT else 0.0)
    return best


_NO_AMOUNT = re.compile(r"第\s*\d+|\d+\s*(?:年度?|月|日)")


def _is_of_years(text: str, years: Sequence[int]) -> bool:
    numbers = re.findall(r"\d+", _SOURCE.sub("", text))
    return all(str(year) in numbers or str(year + COMMON_ERA) in numbers for year in years)


_SOURCE = re.compile(r"(?<=[\u3400-\u9fff)）])[(（]\d{4}[)）]")  # 某局（2024）報告: when it was written.


def says_years(inquiry: Inquiry, found: Found, text: str) -> bool:
    """Tell whether a text speaks of the years asked: where its document is no plan of them, it must say them itself.

    So must a row of a table.
    """
    is_of_plan = (
        found.piece.kind != "table_rows" and found.release.kind != "other" and found.release in inquiry.covering()
    )
    return is_of_plan or _is_of_years(f"{found.piece.context} {text}", inquiry.question.years)


def _leaves_word(inquiry: Inquiry, found: Found) -> bool:
    """Tell whether a passage leaves open a word that names a thing, or half of one (美 of 美國)."""
    text = key(found.piece.searched)
    for run in inquiry.question.topic.split():
        shares = says(run)
        for piece in found.left:
            at = run.find(piece)
            if at >= 0 and piece not in text and max(shares[at : at + len(piece)]) > DOING:
                return True
    return False


def is_cells(found: Found) -> bool:
    return found.piece.quote.text.count("|") >= _CELLS


def said(inquiry: Inquiry) -> Answered | None:
    """Quote what the plans say about a topic, most to the point first."""
    found = [f for f in sound(inquiry) if says_years(inquiry, f, f.piece.quote.text)]
    found = [f for f in found if is_met(inquiry, f, _with_what_follows(inquiry, f).piece.quote.text)]
    if not found:
        return None
    best = [f for f in found if f.explained > found[0].explained - MARGIN / 2][:_MOST]
    return _quoted(inquiry, best)


def under_heading(inquiry: Inquiry) -> Answered | None:
    """Say under which heading of the outline the passage about a topic stands (屬於哪個目標, of a strategy)."""
    found = [f for f in sound(inquiry, kinds=("sections",)) if f.piece.part > 0]
    if not found:
        return None
    plan = inquiry.catalogue.plans[found[0].release.id]
    above = [
        s
        for s in plan.sections
        if s.heading and s.path == plan.sections[found[0].piece.position].path[: len(s.path)] and len(s.path) > 1
    ]
    if not above or above[-1].heading is None:
        return None
    quote = joined(above[-1].heading, found[0].piece.quote)
    citation = replace(inquiry.finder.citation(found[0]), quote=quote)
    text = phrases.UNDER.format(heading=above[-1].title, quote=_short(found[0]))
    return Answered(text, (citation,))


def in_each_plan(inquiry: Inquiry) -> Answered | None:
    """Quote the best passages of each plan about one topic: two of each where they fit alike."""
    found = sound(inquiry, floor=FLOOR - 0.15)
    best: list[Found] = []
    for release in dict.fromkeys(f.release.id for f in found):
        of = [f for f in found if f.release.id == release]
        best += [f for f in of if f.explained > of[0].explained - MARGIN][:2]
    return _quoted(inquiry, best) if best else None


def item_of(inquiry: Inquiry, several: bool = False) -> Answered | None:
    """Name the item (and its work plan) whose content holds a topic, or all that hold it alike."""
    found = sound(inquiry, kinds=("annual_items",))
    alike = [f for f in found if f.explained > found[0].explained - MARGIN / 2]
    firsts = {f.piece.position: f for f in reversed(alike)}
    shown = sorted(firsts.values(), key=lambda f: f.piece.position) if several else found[:1]
    if not shown:
        return None
    said = [_item_said(inquiry, f) for f in shown]
    asks = tuple(phrases.ASK_CONTENT.format(name=item.name.text) for item, _, _ in said)
    return Answered("\n".join(text for _, text, _ in said), tuple(c for _, _, c in said), (), asks[:_MOST])


def _item_said(inquiry: Inquiry, found: Found) -> tuple[AnnualItem, str, Citation]:
    plan = inquiry.catalogue.plans[found.release.id]
    item = plan.annual_items[found.piece.position]
    work = phrases.WORK_PLAN.format(name=item.work_plan.text) if item.work_plan else ""
    text = f"{phrases.ITEM_FOUND.format(name=item.name.text, work_plan=work)}\n{found.piece.quote.text}"
    quote = joined(item.work_plan, item.name, found.piece.quote)
    return item, text, replace(cite_piece(found.release, plan, found.piece), quote=quote)


def things_left(inquiry: Inquiry, found: Found, sentence: str, runs: Sequence[str] | None = None) -> list[str]:
    """List the things of a topic, or of some runs of it, that neither a sentence (as a key) nor its headings name."""
    fields = [Field(sentence, 1.0), Field(key(found.piece.context), HEADED)]
    return things(inquiry.linker.explain(runs or inquiry.question.topic.split(), fields).left)


def beyond_context(inquiry: Inquiry, found: Found) -> list[str]:
    """Give what of a topic the headings above a passage leave open: which clause is meant is told by that alone."""
    runs = inquiry.question.topic.split()
    if found.piece.kind != "sections" or not found.piece.context:
        return runs
    return list(inquiry.linker.explain(runs, [Field(key(found.piece.context), 1.0)]).left) or runs


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage: what it says (as a key), and where its passage stands in the plan's text."""

    said: str
    start: int
    _home: Folded
    _at: int

    def place(self, start: int, end: int) -> Span:
        """Give where a part of the key stands in the plan's text."""
        found = self._home.span(self.start + start, self.start + end)
        return Span(self._at + found.start, self._at + found.end)

    @property
    def whole(self) -> Span:
        return self.place(0, len(self.said))


def sentences_of(inquiry: Inquiry, found: Found) -> Iterator[Sentence]:
    """Divide a passage into its sentences."""
    text = inquiry.catalogue.plans[found.release.id].text
    for span in found.piece.quote.spans:
        printed = text[span.start : span.end]
        home = fold_home(printed)
        for sentence in _SENTENCE.finditer(key(printed)):
            yield Sentence(sentence.group(), sentence.start(), home, span.start)


_SENTENCE = re.compile("[^。；;]+[。；;]?")


def sound(
    inquiry: Inquiry, floor: float = FLOOR, kinds: tuple[str, ...] | None = None, beyond: bool = False
) -> list[Found]:
    """Find the passages that explain a topic and contradict none of it, in plans of the years asked.

    With `beyond` in those of other years as well: a plan speaks of years before its own.
    """
    releases = [r.id for r in (inquiry.releases() if beyond else inquiry.covering())]
    found = inquiry.finder.find(inquiry.question.topic, releases, kinds, inquiry.question.whole)
    inquiry.notes += [
        f"passage {f.explained:.3f} {f.piece.quote.text[:30]} left={'、'.join(f.left)}" for f in found[:5]
    ]
    enough = [f for f in found if f.explained >= floor and not f.against]
    if names_home(inquiry.question.flat):
        enough = [f for f in enough if not is_of_others(inquiry, f, key(f.piece.searched))]
    return enough if names_abroad(inquiry.question.flat) else _of_here(enough)


def _of_here(found: list[Found]) -> list[Found]:
    """Leave out what a report says of other countries, where it says nearly as much of this one.

    Who names no country asks of this one; a plan's own subject can be others, a report's are there to compare.
    """
    abroad = [f for f in found if f.release.kind == "other" and is_abroad(key(f.piece.searched))]
    here = [f for f in found if f not in abroad]
    if here and max(f.explained for f in here) >= max((f.explained for f in abroad), default=0.0) - _AS_MUCH:
        return here
    return here + abroad


_AS_MUCH = 0.3


def is_of_others(inquiry: Inquiry, found: Found, text: str) -> bool:
    """Tell whether a text (as a key) of a passage speaks of other countries alone, where a question asks of this one.

    It does so where it says so (我國), and of a report where it names no other.
    """
    flat = inquiry.question.flat
    is_of_here = names_home(flat) or (found.release.kind == "other" and not names_abroad(flat))
    return is_of_here and is_abroad(text)


def _quoted(inquiry: Inquiry, found: list[Found]) -> Answered:
    found = _once([_with_what_follows(inquiry, f) for f in found])
    citations = tuple(inquiry.finder.citation(f) for f in found)
    said = (_named(inquiry, f) for f in found)
    lines = [phrases.SAID.format(document=c.document, quote=q) for c, q in zip(citations, said, strict=True)]
    return Answered("\n".join(lines), citations)


def _once(found: list[Found]) -> list[Found]:
    """Leave out a passage that stands in another one that is quoted (the text of a heading that is quoted, too)."""
    return [f for f in found if not any(_is_within(f, other) for other in found if other is not f)]


def _is_within(found: Found, other: Found) -> bool:
    if found.release != other.release:
        return False
    within = other.piece.quote.spans
    return all(any(o.start <= s.start and s.end <= o.end for o in within) for s in found.piece.quote.spans)


def _named(inquiry: Inquiry, found: Found) -> str:
    """Give the words of a passage; how an indicator is measured says nothing without its name."""
    if found.piece.kind != "kpis":
        return _short(found)
    name = inquiry.catalogue.plans[found.release.id].kpis[found.piece.position].name.text
    return phrases.MEASURE.format(name=phrases.NAMED.format(name=name), measure=_short(found))


def _with_what_follows(inquiry: Inquiry, found: Found) -> Found:
    """A heading of a document that is no plan is quoted with its text and the headings below it, if that is short."""
    if found.release.kind != "other" or found.piece.kind != "sections" or found.piece.part > 0:
        return found
    sections = inquiry.catalogue.plans[found.release.id].sections
    of = sections[found.piece.position]
    below = [s for s in sections if of.path and s.path[:-1] == of.path]
    quote = joined(of.heading, of.body, *(s.heading for s in below))
    if len(quote.text) > _LONGEST_QUOTE:
        quote = joined(of.heading, *(s.heading for s in below[:_MOST]))
    return replace(found, piece=replace(found.piece, quote=quote))


def _short(found: Found) -> str:
    text = found.piece.quote.text
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"
