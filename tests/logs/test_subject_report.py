"""What is held about a person, for that person: with source and recipients, without anything about third parties."""

from dataclasses import replace
from typing import Any

import pytest
from own_file import CLOCK, Told, tell

from api.cli.subject_report import as_data, show
from graph.accounts import as_person
from graph.actors import Assurance, Purpose
from graph.guards import Guard
from graph.subject_reports import SubjectReport, subject_report


@pytest.fixture
async def told(scratch, tmp_path) -> Told:
    return await tell(scratch, tmp_path / "world")


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
