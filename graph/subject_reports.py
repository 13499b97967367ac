"""All that is held about one person, for that person: each fact with its source, who received it, what is disputed,
what was done, what was said of signals, and what rules found.

Read through the SUBJECT scope and its row of the matrix. Nothing about third parties: of professionals function and
organisation, of the people around the person only the person's own reading. Versions that were corrected are held as
well, and so they stand here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Final, LiteralString

from graph.case_records import Holder
from graph.guards import Guard
from graph.held_acts import HeldAct, HeldHandling, held_acts, held_handlings
from graph.held_facts import Disputed, HeldFact, Party
from graph.held_findings import HeldFinding, held_findings
from graph.inputs import could_be_id
from graph.kept_findings import KEPT
from graph.model.catalogue import KINDS
from graph.model.kinds import FieldClass, Type
from graph.opened import Opened
from graph.policy.gathering import POSITION, facts
from graph.policy.tables import CLASSES, Scope
from graph.record_readings import AS_READ, AT_ENDS, JUDGED, PUBLIC, RECORD, as_prison, classified, holders_in
from graph.scopes import subject
from graph.sections import Row, Section
from graph.withholding import Shown, Withheld


@dataclass(frozen=True, slots=True)
class Recipient:
    """An organisation that had or has data of the person, and why: a kind of record (Involvement, Notice, ...)."""

    organisation_id: str
    organisation: str
    because: str
    valid_from: int | None
    valid_to: int | None


@dataclass(frozen=True, slots=True)
class SubjectReport:
    """All that is held about one person, as far as the matrix opens it to that person; what not is in `withheld`."""

    person_id: str
    at: int
    case_ids: tuple[str, ...]
    facts: tuple[HeldFact, ...]
    recipients: tuple[Recipient, ...]
    acts: tuple[HeldAct, ...]
    handlings: tuple[HeldHandling, ...]
    findings: tuple[HeldFinding, ...]
    withheld: tuple[Withheld, ...]


CONTACT_POINT: Final = (
    "A case of a safety house (Zorg- en Veiligheidshuis) does not exist here; ask the contact point of the partnership."
)
CONTACT_POINT_DUTCH: Final = (
    "Een casus van een Zorg- en Veiligheidshuis staat hier niet bij; vraag ernaar bij het contactpunt van dat"
    " samenwerkingsverband."
)


def _subject_report() -> LiteralString:
    # Ties and disputes come along with one fact too: they tell of it whether a victim, and whether disputed.
    return f"""
