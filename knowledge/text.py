"""Normalising text with a map home, and unwrapping it for reading.

Two forms of a plan's text are derived from the canonical one, and both can walk home:

- `fold` gives the form that is compared: NFKC, no white space, lower case, one glyph for look-alike signs.
- `unwrap` gives the form that is read: lines joined, letter-spaced cells closed up.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from knowledge.models import Passage, Span

# Variants that people and documents mix; both sides of a comparison are mapped.
# 台/臺, 佔/占, 舘/館: variant forms of one character in the Ministry of Education's dictionary of variants.
_VARIANTS = str.maketrans(
    {
        "○": "〇",
        "台": "臺",
        "佔": "占",
        "舘": "館",
        "裡": "裏",
        "爲": "為",
        "啓": "啟",
        "綫": "線",
        "羣": "群",
        "～": "~",
        **dict.fromkeys("‐‑‒–—―−－﹣─", "-"),
        **dict.fromkeys("『「“〝﹁", "「"),
        **dict.fromkeys("』」”〞﹂", "」"),
    }
)
_IGNORED = re.compile(r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_LATIN = re.compile(r"[0-9A-Za-z]")
_CJK_COMPATIBILITY = re.compile(r"[\uf900-\ufaff\U0002f800-\U0002fa1f]")
# Chinese has no blanks between words: those between two of these were made by justified typesetting (項 合 作 計).
_CHINESE = r"\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uff0f\uff1a-\uff20\uff3b-\uff65"
_JUSTIFIED = re.compile(
    rf"(?<=[{_CHINESE}]) +(?=[{_CHINESE}])|(?<=[０-９]) +(?=[０-９．，,.])|(?<=[．，,.]) +(?=[０-９])"
)
_SECOND_PART = re.compile(r"[；;]\s*[０-９][．.]")
_PARTS = re.compile(r"(?:^|[；;])\s*[０-９][．.] (?=[０-９])|(?:(?![；;]\s*[０-９][．.] [０-９]).)+", re.DOTALL)
# The number of a part (2. 92%), which the line after it does not continue.
_ENUMERATOR = re.compile(r"(?:^|[；;。，,])\s*\d\.$")
_ENUMERATOR_LENGTH = 8
# Three figures and more that blanks part, and nothing else.
_ROW = re.compile(r"[-+]?[\d０-９][\d０-９.,]*[%％]?(?: [-+]?[\d０-９][\d０-９.,]*[%％]?){2,}")
# Three or more single Latin letters parted by single blanks: N G O.
_LETTER_SPACED = re.compile(r"(?<![A-Za-z])(?:[A-Za-z] ){2,}[A-Za-z](?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Folded:
    """The comparable form of a text; `home[i]` is the offset in the original of its character `i`."""

    text: str
    home: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Give the original's span of the folded characters `start` to `end` (half open, not empty)."""
        return Span(self.home[start], self.home[end - 1] + 1)


@lru_cache(maxsize=8192)
def fold_char(char: str) -> str:
    """Give the comparable form of one character: none, one or (㎡) several characters."""
    if _IGNORED.match(char):
        return ""
    if "\ud800" <= char <= "\udfff":
        return ""  # Half a character: it cannot be written as UTF-8.
    folded = unicodedata.normalize("NFKC", char).casefold().translate(_VARIANTS)
    return _IGNORED.sub("", folded)


def fold(text: str) -> str:
    """Give the comparable form of a text: NFKC, no white space, lower case, one form for variants."""
    return fold_home(text).text if not text.isascii() else _IGNORED.sub("", text).casefold()


def fold_home(text: str) -> Folded:
    """Fold a text and keep, for each character of the result, the offset it came from."""
    chars: list[str] = []
    home: list[int] = []
    for offset, char in enumerate(text):
        for part in fold_char(char):
            chars.append(part)
            home.append(offset)
    return Folded("".join(chars), tuple(home))


def squeeze(text: str) -> str:
    """Give the text NFKC-normalised and without white space: the form in which quotes are compared."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def is_latin(char: str) -> bool:
    """Tell whether a character is a Latin letter or a digit, which a blank may part from its like."""
    return bool(_LATIN.match(unicodedata.normalize("NFKC", char)))


def unwrap(lines: Iterable[str]) -> str:
    """Join wrapped lines as a person reads them.

    A line break is a blank where it parts two Latin words (one of the letters beside it is a small one); a number
    or an abbreviation that a narrow cell broke (`NG` / `O`) is joined, as is all Chinese. A row of figures stays a line
    of its own: 32.03 and the year that begins the next row are no 32.032019. Blanks inside a line stay as
    printed, but justified and letter-spaced runs (`項 合 作 計`, `N G O`) are closed up,
    and compatibility ideographs replaced.
    """
    joined, was_row = "", False
    for line in lines:
        piece = tidy(line)
        if not piece:
            continue
        is_row = _ROW.fullmatch(piece) is not None
        if joined and (is_row or was_row):
            joined += "\n"
        elif joined and _parts_words(joined, piece):
            joined += " "
        joined += piece
        was_row = is_row
    return joined


def _parts_words(before: str, after: str) -> bool:
    """Tell whether a line break is a blank."""
    # Only the end can match; a long text is not searched again for each of its lines.
    if _ENUMERATOR.search(before, max(0, len(before) - _ENUMERATOR_LENGTH)):
        return after[0].isdigit()
    if not is_latin(before[-1]) or not is_latin(after[0]):
        return False
    return before[-1].islower() or after[0].islower()


def tidy(line: str) -> str:
    """Give one line for reading: single blanks, letter-spacing closed up, compatibility ideographs replaced."""
    line = " ".join(line.split())
    if " " in line:
        # A number of a part is parted from its figure: １. ２４ 戶；２. ７６％ is no 1.24.
        parts = _PARTS.findall(line) if _SECOND_PART.search(line) else [line]
        line = "".join(_JUSTIFIED.sub("", part) for part in parts)
        line = _LETTER_SPACED.sub(lambda m: m.group().replace(" ", ""), line)
    return _CJK_COMPATIBILITY.sub(lambda m: unicodedata.normalize("NFKC", m.group()), line)


def cut(text: str, spans: Iterable[Span]) -> Passage:
    """Cut a passage from a canonical text; blanks at the ends of each span are left out.

    Raises ValueError if nothing but white space stands there.
    """
    tight = tuple(span for raw in spans if (span := tighten(text, raw)) is not None)
    if not tight:
        raise ValueError("no text stands at these spans")
    return Passage(unwrap(line for s in tight for line in text[s.start : s.end].split("\n")), tight)


def tighten(text: str, span: Span) -> Span | None:
    """Shrink a span so that it neither begins nor ends with white space; None if nothing is left."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def without_markup(text: str) -> str:
    """Drop control characters and HTML tags: they are never part of a question."""
    plain = re.sub(r"</?[A-Za-z][^<>]{0,40}>", " ", text)
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") else c for c in plain)


def visible(text: str) -> str:
    """Drop what steers a terminal or turns the direction of writing, and would show a figure as another."""
    return "".join(c for c in text if c in "\n\t" or not (unicodedata.category(c) == "Cc" or c in _TURNING))


# The controls of bidirectional text (Unicode Standard Annex 9, table 1).
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
