"""What an arrival leaves in its case, as steps: the case open and directed, the detention, and who is told of it."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from graph.casework.arrivals_known import KnownPerson
from graph.casework.arrivals_rules import REOPENING, KnownCase
from graph.casework.steps import Add, End, Make, Renew, Step
from graph.errors import InputError
from graph.records import new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A detention that began, as a source tells it; `id` is its id there.

    The person is told by id or by number (`skn`); `name` holds the values of PersonName where the number may be new.
    `municipality` is that of origin. Moments are milliseconds UTC.
    """

    id: str
    source: str
    prison: str
    arrived_at: int
    regime: str
    person: str | None = None
    skn: str | None = None
    name: dict[str, str] | None = None
    birth_date: str | None = None
    municipality: str | None = None
    expected_end: int | None = None

    @property
    def told(self) -> dict[str, Any]:
        """All that was told."""
        return asdict(self)

    def origin(self, part: str = "") -> dict[str, str]:
        """Source and id there, for the record that is this `part` of it."""
        return {"source": self.source, "sourceId": f"{self.id}/{part}" if part else self.id}


def opening(arrival: Arrival, person: str, known: KnownPerson, found: KnownCase | None, now: int) -> Iterator[Step]:
    """What opens the case, directed by the prison; nothing where it is open.

    Opened again, it is for prison and municipality to assign anew: who was involved for one of these is so no more.
    """
    if found is not None and found.closed_at is None:
        return
    if found is None:
        yield Add("CaseState", {"status": "OPEN", **arrival.origin()})
        name = known.name or {"skn": arrival.skn, **(arrival.name or {})}
        if not name.get("givenName") or not name.get("familyName"):
            raise InputError("the name of this person is not known", "tell givenName and familyName too")
        yield Add("PersonName", {"person": person, **name, **arrival.origin()})
        yield from (Add("Exclusion", {"professional": one}) for one in known.excluded)
    else:
        yield Renew("CaseState", known.state or "", {"status": "OPEN", "reason": REOPENING.reason})
        yield from (End("Involvement", fact, now) for fact in known.parts)
    yield Add("Direction", {"holder": arrival.prison, **arrival.origin()})


def detention(arrival: Arrival, person: str, known: KnownPerson, now: int) -> Iterator[Step]:
    """The detention with its first stay, the municipality of origin where it is new, and a notice to each."""
    made = new_id()
    since = {"validFrom": arrival.arrived_at, **arrival.origin()}
    yield Make("Detention", {"id": made, "startedOn": arrival.arrived_at, "person": person})
    certainty = "UNKNOWN" if arrival.expected_end is None else "ESTIMATED"
    state = {
        "status": "INSIDE",
        "expectedEnd": arrival.expected_end,
        "certainty": certainty,
        "supervisionFollows": "UNKNOWN",
    }
    yield Add("DetentionState", {"detention": made, **state, **since})
    yield Add("Stay", {"detention": made, "prison": arrival.prison, "regime": arrival.regime, **since})
    town = arrival.municipality or known.origin
    if town is not None and town != known.origin:
        if known.origin_fact is not None:
            yield End("Residence", known.origin_fact, now)
        yield Add("Residence", {"person": person, "kind": "ORIGIN", "municipality": town, **arrival.origin()})
    yield Add("Notice", {"kind": "PLACEMENT", "receivedOn": now, "to": arrival.prison, **arrival.origin("prison")})
    if town is not None:
        told = {"kind": "START_OF_DETENTION", "receivedOn": now, "to": town}
        yield Add("Notice", {**told, **arrival.origin("municipality")})
