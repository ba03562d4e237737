"""bot.cli and its verbs: what is printed where, and with which exit status."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bot.commands import read
from knowledge.store import Store
from tests.conftest import TODAY, Planbot, one_line

ROOT = Path(__file__).parent.parent
PLANS = ROOT / "knowledge" / "plans"
QUESTION = "駐外館宿舍自有目標為何"
RELEASES = ["mofa-annual-108", "mofa-midterm-106-109"]


def process(*arguments: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    """`planbot` as a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **more}
    return subprocess.run([sys.executable, "-m", "bot.cli", *arguments], env=environment, capture_output=True)


class TestAsk:
    def test_answers_with_the_figure_first_then_quote_and_place(self, planbot: Planbot) -> None:
        result = planbot("ask", QUESTION)
        assert result.exit_code == 0
        assert "18 件" in result.stdout.splitlines()[0]
        assert "│ " in result.stdout
        assert "外交部中程施政計畫" in result.stdout
        assert "\x1b" not in result.stdout

    def test_json_is_an_answer_object(self, planbot: Planbot) -> None:
        result = planbot("ask", QUESTION, "--json", "--today", TODAY)
        answer = json.loads(result.stdout)
        assert list(answer)[:4] == ["id", "question", "status", "text"]
        assert answer["id"] is None
        assert answer["question"] == QUESTION
        assert answer["status"] == "answered"
        assert [figure["text"] for figure in answer["figures"]] == ["18 件"]
        assert "\\u" not in result.stdout

    def test_explain_shows_the_trace_after_the_answer(self, planbot: Planbot) -> None:
        alone = planbot("ask", QUESTION).stdout
        result = planbot("ask", QUESTION, "--explain")
        assert result.stdout.startswith(alone)
        assert len(result.stdout) > len(alone) + 10

    def test_beside_json_the_trace_goes_to_standard_error(self, planbot: Planbot) -> None:
        result = planbot("ask", QUESTION, "--json", "--explain")
        json.loads(result.stdout)
        assert result.stderr.strip()

    @pytest.mark.parametrize("question", ["", "　", "?", "\udcff\udcfe", "<b>&", "字" * 5000, "-1", "a\nb\tc\x00"])
    def test_any_text_is_answered(self, planbot: Planbot, question: str) -> None:
        result = planbot("ask", "--json", "--", question)
        assert result.exit_code == 0, result.stderr
        assert json.loads(result.stdout)["status"] in {"conversation", "not_found", "ambiguous", "answered"}

    @pytest.mark.parametrize(
        "arguments", [[], ["a", "--batch", "b"], ["--batch", "-", "--explain"], ["a", "--today", "1"], ["a", "--x"]]
    )
    def test_wrong_usage_is_status_2(self, planbot: Planbot, arguments: list[str]) -> None:
        assert planbot("ask", *arguments).exit_code == 2


class TestBatch:
    LINES = (
        {"id": "1", "q": QUESTION, "session": "s"},
        {"id": None, "q": "衡量標準為何？", "session": "s"},
        {"id": 3, "q": "你好", "session": None},
        {"q": "衡量標準為何？"},
    )

    def batch(self) -> str:
        return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in self.LINES)

    def test_answers_a_line_each_in_order(self, planbot: Planbot) -> None:
        result = planbot("ask", "--batch", "-", input=self.batch())
        answers = [json.loads(line) for line in result.stdout.splitlines()]
        assert [answer["id"] for answer in answers] == ["1", None, 3, None]
        assert [answer["question"] for answer in answers] == [line["q"] for line in self.LINES]

    def test_reads_a_file_with_byte_order_mark_and_windows_line_ends(self, planbot: Planbot, tmp_path: Path) -> None:
        file = tmp_path / "批次.jsonl"
        file.write_bytes(b"\xef\xbb\xbf" + self.batch().replace("\n", "\r\n").encode() + b"\r\n")
        assert len(planbot("ask", "--batch", file).stdout.splitlines()) == 4

    def test_prints_the_same_bytes_each_time(self, planbot: Planbot) -> None:
        first, second = (planbot("ask", "--batch", "-", input=self.batch()).stdout_bytes for _ in range(2))
        assert first == second

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("{", "is not JSON"),
            ("[]", "must be an object"),
            ("{}", '"q" must be a text'),
            ('{"q": 1}', '"q" must be a text'),
            ('{"q": "a", "session": []}', '"session" must be a text'),
            ('{"q": "a", "id": true}', '"id" must be a text'),
        ],
    )
    def test_a_bad_line_is_named_before_anything_is_answered(self, planbot: Planbot, line: str, said: str) -> None:
        result = planbot("ask", "--batch", "-", input=f"{self.batch()}\n{line}\n")
        assert result.exit_code == 1
        assert result.stdout == ""
        assert "line 6" in one_line(result.stderr)
        assert said in result.stderr

    def test_a_file_that_cannot_be_read_is_refused(self, planbot: Planbot, tmp_path: Path) -> None:
        (tmp_path / "big5.jsonl").write_bytes('{"q": "目標"}'.encode("big5"))
        for name, said in (
            ("missing.jsonl", "cannot be read"),
            ("big5.jsonl", "is not UTF-8"),
            (".", "cannot be read"),
        ):
            result = planbot("ask", "--batch", name)
            assert result.exit_code == 1
            assert said in one_line(result.stderr)


