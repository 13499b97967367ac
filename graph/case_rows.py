"""The records of one case as plain data, out of rows that were read and judged."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.case_records import (
    Acceptance,
    CaseRecords,
    DetentionThing,
    Handling,
    Holder,
    Offered,
    PlanThings,
    Record,
    Said,
)
from graph.model.catalogue import KINDS, RECORDS
from graph.sections import Row

_OWN = {kind.label: tuple(given.name for given in kind.properties) for kind in RECORDS}

UNKNOWN_SOURCE = "unknown"
"""Where nobody kept which registration told a date of birth or a detention."""


@dataclass(frozen=True, slots=True)
class RowsOfCase:
    """What was read of one case, by column."""

    records: Sequence[Row]
    detentions: Sequence[Row]
    plans: Sequence[Row] = ()
    said: Sequence[Row] = ()
    births: Sequence[Row] = ()


def case_records(
    id: str, persons: Iterable[str], rows: RowsOfCase, holders: Mapping[str, Holder], offers: Mapping[str, Offered]
) -> CaseRecords:
    """The records of one case out of its rows; `holders` and `offers` are who and what can stand at one."""
    births = [one for one in rows.births if one["birthDate"]]
    records = tuple(map(_record, rows.records))
    return CaseRecords(
        case_id=id,
        person_ids=tuple(persons),
        records=records,
        holders=holders,
        offers=offers,
        detentions=tuple(DetentionThing(one["id"], one["person"], one["startedOn"]) for one in rows.detentions),
        plan=PlanThings(
            tuple(sorted({one["plan"] for one in rows.plans})),
            {one["goal"]: one["plan"] for one in rows.plans if one["goal"]},
            {one["action"]: one["goal"] for one in rows.plans if one["action"]},
        ),
        birth_dates={one["id"]: one["birthDate"] for one in births},
        confirmations=_said(rows.said, "Confirmation", "confirmedAt"),
        disputes=_said(rows.said, "Dispute", "disputedAt"),
        handlings=tuple(_handling(one) for one in rows.said if one["kind"] == "SignalHandling"),
        acceptances=tuple(_acceptance(one) for one in rows.said if one["kind"] == "FindingAcceptance"),
        told_of={one["held"]["fact"]: one["held"]["ofFact"] for one in rows.said},
        things=(
            *(_thing(one, "Person", "birthDate", records) for one in births),
            *(_thing(one, "Detention", "startedOn", records) for one in rows.detentions),
        ),
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
        author=held.get("author"),
    )


def _thing(row: Row, kind: str, holds: str, records: Iterable[Record]) -> Record:
    known = min((one.recorded_at for one in records), default=0)
    return Record(
        row["id"], row["id"], kind, row["caseId"], KINDS[kind].field_class, None, None, None, known, None,
        row["source"] or UNKNOWN_SOURCE, {holds: row[holds]}, {},
    )  # fmt: skip


def _said(rows: Iterable[Row], kind: str, moment: str) -> dict[str, tuple[Said, ...]]:
    found: dict[str, list[Said]] = {}
    for row in rows:
        held = row["held"]
        if row["kind"] == kind:
            one = Said(
                held[moment], held.get("status"), held["recordedAt"], held.get("retractedAt"), held["fact"],
                held.get("text"), held.get("reason"), held.get("answeredAt"),
            )  # fmt: skip
            found.setdefault(held["ofFact"], []).append(one)
    return {fact: tuple(sorted(said, key=lambda one: one.at)) for fact, said in found.items()}


def _handling(row: Row) -> Handling:
    held, by = row["held"], row["ends"].get("by", ())
    return Handling(
        held["signal"], held["ofFact"], by[0] if by else None, held.get("until"), held.get("reason"),
        held["recordedAt"], held.get("retractedAt"),
    )  # fmt: skip


def _acceptance(row: Row) -> Acceptance:
    held, by = row["held"], row["ends"].get("by", ())
    return Acceptance(
        held["fact"], held["ofFact"], by[0] if by else None, held["acceptedUntil"], held["reason"], held["recordedAt"],
        held.get("retractedAt"),
    )  # fmt: skip
