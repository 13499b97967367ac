"""What stands on the line of a life course: kinds of entry, their domains, and what one entry tells.

An entry says what in closed words only: no free text of professionals stands on the line.
"""

from dataclasses import dataclass
from enum import StrEnum

from graph.case_records import Origin, Party
from graph.networks_shape import Phase, Status


class Domain(StrEnum):
    """What an entry is about."""

    DETENTION = "DETENTION"
    LEGAL = "LEGAL"
    CONDITION = "CONDITION"
    SCREENING = "SCREENING"
    CONTACT = "CONTACT"
    COOPERATION = "COOPERATION"
    HELP = "HELP"
    NOTICE = "NOTICE"
    LIVING = "LIVING"


class EntryKind(StrEnum):
    """What stands on the line, in the order in which entries of one moment are told."""

    DETENTION = "DETENTION"
    STAY = "STAY"
    TITLE = "TITLE"
    NOTICE = "NOTICE"
    RELEASE = "RELEASE"
    RESIDENCE = "RESIDENCE"
    CASE = "CASE"
    DIRECTION = "DIRECTION"
    INVOLVEMENT = "INVOLVEMENT"
    HANDOVER = "HANDOVER"
    INSTRUMENT = "INSTRUMENT"
    CONDITION = "CONDITION"
    ADVICE = "ADVICE"
    REFERRAL = "REFERRAL"
    INTERVENTION = "INTERVENTION"
    MEETING = "MEETING"
    CONTACT = "CONTACT"
    CONTACT_RULE = "CONTACT_RULE"
    CONSENT = "CONSENT"
    GAP = "GAP"


DOMAINS: dict[EntryKind, Domain] = {
    EntryKind.DETENTION: Domain.DETENTION,
    EntryKind.STAY: Domain.DETENTION,
    EntryKind.TITLE: Domain.LEGAL,
    EntryKind.NOTICE: Domain.NOTICE,
    EntryKind.RELEASE: Domain.DETENTION,
    EntryKind.RESIDENCE: Domain.LIVING,
    EntryKind.CASE: Domain.COOPERATION,
    EntryKind.DIRECTION: Domain.COOPERATION,
    EntryKind.INVOLVEMENT: Domain.COOPERATION,
    EntryKind.HANDOVER: Domain.COOPERATION,
    EntryKind.INSTRUMENT: Domain.SCREENING,
    EntryKind.CONDITION: Domain.CONDITION,
    EntryKind.ADVICE: Domain.LEGAL,
    EntryKind.REFERRAL: Domain.HELP,
    EntryKind.INTERVENTION: Domain.HELP,
    EntryKind.MEETING: Domain.COOPERATION,
    EntryKind.CONTACT: Domain.CONTACT,
    EntryKind.CONTACT_RULE: Domain.LEGAL,
    EntryKind.CONSENT: Domain.LEGAL,
    EntryKind.GAP: Domain.CONTACT,
}
"""The domain of each kind."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `person_id` is None for what is of the case as a whole.

    `valid_from` None is unknown. `lasts` says that it is a period: `valid_to` is exclusive, None where no end is known,
    and `expected_end` says when that is expected; what happens at one moment has neither. `phases` are those that it
    touches, none without a detention. `what` and `outcome` are closed words of its kind, `offer` is the name of the
    help. `by` acted, `to` is at or for whom. A gap has `days` and no origin.
    """

    kind: EntryKind
    domain: Domain
    person_id: str | None
    valid_from: int | None
    valid_to: int | None
    expected_end: int | None
    lasts: bool
    status: Status
    phases: tuple[Phase, ...]
    what: str | None
    outcome: str | None
    offer: str | None
    by: tuple[Party, ...]
    to: tuple[Party, ...]
    days: int | None
    origin: Origin | None
