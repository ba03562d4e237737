"""Containers made to do harm, or that are not what they are called: each is refused with one line, at little cost."""

from __future__ import annotations

import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from indexer.document import Document
from indexer.readers.docx import read_docx
from indexer.readers.odt import read_odt
from knowledge.errors import DocumentRefused
from tests.containers import ODT_TYPE, docx, docx_members, odf, odt, odt_members, pack, relation, relations

Read = Callable[[bytes, str], Document]
STORED = zipfile.ZIP_STORED
WIDE = '<table:table-row><table:table-cell table:number-columns-repeated="99"><text:p>1</text:p></table:table-cell></table:table-row>'
P = "<text:p>外交部108年度施政計畫</text:p>"
W = "<w:p><w:r><w:t>外交部108年度施政計畫</w:t></w:r></w:p>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
GOOD_ODT, GOOD_DOCX = odt_members(P), docx_members(W)
both = pytest.mark.parametrize(
    ("read", "members", "main"),
    [(read_odt, GOOD_ODT, "content.xml"), (read_docx, GOOD_DOCX, "word/document.xml")],
    ids=["odt", "docx"],
)


def refused(read: Read, raw: bytes, reason: str) -> None:
    with pytest.raises(DocumentRefused, match=reason) as refusal:
        read(raw, "plan.xyz")
    assert str(refusal.value).startswith("plan.xyz: ") and "\n" not in str(refusal.value)


def changed(members: dict[str, str | bytes], **new: str | bytes) -> bytes:
    return pack(members | new)


@both
def test_the_documents_of_these_tests_are_read_when_nothing_is_wrong(
    read: Read, members: dict[str, str | bytes], main: str
) -> None:
    document = read(pack(members), "plan.xyz")
    assert (document.text, document.grids, document.pages, document.problems) == ("外交部108年度施政計畫", (), (), ())
    assert document.is_flowing


@pytest.mark.parametrize("read", [read_odt, read_docx])
@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "no ODT or DOCX"),
        (b"%PDF-1.7\n", "no ODT or DOCX"),
        ("外交部108年度施政計畫".encode(), "no ODT or DOCX"),
        (b"<html>", "no ODT or DOCX"),
        (OLE, "old Office document"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"PK\x03\x04" + bytes(100), "damaged or cut short"),
        (pack({"notes.txt": "外交部"}), "holds no text document"),
    ],
)
def test_what_is_no_container_of_a_document_is_refused(read: Read, raw: bytes, reason: str) -> None:
    refused(read, raw, reason)


