"""Admins in the chat: a plan is uploaded, seen, published and brought back."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.botapi import BotApi, Sent
from tests.containers import odt
from tests.serving import ROOT, TOKEN, ask, labels, press, serving
from tests.watching import free_port, health

ADMIN, OTHER, ASKER, WATCHER = 1, 2, 7, 8
ADMINS = "messages_per_second = 0\n[access]\nadmins = [1, 2]\n"
QUESTION = "駐外館宿舍自有總數量的目標值是多少"
NAME = "mofa-midterm-106-109.txt"
PLAN = (ROOT / "knowledge" / "plans" / NAME).read_text(encoding="utf-8")
CHANGED = PLAN.replace("駐外館宿舍自有總數量 18 件", "駐外館宿舍自有總數量 19 件").replace(
    "聲明稿每則點閱數 1,090 次", "聲明稿每則平均點閱數 1,090 次"
)
# The buttons of the message as long as the file is being read, which it says how far from three seconds on.
STOP = [["取消"]]
GONE = "這個檔案已經處理過或已過期，請重新上傳。"
# The other plan has no table, and is read in a third of the time.
SHORT = (ROOT / "knowledge" / "plans" / "mofa-annual-108.txt").read_text(encoding="utf-8")
SHORT = SHORT.replace("推動簽證作業便捷化", "推動簽證作業電子化")
CELL = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
MADE_UP = (ROOT / "tests" / "plans" / "made-up-1.txt").read_bytes()


async def upload(api: BotApi, content: str | bytes, name: str = NAME, user: int = ADMIN) -> Sent:
    """Let an admin send a plan, and give what became of the message that says that it is being read."""
    await api.upload(name, content.encode() if isinstance(content, str) else content, user)
    reading = await api.heard()
    assert reading.visible == f"收到「{name}」，正在讀取……"
    assert labels(reading) == STOP
    changed = await api.changed()
    while labels(changed) == STOP:
        changed = await api.changed()
    assert (changed.chat, changed.message_id) == (user, reading.message_id)
    return changed


async def publish(api: BotApi, preview: Sent) -> str:
    """Press 發布, and give what the preview says then."""
    assert "text" not in await api.answered(await api.press("發布", preview))
    changed = await api.changed()
    assert changed.message_id == preview.message_id
    assert changed.keyboard == []
    return changed.visible


def link_of(answer: Sent) -> str:
    """Give the link that an answer's button copies, as the command that Telegram makes of it."""
    [address] = [button["copy_text"]["text"] for button in answer.buttons if "copy_text" in button]
    return f"/start {address.rpartition('=')[2]}"


