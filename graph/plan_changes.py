"""What a joint plan says otherwise than before: goals and actions that came, changed or went, and what of it asks for
a new agreement.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from graph.case_records import Record, View
from graph.times import day_of


class Changed(StrEnum):
    """What happened to a goal or an action since."""

    ADDED = "ADDED"
    CHANGED = "CHANGED"
    ENDED = "ENDED"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One thing that a goal or an action said otherwise before; None where it said nothing."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class PlanChange:
    """A GOAL or an ACTION that was added, changed or ended; `text` is how it reads now, of what ended how it read."""

    subject: str
    id: str
    change: Changed
    text: str
    fields: tuple[FieldChange, ...]

    @property
    def asks_again(self) -> bool:
        """Whether who agreed is asked anew: not where what was agreed was only carried out, or taken up again."""
        return self.change is not Changed.CHANGED or any(
            one.field != "STATUS" or DROPPED in (one.before, one.after) for one in self.fields
        )


DROPPED = "DROPPED"

FIELDS = ("TEXT", "KIND", "STATUS", "PHASE", "DUE_ON", "OWNER", "PAYS")
"""What a goal or an action says, in the order in which changes are told."""


def when_written(view: View, record: Record, since: int) -> View:
    """The case as it was when a record began, at `since`, with what was known when that was written down.

    A record that was corrected later was written down with its first version.
    """
    written = min((one.recorded_at for one in view.case.records if one.fact == record.fact), default=since)
    return view.case.view(since, min(max(since, written), view.known_at))


def changes_since_proposal(view: View, plan: str, state: Record | None) -> tuple[PlanChange, ...]:
    """What changed in a plan since its version in view was put to the parties; `state` is how it stands.

    Nothing where it was not put to them yet, or was closed.
    """
    if state is None or state.values["status"] not in PUT_TO_PARTIES:
        return ()
    of_version = [
        one
        for one in view.all("PlanState")
        if one.end("plan") == plan
        and one.values["version"] == state.values["version"]
        and one.values["status"] in PUT_TO_PARTIES
    ]
    first = of_version[0]
    if first.valid_from is None:
        return ()
    return changes_between(when_written(view, first, first.valid_from), view, plan)


PUT_TO_PARTIES = ("PROPOSED", "ADOPTED")
"""Where a plan stands when its parties are asked."""


def is_answered(view: View, plan: str, version: int, is_party: Callable[[str], bool]) -> bool:
    """Whether one of some parties answered a version: itself, or an earlier one since which nothing changed that asks
    for a new agreement.

    It needs the goals and actions as records only. One plan is in use at a time, and a closed one changes no more.
    """
    said: dict[str, list[Record]] = {}
    for one in view.holding("PlanAgreement"):
        if one.end("plan") == plan and (by := one.end("by")) is not None and is_party(by):
            said.setdefault(by, []).append(one)
    lasts = [last for each in said.values() if (last := view.latest(each)) is not None]
    return any(one.values["version"] >= version or not _asks_again_since(view, one) for one in lasts)


def _asks_again_since(view: View, answer: Record) -> bool:
    since = answer.recorded_at if answer.valid_from is None else answer.valid_from
    return any(one.asks_again for one in changes_between(when_written(view, answer, since), view, None))


def changes_between(then: View, now: View, plan: str | None) -> tuple[PlanChange, ...]:
    """What a plan says otherwise in one view than in an earlier one: goals, then actions, each by id.

    Without a plan: all that is said in the case.
    """
    before, after = _said(then, plan), _said(now, plan)
    return tuple(
        change
        for key in sorted({*before, *after}, key=lambda key: (key[0] != "GOAL", key[1]))
        if (change := _changed(key, before.get(key), after.get(key))) is not None
    )


Said = dict[str, tuple[str | None, str | None]]
"""By field: the value that counts, and how it reads."""


def _said(view: View, plan: str | None) -> dict[tuple[str, str], Said]:
    """What each goal and action of a plan says, of those in force."""
    things = view.case.plan
    goals = {goal for goal, of in (things.plan_of_goal or {}).items() if of == plan}
    actions = {action for action, of in (things.goal_of_action or {}).items() if of in goals}
    if plan is None:
        goals = {id for one in view.all("GoalState") if (id := one.end("goal"))}
        actions = {id for one in view.all("ActionState") if (id := one.end("action"))}
    found: dict[tuple[str, str], Said] = {}
    for subject, kind, field, ids in (
        ("GOAL", "GoalState", "goal", goals),
        ("ACTION", "ActionState", "action", actions),
    ):
        for id in ids:
            state = view.state(kind, field, id)
            if state is not None and state.holds(view.at):
                found[subject, id] = _fields(view, state)
    return found


def _fields(view: View, state: Record) -> Said:
    found: Said = {
        name.upper(): (value, value)
        for name in ("text", "kind", "status", "phase", "pays")
        if (value := state.value(name))
    }
    due: int | None = state.value("dueOn")
    if due is not None:
        day = day_of(due).isoformat()
        found["DUE_ON"] = day, day
    if (owner := state.end("owner")) is not None:
        party = view.party(owner)
        found["OWNER"] = owner, party and (party.professional_name or party.organisation or party.person_id)
    return found


def _changed(key: tuple[str, str], before: Said | None, after: Said | None) -> PlanChange | None:
    subject, id = key
    if before is None or after is None:
        text = (after or before or {})["TEXT"][1]
        return PlanChange(subject, id, Changed.ADDED if before is None else Changed.ENDED, text or "", ())
    nothing = (None, None)
    fields = tuple(
        FieldChange(name, before.get(name, nothing)[1], after.get(name, nothing)[1])
        for name in FIELDS
        if before.get(name, nothing)[0] != after.get(name, nothing)[0]
    )
    return PlanChange(subject, id, Changed.CHANGED, after["TEXT"][1] or "", fields) if fields else None
