"""Reading documents and publishing them: the door by which the bot enters the indexer."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from importlib import resources
from pathlib import Path

import msgspec

from indexer.aside import Aside
from indexer.files import SUFFIXES as SUFFIXES  # These are for the bot, whose door this is.
from indexer.files import USUAL, find_documents
from indexer.files import Limits as Limits
from indexer.identity import release_slug
from indexer.inspection import confidence as confidence
from indexer.inspection import contradictions, inspect
from indexer.pipeline import read_bytes, read_plan
from indexer.problems import CODES as CODES
from indexer.problems import CONTRADICTION, MISTAKEN, UNANSWERED
from knowledge.changes import changes
from knowledge.errors import DocumentRefused
from knowledge.links import plan_of
from knowledge.models import Kind, NotFound, Plan, Problem, Release
from knowledge.progress import Progress, Told, unheard
from knowledge.service import Assistant
from knowledge.store import Publication, Store
from knowledge.succession import Preview
from knowledge.trial import asked_by_name, is_about


@dataclass(frozen=True, slots=True)
class Entry:
    """What the manifest knows of a bundled plan."""

    file: str
    title: str
    agency: str
    agency_code: str
    kind: Kind
    first_year: int
    last_year: int
    sha256: str
    url: str | None = None
    published_on: str | None = None


@dataclass(frozen=True, slots=True)
class Indexed:
    """A document that was read and published; `is_new` is False where this very file is being served already."""

    release: Release
    plan: Plan
    is_new: bool


def read_documents(
    paths: Sequence[Path],
    limits: Limits = USUAL,
    told: Told = unheard,
) -> list[Plan]:
    """Read documents, or folders of them. Raises DocumentRefused if one of them must not be read."""
    return inspected([read_plan(path, limits, told) for path in find_documents(paths)], told)


def inspected(plans: Sequence[Plan], told: Told = unheard) -> list[Plan]:
    """Give plans with what an inspection and a trial found added to their problems. Raises DocumentRefused."""
    return [replace(plan, problems=(*plan.problems, *inspect(plan), *unanswered(plan, told))) for plan in plans]


def unanswered(plan: Plan, told: Told = unheard) -> tuple[Problem, ...]:
    """Publish a plan aside, ask for every fact by its own name, and list the facts that this does not find."""
    told(Progress(plan.source, "index"))
    asked, found = list(asked_by_name(plan)), []
    with Store.open(":memory:") as store:
        store.publish([Publication(plan, slug_of(plan))], _ASIDE)
        # Names hold no 今年, so that the day is of no account.
        assistant = Assistant(store, date.min)
        for number, (fact, question) in enumerate(asked, 1):
            turn = assistant.ask(question)
            if isinstance(turn.answer, NotFound):
                found.append(Problem(UNANSWERED.name, question, fact=fact))
            elif not is_about(turn, fact, assistant.catalogue()):
                found.append(Problem(MISTAKEN.name, question, fact=fact))
            told(Progress(plan.source, "trial", number, len(asked)))
    return tuple(found)


_ASIDE = "1970-01-01T00:00:00+00:00"


def refuse_contradictions(plans: Sequence[Plan]) -> None:
    """Refuse plans that state a fact twice, and not alike. Raises DocumentRefused, which names the first."""
    for plan in plans:
        for found in contradictions(plan)[:1]:
            raise DocumentRefused(
                f"{plan.source}: contradicts itself: 「{found.fact}」 {found.text};"
                " correct the file, or publish it with --force, and answers will say so"
            )


def upload_aside(name: str, raw: bytes, limits: Limits, seconds: float) -> Aside:
    """Give the work of reading and inspecting a file that somebody sent, to be done in a process of its own."""
    return Aside("indexer.publishing:read_upload", name, raw, limits, seconds=seconds)


def read_upload(name: str, raw: bytes, limits: Limits, told: Told = unheard) -> Plan:
    """Read and inspect the bytes of a file that somebody sent, in this very process. Raises DocumentRefused."""
    [plan] = inspected([read_bytes(name, raw, limits, told)], told)
    return plan


def bundled_plans() -> list[Plan]:
    """Read the plans that come with planbot, in this very process: nobody made them to hurt."""
    folder = resources.files("knowledge").joinpath("plans")
    return [read_bytes(entry.file, folder.joinpath(entry.file).read_bytes()) for entry in manifest()]


@cache
def manifest() -> tuple[Entry, ...]:
    """Read what is known of the bundled plans."""
    text = resources.files("knowledge").joinpath("plans", "manifest.toml").read_text(encoding="utf-8")
    return tuple(msgspec.convert(entry, Entry) for entry in tomllib.loads(text)["plans"])


def agency_codes() -> dict[str, str]:
    """Give the short names of the agencies that the manifest knows."""
    return {entry.agency: entry.agency_code for entry in manifest()}


def slug_of(plan: Plan) -> str:
    """Give the id that a plan's first release gets: AGENCY-KIND-YEARS."""
    return release_slug(plan, agency_codes().get(plan.agency))


def preview(plan: Plan, store: Store) -> Preview:
    """Compare a plan with the release that it would replace."""
    slug = slug_of(plan)
    served = next((r for r in store.published() if plan_of(r.id) == slug), None)
    changed = tuple(changes(store.plan(served.id), plan)) if served else ()
    return Preview(plan, served, changed, tuple(p for p in plan.problems if p.code == CONTRADICTION.name))


def publish(plans: Sequence[Plan], store: Store) -> list[Indexed]:
    """Publish plans in one transaction, each under the id that its agency, kind and years make."""
    known = {entry.sha256: entry for entry in manifest()}
    named = [replace(p, title=known[p.sha256].title) if p.sha256 in known else p for p in plans]
    publications = [
        Publication(
            plan,
            slug_of(plan),
            url=known[plan.sha256].url if plan.sha256 in known else None,
            published_on=known[plan.sha256].published_on if plan.sha256 in known else None,
        )
        for plan in named
    ]
    now = datetime.now(UTC).isoformat(timespec="seconds")
    done = store.publish(publications, now)
    return [Indexed(d.release, p, d.is_new) for d, p in zip(done, named, strict=True)]
