"""Intake (*instroom*): persons of whom a notice or placement told the organisation, and whom nobody took up yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import LiteralString

from graph.fragments import in_force_now
from graph.guards import Guard
from graph.model.kinds import FieldClass
from graph.names import full_name
from graph.opened import Opened, latest
from graph.policy.gathering import POSITION, facts
from graph.policy.policies import POLICY
from graph.policy.tables import Scope
from graph.scopes import OWN_CASES
from graph.sections import Row, Section
from graph.times import day_of
from graph.withholding import Shown, Withheld


@dataclass(frozen=True, slots=True)
class IntakeNotice:
    """A notice to the own organisation: its public id, its kind, and when it was received (milliseconds UTC)."""

    fact: str
    kind: str
    received_at: int
    source: str


@dataclass(frozen=True, slots=True)
class Place:
    """A prison or municipality."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Intake:
    """One person of one case on the intake list; what is None is unknown.

    `arrived_at` is the first day inside of the latest detention (milliseconds UTC), an announced one included; `prison`
    is where the person stays now. `notices` stand latest first: the latest one starts the days anew. `last_day` is the
    last day on which this list shows the person, `days_left` counts it and today. `unassigned_long` says that nobody
    was assigned for so long that it is a signal to the organisation.
    """

    case_id: str
    person_id: str
    name: str | None
    birth_date: str | None
    arrived_at: int | None
    prison: Place | None
    municipalities: tuple[Place, ...]
    notices: tuple[IntakeNotice, ...]
    last_day: date
    days_left: int
    days_waiting: int
    unassigned_long: bool

    @property
    def key(self) -> tuple[int, str, str]:
        """Where it stands in the list: what has waited longest first."""
        return self.notices[0].received_at, self.case_id, self.person_id


@dataclass(frozen=True, slots=True)
class IntakeList:
    """The whole list in order at a moment (milliseconds UTC), and what it does not show."""

    at: int
    intakes: tuple[Intake, ...]
    withheld: tuple[Withheld, ...]


SHOWN = (Shown(FieldClass.IDENTITY), Shown(FieldClass.COURSE))
"""What the intake list can show."""

INTAKE_LIST: Mapping[Scope, LiteralString] = {
    Scope.INTAKE: f"""{OWN_CASES[Scope.INTAKE]}
WITH collect(c) AS cases WHERE size(cases) > 0
RETURN COLLECT {{ UNWIND cases AS c RETURN c{{{facts("c")}}} }} AS cases, {POSITION} AS position,
  COLLECT {{ UNWIND cases AS c MATCH (n:Notice {{caseId: c.id}})-[:TO]->(:Organisation {{id: $actor.organisation}})
    WHERE $actor.noticedSince <= n.receivedOn < $actor.noticedBefore AND {in_force_now("n")}
    RETURN n{{.caseId, .fact, .kind, .receivedOn, .source}} }} AS notices,
  COLLECT {{ UNWIND cases AS c MATCH (c)-[:FOR]->(p:Person)
    RETURN {{caseId: c.id, person: p.id, birthDate: p.birthDate}} }} AS births,
  COLLECT {{ UNWIND cases AS c MATCH (c)-[:FOR]->(p:Person)-[:HAS_STATE]->(s:PersonName)
    WHERE s.caseId = c.id AND {in_force_now("s")}
    RETURN s{{.caseId, .fact, .validFrom, .givenName, .prefix, .familyName, person: p.id}} }} AS names,
  COLLECT {{ UNWIND cases AS c MATCH (c)-[:FOR]->(p:Person)-[:HAS_DETENTION]->(d:Detention) WHERE d.caseId = c.id
    RETURN d{{.id, .caseId, .startedOn, person: p.id}} }} AS detentions,
  COLLECT {{ UNWIND cases AS c
    MATCH (c)-[:FOR]->(p:Person)-[:HAS_DETENTION]->(:Detention)-[:HAS_STAY]->(s:Stay)-[:IN]->(o:Prison)
    WHERE s.caseId = c.id AND {in_force_now("s")}
    RETURN s{{.caseId, .fact, .validFrom, person: p.id, place: o{{.id, .name}}}} }} AS stays,
  COLLECT {{ UNWIND cases AS c MATCH (c)-[:FOR]->(p:Person)-[:HAS_RESIDENCE]->(s:Residence)-[:IN]->(m:Municipality)
    WHERE s.caseId = c.id AND {in_force_now("s")}
    RETURN s{{.caseId, person: p.id, place: m{{.id, .name}}}} }} AS residences
"""
}
"""Only where the purpose is the intake."""

_SECTIONS: Mapping[str, Section] = {
    **dict.fromkeys(("births", "names"), Section(FieldClass.IDENTITY)),
    **dict.fromkeys(("notices", "detentions", "stays", "residences"), Section(FieldClass.COURSE)),
}


async def intake_list(guard: Guard) -> IntakeList:
    """Who is on the intake list of the acting organisation; empty under any other purpose than the intake.

    A case counts as looked at once `Guard.show` says so.
    """
    opened = await guard.read(INTAKE_LIST, {}, _SECTIONS)
    if opened is None:
        return IntakeList(guard.now, (), ())
    today = day_of(guard.now)
    found = [
        intake
        for case in opened.told_cases()
        for person in case["persons"]
        if (intake := _intake(opened, case["id"], person, today)) is not None
    ]
    withheld = guard.withheld(opened.case_ids, SHOWN)
    return IntakeList(guard.now, tuple(sorted(found, key=lambda one: one.key)), withheld)


def _intake(opened: Opened, case: str, person: str, today: date) -> Intake | None:
    def of(column: str) -> list[Row]:
        return [row for row in opened[column] if row["caseId"] == case and row["person"] == person]

    told = [row for row in opened["notices"] if row["caseId"] == case]
    if not told:
        return None
    notices = tuple(
        IntakeNotice(row["fact"], row["kind"], row["receivedOn"], row["source"])
        for row in sorted(told, key=lambda row: (-row["receivedOn"], row["fact"]))
    )
    name, stay = latest(of("names")), latest(of("stays"))
    received = day_of(notices[0].received_at)
    last = received + timedelta(days=POLICY.parameters.intake_days - 1)
    return Intake(
        case_id=case,
        person_id=person,
        name=full_name(name) if name else None,
        birth_date=next((row["birthDate"] for row in of("births")), None),
        arrived_at=max((row["startedOn"] for row in of("detentions")), default=None),
        prison=Place(**stay["place"]) if stay else None,
        municipalities=tuple(
            Place(id, name)
            for id, name in sorted({(row["place"]["id"], row["place"]["name"]) for row in of("residences")})
        ),
        notices=notices,
        last_day=last,
        days_left=(last - today).days + 1,
        days_waiting=(today - received).days,
        unassigned_long=(today - received).days >= POLICY.parameters.intake_signal_days,
    )
