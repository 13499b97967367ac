"""What a column of a statement holds, for the guard: of which class its records are, and where each comes from."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graph.model.kinds import FieldClass
from graph.policy.facts import NO_DATUM, Datum

Row = dict[str, Any]


def no_datum(_row: Row) -> Datum:
    """Nothing in particular."""
    return NO_DATUM


def no_more(_row: Row) -> tuple[str, ...]:
    """No other case."""
    return ()


def no_class(_row: Row, _purpose: str) -> FieldClass | None:
    """No second class."""
    return None


@dataclass(frozen=True, slots=True)
class Section:
    """What one column of a statement holds: records with their `caseId`, of one class or of a class told by each.

    `work` names keys of a record that hold a professional, whose `name` is shown by the class WORK. `also` gives other
    cases that something in the record belongs to: each must release it too. `beside` gives a second class that must be
    released as well, under the purpose of who asks. `datum` is asked for the class `datum_for` only, where it is given.
    """

    field_class: FieldClass | Callable[[Row], FieldClass]
    datum: Callable[[Row], Datum] = no_datum
    work: tuple[str, ...] = ()
    also: Callable[[Row], tuple[str, ...]] = no_more
    beside: Callable[[Row, str], FieldClass | None] = no_class
    datum_for: FieldClass | None = None
