"""Tables whose cells a format knows: headers over several rows, merged, in another order; repeated ones left out."""

from __future__ import annotations

import pytest

from indexer.document import Document, Grid
from indexer.grids import read_grid
from indexer.headers import column_role
from indexer.numbered import split_name
from indexer.pipeline import index_document, read_bytes
from indexer.tables import Role, Table
from knowledge.models import Passage, Plan, Span
from knowledge.text import cut, fold
from tests.containers import odt
from tests.plans_at_hand import plan_of_lines

MERGED = None


def grid(*rows: tuple[str | None, ...]) -> Grid:
    """A grid whose cells stand one after another in a text."""
    at, made = 0, []
    for row in rows:
        cells: list[Passage | None] = []
        for cell in row:
            cells.append(Passage(cell, (Span(at, at + len(cell)),)) if cell else None)
            at += len(cell or "") + 1
        made.append(tuple(cells))
    return Grid(tuple(made))


def table(*rows: tuple[str | None, ...]) -> Table:
    found = read_grid(grid(*rows))
    assert found is not None
    return found


def texts(found: Table) -> list[tuple[str | None, ...]]:
    return [tuple(cell.text if cell else None for cell in row.cells) for row in found.rows]


def test_columns_are_known_by_their_headers_in_any_order() -> None:
    found = table(("衡量標準", "109年度目標值", "關鍵績效指標"), ("人數", "30 人", "輔導農民"))
    assert [(c.role, c.year) for c in found.columns] == [(Role.MEASURE, None), (Role.TARGET, 109), (Role.KPI, None)]
    assert texts(found) == [("人數", "30 人", "輔導農民")]


def test_years_below_a_merged_header_are_those_of_its_targets() -> None:
    found = table(
        ("關鍵績效指標", "衡量標準", "年度目標值", MERGED),
        (MERGED, MERGED, "108年度", "109年度"),
        ("輔導農民", "人數", "30 人", "40 人"),
    )
    assert [(c.role, c.year) for c in found.columns][2:] == [(Role.TARGET, 108), (Role.TARGET, 109)]
    assert "108" in found.columns[2].header.text
    assert texts(found) == [("輔導農民", "人數", "30 人", "40 人")]


def test_actual_values_are_kept_apart_from_targets() -> None:
    found = table(("衡量指標", "原訂目標值", "達成值"), ("輔導農民", "30 人", "28 人"))
    assert [c.role for c in found.columns] == [Role.KPI, Role.TARGET, Role.ACTUAL]


def test_a_repeated_header_and_empty_rows_are_left_out() -> None:
    header = ("關鍵績效指標", "衡量標準", "109年度目標值")
    found = table(header, ("甲", "人數", "1 人"), (None, None, None), header, ("乙", "次數", "2 次"))
    assert texts(found) == [("甲", "人數", "1 人"), ("乙", "次數", "2 次")]


def test_columns_that_no_rule_knows_are_read_and_not_used() -> None:
    found = table(("關鍵績效指標", "衡量標準", "109年度目標值", "顏色"), ("甲", "人數", "1 人", "紅"))
    assert found.columns[3].role is Role.OTHER


def test_a_grid_that_is_no_table_of_facts_is_none() -> None:
    assert read_grid(grid(("姓名", "電話"), ("甲", "1"))) is None


def plan_of(prose: str, *rows: tuple[str | None, ...]) -> Plan:
    """A plan made of lines of prose and one table below them."""
    cells: list[list[Passage | None]] = []
    text = prose
    for row in rows:
        cells.append([])
        for cell in row:
            cells[-1].append(Passage(cell, (Span(len(text), len(text) + len(cell)),)) if cell else None)
            text += f"{cell}\n" if cell else ""
    return index_document(Document(text, (Grid(tuple(map(tuple, cells))),), is_flowing=True), "a.odt", "0")


def targets(plan: Plan) -> list[tuple[int | None, str, str | None, str | None]]:
    return [(t.year, t.quote.text, t.value, t.unit) for kpi in plan.kpis for t in kpi.targets]


TITLE = "農業部112年度施政計畫\n壹、關鍵績效指標\n"


