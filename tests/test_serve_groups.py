"""`planbot serve` in groups: whom it answers, where the answer hangs, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

from tests.botapi import BOT, BotApi
from tests.serving import TOKEN, UNPACED, ask, press, serving

GROUP, FORUM, OTHER = -5, -1001234567890, -6
QUESTION = "駐外館宿舍自有目標為何"
HOUSING = "「提高駐外館宿舍自有率及節省鉅額租金支出」"
ALLIES = "「我與友邦合作計畫執行項數」"


async def test_in_a_group_what_is_addressed_to_the_bot_is_answered_with_a_reply(database: Path) -> None:
    async with BotApi(TOKEN) as api, serving(database, api, UNPACED) as bot:
        for addressed in (
            f"/ask@planbot_test_bot {QUESTION}",
            f"/ask {QUESTION}",
            f"@planbot_test_bot {QUESTION}",
            f"@PlanBot_Test_Bot {QUESTION}",
            f"{QUESTION} @planbot_test_bot",
        ):
            asked = await api.say(addressed, chat=GROUP)
            answer = await api.heard()
            assert answer.visible.startswith(f"109 年度目標值：18 件\n{HOUSING}"), addressed
            assert (answer.chat, answer.reply_to) == (GROUP, asked)
        # A person without a username is mentioned by a link; so may be the bot.
        link = {"type": "text_mention", "offset": 0, "length": 3, "user": BOT}
        asked = await api.say(f"小幫手 {QUESTION}", chat=GROUP, entities=[link])
        assert (await api.heard()).reply_to == asked
        asked = await api.say("那衡量標準呢", chat=GROUP, reply_to=answer.message_id)
        replied = await api.heard()
        assert replied.visible.startswith(f"{HOUSING}的衡量標準：")
        assert replied.reply_to == asked
        # The question may be gone when it is answered.
        assert '"allow_sending_without_reply": true' in replied.parameters["reply_parameters"]
        for command, said in (
            ("/ask", "請在 /ask 後面加上問題"),
            ("/kpi@planbot_test_bot 新南向", "符合「新南向」的項目"),
            ("/goals", "策略目標"),
            ("/plans", "目前發布的計畫"),
            ("/help", "在群組裡請用 /ask 加上問題"),
            ("/start", "您好"),
            ("/cancel", "已取消"),
            ("/forget", "已刪除"),
        ):
            asked = await api.say(command, chat=GROUP)
            answer = await api.heard()
            assert said in answer.visible
            assert (answer.chat, answer.reply_to) == (GROUP, asked)
        await bot.stopped()
    assert api.refused == []


async def test_in_a_group_other_talk_other_bots_and_unlisted_groups_get_no_word(database: Path) -> None:
    listed = f"{UNPACED}[access]\nopen = true\nadmins = [8]\nchats = [{GROUP}]\n"
    async with BotApi(TOKEN) as api, serving(database, api, listed) as bot:
        first = await ask(api, f"/ask {QUESTION}", chat=GROUP)
        theirs = await api.say("大家早", chat=GROUP, user=8)
        await api.say(QUESTION, chat=GROUP)
        await api.say(f"@otherbot {QUESTION}", chat=GROUP)
        await api.say(f"@planbot_test_bot2 {QUESTION}", chat=GROUP)
        await api.say(QUESTION, chat=GROUP, reply_to=theirs)
        for command in ("ask", "kpi", "goals", "plans", "search", "help", "start", "cancel", "forget"):
            await api.say(f"/{command}@otherbot {QUESTION}", chat=GROUP)
        await api.say("/weather", chat=GROUP)
        await api.say("/stats", chat=GROUP, user=8)
        await api.say(f"/ask@otherbot {QUESTION}", chat=GROUP, reply_to=first.message_id)
        await api.say(None, chat=GROUP, photo=[{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}])
        await api.say(None, chat=GROUP, new_chat_members=[{"id": 9, "is_bot": False, "first_name": "新"}])
        await api.upload("plan.txt", b"x", user=8, chat=GROUP)
        for command in ("ask", "kpi", "goals", "plans", "search", "help", "start", "cancel", "forget", "stats"):
            await api.say(f"/{command} {QUESTION}", chat=OTHER, user=8)
        await api.say(f"@planbot_test_bot {QUESTION}", chat=OTHER, user=8)
        # Updates of one chat are answered in their order: what comes next is all that there is.
        last = await api.say(f"/ask {QUESTION}", chat=GROUP)
        assert (await api.heard()).reply_to == last
        assert (await ask(api, QUESTION)).chat == 7
        await bot.stopped()
    assert len(api.sent) == 3
    assert {chat for chat, _ in api.actions} <= {GROUP}
    assert api.refused == []


async def test_in_a_group_each_person_has_a_conversation_of_their_own_in_the_thread_they_ask_in(database: Path) -> None:
    async with BotApi(TOKEN) as api:
        async with serving(database, api, UNPACED) as bot:
            await api.say(f"/ask {QUESTION}", user=7, chat=FORUM, thread=31)
            assert (await api.heard()).thread == 31
            await api.say("/ask 友邦合作計畫的目標", user=8, chat=FORUM, thread=32)
            other = await api.heard()
            assert other.thread == 32
            assert other.visible.startswith(f"109 年度目標值：613 項\n{ALLIES}")
            await api.say("/ask 那衡量標準呢", user=7, chat=FORUM, thread=31)
            assert (await api.heard()).visible.startswith(f"{HOUSING}的衡量標準：")
            await api.say("/ask 那衡量標準呢", user=8, chat=FORUM, thread=32)
            assert (await api.heard()).visible.startswith(f"{ALLIES}的衡量標準：")
            # Nor does a group know what somebody asks in private, or in another group.
            assert "請問您指的是哪一項" in (await ask(api, "那衡量標準呢", user=7)).visible
            assert "請問您指的是哪一項" in (await ask(api, "/ask 那衡量標準呢", user=7, chat=GROUP)).visible
            await bot.stopped()
        async with serving(database, api, UNPACED) as bot:
            # A press belongs to whoever presses, wherever the message came from.
            pressed = await press(api, "所屬目標", other, user=7)
            assert (pressed.thread, pressed.reply_to) == (32, other.message_id)
            assert pressed.visible.startswith(f"{ALLIES}")
            await api.say("/ask 那目標值呢", user=7, chat=FORUM, thread=31)
            assert (await api.heard()).visible.startswith("109 年度目標值：613 項")
            menu = await ask(api, "/goals", user=8, chat=FORUM, thread=31)
            assert menu.thread == 31
            card = menu.buttons[0]["text"]
            await api.press(card, menu, user=8)
            assert card in (await api.changed()).visible
            await bot.stopped()
    assert api.refused == []
