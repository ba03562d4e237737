"""Which indicators rise, fall or stay over the years."""

from __future__ import annotations

import pytest

from knowledge.models import Answered, NotFound
from tests.plans_at_hand import asked_of, bundled_assistant
from tests.test_other_agencies import lines, plan

SAME = "落實回收業者參與拆除分類示範工程"
CUPS = "於夜市商圈推動循環杯租借"


@pytest.mark.parametrize(
    "question", ["哪些指標四年都沒變", "106到109都沒變的KPI", "有哪些指標的目標是持平的", "目標沒有增加的指標有哪些"]
)
def test_an_indicator_stays_if_its_targets_of_all_years_are_alike(question: str) -> None:
    shown = [line for line in lines(5, question) if SAME in line]
    assert [line.split("」")[1] for line in shown] == [f"{year} 年度目標值：７％" for year in (106, 107, 108, 109)]
    assert not any(CUPS in line for line in lines(5, question))


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("哪些指標逐年增加", (106, 107, 108, 109)),
        ("哪些指標的目標增加", (106, 109)),
        ("哪些指標各年的目標不一樣", (106, 109)),
        ("108年目標比107年高的指標有哪些", (107, 108)),
        ("109年目標比108年高的指標", (108, 109)),
    ],
)
def test_an_indicator_rises_from_the_first_year_to_the_last_or_each_year_as_it_is_asked(
    question: str, years: tuple[int, ...]
) -> None:
    shown = [line for line in lines(5, question) if CUPS in line]
    assert [line.split("」")[1][:3].strip() for line in shown] == [str(year) for year in years]
    assert not any(SAME in line for line in lines(5, question))


def test_what_only_holds_the_word_for_a_trend_asks_for_none() -> None:
    said = plan(5).ask("比例偏高的指標有哪些").answer.text
    assert SAME not in said
    assert CUPS not in said


@pytest.mark.parametrize("question", ["哪些指標目標下降", "109年目標比106年低的指標有哪些"])
def test_where_none_falls_no_list_is_given(question: str) -> None:
    assert isinstance(plan(5).ask(question).answer, NotFound)


def test_targets_of_one_year_cannot_be_compared_and_that_is_said() -> None:
    said = bundled_assistant().ask("哪些指標逐年增加").answer
    assert said.text.startswith("沒有指標列出可以互相比較的各年度目標值。")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("107年循環杯租借目標成長多少", "增加 1 萬次："),  # Against the year before.
        ("106年循環杯租借目標成長多少", "106 年度目標值：８ 萬次"),  # The plan says nothing of the year before.
        ("108年拆除分類示範工程成長多少", "108 年度目標值：７％"),  # A share's growth is not worked out.
    ],
)
def test_a_growth_of_one_year_is_counted_from_the_year_before(question: str, said: str) -> None:
    answer = plan(5).ask(question).answer
    assert isinstance(answer, Answered)
    assert answer.text.split("\n")[0] == said


def test_what_stays_over_years_asks_for_no_comparison_of_releases() -> None:
    answer = asked_of(5).ask("循環署哪些指標四年都沒變").answer
    assert isinstance(answer, Answered), answer.text
    assert len({line.split("「")[1].split("」")[0] for line in answer.text.splitlines()[1:]}) == 4


def test_by_how_much_indicators_rise_between_two_years_is_not_told_of_all() -> None:
    answer = asked_of(5).ask("109年比108年增加5%的指標有哪些").answer
    assert isinstance(answer, NotFound), answer.text
