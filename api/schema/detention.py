"""Detentions: where one stands and how sure its end is."""

from api.schema.word import Word, words


@words("Where a detention stands (*status*).")
class DetentionStatus(Word):
    """Where a detention stands."""

    ANNOUNCED = "ANNOUNCED", "Announced (*aangekondigd*)."
    INSIDE = "INSIDE", "Inside (*gedetineerd*)."
    RELEASED = "RELEASED", "Released (*vrijgekomen*)."


@words("How sure the end of a detention is.")
class EndCertainty(Word):
    """How sure the end of a detention is."""

    FIXED = "FIXED", "Fixed (*vastgesteld*)."
    ESTIMATED = "ESTIMATED", "Estimated (*geschat*)."
    UNKNOWN = "UNKNOWN", "Not known (*onbekend*)."
