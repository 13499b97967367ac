"""What organisations do together, apart from any case: regional meetings, places and waiting times of offers."""

from seeds.invented.chances import Chances
from seeds.invented.coverages import Facts, Links, working_pairs
from seeds.invented.dossiers import Add
from seeds.invented.moments import DAY, in_office_hours, text
from seeds.invented.offices import OFFERS, offer_id
from seeds.invented.places import distance_km, municipalities, prisons
from seeds.invented.staff import Staff
from seeds.invented.staffing import ADVISERS
from seeds.reference.tables import table


def add_regional_meetings(chances: Chances, staff: Staff, links: Links, add: Add) -> None:
    """Add two to four meetings a year of prisons with coordinators around them, in the last two years."""
    rng = chances.stream("regional meetings")
    facts = Facts(add, rng, chances.midnight)
    partners: dict[str, list[str]] = {}
    for prison, municipality in working_pairs(chances):
        partners.setdefault(prison, []).append(municipality)
    for prison in prisons().values():
        near = [
            code
            for code, m in municipalities().items()
            if code in links.coordinators and distance_km(m, prison.municipality) < 30 and rng.random() < 0.25
        ]
        invited = sorted({*near, *(c for c in partners.get(prison.id, []) if c in links.coordinators)})
        if len(invited) < 2 or rng.random() < 0.2:
            continue
        moment = chances.midnight - rng.randrange(10, 120) * DAY
        while moment > chances.midnight - 730 * DAY:
            groups = [(prison.id, "SENIOR_CASE_MANAGER"), (prison.id, ADVISERS)]
            groups += [(code, "AFTERCARE_COORDINATOR") for code in invited if rng.random() < 0.6]
            there = [tenure.position for group in groups if (tenure := staff.pick(rng, group, moment))]
            if len(there) > 1:
                held = in_office_hours(moment, rng.random())
                facts.say("Meeting", "mee", held, None, kind="REGIONAL", heldOn=text(held), attended=sorted(set(there)))
            moment -= rng.randrange(80, 190) * DAY


def add_offer_states(chances: Chances, add: Add) -> None:
    """Add places and waiting time of every invented local offer, once renewed; for some nothing is said."""
    rng = chances.stream("offer states")
    facts = Facts(add, rng, chances.midnight)
    for region in table("safety_regions"):
        for prefix, offers in OFFERS.items():
            for number in range(1, len(offers) + 1):
                if rng.random() < 0.2:
                    continue
                offer = offer_id(prefix, region["code"], number)
                renewed = chances.midnight - rng.randrange(70, 250) * DAY
                before = renewed - rng.randrange(100, 400) * DAY
                places = rng.randrange(4, 60)
                for start, end in ((before, renewed), (renewed, None)):
                    free = rng.choice((0, 0, 0, 1, 2, 3))
                    waiting = 0 if free else rng.randrange(10, 260)
                    facts.say(
                        "OfferState",
                        "ost",
                        start,
                        end,
                        offer=offer,
                        places=places,
                        freePlaces=free,
                        waitingDays=waiting,
                    )
