"""Rendering an answer as blocks, and blocks as plain text or Telegram messages. Pure: it sends and prints nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from html import escape

from bot import phrases
from knowledge.answers.citations import place_of
from knowledge.excerpts import Line
from knowledge.models import Answer, Answered
from knowledge.text import visible

# Telegram's limit for a message, counted in UTF-16 units once entities are parsed (Bot API, sendMessage).
MESSAGE_UNITS = 4096
# A longer quote is folded up in Telegram; a person unfolds it with a tap.
_LONG_QUOTE = 160
_Segment = tuple[str, bool]
# So many lines of a list fill a phone's screen.
_LINES = 10
_LISTED = re.compile(r"\d{1,3}\. ")


class Role(Enum):
    """What a block is to the reader."""

    TEXT = "text"
    QUOTE = "quote"
    PLACE = "place"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of an answer that is set as one; `figures` are what stands out in it.

    What is not seen itself and changes how the rest is seen is left out of the text, whatever a plan holds.
    """

    role: Role
    text: str
    figures: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", visible(self.text))

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


@dataclass(frozen=True, slots=True)
class Letter:
    """An answer as it goes out: the messages, and the pages of a long list, of which the first is the message."""

    messages: tuple[Message, ...]
    pages: tuple[Message, ...] = ()


def blocks(answer: Answer, hints: bool = True) -> tuple[Block, ...]:
    """Set out an answer: what it says, its figures standing out, the quotes with their places, further questions."""
    return tuple(_blocks(answer, hints))


def plain(answer: Answer) -> str:
    """Give an answer as plain text."""
    return _joined([(block, _plain(block)) for block in blocks(answer)])


def letter(answer: Answer, note: str = "") -> Letter:
    """Give an answer as Telegram shows it, further questions left to buttons; a long list comes in pages.

    `note` stands before it.
    """
    said = replace(answer, text=f"{note}\n{answer.text}") if note else answer
    pages = _pages(said)
    if len(pages) > 1:
        return Letter(pages[:1], pages)
    return Letter(_messages(blocks(said, hints=False)))


def messages(answer: Answer) -> tuple[Message, ...]:
    """Give an answer and its further questions as Telegram messages, split between blocks where it is too long."""
    return _messages(blocks(answer))


def message_of(text: str, role: Role = Role.TEXT) -> Message:
    """Give words of the chat's own as a message."""
    block = Block(role, text)
    return Message(_html(block), _plain(block))


def marked(lines: Sequence[Line], head: str) -> tuple[Message, ...]:
    """Give the lines of a plan, those that are cited marked and bold."""
    shown = [f"▶ {line.text}" if line.is_cited else line.text for line in lines]
    figures = tuple(text for text, line in zip(shown, lines, strict=True) if line.is_cited)
    return _messages((Block(Role.TEXT, head), Block(Role.QUOTE, "\n".join(shown), figures)))


def _messages(found: Iterable[Block]) -> tuple[Message, ...]:
    pages: list[list[Block]] = [[]]
    for block in (part for whole in found for part in _fitting(whole)):
        if pages[-1] and _units(_html_page([*pages[-1], block])) > MESSAGE_UNITS:
            pages.append([])
        pages[-1].append(block)
    return tuple(Message(_html_page(page), _joined([(b, _plain(b)) for b in page])) for page in pages if page)


def _pages(answer: Answer) -> tuple[Message, ...]:
    """Cut a list that is longer than a phone's screen into pages, each with the head of the list and its places."""
    head, *lines = answer.text.split("\n")
    if len([line for line in lines if _LISTED.match(line)]) <= _LINES:
        return ()
    cuts = range(0, len(lines), _LINES)
    figures = tuple(figure.text for figure in answer.figures if figure.role == "answer")
    places = tuple(dict.fromkeys(place_of(c) for c in answer.citations))
    pages: list[Message] = []
    for number, at in enumerate(cuts, start=1):
        title = f"{head}{phrases.PAGE_OF.format(at=number, pages=len(cuts))}"
        text = "\n".join([title, *lines[at : at + _LINES]])
        page = [Block(Role.TEXT, text, figures), *(Block(Role.PLACE, place) for place in places)]
        pages += _messages(page)[:1]
    return tuple(pages)


def _blocks(answer: Answer, hints: bool) -> Iterator[Block]:
    figures = tuple(figure.text for figure in answer.figures if figure.role == "answer")
    yield Block(Role.TEXT, answer.text, figures if isinstance(answer, Answered) else ())
    for citation in answer.citations:
        yield Block(Role.QUOTE, citation.quote.text)
        yield Block(Role.PLACE, place_of(citation))
    if answer.suggestions and hints:
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
