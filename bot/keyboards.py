"""The buttons below messages: which there are and what they say. Pure: it knows no Telegram objects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from bot import phrases
from bot.presses import (
    AskOffer,
    BringBack,
    Browse,
    Drop,
    Explain,
    Press,
    Publish,
    Rate,
    Reason,
    ShowField,
    ShowSource,
    StopReading,
    TurnPage,
)
from knowledge.catalogue import Subject
from knowledge.cues import Attribute

_LABEL = 40  # Telegram shows about so much of a button that fills the width of a phone.


@dataclass(frozen=True, slots=True)
class Button:
    """A button: its label, and what it does: a press, or a text that it copies."""

    label: str
    press: Press | None = None
    copies: str = ""


Rows = tuple[tuple[Button, ...], ...]

# What can be asked of a fact with one press, each with its label.
FIELDS: dict[Subject, tuple[tuple[Attribute, str], ...]] = {
    "kpi": (
        ("target", phrases.BUTTON_TARGET), ("measure", phrases.BUTTON_MEASURE),
        ("projects", phrases.BUTTON_PROJECTS), ("goal", phrases.BUTTON_GOAL),
    ),
    "project": (
        ("period", phrases.BUTTON_PERIOD), ("kpis", phrases.BUTTON_KPIS), ("category", phrases.BUTTON_CATEGORY),
    ),
    "item": (("content", phrases.BUTTON_CONTENT), ("work_plan", phrases.BUTTON_WORK_PLAN)),
    "goal": (("kpis", phrases.BUTTON_KPIS), ("strategies", phrases.BUTTON_STRATEGIES)),
    "outline": (("projects", phrases.BUTTON_PROJECTS),),
    "work_plan": (),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Topic:
    """What an answer is about: a fact with its name and link, and the field that was answered."""

    subject: Subject
    name: str
    link: str
    attribute: Attribute | None


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several facts that were meant alike, with what tells it apart."""

    label: str
    press: Press


def for_answer(
    reply: str, topic: Topic | None, choices: Sequence[Choice], offers: Sequence[str], sources: int, deep_link: str
) -> Rows:
    """Give the buttons of an answer: its choices or offers, the fields of its fact, its sources, what it was worth."""
    rows: list[tuple[Button, ...]] = [(Button(short(choice.label), choice.press),) for choice in choices]
    if not choices and topic is None:
        rows += [(Button(short(offer), AskOffer(reply, at)),) for at, offer in enumerate(offers)]
    if topic:
        others = [(a, label) for a, label in FIELDS[topic.subject] if a != topic.attribute]
        rows += in_rows([Button(label, ShowField(a, topic.link[:10])) for a, label in others], 3)
    tools = [
        Button(phrases.BUTTON_SOURCE if sources == 1 else phrases.BUTTON_SOURCE_N.format(n=n + 1), ShowSource(reply, n))
        for n in range(min(sources, _SOURCES))
    ]
    if topic and deep_link:
        tools.append(Button(phrases.BUTTON_LINK, copies=deep_link))
    rows += in_rows(tools, 4)
    if sources and not choices:
        rows.append((Button("👍", Rate(reply, "right")), Button("👎", Rate(reply, "wrong"))))
    return tuple(rows)


_SOURCES = 3  # More would hide the answer.


def reasons(reply: str) -> Rows:
    """Ask why an answer was wrong."""
    listed: tuple[tuple[Reason, str], ...] = (
        ("figure", phrases.REASON_FIGURE), ("place", phrases.REASON_PLACE),
        ("answer", phrases.REASON_ANSWER), ("missing", phrases.REASON_MISSING),
    )  # fmt: skip
    return in_rows([Button(label, Explain(reply, reason)) for reason, label in listed], 2)


def pager(pages: int, at: int, to: Sequence[Press]) -> tuple[Button, ...]:
    """Give the buttons that turn pages; none where there is one page."""
    found = []
    if at > 0:
        found.append(Button(phrases.BUTTON_BACK, to[at - 1]))
    if at + 1 < pages:
        found.append(Button(phrases.BUTTON_NEXT, to[at + 1]))
    return tuple(found)


def answer_pages(reply: str, pages: int, at: int) -> tuple[Button, ...]:
    """Give the buttons that turn the pages of a long answer."""
    return pager(pages, at, [TurnPage(reply, n) for n in range(pages)])


def menu(entries: Iterable[tuple[str, Press]], turning: tuple[Button, ...], up: Press | None) -> Rows:
    """Give a menu: one entry a row, then the buttons that turn its pages and the one that leads up."""
    rows: list[tuple[Button, ...]] = [(Button(short(label), press),) for label, press in entries]
    if turning:
        rows.append(turning)
    if up:
        rows.append((Button(phrases.BUTTON_UP, up),))
    return tuple(rows)


def menu_pages(which: Browse, pages: int) -> tuple[Button, ...]:
    """Give the buttons that turn the pages of a menu."""
    return pager(pages, which.at, [Browse(which.menu, which.link, n) for n in range(pages)])


def for_reading(reading: str) -> Rows:
    """Offer to stop the reading of an uploaded file."""
    return ((Button(phrases.BUTTON_CANCEL, StopReading(reading)),),)


def for_draft(draft: str, over: str) -> Rows:
    """Ask whether an uploaded file is to be published over the release with this digest, or over none."""
    return ((Button(phrases.BUTTON_PUBLISH, Publish(draft, over)), Button(phrases.BUTTON_CANCEL, Drop(draft))),)


def for_rollback(digest: str, label: str) -> Rows:
    """Ask whether an earlier release is to be served again."""
    return ((Button(short(label), BringBack(digest)),),)


def deep_link(bot: str, link: str) -> str:
    """Give the address that opens a fact in a chat with the bot."""
    return f"https://t.me/{quote(bot)}?start={link}"


def in_rows(buttons: Sequence[Button], wide: int) -> Rows:
    """Set buttons in rows of so many."""
    return tuple(tuple(buttons[i : i + wide]) for i in range(0, len(buttons), wide))


def short(label: str) -> str:
    """Shorten a label to what a phone shows."""
    return label if len(label) <= _LABEL else label[: _LABEL - 1] + "…"
