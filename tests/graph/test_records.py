"""The four ways to write, on a real server."""

import asyncio
from itertools import pairwise
from typing import Any

import pytest

from graph.clock import FixedClock
from graph.errors import ConflictError, InputError
from graph.integrity import violations
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


async def version(store: Store, case_id: str = "c1") -> int:
    return (await versions_of(store, [case_id]))[case_id]


async def versions(store: Store, fact: str) -> list[dict[str, Any]]:
    rows = await store.rows("MATCH (n:Record {fact: $fact}) RETURN n{.*} AS n ORDER BY n.recordedAt", {"fact": fact})
    return [row["n"] for row in rows]


async def test_an_added_record_has_its_place_stamp_and_edges(tiny: Store) -> None:
    before = await version(tiny)
    written = await add_record(tiny, CLOCK, "q1", KINDS["Involvement"], INVOLVEMENT)
    assert written.version == before + 1 == await version(tiny)
    assert written.recorded_at >= NOW
    [node] = await versions(tiny, written.fact)
    assert (node["seq"], node["recordedAt"], node["author"]) == (written.version, written.recorded_at, "q1")
    assert (node["positionId"], node["organisationId"]) == ("q2", "GM1")
    found = await tiny.one(
        "MATCH (:Position {id: 'q2'})-[:HAS]->(n:Record {fact: $f})-[:IN_CASE]->(c:Case) RETURN c.id AS id",
        {"f": written.fact},
    )
    assert found == {"id": "c1"}
    assert await violations(tiny) == []


async def test_a_record_without_a_case_needs_no_ledger(tiny: Store) -> None:
    values = {"municipality": "GM2", "service": "AFTERCARE", "status": "NONE", "by": "GM2", "validFrom": NOW}
    written = await add_record(tiny, CLOCK, None, KINDS["Coverage"], values)
    assert written.version is None
    corrected = await correct_record(
        tiny, CLOCK, None, KINDS["Coverage"], written.fact, changes={"status": "PRESENT"}, case_id=None, expected=None
    )
    assert [(n["status"], n.get("retractedAt") is None) for n in await versions(tiny, corrected.fact)] == [
        ("NONE", False),
        ("PRESENT", True),
    ]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"kind": "GOSSIP"}, "ContactMoment.kind: is not one of TALK"),
        ({"heldOn": "yesterday"}, "ContactMoment.heldOn: expected int"),
        ({"by": "w1"}, "ContactMoment.by points at a Position that does not exist"),
        ({"by": None}, "ContactMoment.by: is missing"),
        ({"caseId": "nobody"}, "no case"),
        ({"colour": "red"}, "ContactMoment.colour: is not a field"),
        ({"validTo": NOW - 2 * DAY_MS}, "ContactMoment.validTo: is not after validFrom"),
        ({"recordedAt": NOW}, "given by the store"),
    ],
)
async def test_what_the_catalogue_does_not_allow_is_refused_and_leaves_nothing(
    tiny: Store, change: dict[str, Any], problem: str
) -> None:
    before = await version(tiny)
    with pytest.raises(InputError, match=problem):
        await add_record(tiny, CLOCK, "q1", KINDS["ContactMoment"], MOMENT | change)
    assert await version(tiny) == before
    assert await tiny.one("MATCH (n:ContactMoment) RETURN count(n) AS n") == {"n": 0}


async def test_a_record_cannot_hang_on_another_case(tiny: Store) -> None:
    state = {"caseId": "c1", "goal": "goal2", "text": "Werk", "kind": "OWN_WISH", "status": "OPEN"}
    with pytest.raises(InputError, match="of another case"):
        await add_record(tiny, CLOCK, "q1", KINDS["GoalState"], state)
    name = {"caseId": "c1", "person": "p2", "givenName": "A", "familyName": "B"}
    with pytest.raises(InputError, match="whose case it is not"):
        await add_record(tiny, CLOCK, "q1", KINDS["PersonName"], name)


async def test_an_organisation_of_the_wrong_kind_is_refused(tiny: Store) -> None:
    residence = {"caseId": "c1", "person": "p1", "kind": "ORIGIN", "municipality": "PI1"}
    with pytest.raises(InputError, match="points at a Prison, not at a Municipality"):
        await add_record(tiny, CLOCK, "q1", KINDS["Residence"], residence)


async def test_closing_counts_only_from_when_it_is_known(tiny: Store) -> None:
    expected = await version(tiny)
    written = await close_record(
        tiny, CLOCK, "q1", "i1", valid_to=NOW - DAY_MS, case_id="c1", expected=expected
    )  # fmt: skip
    [node] = await versions(tiny, "i1")
    assert (node["validTo"], node["endKnownAt"], node["closedBy"]) == (NOW - DAY_MS, written.recorded_at, "q1")
    with pytest.raises(ConflictError, match="not open"):
        await close_record(tiny, CLOCK, "q1", "i1", valid_to=NOW, case_id="c1", expected=expected + 1)


async def test_a_correction_keeps_the_fact_the_key_and_the_edges(tiny: Store) -> None:
    before = await version(tiny)
    written = await correct_record(
        tiny, CLOCK, "q1", KINDS["Involvement"], "i1", changes={"role": "MENTOR"}, case_id="c1", expected=before
    )
    old, new = await versions(tiny, "i1")
    assert (old["role"], old["retractedAt"], "sourceKey" in old) == ("CASE_MANAGER", written.recorded_at, False)
    assert (new["role"], new["recordedAt"], new["seq"]) == ("MENTOR", written.recorded_at, before + 1)
    assert new["sourceKey"] == "Involvement|test|i1"
    assert new["validFrom"] == old["validFrom"]
    found = await tiny.one("MATCH (q)-[:HAS]->(n:Record {id: $id}) RETURN q.id AS id", {"id": written.id})
    assert found == {"id": "q1"}
    assert await violations(tiny) == []


