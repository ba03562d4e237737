"""Another side of what was spoken of: the indicator beside it (那件數呢, after a rate), all of its years (逐年呢)."""

from __future__ import annotations

import re
from itertools import takewhile

from knowledge.catalogue import Entry
from knowledge.models import Kpi
from knowledge.rules.fields import field
from knowledge.rules.following import Following, Said, in_years_asked
from knowledge.words import key

# 那件數呢, 不是，我要問件數: the last word of an indicator's name alone, with what is said around it.
_ASKS_KIND = re.compile(
    key(
        "(?:不是|不對|錯了)?[,，]?(?:我?(?:是|要|想)*(?:問|看|知道|說)的?(?:是)?)?那?(?:麼)?"
        "([\\u3400-\\u9fff]{1,3}?[數率額量比次積度])(?:的?目標值?|的?部分|多少|是)*[呢咧?？。]*"
    )
)
_ALL_OF = re.compile(
    key("那?(?:的|麼)?(?:歷年|各年度?|逐年|每年|所有年度|全部年度|其他年度?)的?(?:目標值?)?(?:呢|各?是?多少)?[?？。]*")
)
_SHARED = 4  # So many characters of two names are no chance: 詐欺案件破獲率, 詐欺案件破獲件數.


def sibling(f: Following) -> Said:
    """Answer the same of the one indicator whose name begins as that of the focus and ends with what is asked."""
    focus, asked = f.focus, _ASKS_KIND.fullmatch(f.question.flat)
    if focus is None or asked is None or not isinstance(focus.fact, Kpi) or asked[1] in focus.name_key:
        return None
    of_plan = [e for e in f.inquiry.catalogue.of("kpi") if e.release == focus.release and e != focus]
    named = [e for e in of_plan if e.name_key.endswith(asked[1]) and _shared(e, focus) >= _SHARED]
    nearest = max((_shared(e, focus) for e in named), default=0)
    found = [e for e in named if _shared(e, focus) == nearest]
    if len(found) != 1:
        return None
    in_years_asked(f.inquiry, found[0], "target")
    return field(f.inquiry, found[0], "target")


def _shared(entry: Entry, other: Entry) -> int:
    """Count the characters with which both names begin."""
    pairs = zip(entry.name_key, other.name_key, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def every_year(f: Following) -> Said:
    """Answer 逐年呢 with the targets of all years of what was spoken of."""
    is_asked = f.focus is not None and isinstance(f.focus.fact, Kpi) and _ALL_OF.fullmatch(f.question.flat)
    return field(f.inquiry, f.focus, "target") if f.focus and is_asked else None
