"""How many seats each organisation has: from the people it works for, and from the size of a municipality."""

from collections import Counter
from collections.abc import Iterable
from math import ceil
from random import Random

from seeds.invented.chances import Chances, weighted
from seeds.invented.coverages import Links
from seeds.invented.offices import OPERATIONS, PROBATION_SHARES, local
from seeds.invented.places import municipalities, prisons
from seeds.invented.population import Life
from seeds.invented.staff import Need
from seeds.reference.tables import table

ADVISERS = "ADVISERS"
"""Group of the probation advisers who work in one prison: of the three organisations, 2 to 7 (domain, section 9)."""


def needs(chances: Chances, lives: Iterable[Life], links: Links) -> list[Need]:
    """All seats of a world, in a fixed order."""
    rng = chances.stream("staffing")
    at_prison: Counter[str] = Counter()
    in_district: Counter[str] = Counter()
    in_region: Counter[str] = Counter()
    in_municipality: Counter[str] = Counter()
    for life in lives:
        if not life.full:
            continue
        at_prison[life.detention.prison.id] += 2 if life.group == "INSIDE" else 1
        place = life.settles or life.origin
        in_district[place.arrondissement] += 1
        in_region[place.safety_region] += 1
        in_municipality[place.code] += 1
    found: list[Need] = []
    for prison in prisons():
        found += _prison(rng, prison, at_prison[prison])
    for district in table("arrondissements"):
        found += _district(district["code"], in_district[district["code"]])
    for region in table("safety_regions"):
        found += _region(region["code"], in_region[region["code"]])
    for code in municipalities():
        found += _municipality(code, links, in_municipality[code])
    for unit in sorted({municipalities()[code].police_unit for code in in_municipality}):
        found += [_seats(f"POL-{unit}", "POLICE_OFFICER", 2), _seats(f"OM-{unit}", "PROSECUTION_STAFF", 2)]
    found.append(_seats(OPERATIONS, "OPERATOR", 1))
    return [need for need in found if need.seats]


def _seats(organisation: str, function: str, seats: int, *, only_past: bool = False) -> Need:
    return Need((organisation, function), organisation, function, seats, only_past)


def _prison(rng: Random, prison: str, load: int) -> list[Need]:
    """`load`: those inside count twice, those released in six months once."""
    if not load:
        return [_seats(prison, "SENIOR_CASE_MANAGER", 1)]
    advisers = min(7, max(2, ceil(load / 45)))
    district = prisons()[prison].municipality.arrondissement
    shares = weighted(probation_shares(prison))
    organisations = Counter(shares.draw(rng) for _ in range(advisers))
    return [
        _seats(prison, "SENIOR_CASE_MANAGER", max(1, load // 250)),
        _seats(prison, "CASE_MANAGER", max(1, ceil(load / 60))),
        _seats(prison, "MENTOR", max(2, ceil(load / 45))),
        _seats(prison, "MEDICAL", max(1, load // 200)),
        _seats(prison, "CARE_CONTINUITY_OFFICER", max(1, load // 300)),
        _seats(prison, "SELECTION_OFFICER", 1),
        _seats(prison, "STEERING_MEMBER", 1),
        _seats(prison, "PRIVACY_OFFICER", 1),
        *(
            Need((prison, ADVISERS), local(organisation, district), "PROBATION_ADVISER", number)
            for organisation, number in sorted(organisations.items())
        ),
    ]


def probation_shares(prison: str) -> dict[str, float]:
    """Shares of RN, SVG and LJ&R among the probation staff of a prison, percent."""
    for row in table("probation_pi_mix"):
        if row["prison_id"] == prison and row["pct_rn"]:
            return {"RN": float(row["pct_rn"]), "SVG": float(row["pct_svg"]), "LJR": float(row["pct_ljr"])}
    return PROBATION_SHARES


def _district(district: str, load: int) -> list[Need]:
    if not load:
        return []
    return [
        *(
            _seats(local(organisation, district), "SUPERVISION_OFFICER", max(1, round(load * share / 100 / 60)))
            for organisation, share in PROBATION_SHARES.items()
        ),
        _seats(local("RN", district), "STEERING_MEMBER", 1),
        _seats(local("RN", district), "PRIVACY_OFFICER", 1),
        _seats(local("RVDK", district), "CHILD_PROTECTION_WORKER", 1),
    ]


def _region(region: str, load: int) -> list[Need]:
    if not load:
        return []
    helpers = max(1, ceil(load / 80))
    return [
        _seats(f"ZVH-{region}", "CONVENER", max(1, load // 500)),
        _seats(f"ZVH-{region}", "ANALYST", 1),
        *(_seats(local(prefix, region), "CARE_PROFESSIONAL", helpers) for prefix in ("GGZ", "VZ", "LVB", "BW")),
        _seats(local("WOON", region), "HOUSING_OFFICER", 1),
        _seats(local("VRW", region), "VOLUNTEER", helpers),
        _seats(local("KB", region), "DEBT_COUNSELLOR", 1),
        _seats(local("WERK", region), "OTHER_HELPER", helpers),
    ]


def _municipality(code: str, links: Links, load: int) -> list[Need]:
    inhabitants = municipalities()[code].inhabitants
    coordinators = links.coordinators.get(code, 0)
    found = [_seats(code, "AFTERCARE_COORDINATOR", coordinators)]
    if code in links.only_past:
        found.append(_seats(code, "AFTERCARE_COORDINATOR", 1, only_past=True))
    if load:
        found.append(_seats(code, "NEIGHBOURHOOD_WORKER", max(1, ceil(load / 60))))
    if load and inhabitants >= 50_000:
        found.append(_seats(code, "DEBT_COUNSELLOR", max(1, ceil(load / 120))))
    if load and inhabitants >= 100_000:
        found.append(_seats(code, "RISK_DELEGATE", 1))
        found.append(_seats(code, "STEERING_MEMBER", 1))
        found.append(_seats(code, "PRIVACY_OFFICER", 1))
        found.append(_seats(code, "LIFE_COURSE_COACH", 1))
    return found
