"""The verbs on the history of releases: diff, rollback and withdraw."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

import click

from bot.commands.options import common_options, existing_store, settings
from knowledge.changes import Change, changes
from knowledge.errors import UnknownRelease
from knowledge.links import plan_of

_SAID = {
    "added": "added", "dropped": "dropped", "renamed": "renamed", "target": "target moved",
    "measure": "measure reworded", "content": "content changed", "period": "period moved",
    "category": "category changed", "column": "column changed", "figure": "figure of a table changed",
}  # fmt: skip


@click.command()
@click.argument("old")
@click.argument("new")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@common_options
def diff(old: str, new: str, as_json: bool) -> None:
    """Say what the release NEW says otherwise than the release OLD; differences of form alone are none."""
    with existing_store(settings()) as store:
        before, after = store.release(old), store.release(new)
        if (before.agency, before.kind) != (after.agency, after.kind):
            raise UnknownRelease(f"{old} and {new} are different plans; name two releases of one")
        found = changes(store.plan(old), store.plan(new))
    if as_json:
        click.echo(json.dumps([asdict(change) for change in found], ensure_ascii=False, indent=1))
        return
    for line in _lines(found):
        click.echo(line)
    if not found:
        click.echo(f"{old} and {new} state the same facts; their prose is not compared", err=True)


@click.command()
@click.argument("release")
@common_options
def rollback(release: str) -> None:
    """Serve the release before RELEASE again, where RELEASE is the one of its plan that is served."""
    with existing_store(settings()) as store:
        served = store.release(release)
        if served.status != "published":
            raise UnknownRelease(f"{release} is not served; planbot releases lists what is")
        back = store.bring_back(plan_of(served.id))
    click.echo(f"{back.id}: published again, {back.title}; {served.id} stays readable")


@click.command()
@click.argument("release")
@common_options
def withdraw(release: str) -> None:
    """Serve the plan of RELEASE no more; its releases stay readable."""
    with existing_store(settings()) as store:
        gone = store.withdraw(release)
    click.echo(f"{gone.id}: withdrawn, {gone.title}; it stays readable")


def _lines(found: list[Change]) -> Iterator[str]:
    for change in found:
        of = change.header or (f"{change.year}" if change.year else "")
        yield f"{_SAID[change.kind]}: {change.name}" + (f" [{of}]" if of else "")
        for sign, said, page in (("-", change.before, change.before_page), ("+", change.after, change.after_page)):
            if said:
                where = f"  [page {page}]" if page else ""
                yield f"  {sign} {' '.join(said.split())}{where}"
