"""What each party answered to the joint plan, and what changed in the plan since.

A party is whoever is in the team, the person, and whoever answered. A position and its organisation answer apart.
"""

from dataclasses import dataclass
from enum import StrEnum

from graph.case_records import Origin, Party, Record, View
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


@dataclass(frozen=True, slots=True)
class PartyAnswer:
    """What a party answered last: AGREED, DISAGREED, or NOT_ANSWERED.

    `version` is the one that was answered, None for no answer; `up_to_date` whether that is the version in view, and
    None where there is no answer or no version in view. `changes` are those since the answer.
    """

    party: Party
    answer: str
    version: int | None
    up_to_date: bool | None
    reason: str | None
    answered_at: int | None
    origin: Origin | None
    changes: tuple[PlanChange, ...]


def answers_to(view: View, plan: str, version: int | None) -> tuple[PartyAnswer, ...]:
    """The answer of each party: the person first, then by organisation and id."""
    said: dict[str, list[Record]] = {}
    for one in view.holding("PlanAgreement"):
        if one.end("plan") == plan and (by := one.end("by")) is not None:
            said.setdefault(by, []).append(one)
    team = [holder for one in view.holding("Involvement") if (holder := one.end("holder")) is not None]
    ids = dict.fromkeys((*view.case.person_ids, *team, *said))
    found = [
        (id, _answer(view, plan, version, party, view.latest(said.get(id, ()))))
        for id in ids
        if (party := view.party(id)) is not None
    ]
    return tuple(answer for _, answer in sorted(found, key=_order))


def _order(found: tuple[str, PartyAnswer]) -> tuple[bool, str, str]:
    id, answer = found
    return answer.party.person_id is None, answer.party.organisation or "", id


def _answer(view: View, plan: str, version: int | None, party: Party, record: Record | None) -> PartyAnswer:
    if record is None:
        return PartyAnswer(party, "NOT_ANSWERED", None, None, None, None, None, ())
    about: int = record.values["version"]
    answered = record.recorded_at if record.valid_from is None else record.valid_from
    return PartyAnswer(
        party,
        record.values["answer"],
        about,
        None if version is None else about == version,
        record.value("reason"),
        answered,
        view.origin(record),
        changes_between(_when_answered(view, record, answered), view, plan),
    )


def _when_answered(view: View, record: Record, answered: int) -> View:
    """The plan as it was when somebody answered, with what was known when that was written down.

    An answer that was corrected later was written down with its first version.
    """
    written = min((one.recorded_at for one in view.case.records if one.fact == record.fact), default=answered)
    return view.case.view(answered, min(max(answered, written), view.known_at))


def changes_between(then: View, now: View, plan: str) -> tuple[PlanChange, ...]:
    """What a plan says otherwise in one view than in an earlier one: goals, then actions, each by id."""
    before, after = _said(then, plan), _said(now, plan)
    return tuple(
        change
        for key in sorted({*before, *after}, key=lambda key: (key[0] != "GOAL", key[1]))
        if (change := _changed(key, before.get(key), after.get(key))) is not None
    )


Said = dict[str, tuple[str | None, str | None]]
"""By field: the value that counts, and how it reads."""


def _said(view: View, plan: str) -> dict[tuple[str, str], Said]:
    """What each goal and action of a plan says, of those in force."""
    things = view.case.plan
    goals = {goal for goal, of in (things.plan_of_goal or {}).items() if of == plan}
    actions = {action for action, of in (things.goal_of_action or {}).items() if of in goals}
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
        name.upper(): (value, value) for name in ("text", "kind", "status", "phase") if (value := state.value(name))
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


FIELDS = ("TEXT", "KIND", "STATUS", "PHASE", "DUE_ON", "OWNER")
"""What a goal or an action says, in the order in which changes are told."""
