"""The rules that answer: for each thing that can be asked, one question with the text that a person reads."""

from __future__ import annotations

import pytest

from knowledge.answer import RULES
from knowledge.models import Ambiguous, Answer, Answered, Conversation, Figure, NotFound
from knowledge.text import squeeze
from tests.plans_at_hand import ANNUAL, MIDTERM, Row, assistant_for, bundled_assistant, write_plan


def ask(question: str) -> Answer:
    turn = bundled_assistant().ask(question)
    assert turn.trace.defects == ()
    return turn.answer


def stated(answer: Answer) -> list[str]:
    return [f.text for f in answer.figures if f.role == "answer"]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("駐外館宿舍自有目標為何", "109 年度目標值：18 件\n「提高駐外館宿舍自有率及節省鉅額租金支出」"),
        ("協助我NGO進行國際交流的目標值", "109 年度目標值：2%\n「協助我 NGO進行國際交流」"),
        ("精進我國際文宣工作 109 目標值", "109 年度目標值：3 達到項數\n「精進我國際文宣工作」"),
        (
            "提高駐外館宿舍自有率及節省鉅額租金支出的衡量標準",
            "「提高駐外館宿舍自有率及節省鉅額租金支出」的衡量標準：\n駐外館宿舍自有總數量",
        ),
        ("深化與友邦高層政要之情誼的評估方式是什麼", "「深化與友邦高層政要之情誼」的評估方式：統計數據"),
        (
            "深化與友邦高層政要之情誼的評估體制是什麼",
            "「深化與友邦高層政要之情誼」的評估體制代號為 1：指實際評估作業係運用既有之組織架構進行。",
        ),
        ("評估體制代號3代表什麼意思？", "評估體制代號 3：指實際評估作業係透過第三者方式（如由專家學者）進行。"),
        (
            "提升文件證明服務品質屬於哪個關鍵策略目標",
            "「提升文件證明服務品質」屬於關鍵策略目標：\n有效運用外交資源，提升為民服務之效率及品質",
        ),
        ("其他駐外館設購置計畫的計畫期程", "「其他駐外館設購置計畫」的計畫期程：107-109"),
        ("其他駐外館設購置計畫屬於哪個計畫類別", "「其他駐外館設購置計畫」的計畫類別：社會發展"),
        (
            "「提高駐外館宿舍自有率及節省鉅額租金支出」有哪些重要計畫支援？",
            "與「提高駐外館宿舍自有率及節省鉅額租金支出」關聯的重要計畫：\n1. 駐洛杉磯辦事處館舍購置中程個案修正計畫\n2. 其他駐外館設購置計畫",
        ),
        (
            "「出國訪問計畫」與哪些KPI關聯？",
            "「出國訪問計畫」關聯的關鍵績效指標：\n1. 深化與友邦高層政要之情誼\n2. 推動我與無邦交國家政要互訪\n3. 推動以人為本之「新南向政策」，深化與相關國家全方位關係",
        ),
        (
            "施政綱要「提升資源配置效率」項下有哪些重要計畫？",
            "「提升資源配置效率」項下的重要計畫：\n1. 駐洛杉磯辦事處館舍購置中程個案修正計畫\n2. 其他駐外館設購置計畫",
        ),
        (
            "關鍵策略目標「務實參與政府間國際組織，提升我參與國際組織之質與量」底下有哪些KPI？",
            "「務實參與政府間國際組織，提升我參與國際組織之質與量」的關鍵績效指標：\n1. 積極爭取參與我尚未參加之功能性政府間國際組織\n2. 鞏固並強化我與已參與之政府間國際組織之關係",
        ),
        (
            "中程施政計畫有哪些施政綱要？",
            "「外交部中程施政計畫（106至109年度）」的施政綱要：\n1. 強化我與各國關係\n2. 增進我國際參與空間，提升我國際地位\n"
            "3. 善用軟實力並精進為民服務工作，以爭取國內外各界支持\n4. 提升資源配置效率",
        ),
        ("期程是１０７－１０９的計畫", "符合的重要計畫：\n1. 其他駐外館設購置計畫（107-109）"),
        ("ABTC是什麼東西？", "ABTC：APEC商務旅行卡"),
        ("外交部中程施政計畫涵蓋哪些年度？", "外交部中程施政計畫（106至109年度）"),
        (
            "你手上有哪些計畫文件可以查？",
            "目前可以查詢：\n• 外交部108年度施政計畫\n• 外交部中程施政計畫（106至109年度）",
        ),
        (
            "有關打擊跨境犯罪，外交部的策略為何？",
            "外交部108年度施政計畫寫道：\n積極與國際社會合作，建立溝通聯繫管道以共同打擊跨境犯罪。",
        ),
        (
            "108年度哪個重要計畫項目提到派遣行動醫療團？",
            "寫在重要計畫項目「對國際之關懷救助及重建」（工作計畫：國際合作及關懷）：\n"
            "四、協助派遣行動醫療團赴友邦及友我國家義診、捐贈醫療器材等進行國際人道救助與服務工作。",
        ),
        (
            "108年度「出國訪問」的實施內容有哪些？",
            "「出國訪問」的實施內容：\n一、安排政府高層及業務主管赴友邦及友好國家訪問或出席慶典、重要會議。\n"
            "二、率團或隨團參加政府間及非政府組織國際會議，建立合作管道與聯繫。\n"
            "三、協助我政府官員、立法委員及學者等各界重要人士組團出訪，增進與各國聯繫交流。\n四、洽請重要國家提升我高層過境相關禮遇。",
        ),
        (
            "109年度駐外館宿舍自有率的目標是 18 件嗎",
            "是的，109 年度目標值是 18 件。\n「提高駐外館宿舍自有率及節省鉅額租金支出」",
        ),
        ("文件證明服務品質的目標不是 30% 嗎", "不是，109 年度目標值是 25%。\n「提升文件證明服務品質」"),
    ],
)
def test_each_thing_that_can_be_asked_is_answered_in_these_words(question: str, text: str) -> None:
    answer = ask(question)
    assert isinstance(answer, Answered)
    assert answer.text == text
    assert answer.citations


