"""docs/deployment.md and docs/planbot.service: every command, option, setting, metric and file that they name is there."""

from __future__ import annotations

import re
import tomllib
from configparser import ConfigParser
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

import click
import pytest

from bot.cli import VERBS, cli
from bot.config import parse
from bot.metrics import Metrics
from bot.settings import Config

ROOT = Path(__file__).parent.parent
DEPLOYMENT = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
CONTEXT = click.Context(cli)
SETTINGS = {section: set(keys) for section, keys in asdict(Config()).items()}
# Metrics are named `planbot_...`, with their labels in braces.
METRICS = dict(re.findall(r"`(planbot_\w+|process_\w+)(?:\{([\w,]+)\})?`", DEPLOYMENT))


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", DEPLOYMENT, re.MULTILINE | re.DOTALL)


def calls() -> list[tuple[str, tuple[str, ...]]]:
    """Each `planbot VERB` that is named in backticks or typed in a shell, with its options."""
    inline = re.findall(r"`planbot ([a-z]+)([^`]*)`", DEPLOYMENT)
    typed = re.findall(r"(?:^|/bin/)planbot ([a-z]+)(.*)$", "\n".join(blocks("sh")), re.MULTILINE)
    return sorted({(verb, tuple(re.findall(r"--[a-z-]+", rest))) for verb, rest in inline + typed})


def unit() -> ConfigParser:
    parser = ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(ROOT / "docs" / "planbot.service", encoding="utf-8")
    return parser


@pytest.mark.parametrize(("verb", "given"), calls())
def test_a_command_and_its_options_exist(verb: str, given: tuple[str, ...]) -> None:
    command = cli.get_command(CONTEXT, verb)
    assert command, verb
    assert set(given) <= {option for p in command.params for option in p.opts}


def test_the_verbs_of_an_operator_are_named() -> None:
    assert {verb for verb, _ in calls()} >= {"doctor", "backup", "index", "releases", "misses"}


@pytest.mark.parametrize("block", blocks("toml"))
def test_a_configuration_that_is_shown_is_a_right_one(block: str) -> None:
    parse(tomllib.loads(block), "docs/deployment.md", {})


@pytest.mark.parametrize("section", re.findall(r"`\[(\w+)\]`", DEPLOYMENT))
def test_a_section_exists(section: str) -> None:
    assert section in SETTINGS


@pytest.mark.parametrize("key", sorted(set(re.findall(r"`(\w+) = ", DEPLOYMENT))))
def test_a_setting_exists(key: str) -> None:
    assert any(key in keys for keys in SETTINGS.values())


@pytest.mark.parametrize(
    "key", ["webhook_url", "webhook_listen", "webhook_port", "webhook_secret", "listen", "port", "log_level", "mode"]
)
def test_a_setting_of_operations_is_explained(key: str) -> None:
    assert re.search(rf"\b{key}\b", DEPLOYMENT)


def test_every_metric_is_named_with_its_labels() -> None:
    metrics = Metrics()
    metrics.received("message")
    metrics.called("sendMessage", "ok")
    found = re.findall(
        r"^(planbot_\w+?)(?:_bucket|_count|_sum|_created)?(?:\{([^}]*)\})? ", metrics.text().decode(), re.M
    )
    names = {name for name, _ in found if not name.endswith(("_created", "_count", "_sum"))}
    named = {name for name in METRICS if name.startswith("planbot_")}
    # Without its _total, a name is the one under which the library says when the counter was made.
    assert {name for name in names if f"{name}_total" not in names} == named
    for name, labels in found:
        if METRICS.get(name):
            assert re.findall(r"(\w+)=", labels) == sorted(METRICS[name].split(","), key=METRICS[name].index)


@pytest.mark.parametrize("link", re.findall(r"\]\(([^)#:]+)\)", DEPLOYMENT))
def test_a_link_leads_somewhere(link: str) -> None:
    assert (ROOT / "docs" / link).resolve().is_file()


def test_the_proxy_passes_to_the_port_of_the_example() -> None:
    (nginx,), telegram = blocks("nginx"), tomllib.loads(blocks("toml")[0])["telegram"]
    assert f"proxy_pass http://{telegram['webhook_listen']}:{telegram['webhook_port']};" in nginx
    assert f"location = /{telegram['webhook_url'].rsplit('/', 1)[1]} {{" in nginx
    assert nginx.count("{") == nginx.count("}")


def test_the_unit_starts_a_verb_that_exists() -> None:
    program, verb = unit()["Service"]["ExecStart"].split()
    assert program == "/opt/planbot/.venv/bin/planbot"
    assert hasattr(import_module(VERBS[verb]), verb)
    assert program in DEPLOYMENT


def test_the_unit_gives_the_bot_time_to_stop_and_the_token_a_file_of_its_own() -> None:
    service = unit()["Service"]
    assert int(service["TimeoutStopSec"]) > 10
    assert service["EnvironmentFile"] in DEPLOYMENT
    assert service["StateDirectory"] == "planbot"
    assert service["NoNewPrivileges"] == "yes"
    assert service["ProtectSystem"] == "strict"
    assert "TOKEN=" not in (ROOT / "docs" / "planbot.service").read_text(encoding="utf-8")
