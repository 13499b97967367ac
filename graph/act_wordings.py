"""What is said of an act that is refused, in English and in Dutch, with the next step."""

from graph.policy.reasons import WORDINGS, Reason

_OF_ACTS: dict[Reason, tuple[str, str]] = {
    Reason.NO_LEGAL_BASIS: (
        "There is no legal basis for your function to do this.",
        "Er is geen wettelijke grondslag waarop uw functie dit mag doen.",
    ),
    Reason.PURPOSE_MISMATCH: (
        "This is not done for the purpose you are working under.",
        "Dit hoort niet bij het doel waaronder u nu werkt.",
    ),
}

CLOSED = (
    "The case is closed. Whoever may open it again can do that first.",
    "De casus is gesloten. Wie hem mag heropenen, kan dat eerst doen.",
)
"""What is said of an act that is not done in a closed case."""


def refusal(reason: Reason) -> tuple[str, str]:
    """Why an act is refused and whom to ask. Where nothing else is said it is what is said of showing."""
    wording = WORDINGS[reason]
    english, dutch = _OF_ACTS.get(reason, (wording.english, wording.dutch))
    return f"{english} {wording.ask_english}", f"{dutch} {wording.ask_dutch}"