@pytest.mark.parametrize(
    ("target", "questions"),
    [
        ("105 人次", ["「深化與友邦高層政要之情誼」這項關鍵績效指標的109年度目標值為何？", "深化與友邦高層政要之情誼目標"]),
        ("613 項", ["我與友邦合作計畫執行項數的目標值", "跟邦交國一起做的合作計畫，目標要做幾項？"]),
        ("60 件", ["簽訂雙邊協議 目標值", "2020年簽訂雙邊協議的目標件數是幾件？"]),
        ("594 人次", ["推動我與無邦交國家政要互訪 目標值", "目標值是多少？我問的是推動我與無邦交國家政要互訪"]),
        ("21 項", ["与无邦交国家的合作计划目标值是多少？"]),
        ("10%", ["１０９年「推動以人為本之『新南向政策』，深化與相關國家全方位關係」的目標值是多少？"]),
        ("20 項", ["放寬「新南向政策」相關國家外籍人士來臺簽證簡化措施的目標"]),
        ("167 次", ["積極爭取餐與我尚未參加之功能性政府間國際組職，目標直是多少？"]),
        ("701 次", ["鞏固並強化我與己參與之政府間國際組織之關係 109年度目標值"]),
        ("2%", ["NGO 國際交流的 KPI target 是多少？"]),
        ("3 達到項數", ["精進我國際文宣工作的目標值"]),
        ("1,090 次", ["有效運用多元文宣媒介、凝聚國人對外交政策之認識及支持的目標值"]),
        ("25%", ["不好意思，想請教一下「提升文件證明服務品質」的目標值是多少呢？謝謝！"]),
        ("90%", ["機關年度資本門預算執行率１０９年度目標值？", "一百零九年度資本門預算執行率目標值"]),
        ("5%", ["109年度「機關於中程歲出概算額度內編報情形」的目標值為何？"]),
        ("18 件", ["民國109年駐外館宿舍自有總數量的目標是多少？", "驻外馆宿舍自有率的目标"]),
    ],
)  # fmt: skip
def test_every_target_of_the_bundled_plan_is_answered_as_printed(target: str, questions: list[str]) -> None:
    for question in questions:
        answer = ask(question)
        assert isinstance(answer, Answered), question
        assert stated(answer) == [target], question
        assert answer.figures[0].year == 109
        assert answer.citations[answer.figures[0].citation or 0].release == MIDTERM
        assert target in answer.citations[0].quote.text


