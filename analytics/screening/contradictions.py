"""The form beside the registrations: what both say, which of them counts, and where they contradict each other.

What a registration came to say after the form was filled in is a new fact, and counts. Where the form contradicts what
stood there already, both are shown, and the answer counts by which somebody is looked at.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.case_records import Record


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A fact (a field of the inputs) of which the form says something else than other records."""

    field: str
    form: Record
    others: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """What counts of a yes or no, and whether the form contradicts the records on it."""

    value: bool | None
    contradicts: bool = False


def settled(
    registered: bool | None, records: Iterable[Record], said: bool | None, form: Record | None, *, looked_at: bool
) -> Settled:
    """What counts of a registration and the form; `looked_at` is the answer by which somebody would be looked at."""
    if form is None or said is None:
        return Settled(registered)
    if registered is None or registered is said:
        return Settled(said)
    if is_newer(records, form):
        return Settled(registered)
    return Settled(looked_at, contradicts=True)


def is_newer(records: Iterable[Record], form: Record) -> bool:
    """Whether any of the records came after the form."""
    return any(one.recorded_at > form.recorded_at for one in records)
