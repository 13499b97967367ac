"""The closed lists of words that acts are asked with: the same as those that answers use, found by what they hold."""

from collections.abc import Iterator

from api.schema import (
    case,
    case_team,
    condition,
    declined,
    field_class,
    handover,
    happening,
    involvement,
    legal_course,
    network,
    plan,
    purpose,
    request,
    screening_words,
)
from api.schema.word import Word, some_of, words
from graph.model.words import ROLES

_HOLDING = (
    case, case_team, condition, declined, field_class, handover, happening, involvement, legal_course, network, plan,
    purpose, request, screening_words,
)  # fmt: skip
"""The modules that hold them: imported, so that they are there."""


@words("Kind of a meeting about a case (*soort overleg*).")
class CaseMeetingKind(Word):
    """Kind of a meeting about a case."""

    MDO = "MDO", "Multidisciplinary meeting (*multidisciplinair overleg*)."
    TRAJECTORY = "TRAJECTORY", "Periodic talk with the person (*trajectgesprek*)."
    HANDOVER = "HANDOVER", "Handover talk (*overdrachtsgesprek*)."
    SAFETY_HOUSE = "SAFETY_HOUSE", "Meeting of the safety house (*casusoverleg Zorg- en Veiligheidshuis*)."


@words("Whether an action is done (*voortgang*).")
class ActionProgress(Word):
    """Whether an action is done."""

    OPEN = "OPEN", "To be done (*open*)."
    DONE = "DONE", "Done (*gedaan*)."


@words("What is answered (*antwoord*).")
class Answer(Word):
    """What is answered."""

    AGREED = "AGREED", "Agreed (*akkoord*)."
    DISAGREED = "DISAGREED", "Disagreed (*niet akkoord*)."


@words("What somebody answers a referral with (*antwoord op een verwijzing*).")
class ReferralAnswer(Word):
    """What somebody answers a referral with."""

    ACCEPTED = "ACCEPTED", "Accepted (*geaccepteerd*)."
    REFUSED = "REFUSED", "Refused, with a reason (*geweigerd*)."
    COMPLETED = "COMPLETED", "Completed, after it was accepted (*afgerond*)."


@words("Kind of a notice that a team sends (*soort melding*).")
class SentNoticeKind(Word):
    """Kind of a notice that a team sends."""

    START_OF_DETENTION = "START_OF_DETENTION", "Start of the detention (*start detentie*), to a municipality."
    END_OF_DETENTION = "END_OF_DETENTION", "End of the detention (*einde detentie*), to a municipality."
    ADMINISTRATIVE = "ADMINISTRATIVE", "Administrative notice of a serious offender (*BIJ-melding*)."
    CALL_UP = "CALL_UP", "Call-up of a self-reporter (*oproep*), to a municipality or prison."


@words("Where help starts (*begin van een interventie*).")
class InterventionStart(Word):
    """Where help starts."""

    PLANNED = "PLANNED", "Planned (*gepland*)."
    WAITING = "WAITING", "On a waiting list (*wachtlijst*)."
    RUNNING = "RUNNING", "Running (*loopt*)."


@words("What an organisation says to a dispute of a fact (*antwoord op een betwisting*).")
class DisputeAnswer(Word):
    """What an organisation says to a dispute of a fact."""

    UPHELD = "UPHELD", "The person is right (*terecht*)."
    REJECTED = "REJECTED", "The fact is right (*niet terecht*)."


@words("What a consent can open (*wat een toestemming opent*).")
class ConsentClass(Word):
    """What a consent can open."""

    IDENTITY = "IDENTITY", "Name, birth date, number (*identiteit*)."
    CONTACT = "CONTACT", "Address and telephone (*bereikbaarheid*)."
    COURSE = "COURSE", "Course of the detention (*detentieverloop*)."
    CONDITION = "CONDITION", "The basic conditions (*basisvoorwaarden*)."
    PLAN = "PLAN", "Goals, actions, agreements (*plan*)."
    NETWORK = "NETWORK", "People around the person (*netwerk*)."
    FINANCE = "FINANCE", "Amounts and creditors (*financiën*)."
    HEALTH = "HEALTH", "Between care providers only (*zorg*)."


CaseRole = some_of("CaseRole", purpose.Function, ROLES, "Role in a case: the functions that work on cases (*rol*).")
"""Role in a case: what a function is called when it works on one."""


def word_of(values: tuple[str, ...]) -> type[Word]:
    """The list that holds exactly these words. Raises RuntimeError where there is none."""
    found = next((one for one in _lists() if set(one.__members__) == set(values)), None)
    if found is None:
        raise RuntimeError(f"no list of words holds exactly {', '.join(values)}")
    return found


def _lists() -> Iterator[type[Word]]:
    yield from Word.__subclasses__()
