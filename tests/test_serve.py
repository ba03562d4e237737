"""`planbot serve` as a process of its own, over real HTTP against a Bot API server on loopback."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest

from tests.botapi import BotApi, Refusal, parse_html
from tests.serving import ROOT, TOKEN, ask, serving

QUESTION = "駐外館宿舍自有目標為何"


async def test_a_question_is_answered_with_figure_quote_and_place(database: Path) -> None:
    async with BotApi(TOKEN) as api, serving(database, api) as bot:
        await api.say("/start")
        assert "您好" in (await api.heard()).visible
        await api.say("/help")
        assert "您可以這樣問" in (await api.heard()).visible
        await api.say(QUESTION)
        answer = await api.heard()
        assert "<b>18 件</b>" in answer.text.splitlines()[0]
        assert "<blockquote>" in answer.text
        assert "外交部中程施政計畫" in answer.visible
        logged = await bot.stopped()
    assert bot.status == 0
    assert api.refused == []
    assert api.allowed == ["message", "edited_message", "callback_query", "inline_query"]
    assert TOKEN not in logged
    assert "Traceback" not in logged


async def test_the_command_runs_the_bot_until_it_is_stopped(database: Path, tmp_path: Path) -> None:
    config = tmp_path / "serve.toml"
    async with BotApi(TOKEN) as api:
        config.write_text(f'[telegram]\napi_base = "{api.url}"\n', encoding="utf-8")
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot.cli", "serve", "--config", str(config), "--db", str(database)),
            env=os.environ | {"PLANBOT_TOKEN": TOKEN},
            cwd=ROOT,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            assert "18 件" in (await ask(api, QUESTION)).visible
            process.terminate()
            _, logged = await asyncio.wait_for(process.communicate(), 10)
        finally:
            if process.returncode is None:
                process.kill()
    assert process.returncode == 0
    assert b"Traceback" not in logged


async def test_html_in_a_question_is_text(database: Path) -> None:
    async with BotApi(TOKEN) as api, serving(database, api) as bot:
        await api.say("<b>駐外館</b> & <script>宿舍自有目標&nbsp;")
        assert (await api.heard()).visible
        await api.say("<i>ｘｙｚ</b>&&<<>>有沒有？")
        assert (await api.heard()).visible
        await bot.stopped()
    assert api.refused == []


async def test_refused_markup_is_sent_again_as_plain_text(database: Path) -> None:
    async with BotApi(TOKEN, refuse_markup=True) as api, serving(database, api) as bot:
        await api.say(QUESTION)
        answer = await api.heard()
        assert "18 件" in answer.text.splitlines()[0]
        await bot.stopped()
    assert len(api.refused) == 1


async def test_what_is_not_understood_is_said_kindly(database: Path) -> None:
    async with BotApi(TOKEN) as api, serving(database, api) as bot:
        await api.say(None, photo=[{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}])
        assert "文字" in (await api.heard()).visible
        await api.say("/nonsense")
        assert "/help" in (await api.heard()).visible
        await bot.stopped()
    assert api.refused == []


async def test_a_closed_bot_tells_strangers_nothing_of_the_plans(database: Path) -> None:
    closed = "[access]\nopen = false\nusers = [7]\nadmins = [8]\nchats = [-100]\n"
    async with BotApi(TOKEN) as api, serving(database, api, closed) as bot:
        await api.say(QUESTION, user=9)
        refusal = await api.heard()
        assert "開放" in refusal.visible
        assert "18 件" not in refusal.visible
        for user, chat in ((7, None), (8, None), (9, -100)):
            await api.say(f"/ask {QUESTION}", user=user, chat=chat)
            answer = await api.heard()
            assert "18 件" in answer.visible
            assert answer.chat == (chat or user)
        await bot.stopped()
    assert api.refused == []


async def test_in_a_group_an_answer_hangs_on_its_question(database: Path) -> None:
    async with BotApi(TOKEN) as api, serving(database, api) as bot:
        await api.say(f"/ask {QUESTION}", chat=-5)
        answer = await api.heard()
        assert '"allow_sending_without_reply": true' in answer.parameters["reply_parameters"]
        await bot.stopped()


async def test_a_refused_token_is_one_line_and_status_1(database: Path) -> None:
    async with BotApi(TOKEN) as api, serving(database, api, token="999:wrong-token") as bot:
        logged = await bot.ended(20)
    assert bot.status == 1
    assert logged == "planbot: Telegram refuses the bot token; check PLANBOT_TOKEN or [telegram] token\n"


async def test_a_missing_token_is_one_line_and_status_1(database: Path) -> None:
    async with BotApi(TOKEN) as api, serving(database, api, token="") as bot:
        logged = await bot.ended(20)
    assert bot.status == 1
    assert logged.startswith("planbot: there is no bot token; set PLANBOT_TOKEN")
    assert logged.count("\n") == 1
    assert api.calls == []


async def test_a_bot_that_cannot_reach_telegram_yet_can_be_stopped(database: Path) -> None:
    async with BotApi(TOKEN) as api:
        pass
    async with serving(database, api) as bot:
        while "cannot be reached yet" not in bot.logged:
            await asyncio.sleep(0.02)
        logged = await bot.stopped()
    assert bot.status == 0
    assert TOKEN not in logged


@pytest.mark.parametrize(
    "broken", ["a < b", "a & b", "&nbsp;", "<b>a", "a</b>", "<b><i>a</b></i>", "<div>a</div>", "<b class='x'>a</b>"]
)
def test_the_server_refuses_broken_markup(broken: str) -> None:
    with pytest.raises(Refusal):
        parse_html(broken)


def test_the_server_reads_markup_as_telegram_does() -> None:
    assert parse_html("<b>1 &lt; 2</b> &amp; <blockquote expandable>引文</blockquote>") == "1 < 2 & 引文"
