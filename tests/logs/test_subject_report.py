"""What is held about a person, for that person: with source and recipients, without anything about third parties."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest

from api.cli.subject_report import as_data, show
from graph.accounts import as_person
from graph.actors import Assurance, Purpose
from graph.clock import FixedClock
from graph.disputes import disputable_fact, dispute
from graph.errors import InputError
from graph.guards import Guard
from graph.integrity import violations
from graph.networks import network_of
from graph.networks_questions import Question
from graph.staff import staff
from graph.subject_reports import SubjectReport, subject_report
from graph.times import parse_moment
from seeds.importing import load
from seeds.stories.telling import Telling

CLOCK = FixedClock(parse_moment("2026-03-10T12:00:00+01:00"))


@dataclass(frozen=True)
class Told:
    store: Any
    person: str
    case: str
    safety_case: str
    ids: dict[str, str]

    def guard(self, assurance: Assurance = Assurance.HIGH, person: str | None = None) -> Guard:
        actor = as_person(person or self.person).acting_for(Purpose.SUBJECT_ACCESS, assurance)
        return Guard(self.store, actor, CLOCK)

    async def report(self, assurance: Assurance = Assurance.HIGH) -> SubjectReport:
        found = await subject_report(self.guard(assurance), self.person)
        assert found is not None
        return found


@pytest.fixture
async def told(scratch, tmp_path) -> Told:
    told = Telling("own-file", date(2026, 3, 10))
    prison = told.organisation("Invented PI", "PRISON", id="pi-a")
    clinic = told.organisation("Invented Clinic", "CARE_PROVIDER", id="clinic-a")
    town = told.organisation("Invented Town", "MUNICIPALITY", id="GM-A")
    manager = told.staff("Noor Namens", prison, "CASE_MANAGER")
    therapist = told.staff("Thea Therapeut", clinic, "CARE_PROFESSIONAL")
    person = told.person("Karel", "Voorbeeld", born="1990-05-17")
    case = told.case(person, since="2025-11-01")
    told.direct(case, manager, since="2025-11-01")
    told.involve(case, manager, "CASE_MANAGER", frame="PBW_18A", since="2025-11-01")
    told.involve(case, therapist, "CARE_PROFESSIONAL", frame="TREATMENT", since="2025-12-01")
    brother = told.contact(case, "Broer Bram", "SIBLING", since="2025-11-05")
    victim = told.contact(case, "Slachtoffer Sien", "VICTIM", since="2025-11-05")
    for contact, reader, quality, by in (
        (brother, "PERSON", "SUPPORTS", None),
        (brother, "PROFESSIONAL", "HARMS", manager),
        (brother, "PROFESSIONAL", "HARMS", therapist),
        (victim, "PERSON", "NEUTRAL", None),
    ):
        told.record("TieReading", case=case, since="2025-11-06", contact=contact, reader=reader, quality=quality, by=by)
    told.record("Notice", case=case, since="2025-11-02", kind="START_OF_DETENTION", receivedOn="2025-11-02", to=town)
    told.record(
        "InstrumentResult", case=case, since="2025-11-10", person=person, instrument="SCIL", takenOn="2025-11-10"
    )
    told.record("Note", case=case, since="2025-12-02", text="Secret of Thea", purpose="CARE", by=therapist)
    told.record("Note", case=case, since="2025-12-02", text="Secret of Noor", purpose="REINTEGRATION", by=manager)
    continuity = told.staff("Cor Continu", prison, "CARE_CONTINUITY_OFFICER")
    told.involve(case, continuity, "CARE_CONTINUITY_OFFICER", frame="TREATMENT", since="2025-12-02")
    nurse = told.staff("Vera Verpleger", prison, "MEDICAL")
    told.record("PositionState", since="2025-12-15", position=nurse, function="MENTOR")
    told.record("ContactMoment", case=case, since="2025-12-03", kind="TALK", heldOn="2025-12-03", by=nurse)
    told.detain(case, person, prison, since="2025-11-01", regime="PPC")
    treatment = told.thing("ServiceOffer", name="Invented treatment", kind="TRAINING", organisation=clinic)
    told.record(
        "Intervention", case=case, since="2025-12-04", person=person, offer=treatment, status="RUNNING",
        pays="FORENSIC_CARE",
    )  # fmt: skip
    safety = told.case(person, since="2025-12-01", frame="WGS_SAFETY_HOUSE")
    told.record(
        "Disclosure", case=case, since="2025-12-05", facts=["fact-of-a-tie"], classes=["NETWORK"],
        ground="WGS", receivingCaseId=safety, by=manager, to=town,
    )  # fmt: skip
    told.direct(safety, manager, since="2025-12-01")
    told.record("Notice", case=safety, since="2025-12-02", kind="ADMINISTRATIVE", receivedOn="2025-12-02", to=clinic)
    told.write(tmp_path / "world")
    report = await load(scratch, CLOCK, tmp_path / "world", strict=True)
    assert report.loaded, report.problems
    return Told(scratch, person, case, safety, {"brother": brother, "victim": victim})


def facts_of(report: SubjectReport, kind: str) -> list[Any]:
    return [one for one in report.facts if one.kind == kind]


async def test_every_fact_has_its_class_its_source_and_who_stands_at_it(told):
    report = await told.report()
    (name,) = facts_of(report, "PersonName")
    assert (name.values["familyName"], name.field_class, name.source) == ("Voorbeeld", "IDENTITY", "story (invented)")
    (born,) = facts_of(report, "Person")
    assert born.values == {"birthDate": "1990-05-17"}
    involved = {
        (one.parties[0].organisation, one.parties[0].function, one.field_class)
        for one in facts_of(report, "Involvement")
    }
    assert involved == {
        ("Invented PI", "CASE_MANAGER", "PLAN"),
        ("Invented Clinic", "CARE_PROFESSIONAL", "HEALTH"),
        ("Invented PI", "CARE_CONTINUITY_OFFICER", "HEALTH"),
    }


async def test_nothing_about_a_third_party_is_in_it(told, capsys):
    report = await told.report()
    show(report, [], 0)
    text = str(as_data(report)) + str(report) + capsys.readouterr().out
    for name in ("Noor", "Thea", "Vera", "Bram", "Sien", told.ids["brother"], told.ids["victim"]):
        assert name not in text


async def test_of_ties_only_the_own_reading_is_shown_and_none_of_a_victim(told):
    report = await told.report()
    assert [(one.values["reader"], one.values["quality"]) for one in facts_of(report, "TieReading")] == [
        ("PERSON", "SUPPORTS")
    ]
    assert facts_of(report, "Tie") == facts_of(report, "ContactState") == []
    assert {(one.field_class, one.reason) for one in report.withheld} >= {
        ("NETWORK", "NO_LEGAL_BASIS"),
        ("VICTIM", "NO_LEGAL_BASIS"),
        ("NOTE", "NO_LEGAL_BASIS"),
    }


async def test_health_needs_a_sign_in_at_level_high(told):
    report = await told.report(Assurance.SUBSTANTIAL)
    assert [one.parties[0].organisation for one in facts_of(report, "Involvement")] == ["Invented PI"]
    assert ("HEALTH", "NEEDS_STEP_UP") in {(one.field_class, one.reason) for one in report.withheld}


@pytest.mark.parametrize("assurance", list(Assurance))
async def test_no_note_is_in_it_whoever_wrote_it(told, assurance):
    report = await told.report(assurance)
    assert facts_of(report, "Note") == []
    assert "Secret" not in str(report)


@pytest.mark.parametrize("kind", ["Intervention", "ContactMoment"])
async def test_what_a_care_provider_gives_or_a_nurse_of_then_did_is_health(told, kind):
    assert [one.field_class for one in facts_of(await told.report(), kind)] == ["HEALTH"]
    assert facts_of(await told.report(Assurance.SUBSTANTIAL), kind) == []


async def test_the_provider_of_an_intervention_stands_at_it(told):
    (one,) = facts_of(await told.report(), "Intervention")
    assert [(party.relation, party.organisation) for party in one.parties] == [("OFFERS", "Invented Clinic")]


async def test_a_function_is_the_one_held_now(told):
    (one,) = facts_of(await told.report(), "ContactMoment")
    assert [party.function for party in one.parties] == ["MENTOR"]


@pytest.mark.parametrize(
    ("assurance", "shown"), [(Assurance.HIGH, ("PPC", "HEALTH")), (Assurance.SUBSTANTIAL, ("PRISON", "COURSE"))]
)
async def test_a_stay_in_a_unit_for_care_shows_as_prison_without_level_high(told, assurance, shown):
    (stay,) = facts_of(await told.report(assurance), "Stay")
    assert (stay.values["regime"], stay.field_class) == shown


async def test_a_disclosure_names_no_case_and_no_fact_that_does_not_exist_for_the_person(told):
    report = await told.report()
    (one,) = facts_of(report, "Disclosure")
    assert one.values == {"classes": ["NETWORK"], "ground": "WGS"}
    assert told.safety_case not in str(as_data(report))


async def test_recipients_are_the_organisations_in_the_case_and_those_that_were_told(told):
    report = await told.report()
    assert {(one.organisation, one.because) for one in report.recipients} == {
        ("Invented PI", "Involvement"),
        ("Invented PI", "Direction"),
        ("Invented Clinic", "Involvement"),
        ("Invented Town", "Notice"),
        ("Invented PI", "Disclosure"),
        ("Invented Town", "Disclosure"),
    }


async def test_a_case_of_the_safety_house_does_not_exist_here(told):
    report = await told.report()
    assert report.case_ids == (told.case,)
    assert {one.case_id for one in report.facts} == {told.case}
    assert "partnership" in as_data(report)["contactPoint"]


async def test_somebody_else_has_no_report_on_the_person(told):
    assert await subject_report(told.guard(person="nobody"), told.person) is None
    professional = replace(as_person(told.person), function="CASE_MANAGER").acting_for(Purpose.REINTEGRATION)
    assert await subject_report(Guard(told.store, professional, CLOCK), told.person) is None


async def test_a_dispute_stands_with_the_fact(told):
    (name,) = facts_of(await told.report(), "PersonName")
    guard = told.guard()
    about = await disputable_fact(guard, name.fact)
    await dispute(guard, CLOCK, about, "Mijn naam is verkeerd gespeld.")
    later = FixedClock(CLOCK.now() + 1000)
    report = await subject_report(Guard(told.store, guard.actor, later), told.person)
    assert report is not None
    (name,) = facts_of(report, "PersonName")
    assert [(one.status, one.text) for one in name.disputes] == [("OPEN", "Mijn naam is verkeerd gespeld.")]
    assert as_data(report)["facts"][report.facts.index(name)]["disputes"][0]["status"] == "OPEN"
    assert await violations(told.store) == []


async def test_who_sees_the_fact_in_a_network_sees_that_it_is_disputed(told):
    report = await told.report()
    fact = next(one for one in facts_of(report, "Involvement") if one.parties[0].function == "CASE_MANAGER")
    await dispute(told.guard(), CLOCK, fact, None)
    (colleague,) = await staff(told.store, CLOCK, function="CASE_MANAGER")
    later = FixedClock(CLOCK.now() + 1000)
    guard = Guard(told.store, colleague.acting_for(Purpose.REINTEGRATION), later)
    network = await network_of(guard, told.person)
    assert {edge.fact: edge.disputed for edge in network.edges if edge.kind == "INVOLVED"} == {fact.fact: True}
    before = await network_of(guard, told.person, Question(known_at=CLOCK.now() - 1))
    assert not any(edge.disputed for edge in before.edges)


async def test_what_does_not_exist_for_the_person_cannot_be_disputed(told):
    tie = await told.store.one("MATCH (t:Tie) RETURN t.fact AS fact LIMIT 1")
    for fact in (tie["fact"], "no-such-fact"):
        with pytest.raises(InputError, match="there is no such fact for who acts"):
            await disputable_fact(told.guard(), fact)


async def test_a_dispute_is_of_a_length_that_somebody_reads(told):
    (name,) = facts_of(await told.report(), "PersonName")
    with pytest.raises(InputError, match="longer than 2000"):
        await dispute(told.guard(), CLOCK, name, "x" * 2001)
    with pytest.raises(InputError, match="unreadable"):
        await dispute(told.guard(), CLOCK, name, "half \udce9")
