"""Questions that name but an agency: of what was offered it picks its own, else the one before is asked again of it."""

from __future__ import annotations

import pytest

from knowledge.service import Assistant
from tests.plans_at_hand import Row, assistant_for, write_plan
from tests.test_followup import talk


def of_three_agencies() -> Assistant:
    """Three plans of which each has a rate of satisfaction, and a measure of its own."""
    return assistant_for(
        *(
            write_plan([Row("提升服務", f"{what}服務滿意度", f"{what}問卷滿意者比率", [figure])], agency=agency)
            for agency, what, figure in (
                ("河川水利署", "河防志工", "81%"),
                ("藝文保存局", "修復匠師", "82%"),
                ("糧食安全署", "營養午餐", "83%"),
            )
        )
    )


@pytest.mark.parametrize(
    ("said", "figure"),
    [
        ("藝文保存的", "82%"),
        ("藝文保存局的那個", "82%"),
        ("藝文局那個", "82%"),
        ("我要糧食安全署的", "83%"),
        ("不是，我要水利署的", "81%"),
        ("河川水利呢", "81%"),
    ],
)
def test_an_agency_picks_its_own_of_what_was_offered(said: str, figure: str) -> None:
    assert talk(of_three_agencies(), "服務滿意度目標", said).splitlines()[0] == f"112 年度目標值：{figure}"


@pytest.mark.parametrize("between", ["交通局的那個", "樣本數要多少", "藝文保存的", "謝謝"])
def test_what_was_offered_stays_open_until_another_thing_is_told(between: str) -> None:
    said = talk(of_three_agencies(), "服務滿意度目標", between, "第二個")
    assert said.splitlines()[0] == "112 年度目標值：83%"


def test_what_is_asked_of_one_that_was_picked_is_asked_of_another_too() -> None:
    said = talk(of_three_agencies(), "服務滿意度目標", "糧食安全署的那個", "怎麼算", "水利署的呢")
    assert said.splitlines()[-1] == "河防志工問卷滿意者比率"