async def test_a_changed_plan_is_seen_published_announced_asked_and_taken_back(database: Path) -> None:
    async with BotApi(TOKEN) as api, serving(database, api, ADMINS) as bot:
        await ask(api, "/start", user=OTHER)
        assert (await ask(api, "/watch", user=WATCHER)).visible.startswith("好的，計畫更新時會通知您")
        before = await ask(api, QUESTION, user=ASKER)
        assert "18 件" in before.visible
        preview = await upload(api, CHANGED)
        assert preview.visible.startswith(
            "讀到：外交部中程施政計畫（106 至 109 年度）\n16 項指標、18 項重要計畫、0 項年度計畫項目、"
        )
        assert (
            "將取代目前發布的版本（mofa-midterm-106-109）：\n"
            "• 「有效運用多元文宣媒介、凝聚國人對外交政策之認識及支持」的衡量標準有修改\n"
            "• 「提高駐外館宿舍自有率及節省鉅額租金支出」 109 年度目標值：18 件 → 19 件\n"
        ) in preview.visible
        assert "有 1 處疑義：\n• 跨頁的儲存格已接合，請核對：機關年度資本門預算執行率（第 498 行）" in preview.visible
        assert preview.visible.endswith("要發布嗎？")
        assert labels(preview) == [["發布", "取消"]]
        assert "18 件" in (await ask(api, QUESTION, user=ASKER)).visible

        release = "外交部中程施政計畫（106 至 109 年度）（mofa-midterm-106-109.2）。"
        assert await publish(api, preview) == f"已發布：{release}"
        news = (
            f"計畫已更新：{release}\n"
            "• 「有效運用多元文宣媒介、凝聚國人對外交政策之認識及支持」的衡量標準有修改\n"
            "• 「提高駐外館宿舍自有率及節省鉅額租金支出」 109 年度目標值：18 件 → 19 件"
        )
        announced = {(told.chat, told.visible) for told in [await api.heard(), await api.heard()]}
        assert announced == {(OTHER, news), (WATCHER, news)}
        assert (await ask(api, "/watch", user=WATCHER)).visible == "已取消，計畫更新時不再通知您。"
        assert "19 件" in (await ask(api, QUESTION, user=ASKER)).visible
        # What an earlier answer cited stands where it stood.
        assert "18 件" in (await press(api, "看原文", before)).visible
        followed = await ask(api, link_of(before), user=ASKER)
        assert followed.visible.startswith("（這一項在後來的版本有變動，以下是目前的內容。）")
        assert "19 件" in followed.visible

        listed = (await ask(api, "/releases", user=OTHER)).visible
        assert "mofa-midterm-106-109.2，發布中，" in listed
        assert "mofa-midterm-106-109，先前版本，" in listed
        choice = await ask(api, "/rollback", user=OTHER)
        assert labels(choice) == [["恢復 外交部中程施政計畫（106 至 109 年度）"]]
        assert "text" not in await api.answered(await api.press(choice.buttons[0]["text"], choice))
        restored = "外交部中程施政計畫（106至109年度）（mofa-midterm-106-109）。"
        assert (await api.changed()).visible == f"已恢復：{restored}"
        announced = await api.heard()
        assert announced.chat == ADMIN
        assert announced.visible.startswith(f"計畫已更新：{restored}\n")
        assert announced.visible.endswith("目標值：19 件 → 18 件")
        assert "18 件" in (await ask(api, QUESTION, user=ASKER)).visible
        again = await ask(api, link_of(before), user=ASKER)
        assert "18 件" in again.visible
        assert "後來的版本" not in again.visible
        assert (await ask(api, "/rollback", user=OTHER)).visible == "沒有可以恢復的版本。"
        await bot.stopped()
    assert api.refused == []


async def test_the_same_file_and_a_cancelled_one_change_nothing(database: Path) -> None:
    async with BotApi(TOKEN) as api, serving(database, api, ADMINS) as bot:
        same = await upload(api, PLAN)
        assert same.visible == "「外交部中程施政計畫（106至109年度）」與目前發布的版本完全相同，不需要再發布。"
        assert same.keyboard == []
        preview = await upload(api, SHORT)
        dropped = "已取消，沒有發布任何內容。"
        assert (await api.answered(await api.press("取消", preview)))["text"] == dropped
        changed = await api.changed()
        assert (changed.visible, changed.keyboard) == (dropped, [])
        data = preview.buttons[0]["callback_data"]
        gone = await api.answered(await api.press(data, preview, ADMIN, anyway=True))
        assert gone == {"callback_query_id": "callback-2", "text": GONE, "show_alert": True}
        assert "18 件" in (await ask(api, QUESTION, user=ADMIN)).visible
        listed = (await ask(api, "/releases", user=ADMIN)).visible
        assert listed.count("發布中") == 2
        assert "先前版本" not in listed
        await bot.stopped()
    assert api.refused == []


