"""Cases: the unit of access."""

from api.schema.word import Word, words


@words("Of whom a case is (*soort casus*).")
class CaseKind(Word):
    """Of whom a case is."""

    PERSON = "PERSON", "Of one person (*persoonsgericht*)."
    FAMILY = "FAMILY", "Of a family (*persoonsgerichte aanpak van een gezin*); gives no access to its members' cases."


@words("State of a case (*status*).")
class CaseStatus(Word):
    """State of a case."""

    OPEN = "OPEN", "Open (*open*)."
    CLOSED = "CLOSED", "Closed (*gesloten*)."
