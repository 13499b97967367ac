"""Who may see what: one pure, total function over plain data, in the order of decision of the access document.

    decide(actor, FieldClass.RISK, facts, moment)
    # Withhold(reason=PURPOSE_MISMATCH, rule='REI-PRISON.RISK', version='sha256:...', ask=CASE_DIRECTOR)

Default hidden: an unknown word, a missing row or a missing fact opens nothing, and nothing raises.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from graph.actors import Actor, Assurance, Purpose
from graph.model.kinds import FieldClass
from graph.model.words import FUNCTIONS
from graph.policy.cells import Condition, Outcome
from graph.policy.facts import NO_DATUM, Datum, Disclosed, Emergency, Facts
from graph.policy.policies import POLICY, Policy
from graph.policy.reasons import WORDINGS, Ask, Reason
from graph.policy.scoping import PURPOSES, consented_classes, purpose_of, standing_of
from graph.policy.tables import CLASSES, SUBJECT, MatrixRow, Scope


class Part(StrEnum):
    """How much of a released datum is shown."""

    WHOLE = "WHOLE"
    STATUS_AND_DATE = "STATUS_AND_DATE"  # an input of the selection criteria
    FUNCTION_AND_ORGANISATION = "FUNCTION_AND_ORGANISATION"  # a professional, without the name
    WITHOUT_NAMES = "WITHOUT_NAMES"  # a log line as date, organisation, function, purpose and classes
    PSEUDONYMS = "PSEUDONYMS"  # a log line with pseudonyms and classes, never values


@dataclass(frozen=True, slots=True)
class Release:
    """Shown, by this rule; `part` says how much of it."""

    rule: str
    version: str
    part: Part = Part.WHOLE


@dataclass(frozen=True, slots=True)
class Withhold:
    """Not shown, and said so, with the reason and whom to ask."""

    reason: Reason
    rule: str
    version: str
    ask: Ask


@dataclass(frozen=True, slots=True)
class Hidden:
    """Does not exist for this actor: answered like what never was. `rule` is for the log only."""

    rule: str
    version: str


Decision = Release | Withhold | Hidden


class Judge:
    """Decides for one actor, case and moment: once per distinct class and datum, however many rows there are."""

    __slots__ = (
        "_actor",
        "_consented",
        "_facts",
        "_high",
        "_made",
        "_moment",
        "_plain",
        "_policy",
        "_purpose",
        "_standing",
    )

    def __init__(self, actor: Actor, facts: Facts, moment: int, policy: Policy = POLICY) -> None:
        self._actor = actor
        self._facts = facts
        self._moment = moment
        self._policy = policy
        self._purpose = purpose_of(actor)
        self._standing = standing_of(actor, facts, moment, policy)
        self._consented = consented_classes(actor, facts, moment)
        self._high = actor.assurance == Assurance.HIGH
        self._plain: dict[FieldClass | None, Decision] = {}
        self._made: dict[tuple[FieldClass | None, Datum], Decision] = {}

    @property
    def facts(self) -> Facts:
        """What the decisions rest on."""
        return self._facts

    @property
    def hidden(self) -> str | None:
        """The rule by which the case does not exist for the actor; None where it does."""
        return None if self._standing.emergency is not None else self._standing.hidden

    @property
    def made(self) -> tuple[tuple[FieldClass | None, Datum, Decision], ...]:
        """Every distinct class and datum that was asked, and what was decided."""
        plain = ((field_class, NO_DATUM, decision) for field_class, decision in self._plain.items())
        return (*plain, *((*key, decision) for key, decision in self._made.items()))

    def decide(self, field_class: FieldClass | None, datum: Datum = NO_DATUM) -> Decision:
        """The decision on a class and a datum, remembered."""
        if datum is NO_DATUM:
            made = self._plain.get(field_class)
            if made is None:
                made = self._plain[field_class] = self._decide(field_class, datum)
            return made
        key = (field_class, datum)
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self._decide(field_class, datum)
        return made

    def _decide(self, field_class: FieldClass | None, datum: Datum) -> Decision:
        if field_class == FieldClass.PUBLIC:
            return self._public()
        if self._purpose is None:
            return self._hidden("1-purpose")
        if field_class is None or field_class not in _IN_MATRIX:
            return self._apart(field_class, datum)
        if self._standing.scope is Scope.OVERSIGHT:
            return self._sealed_for_its_own_officer(datum)
        found = self._with_grant(self._ordinary(field_class, datum), field_class, datum)
        if isinstance(found, Release) and (datum.sealed is not False or datum.expired is not False):
            return self._hidden("8-expired" if datum.sealed is False else "8-sealed")
        return found

    def _apart(self, field_class: FieldClass | None, datum: Datum) -> Decision:
        """The classes that the matrix does not speak of."""
        if field_class == FieldClass.WORK:
            return self._work(datum)
        return self._log(datum) if field_class == FieldClass.LOG else self._hidden("1-class")

    def _public(self) -> Decision:
        """Needs no purpose and no case, only somebody who is known."""
        if not self._standing.known:
            return self._hidden(self._standing.hidden or "1")
        return self._release("1-public")

    def _work(self, datum: Datum) -> Decision:
        """Professionals: for every purpose but OPERATIONS, and in a case only where the case exists.

        A function that sees aggregates, or nothing of persons, sees no more by naming another purpose.
        """
        if self._purpose is Purpose.OPERATIONS or self._actor.function == "OPERATOR":
            return self._hidden("1-work")
        standing = self._standing
        directory = self._facts.outside_cases and standing.known
        if standing.hidden is not None and standing.emergency is None and not directory:
            return self._hidden(standing.hidden)
        if self._purpose is Purpose.STEERING or self._actor.function in _OF_AGGREGATES:
            return self._release("1-work", Part.FUNCTION_AND_ORGANISATION)
        if self._actor.function == SUBJECT and datum.subjects_contact is not True:
            return self._release("1-work", Part.FUNCTION_AND_ORGANISATION)
        return self._release("1-work")

    def _log(self, datum: Datum) -> Decision:
        """Log lines: of the own organisation's actors under OVERSIGHT, and of the own case for the person."""
        standing = self._standing
        if standing.scope is Scope.SUBJECT:
            return self._release("1-log-subject", Part.WITHOUT_NAMES)
        oversight = self._purpose is Purpose.OVERSIGHT and self._actor.function == "PRIVACY_OFFICER"
        in_reach = standing.scope is Scope.OVERSIGHT or (standing.known and self._facts.outside_cases)
        if oversight and in_reach and self._of_own_organisation(datum):
            return self._release("1-log-oversight", Part.PSEUDONYMS)
        return self._hidden(standing.hidden or "1-log")

    def _sealed_for_its_own_officer(self, datum: Datum) -> Decision:
        """Under OVERSIGHT there are no values; only why something of the own organisation is absent."""
        if self._of_own_organisation(datum):
            if datum.sealed is True:
                return self._withhold(Reason.SEALED, "8-sealed")
            if datum.expired is True:
                return self._withhold(Reason.RETENTION_EXPIRED, "8-expired")
        return self._hidden("3-oversight")

    def _ordinary(self, field_class: FieldClass, datum: Datum) -> Decision:
        """Steps 2 to 7."""
        standing, health_note = self._standing, self._is_health_note(field_class, datum)
        if rule := self._not_here(field_class, datum, health_note):
            return self._hidden(rule)
        asks_health = field_class == FieldClass.HEALTH or health_note
        outside_care = self._purpose is not Purpose.CARE
        if asks_health and outside_care and self._actor.organisation_kind == "PRISON":
            return self._withhold(Reason.HEALTH_SECRECY, "5-health-secrecy")
        row = standing.row
        if row is None:
            return self._withhold(Reason.PURPOSE_MISMATCH, standing.mismatch or "6-no-row")
        if self._handed_over(field_class, datum, health_note=health_note is True):
            datum = datum._replace(organisation=self._actor.organisation)
        found = self._cell(row, field_class, datum)
        return self._note_and_health(row, found, datum) if health_note else found

    def _not_here(self, field_class: FieldClass, datum: Datum, health_note: bool | None) -> str | None:
        """The rule by which the case, or this datum in it, does not exist."""
        if self._standing.hidden is not None:
            return self._standing.hidden
        if health_note is None:
            return "7-author-unknown"
        if datum.elsewhere is not False and not self._reached_by(datum.disclosed, field_class, health_note=health_note):
            return "3-not-disclosed"
        return None

    def _is_health_note(self, field_class: FieldClass, datum: Datum) -> bool | None:
        """Whether it is NOTE and HEALTH at once; None for a note of which nobody knows who wrote it."""
        if field_class != FieldClass.NOTE:
            return False
        if datum.author_function not in FUNCTIONS:
            return None
        return datum.author_function in self._policy.parameters.health_authors

    def _note_and_health(self, row: MatrixRow, note: Decision, datum: Datum) -> Decision:
        """A note by a care function: both cells must release, and the reason is that of HEALTH.

        Where notes are for nobody in the row, stepping up for HEALTH would not help: then it is the note's reason.
        """
        health = self._cell(row, FieldClass.HEALTH, datum)
        if isinstance(note, Hidden) or isinstance(health, Release):
            return note
        cell = row.cells[FieldClass.NOTE]
        for_nobody = cell.plain and cell.otherwise is Outcome.NO_LEGAL_BASIS
        return note if for_nobody and _step_up(health) else health

    def _with_grant(self, found: Decision, field_class: FieldClass, datum: Datum) -> Decision:
        """An emergency grant beside the ordinary answer: it opens the classes asked for and closes nothing."""
        grant = self._standing.emergency
        if grant is None or isinstance(found, Release):
            return found
        granted = self._granted(field_class, datum, grant)
        if isinstance(granted, Hidden):
            return found
        return granted if isinstance(found, Hidden) or isinstance(granted, Release) or _step_up(granted) else found

    def _cell(self, row: MatrixRow, field_class: FieldClass, datum: Datum) -> Decision:
        """Step 7."""
        cell = row.cells[field_class]
        outcome = cell.otherwise
        for condition, then in cell.branches:
            met = self._meets(condition, field_class, datum)
            if met is None:
                return self._hidden(f"{row.id}.{field_class}-fact-missing")
            if met:
                outcome = then
                break
        rule = f"{row.id}.{field_class}"
        if outcome is Outcome.RELEASED or (outcome is Outcome.STEP_UP and self._high):
            inputs = bool(cell.branches) and cell.branches[0][0] is Condition.FORM and datum.form == "INPUT"
            return self._release(rule, Part.STATUS_AND_DATE if inputs else Part.WHOLE)
        return self._withhold(outcome.reason or Reason.NO_LEGAL_BASIS, rule)

    def _meets(self, condition: Condition, field_class: FieldClass, datum: Datum) -> bool | None:
        """Whether a condition is met; None where a fact that it needs is missing or unknown."""
        match condition:
            case Condition.OWN:
                return self._is_own(datum)
            case Condition.OWN_ORGANISATION:
                return self._of_own_organisation(datum) if datum.organisation is not None else None
            case Condition.PASSED_ON:
                return self._passed_on(datum)
            case Condition.CONSENT:
                return field_class in self._consented
            case Condition.OWN_READING:
                return datum.reader == "PERSON" if datum.reader in (None, "PERSON", "PROFESSIONAL") else None
            case Condition.FORM:
                return datum.form is not None if datum.form in (None, "FIELD", "INPUT") else None

    def _is_own(self, datum: Datum) -> bool | None:
        if datum.organisation is None:
            return None
        if not self._of_own_organisation(datum):
            return False
        if datum.purpose not in PURPOSES:
            return None
        return datum.purpose == self._actor.purpose

    def _of_own_organisation(self, datum: Datum) -> bool:
        return datum.organisation is not None and datum.organisation == self._actor.organisation

    def _handed_over(self, field_class: FieldClass, datum: Datum, *, health_note: bool) -> bool:
        """A note handed over with a transfer to another prison counts as own; nothing else that crosses does."""
        return (
            field_class == FieldClass.NOTE
            and datum.organisation is not None
            and self._actor.organisation_kind == "PRISON"
            and self._reached_by(filter(_by_transfer, datum.disclosed), field_class, health_note=health_note)
        )

    def _passed_on(self, datum: Datum) -> bool | None:
        """HEALTH of another provider: referred by the giver, or consented to from care provider to care provider."""
        giver, receiver = datum.organisation, self._actor.organisation
        if giver is None:
            return None
        if giver == receiver:
            return False
        if any(
            one.giver == giver and one.receiver == receiver and one.period.holds(self._moment)
            for one in self._facts.referrals
        ):
            return True
        between_providers = datum.organisation_kind == "CARE_PROVIDER" == self._actor.organisation_kind
        return between_providers and any(
            one.giver == giver
            and receiver in one.receivers
            and FieldClass.HEALTH in one.classes
            and one.period.holds(self._moment)
            for one in self._facts.consents
        )

    def _reached_by(self, disclosed: Iterable[Disclosed], field_class: FieldClass, *, health_note: bool) -> bool:
        """Whether a disclosure in force names the actor's organisation and the class, of a care note HEALTH too."""
        return any(
            one.receiver == self._actor.organisation
            and field_class in one.classes
            and (not health_note or FieldClass.HEALTH in one.classes)
            and one.period.holds(self._moment)
            for one in disclosed
        )

    def _granted(self, field_class: FieldClass, datum: Datum, grant: Emergency) -> Decision:
        """Emergency access: the classes asked for, never VICTIM, HEALTH only to care functions, at level high."""
        health_note = self._is_health_note(field_class, datum)
        if health_note is None or datum.elsewhere is not False:
            return self._hidden("3-emergency-unknown")
        classes = {field_class, FieldClass.HEALTH} if health_note else {field_class}
        if FieldClass.VICTIM in classes or not classes <= grant.classes:
            return self._withhold(Reason.NO_LEGAL_BASIS, "3-emergency-not-asked")
        if FieldClass.HEALTH in classes and self._actor.function not in self._policy.parameters.emergency_health:
            return self._withhold(Reason.HEALTH_SECRECY, "3-emergency-health")
        if not self._high:
            return self._withhold(Reason.NEEDS_STEP_UP, "3-emergency-step-up")
        return self._release("3-emergency")

    def _release(self, rule: str, part: Part = Part.WHOLE) -> Release:
        return Release(rule, self._policy.version, part)

    def _withhold(self, reason: Reason, rule: str) -> Withhold:
        return Withhold(reason, rule, self._policy.version, WORDINGS[reason].ask)

    def _hidden(self, rule: str) -> Hidden:
        return Hidden(rule, self._policy.version)


