"""The joint plan at work: goals, actions, versions and answers, as each of the team sees them afterwards."""

import asyncio

import pytest
from refusing import refusal, refusals
from told_team import logged

from graph.actors import Assurance
from graph.casework.plan_actions import AddAction, AssignAction, ChangeAction, DropAction, UpdateOwnAction
from graph.casework.plan_answering import AnswerPlan
from graph.casework.plan_goals import AddGoal, ChangeGoal
from graph.casework.plan_versions import AdoptPlan, ClosePlan, ProposePlan, StartPlan
from graph.casework.working import Desk, act_in_case
from graph.clock import FixedClock
from graph.errors import ActError, ConflictError
from graph.guards import Guard
from graph.integrity import violations
from graph.own_views import own_view
from graph.plans import plans
from graph.signal_lists import signals_of
from graph.times import DAY_MS, parse_moment

MAY = parse_moment("2026-05-01")


async def plan_of(team, mark="coordinator"):
    """The plan that somebody sees first."""
    return plans((await team.file(mark)).view)[0]


async def actions_of(team, mark="coordinator"):
    return {one.action_id: one for goal in (await plan_of(team, mark)).goals for one in goal.actions}


async def answers_of(team, mark="coordinator"):
    """By who: the answer, and whether one is asked."""
    return {
        one.party.person_id or one.party.position_id: (one.answer, one.answer_asked)
        for one in (await plan_of(team, mark)).answers
    }


async def is_reminded(team, mark):
    """Whether a signal says that a version of the plan waits for somebody."""
    found = await signals_of(await team.guard(mark))
    return any(one.kind == "PLAN_UNANSWERED" for one in found.signals)


async def test_goals_and_actions_come_change_and_go_for_everybody(team):
    goal = (await team.act("manager", AddGoal(plan=team["plan"], text="  Werk ", kind="REINTEGRATION"))).made[0]
    added = await team.act(
        "adviser",
        AddAction(goal=goal, text="Cv maken", phase="DURING", due_on=MAY, owner=team["mentor"], pays="NOBODY_YET"),
    )
    (action,) = added.made
    found = (await actions_of(team))[action]
    assert (found.text, found.status, found.due_at, found.pays) == ("Cv maken", "OPEN", MAY, "NOBODY_YET")
    assert found.owner.position_id == team["mentor"]

    await team.act("coordinator", ChangeAction(action=action, text="Cv en brief", never_due=True, pays="MUNICIPALITY"))
    await team.act("coordinator", AssignAction(action=action, to=team["person"]))
    found = (await actions_of(team, "mentor"))[action]
    assert (found.text, found.due_at, found.pays, found.phase) == ("Cv en brief", None, "MUNICIPALITY", "DURING")
    assert found.owner.person_id == team["person"]
    await team.act("coordinator", AssignAction(action=action))
    assert (await actions_of(team))[action].owner is None

    await team.act("manager", DropAction(action=action, reason="Heeft al werk"))
    found = (await actions_of(team))[action]
    assert (found.status, found.remark) == ("DROPPED", "Heeft al werk")
    await team.act("manager", ChangeGoal(goal=goal, status="REACHED", text="Vast werk"))
    (found,) = [one for one in (await plan_of(team)).goals if one.goal_id == goal]
    assert (found.text, found.status, found.kind) == ("Vast werk", "REACHED", "REINTEGRATION")
    assert await violations(team.store) == []


async def test_with_a_dropped_goal_its_open_actions_are_dropped_and_what_was_done_stays_done(team):
    await team.act("neighbour", UpdateOwnAction(action=team["neighbour's action"], status="DONE"))
    await team.act("manager", ChangeGoal(goal=team["goal"], status="DROPPED"))
    found = await actions_of(team)
    assert found[team["manager's action"]].status == "DROPPED"
    assert found[team["neighbour's action"]].status == "DONE"


