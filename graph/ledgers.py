"""The lock of a case: its Ledger, which counts what was written and gives strictly rising stamps.

It never has a relationship: a lock on a node that gets relationships deadlocks with those who attach to it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import LiteralString

from graph.errors import ConflictError, InputError
from graph.store import Store, Transaction


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn at a case, held until the transaction ends: the version after it, and the stamp of what it writes."""

    version: int
    recorded_at: int


class HeldCase:
    """The lock of a case, held by a transaction until it ends, with turns for all it writes, taken at once.

    Taking a turn twice in one transaction deadlocks with whoever waits for the first. All turns have one stamp: what
    is written together is known from one moment on.
    """

    def __init__(self, transaction: Transaction, case_id: str, last: Turn, count: int) -> None:
        self.transaction, self.case_id = transaction, case_id
        self.recorded_at = last.recorded_at
        self._last, self._next = last.version, last.version - count + 1

    def turn(self) -> Turn:
        """The next turn. Raises InputError where more is written at once than there are turns."""
        if self._next > self._last:
            raise InputError("this changes too much at once", "do it in parts")
        self._next += 1
        return Turn(self._next - 1, self.recorded_at)


LOCK: LiteralString = """
UNWIND $cases AS row
MATCH (l:Ledger {id: row.id})
SET l.version = l.version + row.count, l.clock = CASE WHEN l.clock < row.now THEN row.now ELSE l.clock + 1 END
RETURN l.id AS id, l.version AS version, l.clock AS clock
"""


async def lock_case(transaction: Transaction, case_id: str, now: int, *, expected: int | None = None) -> Turn:
    """Take a turn at a case. Raises ConflictError when its version is not the expected one, InputError when unknown."""
    row = await transaction.one(LOCK, {"cases": [{"id": case_id, "count": 1, "now": now}]})
    if row is None:
        raise InputError("there is no case with this id", "look it up again")
    if expected is not None and row["version"] != expected + 1:
        raise ConflictError("the case has changed since it was read", "read it again and decide anew")
    return Turn(row["version"], row["clock"])


async def hold_case(transaction: Transaction, case_id: str, now: int, count: int) -> HeldCase:
    """Take `count` turns at a case at once, all with one stamp. Raises InputError for an unknown case."""
    row = await transaction.one(LOCK, {"cases": [{"id": case_id, "count": count, "now": now}]})
    if row is None:
        raise InputError("there is no case with this id", "look it up again")
    return HeldCase(transaction, case_id, Turn(row["version"], row["clock"]), count)


async def lock_cases(transaction: Transaction, cases: Iterable[tuple[str, int, int]]) -> dict[str, Turn]:
    """Take turns at several cases, each (id, how many records, now), always in the order of their ids."""
    rows = [{"id": case_id, "count": count, "now": now} for case_id, count, now in sorted(cases)]
    found = await transaction.rows(LOCK, {"cases": rows})
    return {row["id"]: Turn(row["version"], row["clock"]) for row in found}


VERSIONS: LiteralString = """
UNWIND $ids AS id
MATCH (l:Ledger {id: id})
RETURN l.id AS id, l.version AS version
"""


async def versions_of(reader: Store | Transaction, case_ids: Iterable[str]) -> dict[str, int]:
    """The version of each case that exists: the number to expect when changing something in it."""
    return {row["id"]: row["version"] for row in await reader.rows(VERSIONS, {"ids": list(case_ids)})}
