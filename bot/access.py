"""Who may ask, by the settings and by what admins decided. Pure: it knows no Telegram objects."""

from __future__ import annotations

from dataclasses import dataclass

from bot.settings import Access


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who writes in a chat; `person` is None for one who hides behind a channel or a group."""

    person: int | None
    chat: int
    is_group: bool

    @property
    def key(self) -> int:
        """Give the number under which a conversation is kept: the person's, or the chat's where nobody is known."""
        return self.chat if self.person is None else self.person


@dataclass(frozen=True, slots=True)
class Admitted:
    """May ask."""


@dataclass(frozen=True, slots=True)
class Stranger:
    """May not ask, and can be let in by an admin."""


@dataclass(frozen=True, slots=True)
class Unheard:
    """Is not answered at all: a group that is not listed."""


Admission = Admitted | Stranger | Unheard


def admission(access: Access, asker: Asker, is_guest: bool) -> Admission:
    """Tell whether somebody is answered: in a listed group anybody, elsewhere all or those listed or let in.

    Where groups are listed, the bot is silent in the others, whoever writes.
    """
    if asker.is_group and access.chats:
        return Admitted() if asker.chat in access.chats else Unheard()
    if access.open or asker.person in access.users or asker.person in access.admins or is_guest:
        return Admitted()
    return Unheard() if asker.is_group else Stranger()


def is_admin(access: Access, person: int | None) -> bool:
    """Tell whether somebody may publish and let people in."""
    return person is not None and person in access.admins
