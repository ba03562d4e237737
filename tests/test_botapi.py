"""The Bot API server of the tests itself: what it refuses, what it hands over, and what it lets go wrong."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientError, ClientSession, web
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup

from tests.botapi import BOT, BotApi, Refusal, parse_html
from tests.botapi_cases import HTML, MARKUPS, MENUS, MESSAGES, RESULTS, WEBHOOKS, article, button, keyboard
from tests.botapi_texts import formatted

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
GROUP, SUPERGROUP = -5, -1001234567890


class Client:
    """A bot that posts JSON to the server."""

    def __init__(self, api: BotApi, session: ClientSession) -> None:
        self.api = api
        self.session = session

    async def ask(self, method: str, **parameters: Any) -> Any:
        async with self.session.post(f"{self.api.url}/bot{TOKEN}/{method}", json=parameters) as response:
            answer = await response.json()
            assert response.status == answer.get("error_code", 200)
            return answer["result"] if answer["ok"] else answer["description"]

    async def updates(self, **parameters: Any) -> list[tuple[int, str]]:
        found = await self.ask("getUpdates", **parameters)
        return [(update["update_id"], *(update.keys() - {"update_id"})) for update in found]


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi(TOKEN) as server:
        yield server


@pytest.fixture
async def client(api: BotApi) -> AsyncIterator[Client]:
    async with ClientSession() as session:
        yield Client(api, session)


@pytest.mark.parametrize(("markup", "refusal"), MARKUPS)
async def test_a_keyboard_out_of_order_is_refused(client: Client, markup: dict[str, Any], refusal: str) -> None:
    await client.api.say("甲")
    assert await client.ask("sendMessage", chat_id=7, text="乙", reply_markup=markup) == f"Bad Request: {refusal}"
    assert client.api.refused == [f"sendMessage: Bad Request: {refusal}"]
    assert client.api.sent == []


@pytest.mark.parametrize(("parameters", "refusal"), MESSAGES)
async def test_a_message_out_of_order_is_refused(client: Client, parameters: dict[str, Any], refusal: str) -> None:
    await client.api.say("甲")
    assert await client.ask("sendMessage", **parameters) == f"Bad Request: {refusal}"


@pytest.mark.parametrize(("html", "refusal"), HTML)
def test_markup_is_refused_in_the_words_of_telegram(html: str, refusal: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_html(html)
    assert refused.value.description == f"Bad Request: can't parse entities: {refusal}"


def test_length_counts_what_is_seen_and_entities_count_in_utf_16() -> None:
    assert formatted({"text": "<b>" + "&lt;" * 4096 + "</b>", "parse_mode": "HTML"}).visible == "<" * 4096
    text = formatted(
        {"text": ' 😀<b>甲 <i>乙</i></b> <a href="https://a.tw?b&amp;c">丙</a><u></u> ', "parse_mode": "HTML"}
    )
    assert text.visible == "😀甲 乙 丙"
    assert text.entities == (
        {"type": "bold", "offset": 2, "length": 3},
        {"type": "italic", "offset": 4, "length": 1},
        {"type": "text_link", "offset": 6, "length": 1, "url": "https://a.tw?b&c"},
    )


async def test_unknown_methods_tokens_and_bodies_are_refused(client: Client) -> None:
    url = f"{client.api.url}/bot{TOKEN}"
    assert await client.ask("sendPhoto", chat_id=7) == "Not Found"
    async with client.session.post(f"{client.api.url}/bot1:x/getMe") as response:
        assert response.status == 401
    for body in ("{", "[]"):
        async with client.session.post(
            f"{url}/getMe", data=body, headers={"Content-Type": "application/json"}
        ) as response:
            assert response.status == 400
    async with client.session.post(
        f"{url}/sendMessage", data={"chat_id": "7", "text": "a", "reply_markup": "{"}
    ) as response:
        assert (await response.json())["description"] == "Bad Request: can't parse reply_markup JSON object"
    assert len(client.api.refused) == 5


async def test_only_a_change_of_an_own_message_is_an_edit(client: Client) -> None:
    asked = await client.api.say("甲")
    message = await client.ask("sendMessage", chat_id=7, text="乙", reply_markup=keyboard(button()))
    at = {"chat_id": 7, "message_id": message["message_id"]}
    unchanged = (
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same"
    )
    same = {"text": " 乙 ", "reply_markup": keyboard(button())}
    assert (await client.ask("editMessageText", **at, **same)).startswith(unchanged)
    assert (await client.ask("editMessageReplyMarkup", **at, reply_markup=keyboard(button()))).startswith(unchanged)
    other = "Bad Request: message can't be edited"
    assert await client.ask("editMessageText", chat_id=7, message_id=asked, text="丙") == other
    missing = "Bad Request: message to edit not found"
    assert await client.ask("editMessageText", chat_id=7, message_id=99, text="丙") == missing
    assert await client.ask("editMessageText", **at, text="字" * 4097) == "Bad Request: MESSAGE_TOO_LONG"
    assert client.api.edits == []
    edited = await client.ask("editMessageText", **at, text="<b>乙</b>", parse_mode="HTML")
    assert (edited["text"], "reply_markup" in edited) == ("乙", False)
    state = await client.api.changed()
    assert (state.text, state.visible, state.keyboard) == ("<b>乙</b>", "乙", [])
    assert client.api.messages[7, at["message_id"]] == state
    await client.ask("editMessageReplyMarkup", **at, reply_markup=keyboard(button("丁")))
    assert (await client.api.changed()).buttons == [button("丁")]


async def test_a_message_is_deleted_once_and_strangers_ones_only_in_private(client: Client) -> None:
    mine, group = await client.api.say("甲"), await client.api.say("甲", chat=GROUP)
    assert await client.ask("deleteMessage", chat_id=7, message_id=mine) is True
    assert await client.ask("deleteMessage", chat_id=7, message_id=mine) == "Bad Request: message to delete not found"
    refusal = "Bad Request: message can't be deleted"
    assert await client.ask("deleteMessage", chat_id=GROUP, message_id=group) == refusal
    assert client.api.deleted == [(7, mine)]


async def test_a_reply_quotes_its_message_or_may_do_without(client: Client) -> None:
    asked = await client.api.say("甲", chat=SUPERGROUP, thread=3)
    answer = await client.ask("sendMessage", chat_id=SUPERGROUP, text="乙", reply_parameters={"message_id": asked})
    assert answer["chat"] == {"id": SUPERGROUP, "type": "supergroup", "title": "組"}
    assert (answer["reply_to_message"]["text"], answer["message_thread_id"], answer["from"]) == ("甲", 3, BOT)
    heard = await client.api.heard()
    assert (heard.reply_to, heard.thread) == (asked, 3)
    await client.api.say("丙", chat=SUPERGROUP, reply_to=heard.message_id)
    quoted = client.api.updates[-1]["message"]["reply_to_message"]
    assert (quoted["from"], quoted["text"], "reply_to_message" in quoted) == (BOT, "乙", False)
    loose = {"message_id": 99, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await client.ask(
        "sendMessage", chat_id=SUPERGROUP, text="丁", reply_parameters=loose
    )


async def test_who_blocked_the_bot_hears_nothing(client: Client) -> None:
    await client.api.say("甲")
    await client.api.say("甲", chat=GROUP)
    for chat, refusal in ((7, "bot was blocked by the user"), (GROUP, "bot was kicked from the group chat")):
        await client.api.block(chat)
        assert await client.ask("sendMessage", chat_id=chat, text="乙") == f"Forbidden: {refusal}"
    client.api.unblock(7)
    assert (await client.ask("sendMessage", chat_id=7, text="乙"))["text"] == "乙"
    assert (
        await client.ask("sendChatAction", chat_id=7, action="sing") == "Bad Request: wrong parameter action in request"
    )
    assert await client.ask("sendChatAction", chat_id=7, action="typing") is True
    assert client.api.actions == [(7, "typing")]


async def test_a_pressed_button_is_answered_once(client: Client) -> None:
    await client.api.say("甲", user=9)
    for text in ("乙", "丙"):
        await client.ask("sendMessage", chat_id=9, text=text, reply_markup=keyboard(button("看", callback_data="see")))
    pressed = await client.api.press("看")
    query = client.api.updates[-1]["callback_query"]
    assert (query["message"]["text"], query["data"], query["from"]["id"]) == ("丙", "see", 9)
    long = await client.ask("answerCallbackQuery", callback_query_id=pressed, text="字" * 201)
    assert long == "Bad Request: MESSAGE_TOO_LONG"
    assert await client.ask("answerCallbackQuery", callback_query_id=pressed, show_alert="true") is True
    assert (await client.api.answered(pressed))["show_alert"] is True
    old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    late = await client.api.press("see", client.api.sent[0])
    assert client.api.updates[-1]["callback_query"]["message"]["text"] == "乙"
    client.api.expire(late)
    for wrong in (pressed, "0", late, await client.api.inline("甲")):
        assert await client.ask("answerCallbackQuery", callback_query_id=wrong) == old
    with pytest.raises(LookupError):
        await client.api.press("沒有")
    await client.ask("deleteMessage", chat_id=9, message_id=client.api.sent[0].message_id)
    await client.api.press("see", client.api.sent[0], anyway=True)
    assert client.api.updates[-1]["callback_query"]["message"]["date"] == 0


@pytest.mark.parametrize(("results", "refusal"), RESULTS)
async def test_inline_results_out_of_order_are_refused(client: Client, results: list[Any], refusal: str) -> None:
    query = await client.api.inline("甲")
    answer = await client.ask("answerInlineQuery", inline_query_id=query, results=results)
    assert answer == f"Bad Request: {refusal}"


async def test_inline_results_reach_who_asked(client: Client) -> None:
    query = await client.api.inline("甲", user=9, offset="2")
    asked = client.api.updates[-1]["inline_query"]
    assert (asked["query"], asked["offset"], asked["from"]["id"]) == ("甲", "2", 9)
    await client.ask("answerInlineQuery", inline_query_id=query, results=json.dumps([article()]), is_personal="True")
    given = await client.api.inline_answer(query)
    assert (given["results"], given["is_personal"]) == ([article()], True)
    again = await client.ask("answerInlineQuery", inline_query_id=query, results=[])
    assert again.startswith("Bad Request: query is too old")


@pytest.mark.parametrize(("parameters", "refusal"), MENUS)
async def test_a_menu_out_of_order_is_refused(client: Client, parameters: dict[str, Any], refusal: str) -> None:
    assert await client.ask("setMyCommands", **parameters) == f"Bad Request: {refusal}"


async def test_a_menu_is_kept_by_scope_and_language(client: Client) -> None:
    await client.api.say("甲")
    menu, scope = [{"command": "help", "description": "說明"}], {"type": "chat", "chat_id": 7}
    await client.ask("setMyCommands", commands=menu)
    await client.ask("setMyCommands", commands=menu, scope=scope, language_code="zh")
    assert client.api.menus == {("default", None, ""): menu, ("chat", 7, "zh"): menu}
    await client.ask("deleteMyCommands", scope=scope, language_code="zh")
    assert client.api.menus == {("default", None, ""): menu}


async def test_a_file_is_downloaded_unless_it_is_too_big(client: Client) -> None:
    await client.api.upload("計畫.pdf", b"%PDF", mime_type="application/pdf", caption="/add 計畫")
    message = client.api.updates[-1]["message"]
    assert message["document"]["file_name"] == "計畫.pdf"
    assert message["caption_entities"] == [{"type": "bot_command", "offset": 0, "length": 4}]
    file = await client.ask("getFile", file_id=message["document"]["file_id"])
    async with client.session.get(f"{client.api.url}/file/bot{TOKEN}/{file['file_path']}") as response:
        assert await response.read() == b"%PDF"
    await client.api.upload("大.txt", b"", file_size=20 * 1024 * 1024 + 1)
    assert await client.ask("getFile", file_id="file-2") == "Bad Request: file is too big"
    assert await client.ask("getFile", file_id="file-3") == "Bad Request: invalid file_id"


async def test_what_people_write_is_marked_as_telegram_marks_it(api: BotApi) -> None:
    await api.say("😀 /help@planbot_test_bot 請問 @planbot_test_bot，a/b 問@name /說明")
    entities = api.updates[-1]["message"]["entities"]
    assert [(e["type"], e["offset"], e["length"]) for e in entities] == [("bot_command", 3, 22), ("mention", 29, 17)]
    number = await api.say("甲", edited=True)
    assert api.updates[-1]["edited_message"]["message_id"] == number
    await api.edit(number, "/start")
    assert api.updates[-1]["edited_message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert api.updates[-2]["edited_message"]["text"] == "甲"
    await api.forward("乙", from_user=BOT["id"])
    assert api.updates[-1]["message"]["forward_origin"]["sender_user"] == BOT


async def test_an_update_comes_until_it_is_confirmed_and_again_on_demand(client: Client) -> None:
    for text in ("甲", "乙"):
        await client.api.say(text)
    both = [(1001, "message"), (1002, "message")]
    assert await client.updates() == await client.updates() == both
    assert await client.updates(limit=1) == both[:1]
    assert await client.updates(offset=1002) == both[1:]
    assert await client.updates(offset=1003) == []
    await client.api.confirmed()
    await client.api.redeliver(1001)
    assert await client.updates(offset=1003) == both[:1]
    assert await client.updates(offset=1002) == []


async def test_only_the_kinds_asked_for_are_handed_over(client: Client) -> None:
    unknown = "Bad Request: there are no updates of the kind news"
    assert await client.ask("getUpdates", allowed_updates=["news"]) == unknown
    await client.api.say("甲")
    await client.api.edit(1, "乙")
    await client.api.inline("丙")
    assert await client.updates(allowed_updates=json.dumps(["message", "inline_query"])) == [
        (1001, "message"),
        (1003, "inline_query"),
    ]
    await client.api.edit(1, "丁")
    assert await client.updates(offset=1004, allowed_updates=[]) == []
    assert [update["update_id"] for update in client.api.delivery.dropped] == [1002, 1004]


async def test_of_two_polls_the_earlier_ends(client: Client) -> None:
    first = asyncio.create_task(client.ask("getUpdates", timeout=20))
    await client.api.polled()
    second = asyncio.create_task(client.ask("getUpdates", timeout=20))
    assert (await first).startswith("Conflict: terminated by other getUpdates request")
    await client.ask("setWebhook", url="http://127.0.0.1:9/")
    assert await second == "Conflict: terminated by setWebhook request"
    assert (await client.ask("getUpdates")).startswith("Conflict: can't use getUpdates method while webhook is active")
    await client.ask("deleteWebhook")
    assert await client.updates() == []


@pytest.mark.parametrize(("parameters", "refusal"), WEBHOOKS)
async def test_a_webhook_out_of_order_is_refused(client: Client, parameters: dict[str, Any], refusal: str) -> None:
    assert await client.ask("setWebhook", **parameters) == f"Bad Request: {refusal}"
    assert (await client.ask("getWebhookInfo"))["url"] == ""


async def test_a_webhook_gets_each_update_in_order_until_it_takes_it(client: Client) -> None:
    got: asyncio.Queue[tuple[int, str]] = asyncio.Queue()
    statuses = [500, 200, 200, 200]

    async def take(request: web.Request) -> web.Response:
        got.put_nowait(((await request.json())["update_id"], request.headers["X-Telegram-Bot-Api-Secret-Token"]))
        return web.Response(status=statuses.pop(0))

    app = web.Application()
    app.router.add_post("/hook", take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    await client.api.say("甲")
    await client.ask("setWebhook", url=f"http://127.0.0.1:{runner.addresses[0][1]}/hook", secret_token="s")
    await client.api.say("乙")
    await client.api.confirmed()
    info = await client.ask("getWebhookInfo")
    assert (info["pending_update_count"], info["last_error_message"]) == (0, "Wrong response from the webhook: 500")
    await client.api.redeliver(1001)
    await client.api.confirmed(1001)
    assert [got.get_nowait() for _ in range(got.qsize())] == [(1001, "s"), (1001, "s"), (1002, "s"), (1001, "s")]
    await runner.cleanup()


@pytest.mark.parametrize(("kind", "code"), [("429", 429), ("500", 500), ("502", 502)])
async def test_an_ordered_refusal_has_no_effect(client: Client, kind: str, code: int) -> None:
    await client.api.say("甲")
    client.api.fail("sendMessage", kind, times=2, retry_after=3)
    for _ in range(2):
        async with client.session.post(
            f"{client.api.url}/bot{TOKEN}/sendMessage", data={"chat_id": 7, "text": "乙"}
        ) as response:
            assert response.status == code
            if kind == "429":
                assert (await response.json())["parameters"] == {"retry_after": 3}
    await client.ask("sendMessage", chat_id=7, text="乙")
    assert (len(client.api.sent), client.api.refused) == (1, [])
    assert client.api.injected == {f"sendMessage {kind}": 2}


@pytest.mark.parametrize(("kind", "sent"), [("drop", 0), ("drop_after", 1)])
async def test_a_lost_connection_may_come_before_or_after_the_effect(client: Client, kind: str, sent: int) -> None:
    await client.api.say("甲")
    client.api.fail("sendMessage", kind)
    with pytest.raises(ClientError):
        await client.ask("sendMessage", chat_id=7, text="乙")
    assert len(client.api.sent) == sent


@pytest.mark.parametrize(("kind", "sent"), [("slow", 0), ("slow_after", 1)])
async def test_a_slow_call_takes_effect_though_nobody_waits(client: Client, kind: str, sent: int) -> None:
    await client.api.say("甲")
    client.api.fail("sendMessage", kind, delay=0.4)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(client.ask("sendMessage", chat_id=7, text="乙"), 0.2)
    assert len(client.api.sent) == sent
    heard = await client.api.heard(2)
    assert heard.at - client.api.call_times[-1] >= (0 if sent else 0.4)


async def test_random_faults_are_the_same_for_the_same_seed(client: Client) -> None:
    await client.api.say("甲")

    async def outcomes() -> list[bool]:
        client.api.fault_rate(0.5, seed=3, kinds=("429", "500"))
        return [isinstance(await client.ask("sendMessage", chat_id=7, text="乙"), str) for _ in range(20)]

    first = await outcomes()
    assert first == await outcomes()
    assert 0 < sum(first) < 20
    client.api.heal()
    await client.ask("sendMessage", chat_id=7, text="乙")
    assert sum(client.api.injected.values()) == 2 * sum(first)


async def test_the_library_and_the_server_understand_each_other(api: BotApi) -> None:
    asked = await api.say("甲", chat=SUPERGROUP, thread=3)
    await api.upload("甲.txt", "文".encode())
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("看", callback_data="see")]])
    async with Bot(TOKEN, base_url=f"{api.url}/bot", base_file_url=f"{api.url}/file/bot") as bot:
        message = await bot.send_message(
            SUPERGROUP, "<b>乙</b>", "HTML", reply_to_message_id=asked, reply_markup=markup
        )
        assert message.reply_to_message and message.reply_to_message.text == "甲"
        assert message.text_html == "<b>乙</b>"
        assert message.reply_markup == markup
        callback = await api.press("see")
        updates = await bot.get_updates(allowed_updates=["message", "callback_query"])
        assert updates[-1].callback_query and updates[-1].callback_query.message == message
        await updates[-1].callback_query.answer("好")
        assert (await api.answered(callback))["text"] == "好"
        assert updates[1].message and updates[1].message.document
        file = await updates[1].message.document.get_file()
        assert bytes(await file.download_as_bytearray()).decode() == "文"
        assert await bot.set_my_commands([("help", "說明")])
        assert (await bot.get_webhook_info()).url == ""
    assert api.refused == []
