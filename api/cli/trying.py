"""What somebody invented may try: the purposes that show something, and a command that does."""

import shlex
from dataclasses import dataclass

from graph.actors import Purpose
from graph.clock import Clock
from graph.guards import Guard
from graph.model.kinds import FieldClass
from graph.policy.decisions import Release
from graph.policy.explaining import CaseExplanation, explained
from graph.policy.policies import POLICY
from graph.staff import AtHand, StaffPosition
from graph.store import Store

_WITHOUT_CASES = {
    "STEERING_MEMBER": "gaps --small --as {who}",
    "ANALYST": "gaps --as {who}",
    "PRIVACY_OFFICER": "log show PERSON --as {who}",
    "OPERATOR": "db status",
}


@dataclass(frozen=True, slots=True)
class Trial:
    """What a position may try: its purposes, the usual one first, and a command that shows something, if there is one.

    `person` is whom the command is about.
    """

    purposes: tuple[Purpose, ...]
    command: str | None
    person: str | None = None


def purposes_of(position: StaffPosition) -> tuple[Purpose, ...]:
    """The purposes under which the policy can release something to this function at this kind of organisation."""
    kind, function = position.organisation_kind, position.function
    open_ = [purpose for purpose in Purpose if (purpose, kind, function) in POLICY.matrix.row_of]
    usual = position.usual_purpose
    return (usual, *(one for one in open_ if one is not usual)) if usual in open_ or not open_ else (*open_,)


async def trial_of(store: Store, clock: Clock, position: StaffPosition, at_hand: AtHand) -> Trial:
    """What a position may try now, on one of the cases it has at hand."""
    purposes = purposes_of(position)
    who = shlex.quote(position.name if at_hand.namesakes == 1 else position.position)
    if position.function in _WITHOUT_CASES:
        return Trial(purposes, f"casusregie {_WITHOUT_CASES[position.function].format(who=who)}")
    for case, person in at_hand.cases:
        facts = await Guard(store, position.acting_for(purposes[0]), clock).facts_of(case)
        for purpose in purposes:
            found = explained(position.acting_for(purpose), facts, clock.now())
            if found is not None and _shows(found, FieldClass.IDENTITY):
                about = f"network {person}" if _shows(found, FieldClass.NETWORK) else f"policy explain --case {case}"
                more = "" if purpose is position.usual_purpose else f" --purpose {purpose}"
                return Trial(purposes, f"casusregie {about} --as {who}{more}", person)
    return Trial(purposes, None)


def _shows(found: CaseExplanation, field_class: FieldClass) -> bool:
    return any(one.field_class is field_class and isinstance(one.decision, Release) for one in found.classes)
