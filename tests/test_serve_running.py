"""A running `planbot serve`: one per database and token, stopped in time, with errors that are told and secrets that are not."""

from __future__ import annotations

import asyncio
import json
import re
import sqlite3
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.botapi import BotApi
from tests.plans_at_hand import bundled_plans
from tests.serving import TOKEN, ask, press, serving
from tests.watching import free_port, metric, questions, settled

QUESTION = "駐外館宿舍自有目標為何"
UNPACED = "messages_per_second = 0\n"
FAILED = re.compile(r"抱歉，處理您的訊息時發生問題，請稍後再試。若持續發生，請將代碼 ([0-9a-f]{8}) 告知管理者。")


def entries(logged: str) -> list[dict[str, Any]]:
    """Read a log, of which each line is a JSON object."""
    return [json.loads(line) for line in logged.splitlines()]


def do(database: Path, sql: str) -> None:
    with closing(sqlite3.connect(database)) as db, db:
        db.execute(sql)


async def test_a_second_bot_on_the_same_database_is_refused_in_one_line(database: Path) -> None:
    async with BotApi(TOKEN) as api, serving(database, api) as bot:
        await api.polled()
        async with serving(database, api) as second:
            logged = await second.ended(10)
        assert second.status == 1
        assert logged == (
            f"planbot: another planbot serve runs with {database}; stop it, or name another database with --db\n"
        )
        assert "18 件" in (await ask(api, QUESTION)).visible
        await bot.stopped()
    assert api.calls.count("getMe") == 1


