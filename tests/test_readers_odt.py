from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.document import Document
from indexer.labels import parse_cell_label
from indexer.readers.odt import read_odt
from knowledge.text import squeeze
from tests.containers import odt

HERE = Path(__file__).parent / "plans"


def read(body: str, automatic: str = "", styles: str = "") -> Document:
    return read_odt(odt(body, automatic, styles), "plan.odt")


def lines(body: str, automatic: str = "", styles: str = "") -> list[str]:
    return read(body, automatic, styles).text.split("\n")


def p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def items(*texts: str) -> str:
    return "".join(f"<text:list-item>{p(text)}</text:list-item>" for text in texts)


def listed(inner: str, name: str = "L", more: str = "") -> str:
    return f'<text:list text:style-name="{name}" {more}>{inner}</text:list>'


def level(number: int, form: str, before: str = "", after: str = "", more: str = "") -> str:
    return (
        f'<text:list-level-style-number text:level="{number}" style:num-format="{form}"'
        f' style:num-prefix="{before}" style:num-suffix="{after}" {more}/>'
    )


def style(*levels: str, name: str = "L") -> str:
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


def cell(text: str, more: str = "") -> str:
    return f"<table:table-cell {more}>{text and p(text)}</table:table-cell>"


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def texts(document: Document, grid: int = 0) -> list[list[str | None]]:
    return [[cell and cell.text for cell in row] for row in document.grids[grid].rows]


def test_a_paragraph_is_one_line_and_a_blank_one_is_none() -> None:
    assert lines(p("壹、") + p(" ") + "<text:h>一、</text:h>" + p("")) == ["壹、", "一、"]


def test_white_space_counts_as_the_format_says() -> None:
    assert lines(p("甲\n   乙<text:s/><text:s text:c='2'/>丙<text:tab/>丁<text:line-break/>戊")) == [
        "甲 乙   丙 丁",
        "戊",
    ]
    assert lines(p("甲 <text:span> 乙</text:span>")) == ["甲 乙"]


def test_signs_are_left_as_they_are_printed() -> None:
    printed = "\uf9dd益１２ Ｎ　項 合 作 計　○"
    assert lines(p(printed)) == [printed]


@pytest.mark.parametrize(
    ("form", "before", "after", "first", "second", "twelfth"),
    [
        ("一, 二, 三, ...", "", "、", "一、甲", "二、甲", "十二、甲"),
        ("一, 二, 三, ...", "（", "）", "（一）甲", "（二）甲", "（十二）甲"),
        ("壹, 貳, 參, ...", "", "、", "壹、甲", "貳、甲", "壹拾貳、甲"),
        ("壹, 贰, 叁, ...", "", "、", "壹、甲", "贰、甲", "壹拾贰、甲"),
        ("１, ２, ３, ...", "", "、", "１、甲", "２、甲", "１２、甲"),
        ("1", "", ".", "1. 甲", "2. 甲", "12. 甲"),
        ("1", "(", ")", "(1) 甲", "(2) 甲", "(12) 甲"),
        ("一, 二, 三, ...", "第", "章", "第一章 甲", "第二章 甲", "第十二章 甲"),
        ("甲, 乙, 丙, ...", "", "、", "甲、甲", "乙、甲", "12、甲"),
        ("①, ②, ③, ...", "", "", "① 甲", "② 甲", "⑫ 甲"),
        ("i", "", ".", "i. 甲", "ii. 甲", "xii. 甲"),
        ("", "", "", "甲", "甲", "甲"),
    ],
)
def test_a_number_that_stands_in_a_list_definition_is_written(
    form: str, before: str, after: str, first: str, second: str, twelfth: str
) -> None:
    written = lines(listed(items(*["甲"] * 12)), style(level(1, form, before, after)))
    assert (written[0], written[1], written[11]) == (first, second, twelfth)


