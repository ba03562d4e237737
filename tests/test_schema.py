"""The schema: migrations that are applied once, and a database that is refused where it is not ours."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from knowledge.errors import NewerSchema, PlanbotError, UnreadableStore
from knowledge.schema import migrations
from knowledge.store import Store
from tests.plans_at_hand import bundled_store


def test_a_new_database_gets_every_migration() -> None:
    db = Database(memory=True)
    assert migrations.pending(db)
    migrations.apply(db)
    assert not migrations.pending(db)
    assert {"release", "fact", "passage", "word", "revision", "miss", "secret", "watcher"} <= set(db.table_names())


def test_applying_twice_changes_nothing() -> None:
    db = Database(memory=True)
    migrations.apply(db)
    before = list(db.query("SELECT name, sql FROM sqlite_master ORDER BY name"))
    migrations.apply(db)
    assert list(db.query("SELECT name, sql FROM sqlite_master ORDER BY name")) == before
    assert db.execute("SELECT count(*) FROM revision").fetchone() == (1,)


def test_migrations_are_named_in_the_order_in_which_they_are_applied() -> None:
    names = [m.name for m in migrations.pending(Database(memory=True))]
    assert names == sorted(names)
    assert all(name[0] == "m" and name[1:4].isdigit() for name in names)


def test_a_database_of_the_first_schema_is_migrated_and_keeps_everything(database: Path, tmp_path: Path) -> None:
    old = Database(tmp_path / "old.db")
    migrations.apply(old, stop_before="m002_misses")
    assert "miss" not in old.table_names()
    old.execute("ATTACH ? AS new", [str(database)])
    with old.atomic():
        for table in ("release", "fact", "word"):
            old.execute(f"INSERT INTO {table} SELECT * FROM new.{table}")
        columns = "words, grams, release, kind, position, part"
        old.execute(f"INSERT INTO passage ({columns}) SELECT {columns} FROM new.passage")
        old.execute("UPDATE revision SET number = 1")
    old.close()
    with Store.open(tmp_path / "old.db") as store:
        assert store.misses() == []
        releases = store.releases()
        assert [r.id for r in releases] == [r.id for r in bundled_store().releases()]
        assert [store.plan(r.id) for r in releases] == [bundled_store().plan(r.id) for r in releases]
        assert store.search(["宿舍"], ["宿舍"], 5) == bundled_store().search(["宿舍"], ["宿舍"], 5)
        assert store.revision() == 1


def test_opening_again_keeps_what_is_there(database: Path) -> None:
    with Store.open(database) as store:
        before = store.releases()
    with Store.open(database) as store:
        assert store.releases() == before
        assert before


def test_the_database_is_kept_in_wal_mode(tmp_path: Path) -> None:
    with Store.open(tmp_path / "new.db"):
        pass
    db = sqlite3.connect(tmp_path / "new.db")
    try:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    finally:
        db.close()


def test_a_text_file_is_refused_as_a_database_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    path.write_text("外交部中程施政計畫" * 200, encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(UnreadableStore, match=r"plan\.db.*--db"):
        Store.open(path)
    assert path.read_bytes() == before


def test_a_folder_is_refused_as_a_database(tmp_path: Path) -> None:
    with pytest.raises(UnreadableStore, match="--db"):
        Store.open(tmp_path)


def test_a_database_in_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableStore, match="--db"):
        Store.open(tmp_path / "nowhere" / "plan.db")


def test_a_damaged_database_is_refused(database: Path) -> None:
    raw = bytearray(database.read_bytes())
    raw[100:4096] = b"\xff" * 3996
    database.write_bytes(raw)
    with pytest.raises(UnreadableStore):
        Store.open(database)


def test_a_database_without_our_tables_is_refused_rather_than_half_used(database: Path) -> None:
    db = sqlite3.connect(database)
    db.execute("DROP TABLE fact")
    db.commit()
    db.close()
    with pytest.raises(UnreadableStore):
        Store.open(database)


def test_a_database_of_a_newer_planbot_is_refused_and_left_alone(database: Path) -> None:
    db = sqlite3.connect(database)
    db.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('planbot', 'm999_the_future', '2030-01-01')"
    )
    db.commit()
    db.close()
    with pytest.raises(NewerSchema, match=r"newer planbot.*m999_the_future.*update"):
        Store.open(database)
    db = sqlite3.connect(database)
    assert db.execute("SELECT count(*) FROM release").fetchone() == (2,)
    db.close()


def test_every_refusal_is_one_line_for_a_person(tmp_path: Path) -> None:
    with pytest.raises(PlanbotError) as refused:
        Store.open(tmp_path)
    assert "\n" not in str(refused.value)