def test_a_document_with_a_grid_becomes_a_plan() -> None:
    header = ("關鍵績效指標", "衡量標準", "112年度目標值")
    plan = plan_of(TITLE + "一、推動甲政策\n", header, ("輔導農民", "人數", "30 人"))
    [kpi] = plan.kpis
    assert (kpi.goal and kpi.goal.text, kpi.name.text) == ("推動甲政策", "輔導農民")
    assert targets(plan) == [(112, "30 人", "30", "人")]
    assert [s.title for s in plan.sections] == ["農業部112年度施政計畫", "關鍵績效指標"]


def test_a_heading_over_a_column_of_numbers_names_the_column_beside_it() -> None:
    header = ("衡量指標", MERGED, "112年度目標值", "衡量標準")
    plan = plan_of(TITLE, header, ("一", "輔導農民", "30 人", "人數"), ("二", "補助農機", "5 臺", "臺數"))
    assert [(k.kpi_no, k.name.text) for k in plan.kpis] == [("一", "輔導農民"), ("二", "補助農機")]


@pytest.mark.parametrize(
    ("above", "target"),
    [("單位：公頃\n", "112年度目標值"), ("（單位：公頃）\n", "112年度目標值"), ("", "112年度目標值（公頃）"), ("", "112年度目標值(單位：公頃)")],
)  # fmt: skip
def test_a_unit_stated_once_belongs_to_every_bare_figure(above: str, target: str) -> None:
    rows = (
        ("甲", "面積", "1,200"),
        ("乙", "面積", "90 以上"),
        ("丙", "面積", "3～5"),
        ("丁", "比率", "66%"),
        ("戊", "階段", "完成"),
    )
    plan = plan_of(TITLE + above, ("關鍵績效指標", "衡量標準", target), *rows)
    assert targets(plan) == [
        (112, "1,200 公頃", "1200", "公頃"), (112, "90 以上 公頃", "90", "公頃"), (112, "3～5 公頃", None, None),
        (112, "66%", "66", "%"), (112, "完成", None, None),
    ]  # fmt: skip
    assert all(t.unit_evidence is None or t.unit_evidence.text == "公頃" for k in plan.kpis for t in k.targets)


@pytest.mark.parametrize("above", ["單位：公頃、人\n", "單位：件／%\n", ""])
def test_of_several_units_none_is_given_to_a_figure(above: str) -> None:
    plan = plan_of(TITLE + above, ("關鍵績效指標", "衡量標準", "112年度目標值"), ("甲", "面積", "1,200"))
    assert targets(plan) == [(112, "1,200", "1200", "")]
    assert [p.code for p in plan.problems if p.fact == "甲"] == ["odd_target"]


def test_years_as_row_labels_give_the_years_of_the_targets_and_a_column_their_unit() -> None:
    header = ("關鍵績效指標", "衡量標準", "單位", "年度", "目標值")
    plan = plan_of(
        "農業部中程施政計畫（111至112年度）\n壹、關鍵績效指標\n",
        header, ("輔導農民", "人數", "人", "111", "30"), (MERGED, MERGED, MERGED, "112", "40"),
        ("補助農機", "臺數", "臺", "111年度", "5"), ("補助農機", "臺數", "臺", "112年度", "7"),
    )  # fmt: skip
    assert [k.name.text for k in plan.kpis] == ["輔導農民", "補助農機"]
    assert targets(plan) == [
        (111, "30 人", "30", "人"),
        (112, "40 人", "40", "人"),
        (111, "5 臺", "5", "臺"),
        (112, "7 臺", "7", "臺"),
    ]


def test_a_goal_in_a_row_of_its_own_heads_the_indicators_below_it() -> None:
    found = table(
        ("關鍵績效指標", "單位", "109年度目標值"),
        ("關鍵策略目標一：守護農地", MERGED, MERGED),
        ("1. 輔導農民", "人", "30"),
        ("2. 輔導漁民", "人", "20"),
        ("關鍵策略目標二：開拓市場", MERGED, MERGED),
        ("3. 展售", "場", "5"),
        ("註：每年檢討。", MERGED, MERGED),
    )
    assert found.columns[0].role is Role.GOAL
    assert [row[:2] for row in texts(found)] == [
        ("關鍵策略目標一：守護農地", "1. 輔導農民"),
        (None, "2. 輔導漁民"),
        ("關鍵策略目標二：開拓市場", "3. 展售"),
    ]


