"""An admin's own words as a file: what stands there, and one more alias, everything else of it left as it is."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Array

from knowledge.errors import PlanbotError
from knowledge.lexicon import own_words, read_lexicon
from knowledge.words import key

_NEW_FILE = "# Our own words, in the form of planbot's knowledge/lexicon.toml.\n"
_SAME = "same = [\n]\n"


class AliasRefused(PlanbotError):
    """An alias that cannot be added."""


def aliases(text: str, name: str) -> list[tuple[str, ...]]:
    """List the groups of words of a file that stand for one another. Raises ConfigError."""
    return [tuple(group) for group in own_words(text, name).get("same", [])]


def with_alias(text: str, name: str, new: str, standard: str) -> str:
    """Give the text of a file with one more pair of words that stand for one another.

    Raises AliasRefused for words that are empty or the same already, ConfigError for a file that has mistakes or
    words that exclude each other.
    """
    new, standard = new.strip(), standard.strip()
    known = read_lexicon(text, name)
    if not all(any(c.isalnum() for c in key(word)) for word in (new, standard)):
        raise AliasRefused("an alias needs two words, none of them empty: planbot alias add NEW STANDARD")
    if any(len(word.split("\n")) > 1 for word in (new, standard)):
        raise AliasRefused("an alias needs two words of one line each: planbot alias add NEW STANDARD")
    if key(new) == key(standard) or key(standard) in known.means.get(key(new), ()):
        raise AliasRefused(f"{new} and {standard} are the same already")
    changed = _appended(text or _NEW_FILE, name, [new, standard])
    read_lexicon(changed, name)
    return changed


def save(path: Path, text: str) -> None:
    """Write a file in one step: whoever reads it finds the old text or the new one. Raises AliasRefused."""
    target = path.resolve()
    aside = target.with_name(f"{target.name}.new")
    try:
        aside.write_bytes(text.encode())
        if target.exists():
            aside.chmod(target.stat().st_mode & 0o777)
        os.replace(aside, target)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise AliasRefused(f"{path}: cannot be written ({error.strerror}); nothing was changed") from error


def _appended(text: str, name: str, group: list[str]) -> str:
    """Add a group to `same`, and see that the file says what it said before, and this."""
    own = tomllib.loads(text)
    wanted = {**own, "same": [*own.get("same", []), group]}
    try:
        document = tomlkit.parse(text if "same" in own else _with_same(text, own))
        same = document["same"]
        if isinstance(same, Array):
            same.append(group)
        changed = tomlkit.dumps(document)
        if tomllib.loads(changed) == wanted:
            return changed
    except (TOMLKitError, tomllib.TOMLDecodeError):
        pass
    raise AliasRefused(f'{name}: is laid out too unusually; add ["{group[0]}", "{group[1]}"] to same by hand')


def _with_same(text: str, own: Mapping[str, Any]) -> str:
    """Put an empty `same` at the end, or, where a table would swallow it there, at the beginning."""
    if any(isinstance(value, dict) for value in own.values()):
        return f"{_SAME}\n{text}"
    return text + ("" if not text or text.endswith("\n") else "\n") + _SAME
