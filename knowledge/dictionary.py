"""jieba's dictionary, opened at those pages alone that are asked for.

jieba loads all of its half a million entries before it cuts the first word, which takes longer than an answer may. Its
file is in the order of the characters, so that the words that begin with one stand together: a page of it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache

import jieba

TOTAL = 60_101_967  # The sum of all frequencies, by which jieba weighs each.
_PAGES = 16_384  # More than the 11,700 characters that begin a word.


@dataclass(frozen=True, slots=True)
class Page:
    """The words that begin with one character: their frequencies, and their classes by the letters of ICTCLAS.

    What only begins a word has the frequency 0, as jieba expects it (`Tokenizer.gen_pfdict`).
    """

    frequencies: dict[str, int]
    classes: dict[str, str]


class Frequencies:
    """The frequencies of words, in the place of the dict that jieba makes of its file (`Tokenizer.FREQ`)."""

    def __contains__(self, word: str) -> bool:
        return word in _page(word[:1]).frequencies

    def __getitem__(self, word: str) -> int:
        return _page(word[:1]).frequencies[word]

    def get(self, word: str, default: int = 0) -> int:
        """Give the frequency of a word; 0 for what only begins one."""
        return _page(word[:1]).frequencies.get(word, default)


FREQUENCIES = Frequencies()


def class_of(word: str) -> str | None:
    """Give the class of a word (`n`, `v`, `ns` ...), or None for what is no word of the dictionary."""
    return _page(word[:1]).classes.get(word)


def cut(run: str) -> list[str]:
    """Cut a run of Chinese characters into words of the language; nothing is guessed."""
    return list(_tokenizer().cut(run, HMM=False))


@cache
def _tokenizer() -> jieba.Tokenizer:
    return tokenizer(FREQUENCIES, TOTAL)


def tokenizer(frequencies: Frequencies | dict[str, int], total: int) -> jieba.Tokenizer:
    """Make a tokenizer of given frequencies, which loads no others (jieba/__init__.py, `Tokenizer.initialize`)."""
    made = jieba.Tokenizer()
    made.FREQ, made.total, made.initialized = frequencies, total, True
    return made


@lru_cache(maxsize=_PAGES)
def _page(first: str) -> Page:
    """Read the page of a character; the file's few words with Latin letters, which stand unordered, are none."""
    page = Page({}, {})
    if first.isascii():
        return page
    file, character = _file(), first.encode(errors="surrogatepass")

    def beginning(at: int) -> bytes:
        start = file.rfind(b"\n", 0, at) + 1
        return file[start : start + len(character)]

    offsets = range(len(file))
    start = bisect_left(offsets, character, key=beginning)
    end = bisect_right(offsets, character, lo=start, key=beginning)
    for line in file[start:end].decode().splitlines():
        word, frequency, kind = line.split(" ")
        page.classes[word] = kind
        page.frequencies[word] = int(frequency)
        for length in range(1, len(word)):
            page.frequencies.setdefault(word[:length], 0)
    return page


@cache
def _file() -> bytes:
    with jieba.get_dict_file() as file:
        content: bytes = file.read()
    return content
