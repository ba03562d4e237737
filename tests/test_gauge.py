"""How far reading is on a terminal: shown on standard error and gone when it is done; Ctrl-C ends it at once."""

from __future__ import annotations

import io
import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

from rich.console import Console

from bot.gauge import STAGES, gauge
from knowledge.progress import Progress
from knowledge.store import Store
from tests.long_plans import long_plan
from tests.test_cli_chat import read_until

ROOT = Path(__file__).parent.parent
PLAN = ROOT / "tests" / "plans" / "made-up-2.pdf"
COUNTED = ("pages", "trial")


def indexing(database: Path, *arguments: str) -> tuple[subprocess.Popen[bytes], int]:
    """Run `planbot index`, its standard error on a terminal of its own; give it and the terminal."""
    main, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "index", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT), "PLANBOT_DB": str(database), "TERM": "xterm", "COLUMNS": "100"},
        stdout=subprocess.PIPE,
        stderr=terminal,
        start_new_session=True,
    )
    os.close(terminal)
    return process, main


def is_gone(group: int) -> bool:
    """Tell whether no process of a group is left; one that is ending gets a moment."""
    for _ in range(200):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.01)
    return False


def test_each_stage_has_its_words_and_a_name_is_shown_as_it_is() -> None:
    for stage, words in STAGES.items():
        shown = io.StringIO()
        with gauge(Console(file=shown, force_terminal=True, width=100, color_system=None)) as told:
            told(Progress("a[bold].pdf", stage, 3, 1200) if stage in COUNTED else Progress("a[bold].pdf", stage))
        assert f"a[bold].pdf: {words}{' 3 of 1,200' if stage in COUNTED else ''} " in shown.getvalue()


def test_progress_is_seen_on_the_terminal_and_json_stays_clean(database: Path) -> None:
    process, terminal = indexing(database, str(PLAN), "--check", "--json")
    shown = read_until(terminal, None).decode()
    printed, _ = process.communicate(timeout=20)
    assert process.returncode == 0
    assert [plan["source"] for plan in json.loads(printed)] == [PLAN.name]
    assert f"{PLAN.name}: " in shown
    # The line is deleted at last, and the cursor shown again.
    assert shown.rpartition(PLAN.name)[2].endswith("\x1b[2K")
    assert shown.count("\x1b[?25l") == shown.count("\x1b[?25h") == 1


def test_nothing_is_shown_where_standard_error_is_no_terminal(database: Path) -> None:
    command = [sys.executable, "-m", "bot.cli", "index", "--check", str(PLAN), "--db", str(database)]
    done = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=True)
    assert done.stderr == b""


def test_an_interrupt_ends_the_reading_at_once_and_leaves_nothing(database: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.pdf"
    plan.write_bytes(long_plan(1000, 80))
    process, terminal = indexing(database, str(PLAN), str(plan))
    read_until(terminal, b"plan.pdf: reading page ")
    began = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)  # as Ctrl-C does, to the reader as well
    shown = read_until(terminal, None).decode()
    printed, _ = process.communicate(timeout=20)
    assert time.monotonic() - began < 5
    assert (process.returncode, printed) == (130, b"")
    assert shown.endswith("planbot: stopped; nothing was published\r\n")
    assert "Traceback" not in shown
    assert is_gone(process.pid)
    with Store.open(database) as store:
        assert len(store.releases()) == 2
