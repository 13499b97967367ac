"""Consents: what each opens, for whom, and what closes when it is withdrawn."""

import pytest
from refusing import refusal
from told_team import logged

from graph.actors import Assurance, Purpose
from graph.casework.consents import RecordConsent, WithdrawConsent
from graph.casework.working import Desk, act_in_case, file_of
from graph.clock import FixedClock
from graph.guards import Guard
from graph.integrity import violations
from graph.legal_courses import consents
from graph.model.catalogue import KINDS
from graph.records import add_record

DAY_MS = 86_400_000


@pytest.fixture
async def with_volunteer(team):
    """The team with a volunteer in it, under consent; so far there is none."""
    said = {
        "caseId": team["case"], "holder": team["volunteer"], "role": "VOLUNTEER", "frame": "CONSENT",
        "endsWith": "OPEN", "validFrom": team.now - DAY_MS,
    }  # fmt: skip
    await add_record(team.store, FixedClock(team.now - 1), None, KINDS["Involvement"], said)
    return team


async def told(team, mark="manager"):
    return [(one.field_classes, one.status) for one in consents((await team.file(mark)).view)]


async def sees(team, mark="volunteer"):
    """The classes that are open to somebody; None where the case does not exist for them."""
    found = await file_of(await team.guard(mark), team["case"])
    return None if found is None else {str(one) for one in found.dossier.released}


async def test_a_consent_opens_what_it_names_and_its_end_closes_all_of_it(with_volunteer):
    team = with_volunteer
    assert await sees(team) is None
    act = RecordConsent(classes=("IDENTITY", "PLAN", "COURSE"), receiver=team["buddies"])
    fact = (await team.act("manager", act)).facts[0]
    assert await sees(team) >= {"IDENTITY", "PLAN", "COURSE"}
    assert not await sees(team) & {"CONTACT", "CONDITION", "NETWORK", "FINANCE", "HEALTH"}
    assert await told(team) == [(("COURSE", "IDENTITY", "PLAN"), "CURRENT")]
    more = (await team.act("volunteer", RecordConsent(classes=("CONTACT",)))).facts[0]
    assert "CONTACT" in await sees(team)
    await team.act("volunteer", WithdrawConsent(consent=more))
    assert "CONTACT" not in await sees(team)
    await team.act("person", WithdrawConsent(consent=fact))
    assert await sees(team) is None
    assert [status for _, status in await told(team)] == ["ENDED", "ENDED"]
    again = WithdrawConsent(consent=fact)
    assert await refusal(team.act("manager", again)) == ("consent", "IS_OVER")
    assert await violations(team.store) == []


async def test_health_passes_from_a_care_provider_that_is_named_to_the_own_one_at_a_high_sign_in(team):
    act = RecordConsent(classes=("HEALTH",), giver=team["hospital"])
    low = Guard(team.store, await team.actor("carer", assurance=Assurance.SUBSTANTIAL), FixedClock(team.now))
    desk = Desk(low, FixedClock(team.now), logged)
    assert await refusal(act_in_case(desk, team["case"], "key-of-a-low-sign-in", act)) == ("", "NEEDS_STEP_UP")
    await team.act("carer", act)
    assert [classes for classes, _ in await told(team, "carer")] == [("HEALTH",)]
    assert await told(team) == []
    for said, answer in (
        ({}, ("giver", "EMPTY")),
        ({"giver": team["clinic"]}, ("giver", "TO_ONESELF")),
        ({"giver": team["town"]}, ("giver", "UNUSABLE")),
        ({"giver": "no-such-id"}, ("giver", "UNKNOWN")),
    ):
        assert await refusal(team.act("carer", RecordConsent(classes=("HEALTH",), **said))) == answer


async def test_a_consent_is_refused_by_the_field_that_is_why(with_volunteer):
    team = with_volunteer

    async def of(mark, *classes, **said):
        return await refusal(team.act(mark, RecordConsent(classes=classes or ("PLAN",), **said)))

    assert await of("manager", "HEALTH", giver=team["clinic"]) == ("classes", "UNUSABLE")
    assert await of("manager", "PLAN", "PLAN") == ("classes", "UNUSABLE")
    assert await of("manager", giver=team["clinic"]) == ("giver", "UNUSABLE")
    assert await of("manager", receiver=team["elsewhere"]) == ("receiver", "NOT_IN_TEAM")
    assert await of("manager", receiver=team["mentor"]) == ("receiver", "UNKNOWN")
    assert await of("coordinator", receiver=team["buddies"]) == ("", "NOT_YOUR_TASK")
    assert await of("manager", ends_on=team.now - DAY_MS) == ("endsOn", "IN_PAST")
    assert await of("person") == ("", "NOT_YOUR_TASK")
    fact = (await team.act("coordinator", RecordConsent(classes=("FINANCE",)))).facts[0]
    assert await of("coordinator", "FINANCE") == ("classes", "ALREADY_SO")
    assert await refusal(team.act("adviser", WithdrawConsent(consent=fact))) == ("", "NOT_YOUR_TASK")
    wrong = team.act("coordinator", WithdrawConsent(consent=fact), purpose=Purpose.RISK_MANAGEMENT)
    assert (await refusal(wrong))[0] == ""
