"""`casusregie conditions`: the basic conditions of a case, what holds up what, and how ready for release."""

from functools import partial
from typing import Any

import click
import orjson
from rich.text import Text

from api.cli.acting import Acting, Show, acting
from api.cli.case_tables import STYLES, closing, day, heading, table, who, word
from api.cli.console import out
from api.cli.picturing import data_of, of_a_case, pictured, plain
from graph.case_pictures import Picture
from graph.conditions import Condition, Hold, InPhase, conditions
from graph.model.kinds import FieldClass
from graph.readiness import Readiness, readiness

MOMENTS = frozenset(
    {"at", "started_at", "valid_from", "valid_to", "assessed_at", "corrected_at", "recorded_at", "confirmed_at"}
)
_DUTCH = {
    "IDENTITY_DOCUMENT": "identiteitsbewijs",
    "HOUSING": "onderdak",
    "WORK_AND_INCOME": "werk en inkomen",
    "DEBTS": "schulden",
    "CARE": "zorg",
    "SOCIAL_NETWORK": "sociaal netwerk",
}
_STYLES = {"IN_ORDER": "green", "NOT_IN_ORDER": "red", "UNKNOWN": "yellow"}


@click.command("conditions")
@of_a_case
@acting
async def conditions_command(acting: Acting, *, case: str, at: str | None, known_at: str | None, as_json: bool) -> Show:
    """The basic conditions (basisvoorwaarden) of CASE, and what is ready for release."""
    picture = await pictured(acting, case, at, known_at)
    if as_json:
        return partial(click.echo, orjson.dumps(as_data(picture), option=orjson.OPT_INDENT_2))
    return partial(show, picture)


def _found(picture: Picture) -> tuple[tuple[Condition, ...], tuple[Readiness, ...]]:
    """Both are empty where the class is withheld: "nobody assessed" would be a lie."""
    if FieldClass.CONDITION not in picture.dossier.released:
        return (), ()
    return conditions(picture.view), readiness(picture.view)


def as_data(picture: Picture) -> dict[str, Any]:
    """The conditions of a case as plain data for JSON: moments with offset, ends exclusive."""
    found, ready = _found(picture)
    return data_of(
        picture,
        {
            "conditions": plain(found, MOMENTS),
            "readiness": plain(ready, MOMENTS),
        },
    )


def show(picture: Picture) -> None:
    """Print the conditions of a case as tables for people."""
    found, ready = _found(picture)
    heading("The basic conditions (basisvoorwaarden)", picture)
    for one in ready:
        _show_readiness(one, several=len(ready) > 1)
    several = len({one.person_id for one in found}) > 1
    table(
        "How they stand (stand van zaken)",
        ("condition", "phase", "status", "assessed", "agreed, owner", "waits for"),
        [_row(one, each, several=several) for one in found for each in one.phases if _worth(one, each)],
        "nothing that is shown to you",
    )
    table(
        "What was said before (eerder)",
        ("condition", "phase", "status", "assessed", "by", "then"),
        [
            (
                _name(one.condition),
                word(each.phase),
                word(past.status),
                day(past.assessed_at),
                who(past.by, "not recorded"),
                "ended, or another came" if past.corrected_at is None else f"corrected {day(past.corrected_at)}",
            )
            for one in found
            for each in one.phases
            for past in each.history
        ],
        "nothing that is shown to you",
    )
    closing(picture)


def _worth(condition: Condition, each: InPhase) -> bool:
    """A phase of which nothing is said is told for the present one only."""
    return each.assessment is not None or each.phase is condition.phase


def _row(condition: Condition, each: InPhase, *, several: bool) -> tuple[str | Text, ...]:
    said, present = each.assessment, each.phase is condition.phase
    status = word(each.status) if said else word(each.standing)
    agreed = "" if said is None or not (said.agreed_action or said.owner) else said.agreed_action or "not recorded"
    care = "" if said is None or said.care_involved is None else f" (care involved: {word(said.care_involved)})"
    waits = ", ".join(_waits(one) for one in condition.held_up_by if present)
    return (
        _name(condition.condition) + (f" · {condition.person_id}" if several else ""),
        word(each.phase) + (" (now)" if present else ""),
        Text(status + care, _STYLES.get(each.status, "")),
        "" if said is None else f"{day(said.assessed_at)}, {who(said.by, 'not recorded')} · {said.origin.source}",
        agreed and f"{agreed}: {who(said.owner if said else None)}",
        waits,
    )


def _waits(one: Hold) -> str:
    assumed = " (assumed)" if one.link.assumed else ""
    return word(one.condition) + ("?" if one.certain == "UNKNOWN" else "") + assumed


def _show_readiness(one: Readiness, *, several: bool) -> None:
    release = one.release
    if release is None or release.at is None:
        told = "the day of release is not known, or not shown"
    else:
        told = f"{'released' if release.released else 'release expected'} {day(release.at)}"
    of = f" of {one.person_id}" if several else ""
    out.print(Text.assemble(f"Ready for release{of}: ", (word(one.answer), STYLES[one.answer]), f" ({told})"))
    for answer, says in (("NO", "not ready"), ("UNKNOWN", "unknown")):
        names = [f"{word(each.condition)} ({word(each.why)})" for each in one.conditions if each.answer == answer]
        if names and release is not None and release.at is not None:
            out.print(Text(f"  {says}: {', '.join(names)}"))


def _name(condition: str) -> str:
    return f"{word(condition)} ({_DUTCH[condition]})"
