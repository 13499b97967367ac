"""`casusregie paths`: how to come to a professional, a function or an organisation around the person of a case."""

from functools import partial
from typing import Any

import click
import orjson
from rich.text import Text

from api.cli.acting import Acting, Show, acting
from api.cli.case_tables import day, table, who, word
from api.cli.console import out
from api.cli.picturing import INVENTED, case_of, not_shown, plain
from graph.errors import InputError
from graph.folding import folded
from graph.inputs import could_be_id
from graph.model.words import FUNCTIONS
from graph.organisations import organisations_by_id, organisations_found
from graph.paths import Goal, Hop, Paths, paths_to
from graph.policy.reasons import WORDINGS
from graph.professionals import professionals_by_id, professionals_found

_DUTCH = {
    "OWN_CASE": "own case (eigen casus)",
    "MEETING": "meeting (overleg)",
    "SAME_ORGANISATION": "works there (zelfde organisatie)",
    "AGREEMENT": "agreement (afspraak)",
}


@click.command("paths")
@click.argument("case")
@click.option("--to", required=True, metavar="WHO", help="A function, or a professional or organisation (name or id).")
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
@acting
async def paths_command(acting: Acting, *, case: str, to: str, as_json: bool) -> Show:
    """Paths (paden) from who acts to somebody around the person of CASE: an id, or a person with one case here."""
    goal = await _goal(acting, to)
    found = await paths_to(acting.guard, case, goal) or await paths_to(acting.guard, await case_of(acting, case), goal)
    if found is None:
        raise InputError("this case is no longer one of who acts", "search again")
    return (
        partial(click.echo, orjson.dumps(as_data(found), option=orjson.OPT_INDENT_2))
        if as_json
        else partial(show, found, to)
    )


async def _goal(acting: Acting, typed: str) -> Goal:
    """Whom is meant. Raises InputError where nobody is, or several are."""
    function = typed.strip().upper().replace(" ", "_").replace("-", "_")
    if function in FUNCTIONS:
        return Goal(function=function)
    store, actor, clock, guard = acting.store, acting.actor, acting.clock, acting.guard
    asked = [typed] if could_be_id(typed) else []
    if await organisations_by_id(store, actor, clock, asked):
        return Goal(organisation=typed)
    if await professionals_by_id(guard, asked):
        return Goal(professional=typed)
    places = (await organisations_found(store, actor, clock, search=typed, first=5)).items
    people = (await professionals_found(guard, search=typed, first=5)).items
    names = {
        **{
            Goal(organisation=one.id): one.name
            for one in (await organisations_by_id(store, actor, clock, places)).values()
        },
        **{Goal(professional=one.id): one.name or "" for one in (await professionals_by_id(guard, people)).values()},
    }
    exact = [goal for goal, name in names.items() if folded(name) == folded(typed)] or list(names)
    if len(exact) == 1:
        return exact[0]
    if not names:
        functions = ", ".join(FUNCTIONS)
        raise InputError(
            f"--to: no function, professional or organisation is called {typed[:40]!r}",
            f"give a name, an id, or a function: {functions}",
        )
    several = "; ".join(f"{goal.organisation or goal.professional} ({names[goal]})" for goal in exact)
    raise InputError("--to: several fit", f"give one of the ids: {several}")


def as_data(found: Paths) -> dict[str, Any]:
    """Paths as plain data for JSON."""
    return {
        "invented": True,
        "caption": INVENTED,
        "case": found.case_id,
        "around": found.around,
        "paths": plain(found.paths, frozenset({"since"})),
        "withheld": not_shown(found.withheld),
    }


def show(found: Paths, to: str) -> None:
    """Print the paths as a table for people."""
    rows: list[tuple[str | Text, ...]] = [
        (f"{number}" if step == 0 else "", who(hop.party), word(hop.party.function, "organisation"), _via(hop))
        for number, path in enumerate(found.paths, 1)
        for step, hop in enumerate(path.hops)
    ]
    nothing = "there is no path over what is yours" if found.around else "nobody like that is around the person"
    table(f"Paths to {to} (paden)", ("path", "to", "function", "by"), rows, nothing)
    for one in found.withheld:
        out.print(Text(f"not shown: {one.field_class}: {WORDINGS[one.reason].english}", "dim"))
    out.print(Text(INVENTED, "italic"))


def _via(hop: Hop) -> str:
    agreed = [f"{word(one.kind)} since {day(one.since)}" for one in hop.agreements]
    return ", ".join([*(_DUTCH[one] for one in hop.kinds), *agreed])
