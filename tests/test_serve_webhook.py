"""`planbot serve` in webhook mode: Telegram posts to it, and nobody else gets in."""

from __future__ import annotations

import asyncio
import json
import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from tests.botapi import BotApi, Refusal
from tests.botapi_delivery import Delivery
from tests.serving import TOKEN, ask, press, serving
from tests.watching import free_port, health, metric, questions

QUESTION = "駐外館宿舍自有目標為何"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
UPDATE = {
    "update_id": 5000,
    "message": {
        "message_id": 900,
        "date": 1_600_000_000,
        "chat": {"id": 7, "type": "private", "first_name": "問者"},
        "from": {"id": 7, "is_bot": False, "first_name": "問者"},
        "text": QUESTION,
    },
}


def webhook(port: int, more: str = "", path: str = "/hook") -> str:
    return (
        f'mode = "webhook"\nwebhook_url = "http://127.0.0.1:{port}{path}"\nwebhook_port = {port}\n'
        f"messages_per_second = 0\n{more}"
    )


def kept_secret(database: Path) -> str:
    with closing(sqlite3.connect(database)) as db:
        return str(db.execute("SELECT value FROM secret WHERE name = 'webhook'").fetchone()[0])


async def test_telegram_is_told_where_to_post_and_what_to_show(database: Path) -> None:
    port, told = free_port(), []
    async with BotApi(TOKEN) as api:
        for _ in range(2):
            async with serving(database, api, webhook(port, '[operations]\nlog_level = "debug"\n')) as bot:
                await ask(api, QUESTION)
                told.append(api.delivery.webhook)
                logged = await bot.stopped()
                assert bot.status == 0
                assert TOKEN not in logged
                assert kept_secret(database) not in logged
    secret = kept_secret(database)
    assert len(secret) >= 32
    assert told[0] == told[1]
    assert (
        told[0]
        == {
            "url": f"http://127.0.0.1:{port}/hook",
            "secret_token": secret,
            "max_connections": 40,
            "allowed_updates": ["message", "edited_message", "callback_query", "inline_query"],
            "drop_pending_updates": False,
        }
        or told[0] == {}
    )
    assert "getUpdates" not in api.calls
    assert api.refused == []


async def test_questions_buttons_and_inline_queries_are_answered(database: Path) -> None:
    port = free_port()
    async with BotApi(TOKEN) as api, serving(database, api, webhook(port)) as bot:
        answer = await ask(api, QUESTION)
        assert "18 件" in answer.visible
        assert "駐外館宿舍自有總數量" in (await press(api, "衡量標準", answer)).visible
        found = await api.inline_answer(await api.inline("宿舍"))
        assert "18 件" in found["results"][0]["input_message_content"]["message_text"]
        await bot.stopped()
    assert api.refused == []


async def test_a_post_without_the_secret_is_refused_and_does_nothing(database: Path) -> None:
    port, watched = free_port(), free_port()
    settings = webhook(port, f'webhook_secret = "a-secret_OF-mine"\n[operations]\nport = {watched}\n')
    url = f"http://127.0.0.1:{port}/hook"
    right = {HEADER: "a-secret_OF-mine"}
    async with BotApi(TOKEN) as api, serving(database, api, settings) as bot, httpx.AsyncClient(trust_env=False) as c:
        await ask(api, QUESTION)
        for headers in ({}, {HEADER: ""}, {HEADER: "a-secret_OF-min"}, {HEADER: "a-secret_of-mine"}):
            assert (await c.post(url, json=UPDATE, headers=headers)).status_code == 403
        assert (await c.post(f"http://127.0.0.1:{port}/", json=UPDATE, headers=right)).status_code == 404
        assert (await c.get(url, headers=right)).status_code == 405
        for body in (b"", b"no JSON", b"\xff\xfe", b"[]", b'"text"', b"{}", b'{"update_id": "x"}'):
            posted = await c.post(url, content=body, headers=right | {"Content-Type": "application/json"})
            assert posted.status_code >= 400
        assert await metric(watched, "planbot_inbox_open") == 0
        assert await questions(watched) == {"answered": 1}
        assert len(api.sent) == 1
        # With the secret it is Telegram, and the same update is answered once.
        for _ in range(2):
            assert (await c.post(url, json=UPDATE, headers=right)).status_code == 200
        assert "18 件" in (await api.heard()).visible
        assert "18 件" in (await ask(api, QUESTION)).visible
        logged = await bot.stopped()
    assert len(api.sent) == 3
    assert api.delivery.webhook is not None
    assert api.delivery.webhook["secret_token"] == "a-secret_OF-mine"
    assert "a-secret_OF-mine" not in logged
    assert all(json.loads(line) for line in logged.splitlines())
    assert api.refused == []


