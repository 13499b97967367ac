"""Why something is not done, in the words a reader sees: every code with its text in English and in Dutch.

Nothing in a text says anything about a person or a value. Reasons for not showing something stand in
`graph.policy.reasons`.
"""

from dataclasses import dataclass
from enum import StrEnum

from graph.act_wordings import refusal
from graph.errors import ActError
from graph.policy.reasons import WORDINGS, Reason


class Code(StrEnum):
    """Why something is not answered or not done."""

    MALFORMED_DATE = "MALFORMED_DATE"
    OUT_OF_RANGE = "OUT_OF_RANGE"
    UNKNOWN_REGION = "UNKNOWN_REGION"
    BAD_CURSOR = "BAD_CURSOR"
    UNUSABLE = "UNUSABLE"
    TOO_LONG = "TOO_LONG"
    UNREADABLE = "UNREADABLE"
    BAD_KEY = "BAD_KEY"
    CHANGED_MEANWHILE = "CHANGED_MEANWHILE"
    NOT_YOUR_TASK = "NOT_YOUR_TASK"
    IDEMPOTENCY_KEY_REUSED = "IDEMPOTENCY_KEY_REUSED"
    EMPTY = "EMPTY"
    EACH_ONCE = "EACH_ONCE"
    UNKNOWN = "UNKNOWN"
    NOT_IN_TEAM = "NOT_IN_TEAM"
    IS_OVER = "IS_OVER"
    IN_FUTURE = "IN_FUTURE"
    IN_PAST = "IN_PAST"
    ENDS_BEFORE_START = "ENDS_BEFORE_START"
    BEFORE_ARRIVAL = "BEFORE_ARRIVAL"
    CONTRADICTS = "CONTRADICTS"
    TO_ONESELF = "TO_ONESELF"
    ALREADY_SO = "ALREADY_SO"
    REASON_NEEDED = "REASON_NEEDED"
    NOT_NOW = "NOT_NOW"
    CASE_CLOSED = "CASE_CLOSED"
    MORE_THAN_LEFT = "MORE_THAN_LEFT"
    BAD_VERSION = "BAD_VERSION"
    NO_LEGAL_BASIS = "NO_LEGAL_BASIS"
    PURPOSE_MISMATCH = "PURPOSE_MISMATCH"
    HEALTH_SECRECY = "HEALTH_SECRECY"
    NEEDS_STEP_UP = "NEEDS_STEP_UP"


CONFLICTS = frozenset(
    {
        Code.CHANGED_MEANWHILE,
        Code.ALREADY_SO,
        Code.IS_OVER,
        Code.NOT_NOW,
        Code.CASE_CLOSED,
        Code.MORE_THAN_LEFT,
    }
)
"""What was asked and what is stored do not fit together."""

REFUSALS = frozenset(
    {
        Code.NOT_YOUR_TASK,
        Code.IDEMPOTENCY_KEY_REUSED,
        Code.NO_LEGAL_BASIS,
        Code.PURPOSE_MISMATCH,
        Code.HEALTH_SECRECY,
        Code.NEEDS_STEP_UP,
    }
)
"""Somebody may not do this, or not in this way. All other codes are of a value that cannot be used."""


@dataclass(frozen=True, slots=True)
class Text:
    """What is wrong and what to do about it. `{limit}` stands for a number that belongs to the field."""

    english: str
    dutch: str


_TASK = WORDINGS[Reason.NOT_YOUR_TASK]
_REASONS_OF_ACTS = (
    Reason.NO_LEGAL_BASIS,
    Reason.PURPOSE_MISMATCH,
    Reason.HEALTH_SECRECY,
    Reason.NEEDS_STEP_UP,
)

