"""Everything of a case in one statement and one record: what the sections of the case picture are drawn from.

All versions of all records of the case come along, so that every moment, and what was known at it, is drawn from the
same reading. The guard judges each record by its class (`graph.record_classes`); what stands at their ends is shown
only through a record that is released.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from typing import Any, LiteralString

from graph.case_records import CaseRecords, DetentionThing, Holder, Offered, PlanThings, Record, Said
from graph.classes import REGIME_CLASSES
from graph.form_fields import of_present_detention
from graph.guards import Guard, Opened
from graph.model.catalogue import RECORDS
from graph.model.kinds import FieldClass
from graph.policy.decisions import Judge
from graph.policy.facts import Datum
from graph.policy.gathering import POSITION, facts
from graph.policy.tasks import Asking
from graph.record_classes import Ends, classify, victims_in
from graph.scopes import Holds, by_case
from graph.sections import Row, Section
from graph.withholding import Shown, Withheld


@dataclass(frozen=True, slots=True)
class Dossier:
    """One case for one actor: who it is of, its records, and what of it is withheld.

    `kind` and `frame` are None where COURSE is withheld. `names_shown` says whether professionals are named.
    """

    case_id: str
    person_ids: tuple[str, ...]
    kind: str | None
    frame: str | None
    records: CaseRecords
    whole: CaseRecords
    """Everything, released or not: for rules, whose outcome is judged by the classes they read; never to be shown."""
    released: frozenset[FieldClass]
    """The classes that are shown here where nothing stands at the end of a record that makes it stricter."""
    withheld: tuple[Withheld, ...]
    asking: Asking
    """Who asks, for the acts that are open to them here now, whatever moment is looked at."""


def _dossiers_by_case(holds: Holds) -> LiteralString:
    return f"""
MATCH (c:Case) WHERE c.id IN $asked.ids AND {holds("c")}
WITH collect(c) AS cases WHERE size(cases) > 0
WITH cases,
  COLLECT {{ UNWIND cases AS c MATCH (r:Record {{caseId: c.id}}) WHERE r.recordedAt <= $now AND NOT r:Exclusion
    RETURN {{caseId: c.id, labels: labels(r), held: properties(r),
      tied: COLLECT {{ MATCH (r)-[e]-(h) WHERE NOT h:Case
        RETURN [type(e), h.id, h:Position, h:Organisation, h:ServiceOffer] }} }} }} AS records
RETURN COLLECT {{ UNWIND cases AS c RETURN c{{{facts("c")}}} }} AS cases, {POSITION} AS position, records,
  COLLECT {{ UNWIND records AS r UNWIND r.tied AS e WITH e WHERE e[2] WITH DISTINCT e[1] AS id
    MATCH (w:Professional)-[:HOLDS]->(q:Position {{id: id}})-[:AT]->(o:Organisation)
    RETURN q{{.id, professional: w{{.id, .name}}, organisation: o{{.id, .name, .kind}},
      states: COLLECT {{ MATCH (q)-[:HAS_STATE]->(s:PositionState) WHERE s.recordedAt <= $now
        RETURN s{{.validFrom, .validTo, .recordedAt, .retractedAt, .function}} }} }} }} AS positions,
  COLLECT {{ UNWIND records AS r UNWIND r.tied AS e WITH e WHERE e[3] WITH DISTINCT e[1] AS id
    MATCH (o:Organisation {{id: id}}) RETURN o{{.id, .name, .kind}} }} AS organisations,
  COLLECT {{ UNWIND records AS r UNWIND r.tied AS e WITH e WHERE e[4] WITH DISTINCT e[1] AS id
    MATCH (f:ServiceOffer {{id: id}})<-[:OFFERS]-(o:Organisation)
    RETURN f{{.id, .name, .kind, organisation: o{{.id, .name, .kind}},
      states: COLLECT {{ MATCH (f)-[:HAS_STATE]->(s:OfferState) WHERE s.recordedAt <= $now
        RETURN s{{.validFrom, .validTo, .endKnownAt, .recordedAt, .retractedAt, .places, .freePlaces, .waitingDays}}
      }} }} }} AS offers,
  COLLECT {{ UNWIND cases AS c MATCH (c)-[:FOR]->(p:Person)
    RETURN {{caseId: c.id, id: p.id, birthDate: p.birthDate}} }} AS births,
  COLLECT {{ UNWIND cases AS c MATCH (c)-[:FOR]->(p:Person)-[:HAS_DETENTION]->(d:Detention) WHERE d.caseId = c.id
    RETURN d{{.id, .caseId, .startedOn, person: p.id}} }} AS detentions,
  COLLECT {{ UNWIND cases AS c MATCH (c)-[:HAS_PLAN]->(n:Plan)
    OPTIONAL MATCH (n)-[:HAS_GOAL]->(g:Goal) OPTIONAL MATCH (g)-[:HAS_ACTION]->(a:Action)
    RETURN {{caseId: c.id, plan: n.id, goal: g.id, action: a.id}} }} AS plans