@both
def test_a_container_cut_short_anywhere_is_refused(read: Read, members: dict[str, str | bytes], main: str) -> None:
    whole = pack(members)
    for share in range(1, 10):
        refused(read, whole[: len(whole) * share // 10], "damaged|cut short|no ODT")


@both
def test_a_damaged_part_is_refused(read: Read, members: dict[str, str | bytes], main: str) -> None:
    raw = bytearray(pack(members, zipfile.ZIP_STORED))
    raw[raw.find("外交部".encode())] ^= 0xFF
    refused(read, bytes(raw), "damaged")
    refused(read, changed(members, **{main: "<a><b></a>"}), "damaged")
    refused(read, changed(members, **{main: b"<?xml version='1.0' encoding='none'?><a/>"}), "damaged")


def test_another_kind_of_document_under_this_suffix_is_refused() -> None:
    refused(read_odt, pack(GOOD_DOCX), "give it its own suffix")
    refused(read_docx, pack(GOOD_ODT), "give it its own suffix")
    refused(read_odt, changed(GOOD_ODT, mimetype=ODT_TYPE.replace("text", "spreadsheet")), "no ODT text document")
    workbook = str(GOOD_DOCX["word/document.xml"]).replace("w:document", "w:workbook")
    refused(read_docx, changed(GOOD_DOCX, **{"word/document.xml": workbook}), "holds no text document")


@both
def test_a_document_without_text_is_refused(read: Read, members: dict[str, str | bytes], main: str) -> None:
    refused(read, changed(members, **{main: str(members[main]).replace("外交部108年度施政計畫", " \u3000")}), "no text")


@both
def test_a_bomb_is_refused_whatever_its_header_says(read: Read, members: dict[str, str | bytes], main: str) -> None:
    bomb = str(members[main]).replace("外交部", "部" * 8_000_000)
    refused(read, changed(members, **{main: bomb}), "zip bomb")
    refused(read, changed(members, beside=bytes(40_000_000)), "zip bomb")
    raw = bytearray(changed(members, **{main: bomb}))
    size = struct.pack("<I", len(bomb.encode()))
    assert raw.count(size) == 2
    refused(read, bytes(raw).replace(size, struct.pack("<I", 900)), "damaged")


@both
def test_a_member_with_a_second_of_its_name_is_refused(read: Read, members: dict[str, str | bytes], main: str) -> None:
    refused(read, pack([*members.items(), (main, members[main])]), "two files of one name")
    refused(read, pack([*members.items(), (main.upper(), members[main])]), "two files of one name")


@both
@pytest.mark.parametrize("name", ["../evil", "/etc/passwd", "a/../../evil", "C:\\evil", "..\\evil"])
def test_a_member_outside_of_the_container_is_refused(
    read: Read, members: dict[str, str | bytes], main: str, name: str
) -> None:
    refused(read, pack([*members.items(), (name, "x")]), "points outside")


@both
def test_a_locked_member_and_an_odd_way_of_packing_are_refused(
    read: Read, members: dict[str, str | bytes], main: str
) -> None:
    locked = bytearray(pack(members))
    locked[locked.rfind(b"PK\x01\x02") + 8] |= 1
    refused(read, bytes(locked), "encrypted")
    refused(read, pack(members, zipfile.ZIP_BZIP2), "packed in a way")


@both
def test_too_many_members_are_refused(read: Read, members: dict[str, str | bytes], main: str) -> None:
    refused(read, pack([*members.items(), *((f"x{i}", b"") for i in range(5_001))]), "more than 5,000 files")


@both
@pytest.mark.parametrize(
    "declared",
    [
        "<!DOCTYPE a>",
        '<!DOCTYPE a [<!ENTITY x "外交部">]>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE a SYSTEM "http://example.invalid/x.dtd">',
        '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://example.invalid/x"> %x;]>',
    ],
)
def test_any_declaration_is_refused_before_anything_is_read(
    read: Read, members: dict[str, str | bytes], main: str, declared: str
) -> None:
    refused(read, changed(members, **{main: declared + str(members[main])}), "DOCTYPE or entities")
    styles = main.replace("content", "styles").replace("document", "styles")
    refused(read, changed(members, **{styles: declared + str(members[styles])}), "DOCTYPE or entities")


@both
def test_xml_nested_beyond_any_document_is_refused(read: Read, members: dict[str, str | bytes], main: str) -> None:
    tag = "text:span" if main == "content.xml" else "w:smartTag"
    place = "外交部" if main == "content.xml" else "<w:r>"
    for depth in (257, 1_001, 100_000):
        deep = str(members[main]).replace(place, f"<{tag}>" * depth + place)
        refused(read, changed(members, **{main: deep}), "nested or stretched|zip bomb")
    nested = f"<{tag}>" * 200
    deep = str(members[main]).replace(place, nested + place)
    close = "</text:p>" if main == "content.xml" else "</w:p>"
    deep = deep.replace(close, nested.replace("<", "</") + close)
    assert read(changed(members, **{main: deep}), "plan.xyz").text == "外交部108年度施政計畫"


@both
def test_xml_stretched_beyond_any_document_is_refused(read: Read, members: dict[str, str | bytes], main: str) -> None:
    place = "<text:p>" if main == "content.xml" else "<w:p>"
    elements = str(members[main]).replace(place, "<a/>" * 400_001 + place)
    attributes = str(members[main]).replace(place, f"<a {'x' * 10_100_000}=''/>" + place)
    for crafted in (elements, attributes):
        refused(read, pack(members | {main: crafted}, zipfile.ZIP_STORED), "nested or stretched")


def test_an_encrypted_odt_is_refused() -> None:
    locked = odf("manifest:manifest", "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>")
    refused(read_odt, changed(GOOD_ODT, **{"META-INF/manifest.xml": locked, "content.xml": b"\x9d\x01"}), "encrypted")
    refused(read_odt, pack({"mimetype": ODT_TYPE, "encrypted-package": b"\x9d\x01"}), "encrypted")


def test_a_document_that_stands_elsewhere_is_never_fetched() -> None:
    main = relations(relation("officeDocument", "http://example.invalid/x.xml"))
    refused(read_docx, changed(GOOD_DOCX, **{"_rels/.rels": main}), "holds no text document")
    outside = relations(relation("officeDocument", "../../../etc/passwd", "Internal"))
    refused(read_docx, changed(GOOD_DOCX, **{"_rels/.rels": outside}), "holds no text document")


@pytest.mark.parametrize("member", ["Basic/Standard/Module1.xml", "Scripts/python/x.py"])
def test_an_odt_with_macros_is_read_with_a_problem(member: str) -> None:
    document = read_odt(changed(GOOD_ODT, **{member: "Sub Main"}), "plan.odt")
    assert [p.code for p in document.problems] == ["macros"]
    assert document.text == "外交部108年度施政計畫"


def test_a_docx_with_macros_is_read_with_a_problem() -> None:
    document = read_docx(changed(GOOD_DOCX, **{"word/vbaProject.bin": OLE}), "plan.docx")
    assert [p.code for p in document.problems] == ["macros"]


def test_a_template_elsewhere_is_a_problem_and_is_not_fetched() -> None:
    settings = relations(relation("attachedTemplate", "http://example.invalid/x.dotm"))
    document = read_docx(changed(GOOD_DOCX, **{"word/_rels/settings.xml.rels": settings}), "plan.docx")
    assert [(p.code, p.text) for p in document.problems] == [("external_template", "http://example.invalid/x.dotm")]
    meta = odf(
        "office:document-meta", '<office:meta><meta:template xlink:href="https://example.invalid/x"/></office:meta>'
    )
    assert [p.code for p in read_odt(changed(GOOD_ODT, **{"meta.xml": meta}), "plan.odt").problems] == [
        "external_template"
    ]
    own = meta.replace("https://example.invalid/x", "")
    assert read_odt(changed(GOOD_ODT, **{"meta.xml": own}), "plan.odt").problems == ()


def test_widths_without_end_count_as_a_hundred() -> None:
    row = '<table:table-row><table:table-cell table:number-columns-repeated="2000000000"><text:p>甲</text:p></table:table-cell></table:table-row>'
    (grid,) = read_odt(odt(f"<table:table>{row}</table:table>"), "plan.odt").grids
    assert len(grid.rows[0]) == 100
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="200000000"/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc>'
    (grid,) = read_docx(docx(f"<w:tbl><w:tr>{cell * 3}</w:tr></w:tbl>"), "plan.docx").grids
    assert len(grid.rows[0]) == 100


def test_blanks_numbers_and_notes_do_not_multiply_without_end() -> None:
    spaces = read_odt(odt('<text:p>甲<text:s text:c="2000000000"/>乙</text:p>'), "plan.odt")
    assert spaces.text == f"甲{' ' * 100}乙"
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>說明</w:t></w:r></w:p></w:footnote>'
    body = W.replace("</w:p>", '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>') * 5
    assert read_docx(docx(body, footnotes=note), "plan.docx").text.count("說明") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a process is measured as Linux reports it")
@pytest.mark.parametrize(
    ("crafted", "seconds", "megabytes"),
    [
        (lambda: changed(GOOD_ODT, beside=bytes(400_000_000)), 5, 40),
        (lambda: odt(f"{P}<text:p>{'<text:s/>' * 399_000}</text:p>"), 10, 250),
        (lambda: pack(docx_members(f"<w:tbl>{'<w:tr><w:tc/></w:tr>' * 190_000}</w:tbl>{W}"), STORED), 10, 250),
        (lambda: pack(odt_members(f"<table:table>{WIDE * 130_000}</table:table>{P}"), STORED), 20, 400),
    ],
    ids=["zip bomb", "elements", "rows", "repeated columns"],
)
def test_what_is_made_to_do_harm_costs_little(
    crafted: Callable[[], bytes], seconds: float, megabytes: float, tmp_path: Path
) -> None:
    """In a process of its own, so that what other tests used does not count."""
    path = tmp_path / "plan"
    path.write_bytes(crafted())
    script = (
        "import sys, time, resource\n"
        "from indexer.readers.odt import read_odt\nfrom indexer.readers.docx import read_docx\n"
        "from knowledge.errors import DocumentRefused\n"
        "raw = open(sys.argv[1], 'rb').read()\n"
        "before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()\n"
        "try: (read_odt if b'mimetype' in raw[:60] else read_docx)(raw, 'plan')\n"
        "except DocumentRefused: pass\n"
        "print(time.monotonic() - began, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    took, used = map(float, done.stdout.split())
    assert took < seconds
    assert used < megabytes
