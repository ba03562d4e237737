"""What a plan's tables say besides the usual columns: 實際值, 預算, 主辦單位, 權重, 備註; and agencies named short."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from indexer.publishing import publish
from knowledge.agencies import Agencies
from knowledge.models import Answered, NotFound
from knowledge.service import Assistant, Turn
from knowledge.store import Store
from knowledge.text import squeeze
from knowledge.words import key
from tests.plans.facts import HERE
from tests.plans_at_hand import assistant_for, plan_of_lines
from tests.reading_once import plan_in

TODAY = date(2020, 6, 1)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over a county's health bureau, a river agency, a harbour agency and a national archive."""
    path: Path = tmp_path_factory.mktemp("columns") / "columns.db"
    with Store.open(path) as store:
        publish([plan_in(HERE / n) for n in ("layout-6.docx", "layout-2.odt", "layout-4.txt", "variant-3.pdf")], store)
        yield Assistant(store, TODAY)


def said(turn: Turn) -> tuple[str, list[str]]:
    assert isinstance(turn.answer, Answered), turn.answer.text
    return turn.answer.text, [f.text for f in turn.answer.figures]


@pytest.mark.parametrize(
    ("question", "line", "figures"),
    [
        ("遠距會診件數的主辦單位是哪個", "主辦單位：醫政科", []),
        ("遠距會診件數誰負責", "主辦單位：醫政科", []),
        ("遠距會診件數預算多少", "預算(千元)：9,800", ["9,800"]),
        ("遠距會診件數的權重", "權重：15%", ["15%"]),
        ("遠距會診件數108年實際達成多少", "108年度達成值：1,318 件", ["1,318 件", "1,200 件"]),
        ("縱向阻隔改善去年實際做幾處", "108年度實際值：11 處", ["11 處", "12 處"]),
        ("外來種魚類移除重量去年有達標嗎", "108年度實際值：20,355 公斤", ["20,355 公斤", "18,000 公斤"]),
    ],
)
def test_what_stands_in_another_column_is_answered_with_its_header(
    assistant: Assistant, question: str, line: str, figures: list[str]
) -> None:
    text, found = said(assistant.ask(question))
    assert line in text.splitlines()
    assert found == figures


def test_a_village_in_a_name_is_not_read_as_a_word_for_inside(assistant: Assistant) -> None:
    """村里, a village, is written with the character that 裡, inside, is folded to."""
    _, figures = said(assistant.ask("病媒蚊密度三級以上村里的目標值是多少？"))
    assert figures == ["25 村里次以下", "22 村里次以下"]


def test_another_column_is_asked_for_by_a_follow_up(assistant: Assistant) -> None:
    turn = assistant.ask("照顧服務員留任率今年目標")
    for question, line in (
        ("去年實際", "108年度達成值：80.3%"),
        ("預算多少", "預算(千元)：22,750"),
        ("主辦單位呢", "主辦單位：長照科"),
    ):
        turn = assistant.ask(question, turn.context)
        assert line in said(turn)[0].splitlines()


def test_a_column_that_the_table_does_not_have_is_not_made_up(assistant: Assistant) -> None:
    for question in ("縱向阻隔改善的預算多少", "縱向阻隔改善的主辦單位", "遠距會診件數的備註"):
        answer = assistant.ask(question).answer
        assert isinstance(answer, NotFound) and not answer.figures


