"""Kinds of plans (計畫類別): in a column of their own, or as headings in rows above the plans of one kind."""

from __future__ import annotations

import re

from indexer.labels import parse_label
from indexer.parts import glyphs
from knowledge.models import Passage
from knowledge.text import fold

# As the forms of 國家發展委員會 offer them.
CATEGORIES = frozenset({"其它", "其他", "社會發展", "公共建設", "科技發展", "經濟發展", "行政類", "一般"})
_KIND = re.compile(rf"(?P<kind>{'|'.join(sorted(CATEGORIES))})(?:類|性)?(?P<plans>計畫)?(?:部分|項目)?(?:\(無\))?")


def heads_category(text: str) -> bool:
    """Tell whether a line or a row heads plans of one kind: 一、社會發展計畫, 社會發展類計畫, （四）其它."""
    label = parse_label(text)
    found = _KIND.fullmatch(fold(text[label.end :] if label else text))
    return found is not None and (label is not None or found["plans"] is not None)


def category_in(source: str, heading: Passage) -> Passage:
    """Give the kind that a heading above plans names, without its number and 計畫."""
    folded = glyphs(source, heading)
    found = _KIND.search(folded.text)
    return folded.passage(*found.span("kind")) if found else heading
