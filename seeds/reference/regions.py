"""Safety regions, provinces and judicial districts."""

from collections.abc import Callable

from seeds.folders import Row
from seeds.reference.tables import table

_CBS = "CBS/Kadaster (CC BY 4.0)"


def add_regions(add: Callable[[str, Row], None]) -> None:
    """Add 25 safety regions, 12 provinces and 11 arrondissements, by code."""
    provinces = {row["province_code"]: row["province"] for row in table("municipalities")}
    found = [(row["code"], row["name"], "SAFETY_REGION") for row in table("safety_regions")]
    found += [(code, name, "PROVINCE") for code, name in sorted(provinces.items())]
    found += [(row["code"], row["name"], "ARRONDISSEMENT") for row in table("arrondissements")]
    for code, name, kind in found:
        add("Region", {"id": code, "name": name, "kind": kind, "source": _CBS, "sourceId": code})
