"""Asking `planbot serve`: how an answer looks, what it is about, and what becomes of a question that is edited."""

from __future__ import annotations

import asyncio
from pathlib import Path

from knowledge.store import Publication, Store
from tests.botapi import BotApi
from tests.plans_at_hand import NOW, Row, write_plan
from tests.serving import TOKEN, UNPACED, ask, labels, parts, press, serving

HOUSING = "提高駐外館宿舍自有率及節省鉅額租金支出"
ALLIES = "我與友邦合作計畫執行項數"
MIDTERM = "外交部中程施政計畫（106至109年度）"
QUESTION = "駐外館宿舍自有目標為何"

# A fact whose answer takes three messages: each of its eight points is as long as a page.
LONG = write_plan(
    [Row("推動農村再生", "農村再生社區數", "完成再生的社區數", ["12 個"])],
    items=[
        (
            "農村發展",
            "農村再生推動",
            ["".join(f"第{n}項第{m}點加強農村建設與環境改善，落實在地參與。" for m in range(36)) for n in range(8)],
        )
    ],
)


def with_a_long_plan(database: Path) -> Path:
    with Store.open(database) as store:
        store.publish([Publication(LONG, "moa")], NOW)
    return database


async def test_the_figure_comes_first_and_bold_with_year_unit_name_quote_and_place_and_quickly(database: Path) -> None:
    async with BotApi(TOKEN) as api, serving(database, api, UNPACED) as bot:
        answer = await ask(api, QUESTION)
        assert answer.visible.splitlines() == [
            "109 年度目標值：18 件",
            f"「{HOUSING}」",
            "",
            HOUSING,
            "駐外館宿舍自有總數量",
            "18 件",
            f"{MIDTERM} › 貳、關鍵績效指標 · 第 2-5 頁",
        ]
        assert parts(answer, "bold") == ["18 件"]
        assert parts(answer, "blockquote") == [f"{HOUSING}\n駐外館宿舍自有總數量\n18 件"]
        assert parts(answer, "italic") == [f"{MIDTERM} › 貳、關鍵績效指標 · 第 2-5 頁"]
        assert '"is_disabled": true' in answer.parameters["link_preview_options"]
        assert answer.reply_to is None
        # It shows that it types only where an answer takes long; a busy machine may need several tries to be quick.
        quick = False
        for _ in range(5):
            api.actions.clear()
            await ask(api, QUESTION)
            await asyncio.sleep(0.3)
            if quick := api.actions == []:
                break
        assert quick
        api.actions.clear()
        api.fail("sendMessage", "slow", delay=0.8)
        assert "18 件" in (await ask(api, QUESTION)).visible
        assert api.actions == [(7, "typing")]
        logged = await bot.stopped()
    assert api.refused == []
    assert QUESTION not in logged


async def test_follow_ups_and_replies_keep_their_subject_over_a_restart(database: Path) -> None:
    async with BotApi(TOKEN) as api:
        async with serving(database, api, UNPACED) as bot:
            housing = await ask(api, QUESTION)
            assert (await ask(api, "那衡量標準呢")).visible.startswith(
                f"「{HOUSING}」的衡量標準：\n駐外館宿舍自有總數量"
            )
            allies = await ask(api, "友邦合作計畫的目標")
            assert allies.visible.startswith("109 年度目標值：613 項")
            # A reply is about the answer that it replies to; what comes after it is, too.
            replied = await ask(api, "衡量標準呢", reply_to=housing.message_id)
            assert replied.visible.startswith(f"「{HOUSING}」的衡量標準：")
            assert f"與「{HOUSING}」關聯的重要計畫" in (await ask(api, "那相關計畫呢")).visible
            # A reply to what is no answer of the bot goes on with the conversation.
            help_ = await ask(api, "/help")
            for message in (help_.message_id, allies.message_id - 1):
                assert f"「{HOUSING}」的衡量標準：" in (await ask(api, "那衡量標準呢", reply_to=message)).visible
            await bot.stopped()
        async with serving(database, api, UNPACED) as bot:
            assert (await ask(api, "那目標值呢")).visible.startswith(f"109 年度目標值：18 件\n「{HOUSING}」")
            replied = await ask(api, "那屬於哪個目標", reply_to=allies.message_id)
            assert f"「{ALLIES}」" in replied.visible
            assert "鞏固我與邦交國外交關係" in replied.visible
            await bot.stopped()
    assert api.refused == []


async def test_an_edited_question_gets_its_answer_edited_each_time(database: Path) -> None:
    async with BotApi(TOKEN) as api, serving(with_a_long_plan(database), api, UNPACED) as bot:
        asked = await api.say("駐外館宿舍自有的衡量標準")
        first = await api.heard()
        await api.edit(asked, QUESTION)
        second = await api.changed()
        assert second.message_id == first.message_id
        assert second.visible.startswith("109 年度目標值：18 件")
        assert labels(second)[0] == ["衡量標準", "相關計畫", "所屬目標"]
        # To a longer one: the messages that are wanting follow, the buttons below the last.
        await api.edit(asked, "農村再生推動的實施內容")
        longer = await api.changed()
        assert longer.message_id == first.message_id
        assert labels(longer) == []
        more = [await api.heard(), await api.heard()]
        assert [labels(page) for page in more] == [[], [["工作計畫"], ["看原文", "複製連結"], ["👍", "👎"]]]
        # The whole answer is one answer: a reply to its last message is about it.
        assert "農村發展" in (await ask(api, "屬於哪個工作計畫", reply_to=more[1].message_id)).visible
        # To a shorter one: what is left over is deleted.
        await api.edit(asked, "友邦合作計畫的目標")
        shorter = await api.changed()
        assert shorter.message_id == first.message_id
        assert shorter.visible.startswith("109 年度目標值：613 項")
        assert (await press(api, "衡量標準", shorter)).visible.startswith(f"「{ALLIES}」的衡量標準：")
        assert api.deleted == [(7, page.message_id) for page in more]
        await bot.stopped()
    assert api.refused == []


