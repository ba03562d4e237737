"""One fact: its target, its content, a code; where several facts share the words, none is taken silently."""

from __future__ import annotations

import pytest

from knowledge.models import Ambiguous, Answered, NotFound
from tests.plans_at_hand import Row, asked_of, assistant_for, write_plan


@pytest.mark.parametrize(
    ("plan", "question", "figure"),
    [
        (0, "簽證簡化措施KPI多少", "20 項"),
        (0, "宿舍KPI", "18 件"),
        (1, "漁村民宿輔導帶動民間投資金額 KPI多少", "48.0 億元"),
        (6, "視障觀眾滿意度門檻", "≧82%"),
        (0, "資本門執行率門檻", "90%"),
        # A rate of the name, set apart by 的, is no result.
        (6, "無形資產保存者授證的達成率", "75%"),
        (6, "109年授證的達成率", "75%"),
    ],
)
def test_a_value_of_an_indicator_is_no_count_of_indicators(plan: int, question: str, figure: str) -> None:
    answer = asked_of(plan).ask(question).answer
    assert [f.text for f in answer.figures] == [figure]


@pytest.mark.parametrize(
    ("plan", "question", "count"),
    [
        (9, "山屋整建目標值", 3),
        (9, "山屋整建", 3),
        (1, "珊瑚礁體檢怎麼算", 2),
        (1, "潮間帶生物普查", 2),
        (1, "漁港設施更新", 3),
        (6, "無形資產保存者授證", 3),
    ],
)
def test_of_several_indicators_that_share_the_words_none_is_taken_silently(
    plan: int, question: str, count: int
) -> None:
    answer = asked_of(plan).ask(question).answer
    assert isinstance(answer, Ambiguous), answer.text
    assert len(answer.suggestions) == count


@pytest.mark.parametrize(
    ("plan", "question", "lines"),
    [(9, "體制4是什麼意思", ["評估體制代號 4：由既有單位會同第三者評估。"]),
     (0, "參與國際組織活動第七點有哪些", ["七、輔導國內NGO與國際接軌：", "（一）", "（二）"])],
)  # fmt: skip
def test_a_code_is_explained_and_an_entry_given_with_those_below_it(plan: int, question: str, lines: list[str]) -> None:
    answer = asked_of(plan).ask(question).answer
    assert isinstance(answer, Answered), answer.text
    found = answer.text.splitlines()
    assert len(found) == len(lines)
    assert all(line.startswith(begun) for line, begun in zip(found, lines, strict=True))


def test_the_entries_of_an_item_are_counted_where_points_are_asked_for() -> None:
    answer = asked_of(0).ask("參與國際組織活動有幾點").answer
    assert [f.text for f in answer.figures] == ["7 點"]


def test_growth_alone_is_not_ranked_by_an_indicator_whose_measure_speaks_of_growth() -> None:
    assert isinstance(asked_of(5).ask("成長最多的指標").answer, NotFound)


@pytest.mark.parametrize(
    ("plan", "question", "first"),
    [
        (6, "滿意度", "109 年度目標值：≧82%"),  # the only name that holds the word
        (9, "有效樣本不得少於多少", "「林農對獵人自主管理協議之滿意度」的衡量標準："),  # 1,068 份, not the target
        (9, "林農滿意度在哪個目標下", "「林農對獵人自主管理協議之滿意度」屬於關鍵策略目標："),
    ],
)
def test_the_first_line_answers_what_is_asked(plan: int, question: str, first: str) -> None:
    assert asked_of(plan).ask(question).answer.text.splitlines()[0] == first


@pytest.mark.parametrize(
    ("plan", "question", "first"),
    [
        (1, "離岸沙洲監測航次每年成長多少", "計畫只列出「離岸沙洲監測航次」一個年度的目標值，算不出各年的變化或合計："),
        (0, "四年雙邊協議總共幾件", "計畫只列出「推動與他國簽訂雙邊協議（含經貿合作相關協議）」一個年度的目標值，算不出各年的變化或合計："),
        (1, "離岸沙洲監測航次 實際 350嗎", "查不到這項的實際達成值；計畫列的主要是目標值。"),
        (5, "回收率目標", "已公布的計畫中查不到「回收率目標」。"),
        (5, "學校營養師有幾位", "已公布的計畫中查不到「學校營養師有幾位」。"),
    ],
)  # fmt: skip
def test_what_the_plan_does_not_say_gets_no_target(plan: int, question: str, first: str) -> None:
    answer = asked_of(plan).ask(question).answer
    assert isinstance(answer, NotFound), answer.text
    assert answer.text.splitlines()[0] == first


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("照服員留任率112年", "照顧服務員留任率"),
        ("日照中心布建數", "日間照顧中心布建數"),
        ("職災死亡千人率112", "職業災害死亡千人率"),
    ],
)
def test_a_name_is_known_as_people_shorten_it_by_its_characters_in_their_order(question: str, name: str) -> None:
    names = ("照顧服務員留任率", "日間照顧中心布建數", "職業災害死亡千人率", "長照服務涵蓋率", "職災勞工重返職場率")
    assistant = assistant_for(write_plan([Row("長照", n, f"當年度{n}", ["84%"]) for n in names]))
    assert [f.label for f in assistant.ask(question).answer.figures] == [name]
