"""Health and metrics over HTTP, for a supervisor and for Prometheus: GET /health and GET /metrics."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from bot.metrics import CONTENT_TYPE, Metrics
from bot.transport.sockets import listening
from knowledge.errors import PlanbotError

log = logging.getLogger(__name__)
_JSON = "application/json; charset=utf-8"


class NotListening(PlanbotError):
    """The address of health and metrics cannot be listened on."""


@dataclass(frozen=True, slots=True)
class State:
    """How the bot is; `last_update_seconds` is the time since Telegram's last update, None before the first."""

    ready: bool
    releases: int
    inbox_open: int
    last_update_seconds: float | None


class Health:
    """Answers /health from the bot's state and /metrics from its figures."""

    def __init__(self, metrics: Metrics, state: Callable[[], State]) -> None:
        self._metrics = metrics
        self._state = state
        self._stopping = False
        self._server: HTTPServer | None = None

    async def start(self, listen: str, port: int) -> None:
        """Listen on an address; port 0 is off. Raises NotListening."""
        if not port:
            return
        try:
            server = listening(listen, port)
        except OSError as error:
            raise NotListening(
                f"health and metrics cannot listen on {listen} port {port} ({error});"
                " change listen or port in [operations] of config.toml, or set port = 0"
            ) from error
        self._server = HTTPServer(self._pages())
        self._server.add_sockets([server])
        log.info("health and metrics at http://%s:%s", f"[{listen}]" if ":" in listen else listen, port)

    def announce_stop(self) -> None:
        """Say from now on that the bot is stopping, so that nobody relies on it any more."""
        self._stopping = True

    async def stop(self) -> None:
        """Listen no more; does nothing where it never did."""
        self.announce_stop()
        if self._server:
            self._server.stop()
            await self._server.close_all_connections()
            self._server = None

    def _pages(self) -> Application:
        return Application(
            [("/health", _Health, {"report": self._report}), ("/metrics", _Metrics, {"metrics": self._metrics})],
            default_handler_class=_Missing,
            # Whoever looks each few seconds fills the log with nothing.
            log_function=lambda page: log.debug("%s %s", page.get_status(), page.request.path),
        )

    def _report(self) -> tuple[int, dict[str, Any]]:
        """Give the HTTP status and what /health says."""
        state = asdict(self._state())
        is_ready = state.pop("ready")
        status = "stopping" if self._stopping else "ok" if is_ready else "not ready"
        return 200 if status == "ok" else 503, {"status": status, "version": version("planbot"), **state}


class _Page(RequestHandler):
    """What the pages have in common."""

    def set_default_headers(self) -> None:
        # Which server this is, is nobody's business; what is said here holds for the moment.
        self.clear_header("Server")
        self.set_header("Cache-Control", "no-store")

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        self.say(status_code, {"error": self._reason})

    def say(self, status: int, said: dict[str, Any]) -> None:
        """Answer with a JSON object."""
        self.set_status(status)
        self.set_header("Content-Type", _JSON)
        self.finish(json.dumps(said, ensure_ascii=False))


class _Health(_Page):
    def initialize(self, report: Callable[[], tuple[int, dict[str, Any]]]) -> None:
        self._report = report

    def get(self) -> None:
        self.say(*self._report())

    head = get


class _Metrics(_Page):
    def initialize(self, metrics: Metrics) -> None:
        self._metrics = metrics

    def get(self) -> None:
        self.set_header("Content-Type", CONTENT_TYPE)
        self.finish(self._metrics.text())

    head = get


class _Missing(_Page):
    def prepare(self) -> None:
        self.send_error(404)
