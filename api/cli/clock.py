"""`casusregie clock`: what should have happened by now in a detention, and what comes next."""

from functools import partial
from typing import Any

import click
import orjson
from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from analytics.clock.clocks import Clock, Entry, clocks
from analytics.clock.verdict import Outcome
from api.cli.acting import Acting, Show, acting
from api.cli.console import out
from api.cli.picturing import INVENTED, data_of, of_a_case, pictured
from graph.case_pictures import Picture
from graph.times import day_of, last_day

_WORDS = {
    Outcome.DONE: "done (gedaan)",
    Outcome.DUE: "due (komt nog)",
    Outcome.LATE: "late (te laat)",
    Outcome.NOT_APPLICABLE: "does not apply (n.v.t.)",
    Outcome.UNKNOWN: "unknown (onbekend)",
    Outcome.NOT_FOR_YOU: "not for you (niet voor u)",
}
_STYLES = {Outcome.LATE: "red", Outcome.DUE: "cyan", Outcome.UNKNOWN: "yellow"}


@click.command("clock")
@of_a_case
@acting
async def clock_command(acting: Acting, *, case: str, at: str | None, known_at: str | None, as_json: bool) -> Show:
    """The clock (klok) of CASE: an id, or the id, name or number of a person with one case of who acts."""
    picture = await pictured(acting, case, at, known_at)
    found = clocks(picture.dossier, picture.view)
    if as_json:
        return partial(click.echo, orjson.dumps(as_data(picture, found), option=orjson.OPT_INDENT_2))
    return partial(show, picture, found)


def as_data(picture: Picture, found: tuple[Clock, ...]) -> dict[str, Any]:
    """The clocks of a case as plain data for JSON; days as days, the last that counts."""
    return data_of(
        picture,
        {
            "clocks": [
                {
                    "person": one.person_id,
                    "detention": _detention(one),
                    "entries": [_entry(entry) for entry in one.entries],
                    "late": [entry.rule.id for entry in one.late],
                    "next": [entry.rule.id for entry in one.next],
                }
                for one in found
            ]
        },
    )


def _detention(clock: Clock) -> dict[str, Any] | None:
    detention = clock.detention
    return detention and {
        "id": detention.detention_id,
        "startsOn": day_of(detention.started_at).isoformat(),
        "releaseOn": None if detention.at is None else day_of(detention.at).isoformat(),
        "certainty": detention.certainty,
        "released": detention.released,
    }


def _entry(entry: Entry) -> dict[str, Any]:
    rule, reason = entry.rule, entry.reason
    return {
        "rule": rule.id,
        "version": rule.version,
        "name": {"english": rule.name.en, "dutch": rule.name.nl},
        "severity": rule.severity,
        "outcome": entry.outcome.value,
        "dueOn": None if entry.due is None else last_day(entry.due).isoformat(),
        "doneOn": None if entry.done is None else day_of(entry.done).isoformat(),
        "daysLate": entry.days_late,
        "reason": {"code": reason.code, "english": reason.english, "dutch": reason.dutch},
        "action": {"english": rule.action.en, "dutch": rule.action.nl},
        "evidence": [
            {"kind": one.kind, "fact": one.origin.fact, "source": one.origin.source} for one in entry.evidence
        ],
        "missing": list(entry.missing),
        "source": {"document": rule.source.document, "section": rule.source.section},
    }


def show(picture: Picture, found: tuple[Clock, ...]) -> None:
    """Print the clocks of a case as tables for people."""
    for clock in found:
        detention = clock.detention
        out.print(Text(f"The clock (klok) of case {picture.dossier.case_id} on {day_of(picture.view.at)}", "bold"))
        if detention is not None:
            release = "unknown" if detention.at is None else str(day_of(detention.at))
            said = "released" if detention.released else "release expected"
            out.print(Text(f"Inside since {day_of(detention.started_at)}; {said}: {release}"))
        else:
            out.print(Text("No detention is known, or shown to you."))
        _table("What is late (te laat)", clock.late, "nothing")
        _table("What comes next (wat komt er nog)", clock.next, "nothing")
        rest = [one for one in clock.entries if one.outcome not in (Outcome.LATE, Outcome.DUE)]
        _table("The rest", rest, "nothing")
    out.print(Text("What each rule asks, and where it comes from: docs/clock.md.", "dim"))
    out.print(Text(INVENTED, "italic"))


def _table(title: str, entries: tuple[Entry, ...] | list[Entry], empty: str) -> None:
    out.print()
    out.print(Text(title, "bold"))
    if not entries:
        out.print(Text(f"  {empty}"))
        return
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for heading in ("what", "where it stands", "until", "why"):
        table.add_column(heading, overflow="fold", no_wrap=heading == "until")
    for one in entries:
        table.add_row(
            Text(f"{one.rule.name.en} ({one.rule.name.nl})"),
            Text(_WORDS[one.outcome], _STYLES.get(one.outcome, "")),
            "" if one.due is None else str(last_day(one.due)),
            Text(one.reason.english + (f" {one.rule.action.en}" if one.outcome is Outcome.LATE else "")),
        )
    out.print(table)
