"""The history of releases: what a new one changes, the one before brought back, a plan withdrawn."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from indexer.pipeline import read_bytes
from indexer.publishing import publish
from knowledge.store import Store
from tests.conftest import Planbot

PLANS = Path(__file__).parent.parent / "knowledge" / "plans"
OLD, NEW = "mofa-midterm-106-109", "mofa-midterm-106-109.2"
QUESTION = "駐外館宿舍自有目標為何"


@pytest.fixture(scope="module")
def twice(bundled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in which the mid-term plan has a second release: one target moved, 臺 written 台."""
    text = (PLANS / "mofa-midterm-106-109.txt").read_text(encoding="utf-8")
    text = text.replace("18 件", "19 件").replace("臺", "台")
    path = Path(shutil.copy(bundled, tmp_path_factory.mktemp("history") / "history.db"))
    with Store.open(path) as store:
        publish([read_bytes("new.txt", text.encode())], store)
    return path


@pytest.fixture
def changed(twice: Path, tmp_path: Path) -> tuple[str, str]:
    return ("--db", str(shutil.copy(twice, tmp_path / "history.db")))


def test_a_difference_is_named_with_both_sides_and_their_pages(planbot: Planbot, changed: tuple[str, str]) -> None:
    said = planbot("diff", OLD, NEW, *changed).stdout.splitlines()
    assert said == [
        "target moved: 提高駐外館宿舍自有率及節省鉅額租金支出 [109]",
        "  - 18 件  [page 2-5]",
        "  + 19 件  [page 2-5]",
    ]


def test_a_difference_of_form_alone_is_none(planbot: Planbot, changed: tuple[str, str]) -> None:
    found = json.loads(planbot("diff", OLD, NEW, "--json", *changed).stdout)
    assert [(c["kind"], c["before"], c["after"]) for c in found] == [("target", "18 件", "19 件")]


def test_the_release_before_is_served_again(planbot: Planbot, changed: tuple[str, str]) -> None:
    assert "19 件" in planbot("ask", QUESTION, *changed).stdout
    assert planbot("rollback", NEW, *changed).stdout.startswith(f"{OLD}: published again")
    assert "18 件" in planbot("ask", QUESTION, *changed).stdout
    refused = planbot("rollback", OLD, *changed)
    assert (refused.exit_code, refused.stderr.count("\n")) == (1, 1)


def test_a_withdrawn_plan_is_not_answered_and_stays_readable(planbot: Planbot, changed: tuple[str, str]) -> None:
    assert planbot("withdraw", NEW, *changed).exit_code == 0
    assert "19 件" not in planbot("ask", QUESTION, *changed).stdout
    assert "19 件" in planbot("source", NEW, *changed).stdout
    again = planbot("withdraw", NEW, *changed)
    assert (again.exit_code, again.stderr.count("\n")) == (1, 1)


@pytest.mark.parametrize(
    "verb", [("diff", OLD, NEW), ("rollback", OLD), ("withdraw", OLD), ("alias", "add", "甲", "乙"), ("misses",)]
)
def test_a_database_that_is_not_there_is_named_and_not_made(
    planbot: Planbot, tmp_path: Path, verb: tuple[str, ...]
) -> None:
    (tmp_path / "config.toml").write_text('[knowledge]\nlexicon = "words.toml"\n', encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    refused = planbot(*verb, "--db", "mistyped.db")
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr == "planbot: mistyped.db: there is no such database; name it with --db\n"
    assert sorted(tmp_path.iterdir()) == before


def test_a_check_publishes_nothing_and_says_how_sure_it_is(planbot: Planbot, changed: tuple[str, str]) -> None:
    before = planbot("releases", *changed).stdout
    [checked] = json.loads(
        planbot("index", "--check", "--json", str(PLANS / "mofa-midterm-106-109.txt"), *changed).stdout
    )
    assert (checked["kpis"], checked["projects"]) == (16, 18)
    assert checked["confidence"] == {"kpis": 15 / 16, "projects": 1.0}
    assert planbot("releases", *changed).stdout == before


def test_a_release_that_is_not_served_is_not_rolled_back(planbot: Planbot, changed: tuple[str, str]) -> None:
    refused = planbot("rollback", OLD, *changed)
    assert refused.exit_code == 1
    assert refused.stderr.strip() == f"planbot: {OLD} is not served; planbot releases lists what is"
    assert f"{NEW}: published again" not in refused.stdout


def test_releases_of_different_plans_are_not_compared(planbot: Planbot, changed: tuple[str, str]) -> None:
    refused = planbot("diff", "mofa-annual-108", NEW, *changed)
    assert refused.exit_code == 1
    assert "are different plans" in refused.stderr