"""


DOSSIERS_BY_CASE = by_case(_dossiers_by_case)

SECTIONS: Mapping[str, Section] = {
    "records": Section(itemgetter("class"), itemgetter("datum"), beside=lambda row, _: row["beside"]),
    "births": Section(FieldClass.IDENTITY),
    "detentions": Section(FieldClass.COURSE, lambda _: Datum(form="FIELD")),
    "plans": Section(FieldClass.PLAN),
}
PUBLIC = ("positions", "organisations", "offers", "said")
_KINDS = frozenset(kind.label for kind in RECORDS)
_FIELDS = {kind.label: {str(edge.type): str(edge.field) for edge in kind.edges} for kind in RECORDS}
_OWN = {kind.label: tuple(given.name for given in kind.properties) for kind in RECORDS}
_SAID = frozenset({"Confirmation", "Dispute"})
_OF_A_DETENTION = ("DetentionState", "Stay", "LegalTitle")

SHOWN = tuple(
    Shown(one)
    for one in FieldClass
    if one not in (FieldClass.WORK, FieldClass.LOG, FieldClass.PUBLIC, FieldClass.NOTE, FieldClass.FINANCE)
)
"""What a dossier can show."""


async def dossiers_by_case(guard: Guard, ids: Sequence[str]) -> dict[str, Dossier]:
    """Dossiers by case; absent are cases that do not exist for this actor. One statement for all of them."""
    opened = await guard.read(DOSSIERS_BY_CASE, {"asked": {"ids": list(ids)}}, SECTIONS, PUBLIC, classified(guard))
    if opened is None:
        return {}
    for case in opened.cases:
        guard.show(case["persons"], case["id"])
    return dossiers_in(opened)


def dossiers_in(opened: Opened) -> dict[str, Dossier]:
    """Dossiers by case, from a reading of the columns SECTIONS and PUBLIC that `classified` prepared."""
    return {case["id"]: _dossier(opened, case) for case in opened.told_cases()}


def classified(guard: Guard) -> Callable[[Row], Row]:
    """What prepares a row: kind, ends by field, and class on each record; confirmations and disputes stand apart."""
    return partial(_classified, guard)


def _classified(guard: Guard, row: Row) -> Row:
    for one in row["records"]:
        one["kind"] = next(label for label in one["labels"] if label in _KINDS)
        fields = _FIELDS[one["kind"]]
        ends: dict[str, list[str]] = {}
        for tied in one["tied"]:
            type_, id = str(tied[0]), str(tied[1])
            ends.setdefault(fields.get(type_, type_), []).append(id)
        one["ends"] = {field: sorted(found) for field, found in ends.items()}
    ends_of_case = Ends(row["positions"], row["organisations"], row["offers"])
    said = [one for one in row["records"] if one["kind"] in _SAID]
    records = [one for one in row["records"] if one["kind"] not in _SAID]
    victims = victims_in(records)
    for one in records:
        classify(one, ends_of_case, victims, guard.actor)
    return {**row, "records": records, "said": said}


def _dossier(opened: Opened, case: Row) -> Dossier:
    guard, id = opened.guard, case["id"]
    shown = [one for one in opened["records"] if one["caseId"] == id]
    bound = of_present_detention(
        guard, opened, [one for one in shown if one["kind"] in _OF_A_DETENTION], lambda one: one["ends"]["detention"][0]
    )
    kept = [one for one in shown if one["kind"] not in _OF_A_DETENTION] + bound
    present = of_present_detention(guard, opened, opened["detentions"], itemgetter("id"))
    whole = _records(opened, case, *map(opened.unreleased, ("records", "detentions", "plans")))
    return Dossier(
        case_id=id,
        person_ids=tuple(case["persons"]),
        kind=case["kind"],
        frame=case["frame"],
        records=_records(opened, case, [_as_prison(one, guard) for one in kept], present, opened["plans"]),
        whole=whole,
        released=frozenset(one for one in FieldClass if guard.releases(id, one)),
        withheld=guard.withheld([id], SHOWN),
        # A judge of its own: what is decided for acts shows nothing, and is no look for the logs.
        asking=Asking(
            guard.actor,
            Judge(guard.actor, guard.facts_read(id), guard.now).decide,
            guard.scope,
            directs=any(_directs(one, guard) for one in whole.records),
        ),
    )


def _directs(record: Record, guard: Guard) -> bool:
    """Whether a record says that the acting position holds the direction at the moment of the request."""
    if record.kind != "Direction" or record.end("holder") != guard.actor.position:
        return False
    believed = record.believed(guard.now)
    return believed is not None and believed.holds(guard.now)


def _records(
    opened: Opened, case: Row, rows: Iterable[Row], detentions: Iterable[Row], plans: Iterable[Row]
) -> CaseRecords:
    id = case["id"]
    own = [one for one in plans if one["caseId"] == id]
    said = [one for one in opened["said"] if one["caseId"] == id]
    named = opened.guard.releases(id, FieldClass.WORK)
    return CaseRecords(
        case_id=id,
        person_ids=tuple(case["persons"]),
        records=tuple(_record(one) for one in rows if one["caseId"] == id),
        holders=_holders(opened, named=named),
        offers={one["id"]: _offered(one) for one in opened["offers"]},
        detentions=tuple(
            DetentionThing(one["id"], one["person"], one["startedOn"]) for one in detentions if one["caseId"] == id
        ),
        plan=PlanThings(
            tuple(sorted({one["plan"] for one in own})),
            {one["goal"]: one["plan"] for one in own if one["goal"]},
            {one["action"]: one["goal"] for one in own if one["action"]},
        ),
        birth_dates={
            one["id"]: one["birthDate"] for one in opened["births"] if one["caseId"] == id and one["birthDate"]
        },
        confirmations=_said(said, "Confirmation", "confirmedAt"),
        disputes=_said(said, "Dispute", "disputedAt"),
    )


def _record(row: Row) -> Record:
    held: dict[str, Any] = row["held"]
    return Record(
        id=held["id"],
        fact=held["fact"],
        kind=row["kind"],
        case_id=row["caseId"],
        field_class=row["class"],
        valid_from=held.get("validFrom"),
        valid_to=held.get("validTo"),
        end_known_at=held.get("endKnownAt"),
        recorded_at=held["recordedAt"],
        retracted_at=held.get("retractedAt"),
        source=held["source"],
        values={name: held[name] for name in _OWN[row["kind"]] if held.get(name) is not None},
        ends={field: tuple(found) for field, found in row["ends"].items()},
    )


def _holders(opened: Opened, *, named: bool) -> dict[str, Holder]:
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


def _offered(row: Row) -> Offered:
    organisation = row["organisation"]
    return Offered(
        row["id"], row["name"], row["kind"], organisation["id"], organisation["name"], organisation["kind"],
        tuple(row["states"]),
    )  # fmt: skip


def _said(rows: Iterable[Row], kind: str, moment: str) -> dict[str, tuple[Said, ...]]:
    found: dict[str, list[Said]] = {}
    for row in rows:
        held = row["held"]
        if row["kind"] == kind:
            one = Said(held[moment], held.get("status"), held["recordedAt"], held.get("retractedAt"))
            found.setdefault(held["ofFact"], []).append(one)
    return {fact: tuple(sorted(said, key=lambda one: one.at)) for fact, said in found.items()}


def _as_prison(row: Row, guard: Guard) -> Row:
    """A stay whose regime tells of health or title shows as prison to who lacks that class."""
    field_class = REGIME_CLASSES.get(row["held"].get("regime", "")) if row["kind"] == "Stay" else None
    if field_class is None:
        return row
    origin = Datum(organisation=row["ends"]["prison"][0], organisation_kind="PRISON", purpose=guard.actor.purpose)
    if guard.releases(row["caseId"], field_class, origin):
        return row
    return {**row, "held": {**row["held"], "regime": "PRISON"}}
