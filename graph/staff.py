"""Who may act: the positions of professionals that are in force at a moment."""

from dataclasses import dataclass
from typing import LiteralString

from graph.actors import NOT_CASE_WORKING, Actor, Assurance, Purpose
from graph.clock import Clock
from graph.fragments import in_force_now
from graph.model.words import FUNCTIONS
from graph.store import Row, Store
from graph.times import FOREVER

USUAL_PURPOSE: dict[str, Purpose] = {
    "CARE_PROFESSIONAL": Purpose.CARE,
    "CARE_CONTINUITY_OFFICER": Purpose.CARE,
    "MEDICAL": Purpose.CARE,
    "RISK_DELEGATE": Purpose.RISK_MANAGEMENT,
    "DEBT_COUNSELLOR": Purpose.MUNICIPAL_DEBT_HELP,
    "VOLUNTEER": Purpose.VOLUNTARY_SUPPORT,
    "HOUSING_OFFICER": Purpose.VOLUNTARY_SUPPORT,
    "OTHER_HELPER": Purpose.VOLUNTARY_SUPPORT,
    "CONVENER": Purpose.SAFETY_HOUSE_CASE,
    "POLICE_OFFICER": Purpose.SAFETY_HOUSE_CASE,
    "PROSECUTION_STAFF": Purpose.SAFETY_HOUSE_CASE,
    "CHILD_PROTECTION_WORKER": Purpose.SAFETY_HOUSE_CASE,
    "STEERING_MEMBER": Purpose.STEERING,
    "ANALYST": Purpose.STEERING,
    "PRIVACY_OFFICER": Purpose.OVERSIGHT,
    "OPERATOR": Purpose.OPERATIONS,
    "SUBJECT": Purpose.SUBJECT_ACCESS,
}
"""The purpose a function works under most days; REINTEGRATION for those not named."""


@dataclass(frozen=True, slots=True)
class StaffPosition:
    """One position in force: who, in which function, for which organisation, and how many cases it is in now."""

    professional: str
    name: str
    position: str
    function: str
    organisation: str
    organisation_name: str
    organisation_kind: str
    cases: int = 0

    @property
    def usual_purpose(self) -> Purpose:
        """The purpose this function works under most days."""
        if self.function == "LIFE_COURSE_COACH" and self.organisation_kind != "MUNICIPALITY":
            return Purpose.VOLUNTARY_SUPPORT
        return USUAL_PURPOSE.get(self.function, Purpose.REINTEGRATION)

    def acting_for(self, purpose: Purpose, assurance: Assurance = Assurance.SUBSTANTIAL) -> Actor:
        """This position, acting for one purpose."""
        return Actor(
            professional=self.professional,
            name=self.name,
            position=self.position,
            function=self.function,
            organisation=self.organisation,
            organisation_name=self.organisation_name,
            organisation_kind=self.organisation_kind,
            purpose=purpose,
            assurance=assurance,
        )


POSITION_ROW: LiteralString = """{professional: w.id, name: w.name, position: q.id, function: s.function,
  organisation: o.id, organisation_name: o.name, organisation_kind: o.kind}"""
"""One position of `w` (`q` at `o` in state `s`) as StaffPosition takes it."""

POSITIONS_OF: LiteralString = f"""
MATCH (w:Professional {{id: $professional}})-[:HOLDS]->(q:Position)-[:AT]->(o:Organisation)
MATCH (q)-[:HAS_STATE]->(s:PositionState) WHERE {in_force_now("s")}
WITH {POSITION_ROW} AS row ORDER BY row.position
RETURN collect(row) AS rows
"""


async def positions_of(store: Store, clock: Clock, professional: str) -> list[StaffPosition]:
    """The positions a professional holds now, by id of the position; empty where there are none."""
    row = await store.one(POSITIONS_OF, {"professional": professional, "now": clock.now(), "max": FOREVER})
    return _positions(row)


