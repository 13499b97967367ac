"""Who looked at a person and why: for the privacy officer of who looked, and for the person.

An officer sees the lines of the own organisation's actors, by pseudonym. The person sees date, organisation, function,
purpose and classes of what was looked at in the own cases, without names. For everybody else there is no log, nor is
there for an officer who is related to the person.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import LiteralString

from graph.actors import Purpose
from graph.guards import Guard
from graph.inputs import could_be_id
from graph.logs.audit_lines import AuditLine
from graph.logs.log_readings import LogReader, Sighting
from graph.looks import WHO_KNOWS
from graph.model.kinds import FieldClass
from graph.paging import Page, cut
from graph.policy.decisions import Decision, Judge, Part, Release
from graph.policy.facts import Datum
from graph.policy.gathering import POSITION, facts
from graph.policy.tables import Scope
from graph.scopes import subject


@dataclass(frozen=True, slots=True)
class Access:
    """One look at a person. `id` is a pseudonym of its line, the same until the key is renewed. Classes are sorted.
    `who_knows` is whether it was asked which organisations know the person.

    What only an officer sees is None for the person: the moment (the person sees its day), the professional, position,
    pseudonym and trace. `organisation_id` is None, and `function` SUBJECT, where it was the person.
    """

    id: str
    at: int
    organisation_id: str | None
    function: str
    purpose: str
    classes: tuple[str, ...]
    withheld: tuple[str, ...]
    who_knows: bool = False
    moment: int | None = None
    professional_id: str | None = None
    position_id: str | None = None
    pseudonym: str | None = None
    trace: str | None = None


def _cases_of_person() -> LiteralString:
    return f"""
MATCH (:Person {{id: $asked.person}})<-[:FOR]-(c:Case) WHERE {subject("c")}
WITH collect(DISTINCT c) AS cases
RETURN COLLECT {{ UNWIND cases AS c RETURN c{{{facts("c")}}} }} AS cases, {POSITION} AS position
"""


CASES_OF_PERSON: Mapping[Scope, LiteralString] = {Scope.SUBJECT: _cases_of_person()}
"""The own cases of who asks for the own log."""


async def access_log(
    guard: Guard, reader: LogReader, person: str, *, after: str | None = None, first: int = 50
) -> Page[Access] | None:
    """The looks at a person that exist for this actor, latest first; None where there is nothing for this actor.

    Raises InputError for a page that cannot be had, LogError where the logs cannot be read.
    """
    if not could_be_id(person):
        return None
    cases = await _own_cases(guard, reader, person)
    if guard.scope is Scope.SUBJECT and not cases:
        return None
    if guard.actor.purpose == Purpose.OVERSIGHT and await guard.is_related_to(person):
        return None
    judge = guard.judge_of_log()
    pseudonyms = reader.pseudonyms()
    own_organisation = None if cases else guard.actor.organisation
    # Many thousands of lines come down to a few kinds. Those are decided on here; going through the lines is for a
    # thread, since other answers would wait for it.
    sightings = await asyncio.to_thread(reader.sightings, person, own_organisation)
    kinds = await asyncio.to_thread(lambda: [_kind(one, cases) for one in sightings])
    parts = {
        kind: decision.part
        for kind in dict.fromkeys(kinds)
        if isinstance(decision := _decided(guard, judge, kind), Release)
    }

    def released() -> dict[str, tuple[Sighting, Part]]:
        return {
            pseudonyms.of_line(f"{one.file}:{one.offset}"): (one, parts[kind])
            for one, kind in zip(sightings, kinds, strict=True)
            if kind in parts
        }

    found = await asyncio.to_thread(released)
    if not cases:
        if not found:
            return None  # as for a person who never was
        guard.show_log(person, judge)
    page = cut(list(found), after, first)
    own = pseudonyms.all_of_person(person)

    def read() -> tuple[Access, ...]:
        lines = ((id, *found[id], reader.line(found[id][0])) for id in page.items)
        return tuple(_access(id, part, line, own, cases) for id, _, part, line in lines if line is not None)

    return Page(await asyncio.to_thread(read), page.has_next, page.total)


async def _own_cases(guard: Guard, reader: LogReader, person: str) -> dict[str, str]:
    """The cases by pseudonym that are the actor's own, who is then the person; empty for everybody else."""
    opened = await guard.read(CASES_OF_PERSON, {"asked": {"person": person}}, {})
    if opened is None:
        return {}
    pseudonyms = reader.pseudonyms()
    for case in opened.case_ids:
        guard.show([person], case)
        guard.decide(case, FieldClass.LOG)
    return {pseudonym: case for case in opened.case_ids for pseudonym in pseudonyms.all_of_case(case)}


_Kind = tuple[str | None, str]
"""The own case that a look was at (None for an officer, who judges lines and not cases), and whose look it was."""


def _kind(one: Sighting, cases: Mapping[str, str]) -> _Kind | None:
    """What the decision on a look depends on; None for a look that the person has no part in.

    The person sees a look only at an own case, or at the log alone.
    """
    if not cases:
        return None, one.organisation
    seen = next((cases[case] for case in one.cases if case is not None and case in cases), None)
    if seen is None and None in one.cases:
        seen = next(iter(cases.values()))
    return None if seen is None else (seen, one.organisation)


def _decided(guard: Guard, judge: Judge, kind: _Kind | None) -> Decision | None:
    if kind is None:
        return None
    case, organisation = kind
    datum = Datum(organisation=organisation)
    return judge.decide(FieldClass.LOG, datum) if case is None else guard.decide(case, FieldClass.LOG, datum)


def _access(id: str, part: Part, line: AuditLine, person: frozenset[str], cases: Mapping[str, str]) -> Access:
    looks = [look for look in line.looks if look.person in person and (not cases or look.case in {None, *cases})]
    made = [made for look in looks for made in look.decisions]
    named = part is Part.PSEUDONYMS
    who = line.who
    return Access(
        id=id,
        at=line.at,
        organisation_id=who.organisation or None,
        function=who.function,
        purpose=who.purpose,
        classes=tuple(sorted({one.field_class for one in made if one.outcome == "RELEASED"})),
        withheld=tuple(sorted({one.field_class for one in made if one.outcome == "WITHHELD"})),
        who_knows=any(look.asked == WHO_KNOWS for look in looks),
        moment=line.at if named else None,
        professional_id=who.professional if named else None,
        position_id=who.position if named else None,
        pseudonym=looks[0].person if named and looks else None,
        trace=line.trace if named else None,
    )
