"""`casusregie handovers`: how warm work was handed over, by pair of organisations, in one case or all of who acts."""

from dataclasses import asdict
from functools import partial

import click
import orjson
from rich.text import Text

from analytics.warm_handovers import Between, between_organisations
from api.cli.acting import Acting, Show, acting
from api.cli.case_tables import table
from api.cli.console import out
from api.cli.picturing import INVENTED, pictured
from graph.handovers import handovers
from graph.work_lists import dossiers_of_own_cases

KINDS = frozenset({"Handover", "Involvement", "Meeting"})
"""Kinds of record that are read."""


@click.command("handovers")
@click.argument("case", required=False)
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
@acting
async def handovers_command(acting: Acting, *, case: str | None, as_json: bool) -> Show:
    """The warm-handover clock (warme overdracht) of CASE, or without it of all cases of who acts."""
    guard = acting.guard
    if case is not None:
        picture = await pictured(acting, case, None, None)
        found = list(handovers(picture.view))
    else:
        dossiers, _ = await dossiers_of_own_cases(guard, KINDS)
        for one in dossiers:
            guard.show(one.person_ids, one.case_id)
        found = [each for one in dossiers for each in handovers(one.records.view(guard.now, guard.now))]
    return partial(_tell, between_organisations(found), as_json=as_json)


def _tell(found: tuple[Between, ...], *, as_json: bool) -> None:
    if as_json:
        data = {"invented": True, "caption": INVENTED, "between": [asdict(one) for one in found]}
        click.echo(orjson.dumps(data, option=orjson.OPT_INDENT_2))
        return
    table(
        "Handed over between organisations (overdrachten)",
        ("from", "to", "offered", "waiting", "refused", "accepted", "met together", "days both there"),
        [_row(one) for one in found],
        "nothing was handed over",
    )
    out.print(Text("Met together: giver, receiver and person. Days both there: the median.", "dim"))
    out.print(Text(INVENTED, "italic"))


def _row(one: Between) -> tuple[str | Text, ...]:
    waiting = f"{one.waiting} (longest {one.longest_waiting_days} days)" if one.waiting else "0"
    unknown = f", {one.met_unknown} unknown" if one.met_unknown else ""
    overlap = "unknown" if one.overlap_days is None else str(one.overlap_days)
    met = Text(f"{one.met} of {one.accepted}{unknown}", "red" if one.not_met else "")
    return (
        one.giver_name, one.receiver_name, str(one.offered), waiting, str(one.refused), str(one.accepted), met, overlap,
    )  # fmt: skip
