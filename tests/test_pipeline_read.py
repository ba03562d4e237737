from __future__ import annotations

import json
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import knowledge
from indexer.aside import aside
from indexer.files import SUFFIXES, Limits, find_documents
from indexer.identity import identify, release_slug
from indexer.pipeline import read_plan
from knowledge.errors import DocumentRefused
from knowledge.models import Passage
from knowledge.text import squeeze
from tests.plans.facts import HERE, equal, passages
from tests.plans_at_hand import index_text
from tests.reading_once import plan_in

PLANS = Path(knowledge.__file__).parent / "plans"
BUNDLED = sorted(PLANS.glob("*.txt"))
LINES = {path.name: path.read_text(encoding="utf-8").split("\n") for path in BUNDLED}
MADE_UP = sorted(p for p in HERE.glob("made-up-*") if p.suffix in SUFFIXES)
# Plans in other layouts: variants of the same forms, and years as rows, units apart, tables without rules, nested ones.
OTHER_LAYOUTS = sorted(p for kind in ("variant", "layout") for p in HERE.glob(f"{kind}-*") if p.suffix in SUFFIXES)


def text(passage: Passage | None) -> str | None:
    return passage.text if passage else None


@pytest.mark.parametrize("path", [*MADE_UP, *OTHER_LAYOUTS], ids=lambda path: path.name)
def test_plans_of_other_agencies_are_read_in_every_field(path: Path) -> None:
    truth: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    plan = plan_in(path)
    numerals = {n: i for i, n in enumerate("一二三四五六七八九十", 1)}
    for found, wanted in zip(plan.kpis, truth["kpis"], strict=True):
        numbers = [numerals.get(n) or int(n) if n else None for n in (found.goal_no, found.kpi_no)]
        assert numbers == [wanted["goal_no"], wanted["kpi_no"]]
        assert equal(
            [found.goal, found.name, found.assessment_system, found.assessment_method, found.measure],
            [wanted[key] for key in ("goal", "kpi", "assessment_system", "assessment_method", "measure")],
        )
        assert equal(
            [(t.year, t.text, float(t.value) if t.value else None, t.unit) for t in found.targets],
            [
                (t["year"], t["text"], float(t["value"]) if t["value"] is not None else None, t["unit"])
                for t in wanted["targets"]
            ],
        )
    assert equal(
        [(p.outline, p.name, p.period, p.category, [link.printed for link in p.kpis]) for p in plan.projects],
        [[p[key] for key in ("outline", "project", "period", "category", "kpis")] for p in truth["projects"]],
    )
    assert equal(
        [(i.work_plan, i.name, i.category, i.content) for i in plan.annual_items],
        [[i[key] for key in ("work_plan", "item", "category", "content")] for i in truth["annual_items"]],
    )
    if "sections" in truth:
        assert equal([(s.heading, s.body) for s in plan.sections], [(s["title"], s["text"]) for s in truth["sections"]])


@pytest.mark.parametrize("path", MADE_UP, ids=lambda path: path.name)
def test_a_misprinted_link_is_bridged_and_named(path: Path) -> None:
    truth = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    plan = plan_in(path)
    bridged = {
        (squeeze(a), squeeze(b)) for p in plan.projects for a, b in ((k.printed.text, k.kpi or "") for k in p.kpis)
    }
    for typo in truth["typos"]:
        assert (squeeze(typo["written"]), squeeze(typo["intended"])) in bridged
    assert len([p for p in plan.problems if p.code == "misprint"]) == len(truth["typos"])


def test_a_plan_knows_its_source_and_the_bytes_it_came_from(tmp_path: Path) -> None:
    path = tmp_path / "計畫.txt"
    path.write_bytes("\ufeff甲部108年度施政計畫\r\n壹、目標\r\n".encode())
    plan = read_plan(path)
    assert plan.source == "計畫.txt" and len(plan.sha256) == 64
    assert plan.text == "甲部108年度施政計畫\n壹、目標\n"


