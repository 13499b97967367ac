"""Organisations that no source names and a world needs: offices, local care, housing, volunteers, debt help.

They depend on nothing but the reference data, so that worlds and stories loaded together share them. Every name says
that it is invented.
"""

from collections.abc import Callable
from dataclasses import dataclass

from seeds.folders import Row
from seeds.reference.tables import table

SOURCE = "invented"

PROBATION_SHARES = {"RN": 55.0, "SVG": 31.0, "LJR": 14.0}
"""Shares of the probation organisations in a prison about which probation_pi_mix.csv says nothing: about its mean."""

_PER_DISTRICT = (
    ("RN", "Reclassering Nederland, kantoor", "PROBATION"),
    ("SVG", "Verslavingsreclassering, kantoor", "PROBATION"),
    ("LJR", "Leger des Heils Reclassering, kantoor", "PROBATION"),
    ("RVDK", "Raad voor de Kinderbescherming, kantoor", "CHILD_PROTECTION"),
)


@dataclass(frozen=True, slots=True)
class LocalOffer:
    """An offer of a local organisation: its name, its kind, who may pay for it."""

    name: str
    kind: str
    payers: tuple[str, ...]


_PER_REGION: tuple[tuple[str, str, str, tuple[LocalOffer, ...]], ...] = (
    (
        "GGZ",
        "GGZ De Oversteek",
        "CARE_PROVIDER",
        (
            LocalOffer("Ambulante behandeling", "MENTAL_HEALTH_CARE", ("ZVW", "FORENSIC_CARE")),
            LocalOffer("Forensische polikliniek", "FORENSIC_CARE", ("FORENSIC_CARE",)),
        ),
    ),
    (
        "VZ",
        "Verslavingszorg De Keerkring",
        "CARE_PROVIDER",
        (LocalOffer("Behandeling verslaving", "ADDICTION_CARE", ("ZVW", "FORENSIC_CARE")),),
    ),
    (
        "LVB",
        "Zorggroep De Wegwijzer",
        "CARE_PROVIDER",
        (LocalOffer("Begeleiding LVB", "LVB_CARE", ("WLZ", "WMO")),),
    ),
    (
        "BW",
        "Woonvorm De Aanloop",
        "CARE_PROVIDER",
        (
            LocalOffer("Beschermd wonen", "SHELTERED_HOUSING", ("WMO", "FORENSIC_CARE")),
            LocalOffer("Begeleid wonen", "SUPPORTED_HOUSING", ("WMO", "NOBODY_YET")),
        ),
    ),
    ("WOON", "Woningstichting Nieuw Begin", "HOUSING", (LocalOffer("Tweedekanswoning", "OTHER", ("MUNICIPALITY",)),)),
    (
        "VRW",
        "Vrijwilligers Achter De Poort",
        "VOLUNTEER",
        (
            LocalOffer("Maatje", "VOLUNTEER_SUPPORT", ("FUND",)),
            LocalOffer("Steun voor achterblijvers", "VOLUNTEER_SUPPORT", ("FUND", "MUNICIPALITY")),
        ),
    ),
    ("KB", "Kredietbank Balans", "DEBT_HELP", (LocalOffer("Schuldhulp", "DEBT_HELP", ("MUNICIPALITY",)),)),
    (
        "WERK",
        "Leerwerkbedrijf De Werkbank",
        "OTHER",
        (
            LocalOffer("Werkervaring", "WORK", ("MUNICIPALITY", "NOBODY_YET")),
            LocalOffer("Vakopleiding", "TRAINING", ("DJI", "FUND")),
        ),
    ),
)

OFFERS: dict[str, tuple[LocalOffer, ...]] = {prefix: offers for prefix, _, _, offers in _PER_REGION}
"""Offers of a kind of local organisation, by its prefix."""

OPERATIONS = "BEHEER"


def local(prefix: str, region: str) -> str:
    """The id of a local organisation: `local("GGZ", "VR24")`, `local("RN", "AR09")`."""
    return f"{prefix}-{region}"


def offer_id(prefix: str, region: str, number: int) -> str:
    """The id of an offer of a local organisation, counted from 1."""
    return f"{prefix}-{region}-offer-{number}"


def add_offices(add: Callable[[str, Row], None]) -> None:
    """Add every invented organisation with its offers."""
    for district in table("arrondissements"):
        for prefix, label, kind in _PER_DISTRICT:
            _add_organisation(
                add, local(prefix, district["code"]), f"{label} {district['name']}", kind, district["code"]
            )
    for region in table("safety_regions"):
        for prefix, label, kind, offers in _PER_REGION:
            organisation = local(prefix, region["code"])
            _add_organisation(add, organisation, f"{label} {region['name']}", kind, region["code"])
            for number, offer in enumerate(offers, 1):
                found = offer_id(prefix, region["code"], number)
                add(
                    "ServiceOffer",
                    {
                        "id": found,
                        "name": f"{offer.name}, {region['name']} (invented)",
                        "kind": offer.kind,
                        "organisation": organisation,
                        "source": SOURCE,
                        "sourceId": found,
                    },
                )
    _add_organisation(add, OPERATIONS, "Beheer Casusregie", "OTHER", None)


def _add_organisation(add: Callable[[str, Row], None], code: str, name: str, kind: str, region: str | None) -> None:
    row: dict[str, object] = {"id": code, "name": f"{name} (invented)", "kind": kind, "status": "OPEN"}
    if region:
        row["regions"] = [region]
    add("Organisation", {**row, "source": SOURCE, "sourceId": code})
