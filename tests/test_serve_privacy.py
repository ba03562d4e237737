"""What `planbot serve` keeps of people, looked up in its database, and that /forget deletes it."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

from tests.botapi import BotApi
from tests.serving import TOKEN, UNPACED, ask, labels, press, serving

KEEPING = f"{UNPACED}[privacy]\nstore_questions = true\n"
GROUP = -5
QUESTION = "駐外館宿舍自有目標為何"
MISSED = "火星探測目標"
# What says something of a person, with the column that tells whose it is.
PERSONAL = ("conversation", "reply", "feedback", "miss", "stranger", "draft")


def rows(database: Path, query: str, *values: Any) -> list[tuple[Any, ...]]:
    with sqlite3.connect(database) as found:
        return found.execute(query, values).fetchall()


def counts(database: Path) -> dict[str, int]:
    return {table: rows(database, f"SELECT count(*) FROM {table}")[0][0] for table in PERSONAL}


async def noted(database: Path) -> None:
    """Wait until the bot has written down what it answered last."""
    while rows(database, "SELECT count(body) FROM inbox") != [(0,)]:
        await asyncio.sleep(0.02)


def kept_on_disk(database: Path, text: str) -> bool:
    """Tell whether a text stands anywhere in the files of the database, free pages and the log included."""
    files = [path for path in database.parent.iterdir() if path.name.startswith(database.name)]
    return any(text.encode() in path.read_bytes() for path in files)


async def test_forget_deletes_what_is_kept_of_a_person_and_nothing_of_others(database: Path) -> None:
    async with BotApi(TOKEN) as api, serving(database, api, KEEPING) as bot:
        for person in (7, 8):
            answer = await ask(api, QUESTION, person)
            await api.answered(await api.press("👎", answer))
            await api.changed()
            await api.answered(await api.press("答非所問", answer))
            await api.changed()
            await ask(api, MISSED, person)
            await ask(api, f"/ask {QUESTION}", person, GROUP)
        await noted(database)
        assert counts(database) == {"conversation": 4, "reply": 6, "feedback": 2, "miss": 4, "stranger": 0, "draft": 0}
        last = await ask(api, QUESTION, 7)
        forgotten = await ask(api, "/forget", 7)
        assert forgotten.visible == "已刪除您在這裡留下的資料：對話、回饋與待發布的檔案。"
        await noted(database)
        assert counts(database) == {"conversation": 2, "reply": 3, "feedback": 1, "miss": 2, "stranger": 0, "draft": 0}
        for table in ("conversation", "reply"):
            assert rows(database, f"SELECT DISTINCT person FROM {table}") == [(8,)]
        # The conversation is forgotten, and so are the buttons that need what was kept; the others still work.
        assert "請問您指的是哪一項" in (await ask(api, "那衡量標準呢", 7)).visible
        assert "請問您指的是哪一項" in (await ask(api, "那衡量標準呢", 7, reply_to=last.message_id)).visible
        assert (await api.answered(await api.press("看原文", last)))["text"].startswith("這個按鈕已經失效")
        assert (await api.answered(await api.press("👍", last)))["text"].startswith("這個按鈕已經失效")
        assert "衡量標準：" in (await press(api, "衡量標準", last)).visible
        # In a group it is the person who is forgotten, too, not the group.
        await ask(api, "/forget", 8, GROUP)
        await noted(database)
        assert [person for (person,) in rows(database, "SELECT DISTINCT person FROM reply")] == [7]
        assert counts(database)["feedback"] == counts(database)["miss"] == 0
        await bot.stopped()
    assert api.refused == []


async def test_a_stranger_and_whoever_was_turned_away_can_be_forgotten_too(database: Path) -> None:
    closed = f"{UNPACED}[access]\nopen = false\nadmins = [1]\nchats = [{GROUP}]\n"
    async with BotApi(TOKEN) as api, serving(database, api, closed) as bot:
        code = (await ask(api, QUESTION, 9)).visible[-6:]
        assert rows(database, "SELECT person, code FROM stranger") == [(9, code)]
        assert (await ask(api, "/forget", 9)).visible.startswith("已刪除")
        assert counts(database) == dict.fromkeys(PERSONAL, 0)
        # In a group that is not listed this is done without a word.
        await ask(api, QUESTION, 9)
        await api.say("/forget", 9, -6)
        await api.confirmed()
        await noted(database)
        assert counts(database)["stranger"] == 0
        await bot.stopped()
    assert {sent.chat for sent in api.sent} == {9}
    assert api.refused == []


async def test_a_question_is_kept_only_until_it_is_answered_unless_the_settings_say_so(database: Path) -> None:
    async with BotApi(TOKEN) as api:
        async with serving(database, api, UNPACED) as bot:
            await ask(api, MISSED)
            answer = await ask(api, QUESTION)
            assert labels(answer)[-1] == ["👍", "👎"]
            await api.answered(await api.press("👎", answer))
            await api.changed()
            await api.answered(await api.press("數字錯", answer))
            await api.changed()
            await bot.stopped()
        assert rows(database, "SELECT count(*), count(body) FROM inbox") == [(4, 0)]
        assert rows(database, "SELECT text FROM miss") == []
        assert [q for (q,) in rows(database, "SELECT json_extract(body, '$.question') FROM reply")] == [""] * 2
        assert not kept_on_disk(database, "火星探測")
        assert not kept_on_disk(database, QUESTION)
        async with serving(database, api, KEEPING) as bot:
            await ask(api, MISSED)
            await api.answered(await api.press("👎", await ask(api, QUESTION)))
            await api.changed()
            await api.answered(await api.press("數字錯"))
            await api.changed()
            await bot.stopped()
    kept = rows(database, "SELECT text, status, asker FROM miss ORDER BY id")
    assert [(text, status) for text, status, _ in kept] == [(MISSED, "not_found"), (QUESTION, "wrong")]
    # Of who asked, no more than a hash that tells two people apart.
    (asker,) = {asker for _, _, asker in kept}
    assert len(asker) == 16
    assert rows(database, "SELECT DISTINCT asker FROM feedback") == [(asker,)]
    assert api.refused == []