async def test_health_and_metrics_tell_how_the_bot_is_until_it_is_gone(database: Path) -> None:
    port, watched = free_port(), free_port()
    settings = webhook(port, f"[operations]\nport = {watched}\n")
    async with BotApi(TOKEN) as api, serving(database, api, settings) as bot:
        for text in (QUESTION, QUESTION, "合作計畫目標是多少", "月球基地的目標值是多少", "謝謝"):
            await ask(api, text)
        page = await health(watched)
        assert page.status_code == 200
        assert (page.json()["status"], page.json()["releases"], page.json()["inbox_open"]) == ("ok", 2, 0)
        assert await questions(watched) == {"answered": 2, "ambiguous": 1, "not_found": 1, "conversation": 1}
        assert 0 < await metric(watched, "planbot_index_age_seconds") < 3600
        # While a message is awaited, the bot waits for it and says that it is stopping; then nobody listens.
        api.fail("sendMessage", "slow", delay=1)
        await api.say(QUESTION)
        while api.calls.count("sendMessage") < 6:
            await asyncio.sleep(0.01)
        bot.terminate()
        statuses = set()
        while True:
            try:
                statuses.add((await health(watched)).status_code)
            except httpx.TransportError:
                break
            await asyncio.sleep(0.02)
        assert statuses in ({200, 503}, {503})
        await bot.ended(10)
    assert bot.status == 0
    assert len(api.sent) == 6
    assert api.refused == []


async def test_a_taken_port_is_one_clear_line_and_status_1(database: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        async with BotApi(TOKEN) as api, serving(database, api, webhook(port)) as bot:
            logged = await bot.ended(10)
    assert bot.status == 1
    assert logged.splitlines()[-1] == (
        f"planbot: the webhook cannot listen on 127.0.0.1:{port} (Address already in use);"
        " change webhook_port in [telegram] of config.toml"
    )
    assert all(json.loads(line)["level"] == "info" for line in logged.splitlines()[:-1])
    # Telegram is not told to post where another program listens.
    assert api.delivery.webhook is None
    assert api.refused == []


async def test_an_address_that_telegram_refuses_is_one_clear_line_and_status_1(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ports = "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"

    async def refuse(*_: object) -> None:
        raise Refusal(400, f"Bad Request: {ports}")

    monkeypatch.setattr(Delivery, "set_webhook", refuse)
    async with BotApi(TOKEN) as api, serving(database, api, webhook(free_port())) as bot:
        logged = await bot.ended(10)
    assert bot.status == 1
    assert logged.splitlines()[-1] == (
        "planbot: Telegram refuses the webhook (Bad webhook: webhook can be set up only on ports 80, 88, 443 or 8443);"
        " check webhook_url in [telegram] of config.toml"
    )
    assert "Traceback" not in logged
    assert api.refused == [f"setWebhook: Bad Request: {ports}"]


async def test_going_back_to_polling_needs_only_the_setting(database: Path) -> None:
    port = free_port()
    async with BotApi(TOKEN) as api:
        async with serving(database, api, webhook(port)) as bot:
            await ask(api, QUESTION)
            await bot.stopped()
        # What comes meanwhile waits at Telegram.
        await api.say(QUESTION, 8)
        async with serving(database, api, "messages_per_second = 0\n") as bot:
            assert (await api.heard()).chat == 8
            assert api.delivery.webhook is None
            await bot.stopped()
    assert api.refused == []