async def test_a_question_is_answered_anew_if_its_edited_answer_is_gone_or_never_was(database: Path) -> None:
    async with BotApi(TOKEN) as api, serving(database, api, UNPACED) as bot:
        asked = await api.say(QUESTION)
        first = await api.heard()
        del api.messages[7, first.message_id], api._known[7, first.message_id]
        await api.edit(asked, "友邦合作計畫的目標")
        assert (await api.heard()).visible.startswith("109 年度目標值：613 項")
        # In a group a question may be addressed to the bot only once it is edited.
        asked = await api.say(QUESTION, chat=-5)
        await api.edit(asked, f"@planbot_test_bot {QUESTION}")
        late = await api.heard()
        assert (late.chat, late.reply_to) == (-5, asked)
        assert "18 件" in late.visible
        await bot.stopped()
    assert api.edits == []
    assert {refusal.partition(":")[0] for refusal in api.refused} == {"editMessageText"}


async def test_what_is_meant_alike_or_lies_nearest_is_a_button_each(database: Path) -> None:
    async with BotApi(TOKEN) as api, serving(database, api, UNPACED) as bot:
        choice = await ask(api, "合作計畫目標是多少")
        assert choice.visible.startswith(
            "有幾項都符合，請問是哪一項？\n1. 我與友邦合作計畫執行項數：109 年度目標值：613 項"
        )
        assert labels(choice) == [
            ["1. 613 項｜我與友邦合作計畫執行項數"],
            ["2. 21 項｜加強我與無邦交國家各項合作計畫，促進雙邊永續發展"],
            ["看原文 1", "看原文 2"],
        ]
        answer = await press(api, "2. 21 項｜加強我與無邦交國家各項合作計畫，促進雙邊永續發展")
        assert answer.visible.startswith("109 年度目標值：21 項\n「加強我與無邦交國家各項合作計畫，促進雙邊永續發展」")
        assert "「加強我與無邦交國家各項合作計畫" in (await ask(api, "那衡量標準呢")).visible
        await ask(api, "合作計畫目標是多少")
        assert (await ask(api, "第一個")).visible.startswith("109 年度目標值：613 項")
        other_agency = await ask(api, "教育部的目標")
        assert other_agency.visible.startswith("已公布的計畫中沒有這個機關的計畫。")
        offered = "「我與友邦合作計畫執行項數」的目標值為何？"
        assert labels(other_agency)[0] == [offered]
        assert (await press(api, offered)).visible.startswith("109 年度目標值：613 項")
        other_year = await ask(api, "110年度駐外館宿舍自有總數量的目標值是多少")
        assert other_year.visible.startswith(f"計畫沒有列出「{HOUSING}」 110 年度的目標值；有列的是 109 年度。")
        assert labels(other_year)[:2] == [["目標值", "衡量標準", "相關計畫"], ["所屬目標"]]
        assert (await press(api, "目標值", other_year)).visible.startswith("109 年度目標值：18 件")
        unknown = await ask(api, "火星探測目標")
        assert unknown.visible == "已公布的計畫中查不到「火星探測目標」。"
        assert labels(unknown) == []
        await bot.stopped()
    assert api.refused == []


async def test_a_long_list_turns_its_pages_in_place_and_a_long_text_is_split_with_its_quotes_whole(
    database: Path,
) -> None:
    async with BotApi(TOKEN) as api, serving(with_a_long_plan(database), api, UNPACED) as bot:
        first = await ask(api, "所有重要計畫有哪些")
        assert first.visible.splitlines()[0] == "重要計畫：（第 1 頁，共 2 頁）"
        assert "10. 捐助「中西太平洋漁業委員會」（WCPFC）「中華臺北信託基金」" in first.visible
        assert "11. " not in first.visible
        assert labels(first) == [["下一頁 ›"], ["看原文"], ["👍", "👎"]]
        assert "text" not in await api.answered(await api.press("下一頁 ›"))
        second = await api.changed()
        assert second.message_id == first.message_id
        assert second.visible.splitlines()[:2] == [
            "重要計畫：（第 2 頁，共 2 頁）",
            "11. 捐助「臺灣－歐銀技術合作基金」",
        ]
        assert second.visible.endswith(f"18. 其他駐外館設購置計畫\n\n{MIDTERM} › 參、未來四年重要計畫")
        assert labels(second) == [["‹ 上一頁"], ["看原文"], ["👍", "👎"]]
        await api.press("‹ 上一頁")
        back = await api.changed()
        assert (back.visible, back.keyboard) == (first.visible, first.keyboard)
        assert len(api.sent) == 1
        # What is no list goes on in further messages.
        pages = [await ask(api, "農村再生推動的實施內容"), await api.heard(), await api.heard()]
        assert pages[0].visible.startswith("「農村再生推動」的實施內容：")
        assert [len(parts(page, "expandable_blockquote")) for page in pages] == [0, 1, 1]
        quoted = [parts(page, "expandable_blockquote")[0] for page in pages[1:]]
        assert quoted[0].endswith("。")
        assert quoted[1].startswith("第4項第0點")
        assert quoted[1].endswith("第7項第35點加強農村建設與環境改善，落實在地參與。")
        assert parts(pages[2], "italic") == ["農業部中程施政計畫（110 至 113 年度） › 壹、關鍵績效指標"]
        assert [bool(page.keyboard) for page in pages] == [False, False, True]
        await bot.stopped()
    assert api.refused == []
