"""What people ask of two agencies' plans in words of their own: yes or no, what counts in, which year, how many."""

from __future__ import annotations

import pytest

from knowledge.models import Answered, NotFound
from knowledge.service import Assistant


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("客語家庭認證戶數109年破兩千戶嗎", "是的，109 年度目標值是 2,000 戶。"),
        ("客家影音節目海外觸及108年破百萬嗎", "是的，108 年度目標值是 110 萬人次。"),
        ("客語家庭認證戶數108年至少要1500戶嗎", "是的，108 年度目標值是 1,700 戶。"),
        ("客語家庭認證戶數108年有達到2000戶嗎", "不是，108 年度目標值是 1,700 戶。"),
        ("客語家庭認證戶數哪一年最高", "最高的是 109 年度：2,000 戶"),
        ("客語家庭認證戶數哪一年最低", "最低的是 106 年度：1,200 戶"),
        ("榮民會有幾個績效目標", "目標共有 6 項："),
        ("榮民會哪些KPI不是用統計數據評估", "評估方式不是「統計數據」的關鍵績效指標："),
        ("居家醫療收案榮民人數的評估方式", "「居家醫療收案榮民人數」的評估方式：統計數據"),
        ("就學獎補助線上申辦比率", "109 年度目標值：83%"),
    ],
)
def test_the_first_line_answers_what_is_asked(two_agencies: Assistant, question: str, first: str) -> None:
    answer = two_agencies.ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert answer.text.splitlines()[0] == first


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("居家訪視高齡榮民人次含電話關懷嗎", "電話關懷不計"),
        ("安養機構住民跌倒發生率愈低愈好嗎", "數值愈低愈佳"),
        ("居家訪視高齡榮民人次同一人會重複算嗎", "到宅訪視75歲以上榮民之人次"),
    ],
)
def test_what_counts_in_and_which_way_is_better_the_measure_says(
    two_agencies: Assistant, question: str, said: str
) -> None:
    answer = two_agencies.ask(question).answer
    assert isinstance(answer, Answered), answer.text
    assert said in answer.text
    assert answer.figures == ()


@pytest.mark.parametrize("question", ["養老床位和安養床位的跌倒率哪個高", "電競場館件數哪年最多"])
def test_what_no_indicator_counts_is_not_compared(two_agencies: Assistant, question: str) -> None:
    answer = two_agencies.ask(question).answer
    assert isinstance(answer, NotFound) or "最高" not in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "就學獎補助線上申辦比率要幾分鐘",
        "客語家庭認證戶數要幾公里",
        "居家醫療收案榮民人數要幾元",
        "海外客家社團交流人次有幾%",
    ],
)
def test_a_unit_of_another_kind_gets_no_target(two_agencies: Assistant, question: str) -> None:
    answer = two_agencies.ask(question).answer
    assert isinstance(answer, NotFound) or not any(f.role == "answer" for f in answer.figures)


def test_a_bound_alone_is_asked_of_what_was_spoken_of_and_of_its_year(two_agencies: Assistant) -> None:
    turn = two_agencies.ask("客語家庭認證戶數")
    turn = two_agencies.ask("109年呢", turn.context)
    answer = two_agencies.ask("有破3000嗎", turn.context).answer
    assert answer.text.splitlines()[0] == "不是，109 年度目標值是 2,000 戶。"


@pytest.mark.parametrize("question", ["內政部有幾項施政目標", "內政部有哪些KPI"])
def test_the_lists_of_one_agency_are_none_of_another(two_agencies: Assistant, question: str) -> None:
    assert isinstance(two_agencies.ask(question).answer, NotFound)


@pytest.mark.parametrize(
    "question",
    [
        "客語家庭認證率目標多少",  # a number of households is counted, no rate
        "客庄創業基地團隊營業額的預算多少",  # what others turn over is no budget
        "每戶客語家庭認證成本多少元",
        "伯公信仰調查人才培育計畫幾件",  # a period is no number
    ],
)
def test_what_is_like_a_name_and_asks_for_something_else_gets_no_figure(two_agencies: Assistant, question: str) -> None:
    answer = two_agencies.ask(question).answer
    assert answer.figures == (), answer.text
    assert "期程" not in answer.text.splitlines()[0]


def test_an_annual_plan_lists_its_items_where_its_projects_are_asked_for(two_agencies: Assistant) -> None:
    assert two_agencies.ask("榮民會有幾個重要計畫").answer.text.startswith("重要計畫項目共有 22 項")