async def test_what_is_no_plan_is_refused_kindly_and_nothing_changes(database: Path) -> None:
    wrong_type = "只讀得懂 PDF、ODT、DOCX 與文字檔（.txt）。請把計畫存成其中一種再傳一次。"
    async with BotApi(TOKEN) as api, serving(database, api, ADMINS) as bot:
        for name, size, said in (
            ("plan.doc", 1000, wrong_type),
            ("plan", 1000, wrong_type),
            ("plan.txt", 20 * 2**20 + 1, "這個檔案太大了，上限是 20 MB。"),
        ):
            await api.upload(name, b"plan", ADMIN, file_size=size)
            assert (await api.heard()).visible == said
        # What is refused so is not even fetched.
        assert "getFile" not in api.calls
        for content in (b"", bytes(range(256)) * 40, b"%PDF-1.7 ..."):
            refused = await upload(api, content, "計畫<b>&.txt")
            assert refused.visible.startswith("「計畫<b>&.txt」無法讀取，沒有發布任何內容。請確認")
            assert refused.keyboard == []
        api.fail("file", "500", times=9)
        assert (await upload(api, SHORT)).visible == f"「{NAME}」下載失敗，沒有發布任何內容。請再傳一次。"
        assert "先前版本" not in (await ask(api, "/releases", user=ADMIN)).visible
        logged = await bot.stopped()
    assert "Traceback" not in logged
    assert api.refused == []


async def test_a_new_agencys_plan_with_a_long_name_is_new_and_answers(database: Path) -> None:
    port, name = free_port(), f"{'海岸永續部中程施政計畫' * 10}.txt"
    async with BotApi(TOKEN) as api, serving(database, api, f"{ADMINS}[operations]\nport = {port}\n") as bot:
        preview = await upload(api, MADE_UP, name)
        assert preview.visible.startswith("讀到：海岸永續部中程施政計畫（106 至 109 年度）\n")
        assert "這是新的計畫，目前沒有要取代的版本。" in preview.visible
        assert (await health(port)).json()["releases"] == 2
        assert (await publish(api, preview)).startswith("已發布：海岸永續部中程施政計畫（106 至 109 年度）（")
        # The other admin never wrote to the bot, so that it may not write to them; that is no failure.
        assert "海岸永續部" in (await ask(api, "/plans", user=ASKER)).visible
        while (await health(port)).json()["releases"] == 2:
            await asyncio.sleep(0.01)
        assert (await health(port)).json()["releases"] == 3
        logged = await bot.stopped()
    assert "failure" not in logged
    assert api.refused == ["sendMessage: Bad Request: chat not found"] * 2


async def test_two_admins_who_publish_at_once_publish_once(database: Path) -> None:
    async with BotApi(TOKEN) as api, serving(database, api, ADMINS) as bot:
        previews = [await upload(api, SHORT, user=user) for user in (ADMIN, OTHER)]
        presses = [await api.press("發布", preview) for preview in previews]
        for query in presses:
            await api.answered(query)
        said = {(changed.chat, changed.visible) for changed in [await api.changed(), await api.changed()]}
        title = "外交部108年度施政計畫"
        same = f"「{title}」與目前發布的版本完全相同，不需要再發布。"
        published = f"已發布：{title}（mofa-annual-108.2）。"
        assert said in ({(ADMIN, published), (OTHER, same)}, {(ADMIN, same), (OTHER, published)})
        assert (await api.heard()).visible.startswith("計畫已更新：")
        listed = (await ask(api, "/releases", user=ADMIN)).visible
        assert listed.count("mofa-annual-108") == 2
        assert len([edit for edit in api.edits if labels(edit) != STOP]) == 4
        await bot.stopped()
    assert api.refused == []


async def test_a_preview_that_another_release_has_overtaken_is_shown_anew_and_then_published(database: Path) -> None:
    async with BotApi(TOKEN) as api, serving(database, api, "[access]\nadmins = [1]\n") as bot:
        first = await upload(api, SHORT)
        second = await upload(api, SHORT.replace("電子化", "數位化"))
        assert (await publish(api, second)).startswith("已發布：")
        await api.answered(await api.press("發布", first))
        shown = await api.changed()
        assert shown.visible.startswith("您預覽之後，這份計畫又發布了別的版本，所以還沒有發布。")
        assert "將取代目前發布的版本（mofa-annual-108.2）：" in shown.visible
        assert labels(shown) == [["發布", "取消"]]
        assert await publish(api, shown) == "已發布：外交部108年度施政計畫（mofa-annual-108.3）。"
        await bot.stopped()
    assert api.refused == []