@pytest.mark.parametrize(
    ("title", "kind", "agency", "years"),
    [
        ("外交部中程施政計畫（106 至 109 年度）", "midterm", "外交部", (106, 109)),
        ("循環材料署中程施政計畫（１０６ 至 １０９ 年度）", "midterm", "循環材料署", (106, 109)),
        ("外交部108年度施政計畫", "annual", "外交部", (108, 108)),
        ("食農教育署 109 年度施政計畫", "annual", "食農教育署", (109, 109)),
        ("甲部2019年度施政計畫", "annual", "甲部", (108, 108)),
        ("我國少子女化對策計畫 2.0", "other", "", (None, None)),
    ],
)
def test_a_title_tells_kind_agency_and_years(
    title: str, kind: str, agency: str, years: tuple[int | None, int | None]
) -> None:
    found = identify(title)
    assert (found.kind, found.agency, (found.first_year, found.last_year)) == (kind, agency, years)


def test_a_running_head_without_years_above_the_title_is_no_text() -> None:
    plan = index_text("甲局中程施政計畫\n甲局中程施政計畫（113 至 116 年度）\n壹、願景\n建置平臺。\n", "a.txt", "0")
    assert (plan.title, plan.first_year, plan.last_year) == ("甲局中程施政計畫（113 至 116 年度）", 113, 116)
    assert plan.sections[0].text == ""


def test_a_heading_of_indicators_below_which_none_is_read_is_named() -> None:
    items = "貳、重要計畫\n工作計畫名稱 重要計畫項目\n計畫\n類別\n實施內容\n管理業務 會報 其它 一、召開會報。\n"
    table = "指標甲 三十人\n指標乙 五十人\n"
    plan = index_text(f"甲局109年度施政計畫\n壹、關鍵績效指標\n{table}{items}", "a.txt", "0")
    assert [(found.code, found.text) for found in plan.problems] == [("unread_table", "關鍵績效指標")]
    assert index_text(f"甲局109年度施政計畫\n壹、施政重點\n{items}", "a.txt", "0").problems == ()


@pytest.mark.parametrize(
    "header", ["類別 計畫項目 所涉場域 期程 與績效指標關聯", "績效指標 所涉場域 衡量標準 109年度目標值"]
)
def test_a_header_in_a_text_of_which_one_column_has_no_known_name_is_named(header: str) -> None:
    plan = index_text(
        f"甲局中程施政計畫（109至112年度）\n壹、計畫\n{header}\n公共建設 甲 乙 109-110 丙\n", "a.txt", "0"
    )
    assert [found.text for found in plan.problems if found.code == "unread_table"] == [header]


def test_chapters_of_the_contents_that_a_text_does_not_hold_are_named() -> None:
    contents = (
        "目錄\n第一章 現況 ........ 1\n第一節 背景 ........ 1\n第二章 山林教育 ........ 9\n第三章 期程 ........ 20\n"
    )
    body = "第一章 現況\n第一節 背景\n登山人口成長。\n一、山林教育\n開設課程。\n"
    plan = index_text(f"甲局中程施政計畫（109至112年度）\n{contents}{body}", "a.txt", "0")
    assert [p.text for p in plan.problems if p.code == "not_held"] == ["第二章 山林教育、第三章 期程"]
    whole = index_text(
        f"甲局中程施政計畫（109至112年度）\n{contents}{body}第二章\n山林教育\n第三章 期程\n", "a.txt", "0"
    )
    assert "not_held" not in {p.code for p in whole.problems}


def test_the_entry_of_contents_in_the_midst_of_which_a_text_ends_is_named_and_no_section() -> None:
    contents = "1. 環境情勢……………26-1\n1. 資源檢討……………26-3\n"
    plan = index_text(f"甲局中程施政計畫（109至112年度）\n目錄\n{contents}1. 計畫內容\n", "a.txt", "0")
    assert [s.title for s in plan.sections] == ["甲局中程施政計畫（109至112年度）"]
    assert {p.code: p.text for p in plan.problems if p.code != "no_facts"} == {
        "cut_off": "1. 計畫內容",
        "not_held": "1. 環境情勢、1. 資源檢討",
    }


def test_a_text_that_is_no_plan_has_sections_only_and_says_so() -> None:
    plan = index_text("購物清單\n一、蘋果\n二、梨子\n", "list.txt", "")
    assert (plan.kind, plan.agency, plan.kpis, plan.projects, plan.annual_items) == ("other", "", (), (), ())
    assert [section.title for section in plan.sections] == ["購物清單", "蘋果", "梨子"]
    assert [problem.code for problem in plan.problems] == ["no_plan"]


