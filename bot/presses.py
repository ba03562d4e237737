"""What a button does when it is pressed: small values, and their form in the 64 bytes that Telegram carries."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import astuple, dataclass
from typing import Literal, cast, get_args

from knowledge.cues import Attribute
from knowledge.replies import Verdict

Reason = Literal["figure", "place", "answer", "missing"]
Menu = Literal["goals", "kpis"]


@dataclass(frozen=True, slots=True)
class ShowField:
    """Answer with a field of a fact, named by its link."""

    attribute: Attribute
    link: str


@dataclass(frozen=True, slots=True)
class AskOffer:
    """Ask the question that an answer offered at a place."""

    reply: str
    at: int


@dataclass(frozen=True, slots=True)
class ShowSource:
    """Show a cited passage in its surroundings."""

    reply: str
    at: int


@dataclass(frozen=True, slots=True)
class TurnPage:
    """Show another page of a long answer."""

    reply: str
    at: int


@dataclass(frozen=True, slots=True)
class Rate:
    """Say that an answer was right or wrong."""

    reply: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Explain:
    """Say why an answer was wrong."""

    reply: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Browse:
    """Show a page of a menu: of the goals, of the KPIs of a goal, or (without a link) of all KPIs."""

    menu: Menu
    link: str
    at: int


@dataclass(frozen=True, slots=True)
class StopReading:
    """Read an uploaded file no further."""

    reading: str


@dataclass(frozen=True, slots=True)
class Publish:
    """Publish an uploaded file over the release with this digest, or over none."""

    draft: str
    over: str


@dataclass(frozen=True, slots=True)
class Drop:
    """Forget an uploaded file."""

    draft: str


@dataclass(frozen=True, slots=True)
class BringBack:
    """Serve the release before the one with this digest again."""

    digest: str


Press = (
    ShowField | AskOffer | ShowSource | TurnPage | Rate | Explain | Browse | StopReading | Publish | Drop | BringBack
)  # fmt: skip
LONGEST = 64  # Bot API, InlineKeyboardButton.callback_data, in bytes.
_CODES: dict[str, type[Press]] = {
    "f": ShowField, "o": AskOffer, "s": ShowSource, "p": TurnPage, "r": Rate, "w": Explain,
    "m": Browse, "c": StopReading, "u": Publish, "x": Drop, "b": BringBack,
}  # fmt: skip
_WORDS: dict[str, Callable[[str], bool]] = {
    "attribute": lambda word: word in get_args(Attribute),
    "verdict": lambda word: word in get_args(Verdict),
    "reason": lambda word: word in get_args(Reason),
    "menu": lambda word: word in get_args(Menu),
    "at": lambda word: re.fullmatch(r"\d{1,4}", word) is not None,
}
_KEY = re.compile(r"[A-Za-z0-9_-]{0,32}")


def encode(press: Press) -> str:
    """Give the form of a press in a button."""
    code = next(code for code, kind in _CODES.items() if kind is type(press))
    return ":".join([code, *map(str, astuple(press))])


def decode(data: str) -> Press | None:
    """Read a press; None for what no button of this bot holds."""
    code, *words = data.split(":")
    kind = _CODES.get(code)
    names = list(kind.__dataclass_fields__) if kind else []
    if kind is None or len(words) != len(names):
        return None
    if not all(_WORDS.get(name, _is_key)(word) for name, word in zip(names, words, strict=True)):
        return None
    make = cast("Callable[..., Press]", kind)
    return make(*(int(word) if name == "at" else word for name, word in zip(names, words, strict=True)))


def _is_key(word: str) -> bool:
    return _KEY.fullmatch(word) is not None
