"""Assessing the basic conditions: what counts afterwards, what was, and who may not."""

import pytest
from refusing import refusal

from graph.casework.conditions import AssessCondition
from graph.conditions import conditions
from graph.errors import ConflictError
from graph.integrity import violations
from graph.networks_shape import Phase


def housing(status="NOT_IN_ORDER", **said) -> AssessCondition:
    return AssessCondition(condition="HOUSING", phase="DURING", status=status, **said)


async def during(team, mark, condition="HOUSING"):
    found = next(one for one in conditions((await team.file(mark)).view) if one.condition == condition)
    return next(one for one in found.phases if one.phase is Phase.DURING)


async def test_an_assessment_takes_the_place_of_the_one_before_and_that_stays_readable(team):
    await team.act("manager", housing(agreed_action="Inschrijven", owner=team["person"]))
    await team.act("coordinator", housing("IN_PROGRESS", agreed_action="Urgentie", owner=team["neighbour"]))
    found = await during(team, "adviser")
    assert (found.status, found.assessment.agreed_action) == ("IN_PROGRESS", "Urgentie")
    assert found.assessment.by.position_id == team["coordinator"]
    assert found.assessment.owner.position_id == team["neighbour"]
    (former,) = found.history
    assert (former.status, former.owner.person_id, former.corrected_at) == ("NOT_IN_ORDER", team["person"], None)
    assert former.valid_to == found.assessment.valid_from
    assert await violations(team.store) == []


async def test_unknown_is_a_status_and_care_is_said_of_care_only(team):
    await team.act("adviser", AssessCondition(condition="CARE", phase="DURING", status="UNKNOWN", care_involved="YES"))
    found = await during(team, "manager", "CARE")
    assert (found.status, found.standing, found.assessment.care_involved) == ("UNKNOWN", "ASSESSED_AS_UNKNOWN", "YES")
    assert await refusal(team.act("manager", housing(care_involved="YES"))) == ("careInvolved", "UNUSABLE")


async def test_what_somebody_else_assessed_since_is_a_conflict(team):
    await team.act("manager", housing())
    read = await team.version("manager")
    await team.act("adviser", housing("IN_PROGRESS"))
    with pytest.raises(ConflictError):
        await team.act("manager", housing("IN_ORDER"), expected=read)
    assert (await during(team, "manager")).status == "IN_PROGRESS"


@pytest.mark.parametrize(
    ("mark", "said", "answer"),
    [
        ("mentor", {}, ("", "NOT_YOUR_TASK")),
        ("person", {}, ("", "NOT_YOUR_TASK")),
        ("manager", {"owner": "mentor"}, ("agreedAction", "EMPTY")),
        ("manager", {"owner": "mentor", "agreed_action": "  "}, ("agreedAction", "EMPTY")),
        ("manager", {"owner": "stranger", "agreed_action": "x"}, ("owner", "NOT_IN_TEAM")),
        ("manager", {"owner": "carer", "agreed_action": "x"}, ("owner", "NOT_IN_TEAM")),
        ("manager", {"person": "stranger"}, ("person", "UNKNOWN")),
        ("manager", {"agreed_action": "x" * 2_001}, ("agreedAction", "TOO_LONG")),
        ("manager", {"agreed_action": "\ud800"}, ("agreedAction", "UNREADABLE")),
    ],
)
async def test_it_is_refused_by_the_field_that_is_why(team, mark, said, answer):
    given = {name: team[value] if name in ("owner", "person") else value for name, value in said.items()}
    assert await refusal(team.act(mark, housing(**given))) == answer


async def test_an_owner_whose_position_has_ended_is_none(team):
    await team.store.write(lambda transaction: transaction.rows(
        "MATCH (:Position {id: $id})-[:HAS_STATE]->(s) SET s.validTo = $now, s.endKnownAt = $now",
        {"id": team["mentor"], "now": team.now - 1_000},
    ))  # fmt: skip
    act = housing(agreed_action="Inschrijven", owner=team["mentor"])
    assert await refusal(team.act("manager", act)) == ("owner", "IS_OVER")
