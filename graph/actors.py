"""Who asks: one professional in one position, for one purpose. It reaches every function that reads."""

from dataclasses import dataclass
from enum import StrEnum


class Purpose(StrEnum):
    """The closed register of purposes (*doel*)."""

    REINTEGRATION = "REINTEGRATION"
    RISK_MANAGEMENT = "RISK_MANAGEMENT"
    SAFETY_HOUSE_CASE = "SAFETY_HOUSE_CASE"
    CARE = "CARE"
    VOLUNTARY_SUPPORT = "VOLUNTARY_SUPPORT"
    SCREENING = "SCREENING"
    INTAKE = "INTAKE"
    MUNICIPAL_DEBT_HELP = "MUNICIPAL_DEBT_HELP"
    STEERING = "STEERING"
    OVERSIGHT = "OVERSIGHT"
    SUBJECT_ACCESS = "SUBJECT_ACCESS"
    OPERATIONS = "OPERATIONS"


class Assurance(StrEnum):
    """How sure the sign-in is of who this is (*betrouwbaarheidsniveau*)."""

    LOW = "LOW"
    SUBSTANTIAL = "SUBSTANTIAL"
    HIGH = "HIGH"


ASSIGNING = frozenset({"AFTERCARE_COORDINATOR", "SENIOR_CASE_MANAGER", "PROBATION_ADVISER", "CONVENER"})
"""Functions that may assign colleagues, and so also act where their organisation itself is involved."""

NOT_CASE_WORKING = frozenset({"STEERING_MEMBER", "ANALYST", "PRIVACY_OFFICER", "OPERATOR", "SUBJECT"})


@dataclass(frozen=True, slots=True)
class Actor:
    """One professional in one position that is in force, for one purpose. No union of rights over positions."""

    professional: str
    name: str
    position: str
    function: str
    organisation: str
    organisation_name: str
    organisation_kind: str
    purpose: Purpose
    assurance: Assurance = Assurance.SUBSTANTIAL
