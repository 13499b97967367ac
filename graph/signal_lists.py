"""Reading signals: the list of the own cases, and what happened in some cases since a moment, each in one statement.

What an event tells of is read with it: all versions of its facts, and the ties that make of a contact a victim.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import LiteralString

from graph.casework.events import Event, event_in
from graph.dossiers import SECTIONS, THINGS, Dossier, dossiers_in
from graph.guards import Guard
from graph.looks import Look
from graph.model.kinds import FieldClass
from graph.opened import Opened
from graph.policy.gathering import POSITION, facts
from graph.policy.tables import Scope
from graph.record_readings import AS_READ, AT_ENDS, PUBLIC, classified
from graph.scopes import OWN_CASES, Holds, by_case
from graph.screening_due import ScreeningWatch
from graph.sections import Row
from graph.signal_kinds import EVENT_DAYS
from graph.signals import Signal, ToldEvent, Watch, last_of_each
from graph.signals_of_time import KINDS_READ, signals_of_time
from graph.times import DAY_MS
from graph.withholding import Shown, Withheld

SCOPES = (Scope.TEAM, Scope.INTAKE)
"""Where there are signals: in the cases of a team, and of an organisation that takes somebody in."""

SHOWN = tuple(
    Shown(one)
    for one in (
        FieldClass.HEALTH,
        FieldClass.TITLE,
        FieldClass.CONDITION,
        FieldClass.PLAN,
        FieldClass.COURSE,
        FieldClass.IDENTITY,
    )
)
"""What a list of signals can show."""

_KINDS = KINDS_READ | {"CaseState", "Confirmation", "Dispute", "PersonName", "SignalHandling"}
_BESIDE = frozenset({"Direction", "Dispute", "Involvement", "PersonName", "SignalHandling"})
"""What comes along with events: whose case it is, who is around, what was said."""

_TOLD: LiteralString = f"""COLLECT {{ UNWIND events AS e UNWIND e.facts AS fact
    WITH DISTINCT {{id: e.caseId}} AS c, fact
    MATCH (r:Record {{fact: fact}}) WHERE r.caseId = c.id AND r.recordedAt <= $now AND NOT r:Exclusion
    RETURN {AS_READ} }}
  + COLLECT {{ UNWIND events AS e UNWIND e.facts AS fact
    WITH DISTINCT {{id: e.caseId}} AS c, fact
    MATCH (s:Record {{fact: fact}}) WHERE s.caseId = c.id AND s.ofFact IS NOT NULL
    MATCH (r:Record {{fact: s.ofFact}}) WHERE r.caseId = c.id AND r.recordedAt <= $now AND NOT r:Exclusion
    RETURN {AS_READ} }}"""
"""What `events` tell of, and what that is about where it is said of a fact."""

_VICTIMS: LiteralString = f"""COLLECT {{ UNWIND cases AS c WITH c WHERE size(events) > 0
    MATCH (r:Record {{caseId: c.id}}) WHERE r:Tie AND r.kind = 'VICTIM' AND r.recordedAt <= $now RETURN {AS_READ} }}"""

_READ: LiteralString = f"""RETURN COLLECT {{ UNWIND cases AS c RETURN c{{{facts("c")}}} }} AS cases,
  {POSITION} AS position, records, events, {AT_ENDS}, {THINGS}, [] AS plans
"""

_BELIEVED: LiteralString = "r.recordedAt <= $now AND $now < coalesce(r.retractedAt, $max)"


def _list(cases: LiteralString) -> LiteralString:
    return f"""{cases}
WITH collect(c) AS own
WITH [c IN own WHERE $asked.case IS NULL OR c.id = $asked.case] AS cases WHERE size(cases) > 0
WITH cases, COLLECT {{ UNWIND cases AS c MATCH (e:Event)
    WHERE e.caseId = c.id AND $asked.since < e.sequence <= $now RETURN e{{.*}} }} AS events
WITH cases, events, COLLECT {{ UNWIND cases AS c MATCH (r:Record {{caseId: c.id}})
    WITH c, r, labels(r) AS labels WHERE {_BELIEVED} AND any(label IN labels WHERE label IN $asked.kinds)
    RETURN {AS_READ} }} + {_TOLD} + {_VICTIMS} AS records
{_READ}"""


def _events(holds: Holds) -> LiteralString:
    return f"""
UNWIND $asked.cases AS id
MATCH (c:Case {{id: id}}) WHERE {holds("c")}
WITH collect(c) AS cases WHERE size(cases) > 0
WITH cases, COLLECT {{ UNWIND cases AS c MATCH (e:Event)
    WHERE e.caseId = c.id AND $asked.since[c.id] < e.sequence <= $now RETURN e{{.*}} }} AS events
WITH cases, events, {_TOLD} + {_VICTIMS}
  + COLLECT {{ UNWIND cases AS c WITH c WHERE size(events) > 0 MATCH (r:Record {{caseId: c.id}})
    WITH c, r, labels(r) AS labels WHERE {_BELIEVED} AND any(label IN labels WHERE label IN $asked.kinds)
    RETURN {AS_READ} }} AS records
{_READ}"""


SIGNAL_LIST: Mapping[Scope, LiteralString] = {scope: _list(OWN_CASES[scope]) for scope in (*SCOPES, Scope.SCREENING)}
"""On the screening list only what time makes is a signal: that somebody is to be screened again."""

EVENTS_OF_CASES: Mapping[Scope, LiteralString] = {
    scope: text for scope, text in by_case(_events).items() if scope in SCOPES
}


def _still(holds: Holds) -> LiteralString:
    return f"""