def test_a_format_with_places_for_numbers_is_followed() -> None:
    inner = items("甲").replace("</text:list-item>", f"<text:list>{items('乙', '丙')}</text:list></text:list-item>")
    places = style(
        level(1, "1", more='style:num-list-format="%1%、"'), level(2, "1", more='style:num-list-format="%1%-%2%、"')
    )
    assert lines(listed(inner), places) == ["1、甲", "1-1、乙", "1-2、丙"]
    shown = style(level(1, "1", after="."), level(2, "1", after=".", more='text:display-levels="2"'))
    assert lines(listed(inner), shown) == ["1. 甲", "1.1. 乙", "1.2. 丙"]


def test_a_bullet_is_no_number() -> None:
    bullet = style('<text:list-level-style-bullet text:level="1" text:bullet-char="●"/>')
    assert lines(listed(items("甲")), bullet) == ["甲"]


def test_a_lower_level_begins_anew_below_each_item() -> None:
    inner = "".join(
        f"<text:list-item>{p(text)}<text:list>{items('丙', '丁')}</text:list></text:list-item>" for text in ("甲", "乙")
    )
    written = lines(listed(inner), style(level(1, "一", after="、"), level(2, "一", "（", "）")))
    assert written == ["一、甲", "（一）丙", "（二）丁", "二、乙", "（一）丙", "（二）丁"]


def test_an_item_that_holds_only_a_list_is_not_counted() -> None:
    inner = f"{items('甲')}<text:list-item><text:list>{items('丙')}</text:list></text:list-item>{items('乙')}"
    assert lines(listed(inner), style(level(1, "一", after="、"), level(2, "一", "（", "）"))) == [
        "一、甲",
        "（一）丙",
        "二、乙",
    ]


def test_only_the_first_paragraph_of_an_item_is_numbered_and_a_list_header_is_not() -> None:
    inner = f"<text:list-header>{p('頭')}</text:list-header><text:list-item>{p('甲')}{p('續')}</text:list-item>{items('乙')}"
    assert lines(listed(inner), style(level(1, "一", after="、"))) == ["頭", "一、甲", "續", "二、乙"]


def test_a_list_begins_anew_unless_it_continues_another() -> None:
    numbered = style(level(1, "1", after="、")) + style(level(1, "一", after="、"), name="M")
    again = listed(items("甲"), more='xml:id="a"') + p("文") + listed(items("乙"))
    assert lines(again, numbered) == ["1、甲", "文", "1、乙"]
    assert (
        lines(again.replace('xml:id="a"', "") + listed(items("丙"), more='text:continue-numbering="true"'), numbered)[
            -1
        ]
        == "2、丙"
    )
    between = (
        listed(items("甲"), more='xml:id="a"')
        + listed(items("子"), "M")
        + listed(items("乙"), more='text:continue-list="a"')
    )
    assert lines(between, numbered) == ["1、甲", "一、子", "2、乙"]


def test_a_list_and_an_item_can_say_where_they_start() -> None:
    numbered = style(level(1, "1", after="、", more='text:start-value="3"'))
    inner = items("甲") + f'<text:list-item text:start-value="7">{p("乙")}</text:list-item>' + items("丙")
    assert lines(listed(inner), numbered) == ["3、甲", "7、乙", "8、丙"]


def test_a_list_takes_the_style_that_its_paragraph_asks_for() -> None:
    asked = '<style:style style:name="P" style:family="paragraph" style:list-style-name="L"/>'
    inner = "<text:list><text:list-item><text:p text:style-name='P'>甲</text:p></text:list-item></text:list>"
    assert lines(inner, asked + style(level(1, "一", after="、"))) == ["一、甲"]


def test_headings_are_numbered_by_the_outline() -> None:
    outline = (
        f"<text:outline-style>{level(1, '壹, 貳, 參, ...', '', '、')}{level(2, '一', '', '、')}</text:outline-style>"
    )
    outline = outline.replace("list-level-style-number", "outline-level-style")
    headings = [(1, "甲"), (2, "乙"), (2, "丙"), (1, "丁"), (2, "戊")]
    body = "".join(f'<text:h text:outline-level="{rank}">{text}</text:h>' for rank, text in headings)
    assert lines(body, styles=outline) == ["壹、甲", "一、乙", "二、丙", "貳、丁", "一、戊"]
    assert lines(body.replace("<text:h ", '<text:h text:is-list-header="true" '), styles=outline)[0] == "甲"


