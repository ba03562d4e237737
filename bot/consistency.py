"""Settings that are each right, and do not go together."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from bot.findings import Finding, Level
from bot.settings import Access, Config, Operations, Telegram

# Telegram posts to no others (Bot API, setWebhook).
_WEBHOOK_PORTS = (443, 80, 88, 8443)
_ANY = {"0.0.0.0", "::", "*"}


def check_settings(config: Config, file: Path | None, token_is_from_file: bool) -> list[Finding]:
    """List what does not go together in the settings; one line where all does."""
    sayings = [
        *_webhook(config.telegram),
        *_access(config.access),
        *_ports(config.telegram, config.operations),
        *_reach(config.telegram, config.operations),
        *_readers(file, token_is_from_file or bool(config.telegram.webhook_secret)),
    ]
    found = [Finding("settings", level, text) for level, text in sayings]
    return found or [Finding("settings", "ok", "go together")]


def _webhook(telegram: Telegram) -> Iterator[tuple[Level, str]]:
    address = _parts(telegram.webhook_url)
    if telegram.mode == "polling":
        if telegram.webhook_url:
            yield "warning", 'webhook_url is not used while mode is "polling"; set mode = "webhook" in [telegram]'
    elif not telegram.webhook_url:
        yield "problem", 'mode "webhook" needs webhook_url in [telegram], the public address that Telegram posts to'
    elif not telegram.api_base:
        # A Bot API server of one's own posts to any address.
        if address.scheme != "https":
            yield "problem", "webhook_url in [telegram] must begin with https://, for Telegram posts to no other"
        elif (_port(address) or 443) not in _WEBHOOK_PORTS:
            ports = ", ".join(map(str, _WEBHOOK_PORTS))
            yield "problem", f"webhook_url in [telegram] is at {address.netloc}; Telegram posts to ports {ports} only"


def _access(access: Access) -> Iterator[tuple[Level, str]]:
    if not access.open and not access.admins:
        nobody = not (access.users or access.chats)
        who = "answers nobody" if nobody else "has nobody who can let others in"
        yield "problem" if nobody else "warning", f"a closed bot without admins {who}; list admins in [access]"
    if wrong := [number for number in access.chats if number >= 0]:
        yield "warning", f"chats in [access] lists {wrong[0]}, and the id of a group is negative; list people in users"
    if wrong := [number for number in access.users + access.admins if number <= 0]:
        yield "warning", f"users or admins in [access] list {wrong[0]}, and the id of a person is positive"


def _ports(telegram: Telegram, operations: Operations) -> Iterator[tuple[Level, str]]:
    same_place = telegram.webhook_listen == operations.listen or {telegram.webhook_listen, operations.listen} & _ANY
    if telegram.mode == "webhook" and telegram.webhook_port == operations.port and same_place:
        yield (
            "problem",
            f"port {operations.port} is used twice; change port in [operations] or webhook_port in [telegram]",
        )


def _reach(telegram: Telegram, operations: Operations) -> Iterator[tuple[Level, str]]:
    if operations.port and not _is_loopback(operations.listen):
        yield "warning", f"health and metrics are open to whoever reaches {operations.listen}; guard that port"
    base = _parts(telegram.api_base)
    if base.scheme == "http" and not _is_loopback(base.hostname or ""):
        yield "warning", "the token crosses the network unencrypted; give api_base in [telegram] as https://"


def _readers(file: Path | None, holds_secrets: bool) -> Iterator[tuple[Level, str]]:
    if file and holds_secrets and file.is_file() and file.stat().st_mode & 0o004:
        yield "warning", f"{file} holds a secret and can be read by every user of this machine; chmod o-rwx {file}"


def _parts(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _port(address: SplitResult) -> int | None:
    try:
        return address.port
    except ValueError:
        return -1


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
