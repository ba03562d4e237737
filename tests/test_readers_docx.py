from __future__ import annotations

from pathlib import Path

import pytest

from indexer.document import Document
from indexer.readers.docx import read_docx
from indexer.readers.docx_styles import without_table_styles
from indexer.readers.odt import read_odt
from tests.containers import docx, docx_members, pack
from tests.test_readers_odt import HERE, missing, texts


def read(body: str, **parts: str) -> Document:
    return read_docx(docx(body, **parts), "plan.docx")


def lines(body: str, **parts: str) -> list[str]:
    return read(body, **parts).text.split("\n")


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{text if text.startswith('<') else text and r(text)}</w:p>"


def item(text: str, level: int | None = 0, number: int | None = 1) -> str:
    own = f'<w:ilvl w:val="{level}"/>' if level is not None else ""
    return p(text, f'<w:numPr>{own}<w:numId w:val="{number}"/></w:numPr>')


def level(at: int, form: str, text: str, start: int = 1, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def numbering(*levels: str, uses: str = "") -> str:
    """One list definition, used by list 1 and by what `uses` says."""
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{uses}'
    )


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def test_a_paragraph_is_one_line_and_a_blank_one_is_none() -> None:
    assert lines(p("壹、") + p("") + p(" ") + p(r("一") + r("、"))) == ["壹、", "一、"]


def test_tabs_are_blanks_and_breaks_are_line_ends() -> None:
    runs = "<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>2</w:t><w:noBreakHyphen/><w:t>5</w:t><w:lastRenderedPageBreak/></w:r>"
    assert lines(p(runs)) == ["甲 乙", "2-5"]


def test_signs_are_left_as_they_are_printed() -> None:
    printed = "\uf9dd益１２ Ｎ　項 合 作 計　○"
    assert lines(p(printed)) == [printed]


@pytest.mark.parametrize(
    ("form", "text", "first", "second", "twelfth"),
    [
        ("taiwaneseCountingThousand", "%1、", "一、甲", "二、甲", "十二、甲"),
        ("chineseCountingThousand", "（%1）", "（一）甲", "（二）甲", "（十二）甲"),
        ("taiwaneseCounting", "第%1章", "第一章 甲", "第二章 甲", "第十二章 甲"),
        ("ideographLegalTraditional", "%1、", "壹、甲", "貳、甲", "壹拾貳、甲"),
        ("ideographTraditional", "%1、", "甲、甲", "乙、甲", "12、甲"),
        ("ideographDigital", "%1、", "一、甲", "二、甲", "一二、甲"),
        ("decimalFullWidth", "%1、", "１、甲", "２、甲", "１２、甲"),
        ("decimal", "%1.", "1. 甲", "2. 甲", "12. 甲"),
        ("decimal", "(%1)", "(1) 甲", "(2) 甲", "(12) 甲"),
        ("decimalEnclosedCircle", "%1", "① 甲", "② 甲", "⑫ 甲"),
        ("decimalZero", "%1.", "01. 甲", "02. 甲", "12. 甲"),
        ("upperLetter", "%1.", "A. 甲", "B. 甲", "L. 甲"),
        ("bullet", "●", "甲", "甲", "甲"),
        ("none", "", "甲", "甲", "甲"),
    ],
)
def test_a_number_that_stands_in_a_list_definition_is_written(
    form: str, text: str, first: str, second: str, twelfth: str
) -> None:
    written = lines(item("甲") * 12, numbering=numbering(level(0, form, text)))
    assert (written[0], written[1], written[11]) == (first, second, twelfth)


def test_levels_count_below_each_other_and_begin_anew() -> None:
    levels = (
        level(0, "taiwaneseCountingThousand", "%1、")
        + level(1, "decimal", "%1-%2")
        + level(2, "decimal", "%1.%2.%3", more="<w:isLgl/>")
    )
    body = item("甲") + item("乙", 1) + item("丙", 1) + item("丁", 2) + item("戊") + item("己", 1)
    assert lines(body, numbering=numbering(levels)) == ["一、甲", "一-1 乙", "一-2 丙", "1.2.1 丁", "二、戊", "二-1 己"]


