"""`casusregie forecast`: what will be ready at the release by usual lead times, and what shortens it most."""

from functools import partial

import click
import orjson
from rich.text import Text

from analytics.forecast import Forecast, Step, forecasts
from api.cli.acting import Acting, Show, acting
from api.cli.case_tables import STYLES, closing, day, heading, table, who, word
from api.cli.conditions import MOMENTS
from api.cli.console import out
from api.cli.picturing import data_of, of_a_case, pictured, plain
from graph.case_pictures import Picture


@click.command("forecast")
@of_a_case
@acting
async def forecast_command(acting: Acting, *, case: str, at: str | None, known_at: str | None, as_json: bool) -> Show:
    """The forecast at release (prognose bij vrijlating) of CASE."""
    picture = await pictured(acting, case, at, known_at)
    found = forecasts(picture.dossier, picture.view)
    if as_json:
        data = data_of(picture, {"forecast": plain(found, MOMENTS | {"expected_at"})})
        return partial(click.echo, orjson.dumps(data, option=orjson.OPT_INDENT_2))
    return partial(_show, picture, found)


def _show(picture: Picture, found: tuple[Forecast, ...]) -> None:
    heading("Forecast at release (prognose bij vrijlating)", picture)
    if not found:
        out.print("Nobody is inside, or what it is drawn from is not shown to you.")
    for one in found:
        release = one.readiness.release
        when = day(None if release is None else release.at)
        out.print(Text(f"Release: {when}. All in time: "), Text(word(one.answer), STYLES[one.answer]))
        table(
            "What hangs on what",
            ("condition", "ready", "usual days", "waits for", "settled by", "in time"),
            [_row(step) for step in one.steps],
            "nothing",
        )
        _shortest(one)
    out.print(Text("Usual days: the median over all cases, counted by `casusregie analyse`; begun today.", "dim"))
    closing(picture)


def _row(step: Step) -> tuple[str | Text, ...]:
    lead = "unknown" if step.lead is None else f"{step.lead.days} (of {step.lead.count})"
    settled = "" if step.ready.answer == "YES" else day(step.expected_at)
    return (
        word(step.ready.condition),
        Text(word(step.ready.answer), STYLES[step.ready.answer]),
        lead,
        ", ".join(map(word, step.waits_for)),
        settled,
        Text(word(step.in_time), STYLES[step.in_time]),
    )


def _shortest(one: Forecast) -> None:
    best = one.shortest
    if best is None:
        out.print(Text("No single condition brings it forward.", "dim"))
        return
    agreed = "nothing is agreed about it" if best.agreed_action is None else f"agreed: {best.agreed_action}"
    out.print(
        Text(
            f"Most is won with {word(best.condition)}: {best.saves_days} days; {agreed}, by {who(best.owner)}.", "bold"
        )
    )
