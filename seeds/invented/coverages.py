"""Where a municipality has an aftercare link, leans on another, or nothing is said. All of it is invented.

Real municipalities get invented gaps: nothing here says anything about how one of them arranges aftercare.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from seeds.folders import Row
from seeds.invented.chances import Chances, new_id
from seeds.invented.moments import DAY, in_office_hours, text
from seeds.invented.offices import SOURCE
from seeds.invented.places import Municipality, distance_km, municipalities, prisons

LEFT_TO_STORIES = ("GM0744",)
"""Municipalities about which worlds say nothing, so that stories can say what they need: Baarle-Nassau."""


@dataclass(frozen=True, slots=True)
class Cover:
    """x does the aftercare of m, from `start` up to `end` (None: no end)."""

    covers: str
    covered: str
    start: int
    end: int | None = None


@dataclass(slots=True)
class Links:
    """Aftercare as it is arranged in one world."""

    coordinators: dict[str, int] = field(default_factory=dict[str, int])
    only_past: set[str] = field(default_factory=set[str])
    covers: list[Cover] = field(default_factory=list[Cover])
    said: dict[str, str] = field(default_factory=dict[str, str])  # municipality -> PRESENT, NONE or UNKNOWN


def links(chances: Chances) -> Links:
    """Draw who has coordinators, who leans on whom, and what is said about it."""
    rng = chances.stream("coverages")
    now = chances.midnight
    found = Links()
    for m in municipalities().values():
        if m.code not in LEFT_TO_STORIES:
            seats = _seats(rng, m)
            if seats:
                found.coordinators[m.code] = seats
    # One intermediate: y has nobody itself but passes the work on to x.
    intermediates: dict[str, str] = {}
    for m in municipalities().values():
        if m.code in LEFT_TO_STORIES:
            continue
        if m.code in found.coordinators:
            if rng.random() < 0.6:
                found.said[m.code] = "PRESENT"
            continue
        _arrange(rng, now, found, intermediates, m)
    return found


def _arrange(rng: Random, now: int, found: Links, intermediates: dict[str, str], m: Municipality) -> None:
    start = now - rng.randrange(200, 2_000) * DAY
    draw = rng.random()
    if draw < 0.38:
        x = _nearest(m, set(found.coordinators), larger_than=m.inhabitants)
        if x:
            found.covers.append(Cover(x, m.code, start))
            intermediates[m.code] = x
    elif draw < 0.50 and (y := _nearest(m, set(intermediates))):
        found.covers.append(Cover(y, m.code, start))
    elif draw < 0.60 and (x := _nearest(m, set(found.coordinators))):
        found.covers.append(Cover(x, m.code, start, now - rng.randrange(30, 190) * DAY))
    elif draw < 0.68:
        found.only_past.add(m.code)
    says = rng.random()
    if says < 0.18:
        found.said[m.code] = "UNKNOWN"
    elif says < 0.38 and draw >= 0.5:
        found.said[m.code] = "NONE"


def _seats(rng: Random, m: Municipality) -> int:
    """Coordinators of a municipality: 0 to 6 (domain, section 9), more where more people live."""
    if m.inhabitants >= 300_000:
        return rng.randrange(4, 7)
    if m.inhabitants >= 150_000:
        return rng.randrange(2, 5)
    if m.inhabitants >= 100_000:
        return rng.randrange(1, 4)
    if m.inhabitants >= 50_000:
        return 1 if rng.random() < 0.92 else 0
    return 1 if rng.random() < (0.42 if m.inhabitants >= 20_000 else 0.16) else 0


def _nearest(m: Municipality, among: set[str], *, larger_than: int = 0) -> str | None:
    """The nearest other municipality within 40 km."""
    near = [
        (distance_km(m, other), other.code)
        for other in municipalities().values()
        if other.code in among and other is not m and other.inhabitants > larger_than
    ]
    distance, code = min(near, default=(999.0, ""))
    return code if distance < 40 else None


def add_links(chances: Chances, found: Links, add: Callable[[str, Row], None]) -> None:
    """Write coverage facts, cover agreements and working agreements."""
    rng = chances.stream("agreements")
    now = chances.midnight
    facts = Facts(add, rng, now)
    for code, status in found.said.items():
        facts.say(
            "Coverage",
            "cov",
            now - rng.randrange(60, 900) * DAY,
            None,
            service="AFTERCARE",
            status=status,
            municipality=code,
            by=code,
        )
    for code in municipalities():
        for service in ("SHELTER", "DEBT_HELP"):
            if rng.random() < 0.5:
                status = rng.choices(("PRESENT", "NONE", "UNKNOWN"), (60, 15, 25))[0]
                facts.say(
                    "Coverage",
                    "cov",
                    now - rng.randrange(60, 900) * DAY,
                    None,
                    service=service,
                    status=status,
                    municipality=code,
                )
    for cover in found.covers:
        facts.say(
            "Agreement",
            "agr",
            cover.start,
            cover.end,
            kind="COVERS_AFTERCARE",
            signedOn=text(cover.start),
            covers=cover.covers,
            covered=[cover.covered],
        )
    for prison, municipality in working_pairs(chances):
        start = now - rng.randrange(100, 1_500) * DAY
        end = now - rng.randrange(10, 80) * DAY if rng.random() < 0.12 else None
        facts.say(
            "Agreement",
            "agr",
            start,
            end,
            kind="WORKING",
            signedOn=text(start),
            parties=[prison, municipality],
        )


def working_pairs(chances: Chances) -> list[tuple[str, str]]:
    """Prisons and municipalities that agreed to work together: near and large ones mostly, and many not."""
    rng = chances.stream("working agreements")
    found: list[tuple[str, str]] = []
    for prison in prisons().values():
        for m in municipalities().values():
            if m.code in LEFT_TO_STORIES:
                continue
            distance = distance_km(prison.municipality, m)
            chance = 0.5 if m.inhabitants >= 100_000 else 0.25 if m.inhabitants >= 50_000 else 0.08
            if distance < 60 and rng.random() < chance * (1.0 if distance < 30 else 0.4):
                found.append((prison.id, m.code))
    return found


@dataclass(frozen=True, slots=True)
class Facts:
    """Adds records that belong to no case."""

    add: Callable[[str, Row], None]
    rng: Random
    now: int

    def say(self, label: str, prefix: str, start: int, end: int | None, **fields: object) -> str:
        """Add one version of a record, known within two months; answers its fact."""
        rng, now = self.rng, self.now
        fact = new_id(prefix, rng)
        recorded = in_office_hours(min(start + rng.randrange(0, 60) * DAY, now - DAY), rng.random())
        row: dict[str, object] = {
            "id": fact,
            "fact": fact,
            "source": SOURCE,
            "sourceId": fact,
            "validFrom": text(start),
            "recordedAt": text(recorded),
        }
        if end is not None:
            known = in_office_hours(min(end + rng.randrange(-30, 10) * DAY, now - DAY), rng.random())
            row["validTo"] = text(end)
            row["endKnownAt"] = text(max(known, recorded))
        self.add(label, {**row, **fields})
        return fact