class TestIndex:
    def test_json_lists_the_releases_with_counts_and_warnings(self, planbot: Planbot) -> None:
        result = planbot("--db", "new.db", "index", PLANS / "mofa-midterm-106-109.txt", "--json")
        assert result.exit_code == 0, result.stderr
        (release,) = json.loads(result.stdout)
        assert list(release) == [
            *(
                "release",
                "title",
                "kind",
                "years",
                "sections",
                "kpis",
                "projects",
                "annual_items",
                "table_rows",
                "warnings",
            )
        ]
        assert release["kind"] == "midterm"
        assert release["years"] == [106, 109]
        assert (release["kpis"], release["projects"]) == (16, 18)
        for warning in release["warnings"]:
            assert set(warning) == {"code", "page", "line", "text", "fact", "field"}

    def test_for_people_a_line_says_what_became_of_a_plan(self, planbot: Planbot) -> None:
        first = planbot("index", "--db", "new.db", PLANS / "mofa-midterm-106-109.txt").stdout
        assert ": published, " in first.splitlines()[0]
        assert "16 kpis, 18 projects" in first.splitlines()[0]
        assert ": unchanged, " in planbot("index", "--db", "new.db", PLANS / "mofa-midterm-106-109.txt").stdout

    def test_the_line_of_a_text_without_years_has_no_place_for_them(self, planbot: Planbot, tmp_path: Path) -> None:
        (tmp_path / "plain.txt").write_text("購物清單\n", encoding="utf-8")
        first = planbot("index", "--db", "new.db", "plain.txt").stdout.splitlines()[0]
        assert first == (
            "plain-other: published, 購物清單: 1 section, 0 kpis, 0 projects, 0 annual items, 0 table rows"
        )

    def test_a_doubt_is_a_line_that_says_where_what_and_of_which_words(self, planbot: Planbot) -> None:
        said = planbot("index", "--db", "new.db", PLANS / "mofa-midterm-106-109.txt").stdout.splitlines()
        assert said[1:] == [
            "  mofa-midterm-106-109.txt, line 498, 機關年度資本門預算執行率/kpi: A cell cut by a page was joined, and no whole "
            "form of it confirms the joint [cut_cell]: 1 機關年度資本門預算執行率"
        ]

    def test_does_not_bring_the_bundled_plans_along(self, planbot: Planbot) -> None:
        planbot("index", "--db", "new.db", PLANS / "mofa-annual-108.txt")
        assert len(json.loads(planbot("releases", "--json", "--db", "new.db").stdout)) == 1

    def test_what_is_refused_changes_nothing(self, planbot: Planbot, tmp_path: Path, database: Path) -> None:
        (tmp_path / "empty.txt").touch()
        (tmp_path / "folder").mkdir()
        (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 8)
        before = planbot("export", "--json").stdout
        for bad in ("empty.txt", "folder", "binary.txt", "missing.txt"):
            result = planbot("index", PLANS / "mofa-annual-108.txt", bad)
            assert result.exit_code == 1
            assert result.stdout == ""
            assert bad in one_line(result.stderr)
        assert planbot("export", "--json").stdout == before

    def test_the_size_limit_comes_from_the_settings(self, planbot: Planbot, tmp_path: Path) -> None:
        (tmp_path / "config.toml").write_text("[knowledge]\nmax_bytes = 100\n")
        result = planbot("index", PLANS / "mofa-annual-108.txt")
        assert result.exit_code == 1
        assert "100" in one_line(result.stderr)

    def test_without_a_path_it_is_wrong_usage(self, planbot: Planbot) -> None:
        assert planbot("index").exit_code == 2


