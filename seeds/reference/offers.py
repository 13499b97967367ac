"""What the sourced care and aftercare providers offer, read from the kind of provider the source names."""

from collections.abc import Callable

from seeds.folders import Row
from seeds.reference.tables import table

_BY_WORD = (
    ("addiction", "Verslavingszorg", "ADDICTION_CARE"),
    ("forensic", "Forensische zorg", "FORENSIC_CARE"),
    ("transcultural", "Forensische zorg", "FORENSIC_CARE"),
    ("shelter", "Opvang", "SHELTERED_HOUSING"),
    ("supported housing", "Begeleid wonen", "SUPPORTED_HOUSING"),
    ("aftercare", "Nazorg", "AFTERCARE"),
)


def add_offers(add: Callable[[str, Row], None]) -> None:
    """Add one offer for each kind of help in a provider's description; places and waiting times are not sourced."""
    for row in table("care_providers"):
        found = [(name, kind) for word, name, kind in _BY_WORD if word in row["type"]]
        for number, (name, kind) in enumerate(dict.fromkeys(found), 1):
            offer = f"{row['id']}-offer-{number}"
            add(
                "ServiceOffer",
                {
                    "id": offer,
                    "name": f"{name} ({row['name']})",
                    "kind": kind,
                    "organisation": row["id"],
                    "source": row["source"],
                    "sourceId": offer,
                },
            )