def test_a_number_kept_beside_its_paragraph_is_not_written_twice() -> None:
    inner = items("<text:number>一、</text:number>甲")
    assert lines(listed(inner), style(level(1, "一", after="、"))) == ["一、甲"]


def test_a_table_gives_its_cells_as_lines_and_as_a_grid() -> None:
    header = f"<table:table-header-rows>{row(cell('指標'), cell('目標值'))}</table:table-header-rows>"
    document = read(p("前") + f"<table:table>{header}{row(cell('一、自有率'), cell('18 件'))}</table:table>" + p("後"))
    assert document.text == "前\n指標\n目標值\n一、自有率\n18 件\n後"
    assert texts(document) == [["指標", "目標值"], ["一、自有率", "18 件"]]
    found = document.grids[0].rows[1][1]
    assert found is not None and document.text[slice(*found.spans[0])] == "18 件"


def test_empty_and_covered_cells_are_none_and_rows_are_as_wide_as_the_table() -> None:
    merged = cell("目標", 'table:number-rows-spanned="2"')
    body = (
        row(merged, cell("指標"), cell(""))
        + row(
            "<table:covered-table-cell/>",
            cell("另一", 'table:number-columns-spanned="2"'),
            "<table:covered-table-cell/>",
        )
        + row(cell("註"))
    )
    assert texts(read(f"<table:table>{body}</table:table>")) == [
        ["目標", "指標", None],
        [None, "另一", None],
        ["註", None, None],
    ]


def test_repeated_cells_stand_in_each_of_their_columns() -> None:
    body = row(
        cell("甲", 'table:number-columns-repeated="2"'),
        '<table:covered-table-cell table:number-columns-repeated="2"/>',
        cell("乙"),
    )
    document = read(f"<table:table>{body}</table:table>")
    assert texts(document) == [["甲", "甲", None, None, "乙"]]
    assert document.text == "甲\n乙"


def test_a_cell_keeps_all_its_paragraphs_and_a_table_within_it() -> None:
    inner = f"<table:table>{row(cell('丙'), cell('丁'))}</table:table>"
    body = row(f"<table:table-cell>{p('甲')}{p('乙')}{inner}</table:table-cell>", cell("戊"))
    document = read(f"<table:table>{body}</table:table>")
    assert document.text == "甲\n乙\n丙\n丁\n戊"
    assert texts(document) == [["甲乙丙丁", "戊"]]


def test_a_list_goes_on_in_the_cells_of_a_table() -> None:
    numbered = f"<table:table-cell>{listed(items('甲', '乙'))}</table:table-cell>"
    assert texts(read(f"<table:table>{row(numbered)}</table:table>", style(level(1, "一", after="、")))) == [
        ["一、甲二、乙"]
    ]


def test_a_table_without_text_is_no_grid() -> None:
    assert read(p("甲") + f"<table:table>{row(cell(''))}</table:table>").grids == ()


def test_a_text_frame_stands_after_the_paragraph_that_holds_it() -> None:
    frame = f"<draw:frame><draw:text-box>{p('框')}</draw:text-box><draw:image/><svg:desc>圖</svg:desc></draw:frame>"
    assert lines(p(f"甲{frame}乙") + p("丙")) == ["甲乙", "框", "丙"]
    table = f"<draw:frame><draw:text-box><table:table>{row(cell('丁'))}</table:table></draw:text-box></draw:frame>"
    assert texts(read(p("甲" + table))) == [["丁"]]


