"""The settings: each is declared once, as a field of the section that holds it.

A field says all there is to say: its type and default, the environment variable that wins over the file, the check
and the explanation. `bot.config` reads a file by these fields and writes the example from them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")
Check = Callable[[Any], str | None]


class Secret:
    """A text that shows itself only when asked by name, so that no log or traceback holds it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Give the text itself."""
        return self._text

    def __bool__(self) -> bool:
        return bool(self._text)

    def __repr__(self) -> str:
        return "Secret(set)" if self._text else "Secret(empty)"


def setting(default: T, explanation: str, *, check: Check | None = None, env: str | None = None) -> T:
    """Declare a setting; `check` gives what a value must be where it is not."""
    return field(default=default, metadata={"explanation": explanation, "check": check, "env": env})


def between(low: int, high: int | None = None) -> Check:
    """Make a check for a number of a range."""
    wanted = f"at least {low}" if high is None else f"from {low} to {high}"
    return lambda number: None if low <= number and (high is None or number <= high) else wanted


def one_of(*choices: str) -> Check:
    """Make a check for a word of a list."""
    return lambda word: None if word in choices else " or ".join(f'"{c}"' for c in choices)


def _filled(text: str) -> str | None:
    return None if text.strip() else "not empty"


def _address(text: str) -> str | None:
    return None if not text or re.fullmatch(r"https?://[^\s/]+\S*", text) else "empty or an http(s) address"


def _webhook_secret(secret: Secret) -> str | None:
    # What Telegram allows in secret_token (Bot API, setWebhook).
    allowed = re.fullmatch(r"[A-Za-z0-9_-]{0,256}", secret.reveal())
    return None if allowed else "at most 256 characters of A-Z, a-z, 0-9, _ and -"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known, and what may be read."""

    db: str = setting("planbot.db", "the database of releases", check=_filled, env="PLANBOT_DB")
    lexicon: str = setting("", "a TOML file of your own words, in the form of knowledge/lexicon.toml; empty: none")
    max_bytes: int = setting(20 * 1024 * 1024, "the largest document that is read, in bytes", check=between(1))
    max_pages: int = setting(2000, "the most pages of a PDF that are read", check=between(1))


@dataclass(frozen=True, slots=True)
class Telegram:
    """How the bot speaks with Telegram."""

    token: Secret = setting(
        Secret(""), "the bot's token; the environment variable PLANBOT_TOKEN wins", env="PLANBOT_TOKEN"
    )
    api_base: str = setting(
        "",
        'a Bot API server of your own: "http://127.0.0.1:8081"; '
        "requests go to {api_base}/bot{token}/METHOD, files to {api_base}/file/bot{token}/PATH",
        check=_address,
    )
    mode: str = setting("polling", '"polling" or "webhook"', check=one_of("polling", "webhook"))
    webhook_url: str = setting("", "the public address that Telegram posts to", check=_address)
    webhook_listen: str = setting("127.0.0.1", "the address that the webhook listens on, behind a proxy", check=_filled)
    webhook_port: int = setting(8443, "the port that the webhook listens on", check=between(1, 65535))
    webhook_secret: Secret = setting(
        Secret(""),
        "what Telegram shows with each post; empty: one is made and kept in the database",
        check=_webhook_secret,
    )
    messages_per_second: int = setting(
        30, "Telegram's pace over all chats; 0 lifts this and the pace per chat", check=between(0)
    )


@dataclass(frozen=True, slots=True)
class Access:
    """Who may ask and who may publish."""

    admins: tuple[int, ...] = setting(
        (), "Telegram user ids that may always ask, publish releases from the chat and let people in"
    )
    open: bool = setting(True, "false: only those listed here or let in from the chat are answered")
    users: tuple[int, ...] = setting((), "user ids that may ask")
    chats: tuple[int, ...] = setting(
        (), "groups in which the bot answers whoever is in them; empty with open = true: all"
    )


@dataclass(frozen=True, slots=True)
class Limits:
    """What one person may use."""

    questions_per_minute: int = setting(20, "per person; 0: no limit", check=between(0))


@dataclass(frozen=True, slots=True)
class Operations:
    """How the service is watched."""

    listen: str = setting("127.0.0.1", "the address of health and metrics", check=_filled)
    port: int = setting(0, "the port of health and metrics; 0: off", check=between(0, 65535))
    log_level: str = setting(
        "info", '"debug", "info", "warning" or "error"', check=one_of("debug", "info", "warning", "error")
    )


@dataclass(frozen=True, slots=True)
class Privacy:
    """What is kept of what people ask."""

    store_questions: bool = setting(False, "keep questions that were not answered, for the admin to learn from")


@dataclass(frozen=True, slots=True)
class Config:
    """All settings, by section."""

    knowledge: Knowledge = Knowledge()
    telegram: Telegram = Telegram()
    access: Access = Access()
    limits: Limits = Limits()
    operations: Operations = Operations()
    privacy: Privacy = Privacy()
