"""When something is to be done: dates in sentences, years of targets in words, periods of projects and their ends."""

from __future__ import annotations

import pytest

from knowledge.models import Answered, NotFound
from knowledge.text import squeeze
from tests.plans.facts import HERE
from tests.plans_at_hand import Row, assistant_for, write_plan
from tests.reading_once import plan_in

# A mid-term plan of a bird and wetland agency, of a sea rescue agency, and of a water agency.
BIRDS, RESCUE, WATER = (assistant_for(plan_in(HERE / f"layout-{n}")) for n in ("30.pdf", "31.pdf", "32.odt"))


@pytest.mark.parametrize(
    ("question", "date", "sentence"),
    [
        ("在中央管河川辦理移動式抽水機預布，預計什麼時候完成", "111 年底前", "於中央管河川辦理移動式抽水機預布"),
        ("中央管河川的移動式抽水機預布何時完成", "111 年底前", "於中央管河川辦理移動式抽水機預布"),
    ],
)
def test_when_something_is_done_is_said_by_the_sentence_that_names_its_place(
    question: str, date: str, sentence: str
) -> None:
    answer = WATER.ask(question).answer
    assert isinstance(answer, Answered)
    assert [figure.text for figure in answer.figures] == [date]
    assert answer.text.startswith(f"{date}\n「{sentence}")


@pytest.mark.parametrize("question", ["中央管河川的在地滯洪示範何時完成", "中央管河川的堤防安全檢測何時完成"])
def test_the_date_of_one_work_is_none_of_another_below_the_same_heading(question: str) -> None:
    assert "111 年底前" not in WATER.ask(question).answer.text


def test_a_place_beside_a_projects_name_asks_for_the_sentence_and_not_for_the_projects_period() -> None:
    assert squeeze(BIRDS.ask("曾文溪口的公民科學鳥類調查預計何時完成？").answer.text).startswith(
        "113年底前「於曾文溪口"
    )
    assert "１１０-１１４" in BIRDS.ask("公民科學鳥類調查的期程").answer.text


def test_of_several_indicators_with_one_target_in_words_the_named_one_gives_its_year() -> None:
    assert "112 年度目標值：提報法規會審議" in RESCUE.ask("船舶殘骸清除辦法草案什麼時候提報法規會審議？").answer.text
    assert "113 年度目標值：完成修正發布" in WATER.ask("水文觀測作業規範預計哪一年完成修正發布").answer.text


def test_from_which_year_something_is_counted_is_said_by_its_measure() -> None:
    said = BIRDS.ask("鹽田濕地水門整修累計座數是從哪一年起算").answer
    assert "自 １０９ 年度起算" in said.text


def test_a_year_beside_a_clipped_name_asks_for_the_target_and_not_for_a_project_of_that_name() -> None:
    assert [figure.text for figure in WATER.ask("堤防檢測113").answer.figures] == ["97.5 公里"]


def test_projects_are_listed_by_the_year_to_which_they_are_carried_out() -> None:
    names = WATER.ask("有哪些計畫執行到114年？").answer.text.splitlines()[1:]
    assert names
    assert all("：" not in name for name in names)


def test_a_number_that_stands_so_in_a_plan_and_is_no_year_of_one_is_part_of_a_name() -> None:
    plan = write_plan(
        [Row("強化救護", "救護訓練人數", "人數", ["31 人"])],
        items=[("救護", "指揮派遣", ["建置119派遣平臺，供醫療機構查詢運用。"])],
    )
    assert "供醫療機構查詢運用" in assistant_for(plan).ask("119派遣平臺給誰用").answer.text
    assert isinstance(assistant_for(plan).ask("119年救護訓練人數").answer, NotFound)
