"""The lines of contents pages: headings with leaders of dots, or with the pages on which they stand again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.labels import parse_label
from knowledge.models import Span
from knowledge.text import squeeze

# Nothing here is tried twice (`*+`), nor a run of dots from its middle: a line of dots alone is as quick as any.
_DOT_LEADER = re.compile(r"(?<![.…．·])(?:\.{4,}+|…{2,}+|．{3,}+|·{4,}+)\s*+[\divxlIVXL]*+(?:\s?-\s?\d++)?+\s*+$")
_CONTENTS = re.compile(r"[【\[]?(?:目錄|目次)[】\]]?")
_CONTENTS_LINES = 4
_WORDED = re.compile(r"[^\W\d]{3}|[^\W\d][、）)][^\W\d]{2}")
_PAGE_BEHIND = re.compile(r"\d{1,3}|[ivx]{1,5}")
_FEWEST_ENTRIES = 3


def contents_lines(text: str, raw: Sequence[Span]) -> frozenset[int]:
    """Give the starts of the lines that belong to contents pages."""
    dotted = {span.start for span in raw if _DOT_LEADER.search(text[span.start : span.end])}
    return frozenset(dotted) | {raw[index].start for index in _contents(text, raw)} | _listed(text, raw)


def contents_entries(lines: Sequence[str]) -> list[str]:
    """Give the numbered entries of contents pages without what leads to their pages, and the pages."""
    return [said for line in lines if (said := _DOT_LEADER.sub("", line).strip()) and parse_label(said)]


def is_entry_cut_off(line: str, entries: Sequence[str]) -> bool:
    """Tell whether the only line below contents is one of them in whose midst a text ends: numbered as they are."""
    label, labels = parse_label(line), [parse_label(entry) for entry in entries]
    is_new = not any(squeeze(line) in squeeze(entry) for entry in entries)
    return is_new and label is not None and any(found and found.rank == label.rank for found in labels)


def _contents(text: str, raw: Sequence[Span]) -> frozenset[int]:
    """Find the word 目錄 above lines with dot leaders, with the entries between that have no page."""
    found: set[int] = set()
    for index, span in enumerate(raw):
        if not _CONTENTS.fullmatch(squeeze(text[span.start : span.end])):
            continue
        passed = [index]
        for after, line in enumerate(raw[index + 1 :], index + 1):
            if not text[line.start : line.end].strip():
                continue
            if _DOT_LEADER.search(text[line.start : line.end]):
                found.update(passed)
                break
            passed.append(after)
            if len(passed) > _CONTENTS_LINES:
                break
    return frozenset(found)


def _listed(text: str, raw: Sequence[Span]) -> frozenset[int]:
    """Find the lines of a contents page without leaders: headings that stand again further on, with a page behind.

    Fewer than three together are none: a cell of a table can end in a number as well.
    """
    lines = [(span.start, line) for span in raw if (line := text[span.start : span.end].strip())]
    last = {squeeze(line): start for start, line in lines}
    runs: list[list[int]] = []
    for at, (start, line) in enumerate(lines):
        heading = _heading_of(line)
        if heading and last.get(squeeze(heading), -1) > start:
            if not runs or at - runs[-1][-1] > _FEWEST_ENTRIES:
                runs.append([])
            runs[-1].append(at)
    found = [run for run in runs if len(run) >= _FEWEST_ENTRIES]
    titles = [run[0] - 1 for run in found if run[0] and _CONTENTS.fullmatch(squeeze(lines[run[0] - 1][1]))]
    return frozenset(lines[at][0] for at in (*titles, *(at for run in found for at in run)))


def _heading_of(entry: str) -> str | None:
    """Give the heading of an entry of contents, which has a page behind it; a line of any length is looked at once."""
    heading, *page = entry.rsplit(maxsplit=1)
    is_entry = page and _PAGE_BEHIND.fullmatch(page[0]) and _WORDED.search(heading.split(maxsplit=1)[0])
    return heading if is_entry else None
