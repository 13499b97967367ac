"""What can be asked of a network: how far, at which moment, and which part of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import InputError
from graph.inputs import check_moment, check_words
from graph.model.words import ORGANISATION_KINDS, ROLES
from graph.networks_shape import Phase, Status

DEEPEST = 3
MOST_NODES = 5_000

_NOT_ENDED = frozenset(Status) - {Status.ENDED}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a network.

    `at` and `known_at` are moments in milliseconds UTC, the present where None. `roles` narrows who is involved,
    `organisation_kinds` which organisations, `phase` and `statuses` everything with a period; None leaves it wide.
    With no `statuses` all but what has ended is shown, and with a `phase` what has ended too. `maximum` bounds the
    nodes.
    """

    depth: int = 2
    at: int | None = None
    known_at: int | None = None
    roles: Sequence[str] | None = None
    organisation_kinds: Sequence[str] | None = None
    phase: Phase | None = None
    statuses: Sequence[Status] | None = None
    maximum: int = 500

    @property
    def wanted_statuses(self) -> frozenset[Status]:
        """The statuses that are shown."""
        if self.statuses is not None:
            return frozenset(self.statuses)
        return frozenset(Status) if self.phase else _NOT_ENDED

    def moments(self, now: int) -> tuple[int, int]:
        """`at` and `known_at`, filled in by `now` and checked; raises InputError for what cannot be asked."""
        at = now if self.at is None else self.at
        known = now if self.known_at is None else self.known_at
        check_moment("at", at)
        check_moment("knownAt", known)
        if known > now:
            raise InputError("knownAt lies in the future", "nothing is known yet of what will be known then")
        return at, known

    def check(self) -> None:
        """Raise InputError, naming the field, for what cannot be asked."""
        if not 1 <= self.depth <= DEEPEST:
            raise InputError(f"depth is {self.depth}", f"ask for a depth of 1 to {DEEPEST}")
        if not 1 <= self.maximum <= MOST_NODES:
            raise InputError(f"the maximum of nodes is {self.maximum}", f"ask for 1 to {MOST_NODES}")
        check_words("roles", self.roles, ROLES)
        check_words("organisationKinds", self.organisation_kinds, ORGANISATION_KINDS)
        check_words("statuses", self.statuses, tuple(Status))
        check_words("phase", None if self.phase is None else (self.phase,), tuple(Phase))
