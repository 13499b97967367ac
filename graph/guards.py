"""The guard: the one place where what the database knows of persons is opened, row by row, by the policy.

A reading sends one statement through its guard and says of every column what it holds. The statement has the scope in
it and brings the facts of each case along; the guard decides for each case once per class and origin, drops what is not
released and remembers what it decided, so that the logs can be written before anything leaves.
"""

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, LiteralString, TypeVar

from graph.actors import Actor
from graph.classes import FORM_FIELD
from graph.clock import Clock, FixedClock
from graph.looks import Judged, Look
from graph.model.kinds import FieldClass
from graph.opened import Opened
from graph.policy.decisions import Decision, Judge, Part, Release, Withhold
from graph.policy.facts import NO_DATUM, OUTSIDE_CASES, Datum, Facts
from graph.policy.gathering import FACTS_OF_CASE, facts_in
from graph.policy.policies import POLICY, Policy
from graph.policy.tables import CLASSES, Scope
from graph.scopes import EXCLUDED, EXCLUDED_FROM, Statements, scope_parameters
from graph.sections import Row, Section
from graph.store import Store, Transaction
from graph.withholding import Shown, Withheld

T = TypeVar("T")

_LOG = logging.getLogger(__name__)


class Guard:
    """One actor at one moment. It reads for one answer and keeps what it decided for the logs."""

    def __init__(
        self, store: Store, actor: Actor, clock: Clock, policy: Policy = POLICY, *, under: Transaction | None = None
    ) -> None:
        self.store = store
        self.actor = actor
        self.now = clock.now()
        self._reader: Store | Transaction = under or store
        self.asked = False
        """Whether anything about persons was asked, found or not."""
        self.scope: Scope | None = policy.matrix.scope_of.get(actor.purpose)
        self._policy = policy
        self._directory = Judge(actor, OUTSIDE_CASES, self.now, policy)
        self._judges: dict[str, Judge] = {}
        self._replaced: dict[str, list[Judge]] = {}
        self._shown: dict[tuple[str, str], str | None] = {}
        self._logs: dict[str, Judge] = {}

    def within(self, transaction: Transaction, now: int) -> "Guard":
        """A guard of the same actor that reads under the locks of a transaction, at the moment of its stamp.

        What it decides tells nobody anything: what was looked at before stands in the logs of this one.
        """
        return Guard(self.store, self.actor, FixedClock(now), self._policy, under=transaction)

    @property
    def looks(self) -> tuple[Look, ...]:
        """Every case of every person that was looked at, in the order of looking, with what was decided on it."""
        shown = (
            Look(person, case, judge.facts, _judged(judge), asked)
            for (person, case), asked in self._shown.items()
            for judge in (*self._replaced.get(case, ()), self._judges[case])
        )
        return (*shown, *(Look(person, None, judge.facts, _judged(judge)) for person, judge in self._logs.items()))

    async def read(
        self,
        statements: Statements,
        parameters: Mapping[str, Any],
        sections: Mapping[str, Section],
        public: Sequence[str] = (),
        prepared: Callable[[Row], Row] | None = None,
    ) -> Opened | None:
        """What of one record may be shown; None where nothing exists for the actor.

        The record has `cases` (maps of `gathering.facts`), `position` (gathering.POSITION), the columns of records
        named in `sections`, and in `public` those that hold reference and work data. Another column is a bug.
        `prepared` writes on the records what their class goes by, where the statement cannot tell it.
        """
        self.asked = True
        statement = statements.get(self.scope) if self.scope else None
        if statement is None:
            return None
        sealed = await self._reader.sealed(statement, {**scope_parameters(self.actor, self.now), **parameters})
        if sealed is None:
            return None
        row = sealed.opened_by_guard()
        return self.opened(prepared(row) if prepared else row, sections, public)

    async def in_scope(self, statements: Statements, parameters: Mapping[str, Any]) -> Row | None:
        """One record that says of cases asked by id whether they are in scope, and nothing of what they hold.

        For what was read before and is read again when there is something to tell: the policy is not asked here.
        """
        statement = statements.get(self.scope) if self.scope else None
        if statement is None:
            return None
        sealed = await self._reader.sealed(statement, {**scope_parameters(self.actor, self.now), **parameters})
        return None if sealed is None else sealed.opened_by_guard()

    def opened(self, row: Row, sections: Mapping[str, Section], public: Sequence[str] = ()) -> Opened | None:
        """What of a record that was sealed may be shown."""
        if unclassified := row.keys() - {"cases", "position"} - sections.keys() - set(public):
            raise RuntimeError(f"columns without a class: {', '.join(sorted(unclassified))}")
        cases = [case for case in row["cases"] if self._exists(case, row["position"])]
        return Opened(self, cases, row, sections, public) if cases else None

    @property
    def names_professionals(self) -> bool:
        """Whether the directory of professionals shows names; else function and organisation, or nothing."""
        decision = self._directory.decide(FieldClass.WORK)
        return isinstance(decision, Release) and decision.part is Part.WHOLE

    async def read_directory(self, statement: LiteralString, parameters: Mapping[str, Any]) -> Row | None:
        """One record about professionals and where they work; None where the purpose needs nobody."""
        if not isinstance(self._directory.decide(FieldClass.WORK), Release):
            return None
        sealed = await self._reader.sealed(statement, parameters)
        return sealed.opened_by_guard() if sealed else None

    async def fold(
        self, statement: LiteralString, parameters: Mapping[str, Any], folded: Callable[[Row], T]
    ) -> T | None:
        """What one record about all persons comes down to; `folded` keeps nothing that points at one of them."""
        sealed = await self._reader.sealed(statement, parameters)
        return folded(sealed.opened_by_guard()) if sealed else None

    async def facts_of(self, case: str) -> Facts | None:
        """What the policy needs to know of a case, whether it exists for the actor or not; None without such a case."""
        found = await self._one(FACTS_OF_CASE, {"case": case})
        return facts_in(found["row"], found["position"], self.actor, self.now) if found else None

    async def look_at(self, case: str) -> Facts | None:
        """The same; where the case exists for the actor it counts as looked at, with the decision on every class."""
        self.asked = True
        found = await self._one(FACTS_OF_CASE, {"case": case})
        if found is None:
            return None
        judge = self._judge_of(case, facts_in(found["row"], found["position"], self.actor, self.now))
        if judge.hidden is None:
            self.show(found["row"]["persons"], case)
            for field_class in CLASSES:
                judge.decide(field_class)
        return judge.facts

    def facts_read(self, case: str) -> Facts:
        """What the policy knows of a case that was read and exists for the actor."""
        return self._judges[case].facts

    async def is_related_to(self, person: str) -> bool:
        """Whether the actor is excluded from a case of a person, of whom nothing exists for the actor then."""
        return await self._one(EXCLUDED, {"person": person}) is not None

    async def excluded_from(self, case: str) -> frozenset[str]:
        """The professionals for whom a case does not exist, as related to the person: for rules, never to be shown."""
        found = await self._one(EXCLUDED_FROM, {"case": case})
        return frozenset(found["professionals"] if found else ())

    async def _one(self, statement: LiteralString, asked: Row) -> Row | None:
        sealed = await self._reader.sealed(statement, {**scope_parameters(self.actor, self.now), "asked": asked})
        return sealed.opened_by_guard() if sealed else None

    def show(self, persons: Iterable[str], case: str, *, asked: str | None = None) -> None:
        """Count a case of these persons as looked at; `asked` is what more than that the person is to be told."""
        for person in persons:
            self._shown[person, case] = asked or self._shown.get((person, case))

    def judge_of_log(self) -> Judge:
        """Who decides on log lines where no case is looked at."""
        self.asked = True
        return Judge(self.actor, OUTSIDE_CASES, self.now, self._policy)

    def show_log(self, person: str, judge: Judge) -> None:
        """Count the log of a person as looked at."""
        self._logs[person] = judge

    def decide(self, case: str, field_class: FieldClass, datum: Datum = NO_DATUM) -> Decision:
        """The decision on a class in a case that was read."""
        return self._judges[case].decide(field_class, datum)

    def releases(self, case: str, field_class: FieldClass, datum: Datum = NO_DATUM) -> bool:
        """Whether a class is shown, whole, in a case that was read."""
        decision = self.decide(case, field_class, datum)
        return isinstance(decision, Release) and decision.part is Part.WHOLE

    def withheld(self, cases: Sequence[str], shown: Iterable[Shown], *, of_each: bool = False) -> tuple[Withheld, ...]:
        """What is not shown of these classes through any of these cases, or, of HEALTH, not all of it.

        With `of_each`, what any of the cases withholds. It does not depend on what there is: an answer without ties
        says the same as one with.
        """
        found: dict[tuple[FieldClass, str, str], Withheld] = {}
        for one in shown:
            for datum in self._origins(one):
                decisions = [(case, self.decide(case, one.field_class, datum)) for case in cases]
                if not of_each and any(isinstance(decision, Release) for _, decision in decisions):
                    continue
                for case, decision in decisions:
                    if not isinstance(decision, Withhold):
                        continue
                    form_shown = one.off_form and one.on_form and self.releases(case, one.field_class, FORM_FIELD)
                    said = Withheld.of(one.field_class, decision, case, form_shown=form_shown)
                    found.setdefault((one.field_class, decision.reason, case if of_each else ""), said)
        return tuple(found.values())

    def withheld_notes(self, case: str) -> tuple[Withheld, ...]:
        """What is said of notes: who wrote one decides, so it is asked about one of a colleague in the team."""
        decision = self.decide(case, FieldClass.NOTE, Datum(organisation="another", author_function="CASE_MANAGER"))
        return (Withheld.of(FieldClass.NOTE, decision, case),) if isinstance(decision, Withhold) else ()

    def _origins(self, shown: Shown) -> tuple[Datum, ...]:
        """The origins that a class may answer differently for: the own organisation and another one."""
        if shown.field_class != FieldClass.HEALTH:
            return (NO_DATUM if shown.off_form else FORM_FIELD,)
        own = Datum(organisation=self.actor.organisation, purpose=self.actor.purpose)
        return own, Datum(organisation="another", purpose=self.actor.purpose)

    def _judge_of(self, case: str, facts: Facts) -> Judge:
        """Who decides on a case from now on. One that decided on the same facts before goes on; of other facts, which
        somebody wrote meanwhile, a new one takes its place, and what was decided so far stays for the logs.
        """
        known = self._judges.get(case)
        if known is not None and known.facts == facts:
            return known
        if known is not None:
            self._replaced.setdefault(case, []).append(known)
        self._judges[case] = Judge(self.actor, facts, self.now, self._policy)
        return self._judges[case]

    def _exists(self, case: Row, position: list[Row]) -> bool:
        judge = self._judge_of(case["id"], facts_in(case, position, self.actor, self.now))
        rule = judge.hidden
        if rule is not None:
            _LOG.error("alarm: the second layer hides by rule %s what the first one showed", rule)
        return rule is None


def _judged(judge: Judge) -> tuple[Judged, ...]:
    return tuple(
        Judged(field_class, datum, decision) for field_class, datum, decision in judge.made if field_class is not None
    )
