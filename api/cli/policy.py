"""`casusregie policy`: who may see what, and by which row of the table."""

from functools import partial
from pathlib import Path

import click
from rich.box import SIMPLE_HEAD
from rich.table import Table

from api.cli.acting import Acting, Show, acting
from api.cli.console import out
from api.cli.privacy_document import privacy_document
from api.cli.results import write_result
from graph.inputs import could_be_id
from graph.policy.decisions import Release, Withhold
from graph.policy.explaining import CaseExplanation, Explanation, explained
from graph.policy.reasons import WORDINGS

NO_CASE = "For this actor there is no such case."


@click.group("policy")
def policy() -> None:
    """Who may see what, and by which row of the table."""


@policy.command()
@click.option("--case", "case", required=True, metavar="C", help="Id of the case.")
@acting
async def explain(acting: Acting, *, case: str) -> Show:
    """Say for every class whether this actor sees it in a case, by which rule, and whom to ask."""
    facts = await acting.guard.look_at(case) if could_be_id(case) else None
    found = explained(acting.actor, facts, acting.guard.now)
    return partial(out.print, NO_CASE) if found is None else partial(show, found)


@policy.command()
@click.option("--to", "path", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this file.")
def document(path: Path | None) -> None:
    """The document for the privacy officer, out of the policy in force (docs/privacy.md)."""
    text = privacy_document()
    if path is None:
        click.echo(text, nl=False)
    else:
        write_result(path, text)
        out.print(f"written: {path}", markup=False)


def show(found: CaseExplanation) -> None:
    """Print the answer for every class, and the version of the policy that gave it."""
    if found.row is not None:
        out.print(f"Row {found.row.id} of the matrix, legal frame {found.row.frame}", markup=False)
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in ("class", "answer", "rule", "whom to ask"):
        table.add_column(heading)
    for one in found.classes:
        table.add_row(one.field_class.value, *_told(one))
    out.print(table)
    out.print(f"Policy {found.version}", markup=False)


def _told(one: Explanation) -> tuple[str, str, str]:
    """Answer, rule and next step of one class."""
    if one.by_datum is not None:
        return f"by the datum: {one.by_datum}", one.decision.rule, ""
    match one.decision:
        case Release(rule=rule, part=part):
            return "released" if part == "WHOLE" else f"released: {part.value.lower().replace('_', ' ')}", rule, ""
        case Withhold(reason=reason, rule=rule):
            return f"withheld: {reason.value}", rule, WORDINGS[reason].ask_english
        case hidden:
            return "does not exist", hidden.rule, ""
