"""What rules say of a case, as an act needs to know it. The rules themselves stand above this package."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from graph.case_records import View
from graph.dossiers import Dossier


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal with what it stands on: facts as field=value, criteria as number=outcome, and by which rule set."""

    proposal: str
    provisional: bool
    rule_set: str
    version: int
    stood_on: tuple[str, ...]
    outcomes: tuple[str, ...]


Propose: TypeAlias = Callable[[View, str], Proposed | None]
"""What is proposed for a person by all that is recorded in a case at a moment; None where nobody is inside."""

Found: TypeAlias = Callable[[Dossier, View], frozenset[str]]
"""Ids of the findings of a case at a moment that are for who asks."""


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules in force that acts ask: what a screening proposes, what was found."""

    propose: Propose
    found: Found
