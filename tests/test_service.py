"""The assistant: one door, the same answer each time, and no figure without its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.pipeline import read_bytes
from indexer.publishing import publish
from knowledge.answer import answer
from knowledge.conversation import Context
from knowledge.gate import check
from knowledge.inquiry import Inquiry
from knowledge.models import Ambiguous, Answered, Conversation, NotFound
from knowledge.numbers import stands_whole
from knowledge.rules.outcome import Outcome
from knowledge.service import Assistant, Turn
from knowledge.store import Publication, Store
from tests.plans_at_hand import (
    MIDTERM,
    NOW,
    STEADY,
    TODAY,
    Row,
    assistant_for,
    bundled_assistant,
    bundled_catalogue,
    bundled_linker,
    bundled_plan,
    bundled_reader,
    bundled_store,
    slug_of,
    source,
    write_plan,
)  # fmt: skip


def talk(*questions: str) -> list[Turn]:
    """Ask questions in one conversation."""
    turns: list[Turn] = []
    for question in questions:
        turns.append(bundled_assistant().ask(question, turns[-1].context if turns else None))
    return turns


def stated(turn: Turn) -> list[str]:
    return [f.text for f in turn.answer.figures if f.role == "answer"]


# --- conversations -------------------------------------------------------------------------------------------------


def test_questions_follow_on_the_indicator_that_was_spoken_of() -> None:
    target, measure, goal, projects = talk(
        "駐外館宿舍自有總數量的目標值是多少？", "那衡量標準呢", "它屬於哪個目標", "有哪些重要計畫支援它"
    )
    assert stated(target) == ["18 件"]
    assert measure.answer.text == "「提高駐外館宿舍自有率及節省鉅額租金支出」的衡量標準：\n駐外館宿舍自有總數量"
    assert "妥適配置預算資源，提升預算執行效率" in goal.answer.text
    assert "其他駐外館設購置計畫" in projects.answer.text


def test_a_choice_is_made_by_naming_what_tells_it_apart_and_is_remembered() -> None:
    choice, picked, measure = talk("合作計畫目標是多少", "友邦的那個", "怎麼計算？")
    assert isinstance(choice.answer, Ambiguous)
    assert stated(picked) == ["613 項"]
    assert "22 個邦交國" in measure.answer.text


def test_a_choice_is_made_by_its_place() -> None:
    choice, first, second = talk("合作計畫目標是多少", "第一個", "第二個")
    assert [stated(first), stated(second)] == [[f.text] for f in choice.answer.figures]


def test_a_list_is_gone_through_by_place() -> None:
    listed, second, first = talk("第三個關鍵策略目標有哪些KPI？", "第二個的目標值是多少", "那第一個呢")
    assert "1. 積極爭取參與我尚未參加之功能性政府間國際組織\n2. 鞏固並強化" in listed.answer.text
    assert (stated(second), stated(first)) == (["701 次"], ["167 次"])


def test_a_place_beyond_the_list_is_no_figure() -> None:
    assert talk("第三個關鍵策略目標有哪些KPI？", "第九個的目標值是多少")[1].answer.figures == ()


def test_another_year_of_what_was_spoken_of_borrows_no_target() -> None:
    answered, later, earlier = talk("提升文件證明服務品質的109年度目標值？", "110年度的呢？", "那108年度的呢？")
    assert stated(answered) == ["25%"]
    for turn, year in ((later, "110"), (earlier, "108")):
        assert isinstance(turn.answer, NotFound)
        assert year in turn.answer.text
        assert "109 年度" in turn.answer.text


def test_the_period_of_a_project_is_asked_after_its_indicators() -> None:
    _, period = talk("「出國訪問計畫」與哪些KPI關聯？", "期程呢？")
    assert period.answer.text == "「出國訪問計畫」的計畫期程：106-109"


def test_a_new_name_leaves_the_old_subject() -> None:
    _, other = talk("駐外館宿舍自有總數量的目標值是多少？", "提升文件證明服務品質的目標值")
    assert stated(other) == ["25%"]


def test_a_follow_up_without_a_conversation_asks_which() -> None:
    answer = bundled_assistant().ask("那衡量標準呢").answer
    assert isinstance(answer, Conversation)
    assert "哪一項" in answer.text


def test_two_conversations_do_not_mix() -> None:
    assistant = bundled_assistant()
    one = assistant.ask("駐外館宿舍自有總數量的目標值是多少？").context
    other = assistant.ask("提升文件證明服務品質的目標值").context
    assert stated(assistant.ask("目標值呢", one)) == ["18 件"]
    assert stated(assistant.ask("目標值呢", other)) == ["25%"]


def test_a_conversation_can_be_reset() -> None:
    _, reset, after = talk("駐外館宿舍自有總數量的目標值是多少？", "換個問題", "衡量標準呢")
    assert reset.context == Context()
    assert isinstance(after.answer, Conversation)


# --- determinism ---------------------------------------------------------------------------------------------------

QUESTIONS = [
    "駐外館宿舍自有目標為何", "合作計畫目標是多少", "中程施政計畫總共有幾個KPI？", "有關打擊跨境犯罪，外交部的策略為何？", "兩份計畫對「新南向政策」各有何說明？",
    "110年度提升文件證明服務品質的目標值", "兩個政要互訪人次指標的目標值合計為多少人次？", "你好", "國際合作",
]  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_same_question_has_the_same_answer(question: str) -> None:
    first = bundled_assistant().ask(question)
    again = bundled_assistant().ask(question)
    assert first == again
    assert Assistant(bundled_store(), TODAY).ask(question) == first


def test_the_order_of_questions_changes_no_answer() -> None:
    forwards = {q: bundled_assistant().ask(q).answer for q in QUESTIONS}
    backwards = {q: bundled_assistant().ask(q).answer for q in reversed(QUESTIONS)}
    assert forwards == backwards


def test_the_order_of_publishing_changes_no_answer(tmp_path: Path) -> None:
    plans = [(r.id, bundled_store().plan(r.id)) for r in bundled_store().published()]
    stores = []
    for name, order in (("a", plans), ("b", plans[::-1])):
        with Store.open(tmp_path / name) as store:
            for slug, plan in order:
                store.publish([Publication(plan, slug)], NOW)
            assistant = Assistant(store, TODAY)
            stores.append([assistant.ask(q).answer for q in QUESTIONS])
    assert stores[0] == stores[1]


def test_today_decides_what_next_year_is() -> None:
    store = bundled_store()
    assert stated(Assistant(store, date(2019, 6, 1)).ask("明年駐外館宿舍自有總數量的目標值")) == ["18 件"]
    assert stated(Assistant(store, date(2020, 6, 1)).ask("今年駐外館宿舍自有總數量的目標值")) == ["18 件"]
    later = Assistant(store, date(2020, 6, 1)).ask("明年駐外館宿舍自有總數量的目標值").answer
    assert isinstance(later, NotFound)
    assert "有列的是 109 年度" in later.text


# --- what is published ---------------------------------------------------------------------------------------------


def test_an_assistant_answers_from_a_new_release_as_soon_as_it_is_published() -> None:
    old = write_plan([Row("糧食安全", "推廣有機農業", "輔導件數", ["30 件"])])
    new = write_plan([Row("糧食安全", "推廣有機農業", "輔導件數", ["45 件"])])
    with Store.open(":memory:") as store:
        store.publish([Publication(old, slug_of(old))], NOW)
        assistant = Assistant(store, TODAY)
        before = assistant.ask("推廣有機農業的目標")
        store.publish([Publication(new, slug_of(new))], NOW)
        after = assistant.ask("推廣有機農業的目標")
    assert (stated(before), stated(after)) == (["30 件"], ["45 件"])
    assert [t.answer.citations[0].release for t in (before, after)] == [slug_of(old), slug_of(old) + ".2"]


def test_an_assistant_over_an_empty_store_finds_nothing_and_does_not_fail() -> None:
    with Store.open(":memory:") as store:
        assistant = Assistant(store, TODAY)
        assert isinstance(assistant.ask("駐外館宿舍自有目標為何").answer, NotFound)
        assert isinstance(assistant.ask("你好").answer, Conversation)


def test_every_answer_names_the_release_it_is_from() -> None:
    for question in QUESTIONS:
        for citation in bundled_assistant().ask(question).answer.citations:
            assert citation.document == bundled_store().release(citation.release).title


def test_the_way_to_an_answer_can_be_shown() -> None:
    lines = bundled_assistant().ask("109年駐外管宿舍自有目標為何").trace.lines()
    assert any(line.startswith("years: (109,)") for line in lines)
    assert any(line.startswith("mended: ") for line in lines)
    assert any(line.startswith("answered by: ") for line in lines)


# --- whatever is asked ---------------------------------------------------------------------------------------------

CUES = [
    "目標值", "多少", "衡量標準", "屬於哪個目標", "109年度", "110年", "108年度", "有哪些", "計畫", "KPI", "最高", "合計", "幾個", "幾件", "人次", "%", "嗎",
    "是不是", "18", "25%", "期程", "類別", "實施內容", "第二個", "它", "中程計畫", "年度計畫", "怎麼說", "比較多", "超過", "？", " ", "「", "」", "的", "跟",
    "1,090", "評估方式", "列出", "哪一項", "單位", "\n", "<b>", '"', "*", "今年", "友邦", "無邦交國", "合作計畫", "政要互訪", "國際組織", "宿舍", "預算",
]  # fmt: skip
NAMES = [kpi.name.text for kpi in bundled_plan().kpis]
ANYTHING = (
    st.text(max_size=12)
    | st.lists(st.sampled_from(CUES), max_size=4).map("".join)
    | st.sampled_from(NAMES).flatmap(lambda name: st.sampled_from(CUES).map(lambda cue: f"{name}{cue}"))
)


def assert_sound(turn: Turn, question: str) -> None:
    answer = turn.answer
    assert list(check(answer, question, source)) == []
    assert not isinstance(answer, Answered) or answer.citations
    for figure in answer.figures:
        if figure.computed_from:
            assert figure.citation is None
        else:
            assert figure.citation is not None
            quote = answer.citations[figure.citation].quote
            text = source(answer.citations[figure.citation].release)
            assert stands_whole(figure.text, quote.text)
            assert all(0 <= s.start < s.end <= len(text) for s in quote.spans)


@given(ANYTHING)
@settings(STEADY, max_examples=1000)
def test_any_text_is_answered_without_an_exception_and_no_figure_is_without_its_place(question: str) -> None:
    assert_sound(bundled_assistant().ask(question), question)


@given(st.lists(st.sampled_from(CUES + NAMES), min_size=2, max_size=4))
@settings(STEADY, max_examples=100)
def test_any_conversation_is_answered_soundly(questions: list[str]) -> None:
    for turn, question in zip(talk(*questions), questions, strict=True):
        assert_sound(turn, question)


@pytest.mark.parametrize(
    "question",
    ["\x00", "\ud800".encode("utf-16", "surrogatepass").decode("utf-16", "replace"), "\u202e81 件", "１" * 200, "(" * 500, "目標" * 400, "%%%", "9" * 999, "年" * 1000],
)  # fmt: skip
def test_hostile_texts_are_answered_soundly(question: str) -> None:
    assert_sound(bundled_assistant().ask(question), question)


def test_a_plan_without_any_facts_answers_without_failing() -> None:
    assistant = assistant_for(write_plan([]))
    for question in QUESTIONS:
        assert assistant.ask(question).answer.figures == ()


def test_the_bundled_targets_are_the_only_figures_ever_given_for_their_indicators() -> None:
    for kpi in bundled_plan().kpis:
        for question in (f"{kpi.name.text}目標值", f"{kpi.name.text}", f"109年{kpi.name.text}目標多少"):
            turn = bundled_assistant().ask(question)
            assert stated(turn) == [kpi.targets[0].text.text], question
            assert turn.answer.citations[0].release == MIDTERM


def test_a_turn_names_the_fact_that_its_own_answer_is_about() -> None:
    found, not_found, follow_up, listed = talk(
        "駐外館宿舍自有目標為何", "教育部的目標", "那衡量標準呢", "有哪些計畫跟新南向有關"
    )
    assert found.about == found.context.focus
    assert found.about is not None
    # What was not found is about nothing, but a follow-up goes back to what was spoken of before.
    assert isinstance(not_found.answer, NotFound)
    assert not_found.about is None
    assert not_found.context.focus == follow_up.about == found.about
    assert listed.about == listed.context.focus


def test_every_card_of_a_bundled_fact_shows_something_that_its_plan_says() -> None:
    assistant = bundled_assistant()
    for entry in assistant.catalogue().entries:
        turn = assistant.card(entry)
        assert isinstance(turn.answer, Answered), entry.name
        assert turn.about is not None


def test_an_assistant_of_one_release_knows_it_though_it_is_served_no_more() -> None:
    with Store.open(":memory:") as store:
        for target in ("12 個", "15 個"):
            plan = write_plan([Row("推動農村再生", "農村再生社區數", "完成社區數", [target])])
            store.publish([Publication(plan, "moa")], NOW)
        old = store.release("moa")
        assert old.status == "superseded"
        assert stated(Assistant(store, TODAY, only=old).ask("農村再生社區數目標值")) == ["12 個"]
        assert stated(Assistant(store, TODAY).ask("農村再生社區數目標值")) == ["15 個"]


def test_an_answer_is_of_one_moment_though_another_process_publishes_in_its_middle(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "駐外館宿舍自有目標為何"
    texts = [bundled_plan(MIDTERM).text.replace("18 件", target) for target in ("19 件", "20 件")]
    changed = [read_bytes("changed.txt", text.encode()) for text in texts]

    def while_published(inquiry: Inquiry) -> tuple[Outcome, Context]:
        found = answer(inquiry)
        with Store.open(database) as other:
            for plan in changed:
                publish([plan], other)
        return found

    with Store.open(database) as store:
        assistant = Assistant(store, TODAY)
        monkeypatch.setattr("knowledge.over_releases.answer", while_published)
        assert [figure.text for figure in assistant.ask(question).answer.figures] == ["18 件"]
        monkeypatch.undo()
        assert [figure.text for figure in assistant.ask(question).answer.figures] == ["20 件"]


def test_what_is_worked_out_in_one_of_several_answers_points_at_its_own_figures() -> None:
    question = "友邦和無邦交國的合作計畫目標加起來是多少？政要互訪的友邦和無邦交國目標加起來是多少？"
    answer = bundled_assistant().ask(question).answer
    sums = {f.text: f.computed_from for f in answer.figures if f.computed_from}
    operands = {text: [answer.figures[int(n)].text for n in of or ()] for text, of in sums.items()}
    assert operands == {"634 項": ["613 項", "21 項"], "699 人次": ["105 人次", "594 人次"]}
    assert list(check(answer, question, source)) == []


def test_several_questions_in_one_message_are_answered_of_one_moment(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = read_bytes("changed.txt", bundled_plan(MIDTERM).text.replace("18 件", "19 件").encode())

    def while_published(inquiry: Inquiry) -> tuple[Outcome, Context]:
        found = answer(inquiry)
        with Store.open(database) as other:
            publish([changed], other)
        return found

    with Store.open(database) as store:
        monkeypatch.setattr("knowledge.over_releases.answer", while_published)
        turn = Assistant(store, TODAY).ask("駐外館宿舍自有目標為何？駐外館宿舍自有的目標值多少？")
        assert [figure.text for figure in turn.answer.figures] == ["18 件", "18 件"]


def test_a_message_that_is_too_long_is_not_answered_though_it_could_be_divided() -> None:
    half = "駐外館宿舍自有目標為何" + "喔" * 600 + "？"
    assert isinstance(bundled_assistant().ask(half * 2).answer, Conversation)


def test_the_year_before_that_no_target_has_is_said_without_a_number_that_nobody_typed() -> None:
    turn = talk("109年度駐外館宿舍自有總數量的目標值", "前一年呢")[1]
    assert isinstance(turn.answer, NotFound)
    assert "該年度的目標值；有列的是 109 年度" in turn.answer.text


def test_candidates_do_not_hang_on_which_rule_asked_for_them_first() -> None:
    """The same topic is linked with and without the words of grammar around it."""
    question = bundled_reader().read("推動我與無邦交國家的政要互訪是多少人次", TODAY)
    assert question.topic != question.whole
    inquiries = [
        Inquiry(bundled_catalogue(), bundled_linker(), None, question, Context())  # type: ignore[arg-type]
        for _ in range(2)
    ]
    inquiries[0].candidates("kpi", topic=question.topic)
    assert inquiries[0].candidates("kpi") == inquiries[1].candidates("kpi")


def test_a_measure_that_ends_in_a_number_does_not_run_into_the_target_beside_it() -> None:
    row = Row("長照服務", "住宿式機構床位數", "床位總數÷失能人數×10,000", ["1,120 床"])
    answer = assistant_for(write_plan([row])).ask("住宿式機構床位數112年").answer
    assert [f.text for f in answer.figures] == ["1,120 床"]
    assert "×10,000" in answer.citations[0].quote.text
