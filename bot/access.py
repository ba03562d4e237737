"""Who may ask, by the settings. Pure: it knows no Telegram objects."""

from __future__ import annotations

from dataclasses import dataclass

from bot.settings import Access


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who writes in a chat; `user` is None for one who hides behind a channel or a group."""

    user: int | None
    chat: int
    is_group: bool


def may_ask(access: Access, asker: Asker) -> bool:
    """Tell whether somebody is answered: in a listed group anybody, elsewhere all or those listed.

    Where groups are listed, the bot is silent in the others, whoever writes.
    """
    if asker.is_group and access.chats:
        return asker.chat in access.chats
    return access.open or asker.user in access.users or asker.user in access.admins