def test_a_note_is_a_line_of_its_own_in_brackets_and_its_mark_touches_no_figure() -> None:
    note = f"<text:note><text:note-citation>1</text:note-citation><text:note-body>{p('含試辦')}</text:note-body></text:note>"
    assert lines(p(f"18{note} 件。") + p("乙")) == ["18 件。", "（註1：含試辦）", "乙"]
    document = read(f"<table:table>{row(cell('18' + note + ' 件'), cell('乙'))}</table:table>")
    assert document.text == "18 件\n乙\n（註1：含試辦）"
    assert texts(document) == [["18 件", "乙"]]


def test_what_was_deleted_and_what_is_a_comment_is_left_out_and_what_was_inserted_is_kept() -> None:
    changes = f"<text:tracked-changes><text:changed-region><text:deletion>{p('刪')}</text:deletion></text:changed-region></text:tracked-changes>"
    body = "甲<text:change/><text:change-start/>增<text:change-end/><office:annotation><text:p>評</text:p></office:annotation>"
    assert lines(changes + p(body)) == ["甲增"]


def test_hidden_text_is_left_out_with_a_problem_at_its_place() -> None:
    hidden = '<style:style style:name="{}" style:family="{}"><style:text-properties text:display="none"/></style:style>'
    based = '<style:style style:name="S" style:family="text" style:parent-style-name="T"/>'
    automatic = hidden.format("T", "text") + hidden.format("P", "paragraph") + based
    body = p("甲<text:span text:style-name='S'>藏</text:span>") + "<text:p text:style-name='P'>隱</text:p>"
    more = '<text:section text:display="none"><text:p>匿</text:p></text:section>' + p(
        '乙<text:hidden-text text:is-hidden="true">密</text:hidden-text>'
    )
    document = read(body + more, automatic)
    assert document.text == "甲\n乙"
    assert [(d.code, d.text, d.line) for d in document.problems] == [
        ("hidden_text", "藏", 2),
        ("hidden_text", "隱", 2),
        ("hidden_text", "匿", 2),
        ("hidden_text", "密", 3),
    ]


def test_fields_give_their_result_and_page_breaks_nothing() -> None:
    body = p(
        "民國<text:date>109</text:date>年<text:soft-page-break/>度<text:a><text:bookmark-ref>壹</text:bookmark-ref></text:a>"
    )
    assert lines(body) == ["民國109年度壹"]


def test_a_contents_page_keeps_its_leaders_so_that_it_is_known_for_one() -> None:
    source = "<text:table-of-content-source><text:index-title-template>範本</text:index-title-template></text:table-of-content-source>"
    body = f"<text:index-body>{p('壹、施政綱要<text:tab/>3')}</text:index-body>"
    assert lines(f"<text:table-of-content>{source}{body}</text:table-of-content>" + p("壹、施政綱要")) == [
        "壹、施政綱要……3",
        "壹、施政綱要",
    ]


def test_an_embedded_object_is_named_in_a_problem() -> None:
    document = read(p('甲<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'))
    assert [(d.code, d.text) for d in document.problems] == [("unread_object", "./Object 1")]


@pytest.mark.parametrize("name", ["made-up-1", "made-up-9"])
def test_every_field_of_a_plan_stands_in_a_cell_of_its_grids(name: str) -> None:
    document = read_odt((HERE / f"{name}.odt").read_bytes(), f"{name}.odt")
    assert missing(document, name) == []
    assert document.problems == ()


def missing(document: Document, name: str) -> list[str]:
    """Give the fields of a plan's facts that are no cell of its document, with or without a number before them."""
    truth = json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))
    cells = [cell.text for grid in document.grids for row in grid.rows for cell in row if cell]
    known = {squeeze(text[label.end if label else 0 :]) for text in cells for label in (None, parse_cell_label(text))}
    wanted = [k[f] for k in truth["kpis"] for f in ("kpi", "assessment_system", "assessment_method", "measure")]
    wanted += [target["text"] for k in truth["kpis"] for target in k["targets"]]
    wanted += [x[f] for x in truth["projects"] for f in ("outline", "project", "period", "category")]
    wanted += ["、".join(x["kpis"]) for x in truth["projects"]]
    assert len(wanted) > 90
    return [text for text in wanted if text and squeeze(str(text)) not in known]
