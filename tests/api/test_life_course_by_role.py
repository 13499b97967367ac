"""The life course of the whole told case and what is waited for, by who asks, against the truth of the story."""

from datetime import timedelta
from typing import Any

import pytest
from told_whole_case import CASE, TODAY, TOLD, headers

from graph.actors import Assurance, Purpose

QUESTION = """query Q($case: ID!, $at: Date, $phase: Phase) { casePicture(case: $case, at: $at) { ... on CasePicture {
  lifeCourse(phase: $phase) { ... on LifeCourse { gapsTold entries { kind startsOn endsOn days what outcome phases
    by { professional } to { organisation } } } }
  waiting { awaited what days late waits { person position } waitsFor { organisation position } }
  instruments { instrument takenOn valid latest reoffending }
  handovers { standing met overlapDays daysWaiting }
  interventions { stage pays nobodyPays offer { name freePlaces waitingDays } }
  stays { regime } titles { ground } notes { text } } } }"""

REINTEGRATION, HIGH = Purpose.REINTEGRATION, Assurance.HIGH


def day(offset: int) -> str:
    return (TODAY + timedelta(days=offset)).isoformat()


async def asked(served: Any, who: dict[str, str], **variables: Any) -> dict[str, Any]:
    variables = {"case": CASE, "at": TODAY.isoformat(), **variables}
    return (await served.data(QUESTION, who, variables))["casePicture"]


def gaps(picture: dict[str, Any]) -> list[tuple[str, str, int]]:
    entries = picture["lifeCourse"]["entries"]
    return [(one["startsOn"], one["endsOn"], one["days"]) for one in entries if one["kind"] == "GAP"]


def kinds(picture: dict[str, Any]) -> set[str]:
    return {one["kind"] for one in picture["lifeCourse"]["entries"]}


LONG_AGO = (day(-900), day(-199), 702)


@pytest.mark.parametrize("mark", ["case manager", "mentor", "adviser", "coordinator", "neighbourhood worker"])
async def test_who_may_not_see_the_nurse_is_told_the_gap_as_it_is_visible(served: Any, mark: str) -> None:
    picture = await asked(served, headers(served, mark, REINTEGRATION))
    assert gaps(picture) == [LONG_AGO, (day(-111), day(-59), 53)]


async def test_the_nurse_sees_the_own_talk_in_it(served: Any) -> None:
    picture = await asked(served, headers(served, "nurse", Purpose.CARE, HIGH))
    assert gaps(picture) == [LONG_AGO, (day(-111), day(-81), 31)]


async def test_under_a_purpose_without_contact_no_gap_is_told(served: Any) -> None:
    picture = await asked(served, headers(served, "volunteer", Purpose.REINTEGRATION))
    assert (picture["lifeCourse"]["gapsTold"], picture["lifeCourse"]["entries"]) == (False, [])


async def test_one_line_holds_every_source_that_is_released(served: Any) -> None:
    manager = kinds(await asked(served, headers(served, "case manager", REINTEGRATION)))
    town = kinds(await asked(served, headers(served, "coordinator", REINTEGRATION)))
    assert manager == {
        "DETENTION", "STAY", "TITLE", "NOTICE", "RELEASE", "RESIDENCE", "CASE", "DIRECTION", "INVOLVEMENT", "HANDOVER",
        "INSTRUMENT", "CONDITION", "ADVICE", "REFERRAL", "INTERVENTION", "MEETING", "CONTACT", "CONTACT_RULE",
        "CONSENT", "GAP",
    }  # fmt: skip
    assert manager - town == {"TITLE", "ADVICE", "INSTRUMENT"}


async def test_after_holds_what_is_to_come_and_before_what_was(served: Any) -> None:
    who = headers(served, "case manager", REINTEGRATION)
    after = await asked(served, who, phase="AFTER")
    assert {"RELEASE", "RESIDENCE"} <= kinds(after)
    assert not {"MEETING", "CONTACT", "GAP"} & kinds(after)
    before = await asked(served, who, phase="BEFORE")
    assert {"DETENTION", "STAY", "RELEASE", "NOTICE", "GAP"} <= kinds(before)
    assert "CONTACT" not in kinds(before)


