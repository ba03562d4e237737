"""Which release of a plan stands before or after which: what a new one replaces, and what is served no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.catalogue import Entry, build_catalogue
from knowledge.changes import Change
from knowledge.links import Links, plan_of
from knowledge.models import Plan, Problem, Release
from knowledge.store import Store


@dataclass(frozen=True, slots=True)
class Preview:
    """What a plan holds, what it changes against the release that it would replace, and where it contradicts itself."""

    plan: Plan
    replaces: Release | None
    changed: tuple[Change, ...]
    contradictions: tuple[Problem, ...]

    @property
    def is_same(self) -> bool:
        """Tell whether this very file is being served."""
        return self.replaces is not None and self.replaces.sha256 == self.plan.sha256


def restorable(releases: Sequence[Release]) -> list[Release]:
    """List the published releases that replaced an earlier one of their plan."""
    number = {release.id: len(release.id) - len(plan_of(release.id)) for release in releases}
    return [
        r
        for r in releases
        if r.status == "published" and number[r.id] and any(plan_of(o.id) == plan_of(r.id) and o != r for o in releases)
    ]


def find_superseded(store: Store, link: str) -> tuple[Release, Entry] | None:
    """Find a link's fact in releases that are served no more, the newest first."""
    for release in store.releases():
        if release.status != "published":
            plans = {release.id: store.plan(release.id)}
            catalogue = build_catalogue([release], plans, store.segmenter())
            if found := Links(catalogue).find(link):
                return release, found.entry
    return None
