"""One case and a team that does anything, several at once: a state machine over the real acts on a real store."""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from told_team import NOON, STAFF, Team, tell

from graph.budgets import sums
from graph.casework.budget_contributions import AddContribution, ChangeContribution
from graph.casework.budget_expenses import RecordExpense
from graph.casework.case_act import CaseAct
from graph.casework.case_file import CaseFile, version_of
from graph.casework.case_opening import CloseCase, ReopenCase
from graph.casework.direction import AnswerHandover, OfferDirection, TakeDirection, WithdrawOffer
from graph.casework.involvement import EndInvolvement, Involve, LeaveCase
from graph.casework.plan_actions import AddAction, UpdateOwnAction
from graph.casework.plan_answering import AnswerPlan
from graph.casework.plan_versions import AdoptPlan, ProposePlan
from graph.casework.working import file_of
from graph.clock import FixedClock
from graph.directions import directing
from graph.engine import Connection
from graph.errors import ActError, ConflictError, InputError
from graph.integrity import violations
from graph.migrations import migrate
from graph.records import close_record
from graph.store import Store

WORKERS = ("manager", "senior", "adviser", "coordinator", "neighbour", "colleague", "supervisor")
ROLES = {mark: function for mark, _, _, function in STAFF}

Chosen = Callable[[Team, CaseFile], CaseAct | None]
"""From what somebody sees of the case to what they do; None where there is nothing to do it to."""


def offer(to: str) -> Chosen:
    return lambda team, file: OfferDirection(to=team[to])


def open_offer(file: CaseFile) -> str | None:
    found = [one for one in file.view.holding("Handover") if not {"acceptedAt", "refusedAt"} & one.values.keys()]
    return found[-1].fact if found else None


def answer(accept: bool) -> Chosen:
    def chosen(_: Team, file: CaseFile) -> CaseAct | None:
        fact = open_offer(file)
        return fact and AnswerHandover(handover=fact, accept=accept, reason=None if accept else "Geen ruimte")

    return chosen


def withdraw(_: Team, file: CaseFile) -> CaseAct | None:
    fact = open_offer(file)
    return fact and WithdrawOffer(handover=fact)


def involve(whom: str) -> Chosen:
    return lambda team, file: Involve(who=team[whom], role=ROLES[whom], frame="PBW_18A", ends_with="OPEN")


def end(whom: str) -> Chosen:
    def chosen(team: Team, file: CaseFile) -> CaseAct | None:
        found = [one.fact for one in file.view.holding("Involvement") if one.end("holder") == team[whom]]
        return EndInvolvement(involvement=found[0]) if found else None

    return chosen


def leave(to: str | None) -> Chosen:
    return lambda team, file: LeaveCase(actions_to=team[to] if to else None)


def on_plan(make: Callable[[str, int], CaseAct]) -> Chosen:
    def chosen(team: Team, file: CaseFile) -> CaseAct | None:
        state = file.view.state("PlanState", "plan", team["plan"])
        return make(team["plan"], state.values["version"]) if state else None

    return chosen


def add_action(owner: str) -> Chosen:
    return lambda team, file: AddAction(goal=team["goal"], text="Bellen", phase="DURING", owner=team[owner])


def put_in(cents: int) -> Chosen:
    return lambda team, file: AddContribution(amount_cents=cents)


def put_in_instead(cents: int) -> Chosen:
    def chosen(_: Team, file: CaseFile) -> CaseAct | None:
        found = [one.fact for one in file.view.holding("BudgetContribution")]
        return ChangeContribution(contribution=found[0], amount_cents=cents) if found else None

    return chosen


def spend(cents: int) -> Chosen:
    return lambda team, file: RecordExpense(amount_cents=cents, text="Borg", spent_on=team.now)


ACTS = st.one_of(
    st.integers(1, 3).map(put_in),
    st.integers(1, 3).map(put_in_instead),
    st.integers(1, 3).map(spend),
    st.sampled_from(WORKERS).map(offer),
    st.booleans().map(answer),
    st.just(withdraw),
    st.just(lambda team, file: TakeDirection()),
    st.sampled_from(WORKERS).map(involve),
    st.sampled_from(WORKERS).map(end),
    st.sampled_from((None, *WORKERS)).map(leave),
    st.just(lambda team, file: CloseCase(reason="Klaar")),
    st.just(lambda team, file: ReopenCase(reason="Terug")),
    st.sampled_from(WORKERS).map(add_action),
    st.just(lambda team, file: UpdateOwnAction(action=team["manager's action"], status="DONE")),
    st.just(on_plan(lambda plan, _: ProposePlan(plan=plan))),
    st.just(on_plan(lambda plan, version: AdoptPlan(plan=plan, version=version))),
    st.just(on_plan(lambda plan, version: AnswerPlan(plan=plan, version=version, answer="AGREED"))),
)


