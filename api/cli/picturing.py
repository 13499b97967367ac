"""What commands about one case share: how a case is named, at which moment it is looked at, and its data as JSON."""

import re
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from typing import Any

import click
from strawberry.utils.str_converters import to_camel_case

from api.cli.acting import Acting
from graph.case_pictures import Picture, moments, picture_of
from graph.cases import cases_by_id
from graph.dossiers import dossiers_by_case
from graph.errors import InputError
from graph.inputs import could_be_id
from graph.persons import persons_by_id, persons_found
from graph.times import local_time, parse_moment
from graph.withholding import Withheld

_OPTIONS = {
    "depth": "--depth", "at": "--at", "knownAt": "--known-at", "from": "--from", "to": "--to",
    "organisations": "--organisation",
}  # fmt: skip

INVENTED = "Invented: no person, contact or professional in it exists."


def of_a_case(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the argument CASE, and the options --at, --known-at and --json."""
    for decorated in (
        click.option("--json", "as_json", is_flag=True, help="Everything as JSON."),
        click.option("--known-at", metavar="DATE", help="Only what was known by then; default: now."),
        click.option("--at", metavar="DATE", help="The moment looked at, as 2026-03-10; default: now."),
        click.argument("case"),
    ):
        command = decorated(command)
    return command


@contextmanager
def as_typed() -> Generator[None]:
    """Say of what `graph` refuses by the name of a field which option that is: `--known-at` of knownAt."""
    try:
        yield
    except InputError as error:
        told = re.sub(r"^\w+", lambda field: _OPTIONS.get(field[0], field[0]), str(error))
        raise InputError(told, error.advice) from None


async def pictured(acting: Acting, wanted: str, at: str | None, known_at: str | None) -> Picture:
    """The picture of a case: `wanted` is its id, or the id, name or number of a person with one case here.

    Raises InputError, in the user's words, where there is none, or more than one.
    """
    with as_typed():
        asked = moments(moment_of("--at", at), moment_of("--known-at", known_at), acting.guard.now)
    found = (await dossiers_by_case(acting.guard, [wanted])).get(wanted) if could_be_id(wanted) else None
    if found is None:
        case = await case_of(acting, wanted)
        found = (await dossiers_by_case(acting.guard, [case])).get(case)
    if found is None:
        raise InputError("this case is no longer one of who acts", "search again")
    return picture_of(found, *asked)


async def case_of(acting: Acting, wanted: str) -> str:
    """The one case of who is named: the id, name or number of a person. Raises InputError where it is not one.

    Of several cases it is the one that the purpose of who acts is for.
    """
    known = await persons_by_id(acting.guard, [wanted]) if could_be_id(wanted) else {}
    if not known:
        page = await persons_found(acting.guard, search=wanted or None, first=20)
        known = await persons_by_id(acting.guard, page.items) if page.items else {}
    if not known:
        raise InputError(
            "no case, person, name or number like that is in the cases of who acts", "check it, or act as another"
        )
    if len(known) > 1:
        several = "; ".join(f"{one.id} ({one.name or 'name unknown'})" for one in known.values())
        raise InputError("several persons fit", f"give one of the ids: {several}")
    own = next(iter(known.values())).case_ids
    if len(own) > 1:
        cases = await cases_by_id(acting.guard, own)
        for_purpose = [one.id for one in cases.values() if one.frame is not None]
        if len(for_purpose) == 1:  # the others are under another purpose, and say nothing under this one
            return for_purpose[0]
        several = "; ".join(f"{one.id} ({one.frame or 'frame not shown'})" for one in cases.values())
        raise InputError("there are several cases of this person", f"give one of the ids: {several}")
    return next(iter(own))


def moment_of(option: str, text: str | None) -> int | None:
    """The moment that was typed for an option; None where none was. Raises InputError naming the option."""
    try:
        return None if text is None else parse_moment(text)
    except InputError as error:
        raise InputError(f"{option}: {error}", error.advice) from None


def data_of(picture: Picture, sections: Mapping[str, Any]) -> dict[str, Any]:
    """Sections of a picture as plain data for JSON, with which case it is of, the moments, and what is not shown."""
    return {
        "invented": True,
        "caption": INVENTED,
        "case": picture.dossier.case_id,
        "at": _moment(picture.view.at),
        "knownAt": _moment(picture.view.known_at),
        **sections,
        "withheld": not_shown(picture.dossier.withheld),
    }


def not_shown(withheld: Iterable[Withheld]) -> list[dict[str, str]]:
    """What is not shown as plain data for JSON: class, reason and rule."""
    return [{"class": one.field_class, "reason": one.reason, "rule": one.rule} for one in withheld]


def plain(value: Any, moments: frozenset[str]) -> Any:
    """Frozen dataclasses as plain data for JSON: fields in camelCase, those named in `moments` with offset."""
    if is_dataclass(value):
        return {
            to_camel_case(field.name): _moment(getattr(value, field.name))
            if field.name in moments
            else plain(getattr(value, field.name), moments)
            for field in fields(value)
        }
    if isinstance(value, tuple | list):
        return [plain(one, moments) for one in value]  # pyright: ignore[reportUnknownVariableType]
    if isinstance(value, dict):
        return {str(key): plain(one, moments) for key, one in value.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    return value


def _moment(moment: int | None) -> str | None:
    return None if moment is None else local_time(moment).isoformat()
