"""Doing something once: an act is asked for under a key of the asker's choice, and asked again it answers the same.

A lost answer is asked for again by the same key, whether the act was done or not; after a restart as well. What an act
left is kept beside what it changed, in the same transaction: both are there or neither. Only what was done is kept: a
key whose act was refused is free. Kept are hashes, ids and moments; who does not have the key learns nothing from it.
"""

import hashlib
import hmac
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, LiteralString, Self, TypeAlias

import orjson

from graph.actors import Actor
from graph.clock import Clock
from graph.guards import Guard
from graph.inputs import is_storable
from graph.refusals import Code, refused
from graph.store import Transaction

SHORTEST_KEY: Final = 8
LONGEST_KEY: Final = 200

Given: TypeAlias = Mapping[str, str | int | bool | list[str] | None]
"""What an act is asked with, by field of its input, without the key."""

Outcome: TypeAlias = Mapping[str, str | int | list[str]]
"""What an act left: ids and moments, by name."""

Work: TypeAlias = Callable[[Transaction], Awaitable[Outcome]]
"""Does an act within a transaction. It may be run again, and must not act outside the database."""

Log: TypeAlias = Callable[[], Awaitable[None]]
"""Logs what was looked at so far. Raises LogError."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing to be done once: `key` is who acts with the own key, `payload` what is asked with it, as hashes."""

    name: str
    key: str
    payload: str

    @classmethod
    def of(cls, actor: Actor, name: str, key: str, given: Given) -> Self:
        """The act of an actor: the key belongs to who acts in this position. Raises ActError for an unusable key.

        The payload is hashed under the key, which is not kept, so that a short text cannot be guessed from its hash.
        """
        if not SHORTEST_KEY <= len(key) <= LONGEST_KEY or not is_storable(key):
            raise refused(Code.BAD_KEY, "idempotencyKey", limit=LONGEST_KEY)
        own = orjson.dumps([actor.professional, actor.position, key])
        asked = orjson.dumps([name, actor.purpose, dict(given)], option=orjson.OPT_SORT_KEYS)
        return cls(name, hashlib.sha256(own).hexdigest(), hmac.new(key.encode(), asked, hashlib.sha256).hexdigest())


ACT: LiteralString = "MATCH (a:Act {key: $key}) RETURN a.payload AS payload, a.outcome AS outcome"

TAKE: LiteralString = """
MERGE (a:Act {key: $key})
ON CREATE SET a.name = $name, a.payload = $payload, a.doneAt = $now
RETURN a.payload AS payload, a.outcome AS outcome
"""

KEEP: LiteralString = "MATCH (a:Act {key: $key}) SET a.outcome = $outcome"


async def do_once(
    guard: Guard, clock: Clock, act: Act, log: Log, decide: Callable[[], Awaitable[Work | None]]
) -> Outcome | None:
    """What an act left, done now or before. None where what it is about does not exist for who acts.

    `decide` reads through the guard and says what to do, or raises ActError. What it looked at is logged before
    anything is written: no line, no act. What was done before is answered without deciding again, also where the act
    itself ended the access of who did it; it tells nothing but what was answered then.

    Raises ActError, ConflictError, LogError, StoreUnavailableError; UnknownOutcomeError where the same key tells more.
    """
    guard.asked = True
    known = await guard.store.one(ACT, {"key": act.key})
    if known is not None:
        return _outcome(act, known)
    work = await decide()
    if work is None:
        return None
    await log()
    now = clock.now()
    return await guard.store.write(lambda transaction: done_in(transaction, act, now, work))


async def done_in(transaction: Transaction, act: Act, now: int, work: Work) -> Outcome:
    """What an act left, done now or before, in a transaction. Who comes second with a key waits here for the first."""
    asked = {"key": act.key, "name": act.name, "payload": act.payload, "now": now}
    taken = await transaction.one(TAKE, asked)
    if taken is not None and taken["outcome"] is not None:
        return _outcome(act, taken)
    outcome = await work(transaction)
    await transaction.rows(KEEP, {"key": act.key, "outcome": orjson.dumps(dict(outcome)).decode()})
    return outcome


def _outcome(act: Act, row: Mapping[str, Any]) -> Outcome:
    if not hmac.compare_digest(row["payload"], act.payload):
        raise refused(Code.IDEMPOTENCY_KEY_REUSED, "idempotencyKey")
    return orjson.loads(row["outcome"])
