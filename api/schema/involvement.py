"""Words of an involvement: its legal frame, and with what it ends. Its role is a `Function`."""

from api.schema.word import Word, words


@words("Legal frame of a case or an involvement (*wettelijk kader*).")
class Frame(Word):
    """Legal frame of a case or an involvement."""

    PBW_18A = "PBW_18A", "Reintegration, article 18a of the Pbw."
    PBW_18B = "PBW_18B", "Risk of a new serious offence, article 18b of the Pbw."
    WGS_SAFETY_HOUSE = "WGS_SAFETY_HOUSE", "Safety house, by the Wgs (*samenwerkingsverbanden*)."
    TREATMENT = "TREATMENT", "Treatment relation (*behandelrelatie*)."
    CONSENT = "CONSENT", "Consent of the person (*toestemming*)."
    MUNICIPAL_TASK = "MUNICIPAL_TASK", "Task of a municipality, such as debt help (*gemeentelijke taak*)."


@words("With what something ends whose end is not known yet (*eindigt met*).")
class EndsWith(Word):
    """With what something ends whose end is not known yet."""

    DATE = "DATE", "On a planned day (*datum*)."
    RELEASE = "RELEASE", "With the release (*invrijheidstelling*)."
    TITLE_END = "TITLE_END", "With the end of the legal title (*einde titel*)."
    OPEN = "OPEN", "Not by itself (*doorlopend*)."
    UNKNOWN = "UNKNOWN", "Not known (*onbekend*)."
