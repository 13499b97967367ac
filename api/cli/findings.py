"""`casusregie findings`: what is missing or will go wrong, of one case, or of all cases of who acts."""

from collections import Counter
from collections.abc import Iterable
from functools import partial
from typing import Any

import click
import orjson
from rich.text import Text

from analytics.findings.finding import State
from analytics.findings.judging import KINDS, WEIGHTS, Finding, Judgement, found_in, judgements
from api.cli.acting import Acting, Show, acting
from api.cli.case_tables import day, table, whose
from api.cli.console import out
from api.cli.picturing import INVENTED, pictured
from graph.dossiers import Dossier
from graph.times import day_of
from graph.work_lists import dossiers_of_own_cases

Told = list[tuple[Dossier, tuple[Judgement, ...]]]
_STYLES = {"HIGH": "red", "MEDIUM": "yellow", "LOW": ""}


@click.command("findings")
@click.argument("case", required=False)
@click.option("--at", metavar="DATE", help="The day looked at, with CASE; default: now.")
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
@acting
async def findings_command(acting: Acting, *, case: str | None, at: str | None, as_json: bool) -> Show:
    """What is missing or will go wrong (bevindingen) in CASE, or without it in all cases of who acts."""
    guard = acting.guard
    if case is not None:
        picture = await pictured(acting, case, at, None)
        told = [(picture.dossier, judgements(picture.dossier, picture.view))]
        return partial(_tell, told, as_json=as_json, one=True)
    if at is not None:
        raise click.UsageError("--at is for one CASE: name it")
    dossiers, _ = await dossiers_of_own_cases(guard, KINDS)
    for one in dossiers:
        guard.show(one.person_ids, one.case_id)
    told = [(one, judgements(one, one.records.view(guard.now, guard.now))) for one in dossiers]
    return partial(_tell, told, as_json=as_json, one=False)


def _tell(told: Told, *, as_json: bool, one: bool) -> None:
    if as_json:
        cases = [
            {"case": dossier.case_id, "persons": list(dossier.person_ids), "judgements": [_data(each) for each in said]}
            for dossier, said in told
        ]
        click.echo(orjson.dumps({"invented": True, "caption": INVENTED, "cases": cases}, option=orjson.OPT_INDENT_2))
        return
    if one:
        _show(told[0][1])
    else:
        _list(told)
    out.print(Text("What each rule asks, and what it does not see: docs/findings.md.", "dim"))
    out.print(Text(INVENTED, "italic"))


def _data(said: Judgement) -> dict[str, Any]:
    return {
        "rule": said.rule.id,
        "version": said.rule.version,
        "state": said.state.value,
        "why": None if said.why is None else said.why.code,
        "findings": [
            {
                "id": one.id,
                "certain": one.certain,
                "since": None if one.since is None else day_of(one.since).isoformat(),
                "reason": {"code": one.reason.code, "english": one.reason.english, "dutch": one.reason.dutch},
                "evidence": [{"kind": seen.kind, "fact": seen.origin.fact} for seen in one.evidence],
                "missing": list(one.missing),
            }
            for one in said.findings
        ],
    }


def _rows(found: Iterable[Finding]) -> list[tuple[str | Text, ...]]:
    return [
        (
            Text(one.rule.severity.lower(), _STYLES[one.rule.severity]),
            f"{one.rule.name.en} ({one.rule.name.nl})",
            day(one.since, ""),
            f"{one.reason.english} {one.rule.action.en}",
        )
        for one in found
    ]


def _show(said: tuple[Judgement, ...]) -> None:
    table("What is missing (bevindingen)", ("weight", "what", "since", "why, and what to do"), _rows(found_in(said)),
          "nothing was found")  # fmt: skip
    unknown: list[tuple[str | Text, ...]] = [
        (f"{one.rule.name.en} ({one.rule.name.nl})", one.reason.english, ", ".join(one.missing))
        for each in said
        for one in each.findings
        if not one.certain
    ]
    table("What cannot be told (onbekend)", ("what", "why", "not recorded"), unknown, "nothing")
    counts = Counter(each.state for each in said)
    rest = {
        State.ABSENT: "not so", State.OUT_OF_SCOPE: "do not apply", State.NOT_FOR_YOU: "are not for you",
    }  # fmt: skip
    out.print(Text("Of the other rules: " + ", ".join(f"{counts[one]} {word}" for one, word in rest.items()), "dim"))


def _list(told: Told) -> None:
    rows: list[tuple[int, tuple[str | Text, ...]]] = []
    for dossier, said in told:
        for one, row in zip(found := found_in(said), _rows(found), strict=True):
            rows.append((WEIGHTS.index(one.rule.severity), (whose(dossier), *row)))
    table(
        "What is missing in your cases (bevindingen)",
        ("who", "weight", "what", "since", "why, and what to do"),
        [row for _, row in sorted(rows, key=lambda one: one[0])],
        "nothing was found",
    )
