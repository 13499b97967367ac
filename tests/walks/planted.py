"""A world planted by hand with everything that can go wrong around one person, and who may look at it."""

from dataclasses import dataclass, field
from datetime import date

from graph.actors import Actor, Assurance, Purpose
from seeds.stories.telling import Telling


@dataclass
class Planted:
    told: Telling
    ids: dict[str, str] = field(default_factory=dict)
    positions: dict[str, tuple[str, str, str, str, str]] = field(default_factory=dict)

    def actor(self, name, purpose=Purpose.REINTEGRATION, assurance=Assurance.SUBSTANTIAL):
        """The actor of a position, by its name in the plan."""
        professional, position, function, organisation, kind = self.positions[name]
        return Actor(professional, name, position, function, organisation, organisation, kind, purpose, assurance)


def planted():
    """Two brothers; Anton has a case, a safety-house case and, with Bas, a family case."""
    told = Telling("planted", date(2026, 3, 10))
    world = Planted(told)
    ids = world.ids

    def staff(name, organisation, function, **period):
        professional = told.professional(name)
        posted = period.pop("postedAt", None)
        position = told.position(professional, ids[organisation], function, **period)
        if posted:
            told.rows[-1][1]["postedAt"] = posted
        world.positions[name] = (professional, position, function, ids[organisation], kinds[organisation])
        ids[name], ids[f"{name} (position)"] = professional, position
        return position

    north = ids["north"] = told.thing("Region", id="VR98", name="Noord", kind="SAFETY_REGION")
    south = ids["south"] = told.thing("Region", id="VR99", name="Zuid", kind="SAFETY_REGION")
    for number, (name, region) in enumerate({"dorp": north, "stad": north, "veen": south, "ver": south}.items()):
        ids[name] = told.thing(
            "Organisation", id=f"GM990{number}", name=name.title(), kind="MUNICIPALITY", regions=[region]
        )
    for one, other in (("dorp", "stad"), ("veen", "stad"), ("veen", "ver")):
        told.link("Neighbour", **{"from": ids[one], "to": ids[other]}, relation="ADJACENT", distanceKm=5.0)
    kinds = {
        "dorp": "MUNICIPALITY", "stad": "MUNICIPALITY", "veen": "MUNICIPALITY", "ver": "MUNICIPALITY",
        "prison": "PRISON", "old prison": "PRISON", "next prison": "PRISON", "probation": "PROBATION",
        "clinic": "CARE_PROVIDER", "hostel": "HOUSING", "house": "SAFETY_HOUSE", "far clinic": "CARE_PROVIDER",
        "om": "PROSECUTION", "volunteers": "VOLUNTEER",
    }  # fmt: skip
    for name, kind in kinds.items():
        if name not in ids:
            ids[name] = told.organisation(name.title(), kind)

    manager = staff("manager", "prison", "CASE_MANAGER")
    senior = staff("senior", "prison", "SENIOR_CASE_MANAGER")
    adviser = staff("adviser", "probation", "PROBATION_ADVISER")
    aftercare = staff("aftercare", "dorp", "AFTERCARE_COORDINATOR")
    told.position(ids["aftercare"], ids["veen"], "AFTERCARE_COORDINATOR", since="2025-01-01")
    told.position(ids["aftercare"], ids["ver"], "AFTERCARE_COORDINATOR", since="2019-01-01", until="2020-01-01")
    told.thing("Position", professional=ids["manager"], organisation=ids["far clinic"])
    gone = staff("gone", "probation", "SUPERVISION_OFFICER", until="2026-02-01")
    convener = staff("convener", "house", "CONVENER")
    kin = staff("kin", "prison", "MENTOR")
    staff("outsider", "prison", "CASE_MANAGER")
    brother_manager = staff("brother manager", "old prison", "CASE_MANAGER")
    staff("household", "hostel", "AFTERCARE_COORDINATOR")
    nurse = staff("nurse", "prison", "MEDICAL")
    carer = staff("carer", "clinic", "CARE_PROFESSIONAL")
    far_carer = staff("far carer", "far clinic", "CARE_PROFESSIONAL")
    continuity = staff("continuity", "dorp", "CARE_CONTINUITY_OFFICER")
    delegate = staff("delegate", "dorp", "RISK_DELEGATE")
    debts = staff("debts", "dorp", "DEBT_COUNSELLOR")
    supervisor = staff("supervisor", "probation", "SUPERVISION_OFFICER")
    prosecutor = staff("prosecutor", "om", "PROSECUTION_STAFF")
    volunteer = staff("volunteer", "volunteers", "VOLUNTEER")
    staff("told", "stad", "AFTERCARE_COORDINATOR")
    staff("told long ago", "ver", "AFTERCARE_COORDINATOR")
    staff("posted", "probation", "PROBATION_ADVISER", postedAt=[ids["prison"]])
    staff("steering", "dorp", "STEERING_MEMBER")
    staff("privacy", "dorp", "PRIVACY_OFFICER")

    anton = ids["anton"] = told.person("Anton", "Veld", prefix="in 't", born="1990-05-17")
    bas = ids["bas"] = told.person("Bas", "Veld", prefix="in 't", born="1993-02-01")
    case = ids["case"] = told.case(anton, since="2025-06-01")
    safety = ids["safety case"] = told.case(anton, frame="WGS_SAFETY_HOUSE", since="2025-09-01")
    family = ids["family case"] = told.case(anton, bas, kind="FAMILY", since="2025-10-01")
    brother = ids["brother case"] = told.case(bas, since="2025-11-01")

    told.direct(case, manager, since="2025-06-01")
    told.direct(safety, convener, since="2025-09-01")
    told.involve(case, manager, "CASE_MANAGER", since="2025-12-01", ends_with="RELEASE")
    told.involve(case, aftercare, "AFTERCARE_COORDINATOR", since=None)
    told.involve(case, gone, "SUPERVISION_OFFICER", since="2025-11-01", ends_with="TITLE_END")
    told.involve(case, ids["clinic"], "CARE_PROFESSIONAL", since="2026-05-01", ends_with="DATE", plannedTo="2026-08-01")
    told.involve(case, ids["hostel"], "HOUSING_OFFICER", since="2026-01-15")
    told.involve(case, senior, "SENIOR_CASE_MANAGER", since="2025-06-01", until="2025-12-01")
    told.involve(case, kin, "MENTOR", since="2025-06-01")
    told.record("Exclusion", case=case, since="2025-06-01", professional=ids["kin"])
    # Said first to be a mentor, corrected in February; ended in January, which became known in February.
    fact = told.involve(case, senior, "MENTOR", since="2025-07-01", recorded="2025-07-01", retracted="2026-02-02")
    told.involve(
        case, senior, "CASE_MANAGER", since="2025-07-01", fact=fact, recorded="2026-02-02", until="2026-01-20",
        end_known="2026-02-20",
    )  # fmt: skip
    old = told.involve(case, adviser, "PROBATION_ADVISER", since="2025-06-01")
    ids["confirmed"] = told.involve(family, adviser, "PROBATION_ADVISER", since="2025-06-01", recorded="2025-06-02")
    told.record("Confirmation", case=family, since="2026-03-01", ofFact=ids["confirmed"], confirmedAt="2026-03-01")
    ids["expired"] = old
    told.involve(family, ids["clinic"], "CARE_PROFESSIONAL", since="2025-12-20")
    told.involve(safety, convener, "CONVENER", since="2025-09-01", frame="WGS_SAFETY_HOUSE")
    told.involve(brother, brother_manager, "CASE_MANAGER", since="2025-11-01")

    partner = ids["partner"] = told.contact(case, "Els", "PARTNER", since="2020-01-01")
    ids["friend"] = told.contact(case, "Joop", "FRIEND", since=None)
    stepson = ids["stepson"] = told.thing("Contact", caseId=case)
    told.record("ContactState", case=case, contact=stepson, name="Mees", since="2024-01-01")
    told.record("Tie", case=case, since="2025-12-12", to=stepson, kind="CHILD", **{"from": partner})
    classmate = ids["classmate"] = told.thing("Contact", caseId=case)
    told.record("Tie", case=case, since="2025-12-12", to=classmate, kind="FRIEND", **{"from": stepson})
    former = told.thing("Contact", caseId=case)
    told.record("Tie", case=case, since="2019-01-01", until="2025-12-31", to=former, kind="EX_PARTNER")
    told.contact(family, "Moeder", "PARENT", since="2025-12-01")
    told.contact(brother, "Vriend van Bas", "FRIEND", since="2025-12-01")
    for reader, quality, on in (
        ("PERSON", "SUPPORTS", "2026-01-01"), ("PROFESSIONAL", "NEUTRAL", "2025-12-01"),
        ("PROFESSIONAL", "HARMS", "2026-02-01"),
    ):  # fmt: skip
        by = adviser if reader == "PROFESSIONAL" else None
        told.record(
            "TieReading", case=case, since=on, contact=partner, reader=reader, quality=quality, readOn=on, by=by
        )

    detention = told.detain(case, anton, ids["prison"], since="2025-12-01", expected="2026-06-01")
    told.record(
        "Stay", case=case, since="2026-04-15", detention=detention, prison=ids["next prison"], regime="BBA"
    )  # fmt: skip
    told.detain(case, anton, ids["old prison"], since="2025-06-15", released="2025-08-01")
    told.detain(brother, bas, ids["old prison"], since="2025-11-01")
    told.lives(case, anton, ids["dorp"], "ORIGIN", since=None)
    told.lives(case, anton, ids["veen"], "SETTLES", since="2026-06-01")
    told.lives(safety, anton, ids["ver"], "SETTLES", since="2026-01-01")
    told.lives(brother, bas, ids["stad"], "ORIGIN", since=None)

    course = told.thing("ServiceOffer", name="Training", kind="TRAINING", organisation=ids["hostel"])
    therapy = told.thing("ServiceOffer", name="Therapie", kind="FORENSIC_CARE", organisation=ids["far clinic"])
    for offer, in_case, status in ((course, case, "RUNNING"), (therapy, case, "WAITING"), (course, safety, "STOPPED")):
        told.record(
            "Intervention", case=in_case, since="2026-01-10", person=anton, offer=offer, status=status, pays="DJI"
        )

    _strict(told, ids, anton, detention, (nurse, carer, far_carer, continuity))
    for holder, role, frame in (
        (delegate, "RISK_DELEGATE", "PBW_18A"), (supervisor, "SUPERVISION_OFFICER", "PBW_18A"),
        (prosecutor, "PROSECUTION_STAFF", "PBW_18B"), (volunteer, "VOLUNTEER", "CONSENT"),
        (debts, "DEBT_COUNSELLOR", "MUNICIPAL_TASK"),
    ):  # fmt: skip
        told.involve(case, holder, role, since="2026-01-01", frame=frame)
    told.record("RiskIndication", case=case, since="2026-01-01", ground="Invented", reviewOn="2026-09-01", by=adviser)
    told.record(
        "Consent", case=case, since="2026-01-01", person=anton, receivers=[ids["volunteers"]],
        classes=["IDENTITY", "PLAN", "NETWORK"],
    )  # fmt: skip
    for name, day in (("stad", "2026-03-05"), ("ver", "2026-01-20")):
        told.record("Notice", case=case, since=day, kind="START_OF_DETENTION", to=ids[name], receivedOn=day)

    told.record(
        "Agreement", since="2025-01-01", kind="COVERS_AFTERCARE", covers=ids["stad"], covered=[ids["dorp"], ids["veen"]]
    )
    told.record("Agreement", since="2025-01-01", kind="WORKING", parties=[ids["prison"], ids["dorp"], ids["ver"]])
    told.record(
        "Agreement", since="2020-01-01", until="2021-01-01", kind="WORKING", parties=[ids["hostel"], ids["dorp"]]
    )
    told.record("Agreement", since="2020-01-01", kind="HOUSING", parties=[ids["hostel"], ids["veen"]])
    return world


