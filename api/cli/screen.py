"""`casusregie screen`: the screening of one person on the list of a prison, or of everybody on it."""

from functools import partial
from pathlib import Path
from typing import Any

import click
import orjson
from rich.text import Text

from analytics.screening.comparing import Moved, dry_run
from analytics.screening.criteria import Outcome
from analytics.screening.gathering import READS
from analytics.screening.ruleset import RULE_SET, RuleSet, rule_set_in
from analytics.screening.screened import Screened, list_of, screened
from api.cli.acting import Acting, Show, acting, usually
from api.cli.case_tables import table, word
from api.cli.console import out
from api.cli.picturing import INVENTED, pictured
from api.cli.results import write_result
from api.cli.screen_form import form_data, show_form
from api.cli.som_document import page
from graph.actors import Purpose
from graph.errors import InputError
from graph.policy.tables import Scope
from graph.screening_lists import dossiers_to_screen

_STYLES = {"PRIORITY": "green", "TO_BE_WEIGHED": "yellow", "DEFERRED": "cyan", "NO_PRIORITY": "dim"}


def _document(ctx: click.Context, _: click.Parameter, path: Path | None) -> None:
    """Write the page about the rule set and stop: nobody acts for that."""
    if path is not None and not ctx.resilient_parsing:
        write_result(path, page())
        ctx.exit()


@click.command("screen")
@click.argument("who", required=False)
@click.option(
    "--document", type=click.Path(dir_okay=False, path_type=Path), is_eager=True, expose_value=False,
    callback=_document, help="Write the page about the rule set, and stop.",
)  # fmt: skip
@click.option(
    "--try", "other", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path),
    help="Try another rule set on everybody there: who would get another proposal, and why. Nothing is kept of it.",
)  # fmt: skip
@click.option("--extra", is_flag=True, help="The list with the extra ordering, for when too many remain.")
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
@acting
@usually(Purpose.SCREENING)
async def screen_command(acting: Acting, *, who: str | None, other: Path | None, extra: bool, as_json: bool) -> Show:
    """The screening (SOM) of WHO: an id, name or number of somebody in the prison; without it of everybody there.

    It proposes and explains: case manager and probation officer decide together, also otherwise, with reasons.
    """
    guard = acting.guard
    if guard.scope is not Scope.SCREENING:
        raise InputError("people are screened under the purpose SCREENING", "leave --purpose out, or name that one")
    if who is not None and other is not None:
        raise InputError("--try is for everybody on the list", "leave out who, or --try")
    rules = None if other is None else _rule_set(other)
    if who is None:
        found, _ = await dossiers_to_screen(guard, READS)
        people = [one for _, one in list_of(found, guard.now, extra=extra)]
        if rules is not None:
            moved = dry_run([(one.person_id, one.inputs) for one in people], RULE_SET, rules)
            return partial(_tell_moved, moved, {one.person_id: one.name for one in people}, rules, as_json=as_json)
        return partial(_tell, people, as_json=as_json, one=False)
    one = screened((await pictured(acting, who, None, None)).dossier, guard.now)
    if one is None:
        raise InputError("nobody like that is in the prison now", "search again, or see the list")
    return partial(_tell, [one], as_json=as_json, one=True)


def _rule_set(path: Path) -> RuleSet:
    """The rule set of a file. Raises InputError where it cannot be read, RuleError where it cannot be used."""
    try:
        return rule_set_in(path.read_text("utf-8"), path.name)
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text in UTF-8"
        raise InputError(f"--try: {path} cannot be read: {reason}", "give a file like docs/som.md names") from None


def _tell_moved(moved: tuple[Moved, ...], names: dict[str, str | None], rules: RuleSet, *, as_json: bool) -> None:
    if as_json:
        told = [
            {
                "person": one.person_id,
                "name": names[one.person_id],
                "was": one.was,
                "becomes": one.becomes,
                "turned": [[turned.no, turned.was, turned.becomes] for turned in one.turned],
            }
            for one in moved
        ]
        click.echo(orjson.dumps({"invented": True, "caption": INVENTED, "moved": told}, option=orjson.OPT_INDENT_2))
        return
    table(
        f"By {rules.id} v{rules.version}: {len(moved)} of {len(names)} would get another proposal",
        ("who", "was", "becomes", "criteria that come out otherwise"),
        [(names[one.person_id] or one.person_id, word(one.was), word(one.becomes), _turned(one)) for one in moved],
        "nobody",
    )
    out.print(Text(INVENTED, "italic"))


