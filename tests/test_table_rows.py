"""Tables that hold no facts: each figure is kept with its row, its header and its year, and answered so."""

from __future__ import annotations

from functools import cache

import pytest

from knowledge.export import export_data
from knowledge.models import Answered, NotFound, Plan
from knowledge.pieces import pieces_of
from knowledge.service import Assistant
from knowledge.store import Publication, Store
from knowledge.text import squeeze
from tests.plans_at_hand import NOW, assistant_for, plan_of_lines

PLAN = """
海岸巡護局109年度施政計畫
壹、現況
本局巡護海岸線，近年業務量如下表。
表1 近三年海岸業務統計
統計項目 | 單位 | 106年 | 107年 | 108年 | 備註
海灘清潔 | 場次 | 212 | 198 | 1,187 | 含志工自辦
擱淺鯨豚救援 | 隻 | 31 | 4 萬 5,659 | － | 
垃圾清運率 | % | 98.1 | 101.4 | 103.2 | 
貳、經費
單位：新臺幣千元
工作計畫 | 預算 |  |  | 增減
^ | 108年度 | 109年度 | 合計 | ^
巡護業務 | 158,200 | 172,898 | 331,098 | 9.3%
合計 | 169,150 | 184,088 | 353,238 | 8.8%
表2 歷年志工
年度 | 志工人數 | 訓練時數（小時） | 目標人數
105 | 60 | 1,204 | 65
106 | 65 | 1,388 | 70
參、名詞
名詞 | 說明
離岸堤 | 平行於海岸線之消波結構
肆、關鍵績效指標
一、守護海洋
關鍵績效指標 | 衡量標準 | 109年度目標值
海灘清潔滿意度 | 滿意人數÷受訪人數 | 85%
志工招募 | 人數 | 90 人
"""


@cache
def plan() -> Plan:
    return plan_of_lines(PLAN)


@cache
def assistant() -> Assistant:
    return assistant_for(plan())


def read(plan: Plan) -> list[tuple[str, list[tuple[str, str, int | None]]]]:
    return [
        (" ".join(p.text for p in row.label), [(d.header.text, d.quote.text, d.year) for d in row.cells])
        for row in plan.table_rows
    ]


def test_every_cell_of_a_table_of_figures_is_kept_with_its_header_year_and_unit() -> None:
    assert read(plan())[:3] == [
        ("海灘清潔", [("106年", "212 場次", 106), ("107年", "198 場次", 107), ("108年", "1,187 場次", 108), ("備註", "含志工自辦", None)]),
        ("擱淺鯨豚救援", [("106年", "31 隻", 106), ("107年", "4 萬 5,659 隻", 107), ("108年", "－", 108)]),
        ("垃圾清運率", [("106年", "98.1 %", 106), ("107年", "101.4 %", 107), ("108年", "103.2 %", 108)]),
    ]  # fmt: skip
    assert {squeeze(row.caption.text) for row in plan().table_rows[:3] if row.caption} == {"表1近三年海岸業務統計"}


def test_a_header_over_several_rows_is_read_whole_and_the_unit_above_the_table_kept() -> None:
    assert read(plan())[3:5] == [
        (
            "巡護業務",
            [
                ("預算108年度", "158,200", 108),
                ("預算109年度", "172,898", 109),
                ("預算合計", "331,098", None),
                ("增減", "9.3%", None),
            ],
        ),
        (
            "合計",
            [
                ("預算108年度", "169,150", 108),
                ("預算109年度", "184,088", 109),
                ("預算合計", "353,238", None),
                ("增減", "8.8%", None),
            ],
        ),
    ]
    assert {row.stated.text for row in plan().table_rows[3:5] if row.stated} == {"單位：新臺幣千元"}


def test_a_row_may_be_about_a_year_alone_and_its_figures_look_like_years() -> None:
    assert read(plan())[5:] == [
        ("105", [("志工人數", "60", 105), ("訓練時數（小時）", "1,204", 105), ("目標人數", "65", 105)]),
        ("106", [("志工人數", "65", 106), ("訓練時數（小時）", "1,388", 106), ("目標人數", "70", 106)]),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "名詞 | 說明\n離岸堤 | 平行於海岸線之消波結構",  # words alone
        "核定經費 | 1,200 萬元\n執行期間 | 3 年",  # no header: names on the left, what they are on the right
        "關鍵績效指標 | 衡量標準 | 109年度目標值\n清潔滿意度 | 滿意人數 | 85%",  # facts
        "統計項目 | 106年\n海灘清潔 | ",  # nothing is said
    ],
)
def test_a_table_without_figures_below_headers_or_with_facts_gives_no_such_rows(table: str) -> None:
    assert plan_of_lines(f"海岸巡護局109年度施政計畫\n壹、現況\n{table}").table_rows == ()


