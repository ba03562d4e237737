"""Which of its candidates a topic means: one, several that fit equally, or none where something speaks against them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.catalogue import Catalogue, Entry
from knowledge.linking import FLOOR, MARGIN, Candidate
from knowledge.matching import stands_affirmed
from knowledge.mentions import supposed_plainly
from knowledge.models import Kpi
from knowledge.question import Question
from knowledge.units import NO_UNIT, counts_alike, counts_in, same_unit
from knowledge.words import DOING, key, long_words, places, says

_ALONE = 0.3  # One entry that explains this much is meant where none other comes near and the unit agrees.
_HOME = frozenset(key(w) for w in ("臺灣", "中華民國", "我國", "國內"))
_WORD = 3  # So many characters make a word of their own: 巡護員.
_ALIKE = 0.6  # What explains less by its measure alone is a little like the topic.
# So much of a topic, or of a name, is more than a hint; enough to be the name; enough for one in quotation marks.
HINTED, NAMED, QUOTED = 0.3, 0.6, 0.75


@dataclass(frozen=True, slots=True)
class _Choice:
    """The candidates of a topic, the best of those that nothing contradicts, and the others of these."""

    question: Question
    catalogue: Catalogue
    found: Sequence[Candidate]
    best: Candidate
    others: Sequence[Candidate]


@dataclass(frozen=True, slots=True)
class _Refusal:
    """What speaks against the best of the candidates; the topic then means none of them."""

    name: str
    holds: Callable[[_Choice], bool]


def choose(question: Question, catalogue: Catalogue, found: Sequence[Candidate]) -> list[Entry]:
    """Choose among candidates: those within the margin of the best that is above the floor."""
    sound = [c for c in found if not c.against]
    if not sound:
        return []
    choice = _Choice(question, catalogue, found, sound[0], sound[1:])
    if any(refusal.holds(choice) for refusal in _REFUSALS):
        return []
    near = _near(choice)
    unit = question.unit
    counted = [e for e in near if counts_in(e, unit) or _is_unitless(e)] if unit is not None else []
    return _counted_as_supposed(question, counted or near)


def _counted_as_supposed(question: Question, near: list[Entry]) -> list[Entry]:
    """Of several, give those that are counted in the unit of a figure that a question supposes (是 15800 座嗎)."""
    typed = supposed_plainly(question.flat) if len(near) > 1 and question.asks("confirm") else None
    if typed is None or typed.unit in NO_UNIT:
        return near
    kpis = [(entry, entry.fact) for entry in near if isinstance(entry.fact, Kpi)]
    return [e for e, kpi in kpis if any(t.value and counts_alike(t.unit, typed) for t in kpi.targets)] or near


def _near(choice: _Choice) -> list[Entry]:
    """Give the best and what comes so near to it that it may be meant as well."""
    best, unit = choice.best, choice.question.unit
    sound = [best, *choice.others]
    if whole := _named_in_full(sound, choice.question.flat):
        return whole
    close = [c for c in sound if c.score > best.score - MARGIN]
    by_measure = [c for c in sound if c.is_measured and same_unit(c.entry, best.entry) and best.named < NAMED]
    exact = [c for c in close if c.entry.clause in choice.question.flat]
    near = exact or [c for c in sound if c in close or c in by_measure]
    if best.named >= NAMED and counts_in(best.entry, unit):
        near = [c for c in near if c == best or counts_in(c.entry, unit, plainly=True)]
    return [c.entry for c in near]


def _named_in_full(sound: Sequence[Candidate], flat: str) -> list[Entry]:
    """Give the longest name that a question has in full, where it holds others: 海綿城市計畫(續) and 海綿城市計畫."""
    names = {c.entry.name_key for c in sound if c.entry.name_key in flat}
    longest = max(names, key=len, default="")
    if len(names) < 2 or not all(name in longest for name in names):
        return []
    return [c.entry for c in sound if c.entry.name_key == longest]


def _is_like_a_contradicted_one(choice: _Choice) -> bool:
    """What the topic is most like is contradicted: it names another thing, and so no less like one."""
    return any(c.against and c.explained >= choice.best.explained for c in choice.found)


def _leaves_what_contradicts(choice: _Choice) -> bool:
    """A word that speaks against a rival stands in no text of the best either."""
    rivals = (c for c in choice.found if c.explained > choice.best.explained - MARGIN)
    strange = {word for c in rivals for word in c.against}
    return any(len(piece) > 1 and piece in strange and max(says(piece)) > DOING for piece in choice.best.left)


def _leaves_a_name(choice: _Choice) -> bool:
    """What the best leaves open is in another's name: two things that stand apart."""
    left = (piece for piece in choice.best.left if len(piece) >= _WORD)
    return any(stands_affirmed(c.entry.name_key, piece) for piece in left for c in choice.found)


