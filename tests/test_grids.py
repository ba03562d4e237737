"""Tables whose cells a format knows: headers over several rows, merged, in another order; repeated ones left out."""

from __future__ import annotations

from indexer.document import Document, Grid
from indexer.grids import read_grid
from indexer.pipeline import index_document
from indexer.tables import Role, Table
from knowledge.models import Passage, Span

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


def test_a_document_with_a_grid_becomes_a_plan() -> None:
    text = "農業部112年度施政計畫\n壹、關鍵績效指標\n一、推動甲政策\n關鍵績效指標\n衡量標準\n112年度目標值\n輔導農民\n人數\n30 人\n"
    cells = ("關鍵績效指標", "衡量標準", "112年度目標值", "輔導農民", "人數", "30 人")
    passages = []
    at = text.index("一、推動甲政策")
    for cell in cells:
        at = text.index(f"\n{cell}\n", at) + 1
        passages.append(Passage(cell, (Span(at, at + len(cell)),)))
    document = Document(text, (Grid((tuple(passages[:3]), tuple(passages[3:]))),), is_flowing=True)
    plan = index_document(document, "a.odt", "0")
    [kpi] = plan.kpis
    assert (kpi.goal and kpi.goal.text, kpi.name.text, kpi.targets[0].year, kpi.targets[0].value) == (
        "推動甲政策",
        "輔導農民",
        112,
        "30",
    )
    assert [s.title for s in plan.sections] == ["農業部112年度施政計畫", "關鍵績效指標"]
