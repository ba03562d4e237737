"""An admin's own words: one more alias in a file that is otherwise left alone, tried before it is added."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.aliases import AliasRefused, aliases, save, with_alias
from knowledge.errors import ConfigError
from knowledge.lexicon import load_lexicon, read_lexicon
from knowledge.models import Answered, NotFound
from knowledge.trial import Change, questions_by_name, try_words
from tests.conftest import Planbot, one_line
from tests.plans_at_hand import ANNUAL, MIDTERM, STEADY, TODAY, bundled_plan, bundled_store

PAIR = ("小房子", "宿舍")
MISSED = "小房子有幾間"
# 目標值 is what a question asks for: hidden as a name, it asks for nothing any more.
HARMFUL = ("目標值", "宿舍")
FILES = [
    "",
    "# ours\n",
    "same = []\n",
    "same = [\n]",
    'same = [["盟邦","友邦"]] # in one line\n',
    "same = [\n  # nothing yet\n]\n",
    'same = [\n  ["盟邦", "友邦"], # one\n  ["a", "b"] # no comma\n]\n\nfiller = ["x"]\n\n# theirs\n[english]\n"bloc" = "友邦"\n',
    '# top\n\n# theirs\n[english]\n"bloc" = "友邦"',
    'same = [\r\n  ["盟邦", "友邦"],\r\n]\r\n',
    'filler = [\n  "x",\n]\n',
]


@pytest.fixture
def words(planbot: Planbot, tmp_path: Path) -> Path:
    """The path of the admin's file, named by a configuration that keeps questions; nothing stands there yet."""
    (tmp_path / "config.toml").write_text(
        '[knowledge]\nlexicon = "words.toml"\n[privacy]\nstore_questions = true\n', encoding="utf-8"
    )
    return tmp_path / "words.toml"


# --- the file ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", FILES)
def test_an_alias_is_added_and_all_else_stays(text: str) -> None:
    changed = with_alias(text, "words.toml", *PAIR)
    before = tomllib.loads(text)
    assert tomllib.loads(changed) == {**before, "same": [*before.get("same", []), list(PAIR)]}
    assert [line for line in text.splitlines() if "#" in line and line.split("#")[1] not in changed] == []
    assert changed.count("\r\n") == text.count("\r\n") + (1 if "\r" in text else 0)


def test_aliases_can_be_added_one_after_another() -> None:
    text = with_alias(with_alias("", "w", *PAIR), "w", '引"號\\', "宿舍")
    assert aliases(text, "w") == [PAIR, ('引"號\\', "宿舍")]


def test_a_new_file_says_what_it_is() -> None:
    assert with_alias("", "w", *PAIR).startswith("# Our own words")


@pytest.mark.parametrize("text", ["[english]\n", '# top\n[english]\n"a" = "乙"\n'])
def test_no_table_swallows_the_words(text: str) -> None:
    assert list(tomllib.loads(with_alias(text, "w", *PAIR))) == ["same", "english"]


@given(st.text(min_size=1), st.sampled_from(FILES))
@STEADY
def test_any_word_is_added_as_it_is_or_refused(word: str, text: str) -> None:
    try:
        changed = with_alias(text, "w", word, "宿舍")
    except (AliasRefused, ConfigError) as refused:
        assert "\n" not in str(refused)
    else:
        assert aliases(changed, "w")[-1] == (word.strip(), "宿舍")


@pytest.mark.parametrize("pair", [("", "宿舍"), ("小房子", "　"), ("？", "宿舍")])
def test_empty_words_are_refused(pair: tuple[str, str]) -> None:
    with pytest.raises(AliasRefused, match="none of them empty"):
        with_alias("", "w", *pair)


def test_a_word_of_several_lines_is_refused() -> None:
    with pytest.raises(AliasRefused, match="one line each"):
        with_alias("", "w", "小\n房子", "宿舍")


@pytest.mark.parametrize("pair", [("宿舍", "宿舍"), ("購買", "購置"), ("购买", "購置"), ("宿 舍", "宿舍")])
def test_words_that_are_the_same_already_are_refused(pair: tuple[str, str]) -> None:
    with pytest.raises(AliasRefused, match="the same already"):
        with_alias("", "w", *pair)


def test_an_alias_that_is_there_already_is_refused() -> None:
    with pytest.raises(AliasRefused, match="the same already"):
        with_alias(with_alias("", "w", *PAIR), "w", *PAIR)


@pytest.mark.parametrize("pair", [("歲入", "歲出"), ("友邦", "非邦交國")])
def test_words_that_exclude_each_other_are_refused(pair: tuple[str, str]) -> None:
    with pytest.raises(ConfigError, match="exclude each other"):
        with_alias("", "w", *pair)


def test_a_file_with_mistakes_is_left_alone() -> None:
    with pytest.raises(ConfigError, match="no key sam"):
        with_alias("sam = 1", "w", *PAIR)


def test_saving_keeps_the_rights_and_leaves_nothing_beside(tmp_path: Path) -> None:
    path, link = tmp_path / "words.toml", tmp_path / "link.toml"
    path.write_text("")
    path.chmod(0o640)
    link.symlink_to(path)
    save(link, "# 新")
    assert path.read_text(encoding="utf-8") == "# 新"
    assert path.stat().st_mode & 0o777 == 0o640
    assert link.is_symlink()
    assert len(list(tmp_path.iterdir())) == 2


def test_a_file_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AliasRefused, match="cannot be written"):
        save(tmp_path / "nowhere" / "words.toml", "")


# --- the trial -----------------------------------------------------------------------------------------------------


