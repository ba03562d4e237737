"""Which entries of the plans a question's topic may mean, with scores that keep their parts.

A topic is what is left of a question once its cues and fillers are taken out, as runs of key characters. An entry is
scored by how much of the topic it *explains*: a run of at least two characters that stands in one of its texts,
itself or as a word that means the same, counts with the text's weight; rare pairs count more than common ones. What
an entry's texts contradict (歲入 where they say 歲出; 邦交國 where they say 無邦交國) rules it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.catalogue import MEASURE, Catalogue, Entry, Field, bigrams
from knowledge.lexicon import Lexicon
from knowledge.spelling import sounds
from knowledge.words import key, rarity

FLOOR = 0.5
MARGIN = 0.08
_MEANT = 0.95  # A word that means the same counts a little less than the word itself.
_NEGATIONS = frozenset("无非未不没")
_NAME_BONUS = 0.15
_IMITATED = 4  # So long a piece of a name makes a topic an imitation of it,
_REPLACED = 2  # if so many characters beside the piece are others than the name's.
_FOREIGN = 3  # So many characters that stand together in no plan speak of another thing.
# Words that add nothing to a name: 信託基金捐助計畫 is the 捐助信託基金.
_GENERIC = frozenset(
    key(w) for w in ("計畫", "工作", "業務", "案", "情形", "事項", "指標", "項目", "方面", "部分", "國家")
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry with the parts of its score.

    `explained` is the share of the topic that it explains, `named` the share of its own name that the topic
    holds, `against` the words that contradict it, `left` the runs of the topic that it does not explain.
    """

    entry: Entry
    explained: float
    named: float
    against: tuple[str, ...]
    left: tuple[str, ...]

    @property
    def score(self) -> float:
        return 0.0 if self.against else self.explained + _NAME_BONUS * self.named


