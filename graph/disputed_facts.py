"""What the person says against facts of a case, and what was answered, for whoever is shown the fact."""

from dataclasses import dataclass

from graph.case_records import Origin, View
from graph.model.catalogue import RECORDS


@dataclass(frozen=True, slots=True)
class DisputedFact:
    """A dispute of one fact, or of a date of birth or the start of a detention: OPEN, UPHELD or REJECTED.

    `text` is of the person, `reason` of who answered. Moments are milliseconds UTC; `answered_at` is None while it is
    open, or where that is not recorded.
    """

    kind: str
    at: int
    status: str
    text: str | None
    reason: str | None
    answered_at: int | None
    origin: Origin


def disputed_facts(view: View) -> tuple[DisputedFact, ...]:
    """Every dispute of a fact that is shown, over or not: those that are open first, then by moment."""
    found = [
        DisputedFact(
            record.kind, said.at, said.status or "", said.text, said.reason, said.answered_at, view.origin(record)
        )
        for record in (*view.all(*(kind.label for kind in RECORDS)), *view.case.things)
        for said in view.disputes_of(record.fact)
    ]
    return tuple(sorted(found, key=lambda one: (one.status != "OPEN", one.at, one.origin.fact)))
