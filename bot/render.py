"""Rendering an answer as blocks, and blocks as plain text or Telegram messages. Pure: it sends and prints nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from html import escape

from bot import phrases
from knowledge.answers.places import place_of
from knowledge.models import Answer, Answered

# Telegram's limit for a message, counted in UTF-16 units once entities are parsed (Bot API, sendMessage).
MESSAGE_UNITS = 4096
# A longer quote is folded up in Telegram; a person unfolds it with a tap.
_LONG_QUOTE = 160
_Segment = tuple[str, bool]


class Role(Enum):
    """What a block is to the reader."""

    TEXT = "text"
    QUOTE = "quote"
    PLACE = "place"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of an answer that is set as one; `figures` are what stands out in it."""

    role: Role
    text: str
    figures: tuple[str, ...] = ()

    def segments(self) -> list[_Segment]:
        """Cut the text where a figure begins and ends; True marks a figure. 8 does not stand out in 18."""
        wanted = sorted({figure for figure in self.figures if figure}, key=len, reverse=True)
        if not wanted:
            return [(self.text, False)]
        whole = r"(?<![\d.,])(" + "|".join(map(re.escape, wanted)) + r")(?![\d%]|[.,]\d)"
        return [(part, n % 2 == 1) for n, part in enumerate(re.split(whole, self.text)) if part]


@dataclass(frozen=True, slots=True)
class Message:
    """One Telegram message: its HTML, and the same in plain text for when the markup is refused."""

    html: str
    plain: str


def blocks(answer: Answer) -> tuple[Block, ...]:
    """Set out an answer: what it says, its figures standing out, the quotes with their places, further questions."""
    return tuple(_blocks(answer))


def plain(answer: Answer) -> str:
    """Give an answer as plain text."""
    return _joined([(block, _plain(block)) for block in blocks(answer)])


def messages(answer: Answer) -> tuple[Message, ...]:
    """Give an answer as Telegram messages, split between blocks where one would be too long."""
    pages: list[list[Block]] = [[]]
    for block in (part for whole in blocks(answer) for part in _fitting(whole)):
        if pages[-1] and _units(_html_page([*pages[-1], block])) > MESSAGE_UNITS:
            pages.append([])
        pages[-1].append(block)
    return tuple(Message(_html_page(page), _joined([(b, _plain(b)) for b in page])) for page in pages if page)


def _blocks(answer: Answer) -> Iterator[Block]:
    figures = tuple(figure.text for figure in answer.figures if figure.role == "answer")
    yield Block(Role.TEXT, answer.text, figures if isinstance(answer, Answered) else ())
    for citation in answer.citations:
        yield Block(Role.QUOTE, citation.quote.text)
        yield Block(Role.PLACE, place_of(citation))
    if answer.suggestions:
        asked = "\n".join(f"• {question}" for question in answer.suggestions)
        yield Block(Role.HINT, f"{phrases.YOU_MAY_ASK}\n{asked}")


def _plain(block: Block) -> str:
    match block.role:
        case Role.QUOTE:
            return "\n".join(f"│ {line}" for line in block.text.splitlines())
        case Role.PLACE:
            return f"└ {block.text}"
        case _:
            return block.text


def _html(block: Block) -> str:
    parts = ((escape(part, quote=False), bold) for part, bold in block.segments())
    text = "".join(f"<b>{part}</b>" if bold else part for part, bold in parts)
    match block.role:
        case Role.QUOTE:
            tag = "blockquote expandable" if len(block.text) > _LONG_QUOTE else "blockquote"
            return f"<{tag}>{text}</blockquote>"
        case Role.PLACE:
            return f"<i>{text}</i>"
        case _:
            return text


def _html_page(page: list[Block]) -> str:
    return _joined([(block, _html(block)) for block in page])


def _joined(rendered: list[tuple[Block, str]]) -> str:
    """Join rendered blocks with a blank line between them, but none between a quote and its place."""
    out = ""
    before: Role | None = None
    for block, text in rendered:
        close = (before, block.role) == (Role.QUOTE, Role.PLACE)
        out += ("" if before is None else "\n" if close else "\n\n") + text
        before = block.role
    return out


def _fitting(block: Block) -> Iterator[Block]:
    """Split a block that alone is too long for a message: at a line end, a sentence end, or in the middle."""
    if _units(_html(block)) <= MESSAGE_UNITS:
        yield block
        return
    middle = len(block.text) // 2
    ends = [
        found.end() for found in re.finditer(r"\n|[。；]", block.text) if middle // 2 < found.end() < middle * 3 // 2
    ]
    at = min(ends, key=lambda end: abs(end - middle), default=middle)
    for text in (block.text[:at], block.text[at:]):
        if text.strip():
            yield from _fitting(Block(block.role, text.strip("\n"), block.figures))


def _units(text: str) -> int:
    """Count UTF-16 units. The markup is counted with the text, which is more than Telegram counts, never less."""
    return len(text.encode("utf-16-le")) // 2
