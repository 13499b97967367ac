"""Carrying out the steps of an act, in the transaction that holds the lock of the case."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from graph import records
from graph.casework.steps import Add, Change, Complete, Direct, End, Make, Renew, Retract, Step, StopDirecting
from graph.clock import Clock
from graph.ledgers import HeldCase, hold_case
from graph.model.catalogue import KINDS
from graph.records import Written
from graph.store import Transaction

MOST_RECORDS: Final = 500
"""How many records an act can write: more than any leaves, and no more turns at the case than that are taken."""

_NEVER_TAKEN_OVER = frozenset({"id", "source", "sourceId", "endKnownAt", "validTo"})


async def opened_case(transaction: Transaction, values: Mapping[str, Any], now: int) -> HeldCase:
    """Make a case, and take its lock; nobody else knows of it until the transaction ends."""
    await records.make_thing(transaction, KINDS["Case"], values)
    return await hold_case(transaction, values["id"], now, MOST_RECORDS)


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes in one case under its lock: as `author` (a position; None for the person), from the stamp of it on."""

    held: HeldCase
    clock: Clock
    author: str | None

    async def carry_out(self, change: Change) -> list[Written]:
        """Do every step; what was written, in the order of the steps. Things come first: records hang on them.

        Raises what `graph.records` raises: then nothing of it is kept.
        """
        for one in change.steps:
            if isinstance(one, Make):
                values = {"caseId": self.held.case_id, **one.values}
                await records.make_thing(self.held.transaction, KINDS[one.kind], values)
        return [await self._do(one) for one in change.steps if not isinstance(one, Make)]

    async def _do(self, step: Step) -> Written:
        match step:
            case Add(kind, values):
                return await self._add(kind, values)
            case End(kind, fact, at):
                return await self._end(kind, fact, at)
            case Complete(kind, fact, changes):
                return await self._correct(kind, fact, changes)
            case Renew(kind, fact, changes):
                return await self._renew(kind, fact, changes)
            case Retract(kind, fact):
                return await records.retract_record(self.held, KINDS[kind], fact)
            case Direct() | StopDirecting():
                return await self._direct(step)
            case Make():
                raise TypeError("things are made first")

    async def _direct(self, step: Direct | StopDirecting) -> Written:
        if isinstance(step, StopDirecting):
            return await records.stop_directing(self.held, self.author)
        return await records.hand_over_direction(
            self.held, self.clock, self.author, self.held.case_id, step.to, expected=None
        )

    async def _add(self, kind: str, values: Mapping[str, Any]) -> Written:
        said = {"caseId": self.held.case_id, "validFrom": self.held.recorded_at, **values}
        return await records.add_record(self.held, self.clock, self.author, KINDS[kind], said)

    async def _end(self, kind: str, fact: str, at: int) -> Written:
        said = await records.current_values(self.held.transaction, KINDS[kind], fact, self.held.case_id)
        if said.get("validTo") is not None:
            return await self._correct(kind, fact, {"validTo": at})
        return await records.close_record(
            self.held, self.clock, self.author, fact, valid_to=at, case_id=self.held.case_id, expected=None
        )

    async def _correct(self, kind: str, fact: str, changes: Mapping[str, Any]) -> Written:
        return await records.correct_record(
            self.held, self.clock, self.author, KINDS[kind], fact,
            changes=changes, case_id=self.held.case_id, expected=None,
        )  # fmt: skip

    async def _renew(self, kind: str, fact: str, changes: Mapping[str, Any]) -> Written:
        """What has begun ends, and a new fact says the rest; what has not begun yet is put right."""
        said = await records.current_values(self.held.transaction, KINDS[kind], fact, self.held.case_id)
        begun = said.get("validFrom")
        if begun is not None and begun >= self.held.recorded_at:
            return await self._correct(kind, fact, changes)
        await self._end(kind, fact, self.held.recorded_at)
        kept = {name: value for name, value in said.items() if name not in _NEVER_TAKEN_OVER}
        return await self._add(kind, {**kept, "validFrom": self.held.recorded_at, **changes})
