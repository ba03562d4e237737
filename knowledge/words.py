"""The one tokeniser, used for indexing and for asking.

Text is folded and converted to Simplified Chinese (`key`), because jieba's dictionary is in Simplified: Traditional
text loses words without that. Words come from jieba with a *prepared dictionary*: the entries of jieba's own that
occur in the published plans. A word that occurs in no plan can match none, so the plans are cut just as with the
whole dictionary, and the database needs no other words than its own.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

import opencc

from knowledge import dictionary as language
from knowledge.dictionary import FREQUENCIES, class_of, cut, tokenizer
from knowledge.text import fold

# A question is cut only with words that the plans hold, so nothing of jieba's may be guessed: HMM stays off.
_LATIN_OR_CHINESE = re.compile(r"[0-9a-z]+|[\u3400-\u9fff\U00020000-\U0003134f]+")
TOTAL = ""  # The entry that keeps the sum of all frequencies, by which jieba weighs each.
_LONGEST = 8
_TERM_FREQUENCY = 50


@cache
def _to_simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def key(text: str) -> str:
    """Give the form in which words and names are compared: folded, in Simplified Chinese.

    It has one character for each of `fold(text)`.
    """
    # Names and units are asked for again with every question.
    return _known_key(text) if len(text) <= _SHORT else _key(text)


def _key(text: str) -> str:
    return str(_to_simplified().convert(fold(text)))


_SHORT = 40
_known_key = lru_cache(maxsize=16384)(_key)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: dictionary words, and single characters with their bigrams."""

    words: tuple[str, ...]
    grams: tuple[str, ...]


class Segmenter:
    """Cuts text into tokens with a prepared dictionary: word -> frequency, prefixes with 0 included."""

    def __init__(self, dictionary: Mapping[str, int]) -> None:
        frequencies = {word: frequency for word, frequency in dictionary.items() if word}
        self._jieba = tokenizer(frequencies, dictionary.get(TOTAL, 0) or max(sum(dictionary.values()), 1))

    def words(self, text: str) -> list[str]:
        """Cut the key of a text into words, punctuation left out."""
        return [w for run in _LATIN_OR_CHINESE.findall(key(text)) for w in self._cut(run)]

    def tokens(self, text: str) -> Tokens:
        """Give the words, characters and bigrams by which a text is indexed and searched."""
        runs = _LATIN_OR_CHINESE.findall(key(text))
        return Tokens(tuple(w for run in runs for w in self._cut(run)), tuple(g for run in runs for g in grams(run)))

    def _cut(self, run: str) -> Iterable[str]:
        return (run,) if run.isascii() else self._jieba.cut(run, HMM=False)


def grams(run: str) -> list[str]:
    """Give a run's characters and bigrams; a Latin run stays whole."""
    if run.isascii():
        return [run]
    return [*run, *(a + b for a, b in pairwise(run))]


def is_word(key_text: str) -> bool:
    """Tell whether a key is a word of the language."""
    return FREQUENCIES.get(key_text) > 0


def says(run: str) -> tuple[float, ...]:
    """Give for each character of a run how much its word says of what is meant, from 0.05 (當然) to 1 (宿舍).

    A noun names a thing; a verb may; a word of grammar, of degree or of order names nothing. The parts of speech are
    those of jieba's dictionary; what does not stand there is a name.
    """
    return _says(run)


@lru_cache(maxsize=4096)
def _says(run: str) -> tuple[float, ...]:
    words = cut(run)
    shares = [_SAYS.get(class_of(word) or "", 1.0) for word in words]
    found: list[float] = []
    for n, (word, share) in enumerate(zip(words, shares, strict=True)):
        before, after = n and shares[n - 1] > PLAIN, n + 1 < len(words) and shares[n + 1] > PLAIN
        if len(word) == 1 and share > PLAIN:
            # Characters that stand together name something (臉書); one that stands alone was left of a word.
            share = 1.0 if share == 1 and (before or after) else _ALONE
        elif share > PLAIN and after and len(words[n + 1]) == 1 and shares[n + 1] == 1:
            share = 1.0  # A noun of one character makes one of what stands before it: 巡護員.
        found += [share] * len(word)
    return tuple(found)


# How much a word says, by its class in jieba's dictionary (the letters are those of ICTCLAS, which it follows).
_SAYS = {
    tag: share
    for share, tags in (
        (0.05, ("d", "p", "c", "u", "ul", "uj", "uz", "uv", "ud", "ug", "r", "rr", "rz", "rg", "y", "e", "o")),
        (0.1, ("m", "mq", "q", "f", "h", "k", "dg", "vd", "df", "mg", "tg", "t", "x")),
        (0.25, ("a", "ad", "ag", "z", "b")),
        (0.35, ("v", "vg", "vi", "vq")),
    )
    for tag in tags
}
_PLACE = "ns"
DOING = 0.35  # What says no more than this may do something, but names no thing.
PLAIN = 0.25  # What says no more than this names no thing.
_ALONE = 0.35  # A single character is mostly what was left of a word.


def begins_within(run: str, at: int) -> bool:
    """Tell whether no word of two characters begins at an offset of a run: 障 in 聽障觀眾 belongs to what precedes."""
    return len(next(iter(cut(run[at:])), "")) == 1


def long_words(run: str) -> tuple[str, ...]:
    """List the words of a run that have three characters or more (北海岸)."""
    return tuple(word for word in cut(run) if len(word) > 2)


def places(run: str) -> tuple[str, ...]:
    """List the names of places in a run (紐約), and of parts of the country (北部)."""
    return tuple(
        word
        for word in cut(run)
        if len(word) > 1 and word not in _ANYWHERE and (class_of(word) == _PLACE or _is_part_of_country(word))
    )


_ANYWHERE = frozenset(key(word) for word in ("外國", "國外", "海外"))


def _is_part_of_country(word: str) -> bool:
    """Tell whether a word is a side of the country (北部), or a longer word of direction (東北角)."""
    return _PART_OF_COUNTRY.fullmatch(word) is not None or (len(word) > _SIDE and class_of(word) == _DIRECTION)


_SIDE, _DIRECTION = 2, "f"
_PART_OF_COUNTRY = re.compile(key("[東西南北中]部"))


def prepare_dictionary(texts: Iterable[str], terms: Iterable[str] = ()) -> dict[str, int]:
    """Take from jieba's dictionary what occurs in the texts, and add the plans' own terms.

    Prefixes of longer words are kept with frequency 0, as jieba expects them.
    """
    taken: dict[str, int] = {TOTAL: language.TOTAL}
    for text in texts:
        for run in _LATIN_OR_CHINESE.findall(key(text)):
            taken |= {word: FREQUENCIES[word] for word in _pieces(run)}
    for term in terms:
        for run in _LATIN_OR_CHINESE.findall(key(term)):
            if 1 < len(run) <= _LONGEST:
                taken[run] = max(taken.get(run, 0), _TERM_FREQUENCY)
    for word in [w for w in taken if w]:
        for end in range(1, len(word)):
            taken.setdefault(word[:end], 0)
    return taken


def _pieces(run: str) -> Iterator[str]:
    """Give the words that stand in a run, and what begins one."""
    for start in range(len(run)):
        for end in range(start + 1, len(run) + 1):
            if run[start:end] not in FREQUENCIES:
                break
            yield run[start:end]


def rarity(count: int, total: int) -> float:
    """Weigh a token that stands in `count` of `total` documents (BM25's idf; Robertson and Zaragoza 2009, eq. 3.3)."""
    return math.log(1 + (total - count + 0.5) / (count + 0.5))
