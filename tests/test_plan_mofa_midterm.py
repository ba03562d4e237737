"""外交部中程施政計畫（106 至 109 年度）, extracted from PDF, as it is bundled: every fact equals what a person read."""

from __future__ import annotations

from knowledge.text import squeeze
from tests.plans.facts import TRUTH, bundled, equal, passages, squeezed

PLAN = bundled("mofa-midterm-106-109.txt")


def test_the_title_names_the_plan() -> None:
    assert (PLAN.agency, PLAN.kind, PLAN.first_year, PLAN.last_year) == ("外交部", "midterm", 106, 109)
    assert squeeze(PLAN.title) == squeeze("外交部中程施政計畫（106 至 109 年度）")


def test_all_sixteen_indicators_are_read_in_every_field() -> None:
    keys = ("goal_no", "goal", "kpi_no", "kpi", "assessment_system", "assessment_method", "measure")
    found = [
        (k.goal_no, k.goal, k.kpi_no, k.name, k.assessment_system, k.assessment_method, k.measure) for k in PLAN.kpis
    ]
    assert equal(found, [[kpi[key] for key in keys] for kpi in TRUTH["kpis"]])


def test_each_indicator_has_its_one_target_of_109() -> None:
    found = [(t.year, t.text, t.value, t.unit) for k in PLAN.kpis for t in k.targets]
    assert equal(found, [[t["year"], t["text"], t["value"], t["unit"]] for k in TRUTH["kpis"] for t in k["targets"]])
    assert {squeezed(t.year_evidence) for k in PLAN.kpis for t in k.targets} == {"109年度目標值"}


def test_all_eighteen_projects_are_read_in_every_field() -> None:
    found = [(p.outline, p.name, p.period, p.category, [link.printed for link in p.kpis]) for p in PLAN.projects]
    assert equal(
        found, [[p[key] for key in ("outline", "project", "period", "category", "kpis")] for p in TRUTH["projects"]]
    )


def test_every_linked_indicator_is_one_of_the_plan() -> None:
    names = {kpi.name.text for kpi in PLAN.kpis}
    assert all(link.kpi in names for project in PLAN.projects for link in project.kpis)


def test_the_outline_has_its_goals_and_strategies() -> None:
    found = {tuple(squeeze(element) for element in section.path): section for section in PLAN.sections}
    for goal in TRUTH["outline_midterm"]:
        top = (squeeze("壹、施政綱要"), squeeze(f"{goal['no']}、{goal['title']}"))
        assert squeeze(found[top].title) == squeeze(goal["title"])
        for objective in goal["objectives"]:
            under = (*top, squeeze((objective["no"] or "") + objective["title"]))
            assert squeeze(found[under].title) == squeeze(objective["title"])
            for number, strategy in enumerate(objective["strategies"], 1):
                assert squeeze(f"{number}、" + found[(*under, f"{number}、")].text) == squeeze(strategy)


def test_nothing_else_is_a_section() -> None:
    assert len(PLAN.sections) == 1 + 3 + 4 + 7 + 19


def test_the_note_explains_the_five_codes() -> None:
    assert {entry.code: entry.meaning.text for entry in PLAN.legends} == TRUTH["assessment_system_codes"]
    (section,) = [section for section in PLAN.sections if section.title == "關鍵績效指標"]
    assert section.text.startswith("註：評估體制之數字代號意義如下：") and section.text.endswith("5.其它。")


def test_the_printed_page_label_is_known_where_the_document_has_one() -> None:
    assert [kpi.kpi_no for kpi in PLAN.kpis if kpi.page == "2-5"] == ["2", "3"]


def test_every_passage_is_the_text_at_its_spans() -> None:
    for passage in passages(PLAN):
        assert squeeze("".join(PLAN.text[a:b] for a, b in passage.spans)) == squeeze(passage.text)


def test_only_a_name_that_no_project_repeats_is_in_doubt() -> None:
    assert {(p.code, p.fact, p.field) for p in PLAN.problems} == {("cut_cell", "機關年度資本門預算執行率", "kpi")}