def test_an_indicator_whose_row_says_nothing_else_heads_no_others() -> None:
    found = table(
        ("關鍵績效指標", "單位", "109年度目標值"),
        ("1. 輔導農民", "人", "30"),
        ("2. 輔導漁民", None, None),
        ("3. 展售", "場", "5"),
    )
    assert [c.role for c in found.columns] == [Role.KPI, Role.UNIT, Role.TARGET]
    assert [row[0] for row in texts(found)] == ["1. 輔導農民", "2. 輔導漁民", "3. 展售"]


def test_beside_the_indicators_that_it_serves_a_plan_is_a_project_whatever_else_is_said_of_it() -> None:
    found = table(("計畫名稱", "實施內容", "與KPI關聯", "經費"), ("農地計畫", "一、輔導。", "輔導農民", "300"))
    assert [c.role for c in found.columns] == [Role.PROJECT, Role.OTHER, Role.KPIS, Role.MONEY]


@pytest.mark.parametrize(
    ("header", "role"),
    [
        ("對應之關鍵策略目標", Role.GOAL),
        ("評量標準", Role.MEASURE),
        ("計算公式", Role.MEASURE),
        ("衡量標準及計算方式", Role.MEASURE),
        ("評估方式與資料來源", Role.METHOD),
        ("評核方式", Role.METHOD),
        ("指標名稱", Role.KPI),
        ("預定目標值", Role.TARGET),
        ("本年度目標值", Role.TARGET),
        ("年度績效目標值", Role.TARGET),
        ("目標數", Role.TARGET),
        ("績效目標", Role.GOAL),
        ("關聯之績效指標", Role.KPIS),
        ("重要施政計畫", Role.PROJECT),
        ("權重", Role.WEIGHT),
        ("權數", Role.WEIGHT),
        ("關鍵績效指標（權數）", Role.KPI),
        ("總經費（千元）", Role.MONEY),
    ],
)
def test_a_column_has_many_names(header: str, role: Role) -> None:
    found = column_role(fold(header))
    assert found == (role, None)


def test_a_year_in_brackets_behind_the_words_for_targets_is_the_year_of_the_column() -> None:
    assert column_role(fold("原訂目標值（105年）")) == (Role.TARGET, 105)
    assert column_role(fold("目標值（107年度）")) == (Role.TARGET, 107)
    assert column_role(fold("目標值（件）")) == (Role.TARGET, None)


def test_a_table_whose_header_is_not_understood_is_named_and_so_is_a_plan_without_facts() -> None:
    body = (
        "<text:p>甲縣農業處109年度施政計畫</text:p><text:p>壹、指標</text:p><table:table>"
        + "".join(
            "<table:table-row>"
            + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
            + "</table:table-row>"
            for row in (("關鍵策略目標", "關鍵績效指標", "燈號"), ("守護農地", "輔導農民", "綠"))
        )
        + "</table:table>"
    )
    plan = read_bytes("a.odt", odt(body))
    assert [(p.code, p.text) for p in plan.problems] == [
        ("unread_table", "關鍵策略目標"), ("no_facts", "no table of indicators, projects or items is read"),
    ]  # fmt: skip


def test_a_heading_over_several_columns_names_none_of_them_and_a_year_below_actuals_is_no_targets() -> None:
    found = table(
        ("關鍵績效指標", "過去3年達成值", MERGED, "101年度（2012）目標值", "評估作業", MERGED),
        (None, "99年度", "100年度", None, "評估方式", "衡量標準"),
        ("1. 補助隻數", "15 隻", "16 隻", "18 隻", "實地查核", "當年度補助隻數。"),
    )
    kept = [(c.role, c.year) for c in found.columns if c.role is not Role.OTHER]
    assert kept == [(Role.KPI, None), (Role.TARGET, 101), (Role.METHOD, None), (Role.MEASURE, None)]


def test_the_goal_above_a_table_may_follow_the_number_of_the_table() -> None:
    for caption, number, goal in (
        ("表 2-1　策略目標一：強化國土監測", "一", "強化國土監測"),
        ("表二　關鍵策略目標 2：擴大近用", "2", "擴大近用"),
        ("共同性目標三 提升效能", "三", "提升效能"),
    ):
        name = split_name(caption, cut(caption, [Span(0, len(caption))]))
        assert (name.number, name.passage.text) == (number, goal)


