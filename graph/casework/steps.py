"""What an act does to a case, step by step, as plain data; it is carried out elsewhere (`graph.casework.applying`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Make:
    """Make a lasting thing of a kind; `values` hold its `id`."""

    kind: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Add:
    """Add a record of a kind, in force from now unless `values` say otherwise."""

    kind: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class End:
    """Say that a fact ended, at a moment, which may be earlier than an end it was said to have."""

    kind: str
    fact: str
    at: int


@dataclass(frozen=True, slots=True)
class Renew:
    """Say a fact anew from now on: what it said so far was so until now. Of what is still to come: correct it."""

    kind: str
    fact: str
    changes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Complete:
    """Correct a fact: it is believed from now on that it always said this."""

    kind: str
    fact: str
    changes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Retract:
    """Take a fact back: it is believed from now on that it was never so. What was said stands as withdrawn."""

    kind: str
    fact: str


@dataclass(frozen=True, slots=True)
class Direct:
    """Let a position or organisation direct the case from now on, in place of who does, if anybody."""

    to: str


@dataclass(frozen=True, slots=True)
class StopDirecting:
    """Let nobody direct the case from now on: it is being closed."""


Step: TypeAlias = Make | Add | End | Renew | Complete | Retract | Direct | StopDirecting


@dataclass(frozen=True, slots=True)
class Change:
    """What an act does: its steps in order. `made` are the ids it gives to lasting things, by what they are.

    Where it opens a case, `opens` holds what that is made with, its `id` among it: all steps are done there, and
    nothing is written in the case that the act was asked in.
    """

    steps: tuple[Step, ...]
    made: Mapping[str, str] = field(default_factory=dict[str, str])
    opens: Mapping[str, Any] | None = None


def change(*steps: Step, **made: str) -> Change:
    """A change of these steps."""
    return Change(steps, made)
