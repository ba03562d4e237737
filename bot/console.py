"""Blocks on a terminal, with colour; NO_COLOR turns the colours off, as rich knows of itself."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.render import Block, Role

STYLES = {Role.TEXT: "", Role.QUOTE: "green", Role.PLACE: "dim", Role.HINT: "cyan"}


def print_blocks(blocks: Iterable[Block], console: Console | None = None) -> None:
    """Print blocks to the terminal: the figure bold, the quote set off, its place below it."""
    console = console or Console(highlight=False)
    before: Role | None = None
    for block in blocks:
        if before is not None and (before, block.role) not in {(Role.QUOTE, Role.PLACE), (Role.FIGURE, Role.FIGURE)}:
            console.print()
        if block.role is Role.FIGURE:
            console.print(Text.assemble((block.text, "bold yellow"), (f"　{block.note}" if block.note else "")))
        elif block.role in (Role.QUOTE, Role.PLACE):
            sign = "" if block.role is Role.QUOTE else "— "
            console.print(Padding(Text(sign + block.text, STYLES[block.role]), (0, 2, 0, 4)))
        else:
            console.print(Text(block.text, STYLES[block.role]))
        before = block.role
