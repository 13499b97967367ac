"""Who waits for whom: advice, referrals, help and handovers, each with the state that holds at the moment."""

import pytest
from happened_case import Happened

from graph.handovers import handovers
from graph.interventions import interventions
from graph.requests import advice_requests, referrals, waiting

AT = "2026-03-10"


@pytest.fixture
def case():
    return Happened()


@pytest.mark.parametrize(
    ("due", "standing", "days"),
    [
        ("2026-04-01", "RUNNING", 22),
        ("2026-03-24", "DUE", 14),
        ("2026-03-10", "DUE", 0),
        ("2026-03-09", "LATE", -1),
        (None, "RUNNING", None),
    ],
)
def test_advice_runs_is_due_and_then_late(case, due, standing, days):
    case.ask("RUNNING", "2026-02-01", due=due)
    (found,) = advice_requests(case.view(AT))
    assert (found.standing, found.days_until_due, found.to.organisation_id) == (standing, days, "RN")


def test_the_states_of_one_request_are_one_request(case):
    case.ask("RUNNING", "2026-02-01", "2026-03-01", due="2026-02-20")
    case.ask("DELIVERED", "2026-03-01", asked="2026-02-01", due="2026-02-20")
    (then,), (now,) = advice_requests(case.view("2026-02-25", AT)), advice_requests(case.view(AT))
    assert (then.standing, then.days_until_due) == ("LATE", -5)
    assert (now.standing, now.days_until_due) == ("DELIVERED", None)
    assert now.answered_at == case.view("2026-03-01").at


def test_an_answer_known_before_the_end_of_the_question_counts(case):
    case.ask("RUNNING", "2026-02-01", "2026-03-01", end_known="2026-03-08")
    case.ask("DELIVERED", "2026-03-01", asked="2026-02-01")
    assert [one.standing for one in advice_requests(case.view("2026-03-05"))] == ["DELIVERED"]


def test_two_requests_of_one_day_stay_two(case):
    case.refer("REQUESTED", "2026-02-01")
    case.refer("REFUSED", "2026-02-01", reason="Vol")
    assert len(referrals(case.view(AT))) == 2


def test_advice_that_runs_no_longer_without_an_outcome_is_not_called_late(case):
    case.ask("RUNNING", "2026-02-01", "2026-03-01", due="2026-02-20")
    assert [one.standing for one in advice_requests(case.view(AT))] == ["ENDED"]
    assert waiting(case.view(AT)) == ()


@pytest.mark.parametrize(
    ("status", "days"), [("REQUESTED", 37), ("SILENT", 37), ("ACCEPTED", None), ("REFUSED", None), ("COMPLETED", None)]
)
def test_a_referral_without_an_answer_is_waited_for(case, status, days):
    case.refer(status, "2026-02-01")
    (found,) = referrals(case.view(AT))
    assert (found.sent_by.position_id, found.to.organisation_id, found.days_waiting) == ("manager", "GM", days)
    assert [one.days for one in waiting(case.view(AT))] == ([] if days is None else [days])


def test_a_request_of_later_does_not_show_yet(case):
    case.refer("REQUESTED", "2026-03-11", recorded="2026-03-01")
    case.ask("RUNNING", "2026-03-11", recorded="2026-03-01")
    assert referrals(case.view(AT)) == () == advice_requests(case.view(AT))


def test_help_goes_through_its_states_and_says_who_pays(case):
    case.offer()
    case.help("WAITING", "2026-01-01", "2026-02-01", pays="NOBODY_YET")
    case.help("RUNNING", "2026-02-01", pays="WMO")
    (then,), (now,) = interventions(case.view("2026-01-21", AT)), interventions(case.view(AT))
    assert (then.stage, then.nobody_pays, then.days_waiting) == ("WAITING", True, 20)
    assert (now.stage, now.pays, now.days_waiting) == ("RUNNING", "WMO", None)
    assert [one.stage for one in now.steps] == ["WAITING", "RUNNING"]


def test_help_that_begins_again_after_it_was_completed_is_another(case):
    case.offer()
    case.help("COMPLETED", "2025-01-01")
    case.help("WAITING", "2026-02-01")
    assert [one.stage for one in interventions(case.view(AT))] == ["COMPLETED", "WAITING"]


