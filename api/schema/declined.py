"""What every refusal says, of a question or of a change: the field, a code for programs, and why in two languages."""

from dataclasses import dataclass

import strawberry

from api.schema.word import Word, words
from graph import refusals


@words("Why something is not answered or not done (*reden*).")
class RefusalCode(Word):
    """Why something is not answered or not done."""

    MALFORMED_DATE = "MALFORMED_DATE", "Not a day or moment that exists, or outside the years 1900 to 2999."
    OUT_OF_RANGE = "OUT_OF_RANGE", "A number that is too small or too large."
    UNKNOWN_REGION = "UNKNOWN_REGION", "There is no region of that id or name."
    BAD_CURSOR = "BAD_CURSOR", "The cursor is not one that this connection gave."
    UNUSABLE = "UNUSABLE", "The value cannot be used here; the message says why."
    TOO_LONG = "TOO_LONG", "The text is too long."
    UNREADABLE = "UNREADABLE", "The text holds characters that cannot be read."
    BAD_KEY = "BAD_KEY", "The idempotency key is too short, too long or unreadable."
    CHANGED_MEANWHILE = "CHANGED_MEANWHILE", "It has changed since it was read (*intussen gewijzigd*)."
    NOT_YOUR_TASK = "NOT_YOUR_TASK", "Not the task of your function in this case (*niet uw taak*)."
    IDEMPOTENCY_KEY_REUSED = "IDEMPOTENCY_KEY_REUSED", "Something else was done with this key (*sleutel al gebruikt*)."
    EMPTY = "EMPTY", "Nothing is given where something is needed (*leeg*)."
    EACH_ONCE = "EACH_ONCE", "One is named twice, or too many are (*elk één keer*)."
    UNKNOWN = "UNKNOWN", "Nothing of this id is known here to who asks (*onbekend*)."
    NOT_IN_TEAM = "NOT_IN_TEAM", "Not in the team of the case (*niet in het team*)."
    IS_OVER = "IS_OVER", "It has ended already (*al beëindigd*)."
    IN_FUTURE = "IN_FUTURE", "A day that has not come yet (*in de toekomst*)."
    IN_PAST = "IN_PAST", "A day that has passed (*in het verleden*)."
    ENDS_BEFORE_START = "ENDS_BEFORE_START", "The end comes before the start (*einde voor begin*)."
    BEFORE_ARRIVAL = "BEFORE_ARRIVAL", "A day before the arrival (*voor de binnenkomst*)."
    CONTRADICTS = "CONTRADICTS", "It contradicts what is recorded, or filled in beside it (*tegenspraak*)."
    TO_ONESELF = "TO_ONESELF", "It is with this one already (*ligt al bij deze*)."
    ALREADY_SO = "ALREADY_SO", "It is so already (*al zo*)."
    REASON_NEEDED = "REASON_NEEDED", "A reason is needed (*reden nodig*)."
    NOT_NOW = "NOT_NOW", "Not possible as the case stands now (*kan nu niet*)."
    CASE_CLOSED = "CASE_CLOSED", "The case is closed (*casus is gesloten*)."
    MORE_THAN_LEFT = "MORE_THAN_LEFT", "More than is left in the budget (*meer dan er over is*)."
    BAD_VERSION = "BAD_VERSION", "Not a version of the case (*geen versie*)."
    NO_LEGAL_BASIS = "NO_LEGAL_BASIS", "No legal basis for this function (*geen grondslag*)."
    PURPOSE_MISMATCH = "PURPOSE_MISMATCH", "Not under this purpose (*past niet bij het doel*)."
    HEALTH_SECRECY = "HEALTH_SECRECY", "Medical secrecy (*medisch beroepsgeheim*)."
    NEEDS_STEP_UP = "NEEDS_STEP_UP", "Needs a sign-in at assurance high (*hoger inloggen*)."


@dataclass(frozen=True, slots=True)
class Refused:
    """Which value, and why: `Invalid`, `Conflict` or `Refused` by its code. Without `in_dutch` the code speaks."""

    field: str | None
    code: RefusalCode
    message: str
    in_dutch: str | None = None


def _dutch(root: strawberry.Parent[Refused]) -> str:
    return root.in_dutch or refusals.TEXTS[refusals.Code(root.code)].dutch


@strawberry.interface(
    description="An expected refusal (*afgewezen*): `Invalid`, `Conflict` or `Refused`. Nothing was shown or changed."
)
class Declined:
    """An expected refusal."""

    field: str | None = strawberry.field(description="The argument, or field of the input; null for all together.")
    code: RefusalCode = strawberry.field(description="Why, for programs.")
    message: str = strawberry.field(description="Why and what to do about it, for people, in English.")
    dutch: str = strawberry.field(resolver=_dutch, description="The same in Dutch, in general words.")
