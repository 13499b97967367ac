"""The one way in which a case is changed: judged, logged, decided under the lock of the case, written with its event.

What an act does is decided twice by one pure function: on the case as read, so that what cannot be done is refused
without a lock; and on the case as it is once the lock is held, so that no other act can come between.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from graph.acts import Act, Log, Outcome, Work, do_once
from graph.casework.applying import MOST_RECORDS, Pen, opened_case
from graph.casework.case_act import CaseAct
from graph.casework.case_file import CaseFile, version_of
from graph.casework.directory import directory_of
from graph.casework.events import Event, keep
from graph.casework.fields import check_fields, given_by, ids_in
from graph.casework.rules_asked import Rules
from graph.casework.writable import judge_written
from graph.clock import Clock
from graph.dossiers import dossiers_by_case
from graph.errors import ConflictError
from graph.guards import Guard
from graph.inputs import could_be_id
from graph.ledgers import hold_case
from graph.policy.tasks import TASKS, permission
from graph.records import new_id
from graph.refusals import Code, not_allowed, refused
from graph.store import Transaction

_LONGEST_VERSION: Final = 20


@dataclass(frozen=True, slots=True)
class Desk:
    """With what somebody acts: through which guard, by which clock, and how what was looked at is logged.

    `rules` are those in force, for acts that ask them; they stand outside this package.
    """

    guard: Guard
    clock: Clock
    log: Log
    rules: Rules | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What an act left: the version of the case for who acted, the sequence of its event, and what it made.

    `version` is None where who acted did not say what had been read, or where others changed since then something that
    is shown to them: whoever expected it next would write over what they have not seen.

    `facts` are those it wrote, `made` the lasting things it made. An act that opened a case left that one.
    """

    act: str
    case_id: str
    version: str | None
    sequence: int
    facts: tuple[str, ...]
    made: tuple[str, ...]


async def act_in_case(desk: Desk, case_id: str, key: str, act: CaseAct, expected: str | None = None) -> Done | None:
    """Do an act in a case, once for a key. None where the case does not exist for who acts.

    `expected` is the version of the case that was read, needed where the act changes what stands there. Raises
    ActError, ConflictError, LogError, StoreUnavailableError; UnknownOutcomeError where the same key tells more.
    """
    check_fields(act)
    seen = _stamp(act, expected)
    if not could_be_id(case_id):
        return None
    once = Act.of(desk.guard.actor, act.NAME, key, {"case": case_id, "expectedVersion": expected, **_plain(act)})

    async def decide() -> Work | None:
        if not await _decided(desk, case_id, seen, act):
            return None

        async def work(transaction: Transaction) -> Outcome:
            return await _work(transaction, desk, case_id, seen, act)

        return work

    outcome = await do_once(desk.guard, desk.clock, once, desk.log, decide)
    return None if outcome is None else _done(act.NAME, outcome)


async def _decided(desk: Desk, case_id: str, seen: int | None, act: CaseAct) -> bool:
    """Whether the case exists for who acts; raises where the act cannot be done."""
    file = await file_of(desk.guard, case_id, seen, act, desk.rules)
    if file is None:
        return False
    judge(act, file)
    judge_written(file, act.change(file))
    return True


async def _work(transaction: Transaction, desk: Desk, case_id: str, seen: int | None, act: CaseAct) -> Outcome:
    held = await hold_case(transaction, case_id, desk.clock.now(), MOST_RECORDS)
    guard = desk.guard.within(transaction, held.recorded_at)
    file = await file_of(guard, case_id, seen, act, desk.rules)
    if file is None:
        raise ConflictError("the case is no longer one of yours", "read it again")
    judge(act, file)
    change = act.change(file)
    judge_written(file, change)
    read_all = change.opens is not None or (seen is not None and version_of(file.view) <= seen)
    if change.opens is not None:
        held = await opened_case(transaction, change.opens, held.recorded_at)
    author = None if file.by_person else guard.actor.position
    written = await Pen(held, desk.clock, author).carry_out(change)
    facts = list(dict.fromkeys(one.fact for one in written))
    await keep(
        transaction,
        Event(
            new_id(), held.case_id, held.recorded_at, act.NAME, tuple(facts), guard.actor.professional,
            author or "", guard.actor.organisation,
        ),
    )  # fmt: skip
    return {
        "case": held.case_id, "version": str(held.recorded_at) if read_all else "", "sequence": held.recorded_at,
        "facts": facts, "made": list(change.made.values()),
    }  # fmt: skip


async def file_of(
    guard: Guard,
    case_id: str,
    seen: int | None = None,
    act: CaseAct | None = None,
    rules: Rules | None = None,
) -> CaseFile | None:
    """The case as who acts may see it at the moment of the guard; None where it does not exist for them.

    With it comes who and what the act names outside the case, and who wrote what it names in it.
    """
    dossier = (await dossiers_by_case(guard, [case_id])).get(case_id)
    if dossier is None:
        return None
    actor = guard.actor
    named = frozenset[str]() if act is None else frozenset(ids_in(act))
    authors = {one.author for one in dossier.whole.records if one.author is not None and one.fact in named}
    directory = await directory_of(guard, {*named, *authors, actor.position, actor.organisation})
    excluded = await guard.excluded_from(case_id)
    return CaseFile(dossier, actor, guard.now, seen, directory, excluded=excluded, rules=rules)


def judge(act: CaseAct, file: CaseFile) -> None:
    """Raise ActError where who acts may not do this in this case, or nobody may while it is closed."""
    found = permission(TASKS[act.task(file)], file.dossier.asking, own=act.own(file))
    if found is not None and found.reason is not None:
        raise not_allowed(found.reason)
    if file.is_closed and not act.IN_CLOSED:
        raise refused(Code.CASE_CLOSED, "case")


def _stamp(act: CaseAct, expected: str | None) -> int | None:
    if expected is None:
        if act.EXPECTS:
            raise refused(Code.BAD_VERSION, "expectedVersion")
        return None
    if not (expected.isascii() and expected.isdigit() and len(expected) <= _LONGEST_VERSION):
        raise refused(Code.BAD_VERSION, "expectedVersion")
    return int(expected)


def _plain(act: CaseAct) -> dict[str, Any]:
    return {name: [*value] if type(value) is tuple else value for name, value in given_by(act).items()}


def _done(act: str, outcome: Mapping[str, Any]) -> Done:
    return Done(
        act, outcome["case"], outcome["version"] or None, outcome["sequence"], tuple(outcome["facts"]),
        tuple(outcome["made"]),
    )  # fmt: skip
