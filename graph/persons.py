"""Persons, from the actor's own cases outward: by id, and found by name or number. Never an index of everybody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, LiteralString

from graph import classes
from graph.folding import folded
from graph.fragments import in_force_now
from graph.guards import Guard
from graph.inputs import search_text
from graph.model.kinds import FieldClass
from graph.names import full_name, likeness, sort_key
from graph.opened import Opened, latest
from graph.paging import Page, cut
from graph.policy.gathering import POSITION, facts
from graph.scopes import Holds, by_case, from_own_cases
from graph.sections import Row, Section
from graph.withholding import Shown, Withheld


@dataclass(frozen=True, slots=True)
class Person:
    """A person as seen through the actor's cases: what is recorded elsewhere does not exist.

    `birth_date` is text, 1990-05-17. Names are None where no visible case gives one. `prison_id` is where the person
    stays now, `municipality_ids` where the person comes from or settles, `case_ids` the visible cases. What `withheld`
    names is None or empty, whatever there is.
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
    withheld: tuple[Withheld, ...]


SHOWN = (Shown(FieldClass.IDENTITY, on_form=True), Shown(FieldClass.COURSE))
"""What a person can show."""


def _persons_by_id(holds: Holds) -> LiteralString:
    return f"""
MATCH (p:Person) WHERE p.id IN $asked.ids
MATCH (p)<-[:FOR]-(c:Case) WHERE {holds("c")}
WITH collect(DISTINCT c) AS cases, collect(DISTINCT p) AS persons
WITH cases, persons, [c IN cases | c.id] AS visible
RETURN COLLECT {{ UNWIND cases AS c RETURN c{{{facts("c")}}} }} AS cases, {POSITION} AS position,
  COLLECT {{ UNWIND cases AS c MATCH (c)-[:FOR]->(p:Person) WHERE p IN persons
    RETURN {{caseId: c.id, person: p.id, birthDate: p.birthDate}} }} AS births,
  COLLECT {{ UNWIND persons AS p MATCH (p)-[:HAS_STATE]->(s:PersonName)
    WHERE s.caseId IN visible AND {in_force_now("s")}
    RETURN s{{.caseId, .fact, .validFrom, .givenName, .prefix, .familyName, .skn, person: p.id}} }} AS names,
  COLLECT {{ UNWIND persons AS p MATCH (p)-[:HAS_DETENTION]->(d:Detention)-[:HAS_STAY]->(s:Stay)-[:IN]->(o:Prison)
    WHERE d.caseId IN visible AND s.caseId IN visible AND {in_force_now("s")}
    RETURN s{{.caseId, .fact, .validFrom, person: p.id, place: o.id}} }} AS prisons,
  COLLECT {{ UNWIND persons AS p MATCH (p)-[:HAS_RESIDENCE]->(s:Residence)-[:IN]->(m:Municipality)
    WHERE s.caseId IN visible AND {in_force_now("s")}
    RETURN s{{.caseId, person: p.id, place: m.id}} }} AS municipalities
"""


PERSONS_BY_ID = by_case(_persons_by_id)

_SECTIONS: Mapping[str, Section] = {
    "births": Section(FieldClass.IDENTITY),
    "names": Section(FieldClass.IDENTITY, classes.form_field),
    "prisons": Section(FieldClass.COURSE),
    "municipalities": Section(FieldClass.COURSE),
}


async def persons_by_id(guard: Guard, ids: Sequence[str]) -> dict[str, Person]:
    """Persons by id; absent are those that do not exist for this actor, whatever the reason."""
    opened = await guard.read(PERSONS_BY_ID, {"asked": {"ids": list(ids)}}, _SECTIONS)
    if opened is None:
        return {}
    cases: dict[str, list[str]] = {}
    for case in opened.cases:
        for person in case["persons"]:
            if person in ids:
                guard.show([person], case["id"])
                cases.setdefault(person, []).append(case["id"])
    return {person: _person(opened, person, own) for person, own in cases.items()}


def _person(opened: Opened, person: str, cases: list[str]) -> Person:
    def of(column: str) -> list[Row]:
        return [row for row in opened[column] if row["person"] == person]

    name = latest(of("names")) or {}
    birth = next(iter(of("births")), None)
    prison = latest(of("prisons"))
    return Person(
        id=person,
        name=full_name(name) if name else None,
        given_name=name.get("givenName"),
        prefix=name.get("prefix"),
        family_name=name.get("familyName"),
        skn=name.get("skn"),
        birth_date=birth["birthDate"] if birth else None,
        prison_id=prison["place"] if prison else None,
        municipality_ids=tuple(sorted({row["place"] for row in of("municipalities")})),
        case_ids=tuple(cases),
        withheld=opened.guard.withheld(cases, SHOWN),
    )


PERSON_NAMES = from_own_cases(f"""
MATCH (c)-[:FOR]->(p:Person)
OPTIONAL MATCH (p)-[:HAS_STATE]->(s:PersonName) WHERE s.caseId = c.id AND {in_force_now("s")}
WITH collect(DISTINCT c) AS cases,
  collect(DISTINCT s{{.caseId, .givenName, .prefix, .familyName, .skn, person: p.id}}) AS names
RETURN COLLECT {{ UNWIND cases AS c RETURN c{{{facts("c")}}} }} AS cases, {POSITION} AS position, names
""")


async def persons_found(
    guard: Guard, *, search: str | None = None, after: str | None = None, first: int = 50
) -> Page[str]:
    """Ids of persons of the actor's own cases: in Dutch order of names, or the best fit for `search` first.

    `search` is a name (with or without prefix, `Berg, van der`, spelled closely) or a number of the justice chain. A
    person whose name the actor may not read stands last and is found by no search.
    """
    asked = search_text(search)
    opened = await guard.read(PERSON_NAMES, {}, {"names": _SECTIONS["names"]})
    if opened is None:
        return cut([], after, first)
    order: dict[str, tuple[Any, ...]] = {}
    if asked is None:
        order = {person: (0, "", "", person) for case in opened.cases for person in case["persons"]}
    for name in opened["names"]:
        fit = 1 if asked is None else _fit(asked, name)
        if fit:
            key = (-fit, *sort_key(name), name["person"])
            order[name["person"]] = min(key, order.get(name["person"], key))
    return cut(sorted(order, key=lambda id: order[id]), after, first)


def _fit(search: str, name: Row) -> int:
    number = _number(search)
    if len(number) >= 4 and any(sign.isdigit() for sign in number):
        skn = _number(name["skn"] or "")
        return 100 if skn == number else 80 if skn.startswith(number) else 0
    return likeness(search, full_name(name))


def _number(text: str) -> str:
    return "".join(sign for sign in folded(text) if sign.isalnum())
