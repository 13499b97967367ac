"""Writing what is said: add a record, close it, correct it, hand over direction. Everything that writes uses these.

Each runs under the lock of the case (graph.ledgers), in a transaction of its own or in one that is handed in. Adding
takes the lock; closing, correcting and handing over also check the version that was read, and write nothing when the
case has moved on.
"""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, LiteralString, TypeAlias, TypeVar

from graph import statements
from graph.clock import Clock
from graph.creations import node_of, relationships_of
from graph.errors import ConflictError, InputError
from graph.ledgers import HeldCase, lock_case
from graph.model.catalogue import KINDS
from graph.model.kinds import Kind
from graph.model.rows import Row, ends_of, hash_of, row_of
from graph.store import Store, Transaction
from graph.targets import Target, end_problem, stored_targets, wanted_by

OWN_SOURCE = "casusregie"
"""The source of what is written here and not imported."""

T = TypeVar("T")

Writer: TypeAlias = Store | Transaction | HeldCase
"""What something is written through: a transaction of its own, one that is handed in, or one that holds the lock."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a write left: the id of the version, its fact, its stamp, and the case's version (None without a case)."""

    id: str
    fact: str
    version: int | None
    recorded_at: int


async def add_record(
    writer: Writer, clock: Clock, author: str | None, kind: Kind, values: Mapping[str, Any]
) -> Written:
    """Add a record of a kind. `values` are as in a world file (`caseId`, properties, edges, `validFrom`, ...), with
    moments as milliseconds UTC; ids and stamps are given here. `author` is the id of the position that writes.

    Raises InputError when a value or an edge's target is not as the catalogue asks.
    """
    if forbidden := {"id", "fact", "recordedAt", "retractedAt"} & set(values):
        raise InputError(f"{kind.label}.{min(forbidden)} is given by the store", "leave it out")
    new = new_id()
    row = row_of(kind, {"id": new, "source": OWN_SOURCE, "sourceId": new, **values})

    async def work(transaction: Transaction) -> Written:
        targets = await _checked_targets(transaction, kind, row)
        version, stamp = await _turn(writer, transaction, row.get("caseId"), clock.now(), None)
        made = row | {"fact": new, "recordedAt": stamp, "seq": version, "author": author}
        await _create(transaction, kind, made, hash_of(row), targets)
        return Written(new, new, version, stamp)

    return await _within(writer, work)


# Planned over a nearly empty store these would walk the whole index of facts, and go on doing so when it has grown.
CLOSE: LiteralString = """
MATCH (r:Record {fact: $fact}) USING INDEX SEEK r:Record(fact)
WHERE r.retractedAt IS NULL AND r.validTo IS NULL AND NOT r:Direction
  AND (r.caseId = $case OR (r.caseId IS NULL AND $case IS NULL)) AND (r.validFrom IS NULL OR r.validFrom < $to)
SET r.validTo = $to, r.endKnownAt = $stamp, r.closedBy = $author
RETURN r.id AS id
"""

FACT: LiteralString = """
MATCH (r:Record {fact: $fact}) USING INDEX SEEK r:Record(fact)
WHERE r.caseId = $case OR (r.caseId IS NULL AND $case IS NULL)
RETURN r:Direction AS directs LIMIT 1
"""


async def close_record(
    writer: Writer,
    clock: Clock,
    author: str | None,
    fact: str,
    *,
    valid_to: int,
    case_id: str | None,
    expected: int | None,
) -> Written:
    """Say that a fact ended: it held until `valid_to` (exclusive), and that is known from now on.

    Raises ConflictError when the case has moved on, or when the fact is not open: a second end is a correction.
    """

    async def work(transaction: Transaction) -> Written:
        version, stamp = await _turn(writer, transaction, case_id, clock.now(), expected)
        asked = {"fact": fact, "case": case_id, "to": valid_to, "stamp": stamp, "author": author}
        row = await transaction.one(CLOSE, asked)
        if row is None:
            found = await transaction.one(FACT, asked)
            if found is None:
                raise _no_such_fact()
            if found["directs"]:
                raise InputError("direction of a case never lapses", "hand it over instead")
            raise ConflictError("what should be closed is not open, or starts later", "read it again, or correct it")
        return Written(row["id"], fact, version, stamp)

    return await _within(writer, work)


