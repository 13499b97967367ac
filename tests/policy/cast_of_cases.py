"""The people and the case of the worked cases, told in the words of the access document."""

from dataclasses import replace
from typing import Any

from graph.actors import Actor, Assurance, Purpose
from graph.policy.facts import ALWAYS, Facts, Involved, Period
from graph.times import parse_moment

NOON = parse_moment("2026-03-10T12:00:00+01:00")
"""All worked cases play at this moment."""

PI_Z, G, H, PROBATION, CLINIC, OTHER_CLINIC = "pi-z", "GM-G", "GM-H", "rn", "clinic", "other-clinic"

HOUSES = {
    "CASE_MANAGER": (PI_Z, "PRISON"),
    "SENIOR_CASE_MANAGER": (PI_Z, "PRISON"),
    "MENTOR": (PI_Z, "PRISON"),
    "MEDICAL": (PI_Z, "PRISON"),
    "SELECTION_OFFICER": (PI_Z, "PRISON"),
    "PROBATION_ADVISER": (PROBATION, "PROBATION"),
    "SUPERVISION_OFFICER": (PROBATION, "PROBATION"),
    "AFTERCARE_COORDINATOR": (G, "MUNICIPALITY"),
    "RISK_DELEGATE": (G, "MUNICIPALITY"),
    "NEIGHBOURHOOD_WORKER": (G, "MUNICIPALITY"),
    "DEBT_COUNSELLOR": (G, "MUNICIPALITY"),
    "LIFE_COURSE_COACH": (G, "MUNICIPALITY"),
    "CARE_PROFESSIONAL": (CLINIC, "CARE_PROVIDER"),
    "CARE_CONTINUITY_OFFICER": (CLINIC, "CARE_PROVIDER"),
    "CONVENER": ("house", "SAFETY_HOUSE"),
    "POLICE_OFFICER": ("police", "POLICE"),
    "PROSECUTION_STAFF": ("om", "PROSECUTION"),
    "CHILD_PROTECTION_WORKER": ("child", "CHILD_PROTECTION"),
    "HOUSING_OFFICER": ("housing", "HOUSING"),
    "VOLUNTEER": ("volunteers", "VOLUNTEER"),
    "OTHER_HELPER": ("helpers", "OTHER"),
    "STEERING_MEMBER": (G, "MUNICIPALITY"),
    "ANALYST": (G, "MUNICIPALITY"),
    "PRIVACY_OFFICER": (G, "MUNICIPALITY"),
    "OPERATOR": ("it", "OTHER"),
    "SUBJECT": ("", ""),
}
"""Where each function usually works here."""


def who(
    function: str, purpose: Purpose | str | None, assurance: Assurance = Assurance.SUBSTANTIAL, **other: Any
) -> Actor:
    """Somebody in that function, at the organisation where such people work, for that purpose."""
    organisation, kind = HOUSES.get(function, ("somewhere", "OTHER"))
    said: dict[str, Any] = {
        "professional": f"professional of {function}",
        "name": "Invented",
        "position": f"position of {function}",
        "function": function,
        "organisation": organisation,
        "organisation_name": organisation,
        "organisation_kind": kind,
        "purpose": purpose,
        "assurance": assurance,
    }
    return Actor(**{**said, **other})


CASE = Facts(
    position_in_force=True,
    excluded=False,
    case_kind="PERSON",
    case_frame="PBW_18A",
    detentions=(Period(parse_moment("2026-01-05")),),
    closed=(),
)
"""An open case under 18a of somebody who is inside; nobody is involved yet."""


def in_team(actor: Actor, frame: str = "PBW_18A", facts: Facts = CASE, period: Period = ALWAYS) -> Facts:
    """The case with the actor in its team: an involvement of the acting position."""
    one = Involved(actor.organisation, frame, actor.position, period)
    return replace(facts, involvements=(*facts.involvements, one))