async def test_nothing_is_written_when_the_case_has_moved_on(tiny: Store) -> None:
    read = await version(tiny)
    await add_record(tiny, CLOCK, "q1", KINDS["ContactMoment"], MOMENT)
    with pytest.raises(ConflictError):
        await close_record(tiny, CLOCK, "q1", "i1", valid_to=NOW, case_id="c1", expected=read)
    with pytest.raises(ConflictError):
        await correct_record(
            tiny, CLOCK, "q1", KINDS["Involvement"], "i1", changes={"role": "MENTOR"}, case_id="c1", expected=read
        )
    with pytest.raises(ConflictError):
        await hand_over_direction(tiny, CLOCK, "q1", "c1", "q2", expected=read)
    assert await version(tiny) == read + 1
    assert len(await versions(tiny, "i1")) == 1


async def test_a_fact_of_another_case_cannot_be_written_through_this_one(tiny: Store) -> None:
    expected = await version(tiny)
    with pytest.raises(InputError, match="no such fact"):
        await close_record(tiny, CLOCK, "q1", "i2", valid_to=NOW, case_id="c1", expected=expected)
    assert await version(tiny) == expected


async def test_direction_is_handed_over_without_gap_or_overlap(tiny: Store) -> None:
    written = await hand_over_direction(tiny, CLOCK, "q1", "c1", "GM1", expected=await version(tiny))
    rows = await tiny.rows(
        """MATCH (h)-[:DIRECTS]->(d:Direction)-[:OF_CASE]->(:Case {id: 'c1'})
        RETURN h.id AS holder, d.validFrom AS since, d.validTo AS until, d.currentCase AS current ORDER BY since"""
    )
    assert [(row["holder"], row["until"], row["current"]) for row in rows] == [
        ("q1", written.recorded_at, None),
        ("GM1", None, "c1"),
    ]
    assert rows[1]["since"] == written.recorded_at
    with pytest.raises(InputError, match="directs this case already"):
        await hand_over_direction(tiny, CLOCK, "q1", "c1", "GM1", expected=await version(tiny))
    with pytest.raises(InputError, match="never lapses"):
        await close_record(
            tiny, CLOCK, "q1", written.fact, valid_to=NOW + 1, case_id="c1", expected=await version(tiny)
        )


async def test_a_second_current_direction_is_refused_by_the_store(tiny: Store) -> None:
    with pytest.raises(ConflictError):
        await add_record(tiny, CLOCK, "q1", KINDS["Direction"], {"caseId": "c1", "holder": "q2", "validFrom": NOW})


async def test_writes_share_a_transaction_that_is_handed_in(tiny: Store) -> None:
    before = await version(tiny)

    async def work(transaction: Transaction) -> None:
        await add_record(transaction, CLOCK, "q1", KINDS["ContactMoment"], MOMENT)
        await add_record(transaction, CLOCK, "q1", KINDS["ContactMoment"], MOMENT | {"by": "nobody"})

    with pytest.raises(InputError):
        await tiny.write(work)
    assert await version(tiny) == before
    assert await tiny.one("MATCH (n:ContactMoment) RETURN count(n) AS n") == {"n": 0}


async def test_eight_writers_on_one_case_lose_nothing(tiny: Store) -> None:
    before = await version(tiny)
    done: list[Written] = []
    facts: set[str] = set()

    async def patiently(write: Any) -> None:
        while True:
            expected = await version(tiny)
            try:
                done.append(await write(expected))
            except ConflictError:
                assert await version(tiny) > expected, "a conflict though nobody else wrote"
            else:
                return

    async def writer(number: int) -> None:
        for turn in range(25):
            if turn % 5 != number % 5 or turn == 0:
                added = await add_record(tiny, CLOCK, "q1", KINDS["Involvement"], INVOLVEMENT)
                facts.add(added.fact)
                done.append(added)
                continue
            fact = added.fact
            if turn % 3 == 0:
                to = "q2" if turn % 2 else "GM1"
                try:
                    await patiently(lambda v, to=to: hand_over_direction(tiny, CLOCK, "q1", "c1", to, expected=v))
                except InputError:
                    continue  # the receiver directs already
            elif turn % 3 == 1:
                await patiently(
                    lambda v, fact=fact: close_record(tiny, CLOCK, "q1", fact, valid_to=NOW, case_id="c1", expected=v)
                )
            else:
                await patiently(
                    lambda v, fact=fact: correct_record(
                        tiny, CLOCK, "q1", KINDS["Involvement"], fact, changes={"role": "MENTOR"}, case_id="c1",
                        expected=v,
                    )
                )  # fmt: skip

    async with asyncio.TaskGroup() as group:
        for number in range(8):
            group.create_task(writer(number))

    assert await version(tiny) == before + len(done)
    ordered = sorted(done, key=lambda written: written.version or 0)
    assert [written.version for written in ordered] == list(range(before + 1, before + len(done) + 1))
    stamps = [written.recorded_at for written in ordered]
    assert all(earlier < later for earlier, later in pairwise(stamps))
    found = await tiny.one("MATCH (n:Involvement {caseId: 'c1'}) RETURN count(DISTINCT n.fact) AS facts")
    assert found == {"facts": 2 + len(facts)}
    current = await tiny.one("MATCH (d:Direction {currentCase: 'c1'}) RETURN count(d) AS n")
    assert current == {"n": 1}
    assert await violations(tiny) == []
