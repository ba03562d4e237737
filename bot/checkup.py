"""The checks that need no network: the database and what is published in it, the words of the field."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from bot.findings import Finding
from knowledge.errors import PlanbotError
from knowledge.lexicon import load_lexicon
from knowledge.models import Release
from knowledge.store import Store
from knowledge.words import is_word

_NAMED = 5  # Of many releases the newest are named.
_WORD = "宿舍"
_CUT = 2000  # No plan begins with so many characters and no word.


def check_database(path: Path, now: datetime) -> Iterator[Finding]:
    """See whether the database can be used, is whole, what is published in it, and whether its words are cut."""
    if not path.exists():
        yield _missing(path)
        return
    try:
        with Store.open(path) as store:
            if damage := store.damage():
                yield Finding("database", "problem", f"{path} is damaged ({damage[0]}); restore a backup of it")
                return
            yield _usable(path)
            yield _releases(store.published(), now)
            yield _segmenter(store)
    except PlanbotError as error:
        yield Finding("database", "problem", str(error))


def check_lexicon(path: Path | None) -> Finding:
    """See whether the admin's own words can be read."""
    try:
        load_lexicon(path)
    except PlanbotError as error:
        return Finding("lexicon", "problem", str(error))
    return Finding("lexicon", "ok", f"{path} is read" if path else "there are no words of your own")


def _missing(path: Path) -> Finding:
    folder = path.parent
    if not folder.is_dir() or not os.access(folder, os.W_OK):
        return Finding(
            "database",
            "problem",
            f"{path} is not there and cannot be made; make the folder {folder} writable, or name another with --db",
        )
    return Finding("database", "warning", f"{path} is not there yet; planbot serve makes it, with the bundled plans")


def _usable(path: Path) -> Finding:
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        return Finding(
            "database",
            "warning",
            f"{path} can only be read; let the bot's user write to it and to its folder, or nothing can be published",
        )
    size = path.stat().st_size / 1e6
    return Finding("database", "ok", f"{path} opens, its schema is current, and it is whole ({size:.1f} MB)")


def _releases(published: list[Release], now: datetime) -> Finding:
    if not published:
        return Finding("releases", "warning", "nothing is published yet; planbot index PATH publishes plans")
    newest = sorted(published, key=lambda release: release.indexed_at, reverse=True)
    named = ", ".join(f"{release.id} ({_age(release, now)})" for release in newest[:_NAMED])
    more = f" and {len(newest) - _NAMED} more" if len(newest) > _NAMED else ""
    return Finding("releases", "ok", f"{len(published)} published: {named}{more}")


def _age(release: Release, now: datetime) -> str:
    days = (now - datetime.fromisoformat(release.indexed_at)).days
    return "indexed today" if days < 1 else f"indexed {days} day{'s' if days > 1 else ''} ago"


def _segmenter(store: Store) -> Finding:
    """Look a word up in jieba's dictionary, and cut a release with the one that the store prepared of it."""
    if not is_word(_WORD):
        text = f"jieba does not know the word {_WORD}; install planbot again (make clean, make run)"
        return Finding("segmenter", "problem", text)
    segmenter = store.segmenter()
    for release in store.published():
        # A Latin run is a word without any dictionary.
        chinese = [word for word in segmenter.words(store.source(release.id)[:_CUT]) if not word.isascii()]
        if chinese and max(map(len, chinese)) < 2:
            text = f"{release.id} is not cut into words, for the database has lost them; restore a backup of it"
            return Finding("segmenter", "problem", text)
    sample = next((release.title for release in store.published()), _WORD)
    return Finding("segmenter", "ok", f"「{sample}」 is cut into {'／'.join(segmenter.words(sample))}")
