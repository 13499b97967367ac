"""`casusregie act`: everything that a team does in a case, one command for each act, made from the act's own fields."""

import secrets
from functools import partial
from pathlib import Path
from typing import Any

import click
import orjson
from rich.text import Text

from analytics.rules_for_acts import RULES_FOR_ACTS
from api.cli.acting import Acting, Show, acting
from api.cli.acts_document import described, page, spoken
from api.cli.console import out
from api.cli.naming import id_of
from api.cli.naming_facts import fact_of
from api.cli.picturing import moment_of, pictured
from api.cli.results import write_result
from api.cli.typed_words import typed_words
from graph.case_pictures import Picture
from graph.casework.all_acts import CASE_ACTS
from graph.casework.case_act import CaseAct
from graph.casework.case_file import version_of
from graph.casework.fields import Field, Form, fields_of
from graph.casework.working import Desk, Done, act_in_case
from graph.errors import ActError, InputError, UnknownOutcomeError
from graph.logs.disclosures import CHANGING


class Acts(click.Group):
    """One command for each act; each is made when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The acts, in the order of the list of them."""
        return [spoken(name) for name in CASE_ACTS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of an act, or None."""
        act = next((one for name, one in CASE_ACTS.items() if spoken(name) == cmd_name), None)
        return _command_of(act) if act else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What each act does."""
        with formatter.section("Acts"):
            formatter.write_dl([(spoken(name), described(act)) for name, act in CASE_ACTS.items()])


@click.group("act", cls=Acts, invoke_without_command=True)
@click.option("--document", type=click.Path(dir_okay=False, path_type=Path), help="Write the page about all acts.")
@click.pass_context
def act_group(ctx: click.Context, document: Path | None) -> None:
    """Do something in a case: each act with what it takes (`casusregie act ACT --help`).

    CASE is an id, or the id, name or number of a person with one case. Whoever or whatever is named may be given by
    name, or by how it begins, where only one fits: a professional, a contact, a goal, an action. A day is 2026-03-10, a
    moment 2026-03-10T12:00:00+01:00.
    """
    if document is not None:
        write_result(document, page())
    elif ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def _command_of(act: type[CaseAct]) -> click.Command:
    async def command(
        acting: Acting, *, case: str, key: str | None, expect: str | None, as_json: bool, **given: Any
    ) -> Show:
        return await _done(acting, act, case, key=key, expect=expect, given=given, as_json=as_json)

    command.__name__ = f"act_{act.NAME}"
    made: Any = acting(command)
    for option in (
        click.option("--json", "as_json", is_flag=True, help="What was done as JSON."),
        click.option(
            "--key", metavar="KEY", help="Key of this act: with it an act whose answer was lost is not redone."
        ),
        click.option("--expect", metavar="VERSION", help="Version of the case that was read; default: that of now."),
        *(_option(one) for one in reversed(fields_of(act))),
        click.argument("case"),
    ):
        made = option(made)
    return click.command(spoken(act.NAME), help=described(act))(made)


def _option(field: Field) -> Any:
    said, name = field.said, f"--{spoken(field.name)}"
    words = f" One of {', '.join(said.values)}." if said.values else ""
    stated: dict[str, Any] = {"required": field.required, "help": said.description + words}
    match said.form:
        case Form.IDS | Form.WORDS | Form.TEXTS:
            stated["multiple"] = True
            stated["metavar"] = said.form.value.removesuffix("S")
        case Form.NUMBER:
            stated["type"] = int
        case Form.FLAG:
            return click.option(f"{name}/--no-{spoken(field.name)}", field.attribute, default=None, **stated)
        case form:
            stated["metavar"] = form.value
    return click.option(name, field.attribute, **stated)


async def _done(
    acting: Acting,
    act: type[CaseAct],
    case: str,
    *,
    key: str | None,
    expect: str | None,
    given: dict[str, Any],
    as_json: bool,
) -> Show:
    picture = await pictured(acting, case, None, None)
    values = {
        one.attribute: await _value(acting, picture, one, given[one.attribute])
        for one in fields_of(act)
        if given[one.attribute] not in (None, ())
    }
    own_key = key or secrets.token_urlsafe(15)
    read = expect or (str(version_of(picture.view)) if act.EXPECTS else None)
    desk = Desk(acting.guard, acting.clock, acting.log, RULES_FOR_ACTS)
    acting.verb = CHANGING
    try:
        done = await act_in_case(desk, picture.dossier.case_id, own_key, act(**values), read)
    except UnknownOutcomeError as error:
        raise UnknownOutcomeError(str(error), f"ask again with --key {own_key}") from None
    except ActError as error:
        raise _naming_option(act, error) from None
    if done is None:
        raise InputError("this case is no longer one of who acts", "search again")
    return partial(_show, done, as_json=as_json)


def _naming_option(act: type[CaseAct], error: ActError) -> ActError:
    """The same with the option in front, where one is why."""
    if error.field not in {one.name for one in fields_of(act)}:
        return error
    return ActError(error.code, error.field, f"--{spoken(error.field)}: {error}", error.dutch)


async def _value(acting: Acting, picture: Picture, field: Field, value: Any) -> Any:
    option = f"--{spoken(field.name)}"
    match field.said.form:
        case Form.ID:
            said = fact_of(picture.view, option, field.name, value)
            return said or await id_of(acting, picture, option, value)
        case Form.IDS:
            return tuple([await id_of(acting, picture, option, one) for one in value])
        case Form.DAY | Form.MOMENT:
            return moment_of(option, value)
        case Form.WORD:
            return typed_words(option, (value,), field.said.values)[0]
        case Form.WORDS:
            return typed_words(option, tuple(value), field.said.values)
        case _:
            return value


def _show(done: Done, *, as_json: bool) -> None:
    if as_json:
        told = {
            "invented": True, "act": done.act, "case": done.case_id, "version": done.version,
            "sequence": done.sequence, "facts": done.facts, "made": done.made,
        }  # fmt: skip
        click.echo(orjson.dumps(told, option=orjson.OPT_INDENT_2))
        return
    out.print(Text(f"Done: {spoken(done.act).replace('-', ' ')}, in case {done.case_id}."))
    for said, ids in (("made", done.made), ("written", done.facts)):
        if ids:
            out.print(Text(f"  {said}: {', '.join(ids)}"))