def test_the_facts_of_which_a_column_says_something_are_listed_and_counted(assistant: Assistant) -> None:
    text, _ = said(assistant.ask("疾管科負責哪些指標"))
    assert text.splitlines()[1:] == [
        "1. 病媒蚊密度三級以上村里",
        "2. 六十五歲以上流感疫苗接種率",
        "3. 旅宿業環境衛生自主管理",
    ]
    assert said(assistant.ask("疾管科負責幾個指標"))[1] == ["3 項"]
    text, _ = said(assistant.ask("哪些指標備註寫新增指標"))
    assert text.splitlines()[1:] == ["1. 檔案素養課程跨域合作總量", "2. 圖書資訊學會協力航攝影像掃描"]


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("資產租金收入今年", "1億1,659萬8,033元"),
        ("檔案素養課程省了多少公帑", "1億4,826萬8,233元"),
        ("衛生局遠距會診件數今年目標", "1,350件"),
    ],
)
def test_a_name_given_in_part_means_the_one_fact_that_it_fits(assistant: Assistant, question: str, figure: str) -> None:
    assert [squeeze(f) for f in said(assistant.ask(question))[1]] == [figure]


def test_what_falls_to_one_of_a_unit_is_no_target_in_that_unit(assistant: Assistant) -> None:
    assert not assistant.ask("蓄洪補償一公頃最多補多少").answer.figures


def test_agencies_are_known_as_people_shorten_them() -> None:
    published = [
        key(n) for n in ("食農教育及糧食安全署", "望嶼縣政府衛生局", "長途客運管理局", "港埠關務管理局", "外交部",
                     "文化資產再生局", "原鄉語言及口述傳統發展中心")
    ]  # fmt: skip
    agencies = Agencies(published, [key("經濟部")])
    named = {
        q: agencies.named(key(q))
        for q in (
            "食農署有哪些指標",
            "衛生局今年目標",
            "客運局呢",
            "關務局",
            "外交部",
            "經濟部",
            "管理局的目標",
            "農業部",
            "文資局",
            "文產局",
            "語言中心",
            "口述傳統中心的指標",
        )
    }
    assert named == {
        "食農署有哪些指標": (key("食農教育及糧食安全署"),), "衛生局今年目標": (key("望嶼縣政府衛生局"),),
        "客運局呢": (key("長途客運管理局"),), "關務局": (key("港埠關務管理局"),), "外交部": (key("外交部"),),
        "經濟部": (key("經濟部"),), "管理局的目標": (), "農業部": (), "文資局": (key("文化資產再生局"),),
        "文產局": (), "語言中心": (key("原鄉語言及口述傳統發展中心"),),
        "口述傳統中心的指標": (key("原鄉語言及口述傳統發展中心"),),
    }  # fmt: skip
    assert agencies.without(key("衛生局今年目標")).strip() == key("今年目標")


BESIDES = """
濕地管理處110年度施政計畫
壹、關鍵績效指標
關鍵策略目標 | 關鍵績效指標 | 評估體制 | 衡量標準 | 110年度目標值 | 資料來源 | 備註
友善利用 | 里海產品年銷售額 | 1 | 合作商家申報之年銷售額 | 2,000 萬元 | 商家申報 | 含線上銷售
^ | 友善農漁認證面積 | 2 | 通過查驗之面積 | 320 公頃 | 標章資料庫 | 
註：評估體制之代號：1 為本處自行評估；2 為跨機關小組評估；3 為委外評估。
貳、年度重要計畫
工作計畫名稱 | 重要計畫項目 | 實施內容 | 經費需求（千元）
濕地保育 | 里海推廣 | 輔導商家。 | 18,800
"""


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("里海產品年銷售額資料來源", "資料來源：商家申報"),
        ("友善農漁認證面積的資料來源是什麼", "資料來源：標章資料庫"),
        ("里海產品年銷售額的備註", "備註：含線上銷售"),
        ("里海推廣經費需求多少", "經費需求(千元)：18,800"),
        # Codes that a note explains in one sentence.
        ("評估體制3代表什麼", "評估體制代號 3：委外評估"),
        ("友善農漁認證面積的評估體制", "「友善農漁認證面積」的評估體制代號為 2：跨機關小組評估"),
    ],
)
def test_a_column_is_asked_for_by_its_own_header_whatever_it_is_called(question: str, line: str) -> None:
    answer = assistant_for(plan_of_lines(BESIDES)).ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert line in answer.text.splitlines()
