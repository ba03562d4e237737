"""Logging to standard error, which never shows a secret."""

from __future__ import annotations

import logging

from bot.settings import Secret

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class Redacted(logging.Formatter):
    """A formatter that blacks out secrets wherever they turn up, in a traceback or an address."""

    def __init__(self, *secrets: Secret) -> None:
        super().__init__(_FORMAT)
        self._secrets = [secret.reveal() for secret in secrets if secret]

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        for secret in self._secrets:
            line = line.replace(secret, "***")
        return line


def start_logging(level: str, *secrets: Secret) -> None:
    """Log to standard error from a level on."""
    handler = logging.StreamHandler()
    handler.setFormatter(Redacted(*secrets))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    # httpx logs every address at INFO, and Telegram's addresses carry the token.
    for chatty in ("httpx", "httpcore"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
