"""The 342 municipalities of 2024, their figures and their neighbours. The id is the CBS code."""

from collections.abc import Callable

from seeds.folders import Row
from seeds.reference.tables import KNOWN_FROM, RECORDED_AT, table

_CBS = "CBS/Kadaster (CC BY 4.0)"
_FIGURES = "CBS 85984NED (CC BY 4.0)"


def add_municipalities(add: Callable[[str, Row], None]) -> None:
    """Add municipalities, their year of figures, and each pair of neighbours once."""
    for row in table("municipalities"):
        code = row["code"]
        add(
            "Organisation",
            {
                "id": code,
                "name": row["name"],
                "kind": "MUNICIPALITY",
                "status": "OPEN",
                "latitude": float(row["lat"]),
                "longitude": float(row["lon"]),
                "regions": [row["safety_region_code"], row["province_code"], row["arrondissement_code"]],
                "source": _CBS,
                "sourceId": code,
            },
        )
        add(
            "MunicipalityYear",
            {
                "id": f"my-{code}-2024",
                "fact": f"my-{code}-2024",
                "source": _FIGURES,
                "sourceId": f"{code}-2024",
                "validFrom": KNOWN_FROM,
                "recordedAt": RECORDED_AT,
                "year": 2024,
                "inhabitants": int(row["population"]),
                "sizeClass": int(row["size_class"]),
                "urbanityClass": int(row["urbanity_class"]),
                "municipality": code,
            },
        )
    for row in table("municipality_neighbours"):
        pair: dict[str, object] = {
            "from": row["code_a"],
            "to": row["code_b"],
            "relation": row["relation"].upper(),
            "distanceKm": float(row["distance_km"]),
        }
        if row["border_km"]:
            pair["borderKm"] = float(row["border_km"])
        add("Neighbour", pair)