async def test_everybody_says_how_the_own_action_stands_and_nobody_that_of_another(team):
    own, other = team["neighbour's action"], team["manager's action"]
    await team.act("neighbour", UpdateOwnAction(action=own, remark="Wacht op de gemeente"))
    await team.act("neighbour", UpdateOwnAction(action=own, status="DONE"))
    found = (await actions_of(team))[own]
    assert (found.status, found.remark) == ("DONE", "Wacht op de gemeente")
    assert await refusal(team.act("neighbour", UpdateOwnAction(action=other, status="DONE"))) == ("", "NOT_YOUR_TASK")
    assert await refusal(team.act("person", UpdateOwnAction(action=own, status="OPEN"))) == ("", "NOT_YOUR_TASK")
    missing = UpdateOwnAction(action="no-such-action", status="DONE")
    assert await refusal(team.act("neighbour", missing)) == ("action", "UNKNOWN")


async def test_a_plan_goes_from_draft_to_adopted_by_who_directs(team):
    await team.act("manager", ChangeGoal(goal=team["goal"], status="DROPPED"))
    await team.act("manager", ClosePlan(plan=team["plan"]))
    (plan,) = (await team.act("adviser", StartPlan())).made
    assert await refusal(team.act("manager", StartPlan())) == ("case", "ALREADY_SO")
    assert await refusal(team.act("manager", ProposePlan(plan=plan))) == ("plan", "NOT_NOW")
    await team.act("adviser", AddGoal(plan=plan, text="Een woning", kind="REINTEGRATION"))
    assert await refusal(team.act("mentor", AnswerPlan(plan=plan, version=1, answer="AGREED"))) == ("plan", "NOT_NOW")
    await team.act("adviser", ProposePlan(plan=plan))
    for mark in ("mentor", "adviser", "coordinator"):
        assert await refusal(team.act(mark, AdoptPlan(plan=plan, version=1))) == ("", "NOT_YOUR_TASK")
    no = AnswerPlan(plan=plan, version=1, answer="DISAGREED", reason="Mist mijn zoon")
    await team.act("person", no)
    await team.act("manager", AdoptPlan(plan=plan, version=1))
    found = await plan_of(team)
    assert (found.plan_id, found.status, found.version) == (plan, "ADOPTED", 1)
    assert [one.status for one in found.versions] == ["DRAFT", "PROPOSED", "ADOPTED"]
    assert [(one.answer, one.reason) for one in found.answers if one.party.person_id] == [
        ("DISAGREED", "Mist mijn zoon")
    ]
    assert await violations(team.store) == []


async def test_a_change_after_agreement_asks_again_only_whom_it_concerns_and_only_for_what_changed(team):
    plan = team["plan"]
    for mark in ("manager", "coordinator", "person"):
        await team.act(mark, AnswerPlan(plan=plan, version=1, answer="AGREED"))
    await team.act("neighbour", UpdateOwnAction(action=team["neighbour's action"], status="DONE"))
    carried_out = team.act("manager", ProposePlan(plan=plan))
    assert await refusal(carried_out) == ("plan", "ALREADY_SO"), "what was agreed was done, and nothing else"
    (wish,) = (await team.act("person", AddGoal(plan=plan, text="Mijn zoon zien", kind="OWN_WISH"))).made
    assert (await answers_of(team))[team["manager"]] == ("AGREED", False), "it was not proposed yet"
    again = await team.act("coordinator", AnswerPlan(plan=plan, version=1, answer="AGREED"))
    assert again, "with the wish that came"

    await team.act("adviser", ProposePlan(plan=plan))
    found = await plan_of(team)
    assert (found.version, found.status, found.changes) == (2, "PROPOSED", ())
    answers = await answers_of(team)
    assert answers[team["manager"]] == answers[team["person"]] == ("AGREED", True)
    assert answers[team["coordinator"]] == ("AGREED", False), "nothing changed since"
    assert answers[team["adviser"]] == ("NOT_ANSWERED", True)
    (of_manager,) = [one for one in found.answers if one.party.position_id == team["manager"]]
    assert [(one.subject, one.id, one.change, one.asks_again) for one in of_manager.changes] == [
        ("GOAL", wish, "ADDED", True),
        ("ACTION", team["neighbour's action"], "CHANGED", False),
    ]
    await team.act("manager", AnswerPlan(plan=plan, version=2, answer="AGREED"))
    assert (await answers_of(team))[team["manager"]] == ("AGREED", False)
    team.now += 8 * DAY_MS
    waiting = {mark: await is_reminded(team, mark) for mark in ("manager", "coordinator", "adviser")}
    assert waiting == {"manager": False, "coordinator": False, "adviser": True}