def _cuts_a_name(choice: _Choice) -> bool:
    """A word that the best explains in part alone stands whole in another's name (北海岸)."""
    best = choice.best
    if not best.left:
        return False  # The dictionary of the language is loaded only where something is left open.
    words = (w for run in choice.question.topic.split() for w in long_words(run))
    texts = [f.text for f in best.entry.fields]
    cut = [w for w in words if any(p in w or w.startswith(p[-1:]) for p in best.left)]
    return any(
        not any(w in text for text in texts) and any(stands_affirmed(c.entry.name_key, w) for c in choice.found)
        for w in cut
    )


def _leaves_a_place(choice: _Choice) -> bool:
    """The same of a place that the best does not speak of (歐洲地區的互訪)."""
    return any(place not in _HOME for piece in choice.best.left for place in places(piece))


def _leaves_a_thing(choice: _Choice) -> bool:
    """What the best leaves open is a thing of its own that its plan speaks of elsewhere (老舊社區)."""
    text = choice.catalogue.texts.get(choice.best.entry.release.id, "")
    return any(len(piece) > _WORD and piece in text and max(says(piece)) > DOING for piece in choice.best.left)


def _leaves_an_actor(choice: _Choice) -> bool:
    """The same done by others (匠師報名 for 社區導覽員報名); 青農 is short for 青年農民."""
    best, actor = choice.best, _ACTOR.search(choice.question.topic)
    others = [p for p in best.left if _is_noun(p) and not set(p) <= set(best.entry.name_key)]
    return actor is not None and any(actor[1].endswith(piece) for piece in others)


_ACTOR = re.compile(key("([\\u3400-\\u9fff]{2,6}?)(報名|參加|參與|出席)"))


def _is_hint_beside_a_noun(choice: _Choice) -> bool:
    """A hint at a name beside another thing's name (部落族人滿意度)."""
    best = choice.best
    return best.named < HINTED and best.explained < QUOTED and any(map(_is_noun, best.left))


def _is_like_by_measure(choice: _Choice) -> bool:
    """The measure alone is a little like the topic (規律運動人口比率)."""
    best = choice.best
    return not best.named and best.explained < _ALIKE and not counts_in(best.entry, choice.question.unit)


def _is_half_of_a_quoted_name(choice: _Choice) -> bool:
    """A name in quotation marks is not answered from half of it."""
    return choice.question.quotes and choice.best.explained < QUOTED and choice.best.named < QUOTED


def _is_below_the_floor(choice: _Choice) -> bool:
    """Too little is explained, unless none other comes near and the unit agrees."""
    best, others = choice.best, choice.others
    is_clear = not others or others[0].score < best.score / 2
    stands_alone = is_clear and best.explained >= _ALONE and counts_in(best.entry, choice.question.unit)
    return best.score < FLOOR and not stands_alone


def _parts_a_name(choice: _Choice) -> bool:
    """What the best leaves open stands between words that are neighbours in its name (綠色能源採購 for 綠色採購)."""
    name = choice.best.entry.name_key
    for run in choice.question.topic.split():
        for piece in choice.best.left:
            at = run.find(piece)
            before, behind = run[max(at - 2, 0) : max(at, 0)], run[at + len(piece) :][:2]
            if len(before) < 2 or len(behind) < 2:
                continue
            if _is_noun(piece) and re.search(f"{re.escape(before)}.?{re.escape(behind)}", name):
                return True
    return False


# Any of them is enough, so that their order is of no account.
_REFUSALS = (
    _Refusal("most like what is contradicted", _is_like_a_contradicted_one),
    _Refusal("leaves what contradicts a rival", _leaves_what_contradicts),
    _Refusal("leaves what another is called", _leaves_a_name),
    _Refusal("cuts a word of another's name", _cuts_a_name),
    _Refusal("parts its name", _parts_a_name),
    _Refusal("leaves a place", _leaves_a_place),
    _Refusal("leaves a thing of its plan", _leaves_a_thing),
    _Refusal("leaves who does it", _leaves_an_actor),
    _Refusal("a hint beside a noun", _is_hint_beside_a_noun),
    _Refusal("alike by its measure alone", _is_like_by_measure),
    _Refusal("half of a name in quotation marks", _is_half_of_a_quoted_name),
    _Refusal("below the floor", _is_below_the_floor),
)


def _is_noun(piece: str) -> bool:
    return len(piece) > 1 and not piece.isascii() and min(says(piece)) == 1


def _is_unitless(entry: Entry) -> bool:
    return isinstance(entry.fact, Kpi) and all(t.unit is None for t in entry.fact.targets)
