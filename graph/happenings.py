"""What happened around a person: meetings, contacts, notices, results of instruments, and the notes one may read."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from graph.case_records import Origin, Party, Record, View
from graph.times import day_of

YEARS_VALID = {"RISC": 1}
"""Calendar years that a result stays valid (domain document, section 7); of other instruments nobody says how long."""

NOT_SEEN = "NO_SHOW"
WITH_PERSON = frozenset({"TRAJECTORY", "HANDOVER"})
"""Meetings that the person is at: a trajectory talk and the talk in which the work is handed over."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting and who was there. `ahead` says that it is still to come at the moment looked at."""

    kind: str
    held_at: int
    ahead: bool
    attended: tuple[Party, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact of a professional with the person. `seen` is False for a no-show; `ahead` as for a meeting."""

    kind: str
    held_at: int
    ahead: bool
    seen: bool
    by: Party | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice to an organisation."""

    kind: str
    received_at: int
    to: Party | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Note:
    """A free text of a professional, written under a purpose."""

    written_at: int
    by: Party | None
    purpose: str
    text: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Conduct:
    """What is said of how the person behaves and takes part, of which the kind says what of."""

    kind: str
    reported_at: int
    text: str | None
    by: Party | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Result:
    """A result of a screening instrument. `valid` at the moment is YES, NO, or UNKNOWN where nobody says how long.

    `valid_until` is the last day on which it is valid, None where that is unknown. `latest` says that no later result
    of the same instrument for the same person is shown. Levels are LOW, MEDIUM, HIGH, UNKNOWN; None where not said.
    """

    person_id: str
    instrument: str
    taken_at: int
    by: Party | None
    reoffending: str | None
    injury: str | None
    withdrawal: str | None
    conclusion: str | None
    valid: str
    valid_until: date | None
    latest: bool
    origin: Origin


def meetings(view: View) -> tuple[Meeting, ...]:
    """Every meeting, those that are planned too, by moment."""
    return tuple(
        Meeting(one.values["kind"], at, at > view.at, view.parties(one, "attended"), view.origin(one))
        for at, one in dated(view, "Meeting", "heldOn")
    )


def contact_moments(view: View) -> tuple[Contact, ...]:
    """Every contact with the person, those that are planned too, by moment."""
    return tuple(
        Contact(kind, at, at > view.at, kind != NOT_SEEN, view.party(one.end("by")), view.origin(one))
        for at, one in dated(view, "ContactMoment", "heldOn")
        for kind in (one.values["kind"],)
    )


def notices(view: View) -> tuple[Notice, ...]:
    """Every notice that was received by the moment."""
    return tuple(
        Notice(one.values["kind"], at, view.party(one.end("to")), view.origin(one))
        for at, one in dated(view, "Notice", "receivedOn")
        if at <= view.at
    )


def notes(view: View) -> tuple[Note, ...]:
    """Every note written by the moment; of an unknown moment when it was recorded."""
    found = [
        Note(
            one.recorded_at if one.valid_from is None else one.valid_from,
            view.party(one.end("by")),
            one.values["purpose"],
            one.values["text"],
            view.origin(one),
        )
        for one in view.all("Note")
    ]
    return tuple(
        sorted((one for one in found if one.written_at <= view.at), key=lambda one: (one.written_at, one.origin.fact))
    )


def conduct(view: View) -> tuple[Conduct, ...]:
    """Every report of conduct made by the moment, by moment."""
    return tuple(
        Conduct(one.values["kind"], at, one.value("text"), view.party(one.end("by")), view.origin(one))
        for at, one in dated(view, "ConductReport", "reportedOn")
        if at <= view.at
    )


def instruments(view: View) -> tuple[Result, ...]:
    """Every result taken by the moment, by moment."""
    taken = [(at, one) for at, one in dated(view, "InstrumentResult", "takenOn") if at <= view.at]
    latest = {(one.ends["person"], one.values["instrument"]): one.fact for _, one in taken}
    return tuple(
        Result(
            person_id=one.ends["person"][0],
            instrument=instrument,
            taken_at=at,
            by=view.party(one.end("by")),
            reoffending=one.value("reoffending"),
            injury=one.value("injury"),
            withdrawal=one.value("withdrawal"),
            conclusion=one.value("conclusion"),
            valid=_valid(view, one, until),
            valid_until=until,
            latest=latest[one.ends["person"], instrument] == one.fact,
            origin=view.origin(one),
        )
        for at, one in taken
        for instrument in (one.values["instrument"],)
        for until in (last_valid_day(instrument, day_of(at)),)
    )


def last_valid_day(instrument: str, taken: date) -> date | None:
    """The last day on which a result is valid: the same day some years on, or else the month's last day."""
    years = YEARS_VALID.get(instrument)
    if years is None:
        return None
    try:
        return taken.replace(year=taken.year + years)
    except ValueError:
        return taken.replace(year=taken.year + years, day=28)


def _valid(view: View, record: Record, until: date | None) -> str:
    if record.valid_to is not None and record.valid_to <= view.at:
        return "NO"
    if until is None:
        return "UNKNOWN"
    return "YES" if day_of(view.at) <= until else "NO"


def dated(view: View, kind: str, field: str) -> Iterator[tuple[int, Record]]:
    """Records that happen at one moment, with that moment, in order."""
    yield from sorted(((one.values[field], one) for one in view.all(kind)), key=lambda pair: (pair[0], pair[1].fact))
