"""Who the person is: name and number, residence status, address, municipalities, and whether the case is open."""

from seeds.invented.book import DJI, MUNICIPALITY, Fields
from seeds.invented.dossiers import Dossier, days
from seeds.invented.moments import DAY, day_text
from seeds.invented.names import address, skn, telephone


def write_person(d: Dossier, part_of: list[str]) -> None:
    """Write the person and the case as lasting things."""
    life = d.life
    d.world.add("Person", {"id": life.person, "birthDate": day_text(life.born), "source": DJI, "sourceId": life.person})
    case: Fields = {"id": life.case, "kind": "PERSON", "frame": "PBW_18A", "persons": [life.person]}
    d.world.add("Case", case | ({"partOf": part_of} if part_of else {}))


def write_name(d: Dossier, start: int) -> None:
    """Write the name under which the person is known in this case."""
    named = d.life.name
    fields: Fields = {"person": d.life.person, "givenName": named.given, "familyName": named.family}
    if named.prefix:
        fields["prefix"] = named.prefix
    # One number a person, also where the person has several cases.
    fields["skn"] = skn(d.world.chances.stream("skn", d.life.index))
    d.book.say(
        "PersonName", start, source=DJI, must=True, recorded=start + 9 * 60,
        wrong={"familyName": named.family[:-1] + "e"}, **fields,
    )  # fmt: skip


def write_identity(d: Dossier) -> None:
    """Write name, residence status, address and municipalities."""
    life, rng, book = d.life, d.rng, d.book
    write_name(d, d.opened)
    said = rng.random() < 0.85
    status = ("NO" if life.foreign else "YES") if said else "UNKNOWN"
    book.say(
        "PersonStatus", d.opened, source=DJI, wrong={"residenceStatus": "UNKNOWN"} if said else None,
        person=life.person, residenceStatus=status,
    )  # fmt: skip
    moved = life.detention.start + days(rng, 20, 90)
    before: Fields = {"person": life.person, "address": address(rng, life.origin.name), "telephone": telephone(rng)}
    leaves = d.released is None and moved < d.now and rng.random() < 0.3
    book.say("PersonAddress", None if rng.random() < 0.1 else d.opened, moved if leaves else None, source=DJI, **before)
    if d.released and life.settles and rng.random() < 0.5:
        after: Fields = {"person": life.person, "address": address(rng, d.place.name), "telephone": telephone(rng)}
        book.say("PersonAddress", d.released + days(rng, 0, 20), source=MUNICIPALITY, **after)
    _write_residences(d)


def _write_residences(d: Dossier) -> None:
    life, rng, book = d.life, d.rng, d.book
    since = None if rng.random() < 0.15 else life.detention.start - days(rng, 100, 4_000)
    book.say(
        "Residence", since, source=DJI, recorded=d.opened + days(rng, 0, 5) + 10 * 60, must=True, person=life.person,
        municipality=life.origin.code, kind="ORIGIN",
    )  # fmt: skip
    if life.settles is None:
        return
    # Where somebody settles is known some weeks before release: planned while inside.
    known = max(d.opened + 2 * DAY, min(life.detention.end - days(rng, 5, 120), d.now - days(rng, 1, 60)))
    if life.group == "INSIDE" and life.detention.end - d.now > 200 * DAY and rng.random() < 0.6:
        return
    if life.settles is not life.origin and rng.random() < 0.15 and life.group != "INSIDE":
        first = d.world.places.settlement(rng, life.origin)
        half = life.detention.end + days(rng, 5, 60)
        if half < d.now:
            book.say(
                "Residence", life.detention.end, half, source=MUNICIPALITY, must=True, person=life.person,
                municipality=first.code, kind="SETTLES",
            )  # fmt: skip
            book.say(
                "Residence", half, source=MUNICIPALITY, must=True, person=life.person, municipality=life.settles.code,
                kind="SETTLES",
            )  # fmt: skip
            return
    book.say(
        "Residence", life.detention.end, source=MUNICIPALITY, recorded=known + 11 * 60, must=True, person=life.person,
        municipality=life.settles.code, kind="SETTLES",
    )  # fmt: skip
