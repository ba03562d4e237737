"""Documents that are no plans: they have no fields, their prose answers what is asked of targets and money."""

from __future__ import annotations

import pytest

from knowledge.models import Answered, NotFound
from knowledge.service import Assistant
from tests.plans_at_hand import assistant_for, index_text

REPORT = """甲縣養蜂工作報告 公告日期:114 年 5 月 1 日
壹、現況
一、各國養蜂
(一)瑞典
瑞典養蜂假部分，蜂農可共享 480 天，每年另有補助。又養蜂津貼部分，前 390 天最高為八成，其餘 90 天每天 180 瑞典克朗。
(二)丹麥
丹麥蜂農每人每月補助 255 歐元。
二、本縣養蜂
113 年 9 月至 114 年 2 月蜂蜜檢驗合格率 79.9%。
"""
HEADER = """甲局養蜂目標
策略績效目標
|
衡量指標
|
評估方式
|
衡量標準
|
103年
年度目標值
"""
CELLS = f"""{HEADER}|
推廣養蜂(6%)
|
年度輔導蜂場數
|
6場
|
辦理展售(4%)
|
年度展售場數
|
2場
|
"""


def assistant(text: str) -> Assistant:
    return assistant_for(index_text(text, "a.txt", ""))


def test_the_date_of_publication_is_no_part_of_the_title() -> None:
    assert index_text(REPORT, "a.txt", "").title == "甲縣養蜂工作報告"


def test_a_document_that_begins_with_prose_is_called_by_its_file() -> None:
    assert index_text("各位議員女士、先生：\n一、養蜂\n推廣養蜂。\n", "a.txt", "").title == "a.txt"


@pytest.mark.parametrize(
    ("question", "said"),
    [("蜂蜜檢驗合格率多少", "79.9%"), ("丹麥蜂農每月補助多少錢", "255 歐元"), ("瑞典養蜂假有幾天", "480 天")],
)
def test_a_figure_is_quoted_from_the_prose(question: str, said: str) -> None:
    answer = assistant(REPORT).ask(question).answer
    assert isinstance(answer, Answered)
    assert said in answer.text


@pytest.mark.parametrize("question", ["挪威蜂農每月補助多少錢", "蜂蜜出口率多少", "112年蜂蜜檢驗合格率多少"])
def test_what_the_prose_does_not_say_is_not_found(question: str) -> None:
    assert isinstance(assistant(REPORT).ask(question).answer, NotFound)


def test_a_heading_is_quoted_with_what_stands_below_it() -> None:
    answer = assistant(REPORT).ask("各國養蜂").answer
    assert isinstance(answer, Answered)
    assert "各國養蜂\n瑞典\n丹麥" in answer.text


def test_a_table_of_indicators_that_is_not_read_is_named() -> None:
    plan = index_text(CELLS, "a.txt", "")
    assert plan.kpis == ()
    assert next((p.code, p.line) for p in plan.problems) == ("unread_table", 2)


def test_no_figure_is_stated_from_cells_whose_rows_are_not_known() -> None:
    answer = assistant(CELLS).ask("辦理展售要幾場").answer
    assert not isinstance(answer, Answered) or answer.figures == ()


CENTRES = """甲縣照護工作報告
壹、照護
一、失智照護
(一)普及照護，截至 114 年 2 月，本縣已布建 13 處失智共同照護中心及 39 處失智據點。
二、社區照顧關懷據點
(一)為陪伴長者，結合在地志工辦理。
截至 114 年 2 月據點數計 413 處。
三、社區日間作業設施
(一)本縣設置 16 處服務據點，服務身心障礙者。
四、心理衛生
(一)心理衛生中心由縣府設置。
(二)社會福利服務中心設於 7 處。
五、出生人數
(一)109 年出生 3,120 人，110 年出生 2,980 人。
"""


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("失智據點幾處", "39 處"),
        ("失智共同照護中心有幾處", "13 處"),
        ("社區照顧關懷據點有幾處", "413 處"),
    ],
)
def test_of_several_numbers_that_count_alike_the_one_beside_the_thing_is_taken(question: str, figure: str) -> None:
    answer = assistant(CENTRES).ask(question).answer
    assert [f.text for f in answer.figures] == [figure]


@pytest.mark.parametrize("question", ["心理衛生中心有幾處", "111年出生多少人"])
def test_a_number_of_another_thing_or_year_is_not_taken(question: str) -> None:
    assert assistant(CENTRES).ask(question).answer.figures == ()