async def test_what_changed_since_it_was_proposed_is_proposed_before_it_is_adopted(team):
    plan = team["plan"]
    await team.act("manager", ChangeAction(action=team["manager's action"], due_on=MAY))
    await team.act("manager", ProposePlan(plan=plan))
    await team.act("coordinator", AssignAction(action=team["manager's action"], to=team["adviser"]))
    assert [one.id for one in (await plan_of(team)).changes] == [team["manager's action"]]
    assert await refusal(team.act("manager", AdoptPlan(plan=plan, version=2))) == ("plan", "NOT_NOW")
    await team.act("manager", ProposePlan(plan=plan))
    with pytest.raises(ConflictError):
        await team.act("manager", AdoptPlan(plan=plan, version=2))
    await team.act("manager", AdoptPlan(plan=plan, version=3))
    assert (await plan_of(team)).status == "ADOPTED"


async def test_the_person_writes_own_wishes_and_nothing_else(team):
    wish = AddGoal(plan=team["plan"], text="Mijn zoon zien", kind="OWN_WISH")
    (goal,) = (await team.act("person", wish)).made
    await team.act("person", ChangeGoal(goal=goal, text="Mijn zoon elke week zien"))
    (found,) = [one for one in (await plan_of(team)).goals if one.goal_id == goal]
    assert (found.text, found.kind) == ("Mijn zoon elke week zien", "OWN_WISH")
    for act in (
        AddGoal(plan=team["plan"], text="Werk", kind="REINTEGRATION"),
        ChangeGoal(goal=goal, kind="REINTEGRATION"),
        ChangeGoal(goal=team["goal"], text="Iets anders"),
        AddAction(goal=goal, text="Bellen", phase="DURING"),
        ProposePlan(plan=team["plan"]),
    ):
        assert await refusal(team.act("person", act)) == ("", "NOT_YOUR_TASK")
    assert await refusal(team.act("person", ChangeGoal(goal="no-such-goal", text="x"))) == ("goal", "UNKNOWN")


async def test_the_person_answers_from_the_own_view_and_reads_there_whether_an_answer_is_asked(team):
    async def own():
        found = await own_view(await team.guard("person"), team["person"])
        (plan,) = found.cases[0].plans
        return found.cases[0].version, plan

    version, plan = await own()
    assert plan.answer_asked
    yes = AnswerPlan(plan=plan.plan_id, version=plan.version, answer="AGREED")
    await team.act("person", yes, expected=version)
    assert not (await own())[1].answer_asked
    await team.act("manager", ChangeGoal(goal=team["goal"], text="Een huis in Ede"))
    await team.act("manager", ProposePlan(plan=team["plan"]))
    version, plan = await own()
    assert (plan.answer_asked, plan.version, plan.answered_version) == (True, 2, 1)
    no = AnswerPlan(plan=plan.plan_id, version=2, answer="DISAGREED", reason="Liever in Arnhem")
    await team.act("person", no, expected=version)
    assert (await own())[1].own_answer == "DISAGREED"


async def test_what_was_changed_by_another_since_it_was_read_is_not_changed_unseen(team):
    action, plan = team["manager's action"], team["plan"]
    read = await team.version("coordinator")
    await team.act("manager", ChangeAction(action=action, text="Iets anders"))
    for act in (
        ChangeAction(action=action, text="Nog iets"),
        AssignAction(action=action, to=team["adviser"]),
        DropAction(action=action, reason="Te laat"),
        AnswerPlan(plan=plan, version=1, answer="AGREED"),
        ProposePlan(plan=plan),
    ):
        with pytest.raises(ConflictError):
            await team.act("coordinator", act, expected=read)
    other = ChangeAction(action=team["neighbour's action"], text="Langsgaan")
    assert await team.act("coordinator", other, expected=read), "that one did not change"
    with pytest.raises(ActError):
        await team.act("coordinator", ProposePlan(plan=plan), expected="not a version")


