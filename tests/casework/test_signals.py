"""Signals: who gets one of what, never of the own act, once for a team, put off for a reason."""

import pytest

from analytics.findings.judging import found_in, judgements
from graph.actors import Assurance, Purpose
from graph.casework.budget_contributions import AddContribution, AnswerContribution
from graph.casework.facts import ConfirmFact
from graph.casework.findings_accepting import AcceptFinding, ReopenFinding
from graph.casework.meetings import RecordMeeting
from graph.casework.people import AddPersonAround
from graph.casework.signals_handling import AcknowledgeSignal, SnoozeSignal
from graph.errors import ActError
from graph.guards import Guard
from graph.integrity import violations
from graph.model.catalogue import KINDS
from graph.records import add_record, close_record
from graph.signal_lists import events_told, signals_of
from graph.subject_reports import subject_report
from graph.times import DAY_MS


def meeting(team) -> RecordMeeting:
    return RecordMeeting(kind="MDO", held_on=team.now - 3_600_000, attended=(team["manager"],))


async def listed(team, mark, purpose=None):
    found = (await signals_of(await team.guard(mark, purpose), team["case"])).signals
    return {(one.kind.value, one.origin.fact): one for one in found}


async def kinds(team, mark):
    return sorted(kind for kind, _ in await listed(team, mark))


async def refusal(act) -> tuple[str, str]:
    with pytest.raises(ActError) as refused:
        await act
    return refused.value.field, refused.value.code


async def test_what_one_does_is_a_signal_to_the_others_who_may_see_it_and_to_nobody_else(team):
    done = await team.act("manager", meeting(team))
    key = ("OTHER", done.facts[0])
    for mark in ("senior", "adviser", "coordinator"):
        found = (await listed(team, mark))[key]
        assert (found.act, found.sequence, found.party.position_id) == (
            "recordMeeting",
            done.sequence,
            team["manager"],
        )
        assert found.handled is None
    for mark in ("manager", "supervisor", "stranger", "person"):
        assert key not in await listed(team, mark)


async def test_an_event_of_which_nothing_is_released_does_not_exist(team):
    team.now += 1000
    done = await team.act("manager", meeting(team))
    for mark, seen in (("adviser", [done.facts]), ("manager", [done.facts])):
        told = await events_told(await team.guard(mark), {team["case"]: 0})
        assert [one.facts for one in told[team["case"]].events] == seen
        assert told[team["case"]].last == done.sequence
    assert await events_told(await team.guard("stranger"), {team["case"]: 0}) == {}
    wrong = await events_told(await team.guard("manager", Purpose.RISK_MANAGEMENT), {team["case"]: 0})
    assert wrong == {} or wrong[team["case"]].events == ()


async def test_an_action_that_is_late_is_a_signal_from_the_day_after(team):
    late = DAY_MS * 23  # due on 1 April, told on 10 March
    assert "ACTION_OVERDUE" not in await kinds(team, "manager")
    team.now += late
    found = [one for (kind, _), one in (await listed(team, "coordinator")).items() if kind == "ACTION_OVERDUE"]
    assert [(one.days, one.cause.nl) for one in found] == [(1, "Deze actie is 1 dag te laat.")] * 2


async def test_an_action_whose_owner_left_is_orphaned(team):
    part = team["neighbour's part"]

    async def leave(transaction):
        return await close_record(
            transaction, _clock(team), team["manager"], part, valid_to=team.now, case_id=team["case"], expected=None
        )

    assert "ACTION_ORPHANED" not in await kinds(team, "manager")
    await team.store.write(leave)
    team.now += 1000
    (found,) = [one for (kind, _), one in (await listed(team, "manager")).items() if kind == "ACTION_ORPHANED"]
    assert found.party.position_id == team["neighbour"]


def _clock(team):
    from graph.clock import FixedClock

    return FixedClock(team.now)


async def test_a_signal_is_seen_to_once_for_the_team_and_comes_back_with_something_new(team):
    done = await team.act("manager", meeting(team))
    key = ("OTHER", done.facts[0])
    id = (await listed(team, "adviser"))[key].id
    await team.act("adviser", AcknowledgeSignal(signal=id))
    for mark in ("adviser", "coordinator"):
        handled = (await listed(team, mark))[key].handled
        assert (handled.by.position_id, handled.until) == (team["adviser"], None)
    assert await refusal(team.act("coordinator", AcknowledgeSignal(signal=id))) == ("signal", "ALREADY_SO")
    assert await violations(team.store) == []


