"""Help: interventions and who pays, referrals, consents, treatment relations, disclosures, 18b, exclusions."""

from seeds.invented.book import CARE, DJI, MUNICIPALITY, OWN, PROBATION, Fields
from seeds.invented.dossiers import Dossier, days
from seeds.invented.moments import DAY, in_office_hours, text
from seeds.invented.offices import OFFERS, local, offer_id

_GROUNDS = ("Herhaald ernstig geweld", "Dreiging tegen een bekende", "Ernstig zedendelict in het verleden")


def write_help(d: Dossier) -> None:
    """Write everything about help in a full dossier."""
    for _ in range(d.rng.choices((0, 1, 2, 3), (25, 40, 25, 10))[0]):
        _write_intervention(d)
    _write_consents(d)
    _write_treatment(d)
    _write_disclosure(d)
    _write_indication(d)
    _write_exclusion(d)


def _write_intervention(d: Dossier) -> None:
    rng, life, region = d.rng, d.life, d.place.safety_region
    needs = ["WERK", "KB", "VRW", "BW", "WOON"]
    needs += ["VZ", "VZ"] if life.addicted else []
    needs += ["GGZ", "GGZ"] if life.psychiatric else []
    needs += ["LVB"] if life.lvb else []
    prefix = rng.choice(needs)
    number = rng.randrange(len(OFFERS[prefix])) + 1
    offer = OFFERS[prefix][number - 1]
    pays = rng.choice(offer.payers) if rng.random() < 0.8 else "NOBODY_YET"
    asked = life.detention.start + days(rng, 10, 150)
    if asked >= d.now:
        return
    fields: Fields = {"person": life.person, "offer": offer_id(prefix, region, number), "pays": pays}
    source = CARE if prefix in {"VZ", "GGZ", "LVB", "BW"} else MUNICIPALITY
    began, ended = asked + days(rng, 20, 120), asked + days(rng, 150, 420)
    steps = [(asked, rng.choice(("PLANNED", "WAITING")))]
    if began < d.now and rng.random() < 0.75:
        steps.append((began, "RUNNING"))
        if ended < d.now:
            steps.append((ended, rng.choice(("COMPLETED", "COMPLETED", "STOPPED"))))
    for (moment, status), following in zip(steps, [*steps[1:], None], strict=True):
        end = following[0] if following else None
        d.book.say("Intervention", moment, end, source=source, must=True, status=status, **fields)
    _write_referral(d, asked - days(rng, 5, 40), local(prefix, region))


def _write_referral(d: Dossier, moment: int, to: str) -> None:
    rng = d.rng
    by = d.one(moment, "CASE_MANAGER", "AFTERCARE_COORDINATOR", "PROBATION_ADVISER")
    if not by or moment < d.opened or rng.random() > 0.7:
        return
    status = rng.choices(("ACCEPTED", "COMPLETED", "REFUSED", "SILENT", "REQUESTED"), (40, 25, 12, 13, 10))[0]
    fields: Fields = {"from": by, "to": to, "requestedOn": text(moment), "status": status}
    if status == "REFUSED":
        fields["reason"] = rng.choice(("Wachtlijst gesloten", "Geen indicatie", "Valt buiten de doelgroep"))
    d.book.say("Referral", moment, source=OWN, wrong={"status": "REQUESTED", "reason": None}, **fields)


def _write_consents(d: Dossier) -> None:
    """A consent for every part that works on consent; now and then withdrawn."""
    rng = d.rng
    for part in [p for p in d.team if p.role in {"VOLUNTEER", "HOUSING_OFFICER", "OTHER_HELPER"}]:
        if part.start >= d.now:
            continue
        classes = ["IDENTITY", "CONTACT", *rng.sample(("COURSE", "CONDITION", "PLAN", "NETWORK"), rng.randrange(1, 4))]
        withdrawn = part.start + days(rng, 30, 300)
        end = withdrawn if withdrawn < d.now and rng.random() < 0.15 else None
        d.book.say(
            "Consent", part.start - DAY, end, source=OWN, person=d.life.person, classes=classes,
            receivers=[part.organisation],
        )  # fmt: skip


def _write_treatment(d: Dossier) -> None:
    for part in [p for p in d.team if p.role in {"CARE_PROFESSIONAL", "MEDICAL", "CARE_CONTINUITY_OFFICER"}]:
        if part.start < d.now:
            end = part.end if part.end is not None and part.end < d.now else None
            start = part.start if end is None or part.start < end else None
            d.book.say("TreatmentRelation", start, end, source=CARE, person=d.life.person, by=part.holder)


def _write_disclosure(d: Dossier) -> None:
    """A transfer to another prison hands over its notes' subject: the stay so far."""
    before = [p for p in d.placements if p.end < d.now]
    if len(before) < 1 or len(d.placements) < 2 or before[0].prison.id == d.placements[1].prison.id:
        return
    moment = before[0].end
    by = d.one(moment - DAY, "CASE_MANAGER")
    if by:
        d.book.say(
            "Disclosure", moment, source=DJI, correct=False, facts=[d.detention], classes=["COURSE", "CONDITION"],
            ground="Overplaatsing", receivingCaseId=d.life.case, by=by, to=d.placements[1].prison.id,
        )  # fmt: skip


def _write_indication(d: Dossier) -> None:
    """An 18b indication for a few violent ones, with a review date and a risk delegate where there is one."""
    rng = d.rng
    if not d.life.violent or rng.random() > 0.06:
        return
    moment = d.last_day - days(rng, 10, 90)
    by = d.one(moment, "CASE_MANAGER", "SUPERVISION_OFFICER", "PROBATION_ADVISER")
    if not by or moment <= d.opened:
        return
    d.book.say(
        "RiskIndication",
        moment,
        source=PROBATION,
        ground=rng.choice(_GROUNDS),
        reviewOn=text(moment + 182 * DAY),
        by=by,
    )
    for group in ((d.place.code, "RISK_DELEGATE"), (f"OM-{d.place.police_unit}", "PROSECUTION_STAFF")):
        tenure = d.world.staff.pick(rng, group, moment)
        if tenure:
            d.book.say(
                "Involvement", moment, holder=tenure.position, role=group[1], frame="PBW_18B", endsWith="DATE",
                plannedTo=text(moment + 365 * DAY),
            )  # fmt: skip


def _write_exclusion(d: Dossier) -> None:
    """A professional of the prison who is related to the person."""
    if d.rng.random() > 0.015:
        return
    tenure = d.world.staff.pick(d.rng, (d.life.detention.prison.id, "MENTOR"), d.now - DAY)
    if tenure:
        moment = in_office_hours(d.life.detention.start, 0.2)
        d.book.say("Exclusion", moment, recorded=moment + 60, correct=False, professional=tenure.professional)
