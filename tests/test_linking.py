"""Which entries a topic may mean, what contradicts them, and that nothing is special to the bundled plans."""

from __future__ import annotations

import pytest

from knowledge.catalogue import Entry
from knowledge.models import Ambiguous, Answered, NotFound
from knowledge.words import key
from tests.plans_at_hand import Row, assistant_for, bundled_assistant, bundled_catalogue, bundled_linker, write_plan

KPIS = bundled_catalogue().of("kpi")


def linked(topic: str, among: list[Entry] = KPIS) -> list[str]:
    return [c.entry.name for c in bundled_linker().link(key(topic), among) if not c.against]


def entry_of(name: str) -> Entry:
    [entry] = [e for e in KPIS if e.name == name]
    return entry


@pytest.mark.parametrize(
    ("name", "topics"),
    [
        ("提高駐外館宿舍自有率及節省鉅額租金支出", ["駐外館宿舍自有", "駐外館宿舍自有總數量", "外館宿舍自有率", "節省租金支出", "驻外馆宿舍自有率"]),
        ("深化與友邦高層政要之情誼", ["友邦高層政要", "邦交國政要情誼", "友邦政要"]),
        ("推動我與無邦交國家政要互訪", ["無邦交國家政要互訪", "非邦交國政要互訪"]),
        ("我與友邦合作計畫執行項數", ["友邦合作計畫", "邦交國合作計畫", "友邦合作計畫執行項數"]),
        ("加強我與無邦交國家各項合作計畫，促進雙邊永續發展", ["無邦交國家合作計畫", "非邦交國合作計畫"]),
        ("推動與他國簽訂雙邊協議（含經貿合作相關協議）", ["簽訂雙邊協議", "洽簽雙邊協議"]),
        ("積極爭取參與我尚未參加之功能性政府間國際組織", ["尚未參加國際組織", "還沒參加國際組織", "還沒加入國際組織"]),
        ("鞏固並強化我與已參與之政府間國際組織之關係", ["已參與國際組織", "已參加國際組織"]),
        ("協助我 NGO進行國際交流", ["NGO國際交流", "非政府組織國際交流", "ngo交流"]),
        ("提升文件證明服務品質", ["文件證明服務品質", "文件證明", "文書驗證服務"]),
        ("機關年度資本門預算執行率", ["資本門預算執行率", "資本門執行率"]),
        ("機關於中程歲出概算額度內編報情形", ["歲出概算編報", "中程歲出概算", "歲出概算額度"]),
        ("放寬「新南向政策」相關國家外籍人士來臺簽證簡化措施", ["簽證簡化措施", "外國人來台簽證簡化", "VISA簡化措施"]),
        ("精進我國際文宣工作", ["國際文宣工作", "國際宣傳工作"]),
    ],
)  # fmt: skip
def test_the_many_names_of_an_indicator_lead_to_it_first(name: str, topics: list[str]) -> None:
    assert {t: linked(t)[:1] for t in topics} == {t: [name] for t in topics}


@pytest.mark.parametrize("topic", ["天氣", "捷運票價", "午餐", "xyzzy", "護照規費", "足球", "🙂"])
def test_what_stands_in_no_plan_leads_nowhere(topic: str) -> None:
    assert linked(topic, list(bundled_catalogue().entries)) == []


def test_every_entry_is_found_first_by_its_whole_name() -> None:
    missed = []
    for entry in bundled_catalogue().entries:
        among = bundled_catalogue().of(entry.subject)
        first = bundled_linker().link(entry.name_key, among)[0].entry
        if first.name_key != entry.name_key:
            missed.append(entry.name)
    assert missed == []


@pytest.mark.parametrize(
    ("topic", "excluded"),
    [
        ("歲入概算編報情形", "機關於中程歲出概算額度內編報情形"),
        ("經常門預算執行率", "機關年度資本門預算執行率"),
        ("無邦交國政要", "深化與友邦高層政要之情誼"),
        ("非邦交國合作計畫", "我與友邦合作計畫執行項數"),
        ("友邦政要互訪", "推動我與無邦交國家政要互訪"),
        ("邦交國合作計畫", "加強我與無邦交國家各項合作計畫，促進雙邊永續發展"),
        ("已參與國際組織", "積極爭取參與我尚未參加之功能性政府間國際組織"),
        ("尚未參加國際組織", "鞏固並強化我與已參與之政府間國際組織之關係"),
        ("租用宿舍", "提高駐外館宿舍自有率及節省鉅額租金支出"),
    ],
)
def test_an_opposite_rules_an_indicator_out(topic: str, excluded: str) -> None:
    scored = bundled_linker().score(key(topic).split(), entry_of(excluded))
    assert scored.against
    assert scored.score == 0
    assert excluded not in linked(topic)


@pytest.mark.parametrize(
    ("topic", "kept"),
    [
        ("歲出概算", "機關於中程歲出概算額度內編報情形"),
        ("概算", "機關於中程歲出概算額度內編報情形"),
        ("資本門", "機關年度資本門預算執行率"),
        ("政要互訪", "推動我與無邦交國家政要互訪"),
        ("無邦交國家", "推動我與無邦交國家政要互訪"),
        ("國際組織", "鞏固並強化我與已參與之政府間國際組織之關係"),
    ],
)
def test_a_topic_without_an_opposite_rules_nothing_out(topic: str, kept: str) -> None:
    assert bundled_linker().score(key(topic).split(), entry_of(kept)).against == ()
    assert kept in linked(topic)