async def test_a_draft_outlives_a_restart_and_a_press_during_it_is_heard(database: Path) -> None:
    async with BotApi(TOKEN) as api:
        async with serving(database, api, ADMINS) as bot:
            await ask(api, "/start", user=OTHER)
            preview = await upload(api, SHORT)
            await bot.stopped()
        # Telegram does not let a press be answered that waited too long; what it asks for is done all the same.
        query = await api.press("發布", preview)
        api.expire(query)
        async with serving(database, api, ADMINS) as bot:
            assert (await api.changed()).visible.startswith("已發布：")
            assert (await api.heard()).chat == OTHER
            assert "mofa-annual-108.2，發布中" in (await ask(api, "/releases", user=ADMIN)).visible
            logged = await bot.stopped()
    assert "Traceback" not in logged
    assert len(api.refused) == 1


async def test_a_draft_that_is_refused_when_it_is_read_again_is_said_to_be_unreadable(database: Path) -> None:
    async with BotApi(TOKEN) as api:
        async with serving(database, api, ADMINS) as bot:
            preview = await upload(api, SHORT)
            await bot.stopped()
        async with serving(database, api, f"{ADMINS}[knowledge]\nmax_bytes = 1000\n") as bot:
            assert (await publish(api, preview)).startswith(f"「{NAME}」無法讀取，沒有發布任何內容。")
            assert "先前版本" not in (await ask(api, "/releases", user=ADMIN)).visible
            logged = await bot.stopped()
    assert "Traceback" not in logged
    assert api.refused == []


async def test_a_plan_of_any_format_is_published_and_answers(database: Path) -> None:
    async with BotApi(TOKEN) as api, serving(database, api, "[access]\nadmins = [1]\n") as bot:
        for name in ("made-up-2.pdf", "made-up-9.docx"):
            preview = await upload(api, (ROOT / "tests" / "plans" / name).read_bytes(), name)
            assert "這是新的計畫" in preview.visible
            assert (await publish(api, preview)).startswith("已發布：")
        assert (await ask(api, "/releases", user=ADMIN)).visible.count("發布中") == 4
        for content, name in ((b"%PDF-1.7 ...", "壞檔.pdf"), (b"PK\x03\x04", "壞檔.odt"), (PLAN.encode(), "文字.docx")):
            refused = await upload(api, content, name)
            assert refused.visible.startswith(f"「{name}」無法讀取，沒有發布任何內容。")
            assert refused.keyboard == []
        logged = await bot.stopped()
    assert "Traceback" not in logged
    assert api.refused == []


async def test_a_plan_that_contradicts_itself_is_shown_and_not_published(database: Path) -> None:
    lines = ("農業部 112 年度施政計畫", "壹、關鍵績效指標")
    rows = (
        ("關鍵策略目標", "關鍵績效指標", "衡量標準", "112 年度目標值"),
        ("糧食安全", "輔導農民", "人數", "30 人"),
        ("糧食安全", "輔導農民", "人數", "40 人"),
    )
    cells = (f"<table:table-row>{''.join(map(CELL.format, row))}</table:table-row>" for row in rows)
    paragraphs = "".join(f"<text:p>{line}</text:p>" for line in lines)
    plan = odt(f"{paragraphs}<table:table>{''.join(cells)}</table:table>")
    async with BotApi(TOKEN) as api, serving(database, api, ADMINS) as bot:
        preview = await upload(api, plan, "plan.odt")
        assert "• 同一項有兩種說法：輔導農民 112: 30 人 / 40 人" in preview.visible
        assert preview.visible.endswith("請在主機上用 planbot index --force。")
        assert preview.keyboard == []
        await bot.stopped()
    assert api.refused == []
