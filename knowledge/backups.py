"""The file of a backup: it gets its name when it is whole, and takes nobody else's."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp

from knowledge.errors import StoreError

# A database file, and what SQLite keeps beside it: a file of such a name is taken for a part of it.
BESIDE = ("", "-wal", "-shm", "-journal")


class BackupRefused(StoreError):
    """A backup cannot be made there."""


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Give a file to write beside `path`, which gets that name at the end, or is removed. Raises BackupRefused."""
    if os.path.lexists(path):
        raise BackupRefused(f"{path}: is there already; name a new file")
    try:
        # For its owner alone, like a key: the database holds the secrets of the webhook and of pseudonyms.
        opened, name = mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as error:
        raise BackupRefused(f"{path}: cannot be made ({error.strerror}); name a file in another folder") from error
    os.close(opened)
    part = Path(name)
    try:
        yield part
        _settle(part, path)
    except OSError as error:
        raise BackupRefused(f"{path}: cannot be made ({error.strerror}); nothing was kept") from error
    finally:
        for end in BESIDE:
            Path(f"{part}{end}").unlink(missing_ok=True)


def _settle(part: Path, path: Path) -> None:
    with part.open("rb+") as written:
        os.fsync(written.fileno())
    try:
        # Unlike a rename, a second name never takes the place of a file that came meanwhile.
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:
        os.rename(part, path)  # The file system gives a file only one name (FAT).