@dataclass(frozen=True, slots=True)
class Explanation:
    """How much of a topic some texts explain, which characters of the first they touch, and what speaks against."""

    explained: float
    named: frozenset[int]
    against: tuple[str, ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Match:
    """Where a run of the topic stands in a text, and with what weight."""

    start: int
    end: int
    weight: float
    at: int = -1


@dataclass(frozen=True, slots=True)
class _Reading:
    """For each character of a run: the weight with which it is explained, and its place in the name (else -1)."""

    best: list[float]
    at_name: list[int]


class Linker:
    """Links topics to the entries of one catalogue."""

    def __init__(self, catalogue: Catalogue, lexicon: Lexicon) -> None:
        self._catalogue = catalogue
        self._lexicon = lexicon
        total = max(len(catalogue.entries), 1)
        self._rarity = {g: rarity(len(ids), total) for g, ids in catalogue.grams.items()}
        self._unknown = rarity(0, total) * 0.75

    def link(self, topic: str, among: Iterable[Entry]) -> list[Candidate]:
        """Give the entries that explain some of the topic and contradict none of it, the best first."""
        runs = topic.split()
        found = [c for entry in among if (c := self.score(runs, entry)).explained > 0]
        return sorted(found, key=lambda c: (-c.score, -c.named, c.entry.id))

    def score(self, runs: Sequence[str], entry: Entry) -> Candidate:
        """Score one entry against the runs of a topic."""
        part = self.explain(runs, entry.fields)
        name = entry.name_key
        return Candidate(entry, part.explained, len(part.named) / len(name) if name else 0.0, part.against, part.left)

    def explain(self, runs: Sequence[str], fields: Sequence[Field]) -> Explanation:
        """Weigh how much of a topic a few texts explain; the first is the name."""
        explained, whole = 0.0, 0.0
        left: list[str] = []
        named: set[int] = set()
        replaced: list[str] = []
        for run in runs:
            weights, reading = self.weights(run), self._read(run, fields)
            explained += sum(w * b for w, b in zip(weights, reading.best, strict=True))
            whole += sum(weights)
            left += _unexplained(run, reading.best)
            named.update(at for at in reading.at_name if at >= 0)
            replaced += _replaced(run, reading, fields[0].text)
            replaced += self._foreign(run, reading, len(fields[0].text))
        against = (*self.against(runs, " ".join(f.text for f in fields)), *replaced)
        return Explanation(explained / whole if whole else 0.0, frozenset(named), against, tuple(left))

    def _read(self, run: str, fields: Sequence[Field]) -> _Reading:
        """Find where the characters of a run stand in the texts."""
        reading = _Reading([0.0] * len(run), [-1] * len(run))
        for number, field in enumerate(fields):
            for match in self.matches(run, field.text):
                for i in range(match.start, match.end):
                    reading.best[i] = max(reading.best[i], match.weight * field.weight)
                    if number == 0 and match.at >= 0:
                        reading.at_name[i] = match.at + i - match.start
        return reading

    def _foreign(self, run: str, reading: _Reading, length: int) -> Iterable[str]:
        """List words that stand in no plan, in one run with a long piece of a name of which more is left over."""
        imitates = any(end - start >= _IMITATED for start, end in _stretches([at >= 0 for at in reading.at_name]))
        if not imitates or length - len(set(reading.at_name) - {-1}) < _FOREIGN:
            return
        attested = self._catalogue.attested
        unheard = [
            g not in attested and reading.best[i] == reading.best[i + 1] == 0 for i, g in enumerate(bigrams(run))
        ]
        for start, end in _stretches(unheard):
            if end + 1 - start >= _FOREIGN:
                yield run[start : end + 1]

    def weights(self, run: str) -> list[float]:
        """Weigh the characters of a run by how rare the pairs are in which they stand."""
        if len(run) == 1:
            return [self._unknown]
        pairs = [self._rarity.get(g, self._unknown) for g in bigrams(run)]
        return [max(pairs[max(i - 1, 0) : i + 1]) for i in range(len(run))]

    def matches(self, run: str, text: str) -> list[_Match]:
        """Find the longest pieces of a run that stand in a text, from the left, and words that mean the same."""
        found: list[_Match] = []
        at = 0
        while at < len(run):
            match = self._longest(run, at, text) or self._meant(run, at, text)
            if match:
                found.append(match)
            at = match.end if match else at + 1
        return found

    def against(self, runs: Sequence[str], text: str) -> tuple[str, ...]:
        """List the words of a topic whose opposite stands in a text that does not hold the word itself."""
        topic = " ".join(runs)
        return tuple(
            f"{said}/{other}"
            for said, other in self._lexicon.opposites
            if self._says(topic, said) and self._says(text, other) and not self._says(text, said)
        )

    def _says(self, text: str, word: str) -> bool:
        """Tell whether a text holds a word, or one that means the same, and not negated."""
        return any(_affirmed(text, w) for w in (word, *self._lexicon.means.get(word, ())))

    def _longest(self, run: str, start: int, text: str) -> _Match | None:
        shortest = 1 if len(run) == 1 else 2
        for end in range(len(run), start + shortest - 1, -1):
            at = _find(text, run, start, end)
            if at >= 0:
                return _Match(start, end, 1.0, at)
        return None

    def _meant(self, run: str, start: int, text: str) -> _Match | None:
        for end in range(len(run), start, -1):
            for other in self._lexicon.means.get(run[start:end], ()):
                at = _find_affirmed(text, other, start > 0 and run[start - 1] in _NEGATIONS)
                if at >= 0:
                    return _Match(start, end, _MEANT)
        return None


def _find(text: str, run: str, start: int, end: int) -> int:
    """Find a piece of a run in a text where it is negated alike; -1 if it does not stand there."""
    return _find_affirmed(text, run[start:end], start > 0 and run[start - 1] in _NEGATIONS)


def _find_affirmed(text: str, piece: str, negated: bool) -> int:
    at = text.find(piece)
    while at >= 0 and (at > 0 and text[at - 1] in _NEGATIONS) != negated:
        at = text.find(piece, at + 1)
    return at


def _affirmed(text: str, word: str) -> bool:
    return _find_affirmed(text, word, negated=False) >= 0


def _unexplained(run: str, best: Sequence[float]) -> list[str]:
    pieces = "".join(c if b == 0 else " " for c, b in zip(run, best, strict=True))
    return pieces.split()


def _replaced(run: str, reading: _Reading, name: str) -> Iterable[str]:
    """List what a topic says in the place of something else of the name: 學校服務涵蓋率 for 社區服務涵蓋率.

    A long piece of the name stands in the topic, and beside it a run that neither name nor measure explains, where the
    name has other words: such a topic imitates the name and means another thing.
    """
    strange = [best < MEASURE * _MEANT for best in reading.best]
    named = set(reading.at_name)
    for start, end in _stretches([at >= 0 for at in reading.at_name]):
        if end - start < _IMITATED:
            continue
        first, last = reading.at_name[start], reading.at_name[end - 1]
        before, after = start, end
        while before > 0 and strange[before - 1]:
            before -= 1
        while after < len(run) and strange[after]:
            after += 1
        if first >= _REPLACED and not named & {first - 1, first - 2} and _is_other(run[before:start], name[:first]):
            yield run[before:start]
        if (
            last < len(name) - _REPLACED
            and not named & {last + 1, last + 2}
            and _is_other(run[end:after], name[last + 1 :])
        ):
            yield run[end:after]


def _is_other(words: str, name: str) -> bool:
    """Tell whether words are others than those of a name: no generic ones, and not the same by their sound."""
    if len(words) < _REPLACED or words in _GENERIC:
        return False
    return not any(
        all(set(sounds(a)) & set(sounds(b)) for a, b in zip(words, theirs, strict=True))
        for theirs in (name[: len(words)], name[-len(words) :])
        if len(theirs) == len(words)
    )


def _stretches(marks: Sequence[bool]) -> Iterable[tuple[int, int]]:
    """Give the ranges of neighbouring True."""
    start = None
    for i, mark in enumerate([*marks, False]):
        if mark and start is None:
            start = i
        elif not mark and start is not None:
            yield start, i
            start = None
