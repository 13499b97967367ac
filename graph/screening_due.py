"""That somebody on the screening list is to be screened again, as signals need to know it.

Which facts turn a proposal is known to the rules of a screening, which stand above this package and are handed in.
"""

from collections.abc import Callable
from dataclasses import dataclass

from graph.dossiers import Dossier


@dataclass(frozen=True, slots=True)
class Due:
    """Since when (milliseconds UTC), and the fact that it is about: the decision, or the state of the detention."""

    fact: str
    since: int


@dataclass(frozen=True, slots=True)
class ScreeningWatch:
    """What is asked of each case on the screening list at a moment, and the kinds of record that it reads."""

    kinds: frozenset[str]
    due: Callable[[Dossier, int], Due | None]
