"""What I may do here, over HTTP: by function and purpose, today, whatever moment is looked at."""

from typing import Any

import pytest

from graph.dossiers import dossiers_by_case
from graph.guards import Guard
from graph.policy.tasks import TASKS, acts_of
from graph.staff import StaffPosition

QUESTION = """query Q($case: ID!, $at: Date) { casePicture(case: $case, at: $at) { ... on CasePicture {
  acts { act allowed reason english dutch } } } }"""


@pytest.fixture(scope="module")
async def case(served: Any, busiest: StaffPosition) -> str:
    """A case of the busiest case manager."""
    text = "{ persons(first: 1) { ... on PersonConnection { edges { node { cases { id } } } } } }"
    (edge,) = (await served.data(text, served.acting(busiest, "SCREENING")))["persons"]["edges"]
    return edge["node"]["cases"][0]["id"]


async def acts(served: Any, busiest: StaffPosition, case: str, purpose: str | None, at: str | None) -> dict[str, Any]:
    data = await served.data(QUESTION, served.acting(busiest, purpose), {"case": case, "at": at})
    return {one["act"]: one for one in data["casePicture"]["acts"]}


@pytest.mark.parametrize("at", [None, "2020-01-01"])
async def test_every_act_is_answered_with_its_reason_in_two_languages(
    served: Any, busiest: StaffPosition, case: str, at: str | None
) -> None:
    found = await acts(served, busiest, case, None, at)
    assert list(found) == list(TASKS)
    assert found["CHANGE_PLAN"] == {
        "act": "CHANGE_PLAN", "allowed": True, "reason": None, "english": None, "dutch": None,
    }  # fmt: skip
    assert found["ASSIGN_COLLEAGUE"] == {
        "act": "ASSIGN_COLLEAGUE",
        "allowed": False,
        "reason": "NOT_YOUR_TASK",
        "english": "Changing this is not the task of your function in this case. Ask the case director.",
        "dutch": "Dit wijzigen hoort niet bij uw taak in deze casus. Vraag het de casusregisseur.",
    }


async def test_on_the_screening_list_only_the_form_is_open(served: Any, busiest: StaffPosition, case: str) -> None:
    found = await acts(served, busiest, case, "SCREENING", None)
    assert {act for act, one in found.items() if one["allowed"]} == {"FILL_SELECTION_FORM_PART_1", "DECIDE_SCREENING"}
    assert found["CHANGE_PLAN"]["reason"] == "PURPOSE_MISMATCH"
    assert found["CHANGE_PLAN"]["english"].startswith("This is not done for the purpose you are working under.")


async def test_telling_what_may_be_done_is_no_look_at_a_class(served: Any, busiest: StaffPosition, case: str) -> None:
    guard = Guard(served.world.store, busiest.acting_for(busiest.usual_purpose), served.world.clock)
    dossier = (await dossiers_by_case(guard, [case]))[case]
    before = guard.looks
    assert acts_of(dossier.asking)
    assert guard.looks == before
