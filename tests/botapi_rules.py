"""What the Bot API server of the tests takes and what it refuses: the parameters of its methods, and Telegram's limits.

Where Telegram itself would look away (an unknown field, a button with two actions) this is stricter, to find faults.
"""

from __future__ import annotations

import json
import re
from typing import Any

from tests.botapi_texts import Object, Refusal, bad, formatted

Fields = tuple[set[str], set[str]]

BUTTONS = 100
BUTTONS_A_ROW = 8
RESULTS = 50
COMMANDS = 100
FILE_BYTES = 20 * 1024 * 1024

_TEXT = {"parse_mode", "entities", "link_preview_options", "reply_markup"}
# Of each method: the parameters it must have, and those it may have.
METHODS: dict[str, Fields] = {
    "getMe": (set(), set()),
    "getUpdates": (set(), {"offset", "limit", "timeout", "allowed_updates"}),
    "setWebhook": (
        {"url"},
        {"certificate", "ip_address", "max_connections", "allowed_updates", "drop_pending_updates", "secret_token"},
    ),
    "deleteWebhook": (set(), {"drop_pending_updates"}),
    "getWebhookInfo": (set(), set()),
    "setMyCommands": ({"commands"}, {"scope", "language_code"}),
    "deleteMyCommands": (set(), {"scope", "language_code"}),
    "sendMessage": (
        {"chat_id", "text"},
        _TEXT | {"reply_parameters", "message_thread_id", "disable_notification", "protect_content"},
    ),
    "editMessageText": ({"chat_id", "message_id", "text"}, _TEXT),
    "editMessageReplyMarkup": ({"chat_id", "message_id"}, {"reply_markup"}),
    "deleteMessage": ({"chat_id", "message_id"}, set()),
    "sendChatAction": ({"chat_id", "action"}, {"message_thread_id"}),
    "answerCallbackQuery": ({"callback_query_id"}, {"text", "show_alert", "url", "cache_time"}),
    "answerInlineQuery": ({"inline_query_id", "results"}, {"cache_time", "is_personal", "next_offset", "button"}),
    "getFile": ({"file_id"}, set()),
}
_NUMBERS = {"message_id", "message_thread_id", "offset", "limit", "timeout", "cache_time", "max_connections"}
_FLAGS = {"disable_notification", "protect_content", "show_alert", "is_personal", "drop_pending_updates"}
_LISTS = {"allowed_updates", "entities", "results", "commands"}
_OBJECTS = {"reply_markup", "reply_parameters", "link_preview_options", "scope", "button"}

REPLY: Fields = ({"message_id"}, {"chat_id", "allow_sending_without_reply", "quote", "quote_parse_mode"})
PREVIEW: Fields = (set(), {"is_disabled", "url", "prefer_small_media", "prefer_large_media", "show_above_text"})
ARTICLE: Fields = (
    {"type", "id", "title", "input_message_content"},
    {"reply_markup", "url", "description", "thumbnail_url", "thumbnail_width", "thumbnail_height"},
)
CONTENT: Fields = ({"message_text"}, {"parse_mode", "entities", "link_preview_options"})
BUTTON_ACTIONS = {"url", "callback_data", "switch_inline_query", "switch_inline_query_current_chat", "copy_text"}
# Of each kind of reply markup: the other fields it may have.
MARKUPS: dict[str, set[str]] = {
    "inline_keyboard": set(),
    "keyboard": {"is_persistent", "resize_keyboard", "one_time_keyboard", "input_field_placeholder", "selective"},
    "remove_keyboard": {"selective"},
    "force_reply": {"input_field_placeholder", "selective"},
}
# Of each scope of commands: the fields it must have besides its type.
SCOPES: dict[str, set[str]] = {
    "default": set(),
    "all_private_chats": set(),
    "all_group_chats": set(),
    "all_chat_administrators": set(),
    "chat": {"chat_id"},
    "chat_administrators": {"chat_id"},
    "chat_member": {"chat_id", "user_id"},
}
ACTIONS = {
    *("typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document"),
    *("choose_sticker", "find_location", "record_video_note", "upload_video_note"),
}
UPDATES = {
    *("message", "edited_message", "channel_post", "edited_channel_post", "business_connection", "business_message"),
    *("edited_business_message", "deleted_business_messages", "message_reaction", "message_reaction_count"),
    *("inline_query", "chosen_inline_result", "callback_query", "shipping_query", "pre_checkout_query"),
    *("purchased_paid_media", "poll", "poll_answer", "my_chat_member", "chat_member", "chat_join_request"),
    *("chat_boost", "removed_chat_boost"),
}
# Kinds that Telegram sends only to a bot that names them.
UNASKED = {"chat_member", "message_reaction", "message_reaction_count"}


