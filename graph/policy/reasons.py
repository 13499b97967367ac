"""Why something is withheld and whom to ask, in the words a reader sees."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """The closed list of reasons."""

    NO_LEGAL_BASIS = "NO_LEGAL_BASIS"
    PURPOSE_MISMATCH = "PURPOSE_MISMATCH"
    HEALTH_SECRECY = "HEALTH_SECRECY"
    NEEDS_STEP_UP = "NEEDS_STEP_UP"
    SEALED = "SEALED"
    RETENTION_EXPIRED = "RETENTION_EXPIRED"
    NOT_YOUR_TASK = "NOT_YOUR_TASK"


class Ask(StrEnum):
    """Whom to ask next: a role, never a name."""

    PRIVACY_OFFICER = "PRIVACY_OFFICER"
    CASE_DIRECTOR = "CASE_DIRECTOR"
    PERSON_OR_CARE_PROVIDER = "PERSON_OR_CARE_PROVIDER"
    YOURSELF = "YOURSELF"


@dataclass(frozen=True, slots=True)
class Wording:
    """A text in English and in Dutch, and the next step with whoever can take it."""

    english: str
    dutch: str
    ask: Ask
    ask_english: str
    ask_dutch: str


WORDINGS: dict[Reason, Wording] = {
    Reason.NO_LEGAL_BASIS: Wording(
        "There is no legal basis to show this to your function.",
        "Er is geen wettelijke grondslag om dit aan uw functie te tonen.",
        Ask.PRIVACY_OFFICER,
        "Ask the privacy officer of your organisation.",
        "Vraag het de privacyfunctionaris van uw organisatie.",
    ),
    Reason.PURPOSE_MISMATCH: Wording(
        "This is not shown for the purpose you are working under.",
        "Dit wordt niet getoond voor het doel waaronder u nu werkt.",
        Ask.CASE_DIRECTOR,
        "Ask the case director under which purpose it may be shared.",
        "Vraag de casusregisseur onder welk doel dit gedeeld mag worden.",
    ),
    Reason.HEALTH_SECRECY: Wording(
        "This falls under medical secrecy.",
        "Dit valt onder het medisch beroepsgeheim.",
        Ask.PERSON_OR_CARE_PROVIDER,
        "Ask the person, or the care provider.",
        "Vraag het de betrokkene zelf, of de zorgaanbieder.",
    ),
    Reason.NEEDS_STEP_UP: Wording(
        "This needs a sign-in at assurance level high.",
        "Hiervoor is inloggen op betrouwbaarheidsniveau hoog nodig.",
        Ask.YOURSELF,
        "Sign in again at assurance level high.",
        "Log opnieuw in op betrouwbaarheidsniveau hoog.",
    ),
    Reason.SEALED: Wording(
        "This has been sealed.",
        "Dit is afgeschermd.",
        Ask.PRIVACY_OFFICER,
        "Ask the privacy officer of the organisation it comes from.",
        "Vraag het de privacyfunctionaris van de organisatie waar het vandaan komt.",
    ),
    Reason.RETENTION_EXPIRED: Wording(
        "The retention period of this has passed.",
        "De bewaartermijn hiervan is verstreken.",
        Ask.PRIVACY_OFFICER,
        "Ask the privacy officer of the organisation it comes from.",
        "Vraag het de privacyfunctionaris van de organisatie waar het vandaan komt.",
    ),
    Reason.NOT_YOUR_TASK: Wording(
        "Changing this is not the task of your function in this case.",
        "Dit wijzigen hoort niet bij uw taak in deze casus.",
        Ask.CASE_DIRECTOR,
        "Ask the case director.",
        "Vraag het de casusregisseur.",
    ),
}
"""Every reason has its wording; nothing in it says anything about the person or the value."""