def test_a_release_is_named_by_agency_kind_and_years() -> None:
    midterm = index_text("海岸永續部中程施政計畫（106 至 109 年度）\n", "a.txt", "")
    annual = index_text("外交部108年度施政計畫\n", "a.txt", "")
    other = index_text("購物清單\n", "list-1.txt", "")
    assert release_slug(annual, "mofa") == "mofa-annual-108"
    assert release_slug(midterm, None) == "haianyongxubu-midterm-106-109"
    assert release_slug(other, None) == "list1-other"


def test_documents_are_files_as_given_and_those_of_folders_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.pdf", "c.md"):
        (tmp_path / name).write_text("甲")
    assert find_documents([tmp_path / "c.md", tmp_path]) == [tmp_path / n for n in ("c.md", "a.pdf", "b.txt")]


def test_a_missing_path_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentRefused, match="no such file"):
        find_documents([tmp_path / "none.txt"])
    with pytest.raises(DocumentRefused, match="holds no"):
        find_documents([tmp_path])


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text("甲" * 100, encoding="utf-8")
    with pytest.raises(DocumentRefused, match="larger than 200 bytes"):
        read_plan(path, Limits(max_bytes=200))


@pytest.mark.parametrize("suffix", [".odt", ".docx", ".pdf", ".doc"])
def test_a_file_that_is_not_what_its_suffix_says_is_refused_in_one_line(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"plan{suffix}"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(DocumentRefused) as refused:
        read_plan(path)
    assert str(refused.value).startswith(f"plan{suffix}: ")
    assert "\n" not in str(refused.value)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_cut_and_shuffled_plans_are_read_with_valid_spans(data: st.DataObject) -> None:
    lines = LINES[data.draw(st.sampled_from(sorted(LINES)))]
    start = data.draw(st.integers(0, len(lines) - 1))
    part = lines[start : start + data.draw(st.integers(1, 160))]
    if data.draw(st.booleans()):
        part = data.draw(st.permutations(part))
    document = "\n".join(part)
    plan = index_text(document, "plan.txt", "")
    for passage in passages(plan):
        assert squeeze("".join(document[a:b] for a, b in passage.spans)) == squeeze(passage.text)


@pytest.mark.parametrize("first", ["甲部108年度施政計畫\n", ""], ids=["below a title", "as the title"])
@pytest.mark.parametrize(
    "piece", ["壹、甲乙丙丁。", "第一章", "甲乙丙(ABC)", "(一)", "1.", "1", ".", "…甲", "109/01/01", "（註1）"]
)
def test_a_line_of_any_length_is_read_in_seconds(piece: str, first: str) -> None:
    began = time.process_time()
    index_text(f"{first}{piece * 8000}甲\n壹、願景\n", "a.txt", "0")
    assert time.process_time() - began < 3


@pytest.mark.parametrize(
    ("printed", "instead"),
    [("18 件", "1.2." * 1000 + ";2.1"), ("註： \n", f"註： \n{'評估體制' * 30_000}\n")],
    ids=["a target", "a note"],
)
def test_a_cell_and_a_note_of_any_length_are_read_in_seconds(printed: str, instead: str) -> None:
    text = (PLANS / "mofa-midterm-106-109.txt").read_text(encoding="utf-8")
    assert printed in text
    began = time.process_time()
    assert len(index_text(text.replace(printed, instead, 1), "a.txt", "0").kpis) == 16
    assert time.process_time() - began < 5


def test_a_text_is_read_within_limits_of_time_as_any_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "plan.txt"
    path.write_text("甲部108年度施政計畫\n", encoding="utf-8")
    monkeypatch.setattr("indexer.pipeline.aside", partial(aside, seconds=0.1))  # Less than any process takes to begin.
    with pytest.raises(DocumentRefused, match=r"^plan.txt: reading it takes more than 0.1 s; divide the file$"):
        read_plan(path)


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_reading_twice_gives_the_same_plan(path: Path) -> None:
    assert read_plan(path) == read_plan(path)


def test_a_file_of_a_format_that_is_no_document_is_refused_whatever_it_holds(tmp_path: Path) -> None:
    for name in ("truth.json", "page.html", "table.xlsx"):
        path = tmp_path / name
        path.write_text("外交部108年度施政計畫\n", encoding="utf-8")
        with pytest.raises(DocumentRefused, match="files cannot be read; save the plan as"):
            read_plan(path)