def read(method: str, given: Object) -> Object:
    """Give the parameters of a call, each in its own type."""
    if method not in METHODS:
        raise Refusal(404, "Not Found")
    check_fields(method, given, METHODS[method])
    return {name: _value(name, value) for name, value in given.items()}


def check_fields(what: str, given: Object, fields: Fields) -> None:
    required, optional = fields
    if missing := required - given.keys():
        raise bad(f"{', '.join(sorted(missing))} is missing")
    if unknown := given.keys() - required - optional:
        raise bad(f"{what} has no {', '.join(sorted(unknown))}")


def _value(name: str, value: Any) -> Any:
    if name == "chat_id":
        if not re.fullmatch(r"-?\d+", str(value)):
            raise bad("chat not found")
        return int(value)
    if name in _NUMBERS:
        if isinstance(value, bool) or not re.fullmatch(r"-?\d+", str(value)):
            raise bad(f"{name} is not a number")
        return int(value)
    if name in _FLAGS:
        if str(value).lower() not in ("true", "false"):
            raise bad(f"{name} is neither true nor false")
        return str(value).lower() == "true"
    if name in _LISTS | _OBJECTS:
        kind = list if name in _LISTS else dict
        try:
            parsed = json.loads(value) if isinstance(value, str) else value
        except ValueError:
            raise bad(f"can't parse {name} JSON object") from None
        if not isinstance(parsed, kind):
            raise bad(f"{kind.__name__} expected as {name}")
        return parsed
    if name != "certificate" and not isinstance(value, str):
        raise bad(f'Field "{name}" must be of type String')
    return value


def rows(markup: Object | None, inline_only: bool = False) -> list[list[Object]]:
    """Give the rows of buttons of an inline keyboard; none for another markup, which only a new message may have."""
    if markup is None:
        return []
    kinds = MARKUPS.keys() & markup.keys()
    if len(kinds) != 1 or (inline_only and "inline_keyboard" not in kinds):
        raise bad("inline keyboard expected" if inline_only else "object expected as reply markup")
    (kind,) = kinds
    check_fields(kind, markup, ({kind}, MARKUPS[kind]))
    if kind != "inline_keyboard":
        return []
    keyboard = [row for row in markup["inline_keyboard"] if row]
    for row in keyboard:
        if len(row) > BUTTONS_A_ROW:
            raise bad("REPLY_MARKUP_INVALID")
        for button in row:
            _check_button(button)
    if sum(map(len, keyboard)) > BUTTONS:
        raise bad("reply markup is too long")
    return keyboard


