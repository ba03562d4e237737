"""PDF files that are made to hurt: each is refused in one line, or read with a warning, within limits of time and memory.

They were seen to fill gigabytes, to loop or to abort a process in libraries that read PDF.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable

import pytest

from indexer.aside import aside
from indexer.files import Limits
from knowledge.errors import DocumentRefused

LINE = b"BT /F 12 Tf 50 700 Td (Annual plan of 2019) Tj ET "
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
RESOURCES = b"/Resources<</Font<</F 4 0 R>>/XObject<</X 5 0 R>>>>"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 6 0 R" + RESOURCES + b">>"


def stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), more, content)


def pdf(*objects: bytes) -> bytes:
    """Write a PDF of these objects, numbered from 1; the first is its catalogue."""
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


def of_page(
    content: bytes, form: bytes = stream(b"", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"), page: bytes = PAGE
) -> bytes:
    pages = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", pages, page, FONT, form, content)


def of_pages(count: int) -> bytes:
    kids = b"".join(b"%d 0 R " % (3 + n) for n in range(count))
    pages = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count)
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", pages, *[b"<</Type/Page/Parent 2 0 R>>"] * count)


def flate(content: bytes, times: int = 1) -> bytes:
    for _ in range(times):
        content = zlib.compress(content, 1)
    return stream(content, b"/Filter[%s]" % (b"/FlateDecode" * times))


FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</XObject<</X 5 0 R>>>>"
CYCLE = pdf(
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 9>>",
    b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R 3 0 R]/Count 9>>",
)
FILES: dict[str, Callable[[], bytes]] = {
    "a stream of half a gigabyte in a few kilobytes": lambda: of_page(flate(LINE + b" " * 2**29, 2)),
    "a page of ten million operators": lambda: of_page(flate(LINE + b"q Q " * 10**7)),
    "a form that draws itself": lambda: of_page(stream(LINE + b"/X Do"), stream(b"/X Do /X Do", FORM)),
    "a hundred thousand rules": lambda: of_page(
        flate(LINE + b"".join(b"%d 0 m %d 842 l S " % (n % 595, n % 595) for n in range(100_000)))
    ),
    "a page of ten million points": lambda: of_page(stream(LINE), page=PAGE.replace(b"595 842", b"10000000 10000000")),
    "twenty thousand pages": lambda: of_pages(20_000),
    "a circle of pages": lambda: CYCLE,
    "a page that is its own contents": lambda: of_page(b"6 0 R"),
    "a length that is not so": lambda: of_page(stream(LINE).replace(b"/Length ", b"/Length 99999999")),
    "a million open brackets": lambda: of_page(stream(LINE + b"[" * 10**6)),
    "a catalogue nested without end": lambda: pdf(b"<</Type/Catalog/Pages " + b"[" * 200_000 + b"]" * 200_000 + b">>"),
}


def test_the_page_of_these_files_is_read_when_nothing_is_wrong() -> None:
    plan = aside("indexer.pipeline:read_bytes", "plan.pdf", of_page(stream(LINE)), Limits())
    assert plan.text.strip() == "Annual plan of 2019"


@pytest.mark.parametrize("what", FILES)
def test_a_file_made_to_hurt_is_refused_in_one_line_or_read_for_what_it_says(what: str) -> None:
    try:
        plan = aside("indexer.pipeline:read_bytes", "plan.pdf", FILES[what](), Limits())
    except DocumentRefused as refused:
        assert str(refused).startswith("plan.pdf: ") and "\n" not in str(refused) and "; " in str(refused)
    else:
        assert plan.text.strip() == "Annual plan of 2019"
