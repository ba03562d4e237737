"""One indicator over its years: what it adds up to, and by how much it grows, with every target that went into it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from indexer.publishing import publish
from knowledge.models import Answered
from knowledge.service import Assistant
from knowledge.store import Store
from tests.plans.facts import HERE
from tests.plans_at_hand import Row, assistant_for, write_plan
from tests.reading_once import plan_in
from tests.test_other_agencies import plan


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    path: Path = tmp_path_factory.mktemp("years") / "years.db"
    with Store.open(path) as store:
        publish([plan_in(HERE / name) for name in ("layout-1.docx", "layout-5.pdf", "variant-10.txt")], store)
        yield Assistant(store, date(2020, 6, 1))


@pytest.mark.parametrize(
    ("question", "figure", "operands"),
    [
        ("僑生聯合分發106到109總共幾人", "21,750 人", 4),
        ("動作捕捉檢測服務106年跟107年一共幾人次", "1,360 人次", 2),
        ("動作捕捉檢測服務109年比106年增加多少人次", "260 人次", 2),
        ("前置協商受理111年比110年增加幾件", "1,128 件", 2),
        ("107到109年訓練負荷資料交換規格導入率增加多少", "39.5 %", 2),
    ],
)
def test_a_sum_or_a_growth_over_years_is_worked_out_with_its_targets(
    assistant: Assistant, question: str, figure: str, operands: int
) -> None:
    answer = assistant.ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert answer.figures[0].text == figure
    assert answer.figures[0].computed_from == tuple(range(1, operands + 1)) and len(answer.figures) == operands + 1


@pytest.mark.parametrize(
    "question", ["銀髮體能指導員授證106到109總共幾人", "訓練負荷資料交換規格導入率106到109總共多少"]
)
def test_running_totals_and_percentages_are_listed_and_not_added_up(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question).answer
    assert len(answer.figures) == 4 and not any(f.computed_from for f in answer.figures)


def test_without_years_a_change_is_that_from_the_first_year_to_the_last() -> None:
    assert plan(5).ask("循環杯租借有成長嗎").answer.text.startswith("增加 3 萬次：")


def test_the_years_whose_targets_are_alike_are_named() -> None:
    assert plan(5).ask("產品碳標籤審查件數哪兩年一樣？").answer.text.splitlines() == [
        "相同，分別是：",
        "1. 「於港區落實產品碳標籤審查」108 年度目標值：１４８ 件",
        "2. 「於港區落實產品碳標籤審查」109 年度目標值：１４８ 件",
    ]
    assert (
        plan(5)
        .ask("循環杯租借哪一年跟前一年一樣")
        .answer.text.startswith("「於夜市商圈推動循環杯租借」各年度的目標值都不同。")
    )


def test_that_a_plan_lists_no_indicators_or_does_not_cover_a_year_is_said() -> None:
    assert plan(2).ask("關鍵績效指標有哪些").answer.text.startswith("計畫沒有列出關鍵績效指標。")
    assert "沒有涵蓋 113 年度" in plan(2).ask("交通建設局113年度施政目標有哪些").answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("開班場次111年以後合計", "合計 50 場："),
        ("開班場次到111年共幾場", "合計 30 場："),
        ("累計受訓人數三年合計", "累計目標已包含先前各年，不能再相加，分別是："),
    ],
)
def test_a_sum_is_of_the_years_from_or_up_to_one_and_of_no_running_total(question: str, said: str) -> None:
    rows = [
        Row("培力", "開班場次", "開班之場次", ("10 場", "20 場", "30 場")),
        Row("培力", "累計受訓人數", "受訓人數", ("40 人", "60 人", "90 人")),
    ]
    assert assistant_for(write_plan(rows, years=(110, 111, 112))).ask(question).answer.text.splitlines()[0] == said