MATCH (p:Person {{id: $asked.person}})<-[:FOR]-(c:Case) WHERE {subject("c")}
WITH p, collect(DISTINCT c) AS cases
WITH p, cases, COLLECT {{ UNWIND cases AS c MATCH ({RECORD}
      AND ($asked.fact IS NULL OR r.fact = $asked.fact OR r:Tie OR r:Dispute) RETURN {AS_READ} }} AS records
RETURN COLLECT {{ UNWIND cases AS c RETURN c{{{facts("c")}}} }} AS cases, {POSITION} AS position, records,
  {AT_ENDS},
  COLLECT {{ UNWIND cases AS c WITH c WHERE $asked.fact IS NULL MATCH (e:Event)
    WHERE e.caseId = c.id AND e.sequence <= $now RETURN e{{.*}} }} AS events,
  COLLECT {{ UNWIND cases AS c RETURN {{caseId: c.id, id: p.id, birthDate: p.birthDate, source: p.source}} }} AS births,
  COLLECT {{ UNWIND cases AS c MATCH (p)-[:HAS_DETENTION]->(d:Detention {{caseId: c.id}})
    RETURN d{{.id, .caseId, .startedOn, .source}} }} AS detentions,
  {KEPT}
"""


SUBJECT_REPORT: Mapping[Scope, LiteralString] = {Scope.SUBJECT: _subject_report()}

_RECEIVING: Final = ("Involvement", "Direction", "Notice", "Consent", "Disclosure", "Referral", "TreatmentRelation")
_UNTOLD: Final = {"Disclosure": frozenset({"facts", "receivingCaseId"})}
"""Ids of what does not exist for the person: facts that are withheld, and a case that may be of a safety house."""


_SECTIONS: Mapping[str, Section] = {
    "records": JUDGED,
    "births": Section(FieldClass.IDENTITY),
    "detentions": Section(FieldClass.COURSE),
}


async def subject_report(guard: Guard, person: str) -> SubjectReport | None:
    """What is held about a person; None where who asks is not that person, or there is no such person."""
    opened = await _opened(guard, person)
    if opened is None:
        return None
    held = _facts(guard, opened)
    shown, around = frozenset(one.fact for one in held), _around(guard, opened)
    return SubjectReport(
        person_id=person,
        at=guard.now,
        case_ids=opened.case_ids,
        facts=tuple(sorted(held, key=lambda one: (one.kind, one.valid_from or 0, one.fact))),
        recipients=_recipients(held),
        acts=held_acts(opened, shown, around),
        handlings=held_handlings(opened, shown, around),
        findings=held_findings(opened, around),
        withheld=(*guard.withheld(opened.case_ids, map(Shown, CLASSES)), *guard.withheld_notes(opened.case_ids[0])),
    )


async def held_fact(guard: Guard, person: str, fact: str) -> HeldFact | None:
    """One fact of what is held about a person, in its last version; None where it does not exist for who asks."""
    opened = await _opened(guard, person, fact)
    found = [one for one in _facts(guard, opened) if one.fact == fact] if opened else []
    return max(found, key=lambda one: one.recorded_at or 0, default=None)


async def _opened(guard: Guard, person: str, fact: str | None = None) -> Opened | None:
    if not could_be_id(person):
        return None
    prepare = classified(guard)

    def prepared(row: Row) -> Row:
        judged = prepare(row)  # the ties told who is a victim, and are not what was asked about
        return judged | {"records": [one for one in judged["records"] if fact in (None, one["held"]["fact"])]}

    asked = {"asked": {"person": person, "fact": fact}}
    opened = await guard.read(SUBJECT_REPORT, asked, _SECTIONS, (*PUBLIC, "events", "findings"), prepared)
    for case in opened.case_ids if opened else ():
        guard.show([person], case)
    return opened


def _facts(guard: Guard, opened: Opened) -> list[HeldFact]:
    disputes, holders = _disputes(opened), holders_in(opened, named=False)
    offers = {one["id"]: one["organisation"] for one in opened["offers"]}
    shown = [as_prison(row, guard) for row in opened["records"]]
    records = [_record(row, disputes, _parties(row, holders, offers, guard.now)) for row in shown]
    return [*_things(opened, disputes), *records]


def _parties(row: Row, holders: Mapping[str, Holder], offers: Mapping[str, Row], now: int) -> tuple[Party, ...]:
    """Who stands at a record: organisations, and of professionals the function."""
    found: list[Party] = []
    for relation, id, *_ in sorted(row["tied"], key=itemgetter(0, 1)):
        if holder := holders.get(id):
            found.append(_party(relation, holder, now))
        elif organisation := offers.get(id):
            found.append(Party("OFFERS", organisation["id"], organisation["name"]))
    return tuple(found)


def _party(relation: str, holder: Holder, now: int) -> Party:
    function = holder.function(now, now) if holder.position_id else None
    return Party(relation, holder.organisation_id, holder.organisation, function)


def _around(guard: Guard, opened: Opened) -> dict[str, Party]:
    """Who stands at something that is shown, by id: of anybody else it is not told that they did something."""
    holders = holders_in(opened, named=False)
    shown = {id for row in opened["records"] for ids in row["ends"].values() for id in ids}
    return {id: _party("BY", holders[id], guard.now) for id in sorted(shown & holders.keys())}


def _disputes(opened: Opened) -> dict[str, tuple[Disputed, ...]]:
    """The person's own disputes, by the fact they are about."""
    found: dict[str, tuple[Disputed, ...]] = {}
    for row in opened["said"]:
        held = row["held"]
        if row["kind"] == "Dispute" and row["caseId"] in opened.case_ids and held.get("retractedAt") is None:
            one = Disputed(held["disputedAt"], held["status"], held.get("text"), held.get("reason"))
            found[held["ofFact"]] = (*found.get(held["ofFact"], ()), one)
    return found


def _record(row: Row, disputes: Mapping[str, tuple[Disputed, ...]], parties: tuple[Party, ...]) -> HeldFact:
    kind, held = KINDS[row["kind"]], row["held"]
    untold = _UNTOLD.get(kind.label, frozenset())
    properties = [given for given in kind.properties if not given.derived and given.name not in untold]
    return HeldFact(
        fact=held["fact"],
        case_id=row["caseId"],
        kind=kind.label,
        field_class=row["class"],
        values={given.name: held[given.name] for given in properties if held.get(given.name) is not None},
        moments=frozenset(given.name for given in properties if given.type is Type.MOMENT),
        valid_from=held.get("validFrom"),
        valid_to=held.get("validTo"),
        recorded_at=held["recordedAt"],
        replaced_at=held.get("retractedAt"),
        source=held.get("source"),
        parties=parties,
        disputes=disputes.get(held["fact"], ()),
    )


def _things(opened: Opened, disputes: Mapping[str, tuple[Disputed, ...]]) -> list[HeldFact]:
    """What the person and the detentions themselves hold: it never changes and has no versions."""
    births = {row["birthDate"]: row for row in opened["births"] if row["birthDate"]}
    made = [_thing("Person", row, {"birthDate": row["birthDate"]}, disputes) for row in births.values()]
    return made + [_thing("Detention", row, {"startedOn": row["startedOn"]}, disputes) for row in opened["detentions"]]


def _thing(kind: str, row: Row, values: dict[str, Any], disputes: Mapping[str, tuple[Disputed, ...]]) -> HeldFact:
    return HeldFact(
        fact=row["id"],
        case_id=row["caseId"],
        kind=kind,
        field_class=KINDS[kind].field_class,
        values=values,
        moments=frozenset(given.name for given in KINDS[kind].properties if given.type is Type.MOMENT),
        valid_from=None,
        valid_to=None,
        recorded_at=None,
        replaced_at=None,
        source=row["source"],
        parties=(),
        disputes=disputes.get(row["id"], ()),
    )


def _recipients(held: list[HeldFact]) -> tuple[Recipient, ...]:
    found = {
        Recipient(party.organisation_id, party.organisation, one.kind, one.valid_from, one.valid_to)
        for one in held
        if one.kind in _RECEIVING and one.replaced_at is None
        for party in one.parties
    }
    return tuple(sorted(found, key=lambda one: (one.organisation, one.because, one.valid_from or 0)))
