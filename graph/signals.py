"""Signals: what somebody in a case must know, drawn from what is shown of it to who reads.

A signal tells of one fact, under one kind (`signal_kinds.toml`): its id follows from these two, so that a team sees to
it once, however often it is drawn. Who does what it tells of gets no signal of it.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from graph.actors import Actor
from graph.case_records import Origin, Party, Record, View
from graph.casework.events import Event
from graph.dossiers import Dossier
from graph.names import NAME_PARTS, full_name
from graph.policy.tables import Scope
from graph.screening_due import ScreeningWatch
from graph.signal_kinds import OF_RECORD, RULES, SignalKind, SignalRule, Words


@dataclass(frozen=True, slots=True)
class Handled:
    """Who saw to a signal, when; with `until` (milliseconds UTC) it was put off until then, for a reason."""

    by: Party | None
    at: int
    until: int | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Signal:
    """One signal. `since` is when it was raised (milliseconds UTC), `days` how long it stands so, None of an event.

    `act` and `sequence` are those of the event that raised it; None for what time makes. `party` is who did it, who
    owns the action, who is waited for, or who holds direction; None where that is not shown.
    """

    id: str
    kind: SignalKind
    rule: SignalRule
    case_id: str
    person_ids: tuple[str, ...]
    names: tuple[str, ...]
    since: int
    days: int | None
    cause: Words
    party: Party | None
    origin: Origin
    act: str | None = None
    sequence: int | None = None
    handled: Handled | None = None

    @property
    def key(self) -> tuple[int, int, str]:
        """Where it stands in the list: by severity, then the latest, then by id."""
        return self.rule.rank, -self.since, self.id


@dataclass(frozen=True, slots=True)
class ToldEvent:
    """An event as somebody may see it: the facts it tells of that are released, and the signals it raises."""

    event: Event
    facts: tuple[str, ...]
    signals: tuple[Signal, ...]


def signal_id(kind: SignalKind, fact: str) -> str:
    """The id of the signal of a kind about a fact."""
    return hashlib.sha256(f"{kind}\0{fact}".encode()).hexdigest()[:32]


class Watch:
    """One case as who reads sees it now: the facts that are released, and the signals about them."""

    def __init__(
        self, dossier: Dossier, actor: Actor, scope: Scope | None, now: int, screening: ScreeningWatch | None = None
    ) -> None:
        self.dossier, self.actor, self.scope, self.screening = dossier, actor, scope, screening
        self.view: View = dossier.records.view(now, now)

    @cached_property
    def records(self) -> Mapping[str, Record]:
        """What is released, by fact: of each the version that was recorded last. With it what never changes, by id."""
        found: dict[str, Record] = {one.fact: one for one in self.dossier.records.things}
        for one in self.dossier.records.records:
            if one.fact not in found or found[one.fact].recorded_at < one.recorded_at:
                found[one.fact] = one
        return found

    @cached_property
    def changed(self) -> Mapping[str, int]:
        """When each released fact last came to say something else, by fact."""
        found: dict[str, int] = {one.fact: 0 for one in self.dossier.records.things}
        for one in self.dossier.records.records:
            stamps = (one.recorded_at, one.retracted_at or 0, (one.end_known_at or 0) if one.valid_to else 0)
            found[one.fact] = max(found.get(one.fact, 0), *(stamp for stamp in stamps if stamp <= self.view.known_at))
        return found

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of the persons of the case, as far as they are shown."""
        states = [self.view.state("PersonName", "person", one) for one in self.dossier.person_ids]
        return tuple(
            full_name({part: one.value(part) for part in NAME_PARTS})
            for one in states
            if one is not None and one.holds(self.view.at)
        )

    @cached_property
    def shown(self) -> frozenset[str]:
        """Who stands at something that is released: of anybody else it is not told that they did something here."""
        return frozenset(id for one in self.dossier.records.records for ends in one.ends.values() for id in ends)

    def who(self, position: str | None) -> Party | None:
        """Who did something; None where nothing that is shown tells that they are around."""
        return self.view.party(position) if position in self.shown else None

    def may(self, kind: SignalKind) -> bool:
        """Whether signals of a kind are drawn in the scope of who reads."""
        return self.scope in RULES[kind].scopes

    def is_own(self, event: Event) -> bool:
        """Whether who reads did it, in whichever position."""
        return event.professional == self.actor.professional

    def told(self, event: Event) -> ToldEvent | None:
        """An event as far as it may be seen; None where it does not exist for who reads: none of its facts does."""
        seen = [fact for fact in event.facts if self._of(fact) in self.records]
        if not seen:
            return None
        return ToldEvent(event, tuple(seen), () if self.is_own(event) else tuple(self._raised(event, seen)))

    def _of(self, fact: str) -> str:
        """The fact itself, or the one that what is said there is about."""
        return self.dossier.records.told_of.get(fact, fact)

    def _raised(self, event: Event, facts: Iterable[str]) -> Iterator[Signal]:
        """One signal of each kind: an act that writes ten actions is one thing to know."""
        told: set[SignalKind] = set()
        for fact in facts:
            about = self._of(fact)
            kind = SignalKind.DISPUTED if about != fact else OF_RECORD.get(self.records[about].kind, SignalKind.OTHER)
            if kind in told or not self.may(kind) or (about != fact and fact not in self._disputes):
                continue
            told.add(kind)
            yield self.signal(
                kind, self.records[about], event.sequence, None,
                party=self.who(event.position), act=event.act, sequence=event.sequence,
            )  # fmt: skip

    @cached_property
    def _disputes(self) -> frozenset[str]:
        """Of what is said of a fact only a dispute is a signal: not that it holds, nor that a signal was seen to."""
        return frozenset(one.fact for said in self.dossier.records.disputes.values() for one in said)

    def signal(
        self,
        kind: SignalKind,
        record: Record,
        since: int,
        days: int | None,
        *,
        party: Party | None,
        act: str | None = None,
        sequence: int | None = None,
    ) -> Signal:
        """A signal of a kind about a record that is released, raised at a moment."""
        id = signal_id(kind, record.fact)
        rule = RULES[kind]
        drawn = Signal(
            id, kind, rule, self.dossier.case_id, self.dossier.person_ids, self.names, since, days,
            rule.cause.said(days), party, self.view.origin(record), act, sequence,
        )  # fmt: skip
        return replace(drawn, handled=self.handled(drawn))

    def handled(self, signal: Signal) -> Handled | None:
        """What the team said of a signal since it was raised; None where that is nothing, or is over."""
        said = [
            one
            for one in self.dossier.records.handlings
            if one.signal == signal.id and one.recorded_at <= self.view.known_at and one.retracted_at is None
        ]
        last = max(said, key=lambda one: one.recorded_at, default=None)
        if last is None or last.recorded_at < self._raised_at(signal):
            return None
        if last.until is not None and last.until <= self.view.at:
            return None
        by = self.who(last.by)  # what a care provider wrote may tell of care: where that is not shown, it is not either
        return Handled(by, last.recorded_at, last.until, last.reason if by is not None else None)

    def _raised_at(self, signal: Signal) -> int:
        """A fact that says something else since it was seen to is a signal anew."""
        return max(signal.since, 0 if signal.sequence is not None else self.changed.get(signal.origin.fact, 0))


def last_of_each(signals: Iterable[Signal]) -> tuple[Signal, ...]:
    """One signal for each fact and kind: the last one raised, in the order of the list."""
    found: dict[str, Signal] = {}
    for one in signals:
        if one.id not in found or found[one.id].since < one.since:
            found[one.id] = one
    return tuple(sorted(found.values(), key=lambda one: one.key))