async def test_a_signal_put_off_comes_back_on_its_day(team):
    done = await team.act("manager", meeting(team))
    key = ("OTHER", done.facts[0])
    id = (await listed(team, "adviser"))[key].id
    await team.act("adviser", SnoozeSignal(signal=id, until=team.now + 3 * DAY_MS, reason=" Verlof "))
    handled = (await listed(team, "coordinator"))[key].handled
    assert (handled.reason, handled.by.position_id) == ("Verlof", team["adviser"])
    team.now += 4 * DAY_MS
    assert (await listed(team, "coordinator"))[key].handled is None


async def test_what_is_no_signal_here_cannot_be_seen_to(team):
    done = await team.act("manager", meeting(team))
    id = (await listed(team, "adviser"))["OTHER", done.facts[0]].id
    assert await refusal(team.act("adviser", AcknowledgeSignal(signal="no-such"))) == ("signal", "UNKNOWN")
    assert await refusal(team.act("adviser", SnoozeSignal(signal=id, until=team.now, reason="x"))) == (
        "until",
        "IN_PAST",
    )
    soon = team.now + DAY_MS
    assert await refusal(team.act("adviser", SnoozeSignal(signal=id, until=soon, reason=" "))) == ("reason", "EMPTY")
    assert await team.act("stranger", AcknowledgeSignal(signal=id)) is None
    assert await refusal(team.act("person", AcknowledgeSignal(signal=id))) == ("", "NOT_YOUR_TASK")


async def test_the_list_takes_one_statement(team):
    guard = await team.guard("manager")
    before = team.store.statements
    await signals_of(guard)
    assert team.store.statements - before == 1


async def test_that_a_care_provider_saw_to_it_is_told_to_nobody_who_is_not_shown_care(team):
    done = await team.act("manager", meeting(team))
    key = ("OTHER", done.facts[0])
    seen = await listed(team, "carer")
    await team.act("carer", SnoozeSignal(signal=seen[key].id, until=team.now + DAY_MS, reason="Behandeling loopt"))
    handled = (await listed(team, "coordinator"))[key].handled
    assert (handled.by, handled.reason) == (None, None)
    mine = (await listed(team, "carer"))[key].handled
    assert (mine.by.position_id, mine.reason) == (team["carer"], "Behandeling loopt")


async def test_that_a_fact_is_confirmed_or_a_signal_seen_to_is_an_event_and_no_signal(team):
    done = await team.act("manager", meeting(team))
    await team.act("manager", ConfirmFact(fact=done.facts[0]))
    id = (await listed(team, "adviser"))["OTHER", done.facts[0]].id
    await team.act("manager", AcknowledgeSignal(signal=id))
    told = (await events_told(await team.guard("adviser"), {team["case"]: 0}))[team["case"]].events
    assert [(one.event.act, len(one.signals)) for one in told] == [
        ("recordMeeting", 1),
        ("confirmFact", 0),
        ("acknowledgeSignal", 0),
    ]


async def test_what_was_told_of_a_contact_does_not_exist_any_more_once_anything_calls_it_a_victim(team):
    done = await team.act("manager", AddPersonAround(name="Ada", kind="COACH"))
    key = ("OTHER", done.facts[0])
    assert key in await listed(team, "adviser")
    tie = {
        "kind": "VICTIM",
        "to": done.made[0],
        "caseId": team["case"],
        "validFrom": team.now,
    }

    async def say(transaction):
        return await add_record(transaction, _clock(team), None, KINDS["Tie"], tie)

    await team.store.write(say)
    team.now += 1000
    assert key not in await listed(team, "adviser")
    assert (await events_told(await team.guard("adviser"), {team["case"]: 0}))[team["case"]].events == ()


