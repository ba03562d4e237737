"""Asking Telegram for updates, for as long as the bot runs."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from telegram.error import NetworkError
from telegram.request import HTTPXRequest

_REFUSED = {HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND}


class Asking(HTTPXRequest):
    """The request that asks for updates.

    The library stops asking for good where the token is refused, and the bot would live on deaf. That it was taken at
    the start makes a proxy on the way, or a token that is being renewed, the likelier cause: it is asked again.
    """

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """Ask once."""
        status, body = await super().do_request(*args, **kwargs)
        if status in _REFUSED:
            raise NetworkError(f"Telegram refuses the token or the address (HTTP {status})")
        return status, body
