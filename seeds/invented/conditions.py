"""The five basic conditions and the social network in each phase, and screening instruments.

At release 15 % has no valid identity document, 22 % no address, 36 % no registered income and 85 % no work or
education; 26 % is a registered defaulter (figures.csv F052-F057). Work and income are one condition: NOT_IN_ORDER is no
income, IN_PROGRESS an income without work, IN_ORDER both.
"""

from dataclasses import dataclass

from seeds.invented.book import DJI, MUNICIPALITY, PROBATION, Fields
from seeds.invented.dossiers import Dossier, days
from seeds.invented.moments import DAY, text


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition: chance of NOT_IN_ORDER and of IN_PROGRESS at release, and what is agreed about it."""

    name: str
    missing: float
    in_progress: float
    agreed: tuple[str, ...]


CONDITIONS = (
    Condition("IDENTITY_DOCUMENT", 0.15, 0.08, ("ID-kaart aanvragen", "Afspraak burgerzaken maken", "Leges regelen")),
    Condition(
        "HOUSING", 0.22, 0.18, ("Aanmelden bij opvang", "Briefadres aanvragen", "Woonplek zoeken met de gemeente")
    ),
    Condition("WORK_AND_INCOME", 0.36, 0.49, ("Uitkering aanvragen", "Aanmelden leerwerkbedrijf", "Werkgever bellen")),
    Condition(
        "DEBTS", 0.26, 0.30, ("Schulden op een rij zetten", "Aanmelden schuldhulp", "Betalingsregeling CJIB vragen")
    ),
    Condition("CARE", 0.20, 0.25, ("Zorgverzekering herstellen", "Huisarts zoeken", "Doorzorg afspreken")),
    Condition("SOCIAL_NETWORK", 0.25, 0.30, ("Gesprek met naasten", "Maatje aanvragen", "Netwerkkaart maken")),
)

_UNKNOWN_AT_INTAKE = 0.22
_LOWER, _LEVELS = "LOW", ("LOW", "MEDIUM", "HIGH", "UNKNOWN")


def write_conditions(d: Dossier) -> None:
    """Write the assessments of a full dossier: intake, updates inside, and at release."""
    for condition in CONDITIONS:
        _write_condition(d, condition)


def write_conditions_at_release(d: Dossier) -> None:
    """Write the assessments at release only."""
    if d.released:
        for condition in CONDITIONS:
            if d.rng.random() < 0.4:
                _assess(d, condition, "AFTER", d.released, status=_status(d, condition))


def _status(d: Dossier, condition: Condition, worse: float = 0.0) -> str:
    draw = d.rng.random() - worse
    if draw < condition.missing:
        return "NOT_IN_ORDER"
    return "IN_PROGRESS" if draw < condition.missing + condition.in_progress else "IN_ORDER"


def _write_condition(d: Dossier, condition: Condition) -> None:
    rng, start, release = d.rng, d.life.detention.start, d.released
    intake = start + days(rng, 1, 10)
    if rng.random() < 0.75 and intake < d.last_day:
        status = _status(d, condition, 0.15) if rng.random() > _UNKNOWN_AT_INTAKE else "UNKNOWN"
        _assess(d, condition, "BEFORE", intake, status=status)
    moment = start + days(rng, 14, 40)
    rounds = 0
    while moment < d.last_day and rounds < 3:
        following = moment + days(rng, 50, 180)
        superseded = following if following < d.last_day and rounds < 2 else None
        _assess(d, condition, "DURING", moment, end=superseded, status=_status(d, condition, 0.1 - rounds * 0.05))
        moment = following
        rounds += 1
    if release:
        later = release + days(rng, 25, 120)
        again = later < d.now and rng.random() < 0.5
        _assess(d, condition, "AFTER", release, end=later if again else None, status=_status(d, condition))
        if again:
            _assess(d, condition, "AFTER", later, status=_status(d, condition, -0.1))


def _assess(d: Dossier, condition: Condition, phase: str, moment: int, *, end: int | None = None, status: str) -> None:
    rng = d.rng
    asked = moment if phase != "AFTER" or moment != d.released else moment - DAY
    by = d.one(asked, "CASE_MANAGER", "AFTERCARE_COORDINATOR", "SUPERVISION_OFFICER", "PROBATION_ADVISER")
    fields: Fields = {"person": d.life.person, "condition": condition.name, "phase": phase, "status": status}
    fields["assessedOn"] = text(moment)
    fields["by"] = by or d.life.detention.prison.id
    if status in {"NOT_IN_ORDER", "IN_PROGRESS"} and rng.random() < 0.7:
        fields["agreedAction"] = rng.choice(condition.agreed)
        owner = d.one(asked, *rng.sample(("CASE_MANAGER", "AFTERCARE_COORDINATOR", "PROBATION_ADVISER"), 3))
        # Now and then nobody owns it, or the person does.
        if rng.random() < 0.85:
            fields["owner"] = owner if owner and rng.random() < 0.8 else d.life.person
    if condition.name == "CARE":
        fields["careInvolved"] = rng.choice(("YES", "NO", "UNKNOWN"))
    source = MUNICIPALITY if phase == "AFTER" and rng.random() < 0.5 else DJI
    d.book.say(
        "Assessment", moment, end, source=source, wrong={"status": "UNKNOWN"} if status != "UNKNOWN" else None, **fields
    )


def write_instruments(d: Dossier) -> None:
    """Write which instruments were taken, when and with which level; not their scores."""
    rng, life, start = d.rng, d.life, d.life.detention.start
    if life.known and rng.random() < 0.62:
        _take(d, "RISC", start - days(rng, -60, 900), PROBATION, "SUPERVISION_OFFICER", "PROBATION_ADVISER")
    if life.detention.days > 180 and rng.random() < 0.6:
        _take(d, "RISC", start + days(rng, 60, 180), PROBATION, "PROBATION_ADVISER")
    if rng.random() < 0.5:
        _take(d, "SCIL", start + days(rng, 2, 30), DJI, "CASE_MANAGER")
    if rng.random() < 0.55:
        _take(d, "REFLECTOR", start + days(rng, 2, 20), DJI, "CASE_MANAGER")
    if rng.random() < 0.4:
        _take(d, "LANGUAGE_METER", start + days(rng, 2, 20), DJI, "CASE_MANAGER")
    if life.violent and rng.random() < 0.7:
        _take(d, "RISK_SCREENER_VIOLENCE", start + days(rng, 5, 40), DJI, "CASE_MANAGER")
    if life.detention.days > 90 and rng.random() < 0.2:
        _take(d, "SAPROF", start + days(rng, 40, 90), PROBATION, "PROBATION_ADVISER")
    if rng.random() < 0.1:
        _take(d, "SELF_SUFFICIENCY_MATRIX", start + days(rng, 20, 90), MUNICIPALITY, "AFTERCARE_COORDINATOR")
    if (start - life.born) // DAY < 23 * 365 and rng.random() < 0.4:
        _take(d, "ASR_FRAMEWORK", start + days(rng, 10, 60), PROBATION, "PROBATION_ADVISER")


def _take(d: Dossier, instrument: str, moment: int, source: str, *roles: str) -> None:
    if moment >= d.last_day:
        return
    rng = d.rng
    fields: Fields = {"person": d.life.person, "instrument": instrument, "takenOn": text(moment)}
    if instrument in {"RISC", "RISK_SCREENER_VIOLENCE"}:
        names = ("reoffending", "injury", "withdrawal") if instrument == "RISC" else ("injury",)
        for name in names:
            fields[name] = rng.choices(_LEVELS, (25, 40, 28, 7))[0]
    elif instrument == "SCIL":
        fields["conclusion"] = "vermoeden van LVB" if d.life.lvb else "geen vermoeden van LVB"
    elif instrument == "LANGUAGE_METER":
        fields["conclusion"] = rng.choice(("leest voldoende", "mogelijk laaggeletterd"))
    else:
        fields["conclusion"] = "afgenomen"
    by = d.one(moment, *roles)
    if by:
        fields["by"] = by
    d.book.say("InstrumentResult", moment, source=source, **fields)
