"""Which indicators reached their targets: judged in the direction that a target's own sign says, else both are shown."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from knowledge.models import Answered, NotFound
from knowledge.service import Assistant
from tests.plans_at_hand import assistant_for, plan_of_lines


def _asked(lines: str) -> Assistant:
    return assistant_for(plan_of_lines(lines), today=date(2023, 3, 1))


@cache
def asked() -> Assistant:
    """An assistant over a plan with targets that say which way is better, and some that do not."""
    return _asked("""
河川巡守隊112年度施政計畫
壹、關鍵績效指標
關鍵策略目標 | 關鍵績效指標 | 111年度目標值 | 111年度達成值 | 112年度目標值
守護河川 | 巡守通報回復率 | ≧90% | 87.5% | ≧91%
^ | 污染案件處理時效 | 3 日以內 | 2.6 日 | 3 日以內
^ | 志工招募人數 | 至少 200 人 | 214 人 | 至少 210 人
^ | 違規傾倒件數 | 40 件 | 33 件 | 38 件
^ | 巡守手冊改版 | 完成初稿 | 完成初稿 | 完成印製
""")


def told(question: str) -> list[str]:
    answer = asked().ask(question).answer
    assert isinstance(answer, Answered), answer.text
    return answer.text.splitlines()


@pytest.mark.parametrize(
    "question", ["111年沒有達標的指標有哪些", "哪些指標111年未達到目標", "111年哪個指標落後目標最多"]
)
def test_what_was_missed_is_judged_by_the_sign_of_the_target_and_the_rest_is_shown_apart(question: str) -> None:
    assert told(question) == [
        "未達到目標值的指標：",
        "1. 「巡守通報回復率」111年度達成值：87.5%；111 年度目標值：≧90%；相差 2.5 個百分點",
        "目標值方向未載明，請對照兩個數字：",
        "1. 「違規傾倒件數」111年度達成值：33 件；111 年度目標值：40 件",
    ]


def test_what_was_reached_is_judged_in_either_direction() -> None:
    lines = told("111年有達標的指標有哪些")
    assert lines[1:3] == [
        "1. 「污染案件處理時效」111年度達成值：2.6 日；111 年度目標值：3 日以內；相差 0.4 日",
        "2. 「志工招募人數」111年度達成值：214 人；111 年度目標值：至少 200 人；相差 14 人",
    ]
    assert lines[3].startswith("3. 「巡守手冊改版」")
    assert all("違規傾倒件數" not in line for line in lines[1:4])


@pytest.mark.parametrize("question", ["河川巡守隊111年有沒有達標", "111年指標都達成目標了嗎"])
def test_whether_an_agency_met_its_targets_is_said_in_parts(question: str) -> None:
    assert [line for line in told(question) if line[0] not in "123"] == [
        "達到目標值的指標：", "未達到目標值的指標：", "目標值方向未載明，請對照兩個數字："
    ]  # fmt: skip


def test_of_what_was_spoken_of_alone_it_is_asked_what_was_reached() -> None:
    before = asked().ask("違規傾倒件數112年目標是多少")
    assert asked().ask("111年達成值呢", before.context).answer.text.startswith("111年度達成值：33 件\n")


@pytest.mark.parametrize(
    "question", ["111年各指標實際達成值", "各指標111年達成值一覽", "111年度達成情形", "河川巡守隊111年達成值"]
)
def test_all_that_was_reached_is_told_with_the_targets_beside(question: str) -> None:
    lines = told(question)
    assert len(lines) == 6
    assert lines[4] == "4. 「違規傾倒件數」111年度達成值：33 件；111 年度目標值：40 件"


def test_a_target_lower_than_what_was_reached_the_year_before_is_found() -> None:
    assert told("哪些指標112年目標比111年達成值低")[1:] == [
        "1. 「志工招募人數」111年度達成值：214 人；112 年度目標值：至少 210 人；相差 4 人",
    ]


@pytest.mark.parametrize(
    ("question", "difference"),
    [
        ("回復率111年離目標差多少", "達成值比目標值少 2.5 個百分點："),
        ("通報回復率差目標多少", "達成值比目標值少 2.5 個百分點："),
        ("志工招募人數111年超過目標幾人", "達成值比目標值多 14 人："),
    ],
)
def test_how_far_one_indicator_is_from_its_target_is_worked_out(question: str, difference: str) -> None:
    assert told(question)[0] == difference


def test_those_without_a_value_are_not_answered_with_those_that_have_one() -> None:
    assert not isinstance(asked().ask("哪些指標沒有達成值").answer, Answered)


def test_a_column_that_says_so_decides_where_a_target_has_no_sign() -> None:
    ask = _asked("""
