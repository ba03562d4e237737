"""The verb index: read documents and publish them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from bot.commands.options import NamedPath, common_options, settings
from bot.commands.read import years
from bot.terminal import gauge
from indexer.publishing import CODES, Indexed, Limits, confidence, publish, read_documents, refuse_contradictions
from knowledge.export import counts
from knowledge.models import Plan, Problem
from knowledge.store import Store


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=NamedPath())
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list, one object for each release.")
@click.option("--check", is_flag=True, help="Say what was read and what is doubtful; publish nothing.")
@click.option("--force", is_flag=True, help="Publish a plan that contradicts itself; its answers say so.")
@common_options
def index(paths: tuple[Path, ...], as_json: bool, check: bool, force: bool) -> None:
    """Read plans (files, or folders of them) and publish each as a release: all of them, or none."""
    config = settings()
    plans = _read(paths, Limits(config.knowledge.max_bytes, config.knowledge.max_pages))
    if check:
        _show_checked(plans, as_json)
        return
    if not force:
        refuse_contradictions(plans)
    with Store.open(config.knowledge.db) as store:
        done = publish(plans, store)
    if as_json:
        click.echo(json.dumps([_record(one) for one in done], ensure_ascii=False, indent=1))
        return
    for one in done:
        for line in _report(one):
            click.echo(line)


def _read(paths: tuple[Path, ...], limits: Limits) -> list[Plan]:
    """Read plans and show how far that is; Ctrl-C ends it."""
    try:
        with gauge() as told:
            return read_documents(paths, limits, told)
    except KeyboardInterrupt:
        click.echo("planbot: stopped; nothing was published", err=True)
        raise click.Abort from None


def _show_checked(plans: list[Plan], as_json: bool) -> None:
    """Print what would be published, and how much of each kind of table is beyond doubt."""
    if as_json:
        click.echo(json.dumps([_checked(plan) for plan in plans], ensure_ascii=False, indent=1))
        return
    for plan in plans:
        click.echo(f"{plan.source}: {plan.title}: {_counted(plan)}")
        for name, share in confidence(plan).items():
            click.echo(f"  {name.replace('_', ' ')}: {share:.0%} of the facts without a doubt")
        for problem in plan.problems:
            click.echo(_warning(plan.source, problem))


def _checked(plan: Plan) -> dict[str, Any]:
    return {
        "source": plan.source,
        "title": plan.title,
        "kind": plan.kind,
        "years": [plan.first_year, plan.last_year],
        **counts(plan),
        "confidence": confidence(plan),
        "warnings": [asdict(problem) for problem in plan.problems],
    }


def _counted(plan: Plan) -> str:
    named = ((count, name.replace("_", " ")) for name, count in counts(plan).items())
    return ", ".join(f"{count} {name.removesuffix('s') if count == 1 else name}" for count, name in named)


def _record(one: Indexed) -> dict[str, Any]:
    release = one.release
    return {
        "release": release.id,
        "title": release.title,
        "kind": release.kind,
        "years": [release.first_year, release.last_year],
        **counts(one.plan),
        "warnings": [asdict(problem) for problem in one.plan.problems],
    }


def _report(one: Indexed) -> Iterator[str]:
    """Say in lines what became of one document."""
    state = "published" if one.is_new else "unchanged"
    named = " ".join(part for part in (one.release.title, years(one.release)) if part)
    yield f"{one.release.id}: {state}, {named}: {_counted(one.plan)}"
    for problem in one.plan.problems:
        yield _warning(one.plan.source, problem)


def _warning(source: str, problem: Problem) -> str:
    """Say in one line where something is doubtful, what that means, and what stands there."""
    meaning = CODES[problem.code].explanation.rstrip(".")
    return f"  {_place(source, problem)}: {meaning} [{problem.code}]: {' '.join(problem.text.split())}"


def _place(source: str, problem: Problem) -> str:
    about = "/".join(part for part in (problem.fact, problem.field) if part)
    parts = [source, problem.line and f"line {problem.line}", problem.page and f"page {problem.page}", about]
    return ", ".join(part for part in parts if part)
