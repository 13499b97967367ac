"""`casusregie subject-report` and `casusregie dispute`: what is held about a person, for that person."""

from functools import partial
from itertools import groupby
from typing import Any

import click
import orjson
from rich.text import Text

from api.cli.acting import Acting, Show, acting
from api.cli.console import out
from api.cli.log import as_data as log_as_data
from graph.access_logs import access_log
from graph.disputes import dispute_fact
from graph.errors import InputError, UnknownOutcomeError
from graph.held_acts import HeldAct, HeldHandling
from graph.held_facts import HeldFact, Party
from graph.held_findings import HeldFinding
from graph.logs.disclosures import CHANGING
from graph.model.catalogue import KINDS
from graph.organisations import organisations_by_id
from graph.policy.reasons import WORDINGS
from graph.records import new_id
from graph.subject_reports import CONTACT_POINT, SubjectReport, subject_report
from graph.times import day_of, last_day, local_time

INVENTED = "Invented: nobody in here exists."
LOOKS = 200

Look = dict[str, Any]


@click.command("subject-report")
@click.argument("person")
@click.option("--json", "as_json", is_flag=True, help="Everything as JSON.")
@acting
async def subject_report_command(acting: Acting, *, person: str, as_json: bool) -> Show:
    """All data about PERSON (an id) with source and recipients, and who looked: for that person (--as PERSON).

    Health and risk need --assurance HIGH.
    """
    report = await subject_report(acting.guard, person)
    page = await access_log(acting.guard, acting.log_reader, person, first=LOOKS) if report else None
    if report is None or page is None:
        raise InputError("there is no report on that person for who acts", "act as the person: --as PERSON")
    ids = sorted({one.organisation_id for one in page.items if one.organisation_id})
    names = {
        id: one.name for id, one in (await organisations_by_id(acting.store, acting.actor, acting.clock, ids)).items()
    }
    looks = [log_as_data(one, names.get(one.organisation_id or "")) for one in page.items]
    if as_json:
        data = as_data(report) | {"log": looks, "lookedAtInAll": page.total}
        return partial(click.echo, orjson.dumps(data, option=orjson.OPT_INDENT_2))
    return partial(show, report, looks, page.total)


@click.command("dispute")
@click.argument("fact")
@click.option("--text", help="What is not right.")
@click.option("--key", help="Does it once, however often it is run with this key; default: a new one.")
@acting
async def dispute_command(acting: Acting, *, fact: str, text: str | None, key: str | None) -> Show:
    """Say that FACT (an id of the report) is not right: it then stands with the fact. For the person (--as PERSON)."""
    key, acting.verb = key or new_id(), CHANGING
    person = acting.actor.professional
    try:
        made = await dispute_fact(acting.guard, acting.clock, acting.log, person=person, fact=fact, text=text, key=key)
    except UnknownOutcomeError as error:
        raise UnknownOutcomeError(str(error), f"run it again with --key {key}: it is not done twice") from error
    if made is None:
        raise InputError("there is no such fact for who acts", "`casusregie subject-report` lists them with their ids")
    return partial(out.print, f"disputed: {made.fact}; the dispute is {made.dispute}", markup=False)


def show(report: SubjectReport, looks: list[Look], total: int) -> None:
    """Print a report, by kind of fact."""
    out.print(Text(f"All that is held about {report.person_id}, {local_time(report.at):%Y-%m-%d %H:%M}", "bold"))
    for kind, group in groupby(report.facts, key=lambda one: one.kind):
        out.print()
        out.print(Text(f"{kind}: {KINDS[kind].description}", "bold"))
        for one in group:
            out.print(Text(f"- {_line(one)}"))
            for said in one.disputes:
                out.print(Text(f"  disputed on {day_of(said.at)} ({said.status}): {said.text or '-'}", "italic"))
                if said.reason is not None:
                    out.print(Text(f"    answered: {said.reason}", "italic"))
    out.print()
    out.print(Text("Organisations that received data", "bold"))
    for one in report.recipients:
        period = _period(one.valid_from, one.valid_to)
        out.print(Text(f"- {one.organisation}: {one.because}{period}"))
    out.print()
    out.print(Text(f"What was done in the cases ({len(report.acts)}, latest first)", "bold"))
    for done in report.acts:
        who = "yourself" if done.own else _who(done.by)
        out.print(Text(f"- {local_time(done.at):%Y-%m-%d %H:%M} {done.act} [{who}] ({', '.join(done.facts)})"))
    out.print()
    out.print(Text("What teams said of signals about this", "bold"))
    for said in report.handlings:
        what = "seen to" if said.until is None else f"put off until {day_of(said.until)}: {said.reason or 'not shown'}"
        out.print(Text(f"- {day_of(said.at)} {said.kind or 'signal'} {what} [{_who(said.by)}] ({said.fact})"))
    out.print()
    out.print(Text("What rules found about this (docs/findings.md)", "bold"))
    for found in report.findings:
        kept = found.kept
        until = found.accepted_until
        accepted = "" if until is None else f", accepted until {day_of(until)}: {found.reason or 'not shown'}"
        seen = f"{day_of(kept.first_seen)} to {day_of(kept.last_seen)}"
        out.print(Text(f"- {kept.rule}: {kept.code}, seen {seen}, {kept.life.value.lower()}{accepted} ({kept.id})"))
    out.print()
    out.print(Text("Not shown", "bold"))
    for one in report.withheld:
        out.print(Text(f"- {one.field_class}: {WORDINGS[one.reason].english} {WORDINGS[one.reason].ask_english}"))
    out.print(Text(f"- {CONTACT_POINT}"))
    out.print()
    out.print(Text(f"Who looked ({len(looks)} of {total}, latest first)", "bold"))
    for look in looks:
        out.print(Text(f"- {look['dutch']}"))
    out.print(Text(INVENTED, "italic"))


