"""One case as it lies before who acts: what is shown of it now, whose something is, and what waits there."""

from datetime import date

from analytics.next_due import NextDue
from analytics.urgency import Waiting, urgency_of
from analytics.urgency_rules import WorkKind
from analytics.work_item import WorkFor, WorkItem
from graph.actors import Actor
from graph.case_records import Party, Record, View
from graph.dossiers import Dossier
from graph.names import NAME_PARTS, full_name
from graph.times import day_of


class Desk:
    """One case as it lies before who acts: what is shown of it now, and whose something is."""

    def __init__(self, dossier: Dossier, actor: Actor, now: int, *, colleagues: bool) -> None:
        self.dossier, self.actor = dossier, actor
        self.view: View = dossier.records.view(now, now)
        self.today = day_of(now)
        self._colleagues = colleagues
        self._names = tuple(name for person in dossier.person_ids if (name := self._name(person)))

    def _name(self, person: str) -> str | None:
        state = self.view.state("PersonName", "person", person)
        if state is None or not state.holds(self.view.at):
            return None
        return full_name({name: state.value(name) for name in NAME_PARTS})

    def whose(self, id: str | None) -> WorkFor | None:
        """For whom something at an end waits; None where that is not for this list."""
        if id is None:
            return None
        if id == self.actor.position:
            return WorkFor.ME
        if id == self.actor.organisation:
            return WorkFor.ORGANISATION
        return WorkFor.COLLEAGUE if self._colleagues and self.is_of_my_organisation(id) else None

    def is_of_my_organisation(self, id: str) -> bool:
        """Whether an end is the own organisation, or a position at it."""
        holder = self.dossier.records.holders.get(id)
        return holder is not None and holder.organisation_id == self.actor.organisation

    def item(
        self,
        kind: WorkKind,
        waits_for: WorkFor,
        record: Record,
        *,
        state: str = "",
        due: int | None = None,
        since: int | None = None,
        text: str | None = None,
        party: Party | None = None,
    ) -> WorkItem:
        """What a record says that waits; `due` and `since` are moments in milliseconds UTC."""
        due_day, since_day = (None if moment is None else day_of(moment) for moment in (due, since))
        return WorkItem(
            id=f"{kind} {record.fact}",
            kind=kind,
            case_id=self.dossier.case_id,
            person_ids=self.dossier.person_ids,
            names=self._names,
            urgency=urgency_of(Waiting(kind, state, due_day, since_day), self.today),
            waits_for=waits_for,
            due=due_day,
            days_overdue=self._overdue(due_day),
            since=since_day,
            text=text,
            party=party,
            origin=self.view.origin(record),
        )

    def case_item(self, found: NextDue) -> WorkItem:
        """The case itself, with what is due next in it."""
        due = found.due
        day, what = (due.day, due.what) if due else (None, None)
        more = max(0, found.late - 1)
        return WorkItem(
            id=f"{WorkKind.CASE} {self.dossier.case_id}",
            kind=WorkKind.CASE,
            case_id=self.dossier.case_id,
            person_ids=self.dossier.person_ids,
            names=self._names,
            urgency=urgency_of(Waiting(WorkKind.CASE, found.state, day, None, what, more), self.today),
            waits_for=WorkFor.TEAM,
            due=day,
            days_overdue=self._overdue(day),
            since=None,
            text=what.nl if what else None,
            party=None,
            origin=None,
            clock_rule=due.rule if due else None,
            late=found.late,
        )

    def _overdue(self, due: date | None) -> int | None:
        days = 0 if due is None else (self.today - due).days
        return days if days > 0 else None
