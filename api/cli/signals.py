"""`casusregie signals`: what who acts must know of the own cases, and what to do, the gravest first."""

from dataclasses import replace
from functools import partial
from typing import Any

import click
import orjson
from rich.text import Text

from analytics.screening.due import SCREENING_WATCH
from api.cli.acting import Acting, Show, acting
from api.cli.console import out
from api.cli.picturing import INVENTED, not_shown
from graph.case_records import Party
from graph.errors import InputError
from graph.inputs import could_be_id
from graph.policy.reasons import WORDINGS
from graph.signal_lists import SignalList, signals_of
from graph.signals import Handled, Signal
from graph.times import day_of, local_time

_STYLES = {"HIGH": "bold red", "MEDIUM": "bold yellow", "LOW": "bold"}


@click.command("signals")
@click.option("--case", help="Id of one case; default all of yours.")
@click.option("--handled", is_flag=True, help="Also what the team has seen to or put off.")
@click.option("--first", type=click.IntRange(1, 500), default=30, show_default=True, help="How many at the most.")
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
@acting
async def signals_command(acting: Acting, *, case: str | None, handled: bool, first: int, as_json: bool) -> Show:
    """What who acts must know of the own cases, and what to do (signalen); `act acknowledge-signal` sees to one."""
    if case is not None and not could_be_id(case):
        raise InputError("case is not an id", "look it up with `casusregie work`")
    found = await signals_of(acting.guard, case, SCREENING_WATCH)
    kept = tuple(one for one in found.signals if handled or one.handled is None)
    shown = replace(found, signals=kept[:first])
    for one in shown.signals:
        acting.guard.show(one.person_ids, one.case_id)
    if as_json:
        return partial(click.echo, orjson.dumps(as_data(shown, len(kept)), option=orjson.OPT_INDENT_2))
    return partial(show, shown, len(kept))


def as_data(found: SignalList, total: int) -> dict[str, Any]:
    """The list as plain data for JSON; `total` is how long the whole list is."""
    return {
        "invented": True,
        "caption": INVENTED,
        "at": local_time(found.at).isoformat(),
        "total": total,
        "signals": [_signal(one) for one in found.signals],
        "withheld": not_shown(found.withheld),
    }


def _signal(one: Signal) -> dict[str, Any]:
    return {
        "id": one.id,
        "kind": one.kind,
        "severity": one.rule.severity,
        "case": one.case_id,
        "persons": one.person_ids,
        "names": one.names,
        "since": local_time(one.since).isoformat(),
        "days": one.days,
        "cause": {"english": one.cause.en, "dutch": one.cause.nl},
        "toDo": {"english": one.rule.todo.en, "dutch": one.rule.todo.nl},
        "party": one.party and _who(one.party),
        "act": one.act,
        "sequence": one.sequence,
        "fact": one.origin.fact,
        "handled": one.handled and _handled(one.handled),
    }


def _handled(one: Handled) -> dict[str, Any]:
    return {
        "by": one.by and _who(one.by),
        "at": local_time(one.at).isoformat(),
        "until": None if one.until is None else day_of(one.until),
        "reason": one.reason,
    }


def show(found: SignalList, total: int) -> None:
    """Print the list for people; fits in 80 columns."""
    out.print(Text(f"Signals (signalen) on {day_of(found.at)}: {len(found.signals)} of {total}", "bold"))
    if not found.signals:
        out.print(Text("There is nothing you must know that you may see."))
    for one in found.signals:
        out.print()
        out.print(Text(", ".join(one.names) or one.case_id, _STYLES[one.rule.severity]), Text(one.cause.en))
        who = "" if one.party is None else f"{_who(one.party)}; "
        out.print(Text(f"  {who}since {day_of(one.since)}: {one.rule.todo.en}"))
        if one.handled is not None:
            out.print(Text(f"  {_said(one.handled)}"))
        seen = f"  casusregie act acknowledge-signal {one.case_id} --signal {one.id}"
        out.print(Text(seen, "dim"), soft_wrap=True)
    out.print()
    for one in found.withheld:
        out.print(Text(f"not shown: {one.field_class}: {WORDINGS[one.reason].english}", "dim"))
    out.print(Text(INVENTED, "italic"))


def _said(one: Handled) -> str:
    who = "" if one.by is None else f" by {_who(one.by)}"
    if one.until is None:
        return f"seen to{who} on {day_of(one.at)}"
    why = "" if one.reason is None else f": {one.reason}"
    return f"put off{who} until {day_of(one.until)}{why}"


def _who(party: Party) -> str:
    return party.person_id or ", ".join(filter(None, (party.professional_name, party.organisation)))
