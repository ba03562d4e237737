"""bot.settings and bot.config: every setting is declared once, and all mistakes are named at once."""

from __future__ import annotations

import tomllib
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from bot.config import example, load, parse
from bot.settings import Config, Secret
from knowledge.errors import ConfigError

ROOT = Path(__file__).parent.parent


def shown(config: Config) -> dict[str, Any]:
    """A configuration as the table that would give it."""

    def plain(value: object) -> object:
        return value.reveal() if isinstance(value, Secret) else list(value) if isinstance(value, tuple) else value

    return {
        section: {key: plain(getattr(getattr(config, section), key)) for key in keys}
        for section, keys in asdict(config).items()
    }


def test_the_example_is_what_the_declarations_write() -> None:
    assert (ROOT / "config.example.toml").read_text(encoding="utf-8") == example()


def test_the_example_holds_every_key_with_its_default() -> None:
    assert tomllib.loads(example()) == shown(Config())


def test_the_contract_names_are_there() -> None:
    names = {f"{section}.{key}" for section, keys in asdict(Config()).items() for key in keys}
    assert names >= {
        "knowledge.db",
        "telegram.token",
        "telegram.api_base",
        "telegram.mode",
        "telegram.webhook_url",
        "telegram.webhook_listen",
        "telegram.webhook_port",
        "telegram.webhook_secret",
        "telegram.messages_per_second",
        "access.admins",
        "access.open",
        "access.users",
        "access.chats",
        "limits.questions_per_minute",
        "operations.listen",
        "operations.port",
        "privacy.store_questions",
    }


def test_three_mistakes_are_all_named_in_one_line() -> None:
    table = {"telegram": {"webhook_port": "many", "tokn": "x"}, "limit": {}}
    with pytest.raises(ConfigError) as caught:
        parse(table, "config.toml", {})
    message = str(caught.value)
    assert "\n" not in message
    assert message.startswith("config.toml: ")
    for named in ("webhook_port must be a whole number", "no key tokn", "no section [limit]"):
        assert named in message


@pytest.mark.parametrize(
    ("table", "wanted"),
    [
        ({"knowledge": {"db": ""}}, "db must be not empty"),
        ({"knowledge": {"lexicon": ["words.toml"]}}, 'lexicon must be a text, not ["words.toml"]'),
        ({"knowledge": {"max_bytes": 0}}, "max_bytes must be at least 1, not 0"),
        ({"knowledge": {"max_bytes": True}}, "max_bytes must be a whole number, not true"),
        ({"knowledge": 3}, "[knowledge] must be a section"),
        ({"telegram": {"mode": "push"}}, 'mode must be "polling" or "webhook", not "push"'),
        ({"telegram": {"api_base": "localhost:80"}}, "api_base must be empty or an http(s) address"),
        ({"telegram": {"webhook_port": 70000}}, "webhook_port must be from 1 to 65535, not 70000"),
        ({"telegram": {"messages_per_second": 1.5}}, "messages_per_second must be a whole number, not 1.5"),
        ({"access": {"open": 1}}, "open must be true or false, not 1"),
        ({"access": {"users": ["7"]}}, 'users must be a list of whole numbers, not ["7"]'),
        ({"access": {"admins": [True]}}, "admins must be a list of whole numbers, not [true]"),
        ({"operations": {"log_level": "loud"}}, "log_level must be"),
    ],
)
def test_a_wrong_value_is_refused_with_what_it_must_be(table: dict[str, Any], wanted: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(table, "config.toml", {})
    assert wanted in str(caught.value)


def test_a_wrong_secret_is_not_shown() -> None:
    with pytest.raises(ConfigError) as caught:
        parse({"telegram": {"webhook_secret": "geheim!", "token": 12345}}, "config.toml", {})
    assert "webhook_secret must be" in str(caught.value)
    assert "token must be a text" in str(caught.value)
    assert "geheim" not in str(caught.value)
    assert "12345" not in str(caught.value)


def test_the_token_hides_in_every_form_of_printing() -> None:
    config = parse({"telegram": {"token": "110201543:AAHdq"}}, "config.toml", {})
    assert config.telegram.token.reveal() == "110201543:AAHdq"
    assert "AAHdq" not in f"{config} {config!r} {config.telegram.token} {[config.telegram.token]}"


def test_the_environment_wins_for_token_and_database() -> None:
    table = {"telegram": {"token": "file"}, "knowledge": {"db": "file.db"}}
    config = parse(table, "config.toml", {"PLANBOT_TOKEN": "environment", "PLANBOT_DB": "environment.db"})
    assert config.telegram.token.reveal() == "environment"
    assert config.knowledge.db == "environment.db"


def test_an_empty_variable_counts_as_unset() -> None:
    assert parse({"knowledge": {"db": "file.db"}}, "config.toml", {"PLANBOT_DB": ""}).knowledge.db == "file.db"


def test_the_file_named_wins_over_the_environment_and_that_over_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert load(None, {}).knowledge.db == "planbot.db"
    (tmp_path / "config.toml").write_text('[knowledge]\ndb = "folder.db"', encoding="utf-8")
    (tmp_path / "variable.toml").write_text('[knowledge]\ndb = "variable.db"', encoding="utf-8")
    (tmp_path / "named.toml").write_text('[knowledge]\ndb = "named.db"', encoding="utf-8")
    assert load(None, {}).knowledge.db == "folder.db"
    assert load(None, {"PLANBOT_CONFIG": "variable.toml"}).knowledge.db == "variable.db"
    assert load(Path("named.toml"), {"PLANBOT_CONFIG": "variable.toml"}).knowledge.db == "named.db"


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b'\xef\xbb\xbf[knowledge]\r\ndb = "x.db"\r\n')
    assert load(path, {}).knowledge.db == "x.db"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[knowledge\n", "is not TOML"),
        ("[knowledge]\ndb = '資料'".encode("big5"), "is not UTF-8"),
        (None, "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_line(tmp_path: Path, content: bytes | None, said: str) -> None:
    path = tmp_path / "config.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(ConfigError) as caught:
        load(path, {})
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
