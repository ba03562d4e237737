"""A Bot API server on loopback, for tests over real HTTP: as strict as Telegram's, stricter where that finds faults.

It knows the methods that planbot calls and refuses all others, parameters that a method does not have, markup that does
not parse, and texts that are too long. Whatever it refused stands in `refused`, which a test expects to be empty.
"""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any, Self

from aiohttp import web

MESSAGE_UNITS = 4096
ENTITIES = 100
BOT = {"id": 4711, "is_bot": True, "first_name": "planbot", "username": "planbot_test_bot"}

# Of each method: the parameters it must have, and those it may have.
METHODS: dict[str, tuple[set[str], set[str]]] = {
    "getMe": (set(), set()),
    "deleteWebhook": (set(), {"drop_pending_updates"}),
    "getUpdates": (set(), {"offset", "limit", "timeout", "allowed_updates"}),
    "sendMessage": (
        {"chat_id", "text"},
        {"parse_mode", "link_preview_options", "reply_parameters", "message_thread_id", "reply_markup"},
    ),
    "sendChatAction": ({"chat_id", "action"}, {"message_thread_id"}),
}
TAGS = {"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "a", "tg-spoiler", "blockquote"}
_MARKUP = re.compile(r"<(?P<end>/?)(?P<tag>[a-z-]+)(?P<rest>[^<>]*)>|(?P<entity>&(?:lt|gt|amp|quot|#\d+|#x[0-9a-f]+);)")


class Refusal(Exception):
    """An answer of the Bot API other than ok."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(description)
        self.code = code
        self.description = description


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that the bot sent: as sent, and as the reader sees it."""

    chat: int
    text: str
    visible: str
    parameters: dict[str, Any]


@dataclass(slots=True)
class BotApi:
    """The server; start it with `async with`."""

    token: str
    updates: list[dict[str, Any]] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    allowed: list[str] | None = None
    url: str = ""
    refuse_markup: bool = False
    _chats: set[int] = field(default_factory=set)
    _next: int = 1
    _polls: int = 0
    _read: int = 0
    _change: asyncio.Condition = field(default_factory=asyncio.Condition)
    _runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._runner:
            await self._runner.cleanup()

    async def say(self, text: str | None, user: int = 7, chat: int | None = None, **more: Any) -> None:
        """Let somebody write to the bot: in private, or with another chat's id in a group."""
        where = {"id": user, "type": "private"} if chat is None else {"id": chat, "type": "group", "title": "組"}
        message: dict[str, Any] = {
            "message_id": self._next,
            "date": 1_600_000_000,
            "from": {"id": user, "is_bot": False, "first_name": "問者"},
            "chat": where,
            **more,
        }
        if text is not None:
            message["text"] = text
            if command := re.match(r"/\w+(?:@\w+)?", text):
                message["entities"] = [{"type": "bot_command", "offset": 0, "length": command.end()}]
        async with self._change:
            self._chats.add(where["id"])
            self.updates.append({"update_id": 1000 + self._next, "message": message})
            self._next += 1
            self._change.notify_all()

    async def heard(self, timeout: float = 20) -> Sent:
        """Wait for the next message that the bot sends."""
        async with self._change:
            await asyncio.wait_for(self._change.wait_for(lambda: len(self.sent) > self._read), timeout)
            self._read += 1
            return self.sent[self._read - 1]

    async def polled(self, timeout: float = 20) -> None:
        """Wait until the bot asks for messages."""
        async with self._change:
            await asyncio.wait_for(self._change.wait_for(lambda: self._polls > 0), timeout)

    async def _handle(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        self.calls.append(method)
        try:
            if request.match_info["token"] != self.token:
                raise Refusal(401, "Unauthorized")
            parameters = {str(key): value for key, value in (await request.post()).items()}
            result = await self._call(method, parameters)
        except Refusal as refusal:
            self.refused.append(f"{method}: {refusal.description}")
            answer = {"ok": False, "error_code": refusal.code, "description": refusal.description}
            return web.json_response(answer, status=refusal.code)
        return web.json_response({"ok": True, "result": result})

    async def _call(self, method: str, parameters: dict[str, Any]) -> Any:
        if method not in METHODS:
            raise Refusal(404, "Not Found")
        required, optional = METHODS[method]
        if missing := required - parameters.keys():
            raise Refusal(400, f"Bad Request: {', '.join(sorted(missing))} is missing")
        if unknown := parameters.keys() - required - optional:
            raise Refusal(400, f"Bad Request: {method} has no {', '.join(sorted(unknown))}")
        match method:
            case "getMe":
                return BOT | {"can_join_groups": True, "can_read_all_group_messages": False}
            case "getUpdates":
                return await self._get_updates(parameters)
            case "sendMessage":
                return await self._send(parameters)
            case _:
                return True

    async def _get_updates(self, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        if "allowed_updates" in parameters:
            self.allowed = json.loads(parameters["allowed_updates"])
        offset, timeout = int(parameters.get("offset", 0)), float(parameters.get("timeout", 0))
        async with self._change:
            self._polls += 1
            poll = self._polls
            self._change.notify_all()
            self.updates = [update for update in self.updates if update["update_id"] >= offset]
            try:
                await asyncio.wait_for(
                    self._change.wait_for(lambda: bool(self.updates) or self._polls > poll), timeout or 0.01
                )
            except TimeoutError:
                return []
            if self._polls > poll:
                raise Refusal(409, "Conflict: terminated by other getUpdates request")
            return self.updates[:100]

    async def _send(self, parameters: dict[str, Any]) -> dict[str, Any]:
        chat, text = int(parameters["chat_id"]), str(parameters["text"])
        if chat not in self._chats:
            raise Refusal(400, "Bad Request: chat not found")
        visible = self._visible(text, parameters.get("parse_mode"))
        if not visible.strip():
            raise Refusal(400, "Bad Request: message text is empty")
        if len(visible.encode("utf-16-le")) // 2 > MESSAGE_UNITS:
            raise Refusal(400, "Bad Request: message is too long")
        async with self._change:
            self.sent.append(Sent(chat, text, visible, parameters))
            self._next += 1
            self._change.notify_all()
        return {
            "message_id": self._next,
            "date": 1_600_000_001,
            "chat": {"id": chat, "type": "private" if chat > 0 else "group"},
            "from": BOT,
            "text": visible,
        }

    def _visible(self, text: str, parse_mode: str | None) -> str:
        if parse_mode is None:
            return text
        if parse_mode != "HTML":
            raise Refusal(400, "Bad Request: unsupported parse_mode")
        if self.refuse_markup:
            raise Refusal(400, "Bad Request: can't parse entities")
        return parse_html(text)


def parse_html(text: str) -> str:
    """Give the visible text of Telegram's HTML. Raises Refusal for anything that is not in order."""
    out: list[str] = []
    opened: list[str] = []
    at = entities = 0
    for found in _MARKUP.finditer(text):
        out.append(_literal(text[at : found.start()], at))
        at = found.end()
        if found["entity"]:
            out.append(unescape(found["entity"]))
        elif found["end"]:
            if not opened or opened.pop() != found["tag"]:
                raise _unparsed(f'unexpected end tag "{found["tag"]}"', found.start())
        else:
            _check_start(found["tag"], found["rest"].strip(), opened, found.start())
            opened.append(found["tag"])
            entities += 1
    out.append(_literal(text[at:], at))
    if opened:
        raise _unparsed(f'no end tag for "{opened[-1]}"', len(text))
    if entities > ENTITIES:
        raise Refusal(400, "Bad Request: too many entities")
    return "".join(out)


def _literal(text: str, at: int) -> str:
    if bad := re.search(r"[<>&]", text):
        raise _unparsed(f'unescaped "{bad.group()}"', at + bad.start())
    return text


def _check_start(tag: str, rest: str, opened: list[str], at: int) -> None:
    allowed = {"a": r'href="[^"]*"', "blockquote": r"(?:expandable)?"}.get(tag, "")
    if tag not in TAGS or not re.fullmatch(allowed, rest):
        raise _unparsed(f'unsupported start tag "{tag} {rest}"', at)
    if tag == "blockquote" and "blockquote" in opened:
        raise _unparsed("nested blockquote", at)


def _unparsed(what: str, at: int) -> Refusal:
    return Refusal(400, f"Bad Request: can't parse entities: {what} at {at}")