STAFF: LiteralString = f"""
MATCH (w:Professional)-[:HOLDS]->(q:Position)-[:AT]->(o:Organisation)
WHERE $name IS NULL OR w.nameFolded = $name OR w.id = $name OR q.id = $name
MATCH (q)-[:HAS_STATE]->(s:PositionState) WHERE {in_force_now("s")} AND ($function IS NULL OR s.function = $function)
WITH w, q, s, o, COUNT {{ (q)-[:HAS]->(i:Involvement)-[:IN_CASE]->(:Case) WHERE {in_force_now("i")} }} AS cases
ORDER BY cases DESC, q.id LIMIT $limit
RETURN collect({POSITION_ROW[:-1]}, cases: cases}}) AS rows
"""


async def staff(
    store: Store, clock: Clock, *, name: str | None = None, function: str | None = None, limit: int = 50
) -> list[StaffPosition]:
    """Positions in force, busiest first: all, those of one function, or those of one name (folded) or id.

    Reads every professional when nothing narrows it: for the command line and tests, not for requests.
    """
    parameters = {"name": name, "function": function, "limit": limit, "now": clock.now(), "max": FOREVER}
    return _positions(await store.one(STAFF, parameters))


STAFF_BY_FUNCTION: LiteralString = f"""
MATCH (w:Professional)-[:HOLDS]->(q:Position)-[:AT]->(o:Organisation)
MATCH (q)-[:HAS_STATE]->(s:PositionState) WHERE {in_force_now("s")} AND ($function IS NULL OR s.function = $function)
WITH w, q, s, o, COUNT {{ (q)-[:HAS]->(i:Involvement)-[:IN_CASE]->(:Case) WHERE {in_force_now("i")} }} AS cases
ORDER BY cases DESC, q.id
WITH s.function AS function, collect({POSITION_ROW[:-1]}, cases: cases}})[..$limit] AS rows
RETURN function, rows
"""


async def staff_by_function(
    store: Store, clock: Clock, *, function: str | None = None, limit: int = 1
) -> dict[str, list[StaffPosition]]:
    """The busiest positions in force of each function, in the order of the closed list; a function may be absent.

    Reads every professional: for the command line and tests, not for requests.
    """
    parameters = {"function": function, "limit": limit, "now": clock.now(), "max": FOREVER}
    found = {row["function"]: _positions(row) for row in await store.rows(STAFF_BY_FUNCTION, parameters)}
    return {one: found[one] for one in FUNCTIONS if one in found}


@dataclass(frozen=True, slots=True)
class AtHand:
    """What a position has at hand: cases it is in now, each with its first person, and how many go by its name."""

    cases: tuple[tuple[str, str], ...]
    namesakes: int


AT_HAND: LiteralString = f"""
UNWIND $positions AS id
MATCH (w:Professional)-[:HOLDS]->(q:Position {{id: id}})
RETURN id, COUNT {{
    MATCH (:Professional {{nameFolded: w.nameFolded}})-[:HOLDS]->(:Position)-[:HAS_STATE]->(s:PositionState)
    WHERE {in_force_now("s")} }} AS namesakes,
  COLLECT {{
    MATCH (q)-[:HAS]->(i:Involvement)-[:IN_CASE]->(c:Case)-[:FOR]->(p:Person) WHERE {in_force_now("i")}
    WITH c.id AS case, min(p.id) AS person ORDER BY case LIMIT $most
    RETURN [case, person] }} AS cases
"""


async def at_hand(store: Store, clock: Clock, positions: list[str], most: int = 8) -> dict[str, AtHand]:
    """What each position has at hand: for the command line of invented worlds, which says whom to try something on."""
    parameters = {"positions": positions, "most": most, "now": clock.now(), "max": FOREVER}
    rows = await store.rows(AT_HAND, parameters)
    return {row["id"]: AtHand(tuple((case, person) for case, person in row["cases"]), row["namesakes"]) for row in rows}


def _positions(row: Row | None) -> list[StaffPosition]:
    return [StaffPosition(**found) for found in row["rows"]] if row else []


def works_on_cases(function: str) -> bool:
    """Whether a function works on cases at all."""
    return function not in NOT_CASE_WORKING
