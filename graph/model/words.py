"""The closed lists of the field. One word for one thing, here and in Cypher, GraphQL and on screen."""

from typing import LiteralString

ORGANISATION_LABELS: dict[str, LiteralString] = {
    "PRISON": "Prison",
    "PROBATION": "Probation",
    "MUNICIPALITY": "Municipality",
    "CARE_PROVIDER": "CareProvider",
    "SAFETY_HOUSE": "SafetyHouse",
    "POLICE": "Police",
    "PROSECUTION": "Prosecution",
    "CHILD_PROTECTION": "ChildProtection",
    "HOUSING": "Housing",
    "VOLUNTEER": "Volunteer",
    "DEBT_HELP": "DebtHelp",
    "OTHER": "OtherOrganisation",
}
"""Kind of organisation to its second label."""

ORGANISATION_KINDS = tuple(ORGANISATION_LABELS)

FUNCTIONS = (
    "CASE_MANAGER",
    "SENIOR_CASE_MANAGER",
    "MENTOR",
    "MEDICAL",
    "SELECTION_OFFICER",
    "PROBATION_ADVISER",
    "SUPERVISION_OFFICER",
    "AFTERCARE_COORDINATOR",
    "RISK_DELEGATE",
    "NEIGHBOURHOOD_WORKER",
    "DEBT_COUNSELLOR",
    "CARE_PROFESSIONAL",
    "CARE_CONTINUITY_OFFICER",
    "LIFE_COURSE_COACH",
    "CONVENER",
    "POLICE_OFFICER",
    "PROSECUTION_STAFF",
    "CHILD_PROTECTION_WORKER",
    "HOUSING_OFFICER",
    "VOLUNTEER",
    "OTHER_HELPER",
    "STEERING_MEMBER",
    "ANALYST",
    "PRIVACY_OFFICER",
    "OPERATOR",
)
"""Functions of a position (the person's own function SUBJECT is not a position)."""

ROLES = FUNCTIONS[: FUNCTIONS.index("STEERING_MEMBER")]
"""Roles in a case: the functions that work on cases."""

FRAMES = ("PBW_18A", "PBW_18B", "WGS_SAFETY_HOUSE", "TREATMENT", "CONSENT", "MUNICIPAL_TASK")
"""Legal frames of a case or an involvement."""

ENDS_WITH = ("DATE", "RELEASE", "TITLE_END", "OPEN", "UNKNOWN")
CONDITIONS = ("IDENTITY_DOCUMENT", "HOUSING", "WORK_AND_INCOME", "DEBTS", "CARE", "SOCIAL_NETWORK")
PHASES = ("BEFORE", "DURING", "AFTER")
YES_NO_UNKNOWN = ("YES", "NO", "UNKNOWN")
FIELD_CLASSES_OF_CONSENT = (
    "IDENTITY",
    "CONTACT",
    "COURSE",
    "CONDITION",
    "PLAN",
    "NETWORK",
    "FINANCE",
    "HEALTH",
)
