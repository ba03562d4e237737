from __future__ import annotations

import pytest

from indexer.terms import read_terms
from knowledge.models import Span
from knowledge.text import cut


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("一、持續推動參加「世界衛生組織」（WHO），深化", "WHO", "世界衛生組織"),
        ("輔導協助我國內 NGO 參與國際非政府組織\n\n（INGO）年會", "INGO", "國際非政府組織"),
        ("一、賡續推動APEC商務旅行卡（ABTC）計畫。", "ABTC", "APEC商務旅行卡"),
        ("二、賡續推動電子簽證（eVisa）計畫。", "eVisa", "電子簽證"),
        ("配合永續發展目標（Sustainable Development\n\nGoals,  SDGs），協助", "SDGs", "永續發展目標"),
        ("影音平台之「潮台灣」（Trending Taiwan）頻道", "Trending Taiwan", "潮台灣"),
        ("協助國內非政府組織（NGO）之國際參與", "NGO", "非政府組織"),
        ("洽邀世界貿易組織（WTO）、亞太", "WTO", "世界貿易組織"),
    ],
)
def test_a_plan_explains_its_abbreviations(text: str, short: str, long: str) -> None:
    (term,) = read_terms(text, [cut(text, [Span(0, len(text))])])
    assert (term.short, term.long) == (short, long)
    assert long in term.passage.text and term.passage.text.endswith(("）", ")"))


@pytest.mark.parametrize(
    "text", ["政要互訪（含國會議員）人次", "（北美地區為「副助卿」以上）", "第2期（106-109）", "推展活動(6%)"]
)
def test_other_brackets_explain_nothing(text: str) -> None:
    assert read_terms(text, [cut(text, [Span(0, len(text))])]) == ()


def test_a_bracket_in_a_name_may_narrow_it_and_teaches_only_what_is_quoted() -> None:
    names = ["參與國際組織（WTO）", "捐助「中西太平洋漁業委員會」（WCPFC）基金"]
    found = [read_terms(name, [], [cut(name, [Span(0, len(name))])]) for name in names]
    assert [[term.short for term in terms] for terms in found] == [[], ["WCPFC"]]
