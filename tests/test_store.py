"""The store: what is published is all there or not at all, and reads back as it was."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.errors import UnknownRelease
from knowledge.models import Plan, Release
from knowledge.store import Publication, Store
from tests.plans_at_hand import ANNUAL, MIDTERM, NOW, STEADY, Row, bundled_plan, bundled_store, write_plan

LATER = "2026-12-01T00:00:00+00:00"


def plan_of(target: str = "30 件", agency: str = "農業部") -> Plan:
    return write_plan([Row("強化糧食安全", "推廣有機農業", "有機農戶輔導件數", [target])], agency=agency)


OLD, NEW = plan_of("30 件"), plan_of("45 件")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "planbot.db") as store:
        yield store


def content_of(path: Path) -> list[str]:
    """All that a database holds, as SQL; the two stores are the same when these are."""
    db = sqlite3.connect(path)
    try:
        return list(db.iterdump())
    finally:
        db.close()


def test_a_new_store_holds_nothing(store: Store) -> None:
    assert store.is_empty()
    assert store.releases() == []
    assert store.search(["外交"], ["外"], 5) == []


def test_a_published_plan_reads_back_equal(store: Store) -> None:
    store.publish([Publication(OLD, "moa")], NOW)
    assert store.plan("moa") == OLD
    assert not store.is_empty()


@pytest.mark.parametrize("release", [MIDTERM, ANNUAL])
def test_the_bundled_plans_read_back_equal_from_another_store(store: Store, release: str) -> None:
    plan = bundled_plan(release)
    store.publish([Publication(plan, release)], NOW)
    assert store.plan(release) == plan


@pytest.mark.parametrize(("release", "file"), [(MIDTERM, "mofa-midterm-106-109.txt"), (ANNUAL, "mofa-annual-108.txt")])
def test_the_source_is_the_file_byte_for_byte(release: str, file: str) -> None:
    raw = Path(__file__).parent.parent.joinpath("knowledge", "plans", file).read_bytes()
    assert bundled_store().source(release).encode("utf-8") == raw


@pytest.mark.parametrize("text", ["a\r\nb", "\ufeff外交", "a\rb\n", "尾 \n\n", "\u2028\u0085x", "\x00後", "🙂"])
def test_no_character_of_a_source_is_changed(store: Store, text: str) -> None:
    store.publish([Publication(replace(OLD, text=text + OLD.text), "moa")], NOW)
    assert store.source("moa") == text + OLD.text


def test_a_release_keeps_what_is_known_of_it(store: Store) -> None:
    [done] = store.publish([Publication(OLD, "moa", url="https://example.org", published_on="2021-01-01")], NOW)
    assert done.is_new
    assert done.release == Release(
        "moa", OLD.title, "農業部", "midterm", 110, 113, "農業部.txt", OLD.sha256, NOW, "published",
        "https://example.org", "2021-01-01",
    )  # fmt: skip
    assert store.release("moa") == done.release


def test_the_same_file_twice_changes_nothing(store: Store, tmp_path: Path) -> None:
    store.publish([Publication(OLD, "moa")], NOW)
    revision, before = store.revision(), content_of(tmp_path / "planbot.db")
    [again] = store.publish([Publication(OLD, "moa")], LATER)
    assert not again.is_new
    assert again.release.indexed_at == NOW
    assert (store.revision(), content_of(tmp_path / "planbot.db")) == (revision, before)


def test_a_later_file_supersedes_and_the_earlier_one_stays_readable(store: Store) -> None:
    store.publish([Publication(OLD, "moa")], NOW)
    [done] = store.publish([Publication(NEW, "moa")], LATER)
    assert (done.release.id, done.is_new) == ("moa.2", True)
    assert [(r.id, r.status) for r in store.releases()] == [("moa.2", "published"), ("moa", "superseded")]
    assert [r.id for r in store.published()] == ["moa.2"]
    assert store.plan("moa") == OLD
    assert store.plan("moa.2") == NEW


def test_an_earlier_file_can_be_published_again(store: Store) -> None:
    for plan in (OLD, NEW, OLD):
        store.publish([Publication(plan, "moa")], NOW)
    assert [(r.id, r.status) for r in store.releases()] == [
        ("moa.3", "published"), ("moa.2", "superseded"), ("moa", "superseded"),
    ]  # fmt: skip
    assert store.plan("moa.3") == OLD


def test_plans_of_other_slugs_are_left_alone(store: Store) -> None:
    store.publish([Publication(OLD, "moa"), Publication(plan_of(agency="交通部"), "motc")], NOW)
    store.publish([Publication(NEW, "moa")], LATER)
    assert {r.id for r in store.published()} == {"moa.2", "motc"}


def test_the_revision_grows_with_every_change(store: Store) -> None:
    seen = [store.revision()]
    for plan in (OLD, NEW):
        store.publish([Publication(plan, "moa")], NOW)
        seen.append(store.revision())
    assert seen == sorted(set(seen))


def test_an_exception_in_the_second_publication_leaves_nothing_of_the_first(store: Store, tmp_path: Path) -> None:
    store.publish([Publication(OLD, "moa")], NOW)
    before = content_of(tmp_path / "planbot.db")
    broken = replace(plan_of(agency="交通部"), kind="wish")  # type: ignore[arg-type]
    with pytest.raises(sqlite3.IntegrityError):
        store.publish([Publication(NEW, "moa"), Publication(broken, "motc")], LATER)
    assert content_of(tmp_path / "planbot.db") == before
    assert [r.id for r in store.published()] == ["moa"]


def test_a_stop_while_plans_are_being_handed_over_leaves_nothing(store: Store, tmp_path: Path) -> None:
    before = content_of(tmp_path / "planbot.db")

    def stopping() -> Iterator[Publication]:
        yield Publication(OLD, "moa")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.publish(stopping(), NOW)
    assert content_of(tmp_path / "planbot.db") == before
    store.publish([Publication(OLD, "moa")], NOW)
    assert store.plan("moa") == OLD


def test_a_reader_sees_nothing_of_a_publication_before_it_is_whole(store: Store, tmp_path: Path) -> None:
    store.publish([Publication(OLD, "moa")], NOW)
    seen: list[list[str]] = []

    def peeking() -> Iterator[Publication]:
        yield Publication(NEW, "moa")
        with Store.open(tmp_path / "planbot.db") as reader:
            seen.append([r.id for r in reader.published()])
            assert reader.plan("moa") == OLD
            assert [h.release for h in reader.search([], ["有机"], 5)] == ["moa"] * len(reader.search([], ["有机"], 5))
        yield Publication(plan_of(agency="交通部"), "motc")

    store.publish(peeking(), LATER)
    assert seen == [["moa"]]
    assert {r.id for r in store.published()} == {"moa.2", "motc"}


def test_an_open_reader_sees_the_new_release_whole_once_it_is_there(store: Store, tmp_path: Path) -> None:
    store.publish([Publication(OLD, "moa")], NOW)
    with Store.open(tmp_path / "planbot.db") as reader:
        assert [r.id for r in reader.published()] == ["moa"]
        store.publish([Publication(NEW, "moa")], LATER)
        assert [r.id for r in reader.published()] == ["moa.2"]
        assert reader.plan("moa.2") == NEW
        assert {h.release for h in reader.search([], ["有机"], 5)} == {"moa.2"}


def test_readers_in_other_threads_only_ever_see_a_whole_release(store: Store, tmp_path: Path) -> None:
    store.publish([Publication(OLD, "moa")], NOW)
    mixed: list[str] = []
    done = threading.Event()

    def read() -> None:
        with Store.open(tmp_path / "planbot.db") as reader:
            while not done.is_set():
                for release in reader.published():
                    if reader.plan(release.id) not in (OLD, NEW):
                        mixed.append(release.id)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for plan in (NEW, OLD, NEW, OLD):
        store.publish([Publication(plan, "moa")], LATER)
    done.set()
    for reader in readers:
        reader.join()
    assert mixed == []
    assert store.published()[0].id == "moa.5"


@pytest.mark.parametrize("ask", ["release", "plan", "source"])
def test_an_unknown_release_is_refused_and_the_known_ones_named(store: Store, ask: str) -> None:
    store.publish([Publication(OLD, "moa")], NOW)
    with pytest.raises(UnknownRelease, match=r"no release is called nowhere; there is: moa$"):
        getattr(store, ask)("nowhere")


def test_search_finds_the_passage_that_shares_words() -> None:
    store = bundled_store()
    tokens = store.segmenter().tokens("打擊跨境犯罪")
    hits = store.search(tokens.words, tokens.grams, 5)
    plans = {r.id: store.plan(r.id) for r in store.published()}
    first = hits[0]
    assert first.kind == "sections"
    section = plans[first.release].sections[first.position]
    assert "跨境犯罪" in section.title + section.text


def test_search_gives_the_better_fit_first_and_no_more_than_asked() -> None:
    hits = bundled_store().search(["国际"], ["国际"], 7)
    assert len(hits) == 7
    assert [h.rank for h in hits] == sorted(h.rank for h in hits)


def test_search_finds_nothing_of_a_superseded_release(store: Store) -> None:
    store.publish([Publication(write_plan([Row("甲目標", "畜牧防疫", "防疫件數", ["3 件"])]), "moa")], NOW)
    assert store.search([], ["畜牧"], 5)
    store.publish([Publication(NEW, "moa")], LATER)
    assert store.search([], ["畜牧"], 5) == []


@pytest.mark.parametrize(
    "token",
    ['"', '""', "NEAR(", "*", "^", "-", "words:", "a OR b", "AND", "NOT", "(", ")", "{words}", "'", "; DROP TABLE fact; --", "\\", "+", ":", "", " "],
)  # fmt: skip
def test_search_syntax_in_a_token_is_harmless(token: str) -> None:
    store = bundled_store()
    store.search([token], [token], 5)
    store.search([token, "国际"], ["国际", token], 5)
    assert len(store.plan(MIDTERM).kpis) == 16


@given(st.lists(st.text(max_size=8), max_size=4), st.lists(st.text(max_size=8), max_size=4))
@STEADY
def test_any_tokens_can_be_searched(words: list[str], pairs: list[str]) -> None:
    assert len(bundled_store().search(words, pairs, 3)) <= 3


def test_the_order_of_tokens_does_not_change_what_is_found() -> None:
    store = bundled_store()
    assert store.search(["国际", "组织"], [], 9) == store.search(["组织", "国际", "国际"], [], 9)


def test_several_reads_see_one_state_while_another_publishes(store: Store, tmp_path: Path) -> None:
    store.publish([Publication(OLD, "moa")], NOW)
    with Store.open(tmp_path / "planbot.db") as reader:
        with reader.snapshot():
            assert [r.id for r in reader.published()] == ["moa"]
            store.publish([Publication(NEW, "moa")], LATER)
            assert [r.id for r in reader.published()] == ["moa"]
            assert reader.plan("moa") == OLD
            assert {h.release for h in reader.search([], ["有机"], 5)} == {"moa"}
        assert [r.id for r in reader.published()] == ["moa.2"]


def test_what_was_published_outlives_the_process(tmp_path: Path) -> None:
    path = tmp_path / "kept.db"
    with Store.open(path) as first:
        first.publish([Publication(OLD, "moa")], NOW)
    with Store.open(path) as second:
        assert second.plan("moa") == OLD
        assert second.segmenter().words("有機農業")


def test_a_database_where_nobody_may_write_is_read(bundled: Path, tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    path = Path(shutil.copy(bundled, folder / "planbot.db"))
    path.chmod(0o444)
    folder.chmod(0o555)
    read = f"from knowledge.store import Store\nwith Store.open({str(path)!r}) as s: print(len(s.releases()))"
    capabilities = "-dac_override,-dac_read_search"
    # The superuser may write anywhere, so it gives that right up.
    drop = ["setpriv", "--bounding-set", capabilities, "--inh-caps", capabilities] if os.geteuid() == 0 else []
    if drop and not shutil.which("setpriv"):
        pytest.skip("the superuser cannot give up its rights here")
    done = subprocess.run([*drop, sys.executable, "-c", read], capture_output=True, text=True, check=False)
    folder.chmod(0o755)
    assert (done.stdout.strip(), done.stderr) == ("2", "")
