"""Questions over several releases of one plan: what changed, and what the release before had instead."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from knowledge.models import Answer, Answered, NotFound, Plan
from knowledge.service import Assistant
from knowledge.store import Publication, Store
from tests.plans_at_hand import NOW, TODAY, Row, bundled_assistant, plan_of_lines, slug_of, write_plan

OLD = [Row("糧食安全", "輔導有機農民", "人數", ["30 人"]), Row("糧食安全", "辦理食農課程", "場次", ["12 場"])]
NEW = [
    Row("糧食安全", "輔導有機農民", "人數", ["40 人"]),
    Row("糧食安全", "辦理食農課程", "場 次", ["１２ 場"]),
    Row("糧食安全", "推廣雜糧面積", "公頃數", ["500 公頃"]),
]


@cache
def assistant() -> Assistant:
    """A plan of which a second release moves one target, adds an indicator, and changes the form of another."""
    store = Store.open(":memory:")
    for rows in (OLD, NEW):
        plan = write_plan(rows)
        store.publish([Publication(plan, slug_of(plan))], NOW)
    return Assistant(store, TODAY)


def of_releases(*plans: Plan) -> Assistant:
    """An assistant over releases of one plan, the last of which is served."""
    store = Store.open(":memory:")
    for number, plan in enumerate(plans):
        store.publish([Publication(replace(plan, sha256=str(number)), "農業部")], NOW)
    assert len(store.releases()) == len(plans)
    return Assistant(store, TODAY)


def ask(question: str) -> Answer:
    return assistant().ask(question).answer


@pytest.mark.parametrize(
    "question", ["和上一版比有什麼變動", "新版跟舊版差在哪裡不同", "這次改了什麼，跟前一版比有哪些修改"]
)
def test_what_a_release_changed_is_listed_and_both_sides_are_cited(question: str) -> None:
    said = ask(question)
    assert isinstance(said, Answered)
    assert said.text.splitlines()[1:] == ["• 「輔導有機農民」 112 年度目標值：30 人 → 40 人", "• 新增「推廣雜糧面積」"]
    assert {c.release for c in said.citations} == {"農業部-midterm-110-113", "農業部-midterm-110-113.2"}


def test_what_changed_of_one_indicator_is_answered_for_that_one() -> None:
    assert "30 人 → 40 人" in ask("輔導有機農民的目標跟前一版有什麼不同").text
    assert ask("辦理食農課程的目標有變動嗎").text == "「辦理食農課程」的目標值與前一版相比沒有變動。"


def test_the_newest_release_answers_and_names_what_the_one_before_had_instead() -> None:
    said = ask("輔導有機農民的目標值")
    assert [f.text for f in said.figures] == ["40 人"]
    assert said.text.endswith("（前一版為 30 人。）")
    assert "前一版" not in ask("辦理食農課程的目標值").text


def test_a_unit_that_stands_in_a_column_of_its_own_is_no_other_target() -> None:
    table = """
