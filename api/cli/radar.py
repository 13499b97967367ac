"""`casusregie radar`: whose professional network goes empty, and when: of one case, or of all cases of who acts."""

from functools import partial
from typing import Any

import click
import orjson
from rich.text import Text

from analytics.continuity import KINDS, Continuity, Radar, TieEnd, radar
from api.cli.acting import Acting, Show, acting
from api.cli.case_tables import day, table, who, whose, word
from api.cli.console import out
from api.cli.picturing import INVENTED, pictured, plain
from graph.dossiers import Dossier
from graph.errors import InputError
from graph.times import FOREVER, last_day
from graph.work_lists import dossiers_of_own_cases

_MOMENTS = frozenset({"at", "empty_from", "release_at"})
_STYLES = {"EMPTIES": "red", "EMPTY": "red", "UNKNOWN": "yellow", "HOLDS": "green"}
_ORDER = (Continuity.EMPTY, Continuity.EMPTIES, Continuity.UNKNOWN, Continuity.HOLDS)


@click.command("radar")
@click.argument("case", required=False)
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
@acting
async def radar_command(acting: Acting, *, case: str | None, as_json: bool) -> Show:
    """The continuity radar of CASE, or without it of all cases of who acts, the first to go empty first."""
    guard = acting.guard
    if case is not None:
        picture = await pictured(acting, case, None, None)
        found = radar(picture.dossier, picture.view)
        if found is None:
            raise InputError("the continuity of this case may not be told to you", "see `casusregie case` for what is")
        return partial(_tell, [(picture.dossier, found)], as_json=as_json, one=True)
    dossiers, _ = await dossiers_of_own_cases(guard, KINDS)
    drawn = [(one, radar(one, one.records.view(guard.now, guard.now))) for one in dossiers]
    told = [(one, found) for one, found in drawn if found is not None]
    for one, _ in told:
        guard.show(one.person_ids, one.case_id)
    return partial(_tell, sorted(told, key=_rank), as_json=as_json, one=False)


def _rank(told: tuple[Dossier, Radar]) -> tuple[int, int, str]:
    dossier, found = told
    return _ORDER.index(found.continuity), found.empty_from or FOREVER, dossier.case_id


def _tell(told: list[tuple[Dossier, Radar]], *, as_json: bool, one: bool) -> None:
    if as_json:
        cases = [{"case": dossier.case_id, **_data(found)} for dossier, found in told]
        click.echo(orjson.dumps({"invented": True, "caption": INVENTED, "cases": cases}, option=orjson.OPT_INDENT_2))
        return
    if one:
        _show(told[0][1])
    else:
        _list(told)
    out.print(Text("Ties of care, and those under an 18b indication, are left out for everybody.", "dim"))
    out.print(Text(INVENTED, "italic"))


def _data(found: Radar) -> dict[str, Any]:
    data: dict[str, Any] = plain(found, _MOMENTS)
    return data


def _list(told: list[tuple[Dossier, Radar]]) -> None:
    table(
        "Continuity radar (continuïteitsradar)",
        ("who", "network", "empty from", "release", "ends last"),
        [
            (whose(dossier), _word(found), day(found.empty_from, ""), day(found.release_at), _last(found))
            for dossier, found in told
        ],
        "no case of yours",
    )


def _show(found: Radar) -> None:
    out.print(Text("The professional network ", "bold"), _word(found), end="")
    out.print(Text(f" from {day(found.empty_from)}" if found.empty_from else ""))
    if found.days_after_release is not None:
        out.print(Text(f"That is {found.days_after_release} days after the release on {day(found.release_at)}."))
    table(
        "Ties, in the order in which they end",
        ("who", "role", "until", "ends with"),
        [(who(one.party, "not shown"), word(one.role), _until(one), word(one.ends_by)) for one in found.ties],
        "nobody",
    )


def _until(one: TieEnd) -> str:
    return "" if one.at is None else str(last_day(one.at))


def _last(found: Radar) -> str:
    last = found.last
    return "" if last is None else f"{word(last.role)}, {last_day(last.at or 0)}"


def _word(found: Radar) -> Text:
    return Text(word(found.continuity), _STYLES[found.continuity])
