"""Which entries of the plans a question's topic may mean, with scores that keep their parts.

A topic is what is left of a question once its cues and fillers are taken out, as runs of key characters. An entry is
scored by how much of the topic it *explains*: a run of at least two characters that stands in one of its texts,
itself or as a word that means the same, counts with the text's weight; rare pairs count more than common ones. What
an entry's texts contradict (歲入 where they say 歲出; 邦交國 where they say 無邦交國) rules it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from knowledge.catalogue import MEASURE, Catalogue, Entry, Field, bigrams
from knowledge.lexicon import Lexicon
from knowledge.matching import MEANT, NEGATIONS, Matcher, find_affirmed, stands_affirmed
from knowledge.substitution import Substitution, is_short_for, sound_alike, substitutions
from knowledge.words import DOING, PLAIN, begins_within, is_word, key, places, rarity, says

FLOOR = 0.5
_TOUCH = 0.5  # What is explained counts at least so much, whatever class of word it is.
_FAINT = 0.15  # What explains less is not meant, whatever its words say.
CLEAR = 0.9  # Where so much is explained, nothing hangs on what is left.
MARGIN = 0.08
_NAME_BONUS = 0.15
_IMITATED = 4  # So long a piece of a name makes a topic an imitation of it, if other words stand beside the piece.
_PIECE = 2  # Beside so long a piece of an imitated name another word is seen.
_WORTH_COMPARING = 0.3  # What explains less of a topic is not compared with it word by word.
_FOREIGN = 3  # So many characters that stand together in no plan speak of another thing.
# Words that add nothing to a name: 信託基金捐助計畫 is the 捐助信託基金.
_GENERIC = frozenset(
    key(w) for w in ("計畫", "工作", "業務", "案", "情形", "事項", "指標", "項目", "方面", "部分", "國家")
)
_STOPS = frozenset(",.;:!?")  # Beyond them another clause begins.
_OF = key("的")  # It begins another word: 下地的錢 puts nothing into a name.
_GRAMMAR = 0.05  # What says no more is a word of grammar (那類).
_WEIGHT = re.compile(r"\([\d.%]+\)$")  # A weight that a name ends with is none of its words.
_WIDE = frozenset(key(w) for w in ("對外", "各項", "相關", "整體", "所有", "本部", "主要"))


def things(pieces: Iterable[str]) -> list[str]:
    """Keep of pieces of a topic (as keys) those that name a thing."""
    return [piece for piece in pieces if len(piece) > 1 and max(says(piece)) > DOING and piece not in _GENERIC]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry with the parts of its score.

    `explained` is the share of the topic that it explains, `named` the share of its own name that the topic holds,
    `against` the words that contradict it, `left` the runs of the topic that it does not explain; `is_measured` tells
    whether its measure holds every run of the topic as it is.
    """

    entry: Entry
    explained: float
    named: float
    against: tuple[str, ...]
    left: tuple[str, ...]
    is_measured: bool = False

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
class _Reading:
    """For each character of a run: the weight with which it is explained, and its place in the name (else -1).

    `named` are the places of the name that the run touches.
    """

    best: tuple[float, ...]
    at_name: tuple[int, ...]
    named: frozenset[int]