@pytest.mark.parametrize("heading", ["預定目標", "預期目標", "年度目標", "預計達成目標", "目標"])
def test_a_column_of_targets_may_be_headed_by_a_word_without_value(heading: str) -> None:
    below = table(
        ("績效指標", heading, MERGED, "衡量標準"),
        (MERGED, "113年", "114年", MERGED),
        ("輔導農民", "30 人", "40 人", "人數"),
    )
    alone = table(("施政目標", "績效指標", heading), ("守護農地", "輔導農民", "30 人"))
    targets = [(Role.TARGET, 113), (Role.TARGET, 114)]
    assert [(c.role, c.year) for c in below.columns] == [(Role.KPI, None), *targets, (Role.MEASURE, None)]
    assert [c.role for c in alone.columns] == [Role.GOAL, Role.KPI, Role.TARGET]


@pytest.mark.parametrize("heading", ["目標", "年度目標", "施政目標", "策略目標", "關鍵策略目標"])
def test_left_of_the_indicators_a_column_headed_so_is_their_goal(heading: str) -> None:
    found = table((heading, "績效指標", "目標值"), ("守護農地", "輔導農民", "30 人"))
    assert [c.role for c in found.columns] == [Role.GOAL, Role.KPI, Role.TARGET]


def test_the_heading_above_a_table_of_plans_is_no_caption_even_where_its_number_goes_on() -> None:
    tables = [
        (caption, "".join(
            "<table:table-row>"
            + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
            + "</table:table-row>"
            for row in rows
        ))
        for caption, rows in (
            ("目標一：守護農地", (("績效指標", "109年度目標值", "衡量標準"), ("輔導農民", "30 人", "人數"))),
            ("二、重要計畫", (("工作計畫", "重要計畫項目", "實施內容"), ("農業業務", "輔導", "輔導農民。"))),
        )
    ]  # fmt: skip
    body = "<text:p>甲縣農業處109年度施政計畫</text:p><text:p>一、績效指標</text:p>" + "".join(
        f"<text:p>{caption}</text:p><table:table>{rows}</table:table>" for caption, rows in tables
    )
    plan = read_bytes("a.odt", odt(body))
    assert [kpi.goal.text for kpi in plan.kpis if kpi.goal] == ["守護農地"]
    assert [section.path for section in plan.sections] == [(), ("一、績效指標",), ("二、重要計畫",)]


def test_the_count_of_goals_above_tables_goes_on_past_a_table_without_one() -> None:
    def rows(name: str) -> str:
        cells = (("績效指標", "109年度目標值", "衡量標準"), (name, "30 人", "人數"))
        return "".join(
            "<table:table-row>"
            + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
            + "</table:table-row>"
            for row in cells
        )

    lines = {"輔導農民": "目標一：守護農地", "培訓": "", "種樹": "目標二：綠化", "修路": "三、其他指標"}
    body = "<text:p>甲縣農業處109年度施政計畫</text:p><text:p>一、沿革</text:p><text:p>二、績效指標</text:p>" + "".join(
        f"<text:p>{line}</text:p><table:table>{rows(name)}</table:table>" for name, line in lines.items()
    )
    plan = read_bytes("a.odt", odt(body))
    assert {kpi.name.text: kpi.goal and kpi.goal.text for kpi in plan.kpis} == {
        "輔導農民": "守護農地", "培訓": None, "種樹": "綠化", "修路": None,
    }  # fmt: skip
    assert plan.sections[-1].path == ("三、其他指標",)


def test_a_goal_above_the_second_part_of_a_table_is_the_same_without_the_word_that_says_that_it_goes_on() -> None:
    header = "關鍵績效指標 | 衡量標準 | 113年度目標值\n"
    plan = plan_of_lines(
        f"農業部113年度施政計畫\n壹、指標\n表1　指標\n{header}策略目標一：守護農地 | |\n輔導農民 | 人數 | 30 人\n"
        f"表1　指標（續）\n{header}策略目標一：守護農地（續） | |\n輔導漁民 | 人數 | 20 人\n"
    )
    found = [(kpi.name.text, kpi.goal_no, kpi.goal and kpi.goal.text) for kpi in plan.kpis]
    assert found == [("輔導農民", "一", "守護農地"), ("輔導漁民", "一", "守護農地")]


