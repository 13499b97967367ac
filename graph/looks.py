"""What a reading did with one case: which classes it decided on and how. The logs are written from this."""

from dataclasses import dataclass

from graph.model.kinds import FieldClass
from graph.policy.decisions import Decision
from graph.policy.facts import Datum


@dataclass(frozen=True, slots=True)
class Judged:
    """One distinct class and datum, and what was decided on it."""

    field_class: FieldClass
    datum: Datum
    decision: Decision


@dataclass(frozen=True, slots=True)
class Look:
    """One case of one person (both ids), and all that was decided on it for one answer."""

    person: str
    case: str
    judged: tuple[Judged, ...]