RETRACT: LiteralString = """
UNWIND $rows AS row
MATCH (r:Record {id: row.id})
SET r.source = r.source
WITH r, row WHERE r.retractedAt IS NULL
SET r.retractedAt = row.stamp, r.sourceKey = null, r.currentCase = null
RETURN r.id AS id
"""


async def correct_record(
    writer: Writer,
    clock: Clock,
    author: str | None,
    kind: Kind,
    fact: str,
    *,
    changes: Mapping[str, Any],
    case_id: str | None,
    expected: int | None,
) -> Written:
    """Replace what a fact says: the old version is retracted, a new one with the same fact takes its place.

    `changes` are values as for `add_record`; None takes a value away. Raises ConflictError, InputError.
    """
    if forbidden := {"id", "fact", "caseId", "source", "sourceId", "recordedAt", "retractedAt"} & set(changes):
        raise InputError(f"{kind.label}.{min(forbidden)} cannot be corrected", "leave it out")

    async def work(transaction: Transaction) -> Written:
        version, stamp = await _turn(writer, transaction, case_id, clock.now(), expected)
        old, old_hash = await _current(transaction, kind, fact, case_id)
        await transaction.rows(RETRACT, {"rows": [{"id": old["id"], "stamp": stamp}]})
        # The new version is believed as a whole from now on, so an end it takes over was known from its start.
        row = row_of(kind, {**old, "endKnownAt": None, **changes, "id": new_id()})
        targets = await _checked_targets(transaction, kind, row)
        made = row | {"fact": fact, "recordedAt": stamp, "seq": version, "author": author}
        await _create(transaction, kind, made, old_hash, targets)
        return Written(row["id"], fact, version, stamp)

    return await _within(writer, work)


async def retract_record(held: HeldCase, kind: Kind, fact: str) -> Written:
    """Take a fact of a case back, under its lock: no version of it is believed from now on. Raises InputError."""
    old, _ = await _current(held.transaction, kind, fact, held.case_id)
    turn = held.turn()
    await held.transaction.rows(RETRACT, {"rows": [{"id": old["id"], "stamp": turn.recorded_at}]})
    return Written(old["id"], fact, turn.version, turn.recorded_at)


CURRENT_DIRECTION: LiteralString = """
MATCH (d:Direction {currentCase: $case})<-[:DIRECTS]-(h) RETURN d.id AS id, d.fact AS fact, h.id AS holder
"""

END_DIRECTION: LiteralString = """
MATCH (d:Record {id: $id}) SET d.currentCase = null, d.validTo = $stamp, d.endKnownAt = $stamp,
  d.closedBy = $author
"""


async def hand_over_direction(
    writer: Writer, clock: Clock, author: str | None, case_id: str, to: str, *, expected: int | None
) -> Written:
    """Let the position or organisation `to` direct a case from this instant, in place of who directs it: no gap, no
    overlap.

    `expected` None is for who holds the lock of the case already. Raises ConflictError when the case has moved on,
    InputError when `to` directs it already or nobody does.
    """
    kind = KINDS["Direction"]

    async def work(transaction: Transaction) -> Written:
        version, stamp = await _turn(writer, transaction, case_id, clock.now(), expected)
        current = await transaction.one(CURRENT_DIRECTION, {"case": case_id})
        if current is None:
            raise InputError("nobody directs this case", "add a direction first")
        if current["holder"] == to:
            raise InputError("the receiver directs this case already", "choose somebody else")
        new = new_id()
        row = row_of(
            kind,
            {"id": new, "source": OWN_SOURCE, "sourceId": new, "caseId": case_id, "holder": to, "validFrom": stamp},
        )
        targets = await _checked_targets(transaction, kind, row)
        await transaction.rows(END_DIRECTION, {"id": current["id"], "stamp": stamp, "author": author})
        made = row | {"fact": new, "recordedAt": stamp, "seq": version, "author": author}
        await _create(transaction, kind, made, hash_of(row), targets)
        return Written(new, new, version, stamp)

    return await _within(writer, work)


