"""All kinds in the order in which they can be loaded, and what follows from them. A bad catalogue fails at import."""

from graph.model import budgets, course, involvements, organisations, people, screenings
from graph.model.kinds import Kind, Link
from graph.model.words import ORGANISATION_LABELS

THINGS: tuple[Kind, ...] = (
    organisations.REGION,
    organisations.ORGANISATION,
    organisations.PROFESSIONAL,
    organisations.POSITION,
    organisations.SERVICE_OFFER,
    people.PERSON,
    people.CASE,
    people.CONTACT,
    course.DETENTION,
    course.PLAN,
    course.GOAL,
    course.ACTION,
)

RECORDS: tuple[Kind, ...] = (
    organisations.MUNICIPALITY_YEAR,
    organisations.POSITION_STATE,
    organisations.OFFER_STATE,
    organisations.COVERAGE,
    organisations.AGREEMENT,
    organisations.ACCOUNT,
    people.PERSON_NAME,
    people.PERSON_ADDRESS,
    people.PERSON_STATUS,
    people.CASE_STATE,
    people.RESIDENCE,
    people.CONTACT_STATE,
    people.TIE,
    people.TIE_READING,
    people.CONTACT_RULE,
    course.DETENTION_STATE,
    course.STAY,
    course.LEGAL_TITLE,
    course.ASSESSMENT,
    course.INSTRUMENT_RESULT,
    course.ADVICE_REQUEST,
    course.INTERVENTION,
    course.REFERRAL,
    course.MEETING,
    course.CONTACT_MOMENT,
    course.CONDUCT_REPORT,
    course.NOTE,
    course.PLAN_STATE,
    course.PLAN_AGREEMENT,
    course.GOAL_STATE,
    course.ACTION_STATE,
    budgets.BUDGET_CONTRIBUTION,
    budgets.BUDGET_EXPENSE,
    budgets.BUDGET_ANSWER,
    screenings.FORM_PART_1,
    screenings.FORM_PART_2,
    screenings.DECISION,
    involvements.INVOLVEMENT,
    involvements.DIRECTION,
    involvements.HANDOVER,
    involvements.EXCLUSION,
    involvements.CONFIRMATION,
    involvements.DISPUTE,
    involvements.SIGNAL_HANDLING,
    involvements.FINDING_ACCEPTANCE,
    involvements.NOTICE,
    involvements.CONSENT,
    involvements.DISCLOSURE,
    involvements.TREATMENT_RELATION,
    involvements.RISK_INDICATION,
)

LINKS: tuple[Link, ...] = (organisations.NEIGHBOUR, organisations.SUCCESSION, people.SAME_AS)

KINDS: dict[str, Kind] = {kind.label: kind for kind in (*THINGS, *RECORDS)}

RECORD_KEYS = (
    "id",
    "fact",
    "caseId",
    "validFrom",
    "validTo",
    "endKnownAt",
    "recordedAt",
    "retractedAt",
    "source",
    "sourceId",
)
"""Keys every record row may carry in a world file, beside its own properties and edges."""


def kind_of_target(target: str) -> Kind:
    """The kind an edge's target belongs to: a label of a kind, or the second label of an organisation."""
    return organisations.ORGANISATION if target in ORGANISATION_LABELS.values() else KINDS[target]


def _check() -> None:
    for kind in KINDS.values():
        names = [p.name for p in kind.properties]
        fields = [e.field for e in kind.edges]
        if len({*names, *fields}) != len(names) + len(fields):
            raise ValueError(f"{kind.label}: a property or edge stands twice")
        reserved = set(RECORD_KEYS) if kind.record else {"id", "caseId"}
        if clash := (set(names) | set(fields)) & reserved - {"caseId"}:
            raise ValueError(f"{kind.label}: {sorted(clash)} are the record's own keys")
        for edge in kind.edges:
            for target in edge.targets:
                if kind_of_target(target).record:
                    raise ValueError(f"{kind.label}.{edge.field}: a record hangs only on lasting things")


_check()
