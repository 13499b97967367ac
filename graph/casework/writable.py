"""Nobody writes what they could not read: what an act would write is judged as the record it becomes.

The task says which class must be released for the ordinary record of a kind. Where what is written is of another class,
by who stands at its ends or by what it says (a care provider, a victim, an 18b indication), that one must be released
to who acts as well, by the same rules by which the record would be shown to them (`graph.record_classes`).
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from graph.case_records import Holder, Offered
from graph.casework.case_file import CaseFile
from graph.casework.steps import Add, Change, Complete, Direct, Renew
from graph.model.catalogue import KINDS
from graph.policy.tasks import reason_against
from graph.record_classes import Ends, classify, victims_in
from graph.record_readings import SAID
from graph.refusals import not_allowed
from graph.sections import Row

_IN_DIRECTORY: Final = frozenset({"Position", "Organisation", "ServiceOffer", "Prison", "Municipality"})


def judge_written(file: CaseFile, change: Change) -> None:
    """Raise ActError where something of a change could not be read by who makes it."""
    rows = list(_rows(file, change))
    if not rows:
        return
    ends = _ends(file, rows)
    victims = victims_in((*_of_case(file), *rows))
    for row in rows:
        classify(row, ends, victims, file.actor)
        ordinary = KINDS[row["kind"]].field_class
        for field_class in (row["class"] if row["class"] is not ordinary else None, row["beside"]):
            if field_class is None:
                continue
            reason = reason_against(file.dossier.asking.decide(field_class, row["datum"]))
            if reason is not None:
                raise not_allowed(reason)


def _rows(file: CaseFile, change: Change) -> Iterator[Row]:
    """The records that a change would leave, as `classify` takes them."""
    for step in change.steps:
        match step:
            case Add(kind, values) if kind not in SAID:
                yield _row(file, kind, values)
            case Renew(kind, fact, changes) | Complete(kind, fact, changes) if kind not in SAID:
                yield _row(file, kind, {**_said_so_far(file, kind, fact), **changes})
            case Direct(to):
                yield _row(file, "Direction", {"holder": to})
            case _:
                pass


def _said_so_far(file: CaseFile, kind: str, fact: str) -> Mapping[str, Any]:
    found = next(one for one in file.whole.all(kind) if one.fact == fact)
    return {**found.values, **found.ends}


def _row(file: CaseFile, kind: str, values: Mapping[str, Any]) -> Row:
    fields = {edge.field for edge in KINDS[kind].edges} - {"caseId"}
    ends = {name: _ids(value) for name, value in values.items() if name in fields and value}
    held = {name: value for name, value in values.items() if name not in fields}
    return {"kind": kind, "held": {"recordedAt": file.now, "validFrom": file.now, **held}, "ends": ends}


def _ids(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _of_case(file: CaseFile) -> Iterator[Row]:
    for one in file.dossier.whole.records:
        if one.kind == "Tie":
            yield {"kind": one.kind, "held": one.values, "ends": one.ends}


def _ends(file: CaseFile, rows: list[Row]) -> Ends:
    """Who stands at the ends of what is written. Raises RuntimeError for who was not looked up."""
    whole, directory = file.dossier.whole, file.directory
    holders, offers = {**whole.holders, **directory.holders}, {**whole.offers, **directory.offers}
    for row in rows:
        for edge in KINDS[row["kind"]].edges:
            for id in row["ends"].get(edge.field, ()) if _IN_DIRECTORY.intersection(edge.targets) else ():
                if id not in holders and id not in offers and id not in whole.person_ids:
                    raise RuntimeError(f"who stands at {row['kind']}.{edge.field} was not looked up")
    positions = [_position(one) for one in holders.values() if one.position_id is not None]
    organisations = [_organisation(one) for one in holders.values() if one.position_id is None]
    return Ends(positions, organisations, map(_offer, offers.values()))


def _position(one: Holder) -> Row:
    states = [{"validFrom": start, "function": function} for start, _, _, _, function in one.functions]
    return {"id": one.id, "organisation": _organisation(one), "states": states}


def _organisation(one: Holder) -> Row:
    return {"id": one.organisation_id, "name": one.organisation, "kind": one.organisation_kind}


def _offer(one: Offered) -> Row:
    by = {"id": one.organisation_id, "name": one.organisation, "kind": one.organisation_kind}
    return {"id": one.id, "kind": one.kind, "organisation": by}