TEXTS: dict[Code, Text] = {
    Code.MALFORMED_DATE: Text(
        "This is not a day or moment between the years 1900 and 2999: check the date.",
        "Dit is geen dag of tijdstip tussen de jaren 1900 en 2999: controleer de datum.",
    ),
    Code.OUT_OF_RANGE: Text(
        "This number is too small or too large: choose another one.",
        "Dit getal is te klein of te groot: kies een ander getal.",
    ),
    Code.UNKNOWN_REGION: Text(
        "There is no region of that id or name: look it up in the list of regions.",
        "Er is geen regio met dit id of deze naam: zoek de regio op in de lijst.",
    ),
    Code.BAD_CURSOR: Text(
        "This place in the list is not known: begin at the first page.",
        "Deze plek in de lijst is niet bekend: begin bij de eerste pagina.",
    ),
    Code.UNUSABLE: Text("This value cannot be used here.", "Deze waarde kan hier niet worden gebruikt."),
    Code.TOO_LONG: Text(
        "The text is longer than {limit} characters: say it shorter.",
        "De tekst is langer dan {limit} tekens: maak hem korter.",
    ),
    Code.UNREADABLE: Text(
        "The text holds unreadable characters: type it anew.",
        "De tekst bevat onleesbare tekens: typ hem opnieuw.",
    ),
    Code.BAD_KEY: Text(
        "The key is not a text of 8 to {limit} characters: make a random one for each act.",
        "De sleutel is geen tekst van 8 tot {limit} tekens: maak voor elke handeling een willekeurige.",
    ),
    Code.CHANGED_MEANWHILE: Text(
        "This has changed since it was read, and nothing was saved: read it again and decide anew.",
        "Dit is veranderd sinds het werd opgehaald en er is niets opgeslagen: haal het opnieuw op en beslis opnieuw.",
    ),
    Code.NOT_YOUR_TASK: Text(f"{_TASK.english} {_TASK.ask_english}", f"{_TASK.dutch} {_TASK.ask_dutch}"),
    Code.IDEMPOTENCY_KEY_REUSED: Text(
        "Something else was done with this key already, and nothing was saved: make a new key for each act.",
        "Met deze sleutel is al iets anders gedaan en er is niets opgeslagen: maak voor elke handeling een nieuwe.",
    ),
    Code.EMPTY: Text("Nothing is given here: fill it in.", "Hier is niets ingevuld: vul het in."),
    Code.EACH_ONCE: Text(
        "Give each one once, and at most {limit} of them.",
        "Geef elk één keer, en hoogstens {limit}.",
    ),
    Code.UNKNOWN: Text(
        "Nothing of this id is known here: look it up in the case.",
        "Met dit id is hier niets bekend: zoek het op in de casus.",
    ),
    Code.NOT_IN_TEAM: Text(
        "Nobody of this id is in the team of the case: involve them first.",
        "Niemand met dit id zit in het team van de casus: betrek die eerst.",
    ),
    Code.IS_OVER: Text(
        "This has ended already: read the case again.",
        "Dit is al beëindigd: haal de casus opnieuw op.",
    ),
    Code.IN_FUTURE: Text(
        "This day has not come yet: give one up to today.",
        "Deze dag is nog niet geweest: geef er een tot en met vandaag.",
    ),
    Code.IN_PAST: Text(
        "This day has passed: give one from today on.",
        "Deze dag is voorbij: geef er een vanaf vandaag.",
    ),
    Code.ENDS_BEFORE_START: Text(
        "The end comes before the start: give a later end.",
        "Het einde ligt voor het begin: geef een later einde.",
    ),
    Code.BEFORE_ARRIVAL: Text(
        "This day is before the arrival: give one from the day of arrival on.",
        "Deze dag ligt voor de binnenkomst: geef er een vanaf de dag van binnenkomst.",
    ),
    Code.CONTRADICTS: Text(
        "This contradicts what is recorded in the case, or what is filled in beside it: correct one of the two.",
        "Dit spreekt tegen wat in de casus staat, of wat ernaast is ingevuld: verbeter een van de twee.",
    ),
    Code.TO_ONESELF: Text(
        "It is with this one already: choose somebody else.",
        "Het ligt al bij deze: kies iemand anders.",
    ),
    Code.ALREADY_SO: Text(
        "This is so already, and nothing was saved: read the case again.",
        "Dit is al zo en er is niets opgeslagen: haal de casus opnieuw op.",
    ),
    Code.REASON_NEEDED: Text("Give the reason.", "Geef de reden."),
    Code.NOT_NOW: Text(
        "This cannot be done as the case stands now, and nothing was saved: read it again.",
        "Dit kan niet zoals de casus er nu voor staat en er is niets opgeslagen: haal hem opnieuw op.",
    ),
    Code.CASE_CLOSED: Text(
        "The case is closed, and nothing was saved: whoever may open it again does that first.",
        "De casus is gesloten en er is niets opgeslagen: wie hem mag heropenen, doet dat eerst.",
    ),
    Code.MORE_THAN_LEFT: Text(
        "There is not so much left in the budget, and nothing was saved: read it again.",
        "Zoveel zit er niet meer in het budget en er is niets opgeslagen: haal het opnieuw op.",
    ),
    Code.BAD_VERSION: Text(
        "This is no version of the case: give the `version` that was read with it.",
        "Dit is geen versie van de casus: geef de `version` die ermee werd opgehaald.",
    ),
    **{Code(reason): Text(*refusal(reason)) for reason in _REASONS_OF_ACTS},
}
"""Every code has its text."""


def refused(code: Code, field: str, *, limit: int | None = None) -> ActError:
    """The error to raise for a code, about the field of the input it concerns."""
    text = TEXTS[code]
    english, dutch = (one if limit is None else one.format(limit=limit) for one in (text.english, text.dutch))
    return ActError(code, field, english, dutch)


def not_allowed(reason: Reason) -> ActError:
    """The error to raise where somebody may not do something, of all that was asked together."""
    code = Code(reason)
    return ActError(code, "", TEXTS[code].english, TEXTS[code].dutch)
