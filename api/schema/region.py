"""Regions: the divisions of the country that organisations work by."""

from api.schema.word import Word, words


@words("Which division a region belongs to.")
class RegionKind(Word):
    """Which division a region belongs to."""

    SAFETY_REGION = "SAFETY_REGION", "Safety region (*veiligheidsregio*)."
    PROVINCE = "PROVINCE", "Province (*provincie*)."
    ARRONDISSEMENT = "ARRONDISSEMENT", "Judicial district (*arrondissement*)."