def _turned(one: Moved) -> str:
    said = [f"{turned.no}: {word(turned.was, 'absent')} -> {word(turned.becomes, 'absent')}" for turned in one.turned]
    return "; ".join(said) or "none: the order of the criteria"


def as_data(found: Screened) -> dict[str, Any]:
    """A screening as plain data for JSON."""
    own, turn = found.screening, found.turn
    return {
        "case": found.case_id,
        "person": found.person_id,
        "name": found.name,
        "arrivedOn": found.inputs.arrived_on,
        "ruleSet": f"{found.rules.id} v{found.rules.version}",
        "proposal": own.proposal,
        "provisional": own.provisional,
        "others": sorted(own.others),
        "criteria": {str(one.criterion.no): one.outcome for one in own.criteria},
        "conflicts": [[one.winner, one.loser] for one in own.conflicts],
        "wouldChange": [[one.field, str(one.value), one.known] for one in turn.facts] if turn else [],
        "wouldBecome": turn.proposal if turn else None,
        **form_data(found),
    }


def _tell(people: list[Screened], *, as_json: bool, one: bool) -> None:
    if as_json:
        told = {"invented": True, "caption": INVENTED, "persons": [as_data(found) for found in people]}
        click.echo(orjson.dumps(told, option=orjson.OPT_INDENT_2))
    elif one:
        _show(people[0])
    else:
        _list(people)


def _list(people: list[Screened]) -> None:
    table(
        f"Screening list (screeningslijst): {len(people)} in the prison now, in the order to work it",
        ("who", "arrived", "proposal", "rests on", "unknown", "screen again"),
        [
            (
                one.name or one.person_id,
                str(one.inputs.arrived_on),
                _proposal(one),
                ", ".join(str(judged.criterion.no) for judged in one.screening.criteria if judged.decides),
                ", ".join(
                    str(judged.criterion.no) for judged in one.screening.criteria if judged.outcome is Outcome.UNKNOWN
                ),
                ", ".join(map(word, one.again.reasons)) if one.again else "",
            )
            for one in people
        ],
        "nobody, or you do not screen here",
    )
    out.print(Text("The case manager and the probation officer decide together.", "dim"))
    out.print(Text(INVENTED, "italic"))


def _show(found: Screened) -> None:
    own, turn = found.screening, found.turn
    out.print(Text(f"Screening of {found.name or found.person_id} ({found.rules.title.nl})", "bold"))
    out.print(_proposal(found))
    if own.others:
        out.print(Text(f"What is unknown could still turn it into: {', '.join(map(word, sorted(own.others)))}"))
    table(
        "Criteria",
        ("no", "criterion", "comes out", "would propose", "judged on"),
        [
            (
                f"{one.criterion.no}{' *' if one.decides else ''}",
                one.criterion.name.nl,
                word(one.outcome),
                word(one.criterion.effect),
                ", ".join(f"{record.kind} ({record.source})" for record in found.behind(one.criterion)),
            )
            for one in own.criteria
        ],
        "",
    )
    show_form(found)
    for one in own.conflicts:
        out.print(Text(f"{one.winner} and {one.loser} are both met: {one.reason.nl}", "yellow"))
    if turn is not None:
        facts = ", ".join(f"{one.field.replace('_', ' ')} = {one.value}" for one in turn.facts)
        out.print(Text(f"It would become {word(turn.proposal)} with: {facts}"))
    out.print(Text("* what the proposal rests on. The two professionals decide together.", "dim"))
    out.print(Text(INVENTED, "italic"))


def _proposal(found: Screened) -> Text:
    own = found.screening
    return Text(f"{word(own.proposal)}{' (provisional)' if own.provisional else ''}", _STYLES[own.proposal])