def test_a_row_of_one_cell_heads_those_below_it_and_a_note_is_left_out() -> None:
    lines = "項目 | 106年 | 107年\n北區 |  | \n清潔 | 3 | 4\n南區 |  | \n清潔 | 5 | 6\n資料來源：本局 |  | "
    found = plan_of_lines(f"海岸巡護局109年度施政計畫\n壹、現況\n{lines}")
    assert read(found) == [
        ("北區 清潔", [("106年", "3", 106), ("107年", "4", 107)]),
        ("南區 清潔", [("106年", "5", 106), ("107年", "6", 107)]),
    ]


def test_a_cell_over_several_rows_is_said_of_each() -> None:
    lines = "區域 | 項目 | 106年\n北區 | 清潔 | 3\n^ | 救援 | 4"
    found = plan_of_lines(f"海岸巡護局109年度施政計畫\n壹、現況\n{lines}")
    assert read(found) == [("北區 清潔", [("106年", "3", 106)]), ("北區 救援", [("106年", "4", 106)])]


def test_the_rows_of_a_table_are_passages_and_no_part_of_the_prose() -> None:
    pieces = list(pieces_of(plan()))
    prose = [p.quote.text for p in pieces if p.kind == "sections"]
    assert not any("212" in text or "158,200" in text or "統計項目" in text for text in prose)
    assert any("離岸堤" in text for text in prose)
    assert "海灘清潔\n106年 212 場次\n107年 198 場次\n108年 1,187 場次\n備註 含志工自辦" in [
        p.quote.text for p in pieces
    ]


@pytest.mark.parametrize(
    ("question", "figures", "year"),
    [
        ("107年海灘清潔幾場次", ["198 場次"], 107),
        ("海灘清潔108年辦了幾場", ["1,187 場次"], 108),
        ("2018年擱淺鯨豚救援多少", ["4 萬 5,659 隻"], 107),
        ("垃圾清運率106年多少", ["98.1 %"], 106),
        ("巡護業務109年度預算", ["172,898"], 109),
        ("巡護業務預算增減多少", ["9.3%"], None),
        ("巡護業務預算合計多少", ["331,098"], None),
        ("105年志工人數", ["60"], 105),  # An indicator of a like name has its target for 109.
        ("106年訓練時數", ["1,388"], 106),
        # Without a year each has its own.
        ("海灘清潔場次", ["212 場次", "198 場次", "1,187 場次"], None),
        ("歷年志工人數", ["60", "65"], None),
    ],
)
def test_a_figure_is_answered_by_its_row_its_column_and_its_year(
    question: str, figures: list[str], year: int | None
) -> None:
    answer = assistant().ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert [f.text for f in answer.figures] == figures
    assert year is None or [f.year for f in answer.figures] == [year]


def test_an_answer_names_the_row_and_the_unit_that_stands_above_its_table() -> None:
    answer = assistant().ask("巡護業務109年度預算").answer
    assert answer.text == "預算109年度：172,898\n「巡護業務」\n（表上註明單位：新臺幣千元）"
    assert answer.citations[0].quote.text == "貳、經費\n單位：新臺幣千元\n巡護業務 預算109年度\n172,898"
    assert answer.citations[0].section == "貳、經費"


@pytest.mark.parametrize(
    "question",
    [
        "110年海灘清潔幾場次",  # a year that no column has
        "107年海灘淨灘志工幾場次",  # another thing of a like name
        "107年港區清潔幾場次",
        "104年志工人數",
        "107年志工滿意度",
    ],
)
def test_a_year_or_thing_that_no_row_has_gets_no_figure_of_another(question: str) -> None:
    answer = assistant().ask(question).answer
    assert isinstance(answer, NotFound), answer.text


def test_an_indicator_that_is_named_as_fully_is_not_answered_from_statistics() -> None:
    answer = assistant().ask("海灘清潔滿意度的目標值").answer
    assert [f.text for f in answer.figures] == ["85%"]


def test_the_rows_are_exported_with_their_places() -> None:
    with Store.open(":memory:") as store:
        store.publish([Publication(plan(), "a")], NOW)
        rows, text = export_data(store)["table_rows"], store.source("a")
    assert len(rows) == len(plan().table_rows)
    assert rows[0]["label"] == ["海灘清潔"]
    assert rows[0]["cells"][1] == {"header": "107年", "text": "198 場次", "year": 107}
    for row in rows:
        there = squeeze("".join(text[a:b] for a, b in row["spans"]))
        assert all(squeeze(cell["header"] + cell["text"]) in there for cell in row["cells"])