async def test_nonsense_is_refused_by_field_and_nothing_is_changed(team):
    plan, goal, action = team["plan"], team["goal"], team["manager's action"]
    passed = parse_moment("2026-03-09")
    after = parse_moment("2080-01-01")
    before = await team.version("manager")
    told = [
        (AddGoal(plan="x", text="Werk", kind="REINTEGRATION"), ("plan", "UNKNOWN")),
        (AddGoal(plan=plan, text="  ", kind="REINTEGRATION"), ("text", "EMPTY")),
        (AddGoal(plan=plan, text="x" * 10_000, kind="REINTEGRATION"), ("text", "TOO_LONG")),
        (AddGoal(plan=plan, text="\ud800", kind="REINTEGRATION"), ("text", "UNREADABLE")),
        (AddGoal(plan=plan, text="Werk", kind="HAPPINESS"), ("kind", "UNUSABLE")),
        (ChangeGoal(goal=goal), ("goal", "EMPTY")),
        (ChangeGoal(goal=goal, text=" "), ("text", "EMPTY")),
        (ChangeGoal(goal=goal, status="OPEN", text="Eigen woning"), ("goal", "ALREADY_SO")),
        (ChangeGoal(goal="x", text="Werk"), ("goal", "UNKNOWN")),
        (AddAction(goal="x", text="Bellen", phase="DURING"), ("goal", "UNKNOWN")),
        (AddAction(goal=goal, text="Bellen", phase="DURING", due_on=passed), ("dueOn", "IN_PAST")),
        (AddAction(goal=goal, text="Bellen", phase="DURING", due_on=after), ("dueOn", "MALFORMED_DATE")),
        (AddAction(goal=goal, text="Bellen", phase="DURING", due_on=2**63), ("dueOn", "MALFORMED_DATE")),
        *(
            (AddAction(goal=goal, text="Bellen", phase="DURING", owner=owner), ("owner", "NOT_IN_TEAM"))
            for owner in ("x", team["stranger"], team["colleague"], team["carer"], team["town"])
        ),
        (ChangeAction(action=action), ("action", "EMPTY")),
        (ChangeAction(action=action, text="Inschrijven bij de gemeente"), ("action", "ALREADY_SO")),
        (ChangeAction(action=action, due_on=passed), ("dueOn", "IN_PAST")),
        (ChangeAction(action=action, due_on=MAY, never_due=True), ("neverDue", "UNUSABLE")),
        (ChangeAction(action=action, status="DROPPED"), ("status", "UNUSABLE")),
        (AssignAction(action=action, to=team["manager"]), ("to", "TO_ONESELF")),
        (AssignAction(action=action, to=team["stranger"]), ("to", "NOT_IN_TEAM")),
        (DropAction(action=action, reason=" "), ("reason", "EMPTY")),
        (UpdateOwnAction(action=action), ("action", "EMPTY")),
        (UpdateOwnAction(action=action, status="OPEN"), ("action", "ALREADY_SO")),
        (AnswerPlan(plan=plan, version=1, answer="DISAGREED"), ("reason", "REASON_NEEDED")),
        (AnswerPlan(plan=plan, version=1, answer="NOT_ANSWERED"), ("answer", "UNUSABLE")),
        (AnswerPlan(plan="x", version=1, answer="AGREED"), ("plan", "UNKNOWN")),
        (AdoptPlan(plan=plan, version=1), ("plan", "ALREADY_SO")),
        (ClosePlan(plan=plan), ("plan", "NOT_NOW")),
        (StartPlan(), ("case", "ALREADY_SO")),
    ]
    assert await refusals(team, "manager", [act for act, _ in told]) == [answer for _, answer in told]
    with pytest.raises(ConflictError):
        await team.act("manager", AnswerPlan(plan=plan, version=2, answer="AGREED"))
    assert await team.version("manager") == before