class Linker:
    """Links topics to the entries of one catalogue."""

    def __init__(self, catalogue: Catalogue, lexicon: Lexicon) -> None:
        self._catalogue = catalogue
        self._lexicon = lexicon
        total = max(len(catalogue.entries), 1)
        self._rarity = {g: rarity(len(ids), total) for g, ids in catalogue.grams.items()}
        self._matcher = Matcher(lexicon)
        self._grammar = "".join(sorted(lexicon.grammar))
        self._unknown = rarity(0, total) * 0.75
        # A question links the same topic to several kinds of entries.
        self._read = lru_cache(maxsize=8192)(self._read_texts)
        self._excluding = lru_cache(maxsize=256)(self._find_excluding)
        self.weights = lru_cache(maxsize=256)(self._find_weights)
        self._turning = lru_cache(maxsize=256)(self._find_turning)

    def link(self, topic: str, among: Iterable[Entry], whole: str = "") -> list[Candidate]:
        """Give the entries that explain some of the topic and contradict none of it, the best first.

        Where none explains all of it, it is asked how much the words say that are left.
        """
        runs, wholes, entries = topic.split(), (whole or topic).split(), list(among)
        found = self._scored(runs, entries, wholes, heeds_words=False)
        if found and _FAINT < max(c.explained for c in found) < CLEAR:
            found = self._scored(runs, entries, wholes, heeds_words=True)
        return sorted(found, key=lambda c: (-c.score, -c.named, c.entry.id))

    def _scored(
        self, runs: Sequence[str], entries: Iterable[Entry], wholes: Sequence[str], heeds_words: bool
    ) -> list[Candidate]:
        return [c for e in entries if (c := self.score(runs, e, wholes, heeds_words)).explained > 0]

    def score(
        self, runs: Sequence[str], entry: Entry, wholes: Sequence[str] = (), heeds_words: bool = False
    ) -> Candidate:
        """Score one entry against the runs of a topic; in the whole ones it is seen whether its name is imitated."""
        part = self.explain(runs, entry.fields, heeds_words)
        if part.explained >= _WORTH_COMPARING:
            part = replace(part, against=(*part.against, *self.imitated(wholes or runs, entry.fields)))
        name = entry.name_key
        named = len(part.named) / len(name) if name else 0.0
        is_measured = any(
            f.weight == MEASURE and all(stands_affirmed(f.text, run) for run in runs) for f in entry.fields
        )
        return Candidate(entry, part.explained, named, part.against, part.left, is_measured)

    def explain(self, runs: Sequence[str], fields: Sequence[Field], heeds_words: bool = False) -> Explanation:
        """Weigh how much of a topic a few texts explain; the first is the name.

        With `heeds_words`, what is left unexplained weighs as much as its words say: 當然 is no other thing.
        """
        texts = tuple(fields)
        readings = [self._read(run, texts) for run in runs]
        if not any(any(reading.best) for reading in readings):
            return Explanation(0.0, frozenset(), (), tuple(runs))
        explained = whole = 0.0
        for run, reading in zip(runs, readings, strict=True):
            shares = says(run) if heeds_words else (1.0,) * len(run)
            for weight, best, share in zip(self.weights(run), reading.best, shares, strict=True):
                explained += weight * best * max(share, _TOUCH)
                whole += weight * (max(share, _TOUCH) if best else share)
        left = [piece for run, r in zip(runs, readings, strict=True) for piece in _unexplained(run, r.best)]
        touched = frozenset(at for r in readings for at in r.named)
        against = self.against(runs, " ".join(f.text for f in fields))
        return Explanation(explained / whole if whole else 0.0, touched, against, tuple(left))

    def imitated(self, runs: Sequence[str], fields: Sequence[Field]) -> list[str]:
        """List what a topic says in the place of words of a name that it imitates: that is another thing."""
        texts = tuple(fields)
        readings = [self._read(run, texts) for run in runs]
        touched = {at for reading in readings for at in reading.named}
        unnamed, topic = len(fields[0].text) - len(touched), " ".join(runs)
        found: list[str] = []
        for run, reading in zip(runs, readings, strict=True):
            found += self._replaced(run, reading, fields[0].text, touched)
            found += self._foreign(run, reading, unnamed)
            put = (s for s in substitutions(run, _WEIGHT.sub("", fields[0].text)) if s.said not in found)
            # Where the topic has the words of the name elsewhere, only their order is another.
            found += [s.said for s in put if s.instead not in topic and self._is_other_word(reading, s, fields)]
        return found

    def _read_texts(self, run: str, fields: tuple[Field, ...]) -> _Reading:
        """Find where the characters of a run stand in the texts."""
        best, at_name, named = [0.0] * len(run), [-1] * len(run), set[int]()
        for number, field in enumerate(fields):
            for match in self._matcher.matches(run, field.text, heard=number == 0):
                for i in range(match.start, match.end):
                    best[i] = max(best[i], match.weight * field.weight)
                    if number == 0 and match.weight > MEANT:
                        at_name[i] = match.at + i - match.start
                if number == 0:
                    named.update(range(match.at, match.at + match.length))
        return _Reading(tuple(best), tuple(at_name), frozenset(named))

    def _is_other_word(self, reading: _Reading, put: Substitution, fields: Sequence[Field]) -> bool:
        """Tell whether what is put into a name is another word, and no other word for the same, nor its measure's."""
        places = range(put.at, put.at + len(put.said))
        words = put.said + put.instead
        if put.is_of_one_series:
            return True
        if not put.said.strip(self._grammar) or not put.instead.strip(self._grammar) or not words.isalnum():
            return False
        if put.said in _WIDE or put.instead in _WIDE or put.said.strip(self._grammar) in _GENERIC:
            return False
        if max(says(put.said)) <= _GRAMMAR or _OF in put.said:
            return False
        if any(c in self._lexicon.alike.get(other, ()) for c, other in zip(put.said, put.instead, strict=False)):
            return False
        if all(reading.best[at] >= MEANT for at in places):
            return False  # A word that means the same.
        return not any(stands_affirmed(f.text, put.said) for f in fields[1:] if len(put.said) > 1)

    def _foreign(self, run: str, reading: _Reading, unnamed: int) -> Iterable[str]:
        """List words that stand in no plan, in one run with a long piece of a name of which more is left over."""
        imitates = any(end - start >= _IMITATED for start, end in _stretches([at >= 0 for at in reading.at_name]))
        if not imitates or unnamed < _FOREIGN:
            return
        attested = self._catalogue.attested
        strange = [best == 0 for best in reading.best]
        unheard = [g not in attested and all(strange[i : i + 2]) for i, g in enumerate(bigrams(run))]
        for start, end in _stretches(unheard):
            words = [c for c in run[start : end + 1] if c not in self._lexicon.grammar]
            if len(words) >= _FOREIGN and max(says(run[start : end + 1])) > DOING:
                yield run[start : end + 1]

    def _replaced(self, run: str, reading: _Reading, name: str, touched: Set[int]) -> Iterable[str]:
        """List what a topic says in the place of something else of the name: 學校服務涵蓋率 for 社區服務涵蓋率.

        A long piece of the name stands in the topic, and beside it a run that neither name nor measure explains, where
        the name has other words: such a topic imitates the name and means another thing.
        """
        strange = [best < MEASURE * MEANT and c not in _STOPS for best, c in zip(reading.best, run, strict=True)]
        if sum(at >= 0 for at in reading.at_name) < _IMITATED:
            return
        for start, end in _stretches([at >= 0 for at in reading.at_name]):
            if end - start < _PIECE:
                continue
            first, last = reading.at_name[start], reading.at_name[end - 1]
            before, after = start, end
            while before > 0 and strange[before - 1]:
                before -= 1
            while after < len(run) and strange[after]:
                after += 1
            for word, rest, is_free, behind in (
                (run[before:start], name[:first], first - 1 not in touched, False),
                (run[end:after], name[last + 1 :], last + 1 not in touched, True),
            ):
                place = (end, after) if behind else (before, start)
                sure = end - start >= _IMITATED or self._is_plain_name(word) or place == (0, 1)
                is_outer = not any(at >= 0 for at in (reading.at_name[after:] if behind else reading.at_name[:before]))
                if is_free and sure and self._is_other(run, *place, rest, behind, is_outer):
                    yield word

    def _is_plain_name(self, words: str) -> bool:
        """Tell whether words name a thing and hold nothing else (中央 before 山脈)."""
        return len(words) > 1 and min(says(words)) == 1

    def _is_other(self, run: str, start: int, end: int, name: str, behind: bool, is_outer: bool) -> bool:
        """Tell whether words are others than those of a name.

        No others are words of grammar, words that sound the same or shorten the name (糖鐵 for 糖業鐵道), before or
        after all that is named verbs of no plan (再問, 列計), and a generic word behind a name (…計畫). A single
        character counts where it makes a word of the language (北 in 北太平洋), else it is a typing error.
        """
        words = "".join(c for c in run[start:end] if "\u3400" <= c <= "\u9fff" or c.isalnum())
        if not words or not name or words in _WIDE or (behind and words.strip(self._grammar) in _GENERIC):
            return False
        if len(words) > 1 and ((is_outer and self._says_little(words)) or is_short_for(words, name)):
            return False
        if any(sound_alike(words, piece) for piece in (name[: len(words)], name[-len(words) :])):
            return False
        content = [c for c in words if c not in self._lexicon.grammar]
        if len(words) > 1:
            return len(name) > 1 and (len(content) > 1 or (bool(content) and is_word(words)))
        around = (run[i : i + n] for n in (2, 3, 4) for i in range(max(start - n + 1, 0), start + 1))
        if content and any(len(piece) > 1 and is_word(piece) for piece in around):
            return True
        # What begins a topic and its first word makes another thing of a name (聽障觀眾 for 視障觀眾), or is an error.
        is_first = bool(content) and start == 0 and not behind and (len(name) == 1 or self._is_bound(run, end))
        return is_first and words not in (*name, *self._lexicon.alike.get(name[-1:], ()))

    def _is_bound(self, run: str, at: int) -> bool:
        """Tell whether what stands from an offset of a run begins no word: in the plans the same precedes it always."""
        if not begins_within(run, at):
            return False
        piece = re.compile(re.escape(run[at : at + _PIECE]))
        texts = self._catalogue.texts.values()
        return len({text[m.start() - 1 : m.start()] for text in texts for m in piece.finditer(text)}) == 1

    def _says_little(self, words: str) -> bool:
        """Tell whether words name nothing, nor do anything that a plan speaks of."""
        shares = says(words)
        doing = (words[i : i + 2] for i in range(len(words) - 1) if min(shares[i : i + 2]) > PLAIN)
        return max(shares) <= DOING and not any(pair in self._catalogue.attested for pair in doing)

    def foreign_places(self, runs: Sequence[str]) -> list[str]:
        """List the places of a topic that stand in no plan: what is asked of them is asked of none (紐約辦事處)."""
        attested = self._catalogue.attested
        strange = [run for run in runs if any(g not in attested for g in bigrams(run))]
        found = [place for run in strange for place in places(run)]
        return [p for p in found if not any(g in attested for g in bigrams(p))]

    def _find_weights(self, run: str) -> list[float]:
        """Weigh the characters of a run by how rare the pairs are in which they stand."""
        if len(run) == 1:
            return [self._unknown]
        pairs = [self._rarity.get(g, self._unknown) for g in bigrams(run)]
        return [max(pairs[max(i - 1, 0) : i + 1]) for i in range(len(run))]

    def against(self, runs: Sequence[str], text: str) -> tuple[str, ...]:
        """List the words of a topic whose opposite stands in a text that does not hold the word itself.

        A word that turns a thing into another excludes every text that holds no word of its sense.
        """
        topic = " ".join(runs)
        opposites = (
            f"{said}/{other}"
            for said, other in self._excluding(topic)
            if self._says(text, other) and not self._says(text, said)
        )
        negated = (word for run in runs for word in _negated(run, text))
        turned = (said for said, sense in self._turning(topic) if not any(self._says(text, word) for word in sense))
        return (*opposites, *negated, *turned)

    def _find_turning(self, topic: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """List the words of a topic that turn a thing into another, each with the words of its sense."""
        senses = self._lexicon.turning
        said = ((next((w for w in sense if len(w) > 1 and w in topic), None), sense) for sense in senses)
        return tuple((word, sense) for word, sense in said if word)

    def _find_excluding(self, topic: str) -> tuple[tuple[str, str], ...]:
        """List the pairs of opposites of which a topic says the first."""
        return tuple(pair for pair in self._lexicon.opposites if self._says(topic, pair[0]))

    def means_same(self, said: str, flat: str, name: str) -> bool:
        """Tell whether a word of a question that holds `said` (覆 of 覆蓋) has one of the same meaning in a name."""
        return any(
            said in word and word in flat and any(other in name for other in others)
            for word, others in self._lexicon.means.items()
        )

    def _says(self, text: str, word: str) -> bool:
        """Tell whether a text holds a word, or one that means the same, and not negated."""
        return any(stands_affirmed(text, w) for w in (word, *self._lexicon.means.get(word, ())))


def _negated(run: str, text: str) -> Iterable[str]:
    """List what a run negates and a text only affirms (不規律 where it says 規律)."""
    if NEGATIONS.isdisjoint(run):
        return
    for at, char in enumerate(run[:-2]):
        word = run[at + 1 : at + 3]
        is_said = run[at : at + 2] in text or find_affirmed(text, word, negated=True) >= 0
        if char in NEGATIONS and not is_said and stands_affirmed(text, word):
            yield char + word


def _unexplained(run: str, best: Sequence[float]) -> list[str]:
    pieces = "".join(c if b == 0 else " " for c, b in zip(run, best, strict=True))
    return pieces.split()


def _stretches(marks: Sequence[bool]) -> Iterable[tuple[int, int]]:
    """Give the ranges of neighbouring True."""
    start = None
    for i, mark in enumerate([*marks, False]):
        if mark and start is None:
            start = i
        elif not mark and start is not None:
            yield start, i
            start = None
