"""The words of the field: which stand for one another, which exclude each other, which mean nothing.

Everything is kept in the form in which questions and names are compared (`knowledge.words.key`). An admin's own words
come in a file of the same form as `lexicon.toml`, every key of it optional, and are added to those of planbot.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from itertools import combinations
from pathlib import Path
from typing import Any

from knowledge.errors import ConfigError
from knowledge.words import key

_GROUPS, _PAIRS, _WORDS, _TABLE = "lists of two words or more", "pairs of words", "a list of words", "a table of words"
FORM = {
    "same": _GROUPS, "wider": _GROUPS, "opposite": _PAIRS, "turning": _GROUPS, "alike": _WORDS, "filler": _WORDS,
    "agencies": _WORDS, "english": _TABLE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`means[word]` are the other words that a word of a question may stand for, itself left out.

    `opposites` are pairs of which one excludes the other; `turning` are groups of words of one sense that make another
    thing of what they stand beside (關閉, 停用: no text without such a word speaks of it);
    `alike` maps a character to those it is mistaken for;
    `grammar` are the fillers of one character;
    `english` maps words that people mix in, the longest first, to what they stand for.
    """

    means: Mapping[str, tuple[str, ...]]
    opposites: tuple[tuple[str, str], ...]
    turning: tuple[tuple[str, ...], ...]
    alike: Mapping[str, frozenset[str]]
    filler: tuple[str, ...]
    grammar: frozenset[str]
    english: Mapping[str, str]
    agencies: tuple[str, ...]


def load_lexicon(path: Path | None = None) -> Lexicon:
    """Load the words that come with planbot, and add those of an admin's file.

    Raises ConfigError, whose message names every mistake of the file in one line.
    """
    return read_lexicon("", "") if path is None else read_lexicon(read_words(path), str(path))


def read_words(path: Path) -> str:
    """Read the text of an admin's file. Raises ConfigError."""
    try:
        # utf-8-sig: editors on Windows put a byte order mark first, which TOML does not know.
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(
            f"{path}: cannot be read ({error.strerror}); correct [knowledge] lexicon, or begin the file with"
            " planbot alias add"
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8 text; save it as UTF-8") from error


def read_lexicon(text: str, name: str) -> Lexicon:
    """Add an admin's words, given as TOML, to those of planbot; `name` is the file's. Raises ConfigError."""
    ours = tomllib.loads(resources.files("knowledge").joinpath("lexicon.toml").read_text(encoding="utf-8"))
    own = own_words(text, name)
    lexicon = _lexicon(ours, own)
    if clashes := list(_clashes(own, _lexicon(ours, {}), lexicon)):
        raise ConfigError(f"{name}: " + "; ".join(clashes))
    return lexicon


def own_words(text: str, name: str) -> Mapping[str, Any]:
    """Read an admin's words as they are written. Raises ConfigError."""
    try:
        own = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{name}: is not TOML ({error})") from error
    if mistakes := [m for k, value in own.items() for m in _mistakes(k, value)]:
        raise ConfigError(f"{name}: " + "; ".join(mistakes))
    return own


def _mistakes(name: str, value: object) -> Iterator[str]:
    """Say what is wrong with one key of an admin's file."""
    form = FORM.get(name)
    if form is None:
        yield f"there is no key {name} (there is: {', '.join(FORM)})"
    elif form == _TABLE:
        if not isinstance(value, dict) or not all(_is_word(w) for pair in value.items() for w in pair):
            yield f"{name} must be {form}, none of them empty"
    elif not isinstance(value, list):
        yield f"{name} must be {form}"
    else:
        fits = _is_word if form == _WORDS else _is_pair if form == _PAIRS else _is_group
        yield from (f"{name}, entry {n} must be {_ONE[form]}" for n, one in enumerate(value, 1) if not fits(one))


_ONE = {
    _GROUPS: "a list of two words or more, none of them empty", _PAIRS: "a pair of words, none of them empty",
    _WORDS: "a word that is not empty",
}  # fmt: skip


def _is_word(value: object) -> bool:
    return isinstance(value, str) and bool(key(value))


def _is_group(value: object) -> bool:
    return isinstance(value, list) and len(value) > 1 and all(_is_word(w) for w in value)


def _is_pair(value: object) -> bool:
    return _is_group(value) and isinstance(value, list) and len(value) == 2


def _lexicon(ours: Mapping[str, Any], own: Mapping[str, Any]) -> Lexicon:
    def listed(name: str) -> list[Any]:
        return [*ours[name], *own.get(name, [])]

    means: dict[str, set[str]] = defaultdict(set)
    for group in ours["same"]:
        _join(means, group)
    known = frozenset(means)
    for wide, *narrow in listed("wider"):
        means[key(wide)] |= {key(n) for n in narrow} - {key(wide)}
    for group in own.get("same", []):
        _join(means, group)
        # A word that planbot does not know stands for all that its new companion stands for, too.
        for word in {key(w) for w in group} - known:
            means[word] |= {mate for other in group for mate in means[key(other)]} - {word}
    alike: dict[str, set[str]] = defaultdict(set)
    for chars in listed("alike"):
        for char in key(chars):
            alike[char] |= set(key(chars)) - {char}
    pairs = [(key(a), key(b)) for a, b in listed("opposite")]
    english = {e.casefold(): key(c) for e, c in {**ours["english"], **own.get("english", {})}.items()}
    return Lexicon(
        means={w: tuple(sorted(others)) for w, others in sorted(means.items())},
        opposites=tuple(pairs + [(b, a) for a, b in pairs]),
        turning=tuple(tuple(map(key, group)) for group in listed("turning")),
        alike={c: frozenset(others) for c, others in alike.items()},
        english=dict(sorted(english.items(), key=lambda p: -len(p[0]))),
        agencies=tuple(sorted({key(a) for a in listed("agencies")}, key=lambda a: (-len(a), a))),
        grammar=frozenset(key("".join(w for w in listed("filler") if len(w) == 1))),
        filler=tuple(sorted({key(w) for w in listed("filler")}, key=lambda w: (-len(w), w))),
    )


def _join(means: dict[str, set[str]], group: list[str]) -> None:
    words = {key(w) for w in group}
    for word in words:
        means[word] |= words - {word}


def _clashes(own: Mapping[str, Any], ours: Lexicon, all_words: Lexicon) -> Iterator[str]:
    """Name the words that are said to mean the same, or one the other, while they exclude each other."""
    against = set(all_words.opposites)
    # What a wider word takes in may well exclude each other: only the wider one is held against the rest.
    pairs = [("same", pair) for group in own.get("same", []) for pair in combinations(group, 2)]
    pairs += [("wider", (wide, narrow)) for wide, *narrower in own.get("wider", []) for narrow in narrower]
    for name, (one, other) in pairs:
        if any((a, b) in against for a in _senses(ours, one) for b in _senses(ours, other)):
            yield f"{name}: {one} and {other} exclude each other"
    for one, other in own.get("opposite", []):
        if key(other) in _senses(ours, one) or key(one) in _senses(ours, other):
            yield f"opposite: {one} and {other} mean the same"


def _senses(lexicon: Lexicon, word: str) -> tuple[str, ...]:
    return (key(word), *lexicon.means.get(key(word), ()))
