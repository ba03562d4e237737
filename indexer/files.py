"""The files that plans come in: finding them, their bytes, and the reader of each format."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from indexer.document import Document
from indexer.readers.bars import text_document
from indexer.readers.text import decode_text
from knowledge.errors import DocumentRefused
from knowledge.progress import Progress, Told, unheard

SUFFIXES = (".txt", ".pdf", ".odt", ".docx")
_AS_TEXT = (".md", "")  # Read as text where they are named; a folder's are left alone.
_UNREAD = {".doc": "DOC"}
_READERS = {
    ".odt": ("indexer.readers.odt", "read_odt"), ".docx": ("indexer.readers.docx", "read_docx"),
    ".pdf": ("indexer.readers.pdf", "read_pdf"),
}  # fmt: skip
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read of one file."""

    max_bytes: int = 20 * 1024 * 1024
    max_pages: int = 2000


USUAL = Limits()


def find_documents(paths: Sequence[Path]) -> list[Path]:
    """List the documents to read: files as given, and those of folders in order.

    Raises DocumentRefused for a path that is missing or a folder that holds no document.
    """
    found: list[Path] = []
    for path in paths:
        if _is_folder(path):
            inside = sorted(p for p in path.iterdir() if p.is_file() and p.suffix.lower() in SUFFIXES)
            if not inside:
                raise DocumentRefused(f"{path}: the folder holds no {', '.join(SUFFIXES)} file; name another")
            found += inside
        elif path.is_file():
            found.append(path)
        else:
            raise DocumentRefused(f"{_shown(path)}: no such file; check the name")
    return found


def file_bytes(path: Path, limits: Limits) -> bytes:
    """Read a file's bytes. Raises DocumentRefused for one that is too large or must not be read."""
    if (suffix := path.suffix.lower()) in _UNREAD:
        raise DocumentRefused(f"{path.name}: {_UNREAD[suffix]} files cannot be read; save the plan as ODT, DOCX or PDF")
    if suffix not in (*SUFFIXES, *_AS_TEXT):
        raise DocumentRefused(f"{path.name}: {suffix} files cannot be read; save the plan as {', '.join(SUFFIXES)}")
    try:
        with path.open("rb") as file:
            raw = file.read(limits.max_bytes + 1)
    except OSError as error:
        raise DocumentRefused(f"{path}: {error.strerror or error}; check the name and the permissions") from error
    check_size(path.name, raw, limits)
    return raw


def check_size(name: str, raw: bytes, limits: Limits) -> None:
    """Raise DocumentRefused for a file of more bytes than are read."""
    if len(raw) > limits.max_bytes:
        size = f"{limits.max_bytes:,} bytes"
        raise DocumentRefused(f"{name}: larger than {size}; divide the file or raise the limit")


def read_document(raw: bytes, name: str, limits: Limits = USUAL, told: Told = unheard) -> Document:
    """Read the bytes of a file by its format. Raises DocumentRefused."""
    told(Progress(name, "file"))
    suffix = Path(name).suffix.lower()
    if suffix not in _READERS:
        return text_document(decode_text(raw, name))
    # A format's library is loaded where a file of that format is read.
    module, function = _READERS[suffix]
    read: Callable[..., Document] = getattr(import_module(module), function)
    return read(raw, name, limits.max_pages, told) if suffix == ".pdf" else read(raw, name)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError as error:  # A name longer than any file system takes.
        raise DocumentRefused(f"{_shown(path)}: {error.strerror}; check the name") from error


def _shown(path: Path) -> str:
    name = str(path)
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
