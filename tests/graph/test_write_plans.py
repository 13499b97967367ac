"""What the four writes cost the database, in dbHits: flat, whatever hangs on the case already."""

from collections.abc import Awaitable, Callable
from typing import Any

from query_plans import SCANS, UNBOUNDED, db_hits, operators

from graph.acts import KEEP, TAKE
from graph.clock import FixedClock
from graph.ledgers import versions_of
from graph.model.catalogue import KINDS
from graph.records import Written, add_record, close_record, correct_record, hand_over_direction
from graph.store import Store, Transaction
from graph.times import DAY_MS, parse_moment

NOW = parse_moment("2026-03-10T12:00:00+01:00")
CLOCK = FixedClock(NOW)
MOMENT = {"caseId": "c1", "kind": "TALK", "heldOn": NOW - DAY_MS, "by": "q1", "validFrom": NOW - DAY_MS}
INVOLVEMENT = {
    "caseId": "c1", "holder": "q2", "role": "AFTERCARE_COORDINATOR", "frame": "PBW_18A", "endsWith": "OPEN",
    "validFrom": NOW - 3 * DAY_MS,
}  # fmt: skip


class Profiled(Transaction):
    """A transaction that profiles whatever is run in it."""

    def __init__(self, inner: Transaction) -> None:
        super().__init__(inner._transaction)
        self.plans: list[dict[str, Any]] = []

    async def rows(self, statement: Any, parameters: Any = None) -> list[dict[str, Any]]:
        result = await self._transaction.run(f"PROFILE {statement}", dict(parameters or {}))
        found = [dict(record.items()) async for record in result]
        self.plans.append((await result.consume()).profile)
        return found


async def _profiled(store: Store, write: Callable[[Transaction], Awaitable[Written]]) -> tuple[Written, int]:
    async def work(transaction: Transaction) -> tuple[Written, int]:
        profiled = Profiled(transaction)
        written = await write(profiled)
        for plan in profiled.plans:
            for name, details in operators(plan):
                assert not any(word in name for word in (*SCANS, *UNBOUNDED)), (name, details)
        return written, sum(map(db_hits, profiled.plans))

    return await store.write(work)


async def _each(store: Store) -> dict[str, int]:
    """The hits of an addition, a closing, a correction and a handover."""
    kind = KINDS["Involvement"]
    added, hits = await _profiled(store, lambda tx: add_record(tx, CLOCK, "q1", kind, INVOLVEMENT))
    found = {"add": hits}
    seen = (await versions_of(store, ["c1"]))["c1"]
    _, found["correct"] = await _profiled(
        store,
        lambda tx: correct_record(
            tx, CLOCK, "q1", kind, added.fact, changes={"role": "MENTOR"}, case_id="c1", expected=seen
        ),
    )
    _, found["close"] = await _profiled(
        store,
        lambda tx: close_record(tx, CLOCK, "q1", added.fact, valid_to=NOW, case_id="c1", expected=seen + 1),
    )
    holder = await store.one("MATCH (d:Direction {currentCase: 'c1'})<-[:DIRECTS]-(h) RETURN h.id AS id")
    to = "q2" if holder and holder["id"] == "q1" else "q1"
    _, found["hand over"] = await _profiled(
        store, lambda tx: hand_over_direction(tx, CLOCK, "q1", "c1", to, expected=seen + 2)
    )
    return found


async def test_writes_stay_within_their_ceilings_and_do_not_grow_with_the_case(tiny: Store) -> None:
    await _each(tiny)  # a first write of a property costs more: its token is made
    few = await _each(tiny)
    for _ in range(120):
        await add_record(tiny, CLOCK, "q1", KINDS["ContactMoment"], MOMENT)
        await add_record(tiny, CLOCK, "q1", KINDS["Involvement"], INVOLVEMENT)
    many = await _each(tiny)
    assert {name: hits for name, hits in many.items() if hits > few[name] + 20} == {}
    ceilings = {"add": 120, "close": 40, "correct": 200, "hand over": 160}
    assert {name: hits for name, hits in many.items() if hits > ceilings[name]} == {}, (few, many)


async def test_what_keeps_an_act_costs_no_more_among_many(tiny: Store) -> None:
    async def keep(key: str) -> int:
        async def work(transaction: Transaction) -> Written:
            await transaction.rows(TAKE, {"key": key, "name": "try", "payload": "x", "now": NOW})
            await transaction.rows(KEEP, {"key": key, "outcome": "{}"})
            return Written(key, key, None, NOW)

        return (await _profiled(tiny, work))[1]

    await keep("the first property of each name costs more")
    few = await keep("few")
    await tiny.write(lambda t: t.rows("UNWIND range(1, 500) AS n CREATE (:Act {key: toString(n)})"))
    assert await keep("many") <= few + 5 <= 30
