"""Who and what is around the man of the whole case: people with both readings, rules, consent, care, help."""

from typing import Any

from graph.kept_findings import finding_id
from graph.signal_kinds import SignalKind
from graph.signals import signal_id
from seeds.stories.telling import Telling

OWN, TULP, IRIS, CARE = "casusregie (invented)", "TULP (invented)", "IRIS (invented)", "care file (invented)"


def tell(told: Telling) -> None:
    """Marks: mother, partner, friend, victim; waiting, running, nobody pays (interventions); silent referral
    with its signal and its finding; accepted finding; indication, consent, dispute.
    """
    _tell_people(told)
    _tell_rules_and_rights(told)
    _tell_referrals(told)
    _tell_interventions(told)
    _tell_accepted(told)


def _tell_people(told: Telling) -> None:
    case = told.marks["case"]
    people: dict[str, tuple[str, str, str | None, str | None]] = {
        "mother": ("Moeder Van Halteren", "PARENT", "SUPPORTS", "SUPPORTS"),
        "partner": ("Zwaantje", "PARTNER", "SUPPORTS", "HARMS"),
        "son": ("Jelte (7)", "CHILD", "SUPPORTS", None),
        "friend": ("Harm-Jan", "FRIEND", "SUPPORTS", "HARMS"),
        "employer": ("Lasbedrijf De Vonk", "EMPLOYER", None, "NEUTRAL"),
        "victim": ("Mevrouw Achterberg", "VICTIM", None, "HARMS"),
    }
    for mark, (name, kind, own, theirs) in people.items():
        contact = told.mark(mark, told.thing("Contact", caseId=case))
        told.record("ContactState", case=case, recorded=told.day(-192), source=TULP, contact=contact, name=name)
        tie = told.record("Tie", case=case, recorded=told.day(-192), source=TULP, to=contact, kind=kind)
        told.mark(f"tie of the {mark}", tie)
        for reader, quality, by in (("PERSON", own, None), ("PROFESSIONAL", theirs, told.marks["case manager"])):
            if quality:
                reading = told.record(
                    "TieReading", case=case, since=told.day(-130), source=OWN, contact=contact, reader=reader,
                    quality=quality, readOn=told.day(-130), by=by,
                )  # fmt: skip
                told.mark(f"reading of the {mark} by the {reader.lower()}", reading)
    # The adviser reads the partner otherwise than the case manager.
    told.record(
        "TieReading", case=case, since=told.day(-110), source=IRIS, contact=told.marks["partner"],
        reader="PROFESSIONAL", quality="SUPPORTS", readOn=told.day(-110), by=told.marks["adviser"],
    )  # fmt: skip
    former = told.thing("Contact", caseId=case)
    told.record("ContactState", case=case, recorded=told.day(-192), source=TULP, contact=former, name="Tineke")
    told.record(
        "Tie", case=case, since=told.day(-2400), until=told.day(-420), recorded=told.day(-192),
        end_known=told.day(-110), source=TULP, to=former, kind="EX_PARTNER",
    )  # fmt: skip
    between: dict[str, Any] = {"from": told.marks["mother"], "to": told.marks["son"]}
    told.record("Tie", case=case, recorded=told.day(-120), source=OWN, kind="RELATIVE", **between)
    told.record(
        "Confirmation", case=case, since=told.day(-30), source=OWN, ofFact=told.marks["tie of the mother"],
        confirmedAt=told.day(-30), by=told.marks["case manager"],
    )  # fmt: skip


