"""The facts of a case as they come out of a real store, and what they decide."""

from datetime import date

import pytest
from cast_of_cases import NOON

from graph.actors import Actor, Assurance, Purpose
from graph.clock import FixedClock
from graph.guards import Guard
from graph.model.kinds import FieldClass
from graph.policy.decisions import Hidden, Release, Withhold, decide
from graph.policy.facts import Datum
from seeds.importing import load
from seeds.stories.telling import Telling

CLOCK = FixedClock(NOON)
PRISON, TOWN, CLINIC, SECOND_CLINIC, VOLUNTEERS = "pi-a", "GM-A", "clinic-a", "clinic-b", "volunteers-a"


class Story:
    """One case with everybody in it that the statement looks for."""

    def __init__(self):
        self.told = told = Telling("who-may-see-what", date(2026, 3, 10))
        for id, kind in (
            (PRISON, "PRISON"),
            ("pi-b", "PRISON"),
            (TOWN, "MUNICIPALITY"),
            ("GM-B", "MUNICIPALITY"),
            ("rn-a", "PROBATION"),
            (CLINIC, "CARE_PROVIDER"),
            (SECOND_CLINIC, "CARE_PROVIDER"),
            (VOLUNTEERS, "VOLUNTEER"),
        ):
            told.organisation(f"Invented {id}", kind, id=id)
        self.people = {}
        self.person = told.person("Karel", "Voorbeeld")
        self.case = told.case(self.person, since="2025-11-01")

    def join(
        self, name, organisation, kind, function, purpose, *, frame=None, assurance=Assurance.SUBSTANTIAL, **period
    ):
        """Hire somebody, put them in the team where a frame is given, and answer the actor."""
        professional = self.told.professional(name)
        position = self.told.position(professional, organisation, function)
        if frame:
            period.setdefault("since", "2025-12-01")
            self.told.involve(self.case, position, function, frame=frame, **period)
        return Actor(professional, name, position, function, organisation, organisation, kind, purpose, assurance)

    async def load_into(self, store, folder):
        self.told.write(folder)
        report = await load(store, CLOCK, folder, strict=True)
        assert report.loaded, report.problems


@pytest.fixture
def story():
    return Story()


async def _decide(store, actor, case, field_class, datum=None):
    facts = await Guard(store, actor, CLOCK).facts_of(case)
    assert facts is not None
    return decide(actor, field_class, facts.about(datum or Datum()), CLOCK.now())


def _said(decision):
    return {Release: "release", Hidden: "hidden"}.get(type(decision)) or decision.reason.value


async def test_team_borders_indication_and_exclusion_are_found(story, scratch, tmp_path):
    told = story.told
    told.detain(story.case, story.person, PRISON, since="2025-11-01")
    manager = story.join("Ada", PRISON, "PRISON", "CASE_MANAGER", Purpose.REINTEGRATION, frame="PBW_18A")
    related = story.join("Bo", PRISON, "PRISON", "MENTOR", Purpose.REINTEGRATION, frame="PBW_18A")
    ended = story.join("Cas", PRISON, "PRISON", "MENTOR", Purpose.REINTEGRATION, frame="PBW_18A", until="2026-03-09")
    outsider = story.join("Dé", PRISON, "PRISON", "CASE_MANAGER", Purpose.REINTEGRATION)
    told.record("Exclusion", case=story.case, since="2025-11-02", professional=related.professional)
    told.record(
        "RiskIndication", case=story.case, since="2026-01-01", ground="x", reviewOn="2026-07-01", by=manager.position
    )
    await story.load_into(scratch, tmp_path)
    before = scratch.statements
    assert _said(await _decide(scratch, manager, story.case, FieldClass.CONDITION)) == "release"
    assert scratch.statements == before + 1
    assert _said(await _decide(scratch, manager, story.case, FieldClass.RISK)) == "PURPOSE_MISMATCH"
    on_risk = Actor(**{**_fields(manager), "purpose": Purpose.RISK_MANAGEMENT})
    assert _said(await _decide(scratch, on_risk, story.case, FieldClass.RISK)) == "release"
    for nobody in (related, ended, outsider):
        assert _said(await _decide(scratch, nobody, story.case, FieldClass.COURSE)) == "hidden"
    promoted = Actor(**{**_fields(manager), "function": "SELECTION_OFFICER"})
    assert _said(await _decide(scratch, promoted, story.case, FieldClass.COURSE)) == "hidden"
    screening = Actor(**{**_fields(outsider), "purpose": Purpose.SCREENING})
    assert _said(await _decide(scratch, screening, story.case, FieldClass.TITLE, Datum(form="FIELD"))) == "release"
    assert await Guard(scratch, manager, CLOCK).facts_of("case-of-nobody") is None


def _fields(actor):
    return {name: getattr(actor, name) for name in Actor.__dataclass_fields__}


async def test_release_closing_and_a_new_detention_move_the_borders(story, scratch, tmp_path):
    told = story.told
    told.detain(story.case, story.person, PRISON, since="2025-06-01", released="2026-01-05")
    manager = story.join("Ada", PRISON, "PRISON", "CASE_MANAGER", Purpose.REINTEGRATION, frame="PBW_18A")
    coordinator = story.join(
        "Bo", TOWN, "MUNICIPALITY", "AFTERCARE_COORDINATOR", Purpose.REINTEGRATION, frame="PBW_18A"
    )
    again = told.person("Lena", "Opnieuw")
    second = told.case(again, since="2025-01-01", closed="2026-02-01")
    told.detain(second, again, PRISON, since="2025-01-01", released="2025-03-01")
    told.detain(second, again, "pi-b", since="2026-01-15")
    for actor in (manager, coordinator):
        told.involve(second, actor.position, actor.function, since="2025-01-01")
    await story.load_into(scratch, tmp_path)
    course = FieldClass.COURSE
    answers = {
        (who, which): _said(await _decide(scratch, actor, case, course))
        for who, actor in (("manager", manager), ("coordinator", coordinator))
        for which, case in (("released", story.case), ("inside again, closed", second))
    }
    assert answers == {
        ("manager", "released"): "hidden",
        ("coordinator", "released"): "release",
        ("manager", "inside again, closed"): "release",
        ("coordinator", "inside again, closed"): "hidden",
    }


