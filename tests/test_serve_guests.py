"""Admins and those who ask: who is let in and turned away, what is said of the week, and whose menu shows what."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.botapi import BotApi
from tests.serving import TOKEN, ask, serving
from tests.watching import free_port, settled

ADMIN, OTHER, STRANGER, ANOTHER = 1, 2, 9, 10
CLOSED = "messages_per_second = 0\n[access]\nopen = false\nadmins = [1, 2]\n"
OPEN = "messages_per_second = 0\n[access]\nadmins = [1, 2]\n"
QUESTION = "駐外館宿舍自有總數量的目標值是多少"
EVERYBODY = ["kpi", "goals", "search", "plans", "watch", "help", "cancel", "forget"]
NO_CODE = "沒有這個代碼，或已過期。請對方再傳一次訊息取得新代碼。"


def code_of(refusal: str) -> str:
    found = re.fullmatch(r"抱歉，此機器人目前只開放給指定的使用者。如需使用，請把這組代碼交給管理者：(\d{6})", refusal)
    assert found, refusal
    return found[1]


async def test_a_stranger_is_let_in_by_a_code_and_turned_away_again(database: Path) -> None:
    async with BotApi(TOKEN) as api, serving(database, api, CLOSED) as bot:
        codes = {code_of((await ask(api, text, user=STRANGER)).visible) for text in ("您好", QUESTION)}
        assert len(codes) == 1
        [code] = codes
        wrong = f"{(int(code) + 1) % 10**6:06}"
        assert (await ask(api, f"/allow {wrong}", user=ADMIN)).visible == NO_CODE
        for how in ("/allow", "/allow 甲", "/allow 12345", "/allow ²"):
            assert (await ask(api, how, user=ADMIN)).visible == "請輸入 /allow 加上對方的六位數代碼。"
        wide = "".join(chr(ord(digit) + 0xFEE0) for digit in code)
        assert (await ask(api, f"/allow {wide}", user=ADMIN)).visible == "已開放使用者 9。"
        told = await api.heard()
        assert (told.chat, told.visible) == (STRANGER, "管理者已開放您使用，請直接輸入問題。")
        answer = await ask(api, QUESTION, user=STRANGER)
        assert "18 件" in answer.visible
        assert (await ask(api, f"/allow {code}", user=OTHER)).visible == NO_CODE

        listed = "請輸入 /deny 加上使用者編號。目前開放的使用者：9"
        assert (await ask(api, "/deny", user=OTHER)).visible == listed
        assert (await ask(api, "/deny 10", user=OTHER)).visible == "使用者 10 不在開放名單中。"
        assert (await ask(api, "/deny 9", user=OTHER)).visible == "已取消使用者 9。"
        assert (await ask(api, "/deny 9", user=OTHER)).visible == "使用者 9 不在開放名單中。"
        for how in ("/deny 甲", f"/deny {10**20}"):
            assert (await ask(api, how, user=OTHER)).visible.endswith("目前開放的使用者：（無）")
        assert code_of((await ask(api, QUESTION, user=STRANGER)).visible) != code
        pressed = await api.answered(await api.press("看原文", answer))
        assert pressed["text"] == "抱歉，此機器人目前只開放給指定的使用者。如需使用，請洽管理者。"
        await bot.stopped()
    assert api.refused == []


async def test_a_code_holds_for_a_day_and_over_a_restart(database: Path) -> None:
    async with BotApi(TOKEN) as api:
        async with serving(database, api, CLOSED) as bot:
            old = code_of((await ask(api, QUESTION, user=STRANGER)).visible)
            kept = code_of((await ask(api, QUESTION, user=ANOTHER)).visible)
            await bot.stopped()
        with closing(sqlite3.connect(database)) as db, db:
            db.execute("UPDATE stranger SET at = '2020-05-31T00:00:00+00:00' WHERE person = ?", [STRANGER])
        async with serving(database, api, CLOSED) as bot:
            assert (await ask(api, f"/allow {old}", user=ADMIN)).visible == NO_CODE
            # That somebody has blocked the bot, and cannot be told, changes nothing.
            await api.block(ANOTHER)
            assert (await ask(api, f"/allow {kept}", user=ADMIN)).visible == "已開放使用者 10。"
            assert (await ask(api, "/deny", user=ADMIN)).visible.endswith("目前開放的使用者：10")
            api.unblock(ANOTHER)
            assert "18 件" in (await ask(api, QUESTION, user=ANOTHER)).visible
            logged = await bot.stopped()
    assert '"failure"' not in logged
    assert api.refused == ["sendMessage: Forbidden: bot was blocked by the user"]


async def test_the_week_is_counted_with_what_was_said_of_answers(database: Path) -> None:
    port = free_port()
    async with BotApi(TOKEN) as api, serving(database, api, f"{OPEN}[operations]\nport = {port}\n") as bot:
        none = "最近七天：\n• 有答案：0\n• 請對方選：0\n• 查不到：0\n• 寒暄：0\n• 👍：0\n• 待處理的訊息：1"
        assert (await ask(api, "/stats", user=ADMIN)).visible == none
        for text in (QUESTION, "合作計畫目標是多少", "月球基地的目標值是多少", "謝謝"):
            await ask(api, text)
        right = await ask(api, QUESTION, user=STRANGER)
        await api.answered(await api.press("👍", right))
        wrong = await ask(api, QUESTION)
        await api.answered(await api.press("👎", wrong))
        await api.changed()
        await api.changed()
        await api.answered(await api.press("數字錯", wrong))
        await settled(port)
        counted = (await ask(api, "/stats", user=OTHER)).visible.splitlines()
        assert counted == [
            *("最近七天：", "• 有答案：3", "• 請對方選：1", "• 查不到：1", "• 寒暄：1"),
            *("• 👍：1", "• 👎數字錯：1", "• 待處理的訊息：1"),
        ]
        await bot.stopped()
    assert api.refused == []


@pytest.mark.parametrize("is_kept", [True, False])
async def test_what_was_not_answered_is_listed_where_the_settings_keep_it(database: Path, is_kept: bool) -> None:
    settings = f"{OPEN}[privacy]\nstore_questions = {str(is_kept).lower()}\n"
    async with BotApi(TOKEN) as api, serving(database, api, settings) as bot:
        before = (await ask(api, "/misses", user=ADMIN)).visible
        for text in ("月球基地的<b>目標值</b>是多少", "月球基地的<b>目標值</b>是多少", "合作計畫目標是多少"):
            await ask(api, text)
        after = (await ask(api, "/misses", user=ADMIN)).visible
        await bot.stopped()
    if is_kept:
        assert before == "目前沒有記錄。"
        assert after == (
            "沒答好的問題（最多的在前）：\n"
            "1. 月球基地的<b>目標值</b>是多少（2 次，查不到）\n"
            "2. 合作計畫目標是多少（1 次，有歧義）"
        )
    else:
        assert before == after == "目前的設定不保留問題（store_questions = false）。"
        with closing(sqlite3.connect(database)) as db:
            assert db.execute("SELECT * FROM miss").fetchall() == []
            assert "月球" not in "\n".join(db.iterdump())
    assert api.refused == []


async def test_while_the_bot_is_open_nobody_is_let_in_and_each_sees_the_menu_of_what_they_may_do(
    database: Path,
) -> None:
    async with BotApi(TOKEN) as api:
        async with serving(database, api, OPEN) as bot:
            for how in ("/allow 123456", "/allow"):
                said = (await ask(api, how, user=OTHER)).visible
                assert said == "目前任何人都可以使用（open = true），不需要開放。"
            await ask(api, "/start", user=STRANGER)
            await ask(api, "/start", user=ADMIN, chat=-5)
            assert admins_menus(api) == []
            await ask(api, "/start", user=ADMIN)
            assert (await ask(api, "/help", user=ADMIN)).visible.endswith("/allow、/deny：開放或取消使用者")
            assert "管理者" not in (await ask(api, "/help", user=STRANGER)).visible
            await bot.stopped()
        assert commands(api, "default") == EVERYBODY
        assert commands(api, "all_group_chats") == ["ask", "kpi", "search", "help"]
        admin = ["releases", "rollback", "misses", "stats", "allow", "deny"]
        assert commands(api, "chat", ADMIN) == EVERYBODY + admin
        assert admins_menus(api) == [ADMIN]
        api.menus.clear()
        # After a restart the menus are there again, without that anybody writes; of admins, those who once began.
        async with serving(database, api, OPEN) as bot:
            while not admins_menus(api):
                await asyncio.sleep(0.01)
            await bot.stopped()
        assert commands(api, "chat", ADMIN) == EVERYBODY + admin
        assert admins_menus(api) == [ADMIN]
    assert api.refused == []


def commands(api: BotApi, scope: str, chat: int | None = None) -> list[str]:
    return [entry["command"] for entry in api.menus[scope, chat, ""]]


def admins_menus(api: BotApi) -> list[int | None]:
    return [chat for scope, chat, _ in api.menus if scope == "chat"]
