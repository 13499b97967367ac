"""What is recorded in one case, as it was at a moment and as it was known at a moment. Plain data; no database here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graph.freshness import expired
from graph.model.kinds import FieldClass
from graph.times import FOREVER


@dataclass(frozen=True, slots=True)
class Record:
    """One version of one record: `fact` is the same through all its versions and is its public id.

    Moments are milliseconds UTC, half-open; `valid_to` None is "no end known". `values` are its own properties, `ends`
    the ids it is connected to by the field of the world format (`by`, `owner`, `to`, ...).
    """

    id: str
    fact: str
    kind: str
    case_id: str
    field_class: FieldClass
    valid_from: int | None
    valid_to: int | None
    end_known_at: int | None
    recorded_at: int
    retracted_at: int | None
    source: str
    values: Mapping[str, Any]
    ends: Mapping[str, tuple[str, ...]]
    author: str | None = None
    """The position that wrote it here; None for what a source told, and for the person."""

    def value(self, name: str) -> Any:
        """A property of its own; None where it was not said."""
        return self.values.get(name)

    def end(self, field: str) -> str | None:
        """The one id at an end; None where there is none."""
        found = self.ends.get(field, ())
        return found[0] if found else None

    def believed(self, known_at: int) -> "Record | None":
        """This version as it was believed at a moment, without an end that was not known yet; None where it was not."""
        if not self.recorded_at <= known_at < (FOREVER if self.retracted_at is None else self.retracted_at):
            return None
        early = self.valid_to is not None and (self.end_known_at or 0) > known_at
        return replace(self, valid_to=None) if early else self

    def holds(self, at: int) -> bool:
        """Whether it is in force at a moment; an unknown start counts as in force."""
        started = self.valid_from is None or self.valid_from <= at
        return started and (self.valid_to is None or at < self.valid_to)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who stands at a record: a position with its professional, or an organisation as such.

    `professional` is None for an organisation, `professional_name` also where names are not shown; `functions` are
    (from, to, recorded, retracted, function) of a position.
    """

    id: str
    organisation_id: str
    organisation: str
    organisation_kind: str
    professional_id: str | None = None
    professional_name: str | None = None
    functions: tuple[tuple[int | None, int | None, int, int | None, str], ...] = ()

    @property
    def position_id(self) -> str | None:
        """The position; None where the organisation itself stands at the record."""
        return self.id if self.professional_id is not None else None

    def function(self, at: int, known_at: int) -> str | None:
        """The function in the position at a moment as known at a moment; the last one before where it has ended."""
        believed = [
            (start or 0, function)
            for start, _, recorded, retracted, function in self.functions
            if recorded <= known_at < (FOREVER if retracted is None else retracted)
        ]
        begun = [one for one in believed if one[0] <= at]
        return max(begun)[1] if begun else min(believed)[1] if believed else None


@dataclass(frozen=True, slots=True)
class Party:
    """Who stands at something at the moment looked at: a professional in a position, an organisation, or the person.

    `person_id` is set for the person of the case only; everything else is None then. `function` is that of the moment.
    """

    person_id: str | None = None
    organisation_id: str | None = None
    organisation: str | None = None
    organisation_kind: str | None = None
    position_id: str | None = None
    professional_id: str | None = None
    professional_name: str | None = None
    function: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a fact comes from: its public id, the registration, since when it is known, last confirmed, disputed."""

    fact: str
    source: str
    recorded_at: int
    confirmed_at: int | None
    disputed: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """An offer and who offers it; `states` are OfferState records as maps with times."""

    id: str
    name: str
    kind: str
    organisation_id: str
    organisation: str
    organisation_kind: str
    states: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class DetentionThing:
    """A detention recorded in the case: when it started, of whom."""

    id: str
    person_id: str
    started_at: int


@dataclass(frozen=True, slots=True)
class PlanThings:
    """The fixed parts of the plans: the plan of each goal and the goal of each action."""

    plans: tuple[str, ...] = ()
    plan_of_goal: Mapping[str, str] | None = None
    goal_of_action: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A confirmation or a dispute of a fact: `status` is None for a confirmation. `fact` is its own.

    Of a dispute `text` is what the person says, `reason` and `answered_at` are of the answer.
    """

    at: int
    status: str | None
    recorded_at: int
    retracted_at: int | None
    fact: str = ""
    text: str | None = None
    reason: str | None = None
    answered_at: int | None = None


