"""README.md: every verb, option, setting and make target is named, and what it shows is what planbot prints."""

from __future__ import annotations

import re
import shlex
from dataclasses import asdict
from pathlib import Path

import click
import pytest

from bot.cli import cli
from bot.settings import Config
from tests.conftest import Planbot

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTEXT = click.Context(cli)
VERBS = cli.list_commands(CONTEXT)
# Verbs that end by themselves and need no network.
SHOWN = {"ask", "export", "source", "releases", "index"}
EXAMPLE = re.compile(r"^\$ (?:\S*/)?planbot (?P<arguments>[^|>&\n]+)\n(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)

pytestmark = pytest.mark.skipif(not README.strip(), reason="README.md is not written yet")


def options() -> list[str]:
    commands = [cli, *(cli.get_command(CONTEXT, verb) for verb in VERBS)]
    given = {o for c in commands if c for p in c.params if isinstance(p, click.Option) for o in p.opts}
    return sorted(option for option in given if option.startswith("--"))


def examples() -> list[tuple[str, str]]:
    """The commands in ```console blocks, each with the output shown below it."""
    blocks = re.findall(r"^```console\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    found = [(m["arguments"].strip(), m["output"]) for block in blocks for m in EXAMPLE.finditer(block)]
    return [(arguments, output) for arguments, output in found if arguments.split()[0] in SHOWN]


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_named(verb: str) -> None:
    assert f"planbot {verb}" in README


@pytest.mark.parametrize("option", options())
def test_an_option_is_named(option: str) -> None:
    assert re.search(rf"{option}\b", README)


@pytest.mark.parametrize("key", [key for keys in asdict(Config()).values() for key in keys])
def test_a_setting_is_named(key: str) -> None:
    assert re.search(rf"\b{key}\b", README + (ROOT / "config.example.toml").read_text(encoding="utf-8"))


def test_the_example_configuration_is_named() -> None:
    assert "config.example.toml" in README


@pytest.mark.parametrize("target", re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(), re.MULTILINE))
def test_a_make_target_is_named(target: str) -> None:
    assert f"make {target}" in README


@pytest.mark.parametrize(("arguments", "output"), examples())
def test_a_command_shown_prints_what_is_shown(planbot: Planbot, arguments: str, output: str) -> None:
    """A line of `...` or `…` stands for the rest of the output."""
    verb, *rest = shlex.split(arguments)
    # A plan is indexed into a database of its own: the bundled ones are in the shared one already.
    place = ["--db", "new.db"] if verb == "index" else []
    result = planbot(verb, *(_in_checkout(argument) for argument in rest), *place)
    assert result.exit_code == 0, result.stderr
    shown = [line.rstrip() for line in output.strip().splitlines()]
    printed = [line.rstrip() for line in result.stdout.strip().splitlines()]
    cut = next((n for n, line in enumerate(shown) if line in ("...", "…")), None)
    if shown:
        assert printed[:cut] == shown[:cut]


def _in_checkout(argument: str) -> str:
    path = ROOT / argument
    return str(path) if "/" in argument and path.exists() else argument
