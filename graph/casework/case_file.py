"""A case as who acts may see it at the moment of the act, and what every act asks of it: who is there, what is said.

What is not shown to who acts is refused in the same words as what does not exist.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Final

from graph.actors import Actor
from graph.case_records import Holder, Record, View
from graph.casework.directory import EMPTY, Directory
from graph.casework.rules_asked import Rules
from graph.dossiers import Dossier
from graph.errors import ConflictError
from graph.policy.tables import SUBJECT
from graph.records import new_id
from graph.refusals import Code, refused
from graph.times import FOREVER, day_of, start_of_day

FURTHEST_DAYS: Final = 366 * 30
"""How far ahead something can be planned, and how far back told."""


class CaseFile:
    """One case at the moment of an act. `expected` is the stamp up to which who acts had read it, None for not said;
    `directory` what the act names outside the case, `excluded` the professionals for whom it does not exist, never to
    be told.
    """

    def __init__(
        self,
        dossier: Dossier,
        actor: Actor,
        now: int,
        expected: int | None = None,
        directory: Directory = EMPTY,
        *,
        excluded: frozenset[str] = frozenset(),
        rules: Rules | None = None,
    ) -> None:
        self.dossier, self.actor, self.now, self.expected = dossier, actor, now, expected
        self.directory, self.excluded = directory, excluded
        self._rules = rules
        self.case_id = dossier.case_id
        self.view: View = dossier.records.view(now, now)
        """What is shown to who acts: ids of an input are looked up here and nowhere else."""

    @property
    def rules(self) -> Rules:
        """The rules in force, where an act asks them."""
        if self._rules is None:
            raise RuntimeError("no rules are asked at this desk")
        return self._rules

    @cached_property
    def whole(self) -> View:
        """Everything, for rules that must hold whatever is shown. Never to be told."""
        return self.dossier.whole.view(self.now, self.now)

    @cached_property
    def is_closed(self) -> bool:
        """Whether the case is closed now."""
        state = self.whole.latest(self.whole.holding("CaseState"))
        return state is not None and state.values["status"] == "CLOSED"

    @property
    def by_person(self) -> bool:
        """Whether it is the person of the case who acts."""
        return self.actor.function == SUBJECT

    @property
    def who(self) -> str:
        """The id under which who acts stands in the case: the position, or the person."""
        return self.actor.professional if self.by_person else self.actor.position

    @staticmethod
    def new_id() -> str:
        """An id for a new thing."""
        return new_id()

    def person(self, field: str, id: str | None = None) -> str:
        """The person of the case, or the one of this id. Raises ActError where it is not one of the case."""
        persons = self.dossier.person_ids
        if id is None and len(persons) == 1:
            return persons[0]
        if id is None or id not in persons:
            raise refused(Code.UNKNOWN, field)
        return id

    def team(self) -> frozenset[str]:
        """The positions and organisations that are involved now or will be, or direct, as far as they are shown."""
        return frozenset(_holders(self.view))

    def member(self, field: str, id: str, *, person: bool = False) -> str:
        """Somebody of the team, or with `person` the person. Raises ActError for anybody else."""
        if id in self.team() or (person and id in self.dossier.person_ids):
            return id
        raise refused(Code.NOT_IN_TEAM, field)

    def serving(self, field: str, id: str, *, person: bool = False) -> str:
        """The same, and not a position that has ended. Raises ActError for anybody else."""
        holder = self.view.case.holders.get(self.member(field, id, person=person))
        if holder is not None and not in_office(holder, self.now):
            raise refused(Code.IS_OVER, field)
        return id

    def organisation(self, field: str, id: str) -> Holder:
        """An organisation, in the team or not. Raises ActError where there is none of this id."""
        found = self.directory.holders.get(id)
        if found is None or found.position_id is not None:
            raise refused(Code.UNKNOWN, field)
        return found

    def record(self, field: str, fact: str, *kinds: str) -> Record:
        """The version of a fact that is believed and has not ended. Raises ActError; ConflictError where stale."""
        found = next((one for one in self.view.all(*kinds) if one.fact == fact), None)
        if found is None:
            raise refused(Code.UNKNOWN, field)
        return self.current(field, found)

    def state(self, field: str, kind: str, of: str, id: str) -> Record:
        """The state of a lasting thing that has not ended. Raises as `record` does."""
        found = self.view.state(kind, of, id)
        if found is None:
            raise refused(Code.UNKNOWN, field)
        return self.current(field, found)

    def current(self, field: str, record: Record) -> Record:
        """A record that has not ended. Raises ActError where it has; ConflictError where it changed since read."""
        if self.expected is not None and changed_at(record) > self.expected:
            raise ConflictError("this has changed since it was read", "read it again and decide anew")
        if record.valid_to is not None and record.valid_to <= self.now:
            raise refused(Code.IS_OVER, field)
        return record

    def past(self, field: str, moment: int) -> int:
        """A moment that has come: of today every moment has. Raises ActError for a later day, and one too far back."""
        days = (day_of(self.now) - day_of(moment)).days
        if days < 0:
            raise refused(Code.IN_FUTURE, field)
        if days > FURTHEST_DAYS:
            raise refused(Code.MALFORMED_DATE, field)
        return moment

    def coming(self, field: str, moment: int) -> int:
        """A day from today on. Raises ActError for an earlier one, and for one that is too far off."""
        days = (day_of(moment) - day_of(self.now)).days
        if days < 0:
            raise refused(Code.IN_PAST, field)
        if days > FURTHEST_DAYS:
            raise refused(Code.MALFORMED_DATE, field)
        return moment

    def today(self) -> int:
        """The moment today began."""
        return start_of_day(day_of(self.now))


def changed_at(record: Record) -> int:
    """When a record last came to say what it says: its stamp, or that of its end."""
    return max(record.recorded_at, (record.end_known_at or 0) if record.valid_to is not None else 0)


def version_of(view: View) -> int:
    """The version of a case for who sees this view: the stamp of the last change in what is shown; 0 for nothing.

    It tells nothing of what is not shown.
    """
    stamps = (
        stamp
        for one in view.case.records
        for stamp in (one.recorded_at, one.retracted_at, one.end_known_at)
        if stamp is not None and stamp <= view.known_at
    )
    return max(stamps, default=0)


def _holders(view: View) -> Iterator[str]:
    for one in view.all("Involvement"):
        if one.valid_to is None or view.at < one.valid_to:
            yield from one.ends.get("holder", ())
    for one in view.holding("Direction"):
        yield from one.ends.get("holder", ())


def in_office(holder: Holder, now: int) -> bool:
    """Whether a position is in force at a moment; an organisation always is."""
    return holder.position_id is None or any(
        recorded <= now < (retracted or FOREVER) and (start or 0) <= now < (end or FOREVER)
        for start, end, recorded, retracted, _ in holder.functions
    )


def said(text: str | None) -> str | None:
    """A text without spaces around it; None for nothing."""
    return (text or "").strip() or None
