"""What somebody may do in a case now: the table of tasks, less what is not done in a case that is closed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from graph.casework.all_acts import CASE_ACTS
from graph.clock import Clock
from graph.dossiers import Dossier
from graph.policy.reasons import Reason
from graph.policy.tasks import acts_of

IN_CLOSED: Final = frozenset({act.TASK for act in CASE_ACTS.values() if act.IN_CLOSED} | {"DISPUTE_FACT"})
"""Tasks of which something is done in a closed case too; the person disputes a fact whatever becomes of the case."""


@dataclass(frozen=True, slots=True)
class OpenAct:
    """Whether somebody may do a task here now. Where not: the `reason`, or that the case is `closed`."""

    act: str
    reason: Reason | None
    closed: bool

    @property
    def allowed(self) -> bool:
        """Whether it is."""
        return self.reason is None and not self.closed


def open_acts(dossier: Dossier, clock: Clock) -> Iterator[OpenAct]:
    """Every task, in the order of the table. What is not one's task is told as such, closed or not."""
    now = clock.now()
    view = dossier.whole.view(now, now)
    state = view.latest(view.holding("CaseState"))
    closed = state is not None and state.values["status"] == "CLOSED"
    for one in acts_of(dossier.asking):
        yield OpenAct(one.act, one.reason, closed and one.reason is None and one.act not in IN_CLOSED)
