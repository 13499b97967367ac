"""The people around a person: contacts of this case only, their ties, and how the ties are read."""

from seeds.invented.book import DJI, OWN, Fields
from seeds.invented.chances import weighted
from seeds.invented.dossiers import Dossier, days
from seeds.invented.moments import text
from seeds.invented.names import name, relative

_KINDS = weighted(
    {
        "PARENT": 24.0,
        "PARTNER": 14.0,
        "EX_PARTNER": 7.0,
        "CHILD": 16.0,
        "SIBLING": 14.0,
        "RELATIVE": 6.0,
        "FRIEND": 12.0,
        "NEIGHBOUR": 1.5,
        "EMPLOYER": 2.5,
        "COACH": 1.5,
        "VOLUNTEER": 1.0,
        "OTHER": 1.0,
    }
)
_KIN = {"PARENT", "CHILD", "SIBLING", "RELATIVE"}
_QUALITIES = ("SUPPORTS", "NEUTRAL", "HARMS", "UNKNOWN")


def write_circle(d: Dossier, sibling: tuple[str, str] | None) -> None:
    """Write the people around; `sibling` is the name and person id of a brother who is detained too.

    That he is, does not stand in this case: only the SAME_AS, which matching and privacy functions read, says so.
    """
    count = d.rng.choices((0, 1, 2, 3, 4, 5, 6), (4, 9, 16, 23, 22, 16, 10))[0]
    if sibling:
        contact = _write_contact(d, "SIBLING", sibling[0])
        d.world.add("SameAs", {"from": contact, "to": sibling[1]})
    for _ in range(count):
        kind = _KINDS.draw(d.rng)
        woman = d.rng.random() < 0.55
        called = relative(d.rng, d.life.name, woman=woman) if kind in _KIN else name(d.rng, woman=woman)
        _write_contact(d, kind, str(called) if d.rng.random() < 0.8 else called.given)
    if d.life.violent and d.rng.random() < 0.3:
        _write_contact(d, "VICTIM", str(name(d.rng, woman=d.rng.random() < 0.5)))
    if len(d.contacts) > 2 and d.rng.random() < 0.5:
        one, other = d.rng.sample(d.contacts, 2)
        kind = d.rng.choice(("PARENT", "SIBLING", "PARTNER", "FRIEND"))
        ends: Fields = {"from": other, "to": one}
        d.book.say("Tie", None, recorded=_mapped(d), kind=kind, **ends)


def _mapped(d: Dossier) -> int:
    """When the network was mapped: in the first weeks."""
    return min(d.life.detention.start + days(d.rng, 1, 30), d.now - days(d.rng, 1, 3)) + 9 * 60 + d.rng.randrange(400)


def _write_contact(d: Dossier, kind: str, called: str) -> str:
    rng, book = d.rng, d.book
    contact = book.thing("Contact", "con")
    d.contacts.append(contact)
    mapped = _mapped(d)
    since = None if rng.random() < 0.45 else d.life.detention.start - days(rng, 30, 6_000)
    book.say(
        "ContactState",
        since,
        recorded=mapped,
        source=DJI,
        wrong={"name": called[:-1] + "e"},
        contact=contact,
        name=called,
    )
    until = None
    if kind in {"PARTNER", "FRIEND", "EMPLOYER"} and rng.random() < 0.2:
        until = d.life.detention.start + days(rng, 20, 200)
    wrong = {"kind": "RELATIVE"} if kind in _KIN else {"kind": "OTHER"}
    ended = until if until is not None and until < d.now else None
    tie = book.say("Tie", since, ended, recorded=mapped, source=DJI, wrong=wrong, kind=kind, to=contact)
    if tie and ended is None:
        d.confirmable.append(tie)
    _write_readings(d, contact, kind)
    return contact


def _write_readings(d: Dossier, contact: str, kind: str) -> None:
    rng = d.rng
    weights = (0, 10, 70, 20) if kind == "VICTIM" else (30, 25, 35, 10) if kind == "FRIEND" else (55, 22, 11, 12)
    first = d.life.detention.start + days(rng, 2, 30)
    if first >= d.now:
        return
    later = first + days(rng, 60, 200)
    again = later < d.now and rng.random() < 0.45
    for reader, chance in (("PERSON", 0.75), ("PROFESSIONAL", 0.7)):
        if rng.random() > chance:
            continue
        moments = (first, later) if again else (first,)
        for number, moment in enumerate(moments):
            fields: Fields = {"contact": contact, "reader": reader, "quality": rng.choices(_QUALITIES, weights)[0]}
            fields["readOn"] = text(moment)
            by = d.one(moment, "CASE_MANAGER", "MENTOR", "PROBATION_ADVISER") if reader == "PROFESSIONAL" else None
            if by:
                fields["by"] = by
            last = number == len(moments) - 1
            d.book.say(
                "TieReading", moment, None if last else later, source=OWN, wrong={"quality": "UNKNOWN"}, **fields
            )
