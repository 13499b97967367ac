"""Steps 1 to 4 and 6 of the order of decision: whether a case exists for an actor, and under which row of the matrix.

They do not depend on the class or the datum, so they are settled once for an actor, a case and a moment.
"""

from dataclasses import dataclass

from graph.actors import ASSIGNING, NOT_CASE_WORKING, Actor, Assurance, Purpose
from graph.model.words import FRAMES, FUNCTIONS, ORGANISATION_KINDS
from graph.policy.borders import MINUTE_MS, any_holds, days_after, last_release, months_after, within_days
from graph.policy.facts import Emergency, Facts, Involved
from graph.policy.policies import Policy
from graph.policy.tables import NO_ORGANISATION, SUBJECT, MatrixRow, Scope

PURPOSES: dict[str, Purpose] = {purpose.value: purpose for purpose in Purpose}
_ASSURANCES = frozenset(Assurance)
CASE_KINDS = ("PERSON", "FAMILY")
SAFETY_HOUSE_FRAME = "WGS_SAFETY_HOUSE"


@dataclass(frozen=True, slots=True)
class Standing:
    """How an actor stands to a case, apart from any class.

    `hidden` is the rule by which the case does not exist; `row` the row of the matrix that answers, else `mismatch`
    the rule by which the purpose does not fit. `emergency` is a grant in force, judged beside it.
    """

    known: bool
    hidden: str | None = None
    scope: Scope | None = None
    row: MatrixRow | None = None
    mismatch: str | None = None
    emergency: Emergency | None = None


def standing_of(actor: Actor, facts: Facts, moment: int, policy: Policy) -> Standing:
    """How the actor stands to the case at the moment. Total: what is unknown hides."""
    if rule := _unknown(actor, facts):
        return Standing(known=False, hidden=rule)
    if facts.excluded is not False and not facts.outside_cases:
        return Standing(known=True, hidden="2-excluded")
    if facts.outside_cases or facts.case_kind not in CASE_KINDS or facts.case_frame not in FRAMES:
        return Standing(known=True, hidden="3-no-case")
    emergency = _emergency(actor, facts, moment, policy)
    scope = _scope(actor, facts, moment, policy)
    if scope is None:
        return Standing(known=True, hidden="3-no-scope", emergency=emergency)
    if rule := _passed(actor, facts, moment, policy, scope):
        return Standing(known=True, hidden=rule, emergency=emergency)
    row, mismatch = _row(actor, facts, moment, policy, scope)
    return Standing(known=True, scope=scope, row=row, mismatch=mismatch, emergency=emergency)


def purpose_of(actor: Actor) -> Purpose | None:
    """The actor's purpose when it is one of the closed register."""
    return PURPOSES.get(actor.purpose)


def _unknown(actor: Actor, facts: Facts) -> str | None:
    """Step 1, apart from the purpose, which not every class needs."""
    if actor.function not in FUNCTIONS and actor.function != SUBJECT:
        return "1-function"
    if actor.function != SUBJECT and actor.organisation_kind not in ORGANISATION_KINDS:
        return "1-kind"
    if actor.assurance not in _ASSURANCES:
        return "1-assurance"
    return None if facts.position_in_force is True or actor.function == SUBJECT else "1-position"


def _scope(actor: Actor, facts: Facts, moment: int, policy: Policy) -> Scope | None:
    """Step 3: which scope holds. Under INTAKE and SCREENING only that list counts."""
    purpose = purpose_of(actor)
    if purpose is None:
        return None
    scope = policy.matrix.scope_of.get(purpose)
    if purpose is Purpose.OVERSIGHT and actor.function == "PRIVACY_OFFICER":
        return Scope.OVERSIGHT
    match scope:
        case Scope.TEAM:
            holds = actor.function not in NOT_CASE_WORKING and bool(_counting(actor, facts, moment))
        case Scope.INTAKE:
            holds = actor.function in ASSIGNING and _notified(actor, facts, moment, policy)
        case Scope.SCREENING:
            holds = _of_the_person(facts) and _on_screening_list(actor, facts, moment)
        case Scope.SUBJECT:
            holds = actor.function == SUBJECT and facts.subject is True and _of_the_person(facts)
        case _:
            holds = False
    return scope if holds else None


def _counting(actor: Actor, facts: Facts, moment: int) -> list[Involved]:
    """Involvements that count for the actor: of the position, or of the organisation for who may assign."""
    return [
        one
        for one in facts.involvements
        if one.frame in FRAMES
        and one.period.holds(moment)
        and (
            one.position == actor.position
            if one.position is not None
            else one.organisation == actor.organisation and actor.function in ASSIGNING
        )
    ]


def _notified(actor: Actor, facts: Facts, moment: int, policy: Policy) -> bool:
    return any(
        one.organisation == actor.organisation
        and within_days(one.received_at, policy.parameters.intake_days, moment)
        and (one.assigned_at is None or moment < one.assigned_at)
        for one in facts.notices
    )