新北輕軌處中程施政計畫（109至110年度）
壹、關鍵績效指標
關鍵策略目標 | 關鍵績效指標 | 單位 | 110年度目標值
提升運量 | 年運量 | 萬人次 | 520
"""
    said = of_releases(plan_of_lines(table), plan_of_lines(f"{table}\n貳、附則\n本計畫每年檢討。")).ask(
        "年運量110年目標"
    )
    assert [f.text for f in said.answer.figures] == ["520 萬人次"]
    assert "前一版" not in said.answer.text


def test_a_text_without_headings_is_compared_too() -> None:
    both = [plan_of_lines(f"各機關應於{month}月底前填報執行情形。\n另行通知者不在此限。") for month in (3, 4)]
    assert of_releases(*both).ask("和上一版比有什麼變動").answer.text == "與前一版相比，指標、計畫與表格沒有變動。"


def test_a_plan_with_one_release_says_that_there_is_nothing_to_compare() -> None:
    assert isinstance(bundled_assistant().ask("和上一版比有什麼變動").answer, NotFound)


@pytest.mark.parametrize("years", ["110到112年各年", "歷年", "110-112年度"])
def test_the_targets_of_several_years_are_each_named(years: str) -> None:
    plan = write_plan([Row("糧食安全", "輔導有機農民", "人數", ["30 人", "35 人", "40 人"])], years=(110, 111, 112))
    store = Store.open(":memory:")
    store.publish([Publication(plan, slug_of(plan))], NOW)
    said = Assistant(store, TODAY).ask(f"輔導有機農民{years}目標").answer
    assert [(f.year, f.text) for f in said.figures] == [(110, "30 人"), (111, "35 人"), (112, "40 人")]


def test_of_indicators_with_one_name_each_is_compared_and_cited_with_its_own_place() -> None:
    rows = [Row(goal, "輔導農民", "人數", [target]) for goal, target in (("糧食安全", "30 人"), ("環境永續", "40 人"))]
    moved = [rows[0], replace(rows[1], targets=["45 人"])]
    assistant = of_releases(write_plan(rows), write_plan(moved))
    changed = assistant.ask("和上一版比有什麼變動").answer
    assert changed.text.splitlines()[1:] == ["• 「輔導農民」 112 年度目標值：40 人 → 45 人"]
    assert {"40 人", "45 人"} <= {line for c in changed.citations for line in c.quote.text.splitlines()}
    told = [line for line in assistant.ask("輔導農民的目標值").answer.text.splitlines() if "前一版" in line]
    assert told in ([], ["（前一版為 40 人。）"])


FIRST = """
農業部中程施政計畫（110至113年度）
壹、關鍵績效指標
關鍵策略目標 | 關鍵績效指標 | 衡量標準 | 112年度目標值 | 113年度目標值
糧食安全 | 輔導有機農民 | 輔導之農民人數 | 30 人 | 40 人
糧食安全 | 稻米自給率 | 國產量占消費量之比 | 90% | 91%
糧食安全 | 社區食農教室數 | 設置教室之累計數 | 5 處 | 7 處
環境永續 | 漁港疏濬量 | 疏濬之立方公尺數 | 5 萬立方公尺 | 6 萬立方公尺
貳、未來四年重要計畫
重要計畫項目 | 計畫期程 | 計畫類別 | 經費需求（千元） | 與KPI關聯
有機農業推動計畫 | 110-113 | 社會發展 | 320,000 | 輔導有機農民
漁港整治計畫 | 110-112 | 公共建設 | 150,000 | 漁港疏濬量
參、推動方式
有機農場之田間查核每20日辦理一次。
"""
# One target of each of two indicators moved, a measure reworded, an indicator renamed, one of each kind exchanged.
SECOND = """
農業部中程施政計畫（110至113年度）
（112年8月第一次修正）
壹、關鍵績效指標
關鍵策略目標 | 關鍵績效指標 | 衡量標準 | 112年度目標值 | 113年度目標值
糧食安全 | 輔導有機農民 | 輔導之農民人數 | 30 人 | 60 人
糧食安全 | 稻米自給率 | 國產量占國內消費量之比率 | 88% | 91%
糧食安全 | 社區食農學堂數 | 設置教室之累計數 | 5 處 | 7 處
環境永續 | 渠道更新改善長度 | 完成之公里數 | 10 公里 | 20 公里
貳、未來四年重要計畫
重要計畫項目 | 計畫期程 | 計畫類別 | 經費需求（千元） | 與KPI關聯
有機農業推動計畫 | 110-114 | 社會發展 | 350,000 | 輔導有機農民
農田水利設施更新改善計畫 | 110-113 | 公共建設 | 80,000 | 渠道更新改善長度
參、推動方式
有機農場之田間查核每15日辦理一次。
"""
BESIDE = """
衛生福利部中程施政計畫（110至113年度）
壹、關鍵績效指標
關鍵策略目標 | 關鍵績效指標 | 衡量標準 | 112年度目標值 | 113年度目標值
健康 | 長照據點數 | 設置之據點數 | 100 處 | 120 處
"""
ORGANIC = "• 「輔導有機農民」 113 年度目標值：40 人 → 60 人"
RICE = "• 「稻米自給率」 112 年度目標值：90% → 88%"
RENAMED = "• 「社區食農教室數」改名為「社區食農學堂數」"


@cache
def revised(*, beside: bool = False) -> Assistant:
    """A plan of two releases; with `beside`, another plan that has one only."""
    store = Store.open(":memory:")
    published = [*([(BESIDE, "衛生福利部")] if beside else []), (FIRST, "農業部"), (SECOND, "農業部")]
    for number, (lines, slug) in enumerate(published):
        store.publish([Publication(replace(plan_of_lines(lines), sha256=str(number)), slug)], NOW)
    return Assistant(store, TODAY)


def talk(*questions: str, beside: bool = False) -> Answer:
    """Ask in one conversation, and give the last answer; nothing of it may be withheld."""
    turn, context = None, None
    for question in questions:
        turn = revised(beside=beside).ask(question, context)
        context = turn.context
        assert turn.trace.defects == ()
    assert turn is not None
    return turn.answer


def told(*questions: str) -> list[str]:
    """Give the lines of an answer without its head."""
    said = talk(*questions)
    assert isinstance(said, Answered), said.text
    return said.text.splitlines()[1:]


@pytest.mark.parametrize(
    "question",
    ["這次修正改了什麼", "新舊版計畫有哪些差異", "計畫修正前後對照", "跟舊計畫比有什麼不同", "把修訂的地方列出來"],
)
def test_all_that_was_changed_is_told_however_it_is_asked(question: str) -> None:
    lines = told(question)
    assert {ORGANIC, RICE, RENAMED, "• 新增「渠道更新改善長度」", "• 刪除「漁港疏濬量」"} <= set(lines)
    assert {"• 「有機農業推動計畫」經費需求（千元）：320,000 → 350,000", "• 刪除「漁港整治計畫」"} <= set(lines)


@pytest.mark.parametrize(
    ("lines", "questions"),
    [
        (["• 新增「渠道更新改善長度」"], ("新增了哪些KPI", "增列的指標有哪些", "哪些指標是新的", "多了什麼指標")),
        (["• 新增「農田水利設施更新改善計畫」"], ("新增了什麼重要計畫", "新版多了哪些計畫")),
        (["• 刪除「漁港疏濬量」"], ("哪些指標被刪除", "拿掉了哪些指標", "哪些KPI不見了")),
        (["• 刪除「漁港整治計畫」"], ("刪掉哪個重要計畫", "取消了哪些計畫")),
        ([ORGANIC], ("哪些指標的目標值被調高", "上修了哪些目標", "113年哪些目標有更動")),
        ([RICE], ("哪些目標調降了", "目標值下修的指標", "112年的目標有哪些改了")),
        ([RENAMED], ("哪些指標改名", "社區食農學堂數以前叫什麼", "社區食農教室改名成什麼")),
        (["• 「有機農業推動計畫」經費需求（千元）：320,000 → 350,000"], ("哪些計畫的經費有變動", "經費調整了哪些")),
        (["• 「有機農業推動計畫」的期程：110-113 → 110-114"], ("有機農業推動計畫期程改成幾年", "哪些計畫期程有變")),
    ],
)
def test_the_changes_of_a_kind_are_told_alone(lines: list[str], questions: tuple[str, ...]) -> None:
    assert {question: told(question) for question in questions} == dict.fromkeys(questions, lines)


def test_both_sides_of_a_moved_target_are_figures_and_by_how_much_is_worked_out_from_them() -> None:
    said = talk("輔導有機農民113年從多少改成多少")
    assert said.text.splitlines()[1:] == [ORGANIC, "增加 20 人。"]
    old, new, moved = said.figures
    assert [(f.text, f.year, said.citations[f.citation or 0].release[-1]) for f in (old, new)] == [
        ("40 人", 113, "部"), ("60 人", 113, "2"),
    ]  # fmt: skip
    assert (moved.value, moved.unit, moved.computed_from) == ("20", "人", (0, 1))
    assert told("有機農業推動計畫經費調整多少")[-1] == "增加 30,000。"


def test_what_was_reworded_of_one_indicator_is_told_as_it_stands_in_both() -> None:
    assert told("稻米自給率衡量標準改了哪裡") == [
        "• 「稻米自給率」的衡量標準：",
        "前一版：國產量占消費量之比",
        "現行版本：國產量占國內消費量之比率",
    ]


@pytest.mark.parametrize(
    ("begins", "question"),
    [
        ("是的，", "渠道更新改善長度是新增的指標嗎"),
        ("不是，前一版已列有「稻米自給率」。", "稻米自給率是新增的指標嗎"),
        ("是的，", "稻米自給率112年有調降嗎"),
        ("不是，", "稻米自給率調高了嗎"),
        ("是的，", "漁港疏濬量是不是被刪了"),
        ("「稻米自給率」仍列於現行版本。", "修正後還有稻米自給率這個指標嗎"),
    ],
)
def test_yes_or_no_is_said_of_one_thing(begins: str, question: str) -> None:
    assert talk(question).text.startswith(begins)


def test_that_nothing_was_changed_is_said_of_what_was_asked() -> None:
    assert talk("輔導有機農民的衡量標準有修改嗎").text == "「輔導有機農民」的衡量標準與前一版相比沒有變動。"
    assert talk("輔導有機農民112年有改嗎").text == "「輔導有機農民」與前一版相比沒有變動。"
    assert talk("哪些計畫改名").text.endswith("與前一版相比，沒有改名的計畫。")
    same = of_releases(plan_of_lines(SECOND), plan_of_lines(f"{SECOND}\n肆、附則"))
    assert same.ask("新增了哪些指標").answer.text.endswith("與前一版相比，沒有新增的指標。")
    assert {c.release[-1] for c in talk("輔導有機農民112年有改嗎").citations} == {"部", "2"}


def test_what_was_kept_is_listed() -> None:
    assert told("哪些指標沒有變動") == []
    kept = of_releases(write_plan(OLD), write_plan([replace(OLD[0], targets=["40 人"]), OLD[1]]))
    assert kept.ask("哪些指標沒有變動").answer.text.splitlines()[1:] == ["1. 辦理食農課程"]


@pytest.mark.parametrize(
    "question",
    [
        "修正前輔導有機農民113年目標是多少",
        "原本版本的輔導有機農民113年目標",
        "輔導有機農民113年原來是多少",
        "之前的輔導有機農民113年目標",
    ],
)
def test_the_figure_of_the_release_before_is_given_and_cited_from_it_beside_the_served_one(question: str) -> None:
    said = talk(question)
    assert said.text.splitlines() == ["前一版：", "113 年度目標值：40 人", "「輔導有機農民」", "（現行版本為 60 人。）"]
    [figure] = said.figures
    assert (figure.text, said.citations[figure.citation or 0].release) == ("40 人", "農業部")
    assert {c.release for c in said.citations} == {"農業部", "農業部.2"}


def test_other_fields_and_lists_of_the_release_before_are_given_too() -> None:
    assert "110-113" in talk("有機農業推動計畫原期程").text.split("現行版本")[0]
    assert talk("有機農業推動計畫經費原本多少").text.endswith("（現行版本為 350,000。）")
    assert "漁港疏濬量" in talk("修正前有哪些指標").text.split("現行版本")[0]
    assert talk("渠道更新改善長度修正前是多少").text == "前一版沒有列出「渠道更新改善長度」。"


@pytest.mark.parametrize("after", ["修正前呢", "原來是多少", "舊版是多少", "上一版呢", "舊的呢"])
def test_what_was_spoken_of_is_asked_of_the_release_before_for_the_same_year(after: str) -> None:
    said = talk("輔導有機農民113年目標", after)
    assert [(f.text, f.year) for f in said.figures] == [("40 人", 113)]
    assert "320,000" in talk("有機農業推動計畫", "經費多少", after).text


def test_what_was_spoken_of_is_asked_for_its_changes() -> None:
    assert told("輔導有機農民113年目標", "有修正過嗎") == [ORGANIC]
    assert told("輔導有機農民113年目標", "比修正前高多少") == [ORGANIC, "增加 20 人。"]
    assert talk("輔導有機農民113年目標", "那修正後呢").text.startswith("113 年度目標值：60 人")


def test_a_renamed_indicator_is_found_by_its_old_name_and_that_is_said() -> None:
    said = talk("社區食農教室數113年目標")
    assert said.text.splitlines() == [
        "113 年度目標值：7 處",
        "「社區食農學堂數」",
        "（前一版名為「社區食農教室數」。）",
    ]
    assert [f.text for f in said.figures] == ["7 處"]
    assert "「社區食農教室數」" in talk("社區食農學堂數修正前目標").text


def test_what_a_release_dropped_is_refused_and_what_the_one_before_said_is_named() -> None:
    said = talk("漁港疏濬量113年目標")
    assert isinstance(said, NotFound)
    assert said.text.startswith("現行版本已刪除「漁港疏濬量」。\n前一版：\n113 年度目標值：6 萬立方公尺")
    assert talk("原計畫漁港疏濬量113年目標").text.endswith("（現行版本已刪除這一項。）")


def test_the_served_release_is_named_with_what_it_says_of_its_revision() -> None:
    assert "（112年8月第一次修正）" in talk("現在用的是哪一版").text.splitlines()[0]


def test_what_the_releases_say_of_a_topic_that_is_no_fact_stands_side_by_side() -> None:
    before, after = talk("田間查核修正前後有什麼不同").text.split("現行版本：")
    assert "每20日" in before
    assert "每15日" in after


def test_words_within_a_name_ask_for_no_changes() -> None:
    for assistant in (revised(), of_releases(plan_of_lines(SECOND))):
        assert assistant.ask("渠道更新改善長度112年度目標").answer.text.startswith("112 年度目標值：10 公里")
        assert "110-113" in assistant.ask("農田水利設施更新改善計畫期程").answer.text


def test_a_plan_with_one_release_says_so_beside_one_with_two() -> None:
    for question in ("長照據點數有改嗎", "長照據點數修正前是多少", "衛生福利部新增了哪些指標", "長照據點數調高了嗎"):
        said = talk(question, beside=True)
        assert isinstance(said, NotFound)
        assert said.text.startswith("這份計畫沒有先前的版本可以比較。")
    assert talk("新增了哪些指標", beside=True).text.endswith("• 新增「渠道更新改善長度」")


@pytest.mark.parametrize("question", ["駐外館宿舍自有率有調整嗎", "這次修正改了什麼", "新增了哪些KPI"])
def test_without_an_earlier_release_that_is_said_plainly(question: str) -> None:
    said = bundled_assistant().ask(question).answer
    assert isinstance(said, NotFound)
    assert said.text.startswith("這份計畫沒有先前的版本可以比較。")


def test_what_no_release_says_is_refused() -> None:
    for question in (
        "養蜂場家數修正前是多少",
        "養蜂場家數改成多少",
        "修正前輔導有機農民115年目標",
        "輔導有機農民第一季目標修正前是多少",
    ):
        said = talk(question)
        assert not said.figures
        assert "沒有先前的版本" not in said.text


def test_a_figure_that_counts_in_another_magnitude_is_raised_and_a_code_is_no_figure() -> None:
    table = """
