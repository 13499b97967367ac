"""Carrying out the steps of an act, in the transaction that holds the lock of the case."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph import records
from graph.casework.steps import Add, Change, Complete, Direct, End, Make, Renew, Step, StopDirecting
from graph.clock import Clock
from graph.model.catalogue import KINDS
from graph.records import Written
from graph.store import Transaction

_NEVER_TAKEN_OVER = frozenset({"id", "source", "sourceId", "endKnownAt", "validTo"})


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes in one case, within a transaction: as `author` (a position; None for the person), from `now` on."""

    transaction: Transaction
    clock: Clock
    author: str | None
    case_id: str
    now: int

    async def carry_out(self, change: Change) -> list[Written]:
        """Do every step; what was written, in the order of the steps. Things come first: records hang on them.

        Raises what `graph.records` raises: then nothing of it is kept.
        """
        for one in change.steps:
            if isinstance(one, Make):
                await records.make_thing(self.transaction, KINDS[one.kind], {"caseId": self.case_id, **one.values})
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
            case Direct(to):
                return await records.hand_over_direction(
                    self.transaction, self.clock, self.author, self.case_id, to, expected=None
                )
            case StopDirecting():
                return await records.stop_directing(self.transaction, self.clock, self.author, self.case_id)
            case Make():
                raise TypeError("things are made first")

    async def _add(self, kind: str, values: Mapping[str, Any]) -> Written:
        said = {"caseId": self.case_id, "validFrom": self.now, **values}
        return await records.add_record(self.transaction, self.clock, self.author, KINDS[kind], said)

    async def _end(self, kind: str, fact: str, at: int) -> Written:
        said = await records.current_values(self.transaction, KINDS[kind], fact, self.case_id)
        if said.get("validTo") is not None:
            return await self._correct(kind, fact, {"validTo": at})
        return await records.close_record(
            self.transaction, self.clock, self.author, fact, valid_to=at, case_id=self.case_id, expected=None
        )

    async def _correct(self, kind: str, fact: str, changes: Mapping[str, Any]) -> Written:
        return await records.correct_record(
            self.transaction, self.clock, self.author, KINDS[kind], fact,
            changes=changes, case_id=self.case_id, expected=None,
        )  # fmt: skip

    async def _renew(self, kind: str, fact: str, changes: Mapping[str, Any]) -> Written:
        """What has begun ends, and a new fact says the rest; what has not begun yet is put right."""
        said = await records.current_values(self.transaction, KINDS[kind], fact, self.case_id)
        begun = said.get("validFrom")
        if begun is not None and begun >= self.now:
            return await self._correct(kind, fact, changes)
        await self._end(kind, fact, self.now)
        kept = {name: value for name, value in said.items() if name not in _NEVER_TAKEN_OVER}
        return await self._add(kind, {**kept, "validFrom": self.now, **changes})
