"""Texts as the Bot API server of the tests reads them: HTML or entities, the length, and what is refused of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Any

Object = dict[str, Any]

MESSAGE_UNITS = 4096
ENTITIES = 100
# Of each tag: its kind of entity, and what may stand after its name.
TAGS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("b", "strong"), ("bold", "")),
    **dict.fromkeys(("i", "em"), ("italic", "")),
    **dict.fromkeys(("u", "ins"), ("underline", "")),
    **dict.fromkeys(("s", "strike", "del"), ("strikethrough", "")),
    "code": ("code", r'(?:class="language-[^"]+")?'),
    "pre": ("pre", ""),
    "a": ("text_link", r'href="[^"]*"'),
    "tg-spoiler": ("spoiler", ""),
    "span": ("spoiler", r'class="tg-spoiler"'),
    "blockquote": ("blockquote", r"(?:expandable)?"),
}
_MARKUP = re.compile(r"<(?P<end>/?)(?P<tag>[a-z-]+)(?P<rest>[^<>]*)>|(?P<entity>&(?:lt|gt|amp|quot|#\d+|#x[0-9a-f]+);)")


class Refusal(Exception):
    """An answer of the Bot API other than ok."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad(description: str) -> Refusal:
    """The refusal of a request that is not in order."""
    return Refusal(400, f"Bad Request: {description}")


@dataclass(frozen=True, slots=True)
class Formatted:
    """A text as the reader sees it, with its entities."""

    visible: str
    entities: tuple[Object, ...] = ()


def units(text: str) -> int:
    """Count as Telegram does: in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def formatted(given: Object, name: str = "text", too_long: str = "message is too long") -> Formatted:
    """Read the text under `name`, by the parse mode or the entities beside it."""
    text, mode = given[name], given.get("parse_mode")
    if mode not in (None, "HTML"):
        raise bad("unsupported parse_mode")
    visible, entities = _parsed(text) if mode else (text, list(given.get("entities", ())))
    if len(entities) > ENTITIES:
        raise bad("too many entities")
    if any(not 0 <= e["offset"] < e["offset"] + e["length"] <= units(visible) for e in entities):
        raise bad("ENTITY_BOUNDS_INVALID")
    if not visible.strip():
        raise bad("message text is empty")
    trimmed = _trimmed(visible, entities)
    if units(trimmed.visible) > MESSAGE_UNITS:
        raise bad(too_long)
    return trimmed


def _trimmed(text: str, entities: list[Object]) -> Formatted:
    """Take the blanks off both ends, as Telegram does before it shows a message."""
    lead, visible = units(text) - units(text.lstrip()), text.strip()
    kept = []
    for entity in entities:
        start = max(entity["offset"] - lead, 0)
        end = min(entity["offset"] + entity["length"] - lead, units(visible))
        if start < end:
            kept.append(entity | {"offset": start, "length": end - start})
    return Formatted(visible, tuple(kept))


def parse_html(text: str) -> str:
    """Give the visible text of Telegram's HTML. Raises Refusal for anything that is not in order."""
    return _parsed(text)[0]


def _parsed(text: str) -> tuple[str, list[Object]]:
    visible, at = "", 0
    opened: list[tuple[str, Object]] = []
    entities: list[Object] = []
    tags = 0
    for found in _MARKUP.finditer(text):
        visible += _literal(text, at, found.start())
        at = found.end()
        if found["entity"]:
            visible += unescape(found["entity"])
        elif found["end"]:
            entity = _ended(text, found, opened)
            entity["length"] = units(visible) - entity["offset"]
            entities.append(entity)
        else:
            opened.append(_started(text, found, opened, units(visible)))
            tags += 1
    visible += _literal(text, at, len(text))
    if opened:
        raise bad(f"can't parse entities: Can't find end tag corresponding to start tag \"{opened[-1][0]}\"")
    if tags > ENTITIES:
        raise bad("too many entities")
    seen = [entity for entity in entities if entity["length"] and entity["type"]]
    return visible, sorted(seen, key=lambda entity: (entity["offset"], -entity["length"]))


def _literal(text: str, start: int, end: int) -> str:
    if wrong := re.search(r"[<>&]", text[start:end]):
        raise _unparsed(f'Unescaped "{wrong.group()}"', text, start + wrong.start())
    return text[start:end]


def _started(text: str, found: re.Match[str], opened: list[tuple[str, Object]], offset: int) -> tuple[str, Object]:
    tag, rest, outer = found["tag"], found["rest"].strip(), [name for name, _ in opened]
    kind, allowed = TAGS.get(tag, ("", "(?!)"))
    if not re.fullmatch(allowed, rest):
        raise _unparsed(f'Unsupported start tag "{f"{tag} {rest}".strip()}"', text, found.start())
    entity: Object = {"type": kind, "offset": offset}
    if tag == "code" and outer[-1:] == ["pre"]:
        entity["type"] = ""
        opened[-1][1].update({"language": rest[16:-1]} if rest else {})
    elif "code" in outer or "pre" in outer or (tag in ("a", "blockquote") and tag in outer):
        raise _unparsed(f'Nested start tag "{tag}"', text, found.start())
    elif tag == "code" and rest:
        raise _unparsed(f'Unsupported start tag "{tag} {rest}"', text, found.start())
    elif tag == "a":
        entity["url"] = unescape(rest[6:-1])
    elif rest == "expandable":
        entity["type"] = "expandable_blockquote"
    return tag, entity


def _ended(text: str, found: re.Match[str], opened: list[tuple[str, Object]]) -> Object:
    if not opened:
        raise _unparsed("Unexpected end tag", text, found.start())
    tag, entity = opened.pop()
    if found["tag"] != tag or found["rest"].strip():
        at, wrong = len(text[: found.start()].encode()), f"</{found['tag']}{found['rest']}>"
        raise bad(f'can\'t parse entities: Unmatched end tag at byte offset {at}, expected "</{tag}>", found "{wrong}"')
    return entity


def _unparsed(what: str, text: str, at: int) -> Refusal:
    return bad(f"can't parse entities: {what} at byte offset {len(text[:at].encode('utf-8', 'surrogatepass'))}")
