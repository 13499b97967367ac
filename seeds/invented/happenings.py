"""What happens in a case: meetings, contact moments, notes, confirmations, advice."""

from math import ceil

from seeds.invented.book import DJI, PROBATION, Fields
from seeds.invented.dossiers import Dossier, days
from seeds.invented.moments import DAY, in_office_hours, text
from seeds.invented.offices import local

_NOTES = (
    "Rustig gesprek, wil graag naar de eigen gemeente terug.",
    "Afspraak verzet, er was geen ruimte op de afdeling.",
    "Moeder gebeld, zij kan de eerste weken opvangen.",
    "Post van de deurwaarder doorgenomen, lijst is nog niet compleet.",
    "Gemeente laat weten dat de aanvraag loopt.",
    "Werkt mee, maar ziet op tegen de dag van vrijlating.",
    "Geen gehoor bij de gemeente, volgende week opnieuw bellen.",
    "Vraagt naar een opleiding, mentor zoekt het uit.",
)
_PURPOSES = {
    "MEDICAL": "CARE",
    "CARE_PROFESSIONAL": "CARE",
    "CARE_CONTINUITY_OFFICER": "CARE",
    "DEBT_COUNSELLOR": "MUNICIPAL_DEBT_HELP",
    "VOLUNTEER": "VOLUNTARY_SUPPORT",
    "HOUSING_OFFICER": "VOLUNTARY_SUPPORT",
    "OTHER_HELPER": "VOLUNTARY_SUPPORT",
}
_AT_THE_TABLE = ("CASE_MANAGER", "MENTOR", "PROBATION_ADVISER", "AFTERCARE_COORDINATOR", "SENIOR_CASE_MANAGER")


def write_meetings(d: Dossier) -> None:
    """Write the first MDO in week 4, the next in week 9, then every six weeks (long stays: three months)."""
    rng, start = d.rng, d.life.detention.start
    moment = start + days(rng, 21, 31)
    held = 0
    while moment < d.last_day and held < 9:
        if rng.random() < 0.85:
            kind = "MDO" if held < 2 or rng.random() < 0.6 else "TRAJECTORY"
            _meet(d, kind, moment, 0.75)
            held += 1
        if moment < start + 60 * DAY:
            moment += 35 * DAY
        else:
            moment += days(rng, 35, 50) if d.life.detention.days < 366 else days(rng, 75, 100)
    if d.released and d.life.detention.days > 20 and rng.random() < 0.4:
        _meet(d, "HANDOVER", max(start, d.life.detention.end - days(rng, 2, 20)), 0.9)


def _meet(d: Dossier, kind: str, moment: int, chance: float) -> None:
    """Who is in the team then may come; the municipality comes less often, and by video from afar."""
    attended = [
        part.holder
        for part in d.team
        if part.named
        and part.role in (*_AT_THE_TABLE, "SUPERVISION_OFFICER", "CARE_CONTINUITY_OFFICER")
        and part.start <= moment
        and (part.end is None or moment < part.end)
        and d.rng.random() < (chance if part.role != "AFTERCARE_COORDINATOR" else chance * 0.6)
    ]
    if attended:
        held = in_office_hours(moment, d.rng.random())
        d.book.say(
            "Meeting", held, recorded=held + d.rng.randrange(60, 4_000), kind=kind, heldOn=text(held),
            attended=sorted(set(attended)),
        )  # fmt: skip


