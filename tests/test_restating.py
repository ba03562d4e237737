"""What a short follow-up is short for: asked with the words of the question before, it is answered where that is said."""

from __future__ import annotations

import pytest

from indexer.pipeline import index_text
from tests.plans_at_hand import Row, assistant_for, write_plan
from tests.test_followup import talk

REPORT = """甲縣養蜂工作報告 公告日期:114 年 5 月 1 日
壹、現況
一、各國養蜂
(一)瑞典
瑞典蜂蜜自給率 2018 年為 65%，2024 年為 71%。瑞典蜂農每年另有補助。
(二)丹麥
丹麥蜂蜜自給率 2024 年為 54%。丹麥蜂農每人每月補助 255 歐元。
(三)我國
我國蜂蜜自給率 2024 年為 38%。
二、蜂場設施
「甲縣松林鄉蜂蜜檢驗站」，本府爭取核定 7,245 萬元重建經費，預計 114 年 6 月完工。
「甲縣竹圍鄉蜂蜜檢驗站」，本府爭取核定 6,100 萬元重建經費，預計 115 年 8 月完工。
松林鄉另設有圖書館。
三、推廣
113 年 9 月至 114 年 2 月養蜂課程共有 1,075 人報名，已完成訓練共計 1,029 班。
"""


@pytest.mark.parametrize(
    ("questions", "figure"),
    [
        (("瑞典蜂蜜自給率", "丹麥呢"), "54%"),
        (("瑞典蜂蜜自給率", "丹麥呢", "台灣呢"), "38%"),
        (("松林檢驗站什麼時候完工", "經費呢"), "7,245 萬元"),
        (("竹圍檢驗站什麼時候完工", "經費呢"), "6,100 萬元"),
        (("養蜂課程多少人報名", "完成幾班"), "1,029 班"),
    ],
)
def test_what_a_follow_up_leaves_out_is_taken_from_the_question_before(questions: tuple[str, ...], figure: str) -> None:
    said = talk(assistant_for(index_text(REPORT, "a.txt", "")), *questions)
    assert figure in said
    assert len([line for line in said.splitlines() if "寫道" in line]) <= 1


def test_what_is_not_said_of_the_new_thing_is_not_taken_from_the_old_one() -> None:
    said = talk(assistant_for(index_text(REPORT, "a.txt", "")), "松林檢驗站什麼時候完工", "梅山呢")
    assert "114 年 6 月" not in said
    assert "115 年 8 月" not in said


def test_of_things_that_fit_a_follow_up_the_one_is_meant_that_says_what_was_asked_before() -> None:
    plan = write_plan(
        [
            Row("交流", "與姊妹市首長會晤", "首長互訪次數", ["105 次"]),
            Row("交流", "與其他城市首長互訪", "次數", ["594 次"]),
            Row("合作", "與姊妹市合作計畫", "計畫數", ["613 次"]),
        ]
    )
    assert talk(assistant_for(plan), "首長互訪目標", "不是，我要姊妹市的").splitlines()[0] == "112 年度目標值：105 次"
