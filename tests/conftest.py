"""What tests of several modules share: stores of plans, and the command line run in the test's process."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import cli
from indexer.publishing import publish
from knowledge.service import Assistant
from knowledge.store import Store
from tests.plans.facts import HERE
from tests.plans_at_hand import bundled_plans
from tests.reading_once import SHARED, plan_in


def pytest_configure(config: pytest.Config) -> None:
    """Make the folder in which the processes of a run share the plans that they read."""
    if SHARED not in os.environ:
        folder = os.environ[SHARED] = tempfile.mkdtemp(prefix="planbot-plans-")
        config.add_cleanup(partial(shutil.rmtree, folder))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of a running bot in one process: two bots at once would wait for each other's processor.

    They come first, so that all others are run beside them.
    """
    for item in items:
        if _is_of_bot(item):
            item.add_marker(pytest.mark.xdist_group("serve"))
    items.sort(key=lambda item: not _is_of_bot(item))


def _is_of_bot(item: pytest.Item) -> bool:
    return item.path.name.startswith("test_serve")


Planbot = Callable[..., Result]
TODAY = "2020-06-01"


@pytest.fixture(scope="session")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of the bundled plans; copy it before writing to it."""
    path = tmp_path_factory.mktemp("bundled") / "bundled.db"
    with Store.open(path) as store:
        publish(bundled_plans(), store)
    return path


@pytest.fixture
def database(bundled: Path, tmp_path: Path) -> Path:
    """A database of the bundled plans that the test may write to."""
    return Path(shutil.copy(bundled, tmp_path / "planbot.db"))


@pytest.fixture
def planbot(database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Planbot:
    """Run `planbot ARGUMENTS` in an empty folder of its own, over a database of the bundled plans."""
    monkeypatch.chdir(tmp_path)
    for name in ("PLANBOT_TOKEN", "PLANBOT_CONFIG", "PLANBOT_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PLANBOT_DB", str(database))

    def run(*arguments: str | Path, input: str | bytes | None = None) -> Result:
        return CliRunner().invoke(cli, [str(argument) for argument in arguments], input=input)

    return run


@pytest.fixture(scope="session")
def two_agencies(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over an agency for veterans (109) and one for the languages of the Hakka (106 to 109)."""
    with Store.open(tmp_path_factory.mktemp("agencies") / "agencies.db") as store:
        publish([plan_in(HERE / name) for name in ("layout-34.odt", "layout-35.pdf")], store)
        yield Assistant(store, date(2020, 6, 1))


def one_line(text: str) -> str:
    """The one line that standard error holds, and nothing else."""
    assert text.startswith("planbot: ")
    assert text.count("\n") == 1
    return text


def damage(database: Path) -> None:
    """Overwrite pages in the middle of a database."""
    content = bytearray(database.read_bytes())
    page = len(content) // 4096 // 2 * 4096
    content[page : page + 40960] = b"\xff" * 40960
    database.write_bytes(content)
