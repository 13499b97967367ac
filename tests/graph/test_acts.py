"""Something asked for under a key is done once: asked again, by several at once, and where the answer was lost."""

import asyncio
import re
from typing import Any

import pytest
from own_file import CLOCK, Told, tell
from wires import wire_to

from api.schema.declined import RefusalCode
from graph.actors import Actor, Purpose
from graph.acts import Act, Outcome, do_once
from graph.errors import ActError, ConflictError, StoreUnavailableError, UnknownOutcomeError
from graph.guards import Guard
from graph.integrity import violations
from graph.model.catalogue import KINDS
from graph.records import add_record
from graph.refusals import CONFLICTS, REFUSALS, TEXTS, Code
from graph.store import Store, Transaction

KEY = "a-key-of-one-act"
ACTS = "MATCH (a:Act) RETURN a{.*} AS act"
NOTES = "MATCH (n:Note {text: 'once'}) RETURN count(n) AS many"


@pytest.fixture
async def told(scratch, tmp_path) -> Told:
    return await tell(scratch, tmp_path / "world")


class Writing:
    """Writes a note in a case, as the act `note`; counts what it was asked to do."""

    def __init__(self, told: Told, store: Store | None = None) -> None:
        self.told, self.store = told, store or told.store
        self.logged = self.decided = 0

    async def log(self) -> None:
        self.logged += 1

    async def decide(self) -> Any:
        self.decided += 1

        async def work(transaction: Transaction) -> Outcome:
            values = {"caseId": self.told.case, "text": "once", "purpose": "REINTEGRATION", "by": self.told.ids["noor"]}
            written = await add_record(transaction, CLOCK, None, KINDS["Note"], values)
            return {"note": written.fact}

        return work

    async def do(self, key: str = KEY, actor: Actor | None = None, **given: Any) -> Outcome | None:
        guard = Guard(self.store, actor or self.told.guard().actor, CLOCK)
        act = Act.of(guard.actor, "note", key, {"case": self.told.case, **given})
        return await do_once(guard, CLOCK, act, self.log, self.decide)

    async def count(self) -> int:
        row = await self.told.store.one(NOTES)
        assert row is not None
        return row["many"]


async def test_asked_again_it_answers_the_same_and_does_nothing(told):
    writing = Writing(told)
    first = await writing.do()
    assert first == await writing.do() == await Writing(told).do()
    assert (await writing.count(), writing.decided, writing.logged) == (1, 1, 1)
    assert await violations(told.store) == []


async def test_sixteen_at_once_with_one_key_do_it_once_and_answer_the_same(told):
    found = await asyncio.gather(*(Writing(told).do() for _ in range(16)))
    assert len({str(one) for one in found}) == 1
    assert await Writing(told).count() == 1


async def test_sixteen_at_once_with_keys_of_their_own_do_it_sixteen_times(told):
    await asyncio.gather(*(Writing(told).do(f"{KEY}-{number}") for number in range(16)))
    assert await Writing(told).count() == 16
    assert await violations(told.store) == []


async def test_a_key_with_something_else_is_refused_also_when_both_come_at_once(told):
    found = await asyncio.gather(*(Writing(told).do(text=str(number)) for number in range(6)), return_exceptions=True)
    refused = [one for one in found if isinstance(one, ActError)]
    assert {one.code for one in refused} == {Code.IDEMPOTENCY_KEY_REUSED}
    assert (len(refused), await Writing(told).count()) == (5, 1)


async def test_a_key_belongs_to_who_acts_in_a_position_and_to_a_purpose(told):
    one = Actor("w", "W", "q1", "CASE_MANAGER", "o", "O", "PRISON", Purpose.REINTEGRATION)
    other = Actor("w", "W", "q2", "CASE_MANAGER", "o", "O", "PRISON", Purpose.REINTEGRATION)
    elsewhere = Actor("w", "W", "q1", "CASE_MANAGER", "o", "O", "PRISON", Purpose.CARE)
    assert await Writing(told).do(actor=one) != await Writing(told).do(actor=other)
    with pytest.raises(ActError, match="this key already"):
        await Writing(told).do(actor=elsewhere)
    assert await Writing(told).count() == 2


