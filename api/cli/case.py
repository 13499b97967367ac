"""`casusregie case`: one case: who directs, the team, the people around with each reading, the organisations."""

from functools import partial
from typing import Any

import click
import orjson
from rich.text import Text

from api.cli.acting import Acting, Show, acting
from api.cli.case_tables import closing, day, heading, table, who, word
from api.cli.console import out
from api.cli.picturing import data_of, of_a_case, pictured, plain
from graph.case_pictures import Picture
from graph.case_teams import Member, Reading, director, organisations_around, people_around, team
from graph.times import last_day

NOTHING = "nothing that is shown to you"
MOMENTS = frozenset(
    {"at", "known_at", "valid_from", "valid_to", "planned_to", "read_at", "recorded_at", "confirmed_at"}
)


@click.command("case")
@of_a_case
@acting
async def case_command(acting: Acting, *, case: str, at: str | None, known_at: str | None, as_json: bool) -> Show:
    """The case picture of CASE: an id, or the id, name or number of a person with one case of who acts."""
    picture = await pictured(acting, case, at, known_at)
    if as_json:
        return partial(click.echo, orjson.dumps(as_data(picture), option=orjson.OPT_INDENT_2))
    return partial(show, picture)


def as_data(picture: Picture) -> dict[str, Any]:
    """A picture as plain data for JSON: moments with offset, ends exclusive."""
    view, dossier = picture.view, picture.dossier
    return data_of(
        picture,
        {
            "persons": dossier.person_ids,
            "kind": dossier.kind,
            "frame": dossier.frame,
            "director": plain(director(view), MOMENTS),
            "team": plain(team(view), MOMENTS),
            "peopleAround": plain(people_around(view), MOMENTS),
            "organisations": plain(organisations_around(view), MOMENTS),
        },
    )


def show(picture: Picture) -> None:
    """Print a picture as tables for people."""
    view = picture.view
    heading("Picture", picture)
    directing = director(view)
    told = f"{who(directing.party)}, since {day(directing.valid_from)}" if directing else "nobody, or not shown"
    if directing and directing.ended:
        told += f", when the position of {who(directing.ended)} ended"
    out.print(Text(f"Directed by (casusregisseur): {told}"))
    table(
        "Team (betrokkenen)",
        ("role", "who", "since", "until", "source"),
        [(word(one.role), who(one.party), day(one.valid_from), _until(one), one.origin.source) for one in team(view)],
        NOTHING,
    )
    table(
        "People around (naasten), each reading apart",
        ("who", "tie", "the person says", "professionals say"),
        [
            (
                one.name or "name unknown",
                word(one.tie),
                _quality(one.own_reading),
                "; ".join(f"{_quality(said)} ({who(said.by)})" for said in one.readings) or "nobody said",
            )
            for one in people_around(view)
        ],
        NOTHING,
    )
    table(
        "Organisations (organisaties)",
        ("organisation", "kind", "through"),
        [
            (who(one.organisation), word(one.organisation.organisation_kind), ", ".join(one.through).lower())
            for one in organisations_around(view)
        ],
        NOTHING,
    )
    closing(picture)


def _quality(reading: Reading | None) -> str:
    return word(reading.quality if reading else None, "not asked")


def _until(one: Member) -> str:
    if one.valid_to is not None:
        return str(last_day(one.valid_to))
    return f"with {word(one.ends_with)}" if one.ends_with in ("RELEASE", "TITLE_END") else "no end known"
