"""A fact of somebody's own file, as that person may read it: what it says, who stands at it, what is disputed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from graph.model.kinds import FieldClass
from graph.times import day_of


@dataclass(frozen=True, slots=True)
class Party:
    """Who stands at a fact beside the person: an organisation, or the function of somebody there. Never a name of a
    person. `relation` is how it is tied to the fact.
    """

    relation: str
    organisation_id: str
    organisation: str
    function: str | None = None


@dataclass(frozen=True, slots=True)
class Disputed:
    """What the person says against a fact: OPEN, UPHELD or REJECTED, since when (milliseconds UTC); why so answered."""

    at: int
    status: str
    text: str | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class HeldFact:
    """One version of one fact. Moments are milliseconds UTC, half-open; `replaced_at` is set where it was corrected.

    `values` are its properties as they are kept; `moments` names those that are moments. What the person or a detention
    itself holds has no versions: there `fact` is its id, and no moment is known.
    """

    fact: str
    case_id: str
    kind: str
    field_class: FieldClass
    values: Mapping[str, Any]
    moments: frozenset[str]
    valid_from: int | None
    valid_to: int | None
    recorded_at: int | None
    replaced_at: int | None
    source: str | None
    parties: tuple[Party, ...]
    disputes: tuple[Disputed, ...]

    def text_of(self, name: str) -> str:
        """A value as a reader sees it: a moment as its day, several words with commas."""
        value = self.values[name]
        if name in self.moments:
            return day_of(value).isoformat()
        if isinstance(value, bool):
            return "yes" if value else "no"
        return ", ".join(map(str, cast("list[object]", value))) if isinstance(value, list) else str(value)
