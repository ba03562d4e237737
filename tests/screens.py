"""`make screens`: what the bot says as a chat shows it, from the real bot, as pictures in docs/screens.

Needs Chromium and fonts for Chinese and for emoji on the machine (Debian: chromium, fonts-noto-cjk, fonts-noto-color-emoji); the tests do not.
"""

from __future__ import annotations

import asyncio
import html
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.botapi import BotApi, Sent
from tests.load import TOKEN, bot

SCREENS = Path(__file__).parent.parent / "docs" / "screens"
WIDTH = 412  # A common phone's.
# Each screen: its name, its height, and what a person types or presses (a label in brackets).
TALKS: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    ("answer", 690, ("駐外館宿舍自有目標為何", "那衡量標準呢")),
    ("choice", 880, ("合作計畫目標是多少", "[1. 613 項]")),
    ("not-found", 640, ("110年度駐外館宿舍自有總數量的目標值是多少", "歲入概算編報情形的目標")),
    ("browse", 280, ("/goals", "[妥適配置預算資源]")),
    ("source", 720, ("駐外館宿舍自有目標為何", "[看原文]")),
    ("list", 650, ("有哪些關鍵績效指標",)),
)
STYLE = """
body { margin: 0; background: #c6d5c0; font: 15px/1.42 "Noto Sans CJK TC", sans-serif; color: #111; }
main { padding: 12px 8px; display: flex; flex-direction: column; gap: 6px; }
.said { align-self: flex-end; background: #e3fbd0; max-width: 80%; }
.bubble { padding: 7px 11px; border-radius: 13px; white-space: pre-wrap; overflow-wrap: anywhere; }
.sent { align-self: flex-start; width: 88%; }
.sent .bubble { background: #fff; }
blockquote { margin: 4px 0; padding: 3px 9px; border-left: 3px solid #3f8ae0; background: #eef5fd; border-radius: 5px; }
blockquote[expandable] { max-height: 5.6em; overflow: hidden; position: relative; }
i { color: #5b6b78; font-style: normal; font-size: 13px; }
.row { display: flex; gap: 4px; margin-top: 4px; }
.row span { flex: 1; background: #6d8a6acc; color: #fff; border-radius: 8px; padding: 7px 6px; text-align: center;
            font-size: 13.5px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
"""


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message of a talk: what a person said, or what the bot sent."""

    said: str = ""
    sent: Sent | None = None


async def talk(api: BotApi, user: int, steps: Sequence[str]) -> list[Bubble]:
    """Say and press one after another, and keep what comes back."""
    bubbles: list[Bubble] = []
    for step in steps:
        if not step.startswith("["):
            bubbles.append(Bubble(said=step))
            await api.say(step, user=user)
            bubbles.append(Bubble(sent=await api.heard()))
            continue
        label = next(
            b["text"] for bubble in reversed(bubbles) if bubble.sent for b in bubble.sent.buttons
            if b["text"].startswith(step.strip("[]"))
        )  # fmt: skip
        edits = len(api.edits)
        await api.press(label, user=user)
        if steps[0] == "/goals":  # A menu changes in its place.
            while len(api.edits) == edits:
                await asyncio.sleep(0.05)
            bubbles[-1] = Bubble(sent=api.edits[-1])
        else:
            bubbles.append(Bubble(sent=await api.heard()))
    return bubbles


def page(bubbles: Sequence[Bubble]) -> str:
    """Set a talk as a page."""
    parts = []
    for bubble in bubbles:
        if bubble.sent is None:
            parts.append(f'<div class="bubble said">{html.escape(bubble.said)}</div>')
            continue
        rows = "".join(
            '<div class="row">' + "".join(f"<span>{html.escape(b['text'])}</span>" for b in row) + "</div>"
            for row in bubble.sent.keyboard
        )
        text = bubble.sent.text.replace("\n<blockquote", "<blockquote").replace("</blockquote>\n", "</blockquote>")
        parts.append(f'<div class="sent"><div class="bubble">{text}</div>{rows}</div>')
    return f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style><main>{"".join(parts)}</main>'


def photograph(name: str, height: int, text: str, chromium: str, folder: Path) -> None:
    """Take a picture of a page with Chromium."""
    source = folder / f"{name}.html"
    source.write_text(text, encoding="utf-8")
    subprocess.run(
        [
            chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
            f"--user-data-dir={folder / 'profile'}", f"--window-size={WIDTH},{height}", "--force-device-scale-factor=2",
            f"--screenshot={SCREENS / (name + '.png')}", source.as_uri(),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip


async def talks() -> dict[str, str]:
    """Hold all talks with a running bot, and give them as pages."""
    with tempfile.TemporaryDirectory() as folder:
        async with BotApi(TOKEN) as api, bot(Path(folder), api, pace=0):
            return {name: page(await talk(api, user, steps)) for user, (name, _, steps) in enumerate(TALKS, start=1)}


def main() -> int:
    """Take the pictures."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        print("make screens needs Chromium: install it, or name it with CHROMIUM=/path/to/chromium", file=sys.stderr)
        return 1
    SCREENS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        pages = asyncio.run(talks())
        for name, height, _ in TALKS:
            photograph(name, height, pages[name], chromium, Path(folder))
            print(SCREENS / f"{name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
