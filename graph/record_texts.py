"""A record in words: what it says and who stands at it, as a reader sees it, and in what one version differs."""

from dataclasses import dataclass
from typing import Any

from graph.case_records import Record, View
from graph.case_teams import name_of_contact
from graph.model.catalogue import KINDS
from graph.model.kinds import Type
from graph.times import day_of, last_day


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """A property, an end or a day of a period that is another now, as a reader sees it; None is "was not said"."""

    name: str
    was: str | None
    becomes: str | None


def differences(view: View, was: Record, becomes: Record, *, periods: bool) -> tuple[ChangedValue, ...]:
    """In what a record differs from another of its kind; with `periods` its first and last day too."""
    before, after = texts(view, was), texts(view, becomes)
    if periods:
        before, after = {**before, **_period(was)}, {**after, **_period(becomes)}
    names = dict.fromkeys([*before, *after])
    return tuple(
        ChangedValue(name, before.get(name), after.get(name)) for name in names if before.get(name) != after.get(name)
    )


def _period(record: Record) -> dict[str, str]:
    found: dict[str, str] = {}
    if record.valid_from is not None:
        found["startsOn"] = day_of(record.valid_from).isoformat()
    if record.valid_to is not None:
        found["endsOn"] = last_day(record.valid_to).isoformat()
    return found


def texts(view: View, record: Record) -> dict[str, str]:
    """What a record says and who stands at it, as a reader sees it, in the order of the model."""
    kind = KINDS[record.kind]
    found = {
        one.name: _text(record.values[one.name], one.type)
        for one in kind.properties
        if not one.derived and one.name in record.values
    }
    for edge in kind.edges:
        named = [_name(view, id) for id in record.ends.get(edge.field, ())]
        if named:
            found[edge.field] = "; ".join(named)
    return found


def _text(value: Any, type: Type) -> str:
    if type == Type.MOMENT:
        return day_of(value).isoformat()
    if type == Type.FLAG:
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if type == Type.TEXTS else str(value)


def _name(view: View, id: str) -> str:
    """Who stands at an end: names as far as they are shown, else the organisation; of anything else its id."""
    party = view.party(id)
    if party is not None and party.person_id is None:
        return ", ".join(filter(None, (party.professional_name, party.function, party.organisation)))
    offer = view.case.offers.get(id)
    return offer.name if offer is not None else name_of_contact(view, id) or id