def write_contact_moments(d: Dossier) -> None:
    """Write talks, visits and no-shows, in proportion to the stay, and what follows after release."""
    rng, detention = d.rng, d.life.detention
    span = max(1, (d.last_day - detention.start) // DAY)
    inside = min(20, 5 + ceil(span / 18)) if d.life.full else 1
    for _ in range(inside):
        moment = detention.start + int(rng.random() * span) * DAY
        _contact(d, moment, rng.choices(("TALK", "TELEPHONE", "VIDEO", "NO_SHOW"), (70, 8, 16, 6))[0])
    if d.released:
        window = min(d.now, d.released + 182 * DAY) - d.released
        for _ in range(rng.randrange(0, 7 if d.life.full else 3)):
            moment = d.released + int(rng.random() * window / DAY) * DAY
            _contact(d, moment, rng.choices(("TALK", "VISIT", "TELEPHONE", "NO_SHOW"), (45, 20, 20, 15))[0])


def _contact(d: Dossier, moment: int, kind: str) -> None:
    present = d.present(moment)
    if present:
        held = in_office_hours(moment, d.rng.random())
        d.book.say(
            "ContactMoment", held, recorded=held + d.rng.randrange(30, 9_000), kind=kind, heldOn=text(held),
            by=d.rng.choice(present),
        )  # fmt: skip


def write_notes(d: Dossier) -> None:
    """Write a few free texts, each under the purpose of its writer."""
    rng = d.rng
    for _ in range(rng.randrange(2, 9)):
        moment = d.life.detention.start + int(rng.random() * max(1, (d.now - d.life.detention.start) // DAY)) * DAY
        parts = [p for p in d.team if p.named and p.start <= moment and (p.end is None or moment < p.end)]
        if parts:
            part = rng.choice(parts)
            wrote = in_office_hours(moment, rng.random())
            d.book.say(
                "Note", wrote, recorded=wrote, correct=False, text=rng.choice(_NOTES),
                purpose=_PURPOSES.get(part.role, "REINTEGRATION"), by=part.holder,
            )  # fmt: skip


def write_confirmations(d: Dossier) -> None:
    """Write that facts still hold; many are never confirmed and so expire."""
    for fact in d.confirmable:
        if d.rng.random() < 0.4:
            moment = in_office_hours(d.now - days(d.rng, 1, 250), d.rng.random())
            by = d.one(moment, "CASE_MANAGER", "AFTERCARE_COORDINATOR", "SUPERVISION_OFFICER", "PROBATION_ADVISER")
            if moment > d.opened and by:
                d.book.say(
                    "Confirmation", moment, recorded=moment, correct=False, ofFact=fact, confirmedAt=text(moment), by=by
                )


def write_advice(d: Dossier) -> None:
    """Write advice asked of probation: for a third of the cases; while inside mostly of who stays over a year."""
    rng, detention = d.rng, d.life.detention
    office = local(rng.choice(("RN", "RN", "SVG", "LJR")), d.place.arrondissement)
    if detention.entry == "REMAND" and rng.random() < 0.40:
        _ask(d, rng.choice(("SUSPENSION", "HEARING", "HEARING")), detention.start + days(rng, 2, 40), office)
    if detention.days > 365 and rng.random() < 0.64:
        kind = rng.choice(("D_AND_R", "CONDITIONAL_RELEASE", "PP"))
        _ask(d, kind, detention.end - days(rng, 105, 200), office)
    elif detention.days > 60 and rng.random() < 0.08:
        _ask(d, "D_AND_R", detention.start + days(rng, 20, 55), office)


def _ask(d: Dossier, kind: str, moment: int, office: str) -> None:
    if not d.life.detention.start <= moment < d.last_day:
        return
    delivered = moment + days(d.rng, 14, 70)
    fields: Fields = {"kind": kind, "requestedOn": text(moment), "dueOn": text(moment + 42 * DAY), "to": office}
    ready = delivered < d.now
    d.book.say("AdviceRequest", moment, delivered if ready else None, source=PROBATION, status="RUNNING", **fields)
    if ready:
        status = "DELIVERED" if d.rng.random() < 0.93 else "WITHDRAWN"
        d.book.say("AdviceRequest", delivered, source=PROBATION, correct=False, status=status, **fields)


def write_rules(d: Dossier) -> None:
    """Write contact rules and area bans that the team must keep."""
    if d.life.supervised and d.rng.random() < 0.35:
        kind, said = d.rng.choice(
            (
                ("REPORTING", "Meldt zich bij de reclassering"),
                ("NO_CONTACT", "Geen contact met het slachtoffer"),
                ("AREA_BAN", "Komt niet in de wijk van het slachtoffer"),
            )
        )
        start = d.life.detention.verdict or d.life.detention.start
        if start < d.now:
            d.book.say("ContactRule", max(start, d.opened), source=DJI, person=d.life.person, kind=kind, text=said)