MANY = """甲縣養蜂白皮書
壹、現況
一、蜂農
本縣蜂農 1984 年已低於 150 人，亦持續減少；至 2016 年跌破 100 人，2018 年為 91 人，2024 年僅約 68 人。
二、蜂場
本縣總許可蜂箱數達 6,179 箱。刻正興建之東鄉蜂場 200 箱及西鄉蜂場 150 箱，預計 115 年完工。
三、審核小組
本府組成審核小組，由主任秘書擔任召集人，並由養蜂科擔任幕僚單位。
四、蜂巢
本縣列冊老蜂場共計 4,321 處，訪視 9 萬 5,659 次。
"""


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("2018年蜂農有幾人", "91 人"),
        ("2024年蜂農多少人", "68 人"),
        ("西鄉蜂場有幾箱", "150 箱"),
        ("東鄉蜂場有幾箱", "200 箱"),
    ],
)
def test_of_several_numbers_that_of_the_year_or_the_place_right_before_it_is_given(question: str, figure: str) -> None:
    assert [f.text for f in assistant(MANY).ask(question).answer.figures] == [figure]


def test_a_year_of_which_a_report_says_nothing_gets_no_number_of_another() -> None:
    assert assistant(MANY).ask("2020年本縣蜂農有幾人").answer.figures == ()


@pytest.mark.parametrize(
    ("question", "said"),
    [("審核小組的召集人是誰", "由主任秘書擔任召集人"), ("哪個單位擔任幕僚單位", "由養蜂科擔任幕僚單位"),
     ("列冊老蜂場有多少處", "4,321 處")],
)  # fmt: skip
def test_who_and_how_many_are_quoted_where_a_report_says_it(question: str, said: str) -> None:
    assert said in assistant(MANY).ask(question).answer.text


LADDER = f"""{HEADER}|
推廣養蜂(6%)
|
蜂場遷建計畫(7%)
|
進度控管
|
1.完成委託服務25%2.完成工程招標50%3.工程完工100%
|
100%
|
辦理展售(4%)
|
統計數據
|
年度展售場數
|
2場
|
"""


def test_a_step_of_a_measure_is_answered_with_the_measure_and_no_target() -> None:
    asked = assistant(LADDER)
    assert asked.ask("蜂場遷建計畫目標").answer.figures
    assert asked.ask("蜂場遷建做到工程招標是百分之幾").answer.text.startswith("「蜂場遷建計畫(7%)」的衡量標準：")


def test_the_weight_of_a_name_is_given_where_the_question_names_the_weight_itself() -> None:
    assert assistant(LADDER).ask("蜂場遷建那個指標的權重").answer.text.startswith("權重：7%")


SEVERAL = """乙縣養蜂工作報告 公告日期:114 年 5 月 1 日
壹、現況
一、蜂農課程
(一)學校
本年度共有 106 校開課，共開設 831 門養蜂課程（包括高級中學 460 門及專科學校 371 門）。
(二)活動
辦理計 139 場課程（含親子養蜂、採蜜樂各 3 場）。
(三)檢驗
與三家醫院合作，提供過敏科、耳鼻喉科及皮膚科等遠距諮詢，共服務 479 人次。
(四)關懷
電話問安 3 萬 1,251 人次、生活協助 23 萬 5,188 人次。
(五)委員
第 3 屆蜂農委員會提供建言，照顧比由 1：5 調降至 1：4。
(六)各國
日本蜂農平均 52 歲。
我國蜂農平均 48 歲。
"""


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("高級中學開設幾門養蜂課程", ["460 門"]),
        ("親子養蜂課程幾場", ["3 場"]),
        ("採蜜樂課程幾場", ["3 場"]),
        ("生活協助多少人次", ["23 萬 5,188 人次"]),
        ("電話問安幾人次", ["3 萬 1,251 人次"]),
        # It is counted together with others: the sentence says so, and no number is its own.
        ("皮膚科遠距諮詢服務幾人次", []),
        ("耳鼻喉科遠距諮詢服務幾人次", []),
    ],
)
def test_of_several_numbers_that_count_alike_the_one_at_the_thing_is_its_own(question: str, figures: list[str]) -> None:
    answer = assistant(SEVERAL).ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert [f.text for f in answer.figures] == figures


@pytest.mark.parametrize("question", ["蜂農委員有幾位", "蜂農委員會幾屆", "照顧比調降幾倍"])
def test_the_number_of_a_rank_or_of_a_ratio_counts_nothing(question: str) -> None:
    assert assistant(SEVERAL).ask(question).answer.figures == ()


def test_who_names_no_country_asks_of_this_one() -> None:
    answer = assistant(SEVERAL).ask("我國蜂農平均幾歲").answer
    assert "48 歲" in answer.text
    assert "52" not in answer.text


