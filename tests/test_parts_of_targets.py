"""What a target does not divide into: parts of a year, places, actors, what it is worked out from, other counters."""

from __future__ import annotations

import pytest

from knowledge.models import Answered, NotFound
from knowledge.service import Assistant
from tests.plans.facts import HERE
from tests.plans_at_hand import assistant_for, bundled_assistant
from tests.reading_once import plan_in
from tests.test_other_agencies import plan


def asked(number: int) -> Assistant:
    """The assistant of a made-up plan; 0 stands for the bundled plans."""
    return plan(number) if number else bundled_assistant()


@pytest.mark.parametrize(
    ("number", "question"),
    [
        (0, "每季新聞稿點閱數目標"),
        (0, "上半年要簽幾件雙邊協議"),
        (0, "平均每國簽證便利措施幾項"),
        (1, "每月海漂廢棄物清除量"),
        (5, "夜市商圈循環杯每日租借次數"),
        (6, "每季防災演練場次"),
    ],
)
def test_a_target_of_a_year_is_not_given_for_a_part_of_it(number: int, question: str) -> None:
    said = asked(number).ask(question).answer
    assert isinstance(said, NotFound)
    assert said.text.startswith("計畫只訂整年的目標值，沒有再依季、月或單位分開訂定。")


def test_a_part_of_a_year_that_the_plan_itself_speaks_of_is_answered() -> None:
    said = bundled_assistant().ask("每年度資本門預算執行率目標").answer
    assert isinstance(said, Answered)
    assert [figure.text for figure in said.figures] == ["90%"]


@pytest.mark.parametrize(
    ("number", "question", "of"),
    [
        (0, "擔任國際組織職務數目標是幾個", "鞏固並強化我與已參與之政府間國際組織之關係"),
        (0, "資本門賸餘數是多少", "機關年度資本門預算執行率"),
        (1, "協調會議要開幾次", "賡續辦理漁港設施更新及相關合作"),
        (6, "HBIM相關國際會議次數要幾次", "整合老屋活化媒合及相關合作"),
        (0, "友邦合作計畫中健康醫療有幾項", "我與友邦合作計畫執行項數"),
        (1, "離島潮間帶監測航次是多少航次", "離岸沙洲監測航次"),
        (0, "109年關務合作協議要簽幾件", "推動與他國簽訂雙邊協議（含經貿合作相關協議）"),
    ],
)
def test_what_a_target_is_worked_out_from_has_none_of_its_own_and_the_whole_is_named(
    number: int, question: str, of: str
) -> None:
    said = asked(number).ask(question).answer
    assert isinstance(said, NotFound)
    assert said.text.startswith(f"計畫沒有單獨訂這一部分的目標值；它是「{of}」衡量標準的一部分：")
    assert said.citations[0].quote.text.startswith(of)


@pytest.mark.parametrize(
    ("number", "question"),
    [
        (0, "新聞稿全年發布則數目標"),
        (0, "歲出概算額度是幾億元"),
        (0, "邦交國簡化文書驗證的國家數目標是幾國"),
        (0, "歐洲地區的政要互訪目標人次"),
        (0, "宿舍租金一年多少"),
        (0, "免簽國家數目標是幾國？"),
        (1, "海岸巡守志工結訓幾班"),
        (5, "廚餘共消化處理量108年目標"),
        (6, "老屋活化媒合要媒合幾棟"),
        (6, "匠師報名木構造檢測人次"),
    ],
)
def test_another_counter_place_actor_or_thing_gets_no_figure(number: int, question: str) -> None:
    assert asked(number).ask(question).answer.figures == ()


@pytest.mark.parametrize(
    ("number", "question"),
    [
        (0, "臺灣獎學金名額"),
        (0, "ABTC 發卡張數"),
        (1, "防風林補植公頃數"),
        (2, "電動渡輪要汰換幾艘？"),
        (9, "外來入侵植物移除面積"),
    ],
)
def test_who_asks_for_an_amount_gets_no_passage_that_says_none(number: int, question: str) -> None:
    assert isinstance(asked(number).ask(question).answer, NotFound)


