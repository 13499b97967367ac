"""Conditions, plan and acts of the whole told case, asked by everybody in it, against the rows of the story."""

from datetime import timedelta
from typing import Any

import pytest
from told_whole_case import CASE, TODAY, TOLD, headers, rows

from graph.actors import Assurance, Purpose

QUESTION = """query Q($case: ID!, $at: Date, $knownAt: DateTime) {
  casePicture(case: $case, at: $at, knownAt: $knownAt) { __typename ... on CasePicture {
  conditions { condition phase status phases { phase status standing assessment { status agreedAction
      owner { person position } by { position } origin { fact disputed } } history { status correctedAt } } }
  readiness { releaseOn answer conditions { condition answer why } }
  plans { version status versions { version status } goals { text kind status actions { text status overdue owner {
      person position organisation } } } answers { party { person position } answer version upToDate reason
      changes { change text } } }
  wishes { text } openActions { owner { person position organisation } actions { text } } funding { offerName pays }
  acts { act allowed reason } withheld { class } } } }"""

HIGH = Assurance.HIGH
TEAM = [
    ("case manager", Purpose.REINTEGRATION), ("mentor", Purpose.REINTEGRATION), ("adviser", Purpose.REINTEGRATION),
    ("supervisor", Purpose.REINTEGRATION), ("coordinator", Purpose.REINTEGRATION),
    ("neighbourhood worker", Purpose.REINTEGRATION), ("debt counsellor", Purpose.MUNICIPAL_DEBT_HELP),
    ("nurse", Purpose.CARE), ("care professional", Purpose.CARE), ("delegate", Purpose.RISK_MANAGEMENT),
    ("case manager", Purpose.RISK_MANAGEMENT),
]  # fmt: skip
"""Who has both classes released, by the matrix of the access document."""


async def asked(served: Any, who: dict[str, str], case: str = CASE, **moments: str) -> dict[str, Any]:
    return (await served.data(QUESTION, who, {"case": case, **moments}))["casePicture"]


def present(picture: dict[str, Any], phase: str = "DURING") -> dict[str, str]:
    return {
        one["condition"]: each["status"]
        for one in picture["conditions"]
        for each in one["phases"]
        if each["phase"] == phase
    }


@pytest.mark.parametrize(("mark", "purpose"), TEAM)
async def test_everybody_whose_row_has_both_classes_reads_the_same_conditions_and_plan(
    served: Any, mark: str, purpose: Purpose
) -> None:
    picture = await asked(served, headers(served, mark, purpose, HIGH))
    assert present(picture) == {
        "IDENTITY_DOCUMENT": "IN_ORDER", "HOUSING": "NOT_IN_ORDER", "WORK_AND_INCOME": "IN_PROGRESS",
        "DEBTS": "IN_PROGRESS", "CARE": "IN_PROGRESS", "SOCIAL_NETWORK": "IN_ORDER",
    }  # fmt: skip
    (ready,) = picture["readiness"]
    assert {one["condition"]: one["answer"] for one in ready["conditions"]} == {
        "IDENTITY_DOCUMENT": "YES", "HOUSING": "UNKNOWN", "WORK_AND_INCOME": "UNKNOWN", "DEBTS": "UNKNOWN",
        "CARE": "UNKNOWN", "SOCIAL_NETWORK": "YES",
    }  # fmt: skip
    assert ready["releaseOn"] == (TODAY + timedelta(days=24)).isoformat()
    (plan,) = picture["plans"]
    assert (plan["version"], plan["status"]) == (2, "ADOPTED")
    assert {one["text"] for one in plan["goals"]} == {row["text"] for row in rows("GoalState")}
    assert {one["kind"] for one in plan["goals"]} == {"BEHAVIOUR", "REINTEGRATION", "OWN_WISH"}
    assert [one["text"] for one in picture["wishes"]] == ["Ziet zijn zoon weer elke week"]
    unowned, *_ = picture["openActions"]
    assert (unowned["owner"], [one["text"] for one in unowned["actions"]]) == (None, ["Borg regelen"])
    assert sum(len(one["actions"]) for one in picture["openActions"]) == 5
    late = [one["text"] for goal in plan["goals"] for one in goal["actions"] if one["overdue"] == "YES"]
    assert late == ["Wachttijd navragen en terugbellen"]
    assert [one["pays"] for one in picture["funding"]].count("NOBODY_YET") == 1


async def test_each_party_has_its_answer_and_what_changed_since(served: Any) -> None:
    picture = await asked(served, headers(served, "adviser", Purpose.REINTEGRATION))
    marks = {id: mark for mark, id in TOLD.marks.items()}
    (plan,) = picture["plans"]
    found = {marks[one["party"]["person"] or one["party"]["position"]]: one for one in plan["answers"]}
    assert {mark: (one["answer"], one["version"], one["upToDate"]) for mark, one in found.items()} == {
        "person": ("AGREED", 2, True),
        "case manager": ("AGREED", 2, True),
        "coordinator": ("DISAGREED", 2, True),
        "adviser": ("AGREED", 1, False),
        **dict.fromkeys(
            ("mentor", "supervisor", "neighbourhood worker", "excluded colleague", "volunteer", "debt counsellor"),
            ("NOT_ANSWERED", None, None),
        ),
    }
    assert found["coordinator"]["reason"] == "Woonplek kan niet voor de datum van vrijlating"
    added = {one["text"] for one in found["adviser"]["changes"] if one["change"] == "ADDED"}
    assert {"Ziet zijn zoon weer elke week", "Uitkering aanvragen"} <= added
    assert "Ziet zijn zoon weer elke week" not in {one["text"] for one in found["person"]["changes"]}


