"""The chat in the terminal: one conversation, at a prompt or line by line."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
from pathlib import Path

from tests.conftest import TODAY, Planbot

ROOT = Path(__file__).parent.parent
QUESTION = "駐外館宿舍自有目標為何"


def read_until(terminal: int, sign: bytes | None) -> bytes:
    """What appears on a terminal up to a sign, or to its end; nothing for 20 seconds is a failure."""
    shown = b""
    while sign is None or sign not in shown:
        assert select.select([terminal], [], [], 20)[0], f"nothing more after {shown!r}"
        try:
            part = os.read(terminal, 65536)
        except OSError:  # Linux says so where the other end is closed.
            part = b""
        if not part:
            break
        shown += part
    return shown


class TestChat:
    def test_what_follows_on_a_command_is_asked_of_what_it_showed(self, planbot: Planbot) -> None:
        result = planbot("chat", "--today", TODAY, input="/kpi 駐外館宿舍自有率\n那衡量標準呢\n")
        assert "駐外館宿舍自有總數量" in result.stdout.split("問：那衡量標準呢")[1]

    def test_lines_are_one_conversation_where_no_terminal_is(self, planbot: Planbot) -> None:
        result = planbot("chat", "--today", TODAY, input=f"{QUESTION}\n\n/help\n離開\n{QUESTION}\n")
        assert result.exit_code == 0
        assert result.stdout.count("│ 18 件") == 1
        assert "您可以這樣問" in result.stdout

    def test_on_a_terminal_it_greets_prompts_and_ends_quietly(self, database: Path) -> None:
        main, terminal = pty.openpty()
        chat = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "chat"],
            env={**os.environ, "PYTHONPATH": str(ROOT), "PLANBOT_DB": str(database), "TERM": "xterm", "COLUMNS": "200"},
            stdin=terminal,
            stdout=terminal,
            stderr=subprocess.PIPE,
        )
        os.close(terminal)
        shown = b""
        # Each is typed when the prompt for it stands there: readline changes the terminal's mode before it prompts.
        for typed in (f"{QUESTION}\n".encode(), b"\x04", b""):
            shown += read_until(main, "\n問：".encode() if typed else None)
            if typed:
                os.write(main, typed)
        os.close(main)
        _, complaints = chat.communicate(timeout=20)
        assert (chat.returncode, complaints) == (0, b"")
        assert "您好".encode() in shown
        assert "\x1b[1;33m18 件".encode() in shown
