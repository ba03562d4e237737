"""Logging to standard error, which never shows a secret: JSON Lines for programs, plain lines on a terminal."""

from __future__ import annotations

import json
import logging
import sys
from datetime import datetime
from urllib.parse import quote

from bot.settings import Secret

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
# What a call may tell of itself with `extra`: the update it works on, the reference of a failure.
_EXTRA = ("update", "failure")
# httpx logs every address at INFO, and Telegram's addresses carry the token; tornado logs every request.
_CHATTY = ("httpx", "httpcore", "tornado.access")
# python-telegram-bot tells of each failed call with a traceback; the bot says the same in a line (bot.transport).
_SAID_TWICE = ("Network Retry Loop", "Error while calling `get_updates` one more time")


def redact(text: str, *secrets: Secret) -> str:
    """Black out secrets wherever they stand in a text, also as a part of an address."""
    for secret in (secret.reveal() for secret in secrets if secret):
        for form in (secret, quote(secret, safe="")):
            text = text.replace(form, "***")
    return text


class Redacted(logging.Formatter):
    """A formatter that blacks out secrets wherever they turn up, in a traceback or an address."""

    def __init__(self, *secrets: Secret) -> None:
        super().__init__(_FORMAT)
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record), *self._secrets)


class JsonLines(logging.Formatter):
    """A formatter that gives one JSON object a line, in which secrets are blacked out."""

    def __init__(self, *secrets: Secret) -> None:
        super().__init__()
        self._secrets = secrets

    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, str | int] = {
            "time": datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": redact(record.getMessage(), *self._secrets),
        }
        for name in _EXTRA:
            if (value := getattr(record, name, None)) is not None:
                entry[name] = value if isinstance(value, int) else redact(str(value), *self._secrets)
        if record.exc_info:
            entry["exc"] = redact(self.formatException(record.exc_info), *self._secrets)
        return json.dumps(entry, ensure_ascii=False)


def start_logging(level: str, *secrets: Secret) -> None:
    """Log to standard error from a level on: for people where it is a terminal, else one JSON object a line."""
    handler = logging.StreamHandler()
    handler.addFilter(lambda record: not record.getMessage().startswith(_SAID_TWICE))
    handler.setFormatter((Redacted if sys.stderr.isatty() else JsonLines)(*secrets))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for chatty in _CHATTY:
        logging.getLogger(chatty).setLevel(logging.WARNING)
