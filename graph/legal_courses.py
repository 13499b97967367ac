"""How the law runs through a case: stays, titles, contact rules, residences, consents, with where each stands."""

from dataclasses import dataclass

from graph.case_records import Origin, Party, Record, View
from graph.case_teams import status_of
from graph.networks_shape import Status


@dataclass(frozen=True, slots=True)
class Stay:
    """One placement in one prison under one regime. `end_reason` is None until it has ended, or where nobody said."""

    person_id: str | None
    detention_id: str
    prison: Party | None
    regime: str
    status: Status
    valid_from: int | None
    valid_to: int | None
    end_reason: str | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Title:
    """A ground of the detention and what follows it; moments that are None are unknown."""

    person_id: str | None
    detention_id: str
    ground: str
    article: str | None
    status: Status
    valid_from: int | None
    valid_to: int | None
    hearing_at: int | None
    first_verdict_at: int | None
    expected_end: int | None
    follows: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Rule:
    """A contact rule or area ban that the team must keep."""

    person_id: str
    kind: str
    text: str | None
    status: Status
    valid_from: int | None
    valid_to: int | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Residence:
    """Where the person comes from, or settles."""

    person_id: str
    kind: str
    municipality: Party | None
    status: Status
    valid_from: int | None
    valid_to: int | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Consent:
    """What the person consents to: for whom and for which classes; of HEALTH also who may give."""

    person_id: str
    receivers: tuple[Party, ...]
    giver: Party | None
    field_classes: tuple[str, ...]
    status: Status
    valid_from: int | None
    valid_to: int | None
    origin: Origin


def stays(view: View) -> tuple[Stay, ...]:
    """Every stay, over or still to come, by start."""
    return tuple(
        Stay(
            person_id=person_of(view, one),
            detention_id=one.ends["detention"][0],
            prison=view.party(one.end("prison")),
            regime=one.values["regime"],
            status=status_of(view, one),
            valid_from=one.valid_from,
            valid_to=one.valid_to,
            end_reason=one.value("endReason") if has_ended(view, one) else None,
            origin=view.origin(one),
        )
        for one in view.all("Stay")
    )


def titles(view: View) -> tuple[Title, ...]:
    """Every title, over or still to come, by start."""
    return tuple(
        Title(
            person_id=person_of(view, one),
            detention_id=one.ends["detention"][0],
            ground=one.values["ground"],
            article=one.value("article"),
            status=status_of(view, one),
            valid_from=one.valid_from,
            valid_to=one.valid_to,
            hearing_at=one.value("hearingOn"),
            first_verdict_at=one.value("firstVerdictOn"),
            expected_end=one.value("expectedEnd"),
            follows=one.values["follows"],
            origin=view.origin(one),
        )
        for one in view.all("LegalTitle")
    )


def contact_rules(view: View) -> tuple[Rule, ...]:
    """Every contact rule and area ban, by start."""
    return tuple(
        Rule(
            person_id=one.ends["person"][0],
            kind=one.values["kind"],
            text=one.value("text"),
            status=status_of(view, one),
            valid_from=one.valid_from,
            valid_to=one.valid_to,
            origin=view.origin(one),
        )
        for one in view.all("ContactRule")
    )


def residences(view: View) -> tuple[Residence, ...]:
    """Every residence, by start."""
    return tuple(
        Residence(
            person_id=one.ends["person"][0],
            kind=one.values["kind"],
            municipality=view.party(one.end("municipality")),
            status=status_of(view, one),
            valid_from=one.valid_from,
            valid_to=one.valid_to,
            origin=view.origin(one),
        )
        for one in view.all("Residence")
    )


def consents(view: View) -> tuple[Consent, ...]:
    """Every consent, withdrawn ones too, by start."""
    return tuple(
        Consent(
            person_id=one.ends["person"][0],
            receivers=view.parties(one, "receivers"),
            giver=view.party(one.end("giver")),
            field_classes=tuple(one.values["classes"]),
            status=status_of(view, one),
            valid_from=one.valid_from,
            valid_to=one.valid_to,
            origin=view.origin(one),
        )
        for one in view.all("Consent")
    )


def has_ended(view: View, record: Record) -> bool:
    """Whether a record is over at the moment."""
    return record.valid_to is not None and record.valid_to <= view.at


def person_of(view: View, record: Record) -> str | None:
    """Whom a record is of, by itself or by its detention; None where it is of the case as a whole, or not shown."""
    if (person := record.end("person")) is not None:
        return person
    of = record.end("detention")
    return next((one.person_id for one in view.case.detentions if one.id == of), None)
