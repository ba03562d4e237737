"""Bounds that a question sets to targets, read from its words and held against what the plans state."""

from __future__ import annotations

from decimal import Decimal

import pytest

from knowledge.bounds import bound_in
from knowledge.models import Answered, NotFound
from knowledge.numbers import parse_quantity
from knowledge.words import key
from tests.plans_at_hand import bundled_assistant
from tests.test_other_agencies import lines


@pytest.mark.parametrize(
    ("said", "below", "at", "above"),
    [
        ("超過100件的", False, False, True),
        ("不低於100的", False, True, True),
        ("大於等於100", False, True, True),
        ("100件以上", False, True, True),
        ("≧100", False, True, True),
        ("低於100人次", True, False, False),
        ("不超過100", True, True, False),
        ("100以下的", True, True, False),
        ("小於或等於100", True, True, False),
        ("比100還多", False, False, True),
    ],
)
def test_a_bound_holds_what_lies_on_its_side_and_itself_where_its_words_say_so(
    said: str, below: bool, at: bool, above: bool
) -> None:
    bound = bound_in(key(said))
    assert bound is not None
    assert [bound.holds(Decimal(value)) for value in ("99.5", "100", "1,000".replace(",", ""))] == [below, at, above]


@pytest.mark.parametrize(
    ("said", "printed", "settled"),
    [
        ("低於6.5分鐘", "≦6.4分鐘", True),
        ("低於6分鐘", "≦6.4分鐘", None),
        ("高於7分鐘", "≦6.4分鐘", False),
        ("超過85%", "≧90%", True),
        ("超過95%", "≧90%", None),
        ("低於85%", "≧90%", False),
        ("介於100人到300人", "≧200人", None),
        ("介於100人到300人", "≧50人", None),
        ("介於100人到300人", "≧400人", False),
    ],
)
def test_a_printed_bound_settles_another_where_all_or_nothing_of_it_lies_within(
    said: str, printed: str, settled: bool | None
) -> None:
    asked, quantity = bound_in(key(said)), parse_quantity(printed)
    assert asked
    assert quantity
    assert asked.settles(Decimal(quantity.value), quantity.unit, quantity.comparator == "≧") is settled


def test_what_lies_between_two_numbers_holds_both() -> None:
    bound = bound_in(key("介於10%到50%之間"))
    assert bound is not None
    assert [bound.holds(Decimal(value)) for value in (9, 10, 25, 50, 51)] == [False, True, True, True, False]


def test_the_unit_is_the_longest_that_follows_the_number() -> None:
    bound = bound_in(key("超過100公噸"))
    assert bound is not None
    assert bound.unit([key("公噸"), key("公"), key("件")]) == key("公噸")


@pytest.mark.parametrize("said", ["106到109年", "目標是18件", "第3個"])
def test_a_number_alone_sets_no_bound(said: str) -> None:
    assert bound_in(key(said)) is None


@pytest.mark.parametrize(
    ("question", "targets"),
    [
        ("目標不低於25%的指標有哪些", ["25%", "90%"]),
        ("目標大於等於90%的指標", ["90%"]),
        ("目標介於10%到50%的指標", ["10%", "25%"]),
        ("目標在100到700之間、單位為次的指標", ["167 次"]),
        ("目標值是5%的指標", ["5%"]),
        # Numbers of two digits between which targets lie are no years.
        ("目標介於15到20件的指標有哪些", ["18 件"]),
        ("目標在18到60件之間的指標有哪些", ["60 件", "18 件"]),
        ("15到25項的指標有哪些", ["21 項", "20 項"]),
    ],
)
def test_the_targets_within_a_bound_are_listed_and_no_others(question: str, targets: list[str]) -> None:
    said = bundled_assistant().ask(question).answer
    assert isinstance(said, Answered)
    assert [figure.text for figure in said.figures] == targets


@pytest.mark.parametrize(
    "question",
    [
        "50到100項的指標有哪些",
        "目標值低於100的人次指標",
        "目標值低於100人次的指標",
        "目標超過2000次的指標",
        "有沒有目標值100%的指標",
    ],
)
def test_where_no_target_lies_within_that_is_said_and_no_choice_offered(question: str) -> None:
    said = bundled_assistant().ask(question).answer
    assert isinstance(said, NotFound)
    assert said.figures == ()


@pytest.mark.parametrize(
    ("number", "question", "only"),
    [
        (1, "目標超過100公噸的是？", "1. 「於蘭陽平原沿岸規劃廢棄漁網回收」109 年度目標值：120 公噸"),
        (1, "航次超過300的指標", "1. 「離岸沙洲監測航次」109 年度目標值：350 航次"),
        (5, "哪些指標108年目標是99%", "1. 「社區住戶服務涵蓋率」108 年度目標值：９９％"),
        (5, "哪些指標的109年目標是148件", "1. 「於港區落實產品碳標籤審查」109 年度目標值：１４８ 件"),
    ],
)
def test_a_bound_and_a_stated_target_are_held_against_their_own_unit_and_year(
    number: int, question: str, only: str
) -> None:
    assert lines(number, question)[1:] == [only]


def test_the_years_in_which_one_indicator_lies_within_a_bound_are_its_own() -> None:
    said = lines(5, "港區再生塑膠驗證家數哪一年超過140家")
    assert [line.split("」")[1] for line in said[1:]] == ["108 年度目標值：１４５ 家", "109 年度目標值：１５０ 家"]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("109年駐外館宿舍自有目標有低於20件嗎", "是的，109 年度目標值是 18 件。"),
        ("109年駐外館宿舍自有目標少於15件嗎", "不是，109 年度目標值是 18 件。"),
        ("109年駐外館宿舍自有目標超過18件嗎", "不是，109 年度目標值是 18 件。"),
        ("109年駐外館宿舍自有目標不到二十件嗎", "是的，109 年度目標值是 18 件。"),
        ("109年駐外館宿舍自有目標超過10人嗎", "109 年度目標值：18 件"),  # Another unit neither confirms nor denies.
        ("109年駐外館宿舍自有目標達到10件嗎", "是的，109 年度目標值是 18 件。"),
    ],
)
def test_whether_a_target_lies_within_a_bound_is_said_as_the_figures_have_it(question: str, said: str) -> None:
    answer = bundled_assistant().ask(question).answer
    assert isinstance(answer, Answered)
    assert answer.text.splitlines()[0] == said


@pytest.mark.parametrize(
    ("said", "value", "unit", "holds"),
    [
        ("超過1萬件", "9999", "件", False),
        ("超過1萬5千件", "15001", "件", True),
        ("超過1萬5千件", "14999", "件", False),
        ("超過1000張", "12", "萬張", True),
        ("超過20萬張", "12", "萬張", False),
        ("低於-5%", "-6", "%", True),
        ("介於50%到10%之間", "30", "%", True),
        ("介於8萬次到10萬次之間", "9", "萬次", True),
        ("介於8萬次到10萬次之間", "9", "次", False),
        ("介於5到10萬人之間", "60000", "人", True),
        ("介於5000到1萬人之間", "4000", "人", False),
        ("介於5000到1萬人之間", "6000", "人", True),
    ],
)
def test_a_bound_counts_in_ones_whatever_magnitude_either_side_is_written_in(
    said: str, value: str, unit: str, holds: bool
) -> None:
    bound = bound_in(key(said))
    assert bound is not None
    assert bound.holds_in(Decimal(value), unit) is holds
