"""Paths from who asks to a professional, a function or an organisation around the person of a case of their own.

They go over the actor's own cases, own meetings, workplaces and agreements in force. The statement begins at the cases
in scope: a tie through another case is not read, so it cannot be searched. Which case a tie is of, whose it is and how
many there are is never told.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from itertools import pairwise
from operator import itemgetter
from typing import LiteralString

from graph import classes
from graph.case_records import Party
from graph.classes import CARE_PROVIDER, PURPOSE_OF_FRAME, TREATMENT
from graph.errors import InputError
from graph.fragments import believed_now, end_now, had_medical_function, in_force_now
from graph.guards import Guard
from graph.inputs import check_words, could_be_id
from graph.model.kinds import FieldClass
from graph.model.words import FUNCTIONS
from graph.paths_ground import Agreed, Ground
from graph.policy.facts import NO_DATUM, Datum
from graph.policy.gathering import POSITION, facts
from graph.policy.tables import Scope
from graph.routes import Route, StepKind, Steps, routes
from graph.scopes import OWN_CASES
from graph.sections import Row, Section
from graph.withholding import Shown, Withheld


@dataclass(frozen=True, slots=True)
class Goal:
    """Whom a path is to lead to: exactly one of the three."""

    professional: str | None = None
    function: str | None = None
    organisation: str | None = None

    def check(self) -> None:
        """Raise InputError, naming the argument, for what cannot be asked."""
        said = [one for one in (self.professional, self.function, self.organisation) if one is not None]
        if len(said) != 1:
            raise InputError(
                "to names nobody, or several at once", "give a professional, a function or an organisation"
            )
        check_words("to", None if self.function is None else (self.function,), FUNCTIONS)


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path: to whom, and how one is tied to who stands before. `agreements` are of kind AGREEMENT."""

    party: Party
    kinds: tuple[StepKind, ...]
    agreements: tuple[Agreed, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """A path from who asks, the goal last."""

    hops: tuple[Hop, ...]


@dataclass(frozen=True, slots=True)
class Paths:
    """The paths, shortest first. `around` is whether any such goal is around the person, as may be shown."""

    case_id: str
    around: bool
    paths: tuple[Path, ...]
    withheld: tuple[Withheld, ...]


_ORGANISATION: LiteralString = "{.id, .name, .kind}"


def _function(q: LiteralString) -> LiteralString:
    return f"""head(COLLECT {{ MATCH ({q})-[:HAS_STATE]->(s:PositionState) WHERE {in_force_now("s")}
      RETURN s.function ORDER BY s.function }})"""


PATHS: Mapping[Scope, LiteralString] = {
    Scope.TEAM: OWN_CASES[Scope.TEAM]
    + f"""
WITH collect(DISTINCT c) AS cases
WITH cases, [c IN cases | c.id] AS visible WHERE $asked.case IN visible
WITH cases, visible,
  COLLECT {{ UNWIND cases AS c
    MATCH (c)<-[:IN_CASE|OF_CASE]-(r:Involvement|Direction)<-[:HAS|DIRECTS]-(h)
    WHERE {believed_now("r")} AND $now < {end_now("r")}
    RETURN r{{.caseId, .role, .frame, now: {in_force_now("r")}, holder: h.id}} }} AS team,
  COLLECT {{ MATCH (:Position {{id: $actor.position}})-[:ATTENDED]->(r:Meeting)
    WHERE (r.caseId IS NULL OR r.caseId IN visible) AND {believed_now("r")} AND r.heldOn <= $now
    RETURN {{caseId: r.caseId, attended: COLLECT {{ MATCH (r)<-[:ATTENDED]-(h:Position) RETURN h.id }}}} }} AS met,
  COLLECT {{ MATCH (:Case {{id: $asked.case}})-[:FOR]->(p:Person)
    MATCH (p)-[:HAS_RESIDENCE|HAS_INTERVENTION]->(r:Record)
    WHERE r.caseId = $asked.case AND {believed_now("r")} AND $now < {end_now("r")}
    OPTIONAL MATCH (r)-[:IN]->(m:Municipality)
    OPTIONAL MATCH (r)-[:OF_OFFER]->(f:ServiceOffer)<-[:OFFERS]-(y:Organisation)
    WITH r, f, coalesce(m, y) AS o
    RETURN r{{.caseId, offer: f{{.kind}}, organisation: o{_ORGANISATION}}} }}
  + COLLECT {{ MATCH (:Case {{id: $asked.case}})-[:FOR]->(p:Person)-[:HAS_DETENTION]->(:Detention)-[:HAS_STAY]->(r:Stay)
    WHERE r.caseId = $asked.case AND {in_force_now("r")}
    MATCH (r)-[:IN]->(o:Prison)
    RETURN r{{.caseId, offer: null, organisation: o{_ORGANISATION}}} }} AS places
WITH *, COLLECT {{ UNWIND team AS e RETURN e.holder AS id
    UNION UNWIND met AS e UNWIND e.attended AS id RETURN id }} AS ids
WITH *, COLLECT {{ UNWIND ids AS id MATCH (w:Professional)-[:HOLDS]->(h:Position {{id: id}})-[:AT]->(o:Organisation)
    RETURN {{id: id, position: id, professional: w{{.id, .name}}, organisation: o{_ORGANISATION},
      function: {_function("h")}, medical: {had_medical_function("h")}}} }}
  + COLLECT {{ UNWIND ids AS id MATCH (o:Organisation {{id: id}})
    RETURN {{id: id, position: null, professional: null, organisation: o{_ORGANISATION}, function: null,
      medical: false}} }} AS holders
WITH *, COLLECT {{ UNWIND holders AS h WITH h WHERE h.id IN [e IN team WHERE e.caseId = $asked.case | e.holder]
      RETURN h.organisation.id AS id
    UNION UNWIND places AS e RETURN e.organisation.id AS id }} AS around
WITH *, COLLECT {{ UNWIND around + [$actor.organisation] + [h IN holders | h.organisation.id] AS id
    RETURN DISTINCT id }} AS near
WITH *, near + COLLECT {{
    MATCH (:Organisation {{id: $actor.organisation}})<-[:PARTY]-(r:Agreement)-[:PARTY]->(b:Organisation)
    WHERE {in_force_now("r")} AND NOT b.id IN near RETURN DISTINCT b.id }} AS reached
RETURN COLLECT {{ UNWIND cases AS c RETURN c{{{facts("c")}}} }} AS cases, {POSITION} AS position,
  team, met, places, holders,
  COLLECT {{ UNWIND CASE WHEN $asked.function IS NULL THEN [] ELSE around END AS id
    MATCH (o:Organisation {{id: id}})
    CALL (o) {{ MATCH (o)<-[:AT]-(q:Position)-[:HAS_STATE]->(s:PositionState)
      WHERE s.function = $asked.function AND {in_force_now("s")} RETURN DISTINCT q ORDER BY q.id LIMIT 10 }}
    MATCH (q)<-[:HOLDS]-(w:Professional)
    RETURN {{position: q.id, professional: w{{.id, .name}}, organisation: o{_ORGANISATION}, function: $asked.function}}
  }} + COLLECT {{ MATCH (w:Professional {{id: $asked.professional}})-[:HOLDS]->(q:Position)-[:AT]->(o:Organisation)
    RETURN {{position: q.id, professional: w{{.id, .name}}, organisation: o{_ORGANISATION}, function: {_function("q")}}}
  }} AS staff,
  COLLECT {{ UNWIND reached AS id
    MATCH (a:Organisation {{id: id}})<-[y:PARTY]-(r:Agreement)-[z:PARTY]->(b:Organisation)
    WHERE {in_force_now("r")} AND NOT (y.part = 'COVERED' AND z.part = 'COVERED')
    RETURN {{a: a{_ORGANISATION}, b: b{_ORGANISATION}, fact: r.fact, kind: r.kind, since: r.validFrom}}
  }} AS agreements,
  COLLECT {{ MATCH (o:Organisation {{id: $actor.organisation}}) RETURN o{_ORGANISATION} }} AS own
"""
}
"""Only who works in a team has paths. Organisations, agreements and who works where are public or work data."""

SECTIONS: Mapping[str, Section] = {
    "team": Section(classes.of_involvement, classes.origin, work=("professional",), beside=classes.of_indication),
    "met": Section(itemgetter("class"), itemgetter("datum"), work=("professional",)),
    "places": Section(classes.of_place, classes.origin),
}
PUBLIC = ("staff", "agreements", "own", "regional")

SHOWN = (Shown(FieldClass.PLAN), Shown(FieldClass.COURSE), Shown(FieldClass.HEALTH))


async def paths_to(guard: Guard, case: str, goal: Goal) -> Paths | None:
    """Paths to a goal around the person of a case; None where the case does not exist for this actor. One statement.

    Raises InputError for a goal that cannot be asked.
    """
    goal.check()
    if not could_be_id(case):
        return None
    asked = {
        "case": case,
        "professional": goal.professional if could_be_id(goal.professional or "") else None,
        "function": goal.function,
    }
    opened = await guard.read(PATHS, {"asked": asked}, SECTIONS, PUBLIC, partial(_prepared, guard))
    if opened is None or case not in opened.case_ids:
        return None
    guard.show(next(one["persons"] for one in opened.cases if one["id"] == case), case)
    ground = Ground(guard.actor, named=guard.releases(case, FieldClass.WORK))
    ground.work_at(opened["own"])
    ground.tie(StepKind.OWN_CASE, (one for one in opened["team"] if one["now"]))
    ground.tie(StepKind.MEETING, (*opened["met"], *opened["regional"]))
    ground.agree(opened["agreements"])
    team = [one for one in opened["team"] if one["caseId"] == case]
    goals = ground.goals(asdict(goal), team, opened["places"], opened["staff"])
    steps = ground.steps(goals)
    found = routes(steps, guard.actor.position, goals, ground.holders(team))
    return Paths(
        case_id=case,
        around=bool(goals),
        paths=tuple(Path(tuple(_hops(ground, steps, guard.actor.position, one))) for one in found),
        withheld=guard.withheld([case], SHOWN),
    )


def _prepared(guard: Guard, row: Row) -> Row:
    """Who stands in each row; one of a meeting for each who was there.

    Meetings of no case stand apart: they are about nobody. One with care at the table is HEALTH as a whole.
    """
    actor, holders = guard.actor, {one["id"]: one for one in row["holders"]}
    in_care = Datum(actor.organisation, actor.organisation_kind, PURPOSE_OF_FRAME[TREATMENT])
    met: list[Row] = []
    for one in row["met"]:
        there = [holders[id] for id in one["attended"]]
        care = any(each["medical"] or each["organisation"]["kind"] == CARE_PROVIDER for each in there)
        judged = {"class": FieldClass.HEALTH if care else FieldClass.PLAN, "datum": in_care if care else NO_DATUM}
        met += [{**each, **judged, "caseId": one["caseId"]} for each in there]
    return {
        **{name: found for name, found in row.items() if name != "holders"},
        "team": [{**holders[one["holder"]], **one} for one in row["team"]],
        "met": [one for one in met if one["caseId"] is not None],
        "regional": [one for one in met if one["caseId"] is None],
    }


def _hops(ground: Ground, steps: Steps, start: str, route: Route) -> Iterator[Hop]:
    for before, node in pairwise((start, *route)):
        kinds = tuple(one for one in StepKind if one in steps[before][node])
        yield Hop(ground.party(node), kinds, ground.agreed(before, node))
