"""Requests out of order for the Bot API server of the tests, each with the words in which Telegram refuses it."""

from __future__ import annotations

from typing import Any

from tests.botapi_texts import Object

Case = tuple[Any, str]


def keyboard(*buttons: Object) -> Object:
    return {"inline_keyboard": [list(buttons)]}


def button(text: str = "甲", **action: Any) -> Object:
    return {"text": text, **(action or {"callback_data": "a"})}


def article(number: int = 1, **changes: Any) -> Object:
    result = {"type": "article", "id": str(number), "title": "甲", "input_message_content": {"message_text": "乙"}}
    return {name: value for name, value in (result | changes).items() if value is not None}


MARKUPS: list[Case] = [
    (keyboard(button(callback_data="")), "BUTTON_DATA_INVALID"),
    (keyboard(button(callback_data="字" * 22)), "BUTTON_DATA_INVALID"),
    (keyboard(button(url="nowhere")), "BUTTON_URL_INVALID"),
    (keyboard(button(copy_text={"text": ""})), "BUTTON_COPY_TEXT_INVALID"),
    (keyboard({"callback_data": "a"}), "can't parse inline keyboard button: Can't find field \"text\""),
    (keyboard(button(" ")), "can't parse inline keyboard button: Button text must be non-empty"),
    (
        keyboard({"text": "甲"}),
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    (
        keyboard(button(url="https://a.tw", callback_data="a")),
        "can't parse inline keyboard button: More than one action: callback_data, url",
    ),
    (keyboard(*[button()] * 9), "REPLY_MARKUP_INVALID"),
    ({"inline_keyboard": [[button()]] * 101}, "reply markup is too long"),
    ({"buttons": []}, "object expected as reply markup"),
    (keyboard(button() | {"colour": "red"}), "InlineKeyboardButton has no colour"),
]
MESSAGES: list[Case] = [
    ({"chat_id": 8, "text": "乙"}, "chat not found"),
    ({"chat_id": "@name", "text": "乙"}, "chat not found"),
    ({"chat_id": 7}, "text is missing"),
    ({"chat_id": 7, "text": 1}, 'Field "text" must be of type String'),
    ({"chat_id": 7, "text": "乙", "colour": "red"}, "sendMessage has no colour"),
    ({"chat_id": 7, "text": " \n"}, "message text is empty"),
    ({"chat_id": 7, "text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
    ({"chat_id": 7, "text": "😀" * 2049}, "message is too long"),
    ({"chat_id": 7, "text": "乙", "parse_mode": "Markdown"}, "unsupported parse_mode"),
    ({"chat_id": 7, "text": "<b>乙</b>" * 101, "parse_mode": "HTML"}, "too many entities"),
    (
        {"chat_id": 7, "text": "乙", "entities": [{"type": "bold", "offset": 0, "length": 2}]},
        "ENTITY_BOUNDS_INVALID",
    ),
    ({"chat_id": 7, "text": "乙", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
    ({"chat_id": 7, "text": "乙", "reply_parameters": {}}, "message_id is missing"),
    ({"chat_id": 7, "text": "乙", "link_preview_options": {"off": True}}, "link_preview_options has no off"),
    ({"chat_id": 7, "text": "乙", "message_thread_id": 3}, "message thread not found"),
]
HTML: list[tuple[str, str]] = [
    ("甲 <div>", 'Unsupported start tag "div" at byte offset 4'),
    ("<b>甲", 'Can\'t find end tag corresponding to start tag "b"'),
    ("甲</b>", "Unexpected end tag at byte offset 3"),
    ("<b>甲</i>", 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'),
    ("甲 & 乙", 'Unescaped "&" at byte offset 4'),
    ("<code>甲<b>乙</b></code>", 'Nested start tag "b" at byte offset 9'),
    ('<code class="language-py">甲</code>', 'Unsupported start tag "code class="language-py"" at byte offset 0'),
]
RESULTS: list[Case] = [
    ([article(number) for number in range(51)], "RESULTS_TOO_MUCH"),
    ([article(), article()], "RESULT_ID_DUPLICATE"),
    ([article(id="字" * 22)], "RESULT_ID_INVALID"),
    ([article(id="")], "RESULT_ID_INVALID"),
    ([article(title=None)], "can't parse inline query result: Can't find field \"title\""),
    ([article(title=" ")], "ARTICLE_TITLE_EMPTY"),
    ([article(input_message_content={})], "can't parse inline query result: Can't find field \"message_text\""),
    ([article(input_message_content={"message_text": ""})], "message text is empty"),
    ([article(input_message_content={"message_text": "字" * 4097})], "MESSAGE_TOO_LONG"),
    ([article(reply_markup=keyboard(button(callback_data="")))], "BUTTON_DATA_INVALID"),
    ([article(type="photo")], 'can\'t parse inline query result: type "photo" is unsupported'),
]
MENUS: list[Case] = [
    ({"commands": [{"command": "Help", "description": "說明"}]}, "BOT_COMMAND_INVALID"),
    ({"commands": [{"command": "a" * 33, "description": "說明"}]}, "BOT_COMMAND_INVALID"),
    ({"commands": [{"command": "help", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ({"commands": [{"command": "help", "description": "字" * 257}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ({"commands": [{"command": "help", "description": "字"}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
    ({"commands": [], "scope": {"type": "chat", "chat_id": 8}}, "chat not found"),
    ({"commands": [], "scope": {"type": "chat"}}, "chat_id is missing"),
    ({"commands": [], "scope": {"type": "all"}}, "can't parse BotCommandScope: Unsupported type specified"),
]
WEBHOOKS: list[Case] = [
    ({"url": "ftp://a.tw"}, "bad webhook: An HTTPS URL must be provided for webhook"),
    ({"url": "http://a.tw", "secret_token": "a b"}, "secret token contains unallowed characters"),
    ({"url": "http://a.tw", "secret_token": ""}, "secret token contains unallowed characters"),
    ({"url": "http://a.tw", "max_connections": 101}, "max_connections is not between 1 and 100"),
    ({}, "url is missing"),
]