def test_a_level_can_go_on_counting_below_the_next_item() -> None:
    levels = level(0, "decimal", "%1.") + level(1, "decimal", "(%2)", more='<w:lvlRestart w:val="0"/>')
    body = item("甲") + item("乙", 1) + item("丙") + item("丁", 1)
    assert lines(body, numbering=numbering(levels)) == ["1. 甲", "(1) 乙", "2. 丙", "(2) 丁"]


def test_lists_of_one_definition_count_together_unless_one_starts_anew() -> None:
    other = '<w:num w:numId="2"><w:abstractNumId w:val="0"/>{}</w:num>'
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = item("甲") + item("乙", number=2) + item("丙", number=2) + item("丁")
    same = numbering(level(0, "decimal", "%1、"), uses=other.format(""))
    assert lines(body, numbering=same) == ["1、甲", "2、乙", "3、丙", "4、丁"]
    again = numbering(level(0, "decimal", "%1、"), uses=other.format(anew))
    assert lines(body, numbering=again) == ["1、甲", "1、乙", "2、丙", "3、丁"]


def test_a_list_can_print_a_level_in_its_own_way() -> None:
    own = f'<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">{level(0, "decimalFullWidth", "%1、")}</w:lvlOverride></w:num>'
    assert lines(item("甲", number=2), numbering=numbering(level(0, "decimal", "%1."), uses=own)) == ["１、甲"]


def test_a_style_gives_the_list_and_the_level_that_is_linked_to_it() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="H"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    levels = level(0, "ideographLegalTraditional", "%1、", more='<w:pStyle w:val="H"/>')
    levels += level(1, "taiwaneseCountingThousand", "%2、", more='<w:pStyle w:val="H2"/>')
    named = '<w:pStyle w:val="{}"/>'
    body = (
        p("甲", named.format("H"))
        + p("乙", named.format("H2"))
        + p("丙", named.format("H2") + '<w:numPr><w:numId w:val="0"/></w:numPr>')
    )
    assert lines(body, styles=styles, numbering=numbering(levels)) == ["壹、甲", "一、乙", "丙"]


def test_a_definition_can_stand_behind_a_list_style() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="LS"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    linked = '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="LS"/></w:abstractNum><w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num>'
    body = item("甲") + item("乙", number=2)
    assert lines(body, styles=styles, numbering=numbering(level(0, "decimal", "%1、"), uses=linked)) == [
        "1、甲",
        "2、乙",
    ]


def test_styles_of_tables_are_left_out_and_those_beside_them_stay() -> None:
    of_table = '<w:style w:type="table" w:styleId="T"><w:name w:val="Grid"/><w:tblStylePr w:type="firstRow"/></w:style>'
    hiding = '<w:style w:type="paragraph" w:styleId="{}"><w:rPr><w:vanish/></w:rPr></w:style>'
    styles = of_table + hiding.format("A") + of_table + of_table + hiding.format("B") + of_table
    body = p("甲", '<w:pStyle w:val="A"/>') + p("乙", '<w:pStyle w:val="B"/>') + p("丙", '<w:pStyle w:val="T"/>')
    assert lines(body, styles=styles) == ["丙"]
    assert without_table_styles(styles.encode()).count(b'w:type="table"') == 0
    cut_off = hiding.format("A") + of_table[:-4]
    assert without_table_styles(cut_off.encode()) == cut_off.encode()