def _check_button(button: Object) -> None:
    where = "can't parse inline keyboard button"
    if "text" not in button:
        raise bad(f'{where}: Can\'t find field "text"')
    if not str(button["text"]).strip():
        raise bad(f"{where}: Button text must be non-empty")
    check_fields("InlineKeyboardButton", button, ({"text"}, BUTTON_ACTIONS))
    actions = button.keys() & BUTTON_ACTIONS
    if not actions:
        raise bad(f"{where}: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad(f"{where}: More than one action: {', '.join(sorted(actions))}")
    (action,) = actions
    value = button[action]
    if action == "copy_text":
        if not 1 <= len(value["text"]) <= 256:
            raise bad("BUTTON_COPY_TEXT_INVALID")
    elif not isinstance(value, str):
        raise bad(f'{where}: Field "{action}" must be of type String')
    elif action == "callback_data" and not 1 <= len(value.encode()) <= 64:
        raise bad("BUTTON_DATA_INVALID")
    elif action == "url" and not re.fullmatch(r"(?:https?|tg)://\S+", value):
        raise bad("BUTTON_URL_INVALID")


def check_message(given: Object) -> None:
    """See that what comes with the text of a message is in order."""
    check_fields("link_preview_options", given.get("link_preview_options", {}), PREVIEW)
    if "reply_parameters" in given:
        check_fields("reply_parameters", given["reply_parameters"], REPLY)


def check_callback_answer(given: Object) -> None:
    """See that the answer to a pressed button is short enough."""
    if len(given.get("text", "")) > 200:
        raise bad("MESSAGE_TOO_LONG")


def check_inline_answer(given: Object) -> None:
    """See that the results for an inline query are in order."""
    results = given["results"]
    if len(results) > RESULTS:
        raise bad("RESULTS_TOO_MUCH")
    if len(given.get("next_offset", "").encode()) > 64:
        raise bad("NEXT_OFFSET_INVALID")
    button = given.get("button", {})
    check_fields("button", button, ({"text", "start_parameter"} if button else set(), set()))
    if button and not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", button["start_parameter"]):
        raise bad("START_PARAM_INVALID")
    for result in results:
        _check_result(result)
    if len({result["id"] for result in results}) < len(results):
        raise bad("RESULT_ID_DUPLICATE")


def _check_result(result: Object) -> None:
    where = "can't parse inline query result"
    if result.get("type") != "article":
        raise bad(f'{where}: type "{result.get("type")}" is unsupported')
    content = result.get("input_message_content", {})
    for fields, given in ((ARTICLE, result), (CONTENT, content)):
        if missing := sorted(fields[0] - given.keys()):
            raise bad(f'{where}: Can\'t find field "{missing[0]}"')
        check_fields(where, given, fields)
    if not 1 <= len(result["id"].encode()) <= 64:
        raise bad("RESULT_ID_INVALID")
    if not result["title"].strip():
        raise bad("ARTICLE_TITLE_EMPTY")
    check_message(content)
    formatted(content, "message_text", "MESSAGE_TOO_LONG")
    rows(result.get("reply_markup"), inline_only=True)


def check_commands(commands: list[Object]) -> None:
    """See that a menu of commands is in order."""
    if len(commands) > COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    for entry in commands:
        check_fields("BotCommand", entry, ({"command", "description"}, set()))
        if not re.fullmatch(r"[a-z0-9_]{1,32}", entry["command"]):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(entry["description"].strip()) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")


def scope_of(given: Object) -> tuple[str, int | None, str]:
    """Give the scope of a menu of commands: its type, its chat, its language."""
    scope, language = given.get("scope", {"type": "default"}), given.get("language_code", "")
    if scope.get("type") not in SCOPES:
        raise bad("can't parse BotCommandScope: Unsupported type specified")
    check_fields("BotCommandScope", scope, ({"type"} | SCOPES[scope["type"]], set()))
    if not re.fullmatch(r"(?:[a-z]{2})?", language):
        raise bad("invalid language code specified")
    return scope["type"], _value("chat_id", scope["chat_id"]) if "chat_id" in scope else None, language


def check_kinds(kinds: list[str]) -> None:
    """See that a bot asks only for kinds of updates that there are."""
    if unknown := [kind for kind in kinds if kind not in UPDATES]:
        raise bad(f"there are no updates of the kind {unknown[0]}")


def check_webhook(given: Object) -> None:
    """See that updates can be posted where the bot wants them."""
    if not re.fullmatch(r"https?://[^\s/]+(?:/\S*)?|", given["url"]):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", given.get("secret_token", "x")):
        raise bad("secret token contains unallowed characters")
    if not 1 <= given.get("max_connections", 40) <= 100:
        raise bad("max_connections is not between 1 and 100")
