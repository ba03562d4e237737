"""planbot doctor: each check in one line, with what to do, and no secret in any of them."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from telegram import WebhookInfo

from bot.checkup import check_database
from bot.config import parse
from bot.consistency import check_settings
from bot.findings import Finding
from bot.settings import Telegram
from bot.transport.greeting import check_telegram, clock_finding, webhook_finding
from indexer.publishing import publish
from knowledge.store import Store
from tests.botapi import BotApi
from tests.botapi_faults import Fault
from tests.conftest import Planbot, damage, one_line
from tests.plans_at_hand import bundled_plans

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
NOW = datetime(2020, 6, 1, 12, tzinfo=UTC)
URL = "https://bot.example.org/planbot"

Doctor = Callable[..., Any]


def levels(findings: list[Finding]) -> set[tuple[str, str]]:
    return {(finding.check, finding.level) for finding in findings}


@pytest.fixture
def doctor(planbot: Planbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Doctor:
    """Run `planbot doctor --json` against a Bot API server; gives its status and its findings by check."""
    monkeypatch.setenv("PLANBOT_TOKEN", TOKEN)

    async def run(api: BotApi, telegram: str = "") -> tuple[int, dict[str, Finding]]:
        (tmp_path / "config.toml").write_text(f'[telegram]\napi_base = "{api.url}"\n{telegram}', encoding="utf-8")
        result = await asyncio.to_thread(planbot, "doctor", "--json")
        assert TOKEN.split(":")[1] not in result.output
        return result.exit_code, {f["check"]: Finding(**f) for f in json.loads(result.stdout)}

    return run


class TestVerb:
    async def test_all_is_well_in_one_line_for_each_check(
        self, planbot: Planbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PLANBOT_TOKEN", TOKEN)
        async with BotApi(TOKEN) as api:
            (tmp_path / "mine.toml").write_text(f'[telegram]\napi_base = "{api.url}"\n')
            result = await asyncio.to_thread(planbot, "doctor", "--config", "mine.toml")
        assert (result.exit_code, result.stderr) == (0, "")
        lines = result.stdout.splitlines()
        assert [line.split(":")[0] for line in lines] == [
            f"ok      {check}"
            for check in (
                *("configuration", "settings", "database", "releases", "segmenter", "lexicon"),
                *("token", "webhook", "clock"),
            )
        ]
        assert lines[0].endswith("read from mine.toml")
        assert "2 published: mofa-annual-108 (indexed today), mofa-midterm-106-109 (indexed today)" in lines[3]
        assert "「外交部108年度施政計畫」 is cut into 外交部／108／年度／施政／计划" in lines[4]
        assert lines[6].endswith("Telegram knows it as @planbot_test_bot")
        assert api.refused == []
        assert set(api.calls) == {"getMe", "getWebhookInfo"}

    def test_a_problem_is_status_1_and_one_line_on_standard_error(self, planbot: Planbot) -> None:
        result = planbot("doctor")
        assert result.exit_code == 1
        assert "problem token: there is none; set PLANBOT_TOKEN" in result.stdout
        assert one_line(result.stderr) == "planbot: found 1 to mend, and 0 to look at; nothing was changed\n"

    async def test_a_warning_alone_is_status_0(self, doctor: Doctor) -> None:
        async with BotApi(TOKEN) as api:
            status, found = await doctor(api, f'webhook_url = "{URL}"')
        assert (status, found["settings"].level) == (0, "warning")

    def test_a_wrong_configuration_is_the_one_finding(self, planbot: Planbot, tmp_path: Path) -> None:
        (tmp_path / "config.toml").write_text('[telegram]\nmode = "push"\n')
        result = planbot("doctor", "--json")
        (finding,) = json.loads(result.stdout)
        assert (result.exit_code, finding["check"], finding["level"]) == (1, "configuration", "problem")
        assert "mode must be" in finding["text"]

    def test_a_database_that_is_not_there_is_not_made(self, planbot: Planbot, tmp_path: Path) -> None:
        before = sorted(tmp_path.iterdir())
        result = planbot("doctor", "--db", "new.db")
        assert "warning database: new.db is not there yet; planbot serve makes it" in result.stdout
        assert sorted(tmp_path.iterdir()) == before

    def test_words_of_the_admin_that_cannot_be_read_are_a_problem(self, planbot: Planbot, tmp_path: Path) -> None:
        (tmp_path / "config.toml").write_text('[knowledge]\nlexicon = "words.toml"\n')
        assert "problem lexicon: words.toml: cannot be read" in planbot("doctor").stdout
        (tmp_path / "words.toml").write_text('same = [["盟邦", "友邦"]]\n', encoding="utf-8")
        assert "ok      lexicon: words.toml is read" in planbot("doctor").stdout


class TestDatabase:
    def found(self, path: Path, now: datetime = NOW) -> list[Finding]:
        return list(check_database(path, now))

    def test_a_release_has_its_age(self, tmp_path: Path) -> None:
        with Store.open(tmp_path / "old.db") as store:
            published = publish(bundled_plans(), store)
        now = datetime.fromisoformat(published[0].release.indexed_at)
        (releases,) = [f for f in self.found(tmp_path / "old.db", now + timedelta(days=3)) if f.check == "releases"]
        assert "mofa-annual-108 (indexed 3 days ago)" in releases.text

    def test_a_database_without_plans_is_a_warning(self, tmp_path: Path) -> None:
        with Store.open(tmp_path / "empty.db"):
            pass
        found = self.found(tmp_path / "empty.db")
        assert ("releases", "warning") in levels(found)
        assert "planbot index" in found[1].text

    def test_a_damaged_database_is_a_problem(self, database: Path) -> None:
        damage(database)
        (finding,) = self.found(database)
        assert (finding.check, finding.level) == ("database", "problem")
        assert "restore a backup" in finding.text

    def test_plans_that_are_not_cut_into_words_any_more_are_a_problem(self, database: Path) -> None:
        with sqlite3.connect(database) as connection:
            connection.execute("DELETE FROM word")
        connection.close()
        finding = self.found(database)[-1]
        assert (finding.check, finding.level) == ("segmenter", "problem")
        assert "restore a backup" in finding.text

    def test_a_file_that_is_no_database_is_a_problem(self, tmp_path: Path) -> None:
        (tmp_path / "text.db").write_text("這不是資料庫" * 500)
        (finding,) = self.found(tmp_path / "text.db")
        assert (finding.check, finding.level) == ("database", "problem")

    def test_a_folder_that_is_not_there_is_a_problem(self, tmp_path: Path) -> None:
        (finding,) = self.found(tmp_path / "missing" / "new.db")
        assert finding.level == "problem"
        assert "make the folder" in finding.text


class TestSettings:
    @pytest.mark.parametrize(
        ("table", "level", "said"),
        [
            ({"telegram": {"mode": "webhook"}}, "problem", 'mode "webhook" needs webhook_url'),
            ({"telegram": {"mode": "webhook", "webhook_url": "http://a.example"}}, "problem", "begin with https://"),
            ({"telegram": {"mode": "webhook", "webhook_url": "https://a.example:444"}}, "problem", "to ports 443, 80"),
            ({"telegram": {"mode": "webhook", "webhook_url": "https://a.example:x"}}, "problem", "to ports 443, 80"),
            ({"telegram": {"mode": "webhook", "webhook_url": "https://[a"}}, "problem", "begin with https://"),
            ({"telegram": {"webhook_url": URL}}, "warning", 'not used while mode is "polling"'),
            ({"access": {"open": False}}, "problem", "a closed bot without admins answers nobody"),
            ({"access": {"open": False, "users": [7]}}, "warning", "nobody who can let others in"),
            ({"access": {"chats": [7]}}, "warning", "the id of a group is negative"),
            ({"access": {"users": [-7]}}, "warning", "the id of a person is positive"),
            ({"access": {"admins": [-7]}}, "warning", "the id of a person is positive"),
            (
                {"telegram": {"mode": "webhook", "webhook_url": URL}, "operations": {"port": 8443}},
                "problem",
                "port 8443 is used twice",
            ),
            (
                {
                    "telegram": {"mode": "webhook", "webhook_url": URL, "webhook_listen": "0.0.0.0"},
                    "operations": {"port": 8443},
                },
                "problem",
                "port 8443 is used twice",
            ),
            ({"operations": {"listen": "0.0.0.0", "port": 9100}}, "warning", "guard that port"),
            ({"telegram": {"api_base": "http://api.example"}}, "warning", "unencrypted"),
        ],
    )
    def test_what_does_not_go_together_is_named(self, table: dict[str, Any], level: str, said: str) -> None:
        (finding,) = check_settings(parse(table, "config.toml", {}), None, False)
        assert (finding.check, finding.level) == ("settings", level)
        assert said in finding.text

    @pytest.mark.parametrize(
        "table",
        [
            {},
            {"telegram": {"mode": "webhook", "webhook_url": URL}, "operations": {"port": 9100}},
            {"telegram": {"mode": "webhook", "webhook_url": f"{URL[:-8]}:8443/x"}},
            {"telegram": {"mode": "webhook", "webhook_url": "http://10.0.0.1:9000", "api_base": "http://127.0.0.1:81"}},
            {"operations": {"port": 8443}},
            {"operations": {"listen": "::1", "port": 9100}},
            {"operations": {"listen": "0.0.0.0", "port": 0}},
            {"access": {"open": False, "admins": [7]}},
            {"access": {"open": False, "admins": [7], "chats": [-100]}},
        ],
    )
    def test_what_goes_together_is_one_line(self, table: dict[str, Any]) -> None:
        assert check_settings(parse(table, "config.toml", {}), None, False) == [
            Finding("settings", "ok", "go together")
        ]

    def test_a_secret_that_everyone_can_read_is_a_warning(self, tmp_path: Path) -> None:
        file = tmp_path / "config.toml"
        file.write_text(f'[telegram]\ntoken = "{TOKEN}"\n')
        config = parse({"telegram": {"token": TOKEN}}, "config.toml", {})
        file.chmod(0o644)
        (finding,) = check_settings(config, file, True)
        assert "chmod o-rwx" in finding.text
        assert levels(check_settings(config, file, False)) == {("settings", "ok")}
        file.chmod(0o640)
        assert levels(check_settings(config, file, True)) == {("settings", "ok")}


class TestTelegram:
    async def test_a_refused_token_is_a_problem_and_not_shown(self, doctor: Doctor) -> None:
        async with BotApi("999:another") as api:
            status, found = await doctor(api)
        assert (status, found["token"].level) == (1, "problem")
        assert found["token"].text == "Telegram refuses it; check PLANBOT_TOKEN or token in [telegram], or api_base"
        assert "webhook" not in found

    async def test_a_telegram_that_cannot_be_reached_is_a_problem_and_its_clock_is_left_out(
        self, doctor: Doctor
    ) -> None:
        async with BotApi(TOKEN) as api:
            pass
        status, found = await doctor(api)
        assert (status, found["token"].level) == (1, "problem")
        assert "cannot be reached" in found["token"].text
        assert "clock" not in found

    async def test_a_silent_telegram_is_not_waited_for_without_end(self) -> None:
        async with BotApi(TOKEN) as api:
            api.faults.order("getMe", Fault("slow", delay=5))
            telegram = parse({"telegram": {"token": TOKEN, "api_base": api.url}}, "", {}).telegram
            (finding,) = await asyncio.to_thread(check_telegram, telegram, 0.2)
        assert finding.level == "problem"
        assert TOKEN not in finding.text

    # The library warns of its own RetryAfter, which has held an integer until now.
    @pytest.mark.filterwarnings("ignore:.*retry_after:DeprecationWarning")
    @pytest.mark.parametrize("kind", ["429", "500", "502", "drop"])
    async def test_a_telegram_in_trouble_is_one_line(self, doctor: Doctor, kind: str) -> None:
        async with BotApi(TOKEN) as api:
            api.faults.order("getMe", Fault(kind))
            status, found = await doctor(api)
        assert (status, found["token"].level) == (1, "problem")
        assert "\n" not in found["token"].text

    @pytest.mark.parametrize("token", ["x\ny", "a b/c?d", "駐外館"])
    async def test_a_token_of_another_form_is_refused_and_not_shown(
        self, doctor: Doctor, token: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PLANBOT_TOKEN", token)
        async with BotApi(TOKEN) as api:
            status, found = await doctor(api)
        assert (status, found["token"].level) == (1, "problem")
        assert token not in found["token"].text

    async def test_a_webhook_that_stands_while_polling_is_a_warning(self, doctor: Doctor) -> None:
        async with BotApi(TOKEN) as api:
            api.delivery.webhook = {"url": f"https://old.example/{TOKEN}"}
            status, found = await doctor(api)
        assert (status, found["webhook"].level) == (0, "warning")
        assert "posts to https://old.example/***" in found["webhook"].text

    @pytest.mark.parametrize(
        ("info", "level", "said"),
        [
            (WebhookInfo("", False, 3), "warning", "none is set yet; planbot serve sets it; 3 updates wait"),
            (WebhookInfo(URL, False, 0), "ok", f"posts to {URL}; 0 updates wait"),
            (WebhookInfo("https://old.example", False, 0), "warning", "which is not webhook_url"),
            (
                WebhookInfo(URL, False, 3, NOW - timedelta(minutes=2), "Wrong response from the webhook: 502"),
                "warning",
                "failed 2 minutes ago (Wrong response from the webhook: 502), 3 updates wait; check the reverse proxy",
            ),
            (WebhookInfo(URL, False, 0, NOW - timedelta(minutes=2), "Connection timed out"), "ok", "0 updates wait"),
        ],
    )
    def test_a_webhook_is_judged_by_the_settings(self, info: WebhookInfo, level: str, said: str) -> None:
        finding = webhook_finding(info, replace(Telegram(), mode="webhook", webhook_url=URL), NOW)
        assert (finding.check, finding.level) == ("webhook", level)
        assert said in finding.text

    @pytest.mark.parametrize(
        ("seconds", "level", "said"),
        [
            (0, "ok", "agrees"),
            (60, "ok", "agrees"),
            (-60, "ok", "agrees"),
            (61, "warning", "61 seconds ahead of Telegram's"),
            (-3600, "warning", "3600 seconds behind Telegram's"),
        ],
    )
    def test_a_clock_that_is_a_minute_off_is_a_warning(self, seconds: int, level: str, said: str) -> None:
        finding = clock_finding(NOW, NOW + timedelta(seconds=seconds))
        assert (finding.check, finding.level) == ("clock", level)
        assert said in finding.text
