"""My work over HTTP: on a told story as each of its team, in pages, and nothing of cases that do not exist."""

from datetime import timedelta
from typing import Any

import pytest
from told_whole_case import CASE, TODAY, TOLD, headers, rows

from graph.actors import Purpose
from graph.staff import StaffPosition

WORK = """query W($kinds: [WorkKind!], $organisation: Boolean! = false, $first: Int! = 100, $after: String) {
  myWork(kinds: $kinds, organisation: $organisation, first: $first, after: $after) { __typename
    ... on WorkConnection { at totalCount pageInfo { hasNextPage endCursor }
      edges { cursor node { id kind case persons names waitsFor dueOn daysOverdue since text clockRule late
        urgency { rank rule version english dutch } party { position organisation person }
        origin { fact source lastConfirmedAt disputed } } }
      withheld { class reason case fields } }
    ... on Invalid { field code message dutch } } }"""


def day(offset: int) -> str:
    return (TODAY + timedelta(days=offset)).isoformat()


async def work(served: Any, mark: str, purpose: Purpose = Purpose.REINTEGRATION, **variables: Any) -> dict[str, Any]:
    found = (await served.data(WORK, headers(served, mark, purpose), variables))["myWork"]
    assert found["__typename"] == "WorkConnection", found
    return found