def _strict(told, ids, anton, detention, carers):
    """What few may see: victims, treatment, and units that tell of more than that somebody is inside."""
    case = ids["case"]
    victim = ids["victim"] = told.contact(case, "Slachtoffer", "EX_PARTNER", since="2018-01-01")
    told.record("Tie", case=case, since="2026-01-01", to=victim, kind="VICTIM")
    told.record("Tie", case=case, since="2019-01-01", to=victim, kind="FRIEND", **{"from": ids["friend"]})
    told.record("TieReading", case=case, since="2026-01-01", contact=victim, reader="PERSON", quality="HARMS")
    told.record(
        "TieReading", case=case, since="2026-02-05", contact=ids["partner"], reader="PROFESSIONAL", quality="NEUTRAL",
        readOn="2026-02-05", by=carers[0],
    )  # fmt: skip
    for carer, role in zip(
        carers, ("MEDICAL", "CARE_PROFESSIONAL", "CARE_PROFESSIONAL", "CARE_CONTINUITY_OFFICER"), strict=True
    ):
        told.involve(case, carer, role, since="2025-12-20", frame="TREATMENT")
        told.record("TreatmentRelation", case=case, since="2025-12-20", person=anton, by=carer)
    # The far clinic may have what the clinic knows; the medical service of the prison referred to the clinic.
    told.record(
        "Consent", case=case, since="2026-01-01", person=anton, receivers=[ids["far clinic"]], giver=ids["clinic"],
        classes=["HEALTH"],
    )  # fmt: skip
    told.record(
        "Referral", case=case, since="2026-01-01", status="ACCEPTED", requestedOn="2026-01-01", to=ids["clinic"],
        **{"from": carers[0]},
    )  # fmt: skip
    for regime, since, until in (("ISD", "2026-01-02", "2026-01-09"), ("PPC", "2026-05-02", None)):
        told.record(
            "Stay", case=case, since=since, until=until, detention=detention, prison=ids["prison"], regime=regime
        )
    detox = told.thing("ServiceOffer", name="Detox", kind="ADDICTION_CARE", organisation=ids["hostel"])
    told.record("Intervention", case=case, since="2026-01-10", person=anton, offer=detox, status="RUNNING", pays="ZVW")
