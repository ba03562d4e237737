"""Who asked for it is told of every new release, whoever publishes it."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from bot.handlers.news import change_lines
from knowledge.changes import Change, Kind
from knowledge.phrases import CHANGE_LINES
from tests.botapi import BotApi
from tests.conftest import Planbot
from tests.serving import ROOT, TOKEN, UNPACED, ask, serving

WATCHER = 8
PLAN = (ROOT / "knowledge" / "plans" / "mofa-midterm-106-109.txt").read_text(encoding="utf-8")
NEWS = "計畫已更新：外交部中程施政計畫（106 至 109 年度）（mofa-midterm-106-109.{number}）。\n• 「{name}」 109 年度目標值：{change}"
HOUSING = "提高駐外館宿舍自有率及節省鉅額租金支出"


def index(planbot: Planbot, tmp_path: Path, number: int) -> None:
    """Publish the mid-term plan from the command line with another target."""
    path = tmp_path / "new.txt"
    path.write_text(PLAN.replace("自有總數量 18 件", f"自有總數量 {number} 件"), encoding="utf-8")
    assert planbot("index", path).exit_code == 0


async def test_what_the_command_line_publishes_is_told_once_also_where_the_bot_was_down(
    planbot: Planbot, database: Path, tmp_path: Path
) -> None:
    async with BotApi(TOKEN) as api:
        async with serving(database, api, UNPACED) as bot:
            await ask(api, "/watch", user=WATCHER)
            index(planbot, tmp_path, 19)
            told = await api.heard()
            news = NEWS.format(number=2, name=HOUSING, change="18 件 → 19 件")
            assert (told.chat, told.visible) == (WATCHER, news)
            await bot.stopped()
        index(planbot, tmp_path, 20)
        async with serving(database, api, UNPACED) as bot:
            told = await api.heard()
            news = NEWS.format(number=3, name=HOUSING, change="19 件 → 20 件")
            assert (told.chat, told.visible) == (WATCHER, news)
            await bot.stopped()
        async with serving(database, api, UNPACED) as bot:
            assert planbot("rollback", "mofa-midterm-106-109.3").exit_code == 0
            told = await api.heard()
            assert told.visible.endswith(
                "（mofa-midterm-106-109.2）。\n• 「" + HOUSING + "」 109 年度目標值：20 件 → 19 件"
            )
            assert (await ask(api, "/watch", user=WATCHER)).visible.startswith("已取消")
            logged = await bot.stopped()
    assert "Traceback" not in logged
    assert api.refused == []


def test_a_change_is_told_in_the_words_of_an_answer() -> None:
    for kind in get_args(Kind):
        said = CHANGE_LINES[kind].format(name="甲計畫", before="106-109", after="（無）", year="", header="")
        assert change_lines([Change(kind, "甲計畫", "106-109")]) == [said]
