"""What a decision rests on: plain data about a case and a datum, found at the moment of the request.

Nothing here holds a value of the person's; None is "not known", and what is not known opens nothing.
"""

from dataclasses import dataclass, replace
from typing import NamedTuple, Self


class Period(NamedTuple):
    """A half-open period, milliseconds UTC. An unknown start counts as in force, an unknown end as not yet."""

    start: int | None = None
    end: int | None = None

    def holds(self, moment: int) -> bool:
        """Whether the period is in force."""
        return (self.start is None or self.start <= moment) and (self.end is None or moment < self.end)


ALWAYS = Period()


class Involved(NamedTuple):
    """An involvement of the actor's organisation: by a position, or by the organisation where no person is named."""

    organisation: str
    frame: str
    position: str | None = None
    period: Period = ALWAYS


class Notified(NamedTuple):
    """A notice or placement that names an organisation, and when a colleague there was assigned."""

    organisation: str
    received_at: int
    assigned_at: int | None = None


class Stayed(NamedTuple):
    """A stay of the person in a prison."""

    prison: str
    period: Period = ALWAYS


class Treated(NamedTuple):
    """A treatment relation with a position, or with an organisation as such."""

    position: str | None = None
    organisation: str | None = None
    period: Period = ALWAYS


class Consented(NamedTuple):
    """A consent: organisations that may receive, classes, and for HEALTH the organisation that may give."""

    receivers: frozenset[str]
    classes: frozenset[str]
    giver: str | None = None
    period: Period = ALWAYS


class Referred(NamedTuple):
    """A referral of the person from one organisation to another, not refused."""

    giver: str
    receiver: str
    period: Period = ALWAYS


class Disclosed(NamedTuple):
    """A disclosure of one record to an organisation. `transfer`: handed over to another prison, notes count as own."""

    receiver: str
    classes: frozenset[str]
    period: Period = ALWAYS
    transfer: bool = False


class Emergency(NamedTuple):
    """An emergency grant on this case: who asked, for which classes, and when."""

    position: str
    purpose: str
    classes: frozenset[str]
    asked_at: int


class Datum(NamedTuple):
    """What a decision may need to know of one datum beside its class; the default is "nothing in particular".

    `organisation` is the one it comes from (of a log line: the organisation of who looked), `organisation_kind` its
    kind and `purpose` the one it was written under; `author_function` belongs to notes. `reader` is "PERSON" or
    "PROFESSIONAL" for a reading of a tie. `form` is "FIELD" for a field of the selection form and "INPUT" for an
    input of its criteria. `subjects_contact` marks the professional who is the person's contact. `elsewhere` marks
    what was recorded in another case: it is readable only by one of the disclosures in `disclosed`.
    """

    organisation: str | None = None
    organisation_kind: str | None = None
    purpose: str | None = None
    author_function: str | None = None
    reader: str | None = None
    form: str | None = None
    subjects_contact: bool = False
    sealed: bool = False
    expired: bool = False
    elsewhere: bool = False
    disclosed: tuple[Disclosed, ...] = ()


NO_DATUM = Datum()


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts about one case for one actor. What a rule needs and None does not say makes the answer hidden.

    `detentions` are the periods inside of the person (of all persons of a family case), ending at release; empty is
    "never". `closed` are the periods in which the case was closed, `indications` those of 18b indications,
    `postings` the prisons where the acting position is posted for the joint selection. `outside_cases` marks what
    belongs to no case: the directory of professionals, rules, reference data.
    """

    position_in_force: bool | None = None
    outside_cases: bool = False
    excluded: bool | None = None
    case_kind: str | None = None
    case_frame: str | None = None
    involvements: tuple[Involved, ...] = ()
    notices: tuple[Notified, ...] = ()
    stays: tuple[Stayed, ...] = ()
    postings: frozenset[str] = frozenset()
    subject: bool = False
    detentions: tuple[Period, ...] | None = None
    closed: tuple[Period, ...] | None = None
    indications: tuple[Period, ...] = ()
    treatments: tuple[Treated, ...] = ()
    consents: tuple[Consented, ...] = ()
    referrals: tuple[Referred, ...] = ()
    emergency: Emergency | None = None
    datum: Datum = NO_DATUM

    def about(self, datum: Datum) -> Self:
        """The same facts, about one datum."""
        return replace(self, datum=datum)


OUTSIDE_CASES = Facts(position_in_force=True, outside_cases=True)
"""What holds of the directory and of reference data, for a position in force."""
