"""Looking up in `planbot serve` without asking: commands, menus, deep links and inline mode."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from indexer.pipeline import read_plan
from indexer.publishing import publish
from knowledge.catalogue import Goal
from knowledge.links import Links
from knowledge.models import AnnualItem, Kpi, Project
from knowledge.store import Store
from tests.botapi import BotApi, parse_html
from tests.plans_at_hand import bundled_catalogue, source
from tests.serving import TOKEN, UNPACED, ask, labels, parts, press, serving

HOUSING = "提高駐外館宿舍自有率及節省鉅額租金支出"
PLACE = "外交部中程施政計畫（106至109年度） › 貳、關鍵績效指標 · 第 2-5 頁"


async def test_commands_say_what_there_is_and_what_was_not_understood(database: Path) -> None:
    async with BotApi(TOKEN) as api, serving(database, api, UNPACED) as bot:
        for typed, said in (
            ("/start", "您好，我是施政計畫問答助理。"),
            ("/start hello", "您好，我是施政計畫問答助理。"),
            ("/help", "您可以這樣問："),
            ("/cancel", "好的，已取消，請輸入新的問題。"),
            ("/search", "請在 /search 後面加上要查的詞"),
            ("/ask", "請在 /ask 後面加上問題"),
            ("/nonsense", "抱歉，沒有這個指令。"),
            ("/kpi xyz", "查不到符合「xyz」的指標或計畫。"),
            ("/search xyz", "已公布的計畫中查不到「xyz」。"),
            ("/search <b>&", "已公布的計畫中查不到「&」。"),
        ):
            assert (await ask(api, typed)).visible.startswith(said), typed
        assert "管理者" not in (await ask(api, "/help")).visible
        plans = await ask(api, "/plans")
        assert plans.visible.splitlines()[0] == "目前發布的計畫："
        assert "• 外交部中程施政計畫（106至109年度）：16 項指標、18 項重要計畫" in plans.visible
        assert "• 外交部108年度施政計畫：11 項年度計畫項目" in plans.visible
        found = await ask(api, "/search 租金支出")
        assert found.visible.startswith("外交部中程施政計畫（106至109年度）寫道：\n持續辦理駐外機構館宿舍購置案")
        assert len(parts(found, "blockquote")) == 2
        for nothing_to_read in (
            {"voice": {"file_id": "x", "file_unique_id": "x", "duration": 3}},
            {"photo": [{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}], "caption": "目標值"},
            {
                "sticker": {
                    "file_id": "x",
                    "file_unique_id": "x",
                    "type": "regular",
                    "width": 1,
                    "height": 1,
                    "is_animated": False,
                    "is_video": False,
                }
            },
        ):
            await api.say(None, **nothing_to_read)
            assert (await api.heard()).visible.startswith("抱歉，我目前只看得懂文字訊息，請把問題打成文字。")
        await api.upload("plan.txt", b"x")
        assert (await api.heard()).visible.startswith("抱歉，我目前只看得懂文字訊息")
        # /start and /cancel begin afresh.
        for afresh in ("/start", "/cancel"):
            await ask(api, "駐外館宿舍自有目標為何")
            await ask(api, afresh)
            assert "請問您指的是哪一項" in (await ask(api, "那衡量標準呢")).visible
        await bot.stopped()
    assert api.refused == []


async def test_kpi_and_goals_lead_to_cards_and_back(database: Path) -> None:
    async with BotApi(TOKEN) as api, serving(database, api, UNPACED) as bot:
        card = await ask(api, "/kpi 資本門預算執行率")
        assert card.visible.startswith("109 年度目標值：90%\n「機關年度資本門預算執行率」")
        several = await ask(api, "/kpi 宿舍")
        assert several.visible == "符合「宿舍」的項目："
        assert labels(several) == [[HOUSING], ["購建駐外機構館官舍"]]
        assert (await press(api, HOUSING)).visible.startswith("109 年度目標值：18 件")
        assert (await press(api, "購建駐外機構館官舍")).visible.startswith("「購建駐外機構館官舍」的實施內容：")
        # Those of one name are told apart, and what is left out is said.
        many = await ask(api, "/kpi 國際組織")
        assert many.visible == "符合「國際組織」的共 15 項，最接近的 8 項："
        assert labels(many)[:3] == [
            ["年度項目｜參與國際組織活動"],
            ["重要計畫｜參與國際組織活動"],
            ["參與國際組織（WTO）"],
        ]
        assert "的計畫期程：106-109" in (await press(api, "重要計畫｜參與國際組織活動")).visible
        assert "的實施內容：" in (await press(api, "年度項目｜參與國際組織活動")).visible
        menu = await ask(api, "/kpi")
        assert menu.visible == "關鍵績效指標（共 16 項）："
        assert len(labels(menu)) == 9
        assert labels(menu)[-1] == ["下一頁 ›"]
        await api.press("下一頁 ›", menu)
        last = await api.changed()
        assert last.message_id == menu.message_id
        assert labels(last)[-2:] == [[HOUSING], ["‹ 上一頁"]]
        await api.press("‹ 上一頁", menu)
        assert (await api.changed()).keyboard == menu.keyboard
        # Goals lead to their KPIs, to a card, and back.
        goal = "妥適配置預算資源，提升預算執行效率"
        goals = await ask(api, "/goals")
        assert goals.visible == "策略目標（共 7 項）："
        assert labels(goals)[-1] == [goal]
        assert "text" not in await api.answered(await api.press(goal))
        kpis = await api.changed()
        assert kpis.message_id == goals.message_id
        assert kpis.visible == f"「{goal}」的關鍵績效指標："
        assert labels(kpis) == [["機關年度資本門預算執行率"], ["機關於中程歲出概算額度內編報情形"], [HOUSING], ["返回"]]
        card = await press(api, HOUSING)
        assert card.visible.startswith(f"109 年度目標值：18 件\n「{HOUSING}」")
        # The menu stands where it was, above the card.
        await api.press("返回", goals)
        back = await api.changed()
        assert (back.message_id, back.visible, back.keyboard) == (goals.message_id, goals.visible, goals.keyboard)
        await bot.stopped()
    assert api.refused == []


async def test_a_deep_link_leads_to_its_fact_and_says_where_that_has_changed(database: Path, tmp_path: Path) -> None:
    catalogue = bundled_catalogue()
    links = Links(catalogue)
    entries = catalogue.of("kpi", "project", "item", "goal")
    assert len(entries) == 16 + 18 + 11 + 14
    housing, meeting, allies = (
        links.link(next(e for e in entries if e.name == name and e.subject in ("kpi", "project")))
        for name in (HOUSING, "外交使節會議", "我與友邦合作計畫執行項數")
    )
    async with BotApi(TOKEN) as api, serving(database, api, UNPACED) as bot:
        for entry in entries:
            answer = (await ask(api, f"/start {links.link(entry)}")).visible
            assert entry.name in answer
            for said in said_of(entry.fact):
                assert squeezed(said) in squeezed(answer), entry
        assert (await ask(api, "/start aaaaaaaaaaaaaa")).visible.startswith(
            "這個連結指向的項目，目前發布的計畫中已經沒有了。"
        )
        new = tmp_path / "new.txt"
        text = source("mofa-midterm-106-109").replace("18 件", "19 件").replace("外交使節會議", "外交使節年會")
        new.write_text(text, encoding="utf-8")
        with Store.open(database) as store:
            publish([read_plan(new)], store)
        changed = await ask(api, f"/start {housing}")
        assert changed.visible.splitlines()[:2] == [
            "（這一項在後來的版本有變動，以下是目前的內容。）",
            "109 年度目標值：19 件",
        ]
        dropped = await ask(api, f"/start {meeting}")
        assert dropped.visible.splitlines()[:2] == [
            "（這是先前版本的內容；目前發布的版本已沒有這一項。）",
            "「外交使節會議」的計畫期程：106-109",
        ]
        assert labels(dropped) == [["看原文"], ["👍", "👎"]]
        assert "▶" in (await press(api, "看原文")).visible
        assert (await ask(api, f"/start {allies}")).visible.startswith("109 年度目標值：613 項")
        await bot.stopped()
    assert api.refused == []


def said_of(fact: object) -> list[str]:
    """Give what a link to a fact must show."""
    match fact:
        case Kpi():
            return [target.text.text for target in fact.targets]
        case Project():
            return [fact.period.text]
        case AnnualItem():
            return [fact.name.text, fact.content[0].text]
        case Goal():
            catalogue = bundled_catalogue()
            kpis = [catalogue.find("mofa-midterm-106-109", "kpi", at).name for at in fact.kpis]
            return kpis or ["外交部108年度施政計畫", "\n1. "]
    raise TypeError(fact)


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("is_open", [True, False])
async def test_inline_offers_the_cards_that_some_words_may_mean(database: Path, is_open: bool) -> None:
    access = f"{UNPACED}[access]\nopen = {str(is_open).lower()}\nusers = [7]\n"
    async with BotApi(TOKEN) as api, serving(database, api, access) as bot:

        async def offered(words: str, user: int = 7) -> tuple[list[dict[str, Any]], int, bool]:
            answer = await api.inline_answer(await api.inline(words, user))
            return answer["results"], answer["cache_time"], answer.get("is_personal", False)

        results, seconds, is_personal = await offered("宿舍")
        assert (seconds, is_personal) == (30, not is_open)
        assert [(r["type"], r["title"], r["description"]) for r in results] == [
            ("article", HOUSING, "109 年度目標值：18 件"),
            ("article", "購建駐外機構館官舍", "「購建駐外機構館官舍」的實施內容："),
        ]
        content = results[0]["input_message_content"]
        assert content["parse_mode"] == "HTML"
        assert content["message_text"].startswith(f"109 年度目標值：<b>18 件</b>\n「{HOUSING}」\n\n<blockquote>")
        assert parse_html(content["message_text"]).endswith(PLACE)
        everything, _, _ = await offered("")
        assert len(everything) == 10
        assert everything[0]["title"] == "深化與友邦高層政要之情誼"
        assert everything[0]["description"] == "109 年度目標值：105 人次"
        assert await offered("xyz") == ([], 30, not is_open)
        of_stranger, seconds, is_personal = await offered("宿舍", user=9)
        assert (len(of_stranger), seconds, is_personal) == ((2, 30, False) if is_open else (0, 0, True))
        # Whoever typed on does not wait for what was typed before; Telegram takes no answer to that any more.
        late = await api.inline("友邦")
        api.expire(late)
        assert (await offered("宿舍"))[0] == results
        logged = await bot.stopped()
    assert "Traceback" not in logged
    assert api.sent == []
    assert [refusal.partition(":")[0] for refusal in api.refused] == ["answerInlineQuery"]
