"""Prisons, probation, safety houses, care providers, police and prosecution, each with the regions it lies in.

The two forensic centres and the observation clinic of the prisons' list are care providers here: nobody is placed there
as in a prison. The first two stand in the list of care providers too and are taken from there. Exodus houses are
VOLUNTEER organisations, as the field sees them.
"""

from collections.abc import Callable

from seeds.folders import Row
from seeds.reference.tables import table, without_blanks

REGIMES = {
    "huis van bewaring": "REMAND",
    "gevangenis": "PRISON",
    "ISD": "ISD",
    "PPC": "PPC",
    "arrestanten": "SHORT_STAY",
    "BBA": "BBA",
    "BBI": "BBA",
    "ZBBI": "BBA",
    "EZV": "EXTRA_CARE",
}
"""The source's word to the regime of a Stay; every other word counts as OTHER."""

_NOT_A_PRISON = {"FPC", "observatiekliniek"}


def status_of(text: str) -> str:
    """OPEN, CLOSED or PLANNED, out of what the source says."""
    return text.split(" ", maxsplit=1)[0].upper()


def add_institutions(add: Callable[[str, Row], None]) -> None:
    """Add every organisation that is not a municipality and stands in the sources."""
    for row in (*_prisons(), *_probation(), *_safety_houses(), *_care_providers(), *_justice()):
        add("Organisation", without_blanks(row))


def regions_of(municipality: str) -> list[str]:
    """The safety region, province and arrondissement of a municipality; none when it is blank."""
    for row in table("municipalities"):
        if row["code"] == municipality:
            return [row["safety_region_code"], row["province_code"], row["arrondissement_code"]]
    return []


def _prisons() -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    stand_as_care_provider = {row["name"] for row in table("care_providers")}
    for row in table("prisons"):
        prison = row["type"] not in _NOT_A_PRISON
        if not prison and row["name"] in stand_as_care_provider:
            continue
        words = [word.strip() for word in row["regimes"].split(";") if word.strip()]
        rows.append(
            {
                "id": row["id"],
                "name": row["name"],
                "kind": "PRISON" if prison else "CARE_PROVIDER",
                "status": status_of(row["status"]),
                "latitude": float(row["lat"]),
                "longitude": float(row["lon"]),
                "regimes": sorted({REGIMES.get(word, "OTHER") for word in words}) if prison else [],
                "capacity": int(row["capacity"]) if row["capacity"] else None,
                "seat": row["place"],
                "regions": regions_of(row["municipality_code"]),
                "municipality": row["municipality_code"],
                "source": row["source"],
                "sourceId": row["id"],
            }
        )
    return rows


def _probation() -> list[dict[str, object]]:
    return [
        {
            "id": row["id"],
            "name": row["name"],
            "kind": "PROBATION",
            "status": "OPEN",
            "source": row["source"],
            "sourceId": row["id"],
        }
        for row in table("probation")
    ]


def _safety_houses() -> list[dict[str, object]]:
    return [
        {
            "id": row["id"],
            "name": row["label"],
            "kind": "SAFETY_HOUSE",
            "status": "OPEN",
            "seat": row["seat"],
            "regions": [row["safety_region_code"]],
            "municipality": row["seat_municipality_code"],
            "serves": [code for code in row["municipality_codes"].split(";") if code],
            "source": row["source"],
            "sourceId": row["id"],
        }
        for row in table("safety_houses")
    ]


def _care_providers() -> list[dict[str, object]]:
    return [
        {
            "id": row["id"],
            "name": row["name"],
            "kind": "VOLUNTEER" if row["name"].startswith("Exodus") else "CARE_PROVIDER",
            "status": "OPEN",
            "seat": row["place"],
            "regions": regions_of(row["municipality_code"]),
            "municipality": row["municipality_code"],
            "source": row["source"],
            "sourceId": row["id"],
        }
        for row in table("care_providers")
    ]


def _justice() -> list[dict[str, object]]:
    """One police unit and one public prosecutor's office for each of the ten police units."""
    districts: dict[tuple[str, str], set[str]] = {}
    for row in table("arrondissements"):
        districts.setdefault((row["police_unit_code"], row["police_unit"]), set()).add(row["code"])
    rows: list[dict[str, object]] = []
    for (code, name), regions in sorted(districts.items()):
        law = "Politiewet 2012 art. 25, Wet op de rechterlijke organisatie art. 134"
        for prefix, label, kind in (
            ("POL", "Politie-eenheid", "POLICE"),
            ("OM", "Arrondissementsparket", "PROSECUTION"),
        ):
            rows.append(
                {
                    "id": f"{prefix}-{code}",
                    "name": f"{label} {name}",
                    "kind": kind,
                    "status": "OPEN",
                    "regions": sorted(regions),
                    "source": law,
                    "sourceId": f"{prefix}-{code}",
                }
            )
    return rows
