"""Misses: which answers are kept, of whom, under which setting, and how they are listed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.notebook import Notebook
from bot.settings import Privacy
from knowledge import store as store_module
from knowledge.answer import RULES
from knowledge.errors import UnreadableStore
from knowledge.misses import Miss, grouped, miss_of, offered, pseudonym
from knowledge.models import Ambiguous, Answered, Conversation, NotFound
from knowledge.phrases import ASK_HIGHEST, ASK_TARGET
from knowledge.store import Store
from tests.botapi import BotApi
from tests.conftest import Planbot
from tests.plans_at_hand import NOW, bundled_assistant
from tests.serving import TOKEN, serving

NOT_FOUND, AMBIGUOUS, FOUND = "小房子有幾間", "合作計畫目標是多少", "駐外館宿舍自有目標為何"
ON = "[privacy]\nstore_questions = true\n"


def miss(text: str = NOT_FOUND, at: str = NOW, asker: str | None = None, names: tuple[str, ...] = ()) -> Miss:
    return Miss(text, "not_found", "nothing found", names, at, asker)


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    with Store.open(database) as store:
        yield store


@pytest.fixture
def on(planbot: Planbot, tmp_path: Path) -> Planbot:
    """`planbot` with a configuration that keeps questions."""
    (tmp_path / "config.toml").write_text(ON)
    return planbot


def kept(database: Path) -> list[Miss]:
    with Store.open(database) as store:
        return store.misses()


# --- which answers are misses --------------------------------------------------------------------------------------


def test_what_is_not_found_or_ambiguous_is_a_miss_and_nothing_else() -> None:
    nothing, several = NotFound("查不到"), Ambiguous("哪一項？", (), (), ())
    assert miss_of("甲", nothing, "a rule", NOW) == Miss("甲", "not_found", "a rule", (), NOW)
    assert miss_of("甲", several, "a rule", NOW) == Miss("甲", "ambiguous", "a rule", (), NOW)
    assert miss_of("甲", Answered("18 件", ()), "a rule", NOW) is None
    assert miss_of("甲", Conversation("您好"), "a rule", NOW) is None


def test_the_rule_that_answered_is_known() -> None:
    named = {rule.name for rule in RULES}
    for question in (NOT_FOUND, AMBIGUOUS, FOUND, "你好"):
        assert bundled_assistant().ask(question).trace.rule in named


def test_the_names_offered_are_those_in_the_suggestions() -> None:
    asks = (
        ASK_TARGET.format(name="推動「新南向政策」"),
        "「出國訪問計畫」",
        ASK_HIGHEST.format(unit="件"),
        "衡量標準呢？",
    )
    assert offered(NotFound("查不到", (), asks)) == ("推動「新南向政策」", "出國訪問計畫")


# --- grouping ------------------------------------------------------------------------------------------------------


def test_misses_that_differ_by_punctuation_or_script_are_one_group() -> None:
    texts = ["小房子有幾間", "小房子有幾間？", "小房子 有幾間", "小房子有几间", "「小房子」有幾間"]
    (group,) = grouped([miss(text) for text in texts])
    assert (group.count, group.question) == (5, texts[-1])


def test_the_most_frequent_come_first_then_the_latest() -> None:
    days = [f"2026-11-{day}T00:00:00+00:00" for day in (20, 21, 22)]
    found = grouped([miss("甲", days[0]), miss("乙", days[1]), miss("丙", days[2]), miss("甲", days[2])])
    assert [(g.question, g.count, g.last) for g in found] == [
        ("甲", 2, days[2]),
        ("丙", 1, days[2]),
        ("乙", 1, days[1]),
    ]


def test_a_group_counts_people_and_names_first_what_was_offered_most() -> None:
    found = grouped([miss(asker="a", names=("x", "y")), miss(asker="b", names=("y",)), miss(asker="a"), miss()])
    assert (found[0].count, found[0].askers, found[0].offered) == (4, 2, ("y", "x"))


def test_a_text_of_signs_alone_has_a_key() -> None:
    assert miss("？？").key == "??"


# --- the store -----------------------------------------------------------------------------------------------------


def test_a_miss_reads_back_as_it_was_kept(store: Store) -> None:
    one = miss(names=("推動「新南向政策」", "甲"))
    store.keep_miss(one)
    assert store.misses() == [one]


def test_of_who_asked_only_a_salted_hash_is_kept(store: Store, database: Path) -> None:
    for asker in ("110201543", "110201543", "7", None):
        store.keep_miss(miss(), asker)
    same, again, other, nobody = (m.asker for m in store.misses())
    assert same and other and same == again != other
    assert nobody is None
    assert len(same) == 16
    assert same != pseudonym("", "110201543")
    assert b"110201543" not in database.read_bytes() + Path(f"{database}-wal").read_bytes()


def test_two_databases_have_two_salts(store: Store, tmp_path: Path) -> None:
    with Store.open(tmp_path / "other.db") as other:
        for one in (store, other):
            one.keep_miss(miss(), "7")
        assert store.misses()[0].asker != other.misses()[0].asker


def test_clearing_forgets_the_questions_and_the_salt(store: Store) -> None:
    store.keep_miss(miss(), "7")
    before = store.misses()[0].asker
    store.clear_misses()
    assert store.misses() == []
    store.keep_miss(miss(), "7")
    assert store.misses()[0].asker != before


def test_the_oldest_make_room(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "_MISSES_KEPT", 3)
    for n in range(5):
        store.keep_miss(miss(str(n)))
    assert [m.text for m in store.misses()] == ["2", "3", "4"]


def test_a_miss_that_cannot_be_kept_is_a_refusal_and_costs_nobody_the_answer(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    store._db.execute("PRAGMA query_only = ON")
    with pytest.raises(UnreadableStore, match="could not be kept"):
        store.keep_miss(miss())
    Notebook(store, Privacy(store_questions=True)).note(NOT_FOUND, bundled_assistant().ask(NOT_FOUND))
    assert "could not be kept" in caplog.text


# --- where they are kept -------------------------------------------------------------------------------------------


def test_asking_and_chatting_keep_misses_where_the_setting_is_on(on: Planbot, database: Path) -> None:
    for question in (NOT_FOUND, FOUND, "你好"):
        assert on("ask", question).exit_code == 0
    on("chat", input=f"{FOUND}\n{AMBIGUOUS}\n")
    found = [(m.text, m.status, m.asker) for m in kept(database)]
    assert found == [(NOT_FOUND, "not_found", None), (AMBIGUOUS, "ambiguous", None)]
    assert all(m.rule for m in kept(database))
    assert "我與友邦合作計畫執行項數" in kept(database)[1].offered


def test_nothing_is_kept_by_default(planbot: Planbot, database: Path) -> None:
    planbot("ask", NOT_FOUND)
    planbot("chat", input=f"{AMBIGUOUS}\n")
    assert kept(database) == []


def test_a_batch_keeps_nothing(on: Planbot, database: Path) -> None:
    result = on("ask", "--batch", "-", input=json.dumps({"q": NOT_FOUND}))
    assert json.loads(result.stdout)["status"] == "not_found"
    assert kept(database) == []


def test_what_is_no_character_is_kept_all_the_same(on: Planbot, database: Path) -> None:
    assert on("ask", f"{NOT_FOUND}\udcff").exit_code == 0
    assert [m.text for m in kept(database)] == [f"{NOT_FOUND}?"]


async def test_the_telegram_bot_keeps_misses_without_the_user_id(database: Path) -> None:
    async with BotApi(TOKEN) as api, serving(database, api, ON) as bot:
        for question in (NOT_FOUND, FOUND):
            await api.say(question)
            await api.heard()
        await bot.stopped()
    (one,) = kept(database)
    assert (one.text, one.status) == (NOT_FOUND, "not_found")
    assert one.asker and len(one.asker) == 16


# --- planbot misses ------------------------------------------------------------------------------------------------


def test_misses_are_listed_by_group_with_the_nearest_names(on: Planbot) -> None:
    for question in (AMBIGUOUS, NOT_FOUND, f"{NOT_FOUND}？"):
        on("ask", question)
    first, second, nearest = on("misses").stdout.splitlines()
    assert first.startswith("2 × ")
    assert first.endswith(f" not_found: {NOT_FOUND}？")
    assert second.endswith(f" ambiguous: {AMBIGUOUS}")
    assert nearest.startswith("    nearest: 我與友邦合作計畫執行項數、")


def test_json_is_a_list_of_groups(on: Planbot) -> None:
    on("ask", AMBIGUOUS)
    (group,) = json.loads(on("misses", "--json").stdout)
    assert list(group) == ["key", "question", "count", "askers", "status", "rule", "offered", "last"]
    assert (group["question"], group["count"], group["status"]) == (AMBIGUOUS, 1, "ambiguous")


def test_clearing_lists_once_more_and_forgets(on: Planbot) -> None:
    on("ask", NOT_FOUND)
    result = on("misses", "--clear")
    assert NOT_FOUND in result.stdout
    assert "1 questions are forgotten" in result.stderr
    assert NOT_FOUND not in on("misses").stdout


def test_an_empty_list_says_whether_the_setting_is_off(planbot: Planbot, tmp_path: Path) -> None:
    assert "store_questions = true" in planbot("misses").stdout
    result = planbot("misses", "--json")
    assert json.loads(result.stdout) == []
    assert "store_questions" in result.stderr
    (tmp_path / "config.toml").write_text(ON)
    assert "store_questions" not in planbot("misses").stdout


def test_what_a_terminal_would_obey_is_not_printed(on: Planbot) -> None:
    on("ask", f"{NOT_FOUND}\n\x1b[31m\u202e")
    (line,) = on("misses").stdout.splitlines()
    assert NOT_FOUND in line
    assert line.isprintable()
