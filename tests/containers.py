"""ODT and DOCX documents written in a test: the body as XML, everything around it made here."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterable, Mapping

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_ODF_NAMES = (
    "".join(f' xmlns:{n}="{_ODF}{n}:1.0"' for n in ("office", "text", "table", "style", "meta", "manifest"))
    + f' xmlns:draw="{_ODF}drawing:1.0" xmlns:svg="{_ODF}svg-compatible:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink"'
)
ODT_TYPE = "application/vnd.oasis.opendocument.text"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD_NAMES = (
    f'xmlns:w="{_W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    ' xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_MAIN = f'<Relationships xmlns="{_RELATIONS}"><Relationship Type="{_KIND}officeDocument" Target="word/document.xml"/></Relationships>'

Members = Mapping[str, str | bytes] | Iterable[tuple[str, str | bytes]]


def pack(members: Members, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Make a zip container; members given as pairs may repeat a name."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as container, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, content in members.items() if isinstance(members, Mapping) else members:
            container.writestr(name, content)
    return packed.getvalue()


def odt_members(body: str, automatic: str = "", styles: str = "") -> dict[str, str | bytes]:
    content = (
        f"<office:document-content{_ODF_NAMES}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    named = f"<office:document-styles{_ODF_NAMES}><office:styles>{styles}</office:styles></office:document-styles>"
    manifest = f"<manifest:manifest{_ODF_NAMES}/>"
    return {"mimetype": ODT_TYPE, "content.xml": content, "styles.xml": named, "META-INF/manifest.xml": manifest}


def odt(body: str, automatic: str = "", styles: str = "", **more: str | bytes) -> bytes:
    """Write an ODT document; `more` are members whose names have no signs in them."""
    return pack(odt_members(body, automatic, styles) | more)


def odf(root: str, inner: str) -> str:
    """Write a part of an ODF document with its namespaces."""
    return f"<{root}{_ODF_NAMES}>{inner}</{root}>"


def docx_members(
    body: str, *, styles: str = "", numbering: str = "", footnotes: str = "", relations: str = ""
) -> dict[str, str | bytes]:
    kinds = ("styles", "numbering", "footnotes", "settings")
    known = "".join(f'<Relationship Type="{_KIND}{kind}" Target="{kind}.xml"/>' for kind in kinds)
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _MAIN,
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{known}{relations}</Relationships>',
        "word/document.xml": f"<w:document {_WORD_NAMES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_WORD_NAMES}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {_WORD_NAMES}>{numbering}</w:numbering>",
        "word/footnotes.xml": f"<w:footnotes {_WORD_NAMES}>{footnotes}</w:footnotes>",
    }


def docx(body: str, *, styles: str = "", numbering: str = "", footnotes: str = "") -> bytes:
    """Write a DOCX document."""
    return pack(docx_members(body, styles=styles, numbering=numbering, footnotes=footnotes))


def relation(kind: str, target: str, mode: str = "External") -> str:
    return f'<Relationship Type="{_KIND}{kind}" Target="{target}" TargetMode="{mode}"/>'


def relations(inner: str) -> str:
    return f'<Relationships xmlns="{_RELATIONS}">{inner}</Relationships>'