@pytest.mark.parametrize(
    "goals", [("策略目標一：守護農地", "策略目標二：綠化"), ("1. 守護農地", "2. 綠化"), ("一、守護農地", "二、綠化")]
)
@pytest.mark.parametrize("sign", [".", "-"])
def test_indicators_numbered_within_their_goals_have_the_number_below_the_goal(
    goals: tuple[str, str], sign: str
) -> None:
    plan = plan_of_lines(
        "農業部113年度施政計畫\n壹、指標\n關鍵績效指標 | 衡量標準 | 113年度目標值\n"
        f"{goals[0]} | |\n1{sign}1 輔導農民 | 人數 | 30 人\n1{sign}2 輔導漁民 | 人數 | 20 人\n"
        f"{goals[1]} | |\n2{sign}1 種樹 | 棵數 | 5 棵\n"
    )
    found = [(kpi.goal and kpi.goal.text, kpi.kpi_no, kpi.name.text) for kpi in plan.kpis]
    assert found == [("守護農地", "1", "輔導農民"), ("守護農地", "2", "輔導漁民"), ("綠化", "1", "種樹")]


def test_a_number_of_another_goal_stays_whole() -> None:
    plan = plan_of_lines(
        "農業部113年度施政計畫\n壹、指標\n績效目標 | 關鍵績效指標 | 113年度目標值\n守護農地 | 2.1 輔導農民 | 30 人\n"
    )
    assert [(kpi.kpi_no, kpi.name.text) for kpi in plan.kpis] == [("2.1", "輔導農民")]


@pytest.mark.parametrize(
    ("first", "second", "kinds"),
    [
        ("一、社會發展計畫", "二、其它", ["社會發展", "社會發展", "其它"]),
        ("公共建設類計畫", "科技發展計畫", ["公共建設", "公共建設", "科技發展"]),
        ("（一）公共建設計畫", "二、社會發展計畫（無） | |\n三、其他", ["公共建設", "公共建設", "其他"]),
    ],
)
def test_a_kind_in_a_row_of_its_own_is_that_of_every_plan_below_it(first: str, second: str, kinds: list[str]) -> None:
    plan = plan_of_lines(
        "農業部中程施政計畫（112至115年度）\n壹、計畫\n重要計畫項目 | 施政綱要 | 計畫期程\n"
        f"{first} | |\n農路計畫 | 守護農地 | 112-115\n灌溉計畫 | 守護農地 | 113-114\n{second} | |\n種樹計畫 | 綠化 | 112-113\n"
    )
    assert [project.name.text for project in plan.projects] == ["農路計畫", "灌溉計畫", "種樹計畫"]
    assert [project.category and project.category.text for project in plan.projects] == kinds
    assert [project.outline and project.outline.text for project in plan.projects] == ["守護農地", "守護農地", "綠化"]


def test_a_kind_heads_the_items_of_an_annual_plan_too_but_not_beside_a_column_of_kinds() -> None:
    title = "農業部112年度施政計畫\n壹、計畫\n"
    headed = plan_of_lines(
        title + "工作計畫名稱 | 重要計畫項目 | 實施內容\n一、公共建設計畫 | |\n農業業務 | 農路 | 一、鋪路。\n"
    )
    beside = plan_of_lines(
        title + "工作計畫名稱 | 重要計畫項目 | 計畫類別 | 實施內容\n農業業務 | 農路 | 公共建設計畫 | 一、鋪路。\n"
    )
    assert [item.category and item.category.text for item in headed.annual_items] == ["公共建設"]
    assert [item.category and item.category.text for item in beside.annual_items] == ["公共建設計畫"]


INDICATORS = "農業部113年度施政計畫\n壹、指標\n關鍵績效指標 | 衡量標準 | 113年度目標值 | 權重\n"


def goals_of(rows: str) -> list[tuple[str | None, str]]:
    return [(kpi.goal and kpi.goal.text, kpi.name.text) for kpi in plan_of_lines(INDICATORS + rows).kpis]


def test_rows_of_one_cell_head_the_others_where_the_first_row_is_one_and_none_stands_alone() -> None:
    assert goals_of(
        "守護農地 | | |\n輔導農民 | 人數 | 30 人 | 20%\n輔導漁民 | 人數 | 20 人 | 20%\n綠化 | | |\n種樹 | 棵數 | 5 棵 | 10%\n"
    ) == [("守護農地", "輔導農民"), ("守護農地", "輔導漁民"), ("綠化", "種樹")]
    assert goals_of("輔導農民 | 人數 | 30 人 | 20%\n輔導漁民 | | |\n種樹 | 棵數 | 5 棵 | 10%\n展售 | | |\n") == [
        (None, "輔導農民"), (None, "輔導漁民"), (None, "種樹"), (None, "展售")
    ]  # fmt: skip


