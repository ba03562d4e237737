"""A cell that begins at the foot of a page, ruled off and empty: its text stands on the next page."""

from __future__ import annotations

from indexer.document import Grid
from indexer.readers.joining import join_parts
from tests.sheets import Sheets

HEADER = "關鍵策略目標 | 關鍵績效指標 | 衡量標準 | 109年度目標值"
FIRST = "1 落實監測 | 1 監測航次 | 全年航次。 | 350 航次\n^ | 2 更新座數 | 全年座數。 | 8 座\n"


def joined(*pages: str, prose: str = "") -> Grid:
    """Join the pages of a table, written row by row: `^` is spanned by the cell above, `/` begins a line."""
    sheets = Sheets()
    parts = [sheets.part(number, f"{HEADER}\n{rows.strip()}") for number, rows in enumerate(pages)]
    (grid,) = join_parts(sheets.text, parts, prose).grids
    return grid


def goals(grid: Grid) -> list[tuple[str | None, str | None]]:
    """Give the goal and the indicator of each row."""
    return [(row[0] and row[0].text, row[1] and row[1].text) for row in grid.rows[1:]]  # type: ignore[misc]


def test_of_a_row_that_a_page_cuts_the_goal_stands_on_the_next_page() -> None:
    found = joined(
        FIRST + " | |全年 |≦240",
        "2 整合設施/並強化 | 1 下陷面積 | 下陷面積。 | \n^ | 2 填塞口數 | 全年口數。 | 9 口",
    )
    assert goals(found) == [
        ("1 落實監測", "1 監測航次"), (None, "2 更新座數"), ("2 整合設施並強化", "1 下陷面積"), (None, "2 填塞口數"),
    ]  # fmt: skip
    assert not found.doubtful


def test_of_a_row_that_is_whole_the_goal_stands_on_the_next_page() -> None:
    found = joined(FIRST + " | 1 下陷面積 | 下陷面積。 | 3 公頃", "2 整合設施 | 2 填塞口數 | 全年口數。 | 9 口")
    assert goals(found)[2:] == [("2 整合設施", "1 下陷面積"), (None, "2 填塞口數")]


def test_names_without_numbers_are_known_from_the_prose() -> None:
    first = FIRST.replace("1 落", "落")
    found = joined(
        first + " | 下陷面積 | 下陷面積。 | 3 公頃", "整合設施 | 填塞口數 | 全年口數。 | 9 口", prose="整合設施"
    )
    assert goals(found)[2:] == [("整合設施", "下陷面積"), (None, "填塞口數")]


def test_a_row_belongs_to_the_goal_above_where_the_next_page_begins_to_count() -> None:
    found = joined(FIRST + " | 3 下陷面積 | 下陷面積。 | 3 公頃", "2 整合設施 | 1 填塞口數 | 全年口數。 | 9 口")
    assert goals(found)[1:] == [(None, "2 更新座數"), (None, "3 下陷面積"), ("2 整合設施", "1 填塞口數")]


def test_where_nothing_tells_whose_goal_it_is_the_cell_is_to_be_looked_at() -> None:
    full = "/".join(["落實監測之目標長長長"] * 7)
    first = f"{full} | 監測航次 | 全年。 | 3 次\n^ | 更新座數 | 座數。 | 8 座\n | 下陷面積 | 面積。 | 3 公頃"
    found = joined(first, "整合設施之目標 | 填塞口數 | 口數。 | 9 口\n^ | 漁港座數 | 座數。 | 9 座")
    assert found.doubtful == {(3, 0)}