class TestRead:
    def test_releases_are_listed(self, planbot: Planbot) -> None:
        assert [line.split("\t")[0] for line in planbot("releases").stdout.splitlines()] == RELEASES
        listed = json.loads(planbot("releases", "--json").stdout)
        assert [release["id"] for release in listed] == RELEASES
        fields = {
            "id",
            "title",
            "agency",
            "kind",
            "first_year",
            "last_year",
            "source",
            "sha256",
            "indexed_at",
            "status",
        }
        assert all(fields <= set(release) for release in listed)

    @pytest.mark.parametrize("release", RELEASES)
    def test_source_is_the_text_that_spans_point_into(self, planbot: Planbot, release: str, database: Path) -> None:
        printed = planbot("source", release).stdout_bytes.decode()
        with Store.open(database) as store:
            assert printed == store.source(release)
        assert printed == (PLANS / f"{release}.txt").read_bytes().decode()

    def test_export_holds_all_tables_of_all_or_of_one_release(self, planbot: Planbot) -> None:
        everything = json.loads(planbot("export", "--json").stdout)
        assert list(everything) == ["releases", "sections", "kpis", "projects", "annual_items", "table_rows"]
        assert len(everything["releases"]) == 2
        alone = json.loads(planbot("export", "--json", "--release", RELEASES[0]).stdout)
        assert [release["id"] for release in alone["releases"]] == RELEASES[:1]

    def test_export_without_json_is_wrong_usage(self, planbot: Planbot) -> None:
        assert planbot("export").exit_code == 2

    @pytest.mark.parametrize("arguments", [("source", "x"), ("export", "--json", "--release", "x")])
    def test_an_unknown_release_is_refused_and_the_known_ones_named(
        self, planbot: Planbot, arguments: tuple[str, ...]
    ) -> None:
        result = planbot(*arguments)
        assert result.exit_code == 1
        assert RELEASES[0] in one_line(result.stderr)

    def test_an_empty_database_is_filled_with_the_bundled_plans_first(self, planbot: Planbot) -> None:
        result = planbot("releases", "--db", "new.db")
        assert [line.split("\t")[0] for line in result.stdout.splitlines()] == RELEASES
        assert "bundled plans into new.db" in one_line(result.stderr)
        assert planbot("releases", "--db", "new.db").stderr == ""


class TestOptions:
    def test_are_taken_before_and_after_the_verb(self, planbot: Planbot, database: Path, tmp_path: Path) -> None:
        (tmp_path / "other.toml").write_text(f'[knowledge]\ndb = "{database}"\n')
        assert planbot("--db", database, "releases").exit_code == 0
        assert planbot("releases", "--db", database).exit_code == 0
        assert planbot("--config", "other.toml", "releases").exit_code == 0
        assert planbot("releases", "--config", "other.toml").exit_code == 0

    def test_db_wins_over_environment_and_settings(self, planbot: Planbot, tmp_path: Path) -> None:
        planbot("index", "--db", "mine.db", PLANS / "mofa-annual-108.txt")
        assert len(planbot("releases", "--db", "mine.db").stdout.splitlines()) == 1

    def test_help_names_every_verb_and_status_is_0(self, planbot: Planbot) -> None:
        result = planbot("--help")
        assert result.exit_code == 0
        for verb in ("index", "ask", "chat", "serve", "export", "source", "releases"):
            assert f"\n  {verb} " in result.stdout
            assert planbot(verb, "--help").exit_code == 0

    def test_an_unknown_verb_is_wrong_usage(self, planbot: Planbot) -> None:
        assert planbot("nonsense").exit_code == 2

    def test_three_mistakes_in_the_settings_are_all_named(self, planbot: Planbot, tmp_path: Path) -> None:
        (tmp_path / "config.toml").write_text('[telegram]\nmode = "x"\nport = 1\n[acess]\nopen = true\n')
        result = planbot("ask", QUESTION)
        assert result.exit_code == 1
        for named in ("mode", "port", "acess"):
            assert named in one_line(result.stderr)

    def test_a_configuration_that_is_missing_is_refused(self, planbot: Planbot) -> None:
        assert "missing.toml" in one_line(planbot("--config", "missing.toml", "releases").stderr)