def nodes(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [edge["node"] for edge in found["edges"]]


def brief(found: dict[str, Any]) -> list[tuple[Any, ...]]:
    return [(one["kind"], one["waitsFor"], one["urgency"]["rule"], one["dueOn"], one["since"]) for one in nodes(found)]


async def test_the_coordinator_first_answers_the_direction_that_was_offered(served: Any) -> None:
    found = await work(served, "coordinator")
    assert brief(found)[:2] == [
        ("HANDOVER", "ME", "work.handover-of-direction", None, day(-5)),
        ("ACTION", "ME", "work.action-overdue", day(-9), None),
    ]
    first = nodes(found)[0]
    assert first["origin"]["fact"] == TOLD.marks["handover"]
    assert first["party"]["position"] == TOLD.marks["case manager"]
    assert first["urgency"]["dutch"] == "De casusregie is 5 dagen geleden aangeboden en nog niet beantwoord."
    assert {name for one in nodes(found) for name in one["names"]} >= {"Wessel van Halteren"}


async def test_advice_waits_for_probation_and_for_nobody_who_lacks_its_class(served: Any) -> None:
    (asked,) = (row for row in rows("AdviceRequest") if row["status"] == "RUNNING")
    (found,) = nodes(await work(served, "adviser", kinds=["ADVICE_REQUEST"]))
    assert (found["dueOn"], found["daysOverdue"], found["origin"]["fact"]) == (day(-10), 10, asked["fact"])
    for mark in ("coordinator", "case manager", "mentor"):
        assert nodes(await work(served, mark, kinds=["ADVICE_REQUEST"])) == []


async def test_the_person_disputes_a_fact_of_the_case_manager(served: Any) -> None:
    (found,) = nodes(await work(served, "case manager", kinds=["DISPUTE"]))
    (dispute,) = (row for row in rows("Dispute") if row["status"] == "OPEN")
    assert (found["origin"]["fact"], found["origin"]["disputed"]) == (dispute["ofFact"], True)
    assert found["party"]["person"] == TOLD.marks["person"]


async def test_the_own_actions_of_each_are_those_of_the_story(served: Any) -> None:
    for mark in ("mentor", "coordinator", "adviser", "case manager", "neighbourhood worker"):
        mine = {
            (row["fact"], row.get("dueOn"))
            for kind in ("ActionState",)
            for row in rows(kind)
            if row["status"] == "OPEN" and row.get("owner") == TOLD.marks[mark] and row.get("validTo") is None
        }
        found = nodes(await work(served, mark, kinds=["ACTION"]))
        plan = {(one["origin"]["fact"], one["dueOn"]) for one in found if one["waitsFor"] == "ME" and one["dueOn"]}
        assert plan == mine


async def test_a_case_is_listed_for_who_may_see_it_and_never_for_who_is_excluded(served: Any) -> None:
    assert CASE in {one["case"] for one in nodes(await work(served, "case manager", kinds=["CASE"]))}
    for mark in ("excluded colleague", "steering member", "privacy officer", "intake coordinator"):
        found = await work(served, mark)
        assert (found["edges"], found["totalCount"], found["withheld"]) == ([], 0, [])


async def test_the_next_due_thing_of_a_case_is_that_of_its_clock_plan_and_requests(served: Any) -> None:
    text = """query C($case: ID!) { casePicture(case: $case) { ... on CasePicture {
      openActions { actions { dueOn } } clock { late { rule { id } daysLate reason { code } } } } } }"""
    for mark in ("case manager", "coordinator", "mentor"):
        as_who = headers(served, mark, Purpose.REINTEGRATION)
        picture = (await served.data(text, as_who, {"case": CASE}))["casePicture"]
        (found,) = (one for one in nodes(await work(served, mark, kinds=["CASE"])) if one["case"] == CASE)
        clock = [
            one["rule"]["id"] for each in picture["clock"] for one in each["late"] if one["reason"]["code"] == "LATE"
        ]
        due = [one["dueOn"] for each in picture["openActions"] for one in each["actions"] if one["dueOn"]]
        advice = 0 if mark in ("coordinator", "mentor") else 1
        assert found["late"] == len(clock) + sum(one < TODAY.isoformat() for one in due) + advice
        assert found["clockRule"] is None or found["clockRule"] in clock


async def test_the_whole_list_takes_one_statement(served: Any, busiest: StaffPosition) -> None:
    before = served.world.store.statements
    found = (await served.data(WORK, served.acting(busiest)))["myWork"]
    assert served.world.store.statements - before == 2, "one to know who asks, one for the list"
    assert found["totalCount"] == len(found["edges"]) > 10


async def test_pages_joined_are_the_list_and_its_length_is_exact(served: Any, busiest: StaffPosition) -> None:
    whole = (await served.data(WORK, served.acting(busiest)))["myWork"]
    rows, after = [], None
    while True:
        page = (await served.data(WORK, served.acting(busiest), {"first": 7, "after": after}))["myWork"]
        rows += nodes(page)
        assert page["totalCount"] == whole["totalCount"]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert rows == nodes(whole)
    assert [one["urgency"]["rank"] for one in rows] == sorted(one["urgency"]["rank"] for one in rows)
    assert len({one["id"] for one in rows}) == len(rows)


@pytest.mark.parametrize(
    ("variables", "field", "code"),
    [
        ({"first": 0}, "first", "OUT_OF_RANGE"),
        ({"first": 101}, "first", "OUT_OF_RANGE"),
        ({"after": "bm8="}, "after", "BAD_CURSOR"),
        ({"organisation": True}, "organisation", "UNUSABLE"),
    ],
)
async def test_what_cannot_be_asked_is_named(
    served: Any, busiest: StaffPosition, variables: dict[str, Any], field: str, code: str
) -> None:
    found = (await served.data(WORK, served.acting(busiest), variables))["myWork"]
    assert (found["__typename"], found["field"], found["code"]) == ("Invalid", field, code)


async def test_an_unknown_kind_is_refused(served: Any, busiest: StaffPosition) -> None:
    answer = await served.ask(WORK, served.acting(busiest), {"kinds": ["CHORE"]})
    assert "CHORE" in answer["errors"][0]["message"]


async def test_a_cursor_is_of_one_list_of_one_who_asks(
    served: Any, busiest: StaffPosition, busiest_probation: StaffPosition
) -> None:
    page = (await served.data(WORK, served.acting(busiest), {"first": 1}))["myWork"]
    after = page["pageInfo"]["endCursor"]
    for who, more in ((busiest_probation, {}), (busiest, {"kinds": ["CASE"]})):
        found = (await served.data(WORK, served.acting(who), {"after": after, **more}))["myWork"]
        assert (found["__typename"], found["code"]) == ("Invalid", "BAD_CURSOR")


async def test_what_is_withheld_is_told_by_class_and_not_by_what_there_is(served: Any) -> None:
    for mark in ("mentor", "case manager"):
        said = {(one["class"], one["reason"]) for one in (await work(served, mark))["withheld"]}
        assert ("HEALTH", "HEALTH_SECRECY") in said
        assert said == {
            (one["class"], one["reason"]) for one in (await work(served, mark, kinds=["HANDOVER"]))["withheld"]
        }
    told = {one["class"] for one in (await work(served, "mentor"))["withheld"]}
    assert "TITLE" in told
    assert "PLAN" not in told


async def test_the_work_of_colleagues_is_of_the_own_cases(served: Any) -> None:
    own, all_ = [await work(served, "coordinator", organisation=one) for one in (False, True)]
    more = [one for one in nodes(all_) if one["id"] not in {each["id"] for each in nodes(own)}]
    assert all(one["waitsFor"] == "COLLEAGUE" for one in more)
    assert {one["case"] for one in nodes(all_)} == {one["case"] for one in nodes(own)}


async def test_the_same_moment_gives_the_same_bytes(served: Any, busiest: StaffPosition) -> None:
    once, again = [await served.data(WORK, served.acting(busiest)) for _ in range(2)]
    assert once == again