async def test_the_person_reads_what_was_put_off_and_why_but_not_by_whom_they_do_not_see(team):
    done = await team.act("manager", meeting(team))
    id = (await listed(team, "adviser"))["OTHER", done.facts[0]].id
    until = team.now + 3 * DAY_MS
    await team.act("adviser", SnoozeSignal(signal=id, until=until, reason="Verlof"))
    brother = await team.act("manager", AddPersonAround(name="Neef Nico", kind="SIBLING"))
    report = await subject_report(await team.guard("person"), team["person"])
    (handled,) = report.handlings
    assert (handled.fact, handled.kind, handled.until, handled.reason) == (done.facts[0], "OTHER", until, "Verlof")
    assert (handled.by.function, handled.by.organisation) == ("PROBATION_ADVISER", "Invented probation")
    assert [(one.act, one.facts, one.by.function, one.own) for one in report.acts] == [
        ("snoozeSignal", done.facts, "PROBATION_ADVISER", False),
        ("recordMeeting", done.facts, "CASE_MANAGER", False),
    ]
    assert not any(fact in str(report) for fact in brother.facts)  # who is around the person is of third parties


async def test_a_care_provider_who_put_something_off_is_told_only_where_health_is(team):
    done = await team.act("manager", meeting(team))
    id = (await listed(team, "carer"))["OTHER", done.facts[0]].id
    await team.act("carer", SnoozeSignal(signal=id, until=team.now + 3 * DAY_MS, reason="Opname"))
    for assurance, told in (
        (Assurance.HIGH, ("Opname", "CARE_PROFESSIONAL")),
        (Assurance.SUBSTANTIAL, (None, None)),
    ):
        person = await team.actor("person", assurance=assurance)
        report = await subject_report(Guard(team.store, person, _clock(team)), team["person"])
        assert [(one.reason, one.by and one.by.function) for one in report.handlings] == [told]


async def test_what_is_asked_and_answered_in_the_budget_is_a_signal_to_the_others(team):
    asked = await team.act("manager", AddContribution(amount_cents=10_000, organisation=team["town"]))
    assert ("BUDGET", asked.facts[0]) in await listed(team, "coordinator")
    refused = AnswerContribution(contribution=asked.facts[0], answer="DISAGREED", reason="Geen geld")
    done = await team.act("coordinator", refused)
    assert ("BUDGET", done.facts[-1]) in await listed(team, "manager")
    assert "BUDGET" not in await kinds(team, "stranger")


async def found(team, mark):
    dossier = (await team.file(mark)).dossier
    return {one.id: one for one in found_in(judgements(dossier, dossier.records.view(team.now, team.now)))}


async def test_a_finding_is_accepted_until_a_day_for_the_whole_team_and_that_is_taken_back(team):
    id = min(await found(team, "manager"))
    accept = AcceptFinding(finding=id, until=team.now + 20 * DAY_MS, reason="De gemeente besluit volgende week.")
    done = await team.act("manager", accept)
    for mark in ("manager", "adviser"):
        accepted = (await found(team, mark))[id].accepted
        assert (accepted.until, accepted.reason) == (accept.until, accept.reason)
        assert accepted.by.position_id == team["manager"]
    assert done.facts[0] not in {one.fact for one in (await team.file("manager")).view.all(*KINDS)}

    again = AcceptFinding(finding=id, until=team.now + 40 * DAY_MS, reason="Het duurt langer.")
    await team.act("adviser", again)
    assert (await found(team, "manager"))[id].accepted.until == again.until
    await team.act("manager", ReopenFinding(finding=id))
    assert (await found(team, "manager"))[id].accepted is None
    assert await refusal(team.act("manager", ReopenFinding(finding=id))) == ("finding", "ALREADY_SO")


async def test_only_what_is_found_and_shown_is_accepted_and_until_a_coming_day(team):
    later, nobody = team.now + DAY_MS, "fnd-" + 24 * "0"
    for act in (AcceptFinding(finding=nobody, until=later, reason="Waarom"), ReopenFinding(finding=nobody)):
        assert await refusal(team.act("manager", act)) == ("finding", "UNKNOWN")
    id = min(await found(team, "manager"))
    today = AcceptFinding(finding=id, until=team.now, reason="Waarom")
    assert await refusal(team.act("manager", today)) == ("until", "IN_PAST")
