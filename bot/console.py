"""Blocks on a terminal, with colour; NO_COLOR turns the colours off, as rich knows of itself."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.render import Block, Role

FIGURE = "bold yellow"
STYLES = {Role.TEXT: "", Role.QUOTE: "green", Role.PLACE: "dim", Role.HINT: "cyan"}


def print_blocks(blocks: Iterable[Block], console: Console | None = None) -> None:
    """Print blocks to the terminal: the figure bold, the quote set off, its place below it."""
    console = console or Console(highlight=False)
    before: Role | None = None
    for block in blocks:
        if before is not None and (before, block.role) != (Role.QUOTE, Role.PLACE):
            console.print()
        if block.role in (Role.QUOTE, Role.PLACE):
            sign = "" if block.role is Role.QUOTE else "——"  # the dash of an attribution, which takes no space after it
            console.print(Padding(Text(sign + block.text, STYLES[block.role]), (0, 2, 0, 4)))
        else:
            parts = ((part, FIGURE if bold else STYLES[block.role]) for part, bold in block.segments())
            # rich breaks a line at white space, which Chinese hardly has; the terminal folds it where it is full.
            console.print(Text.assemble(*parts), soft_wrap=True)
        before = block.role