async def test_what_fails_leaves_nothing_and_the_key_free(told):
    writing = Writing(told)

    async def broken() -> Any:
        async def work(transaction: Transaction) -> Outcome:
            await (await Writing(told).decide())(transaction)
            raise ConflictError("the case has changed")

        return work

    guard = told.guard()
    act = Act.of(guard.actor, "note", KEY, {"case": told.case})
    with pytest.raises(ConflictError):
        await do_once(guard, CLOCK, act, writing.log, broken)
    assert await told.store.rows(ACTS) == []
    assert await writing.do() is not None
    assert await writing.count() == 1


async def test_nothing_is_written_where_it_cannot_be_logged(told):
    writing = Writing(told)

    async def full() -> None:
        raise OSError("no space left")

    guard = told.guard()
    with pytest.raises(OSError, match="no space"):
        await do_once(guard, CLOCK, Act.of(guard.actor, "note", KEY, {}), full, writing.decide)
    assert (await writing.count(), await told.store.rows(ACTS)) == (0, [])


async def test_what_does_not_exist_takes_no_key(told):
    async def nothing() -> None:
        return None

    guard = told.guard()
    act = Act.of(guard.actor, "note", KEY, {"case": told.case})
    assert await do_once(guard, CLOCK, act, Writing(told).log, nothing) is None
    assert guard.asked
    assert await told.store.rows(ACTS) == []


async def test_a_lost_answer_is_had_by_the_same_key(told, connection):
    """The commit arrives at the server and its answer is cut off; another process asks again."""
    login = (connection.user, connection.password, connection.database)
    async with wire_to(connection.uri, b"MERGE (a:Act") as wire, Store.open(wire.uri, *login) as dying:
        with pytest.raises(UnknownOutcomeError):
            await Writing(told, dying).do()
    async with Store.open(connection.uri, *login) as reborn:
        again = Writing(told, reborn)
        outcome = await again.do()
    row = await told.store.one("MATCH (n:Note {text: 'once'}) RETURN n.fact AS fact")
    assert row is not None
    assert outcome == {"note": row["fact"]}
    assert (again.decided, await again.count()) == (0, 1)


async def test_a_read_whose_end_was_cut_off_is_no_unknown_outcome(told, connection):
    login = (connection.user, connection.password, connection.database)
    async with wire_to(connection.uri, b"MATCH (a:Act") as wire, Store.open(wire.uri, *login) as dying:
        with pytest.raises(StoreUnavailableError):
            await Writing(told, dying).do()


async def test_what_is_kept_says_nothing_of_what_was_asked(told):
    await Writing(told).do(text="Karel kent Sien")
    ((row),) = await told.store.rows(ACTS)
    act = row["act"]
    assert set(act) == {"key", "name", "payload", "doneAt", "outcome"}
    assert re.fullmatch("[0-9a-f]{64}", act["key"])
    assert re.fullmatch("[0-9a-f]{64}", act["payload"])
    for secret in ("Karel", "Sien", KEY, told.person):
        assert secret not in str(act)


@pytest.mark.parametrize("key", ["", "1234567", "x" * 201, "half-a-character-\udce9"])
def test_a_key_that_proves_nothing_is_refused(key: str) -> None:
    actor = Actor("w", "W", "q1", "CASE_MANAGER", "o", "O", "PRISON", Purpose.REINTEGRATION)
    with pytest.raises(ActError) as refused:
        Act.of(actor, "note", key, {})
    assert (refused.value.code, refused.value.field) == (Code.BAD_KEY, "idempotencyKey")


async def test_a_broken_act_is_found(told):
    await Writing(told).do()
    await told.store.write(lambda t: t.rows("MATCH (a:Act) SET a.outcome = null, a.person = 'x'"))
    assert [one.rule for one in await violations(told.store)] == ["an act is not whole, or has more than it should"]


def test_every_code_has_its_text_in_both_languages() -> None:
    assert set(TEXTS) == set(Code) == {str(one) for one in RefusalCode}
    assert not CONFLICTS & REFUSALS
    for text in TEXTS.values():
        assert text.english != text.dutch
        assert text.english.count("{") == text.dutch.count("{")
