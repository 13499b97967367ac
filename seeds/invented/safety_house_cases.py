"""Cases of a safety house: of one person beside the main case, and of a family with a dozen organisations (PGA).

Each is a case of its own, with its own names, team and direction. Nothing of the main case can be read in it.
"""

from collections.abc import Sequence

from seeds.invented.book import OWN, Book
from seeds.invented.chances import new_id
from seeds.invented.circles import write_circle
from seeds.invented.dossiers import Dossier, World, days
from seeds.invented.happenings import write_notes
from seeds.invented.identities import write_name
from seeds.invented.moments import DAY, in_office_hours, text
from seeds.invented.offices import local
from seeds.invented.plans import write_plan
from seeds.invented.population import Life
from seeds.invented.staffing import ADVISERS
from seeds.invented.teams import Task, involve

_FRAME = "WGS_SAFETY_HOUSE"


def family_case_id(world: World, family: int) -> str:
    """The id of a family case, before it is written."""
    return new_id("case", world.chances.stream("family", family))


def write_family_case(world: World, members: Sequence[Life], family: int) -> None:
    """Write the case of a family: both persons, a dozen organisations, children as contacts."""
    d = _open(world, members[0], family_case_id(world, family), ("family", family))
    world.add(
        "Case",
        {"id": d.book.case, "kind": "FAMILY", "frame": _FRAME, "persons": [member.person for member in members]},
    )
    region, code = d.place.safety_region, d.place.code
    groups = [
        ("NEIGHBOURHOOD_WORKER", (code, "NEIGHBOURHOOD_WORKER")),
        ("CHILD_PROTECTION_WORKER", (local("RVDK", d.place.arrondissement), "CHILD_PROTECTION_WORKER")),
        ("POLICE_OFFICER", (f"POL-{d.place.police_unit}", "POLICE_OFFICER")),
        ("CASE_MANAGER", (d.life.detention.prison.id, "CASE_MANAGER")),
        ("SUPERVISION_OFFICER", (local("RN", d.place.arrondissement), "SUPERVISION_OFFICER")),
        ("CARE_PROFESSIONAL", (local("GGZ", region), "CARE_PROFESSIONAL")),
        ("CARE_PROFESSIONAL", (local("VZ", region), "CARE_PROFESSIONAL")),
        ("CARE_PROFESSIONAL", (local("LVB", region), "CARE_PROFESSIONAL")),
        ("DEBT_COUNSELLOR", (local("KB", region), "DEBT_COUNSELLOR")),
        ("HOUSING_OFFICER", (local("WOON", region), "HOUSING_OFFICER")),
        ("OTHER_HELPER", (local("WERK", region), "OTHER_HELPER")),
        ("VOLUNTEER", (local("VRW", region), "VOLUNTEER")),
    ]
    _write(d, groups)
    for member in members[1:]:
        write_name(Dossier(world, member, d.book, d.rng, opened=d.opened), d.opened)
    write_plan(d)


def write_safety_house_case(world: World, life: Life) -> None:
    """Write the safety-house case of one person, beside the main case."""
    d = _open(world, life, new_id("case", world.chances.stream("safety house", life.index)), ("house", life.index))
    world.add("Case", {"id": d.book.case, "kind": "PERSON", "frame": _FRAME, "persons": [life.person]})
    groups = [
        ("POLICE_OFFICER", (f"POL-{d.place.police_unit}", "POLICE_OFFICER")),
        ("PROSECUTION_STAFF", (f"OM-{d.place.police_unit}", "PROSECUTION_STAFF")),
        ("CASE_MANAGER", (life.detention.prison.id, "CASE_MANAGER")),
        ("PROBATION_ADVISER", (life.detention.prison.id, ADVISERS)),
        ("NEIGHBOURHOOD_WORKER", (d.place.code, "NEIGHBOURHOOD_WORKER")),
        ("CARE_PROFESSIONAL", (local("GGZ", d.place.safety_region), "CARE_PROFESSIONAL")),
    ]
    _write(d, groups)


def _open(world: World, life: Life, case: str, concern: tuple[str, int]) -> Dossier:
    stream = world.chances.stream("dossier", *concern)
    d = Dossier(world, life, Book(case, world.chances.midnight, stream, world.add), stream)
    d.opened = d.last_day - days(stream, 40, 400)
    return d


def _write(d: Dossier, groups: list[tuple[str, tuple[str, str]]]) -> None:
    """Name, team, direction by the convener, meetings, people around and notes."""
    house = f"ZVH-{d.place.safety_region}"
    write_name(d, d.opened)
    known = min(in_office_hours(d.opened + DAY, 0.4), d.now - 300)
    d.book.say("CaseState", d.opened, recorded=known, correct=False, status="OPEN", reason="Aangemeld bij het ZVH")
    involve(d, Task("CONVENER", (house, "CONVENER"), d.opened, None, _FRAME, "OPEN"))
    for role, group in groups:
        joined = d.opened + days(d.rng, 1, 30)
        if joined < d.now and d.rng.random() < 0.92:
            involve(d, Task(role, group, joined, None, _FRAME, "OPEN"))
    _direct(d, house, known)
    moment = d.opened + days(d.rng, 7, 21)
    while moment < d.now:
        attended = sorted({holder for holder in d.present(moment) if d.rng.random() < 0.75})
        if attended:
            held = in_office_hours(moment, d.rng.random())
            d.book.say("Meeting", held, source=OWN, kind="SAFETY_HOUSE", heldOn=text(held), attended=attended)
        moment += days(d.rng, 40, 60)
    write_circle(d, None)
    write_notes(d)


def _direct(d: Dossier, house: str, known: int) -> None:
    """The conveners in turn; the house itself where none is there."""
    conveners = [p for p in d.team if p.role == "CONVENER" and p.named and p.start < d.now]
    turns = [(d.opened, house)] if not conveners or conveners[0].start > d.opened else []
    for part in conveners:
        if turns and part.start <= turns[-1][0]:
            continue
        turns.append((part.start, part.holder))
        if part.end is not None and part.end < d.now and part is conveners[-1]:
            turns.append((part.end, house))
    for number, (start, holder) in enumerate(turns):
        following = turns[number + 1] if number + 1 < len(turns) else None
        end = following[0] if following else None
        seen = min(in_office_hours(end + DAY, 0.5), d.now - 200 + number) if end else None
        d.book.say("Direction", start, end, recorded=known, known=seen, correct=False, holder=holder)
        known = seen or known