async def test_notices_open_the_intake_until_a_colleague_is_assigned(story, scratch, tmp_path):
    told = story.told
    told.detain(story.case, story.person, PRISON, since="2025-11-01")
    for town, received in ((TOWN, "2026-03-05"), ("GM-B", "2026-03-05"), ("GM-B", "2026-01-29")):
        told.record("Notice", case=story.case, since=received, kind="START_OF_DETENTION", receivedOn=received, to=town)
    open_here = story.join("Ada", TOWN, "MUNICIPALITY", "AFTERCARE_COORDINATOR", Purpose.INTAKE)
    assigned = story.join("Bo", "GM-B", "MUNICIPALITY", "AFTERCARE_COORDINATOR", Purpose.INTAKE)
    story.join(
        "Cas",
        "GM-B",
        "MUNICIPALITY",
        "AFTERCARE_COORDINATOR",
        Purpose.REINTEGRATION,
        frame="PBW_18A",
        since="2026-03-09",
    )
    await story.load_into(scratch, tmp_path)
    assert _said(await _decide(scratch, open_here, story.case, FieldClass.IDENTITY)) == "release"
    assert _said(await _decide(scratch, open_here, story.case, FieldClass.CONDITION)) == "PURPOSE_MISMATCH"
    assert _said(await _decide(scratch, assigned, story.case, FieldClass.IDENTITY)) == "hidden"


async def test_treatment_consent_and_referral_are_found(story, scratch, tmp_path):
    told, high = story.told, Assurance.HIGH
    carer = story.join(
        "Ada", CLINIC, "CARE_PROVIDER", "CARE_PROFESSIONAL", Purpose.CARE, frame="TREATMENT", assurance=high
    )
    stranger = story.join(
        "Bo", CLINIC, "CARE_PROVIDER", "CARE_PROFESSIONAL", Purpose.CARE, frame="TREATMENT", assurance=high
    )
    helper = story.join("Cas", VOLUNTEERS, "VOLUNTEER", "VOLUNTEER", Purpose.VOLUNTARY_SUPPORT, frame="CONSENT")
    told.record("TreatmentRelation", case=story.case, since="2026-01-01", person=story.person, by=carer.position)
    told.record(
        "Consent",
        case=story.case,
        since="2026-01-01",
        person=story.person,
        classes=["IDENTITY", "PLAN"],
        receivers=[VOLUNTEERS, TOWN],
    )
    told.record(
        "Referral", case=story.case, since="2026-01-01", status="ACCEPTED", requestedOn="2026-01-01",
        **{"from": SECOND_CLINIC, "to": CLINIC},
    )  # fmt: skip
    await story.load_into(scratch, tmp_path)
    health = FieldClass.HEALTH
    given = Datum(organisation=SECOND_CLINIC, organisation_kind="CARE_PROVIDER", purpose="CARE")
    not_given = given._replace(organisation="clinic-c")
    assert _said(await _decide(scratch, carer, story.case, health, given)) == "release"
    assert _said(await _decide(scratch, carer, story.case, health, not_given)) == "HEALTH_SECRECY"
    assert _said(await _decide(scratch, stranger, story.case, health, given)) == "hidden"
    assert _said(await _decide(scratch, helper, story.case, FieldClass.PLAN)) == "release"
    assert isinstance(await _decide(scratch, helper, story.case, FieldClass.CONTACT), Withhold)


async def test_the_person_and_posted_advisers_have_their_own_scopes(story, scratch, tmp_path):
    told = story.told
    told.detain(story.case, story.person, PRISON, since="2025-11-01")
    adviser = story.join("Ada", "rn-a", "PROBATION", "PROBATION_ADVISER", Purpose.SCREENING)
    next(row for label, row in told.rows if label == "PositionState" and row["position"] == adviser.position)[
        "postedAt"
    ] = [PRISON]
    unposted = story.join("Bo", "rn-a", "PROBATION", "PROBATION_ADVISER", Purpose.SCREENING)
    safety = told.case(story.person, frame="WGS_SAFETY_HOUSE", since="2026-01-01")
    await story.load_into(scratch, tmp_path)
    field = Datum(form="FIELD")
    assert _said(await _decide(scratch, adviser, story.case, FieldClass.TITLE, field)) == "release"
    assert _said(await _decide(scratch, unposted, story.case, FieldClass.TITLE, field)) == "hidden"
    assert _said(await _decide(scratch, adviser, safety, FieldClass.TITLE, field)) == "hidden"
    subject = Actor(story.person, "", "", "SUBJECT", "", "", "", Purpose.SUBJECT_ACCESS)
    assert _said(await _decide(scratch, subject, story.case, FieldClass.TITLE)) == "release"
    assert _said(await _decide(scratch, subject, safety, FieldClass.TITLE)) == "hidden"
    other = Actor("prs-other", "", "", "SUBJECT", "", "", "", Purpose.SUBJECT_ACCESS)
    assert _said(await _decide(scratch, other, story.case, FieldClass.TITLE)) == "hidden"
