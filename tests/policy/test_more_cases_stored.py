"""Told cases that hang on what is found in a real store: who counts as involved, and what is in force when."""

from datetime import date

import pytest
from cast_of_cases import NOON

from graph.actors import Actor, Assurance, Purpose
from graph.clock import FixedClock
from graph.guards import Guard
from graph.model.kinds import FieldClass as C
from graph.policy.decisions import Hidden, Release, decide
from graph.policy.facts import NO_DATUM, Datum
from graph.times import parse_moment
from seeds.importing import load
from seeds.stories.telling import Telling

KINDS = {
    "pi-z": "PRISON",
    "rn-p": "PROBATION",
    "GM-G": "MUNICIPALITY",
    "GM-H": "MUNICIPALITY",
    "clinic-c": "CARE_PROVIDER",
    "clinic-d": "CARE_PROVIDER",
    "house": "SAFETY_HOUSE",
    "helpers": "VOLUNTEER",
}
STAFF = {
    "coordinator": ("GM-G", "AFTERCARE_COORDINATOR", Purpose.REINTEGRATION),
    "coordinator at H": ("GM-H", "AFTERCARE_COORDINATOR", Purpose.REINTEGRATION),
    "neighbourhood": ("GM-G", "NEIGHBOURHOOD_WORKER", Purpose.REINTEGRATION),
    "debts": ("GM-G", "DEBT_COUNSELLOR", Purpose.MUNICIPAL_DEBT_HELP),
    "manager": ("pi-z", "CASE_MANAGER", Purpose.REINTEGRATION),
    "senior": ("pi-z", "SENIOR_CASE_MANAGER", Purpose.REINTEGRATION),
    "nurse": ("pi-z", "MEDICAL", Purpose.CARE),
    "officer": ("rn-p", "SUPERVISION_OFFICER", Purpose.RISK_MANAGEMENT),
    "carer": ("clinic-c", "CARE_PROFESSIONAL", Purpose.CARE),
    "convener": ("house", "CONVENER", Purpose.SAFETY_HOUSE_CASE),
    "volunteer": ("helpers", "VOLUNTEER", Purpose.VOLUNTARY_SUPPORT),
}
HEALTH_OF_D = Datum(organisation="clinic-d", organisation_kind="CARE_PROVIDER", purpose="CARE")
HEALTH_OF_C = HEALTH_OF_D._replace(organisation="clinic-c")


class Told:
    """A world of several cases with one staff, each of whom signs in at level high."""

    def __init__(self):
        self.told = told = Telling("more-cases", date(2026, 3, 10))
        for house, kind in KINDS.items():
            told.organisation(f"Invented {house}", kind, id=house)
        self.actors = {}
        for name, (house, function, purpose) in STAFF.items():
            professional = told.professional(name)
            position = told.position(professional, house, function)
            self.actors[name] = Actor(
                professional, name, position, function, house, house, KINDS[house], purpose, Assurance.HIGH
            )
        self.cases = {}

    def case(self, name, *, released=None, persons=1, **fields):
        told = self.told
        people = [told.person(f"Person {number}", name.title()) for number in range(persons)]
        self.cases[name] = case = told.case(*people, since="2025-01-01", **fields)
        told.detain(case, people[0], "pi-z", since="2025-01-01", released=released)
        return case, people[0]

    def involve(self, case, name, frame="PBW_18A", since="2025-01-01", **period):
        actor = self.actors[name]
        return self.told.involve(case, actor.position, actor.function, frame=frame, since=since, **period)

    def involve_organisation(self, case, house, frame="PBW_18A"):
        role = "AFTERCARE_COORDINATOR" if KINDS[house] == "MUNICIPALITY" else "CONVENER"
        self.told.involve(case, house, role, frame=frame, since="2025-01-01")

    def notify(self, case, house, received):
        self.told.record("Notice", case=case, since=received, kind="START_OF_DETENTION", receivedOn=received, to=house)

    def treat(self, case, person, by):
        self.told.record("TreatmentRelation", case=case, since="2026-01-01", person=person, by=by)

    def consent(self, case, person, receivers, classes, **fields):
        self.told.record(
            "Consent", case=case, since="2026-01-01", person=person, receivers=receivers, classes=classes, **fields
        )


@pytest.fixture
def world():
    told = Told()
    case, _ = told.case("of the organisation")
    told.involve_organisation(case, "GM-G")
    told.involve(case, "senior", until="2026-03-10T12:00:00+01:00")
    told.involve(case, "manager", since=None)

    case, _ = told.case("long released", released="2025-08-31")
    for name in ("coordinator", "coordinator at H"):
        told.involve(case, name)
    told.involve(case, "debts", "MUNICIPAL_TASK", until="2026-04-10")

    case, _ = told.case("released before summer time", released="2026-02-15")
    told.involve(case, "manager")

    case, _ = told.case("indicated")
    told.involve(case, "officer")
    officer = told.actors["officer"].position
    told.told.record(
        "RiskIndication",
        case=case,
        since="2026-01-01",
        until="2026-03-15",
        ground="x",
        reviewOn="2026-02-01",
        by=officer,
    )

    case, _ = told.case("noticed")
    told.notify(case, "GM-G", "2026-02-01T10:00:00+01:00")
    told.involve(case, "neighbourhood", since="2026-02-03", until="2026-02-20")
    told.notify(case, "GM-G", "2026-03-05T10:00:00+01:00")
    told.notify(case, "GM-H", "2026-03-15T14:00:00+01:00")

    case, person = told.case("in care", released="2025-12-01")
    told.involve(case, "carer", "TREATMENT")
    told.involve(case, "nurse", "TREATMENT")
    told.treat(case, person, "clinic-c")
    told.treat(case, person, told.actors["nurse"].position)
    told.consent(case, person, ["clinic-c"], ["HEALTH"], giver="clinic-d")

    case, person = told.case("consent without giver")
    told.involve(case, "carer", "TREATMENT")
    told.treat(case, person, "clinic-c")
    told.consent(case, person, ["clinic-c", "helpers"], ["HEALTH", "PLAN"], until="2026-03-20")
    told.involve(case, "volunteer", "CONSENT")

    case, person = told.case("a family", persons=2, kind="FAMILY")
    told.involve(case, "volunteer", "CONSENT")
    told.consent(case, person, ["helpers"], ["PLAN"])

    case, _ = told.case("safety house", frame="WGS_SAFETY_HOUSE", released="2025-02-01")
    told.involve_organisation(case, "house", "WGS_SAFETY_HOUSE")
    told.involve(case, "manager", "WGS_SAFETY_HOUSE")
    return told


