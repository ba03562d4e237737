"""PDFs that name fonts and do not hold them: what fonts the machine has must not matter."""

from __future__ import annotations

import io

import pytest
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfgen.canvas import Canvas

from indexer.readers.pdf import read_pdf

# A font that is named by a program's own numbers of its glyphs, with the characters beside them.
BY_GLYPH = """
/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
3 beginbfchar <0BB8> <4E00> <4E21> <5341> <FFFD> <4E8C> endbfchar
endcmap CMapName currentdict /CMap defineresource pop end end
"""


def printed(font: str, *lines: str) -> bytes:
    registerFont(UnicodeCIDFont(font))
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setFont(font, 12)
    for at, line in enumerate(lines):
        canvas.drawString(60, 700 - 20 * at, line)
    canvas.save()
    return buffer.getvalue()


def stream(text: str) -> str:
    return f"<</Length {len(text)}>>stream\n{text}\nendstream"


def by_glyph(*lines: str) -> bytes:
    """Print lines of glyphs' numbers, as in `0BB8`, in a font that is not embedded."""
    shown = "".join(f"1 0 0 1 60 {700 - 20 * at} Tm <{line}> Tj\n" for at, line in enumerate(lines))
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        stream(f"BT /F1 12 Tf\n{shown}ET"),
        "<</Type/Font/Subtype/Type0/BaseFont/PMingLiU/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 8 0 R>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/PMingLiU/FontDescriptor 7 0 R/DW 1000/CIDToGIDMap/Identity"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        "<</Type/FontDescriptor/FontName/PMingLiU/Flags 4/FontBBox[0 -200 1000 800]/ItalicAngle 0/Ascent 800"
        "/Descent -200/CapHeight 700/StemV 80>>",
        stream(BY_GLYPH),
    )
    body = "".join(f"{number} 0 obj\n{each}\nendobj\n" for number, each in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer<</Root 1 0 R>>\n%%EOF\n".encode()


@pytest.mark.parametrize("font", ["MSung-Light", "STSong-Light", "HeiseiMin-W3", "HYSMyeongJo-Medium"])
def test_a_text_of_one_character_is_read(font: str) -> None:
    assert read_pdf(printed(font, "一", "十 一", "二"), "plan.pdf").text == "一\n十 一\n二\n"


def test_a_text_of_one_glyph_of_whatever_number_is_read() -> None:
    assert read_pdf(by_glyph("0BB8", "4E210BB8", "FFFD"), "plan.pdf").text == "一\n十一\n二\n"


@pytest.mark.parametrize("line", ["目標 65", "16件", "9,018", "一"])
def test_a_line_ends_where_the_file_says_that_its_last_character_does(line: str) -> None:
    (page,) = read_pdf(printed("MSung-Light", line), "plan.pdf").pdf_pages
    assert page.lines[0].box.right == pytest.approx(60 + stringWidth(line, "MSung-Light", 12), abs=0.01)
