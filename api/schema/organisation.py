"""Organisations: what kinds there are, where they lie, what they offer."""

from api.schema.word import Word, words


@words("Kind of organisation (*soort organisatie*).")
class OrganisationKind(Word):
    """Kind of organisation."""

    PRISON = "PRISON", "Prison (*penitentiaire inrichting*)."
    PROBATION = "PROBATION", "Probation (*reclassering*)."
    MUNICIPALITY = "MUNICIPALITY", "Municipality (*gemeente*)."
    CARE_PROVIDER = "CARE_PROVIDER", "Care provider (*zorgaanbieder*)."
    SAFETY_HOUSE = "SAFETY_HOUSE", "Safety house (*Zorg- en Veiligheidshuis*)."
    POLICE = "POLICE", "Police (*politie*)."
    PROSECUTION = "PROSECUTION", "Prosecution (*Openbaar Ministerie*)."
    CHILD_PROTECTION = "CHILD_PROTECTION", "Child protection (*jeugdbescherming*)."
    HOUSING = "HOUSING", "Housing (*woningcorporatie*)."
    VOLUNTEER = "VOLUNTEER", "Volunteers (*vrijwilligersorganisatie*)."
    DEBT_HELP = "DEBT_HELP", "Debt help (*schuldhulpverlening*)."
    OTHER = "OTHER", "Another kind (*overig*)."
