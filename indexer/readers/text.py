"""Text files: bytes become the canonical text that all spans point into."""

from __future__ import annotations

import codecs

from knowledge.errors import DocumentRefused

_BINARY_FORMATS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip container such as ODT or DOCX"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Control characters that no text file holds; a tab, line ends and a form feed are text.
_CONTROLS = frozenset(range(0x20)) - {0x09, 0x0A, 0x0C, 0x0D}


def decode_text(raw: bytes, name: str) -> str:
    """Give the canonical text of a text file: decoded, without BOM, lines ended by LF, otherwise untouched.

    Raises DocumentRefused for a file that is empty, binary, or in an encoding that is not known.
    """
    for magic, what in _BINARY_FORMATS:
        if raw.startswith(magic):
            raise DocumentRefused(
                f"{name}: this is {what}, not plain text; give it the ending of its format, or save it as text (.txt)"
            )
    text = _decode(raw, name).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise DocumentRefused(f"{name}: the file is empty; give a file that holds a plan's text")
    if sum(ord(char) in _CONTROLS for char in text) > len(text) // 1000:
        raise DocumentRefused(f"{name}: this is a binary file; save the plan as plain text (.txt)")
    return text


def _decode(raw: bytes, name: str) -> str:
    for encoding in _encodings(raw):
        try:
            return raw.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError:
            continue
    raise DocumentRefused(f"{name}: the text is neither UTF-8, UTF-16 nor Big5; save it as UTF-8 text")


def _encodings(raw: bytes) -> tuple[str, ...]:
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return (encoding,)
    if raw.count(0) > len(raw) // 50:
        return _utf16_without_bom(raw)
    return ("utf-8", "cp950", "big5hkscs")


def _utf16_without_bom(raw: bytes) -> tuple[str, ...]:
    """In UTF-16, the NUL of a line feed or blank stands at odd offsets (LE) or at even ones (BE)."""
    odd, even = raw[1::2].count(0), raw[0::2].count(0)
    if len(raw) % 2 or min(odd, even) * 10 > max(odd, even):
        return ("utf-8",)
    return ("utf-16-le",) if odd > even else ("utf-16-be",)