async def test_nothing_is_changed_in_a_plan_that_is_closed_or_in_what_was_dropped(team):
    plan, goal, action = team["plan"], team["goal"], team["manager's action"]
    await team.act("manager", DropAction(action=action, reason="Hoeft niet"))
    dropped = [
        AssignAction(action=action),
        DropAction(action=action, reason="x"),
        UpdateOwnAction(action=action, status="DONE"),
        ChangeAction(action=action, text="Iets anders"),
    ]
    assert await refusals(team, "manager", dropped) == [("action", "IS_OVER")] * 4
    await team.act("manager", ChangeGoal(goal=goal, status="DROPPED"))
    under = AddAction(goal=goal, text="Bellen", phase="DURING")
    assert await refusals(team, "manager", [under]) == [("goal", "IS_OVER")]
    again = ChangeAction(action=action, status="OPEN")
    assert await refusals(team, "manager", [again]) == [("status", "NOT_NOW")], "its goal is dropped"
    await team.act("manager", ClosePlan(plan=plan))
    closed = [
        (AddGoal(plan=plan, text="Werk", kind="REINTEGRATION"), "plan"),
        (ChangeGoal(goal=goal, status="OPEN"), "goal"),
        (ChangeAction(action=action, status="OPEN"), "action"),
        (AnswerPlan(plan=plan, version=1, answer="AGREED"), "plan"),
        (ProposePlan(plan=plan), "plan"),
        (ClosePlan(plan=plan), "plan"),
        (UpdateOwnAction(action=action, status="DONE"), "action"),
    ]
    found = await refusals(team, "manager", [act for act, _ in closed])
    assert found == [(field, "IS_OVER") for _, field in closed]


async def test_what_was_carried_out_since_it_was_read_holds_up_no_answer(team):
    read = await team.version("coordinator")
    await team.act("neighbour", UpdateOwnAction(action=team["neighbour's action"], status="DONE"))
    answer = AnswerPlan(plan=team["plan"], version=1, answer="AGREED")
    assert await team.act("coordinator", answer, expected=read)


async def test_an_action_is_not_given_to_who_works_there_no_more(team):
    await team.store.write(
        lambda t: t.rows(
            "MATCH (:Position {id: $id})-[:HAS_STATE]->(s) SET s.validTo = $now, s.endKnownAt = $now",
            {"id": team["mentor"], "now": team.now},
        )
    )
    action = team["manager's action"]
    acts = [
        AssignAction(action=action, to=team["mentor"]),
        AddAction(goal=team["goal"], text="Bellen", phase="DURING", owner=team["mentor"]),
    ]
    assert await refusals(team, "manager", acts) == [("to", "IS_OVER"), ("owner", "IS_OVER")]


async def test_of_two_who_change_one_action_at_once_one_reads_it_again(team):
    read = await team.version("manager")
    acts = [
        team.act(mark, ChangeAction(action=team["manager's action"], text=f"Van {mark}"), expected=read)
        for mark in ("manager", "adviser", "coordinator", "senior")
    ]
    found = await asyncio.gather(*acts, return_exceptions=True)
    assert sorted(one.__class__.__name__ for one in found) == ["ConflictError"] * 3 + ["Done"]
    assert await violations(team.store) == []


async def test_a_carer_answers_the_plan_with_the_sign_in_that_health_needs_and_for_who_may_know_of_care(team):
    yes = AnswerPlan(plan=team["plan"], version=1, answer="AGREED")
    low = Guard(team.store, await team.actor("carer", assurance=Assurance.SUBSTANTIAL), FixedClock(team.now))
    read = await team.version("carer")
    undone = act_in_case(Desk(low, FixedClock(team.now), logged), team["case"], "a-key-of-mine", yes, read)
    assert await refusal(undone) == ("", "NEEDS_STEP_UP")
    await team.act("carer", yes)
    assert team["carer"] not in await answers_of(team)
    assert (await answers_of(team, "carer"))[team["carer"]] == ("AGREED", False)


@pytest.mark.parametrize("mark", ["mentor", "neighbour"])
async def test_who_has_no_say_over_the_plan_changes_nothing_in_it(team, mark):
    acts = [
        StartPlan(),
        AddGoal(plan=team["plan"], text="Werk", kind="REINTEGRATION"),
        AssignAction(action=team["neighbour's action"]),
        ProposePlan(plan=team["plan"]),
    ]
    assert await refusals(team, mark, acts) == [("", "NOT_YOUR_TASK")] * len(acts)
    assert await team.act(mark, AnswerPlan(plan=team["plan"], version=1, answer="AGREED"))