def test_a_year_alone_asks_the_same_of_that_year() -> None:
    context = assistant().ask("107年海灘清潔幾場次").context
    then = assistant().ask("那108年呢", context)
    assert [f.text for f in then.answer.figures] == ["1,187 場次"]
    assert [f.text for f in assistant().ask("106年呢", then.context).answer.figures] == ["212 場次"]
    assert isinstance(assistant().ask("那110年呢", then.context).answer, NotFound)


@pytest.mark.parametrize(
    "question",
    [
        "107年港口清潔幾場次",  # another thing of a like name
        "107年6月海灘清潔幾場次",  # a part of the year
        "107年上半年海灘清潔幾場次",
        "107年平均海灘清潔幾場次",
        "107年海灘清潔目標幾場次",  # what was reached is no target
        "107年海灘清潔金額",
        "巡護業務109年度決算",  # a column that the table has not
        "107年非海灘清潔幾場次",
        "垃圾不清運率107年多少",
    ],
)
def test_what_a_question_says_beside_a_row_is_another_thing(question: str) -> None:
    answer = assistant().ask(question).answer
    assert not answer.figures, answer.text


def test_the_rows_of_a_table_are_no_sections() -> None:
    lines = "項目 | 106年\n一、北區 | 3\n二、南區 | 4"
    found = plan_of_lines(f"海岸巡護局109年度施政計畫\n壹、現況\n一、業務\n{lines}\n二、設施\n碼頭三座。")
    assert [s.path[-1] for s in found.sections if len(s.path) == 2] == ["一、業務", "二、設施"]
    assert [label for label, _ in read(found)] == ["一、北區", "二、南區"]


def test_what_looks_like_a_year_is_none_below_a_header_of_one_year_and_ages_are_labels() -> None:
    lines = "年齡 | 109年 | 110年\n18歲以下 | 90 | 110\n65歲以上 | 120 | 130\n總計 | 210 | 240"
    found = plan_of_lines(f"海岸巡護局109年度施政計畫\n壹、現況\n{lines}")
    assert read(found)[0] == ("18歲以下", [("109年", "90", 109), ("110年", "110", 110)])


def test_a_year_in_the_caption_is_that_of_figures_without_one() -> None:
    lines = "表1 109年度預算\n項目 | 預算數\n巡護 | 120\n表2 110年度預算\n項目 | 預算數\n巡護 | 140"
    plan = plan_of_lines(f"海岸巡護局109年度施政計畫\n壹、經費\n{lines}")
    assert [cells for _, cells in read(plan)] == [[("預算數", "120", 109)], [("預算數", "140", 110)]]
    assert [f.text for f in assistant_for(plan).ask("巡護110年度預算數").answer.figures] == ["140"]


@pytest.mark.parametrize("last", ["說明", "備註"])
def test_what_was_achieved_in_a_former_period_is_no_indicator_where_the_plan_states_its_targets(last: str) -> None:
    former = f"衡量指標 | 年度達成值 |  | {last}\n^ | 107年 | 108年 | ^\n海灘清潔 | 70% | 78% | 達成\n"
    alone = plan_of_lines("海岸巡護局109年度施政計畫\n壹、檢討\n衡量指標 | 達成值 | 說明\n海灘清潔 | 78% | 達成\n")
    found = plan_of_lines(
        f"海岸巡護局109年度施政計畫\n壹、檢討\n{former}貳、目標\n"
        "關鍵績效指標 | 衡量標準 | 109年度目標值\n志工招募 | 人數 | 90 人\n"
        "參、前一年度\n衡量指標 | 達成值\n救援 | 4 隻\n"
    )
    assert [kpi.name.text for kpi in found.kpis] == ["志工招募"]
    assert [(label, [(text, year) for _, text, year in data][:2]) for label, data in read(found)] == [
        ("海灘清潔", [("70%", 107), ("78%", 108)]), ("救援", [("4 隻", None)])
    ]  # fmt: skip
    assert [kpi.name.text for kpi in alone.kpis] == ["海灘清潔"]


