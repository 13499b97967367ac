"""Who is around a person: the team with roles, who directs, the people around with each reading, the organisations."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from graph.case_records import Origin, Party, Record, View
from graph.directions import directing
from graph.networks_shape import Status


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody involved, or an organisation as such. `status` is CURRENT, EXPIRED (not confirmed for too long) or
    PLANNED; `ends_with` says with what it ends where no end is known, `planned_to` is exclusive.
    """

    party: Party
    role: str
    frame: str
    status: Status
    valid_from: int | None
    valid_to: int | None
    ends_with: str | None
    planned_to: int | None
    directs: bool
    origin: Origin


@dataclass(frozen=True, slots=True)
class Director:
    """Who directs the case, since when; a start of None is unknown.

    `ended` is who directed until that position ended, where the organisation directs for that reason.
    """

    party: Party
    valid_from: int | None
    ended: Party | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Reading:
    """How a tie is read: SUPPORTS, NEUTRAL, HARMS or UNKNOWN; `by` is the professional, None for the person's own."""

    quality: str
    read_at: int | None
    by: Party | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class PersonAround:
    """Somebody around the person: `tie` says what to the person; each reading stands apart.

    `own_reading` is the person's own, `readings` those of professionals, latest first; where there is none nobody
    said.
    """

    contact_id: str
    name: str | None
    tie: str
    status: Status
    valid_from: int | None
    valid_to: int | None
    own_reading: Reading | None
    readings: tuple[Reading, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class OrganisationAround:
    """An organisation around the person, and through which kinds of record: Involvement, Stay, Residence, ..."""

    organisation: Party
    through: tuple[str, ...]


def team(view: View) -> tuple[Member, ...]:
    """Who is involved, now or still to come, by role and then by start."""
    found = directing(view)
    directs = found.holder if found else None
    members = [
        Member(
            party=party,
            role=one.values["role"],
            frame=one.values["frame"],
            status=status_of(view, one),
            valid_from=one.valid_from,
            valid_to=one.valid_to,
            ends_with=one.value("endsWith"),
            planned_to=one.value("plannedTo"),
            directs=directs is not None and directs == one.end("holder"),
            origin=view.origin(one),
        )
        for one in view.all("Involvement")
        if not_over(view, one) and (party := view.party(one.end("holder")))
    ]
    return tuple(sorted(members, key=lambda one: (one.role, one.valid_from or 0, one.origin.fact)))


def director(view: View) -> Director | None:
    """Who directs; None for a case that is closed, or where that is withheld."""
    found = directing(view)
    if found is None:
        return None
    party = view.party(found.record.end("holder"))
    if party is None:
        return None
    origin = view.origin(found.record)
    if found.ended is None:
        return Director(party, found.since, None, origin)
    organisation = Party(
        organisation_id=party.organisation_id,
        organisation=party.organisation,
        organisation_kind=party.organisation_kind,
    )
    return Director(organisation, found.since, party, origin)


def people_around(view: View) -> tuple[PersonAround, ...]:
    """The people around the person, by kind of tie."""
    found = [
        PersonAround(
            contact_id=contact,
            name=name_of_contact(view, contact),
            tie=one.values["kind"],
            status=status_of(view, one),
            valid_from=one.valid_from,
            valid_to=one.valid_to,
            own_reading=next(_readings(view, contact, "PERSON"), None),
            readings=tuple(_readings(view, contact, "PROFESSIONAL")),
            origin=view.origin(one),
        )
        for one in view.all("Tie")
        if one.end("from") is None and not_over(view, one) and (contact := one.end("to"))
    ]
    return tuple(sorted(found, key=lambda one: (one.tie, one.contact_id)))


def name_of_contact(view: View, contact: str) -> str | None:
    """What a contact is called; None where nothing says so."""
    state = view.state("ContactState", "contact", contact)
    return state.values["name"] if state else None


def _readings(view: View, contact: str, reader: str) -> Iterator[Reading]:
    own = [one for one in view.holding("TieReading") if (one.end("contact"), one.value("reader")) == (contact, reader)]
    for one in sorted(own, key=lambda one: (one.value("readOn") or one.valid_from or 0, one.fact), reverse=True):
        yield Reading(one.values["quality"], one.value("readOn"), view.party(one.end("by")), view.origin(one))


def organisations_around(view: View) -> tuple[OrganisationAround, ...]:
    """The organisations around the person at the moment, by kind and name."""
    pairs = sorted(
        {
            (party.organisation_kind or "", party.organisation or "", party.organisation_id or "", one.kind)
            for one in view.holding("Involvement", "Direction", "Stay", "Residence", "Intervention")
            for party in _organisations(view, one)
        }
    )
    return tuple(
        OrganisationAround(
            Party(organisation_id=id, organisation=name, organisation_kind=kind), tuple(pair[3] for pair in group)
        )
        for (kind, name, id), group in groupby(pairs, key=lambda pair: pair[:3])
    )


def _organisations(view: View, record: Record) -> Iterator[Party]:
    for ids in record.ends.values():
        for id in ids:
            offer, party = view.case.offers.get(id), view.party(id)
            if offer is not None:
                yield Party(None, offer.organisation_id, offer.organisation, offer.organisation_kind)
            elif party is not None and party.organisation_id is not None:
                yield party


def status_of(view: View, record: Record) -> Status:
    """Where a record stands at the moment; an unknown start counts as in force."""
    if record.valid_to is not None and record.valid_to <= view.at:
        return Status.ENDED
    if record.valid_from is not None and record.valid_from > view.at:
        return Status.PLANNED
    return Status.EXPIRED if view.is_expired(record) else Status.CURRENT


def not_over(view: View, record: Record) -> bool:
    """Whether a record holds at the moment or is still to come."""
    return record.valid_to is None or view.at < record.valid_to
