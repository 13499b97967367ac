"""Who asks: one professional in one position, for one purpose. It reaches every function that reads."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from graph.times import FOREVER


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


FRAMES_OF: dict[Purpose, tuple[str, ...]] = {
    Purpose.REINTEGRATION: ("PBW_18A",),
    Purpose.RISK_MANAGEMENT: ("PBW_18B",),
    Purpose.SAFETY_HOUSE_CASE: ("WGS_SAFETY_HOUSE",),
    Purpose.CARE: ("TREATMENT",),
    Purpose.VOLUNTARY_SUPPORT: ("CONSENT",),
    Purpose.MUNICIPAL_DEBT_HELP: ("MUNICIPAL_TASK",),
}
"""Frames of an involvement that a purpose may use. A purpose that is not here sees no case through a team."""

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

    @property
    def frames(self) -> tuple[str, ...]:
        """Frames of involvements that count for this actor: none for a function that does not work on cases."""
        return () if self.function in NOT_CASE_WORKING else FRAMES_OF.get(self.purpose, ())

    @property
    def assigns(self) -> bool:
        """Whether an involvement of the organisation without a named person counts for this actor."""
        return self.function in ASSIGNING

    def parameters(self, now: int) -> dict[str, Any]:
        """What the scopes in graph.scopes need, judged at `now`.

        The actor goes as one map: the server plans a statement anew for every type and magnitude of length of a
        parameter, but does not look into maps.
        """
        return {
            "actor": {
                "professional": self.professional,
                "position": self.position,
                "organisation": self.organisation,
                "frames": list(self.frames),
                "assigns": self.assigns,
            },
            "now": now,
            "max": FOREVER,
        }
