"""Who is to be screened again, and since when: for the signal of it."""

from typing import Final

from analytics.screening.again import Again, again
from analytics.screening.deciding import stood_in
from analytics.screening.gathering import READS, Gathered, gathered
from analytics.screening.ruleset import RULE_SET
from analytics.screening.screening import screen
from graph.case_records import Record
from graph.dossiers import Dossier
from graph.screening_due import Due, ScreeningWatch
from graph.times import start_of_day


def due_again(dossier: Dossier, now: int) -> Due | None:
    """Since when the person of a case is to be screened again; None where nothing asks for it."""
    (person, *others) = dossier.person_ids
    view = dossier.whole.view(now, now)
    found = None if others else gathered(view, person)
    if found is None:
        return None
    decision = found.forms.decision
    stood = None if decision is None else stood_in(decision)
    asked = again(stood, found.inputs, screen(found.inputs, RULE_SET), RULE_SET)
    about = decision or view.state("DetentionState", "detention", found.detention)
    return None if asked is None or about is None else Due(about.fact, min(_since(asked, found, decision), now))


def _since(asked: Again, found: Gathered, decision: Record | None) -> int:
    """From the day it is due, else since the last of the facts came that it was judged on."""
    if asked.due_on is not None:
        return start_of_day(asked.due_on)
    decided = 0 if decision is None else decision.recorded_at
    came = (one.recorded_at for records in found.evidence.values() for one in records if one.recorded_at > decided)
    return max(came, default=start_of_day(found.inputs.screened_on))


SCREENING_WATCH: Final = ScreeningWatch(READS, due_again)
"""What a list of signals asks of the screening list."""
