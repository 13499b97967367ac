"""The words of a case for learning in Dutch; codes are those of the model."""

from typing import Final

from analytics.learning_cases import Telling, Told
from graph.own_view_words import ROLES

PARTS: Final = {
    "COURSE": "Verloop",
    "RELEASE": "Geregeld voor de vrijlating",
    "CONTACT": "Contact",
    "PLAN": "Plan en overleg",
    "HANDOVER": "Overdracht",
    "CONDITION": "Basisvoorwaarden",
    "TEAM": "Team",
    "PERSON": "Persoon",
}
_WORDS: Final = {
    "BEFORE": "voor detentie",
    "DURING": "in detentie",
    "AFTER": "na vrijlating",
    "IN_ORDER": "in orde",
    "NOT_IN_ORDER": "niet in orde",
    "IN_PROGRESS": "wordt aan gewerkt",
    "UNKNOWN": "niet bekend",
    "YES": "ja",
    "NO": "nee",
    "NONE": "geen",
    "PRISON": "inrichting",
    "PROBATION": "reclassering",
    "MUNICIPALITY": "gemeente",
    "POLICE": "politie",
    "PROSECUTION": "Openbaar Ministerie",
    "CHILD_PROTECTION": "jeugdbescherming",
    "HOUSING": "woonorganisatie",
    "VOLUNTEER": "vrijwilligers",
    "DEBT_HELP": "schuldhulp",
    "OTHER": "andere organisatie",
}
_UNTOLD: Final = {
    Telling.MERGED: "niet verteld: te weinig mensen hebben dit",
    Telling.WITHHELD: "niet getoond: hoort niet bij uw taak",
}


def in_dutch(one: Told) -> str:
    """A value in Dutch, or why it is not told."""
    if one.value is None:
        return _UNTOLD[one.telling]
    return ", ".join(_word(word) for word in one.value.split(" "))


def _word(word: str) -> str:
    if word in _WORDS:
        return _WORDS[word]
    return ROLES[word][0].lower() if word in ROLES else word