def test_places_are_told_as_they_were_and_as_they_were_known(case):
    case.offer()
    case.help("WAITING", "2026-01-01")
    case.places("offer", "2026-01-01", "2026-02-01", places=8, freePlaces=2, waitingDays=0)
    case.places("offer", "2026-02-01", recorded="2026-02-20", places=8, freePlaces=0, waitingDays=60)

    def offered(at, known=None):
        (found,) = interventions(case.view(at, known))
        return found.offer.free_places, found.offer.waiting_days

    assert offered("2026-01-15") == (2, 0)
    assert offered(AT) == (0, 60)
    assert offered("2026-02-10") == (None, None)
    assert offered("2026-02-10", AT) == (0, 60)


def test_nobody_having_told_of_places_is_not_none_free(case):
    case.offer()
    case.help("WAITING", "2026-01-01")
    (found,) = interventions(case.view(AT))
    assert (found.offer.places, found.offer.free_places, found.offer.waiting_days) == (None, None, None)


def test_a_handover_is_offered_answered_and_met(case):
    case.hand_over("2026-02-01", acceptedAt="2026-02-05", metAt="2026-02-10")

    def told(at):
        (found,) = handovers(case.view(at, AT))
        return found.standing, found.met, found.days_waiting

    assert told("2026-02-03") == ("OFFERED", "NO", 2)
    assert told("2026-02-06") == ("ACCEPTED", "NO", None)
    assert told(AT) == ("ACCEPTED", "YES", None)
    assert handovers(case.view("2026-01-31", AT)) == ()


def test_a_refused_handover_says_why_once_it_was(case):
    case.hand_over("2026-02-01", refusedAt="2026-02-05", refusalReason="Geen plek")
    (then,), (now,) = handovers(case.view("2026-02-02", AT)), handovers(case.view(AT))
    assert (then.standing, then.refusal_reason, now.standing, now.refusal_reason) == (
        "OFFERED", None, "REFUSED", "Geen plek",
    )  # fmt: skip


def test_a_handover_talk_of_both_leaves_open_whether_the_person_was_there(case):
    case.hand_over("2026-02-01", acceptedAt="2026-02-05")
    case.meet("2026-02-08", "manager", "coordinator", kind="HANDOVER")
    (found,) = handovers(case.view(AT))
    assert (found.met, found.met_at) == ("UNKNOWN", None)


def test_overlap_counts_the_days_on_which_both_were_involved(case):
    case.hand_over("2026-02-01")
    case.involve("manager", "2026-01-01", "2026-02-15")
    case.involve("coordinator", "2026-02-05")
    (then,), (now,) = handovers(case.view("2026-02-08")), handovers(case.view(AT))
    assert (then.overlap_days, now.overlap_days) == (3, 10)


def test_overlap_is_nought_where_one_left_before_the_other_came(case):
    case.hand_over("2026-02-01")
    case.involve("manager", "2026-01-01", "2026-02-01")
    case.involve("coordinator", "2026-02-01")
    assert [one.overlap_days for one in handovers(case.view(AT))] == [0]


@pytest.mark.parametrize("since", [None, "absent"])
def test_overlap_is_unknown_where_nobody_told_of_one_of_them(case, since):
    case.hand_over("2026-02-01")
    case.involve("manager", "2026-01-01")
    if since is None:
        case.involve("coordinator", None, recorded="2026-01-01")
    assert [one.overlap_days for one in handovers(case.view(AT))] == [None]


def test_who_waits_for_whom_is_one_list_with_the_longest_first(case):
    case.offer(organisation="GM")
    case.ask("RUNNING", "2026-03-01", due="2026-03-05")
    case.refer("SILENT", "2026-01-10")
    case.help("WAITING", "2026-02-10")
    case.hand_over("2026-03-05")
    found = waiting(case.view(AT))
    assert [(one.awaited, one.what, one.days, one.late) for one in found] == [
        ("REFERRAL", "SILENT", 59, None),
        ("INTERVENTION", "TRAINING", 28, None),
        ("ADVICE", "HEARING", 9, True),
        ("HANDOVER", "DIRECTION", 5, None),
    ]
    assert [(one.waits and (one.waits.position_id or one.waits.person_id)) for one in found] == [
        "manager", "person", None, "manager",
    ]  # fmt: skip
    assert [one.waits_for.organisation_id for one in found] == ["GM", "GM", "RN", "GM"]
