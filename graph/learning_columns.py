"""What of each case a summary for learning is drawn from: columns of all persons, and the same ones of one case.

The columns of all persons become combinations of values without any id, and are never shown: they only tell how many
persons a combination fits. What has care, a medical function, a safety house or risk management at one end is in none.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, LiteralString, TypeVar
from weakref import WeakKeyDictionary

from graph.fragments import believed_now, end_now, had_medical_function
from graph.guards import Guard
from graph.inputs import could_be_id
from graph.model.kinds import FieldClass
from graph.opened import Opened
from graph.policy.gathering import POSITION, facts
from graph.policy.tables import Scope
from graph.scopes import by_case
from graph.sections import Row, Section
from graph.store import Store
from graph.times import DAY_MS, FOREVER

T = TypeVar("T")

_APART: Final[LiteralString] = f"""EXISTS {{ MATCH (r)--(h) WHERE h:CareProvider OR h:SafetyHouse
        OR (h:Position AND (EXISTS {{ (h)-[:AT]->(:CareProvider|SafetyHouse) }} OR {had_medical_function("h")})) }}"""

COLUMNS: LiteralString = f"""{{caseId: c.id, birthDate: p.birthDate,
    detentions: COLLECT {{ MATCH (p)-[:HAS_DETENTION]->(d:Detention {{caseId: c.id}}) RETURN d{{.id, .startedOn}} }},
    records: COLLECT {{ MATCH (r:Record {{caseId: c.id}})
      WHERE (r:Assessment OR r:ContactMoment OR r:DetentionState OR r:Handover OR r:Involvement OR r:Meeting
          OR r:PlanState OR r:Stay)
        AND {believed_now("r")} AND NOT coalesce(r.frame, '') IN ['TREATMENT', 'PBW_18B', 'WGS_SAFETY_HOUSE']
        AND NOT coalesce(r.kind, '') IN ['SAFETY_HOUSE', 'REGIONAL', 'NO_SHOW'] AND NOT {_APART}
      RETURN r{{.fact, .validFrom, .kind, .heldOn, .condition, .phase, .status, .role, .offeredAt, .acceptedAt, .metAt,
        label: head([one IN labels(r) WHERE one <> 'Record']), validTo: {end_now("r")},
        holder: coalesce(r.positionId, r.organisationId),
        organisationKind: CASE WHEN r:Involvement
          THEN head(COLLECT {{ MATCH (o:Organisation {{id: r.organisationId}}) RETURN o.kind }}) END,
        ends: CASE WHEN r:Handover OR r:Stay OR r:DetentionState
          THEN COLLECT {{ MATCH (r)-[e]-(h) RETURN [type(e), h.id] }} ELSE [] END}} }} }}"""
"""The columns of case `c` of person `p`."""

LEARNING_POPULATION: LiteralString = f"""
MATCH (c:Case) WHERE c.id > $after AND c.kind = 'PERSON' AND c.frame <> 'WGS_SAFETY_HOUSE'
WITH c ORDER BY c.id LIMIT $many
MATCH (c)-[:FOR]->(p:Person)
RETURN collect([p.id, c.id, {COLUMNS}]) AS columns
"""
CASES_AT_ONCE: Final = 1000
"""So many that one statement stays within seconds, however large the world is."""


def _learning_case(holds: Callable[[LiteralString], LiteralString]) -> LiteralString:
    return f"""
MATCH (c:Case {{id: $asked.case, kind: 'PERSON'}})-[:FOR]->(p:Person) WHERE {holds("c")}
RETURN [c{{{facts("c")}}}] AS cases, {POSITION} AS position, [{COLUMNS}] AS columns
"""


LEARNING_CASE: Mapping[Scope, LiteralString] = {Scope.TEAM: by_case(_learning_case)[Scope.TEAM]}
"""Only for the team of the case."""

_SECTIONS = {"columns": Section(FieldClass.VICTIM)}
"""Never shown as it is: what is drawn from it is judged by the class of each attribute."""

SNAPSHOT_MILLISECONDS: Final = DAY_MS // 144
"""Ten minutes: reading all persons takes seconds, and a summary need not know of what was recorded a minute ago."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What all persons had at a moment, without ids: `rows` has for each case a number of its person, and values."""

    at: int
    rows: tuple[tuple[int, Mapping[str, int | str | None]], ...]


@dataclass(frozen=True, slots=True)
class Own:
    """The values of one case, released or not, and which classes are: for judging by attribute, never to be shown."""

    values: Mapping[str, int | str | None]
    released: frozenset[FieldClass]


Draw = Callable[[Row, int], Mapping[str, int | str | None]]
"""From the columns of one case and the present, its values by attribute."""

_KEPT: WeakKeyDictionary[Store, Snapshot] = WeakKeyDictionary()


async def own_columns(guard: Guard, case: str, draw: Draw) -> Own | None:
    """The values of a case; None where it does not exist for who asks. One statement."""
    if not could_be_id(case):
        return None
    opened = await guard.read(LEARNING_CASE, {"asked": {"case": case}}, _SECTIONS)
    if opened is None:
        return None
    for one in opened.cases:
        guard.show(one["persons"], one["id"])
    return Own(_drawn(opened, draw), frozenset(one for one in FieldClass if guard.releases(case, one)))


def _drawn(opened: Opened, draw: Draw) -> Mapping[str, int | str | None]:
    (columns,) = opened.unreleased("columns")
    return draw(columns, opened.guard.now)


async def snapshot(guard: Guard, draw: Draw) -> Snapshot:
    """What all persons have, without ids, read anew when it is ten minutes old: a statement for each thousand cases."""
    kept = _KEPT.get(guard.store)
    if kept is not None and 0 <= guard.now - kept.at < SNAPSHOT_MILLISECONDS:
        return kept

    rows: list[tuple[int, Mapping[str, int | str | None]]] = []
    numbers: dict[str, int] = {}
    after, more = "", True

    def folded(row: Row) -> tuple[str, bool]:
        """Keep the values by number of the person; answer the last case, and whether there may be more."""
        rows.extend(
            (numbers.setdefault(person, len(numbers)), draw(one, guard.now)) for person, _, one in row["columns"]
        )
        return max((case for _, case, _ in row["columns"]), default=""), len(row["columns"]) >= CASES_AT_ONCE

    while more:
        parameters = {"now": guard.now, "max": FOREVER, "after": after, "many": CASES_AT_ONCE}
        after, more = await guard.fold(LEARNING_POPULATION, parameters, folded) or ("", False)
    _KEPT[guard.store] = Snapshot(guard.now, tuple(rows))
    return _KEPT[guard.store]
