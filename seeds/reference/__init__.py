"""The Netherlands as public sources describe it: regions, municipalities, prisons, probation, safety houses, care."""

from collections.abc import Callable

from seeds.folders import Row
from seeds.reference import institutions, municipalities, offers, regions

Add = Callable[[str, Row], None]


def add_reference(add: Add) -> None:
    """Add all reference rows, always the same ones in the same order."""
    regions.add_regions(add)
    municipalities.add_municipalities(add)
    institutions.add_institutions(add)
    offers.add_offers(add)