class TestFailures:
    def test_an_unreadable_database_is_refused(self, planbot: Planbot, tmp_path: Path) -> None:
        (tmp_path / "text.db").write_text("這不是資料庫" * 500)
        (tmp_path / "folder.db").mkdir()
        for name in ("text.db", "folder.db", "missing/x.db"):
            result = planbot("releases", "--db", name)
            assert result.exit_code == 1
            assert name in one_line(result.stderr)

    def test_a_database_of_another_program_is_left_alone(self, planbot: Planbot, database: Path) -> None:
        with sqlite3.connect(database) as connection:
            (table,) = connection.execute("SELECT name FROM sqlite_master WHERE name LIKE '%migrations'").fetchone()
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            connection.execute(
                f"INSERT INTO {table} ({', '.join(c for c in columns if c != 'id')}) "
                f"SELECT {', '.join('?' if c == 'name' else c for c in columns if c != 'id')} FROM {table} LIMIT 1",
                ["9999_from_the_future"],
            )
        connection.close()
        before = database.read_bytes()
        result = planbot("releases")
        assert result.exit_code == 1
        assert "newer planbot" in one_line(result.stderr)
        assert database.read_bytes() == before

    def test_the_unforeseen_is_one_line_with_what_to_do(
        self, planbot: Planbot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(_: object) -> None:
            raise KeyError("something\nof two lines")

        monkeypatch.setattr(read, "filled_store", broken)
        result = planbot("releases")
        assert result.exit_code == 1
        assert "--debug" in one_line(result.stderr)
        assert "Traceback" in planbot("releases", "--debug").stderr
        assert "Traceback" in planbot("--debug", "releases").stderr

    def test_output_is_utf8_whatever_the_locale(self, database: Path) -> None:
        locale = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
        done = process("releases", "--db", str(database), **locale)
        assert "外交部" in done.stdout.decode()
        assert (done.returncode, done.stderr) == (0, b"")

    def test_a_reader_that_stops_reading_is_no_complaint(self, database: Path) -> None:
        command = f'"{sys.executable}" -m bot.cli source mofa-midterm-106-109 --db "{database}" | true'
        done = subprocess.run(["sh", "-c", command], env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True)
        assert done.stderr == b""

    @pytest.mark.parametrize("closed", [">&-", "2>&-"])
    def test_an_output_that_was_closed_beforehand_is_no_failure(self, database: Path, closed: str) -> None:
        command = f'"{sys.executable}" -m bot.cli ask 駐外館宿舍自有目標為何 --db "{database}" {closed}'
        done = subprocess.run(["sh", "-c", command], env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True)
        assert (done.returncode, done.stderr) == (0, b"")

    @pytest.mark.parametrize("verb", ["index", "backup"])
    def test_an_empty_name_is_not_the_current_folder(self, planbot: Planbot, verb: str) -> None:
        result = planbot(verb, "")
        assert (result.exit_code, result.stdout) == (2, "")
        assert "the name is empty" in result.stderr

    def test_an_interrupt_is_quiet(self, database: Path) -> None:
        chat = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "chat", "--db", str(database)],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert chat.stdin and chat.stdout
        chat.stdin.write("你好\n".encode())
        chat.stdin.flush()
        chat.stdout.read(1)
        chat.send_signal(signal.SIGINT)
        _, complaints = chat.communicate(timeout=20)
        assert complaints.strip() == b""
        assert chat.returncode == 130

    def test_asking_imports_neither_telegram_nor_rich(self, database: Path) -> None:
        code = (
            "import sys; from bot.cli import cli\n"
            f"cli.main(['ask', {QUESTION!r}, '--db', {str(database)!r}], standalone_mode=False)\n"
            "print([name for name in ('telegram', 'httpx', 'rich', 'asyncio') if name in sys.modules])"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=True
        )
        assert done.stdout.decode().splitlines()[-1] == "[]"