EARLIER = """
坡地保育署中程施政計畫（110至113年度）
壹、前期成果
表2 前期中程施政計畫指標達成情形
衡量指標 | 年度達成值 |  | 說明
^ | 108 | 109 | ^
農路改善長度 | 14.8 公里 | 17.1 公里 | 因颱風落後
崩塌地復育面積 | 78 公頃 | 81 公頃 | 達成
貳、關鍵績效指標
關鍵策略目標 | 關鍵績效指標 | 110年度目標值 | 111年度目標值
改善農路 | 農路改善長度 | 18.0 公里 | 19.5 公里
參、未來四年重要計畫
單位：千元
計畫名稱 | 計畫期程 | 總經費
山區農路改善計畫 | 110-113 | 240,000
坡地巡查計畫 | 110-113 | 60,000
肆、經費概算
單位：千元
計畫名稱 | 年度經費需求 |  | 合計
^ | 110年度 | 111年度 | ^
山區農路改善計畫 | 50,000 | 60,000 | 110,000
"""


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        # The years of a head that stands above bare numbers.
        ("108年度農路改善長度達成值", [(108, "14.8 公里")]),
        ("109年崩塌地復育面積實際達成多少", [(109, "81 公頃")]),
        ("農路改善長度110年目標", [(110, "18.0 公里")]),
        ("山區農路改善計畫111年度經費需求", [(111, "60,000")]),
        ("山區農路改善計畫110年經費多少", [(110, "50,000")]),
        ("山區農路改善計畫總經費", [(None, "240,000")]),
    ],
)
def test_a_table_answers_for_its_years_what_the_plan_states_of_others_or_of_all(
    question: str, figures: list[tuple[int | None, str]]
) -> None:
    answer = assistant_for(plan_of_lines(EARLIER)).ask(question).answer
    assert [(f.year, f.text) for f in answer.figures] == figures, answer.text


def test_money_of_all_years_together_is_not_told_as_that_of_one() -> None:
    answer = assistant_for(plan_of_lines(EARLIER)).ask("坡地巡查計畫112年度經費").answer
    assert isinstance(answer, NotFound)
    assert answer.text.splitlines() == [
        "計畫沒有為「坡地巡查計畫」逐年列出金額；列的是各年合計：",
        "總經費(千元)：60,000",
    ]


OWN = "關鍵績效指標 | 110年度實際值 | 111年度目標值\n志工招募 | 80 人 | 90 人\n"


@pytest.mark.parametrize(
    "former",
    [
        "關鍵績效指標 | 110年度原訂目標值 | 110年度實際值 | 達成情形\n志工招募 | 85 人 | 80 人 | 未達成",
        "關鍵績效指標 | 110年度實際值 | 110年度目標值 | 衡量標準\n志工招募 | 80 人 | 85 人 | 人數",
        "關鍵績效指標 | 原訂目標值 | 實際值\n志工招募 | 85 人 | 80 人",
    ],
)
def test_a_table_that_compares_former_targets_with_what_was_achieved_states_none_of_the_plan(former: str) -> None:
    plan = plan_of_lines(f"海岸巡護局111年度施政計畫\n壹、目標\n{OWN}附錄一　前一年度\n{former}")
    [kpi] = plan.kpis
    assert [(t.year, t.text.text) for t in kpi.targets] == [(111, "90 人")]
    assert [label for label, _ in read(plan)] == ["志工招募"]


def test_targets_beside_what_was_achieved_are_a_reports_own_where_no_table_aims_at_more() -> None:
    table = "關鍵績效指標 | 110年度目標值 | 110年度實際值\n志工招募 | 85 人 | 80 人"
    [kpi] = plan_of_lines(f"海岸巡護局111年度施政計畫\n壹、目標\n{table}").kpis
    assert [(t.year, t.text.text) for t in kpi.targets] == [(110, "85 人")]


def test_what_was_reached_before_stands_beside_targets_of_each_table_of_the_plan() -> None:
    other = "關鍵績效指標 | 109年度實際值 | 110年度目標值\n海灘清潔 | 60 處 | 70 處\n"
    plan = plan_of_lines(f"海岸巡護局110至111年度施政計畫\n壹、目標\n{OWN}貳、其他\n{other}")
    assert [kpi.name.text for kpi in plan.kpis] == ["志工招募", "海灘清潔"]


def test_a_budget_of_one_year_is_not_told_as_the_money_of_all_years() -> None:
    plan = plan_of_lines("""
航港局113年度施政計畫
參、年度重要計畫
計畫名稱 | 計畫期程 | 113年度預算（千元）
船舶交通服務系統汰換計畫 | 112-115 | 680,000
""")
    answer = assistant_for(plan).ask("船舶交通服務系統汰換計畫總經費").answer
    assert isinstance(answer, NotFound)
    assert answer.text.splitlines()[1:] == ["113年度預算(千元)：680,000"]
    [figure] = assistant_for(plan).ask("船舶交通服務系統汰換計畫預算多少").answer.figures
    assert figure.text == "680,000"
