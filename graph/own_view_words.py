"""The words of the person's own view: plain Dutch (level B1), said to the person. Codes are those of the model."""

from typing import Final

ROLES: Final = {
    "CASE_MANAGER": ("Casemanager", "maakt met u het plan en regelt dingen in de gevangenis"),
    "SENIOR_CASE_MANAGER": ("Senior casemanager", "verdeelt het werk van de casemanagers en helpt hen"),
    "MENTOR": ("Mentor", "helpt u op de afdeling; met dagelijkse vragen kunt u hier terecht"),
    "MEDICAL": ("Medische dienst", "zorgt voor uw gezondheid"),
    "SELECTION_OFFICER": ("Selectiefunctionaris", "beslist in welke gevangenis u komt en over verlof"),
    "PROBATION_ADVISER": ("Reclasseringsadviseur", "geeft advies over uw straf en over uw terugkeer"),
    "SUPERVISION_OFFICER": ("Toezichthouder van de reclassering", "begeleidt u bij de afspraken die u moet nakomen"),
    "AFTERCARE_COORDINATOR": ("Nazorgcoördinator van de gemeente", "helpt met huis, inkomen en papieren na uw straf"),
    "RISK_DELEGATE": ("Medewerker van de gemeente voor veiligheid", "let op de veiligheid bij uw terugkeer"),
    "NEIGHBOURHOOD_WORKER": ("Wijkteam", "helpt u in uw buurt"),
    "DEBT_COUNSELLOR": ("Schuldhulpverlener", "helpt u met schulden"),
    "CARE_PROFESSIONAL": ("Zorgverlener", "geeft u zorg of behandeling"),
    "CARE_CONTINUITY_OFFICER": ("Medewerker doorlopende zorg", "zorgt dat uw zorg doorgaat als u vrijkomt"),
    "LIFE_COURSE_COACH": ("Levensloopcoach", "blijft u lang begeleiden, ook na uw straf"),
    "CONVENER": ("Procesregisseur", "zorgt dat organisaties goed samenwerken"),
    "POLICE_OFFICER": ("Politie", "let op de veiligheid in de buurt"),
    "PROSECUTION_STAFF": ("Openbaar Ministerie", "gaat over uw straf"),
    "CHILD_PROTECTION_WORKER": ("Jeugdbeschermer", "komt op voor kinderen"),
    "HOUSING_OFFICER": ("Medewerker wonen", "helpt bij het vinden van een huis"),
    "VOLUNTEER": ("Vrijwilliger", "komt langs of helpt u, omdat u dat zelf wilt"),
    "OTHER_HELPER": ("Hulpverlener", "helpt u"),
}  # fmt: skip
"""What somebody in a role is called, and what for: fits after "... die"."""

DIRECTING: Final = "Regie"
"""What who directs is called where nothing says in which role."""

SUBJECTS: Final = {
    "IDENTITY_DOCUMENT": "Identiteitsbewijs",
    "HOUSING": "Een plek om te wonen",
    "WORK_AND_INCOME": "Werk en inkomen",
    "DEBTS": "Schulden",
    "CARE": "Zorg",
    "SOCIAL_NETWORK": "Mensen om u heen",
}
"""The basic conditions."""

STANDS: Final = {
    "IN_ORDER": "dit is geregeld",
    "NOT_IN_ORDER": "dit is nog niet geregeld",
    "IN_PROGRESS": "hier wordt aan gewerkt",
    "ASSESSED_AS_UNKNOWN": "er is naar gekeken, maar het is nog niet duidelijk",
    "ENDS_BEFORE_RELEASE": "dit is nu bekend, maar het is niet duidelijk of het nog zo is als u vrijkomt",
    "ONLY_BEFORE_DETENTION": "wij weten alleen hoe het was voordat u vast kwam te zitten",
    "NOT_ASSESSED": "hier heeft nog niemand naar gekeken",
    "RELEASE_UNKNOWN": "wij weten niet wanneer u vrijkomt; daarom weten wij nog niet wat er dan is geregeld",
}
"""Why a condition is ready on the day of release, is not, or is unknown."""

GOALS: Final = {
    "OWN_WISH": "Wat u zelf wilt",
    "REINTEGRATION": "Uw terugkeer",
    "BEHAVIOUR": "Uw gedrag",
}
"""Kinds of goal."""

GOAL_STANDS: Final = {"OPEN": "hier werkt u aan", "REACHED": "dit is gelukt", "DROPPED": "dit gaat niet door"}
ACTION_STANDS: Final = {"OPEN": "moet nog", "DONE": "is gedaan", "DROPPED": "gaat niet door"}
PLAN_STANDS: Final = {
    "DRAFT": "Het plan is nog niet af.",
    "PROPOSED": "Het plan is voorgesteld. Nog niet iedereen heeft ja gezegd.",
    "ADOPTED": "Het plan is vastgesteld.",
    "CLOSED": "Dit plan is afgesloten.",
}

MEETINGS: Final = {
    "MDO": "Overleg over u (multidisciplinair overleg)",
    "TRAJECTORY": "Gesprek met u over uw traject",
    "HANDOVER": "Gesprek met u waarin iemand het werk overdraagt",
}
"""Meetings about the person, and what they are called; of the safety house and of a region none is told here."""
CONTACTS: Final = {
    "TALK": "Gesprek met u",
    "VISIT": "Bezoek aan u",
    "TELEPHONE": "Telefoongesprek met u",
    "VIDEO": "Gesprek met u via een beeldscherm",
}
CERTAINTY: Final = {"FIXED": "Deze dag staat vast.", "ESTIMATED": "Deze dag kan nog veranderen."}