農業部中程施政計畫（110至113年度）
壹、關鍵績效指標
關鍵策略目標 | 關鍵績效指標 | 評估體制 | 衡量標準 | 112年度目標值
糧食安全 | 有機農民數 | 1 | 人數 | 9,500 人
糧食安全 | 食農課程數 | 1 | 場次 | 12 場
"""
    moved = table.replace("9,500 人", "1 萬人").replace("食農課程數 | 1", "食農課程數 | 3")
    said = of_releases(plan_of_lines(table), plan_of_lines(moved)).ask("哪些指標被調高").answer
    assert said.text.splitlines()[1:] == ["• 「有機農民數」 112 年度目標值：9,500 人 → 1 萬人"]


def test_each_of_several_things_that_are_named_is_told() -> None:
    said = talk("輔導有機農民和社區食農學堂數有改嗎")
    assert isinstance(said, Answered)
    assert {ORGANIC, RENAMED} <= set(said.text.splitlines())


def test_what_a_thing_adds_or_shortens_is_no_change_of_a_release() -> None:
    table = """
農業部中程施政計畫（110至113年度）
壹、關鍵績效指標
關鍵策略目標 | 關鍵績效指標 | 衡量標準 | 112年度目標值
資料開放 | 新增開放資料集數 | 新增之資料集數 | 420 項
運銷效率 | 運銷車輛通行時間縮短比率 | 縮短之比率 | 12%
"""
    for plans in ([table], [table, f"{table}\n貳、附則"]):
        assistant = of_releases(*map(plan_of_lines, plans))
        assert [f.text for f in assistant.ask("今年開放資料要新增幾項", None).answer.figures] in ([], ["420 項"])
        assert "版本" not in assistant.ask("112年開放資料新增幾項").answer.text
        assert "版本" not in assistant.ask("運銷車輛通行時間112年要縮短多少").answer.text


def test_what_was_told_can_be_asked_about() -> None:
    assert [f.text for f in talk("新增了哪些指標", "它112年的目標是多少").figures] == ["10 公里"]
    assert "「輔導有機農民」" in talk("這次修正改了什麼", "第一個的目標值").text
