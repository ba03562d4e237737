"""A Bot API server on loopback, for tests over real HTTP: as strict as Telegram's, stricter where that finds faults.

It knows the methods that planbot calls and refuses all others, parameters that a method does not have, markup that does
not parse, and texts that are too long. Whatever it refused stands in `refused`, which a test expects to be empty; what
a test ordered to fail is counted in `injected` instead.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field, replace
from typing import Any, Self

from aiohttp import web

from tests.botapi_chats import BOT, DATE, Chats, Sent
from tests.botapi_faults import dropped, refused
from tests.botapi_rules import (
    ACTIONS,
    FILE_BYTES,
    check_callback_answer,
    check_commands,
    check_inline_answer,
    check_message,
    read,
    rows,
    scope_of,
)
from tests.botapi_texts import Formatted, Object, Refusal, bad, formatted, parse_html

__all__ = ["BOT", "BotApi", "Refusal", "Sent", "parse_html"]

_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
_UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


@dataclass
class BotApi(Chats):
    """The server; start it with `async with`."""

    _runner: web.AppRunner | None = None
    _work: set[asyncio.Task[web.StreamResponse]] = field(default_factory=set)

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_route("GET", "/file/bot{token}/{path:.+}", self._handle)
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1, handler_cancellation=True)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.delivery.close()
        for work in self._work:
            work.cancel()
        if self._runner:
            await self._runner.cleanup()

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info.get("method", "file")
        self.calls.append(method)
        self.call_times.append(time.monotonic())
        try:
            given = await _given(request)
        except ValueError:
            self.refused.append(f"{method}: the body is no JSON object")
            return refused(400, "Bad Request: can't parse JSON object")
        fault = self.faults.draw(method)
        kind, delay = (fault.kind, fault.delay) if fault else ("", 0.0)
        if kind == "drop":
            return dropped(request)
        if fault and (answer := fault.answer()):
            return answer
        work = asyncio.create_task(self._answer(request, method, given, delay if kind == "slow" else 0.0))
        self._work.add(work)
        work.add_done_callback(self._work.discard)
        # A client that waits no longer does not call its request back; only an unanswered poll ends with it.
        response = await (work if method == "getUpdates" else asyncio.shield(work))
        if kind == "slow_after":
            await asyncio.sleep(delay)
        return dropped(request) if kind == "drop_after" else response

    async def _answer(self, request: web.Request, method: str, given: Object, delay: float) -> web.StreamResponse:
        await asyncio.sleep(delay)
        try:
            if request.match_info["token"] != self.token:
                raise Refusal(401, "Unauthorized")
            if method == "file":
                return web.Response(body=self._download(request.match_info["path"]))
            return web.json_response({"ok": True, "result": await self._call(method, given)})
        except Refusal as refusal:
            self.refused.append(f"{method}: {refusal.description}")
            return refused(refusal.code, refusal.description, **refusal.parameters)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            self.refused.append(f"{method}: {error!r}")
            return refused(400, f"Bad Request: can't parse the parameters: {error!r}")

    async def _call(self, method: str, given: Object) -> Any:
        parameters = read(method, given)
        match method:
            case "getMe":
                can = {"can_join_groups": True, "can_read_all_group_messages": False, "supports_inline_queries": True}
                return BOT | can
            case "getUpdates":
                return await self.delivery.poll(parameters)
            case "setWebhook":
                return await self.delivery.set_webhook(parameters)
            case "deleteWebhook":
                return await self.delivery.delete_webhook(parameters)
            case "getWebhookInfo":
                return self.delivery.webhook_info()
            case "setMyCommands" | "deleteMyCommands":
                return self._set_commands(parameters)
            case "getFile":
                return self._get_file(parameters)
            case "sendMessage":
                result: Any = self._send(parameters, given)
            case "editMessageText":
                result = self._edit_text(parameters, given)
            case "editMessageReplyMarkup":
                result = self._edit(parameters, given, self._own(parameters))
            case "deleteMessage":
                result = self._delete(parameters)
            case "sendChatAction":
                result = self._act(parameters)
            case "answerCallbackQuery":
                check_callback_answer(parameters)
                result = self._answer_query(parameters, parameters["callback_query_id"], "callback")
            case _:
                check_inline_answer(parameters)
                result = self._answer_query(parameters, parameters["inline_query_id"], "inline")
        await self._tell()
        return result

    def _open(self, parameters: Object) -> Object:
        """Give the chat of a call, if the bot may speak there."""
        chat = self._chats.get(parameters["chat_id"])
        if chat is None:
            raise bad("chat not found")
        if chat["id"] in self._moved:
            upgraded = "Bad Request: group chat was upgraded to a supergroup chat"
            raise Refusal(400, upgraded, migrate_to_chat_id=self._moved[chat["id"]])
        if chat["id"] in self._blocked:
            private = chat["type"] == "private"
            what = "bot was blocked by the user" if private else f"bot was kicked from the {chat['type']} chat"
            raise Refusal(403, f"Forbidden: {what}")
        thread = parameters.get("message_thread_id")
        known = (m.get("message_thread_id") for (where, _), m in self._known.items() if where == chat["id"])
        if thread is not None and thread not in known:
            raise bad("message thread not found")
        return chat

    def _formatted(self, parameters: Object, too_long: str = "message is too long") -> Formatted:
        check_message(parameters)
        text = formatted(parameters, too_long=too_long)
        if self.refuse_markup and "parse_mode" in parameters:
            raise bad("can't parse entities")
        return text

    def _send(self, parameters: Object, given: Object) -> Object:
        chat, text = self._open(parameters), self._formatted(parameters)
        keyboard = rows(parameters.get("reply_markup"))
        reply = parameters.get("reply_parameters")
        replied = (chat["id"], int(reply["message_id"])) if reply else None
        if reply and replied not in self._known:
            if not reply.get("allow_sending_without_reply"):
                raise bad("message to be replied not found")
            replied = None
        message = self._message(chat, BOT, text=text.visible)
        message["date"] = DATE + 1
        thread = parameters.get("message_thread_id")
        if replied:
            message["reply_to_message"] = self._quoted(*replied)
            thread = thread or self._known[replied].get("message_thread_id")
        if thread:
            message |= {"message_thread_id": thread, "is_topic_message": True}
        sent = Sent(
            chat["id"],
            message["message_id"],
            parameters["text"],
            text.visible,
            given,
            keyboard,
            text.entities,
            replied[1] if replied else None,
            thread,
            time.monotonic(),
        )
        self.sent.append(sent)
        return self._keep(sent, message)

    def _keep(self, sent: Sent, message: Object) -> Object:
        """Let a message of the bot stand as it is now."""
        self.messages[sent.chat, sent.message_id] = sent
        message["text"] = sent.visible
        for name, value in (("entities", list(sent.entities)), ("reply_markup", {"inline_keyboard": sent.keyboard})):
            message.pop(name, None)
            if value and (name == "entities" or sent.keyboard):
                message[name] = value
        return message

    def _own(self, parameters: Object) -> Sent:
        """Give the message that a call edits."""
        key = self._open(parameters)["id"], parameters["message_id"]
        if key not in self._known:
            raise bad("message to edit not found")
        if key not in self.messages:
            raise bad("message can't be edited")
        return self.messages[key]

    def _edit_text(self, parameters: Object, given: Object) -> Object:
        old, text = self._own(parameters), self._formatted(parameters, "MESSAGE_TOO_LONG")
        new = replace(old, text=parameters["text"], visible=text.visible, entities=text.entities)
        return self._edit(parameters, given, new)

    def _edit(self, parameters: Object, given: Object, new: Sent) -> Object:
        key = new.chat, new.message_id
        old = self.messages[key]
        keyboard = rows(parameters.get("reply_markup"), inline_only=True)
        if (old.visible, old.entities, old.keyboard) == (new.visible, new.entities, keyboard):
            raise bad(_UNCHANGED)
        new = replace(new, keyboard=keyboard, parameters=given, at=time.monotonic())
        self.edits.append(new)
        message = self._known[key]
        message["edit_date"] = DATE + 61
        return self._keep(new, message)

    def _delete(self, parameters: Object) -> bool:
        chat = self._open(parameters)
        key = chat["id"], parameters["message_id"]
        if key not in self._known:
            raise bad("message to delete not found")
        if key not in self.messages and chat["type"] != "private":
            raise bad("message can't be deleted")
        del self._known[key]
        self.messages.pop(key, None)
        self.deleted.append(key)
        return True

    def _act(self, parameters: Object) -> bool:
        chat = self._open(parameters)
        if parameters["action"] not in ACTIONS:
            raise bad("wrong parameter action in request")
        self.actions.append((chat["id"], parameters["action"]))
        return True

    def _answer_query(self, parameters: Object, query: str, kind: str) -> bool:
        known = query in self._queries and query.startswith(f"{kind}-") and query not in self._expired
        if not known or self._queries[query] is not None:
            raise bad(_TOO_OLD)
        self._queries[query] = parameters
        return True

    def _set_commands(self, parameters: Object) -> bool:
        scope = scope_of(parameters)
        if scope[1] is not None and scope[1] not in self._chats:
            raise bad("chat not found")
        commands = parameters.get("commands", [])
        check_commands(commands)
        self.menus[scope] = commands
        if not commands:
            del self.menus[scope]
        return True

    def _get_file(self, parameters: Object) -> Object:
        file = self._files.get(parameters["file_id"])
        if file is None:
            raise bad("invalid file_id")
        if file.size > FILE_BYTES:
            raise bad("file is too big")
        unique = file.file_id.replace("file", "unique")
        return {"file_id": file.file_id, "file_unique_id": unique, "file_size": file.size, "file_path": file.path}

    def _download(self, path: str) -> bytes:
        for file in self._files.values():
            if file.path == path and file.size <= FILE_BYTES:
                return file.content
        raise Refusal(404, "Not Found")


async def _given(request: web.Request) -> Object:
    """Read the parameters of a call from its address and its body."""
    given: Object = dict(request.query)
    if request.content_type == "application/json":
        body = await request.json() if request.can_read_body else {}
        if not isinstance(body, dict):
            raise ValueError("the body is no object")
        return given | {name: value for name, value in body.items() if value is not None}
    return given | dict(await request.post())
