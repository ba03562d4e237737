from __future__ import annotations

import pytest

from indexer.annual import split_entries
from knowledge.models import Span
from knowledge.text import cut
from tests.plans_at_hand import index_text

HEADER = "工作計畫名稱 重要計畫項目\n計畫\n類別\n實施內容\n"
TITLE = "甲部108年度施政計畫\n壹、年度重要計畫\n"


def entries(text: str) -> list[str]:
    return [entry.text for entry in split_entries(text, cut(text, [Span(0, len(text))]))]


def test_numbered_entries_are_divided_and_sub_entries_too() -> None:
    text = "一、甲：\n（一）乙，\n丙。\n（二）丁。\n二、戊。"
    assert entries(text) == ["一、甲：", "（一）乙，丙。", "（二）丁。", "二、戊。"]


def test_content_without_numbers_is_one_entry() -> None:
    assert entries("審酌需要，召開\n會報。") == ["審酌需要，召開會報。"]


def test_a_line_that_begins_with_another_number_begins_no_entry() -> None:
    assert entries("一、參與名列第\n三、四名之組織。\n二、乙。") == ["一、參與名列第三、四名之組織。", "二、乙。"]


def test_after_a_whole_sentence_an_entry_may_follow_one_whose_number_was_skipped() -> None:
    assert entries("一、甲：\n（一）乙。\n（二）丙。\n三、丁。\n四、戊。") == [
        "一、甲：",
        "（一）乙。",
        "（二）丙。",
        "三、丁。",
        "四、戊。",
    ]
    assert entries("一、甲。\n四、乙。") == ["一、甲。四、乙。"]


def test_a_work_plan_spans_items_and_a_page_cuts_an_item() -> None:
    text = (
        TITLE
        + HEADER
        + (
            "國際會議及交\n流\n參與組織 其它 一、持續推動參加組織，深化並廣化我\n參與之活動。\n出國訪問 其它 一、安排訪問。\n "
            + HEADER
            + "二、洽請重要國家提升禮遇。\n領事管理 領事事務 其它 推動簽證。\n"
        )
    )
    found = index_text(text, "plan.txt", "")
    assert [
        (i.work_plan and i.work_plan.text, i.name.text, [c.text for c in i.content]) for i in found.annual_items
    ] == [
        ("國際會議及交流", "參與組織", ["一、持續推動參加組織，深化並廣化我參與之活動。"]),
        ("國際會議及交流", "出國訪問", ["一、安排訪問。", "二、洽請重要國家提升禮遇。"]),
        ("領事管理", "領事事務", ["推動簽證。"]),
    ]


@pytest.mark.parametrize("last", ["三、風險與因應", "（三）風險與因應"])
def test_the_next_heading_below_the_last_table_is_no_entry_of_its_last_content(last: str) -> None:
    counted = ("（一）目標", "（二）重要計畫") if last.startswith("（") else ("一、目標", "二、重要計畫")
    prose = "山區天候多變為本局列管之首要風險，每年平均發生山域事故逾百件，將與地方消防機關建立通報機制。"
    found = index_text(
        f"甲局109年度施政計畫\n壹、計畫\n{counted[0]}\n{counted[1]}\n工作計畫名稱 重要計畫項目 計畫類別 實施內容\n"
        f"山林管理 步道整修 公共建設 一、整修步道。\n二、汰換標示。\n山林教育 志工培訓 社會發展 設置委員會。\n{last}\n{prose}\n",
        "a.txt", "",
    )  # fmt: skip
    assert [[entry.text for entry in item.content] for item in found.annual_items] == [
        ["一、整修步道。", "二、汰換標示。"],
        ["設置委員會。"],
    ]
    assert [(s.title, s.text) for s in found.sections][-1] == ("風險與因應", prose)
