"""What each party answered to the joint plan, what changed in the plan since, and of whom an answer is asked now.

A party is whoever is in the team, the person, and whoever answered. A position and its organisation answer apart.
"""

from dataclasses import dataclass

from graph.case_records import Origin, Party, Record, View
from graph.plan_changes import PUT_TO_PARTIES, PlanChange, changes_between, when_written


@dataclass(frozen=True, slots=True)
class PartyAnswer:
    """What a party answered last: AGREED, DISAGREED, or NOT_ANSWERED.

    `version` is the one that was answered, None for no answer; `up_to_date` whether that is the version in view, and
    None where there is no answer or no version in view. `changes` are those since the answer. `answer_asked` says
    whether the party is asked: of a version put to the parties, where it never answered, or where something that asks
    for a new agreement changed since it answered an earlier version.
    """

    party: Party
    answer: str
    version: int | None
    up_to_date: bool | None
    answer_asked: bool
    reason: str | None
    answered_at: int | None
    origin: Origin | None
    changes: tuple[PlanChange, ...]


def answers_to(view: View, plan: str, state: Record | None) -> tuple[PartyAnswer, ...]:
    """The answer of each party, the person first, then by organisation and id; `state` is how the plan stands."""
    said: dict[str, list[Record]] = {}
    for one in view.holding("PlanAgreement"):
        if one.end("plan") == plan and (by := one.end("by")) is not None:
            said.setdefault(by, []).append(one)
    team = [holder for one in view.holding("Involvement") if (holder := one.end("holder")) is not None]
    ids = dict.fromkeys((*view.case.person_ids, *team, *said))
    found = [
        (id, _answer(view, plan, state, party, view.latest(said.get(id, ()))))
        for id in ids
        if (party := view.party(id)) is not None
    ]
    return tuple(answer for _, answer in sorted(found, key=_order))


def _order(found: tuple[str, PartyAnswer]) -> tuple[bool, str, str]:
    id, answer = found
    return answer.party.person_id is None, answer.party.organisation or "", id


def _answer(view: View, plan: str, state: Record | None, party: Party, record: Record | None) -> PartyAnswer:
    asked = state is not None and state.values["status"] in PUT_TO_PARTIES
    if record is None:
        return PartyAnswer(party, "NOT_ANSWERED", None, None, asked, None, None, None, ())
    version: int | None = state.values["version"] if state else None
    about: int = record.values["version"]
    answered = record.recorded_at if record.valid_from is None else record.valid_from
    changes = changes_between(when_written(view, record, answered), view, plan)
    return PartyAnswer(
        party,
        record.values["answer"],
        about,
        None if version is None else about == version,
        asked and version is not None and about < version and any(one.asks_again for one in changes),
        record.value("reason"),
        answered,
        view.origin(record),
        changes,
    )
