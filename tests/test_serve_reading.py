"""A file that takes long to read in the chat: how far that is, and stopping it."""

from __future__ import annotations

import re
import sqlite3
import subprocess
from itertools import pairwise
from pathlib import Path

import pytest

from tests.botapi import BotApi, Sent
from tests.long_plans import TITLE, long_plan
from tests.serving import TOKEN, Bot, ask, labels, serving

ADMIN, OTHER, ASKER = 1, 2, 7
ADMINS = "[access]\nadmins = [1, 2]\n"
NAME = "海洋部[1]<b>.pdf"
READ = f"收到「{NAME}」，正在讀取……"
STOPPED = f"已停止讀取「{NAME}」，沒有發布任何內容。"
PAGES = re.compile(rf"正在讀取「{re.escape(NAME)}」：已讀 ([\d,]+) 頁，共 1,000 頁。")
STAGES = (
    f"「{NAME}」已讀完，正在整理章節、指標與計畫……", f"「{NAME}」已整理完，正在建立索引……",
    f"「{NAME}」已整理完，正在逐項試查：已查 ",
)  # fmt: skip


@pytest.fixture(scope="module")
def endless() -> bytes:
    """A plan that nobody waits for: its thousand pages take many seconds to be read, and longer to be understood."""
    return long_plan(1000, 250)


async def upload(api: BotApi, content: bytes) -> Sent:
    """Let an admin send a plan, and give the message that says that it is being read."""
    await api.upload(NAME, content, ADMIN, "application/pdf")
    reading = await api.heard()
    assert (reading.visible, labels(reading)) == (READ, [["取消"]])
    return reading


def readers(bot: Bot) -> list[str]:
    """List the processes in which a bot reads files."""
    listed = subprocess.run(
        ["ps", "-eww", "-o", "ppid=", "-o", "args="], capture_output=True, check=True, text=True
    ).stdout
    lines = [line.split(None, 1) for line in listed.splitlines()]
    return [args for parent, args in lines if int(parent) == bot.pid and "spawn_main" in args]


def kept(database: Path) -> tuple[int, int]:
    """Count the drafts and the releases."""
    with sqlite3.connect(database) as db:
        [counts] = db.execute("SELECT (SELECT count(*) FROM draft), (SELECT count(*) FROM release)")
    return counts[0], counts[1]


async def test_a_thousand_pages_are_read_in_sight_until_the_message_becomes_the_preview(database: Path) -> None:
    async with BotApi(TOKEN) as api, serving(database, api, ADMINS) as bot:
        reading = await upload(api, long_plan(1000, 12))
        shown = [reading, await api.changed()]
        while not shown[-1].visible.startswith("讀到："):
            shown.append(await api.changed())
        *progress, preview = shown
        assert len(progress) > 1
        for edit in progress[1:]:
            assert edit.message_id == reading.message_id
            assert labels(edit) == [["取消"]]
            assert PAGES.fullmatch(edit.visible) or edit.visible.startswith(STAGES)
        assert len({edit.visible for edit in progress}) == len(progress)
        # The clock of the pace and the one of the loop are not quite one.
        assert all(after.at - before.at > 2.5 for before, after in pairwise(progress))
        assert preview.visible.startswith(f"讀到：{TITLE}\n")
        assert labels(preview) == [["發布", "取消"]]
        late = await api.answered(await api.press(reading.buttons[0]["callback_data"], preview, anyway=True))
        assert (late["text"], late["show_alert"]) == ("這次讀取已經結束，不必取消。", True)
        assert kept(database) == (1, 2)
        logged = await bot.stopped()
    assert "Traceback" not in logged
    assert api.refused == []


async def test_only_who_sent_the_file_stops_its_reading_and_nothing_changes(database: Path, endless: bytes) -> None:
    async with BotApi(TOKEN) as api, serving(database, api, ADMINS) as bot:
        await ask(api, "/start", user=OTHER)
        await upload(api, endless)
        pages = [PAGES.fullmatch((edit := await api.changed()).visible) for _ in range(2)]
        done = [int(found[1].replace(",", "")) for found in pages if found]
        assert len(done) == 2
        assert 0 < done[0] < done[1] < 1000
        assert len(readers(bot)) == 1
        assert "18 件" in (await ask(api, "駐外館宿舍自有總數量的目標值是多少", user=ASKER)).visible
        others = await api.answered(await api.press("取消", edit, OTHER))
        assert (others["text"], others["show_alert"]) == ("抱歉，只有傳這個檔案的管理者可以取消。", True)
        own = await api.answered(await api.press("取消", edit))
        assert own["text"] == "好的，停止讀取。"
        while PAGES.fullmatch((stopped := await api.changed()).visible):
            pass  # How far it was may have been said once more before the press.
        assert (stopped.message_id, stopped.visible, stopped.keyboard) == (edit.message_id, STOPPED, [])
        assert readers(bot) == []
        assert kept(database) == (0, 2)
        logged = await bot.stopped()
    assert "Traceback" not in logged
    assert api.refused == []


async def test_what_a_crash_cut_off_is_read_anew_and_the_button_of_before_stops_it(
    database: Path, endless: bytes
) -> None:
    async with BotApi(TOKEN) as api:
        async with serving(database, api, ADMINS) as bot:
            before = await upload(api, endless)
            await bot.killed()
            assert "Traceback" not in bot.logged
        query = await api.press("取消", before)
        async with serving(database, api, ADMINS) as bot:
            again = await api.heard()
            assert (again.visible, labels(again)) == (READ, [["取消"]])
            assert (await api.answered(query))["text"] == "好的，停止讀取。"
            while (stopped := await api.changed()).message_id != again.message_id:
                pass
            assert stopped.visible == STOPPED
            assert readers(bot) == []
            assert kept(database) == (0, 2)
            logged = await bot.stopped()
    assert "Traceback" not in logged
    assert api.refused == []
