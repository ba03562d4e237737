"""The heading of a section where no line's end tells it: what stands before a colon, or a line that says one thing."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from indexer.layout import Layout, Line
from indexer.parts import glyphs
from knowledge.models import Passage

# Entries of one rank below one heading: by where that stands, and the rank.
Group = tuple[int, float]
# 健全人力：補助…; what leads up to a list (如下：, 包括：) or a ratio (1：4) is no heading. Folded.
_BEFORE_COLON = re.compile(r"(?P<title>[^。,;:?!]{4,30})(?<![如下括含例為有以])(?<!說明)(?:(?<!\d):|:(?!\d))(?=.{8})")
_SIGNS = re.compile(r"[。，；：,;:]")
_CALL = re.compile(r"[！？!?]\s*$")
_LEAST = 2


@dataclass
class Siblings:
    """How many entries of each group have a heading, how many have words before a colon, and how many have neither."""

    titled: Counter[Group] = field(default_factory=Counter)
    led: Counter[Group] = field(default_factory=Counter)
    others: Counter[Group] = field(default_factory=Counter)

    def note(self, group: Group, has_title: bool, is_led: bool) -> None:
        (self.titled if has_title else self.led if is_led else self.others)[group] += 1

    @property
    def mostly_titled(self) -> frozenset[Group]:
        """The groups in which most entries have a heading and some seem to have none."""
        untitled = self.led + self.others
        return frozenset(g for g, n in untitled.items() if self.titled[g] >= _LEAST and self.titled[g] > n)

    @property
    def mostly_led(self) -> frozenset[Group]:
        """The groups in which several entries have words before a colon, and most have those or a heading."""
        return frozenset(g for g, n in self.led.items() if n >= _LEAST and n + self.titled[g] > self.others[g])


def title_before_colon(layout: Layout, prose: Passage) -> tuple[Passage, Passage] | None:
    """Divide the text of an entry into the words before its first colon and what is said of them; None without one."""
    folded = glyphs(layout.text, prose)
    found = _BEFORE_COLON.match(folded.text)
    if found is None:
        return None
    return folded.passage(0, found.end("title")), folded.passage(found.end(), len(folded.text))


def is_said_alone(line: Line) -> bool:
    """Tell whether the first line of an entry may be its heading though it is full: it is one thing, without a sign."""
    return _SIGNS.search(line.text) is None


def is_call(paragraph: str) -> bool:
    """Tell whether the first paragraph of an entry is a call (走入山林！), which heads it as words do."""
    return _CALL.search(paragraph) is not None and _SIGNS.search(paragraph) is None