def test_every_fact_is_asked_by_its_own_name() -> None:
    plan, annual = bundled_plan(MIDTERM), bundled_plan(ANNUAL)
    asked = "\n".join(questions_by_name([plan, annual]))
    for name in (*plan.kpis, *plan.projects, *annual.annual_items):
        assert f"「{name.name.text}」" in asked
    for kpi in plan.kpis:
        assert kpi.goal and f"「{kpi.goal.text}」有哪些關鍵績效指標" in asked


def test_the_same_words_change_nothing() -> None:
    trial = try_words(bundled_store(), TODAY, load_lexicon(), load_lexicon())
    assert trial.changes == ()
    assert trial.asked > 40


def test_a_word_that_is_asked_for_changes_what_is_asked_by_name() -> None:
    harmful = read_lexicon(with_alias("", "w", *HARMFUL), "w")
    losses = try_words(bundled_store(), TODAY, load_lexicon(), harmful).losses
    assert {change.before.text.splitlines()[0] for change in losses} >= {"109 年度目標值：105 人次"}


def test_a_change_shows_the_first_lines_that_differ() -> None:
    change = Change("？", Answered("同\n甲", ()), Answered("同\n乙", ()), by_name=True)
    assert change.lines == ("甲", "乙")
    assert Change("？", Answered("同", ()), Answered("同\n乙", ()), by_name=True).lines == ("", "乙")


def test_only_what_was_answered_by_name_can_be_lost() -> None:
    right, nothing = Answered("18 件", ()), NotFound("查不到")
    assert Change("？", right, nothing, by_name=True).is_loss
    assert Change("？", right, Answered("19 件", ()), by_name=True).is_loss
    assert not Change("？", nothing, right, by_name=True).is_loss
    assert not Change("？", right, nothing, by_name=False).is_loss


# --- planbot alias -------------------------------------------------------------------------------------------------


def test_a_dry_run_shows_the_stored_misses_that_change_and_writes_nothing(planbot: Planbot, words: Path) -> None:
    words.touch()
    planbot("ask", MISSED)
    words.unlink()
    result = planbot("alias", "add", *PAIR, "--dry-run")
    assert result.exit_code == 0, result.stderr
    change, summary = result.stdout.splitlines()
    assert change == f"- {MISSED}: 已公布的計畫中查不到「小房子有幾間」。 → 109 年度目標值：18 件"
    assert summary.startswith("1 of ")
    assert "nothing was written" in summary
    assert not words.exists()


def test_an_alias_that_is_added_answers_from_then_on(planbot: Planbot, words: Path) -> None:
    result = planbot("alias", "add", *PAIR)
    assert result.exit_code == 0, result.stderr
    assert "words.toml" in result.stdout
    assert "18 件" in planbot("ask", MISSED).stdout.splitlines()[0]
    assert "18 件" in planbot("chat", input=MISSED).stdout.splitlines()[1]
    assert "18 件" in planbot("ask", "--batch", "-", input=f'{{"q": "{MISSED}"}}').stdout
    assert planbot("alias", "list").stdout == "小房子 = 宿舍\n"


def test_a_dry_run_warns_where_a_name_no_longer_answers(planbot: Planbot, words: Path) -> None:
    result = planbot("alias", "add", *HARMFUL, "--dry-run")
    assert result.exit_code == 0
    changes = [line for line in result.stdout.splitlines() if line.startswith("- ")]
    assert any(": 109 年度目標值：105 人次 → " in change for change in changes)
    assert result.stdout.count("  warning: ") == len(changes)
    assert not words.exists()


def test_an_alias_that_costs_a_fact_its_name_is_refused_unless_forced(planbot: Planbot, words: Path) -> None:
    refused = planbot("alias", "add", *HARMFUL)
    assert refused.exit_code == 1
    assert refused.stdout == ""
    assert "--force" in one_line(refused.stderr)
    assert not words.exists()
    assert planbot("alias", "add", *HARMFUL, "--force").exit_code == 0
    assert aliases(words.read_text(encoding="utf-8"), "w") == [HARMFUL]


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ((" ", "宿舍"), "none of them empty"),
        (("購買", "購置"), "same already"),
        (("歲入", "歲出"), "exclude each other"),
    ],
)
@pytest.mark.parametrize("more", [[], ["--dry-run"], ["--force"]])
def test_what_is_no_alias_is_refused_in_one_line(
    planbot: Planbot, words: Path, pair: tuple[str, str], said: str, more: list[str]
) -> None:
    result = planbot("alias", "add", *pair, *more)
    assert result.exit_code == 1
    assert said in one_line(result.stderr)
    assert not words.exists()


@pytest.mark.parametrize("arguments", [("add", *PAIR), ("list",)])
def test_without_a_file_in_the_settings_it_is_refused(planbot: Planbot, arguments: tuple[str, ...]) -> None:
    result = planbot("alias", *arguments)
    assert result.exit_code == 1
    assert "[knowledge]" in one_line(result.stderr)


def test_an_empty_list_says_so(planbot: Planbot, words: Path) -> None:
    assert "planbot alias add" in planbot("alias", "list").stdout


def test_a_missing_word_is_wrong_usage(planbot: Planbot, words: Path) -> None:
    assert planbot("alias", "add", "小房子").exit_code == 2


@pytest.mark.parametrize("verb", [("ask", MISSED), ("chat",), ("alias", "list"), ("alias", "add", *PAIR)])
def test_mistakes_in_the_words_are_named_by_every_verb_that_reads_them(
    planbot: Planbot, words: Path, verb: tuple[str, ...]
) -> None:
    words.write_text('sam = 1\nfiller = [""]\n', encoding="utf-8")
    result = planbot(*verb)
    assert result.exit_code == 1
    for named in ("words.toml", "no key sam", "filler, entry 1"):
        assert named in one_line(result.stderr)