def test_what_heads_several_goals_is_no_indicator() -> None:
    assert goals_of(
        "業務面向 | | |\n策略目標一：守護農地 | | |\n輔導農民 | 人數 | 30 人 | 20%\n策略目標二：綠化 | | |\n"
        "種樹 | 棵數 | 5 棵 | 10%\n行政面向 | | |\n策略目標三：節約 | | |\n節電 | 度數 | 9 度 | 5%\n"
    ) == [("守護農地", "輔導農民"), ("綠化", "種樹"), ("節約", "節電")]


def test_a_goal_in_a_row_of_its_own_may_say_how_much_it_weighs() -> None:
    assert goals_of("策略目標一：守護農地 | | | 60%\n輔導農民 | 人數 | 30 人 | 30%\n輔導漁民 | 人數 | 20 人 | 30%\n") == [
        ("守護農地", "輔導農民"), ("守護農地", "輔導漁民")
    ]  # fmt: skip


@pytest.mark.parametrize("numbers", [("1.1", "1.2"), ("1-1", "1-2"), ("（一）", "（二）")])
def test_the_numbers_left_of_the_names_below_one_heading_may_be_double(numbers: tuple[str, str]) -> None:
    plan = plan_of_lines(
        "農業部113年度施政計畫\n壹、指標\n關鍵績效指標 | | 衡量標準 | 113年度目標值\n"
        f"{numbers[0]} | 輔導農民 | 人數 | 30 人\n{numbers[1]} | 輔導漁民 | 人數 | 20 人\n"
    )
    found = [(kpi.kpi_no, kpi.name.text) for kpi in plan.kpis]
    assert found == [(numbers[0].strip("（）"), "輔導農民"), (numbers[1].strip("（）"), "輔導漁民")]


@pytest.mark.parametrize("first", ["績效目標 | ", ""])
def test_the_goal_at_the_end_of_a_table_goes_on_in_its_next_part_and_in_no_other_table(first: str) -> None:
    header = f"{first}關鍵績效指標 | 衡量標準 | 113年度目標值\n"
    rows = "守護農地 | 輔導農民 | 人數 | 30 人\n" if first else "目標一：守護農地 | |\n輔導農民 | 人數 | 30 人\n"
    below = f"{' | ' if first else ''}輔導漁民 | 人數 | 20 人\n"
    for caption, goal in (("表1　指標（續）", "守護農地"), ("表1　指標(續1)", "守護農地"), ("表2　其他指標", None)):
        plan = plan_of_lines(f"農業部113年度施政計畫\n壹、指標\n表1　指標\n{header}{rows}{caption}\n{header}{below}")
        assert [kpi.goal and kpi.goal.text for kpi in plan.kpis] == ["守護農地", goal]


def test_the_outline_and_the_work_plan_go_on_in_the_next_part_of_their_table() -> None:
    plans, items = "施政綱要 | 重要計畫項目 | 計畫期程\n", "工作計畫名稱 | 重要計畫項目 | 實施內容\n"
    plan = plan_of_lines(
        f"農業部113年度施政計畫\n壹、計畫\n{plans}守護農地 | 農路 | 112-113\n表1（續）\n{plans} | 農渠 | 112-114\n"
        f"貳、項目\n{items}農業業務 | 種樹 | 一、種樹。\n表2（續）\n{items} | 種菜 | 一、種菜。\n"
    )
    assert [project.outline and project.outline.text for project in plan.projects] == ["守護農地", "守護農地"]
    assert [item.work_plan and item.work_plan.text for item in plan.annual_items] == ["農業業務", "農業業務"]


@pytest.mark.parametrize("mark", ["（註1）", "註2", "[1]", "*", "※"])
def test_the_mark_of_a_footnote_is_part_of_no_name_and_of_no_unit(mark: str) -> None:
    header = "績效目標 | 關鍵績效指標 | 衡量標準 | 113年度目標值\n"
    plan = plan_of_lines(
        f"農業部113年度施政計畫\n壹、指標\n{header}守護農地{mark} | 1. 輔導農民{mark} | 人數 | 30 人{mark}\n"
    )
    [kpi] = plan.kpis
    assert (kpi.goal and kpi.goal.text, kpi.name.text) == ("守護農地", "輔導農民")
    assert targets(plan) == [(113, f"30 人{mark}", "30", "人")]
    assert not plan.problems
