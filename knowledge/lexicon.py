"""The words of the field: which stand for one another, which exclude each other, which mean nothing.

Everything is kept in the form in which questions and names are compared (`knowledge.words.key`).
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from knowledge.words import key


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`means[word]` are the other words that a word of a question may stand for, itself left out.

    `opposites` are pairs of which one excludes the other, `alike` maps a character to those it is mistaken for;
    `english` maps words that people mix in, the longest first, to what they stand for.
    """

    means: Mapping[str, tuple[str, ...]]
    opposites: tuple[tuple[str, str], ...]
    alike: Mapping[str, frozenset[str]]
    filler: tuple[str, ...]
    english: Mapping[str, str]
    agencies: tuple[str, ...]


def load_lexicon() -> Lexicon:
    """Load the words that come with planbot."""
    data = tomllib.loads(resources.files("knowledge").joinpath("lexicon.toml").read_text(encoding="utf-8"))
    return _lexicon(data)


def _lexicon(data: Mapping[str, Any]) -> Lexicon:
    means: dict[str, set[str]] = defaultdict(set)
    for group in data["same"]:
        words = {key(w) for w in group}
        for word in words:
            means[word] |= words - {word}
    for wide, *narrow in data["wider"]:
        means[key(wide)] |= {key(n) for n in narrow}
    alike: dict[str, set[str]] = defaultdict(set)
    for chars in data["alike"]:
        for char in key("".join(chars)):
            alike[char] |= set(key("".join(chars))) - {char}
    pairs = [(key(a), key(b)) for a, b in data["opposite"]]
    return Lexicon(
        means={w: tuple(sorted(others)) for w, others in sorted(means.items())},
        opposites=tuple(pairs + [(b, a) for a, b in pairs]),
        alike={c: frozenset(others) for c, others in alike.items()},
        english={e.casefold(): key(c) for e, c in sorted(data["english"].items(), key=lambda p: -len(p[0]))},
        agencies=tuple(sorted({key(a) for a in data["agencies"]}, key=lambda a: (-len(a), a))),
        filler=tuple(sorted({key("".join(w)) for w in data["filler"]}, key=lambda w: (-len(w), w))),
    )
