"""What carries over from one question to the next: the last subject, list, and what was asked of it."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.catalogue import Catalogue, Entry, Subject
from knowledge.cues import Attribute


@dataclass(frozen=True, slots=True)
class Ref:
    """A fact by its place: survives a restart, and is looked up again in the catalogue of the day."""

    release: str
    subject: Subject
    position: int


@dataclass(frozen=True, slots=True)
class Context:
    """The state of one conversation; the empty one knows nothing.

    `before` is what was spoken of before the focus, `years` those that were asked for last, `earlier` those before them
    of the same thing and `told` all of them, `asked` the last question that stood by itself, in the form in which it
    was read. `offers` tells whether what is listed was offered as a choice, which stays open until one is picked.
    """

    focus: Ref | None = None
    listed: tuple[Ref, ...] = ()
    attribute: Attribute | None = None
    before: Ref | None = None
    years: tuple[int, ...] = ()
    asked: str = ""
    earlier: tuple[int, ...] = ()
    told: tuple[int, ...] = ()
    offers: bool = False


def ref(entry: Entry) -> Ref:
    """Give the place of an entry."""
    return Ref(entry.release.id, entry.subject, entry.position)


def resolve(catalogue: Catalogue, reference: Ref) -> Entry | None:
    """Find what a reference points to; None if it is no longer published."""
    try:
        return catalogue.find(reference.release, reference.subject, reference.position)
    except KeyError:
        return None