COUNTY = (
    "".join(f"{n}、屏東縣事務{n}\n屏東縣推動第{n}項事務。\n" for n in "一二三四五")
    + """六、長者關懷
本縣列冊獨居老人計 4,321 人。
本縣失智共同照護中心已布建 13 處。
"""
)


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("屏東縣獨居老人有多少人", "4,321 人"),
        ("屏東縣有幾處失智共同照護中心", "13 處"),
        ("獨居老人有多少人", "4,321 人"),
    ],
)
def test_who_names_the_county_that_a_report_speaks_of_asks_nothing_else(question: str, figure: str) -> None:
    assert figure in assistant(COUNTY).ask(question).answer.text


def test_who_names_another_county_asks_for_something_else() -> None:
    assert isinstance(assistant(COUNTY).ask("臺南市獨居老人有多少人").answer, NotFound)


@pytest.mark.parametrize(
    ("title", "agency"),
    [
        ("內政部 99 年度施政績效報告", "內政部"),
        ("屏東縣政府施政總報告", "屏東縣政府"),
        ("我國少子女化對策計畫 2.0", ""),
        ("會計作業規定修正報告", ""),
    ],
)
def test_the_title_of_a_report_says_whose_it_is(title: str, agency: str) -> None:
    assert index_text(f"{title}\n一、養蜂\n推廣養蜂。\n", "a.txt", "").agency == agency


def test_who_names_the_agency_of_a_report_is_not_answered_by_its_title() -> None:
    answer = (
        assistant("甲山部 99 年度工作報告\n一、方針\n以推廣養蜂為使命，造福蜂農。\n").ask("甲山部的使命是什麼").answer
    )
    assert "以推廣養蜂為使命" in answer.text


def test_a_passage_is_cited_from_the_page_on_which_it_begins() -> None:
    first = "".join(f"第{n}年輔導蜂農轉型，並補助設備更新，成效良好。\n" for n in "一二三四五六七八九")
    text = f"=== 第 1 頁 ===\n甲縣養蜂報告\n一、輔導\n{first}3\n=== 第 2 頁 ===\n大蜂場認證共計 25 場。\n4\n"
    answer = assistant(text).ask("大蜂場認證有幾場").answer
    assert isinstance(answer, Answered)
    assert [(c.page, "25 場" in c.quote.text) for c in answer.citations] == [("4", True)]


def test_who_names_the_county_whose_government_reports_is_answered_from_its_report() -> None:
    text = "臺東縣政府112年度工作報告\n一、旅遊\n112年度旅遊人次達586萬人次。\n"
    assert "586萬人次" in assistant(text).ask("臺東縣旅遊人次").answer.text


def test_an_amount_with_a_decimal_begins_no_line_as_the_number_of_a_list_does() -> None:
    text = "甲縣工作報告\n一、步道\n112年度整建步道 12.6 公里，並設置解說牌。\n"
    assert assistant(text).ask("整建步道幾公里").answer.text.startswith("為 12.6")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("芬蘭養蜂津貼多少", "每人每月可領 1,250 克朗"),
        ("第二箱養蜂津貼金額", "第 2 箱每月 6,000 元"),
        ("延長運蜂補助金額", "1,601 萬餘元"),
        ("平價蜂箱是哪一章", "平價蜂箱"),
    ],
)
def test_money_is_found_in_any_currency_and_however_an_ordinal_is_written(question: str, said: str) -> None:
    report = """甲縣養蜂工作報告
壹、現況
(一)芬蘭的養蜂津貼每人每月可領 1,250 克朗。
(二)本縣自 111 年起，養蜂津貼第 1 箱每月 5,000 元，第 2 箱每月 6,000 元。
(三)本府辦理延長運蜂計畫，共補助 140 場1,601 萬餘元。
(四)增加平價蜂箱的供應。
"""
    answer = assistant(report).ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert said in answer.text


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("蜂場總共幾間", "123 間"),
        ("簽約蜂場幾間", "98 間"),
        ("兩年內要增加幾家蜂具行", "15 家"),
        ("採蜜宣導幾人次", "1,244 人次"),
    ],
)
def test_the_number_behind_the_verb_or_the_word_for_a_total_of_the_question_is_told(question: str, figure: str) -> None:
    report = """甲縣養蜂工作報告
壹、現況
(一)本縣蜂場共計 123 間，其中計 98 間簽約蜂場申請補助。
(二)目前已建置 8 家公共蜂具行，預計兩年內再增加 15 家。
(三)蜂巢據點提供 52 人諮詢及採蜜宣導服務。
(四)館室服務 42 萬人次、採蜜宣導 1,244 人次受益。
"""
    answer = assistant(report).ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert [f.text for f in answer.figures] == [figure]
