"""The fonts that a PDF names and does not hold: one stand-in for all, so that a file is read alike on every machine.

pdfium takes what is not embedded from the fonts of the system. Where those lack a glyph it has no box, and pdfium
drops each text of a single character (`CPDF_TextPage::ProcessTextObject` passes over texts narrower than 0.01); where
they have it, the places at which characters end are those of that font. What a reader needs, the characters, where
they stand and how far they advance, is in the PDF.
"""

from __future__ import annotations

import ctypes
import struct
from functools import cache
from typing import Any

from pypdfium2 import PdfSysfontBase
from pypdfium2.raw import FXFONT_DEFAULT_CHARSET

_STAND_IN = 1
_WHOLE_FILE = 0
_EM, _WIDTH, _HEIGHT = 1000, 250, 500
_GLYPHS = 0xFFFF


@cache
def use_stand_in() -> PdfSysfontBase:
    """Let pdfium take the stand-in instead of the system's fonts, for the rest of this process."""
    fonts = _Fonts()
    fonts.setup()
    return fonts


class _Fonts(PdfSysfontBase):  # type: ignore[misc]
    """What pdfium is told of the system: it has one font, whatever is asked for. The standard 14 are pdfium's own."""

    def EnumFonts(self, _: Any, mapper: Any) -> None:
        """Name no font."""

    def MapFont(self, *asked: Any) -> int:
        return _STAND_IN

    def GetFont(self, _: Any, face: Any) -> None:
        return None

    def GetFontData(self, _: Any, font: Any, table: int, buffer: Any, size: int) -> int:
        """Copy the font where there is room for it, and give its length; it is asked for no single table."""
        if table != _WHOLE_FILE:
            return 0
        if size >= len(_FONT):
            ctypes.memmove(buffer, _FONT, len(_FONT))
        return len(_FONT)

    def GetFaceName(self, _: Any, font: Any, buffer: Any, size: int) -> int:
        return 0

    def GetFontCharset(self, _: Any, font: Any) -> int:
        return int(FXFONT_DEFAULT_CHARSET)

    def DeleteFont(self, _: Any, font: Any) -> None:
        """Keep the one font."""


def _font() -> bytes:
    """Make a TrueType font whose every glyph is the same bar, as wide as the narrowest advances.

    A file asks for a glyph by a character, which a `cmap` of format 13 leads to one glyph, or by its number in the font
    that was not embedded, which may be any. So all numbers lead to one of two bars: FreeType lets a glyph whose end
    lies before its start run to the end of the table. The tables are those without which it opens no font
    (https://learn.microsoft.com/typography/opentype/spec/otff).
    """
    box = struct.pack(">4h", 0, 0, _WIDTH, _HEIGHT)
    # One contour that ends at its point 3, no instructions, four points on the curve, each from the one before it.
    bar = struct.pack(">h8s2H4B8h", 1, box, 3, 0, 1, 1, 1, 1, 0, 0, _WIDTH, 0, 0, _HEIGHT, 0, -_HEIGHT)
    tables = {
        b"cmap": struct.pack(">4HI2H6I", 0, 1, 3, 10, 12, 13, 0, 28, 0, 1, 0, 0x10FFFF, 1),
        b"glyf": bar * 2,
        b"head": struct.pack(">4I2H16x8s2H3h", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _EM, box, 0, 8, 2, 0, 0),
        b"hhea": struct.pack(">I2h26xH", 0x10000, _HEIGHT, 0, 1),
        b"hmtx": struct.pack(">Hh", _EM, 0),
        b"loca": struct.pack(">2H", 0, len(bar) // 2) * ((_GLYPHS + 1) // 2),
        b"maxp": struct.pack(">I3H22x", 0x10000, _GLYPHS, 4, 1),
    }
    directory, data, start = struct.pack(">I4H", 0x10000, len(tables), 64, 2, 48), b"", 12 + 16 * len(tables)
    for tag, table in tables.items():
        directory += struct.pack(">4s3I", tag, 0, start + len(data), len(table))
        data += table + bytes(-len(table) % 4)
    return directory + data


_FONT = _font()
