"""Questions of what was listed: 其中單位是座的, 哪些是公共建設, after a list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from knowledge.catalogue import Entry, Subject
from knowledge.models import Ambiguous, Answered
from knowledge.question import Question
from knowledge.rules.outcome import Outcome
from knowledge.words import key

_THESE = re.compile(
    key(
        "^(?:那麼?|請問)?在?(?:其中|裡面|裏面|當中|(?:上面|上述|以上)?[這那](?:些|幾個|幾項|當中|裡面|裏面)|(?:上述|以上)(?:的|之中|當中|裡面)?)"
    )
)
_WHICH = re.compile(
    key(
        "^(?:那麼?|請問|有)*(?:哪|有沒有|有幾|幾[個項])|的(?:是|有)?(?:哪(?:些|一?個|幾個|幾項|一?項)|幾個|幾項)[?。]*$"
    )
)
_KIND = re.compile(key("指標|kpi|計畫|項目|目標(?!值)|綱要|機關|部會|年|文件|版本"))
_BEFORE = re.compile(key("哪(?:些|一?個|幾個|幾項|一?項)|有沒有|(?<![這那])幾[個項]"))
_OF = re.compile(key("的[?。]*$"))
_NOUNS: dict[Subject, str] = {
    "kpi": key("指標"), "project": key("計畫"), "item": key("計畫項目"), "goal": key("目標"),
}  # fmt: skip


def points_to_list(asked: Question) -> bool:
    """Tell whether a question says itself that it is of what was listed (其中…, 這些…)."""
    return _THESE.search(asked.flat) is not None and not asked.agencies


def may_be_of_list(asked: Question) -> bool:
    """Tell whether a question asks which, and not of what (哪些是公共建設): of what was listed, if it says that."""
    q = asked
    names_more = q.agencies or q.plan or q.goal_number is not None or q.years or _KIND.search(q.flat)
    return _WHICH.search(q.flat) is not None and not names_more


def with_kind(asked: Question, listed: Sequence[Entry]) -> str:
    """Give a question with the word for what was listed, where it names no kind of thing (哪些指標是公共建設)."""
    nouns = {_NOUNS.get(entry.subject) for entry in listed}
    noun = nouns.pop() if len(nouns) == 1 else None
    if noun is None or _KIND.search(asked.flat):
        return asked.said
    if found := _BEFORE.search(asked.said):
        return f"{asked.said[: found.end()]}{noun}{asked.said[found.end() :]}"
    ending = _OF.search(asked.said)
    return f"{asked.said[: ending.start()]}{key('的')}{noun}{key('有哪些')}" if ending else asked.said


def tells_of(outcome: Outcome, listed: Sequence[Entry]) -> bool:
    """Tell whether an outcome answers with nothing else than what was listed."""
    told = _told(outcome)
    return isinstance(outcome.answer, Answered | Ambiguous) and bool(told) and all(e in listed for e in told)


def tells_of_others(outcome: Outcome, listed: Sequence[Entry], asked: Question) -> bool:
    """Tell whether an outcome answers a question that names no other kind of thing with what was not listed."""
    return not _KIND.search(asked.flat) and any(e not in listed for e in _told(outcome))


def _told(outcome: Outcome) -> tuple[Entry, ...]:
    return outcome.listed or ((outcome.focus,) if outcome.focus else ())
