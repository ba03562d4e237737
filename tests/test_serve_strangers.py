"""Somebody who is not on the list: whatever they send, they learn nothing of any plan, and nothing is worked out."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.phrases import COMMANDS, COMMANDS_ADMIN
from indexer.publishing import bundled_plans
from tests.botapi import BOT, BotApi, Sent
from tests.serving import ROOT, TOKEN, ask, serving
from tests.watching import free_port, questions, settled

ADMIN, USER, STRANGER = 8, 7, 9
LISTED, ELSEWHERE = -100, -200
CLOSED = f"messages_per_second = 0\n[access]\nopen = false\nusers = [{USER}]\nadmins = [{ADMIN}]\nchats = [{LISTED}]\n"
QUESTION = "駐外館宿舍自有目標為何"
REFUSAL = "抱歉，此機器人目前只開放給指定的使用者。如需使用，請"
UNKNOWN = "抱歉，沒有這個指令。請直接輸入問題，或輸入 /help 看問法。"
ALERT = {"text": f"{REFUSAL}洽管理者。", "show_alert": True}
PLAN = (ROOT / "knowledge" / "plans" / "mofa-midterm-106-109.txt").read_bytes()
PHOTO = {"photo": [{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}]}
VOICE = {"voice": {"file_id": "x", "file_unique_id": "x", "duration": 1}}
# What a plan says and a refusal does not: titles, names, figures.
SAID_BY_PLANS = {
    text
    for plan in bundled_plans()
    for text in (
        plan.title,
        plan.agency,
        *(fact.name.text for fact in (*plan.kpis, *plan.projects, *plan.annual_items)),
        *(target.text.text for kpi in plan.kpis for target in kpi.targets),
    )
}

Try = Callable[[BotApi, Sent], Awaitable[object]]


async def command(api: BotApi, name: str) -> None:
    for behind in ("", " 宿舍", " 1"):
        await api.say(f"/{name}{behind}", STRANGER)


async def edited(api: BotApi, text: str) -> None:
    await api.edit(await api.say(text, STRANGER), f"{text}？")


# What a stranger tries in private, given an answer that another person got.
TRIES: dict[str, Try] = {
    "a question": lambda api, _: api.say(QUESTION, STRANGER),
    "an edited question": lambda api, _: edited(api, QUESTION),
    "a deep link": lambda api, answer: api.say(f"/start {link_of(answer)}", STRANGER),
    "a forwarded answer": lambda api, answer: api.forward(answer.visible, BOT["id"], STRANGER),
    "a forwarded admin's command": lambda api, _: api.forward("/releases", ADMIN, STRANGER),
    "a plan": lambda api, _: api.upload("plan.txt", PLAN, STRANGER),
    "a picture": lambda api, _: api.say(None, STRANGER, **PHOTO),
    "a voice": lambda api, _: api.say(None, STRANGER, **VOICE),
    **{
        f"/{name}": lambda api, _, name=name: command(api, name)  # type: ignore[misc]
        for name in ("start", "ask", *COMMANDS, *COMMANDS_ADMIN, "nonsense")
    },
}


def link_of(answer: Sent) -> str:
    return next(b["copy_text"]["text"] for b in answer.buttons if "copy_text" in b).rpartition("=")[2]


def learnt(messages: list[Sent]) -> set[str]:
    """What of the plans stands in messages or on their buttons."""
    shown = "\n".join(f"{m.text}\n{json.dumps(m.keyboard, ensure_ascii=False)}" for m in messages)
    return {text for text in SAID_BY_PLANS if text in shown}


def test_an_answer_would_be_found_out() -> None:
    assert learnt([Sent(1, 1, "109 年度目標值：18 件", "", {})]) == {"18 件"}
    assert len(SAID_BY_PLANS) > 50


async def test_whatever_a_stranger_sends_tells_nothing_and_costs_nothing(database: Path) -> None:
    port = free_port()
    async with BotApi(TOKEN) as api, serving(database, api, f"{CLOSED}[operations]\nport = {port}\n") as bot:
        answer = await ask(api, QUESTION, user=USER)
        assert learnt([answer])
        for attempt in TRIES.values():
            await attempt(api, answer)
        await api.confirmed()
        await settled(port)
        assert await questions(port) == {"answered": 1}
        logged = await bot.stopped()
    heard = [sent for sent in api.sent if sent.chat == STRANGER]
    assert len(heard) <= 3
    assert all(sent.visible.startswith(REFUSAL) or sent.visible.startswith("已刪除") for sent in heard)
    assert learnt([*heard, *(sent for sent in api.edits if sent.chat == STRANGER)]) == set()
    assert "getFile" not in api.calls
    assert (STRANGER, "typing") not in api.actions
    assert "failure" not in logged
    assert api.refused == []


async def test_a_stranger_gets_at_most_three_messages_a_minute(database: Path) -> None:
    async with BotApi(TOKEN) as api, serving(database, api, CLOSED) as bot:
        for name in ("forget", "ask", "forget", "start", "forget", "stats", "nonsense"):
            await api.say(f"/{name}", STRANGER)
            await api.say(QUESTION, STRANGER)
        await api.confirmed()
        await ask_until(api, USER)
        await bot.stopped()
    assert sum(sent.chat == STRANGER for sent in api.sent) == 3
    assert api.refused == []


async def ask_until(api: BotApi, user: int) -> None:
    """Hear all that was sent until the answer to a question of somebody who may ask."""
    await api.say(QUESTION, user)
    while (await api.heard()).chat != user:
        pass


async def test_a_stranger_who_presses_buttons_of_others_or_types_inline_learns_nothing(database: Path) -> None:
    async with BotApi(TOKEN) as api, serving(database, api, CLOSED) as bot:
        answer = await ask(api, QUESTION, user=USER)
        edits = len(api.edits)
        guessed = ("m:goals::0", "m:kpis::0", "u:0123456789ab", "x:0123456789ab", f"b:{'0' * 16}", "r:x:right", "甲")
        held = [b["callback_data"] for b in answer.buttons if "callback_data" in b]
        assert len(held) > 4
        for data in (*held, *guessed):
            said = await api.answered(await api.press(data, answer, STRANGER, anyway=True))
            assert {k: v for k, v in said.items() if k != "callback_query_id"} in (
                ALERT,
                {"text": "這個按鈕已經失效，請重新輸入問題。", "show_alert": False},
            )
        for words in ("", "宿舍", QUESTION):
            found = await api.inline_answer(await api.inline(words, STRANGER))
            assert (found["results"], found["is_personal"], found["cache_time"]) == ([], True, 0)
        await bot.stopped()
    assert len(api.sent) == 1
    assert len(api.edits) == edits
    assert api.refused == []


async def test_a_group_that_is_not_listed_hears_nothing_and_in_a_listed_one_anybody_may_ask(database: Path) -> None:
    async with BotApi(TOKEN) as api, serving(database, api, CLOSED) as bot:
        for user in (STRANGER, USER, ADMIN):
            await api.say(f"/ask {QUESTION}", user, ELSEWHERE)
            await api.say(f"@{BOT['username']} {QUESTION}", user, ELSEWHERE)
            for name in ("start", *COMMANDS, *COMMANDS_ADMIN):
                await api.say(f"/{name}@{BOT['username']}", user, ELSEWHERE)
            await api.upload("plan.txt", PLAN, user, chat=ELSEWHERE)
            await api.say(None, user, ELSEWHERE, **PHOTO)
        answer = await ask(api, f"/ask {QUESTION}", user=STRANGER, chat=LISTED)
        assert "18 件" in answer.visible
        await api.answered(await api.press("衡量標準", answer, STRANGER))
        assert "駐外館宿舍自有總數量" in (await api.heard()).visible
        for user in (STRANGER, ADMIN):
            for name in COMMANDS_ADMIN:
                await api.say(f"/{name}", user, LISTED)
            await api.upload("plan.txt", PLAN, user, chat=LISTED)
        assert (await ask(api, QUESTION, user=STRANGER)).visible.startswith(REFUSAL)
        assert "18 件" in (await ask(api, f"/ask {QUESTION}", user=USER, chat=LISTED)).visible
        await bot.stopped()
    assert [sent.chat for sent in api.sent] == [LISTED, LISTED, STRANGER, LISTED]
    assert "getFile" not in api.calls
    assert api.refused == []


async def test_for_who_is_no_admin_an_admins_command_is_unknown_and_a_plan_no_text(database: Path) -> None:
    async with BotApi(TOKEN) as api, serving(database, api, CLOSED) as bot:
        for name in ("nonsense", *COMMANDS_ADMIN):
            for behind in ("", " 9"):
                assert (await ask(api, f"/{name}{behind}", user=USER)).visible == UNKNOWN
        await api.upload("plan.txt", PLAN, USER)
        assert (await api.heard()).visible.startswith("抱歉，我目前只看得懂文字訊息")
        await ask(api, "/start", user=ADMIN)
        await api.upload("plan.txt", PLAN + "附註\n".encode(), ADMIN)
        await api.heard()
        preview = await api.changed()
        while len(preview.buttons) < 2:  # how far the reading is
            preview = await api.changed()
        for data in (b["callback_data"] for b in preview.buttons):
            said = await api.answered(await api.press(data, preview, USER, anyway=True))
            assert (said["text"], said["show_alert"]) == (ALERT["text"], True)
        assert "，先前版本，" not in (await ask(api, "/releases", user=ADMIN)).visible
        await bot.stopped()
    assert api.calls.count("getFile") == 1
    assert api.refused == []
