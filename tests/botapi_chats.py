"""The chats of the Bot API server of the tests: what people do in them, and what they see of the bot."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.botapi_delivery import Delivery
from tests.botapi_faults import KINDS, Fault, Faults
from tests.botapi_texts import Object, units

BOT: Object = {"id": 4711, "is_bot": True, "first_name": "planbot", "username": "planbot_test_bot"}
DATE = 1_600_000_000
# Telegram marks no command and no name that hangs on a letter, as in 請問@name.
_ENTITY = re.compile(
    r"(?<![\w/<>])(?P<bot_command>/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/<>])"
    r"|(?<![\w@])(?P<mention>@[A-Za-z0-9_]{3,32})(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that the bot sent or edited: as it came, and as the reader sees it."""

    chat: int
    message_id: int
    text: str
    visible: str
    parameters: Object
    keyboard: list[list[Object]] = field(default_factory=list)
    entities: tuple[Object, ...] = ()
    reply_to: int | None = None
    thread: int | None = None
    # Of the clock time.monotonic().
    at: float = 0.0

    @property
    def buttons(self) -> list[Object]:
        """All buttons, row after row."""
        return [button for row in self.keyboard for button in row]


@dataclass(slots=True)
class File:
    """A file that somebody sent; its size is what Telegram says of it."""

    file_id: str
    path: str
    content: bytes
    size: int


