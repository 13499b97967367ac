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
)
from api.schema.word import Word, words

_HOLDING = (
    case, case_team, condition, declined, field_class, handover, happening, involvement, legal_course, network, plan,
    purpose, request,
)  # fmt: skip
"""The modules that hold them: imported, so that they are there."""


@words("Kind of a meeting about a case (*soort overleg*).")
class CaseMeetingKind(Word):
    """Kind of a meeting about a case."""

    MDO = "MDO", "Multidisciplinary meeting (*multidisciplinair overleg*)."
    TRAJECTORY = "TRAJECTORY", "Periodic talk with the person (*trajectgesprek*)."
    HANDOVER = "HANDOVER", "Handover talk (*overdrachtsgesprek*)."
    SAFETY_HOUSE = "SAFETY_HOUSE", "Meeting of the safety house (*casusoverleg Zorg- en Veiligheidshuis*)."


def word_of(values: tuple[str, ...]) -> type[Word]:
    """The list that holds exactly these words. Raises RuntimeError where there is none."""
    found = next((one for one in _lists() if set(one.__members__) == set(values)), None)
    if found is None:
        raise RuntimeError(f"no list of words holds exactly {', '.join(values)}")
    return found


def _lists() -> Iterator[type[Word]]:
    yield from Word.__subclasses__()
