"""`casusregie intake`: new persons by notice or placement, what waited longest first."""

from dataclasses import replace
from functools import partial
from typing import Any

import click
import orjson
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from api.cli.acting import Acting, Show, acting, usually
from api.cli.console import out
from api.cli.picturing import INVENTED, not_shown
from graph.actors import Purpose
from graph.intakes import Intake, IntakeList, intake_list
from graph.policy.reasons import WORDINGS
from graph.times import day_of, local_time

_DUTCH = {
    "START_OF_DETENTION": "begin detentie",
    "END_OF_DETENTION": "einde detentie",
    "ADMINISTRATIVE": "BIJ-melding",
    "CALL_UP": "oproep",
    "PLACEMENT": "plaatsing",
}


@click.command("intake")
@click.option("--first", type=click.IntRange(1, 500), default=30, show_default=True, help="How many at the most.")
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
@acting
@usually(Purpose.INTAKE)
async def intake_command(acting: Acting, *, first: int, as_json: bool) -> Show:
    """New persons of whom the organisation was told: what waited longest first (instroom). Purpose: INTAKE."""
    found = await intake_list(acting.guard)
    shown = replace(found, intakes=found.intakes[:first])
    for one in shown.intakes:
        acting.guard.show([one.person_id], one.case_id)
    if as_json:
        return partial(click.echo, orjson.dumps(as_data(shown, len(found.intakes)), option=orjson.OPT_INDENT_2))
    return partial(show, shown, len(found.intakes))


def as_data(found: IntakeList, total: int) -> dict[str, Any]:
    """The list as plain data for JSON; `total` is how long the whole list is."""
    return {
        "invented": True,
        "caption": INVENTED,
        "at": local_time(found.at).isoformat(),
        "total": total,
        "intakes": [_intake(one) for one in found.intakes],
        "withheld": not_shown(found.withheld),
    }


def _intake(one: Intake) -> dict[str, Any]:
    return {
        "case": one.case_id,
        "person": one.person_id,
        "name": one.name,
        "birthDate": one.birth_date,
        "arrivedOn": _day(one.arrived_at),
        "prison": one.prison and {"id": one.prison.id, "name": one.prison.name},
        "municipalities": [{"id": place.id, "name": place.name} for place in one.municipalities],
        "notices": [
            {"fact": told.fact, "kind": told.kind, "receivedOn": _day(told.received_at), "source": told.source}
            for told in one.notices
        ],
        "lastDayOn": one.last_day,
        "daysLeft": one.days_left,
        "daysWaiting": one.days_waiting,
        "unassignedLong": one.unassigned_long,
    }


def show(found: IntakeList, total: int) -> None:
    """Print the list for people; fits in 80 columns."""
    out.print(Text(f"Intake (instroom) on {day_of(found.at)}: {len(found.intakes)} of {total}", "bold"))
    if not found.intakes:
        out.print(Text("Nobody: no notice or placement of the last weeks waits for your organisation."))
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in ("left", "who", "inside", "municipality", "notice"):
        table.add_column(heading, overflow="fold")
    for one in found.intakes:
        latest = one.notices[0]
        left = Text(_days(one.days_left))
        if one.unassigned_long:
            left = Text(f"{_days(one.days_left)}\nunassigned", "bold yellow")
        inside = f"since {_day(one.arrived_at)}" if one.arrived_at is not None else "unknown"
        table.add_row(
            left,
            Text(f"{one.name or 'name unknown'}\nborn {one.birth_date or 'unknown'}"),
            Text("\n".join(filter(None, (inside, one.prison.name if one.prison else None)))),
            Text(", ".join(place.name for place in one.municipalities)),
            Text(f"{_DUTCH[latest.kind]}\n{_day(latest.received_at)}"),
        )
    if found.intakes:
        out.print(table)
    for one in found.withheld:
        out.print(Text(f"not shown: {one.field_class}: {WORDINGS[one.reason].english}", "dim"))
    out.print(Text(INVENTED, "italic"))


def _day(moment: int | None) -> str | None:
    return None if moment is None else str(day_of(moment))


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
