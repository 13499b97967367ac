"""`casusregie work`: what waits for who acts, the most urgent first, with the reason."""

from dataclasses import replace
from functools import partial
from typing import Any

import click
import orjson
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from analytics.urgency_rules import WorkKind
from analytics.work import Work, work_of
from analytics.work_item import WorkFor, WorkItem
from api.cli.acting import Acting, Show, acting
from api.cli.console import out
from api.cli.picturing import INVENTED, not_shown
from graph.case_records import Party
from graph.policy.reasons import WORDINGS
from graph.times import day_of, local_time

_DUTCH = {
    WorkKind.CASE: "casus",
    WorkKind.ACTION: "actie",
    WorkKind.HANDOVER: "overdracht",
    WorkKind.REFERRAL: "verwijzing",
    WorkKind.ADVICE_REQUEST: "adviesaanvraag",
    WorkKind.PLAN_ANSWER: "instemming met plan",
    WorkKind.DISPUTE: "betwisting",
    WorkKind.WITHOUT_OWNER: "zonder eigenaar",
    WorkKind.UNASSIGNED: "niet toegewezen",
}
_FOR = {
    WorkFor.ME: "you",
    WorkFor.ORGANISATION: "your organisation",
    WorkFor.COLLEAGUE: "a colleague",
    WorkFor.TEAM: "the team",
    WorkFor.NOBODY: "nobody yet",
}
_DUE = "bold yellow"


@click.command("work")
@click.option("--kind", "kinds", multiple=True, type=click.Choice([one.value for one in WorkKind]), help="Only these.")
@click.option("--organisation", is_flag=True, help="Also what waits for colleagues, for who may assign them.")
@click.option("--first", type=click.IntRange(1, 500), default=30, show_default=True, help="How many at the most.")
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
@acting
async def work_command(
    acting: Acting, *, kinds: tuple[str, ...], organisation: bool, first: int, as_json: bool
) -> Show:
    """What waits for who acts, in the own cases: the most urgent first, and why (mijn werk)."""
    found = await work_of(acting.guard, kinds=kinds or None, organisation=organisation)
    shown = replace(found, items=found.items[:first])
    for one in shown.items:
        acting.guard.show(one.person_ids, one.case_id)
    if as_json:
        return partial(click.echo, orjson.dumps(as_data(shown, len(found.items)), option=orjson.OPT_INDENT_2))
    return partial(show, shown, len(found.items))


def as_data(work: Work, total: int) -> dict[str, Any]:
    """The list as plain data for JSON; `total` is how long the whole list is."""
    return {
        "invented": True,
        "caption": INVENTED,
        "at": local_time(work.at).isoformat(),
        "total": total,
        "items": [_item(one) for one in work.items],
        "withheld": not_shown(work.withheld),
    }


def _item(one: WorkItem) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "case": one.case_id,
        "persons": one.person_ids,
        "names": one.names,
        "waitsFor": one.waits_for,
        "rank": one.urgency.rank,
        "rule": one.urgency.rule.id,
        "english": one.urgency.reason.english,
        "dutch": one.urgency.reason.dutch,
        "dueOn": one.due,
        "daysOverdue": one.days_overdue,
        "since": one.since,
        "text": one.text,
        "party": one.party and _who(one.party),
        "fact": one.origin and one.origin.fact,
        "source": one.origin and one.origin.source,
        "clockRule": one.clock_rule,
        "late": one.late,
    }


def show(work: Work, total: int) -> None:
    """Print the list for people; fits in 80 columns."""
    out.print(Text(f"My work (mijn werk) on {day_of(work.at)}: {len(work.items)} of {total}", "bold"))
    if not work.items:
        out.print(Text("Nothing waits for you that you may see."))
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in ("due", "what", "who", "why"):
        table.add_column(heading, overflow="fold")
    for one in work.items:
        style = _DUE if one.days_overdue else ""
        what = Text(_DUTCH[one.kind])
        if one.text and one.kind is not WorkKind.CASE:
            what.append(f": {one.text}")
        who = Text(", ".join(one.names) or one.case_id)
        if one.waits_for not in (WorkFor.ME, WorkFor.TEAM):
            who.append(f" (for {_FOR[one.waits_for]})", "dim")
        table.add_row(Text(str(one.due or ""), style), what, who, Text(one.urgency.reason.english))
    if work.items:
        out.print(table)
    for one in work.withheld:
        out.print(Text(f"not shown: {one.field_class}: {WORDINGS[one.reason].english}", "dim"))
    out.print(Text(INVENTED, "italic"))


def _who(party: Party) -> str:
    return party.person_id or ", ".join(filter(None, (party.professional_name, party.organisation)))