async def stop_directing(held: HeldCase, author: str | None) -> Written:
    """Let nobody direct a case from this instant, because it is closed. Raises InputError where nobody does."""
    current = await held.transaction.one(CURRENT_DIRECTION, {"case": held.case_id})
    if current is None:
        raise InputError("nobody directs this case", "read it again")
    turn = held.turn()
    asked = {"id": current["id"], "stamp": turn.recorded_at, "author": author}
    await held.transaction.rows(END_DIRECTION, asked)
    return Written(current["id"], current["fact"], turn.version, turn.recorded_at)


async def make_thing(transaction: Transaction, kind: Kind, values: Mapping[str, Any]) -> None:
    """Make a lasting thing of a kind; `values` are as in a world file, `id` among them.

    Raises InputError when a value or an edge's target is not as the catalogue asks.
    """
    row = row_of(kind, values)
    await _create(transaction, kind, row, hash_of(row), await _checked_targets(transaction, kind, row))


async def current_values(transaction: Transaction, kind: Kind, fact: str, case_id: str | None) -> Row:
    """What the current version of a fact of a case says, as values for `add_record`. Raises InputError without one."""
    row, _ = await _current(transaction, kind, fact, case_id)
    return row


def new_id() -> str:
    """An id that nobody can guess and that says nothing."""
    return secrets.token_urlsafe(15)


async def _within(writer: Writer, work: Callable[[Transaction], Awaitable[T]]) -> T:
    if isinstance(writer, Store):
        return await writer.write(work)
    return await work(writer.transaction if isinstance(writer, HeldCase) else writer)


async def _turn(
    writer: Writer, transaction: Transaction, case_id: str | None, now: int, expected: int | None
) -> tuple[int | None, int]:
    if case_id is None:
        return None, now
    if isinstance(writer, HeldCase) and writer.case_id == case_id:
        own = writer.turn()
        return own.version, own.recorded_at
    turn = await lock_case(transaction, case_id, now, expected=expected)
    return turn.version, turn.recorded_at


async def _current(transaction: Transaction, kind: Kind, fact: str, case_id: str | None) -> tuple[Row, str]:
    """The current version of a fact of a case as a row, and the hash of the row at its source."""
    found = await transaction.one(statements.reading(kind), {"facts": [fact]})
    if found is None or found["n"].get("caseId") != case_id:
        raise _no_such_fact()
    node, ends = found["n"], found["ends"]
    keys = {"id", "caseId", "source", "sourceId", "validFrom", "validTo", "endKnownAt"}
    keys |= {given.name for given in kind.properties if not given.derived}
    row: Row = {key: value for key, value in node.items() if key in keys}
    for edge in kind.edges:
        if ends[edge.field] and edge.field != "caseId":
            row[edge.field] = ends[edge.field] if edge.many else ends[edge.field][0]
    return row, node.get("rowHash", "")


async def _checked_targets(transaction: Transaction, kind: Kind, row: Row) -> dict[str, Target]:
    """What a row points at. Asked before the lock where that can be: what exists lasts."""
    targets = await stored_targets(transaction, wanted_by(kind, row))
    case = targets.get(row.get("caseId", ""))
    for edge, end in ends_of(kind, row):
        if problem := end_problem(row, edge, end, targets.get(end), case):
            raise InputError(f"{kind.label}.{edge.field} {problem}", "look it up again")
    return targets


async def _create(transaction: Transaction, kind: Kind, row: Row, row_hash: str, targets: Mapping[str, Target]) -> None:
    made = node_of(kind, row, row_hash, targets)
    counted = await transaction.one(statements.creation(kind), {"rows": [made]})
    if counted != {"nodes": 1, "relationships": relationships_of(kind, made)}:
        raise ConflictError("something this points at was removed", "read it again and decide anew")


def _no_such_fact() -> InputError:
    return InputError("there is no such fact in this case", "read the case again")
