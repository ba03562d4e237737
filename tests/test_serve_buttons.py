"""The buttons below an answer of `planbot serve`: what each does, and that a press is always answered, and once."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from tests.botapi import BotApi, Sent
from tests.serving import TOKEN, UNPACED, ask, labels, parts, press, serving

QUESTION = "駐外館宿舍自有目標為何"
HOUSING = "「提高駐外館宿舍自有率及節省鉅額租金支出」"
GONE = "這個按鈕已經失效，請重新輸入問題。"
SOURCE = """\
外交部中程施政計畫（106至109年度）
引用的部分以 ▶ 標示：

中程歲出概算額度核列數）÷本年度中
程歲出概算額度核列數】×100%
5%
▶ 3 提高駐外館
▶ 宿舍自有率
▶ 及節省鉅額
▶ 租金支出
1 統計
數據
▶ 駐外館宿舍自有總數量 18 件
註：
評估體制之數字代號意義如下：
1.指實際評估作業係運用既有之組織架構進行。"""


def feedback(database: Path) -> list[tuple[str, str]]:
    """Look up what was said of answers, from the earliest."""
    with sqlite3.connect(database) as found:
        return found.execute("SELECT verdict, reason FROM feedback ORDER BY at").fetchall()


def assert_each_press_was_answered_once(api: BotApi) -> None:
    presses = [update for update in api.delivery.history.values() if "callback_query" in update]
    assert api.calls.count("answerCallbackQuery") == len(presses)
    assert all(api._queries[update["callback_query"]["id"]] is not None for update in presses)


def assert_all_data_fits(messages: list[Sent]) -> None:
    carried = [b["callback_data"] for m in messages for b in m.buttons if "callback_data" in b]
    assert carried
    assert all(len(data.encode()) <= 64 for data in carried)


async def test_the_buttons_of_a_fact_show_its_fields_its_source_and_its_link(database: Path) -> None:
    async with BotApi(TOKEN) as api, serving(database, api, UNPACED) as bot:
        answer = await ask(api, QUESTION)
        assert labels(answer) == [["衡量標準", "相關計畫", "所屬目標"], ["看原文", "複製連結"], ["👍", "👎"]]
        measure = await press(api, "衡量標準", answer)
        assert measure.visible.startswith(f"{HOUSING}的衡量標準：\n駐外館宿舍自有總數量\n")
        # What is shown already has no button; what can be asked next has one.
        assert labels(measure)[0] == ["目標值", "相關計畫", "所屬目標"]
        projects = await press(api, "相關計畫", answer)
        assert projects.visible.splitlines()[:3] == [
            f"與{HOUSING}關聯的重要計畫：",
            "1. 駐洛杉磯辦事處館舍購置中程個案修正計畫",
            "2. 其他駐外館設購置計畫",
        ]
        goal = await press(api, "所屬目標", projects)
        assert "妥適配置預算資源，提升預算執行效率" in goal.visible
        assert (await press(api, "目標值", goal)).visible.startswith("109 年度目標值：18 件")
        # What a button shows is what is spoken of after it.
        assert (await ask(api, "那衡量標準呢")).visible.startswith(f"{HOUSING}的衡量標準：")
        source = await press(api, "看原文", answer)
        assert source.visible == SOURCE
        assert parts(source, "bold") == [line for line in SOURCE.splitlines() if line.startswith("▶")]
        (copied,) = [b["copy_text"]["text"] for b in answer.buttons if "copy_text" in b]
        address, link = copied.split("?start=")
        assert address == "https://t.me/planbot_test_bot"
        opened = await ask(api, f"/start {link}", user=8)
        assert opened.visible == answer.visible
        await ask(api, "合作計畫目標是多少")
        second = await press(api, "看原文 2")
        assert "▶ 21 項" in second.visible
        await bot.stopped()
    assert_each_press_was_answered_once(api)
    assert_all_data_fits(api.sent)
    assert api.refused == []


async def test_feedback_is_thanked_for_and_kept_with_its_reason(database: Path) -> None:
    async with BotApi(TOKEN) as api, serving(database, api, UNPACED) as bot:
        answer = await ask(api, QUESTION)
        assert (await api.answered(await api.press("👍")))["text"] == "謝謝您的回饋。"
        assert labels(await api.changed()) == labels(answer)[:-1]
        for reason in ("數字錯", "出處錯", "答非所問", "找不到"):
            answer = await ask(api, QUESTION)
            assert (await api.answered(await api.press("👎")))["text"] == "請問哪裡不對？"
            asked = await api.changed()
            assert labels(asked) == [*labels(answer)[:-1], ["數字錯", "出處錯"], ["答非所問", "找不到"]]
            assert (await api.answered(await api.press(reason)))["text"] == "謝謝，已記下，管理者會查看。"
            changed = await api.changed()
            assert changed.message_id == answer.message_id
            assert (changed.visible, labels(changed)) == (answer.visible, labels(answer)[:-1])
        # A message is seen, and its button pressed, before Telegram has told the bot that it arrived.
        api.fail("sendMessage", "slow_after", delay=0.5)
        await ask(api, QUESTION)
        assert (await api.answered(await api.press("👍")))["text"] == "謝謝您的回饋。"
        await api.changed()
        # 👎 counts without a reason, and a later word of the same person replaces an earlier one.
        answer = await ask(api, QUESTION)
        rate = answer.buttons[-2]["callback_data"]
        await api.answered(await api.press("👎"))
        await api.changed()
        assert (await api.answered(await api.press(rate, answer, anyway=True)))["text"] == "謝謝您的回饋。"
        await api.changed()
        await api.answered(await api.press("👎", await ask(api, QUESTION)))
        await api.changed()
        await bot.stopped()
    assert feedback(database) == [
        ("right", ""),
        ("wrong", "figure"),
        ("wrong", "place"),
        ("wrong", "answer"),
        ("wrong", "missing"),
        ("right", ""),
        ("right", ""),
        ("wrong", ""),
    ]
    assert_each_press_was_answered_once(api)
    assert_all_data_fits([*api.sent, *api.edits])
    assert api.refused == []


async def test_buttons_work_after_a_restart_and_after_waiting_too_long(database: Path) -> None:
    async with BotApi(TOKEN) as api:
        async with serving(database, api, UNPACED) as bot:
            pages = await ask(api, "有哪些關鍵績效指標")
            answer = await ask(api, QUESTION)
            offer = await ask(api, "教育部的目標")
            await bot.stopped()
        # Telegram takes no answer to a press that is too old; what was pressed is done all the same.
        waited = await api.press("相關計畫", answer)
        api.expire(waited)
        turned = await api.press("下一頁 ›", pages)
        api.expire(turned)
        async with serving(database, api, UNPACED) as bot:
            assert (await api.heard()).visible.startswith(f"與{HOUSING}關聯的重要計畫：")
            assert (await api.changed()).visible.startswith("關鍵績效指標：（第 2 頁，共 2 頁）")
            assert (await press(api, "衡量標準", answer)).visible.startswith(f"{HOUSING}的衡量標準：")
            assert (await press(api, "看原文", answer)).visible == SOURCE
            await api.press("‹ 上一頁")
            assert (await api.changed()).visible == pages.visible
            chosen = await press(api, "「我與友邦合作計畫執行項數」的目標值為何？", offer)
            assert chosen.visible.startswith("109 年度目標值：613 項")
            assert (await api.answered(await api.press("👍", answer)))["text"] == "謝謝您的回饋。"
            await api.changed()
            # A message that is gone cannot be changed, but its buttons may still be pressed on some screen.
            menu = await ask(api, "/goals")
            for message in (answer, menu, pages):
                del api._known[7, message.message_id]
            assert "▶" in (await press(api, "看原文", answer)).visible
            assert (await press(api, menu.buttons[0]["text"], menu)).visible.startswith("「鞏固我與邦交國外交關係」的")
            assert (await api.answered(await api.press("下一頁 ›", pages)))["text"] == GONE
            rate = answer.buttons[-2]["callback_data"]
            assert (await api.answered(await api.press(rate, answer, anyway=True)))["text"] == "謝謝您的回饋。"
            logged = await bot.stopped()
    assert feedback(database) == [("right", "")]
    assert "Traceback" not in logged
    too_old = "answerCallbackQuery: Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert api.refused == [too_old, too_old]


async def test_a_broken_foreign_or_forbidden_press_gets_a_kind_word_and_does_nothing(database: Path) -> None:
    closed = f"{UNPACED}[access]\nopen = false\nusers = [7, 8]\nchats = [-5]\n"
    async with BotApi(TOKEN) as api, serving(database, api, closed) as bot:
        answer = await ask(api, QUESTION)
        elsewhere = await ask(api, QUESTION, user=8)
        tools = {b["text"]: b["callback_data"] for b in answer.buttons if "callback_data" in b}
        key = tools["👍"].split(":")[1]
        broken = [
            "x",
            "f",
            "f:target",
            "f:colour:pzc42ee53z",
            "r:a:b",
            f"r:{key}:perhaps",
            f"s:{key}:-1",
            "💥" * 16,
            ":",
        ]
        strange = [f"s:{key}:9", f"p:{key}:1", "p:gone:0", "r:gone:right", "w:gone:figure"]
        for data in broken + strange:
            assert (await api.answered(await api.press(data, answer, anyway=True)))["text"] == GONE, data
        # The key of an answer opens it in its own chat only.
        for data in (tools["👍"], tools["看原文"], f"p:{key}:0", f"w:{key}:figure"):
            assert (await api.answered(await api.press(data, elsewhere, anyway=True)))["text"] == GONE, data
        # A fact or an offer that is gone is said in the chat.
        for data in ("f:target:aaaaaaaaaa", "o:gone:0", f"o:{key}:9"):
            query = await api.press(data, answer, anyway=True)
            assert (await api.heard()).visible == GONE, data
            assert "text" not in await api.answered(query)
        menu = await api.press("m:kpis:aaaaaaaaaa:0", answer, anyway=True)
        assert "text" not in await api.answered(menu)
        assert (await api.changed()).visible == GONE
        # A stranger may press what somebody forwarded or what was sent before they were turned away.
        refused = await api.answered(await api.press("看原文", elsewhere, user=9))
        assert refused["text"].startswith("抱歉，此機器人目前只開放給指定的使用者。")
        assert refused["show_alert"] in (True, "true")
        logged = await bot.stopped()
    assert feedback(database) == []
    assert len(api.sent) == 5
    assert "Traceback" not in logged
    assert_each_press_was_answered_once(api)
    assert api.refused == []
