"""What a reading did with one case: which classes it decided on and how. The logs are written from this."""

from dataclasses import dataclass
from typing import Final

from graph.model.kinds import FieldClass
from graph.policy.decisions import Decision
from graph.policy.facts import Datum, Facts

WHO_KNOWS: Final = "WHO_KNOWS"
"""Asked was who knows the person: which organisations are involved, also through cases of others."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One distinct class and datum, and what was decided on it."""

    field_class: FieldClass
    datum: Datum
    decision: Decision


@dataclass(frozen=True, slots=True)
class Look:
    """One case of one person (both ids), and all that was decided on it for one answer, with the facts it rests on.

    `case` is None where a person's log was looked at and no case. `asked` is WHO_KNOWS where that was asked too.
    """

    person: str
    case: str | None
    facts: Facts
    judged: tuple[Judged, ...]
    asked: str | None = None
