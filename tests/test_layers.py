"""The layers: bot -> indexer -> knowledge, bot -> knowledge, and nothing backward; read from every file's imports."""

from __future__ import annotations

import ast
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = {"knowledge": {"knowledge"}, "indexer": {"indexer", "knowledge"}, "bot": {"bot", "indexer", "knowledge"}}
FILES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
# The parts of the bot that speak with Telegram; the rest works without its library.
TELEGRAM = {"bot.app", "bot.context", "bot.handlers", "bot.transport"}
# Libraries that take long to import and are seldom needed.
LATE = {"pypinyin"}
SQL = {f"knowledge.{name}" for name in ("store", "database", "ledger", "schema", "transactions")}

every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))


def module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports(path: Path) -> frozenset[str]:
    """Every module that a file imports, wherever in it; of `from a import b` both `a` and `a.b` where that is one."""
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.add(node.module or "")
            inside = ROOT.joinpath(*(node.module or "").split("."))
            found |= {f"{node.module}.{a.name}" for a in node.names if (inside / f"{a.name}.py").exists()}
    return frozenset(found)


def within(name: str, packages: set[str]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def test_there_is_something_to_check() -> None:
    assert len(FILES) > 30


@every_file
def test_imports_point_one_way(path: Path) -> None:
    own = {name for name in imports(path) if within(name, set(PACKAGES) | {"tests"})}
    assert {name for name in own if not within(name, PACKAGES[module(path).split(".")[0]])} == set()


@every_file
def test_only_the_bot_knows_telegram(path: Path) -> None:
    if not within(module(path), TELEGRAM):
        assert not any(within(name, {"telegram"}) for name in imports(path))


@every_file
def test_only_the_store_speaks_sql(path: Path) -> None:
    if module(path) not in SQL:
        assert not any(within(name, {"sqlite3", "sqlite_utils"}) for name in imports(path))


@every_file
def test_a_package_root_holds_only_its_docstring(path: Path) -> None:
    if path.name == "__init__.py":
        assert ast.get_docstring(tree(path))
        assert len(tree(path).body) == 1


@every_file
def test_a_module_begins_with_a_docstring_and_is_read_in_one_sitting(path: Path) -> None:
    assert ast.get_docstring(tree(path))
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@every_file
def test_nothing_is_defined_twice_so_that_the_second_hides_the_first(path: Path) -> None:
    bodies = tree(path).body
    named = [node.name for node in bodies if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    targets = [t for node in bodies if isinstance(node, ast.Assign) for t in node.targets]
    targets += [node.target for node in bodies if isinstance(node, ast.AnnAssign)]
    named += [name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)]
    assert [name for name, times in Counter(named).items() if times > 1] == []


@every_file
def test_no_function_imports_but_what_is_slow_and_seldom_needed(path: Path) -> None:
    functions = (node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    inner = [n for f in functions for n in ast.walk(f) if isinstance(n, ast.Import | ast.ImportFrom)]
    assert [ast.unparse(n) for n in inner if not (isinstance(n, ast.ImportFrom) and n.module in LATE)] == []


def test_the_values_import_nothing_of_ours() -> None:
    assert not any(within(name, set(PACKAGES)) for name in imports(ROOT / "knowledge" / "models.py"))


def test_the_bot_enters_the_indexer_by_one_door() -> None:
    entered = {name for path in FILES if within(module(path), {"bot"}) for name in imports(path)}
    assert {name for name in entered if within(name, {"indexer"})} == {"indexer.publishing"}


def test_rendering_is_pure() -> None:
    assert not any(within(n, {"click", "rich", "sys", "os"}) for n in imports(ROOT / "bot" / "render.py"))


def test_modules_do_not_import_each_other_in_a_circle() -> None:
    own = {module(path): {name for name in imports(path) if within(name, set(PACKAGES))} for path in FILES}
    done: set[str] = set()

    def walk(name: str, above: tuple[str, ...]) -> None:
        assert name not in above, " -> ".join((*above, name))
        if name in own and name not in done:
            for imported in sorted(own[name]):
                walk(imported, (*above, name))
            done.add(name)

    for name in sorted(own):
        walk(name, ())