def test_a_style_in_a_circle_ends() -> None:
    styles = (
        '<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    assert lines(p("甲", '<w:pStyle w:val="A"/>'), styles=styles) == ["甲"]


def test_an_empty_numbered_paragraph_prints_its_number_as_the_column_of_a_table_does() -> None:
    numbered = f"<w:tc>{item('')}</w:tc>"
    document = read(
        table(row(numbered, cell("甲")), row(numbered, cell("乙"))), numbering=numbering(level(0, "decimal", "%1."))
    )
    assert texts(document) == [["1.", "甲"], ["2.", "乙"]]


def test_a_table_gives_its_cells_as_lines_and_as_a_grid() -> None:
    document = read(
        p("前") + table(row(cell("指標"), cell("目標值")), row(cell("一、自有率"), cell("18 件"))) + p("後")
    )
    assert document.text == "前\n指標\n目標值\n一、自有率\n18 件\n後"
    assert texts(document) == [["指標", "目標值"], ["一、自有率", "18 件"]]
    found = document.grids[0].rows[1][1]
    assert found is not None and document.text[slice(*found.spans[0])] == "18 件"


def test_empty_and_covered_cells_are_none_and_rows_are_as_wide_as_the_table() -> None:
    rows = (
        row(cell("目標", '<w:vMerge w:val="restart"/>'), cell("指標"), cell("")),
        row(cell("舊", "<w:vMerge/>"), cell("另一", '<w:gridSpan w:val="2"/>')),
        row(cell("註"), properties='<w:gridBefore w:val="1"/>'),
    )
    document = read(table(*rows))
    assert texts(document) == [["目標", "指標", None], [None, "另一", None], [None, "註", None]]
    assert "舊" not in document.text


def test_rows_and_cells_within_content_controls_are_found() -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    inner = row(control.format(cell("甲")), f"<w:tc>{control.format(p('乙'))}</w:tc>")
    assert texts(read(control.format(table(control.format(inner))))) == [["甲", "乙"]]


def test_a_cell_keeps_all_its_paragraphs_and_a_table_within_it() -> None:
    inner = table(row(cell("丙"), cell("丁")))
    document = read(table(row(f"<w:tc>{p('甲')}{p('乙')}{inner}{p('')}</w:tc>", cell("戊"))))
    assert document.text == "甲\n乙\n丙\n丁\n戊"
    assert texts(document) == [["甲乙丙丁", "戊"]]


def test_a_text_frame_stands_once_after_the_paragraph_that_holds_it() -> None:
    box = f"<wps:txbx><w:txbxContent>{p('框')}</w:txbxContent></wps:txbx>"
    old = f"<w:pict><v:textbox><w:txbxContent>{p('框')}</w:txbxContent></v:textbox></w:pict>"
    both = f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>"
    assert lines(p(r("甲") + both + r("乙")) + p("丙")) == ["甲乙", "框", "丙"]
    assert lines(p(r("甲") + f"<w:r>{old}</w:r>")) == ["甲", "框"]


def test_a_note_is_a_line_of_its_own_in_brackets_and_its_mark_touches_no_figure() -> None:
    notes = f'<w:footnote w:type="separator" w:id="-1">{p("線")}</w:footnote><w:footnote w:id="2">{p("含試辦")}</w:footnote>'
    body = r("18") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + r(" 件。")
    assert lines(p(body) + p("乙"), footnotes=notes) == ["18 件。", "（註1：含試辦）", "乙"]
    document = read(table(row(cell(body), cell("乙"))), footnotes=notes)
    assert document.text == "18 件。\n乙\n（註1：含試辦）"


def test_what_was_deleted_or_moved_away_is_left_out_and_what_was_inserted_is_kept() -> None:
    body = r("甲") + "<w:del><w:r><w:delText>刪</w:delText></w:r></w:del>" + f"<w:ins>{r('增')}</w:ins>"
    body += f"<w:moveFrom>{r('走')}</w:moveFrom><w:moveTo>{r('來')}</w:moveTo>"
    assert lines(p(body) + p("乙")) == ["甲增來", "乙"]
    deleted = row(cell("刪"), properties="<w:del/>")
    assert texts(read(table(row(cell("甲")), deleted))) == [["甲"]]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    deleted = "<w:rPr><w:del/></w:rPr>"
    assert lines(p("甲", deleted) + p("乙") + p("丙")) == ["甲乙", "丙"]
    assert lines(p("甲", deleted)) == ["甲"]
    assert texts(read(table(row(f"<w:tc>{p('甲', deleted)}</w:tc>", cell("乙"))))) == [["甲", "乙"]]


def test_hidden_text_is_left_out_with_a_problem_at_its_place() -> None:
    styles = '<w:style w:styleId="V"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="W"><w:basedOn w:val="V"/></w:style>'
    body = p(r("甲") + r("藏", "<w:vanish/>") + r("現", '<w:vanish w:val="0"/>') + r("匿", '<w:rStyle w:val="W"/>'))
    body += p("隱", '<w:pStyle w:val="W"/>') + p("乙")
    document = read(body, styles=styles)
    assert document.text == "甲現\n乙"
    assert [(d.code, d.text, d.line) for d in document.problems] == [
        ("hidden_text", "藏匿", 1),
        ("hidden_text", "隱", 2),
    ]


def test_a_hidden_item_is_not_counted() -> None:
    hidden = (
        f"<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>{r('藏', '<w:vanish/>')}</w:p>"
    )
    assert lines(item("甲") + hidden + item("乙"), numbering=numbering(level(0, "decimal", "%1、"))) == [
        "1、甲",
        "2、乙",
    ]


def test_fields_give_their_result_only() -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    inner = (
        mark.format("begin")
        + "<w:r><w:instrText>MERGEFIELD</w:instrText></w:r>"
        + mark.format("separate")
        + r("內")
        + mark.format("end")
    )
    field = (
        mark.format("begin")
        + "<w:r><w:instrText>IF</w:instrText></w:r>"
        + inner
        + mark.format("separate")
        + r("109")
        + mark.format("end")
    )
    assert lines(p(field + r("年度") + f"<w:fldSimple>{r('壹')}</w:fldSimple>")) == ["109年度壹"]


def test_a_field_that_never_ends_hides_nothing_after_its_paragraph() -> None:
    assert lines(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>') + p("甲")) == ["甲"]


def test_a_contents_page_keeps_its_leaders_so_that_it_is_known_for_one() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="11"><w:name w:val="toc 1"/></w:style>'
    entry = p("<w:r><w:t>壹、施政綱要</w:t><w:tab/><w:t>3</w:t></w:r>", '<w:pStyle w:val="11"/>')
    assert lines(entry, styles=styles) == ["壹、施政綱要……3"]


def test_a_formula_never_runs_two_figures_together() -> None:
    def m(text: str) -> str:
        return f"<m:r><m:t>{text}</m:t></m:r>"

    fraction = f"<m:oMath><m:f><m:num>{m('甲+1')}</m:num><m:den>{m('20')}</m:den></m:f></m:oMath>"
    power = f"<m:oMath><m:sSup><m:e>{m('10')}</m:e><m:sup>{m('2')}</m:sup></m:sSup></m:oMath>"
    assert lines(p(fraction + r("、") + power)) == ["(甲+1)/20、10^2"]


def test_an_embedded_object_and_a_linked_part_are_named_in_problems() -> None:
    document = read(p("<w:r><w:object><o:OLEObject/></w:object></w:r>") + "<w:altChunk/>" + p("甲"))
    assert [(d.code, d.text) for d in document.problems] == [("unread_object", "OLE"), ("unread_object", "w:altChunk")]


def test_a_strict_document_reads_the_same() -> None:
    members = docx_members(p("甲"))
    strict = {
        name: str(part)
        .replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        .replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, part in members.items()
    }
    assert read_docx(pack(strict), "plan.docx").text == "甲"


@pytest.mark.parametrize("name", ["made-up-1", "made-up-9"])
def test_every_field_of_a_plan_stands_in_a_cell_of_its_grids(name: str) -> None:
    document = read_docx((HERE / f"{name}.docx").read_bytes(), f"{name}.docx")
    assert missing(document, name) == []
    assert document.problems == ()


@pytest.mark.parametrize("path", sorted(HERE.glob("made-up-*.docx")), ids=lambda path: path.stem)
def test_the_same_plan_reads_the_same_from_both_formats(path: Path) -> None:
    word, writer = read_docx(path.read_bytes(), path.name), read_odt(path.with_suffix(".odt").read_bytes(), path.name)
    assert word.text == writer.text
    assert word.grids == writer.grids
