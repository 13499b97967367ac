"""A look at somebody in one plain Dutch sentence, for that person."""

from collections.abc import Sequence
from typing import Final

from graph.times import day_of

MONTHS: Final = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip

FUNCTIONS_IN_DUTCH: Final = {
    "CASE_MANAGER": "een casemanager",
    "SENIOR_CASE_MANAGER": "een senior casemanager",
    "MENTOR": "een mentor",
    "MEDICAL": "iemand van de medische dienst",
    "SELECTION_OFFICER": "een selectiefunctionaris",
    "PROBATION_ADVISER": "een reclasseringsadviseur",
    "SUPERVISION_OFFICER": "een toezichthouder",
    "AFTERCARE_COORDINATOR": "een nazorgcoördinator",
    "RISK_DELEGATE": "een gemandateerde voor risicomanagement",
    "NEIGHBOURHOOD_WORKER": "een medewerker van het wijkteam",
    "DEBT_COUNSELLOR": "een schuldhulpverlener",
    "CARE_PROFESSIONAL": "een zorgverlener",
    "CARE_CONTINUITY_OFFICER": "een medewerker continuïteit van zorg",
    "LIFE_COURSE_COACH": "een levensloopcoach",
    "CONVENER": "een procesregisseur",
    "POLICE_OFFICER": "een politiemedewerker",
    "PROSECUTION_STAFF": "een medewerker van het Openbaar Ministerie",
    "CHILD_PROTECTION_WORKER": "een jeugdbeschermer",
    "HOUSING_OFFICER": "een medewerker wonen",
    "VOLUNTEER": "een vrijwilliger",
    "OTHER_HELPER": "een andere hulpverlener",
    "STEERING_MEMBER": "een lid van de stuurgroep",
    "ANALYST": "een analist",
    "PRIVACY_OFFICER": "een privacyfunctionaris",
    "OPERATOR": "een beheerder",
}

PURPOSES_IN_DUTCH: Final = {
    "REINTEGRATION": "re-integratie",
    "RISK_MANAGEMENT": "risicomanagement",
    "SAFETY_HOUSE_CASE": "een casus van het Zorg- en Veiligheidshuis",
    "CARE": "zorg",
    "VOLUNTARY_SUPPORT": "vrijwillige ondersteuning",
    "SCREENING": "de gezamenlijke screening in de inrichting",
    "INTAKE": "intake na een melding",
    "MUNICIPAL_DEBT_HELP": "schuldhulpverlening",
    "STEERING": "sturing",
    "OVERSIGHT": "toezicht",
    "SUBJECT_ACCESS": "inzage",
    "OPERATIONS": "beheer",
}

CLASSES_IN_DUTCH: Final = {
    "VICTIM": "slachtoffergegevens",
    "HEALTH": "gezondheid en zorg",
    "RISK": "risicotaxaties",
    "TITLE": "straf en maatregel",
    "FINANCE": "geldzaken",
    "RESPONSIVITY": "begrip en taal",
    "RISK_SUMMARY": "samenvatting van risico's",
    "CONDUCT": "gedrag",
    "NETWORK": "de mensen om u heen",
    "NOTE": "notities",
    "CONDITION": "basisvoorwaarden",
    "PLAN": "plan en betrokken hulpverleners",
    "CONTACT": "adres en telefoon",
    "COURSE": "verloop van de detentie",
    "IDENTITY": "naam, geboortedatum en nummer",
    "WORK": "wie er met u werkt",
    "LOG": "wie er in uw gegevens keek",
    "PUBLIC": "openbare gegevens",
}

_KNOWING: Final = frozenset({"PLAN", "WORK"})
"""What who asked who knows somebody is shown; other classes were looked at beside it."""


def told(
    at: int, organisation: str | None, function: str, purpose: str, classes: Sequence[str], *, who_knows: bool = False
) -> str:
    """The sentence. `at` is milliseconds UTC, `organisation` a name; None where it was the person.

    `who_knows` is whether it was asked which organisations know the person.
    """
    day = day_of(at)
    date = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    if function == "SUBJECT":
        return f"Op {date} hebt u zelf uw gegevens bekeken."
    who = f"{FUNCTIONS_IN_DUTCH[function]} van {organisation or 'een organisatie die niet meer bestaat'}"
    why = f"Doel: {PURPOSES_IN_DUTCH[purpose]}."
    if who_knows and _KNOWING.issuperset(classes):
        nothing = "" if classes else "; er is niets van u getoond"
        return f"Op {date} vroeg {who} wie u kent: welke organisaties bij u betrokken zijn{nothing}. {why}"
    if not classes:
        return f"Op {date} heeft {who} u opgezocht; er is niets van u getoond. {why}"
    what = _listed([CLASSES_IN_DUTCH[one] for one in classes])
    more = ", en gevraagd wie u kent" if who_knows else ""
    return f"Op {date} heeft {who} van u bekeken: {what}{more}. {why}"


def _listed(words: list[str]) -> str:
    return " en ".join(filter(None, (", ".join(words[:-1]), words[-1])))
