"""A detention that a source tells of: it opens a case, or opens one again, and tells prison and municipality.

    taken = await take_in(store, clock, Arrival(id="A-17", source="TULP (invented)", skn="X1234567", ...))

One transaction for each arrival, done once for the id at its source. The prison directs a case that is opened so, until
somebody there takes it up; prison and municipality find it in their lists by the notice to each.
"""

import hashlib
import hmac
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import orjson

from graph.acts import Act, Outcome, done_in
from graph.casework import records_of_arrival as told
from graph.casework.applying import Pen, opened_case
from graph.casework.arrivals_known import cases_of, hold_person, persons_of, said_of
from graph.casework.arrivals_rules import KnownCase, case_for
from graph.casework.events import Event, keep
from graph.casework.steps import Change
from graph.clock import Clock
from graph.errors import ConflictError, InputError
from graph.ledgers import HeldCase, hold_case
from graph.model.catalogue import KINDS
from graph.records import make_thing, new_id
from graph.store import Store, Transaction
from graph.times import day_of

NAME: Final = "takeIn"
_MOST_RECORDS: Final = 100
_TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What an arrival led to: the case, and whether it was OPENED, REOPENED, or was open and is JOINED."""

    case_id: str
    how: str


async def take_in(store: Store, clock: Clock, arrival: told.Arrival) -> TakenIn:
    """Take somebody in, once for the id of the arrival at its source; told again it answers the same.

    Raises InputError where what is told cannot be used, ActError where the id told something else before, and
    StoreUnavailableError, UnknownOutcomeError: then tell it again.
    """
    if day_of(arrival.arrived_at) > day_of(clock.now()):
        raise InputError("the arrival is in the future", "tell it once it has come")
    act = _once(NAME, [arrival.source, arrival.id], arrival.told)
    for _ in range(_TRIES):
        try:
            outcome = await store.write(partial(_within, act, clock, arrival))
        except _MovedOn:
            continue
        return TakenIn(str(outcome["case"]), str(outcome["how"]))
    raise ConflictError("the cases of this person keep changing", "tell it again")


class _MovedOn(Exception):
    """A case of the person was made while the locks of the others were taken."""


async def _within(act: Act, clock: Clock, arrival: told.Arrival, transaction: Transaction) -> Outcome:
    return await done_in(transaction, act, clock.now(), partial(_take_in, clock, arrival))


async def _take_in(clock: Clock, arrival: told.Arrival, transaction: Transaction) -> Outcome:
    now = clock.now()
    person = await _person(arrival, now, transaction)
    held = {
        one.id: await hold_case(transaction, one.id, now, _MOST_RECORDS)
        for one in await cases_of(transaction, person, now)
    }
    await hold_person(transaction, person)
    now = max((one.recorded_at for one in held.values()), default=now)
    cases = await cases_of(transaction, person, now)
    if {one.id for one in cases} != held.keys():
        raise _MovedOn
    if any(one.inside for one in cases):
        raise InputError("this person is inside already", "tell a transfer as a stay of the detention that runs")
    found = case_for(cases, arrival.arrived_at)
    case = found.id if found else new_id()
    known = await said_of(transaction, person, case, now)
    steps = [*told.opening(arrival, person, known, found, now), *told.detention(arrival, person, known, now)]
    if found is None:
        values = {"id": case, "kind": "PERSON", "frame": "PBW_18A", "persons": [person]}
        held[case] = await opened_case(transaction, values, now)
    await _write(held[case], clock, arrival, steps)
    return {"case": case, "how": _how(found)}


async def _write(held: HeldCase, clock: Clock, arrival: told.Arrival, steps: list[Any]) -> None:
    written = await Pen(held, clock, None).carry_out(Change(tuple(steps)))
    facts = tuple(dict.fromkeys(one.fact for one in written))
    event = Event(new_id(), held.case_id, held.recorded_at, NAME, facts, "", "", arrival.prison)
    await keep(held.transaction, event)


def _how(found: KnownCase | None) -> str:
    if found is None:
        return "OPENED"
    return "JOINED" if found.closed_at is None else "REOPENED"


async def _person(arrival: told.Arrival, now: int, transaction: Transaction) -> str:
    """Who arrives; a new person where the number is known of nobody. Raises InputError."""
    found = await persons_of(transaction, arrival.person, arrival.skn, now)
    if len(found) > 1:
        raise InputError("several persons have this number", "tell the id of the person")
    if found:
        return found[0]
    if arrival.person is not None or arrival.skn is None:
        raise InputError("there is no such person", "tell the number of the person, and the name")
    if arrival.name is None:
        raise InputError("nobody of this number is known", "tell givenName and familyName too")
    act = _once("makePerson", [arrival.skn], None)
    made = await done_in(transaction, act, now, partial(_make_person, arrival))
    return str(made["person"])


async def _make_person(arrival: told.Arrival, transaction: Transaction) -> Outcome:
    person = new_id()
    values = {"id": person, "birthDate": arrival.birth_date, "source": arrival.source}
    await make_thing(transaction, KINDS["Person"], values)
    return {"person": person}


def _once(name: str, key: list[str], payload: Any) -> Act:
    """Something done once for a key of a source."""
    own = orjson.dumps([name, *key])
    asked = orjson.dumps([name, payload], option=orjson.OPT_SORT_KEYS)
    return Act(name, hashlib.sha256(own).hexdigest(), hmac.new(own, asked, hashlib.sha256).hexdigest())