UNWIND $asked.cases AS id
MATCH (c:Case {{id: id}}) WHERE {holds("c")}
RETURN collect([c.id, EXISTS {{ MATCH (e:Event)
  WHERE e.caseId = c.id AND $asked.since[c.id] < e.sequence <= $now }}]) AS cases"""


CASES_STILL_IN_SCOPE: Mapping[Scope, LiteralString] = {
    scope: text for scope, text in by_case(_still).items() if scope in SCOPES
}


@dataclass(frozen=True, slots=True)
class SignalList:
    """The whole list in order at a moment (milliseconds UTC), and what no case shows."""

    at: int
    signals: tuple[Signal, ...]
    withheld: tuple[Withheld, ...]


@dataclass(frozen=True, slots=True)
class CaseTold:
    """What happened in one case since a moment, as far as it is shown, in order; and what it took to tell it.

    `last` is the sequence of the last event since then, told or not; None for none. `looks` are for the logs, to be
    written before any of it is told; `judged_at` is the moment of the decisions.
    """

    case_id: str
    events: tuple[ToldEvent, ...]
    last: int | None
    looks: tuple[Look, ...]
    judged_at: int


async def signals_of(guard: Guard, case: str | None = None, screening: ScreeningWatch | None = None) -> SignalList:
    """The signals of the own cases, or of one of them, seen to or not. A case counts as looked at by `Guard.show`.

    On the screening list there are those that `screening` tells of, and no others.
    """
    screens = screening if guard.scope is Scope.SCREENING else None
    kinds = _KINDS if screens is None else _KINDS | screens.kinds
    asked = {"case": case, "since": guard.now - EVENT_DAYS * DAY_MS, "kinds": sorted(kinds)}
    opened = await guard.read(SIGNAL_LIST, {"asked": asked}, SECTIONS, (*PUBLIC, "events"), _prepared(guard))
    if opened is None:
        return SignalList(guard.now, (), ())
    events = _by_case(opened)
    found = [
        signal
        for id, dossier in dossiers_in(opened).items()
        for signal in _signals_in(_watch(guard, dossier, screens), events.get(id, ()))
    ]
    return SignalList(guard.now, last_of_each(found), guard.withheld(opened.case_ids, SHOWN))


async def events_told(guard: Guard, since: Mapping[str, int]) -> dict[str, CaseTold]:
    """What happened in cases, of each since a sequence; absent are those that do not exist for who reads."""
    asked = {"cases": sorted(since), "since": dict(since), "kinds": sorted(_BESIDE)}
    opened = await guard.read(EVENTS_OF_CASES, {"asked": asked}, SECTIONS, (*PUBLIC, "events"), _prepared(guard))
    if opened is None:
        return {}
    events = _by_case(opened)
    found: dict[str, CaseTold] = {}
    for id, dossier in dossiers_in(opened).items():
        watch, happened = _watch(guard, dossier), events.get(id, ())
        told = tuple(one for event in happened if (one := watch.told(event)) is not None)
        if told:
            guard.show(dossier.person_ids, id)
        looks = tuple(one for one in guard.looks if one.case == id)
        found[id] = CaseTold(id, told, happened[-1].sequence if happened else None, looks, guard.now)
    return found


async def still_in_scope(guard: Guard, since: Mapping[str, int]) -> dict[str, bool]:
    """Which cases are still in the scope of who reads, each with whether something happened since a sequence."""
    asked = {"cases": sorted(since), "since": dict(since)}
    found = await guard.in_scope(CASES_STILL_IN_SCOPE, {"asked": asked})
    return {} if found is None else dict(found["cases"])


def _signals_in(watch: Watch, events: Iterable[Event]) -> Iterable[Signal]:
    nothing = watch.dossier.released <= {FieldClass.WORK, FieldClass.PUBLIC, FieldClass.LOG}
    if nothing and watch.scope is not Scope.SCREENING:  # there fields of the form are released, whatever their class
        return
    for event in events:
        told = watch.told(event)
        if told is not None:
            yield from told.signals
    yield from signals_of_time(watch)


def _watch(guard: Guard, dossier: Dossier, screening: ScreeningWatch | None = None) -> Watch:
    return Watch(dossier, guard.actor, guard.scope, guard.now, screening)


def _by_case(opened: Opened) -> dict[str, list[Event]]:
    """The events of each case in order. They hold ids only: what they tell of is judged by the records these name."""
    found: dict[str, list[Event]] = {}
    for row in sorted(opened["events"], key=lambda one: one["sequence"]):
        found.setdefault(row["caseId"], []).append(event_in(row))
    return found


def _prepared(guard: Guard) -> Callable[[Row], Row]:
    """A record may be read twice: as one of its kind, and as what an event tells of."""
    judged = classified(guard)

    def prepare(row: Row) -> Row:
        once = {one["held"]["id"]: one for one in row["records"]}
        return judged({**row, "records": list(once.values())})

    return prepare
