"""The selection form and the joint decision as two professionals fill them in, and what is refused."""

from dataclasses import replace

import pytest
from refusing import refusal

from analytics.screening.again import Why
from analytics.screening.due import SCREENING_WATCH
from analytics.screening.ruleset import Proposal
from analytics.screening.screened import screened
from graph.actors import Purpose
from graph.casework.advice import RequestAdvice
from graph.casework.screening_decisions import DecideScreening
from graph.casework.screening_forms import FillScreeningFormPart1, FillScreeningFormPart2
from graph.errors import ConflictError
from graph.integrity import violations
from graph.signal_kinds import SignalKind
from graph.signal_lists import signals_of

DAY_MS = 86_400_000
PARTS = ("ScreeningFormPart1", "ScreeningFormPart2", "ScreeningDecision")
S = Purpose.SCREENING


async def screen_of(team, mark="manager"):
    found = screened((await team.file(mark, S)).dossier, team.now)
    assert found is not None
    return found


async def due(team, mark, purpose=S):
    """The signals of a screening: kind, fact, and for how many days."""
    found = (await signals_of(await team.guard(mark, purpose), team["case"], SCREENING_WATCH)).signals
    return [(one.kind, one.origin.fact, one.days) for one in found if one.kind is SignalKind.SCREEN_AGAIN]


async def filled(team):
    """Both parts, and the proposal they lead to."""
    one = FillScreeningFormPart1(
        screened_on=team.now, concern="YES", no_residence_status="YES", supervision_follows="UNKNOWN"
    )
    await team.act("manager", one, purpose=S)
    two = FillScreeningFormPart2(screened_on=team.now, information_available="NO", criminogenic_factors=4)
    await team.act("adviser", two, purpose=S)
    return (await screen_of(team)).screening.proposal


async def test_two_professionals_fill_in_their_parts_and_decide_together_and_nobody_else_sees_it(team):
    before = await screen_of(team)
    assert (before.again.reasons, before.form.part_1) == ((Why.ARRIVED,), None)
    ((kind, _, days),) = await due(team, "senior")
    assert (kind, days) == ("SCREEN_AGAIN", 64)
    proposal = await filled(team)
    assert proposal is Proposal.TO_BE_WEIGHED
    both = DecideScreening(
        proposal=proposal, inputs=("BEHAVIOURAL_TRAINING", "OTHER"), input_texts=("CoVa, impulsen", " "),
        reasons=" De zorg weegt zwaar. ",
    )  # fmt: skip
    await team.act("adviser", both, purpose=S)
    found = await screen_of(team, "senior")
    decision = found.form.decision
    assert found.again is None
    assert decision.values["inputs"] == ["BEHAVIOURAL_TRAINING", "OTHER"]
    assert decision.values["inputTexts"] == ["BEHAVIOURAL_TRAINING=CoVa, impulsen"]
    assert (decision.values["reasons"], decision.values["proposal"]) == ("De zorg weegt zwaar.", "TO_BE_WEIGHED")
    assert set(decision.ends["tookPart"]) == {team["manager"], team["adviser"]}
    assert "concern=yes" in decision.values["stoodOn"]
    assert found.weighed.criminogenic_factors == 4
    for mark, purpose in (("manager", None), ("adviser", None), ("coordinator", None), ("person", None)):
        assert (await team.file(mark, purpose)).view.all(*PARTS) == []
    assert await violations(team.store) == []

    assert await due(team, "manager") == []
    calm = FillScreeningFormPart1(screened_on=team.now, concern="NO", no_residence_status="NO")
    await team.act("manager", calm, purpose=S)
    later = await screen_of(team, "adviser")
    assert [one.becomes for one in later.again.facts if one.field == "concern"] == ["no"]
    assert (later.again.was, later.again.reasons) == (Proposal.TO_BE_WEIGHED, (Why.NEW_FACTS,))
    assert await due(team, "manager") == await due(team, "adviser") == [("SCREEN_AGAIN", decision.fact, 0)]
    assert await due(team, "manager", Purpose.REINTEGRATION) == []


async def test_a_form_that_cannot_be_is_refused_by_its_field(team):
    async def one(mark="manager", **said):
        given = {"screened_on": team.now, "concern": "NO", **said}
        return await refusal(team.act(mark, FillScreeningFormPart1(**given), purpose=S))

    async def two(mark="adviser", **said):
        given = {"screened_on": team.now, "information_available": "NO", **said}
        return await refusal(team.act(mark, FillScreeningFormPart2(**given), purpose=S))

    assert await one(screened_on=team.now - 90 * DAY_MS) == ("screenedOn", "BEFORE_ARRIVAL")
    assert await one(screened_on=team.now + DAY_MS) == ("screenedOn", "IN_FUTURE")
    assert await one(expected_end=team.now - 90 * DAY_MS) == ("expectedEnd", "ENDS_BEFORE_START")
    assert await one(scil_done="NO", scil_conclusion="LVB") == ("scilConclusion", "CONTRADICTS")
    assert await one(concern="MAYBE") == ("concern", "UNUSABLE")
    assert await two(criminogenic_factors=-1) == ("criminogenicFactors", "OUT_OF_RANGE")
    assert await one("adviser") == ("", "NOT_YOUR_TASK")
    assert await two("manager") == ("", "NOT_YOUR_TASK")
    part = FillScreeningFormPart1(screened_on=team.now, concern="NO")
    assert await refusal(team.act("manager", part)) == ("", "PURPOSE_MISMATCH")
    await team.act("manager", RequestAdvice(kind="HEARING", to=team["probation"]))
    assert await two(advice_requested="NO") == ("adviceRequested", "CONTRADICTS")
    await team.act("colleague", part, purpose=S)
    assert await one() == ("screenedOn", "ALREADY_SO")
    await team.act("colleague", replace(part, concern="YES"), purpose=S)
    (found,) = (await team.file("manager", S)).view.holding("ScreeningFormPart1")
    assert found.values["concern"] == "YES"


async def test_a_decision_needs_reasons_two_people_and_the_proposal_as_it_is(team):
    async def of(mark="manager", **said):
        given = {"proposal": "TO_BE_WEIGHED", "inputs": ("NO_INPUT",), "reasons": "Zo besproken.", **said}
        return await refusal(team.act(mark, DecideScreening(**given), purpose=S))

    assert await of() == ("together", "EMPTY")
    await filled(team)
    assert await of(reasons=None) == ("reasons", "REASON_NEEDED")
    assert await of(reasons="  ") == ("reasons", "REASON_NEEDED")
    assert await of(inputs=()) == ("inputs", "EMPTY")
    assert await of(inputs=("NO_INPUT", "OTHER")) == ("inputs", "CONTRADICTS")
    assert await of(inputs=("GUIDANCE_TALKS", "OTHER"), input_texts=("een",)) == ("inputTexts", "UNUSABLE")
    assert await of(together=team["senior"]) == ("together", "UNUSABLE")
    assert await of("adviser", together=team["supervisor"]) == ("together", "UNUSABLE")
    assert await of(together=team["probation"]) == ("together", "UNKNOWN")
    with pytest.raises(ConflictError, match="proposal has changed"):
        await of(proposal="PRIORITY")
