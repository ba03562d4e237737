"""The wheel: built offline from the checkout, it holds all that planbot needs and runs without the checkout."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LOCKS = sorted(ROOT.glob("requirements*.lock"))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--quiet", "--wheel-dir", str(folder)]
    # A copy, so that an unfinished build leaves nothing in the checkout.
    subprocess.run([sys.executable, "-m", "pip", "wheel", *options, str(ROOT)], check=True, capture_output=True)
    (path,) = folder.glob("planbot-*.whl")
    return zipfile.ZipFile(path)


def test_the_plans_stand_in_it_byte_for_byte(wheel: zipfile.ZipFile) -> None:
    plans = sorted((ROOT / "knowledge" / "plans").iterdir())
    assert len([plan for plan in plans if plan.suffix == ".txt"]) == 2
    for plan in plans:
        if plan.is_file():
            assert wheel.read(f"knowledge/plans/{plan.name}") == plan.read_bytes()


def test_the_lexicon_and_the_example_configuration_stand_in_it(wheel: zipfile.ZipFile) -> None:
    assert wheel.read("bot/config.example.toml") == (ROOT / "config.example.toml").read_bytes()
    for path in (ROOT / "knowledge").glob("*.toml"):
        assert wheel.read(f"knowledge/{path.name}") == path.read_bytes()
    assert "knowledge/lexicon.toml" in wheel.namelist()


def test_it_holds_every_module_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    names = {name for name in wheel.namelist() if name.endswith(".py")}
    packages = ("bot", "indexer", "knowledge")
    assert names == {str(p.relative_to(ROOT)) for package in packages for p in (ROOT / package).rglob("*.py")}
    assert {name.split("/")[0] for name in wheel.namelist()} <= {*packages, "planbot-0.1.0.dist-info"}


def test_the_command_is_planbot_and_the_licence_is_with_it(wheel: zipfile.ZipFile) -> None:
    assert "planbot = bot.cli:main" in wheel.read("planbot-0.1.0.dist-info/entry_points.txt").decode()
    assert wheel.read("planbot-0.1.0.dist-info/licenses/LICENSE") == (ROOT / "LICENSE").read_bytes()


def test_it_answers_without_the_checkout(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path / "site")
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "ask", "駐外館宿舍自有目標為何"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path / "site"), "PLANBOT_DB": str(tmp_path / "x.db")},
        capture_output=True,
        check=True,
    )
    assert "18 件" in done.stdout.decode().splitlines()[0]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_pins_everything_with_hashes_and_names_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    pinned = re.findall(r"^([a-z0-9][a-z0-9.-]*)==\S+.* \\$", text, re.MULTILINE)
    assert pinned
    assert len(pinned) == len(re.findall(r"^[a-z]", text, re.MULTILINE))
    assert text.count("    --hash=sha256:") >= len(pinned)
    assert not re.search(r"https?:|file:|--(?:extra-)?index|--find-links|/", text.replace("make lock", ""))


def test_the_locks_agree() -> None:
    build, runtime, test = (
        dict(re.findall(r"^([a-z0-9.-]+)==([^\s;]+)", lock.read_text(encoding="utf-8"), re.MULTILINE))
        for lock in (ROOT / f"requirements{name}.lock" for name in ("-build", "", "-test"))
    )
    assert build.items() <= runtime.items() <= test.items()