def test_what_is_explained_is_a_share_of_the_topic() -> None:
    for topic in ("駐外館宿舍自有率", "駐外館的天氣", "政要", "x"):
        for candidate in bundled_linker().link(key(topic), KPIS):
            assert 0 < candidate.explained <= 1
            assert 0 <= candidate.named <= 1


def test_what_is_not_explained_is_kept() -> None:
    scored = bundled_linker().score([key("駐外館宿舍天氣")], entry_of("提高駐外館宿舍自有率及節省鉅額租金支出"))
    assert scored.left == (key("天氣"),)
    assert scored.explained < 1


def test_the_best_candidates_come_first() -> None:
    scores = [c.score for c in bundled_linker().link(key("國際組織合作計畫"), KPIS)]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) > 2


def test_a_topic_of_nothing_explains_nothing() -> None:
    assert linked("") == []
    assert linked("   ") == []


# --- nothing special to the two plans ------------------------------------------------------------------------------

TARGETS = ["30 件", "1,200 公頃", "9 萬 5,659 人次", "≧82%", "完成立法", "12 萬張"]
MEASURES = ["輔導件數", "契作面積", "查驗旅客數", "登記數占飼養數之比率", "送立法院審議", "張數總計"]
NAMES = {
    "agriculture": [
        "推廣有機農業",
        "穩定稻米收購",
        "落實非洲豬瘟查驗",
        "寵物登記率",
        "完成農村再生修法",
        "發行農民健康卡",
    ],
    "transport": [
        "改善偏鄉道路安全",
        "擴建離島機場跑道",
        "提高鐵路準點服務",
        "公車無障礙比率",
        "完成郵政儲金修法",
        "發售敬老悠遊卡",
    ],
    "health": [
        "設置長照據點",
        "增加安寧病床",
        "推動癌症篩檢",
        "疫苗接種涵蓋率",
        "完成醫療事故處理立法",
        "核發健康存摺憑證",
    ],
}


@pytest.mark.parametrize("field", NAMES)
def test_indicators_of_any_other_names_are_answered_by_their_new_names(field: str) -> None:
    names = NAMES[field]
    assistant = assistant_for(write_plan(
        [Row(f"目標之{n % 2}", name, m, [t]) for n, (name, m, t) in enumerate(zip(names, MEASURES, TARGETS, strict=True))]
    ))  # fmt: skip
    for name, measure, target in zip(names, MEASURES, TARGETS, strict=True):
        for question in (
            f"「{name}」的目標值為何？",
            f"{name} 目標",
            f"112年度{name}的目標是多少",
            f"請問{name}目標要到多少呢",
        ):
            answer = assistant.ask(question).answer
            assert isinstance(answer, Answered), question
            assert [(f.text, f.year, f.label) for f in answer.figures] == [(target, 112, name)]
        answer = assistant.ask(f"{name}的衡量標準是什麼").answer
        assert isinstance(answer, Answered)
        assert measure in answer.text


@pytest.mark.parametrize("field", NAMES)
def test_the_names_of_one_plan_lead_nowhere_in_another(field: str) -> None:
    rows = [Row("目標", name, m, [t]) for name, m, t in zip(NAMES[field], MEASURES, TARGETS, strict=True)]
    assistant = assistant_for(write_plan(rows))
    others = [name for other, names in NAMES.items() if other != field for name in names]
    for name in [*others, "駐外館宿舍自有率", "深化與友邦高層政要之情誼"]:
        answer = assistant.ask(f"「{name}」的目標值為何？").answer
        assert answer.figures == () or isinstance(answer, Ambiguous), name


def test_a_plan_of_another_agency_changes_no_answer_of_this_one() -> None:
    moa = write_plan([Row("糧食安全", "推廣有機農業", "輔導件數", ["30 件"])])
    motc = write_plan([Row("運輸安全", "改善偏鄉道路安全", "改善處數", ["45 處"])], agency="交通部")
    assistant = assistant_for(moa, motc)
    for question, target, agency in (
        ("推廣有機農業的目標", "30 件", "農業部"),
        ("改善偏鄉道路安全的目標", "45 處", "交通部"),
    ):
        answer = assistant.ask(question).answer
        assert [f.text for f in answer.figures] == [target]
        assert answer.citations[0].release.startswith(agency)


def test_one_name_in_the_plans_of_two_agencies_is_a_choice_told_apart_by_the_plan() -> None:
    moa = write_plan([Row("提升效能", "提升預算執行率", "執行數占預算數", ["90%"])])
    motc = write_plan([Row("提升效能", "提升預算執行率", "執行數占預算數", ["85%"])], agency="交通部")
    answer = assistant_for(moa, motc).ask("提升預算執行率的目標值").answer
    assert isinstance(answer, Ambiguous)
    assert {f.text for f in answer.figures} == {"90%", "85%"}
    assert "農業部" in answer.text
    assert "交通部" in answer.text


def test_opposites_of_another_plan_are_kept_apart_too() -> None:
    rows = [Row("貿易", "擴大農產品出口", "出口件數", ["30 件"]), Row("財務", "籌措歲入財源", "籌措件數", ["7 件"])]
    assistant = assistant_for(write_plan(rows))
    assert [f.text for f in assistant.ask("農產品出口的目標").answer.figures] == ["30 件"]
    assert [f.text for f in assistant.ask("歲入財源的目標").answer.figures] == ["7 件"]
    for question in ("農產品進口的目標值", "歲出財源的目標值"):
        assert isinstance(assistant.ask(question).answer, NotFound), question


def test_the_bundled_plans_are_answered_by_the_same_means() -> None:
    answer = bundled_assistant().ask("駐外館宿舍自有目標為何").answer
    assert [f.text for f in answer.figures] == ["18 件"]
