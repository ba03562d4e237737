"""The configuration: read from a TOML file and the environment, all mistakes reported together."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import Field, fields
from pathlib import Path
from typing import Any

from bot.settings import Config, Secret
from knowledge.errors import ConfigError


def load(named: Path | None, environ: Mapping[str, str]) -> Config:
    """Read the configuration: the file named, else PLANBOT_CONFIG, else ./config.toml, else the defaults.

    Raises ConfigError, whose message names every mistake in one line.
    """
    path = found(named, environ)
    return parse(_read(path) if path else {}, str(path or "environment"), environ)


def found(named: Path | None, environ: Mapping[str, str]) -> Path | None:
    """Give the file that is read; None where the defaults stand alone."""
    if named or environ.get("PLANBOT_CONFIG"):
        return named or Path(environ["PLANBOT_CONFIG"])
    return Path("config.toml") if Path("config.toml").exists() else None


def parse(table: Mapping[str, Any], origin: str, environ: Mapping[str, str]) -> Config:
    """Make a configuration of a TOML table and the environment. Raises ConfigError, which names every mistake."""
    declared: dict[str, type[Any]] = {f.name: type(f.default) for f in fields(Config)}
    mistakes = [f"there is no section [{name}]" for name in table if name not in declared]
    sections = {}
    for name, section in declared.items():
        given = table.get(name, {})
        if not isinstance(given, dict):
            mistakes.append(f"[{name}] must be a section")
            continue
        sections[name] = section(**_section(name, section, given, environ, mistakes))
    if mistakes:
        raise ConfigError(f"{origin}: " + "; ".join(mistakes))
    return Config(**sections)


def example() -> str:
    """Write the example configuration: every setting with its default and what it means."""
    lines = ["# planbot's settings and their defaults. Copy this to config.toml and keep what you change."]
    defaults = Config()
    for section in fields(Config):
        lines += ["", f"[{section.name}]"]
        for key in fields(getattr(defaults, section.name)):
            default = key.default.reveal() if isinstance(key.default, Secret) else key.default
            explanation = key.metadata["explanation"]
            lines += [f"# {explanation[0].upper()}{explanation[1:]}", f"{key.name} = {json.dumps(default)}"]
    return "\n".join(lines) + "\n"


def _read(path: Path) -> dict[str, Any]:
    try:
        # utf-8-sig: editors on Windows put a byte order mark first, which TOML does not know.
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}); name another with --config") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8 text; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: is not TOML ({error})") from error


def _section(
    name: str, section: type[Any], given: Mapping[str, Any], environ: Mapping[str, str], mistakes: list[str]
) -> dict[str, Any]:
    declared = {f.name: f for f in fields(section)}
    mistakes += [f"[{name}] has no key {key}" for key in given if key not in declared]
    values = {}
    for key, declaration in declared.items():
        if key in given:
            values[key], wanted = _value(declaration, given[key])
            if wanted:
                shown = (
                    "" if isinstance(declaration.default, Secret) else f", not {json.dumps(given[key], default=str)}"
                )
                mistakes.append(f"[{name}] {key} must be {wanted}{shown}")
        variable = declaration.metadata["env"]
        if variable and environ.get(variable):
            value: Any = environ[variable]
            values[key] = Secret(value) if isinstance(declaration.default, Secret) else value
    return values


def _value(declaration: Field[Any], given: object) -> tuple[Any, str | None]:
    """Give the value of a setting, and what it must be if it is something else."""
    match declaration.default, given:
        # bool is an int in Python, but true is no number in a configuration.
        case (bool(), bool()) | (str(), str()):
            value: Any = given
        case int() as default, int() if not isinstance(given, bool) and not isinstance(default, bool):
            value = given
        case tuple(), list() if all(type(item) is int for item in given):
            value = tuple(given)
        case Secret(), str():
            value = Secret(given)
        case default, _:
            return default, _TYPES[type(default)]
    check = declaration.metadata["check"]
    return value, check(value) if check else None


_TYPES = {
    bool: "true or false",
    int: "a whole number",
    str: "a text",
    Secret: "a text",
    tuple: "a list of whole numbers",
}