async def test_the_correction_of_the_housing_and_its_dispute_show(served: Any) -> None:
    who = headers(served, "coordinator", Purpose.REINTEGRATION)
    housing = next(one for one in (await asked(served, who))["conditions"] if one["condition"] == "HOUSING")
    during = next(one for one in housing["phases"] if one["phase"] == "DURING")
    assert during["assessment"]["origin"] == {"fact": TOLD.marks["housing assessment"], "disputed": True}
    assert [(one["status"], one["correctedAt"] is not None) for one in during["history"]] == [("IN_ORDER", True)]
    after = next(one for one in housing["phases"] if one["phase"] == "AFTER")
    assert after["standing"] == "ASSESSED_AS_UNKNOWN"
    before = f"{TOLD.day(-71)}T12:00:00+01:00"
    known = present(await asked(served, who, at=TOLD.day(-80), knownAt=before))
    assert known["HOUSING"] == "IN_ORDER"


async def test_the_plan_of_another_day_is_that_of_the_day(served: Any) -> None:
    who = headers(served, "mentor", Purpose.REINTEGRATION)
    (plan,) = (await asked(served, who, at=TOLD.day(-100)))["plans"]
    assert (plan["version"], [one["status"] for one in plan["versions"]]) == (1, ["DRAFT", "PROPOSED", "ADOPTED"])
    assert "Ziet zijn zoon weer elke week" not in {one["text"] for one in plan["goals"]}
    assert (await asked(served, who, at=TOLD.day(-180)))["plans"] == []


async def test_a_volunteer_reads_what_the_consent_names(served: Any) -> None:
    picture = await asked(served, headers(served, "volunteer", Purpose.VOLUNTARY_SUPPORT))
    assert picture["conditions"] == picture["readiness"] == []
    assert picture["plans"][0]["version"] == 2
    assert {"CONDITION"} <= {one["class"] for one in picture["withheld"]}
    assert {one["act"] for one in picture["acts"] if one["allowed"]} == {
        "UPDATE_OWN_ACTION", "ANSWER_PLAN", "WRITE_NOTE", "EXCLUDE_PROFESSIONAL", "ANSWER_HANDOVER", "LEAVE_CASE",
        "ANSWER_REFERRAL", "ANSWER_DISPUTE", "CONFIRM_FACT", "WITHDRAW_OWN_RECORD", "HANDLE_SIGNAL",
    }  # fmt: skip


async def test_the_person_reads_it_all_and_may_answer_and_dispute(served: Any) -> None:
    token = served.issuer.token_for(TOLD.marks["person"], HIGH, person=True)
    person = {"Authorization": f"Bearer {token}", "Casusregie-Purpose": Purpose.SUBJECT_ACCESS}
    picture = await asked(served, person)
    assert present(picture)["HOUSING"] == "NOT_IN_ORDER"
    assert picture["plans"][0]["version"] == 2
    assert {one["act"] for one in picture["acts"] if one["allowed"]} == {
        "ANSWER_PLAN", "WRITE_OWN_WISH", "WITHDRAW_CONSENT", "DISPUTE_FACT", "READ_OWN_TIE",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("mark", "purpose"),
    [
        ("case manager", Purpose.SCREENING),
        ("care professional", Purpose.REINTEGRATION),
        ("coordinator", Purpose.MUNICIPAL_DEBT_HELP),
    ],
)
async def test_whose_purpose_releases_neither_class_reads_empty_lists_and_why(
    served: Any, mark: str, purpose: Purpose
) -> None:
    picture = await asked(served, headers(served, mark, purpose))
    for section in ("conditions", "readiness", "plans", "wishes", "openActions", "funding"):
        assert picture[section] == []
    assert {"CONDITION", "PLAN"} <= {one["class"] for one in picture["withheld"]}


@pytest.mark.parametrize("mark", ["excluded colleague", "earlier case manager", "police officer", "steering member"])
async def test_who_is_not_in_the_team_finds_no_case(served: Any, mark: str) -> None:
    assert await asked(served, headers(served, mark, Purpose.REINTEGRATION)) == {"__typename": "NotFound"}


async def test_another_case_of_the_same_person_has_nothing_of_this_one(served: Any) -> None:
    who = headers(served, "convener", Purpose.SAFETY_HOUSE_CASE)
    picture = await asked(served, who, TOLD.marks["safety-house case"])
    assert picture["plans"] == []
    assert {each["standing"] for one in picture["conditions"] for each in one["phases"]} == {"NEVER_ASSESSED"}
    acts = {one["act"]: one["allowed"] for one in picture["acts"]}
    assert acts["CHANGE_PLAN"], "the convener directs this one"
    assert not acts["RECORD_CONDUCT"]
    officer = headers(served, "police officer", Purpose.SAFETY_HOUSE_CASE)
    acts = {one["act"]: one for one in (await asked(served, officer, TOLD.marks["safety-house case"]))["acts"]}
    assert acts["CHANGE_PLAN"] == {"act": "CHANGE_PLAN", "allowed": False, "reason": "NOT_YOUR_TASK"}