INTAKE, SAFETY = Purpose.INTAKE, Purpose.SAFETY_HOUSE_CASE
NOON_TEXT = "2026-03-10T12:00:00+01:00"
CASES = [
    # who, in which case, asks for what, when; under another purpose than usual; the answer
    ("coordinator", "of the organisation", C.PLAN, None, NOON_TEXT, None, "release"),
    ("neighbourhood", "of the organisation", C.PLAN, None, NOON_TEXT, None, "hidden"),
    ("senior", "of the organisation", C.PLAN, None, "2026-03-10T11:59:59.999+01:00", None, "release"),
    ("senior", "of the organisation", C.PLAN, None, NOON_TEXT, None, "hidden"),
    ("manager", "of the organisation", C.PLAN, None, NOON_TEXT, None, "release"),
    ("coordinator", "long released", C.COURSE, None, NOON_TEXT, None, "release"),
    ("coordinator", "long released", C.COURSE, None, "2026-04-10", None, "hidden"),
    ("coordinator at H", "long released", C.COURSE, None, NOON_TEXT, None, "hidden"),
    ("debts", "long released", C.FINANCE, None, NOON_TEXT, None, "release"),
    ("manager", "released before summer time", C.COURSE, None, "2026-04-11T23:59:59.999+02:00", None, "release"),
    ("manager", "released before summer time", C.COURSE, None, "2026-04-12T00:00:00+02:00", None, "hidden"),
    ("officer", "indicated", C.VICTIM, None, NOON_TEXT, None, "release"),
    ("officer", "indicated", C.VICTIM, None, "2026-03-15", None, "PURPOSE_MISMATCH"),
    ("coordinator", "noticed", C.IDENTITY, None, "2026-02-02T09:00:00+01:00", INTAKE, "release"),
    ("coordinator", "noticed", C.IDENTITY, None, "2026-02-03", INTAKE, "hidden"),
    ("coordinator", "noticed", C.IDENTITY, None, "2026-02-21", INTAKE, "hidden"),
    ("coordinator", "noticed", C.IDENTITY, None, NOON_TEXT, INTAKE, "release"),
    ("coordinator at H", "noticed", C.IDENTITY, None, "2026-04-11T23:59:59.999+02:00", INTAKE, "release"),
    ("coordinator at H", "noticed", C.IDENTITY, None, "2026-04-12", INTAKE, "hidden"),
    ("carer", "in care", C.HEALTH, HEALTH_OF_D, NOON_TEXT, None, "release"),
    ("nurse", "in care", C.PLAN, None, "2026-01-25T23:59:59.999+01:00", None, "release"),
    ("nurse", "in care", C.PLAN, None, "2026-01-26", None, "hidden"),
    ("carer", "consent without giver", C.HEALTH, HEALTH_OF_D, NOON_TEXT, None, "HEALTH_SECRECY"),
    ("carer", "consent without giver", C.HEALTH, HEALTH_OF_C, NOON_TEXT, None, "release"),
    ("volunteer", "consent without giver", C.PLAN, None, NOON_TEXT, None, "release"),
    ("volunteer", "consent without giver", C.HEALTH, HEALTH_OF_D, NOON_TEXT, None, "HEALTH_SECRECY"),
    ("volunteer", "consent without giver", C.PLAN, None, "2026-03-20", None, "hidden"),
    ("volunteer", "a family", C.PLAN, None, NOON_TEXT, None, "hidden"),
    ("convener", "safety house", C.RISK, None, NOON_TEXT, None, "release"),
    ("manager", "safety house", C.COURSE, None, NOON_TEXT, SAFETY, "release"),
    ("manager", "safety house", C.COURSE, None, NOON_TEXT, None, "PURPOSE_MISMATCH"),
]


async def test_told_cases_answer_as_written_from_a_real_store(world, scratch, tmp_path):
    world.told.write(tmp_path)
    report = await load(scratch, FixedClock(NOON), tmp_path, strict=True)
    assert report.loaded, report.problems
    answers = []
    for name, case, field_class, datum, at, purpose, _ in CASES:
        actor, clock = world.actors[name], FixedClock(parse_moment(at))
        if purpose:
            actor = Actor(**{**{slot: getattr(actor, slot) for slot in Actor.__slots__}, "purpose": purpose})
        facts = await Guard(scratch, actor, clock).facts_of(world.cases[case])
        assert facts is not None
        decision = decide(actor, field_class, facts.about(datum or NO_DATUM), clock.now())
        said = {Release: "release", Hidden: "hidden"}.get(type(decision)) or decision.reason.value
        answers.append((name, case, str(field_class), at, said))
    assert answers == [(name, case, str(found), at, said) for name, case, found, _, at, _, said in CASES]
