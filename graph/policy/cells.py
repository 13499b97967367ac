"""What a cell of the matrix can say: an outcome, or outcomes under conditions that end with `else`."""

from dataclasses import dataclass
from enum import StrEnum

from graph.policy.reasons import Reason


class Outcome(StrEnum):
    """R released; W withheld with its reason. `Ws` releases at assurance level high."""

    RELEASED = "R"
    NO_LEGAL_BASIS = "Wn"
    PURPOSE_MISMATCH = "Wp"
    HEALTH_SECRECY = "Wh"
    STEP_UP = "Ws"

    @property
    def reason(self) -> Reason | None:
        """The reason it withholds with; None where it releases."""
        return _REASONS.get(self)


_REASONS = {
    Outcome.NO_LEGAL_BASIS: Reason.NO_LEGAL_BASIS,
    Outcome.PURPOSE_MISMATCH: Reason.PURPOSE_MISMATCH,
    Outcome.HEALTH_SECRECY: Reason.HEALTH_SECRECY,
    Outcome.STEP_UP: Reason.NEEDS_STEP_UP,
}


class Condition(StrEnum):
    """What a branch of a cell may depend on; never on a value."""

    OWN = "own"  # of the own organisation, written under the same purpose
    OWN_ORGANISATION = "own-organisation"  # of the own organisation, whatever the purpose
    PASSED_ON = "passed-on"  # of another provider, by a consent naming giver and receiver or a referral by the giver
    CONSENT = "consent"  # as far as a consent in force names the organisation and the class
    OWN_READING = "own-reading"  # the person's own reading of a tie
    FORM = "form"  # a field of the selection form, or an input of its criteria


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: `branches` are tried in order, else `otherwise` holds."""

    text: str
    branches: tuple[tuple[Condition, Outcome], ...]
    otherwise: Outcome

    @property
    def plain(self) -> bool:
        """Whether the cell says the same whatever the facts."""
        return not self.branches


def parse_cell(text: str) -> Cell:
    """A cell from its text. Raises ValueError with what is wrong.

    `R`; `own` (released when own, Wp when of the own organisation under another purpose, else Wn); or conditions each
    with their outcome (R where none is said) closed by `else`: `own Ws passed-on Ws else Wh`.
    """
    words = text.split()
    if not words:
        raise ValueError("the cell is empty")
    normal = " ".join(words)
    if normal == Condition.OWN:
        branches = (
            (Condition.OWN, Outcome.RELEASED),
            (Condition.OWN_ORGANISATION, Outcome.PURPOSE_MISMATCH),
        )
        return Cell(normal, branches, Outcome.NO_LEGAL_BASIS)
    if len(words) == 1:
        return Cell(normal, (), _outcome(words[0]))
    if words[-2] != "else":
        raise ValueError(f"{normal!r} does not end with `else` and an outcome")
    return Cell(normal, _branches(words[:-2]), _outcome(words[-1]))


def _branches(words: list[str]) -> tuple[tuple[Condition, Outcome], ...]:
    found: list[tuple[Condition, Outcome]] = []
    position = 0
    while position < len(words):
        try:
            condition = Condition(words[position])
        except ValueError:
            raise ValueError(f"{words[position]!r} is not a condition") from None
        position += 1
        if position < len(words) and words[position] in set(Outcome):
            found.append((condition, Outcome(words[position])))
            position += 1
        else:
            found.append((condition, Outcome.RELEASED))
    if len({condition for condition, _ in found}) != len(found) or not found:
        raise ValueError("each condition stands once, and at least one before `else`")
    return tuple(found)


def _outcome(word: str) -> Outcome:
    try:
        return Outcome(word)
    except ValueError:
        raise ValueError(f"{word!r} is not one of {', '.join(Outcome)}") from None
