"""Finding the passages that answer: FTS5 proposes by words and characters, the share explained decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from knowledge.answers.citations import cite_piece
from knowledge.catalogue import Catalogue, Field
from knowledge.linking import CLEAR, Linker
from knowledge.models import Citation, Plan, Release
from knowledge.pieces import Piece, pieces_of
from knowledge.store import Hit
from knowledge.words import key

FLOOR = 0.55
_PROPOSED = 40
# Of passages that explain a topic equally, a sentence says more than a name.
_KINDS = ("sections", "table_rows", "annual_items", "kpis", "legends", "projects")


@dataclass(frozen=True, slots=True)
class Found:
    """A passage with the share of the topic that it explains and what it leaves unexplained."""

    release: Release
    piece: Piece
    explained: float
    against: tuple[str, ...]
    left: tuple[str, ...]


class Index(Protocol):
    """Proposes passages that share words or characters with a question, the best first."""

    def search(self, words: Iterable[str], grams: Iterable[str], limit: int) -> list[Hit]: ...


class Unindexed:
    """Proposes passages of plans that the store does not index: those of earlier releases, which are few."""

    def __init__(self, plans: Mapping[str, Plan]) -> None:
        self._places = [
            (release, piece, key(piece.searched)) for release, plan in plans.items() for piece in pieces_of(plan)
        ]

    def search(self, words: Iterable[str], grams: Iterable[str], limit: int) -> list[Hit]:
        """Find the passages that share most pairs of characters with a question."""
        asked = {g for g in (*words, *grams) if len(g) > 1}
        counted = [(sum(g in text for g in asked), release, piece) for release, piece, text in self._places]
        found = sorted((c for c in counted if c[0]), key=lambda c: -c[0])[:limit]
        return [Hit(release, p.kind, p.position, p.part, -float(shared)) for shared, release, p in found]


class Finder:
    """Finds passages in the published plans of one catalogue."""

    def __init__(self, store: Index, catalogue: Catalogue, linker: Linker) -> None:
        self._store = store
        self._catalogue = catalogue
        self._linker = linker
        self._pieces: dict[tuple[str, str, int, int], Piece] = {
            (release.id, piece.kind, piece.position, piece.part): piece
            for release in catalogue.releases
            for piece in pieces_of(catalogue.plans[release.id])
        }
        self._releases = {r.id: r for r in catalogue.releases}

    def find(
        self, topic: str, releases: Sequence[str] | None = None, kinds: Sequence[str] | None = None, whole: str = ""
    ) -> list[Found]:
        """Give the passages that share anything with a topic, what explains most of it first.

        In the whole topic it is seen whether the name of a project is imitated.
        """
        tokens = self._catalogue.segmenter.tokens(topic)
        hits = [
            hit
            for hit in self._store.search(tokens.words, tokens.grams, _PROPOSED)
            if (releases is None or hit.release in releases) and (kinds is None or hit.kind in kinds)
        ]
        found = [self._explained(hit, topic, whole, heeds_words=False) for hit in hits]
        if found and max(f.explained for f in found) < CLEAR:
            found = [self._explained(hit, topic, whole, heeds_words=True) for hit in hits]
        return sorted(found, key=lambda f: (bool(f.against), -round(f.explained, 2), _KINDS.index(f.piece.kind)))

    def _explained(self, hit: Hit, topic: str, whole: str, heeds_words: bool) -> Found:
        """Weigh how much of a topic a passage explains."""
        piece = self._pieces[hit.release, hit.kind, hit.position, hit.part]
        fields = [Field(key(piece.quote.text), 1.0)]
        if piece.context:
            fields.append(Field(key(piece.context), 0.6))
        part = self._linker.explain(topic.split(), fields, heeds_words)
        against = part.against
        if hit.kind == "projects":
            against = (*against, *self._linker.imitated((whole or topic).split(), fields))
        return Found(self._releases[hit.release], piece, part.explained, against, part.left)

    def citation(self, found: Found, at: int | None = None) -> Citation:
        """Cite a passage from the page on which it begins, or on which stands what of it answers (its offset)."""
        plan = self._catalogue.plans[found.release.id]
        citation = cite_piece(found.release, plan, found.piece)
        return citation if at is None else replace(citation, page=plan.page_at(at) or citation.page)