@pytest.mark.parametrize(("number", "question"), [(0, "109年資本門實際執行率"), (5, "綠色採購實際採購金額108年")])
def test_an_actual_result_is_not_answered_with_a_target(number: int, question: str) -> None:
    said = asked(number).ask(question).answer
    assert isinstance(said, NotFound)
    assert said.text.startswith("查不到這項的實際達成值")


def test_figures_that_a_question_itself_states_are_added_up() -> None:
    for question, total in (("167跟701加起來多少次", "868 次"), ("613加21等於多少項合作計畫？", "634 項")):
        said = bundled_assistant().ask(question).answer
        assert said.text.startswith(f"合計 {total}："), question
        assert [f.text for f in said.figures[1:]] == [f"{n} {total[-1]}" for n in question.split("等")[0].replace(
            "加起來多少次", "").replace("跟", "加").split("加")]  # fmt: skip


@pytest.mark.parametrize(
    ("number", "question"),
    [
        (0, "外交部在歐洲有幾個館處"),
        (1, "防風林補植公頃數目標"),
        (1, "志工培訓結訓人次中女性幾人"),
        (1, "海岸復育條例草案有幾條"),
        (1, "蘭陽平原藻場造林要種多少株"),
        (3, "學校營養師有幾位"),
        (5, "循環杯租借在工業區的目標次數"),
        (5, "北部資源回收站升級站數"),
        (5, "清潔隊員報名人次是多少"),
        (5, "產品碳標籤審查通過率"),
        (9, "部落族人滿意度"),
    ],
)
def test_another_place_counter_or_kind_of_figure_than_a_target_has_is_not_found(number: int, question: str) -> None:
    assert isinstance(asked(number).ask(question).answer, NotFound)


@pytest.mark.parametrize(
    ("name", "question"),
    [
        ("layout-31.pdf", "東北角海域的宣導場次目標"),
        ("layout-31.pdf", "海難救助隊訓練要辦幾場"),
        ("layout-32.odt", "高屏沿海低窪地區的在地滯洪示範面積"),
        ("layout-32.odt", "在地滯洪示範座數的目標是幾座"),
        ("layout-32.odt", "承攬廠商滿意度111年調查結果是多少"),
    ],
)
def test_what_another_place_counter_or_survey_would_say_is_not_found(name: str, question: str) -> None:
    assert isinstance(assistant_for(plan_in(HERE / name)).ask(question).answer, NotFound)


@pytest.mark.parametrize(
    ("number", "question", "said"),
    [
        (0, "五大國際文宣網站瀏覽量要成長多少", "「精進我國際文宣工作」的衡量標準："),
        (0, "未參加國際組織那個總次數由哪四項合計", "「積極爭取參與我尚未參加之功能性政府間國際組織」的衡量標準："),
        (1, "漁港設施更新及相關合作的總次數怎麼合計", "「賡續辦理漁港設施更新及相關合作」的衡量標準："),
    ],
)
def test_what_a_target_is_made_up_of_is_answered_with_its_measure(number: int, question: str, said: str) -> None:
    assert asked(number).ask(question).answer.text.startswith(said)


def test_where_something_is_entered_is_said_by_a_passage_and_by_no_target() -> None:
    said = asked(6).ask("防災演練糖業鐵道要登錄在哪").answer
    assert said.figures == ()
    assert "登錄於「文化路徑導覽服務」" in said.text


def test_a_ton_is_a_metric_ton_and_of_two_indicators_the_one_counted_in_it_is_meant() -> None:
    [figure] = asked(1).ask("海漂垃圾清多少噸").answer.figures
    assert figure.text == "3 公噸"


def test_a_share_may_be_asked_for_in_tenths() -> None:
    [figure] = asked(0).ask("簡化文書驗證的邦交國要占幾成").answer.figures
    assert figure.text == "25%"


def test_a_part_without_a_target_is_told_with_the_targets_of_the_whole_and_their_years() -> None:
    said = asked(5).ask("廢太陽光電板處理量目標").answer
    assert isinstance(said, NotFound)
    assert said.text.splitlines()[1:] == [
        "106 年度目標值：４０次",
        "107 年度目標值：４０次",
        "108 年度目標值：４４次",
        "109 年度目標值：４８次",
    ]
