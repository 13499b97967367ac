"""The person's own view over HTTP and on the command line: for that person only, and without anybody else's data."""

import json
from typing import Any

import pytest
from own_file import CLOCK, Told, tell

from api.cli.own_view import show
from api.questions import library
from graph.accounts import as_person
from graph.actors import Assurance, Purpose
from graph.clock import FixedClock
from graph.guards import Guard
from graph.own_view_sentences import parts
from graph.own_views import own_view
from graph.staff import staff

STRUCTURED, PLAN, PRINTED = (library()[name].text for name in ("ownView", "ownPlan", "ownViewPrinted"))
NEVER = (
    "Thea", "Vera", "Cor Continu", "Bram", "Sien", "Slachtoffer", "Secret", "HARMS", "fact-of-a-tie",
)  # fmt: skip
"""Somebody else's, a professional's who is no contact, a note's, or a professional's reading."""


@pytest.fixture
async def told(scratch, tmp_path) -> Told:
    return await tell(scratch, tmp_path / "world")


@pytest.fixture
async def here(told, serve_as, tmp_path):
    async with serve_as(told, home=tmp_path) as running:
        yield running


def of_person(here: Any, assurance: Assurance = Assurance.HIGH, person: str | None = None) -> dict[str, str]:
    token = here.issuer.token_for(person or here.world.person, assurance, person=True)
    return {"Authorization": f"Bearer {token}", "Casusregie-Purpose": Purpose.SUBJECT_ACCESS}


async def asked(here: Any, text: str = STRUCTURED, headers: dict[str, str] | None = None) -> dict[str, Any]:
    return (await here.data(text, headers or of_person(here), {"person": here.world.person}))["ownView"]


async def test_only_the_contact_of_the_person_is_named(here):
    (case,) = (await asked(here))["cases"]
    assert {(one["role"], one["organisationName"], one["name"]) for one in case["helpers"]} == {
        ("CASE_MANAGER", "Invented PI", "Noor Namens"),
        ("CARE_PROFESSIONAL", "Invented Clinic", None),
        ("CARE_CONTINUITY_OFFICER", "Invented PI", None),
    }
    assert [one["name"] for one in case["helpers"] if one["isContact"]] == ["Noor Namens"]


async def test_without_level_high_there_is_no_care_and_it_says_how_to_see_it(here):
    headers = of_person(here, Assurance.SUBSTANTIAL)
    (case,) = (await asked(here, headers=headers))["cases"]
    assert [one["role"] for one in case["helpers"]] == ["CASE_MANAGER"]
    lines = [line for part in (await asked(here, PRINTED, headers))["text"] for line in part["lines"]]
    assert any("hoogste niveau" in line for line in lines)
    assert "Clinic" not in str(lines)


@pytest.mark.parametrize("assurance", list(Assurance))
@pytest.mark.parametrize("text", [STRUCTURED, PLAN, PRINTED], ids=["structured", "plan", "printed"])
async def test_nothing_of_anybody_else_and_no_note_or_reading_of_a_professional_is_in_it(here, assurance, text):
    answer = json.dumps(await asked(here, text, of_person(here, assurance)), ensure_ascii=False)
    assert [word for word in (*NEVER, *here.world.ids.values(), here.world.safety_case) if word in answer] == []


async def test_the_contact_point_of_the_partnership_is_named_and_no_case_of_it(here):
    answer = await asked(here)
    assert "contactpunt" in answer["contactPointDutch"]
    assert [one["case"] for one in answer["cases"]] == [here.world.case]


async def test_who_looked_is_told_in_plain_dutch_by_function_and_organisation(here):
    (manager,) = await staff(here.world.store, here.world.clock, function="CASE_MANAGER")
    await here.data(f'{{ case(id: "{here.world.case}") {{ kind }} }}', here.acting(manager, Purpose.REINTEGRATION))
    answer = await asked(here, PRINTED)
    (line,) = answer["looked"]["lines"]
    assert line.startswith("Op 10 maart 2026 heeft een casemanager van Invented PI van u bekeken")
    assert "Noor" not in line


async def test_the_question_is_itself_a_look_in_the_log_of_the_person(here):
    await asked(here)
    assert "hebt u zelf uw gegevens bekeken" in str((await asked(here, PRINTED))["looked"])


@pytest.mark.parametrize("purpose", [Purpose.REINTEGRATION, Purpose.SUBJECT_ACCESS, Purpose.OVERSIGHT])
async def test_a_professional_has_no_own_view_on_somebody(here, purpose):
    (manager,) = await staff(here.world.store, here.world.clock, function="CASE_MANAGER")
    assert (await asked(here, headers=here.acting(manager, purpose)))["__typename"] == "NotFound"


async def test_somebody_else_gets_the_answer_of_a_person_that_does_not_exist(here):
    other = of_person(here, person="person-nobody")
    assert (await asked(here, headers=other))["__typename"] == "NotFound"


async def test_on_the_command_line_it_says_the_same_and_that_it_is_invented(told, capsys):
    guard = Guard(told.store, as_person(told.person).acting_for(Purpose.SUBJECT_ACCESS, Assurance.HIGH), CLOCK)
    view = await own_view(guard, told.person)
    assert view is not None
    show(view, parts(view))
    text = " ".join(capsys.readouterr().out.split())
    assert "Noor Namens, Casemanager, Invented PI. Deze persoon heeft de regie" in text
    assert "verzonnen" in text
    assert [word for word in NEVER if word in text] == []


async def test_the_view_is_of_the_moment_of_asking(told):
    later = FixedClock(CLOCK.now() + 1000)
    guard = Guard(told.store, as_person(told.person).acting_for(Purpose.SUBJECT_ACCESS), later)
    view = await own_view(guard, told.person)
    assert view is not None
    assert view.at == later.now()