def _tell_rules_and_rights(told: Telling) -> None:
    m, case = told.marks, told.marks["case"]
    for kind, text in (("NO_CONTACT", "Geen contact met het slachtoffer"), ("AREA_BAN", "Niet in de Bloemenbuurt")):
        told.record(
            "ContactRule", case=case, since=told.day(-138), source="CJIB", kind=kind, text=text,
            person=m["person"],
        )  # fmt: skip
    told.mark(
        "indication",
        told.record(
            "RiskIndication", case=case, since=told.day(-60), source=IRIS, ground="Dreiging tegen het slachtoffer",
            reviewOn=told.day(120), by=m["adviser"],
        ),
    )  # fmt: skip
    told.mark(
        "consent",
        told.record(
            "Consent", case=case, since=told.day(-91), source=OWN, person=m["person"], receivers=[m["buddies"]],
            classes=["IDENTITY", "CONTACT", "PLAN"],
        ),
    )  # fmt: skip
    told.record(
        "Consent", case=case, since=told.day(-85), until=told.day(-65), source=OWN, person=m["person"],
        receivers=["CP19"], classes=["IDENTITY", "CONDITION"],
    )  # fmt: skip
    for by in (m["nurse"], m["care professional"]):
        told.record("TreatmentRelation", case=case, since=told.day(-90), source=CARE, person=m["person"], by=by)
    told.mark(
        "dispute",
        told.record(
            "Dispute", case=case, since=told.day(-8), source=OWN, ofFact=m["housing assessment"],
            disputedAt=told.day(-8), text="Ik kan bij mijn moeder wonen.", status="OPEN", by=m["person"],
        ),
    )  # fmt: skip


def _tell_referrals(told: Telling) -> None:
    m = told.marks
    housing = told.mark("housing", told.organisation("Woonstart Gelderland (verzonnen)", "HOUSING"))
    other = told.mark("refused by", told.organisation("Kamers met Kansen (verzonnen)", "HOUSING"))
    work = told.mark("work", told.organisation("Leerwerkplaats De Haven (verzonnen)", "OTHER"))
    for mark, sent_by, to, on, status, reason in (
        ("accepted referral", "coordinator", work, -70, "ACCEPTED", None),
        ("silent referral", "coordinator", housing, -64, "SILENT", None),
        ("refused referral", "coordinator", other, -90, "REFUSED", "Valt buiten de doelgroep"),
        ("care referral", "nurse", "CP08", -88, "ACCEPTED", None),
    ):
        sent: dict[str, Any] = {"from": m[sent_by], "to": to}
        told.mark(
            mark,
            told.record(
                "Referral", case=m["case"], since=told.day(on), source=OWN, status=status, requestedOn=told.day(on),
                reason=reason, **sent,
            ),
        )  # fmt: skip
    silent = m["silent referral"]
    told.mark("signal of the silent referral", signal_id(SignalKind.REFERRAL_SILENT, silent))
    told.mark("finding of the silent referral", finding_id(m["case"], "person.referral-silent", silent))


def _tell_interventions(told: Telling) -> None:
    m = told.marks
    for mark, name, kind, organisation, wait, status, pays, since in (
        ("waiting", "Begeleid wonen in Ede", "SUPPORTED_HOUSING", m["housing"], 75, "WAITING", "NOBODY_YET", -59),
        ("running", "Leren lassen", "TRAINING", m["work"], 0, "RUNNING", "MUNICIPALITY", -48),
        ("planned", "Maatje", "VOLUNTEER_SUPPORT", m["buddies"], 14, "PLANNED", "FUND", -20),
        ("treatment", "Terugvalpreventie", "ADDICTION_CARE", "CP08", 30, "RUNNING", "FORENSIC_CARE", -56),
        ("completed", "Budgettraining", "TRAINING", m["work"], 0, "COMPLETED", "DJI", -100),
    ):
        offer = told.mark(
            f"offer of the {mark}", told.thing("ServiceOffer", name=name, kind=kind, organisation=organisation)
        )
        told.record(
            "OfferState", since=told.day(-300), source=OWN, offer=offer, places=12, freePlaces=0 if wait else 3,
            waitingDays=wait,
        )  # fmt: skip
        told.mark(
            mark,
            told.record(
                "Intervention", case=m["case"], since=told.day(since), source=OWN, person=m["person"], offer=offer,
                status=status, pays=pays,
            ),
        )  # fmt: skip


def _tell_accepted(told: Telling) -> None:
    """That nobody pays for the housing he waits for yet is accepted until the municipality has decided."""
    m = told.marks
    finding = told.mark("accepted finding", finding_id(m["case"], "person.nobody-pays", m["waiting"]))
    told.record(
        "FindingAcceptance", case=m["case"], since=told.day(-5), source=OWN, ofFact=finding, acceptedUntil=told.day(30),
        reason="De gemeente besluit eind maart over de indicatie.", by=m["case manager"],
    )  # fmt: skip
