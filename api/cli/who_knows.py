"""`casusregie who-knows`: which organisations are involved with a person, and whom to call there."""

from functools import partial
from typing import Any

import click
import orjson
from rich.text import Text

from api.cli.acting import Acting, Show, acting
from api.cli.case_tables import table, who, word
from api.cli.console import out
from api.cli.picturing import INVENTED, plain
from graph.errors import InputError
from graph.knowers import Knowers, knowers_of
from graph.persons import persons_by_id, persons_found
from graph.policy.reasons import WORDINGS


@click.command("who-knows")
@click.argument("person")
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
@acting
async def who_knows_command(acting: Acting, *, person: str, as_json: bool) -> Show:
    """Who knows PERSON (wie kent deze persoon), an id, or a name or number in the cases of who acts.

    The person is told that it was asked.
    """
    found = await knowers_of(acting.guard, person)
    if found is None:
        page = await persons_found(acting.guard, search=person or None, first=20)
        known = await persons_by_id(acting.guard, page.items) if page.items else {}
        if len(known) > 1:
            several = "; ".join(f"{one.id} ({one.name or 'name unknown'})" for one in known.values())
            raise InputError("several persons fit", f"give one of the ids: {several}")
        found = await knowers_of(acting.guard, next(iter(known), ""))
    if found is None:
        raise InputError(
            "nobody of that id, name or number is in the cases of who acts, for reintegration",
            "check it, or act as another; this is answered under --purpose REINTEGRATION only",
        )
    return (
        partial(click.echo, orjson.dumps(as_data(found), option=orjson.OPT_INDENT_2))
        if as_json
        else partial(show, found)
    )


def as_data(found: Knowers) -> dict[str, Any]:
    """Who knows a person as plain data for JSON."""
    return {
        "invented": True,
        "caption": INVENTED,
        "person": found.person_id,
        "organisations": plain(found.organisations, frozenset()),
        "withheld": [{"class": one.field_class, "reason": one.reason, "rule": one.rule} for one in found.withheld],
    }


def show(found: Knowers) -> None:
    """Print who knows a person as a table for people."""
    table(
        f"Who knows {found.person_id} (wie kent deze persoon)",
        ("organisation", "kind", "whom to call (contactpunt)", "function"),
        [
            (
                who(one.organisation),
                word(one.organisation.organisation_kind),
                one.contact.professional_name or who(one.contact),
                word(one.contact.function, "the organisation itself"),
            )
            for one in found.organisations
        ],
        "nothing that is shown to you",
    )
    for one in found.withheld:
        out.print(Text(f"not shown: {one.field_class}: {WORDINGS[one.reason].english}", "dim"))
    out.print(Text("The person can read that you asked (de betrokkene ziet dat u dit vroeg).", "dim"))
    out.print(Text(INVENTED, "italic"))