async def test_who_waits_for_whom_is_told_to_the_prison_and_to_the_town(served: Any) -> None:
    marks = TOLD.marks
    wanted = [
        ("ADVICE", "CONDITIONAL_RELEASE", 81, True, None, "RN"),
        ("REFERRAL", "SILENT", 64, None, marks["coordinator"], marks["housing"]),
        ("INTERVENTION", "SUPPORTED_HOUSING", 59, None, marks["person"], marks["housing"]),
        ("HANDOVER", "DIRECTION", 5, None, marks["case manager"], "GM0228"),
    ]
    for mark, rows in (("case manager", wanted), ("coordinator", wanted[1:])):
        picture = await asked(served, headers(served, mark, REINTEGRATION))
        assert [
            (
                one["awaited"], one["what"], one["days"], one["late"],
                one["waits"] and (one["waits"]["position"] or one["waits"]["person"]),
                one["waitsFor"]["organisation"],
            )
            for one in picture["waiting"]
        ] == rows  # fmt: skip


async def test_screening_is_told_with_its_validity_to_whom_its_class_is_released(served: Any) -> None:
    manager = (await asked(served, headers(served, "case manager", REINTEGRATION)))["instruments"]
    riscs = [one for one in manager if one["instrument"] == "RISC"]
    assert [(one["valid"], one["latest"], one["reoffending"]) for one in riscs] == [
        ("NO", False, "LOW"), ("YES", True, "HIGH"),
    ]  # fmt: skip
    assert len(manager) == 7
    mentor = (await asked(served, headers(served, "mentor", REINTEGRATION)))["instruments"]
    assert {one["instrument"] for one in mentor} == {"REFLECTOR", "SCIL", "LANGUAGE_METER"}
    assert (await asked(served, headers(served, "coordinator", REINTEGRATION)))["instruments"] == []


async def test_handovers_say_whether_they_were_warm_and_how_long_both_were_there(served: Any) -> None:
    picture = await asked(served, headers(served, "supervisor", REINTEGRATION))
    assert [(one["standing"], one["met"], one["overlapDays"], one["daysWaiting"]) for one in picture["handovers"]] == [
        ("ACCEPTED", "NO", 0, None), ("ACCEPTED", "YES", 21, None), ("OFFERED", "NO", 140, 5),
    ]  # fmt: skip


async def test_help_says_who_pays_and_where_there_is_a_place(served: Any) -> None:
    picture = await asked(served, headers(served, "coordinator", REINTEGRATION))
    found = {one["offer"]["name"]: one for one in picture["interventions"]}
    assert "Terugvalpreventie" not in found, "treatment is HEALTH"
    waits = found["Begeleid wonen in Ede"]
    assert (waits["stage"], waits["nobodyPays"], waits["offer"]["freePlaces"], waits["offer"]["waitingDays"]) == (
        "WAITING", True, 0, 75,
    )  # fmt: skip
    assert found["Leren lassen"]["pays"] == "MUNICIPALITY"


async def test_a_stay_in_the_psychiatric_centre_shows_as_prison_on_the_line_too(served: Any) -> None:
    picture = await asked(served, headers(served, "case manager", REINTEGRATION))
    line = [one["what"] for one in picture["lifeCourse"]["entries"] if one["kind"] == "STAY"]
    assert "PPC" not in line
    assert sorted(line) == sorted(one["regime"] for one in picture["stays"])


async def test_everybody_reads_the_own_notes_only(served: Any) -> None:
    notes = {
        mark: [one["text"] for one in (await asked(served, headers(served, mark, purpose, HIGH)))["notes"]]
        for mark, purpose in (
            ("case manager", REINTEGRATION), ("adviser", REINTEGRATION), ("coordinator", REINTEGRATION),
            ("nurse", Purpose.CARE),
        )
    }  # fmt: skip
    assert notes == {
        "case manager": ["Ziet op tegen de eerste week buiten."],
        "adviser": ["Wil met zijn zoon afspreken buiten het huis."],
        "coordinator": [],
        "nurse": ["Slaapt slecht, krijgt begeleiding bij afbouwen."],
    }
