"""The class of a record where its kind alone does not tell: who is at its ends decides.

A tie takes the strictest class of its ends (access document, field classes): whatever has a care provider or a medical
function at one end is HEALTH, whatever tells of a victim is VICTIM.
"""

from functools import cache, lru_cache
from typing import Any, Final

from graph.actors import Purpose
from graph.model.kinds import FieldClass
from graph.policy.facts import NO_DATUM, Datum

Row = dict[str, Any]

CARE_PROVIDER: Final = "CARE_PROVIDER"
MEDICAL: Final = "MEDICAL"
RISK_DELEGATE: Final = "RISK_DELEGATE"
INDICATED: Final = "PBW_18B"
"""The legal frame of an 18b indication."""
TREATMENT: Final = "TREATMENT"
"""The legal frame of a treatment relation: whoever stands under it, at whichever organisation, is there to treat."""

CARE_OFFERS: Final = frozenset({"ADDICTION_CARE", "MENTAL_HEALTH_CARE", "FORENSIC_CARE", "LVB_CARE"})
"""Offers that are treatment, whoever offers them."""

PURPOSE_OF_FRAME: Final = {
    "PBW_18A": Purpose.REINTEGRATION,
    "PBW_18B": Purpose.RISK_MANAGEMENT,
    "WGS_SAFETY_HOUSE": Purpose.SAFETY_HOUSE_CASE,
    "TREATMENT": Purpose.CARE,
    "CONSENT": Purpose.VOLUNTARY_SUPPORT,
    "MUNICIPAL_TASK": Purpose.MUNICIPAL_DEBT_HELP,
}
"""Under which purpose something is written that stands under a legal frame."""

REGIME_CLASSES: Final = {"PPC": FieldClass.HEALTH, "EXTRA_CARE": FieldClass.HEALTH, "ISD": FieldClass.TITLE}
"""Regimes that say more than that somebody is in prison: to who lacks the class they show as PRISON."""

FORM_FIELD: Final = Datum(form="FIELD")
"""A field of the selection form (parts 1 to 3), which the screening list shows whatever its class."""


def of_involvement(row: Row) -> FieldClass:
    """An involvement or direction: PLAN, of a care provider, a medical function or under treatment HEALTH."""
    return FieldClass.HEALTH if _is_care(row) else FieldClass.PLAN


def of_indication(row: Row, purpose: str) -> FieldClass | None:
    """An involvement that only an 18b indication brings tells of it: RISK beside its own class.

    Not under RISK_MANAGEMENT, which nobody has a case under without that indication.
    """
    if row["frame"] != INDICATED and row["role"] != RISK_DELEGATE:
        return None
    return FieldClass.RISK if purpose != Purpose.RISK_MANAGEMENT else None


def of_direction(row: Row) -> FieldClass:
    """A state of the case is COURSE; who directs it is as an involvement."""
    return FieldClass.COURSE if row["status"] else of_involvement(row)


def of_tie(row: Row) -> FieldClass:
    """A tie, and what is said of a contact: NETWORK, and VICTIM where anybody at its ends is a victim.

    Whatever else they are to the person: a partner who is the victim shows as neither.
    """
    return FieldClass.VICTIM if row["victim"] else FieldClass.NETWORK


def of_place(row: Row) -> FieldClass:
    """A residence is COURSE; an intervention PLAN, of a care provider or when it is treatment HEALTH."""
    if row["offer"] is None:
        return FieldClass.COURSE
    return FieldClass.HEALTH if _is_care(row) else FieldClass.PLAN


def origin(row: Row) -> Datum:
    """Where a record of `of_involvement` or `of_place` comes from, as far as its class asks for it."""
    if not _is_care(row):
        return NO_DATUM
    return _of_organisation(row["organisation"]["id"], row["organisation"]["kind"], row.get("frame"))


@lru_cache(maxsize=4096)
def _of_organisation(id: str, kind: str, frame: str | None) -> Datum:
    return Datum(organisation=id, organisation_kind=kind, purpose=PURPOSE_OF_FRAME.get(frame or "TREATMENT"))


@cache
def _of_reader(reader: str) -> Datum:
    return Datum(reader=reader)


def of_reading(row: Row, _purpose: str) -> FieldClass | None:
    """What a care provider or a medical function reads in a tie is HEALTH beside what it is about."""
    return FieldClass.HEALTH if row["by"] is not None and _is_care(row) else None


def reading(row: Row) -> Datum:
    """Whose reading of a tie a record is; the person's own reading is theirs."""
    reader: str | None = row["reader"]
    if reader is None:
        return NO_DATUM
    in_care = row["by"] is not None and _is_care(row)
    return origin(row)._replace(reader=reader) if in_care else _of_reader(reader)


def form_field(_row: Row) -> Datum:
    """A record of which all stands on the selection form."""
    return FORM_FIELD


def of_course(row: Row) -> Datum:
    """Arrival and expected end of a detention are fields of the selection form; a stay is not."""
    return NO_DATUM if row.get("organisation") else FORM_FIELD


def _is_care(row: Row) -> bool:
    organisation, offer = row["organisation"], row.get("offer")
    return (
        (organisation is not None and organisation["kind"] == CARE_PROVIDER)
        or row.get("role") == MEDICAL
        or row.get("frame") == TREATMENT
        or bool(row.get("medical"))
        or (offer is not None and offer["kind"] in CARE_OFFERS)
    )
