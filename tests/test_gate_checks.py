"""The number gate, check by check: what passes, what is a defect, and what is shown instead of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest

from knowledge import phrases
from knowledge.gate import check, passed
from knowledge.models import Answer, Answered, Citation, Conversation, Figure, NotFound, Passage, Span

TEXT = "109 年度目標值\n自有率 18 件\n國際互訪 105 人次\n無邦交互訪 594 人次\n提升 2.5%\n1,090 次\n106 至 108 年度\n外交使節會議\n出國訪問計畫\n"


def the(piece: str, nth: int = 0) -> Passage:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(piece, start + 1)
    return Passage(piece, (Span(start, start + len(piece)),))


def here(quote: Passage) -> Citation:
    return Citation("r", "外交部中程施政計畫（106至109年度）", "貳、關鍵績效指標", "2-5", quote)


def figure(text: str, value: str | None, unit: str | None, citation: int | None = 0, **more: object) -> Figure:
    return Figure(text, value, unit, None, "自有率", citation=citation, **more)  # type: ignore[arg-type]


def defects(answer: Answer, question: str = "") -> set[str]:
    return {d.what for d in check(answer, question, lambda release: TEXT)}


def stating(quote: str, stated: Figure, text: str = "") -> Answered:
    return Answered(text or stated.text, (here(the(quote)),), (stated,))


@pytest.mark.parametrize(
    ("quote", "stated"),
    [
        ("自有率 18 件", figure("18 件", "18", "件")),
        ("自有率 18 件", figure("18件", "18", "件")),
        ("提升 2.5%", figure("2.5%", "2.5", "%")),
        ("提升 2.5%", figure("2.5%", "2.50", "%")),
        ("1,090 次", figure("1,090 次", "1090", "次")),
        ("自有率 18 件", figure("自有率 18 件", None, None)),
    ],
)
def test_a_figure_that_stands_in_its_quote_passes(quote: str, stated: Figure) -> None:
    assert defects(stating(quote, stated)) == set()


@pytest.mark.parametrize(
    ("quote", "stated", "what"),
    [
        ("自有率 18 件", figure("8 件", "8", "件"), "figure"),
        ("自有率 18 件", figure("28 件", "28", "件"), "figure"),
        ("自有率 18 件", figure("18 人次", "18", "人次"), "figure"),
        ("自有率 18 件", figure("18 件", "18", "人次"), "value"),
        ("自有率 18 件", figure("18 件", "18", "%"), "value"),
        ("自有率 18 件", figure("18 件", "18", None), "value"),
        ("自有率 18 件", figure("18 件", "8", "件"), "value"),
        ("自有率 18 件", figure("18 件", "180", "件"), "value"),
        ("自有率 18 件", figure("自有率 18 件", "18", "件"), "value"),
        ("提升 2.5%", figure("5%", "5", "%"), "figure"),
        ("提升 2.5%", figure("2.5%", "25", "%"), "value"),
        ("1,090 次", figure("090 次", "90", "次"), "figure"),
        ("1,090 次", figure("1,090 次", "1.09", "次"), "value"),
        ("自有率 18 件", figure("18 件", "18", "件", citation=None), "citation"),
        ("自有率 18 件", figure("18 件", "18", "件", citation=1), "citation"),
        ("自有率 18 件", figure("18 件", "18", "件", citation=-1), "citation"),
        ("自有率 18 件", figure("", None, None), "figure"),
        ("國際互訪 105 人次", figure("594 人次", "594", "人次"), "figure"),
    ],
)
def test_a_figure_that_does_not_say_what_its_quote_says_is_a_defect(quote: str, stated: Figure, what: str) -> None:
    assert what in defects(stating(quote, stated, text="自有率"))


@pytest.mark.parametrize(
    ("year", "evidence"),
    [(109, "109 年度目標值"), (106, "106 至 108 年度"), (108, "106 至 108 年度")],
)
def test_a_year_that_stands_in_its_evidence_passes(year: int, evidence: str) -> None:
    stated = replace(figure("18 件", "18", "件"), year=year, year_evidence=the(evidence))
    assert defects(stating("自有率 18 件", stated, text=f"{year} 年度：18 件")) == set()


@pytest.mark.parametrize(
    ("year", "evidence"),
    [(109, None), (110, "109 年度目標值"), (10, "109 年度目標值"), (9, "109 年度目標值"), (107, "106 至 108 年度"), (109, "自有率 18 件"), (0, "109 年度目標值")],
)  # fmt: skip
def test_a_year_without_evidence_is_a_defect(year: int, evidence: str | None) -> None:
    stated = replace(figure("18 件", "18", "件"), year=year, year_evidence=the(evidence) if evidence else None)
    assert "year" in defects(stating("自有率 18 件", stated, text="18 件"))


def test_the_evidence_of_a_year_is_read_from_the_plan_and_not_from_what_was_stored() -> None:
    forged = replace(the("109 年度目標值"), text="110 年度目標值")
    stated = replace(figure("18 件", "18", "件"), year=110, year_evidence=forged)
    assert "year" in defects(stating("自有率 18 件", stated, text="18 件"))


def test_a_year_of_the_common_era_is_evidence_for_the_republics() -> None:
    text = "2020 年目標值\n18 件\n"
    quote = Passage("18 件", (Span(text.index("18"), text.index("件") + 1),))
    stated = replace(figure("18 件", "18", "件"), year=109, year_evidence=Passage("2020 年目標值", (Span(0, 9),)))
    answer = Answered("109 年度：18 件", (here(quote),), (stated,))
    assert list(check(answer, "", lambda release: text)) == []


OPERANDS = (
    figure("105 人次", "105", "人次", 0, role="operand"),
    figure("594 人次", "594", "人次", 1, role="operand"),
)
PLACES = (here(the("國際互訪 105 人次")), here(the("無邦交互訪 594 人次")))


def computed(value: str, unit: str = "人次", of: tuple[int, ...] = (1, 2), text: str = "") -> Answered:
    total = figure(text or f"{value} {unit}", value, unit, None, computed_from=of)
    return Answered(f"合計 {total.text}", PLACES, (total, *OPERANDS))


@pytest.mark.parametrize("value", ["699", "489"])
def test_a_sum_and_a_difference_of_cited_operands_pass(value: str) -> None:
    assert defects(computed(value)) == set()


@pytest.mark.parametrize(
    "answer",
    [
        computed("698"),
        computed("700"),
        computed("-489"),
        computed("699", unit="件"),
        computed("699", text="700 人次"),
        computed("699", text="6,990 人次"),
        computed("105", of=(1,)),
        computed("699", of=(1, 9)),
        computed("", text="699 人次"),
        computed("很多"),
        replace(computed("699"), figures=(computed("699").figures[0], OPERANDS[0], replace(OPERANDS[1], value="5940"))),
        replace(computed("699"), figures=(computed("699").figures[0], OPERANDS[0], replace(OPERANDS[1], value=None))),
    ],
    ids=["one less", "one more", "negative", "other unit", "other text", "longer text", "one operand", "no such operand",
         "no value", "no number", "wrong operand", "operand without value"],
)  # fmt: skip
def test_what_was_not_worked_out_from_the_operands_is_a_defect(answer: Answered) -> None:
    assert "computed" in defects(answer)


@pytest.mark.parametrize(
    ("value", "unit", "by", "is_right"),
    [
        ("349.5", "人次", "average", True),
        ("349", "人次", "average", False),
        ("5.66", "倍", "ratio", True),
        ("5.65", "倍", "ratio", False),
        ("5.66", "人次", "ratio", False),
        ("465.71", "%", "growth", True),
        ("465.72", "%", "growth", False),
    ],
)
def test_averages_ratios_and_growth_are_worked_out_again(
    value: str, unit: str, by: Literal["average", "ratio", "growth"], is_right: bool
) -> None:
    total = replace(figure(f"{value} {unit}", value, unit, None, computed_from=(1, 2)), computed_by=by)
    said = Answered(f"平均 {total.text}", PLACES, (total, *OPERANDS))
    assert defects(said) == (set() if is_right else {"computed"})


def test_different_units_are_never_summed() -> None:
    operands = (OPERANDS[0], figure("18 件", "18", "件", 1, role="operand"))
    places = (PLACES[0], here(the("自有率 18 件")))
    for unit in ("人次", "件", "", None):
        total = figure("123", "123", unit, None, computed_from=(1, 2))
        assert "computed" in defects(Answered("合計 123", places, (total, *operands)))


def test_a_sum_whose_operand_does_not_stand_in_its_quote_is_a_defect() -> None:
    total = figure("700 人次", "700", "人次", None, computed_from=(1, 2))
    wrong = figure("595 人次", "595", "人次", 1, role="operand")
    assert defects(Answered("合計 700 人次", PLACES, (total, OPERANDS[0], wrong))) >= {"figure"}


NAMES = Passage("外交使節會議\n出國訪問計畫", (the("外交使節會議").spans[0], the("出國訪問計畫").spans[0]))


def counting(value: str, *names: str) -> Answered:
    count = figure(f"{value} 項", value, "項", None, computed_from=("count",), counted=names)
    return Answered(f"重要計畫共有 {count.text}", (here(NAMES),), (count,))


def test_a_count_of_names_that_stand_in_a_quote_passes() -> None:
    assert defects(counting("2", "外交使節會議", "出國訪問計畫")) == set()


def test_a_name_that_two_citations_hold_counts_twice_and_no_more_often() -> None:
    twice, thrice = (replace(counting(str(n), *["外交使節會議"] * n), citations=(here(NAMES),) * 2) for n in (2, 3))
    assert defects(twice) == set()
    assert "computed" in defects(thrice)


@pytest.mark.parametrize(
    "answer",
    [
        counting("2", "外交使節會議", "外賓邀訪計畫"),
        counting("3", "外交使節會議", "出國訪問計畫", "外賓邀訪計畫"),
        counting("3", "外交使節會議", "出國訪問計畫"),
        counting("1", "外交使節會議", "出國訪問計畫"),
        counting("2", "外交使節會議", "外交使節會議"),
        counting("2"),
    ],
    ids=["other name", "missing name", "one more", "one less", "one twice", "no names"],
)
def test_a_count_of_what_does_not_stand_in_a_quote_is_a_defect(answer: Answered) -> None:
    assert "computed" in defects(answer)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("109 年度目標值：18 件", ""),
        ("貳、關鍵績效指標第 2-5 頁：18 件", ""),
        ("106至109年度：18 件", ""),
        ("不是 25 件，是 18 件", "是 25 件嗎"),
        ("沒有 2021 年的：18 件", "2021年的目標"),
        ("沒有 110 年度的：18 件", "2021年的目標"),
        ("1. 18 件\n2. 完成", ""),
        ("１８ 件", ""),
    ],
)
def test_a_number_of_the_question_the_quote_or_the_place_may_be_said(text: str, question: str) -> None:
    stated = replace(figure("18 件", "18", "件"), year=109, year_evidence=the("109 年度目標值"))
    assert defects(stating("自有率 18 件", stated, text=text), question) == set()


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("18 件，比去年多 3 件", ""),
        ("約 20 件", ""),
        ("１９ 件", ""),
        ("共 18.5 件", ""),
        ("1,800 件", ""),
        ("18 件\n共有 4 項", ""),
        ("是 25 件，不是 18 件", "是 26 件嗎"),
        ("達成 90% 以上", ""),
        ("110 年度：18 件", "自有率"),
    ],
)
def test_a_strange_number_in_the_text_is_a_defect(text: str, question: str) -> None:
    assert defects(stating("自有率 18 件", figure("18 件", "18", "件"), text=text), question) == {"text"}


@pytest.mark.parametrize(
    "quote",
    [
        Passage("自有率 28 件", the("自有率 18 件").spans),
        Passage("自有率 18 件以上", the("自有率 18 件").spans),
        Passage("自有率 18 件", (Span(0, 5),)),
        Passage("自有率 18 件", ()),
        Passage("", ()),
        Passage("自有率 18 件", (Span(9000, 9010),)),
    ],
    ids=["other digit", "more text", "elsewhere", "nowhere", "empty", "outside"],
)
def test_a_quote_that_is_not_the_text_at_its_spans_is_a_defect(quote: Passage) -> None:
    assert "quote" in defects(Answered("自有率", (here(quote),)))


def test_a_quote_may_be_unwrapped_and_spaced_otherwise() -> None:
    assert defects(Answered("自有率", (here(replace(the("自有率 18 件"), text="自有率18件")),))) == set()


def test_a_quote_of_several_pieces_is_checked_piece_by_piece() -> None:
    joined = Passage("自有率 18 件\n提升 2.5%", (the("自有率 18 件").spans[0], the("提升 2.5%").spans[0]))
    assert defects(Answered("自有率", (here(joined),))) == set()
    assert defects(Answered("自有率", (here(replace(joined, spans=joined.spans[::-1])),))) == {"quote"}


def test_numbers_of_two_spans_do_not_run_together_into_a_figure() -> None:
    apart = Passage(
        "18\n594", (Span(TEXT.index("18"), TEXT.index("18") + 2), Span(TEXT.index("594"), TEXT.index("594") + 3))
    )
    assert "figure" in defects(Answered("自有率", (here(apart),), (figure("8594", "8594", ""),)))


# --- what is shown instead -----------------------------------------------------------------------------------------


def test_where_one_quote_is_sound_it_is_shown_alone() -> None:
    sound, forged = here(the("國際互訪 105 人次")), here(Passage("自有率 28 件", the("自有率 18 件").spans))
    answer = Answered("28 件", (forged, sound), (figure("28 件", "28", "件"),), ("衡量標準為何？",))
    after, found = passed(answer, "", lambda release: TEXT)
    assert after == Answered(phrases.WITHHELD, (sound,))
    assert {d.what for d in found} == {"quote", "figure"}


def test_where_no_quote_is_sound_the_figure_is_said_to_be_withheld() -> None:
    forged = here(Passage("自有率 28 件", the("自有率 18 件").spans))
    after, _ = passed(Answered("28 件", (forged,), (figure("28 件", "28", "件"),)), "", lambda release: TEXT)
    assert after == NotFound(phrases.WITHHELD)


def test_a_sound_answer_passes_as_it_is() -> None:
    answer = stating("自有率 18 件", figure("18 件", "18", "件"))
    after, found = passed(answer, "", lambda release: TEXT)
    assert after is answer
    assert found == ()


def test_what_is_no_answer_from_the_plans_has_nothing_to_check() -> None:
    assert defects(Conversation("請用 1,000 字以內的問題")) == set()


def test_a_not_found_that_names_a_number_of_nowhere_is_stopped() -> None:
    answer = NotFound("沒有 110 年度的目標值，有列的是 109 年度。", (here(the("109 年度目標值")),))
    assert defects(answer, "110年度的目標") == set()
    assert defects(replace(answer, text="有列的是 112 年度。"), "110年度的目標") == {"text"}
