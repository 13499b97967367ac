"""The person disputes a fact. The dispute is a record of the own case and stands with the fact from then on."""

from dataclasses import dataclass
from typing import Final

from graph.acts import Act, Log, Outcome, Work, do_once
from graph.casework.events import Event, keep
from graph.clock import Clock
from graph.guards import Guard
from graph.inputs import could_be_id, is_storable
from graph.model.catalogue import KINDS
from graph.persons import persons_by_id
from graph.policy.tables import Scope
from graph.records import add_record, new_id
from graph.refusals import Code, refused
from graph.store import Transaction
from graph.subject_reports import held_fact

LONGEST_TEXT: Final = 2_000


@dataclass(frozen=True, slots=True)
class FactDisputed:
    """A fact of a person is disputed: by the dispute of this id, in this case, since when (milliseconds UTC)."""

    fact: str
    dispute: str
    case_id: str
    at: int


async def dispute_fact(
    guard: Guard, clock: Clock, log: Log, *, person: str, fact: str, text: str | None, key: str
) -> FactDisputed | None:
    """Record, once for a key, that the person who acts says that a fact of the own file is not right.

    None where the person or the fact does not exist for who acts. `text` says what is not right, if anything. Raises
    ActError for an unusable text or key, and for somebody else than the person; and what `do_once` raises.
    """
    said = text.strip() if text else None
    if said is not None and len(said) > LONGEST_TEXT:
        raise refused(Code.TOO_LONG, "text", limit=LONGEST_TEXT)
    if not is_storable(text or ""):
        raise refused(Code.UNREADABLE, "text")
    if not could_be_id(person) or not could_be_id(fact):
        return None
    act = Act.of(guard.actor, "disputeFact", key, {"person": person, "fact": fact, "text": text})

    async def decide() -> Work | None:
        if guard.scope is not Scope.SUBJECT:
            if await persons_by_id(guard, [person]):
                raise refused(Code.NOT_YOUR_TASK, "person")
            return None
        about = await held_fact(guard, person, fact)
        if about is None:
            return None

        async def work(transaction: Transaction) -> Outcome:
            now = clock.now()
            values = {
                "caseId": about.case_id,
                "ofFact": fact,
                "disputedAt": now,
                "validFrom": now,
                "text": said or None,
                "status": "OPEN",
                "by": person,
            }
            written = await add_record(transaction, clock, None, KINDS["Dispute"], values)
            told = Event(new_id(), about.case_id, written.recorded_at, "disputeFact", (written.fact,), person, "", "")
            await keep(transaction, told)
            return {"dispute": written.fact, "case": about.case_id, "at": now}

        return work

    outcome = await do_once(guard, clock, act, log, decide)
    if outcome is None:
        return None
    return FactDisputed(fact, str(outcome["dispute"]), str(outcome["case"]), int(str(outcome["at"])))