def _by_transfer(disclosed: Disclosed) -> bool:
    return disclosed.transfer is True


def _step_up(decision: Decision) -> bool:
    return isinstance(decision, Withhold) and decision.reason is Reason.NEEDS_STEP_UP


def decide(
    actor: Actor, field_class: FieldClass | None, facts: Facts, moment: int, policy: Policy = POLICY
) -> Decision:
    """The decision on one class, about `facts.datum`. Pure and total."""
    return Judge(actor, facts, moment, policy).decide(field_class, facts.datum)


def decide_all(actor: Actor, facts: Facts, moment: int, policy: Policy = POLICY) -> dict[FieldClass, Decision]:
    """The decision on every class, about `facts.datum`."""
    judge = Judge(actor, facts, moment, policy)
    return {field_class: judge.decide(field_class, facts.datum) for field_class in FieldClass}


def strictest(classes: Iterable[FieldClass]) -> FieldClass | None:
    """The strictest of several classes, for a tie; None, which opens nothing, where one is unknown or there is none."""
    found = list(classes)
    if any(one not in _STRICTNESS for one in found):
        return None
    return min(found, key=_STRICTNESS.__getitem__, default=None)


_IN_MATRIX = frozenset(CLASSES)
_OF_AGGREGATES = frozenset({"STEERING_MEMBER", "ANALYST"})
_STRICTNESS = {field_class: number for number, field_class in enumerate(FieldClass)}
