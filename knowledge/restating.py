"""What a short follow-up is short for: the question before, with the new word in the place of what it replaces.

韓國呢, after 日本總生育率, is 韓國總生育率; 經費呢, after 竹田衛生所什麼時候完工, is 竹田衛生所經費.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from knowledge.catalogue import Entry
from knowledge.cues import Operation
from knowledge.dictionary import cut
from knowledge.models import Answered, Citation
from knowledge.question import Question
from knowledge.rules.outcome import Outcome
from knowledge.words import key, places

_LONGEST = 12
_OPENS = re.compile(key("^(?:不是|不對)?[,。]?(?:那麼|那|換成?|我(?:是?要|想要|是?說|指)(?:的是)?)?"))
_CLOSES = re.compile(key("(?:的|的話)?(?:那|這)?一?(?:個|項|份)?(?:呢|咧|勒)?[?。!]*$"))
_ELLIPTIC = re.compile(key("^那|^換|[呢咧勒][?。!]*$|的那?一?個?[?。]*$"))
_COUNTED = re.compile(key("[幾多]"))
_NTH = re.compile(key(r"第(?:[一二三四五六七八九十]+|\d+)([\u3400-\u9fff])"))
_WORD = 2


def is_short(asked: Question) -> bool:
    """Tell whether a question may be short for the one before: it names one thing, or asks and names nothing."""
    q = asked
    if q.talk or q.agencies or q.parts or len(q.flat) > _LONGEST or q.asks(*_OVER_ALL):
        return False
    if q.years and not q.topic:
        return False  # 112年以前呢 is no year in the place of another.
    asks = not q.topic and not q.ordinal and not q.points_back and (q.attributes or _COUNTED.search(q.flat))
    return bool(_ELLIPTIC.search(q.flat) or asks) and bool(_new(q))


_OVER_ALL: tuple[Operation, ...] = ("highest", "lowest", "sum", "difference", "versus", "cross")


def in_full(asked: Question, before: Question) -> Iterator[str]:
    """Give what a short question may say in full, what keeps most of the question before first."""
    new, runs = _new(asked), before.topic.split()
    alike = list(_of_its_kind(new, before))
    yield from (before.said.replace(old, new, 1) for old in alike)
    if alike or not runs:
        return  # 第三胎, after 第一胎, is asked of that alone.
    if asked.topic:
        yield from (before.said.replace(old, new, 1) for old in _beginnings(new, runs))
        yield new + before.said
    yield "".join(runs) + new
    yield runs[0] + new


def _new(asked: Question) -> str:
    return _CLOSES.sub("", _OPENS.sub("", asked.said, count=1)).strip()


def _of_its_kind(new: str, before: Question) -> Iterator[str]:
    """Give what a new word stands for where that is of its kind: a place for a place, 第二胎 for 第一胎."""
    if (of := places(new)) and "".join(of) == new:
        yield from places(before.topic)
    if nth := _NTH.fullmatch(new):
        yield from (found.group() for found in _NTH.finditer(before.said) if found[1] == nth[1])


def _beginnings(new: str, runs: Sequence[str]) -> Iterator[str]:
    """Give the words at the beginning of names that are as long as a new one (竹田 of 竹田衛生所, for 新園)."""
    for run in runs:
        ends = set(accumulate(len(word) for word in cut(run)))
        if len(new) >= _WORD and len(new) in ends and len(run) >= len(new) + _WORD:
            yield run[: len(new)]


def is_sure(outcome: Outcome, said: Question) -> bool:
    """Tell whether what was asked in full is answered by one sentence that says all of it."""
    answer = outcome.answer
    if not isinstance(answer, Answered) or outcome.listed or not said.topic:
        return False
    return any(all(_says(text, run) for run in said.topic.split()) for c in answer.citations for text in _sentences(c))


def _sentences(citation: Citation) -> Iterator[str]:
    """Give the sentences of a quote, each with the heading that it stands under."""
    heading = key(citation.section.rsplit("›", 1)[-1])
    return (f"{heading} {sentence}" for sentence in re.split("[。；;]", key(citation.quote.text)))


def _says(text: str, run: str) -> bool:
    """Tell whether a run is made of pieces that stand in a text near to each other (竹田衛生所: 竹田鄉衛生所)."""
    pieces = [(run,), *((run[:at], run[at:]) for at in range(_WORD, len(run) - _WORD + 1))]
    if any(re.search(_GAP.join(map(re.escape, of)), text) for of in pieces):
        return True
    return len(places(run[:_WORD])) == 1 and run[:_WORD] in text and _says(text, run[_WORD:])


_GAP = "[^,，、]{0,6}"


def narrowed(offered: Sequence[Entry], before: Question) -> Entry | None:
    """Give the one of what is offered that says what was asked before (友邦的, after 政要互訪)."""
    runs = before.topic.split()
    fitting = [e for e in offered if runs and all(any(run in f.text for f in e.fields) for run in runs)]
    return fitting[0] if len(fitting) == 1 else None