@dataclass(frozen=True, slots=True)
class Handling:
    """What a team said of a signal: seen to, or, with `until` (a moment), put off until then, and why; by whom."""

    signal: str
    of_fact: str
    by: str | None
    until: int | None
    reason: str | None
    recorded_at: int
    retracted_at: int | None


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A finding that a team accepts until a moment (milliseconds UTC), why, and by whom. `fact` is its own."""

    fact: str
    finding: str
    by: str | None
    until: int
    reason: str
    recorded_at: int
    retracted_at: int | None

    def holds(self, at: int, known_at: int) -> bool:
        """Whether the finding is accepted at a moment, as known at a moment."""
        known = self.recorded_at <= known_at < (FOREVER if self.retracted_at is None else self.retracted_at)
        return known and self.recorded_at <= at < self.until


@dataclass(frozen=True, slots=True)
class CaseRecords:
    """All of one case that may be shown: every version of every record, and what they are connected to."""

    case_id: str
    person_ids: tuple[str, ...]
    records: tuple[Record, ...]
    holders: Mapping[str, Holder]
    offers: Mapping[str, Offered]
    detentions: tuple[DetentionThing, ...]
    plan: PlanThings
    birth_dates: Mapping[str, str]
    confirmations: Mapping[str, tuple[Said, ...]]
    disputes: Mapping[str, tuple[Said, ...]]
    handlings: tuple[Handling, ...] = ()
    """What was said of signals; shown with the fact that the signal tells of, and only so."""
    acceptances: tuple[Acceptance, ...] = ()
    """Findings that are accepted; shown with the finding, and only so."""
    told_of: Mapping[str, str] = field(default_factory=dict[str, str])
    """By the fact of a confirmation, dispute or handling: the fact that it is about. Likewise."""
    things: tuple[Record, ...] = ()
    """The persons with their date of birth, and the detentions: they never change, and can be wrong all the same. Each
    as a record of which `fact` is its id; known from when anything was known of the case."""

    def view(self, at: int, known_at: int) -> "View":
        """The case as it was at `at` with what was known at `known_at`."""
        return View(self, at, known_at)


class View:
    """One case at one moment, with what was known at a moment."""

    def __init__(self, case: CaseRecords, at: int, known_at: int) -> None:
        self.case, self.at, self.known_at = case, at, known_at
        self._by_kind: dict[str, list[Record]] = {}
        for one in sorted(case.records, key=in_order):
            if (believed := one.believed(known_at)) is not None:
                self._by_kind.setdefault(one.kind, []).append(believed)

    def all(self, *kinds: str) -> list[Record]:
        """Every record of these kinds that was believed, over or not, in order of start, then of `fact`."""
        found = [one for kind in kinds for one in self._by_kind.get(kind, ())]
        return found if len(kinds) == 1 else sorted(found, key=in_order)

    def holding(self, *kinds: str) -> list[Record]:
        """The records of these kinds in force."""
        return [one for one in self.all(*kinds) if one.holds(self.at)]

    def state(self, kind: str, field: str, of: str) -> Record | None:
        """The state of a thing that says how it is: in force, else the next to come, else the last that was."""
        return self.latest(one for one in self._by_kind.get(kind, ()) if one.end(field) == of)

    def latest(self, records: Iterable[Record]) -> Record | None:
        """Of several records the one that says how it is; of several in force the one that started last."""

        def rank(one: Record) -> tuple[int, int, str]:
            start = -FOREVER if one.valid_from is None else one.valid_from
            if one.valid_to is not None and one.valid_to <= self.at:
                return 0, one.valid_to, one.fact
            return (1, -start, one.fact) if start > self.at else (2, start, one.fact)

        return max(records, key=rank, default=None)

    def party(self, id: str | None) -> Party | None:
        """Who that is at the moment looked at; None for nobody, or for who is not shown."""
        if id is None:
            return None
        if id in self.case.person_ids:
            return Party(person_id=id)
        found = self.case.holders.get(id)
        if found is None:
            return None
        return Party(
            None,
            found.organisation_id,
            found.organisation,
            found.organisation_kind,
            found.position_id,
            found.professional_id,
            found.professional_name,
            found.function(self.at, self.known_at),
        )

    def parties(self, record: Record, field: str) -> tuple[Party, ...]:
        """Everybody at one end of a record."""
        return tuple(found for id in record.ends.get(field, ()) if (found := self.party(id)))

    def origin(self, record: Record) -> Origin:
        """Where a record comes from, and whether it is confirmed or disputed."""
        fact = record.fact
        return Origin(fact, record.source, record.recorded_at, self.confirmed_at(fact), self.disputed(fact))

    def confirmed_at(self, fact: str) -> int | None:
        """When a fact was last confirmed."""
        return max((one.at for one in self._said(self.case.confirmations, fact)), default=None)

    def disputes_of(self, fact: str) -> list[Said]:
        """What the person says against a fact, answered or not."""
        return self._said(self.case.disputes, fact)

    def disputed(self, fact: str) -> bool:
        """Whether the person says that a fact is not right, and that is open."""
        return any(one.status == "OPEN" for one in self._said(self.case.disputes, fact))

    def is_expired(self, record: Record) -> bool:
        """Whether a record was not confirmed within the period of its kind (`graph/freshness.toml`)."""
        confirmed = self.confirmed_at(record.fact)
        return expired(record.kind, self.at, record.valid_from, record.recorded_at, confirmed)

    def _said(self, by_fact: Mapping[str, Sequence[Said]], fact: str) -> list[Said]:
        return [
            one
            for one in by_fact.get(fact, ())
            if one.recorded_at <= self.known_at < (FOREVER if one.retracted_at is None else one.retracted_at)
        ]


def in_order(one: Record) -> tuple[int, str]:
    """By start, an unknown one first, then by `fact`."""
    return -FOREVER if one.valid_from is None else one.valid_from, one.fact