@pytest.mark.parametrize(
    "name", ["駐外館宿舍自有總數量", "提升文件證明服務品質", "推動我與無邦交國家政要互訪", "機關年度資本門預算執行率"]
)
@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("110年度", "110 年度"),
        ("108年度", "108 年度"),
        ("2021年", "110 年度"),
        ("一百零八年度", "該年度"),
        ("107年", "107 年度"),
    ],
)
def test_a_year_without_a_target_borrows_none_and_the_year_that_there_is_is_named(
    name: str, asked: str, named: str
) -> None:
    answer = ask(f"{asked}{name}的目標值是多少？")
    assert isinstance(answer, NotFound)
    assert answer.figures == ()
    assert named in answer.text
    assert "有列的是 109 年度" in answer.text
    assert "109" in answer.citations[0].quote.text


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("友邦合作計畫的衡量標準中提到幾個邦交國？", "22"),
        ("國際媒體邀訪 每年至少幾人", "120"),
        ("請問投書及專文投稿全年度要獲國際主流媒體刊載幾篇？", "300"),
    ],
)
def test_a_number_inside_a_sentence_is_answered_with_the_sentence(question: str, number: str) -> None:
    answer = ask(question)
    assert isinstance(answer, Answered)
    [figure] = answer.figures
    assert figure.value == number
    assert figure.text in answer.citations[0].quote.text


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("合作計畫目標是多少", {"613 項", "21 項"}),
        ("參與國際組織的指標，目標值是幾次？", {"167 次", "701 次"}),
        ("預算 KPI 目標值", {"90%", "5%"}),
    ],
)
def test_look_alikes_become_a_choice_with_a_question_for_each(question: str, figures: set[str]) -> None:
    answer = ask(question)
    assert isinstance(answer, Ambiguous)
    assert {f.text for f in answer.figures} == figures
    assert len(answer.suggestions) == len(figures)
    picked = [ask(suggestion) for suggestion in answer.suggestions]
    assert [stated(p) for p in picked] == [[f.text] for f in answer.figures]


@pytest.mark.parametrize(
    ("question", "text", "value", "unit", "operands"),
    [
        ("兩個政要互訪人次指標的目標值合計為多少人次？", "699 人次", "699", "人次", {"594 人次", "105 人次"}),
        ("兩個政要互訪人次指標的目標值相差多少人次？", "489 人次", "489", "人次", {"594 人次", "105 人次"}),
    ],
)
def test_what_is_worked_out_names_its_operands(
    question: str, text: str, value: str, unit: str, operands: set[str]
) -> None:
    total, *others = ask(question).figures
    assert (total.text, total.value, total.unit, total.citation) == (text, value, unit, None)
    assert total.computed_from == (1, 2)
    assert {f.text for f in others} == operands
    assert {f.role for f in others} == {"operand"}


@pytest.mark.parametrize(
    ("question", "best", "compared"),
    [
        ("目標值單位為「人次」的指標中，哪一項目標值最高？", "594 人次", 2),
        ("最低的是哪個？目標值用百分比表示的那些KPI", "2%", 5),
    ],
)
def test_the_highest_and_the_lowest_are_found_among_targets_of_one_unit(
    question: str, best: str, compared: int
) -> None:
    answer = ask(question)
    assert stated(answer) == [best]
    assert len(answer.figures) == compared
    assert len({f.unit for f in answer.figures}) == 1


def test_all_targets_of_a_unit_are_listed() -> None:
    assert set(stated(ask("列出所有目標值為百分比的KPI"))) == {"10%", "2%", "25%", "90%", "5%"}


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("中程施政計畫總共有幾個KPI？", "16"),
        ("「強化我與無邦交國家實質關係」設有幾項關鍵績效指標？", "5"),
        ("關鍵策略目標 幾個", "7"),
        ("108年度施政計畫中，年度重要計畫共列有幾個重要計畫項目？", "11"),
        ("未來四年重要計畫 總共幾項", "18"),
    ],
)
def test_what_is_counted_is_named_and_cited(question: str, count: str) -> None:
    answer = ask(question)
    [figure] = [f for f in answer.figures if f.role == "answer"]
    assert (figure.value, figure.computed_from) == (count, ("count",))
    assert len(set(figure.counted)) == int(count)
    assert all(name in answer.text for name in figure.counted)


@pytest.mark.parametrize(
    "question",
    [
        "機關歲入概算編報情形的目標值是多少？", "現在的外交部長是誰？", "臺灣獎學金每個月給多少錢？", "國防部109年度的預算是多少？",
        "109年度推動我與無邦交國家政要互訪的實際達成人次是多少？", "駐洛杉磯辦事處館舍購置計畫的經費是多少元？", "NTB?", "辦一本護照要多少錢？",
        "捷運票價是多少",
        "機關年度經常門預算執行率的目標值", "'; DROP TABLE kpi; --", "NEAR(", "外交部108年度的总预算金额是多少？",
    ],
)  # fmt: skip
def test_what_the_plans_do_not_say_is_not_found(question: str) -> None:
    answer = ask(question)
    assert isinstance(answer, NotFound)
    assert answer.figures == ()


def test_what_comes_nearest_is_named_once_where_two_plans_share_its_name() -> None:
    answer = ask("108年度歲入預算多少")
    assert isinstance(answer, NotFound)
    assert {c.release for c in answer.citations} == {MIDTERM, ANNUAL}
    assert answer.text.count("「妥適配置預算資源，提升預算執行效率」") == 1
    assert len(set(answer.suggestions)) == len(answer.suggestions) > 0