async def test_that_another_program_polls_is_said_and_a_stop_waits_for_nothing(database: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "planbot.db"
    other.parent.mkdir()
    other.write_bytes(database.read_bytes())
    async with BotApi(TOKEN) as api, serving(database, api) as bot:
        await api.polled()
        async with serving(other, api) as second:
            while not api.refused:
                await asyncio.sleep(0.02)
            await asyncio.sleep(1)
            began = time.monotonic()
            logged = [await second.stopped(), await bot.stopped()]
            assert time.monotonic() - began < 6
    said = [e for log in logged for e in entries(log) if e["level"] == "error"]
    assert {e["message"] for e in said} == {
        "another program is polling with this token; stop one of the two, or they share the messages"
    }
    assert not any("exc" in e for log in logged for e in entries(log))
    assert all(refused.startswith("getUpdates: Conflict: ") for refused in api.refused)


async def test_a_token_that_is_refused_for_a_while_does_not_make_the_bot_deaf(database: Path) -> None:
    async with BotApi(TOKEN) as api, serving(database, api) as bot:
        await api.polled()
        api.token = "110201543:another-token"
        await api.say("謝謝")  # The poll that was under way gives it; the next one is refused.
        # The answer is refused as well, and may be before the poll is.
        while not any(line.startswith("getUpdates") for line in api.refused):
            await asyncio.sleep(0.02)
        api.token = TOKEN
        await api.say(QUESTION, user=8)
        while (await api.heard()).chat != 8:
            pass
        logged = await bot.stopped()
    assert "asking Telegram for messages failed: Telegram refuses the token or the address (HTTP 401)" in logged
    assert TOKEN not in logged


async def test_a_stop_while_answers_wait_for_the_pace_loses_none_and_sends_none_twice(database: Path) -> None:
    names = [kpi.name.text for plan in bundled_plans() for kpi in plan.kpis][:10]
    async with BotApi(TOKEN) as api:
        async with serving(database, api, "[operations]\n") as bot:
            await api.polled()
            for name in names:
                await api.say(f"「{name}」的目標值")
            await api.heard()
            began = time.monotonic()
            await bot.stopped(10)
            assert time.monotonic() - began < 8
            answered = len(api.sent)
            assert answered < 8
        async with serving(database, api, UNPACED) as bot:
            for _ in range(len(names) - 1):
                await api.heard()
            assert "18 件" in (await ask(api, QUESTION)).visible
            await bot.stopped()
    assert len(api.sent) == len(names) + 1
    assert Counter(name for sent in api.sent[:-1] for name in names if f"「{name}」" in sent.visible) == Counter(names)
    assert api.refused == []


async def test_an_error_is_told_in_a_sentence_with_an_id_that_stands_in_the_log(database: Path) -> None:
    port = free_port()
    async with BotApi(TOKEN) as api, serving(database, api, f"{UNPACED}[operations]\nport = {port}\n") as bot:
        answer = await ask(api, QUESTION)
        await settled(port)
        do(database, "UPDATE reply SET body = '{}'")
        told = [FAILED.fullmatch((await press(api, "看原文", answer)).visible)]
        do(database, "CREATE TRIGGER full BEFORE INSERT ON tally BEGIN SELECT RAISE(ABORT, 'disk is full'); END")
        told.append(FAILED.fullmatch((await ask(api, QUESTION)).visible))
        do(database, "DROP TRIGGER full")
        assert "18 件" in (await ask(api, QUESTION)).visible
        assert await metric(port, "planbot_failures_total") == 2
        logged = await bot.stopped()
    ids = [found[1] for found in told if found]
    assert len(ids) == len(set(ids)) == 2
    failures = [e for e in entries(logged) if "failure" in e]
    assert [e["failure"] for e in failures] == ids
    assert all(e["message"] == f"failure {e['failure']}" and "Traceback" in e["exc"] for e in failures)
    assert [e["update"] for e in failures] == [1002, 1003]
    assert not any("Traceback" in sent.visible or "sqlite" in sent.visible for sent in api.sent)
    assert api.refused == []


async def test_updates_that_cannot_be_written_down_are_not_confirmed_and_come_again(database: Path) -> None:
    async with BotApi(TOKEN) as api, serving(database, api, UNPACED) as bot:
        await ask(api, "謝謝")
        do(database, "CREATE TRIGGER full BEFORE INSERT ON inbox BEGIN SELECT RAISE(ABORT, 'disk is full'); END")
        await api.say(QUESTION)
        await asyncio.sleep(0.5)
        assert len(api.sent) == 1
        assert len(api.updates) == 1
        do(database, "DROP TRIGGER full")
        assert "18 件" in (await api.heard()).visible
        await api.confirmed()
        logged = await bot.stopped()
    assert len(api.sent) == 2
    assert "an update could not be written into the database (disk is full)" in logged
    assert api.refused == []


async def test_who_asks_too_fast_is_told_once_and_others_are_not_held_up(database: Path) -> None:
    async with BotApi(TOKEN) as api, serving(database, api, f"{UNPACED}[limits]\nquestions_per_minute = 3\n") as bot:
        for _ in range(6):
            await api.say(QUESTION)
            await api.say("/kpi 宿舍", chat=-5)
        await api.say(QUESTION, user=8)
        while (await api.heard()).chat != 8:
            pass
        await bot.stopped()
    heard = [sent.visible for sent in api.sent if sent.chat != 8]
    assert heard.count("您問得有點快，請稍等一分鐘再問，謝謝。") == 1
    assert len(heard) == 4
    assert api.refused == []


async def test_no_log_holds_a_secret_and_each_line_is_json(database: Path) -> None:
    settings = f'{UNPACED}[operations]\nlog_level = "debug"\n'
    async with BotApi(TOKEN) as api, serving(database, api, settings) as bot:
        for kind in ("500", "drop"):
            api.fail("sendMessage", kind)
            await ask(api, QUESTION)
        api.fail("getUpdates", "502", times=2)
        logged = await bot.stopped()
    assert len(entries(logged)) > 20
    assert TOKEN not in logged
    assert TOKEN.partition(":")[2] not in logged
    assert {"time", "level", "logger", "message"} <= set.intersection(*(set(e) for e in entries(logged)))


async def test_a_chat_that_blocked_the_bot_costs_one_call(database: Path) -> None:
    port = free_port()
    async with BotApi(TOKEN) as api, serving(database, api, f"{UNPACED}[operations]\nport = {port}\n") as bot:
        await ask(api, QUESTION)
        await api.block(7)
        await api.say(QUESTION)
        assert "18 件" in (await ask(api, QUESTION, user=8)).visible
        await settled(port)
        assert await metric(port, "planbot_failures_total") == 0
        assert await questions(port) == {"answered": 2}
        logged = await bot.stopped()
    assert api.calls.count("sendMessage") == 3
    assert {e["level"] for e in entries(logged)} == {"info"}
    assert api.refused == ["sendMessage: Forbidden: bot was blocked by the user"]


async def test_a_group_that_became_a_supergroup_gets_its_answer_there(database: Path) -> None:
    async with BotApi(TOKEN) as api, serving(database, api, UNPACED) as bot:
        await ask(api, f"/ask {QUESTION}", chat=-5)
        api.upgrade(-5, -1001234567890)
        answer = await ask(api, f"/ask {QUESTION}", chat=-5)
        assert answer.chat == -1001234567890
        assert "18 件" in answer.visible
        again = await ask(api, f"/ask {QUESTION}", chat=-1001234567890)
        assert "駐外館宿舍自有總數量" in (await press(api, "衡量標準", again)).visible
        await bot.stopped()
    # A chat action may be refused besides; the message is sent once more, to the new chat.
    refused = [line for line in api.refused if not line.startswith("sendChatAction")]
    assert refused == ["sendMessage: Bad Request: group chat was upgraded to a supergroup chat"]
