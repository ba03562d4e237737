"""Zip containers (ODT, DOCX), opened without trusting them: nothing is unpacked to disk, every size is counted here.

A member's header may lie about its size, so what is read is counted while it is inflated, and never beyond the limits.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass, field

from knowledge.errors import DocumentRefused

MIB = 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTRY = b"PK\x01\x02"
_MAX_MEMBERS = 5_000
# Of all members as their headers state it: pictures count here, though none is ever read.
_MAX_STATED = 512 * MIB
_MAX_MEMBER = 32 * MIB
_MAX_READ = 64 * MIB
# Deflate reaches 1,032; what office programs write stays below 60.
_MAX_RATIO = 200
_RATIO_FROM = MIB
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_OUTSIDE = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\x00")
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError, OverflowError)


@dataclass
class Archive:
    """An open container; names are looked up regardless of case, as office programs do."""

    name: str
    _zip: zipfile.ZipFile
    _members: dict[str, zipfile.ZipInfo]
    _read: int = field(default=0)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all members, in lower case."""
        return tuple(self._members)

    def read(self, member: str) -> bytes | None:
        """Give the bytes of a member, or None if there is none; DocumentRefused for a damaged or enormous one."""
        info = self._members.get(posixpath.normpath(member).casefold())
        if info is None or info.is_dir():
            return None
        limit = min(_MAX_MEMBER, _MAX_READ - self._read)
        try:
            with self._zip.open(info) as stream:
                data = stream.read(limit + 1)
        except _DAMAGE as damage:
            raise DocumentRefused(f"{self.name}: the file is damaged ({member}); get it again, whole") from damage
        if len(data) > limit or _is_bomb(len(data), info.compress_size):
            raise _too_large(self.name)
        self._read += len(data)
        return data


def open_archive(raw: bytes, name: str) -> Archive:
    """Open a zip container; DocumentRefused, with the reason, for one that must not be read."""
    if raw.startswith(_OLE):
        raise DocumentRefused(f"{name}: {_ole(raw)}")
    if not raw.startswith(b"PK\x03\x04"):
        raise DocumentRefused(f"{name}: this is no ODT or DOCX document, whatever its name says; save the plan as one")
    if raw.count(_ENTRY) > _MAX_MEMBERS:
        raise DocumentRefused(f"{name}: the container holds more than {_MAX_MEMBERS:,} files; it is no document")
    try:
        container = zipfile.ZipFile(io.BytesIO(raw))
    except _DAMAGE as damage:
        raise DocumentRefused(f"{name}: the file is damaged or cut short; get it again, whole") from damage
    return Archive(name, container, _checked(container.infolist(), raw, name))


def _ole(raw: bytes) -> str:
    if "EncryptedPackage".encode("utf-16-le") in raw:
        return "the document is encrypted; save it without a password"
    return "this is an old Office document (.doc); save it as ODT or DOCX"


def _checked(infos: list[zipfile.ZipInfo], raw: bytes, name: str) -> dict[str, zipfile.ZipInfo]:
    members: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        if _OUTSIDE.search(info.orig_filename):
            raise DocumentRefused(f"{name}: a file in the container points outside of it; do not trust this document")
        if info.flag_bits & 1:
            raise DocumentRefused(f"{name}: the document is encrypted; save it without a password")
        if info.compress_type not in _METHODS:
            raise DocumentRefused(f"{name}: packed in a way that no office program uses; save the plan anew")
        key = posixpath.normpath(info.filename).casefold()
        if key in members:
            raise DocumentRefused(f"{name}: the container holds two files of one name; save the plan anew")
        if _is_bomb(info.file_size, info.compress_size):
            raise _too_large(name)
        members[key] = info
    stated = sum(info.file_size for info in infos)
    if stated > _MAX_STATED or _is_bomb(stated, len(raw)):
        raise _too_large(name)
    return members


def _is_bomb(size: int, packed: int) -> bool:
    return size > _RATIO_FROM and size > _MAX_RATIO * packed


def _too_large(name: str) -> DocumentRefused:
    return DocumentRefused(f"{name}: unpacks to far more than a plan holds (a zip bomb?); save the plan anew")
