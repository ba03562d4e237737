"""bot.logs: one JSON object a line for programs, plain lines on a terminal, and no secret in either."""

from __future__ import annotations

import io
import json
import logging
import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from bot.logs import JsonLines, Redacted, redact, start_logging
from bot.settings import Secret

ROOT = Path(__file__).parent.parent
TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
LOGGER = logging.getLogger("bot.example")


@pytest.fixture(autouse=True)
def restored() -> Iterator[None]:
    """The root logger as pytest set it up."""
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    # start_logging closes what it replaces, and pytest still needs its own.
    root.handlers = []
    yield
    root.handlers, root.level = before, level


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def logged(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, level: str = "info") -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    start_logging(level, Secret(TOKEN), Secret(""))
    LOGGER.debug("nobody sees this")
    LOGGER.warning("asked %s of 駐外館\nin two lines", f"https://api.telegram.org/bot{TOKEN}/getMe")
    try:
        raise ValueError(f"no answer to {TOKEN.replace(':', '%3A')}")
    except ValueError as error:
        LOGGER.exception("failed", extra={"update": 1001, "failure": f"a{TOKEN}", "other": "x"}, exc_info=error)


def entries(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_each_record_is_one_json_object_where_no_terminal_is(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    logged(monkeypatch, stream)
    warning, failure = entries(stream)
    assert list(warning) == ["time", "level", "logger", "message"]
    assert (warning["level"], warning["logger"]) == ("warning", "bot.example")
    assert warning["message"] == "asked https://api.telegram.org/bot***/getMe of 駐外館\nin two lines"
    assert list(failure) == ["time", "level", "logger", "message", "update", "failure", "exc"]
    assert (failure["update"], failure["failure"]) == (1001, "a***")
    assert failure["exc"].startswith("Traceback")
    assert failure["exc"].endswith("ValueError: no answer to ***")


def test_a_time_names_its_zone(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    logged(monkeypatch, stream)
    at = datetime.fromisoformat(entries(stream)[0]["time"])
    assert at.tzinfo is not None
    assert abs((datetime.now(at.tzinfo) - at).total_seconds()) < 60


def test_on_a_terminal_people_read_plain_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    logged(monkeypatch, stream)
    assert "WARNING bot.example: asked https://api.telegram.org/bot***/getMe" in stream.getvalue()
    assert "Traceback" in stream.getvalue()
    assert '{"time"' not in stream.getvalue()


@pytest.mark.parametrize("stream", [io.StringIO(), Terminal()], ids=["program", "terminal"])
def test_no_secret_is_logged_in_any_form(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO) -> None:
    logged(monkeypatch, stream)
    assert "AAHdq" not in stream.getvalue()


@pytest.mark.parametrize("formatter", [JsonLines, Redacted])
def test_secrets_that_json_would_escape_are_blacked_out_too(formatter: type[Redacted] | type[JsonLines]) -> None:
    secret = 'a"b\\c'
    record = logging.LogRecord("bot", logging.INFO, "", 0, "it is %s.", (secret,), None)
    assert formatter(Secret(secret)).format(record).rstrip('"}').endswith("it is ***.")


def test_an_empty_secret_blacks_out_nothing() -> None:
    assert redact("as it stands", Secret("")) == "as it stands"


@pytest.mark.parametrize("chatty", ["httpx", "httpcore", "tornado.access"])
def test_libraries_that_log_each_request_are_heard_from_warnings_on(
    monkeypatch: pytest.MonkeyPatch, chatty: str
) -> None:
    stream = io.StringIO()
    logged(monkeypatch, stream, "debug")
    logging.getLogger(chatty).info("a request")
    logging.getLogger(chatty).warning("a refusal")
    assert [e["message"] for e in entries(stream) if e["logger"] == chatty] == ["a refusal"]


def test_a_real_terminal_and_a_real_pipe_are_told_apart() -> None:
    code = "import logging; from bot.logs import start_logging; start_logging('info'); logging.info('here')"
    options: dict[str, Any] = {"env": os.environ | {"PYTHONPATH": str(ROOT)}, "check": True}
    piped = subprocess.run([sys.executable, "-c", code], stderr=subprocess.PIPE, **options)
    assert json.loads(piped.stderr)["message"] == "here"
    main, terminal = pty.openpty()
    subprocess.run([sys.executable, "-c", code], stderr=terminal, **options)
    shown = os.read(main, 1000).decode()
    os.close(main)
    os.close(terminal)
    assert shown.endswith("INFO root: here\r\n")
