"""planbot backup: a whole copy under a new name, or nothing."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from indexer.publishing import publish
from knowledge import backups
from knowledge.backups import BackupRefused, new_file
from knowledge.store import Store
from tests.conftest import Planbot, damage, one_line
from tests.plans_at_hand import bundled_plans
from tests.test_cli import ROOT


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_copy_answers_like_the_database_it_was_made_of(planbot: Planbot, tmp_path: Path) -> None:
    result = planbot("backup", "copy.db")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.count("\n") == 1
    assert result.stdout.rstrip().endswith(" MB")
    assert "planbot.db was copied to copy.db: 2 releases, " in result.stdout
    assert planbot("export", "--json", "--db", "copy.db").stdout == planbot("export", "--json").stdout
    assert planbot("ask", "駐外館宿舍自有目標為何", "--db", "copy.db").stdout.startswith("109 年度目標值：18 件")


def test_only_the_copy_is_left_and_only_its_owner_reads_it(planbot: Planbot, tmp_path: Path) -> None:
    (tmp_path / "copies").mkdir()
    assert planbot("backup", "copies/copy [1*].db").exit_code == 0
    assert left_in(tmp_path / "copies") == ["copy [1*].db"]
    assert (tmp_path / "copies" / "copy [1*].db").stat().st_mode & 0o077 == 0


def test_a_copy_made_while_others_write_is_one_state(database: Path, tmp_path: Path) -> None:
    """A writer adds pairs of misses, each pair in one transaction: a copy that holds half of one is no copy."""
    stop = threading.Event()

    def write() -> None:
        with sqlite3.connect(database, timeout=30) as connection:
            while not stop.is_set():
                connection.executemany(
                    "INSERT INTO miss (text, key, status, rule, offered, at) VALUES (?, '', 'wrong', '', '[]', '')",
                    [("one",), ("two",)],
                )
                connection.commit()
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            with Store.open(database) as store:
                store.backup(tmp_path / f"{number}.copy")
    finally:
        stop.set()
        writer.join()
    for number in range(5):
        with Store.open(tmp_path / f"{number}.copy") as store:
            assert store.damage() == []
            assert len(store.misses()) % 2 == 0
            assert len(store.published()) == 2


def test_what_was_published_last_is_in_the_copy(tmp_path: Path) -> None:
    """The newest pages stand in the -wal file as long as the bot runs."""
    with Store.open(tmp_path / "new.db") as store:
        publish(bundled_plans(), store)
        with Store.open(tmp_path / "new.db") as other:
            other.backup(tmp_path / "copy.db")
    with Store.open(tmp_path / "copy.db") as copy:
        assert len(copy.published()) == 2


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("there.db", "there.db: is there already; name a new file"),
        ("link.db", "link.db: is there already; name a new file"),
        (".", ".: is there already; name a new file"),
        ("missing/copy.db", "missing/copy.db: cannot be made (No such file or directory); name a file in another"),
        ("there.db/copy.db", "there.db/copy.db: cannot be made (Not a directory); name a file in another folder"),
        ("planbot.db", "planbot.db: is the database itself; name a new file"),
        ("planbot.db-wal", "planbot.db-wal: is the database itself; name a new file"),
        ("x" * 255, "cannot be made (File name too long)"),
    ],
)
def test_what_is_refused_is_one_line_and_changes_nothing(
    planbot: Planbot, tmp_path: Path, file: str, said: str
) -> None:
    (tmp_path / "there.db").write_text("mine")
    (tmp_path / "link.db").symlink_to("nowhere.db")
    before = left_in(tmp_path)
    result = planbot("backup", file)
    assert (result.exit_code, result.stdout) == (1, "")
    assert said in one_line(result.stderr)
    assert left_in(tmp_path) == before
    assert (tmp_path / "there.db").read_text() == "mine"


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written_to_is_refused(planbot: Planbot, tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    result = planbot("backup", "locked/copy.db")
    assert "Permission denied" in one_line(result.stderr)


def test_without_a_database_there_is_nothing_to_copy(planbot: Planbot, tmp_path: Path) -> None:
    result = planbot("backup", "copy.db", "--db", "missing.db")
    assert "missing.db: there is no database to copy" in one_line(result.stderr)
    assert left_in(tmp_path) == ["planbot.db"]


def test_a_full_disk_leaves_nothing_half_written(database: Path, tmp_path: Path) -> None:
    size = database.stat().st_size
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "backup", str(tmp_path / "copies" / "copy.db"), "--db", str(database)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size // 2, size // 2)),
        cwd=(tmp_path / "copies").mkdir() or tmp_path,
    )
    assert done.returncode == 1
    assert "the copy could not be written" in one_line(done.stderr.decode())
    assert left_in(tmp_path / "copies") == []


def test_a_damaged_database_makes_no_backup(planbot: Planbot, database: Path, tmp_path: Path) -> None:
    damage(database)
    result = planbot("backup", "copy.db")
    assert "is damaged" in one_line(result.stderr)
    assert not (tmp_path / "copy.db").exists()


def test_an_interrupt_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), new_file(tmp_path / "copy.db") as part:
        part.write_text("half")
        raise KeyboardInterrupt
    assert left_in(tmp_path) == []


def test_a_file_that_came_meanwhile_is_kept(tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match="File exists"), new_file(tmp_path / "copy.db") as part:
        part.write_text("ours")
        (tmp_path / "copy.db").write_text("theirs")
    assert (tmp_path / "copy.db").read_text() == "theirs"
    assert left_in(tmp_path) == ["copy.db"]


def test_a_file_system_without_second_names_gets_the_file_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(backups.os, "link", refused)
    with new_file(tmp_path / "copy.db") as part:
        part.write_text("ours")
    assert left_in(tmp_path) == ["copy.db"]


def test_a_copy_put_in_the_place_of_the_database_serves(planbot: Planbot, database: Path, tmp_path: Path) -> None:
    planbot("backup", "copy.db")
    database.unlink()
    shutil.copy(tmp_path / "copy.db", database)
    assert "18 件" in planbot("ask", "駐外館宿舍自有目標為何").stdout
