"""Who is behind a sign-in: from what a provider calls somebody to the professional, or the person, of this graph."""

from dataclasses import dataclass
from typing import LiteralString

from graph.clock import Clock
from graph.fragments import in_force_now
from graph.policy.tables import SUBJECT
from graph.staff import POSITION_ROW, StaffPosition
from graph.store import Store
from graph.times import FOREVER


@dataclass(frozen=True, slots=True)
class Holder:
    """Who signed in: a professional with the positions in force, or with `person` the person whom data are about."""

    id: str
    positions: tuple[StaffPosition, ...] = ()
    person: bool = False


def as_person(person: str) -> StaffPosition:
    """What the person whom the data are about acts as: no position and no organisation, and the function SUBJECT."""
    return StaffPosition(person, "", "", SUBJECT, "", "", "")


HOLDERS_OF: LiteralString = f"""
MATCH (h)-[:HAS_ACCOUNT]->(a:Account {{issuer: $account.issuer, subject: $account.subject}}) WHERE {in_force_now("a")}
WITH DISTINCT h ORDER BY h.id LIMIT 2
RETURN collect({{id: h.id, person: h:Person, positions: COLLECT {{
  MATCH (h)-[:HOLDS]->(q:Position)-[:AT]->(o:Organisation)
  MATCH (q)-[:HAS_STATE]->(s:PositionState) WHERE {in_force_now("s")}
  WITH h AS w, q, s, o ORDER BY q.id
  RETURN {POSITION_ROW} }} }}) AS holders
"""


async def holder_of(store: Store, clock: Clock, issuer: str, subject: str) -> Holder | None:
    """Who has this account now. None where nobody has, and where it is said to be of two: then it proves nothing."""
    account = {"issuer": issuer, "subject": subject}
    row = await store.one(HOLDERS_OF, {"account": account, "now": clock.now(), "max": FOREVER})
    if row is None or len(row["holders"]) != 1:
        return None
    (found,) = row["holders"]
    return Holder(found["id"], tuple(StaffPosition(**one) for one in found["positions"]), found["person"])


IS_PERSON: LiteralString = "MATCH (p:Person {id: $asked.person}) RETURN p.id AS id"


async def is_person(store: Store, person: str) -> bool:
    """Whether there is a person of this id: whoever signs in as a person must be one."""
    return await store.one(IS_PERSON, {"asked": {"person": person}}) is not None
