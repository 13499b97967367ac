"""Persons, from the actor's own cases outward: by id, and found by name or number. Never an index of everybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, LiteralString

from graph.actors import Actor
from graph.clock import Clock
from graph.folding import folded
from graph.fragments import in_force_now
from graph.inputs import search_text
from graph.names import full_name, likeness, sort_key
from graph.own_cases import OWN_CASES
from graph.paging import Page, cut
from graph.scopes import team
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Person:
    """A person as seen through the actor's cases: what is recorded elsewhere does not exist.

    `birth_date` is text, 1990-05-17. Names are None where no visible case gives one. `prison_id` is where the person
    stays now, `municipality_ids` where the person comes from or settles, `case_ids` the visible cases.
    """

    id: str
    name: str | None
    given_name: str | None
    prefix: str | None
    family_name: str | None
    skn: str | None
    birth_date: str | None
    prison_id: str | None
    municipality_ids: tuple[str, ...]
    case_ids: tuple[str, ...]


PERSONS_BY_ID: LiteralString = f"""
UNWIND $asked.ids AS id
MATCH (p:Person {{id: id}})
WITH p, COLLECT {{ MATCH (p)<-[:FOR]-(c:Case) WHERE {team("c")} RETURN c.id ORDER BY c.id }} AS visible
WHERE size(visible) > 0
WITH p{{.id, .birthDate, cases: visible,
  names: COLLECT {{ MATCH (p)-[:HAS_STATE]->(s:PersonName) WHERE s.caseId IN visible AND {in_force_now("s")}
    RETURN s{{.givenName, .prefix, .familyName, .skn}} ORDER BY s.validFrom DESC, s.fact LIMIT 1 }},
  prisons: COLLECT {{ MATCH (p)-[:HAS_DETENTION]->(d:Detention)-[:HAS_STAY]->(s:Stay)-[:IN]->(o:Prison)
    WHERE d.caseId IN visible AND s.caseId IN visible AND {in_force_now("s")}
    RETURN o.id ORDER BY s.validFrom DESC, s.fact LIMIT 1 }},
  municipalities: COLLECT {{ MATCH (p)-[:HAS_RESIDENCE]->(s:Residence)-[:IN]->(m:Municipality)
    WHERE s.caseId IN visible AND {in_force_now("s")} RETURN DISTINCT m.id ORDER BY m.id }}}} AS row
RETURN collect(row) AS rows
"""


async def persons_by_id(store: Store, actor: Actor, clock: Clock, ids: Sequence[str]) -> dict[str, Person]:
    """Persons by id; absent are those that do not exist for this actor, whatever the reason."""
    row = await store.one(PERSONS_BY_ID, {**actor.parameters(clock.now()), "asked": {"ids": list(ids)}})
    return {one["id"]: _person(one) for one in (row["rows"] if row else ())}


def _person(row: dict[str, Any]) -> Person:
    name: dict[str, Any] = row["names"][0] if row["names"] else {}
    return Person(
        id=row["id"],
        name=full_name(name) if name else None,
        given_name=name.get("givenName"),
        prefix=name.get("prefix"),
        family_name=name.get("familyName"),
        skn=name.get("skn"),
        birth_date=row["birthDate"],
        prison_id=row["prisons"][0] if row["prisons"] else None,
        municipality_ids=tuple(row["municipalities"]),
        case_ids=tuple(row["cases"]),
    )


PERSON_NAMES: LiteralString = f"""{OWN_CASES}
MATCH (c)-[:FOR]->(p:Person)
OPTIONAL MATCH (p)-[:HAS_STATE]->(s:PersonName) WHERE s.caseId = c.id AND {in_force_now("s")}
WITH DISTINCT p.id AS id, s{{.givenName, .prefix, .familyName, .skn}} AS name
RETURN collect({{id: id, name: name}}) AS rows
"""


async def persons_found(
    store: Store, actor: Actor, clock: Clock, *, search: str | None = None, after: str | None = None, first: int = 50
) -> Page[str]:
    """Ids of persons of the actor's own cases: in Dutch order of names, or the best fit for `search` first.

    `search` is a name (with or without prefix, `Berg, van der`, spelled closely) or a number of the justice chain.
    """
    asked = search_text(search)
    row = await store.one(PERSON_NAMES, actor.parameters(clock.now()))
    order: dict[str, tuple[Any, ...]] = {}
    for one in row["rows"] if row else ():
        fit = 1 if asked is None else _fit(asked, one["name"])
        if fit:
            key = (-fit, *(sort_key(one["name"]) if one["name"] else ("", "")), one["id"])
            order[one["id"]] = min(key, order.get(one["id"], key))
    return cut(sorted(order, key=lambda id: order[id]), after, first)


def _fit(search: str, name: dict[str, Any] | None) -> int:
    if name is None:
        return 0
    number = _number(search)
    if len(number) >= 4 and any(sign.isdigit() for sign in number):
        skn = _number(name["skn"] or "")
        return 100 if skn == number else 80 if skn.startswith(number) else 0
    return likeness(search, full_name(name))


def _number(text: str) -> str:
    return "".join(sign for sign in folded(text) if sign.isalnum())
