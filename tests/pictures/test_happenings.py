"""What happened around a person: instruments with their validity, meetings, contacts, notices, notes, the law."""

from datetime import date

import pytest
from happened_case import Happened
from written_case import PERSON

from graph.happenings import contact_moments, instruments, last_valid_day, meetings, notes, notices
from graph.legal_courses import consents, contact_rules, residences, stays, titles

AT = "2026-03-10"


@pytest.fixture
def case():
    return Happened()


def take(case, instrument, on, **said):
    return case.say("InstrumentResult", on, person=PERSON, instrument=instrument, takenOn=on, by="adviser", **said)


@pytest.mark.parametrize(
    ("at", "valid"),
    [("2026-03-09", "YES"), ("2026-03-10", "YES"), ("2026-03-10T23:59:00+01:00", "YES"), ("2026-03-11", "NO")],
)
def test_a_risc_is_valid_up_to_and_with_the_same_day_a_year_on(case, at, valid):
    take(case, "RISC", "2025-03-10", reoffending="HIGH")
    (found,) = instruments(case.view(at))
    assert (found.valid, found.valid_until, found.reoffending) == (valid, date(2026, 3, 10), "HIGH")


def test_a_risc_of_a_leap_day_is_valid_to_the_end_of_the_month():
    assert last_valid_day("RISC", date(2024, 2, 29)) == date(2025, 2, 28)


def test_of_other_instruments_nobody_says_how_long_they_are_valid(case):
    take(case, "RISK_SCREENER_VIOLENCE", "2026-01-01")
    take(case, "SCIL", "2020-01-01", conclusion="vermoeden")
    assert [(one.valid, one.valid_until) for one in instruments(case.view(AT))] == [("UNKNOWN", None)] * 2


def test_a_result_that_was_ended_is_valid_no_more(case):
    take(case, "RISC", "2026-01-01")
    case.say("InstrumentResult", "2026-01-01", "2026-02-01", person=PERSON, instrument="SCIL", takenOn="2026-01-01")
    assert {one.instrument: one.valid for one in instruments(case.view(AT))} == {"RISC": "YES", "SCIL": "NO"}


def test_the_latest_result_of_each_instrument_is_told(case):
    take(case, "RISC", "2024-01-01", reoffending="LOW")
    take(case, "RISC", "2026-01-01", reoffending="HIGH")
    take(case, "SCIL", "2025-01-01")
    found = [(one.instrument, one.latest) for one in instruments(case.view(AT))]
    assert found == [("RISC", False), ("SCIL", True), ("RISC", True)]
    assert [one.latest for one in instruments(case.view("2025-06-01"))] == [True, True]


def test_a_meeting_says_who_was_there_and_whether_it_is_still_to_come(case):
    case.meet("2026-03-01T10:00:00+01:00", "manager", "adviser")
    case.say("Meeting", "2026-03-20", recorded="2026-03-01", kind="MDO", heldOn="2026-03-20")
    held, planned = meetings(case.view(AT))
    assert ([one.position_id for one in held.attended], held.ahead) == (["manager", "adviser"], False)
    assert (planned.attended, planned.ahead) == ((), True)


def test_a_no_show_is_told_but_nobody_was_seen(case):
    case.talk("2026-03-01")
    case.talk("2026-03-02", kind="NO_SHOW", by="coordinator")
    assert [(one.by.position_id, one.seen) for one in contact_moments(case.view(AT))] == [
        ("manager", True), ("coordinator", False),
    ]  # fmt: skip


def test_a_contact_shows_from_when_it_was_known(case):
    case.talk("2026-03-01", recorded="2026-03-05")
    assert contact_moments(case.view(AT, "2026-03-04")) == ()
    assert len(contact_moments(case.view(AT, "2026-03-05"))) == 1


def test_a_notice_shows_from_the_day_it_was_received(case):
    case.say("Notice", "2026-03-01", kind="START_OF_DETENTION", receivedOn="2026-03-01", to="GM")
    (found,) = notices(case.view(AT))
    assert (found.kind, found.to.organisation_id) == ("START_OF_DETENTION", "GM")
    assert notices(case.view("2026-02-28", AT)) == ()


def test_a_note_says_who_wrote_it_and_when(case):
    case.say("Note", "2026-03-01", text="Belde", purpose="REINTEGRATION", by="manager")
    case.say("Note", None, recorded="2026-02-01", text="Eerder", purpose="REINTEGRATION", by="adviser")
    assert [(one.text, one.by.position_id) for one in notes(case.view(AT))] == [
        ("Eerder", "adviser"), ("Belde", "manager"),
    ]  # fmt: skip


def test_a_stay_does_not_say_why_it_ended_before_it_has(case):
    case.detain("2026-01-05")
    case.say(
        "Stay", "2026-01-05", "2026-03-05", detention="det-0", prison="PI", regime="REMAND", endReason="TRANSFER",
        recorded="2026-01-05", end_known="2026-03-06",
    )  # fmt: skip
    (then,), (now,) = stays(case.view("2026-03-01", "2026-03-01")), stays(case.view(AT))
    assert (then.end_reason, then.valid_to, then.status.value) == (None, None, "CURRENT")
    assert (now.end_reason, now.status.value, now.prison.organisation_id) == ("TRANSFER", "ENDED", "PI")
    assert now.person_id == PERSON


def test_titles_rules_residences_and_consents_say_where_they_stand(case):
    case.detain("2026-01-05")
    case.say("LegalTitle", "2026-01-05", detention="det-0", ground="PRE_TRIAL", follows="UNKNOWN", article="302 Sr")
    case.say("ContactRule", "2026-01-06", "2026-02-01", person=PERSON, kind="AREA_BAN", text="Niet in de wijk")
    case.say("Residence", "2026-04-01", recorded="2026-03-01", person=PERSON, municipality="GM", kind="SETTLES")
    case.say("Consent", "2026-01-07", person=PERSON, receivers=["RN", "GM"], classes=["IDENTITY"])
    view = case.view(AT)
    assert [(one.ground, one.article, one.status) for one in titles(view)] == [("PRE_TRIAL", "302 Sr", "CURRENT")]
    assert [(one.kind, one.status) for one in contact_rules(view)] == [("AREA_BAN", "ENDED")]
    assert [(one.municipality.organisation_id, one.status) for one in residences(view)] == [("GM", "PLANNED")]
    (consent,) = consents(view)
    assert {one.organisation_id for one in consent.receivers} == {"RN", "GM"}
    assert (consent.field_classes, consent.giver) == (("IDENTITY",), None)
