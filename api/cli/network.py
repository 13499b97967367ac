"""`casusregie network`: the network around one person, as a table grouped by organisation."""

from functools import partial
from pathlib import Path
from typing import Any

import click
import orjson

from analytics.pictures import network_svg
from api.cli.acting import Acting, Show, acting
from api.cli.network_table import show, show_persons
from api.cli.picturing import INVENTED, as_typed, moment_of, plain
from api.cli.results import PRIVATE, write_result
from api.cli.typed_words import typed_words
from graph.errors import InputError
from graph.inputs import could_be_id
from graph.model.words import ORGANISATION_KINDS, PHASES, ROLES
from graph.networks import network_of
from graph.networks_questions import Question
from graph.networks_shape import Network, Phase, Status
from graph.persons import persons_by_id, persons_found

_MOMENTS = frozenset({
    "at", "known_at", "valid_from", "valid_to", "expected_end", "recorded_at", "last_confirmed_at", "read_at",
    "directed_since", "started_at",
})  # fmt: skip


@click.command("network")
@click.argument("person")
@click.option("--depth", type=int, default=2, show_default=True, help="How far: 1 to 3.")
@click.option("--at", metavar="DATE", help="The moment looked at, as 2026-03-10; default: now.")
@click.option("--known-at", metavar="DATE", help="Only what was known by then; default: now.")
@click.option("--role", "roles", multiple=True, metavar="ROLE", help=f"Only these roles: {', '.join(ROLES[:3])}, ...")
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="Only these kinds of organisation: PRISON, ...")
@click.option("--phase", metavar="PHASE", help=f"Only {', '.join(PHASES)} of the detention in view.")
@click.option("--ended", is_flag=True, help="What has ended too.")
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
@click.option("--svg", metavar="FILE", type=click.Path(path_type=Path, allow_dash=True), help="A picture, into FILE.")
@acting
async def network_command(
    acting: Acting,
    *,
    person: str,
    depth: int,
    at: str | None,
    known_at: str | None,
    roles: tuple[str, ...],
    kinds: tuple[str, ...],
    phase: str | None,
    ended: bool,
    as_json: bool,
    svg: Path | None,
) -> Show:
    """The network around PERSON, an id, or a name or number searched in the cases of who acts."""
    question = Question(
        depth=depth,
        at=moment_of("--at", at),
        known_at=moment_of("--known-at", known_at),
        roles=typed_words("--role", roles, ROLES) or None,
        organisation_kinds=typed_words("--kind", kinds, ORGANISATION_KINDS) or None,
        phase=next(map(Phase, typed_words("--phase", (phase,) if phase else (), PHASES)), None),
        statuses=tuple(Status) if ended else None,
    )
    with as_typed():
        question.check()
        question.moments(acting.guard.now)
    found = await network_of(acting.guard, person, question) if could_be_id(person) else None
    if found is None:
        page = await persons_found(acting.guard, search=person or None, first=20)
        if not page.items:
            raise InputError(
                "nobody of that id, name or number is in the cases of who acts", "check it, or act as another"
            )
        if len(page.items) > 1:
            persons = await persons_by_id(acting.guard, page.items)
            return partial(show_persons, [persons[id] for id in page.items if id in persons], page.total)
        found = await network_of(acting.guard, next(iter(page.items)), question)
    if found is None:
        raise InputError("this person is no longer in the cases of who acts", "search again")
    if svg:
        picture = network_svg(found)
        return lambda: _write(svg, picture)
    if as_json:
        return partial(click.echo, orjson.dumps(as_data(found), option=orjson.OPT_INDENT_2))
    return partial(show, found, acting.actor)


def _write(file: Path, text: str) -> None:
    if str(file) == "-":
        click.echo(text, nl=False)
    else:
        write_result(file, text, PRIVATE)


def as_data(network: Network) -> dict[str, Any]:
    """A network as plain data for JSON: keys in camelCase, moments with offset, ends exclusive."""
    return {"invented": True, "caption": INVENTED, **plain(network, _MOMENTS)}