河川巡守隊112年度施政計畫
壹、關鍵績效指標
關鍵績效指標 | 111年度目標值 | 111年度實際值 | 是否達成
違規傾倒件數 | 40 件 | 33 件 | 達成
宣導場次 | 12 場 | 9 場 | 未達成
""")
    answer = ask.ask("111年沒有達標的指標有哪些").answer
    assert isinstance(answer, Answered), answer.text
    assert "1. 「宣導場次」" in answer.text
    assert "違規傾倒件數" not in answer.text


def test_without_actuals_nothing_is_said_to_be_reached() -> None:
    ask = _asked("""
河川巡守隊112年度施政計畫
壹、關鍵績效指標
關鍵績效指標 | 111年度目標值 | 112年度目標值
違規傾倒件數 | 40 件 | 38 件
""")
    assert isinstance(ask.ask("111年沒有達標的指標有哪些").answer, NotFound)


def test_without_a_target_of_the_same_year_nothing_is_judged() -> None:
    ask = _asked("""
河川巡守隊112年度施政計畫
壹、關鍵績效指標
關鍵績效指標 | 111年度達成值 | 112年度目標值
違規傾倒件數 | 33 件 | 38 件
""")
    answer = ask.ask("111年達標的指標有哪些").answer
    assert isinstance(answer, NotFound)
    assert "無法判斷" in answer.text


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("巡守通報回復率111年達標嗎", "未達到目標值。"),
        ("污染案件處理時效111年有沒有達到目標", "已達到目標值。"),
        ("巡守手冊改版111年達成目標了嗎", "已達到目標值。"),
        ("違規傾倒件數111年達標了沒", "計畫沒有寫明目標值的方向，請對照兩個數字。"),
    ],
)
def test_whether_one_indicator_met_its_target_is_said_before_both_figures(question: str, verdict: str) -> None:
    first, *figures = told(question)
    assert first == verdict
    assert len([line for line in figures if line.startswith(("111年度達成值：", "111 年度目標值："))]) == 2


def test_of_what_was_just_told_the_verdict_and_the_difference_are_asked_without_a_name() -> None:
    turn = asked().ask("巡守通報回復率111年達成多少")
    turn = asked().ask("達標嗎", turn.context)
    assert turn.answer.text.startswith("未達到目標值。\n111年度達成值：87.5%\n")
    turn = asked().ask("差多少", turn.context)
    assert turn.answer.text.startswith("達成值比目標值少 2.5 個百分點：\n")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("巡守通報回復率111年目標超過85%嗎", "是的，111 年度目標值是 ≧90%。"),
        ("志工招募人數111年目標低於150人嗎", "不是，111 年度目標值是至少 200 人。"),
        ("污染案件處理時效111年目標低於2日嗎", "111 年度目標值：3 日以內"),
    ],
)
def test_yes_or_no_is_said_of_a_target_with_a_sign_where_the_sign_settles_it(question: str, said: str) -> None:
    assert told(question)[0] == said


def test_where_no_target_stands_beside_what_was_reached_that_is_said() -> None:
    ask = _asked("""
河川巡守隊112年度施政計畫
壹、關鍵績效指標
關鍵績效指標 | 111年度達成值 | 112年度目標值
違規傾倒件數 | 33 件 | 38 件
""")
    said = ask.ask("違規傾倒件數111年達標嗎").answer.text
    assert said.startswith("計畫沒有列出與達成值同一年度的目標值，無法判斷是否達成。\n111年度達成值：33 件\n")


def test_a_figure_supposed_after_one_year_is_held_against_that_year() -> None:
    before = asked().ask("巡守通報回復率112年目標是多少")
    assert asked().ask("是90%嗎", before.context).answer.text.startswith("不是，112 年度目標值是 ≧91%。")
