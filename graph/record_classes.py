"""The class of each record of a case, and where it comes from: its kind, its content and who stands at its ends.

The strictest of them counts (access document, field classes). What has a care provider or a medical function at an
end, at any time, is HEALTH; what tells of a victim is VICTIM; what tells of an 18b indication is RISK beside its own.
"""

from collections.abc import Iterable
from typing import Any, Final

from graph.actors import Actor
from graph.classes import (
    CARE_OFFERS,
    CARE_PROVIDER,
    FORM_FIELD,
    INDICATED,
    MEDICAL,
    PURPOSE_OF_FRAME,
    TREATMENT,
    of_indication,
)
from graph.model.catalogue import KINDS
from graph.model.kinds import FieldClass
from graph.policy.facts import NO_DATUM, Datum
from graph.policy.tables import SUBJECT

Row = dict[str, Any]

RESPONSIVITY: Final = frozenset({"SCIL", "REFLECTOR", "LANGUAGE_METER"})
"""Instruments that say how to speak with somebody, not how large a risk is."""

ON_FORM: Final = frozenset(
    {
        "PersonName", "DetentionState", "LegalTitle", "AdviceRequest", "InstrumentResult", "PersonStatus",
        "ScreeningFormPart1", "ScreeningFormPart2", "ScreeningDecision",
    }
)  # fmt: skip
"""Kinds that the selection form asks for, and its own parts (domain document, section 8, parts 1 to 3)."""

_AROUND: Final = frozenset({"Tie", "ContactState", "TieReading"})
_STRICTEST: Final = list(FieldClass)


class Ends:
    """Who stands at the ends of the records of a case: positions, organisations and offers by id."""

    def __init__(self, positions: Iterable[Row], organisations: Iterable[Row], offers: Iterable[Row]) -> None:
        self.positions = {row["id"]: row for row in positions}
        self.organisations = {row["id"]: row for row in organisations}
        self.offers = {row["id"]: row for row in offers}

    def organisation_of(self, id: str) -> Row | None:
        """The organisation at an end: itself, that of a position, or who offers an offer."""
        if id in self.organisations:
            return self.organisations[id]
        found = self.positions.get(id) or self.offers.get(id)
        return found["organisation"] if found else None

    def is_care(self, id: str) -> bool:
        """Whether an end is of a care provider, of a position that is or was medical, or an offer of treatment."""
        organisation = self.organisation_of(id)
        if organisation is not None and organisation["kind"] == CARE_PROVIDER:
            return True
        if id in self.offers:
            return self.offers[id]["kind"] in CARE_OFFERS
        states = self.positions[id]["states"] if id in self.positions else ()
        return any(state["function"] == MEDICAL for state in states)

    def function_at(self, position: str, moment: int | None) -> str | None:
        """The function of a position at a moment; of an unknown moment the first one."""
        states = sorted(self.positions[position]["states"], key=lambda one: one["validFrom"] or 0)
        past = [one for one in states if moment is None or (one["validFrom"] or 0) <= moment]
        chosen = past[-1:] if moment is not None else states[:1]
        return chosen[0]["function"] if chosen else states[0]["function"] if states else None


def victims_in(records: Iterable[Row]) -> frozenset[str]:
    """Contacts that any version of any tie calls a victim."""
    return frozenset(
        end for row in records if row["kind"] == "Tie" and row["held"].get("kind") == "VICTIM"
        for end in row["ends"].get("to", ())
    )  # fmt: skip


def classify(row: Row, ends: Ends, victims: frozenset[str], actor: Actor) -> None:
    """Write on a record its `class`, the class `beside` it (or None) and its `datum` for the policy."""
    kind, held = row["kind"], row["held"]
    if kind == "Disclosure":  # of the log the person sees all but names, which nobody is shown here
        row["class"] = FieldClass.COURSE if actor.function == SUBJECT else FieldClass.LOG
        row["beside"], row["datum"] = None, NO_DATUM
        return
    at_ends = [id for ids in row["ends"].values() for id in ids]
    in_care = [id for id in at_ends if ends.is_care(id)]
    if kind == "Note":
        row["class"], row["beside"], row["datum"] = FieldClass.NOTE, None, _of_note(row, ends)
        return
    if kind in _AROUND:
        row["class"] = FieldClass.VICTIM if victims.intersection(at_ends) else FieldClass.NETWORK
        row["beside"] = FieldClass.HEALTH if in_care else None
        reader = Datum(reader=held["reader"]) if kind == "TieReading" else NO_DATUM
        row["datum"] = reader if not in_care else _origin(FieldClass.HEALTH, held, ends, in_care, actor, datum=reader)
        return
    care = bool(in_care) or held.get("role") == MEDICAL or held.get("frame") == TREATMENT
    own = _own_class(kind, held)
    field_class = min(own, FieldClass.HEALTH if care else own, key=_STRICTEST.index)
    row["class"], row["beside"] = field_class, of_indication(held, actor.purpose) if kind == "Involvement" else None
    if field_class in (FieldClass.HEALTH, FieldClass.RISK):
        row["datum"] = _origin(field_class, held, ends, in_care or at_ends, actor)
    elif field_class == FieldClass.NOTE:
        row["datum"] = _of_form(row, ends)
    else:
        row["datum"] = FORM_FIELD if kind in ON_FORM else NO_DATUM


def _own_class(kind: str, held: Row) -> FieldClass:
    if kind == "InstrumentResult" and held.get("instrument") in RESPONSIVITY:
        return FieldClass.RESPONSIVITY
    if kind == "Consent":
        return FieldClass.HEALTH if "HEALTH" in held.get("classes", ()) else FieldClass.COURSE
    return KINDS[kind].field_class


def _origin(
    field_class: FieldClass, held: Row, ends: Ends, at_ends: list[str], actor: Actor, *, datum: Datum = NO_DATUM
) -> Datum:
    """Which organisation a record of a class that goes by its origin comes from: the own one where it is among them."""
    found = {one["id"]: one["kind"] for id in at_ends if (one := ends.organisation_of(id))}
    if not found:
        return datum
    organisation = actor.organisation if actor.organisation in found else min(found)
    frame = held.get("frame") or (TREATMENT if field_class == FieldClass.HEALTH else INDICATED)
    return datum._replace(
        organisation=organisation, organisation_kind=found[organisation], purpose=PURPOSE_OF_FRAME.get(frame)
    )


def _of_form(row: Row, ends: Ends) -> Datum:
    """A part of the selection form: what a professional wrote there, for who screens and nobody else."""
    authors = sorted({*row["ends"].get("by", ()), *row["ends"].get("tookPart", ())})
    moment = row["held"].get("validFrom") or row["held"]["recordedAt"]
    return FORM_FIELD._replace(author_function=ends.function_at(authors[0], moment) if authors else None)


def _of_note(row: Row, ends: Ends) -> Datum:
    (author,) = row["ends"]["by"]
    organisation = ends.organisation_of(author)
    return Datum(
        organisation=organisation["id"] if organisation else None,
        organisation_kind=organisation["kind"] if organisation else None,
        purpose=row["held"].get("purpose"),
        author_function=ends.function_at(author, row["held"].get("validFrom") or row["held"]["recordedAt"]),
    )