def _of_the_person(facts: Facts) -> bool:
    return facts.case_kind == "PERSON" and facts.case_frame != SAFETY_HOUSE_FRAME


def _on_screening_list(actor: Actor, facts: Facts, moment: int) -> bool:
    """The prisons of the actor: the own one, or those where a probation adviser is posted."""
    if actor.organisation_kind == "PRISON" and actor.function in {"CASE_MANAGER", "SENIOR_CASE_MANAGER"}:
        prisons = frozenset({actor.organisation})
    elif actor.organisation_kind == "PROBATION" and actor.function == "PROBATION_ADVISER":
        prisons = facts.postings
    else:
        return False
    return any(one.prison in prisons and one.period.holds(moment) for one in facts.stays)


def _emergency(actor: Actor, facts: Facts, moment: int, policy: Policy) -> Emergency | None:
    """A grant in force: same position and purpose, a function that works in teams, and only for a team's purpose."""
    grant, purpose = facts.emergency, purpose_of(actor)
    if grant is None or purpose is None or policy.matrix.scope_of.get(purpose) is not Scope.TEAM:
        return None
    ends = grant.asked_at + policy.parameters.emergency_minutes * MINUTE_MS
    if grant.position != actor.position or grant.purpose != purpose or not grant.asked_at <= moment < ends:
        return None
    return grant if policy.matrix.has_team_row(actor.organisation_kind, actor.function) else None


def _passed(actor: Actor, facts: Facts, moment: int, policy: Policy, scope: Scope) -> str | None:
    """Step 4: the rule by which a border has passed, or what the purpose needs is not in force."""
    if scope is not Scope.TEAM:
        return None
    purpose = purpose_of(actor)
    if purpose is Purpose.VOLUNTARY_SUPPORT and not consented_classes(actor, facts, moment):
        return "4-consent"
    if purpose is Purpose.CARE and not any(
        one.period.holds(moment)
        and (one.position == actor.position if one.position is not None else one.organisation == actor.organisation)
        for one in facts.treatments
    ):
        return "4-treatment"
    if actor.organisation_kind == "PRISON":
        return _prison_border(actor, facts, moment, policy)
    if actor.organisation_kind == "MUNICIPALITY":
        return _municipality_border(actor, facts, moment, policy)
    return None


def _prison_border(actor: Actor, facts: Facts, moment: int, policy: Policy) -> str | None:
    if facts.case_frame == SAFETY_HOUSE_FRAME and actor.function != "MEDICAL":
        return None
    if facts.detentions is None:
        return "4-detention-unknown"
    released = last_release(facts.detentions, moment)
    if released is None:
        return None
    border = days_after(released, policy.parameters.prison_days)
    return None if border is not None and moment < border else "4-after-release"


def _municipality_border(actor: Actor, facts: Facts, moment: int, policy: Policy) -> str | None:
    if facts.closed is None:
        return "4-closing-unknown"
    if any_holds(facts.closed, moment):
        return "4-closed"
    if facts.case_frame == SAFETY_HOUSE_FRAME or any(
        one.frame == "MUNICIPAL_TASK" and one.organisation == actor.organisation and one.period.holds(moment)
        for one in facts.involvements
    ):
        return None
    if facts.detentions is None:
        return "4-detention-unknown"
    released = last_release(facts.detentions, moment)
    if released is None:
        return None
    border = months_after(released, policy.parameters.municipality_months)
    return None if border is not None and moment < border else "4-after-release"


def consented_classes(actor: Actor, facts: Facts, moment: int) -> frozenset[str]:
    """Classes that consents in force name for the actor's organisation."""
    found: frozenset[str] = frozenset()
    for one in facts.consents:
        if one.period.holds(moment) and actor.organisation in one.receivers:
            found |= one.classes
    return found


def _row(actor: Actor, facts: Facts, moment: int, policy: Policy, scope: Scope) -> tuple[MatrixRow | None, str | None]:
    """Step 6: the row that answers, or the rule by which the purpose does not fit."""
    kind = NO_ORGANISATION if scope is Scope.SUBJECT else actor.organisation_kind
    row = policy.matrix.row_of.get((str(actor.purpose), kind, actor.function))
    if row is None:
        return None, "6-no-row"
    if scope is not Scope.TEAM:
        return row, None
    frames = policy.parameters.frames[row.purpose]
    if facts.case_frame not in frames.case:
        return None, "6-case-frame"
    if row.purpose is Purpose.RISK_MANAGEMENT:
        return (row, None) if any_holds(facts.indications, moment) else (None, "6-no-indication")
    if any(one.frame in frames.involvement for one in _counting(actor, facts, moment)):
        return row, None
    return None, "6-involvement-frame"