@pytest.mark.parametrize(
    "question",
    ["你好", "謝謝你，辛苦了", "哈哈哈", "你這個笨蛋機器人", "🙂🙂🙂", "*", "？？？", "", " ", "換個問題", "x" * 1001],
)
def test_what_is_no_question_is_conversation(question: str) -> None:
    answer = ask(question)
    assert isinstance(answer, Conversation)
    assert answer.text


def test_a_question_of_a_thousand_characters_is_read_and_a_longer_one_is_refused() -> None:
    asked = "駐外館宿舍自有目標為何"
    assert stated(ask(asked + "？" * (1000 - len(asked)))) == ["18 件"]
    longer = ask(asked + "？" * (1001 - len(asked)))
    assert isinstance(longer, Conversation)
    assert "太長" in longer.text


def test_both_plans_are_quoted_where_both_are_asked() -> None:
    answer = ask("兩份計畫對「新南向政策」各有何說明？")
    assert {c.release for c in answer.citations} == {MIDTERM, ANNUAL}
    assert "推動以人為本之「新南向政策」" in answer.text


@pytest.mark.parametrize(
    "question", ["108年度駐外技術服務的實施內容", "108年領事事務管理要做哪些事？", "購建駐外機構館官舍 實施內容"]
)
def test_the_annual_plan_answers_what_it_alone_holds(question: str) -> None:
    assert {c.release for c in ask(question).citations} == {ANNUAL}


SEVERAL = assistant_for(write_plan(
    [
        Row("糧食安全", "推廣有機農業", "輔導件數", ["30 件", "45 件", "60 件"]),
        Row("動物防疫", "寵物登記率", "登記數占飼養數之比率", ["≧82%", "≧84%", "≧86%"]),
        Row("立法", "完成農村再生修法", "送立法院審議", ["研擬草案", "送院審議", "完成立法"]),
    ],
    years=(111, 112, 113),
))  # fmt: skip


def years_of(figures: tuple[Figure, ...]) -> dict[int | None, str]:
    return {f.year: f.text for f in figures}


def test_several_years_are_all_answered_each_with_its_own() -> None:
    answer = SEVERAL.ask("推廣有機農業的目標值").answer
    assert years_of(answer.figures) == {111: "30 件", 112: "45 件", 113: "60 件"}
    for year, target in ((111, "30 件"), (112, "45 件"), (113, "60 件")):
        assert f"{year} 年度目標值：{target}" in answer.text


def test_the_year_that_is_asked_is_answered_alone() -> None:
    assert years_of(SEVERAL.ask("112年度推廣有機農業的目標值").answer.figures) == {112: "45 件"}
    assert years_of(SEVERAL.ask("2024年寵物登記率的目標").answer.figures) == {113: "≧86%"}


def test_a_target_in_words_has_neither_value_nor_unit() -> None:
    [figure] = SEVERAL.ask("113年度完成農村再生修法的目標值").answer.figures
    assert (figure.text, figure.value, figure.unit) == ("完成立法", None, None)


def test_a_printed_sign_is_said_and_no_other_floor_is_added() -> None:
    text = SEVERAL.ask("112年度寵物登記率的目標").answer.text
    assert "≧84%" in text
    for word in ("至少", "不超過", "以上", "以下"):
        assert word not in text
        assert word not in ask("駐外館宿舍自有目標為何").text


def test_a_year_that_several_do_not_hold_names_those_that_there_are() -> None:
    answer = SEVERAL.ask("114年度推廣有機農業的目標值").answer
    assert isinstance(answer, NotFound)
    assert "111、112、113 年度" in answer.text


def test_targets_of_different_units_are_not_summed() -> None:
    answer = SEVERAL.ask("112年度推廣有機農業跟寵物登記率的目標值加起來是多少").answer
    assert [f for f in answer.figures if f.computed_from] == []


def test_percentages_are_never_summed() -> None:
    assert [f for f in ask("資本門預算執行率跟文件證明服務品質的目標值加起來是多少").figures if f.computed_from] == []


def test_every_rule_has_a_name_of_its_own_and_the_one_that_answered_is_noted() -> None:
    names = [rule.name for rule in RULES]
    assert len(names) == len(set(names))
    notes = bundled_assistant().ask("駐外館宿舍自有目標為何").trace.notes
    assert any(note.removeprefix("answered by: ") in names for note in notes)


def test_answering_needs_no_rule_twice_and_the_last_answers_everything() -> None:
    assert isinstance(ask("咕嚕咕嚕"), NotFound)


def test_a_name_that_two_plans_print_with_other_blanks_is_named_once_as_the_nearest() -> None:
    text = bundled_assistant().ask("社會住宅要蓋幾戶").answer.text
    nearest = [squeeze(part.partition("」")[0]) for part in text.split("「")[2:]]
    assert len(nearest) == len(set(nearest))
