"""Reading all records of cases with what stands at their ends, and judging each by its class: for every such statement.

A statement has `records` in scope when it comes to AT_ENDS, and is read through the guard with JUDGED, PUBLIC and
`classified`.
"""

from collections.abc import Callable, Iterable
from functools import partial
from operator import itemgetter
from typing import Final, LiteralString, Protocol

from graph.actors import Actor
from graph.case_records import Holder, Offered
from graph.classes import REGIME_CLASSES
from graph.guards import Guard
from graph.model.catalogue import RECORDS
from graph.policy.facts import Datum
from graph.record_classes import Ends, classify, victims_in
from graph.sections import Row, Section

RECORD: LiteralString = """r:Record {caseId: c.id}) WHERE r.recordedAt <= $now AND NOT r:Exclusion"""
"""Which records of a case `c` are read: all versions but those that are not known yet, and exclusions never."""

AS_READ: LiteralString = """{caseId: c.id, labels: labels(r), held: properties(r),
      tied: COLLECT { MATCH (r)-[e]-(h) WHERE NOT h:Case
        RETURN [type(e), h.id, h:Position, h:Organisation, h:ServiceOffer] } }"""
"""A record `r` with what it is tied to."""

AT_ENDS: LiteralString = """
  COLLECT { UNWIND records AS r UNWIND r.tied AS e WITH e WHERE e[2] WITH DISTINCT e[1] AS id
    MATCH (w:Professional)-[:HOLDS]->(q:Position {id: id})-[:AT]->(o:Organisation)
    RETURN q{.id, professional: w{.id, .name}, organisation: o{.id, .name, .kind},
      states: COLLECT { MATCH (q)-[:HAS_STATE]->(s:PositionState) WHERE s.recordedAt <= $now
        RETURN s{.validFrom, .validTo, .recordedAt, .retractedAt, .function} } } } AS positions,
  COLLECT { UNWIND records AS r UNWIND r.tied AS e WITH e WHERE e[3] WITH DISTINCT e[1] AS id
    MATCH (o:Organisation {id: id}) RETURN o{.id, .name, .kind} } AS organisations,
  COLLECT { UNWIND records AS r UNWIND r.tied AS e WITH e WHERE e[4] WITH DISTINCT e[1] AS id
    MATCH (f:ServiceOffer {id: id})<-[:OFFERS]-(o:Organisation)
    RETURN f{.id, .name, .kind, organisation: o{.id, .name, .kind},
      states: COLLECT { MATCH (f)-[:HAS_STATE]->(s:OfferState) WHERE s.recordedAt <= $now
        RETURN s{.validFrom, .validTo, .endKnownAt, .recordedAt, .retractedAt, .places, .freePlaces, .waitingDays}
      } } } AS offers"""
"""Columns of who and what stands at the ends of `records`."""


JUDGED: Final = Section(itemgetter("class"), itemgetter("datum"), beside=lambda row, _: row["beside"])
"""The column `records`, once `classified` has written on them what their class is."""

PUBLIC: Final = ("positions", "organisations", "offers", "said")
"""Columns that are shown through a record that is released, and only so."""

_KINDS = frozenset(kind.label for kind in RECORDS)
_FIELDS = {kind.label: {str(edge.type): str(edge.field) for edge in kind.edges} for kind in RECORDS}
SAID: Final = frozenset({"Confirmation", "Dispute", "FindingAcceptance", "SignalHandling"})
"""Kinds that are shown with the fact they are about, and judged with it."""


def classified(guard: Guard) -> Callable[[Row], Row]:
    """What prepares a row: kind, ends by field, and class on each record; what is said of a fact stands apart."""
    return partial(classified_for, guard.actor)


def classified_for(actor: Actor, row: Row) -> Row:
    """A row prepared so for one actor."""
    ends = Ends(row["positions"], row["organisations"], row["offers"])
    records, said = told_apart(actor, row["records"], ends)
    return {**row, "records": records, "said": said}


def told_apart(actor: Actor, rows: list[Row], ends_of_case: Ends) -> tuple[list[Row], list[Row]]:
    """Records of cases with their kind, ends and class for one actor, and apart from these what is said of facts."""
    for one in rows:
        one["kind"] = next(label for label in one["labels"] if label in _KINDS)
        fields = _FIELDS[one["kind"]]
        ends: dict[str, list[str]] = {}
        for tied in one["tied"]:
            type_, id = str(tied[0]), str(tied[1])
            ends.setdefault(fields.get(type_, type_), []).append(id)
        one["ends"] = {field: sorted(found) for field, found in ends.items()}
    said = [one for one in rows if one["kind"] in SAID]
    records = [one for one in rows if one["kind"] not in SAID]
    victims = victims_in(records)
    for one in records:
        classify(one, ends_of_case, victims, actor)
    return records, said


class Columns(Protocol):
    """The columns of a reading, by name."""

    def __getitem__(self, column: str, /) -> list[Row]:
        """The rows of one of them."""
        ...


def holders_in(opened: Columns, *, named: bool) -> dict[str, Holder]:
    """Who can stand at a record, by id; professionals without their names where these are not shown."""
    found = {one["id"]: Holder(one["id"], one["id"], one["name"], one["kind"]) for one in opened["organisations"]}
    for one in opened["positions"]:
        organisation = one["organisation"]
        states = tuple(
            (state["validFrom"], state["validTo"], state["recordedAt"], state["retractedAt"], state["function"])
            for state in one["states"]
        )
        found[one["id"]] = Holder(
            one["id"],
            organisation["id"],
            organisation["name"],
            organisation["kind"],
            one["professional"]["id"],
            one["professional"]["name"] if named else None,
            states,
        )
    return found


def offered_in(rows: Iterable[Row]) -> dict[str, Offered]:
    """Offers by id, each with who offers it."""
    found: dict[str, Offered] = {}
    for row in rows:
        by = row["organisation"]
        found[row["id"]] = Offered(
            row["id"], row["name"], row["kind"], by["id"], by["name"], by["kind"], tuple(row["states"])
        )
    return found


def as_prison(row: Row, guard: Guard) -> Row:
    """A stay whose regime tells of health or title shows as prison to who lacks that class."""
    field_class = REGIME_CLASSES.get(row["held"].get("regime", "")) if row["kind"] == "Stay" else None
    if field_class is None:
        return row
    origin = Datum(organisation=row["ends"]["prison"][0], organisation_kind="PRISON", purpose=guard.actor.purpose)
    if guard.releases(row["caseId"], field_class, origin):
        return {**row, "class": field_class}
    return {**row, "held": {**row["held"], "regime": "PRISON"}}