class CaseMachine(RuleBasedStateMachine):
    """The case of the told team. Each step is one act, or several at once; after each every invariant is looked at."""

    connection: Connection
    folder: Path
    closed: set[str]

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.Runner()
        self.stack = AsyncExitStack()
        self.done: list[Any] = []
        self.ended: set[str] = set()
        self.team: Team = self.loop.run(self._begin())

    async def _begin(self) -> Team:
        to = self.connection
        store = await self.stack.enter_async_context(Store.open(to.uri, to.user, to.password, to.database))
        await migrate(store, FixedClock(NOON))
        await store.write(lambda one: one.rows("MATCH (n) WHERE NOT n:Migration DETACH DELETE n"))
        return await tell(store, self.folder)

    @rule(acts=st.lists(st.tuples(st.sampled_from(WORKERS), ACTS), min_size=1, max_size=4))
    def act(self, acts: list[tuple[str, Chosen]]) -> None:
        """Some do something at once, each on what they saw before."""
        self.loop.run(self._act(acts))

    async def _act(self, acts: list[tuple[str, Chosen]]) -> None:
        before = await self._count()
        ready = [one for mark, chosen in acts if (one := await self._chosen(mark, chosen))]
        outcomes = await asyncio.gather(*(self._do(*one) for one in ready))
        done = [one for one in outcomes if one is not None]
        self.done += done
        assert done or await self._count() == before, "what was refused changed something"

    async def _chosen(self, mark: str, chosen: Chosen) -> tuple[str, CaseAct, str] | None:
        if mark in self.ended:
            return None
        file = await file_of(await self.team.guard(mark), self.team["case"])
        act = chosen(self.team, file) if file else None
        return (mark, act, str(version_of(file.view))) if file and act else None

    async def _do(self, mark: str, act: CaseAct, version: str) -> Any:
        try:
            return await self.team.act(mark, act, expected=version)
        except (ActError, ConflictError, InputError):
            return None

    async def _count(self) -> tuple[int, int]:
        (row,) = await self.team.store.rows("MATCH (r:Record) RETURN count(r) AS records, count(r.validTo) AS ended")
        return row["records"], row["ended"]

    @rule(mark=st.sampled_from(("manager", "senior", "adviser")))
    def end_position(self, mark: str) -> None:
        """Somebody goes elsewhere: whatever they did here, they do not any more."""
        if mark not in self.ended:
            self.ended.add(mark)
            self.loop.run(self._end_position(self.team[mark]))

    async def _end_position(self, position: str) -> None:
        (row,) = await self.team.store.rows(
            "MATCH (:Position {id: $id})-[:HAS_STATE]->(s:PositionState) RETURN s.fact AS fact", {"id": position}
        )
        clock = FixedClock(self.team.now)
        await close_record(
            self.team.store, clock, None, row["fact"], valid_to=self.team.now, case_id=None, expected=None
        )
        self.team.now += 1000

    @invariant()
    def holds(self) -> None:
        """Whatever was done."""
        self.loop.run(self._holds())

    async def _holds(self) -> None:
        rows = await self.team.store.rows("MATCH (e:Event) RETURN e.sequence AS sequence ORDER BY sequence")
        assert [row["sequence"] for row in rows] == sorted(one.sequence for one in self.done)
        self.team.now = max([self.team.now, *(row["sequence"] + 1 for row in rows)])
        for mark in WORKERS:
            if mark not in self.ended and (file := await file_of(await self.team.guard(mark), self.team["case"])):
                self._see(file)

    def _see(self, file: CaseFile) -> None:
        """What anybody of the team sees: one director while the case is open, in office; at most one offer."""
        state = file.whole.latest(file.whole.holding("CaseState"))
        found = directing(file.whole)
        assert state is not None
        assert (found is not None) == (state.values["status"] == "OPEN")
        assert found is None or found.holder not in {self.team[mark] for mark in self.ended}
        waiting = [one for one in file.whole.holding("Handover") if not {"acceptedAt", "refusedAt"} & one.values.keys()]
        assert len(waiting) <= (1 if state.values["status"] == "OPEN" else 0)
        answers = [one for one in file.whole.all("Handover") if {"acceptedAt", "refusedAt"} <= one.values.keys()]
        assert answers == []
        assert sums(file.whole).left_cents >= 0
        versions = [one.values["version"] for one in file.whole.all("PlanState")]
        assert versions == sorted(versions)

    def teardown(self) -> None:
        """The store is sound at the end, whatever was done; then it goes."""
        try:
            assert self.loop.run(violations(self.team.store)) == []
        finally:
            self.loop.run(self.stack.aclose())
            self.loop.close()