@dataclass
class Chats:
    """People, groups, messages and files, and the hands of a test on them."""

    token: str
    sent: list[Sent] = field(default_factory=list)
    edits: list[Sent] = field(default_factory=list)
    messages: dict[tuple[int, int], Sent] = field(default_factory=dict)
    deleted: list[tuple[int, int]] = field(default_factory=list)
    actions: list[tuple[int, str]] = field(default_factory=list)
    menus: dict[tuple[str, int | None, str], list[Object]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    call_times: list[float] = field(default_factory=list)
    url: str = ""
    refuse_markup: bool = False
    delivery: Delivery = field(default_factory=Delivery)
    faults: Faults = field(default_factory=Faults)
    _chats: dict[int, Object] = field(default_factory=dict)
    _blocked: set[int] = field(default_factory=set)
    # Of each group that was upgraded: the id of the supergroup.
    _moved: dict[int, int] = field(default_factory=dict)
    _known: dict[tuple[int, int], Object] = field(default_factory=dict)
    _files: dict[str, File] = field(default_factory=dict)
    # Of each callback and inline query: the parameters of its answer, once there is one.
    _queries: dict[str, Object | None] = field(default_factory=dict)
    _expired: set[str] = field(default_factory=set)
    _next: int = 1
    _heard: int = 0
    _changed: int = 0

    @property
    def updates(self) -> list[Object]:
        """The updates that wait for the bot."""
        return self.delivery.pending

    @property
    def allowed(self) -> list[str] | None:
        """The kinds of updates that the bot asked for last."""
        return self.delivery.allowed

    @property
    def injected(self) -> dict[str, int]:
        """How often which fault took place, by "method kind"."""
        return self.faults.injected

    @property
    def last_update(self) -> int:
        """The id of the latest update."""
        return max(self.delivery.history)

    def group(self, chat: int, title: str = "組", kind: str = "") -> Object:
        """Put the bot into a group; without a kind, ids of ten digits after -100 are supergroups."""
        kind = kind or ("supergroup" if chat < -1_000_000_000_000 else "group")
        return self._chats.setdefault(chat, {"id": chat, "type": kind, "title": title})

    async def say(
        self,
        text: str | None,
        user: int = 7,
        chat: int | None = None,
        *,
        reply_to: int | None = None,
        thread: int | None = None,
        edited: bool = False,
        **more: Any,
    ) -> int:
        """Let somebody write to the bot: in private, or with another chat's id in a group. Gives the message's id."""
        where = self._private(user) if chat in (None, user) else self.group(chat)
        message = self._message(where, person(user), **more)
        if text is not None:
            message |= {"text": text} | _marked(text, "entities")
        if reply_to is not None:
            message["reply_to_message"] = self._quoted(where["id"], reply_to)
        if thread is not None:
            message |= {"message_thread_id": thread, "is_topic_message": True}
        if edited:
            message["edit_date"] = DATE + 60
        await self.delivery.add("edited_message" if edited else "message", message)
        return int(message["message_id"])

    async def edit(self, message_id: int, text: str) -> None:
        """Let somebody change what they wrote."""
        message = self._found(message_id)
        message.pop("entities", None)
        message |= {"text": text, "edit_date": DATE + 60} | _marked(text, "entities")
        await self.delivery.add("edited_message", message)

    async def forward(self, text: str, from_user: int, user: int = 7, chat: int | None = None, **more: Any) -> int:
        """Let somebody pass on what another person, or the bot, wrote."""
        sender = BOT if from_user == BOT["id"] else person(from_user)
        origin = {"type": "user", "sender_user": sender, "date": DATE - 60}
        return await self.say(text, user, chat, forward_origin=origin, **more)

    async def upload(
        self,
        name: str,
        content: bytes,
        user: int = 7,
        mime_type: str = "text/plain",
        *,
        file_size: int | None = None,
        chat: int | None = None,
        caption: str = "",
        **more: Any,
    ) -> int:
        """Let somebody send a file. Gives the message's id."""
        number = len(self._files) + 1
        size = len(content) if file_size is None else file_size
        suffix = re.search(r"\.\w+$", name)
        file = File(f"file-{number}", f"documents/file_{number}{suffix.group() if suffix else ''}", content, size)
        self._files[file.file_id] = file
        document = {
            "file_id": file.file_id,
            "file_unique_id": f"unique-{number}",
            "file_name": name,
            "mime_type": mime_type,
            "file_size": size,
        }
        captioned: dict[str, Any] = {"caption": caption} | _marked(caption, "caption_entities") if caption else {}
        return await self.say(None, user, chat, document=document, **captioned, **more)

    async def press(
        self, what: str, message: Sent | int | None = None, user: int | None = None, *, anyway: bool = False
    ) -> str:
        """Let somebody press the button with this data or label, of a message or of the latest one that has it.

        In a private chat it is the one whose chat it is who presses. With `anyway` the data goes out from a message that has no such button any more. Gives the query's id.
        """
        key, data = self._button(what, message.message_id if isinstance(message, Sent) else message, anyway)
        query = self._query("callback")
        gone = {"chat": self._chats[key[0]], "message_id": key[1], "date": 0}
        await self.delivery.add(
            "callback_query",
            {
                "id": query,
                "from": person(user or max(key[0], 0) or 7),
                "message": self._known.get(key, gone),
                "chat_instance": f"chat-{key[0]}",
                "data": data,
            },
        )
        return query

    async def answered(self, callback: str, timeout: float = 20) -> Object:
        """Wait until the bot answers a pressed button, and give the parameters."""
        return await self._query_answer(callback, timeout)

    async def inline(self, query: str, user: int = 7, offset: str = "") -> str:
        """Let somebody ask the bot from any chat. Gives the query's id."""
        number = self._query("inline")
        content = {"id": number, "from": person(user), "query": query, "offset": offset, "chat_type": "group"}
        await self.delivery.add("inline_query", content)
        return number

    async def inline_answer(self, query: str, timeout: float = 20) -> Object:
        """Wait until the bot answers an inline query, and give the parameters, the results among them."""
        return await self._query_answer(query, timeout)

    def expire(self, query: str) -> None:
        """Let a callback or inline query be too old to be answered."""
        self._expired.add(query)

    async def block(self, chat: int) -> None:
        """Let somebody block the bot, or a group throw it out."""
        self._blocked.add(chat)
        where = self.group(chat) if chat < 0 else self._private(chat)
        change = {
            "chat": where,
            "from": person(chat if chat > 0 else 7),
            "date": DATE,
            "old_chat_member": {"user": BOT, "status": "member"},
            "new_chat_member": {"user": BOT, "status": "kicked", "until_date": 0},
        }
        await self.delivery.add("my_chat_member", change)

    def unblock(self, chat: int) -> None:
        """Let the bot in again."""
        self._blocked.discard(chat)

    def upgrade(self, chat: int, supergroup: int) -> None:
        """Let a group become a supergroup, which has another id."""
        self.group(supergroup)
        self._moved[chat] = supergroup

    async def heard(self, timeout: float = 20) -> Sent:
        """Wait for the next message that the bot sends."""
        await self._wait(lambda: len(self.sent) > self._heard, timeout)
        self._heard += 1
        return self.sent[self._heard - 1]

    async def changed(self, timeout: float = 20) -> Sent:
        """Wait for the next message that the bot edits."""
        await self._wait(lambda: len(self.edits) > self._changed, timeout)
        self._changed += 1
        return self.edits[self._changed - 1]

    async def polled(self, timeout: float = 20) -> None:
        """Wait until the bot asks for messages, or names its webhook."""
        await self._wait(lambda: self.delivery.polls > 0 or self.delivery.webhook is not None, timeout)

    async def confirmed(self, update_id: int | None = None, timeout: float = 20) -> None:
        """Wait until an update, or the latest one, will not be handed over any more."""
        await self.delivery.confirmed(self.last_update if update_id is None else update_id, timeout)

    async def redeliver(self, update_id: int) -> None:
        """Hand an old update to the bot once more, although it was confirmed."""
        await self.delivery.redeliver(update_id)

    def fail(self, method: str, kind: str, times: int = 1, retry_after: int = 1, delay: float = 1.0) -> None:
        """Let the next calls of a method fail; "file" stands for downloads."""
        self.faults.order(method, Fault(kind, times, retry_after, delay))

    def fault_rate(
        self, probability: float, seed: int = 1, kinds: Sequence[str] = KINDS, retry_after: int = 1, delay: float = 1.0
    ) -> None:
        """Let sendMessage fail at random, in the same way for the same seed."""
        self.faults.rate(probability, seed, kinds, retry_after, delay)

    def heal(self) -> None:
        """Let nothing fail any more."""
        self.faults.heal()

    async def _wait(self, ready: Callable[[], bool], timeout: float) -> None:
        async with self.delivery.change:
            await asyncio.wait_for(self.delivery.change.wait_for(ready), timeout)

    async def _tell(self) -> None:
        async with self.delivery.change:
            self.delivery.change.notify_all()

    def _private(self, user: int) -> Object:
        return self._chats.setdefault(user, {"id": user, "type": "private", "first_name": "問者"})

    def _message(self, where: Object, sender: Object, **more: Any) -> Object:
        message = {"message_id": self._next, "date": DATE, "from": sender, "chat": where, **more}
        self._known[where["id"], self._next] = message
        self._next += 1
        return message

    def _found(self, message_id: int) -> Object:
        return next(message for (_, number), message in self._known.items() if number == message_id)

    def _quoted(self, chat: int, message_id: int) -> Object:
        message = self._known[chat, message_id]
        return {name: value for name, value in message.items() if name != "reply_to_message"}

    def _button(self, what: str, message_id: int | None, anyway: bool) -> tuple[tuple[int, int], str]:
        if anyway and message_id is not None:
            return next((sent.chat, message_id) for sent in self.sent if sent.message_id == message_id), what
        for key, sent in sorted(self.messages.items(), key=lambda item: item[0][1], reverse=True):
            for button in sent.buttons if message_id in (None, sent.message_id) else ():
                if what in (button.get("callback_data"), button["text"]) and "callback_data" in button:
                    return key, button["callback_data"]
        raise LookupError(f"there is no button {what!r} to press")

    def _query(self, kind: str) -> str:
        query = f"{kind}-{len(self._queries) + 1}"
        self._queries[query] = None
        return query

    async def _query_answer(self, query: str, timeout: float) -> Object:
        await self._wait(lambda: self._queries[query] is not None, timeout)
        return self._queries[query] or {}


def person(user: int) -> Object:
    """Give the account of a user."""
    return {"id": user, "is_bot": False, "first_name": "問者", "language_code": "zh-hant"}


def _marked(text: str, name: str) -> Object:
    """Mark the commands and the names in what somebody wrote, as Telegram does."""
    entities = [
        {"type": found.lastgroup, "offset": units(text[: found.start()]), "length": units(found.group())}
        for found in _ENTITY.finditer(text)
    ]
    return {name: entities} if entities else {}