def _line(one: HeldFact) -> str:
    said = ", ".join(f"{name} {one.text_of(name)}" for name in one.values)
    parties = "; ".join(map(_who, one.parties))
    replaced = "" if one.replaced_at is None else f", corrected on {day_of(one.replaced_at)}"
    by = f" [{parties}]" if parties else ""
    return f"{said}{by}{_period(one.valid_from, one.valid_to)} (source {one.source}{replaced}; {one.fact})"


def _who(party: Party | None) -> str:
    return "not shown" if party is None else f"{party.function or ''} {party.organisation}".strip()


def _period(start: int | None, end: int | None) -> str:
    begin = "" if start is None else f" from {day_of(start)}"
    return begin + ("" if end is None else f" until {last_day(end)}")


def as_data(report: SubjectReport) -> dict[str, Any]:
    """A report as plain data for JSON: moments with offset, ends exclusive."""
    return {
        "invented": True,
        "caption": INVENTED,
        "person": report.person_id,
        "at": _moment(report.at),
        "cases": report.case_ids,
        "facts": [_fact(one) for one in report.facts],
        "recipients": [
            {
                "organisation": {"id": one.organisation_id, "name": one.organisation},
                "because": one.because,
                "validFrom": _moment(one.valid_from),
                "validTo": _moment(one.valid_to),
            }
            for one in report.recipients
        ],
        "acts": [_act(one) for one in report.acts],
        "handlings": [_handling(one) for one in report.handlings],
        "findings": [_finding(one) for one in report.findings],
        "withheld": [
            {"class": one.field_class, "reason": one.reason, "rule": one.rule, "dutch": WORDINGS[one.reason].dutch}
            for one in report.withheld
        ],
        "contactPoint": CONTACT_POINT,
    }


def _finding(one: HeldFinding) -> dict[str, Any]:
    kept = one.kept
    return {
        "id": kept.id,
        "case": kept.case_id,
        "rule": kept.rule,
        "code": kept.code,
        "firstSeen": _moment(kept.first_seen),
        "lastSeen": _moment(kept.last_seen),
        "life": kept.life.value,
        "acceptedUntil": _moment(one.accepted_until),
        "reason": one.reason,
        "by": None if one.by is None else _who(one.by),
    }


def _fact(one: HeldFact) -> dict[str, Any]:
    return {
        "fact": one.fact,
        "case": one.case_id,
        "kind": one.kind,
        "class": one.field_class,
        "values": {name: _moment(value) if name in one.moments else value for name, value in one.values.items()},
        "validFrom": _moment(one.valid_from),
        "validTo": _moment(one.valid_to),
        "recordedAt": _moment(one.recorded_at),
        "replacedAt": _moment(one.replaced_at),
        "source": one.source,
        "parties": [{"relation": party.relation, **_party(party)} for party in one.parties],
        "disputes": [{"at": _moment(said.at), "status": said.status, "text": said.text} for said in one.disputes],
    }


def _party(party: Party) -> dict[str, Any]:
    return {
        "function": party.function,
        "organisation": {"id": party.organisation_id, "name": party.organisation},
    }


def _act(one: HeldAct) -> dict[str, Any]:
    return {
        "act": one.act,
        "case": one.case_id,
        "at": _moment(one.at),
        "facts": one.facts,
        "by": None if one.by is None else _party(one.by),
        "own": one.own,
    }


def _handling(one: HeldHandling) -> dict[str, Any]:
    return {
        "fact": one.fact,
        "case": one.case_id,
        "kind": one.kind,
        "at": _moment(one.at),
        "until": _moment(one.until),
        "reason": one.reason,
        "by": None if one.by is None else _party(one.by),
    }


def _moment(moment: int | None) -> str | None:
    return None if moment is None else local_time(moment).isoformat()
