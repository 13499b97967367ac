"""The clock of a detention over HTTP, on told stories: what is true of them, and what of it is for whom."""

from datetime import date
from typing import Any

import pytest

from graph.staff import StaffPosition
from seeds.stories.library import STORIES

TODAY = date(2026, 3, 10)
CLOCK = """query Q($case: ID!, $at: Date, $knownAt: DateTime) { casePicture(case: $case, at: $at, knownAt: $knownAt) {
  __typename ... on CasePicture { withheld { class fields } clock { person
    detention { id startsOn releaseOn certainty released }
    late { ...e } next { ...e } entries { ...e } } } } }
fragment e on ClockEntry { rule { id version reads severity name { english dutch } question { dutch } action { english }
    document section } outcome dueOn doneOn daysLate reason { code english dutch } missing
  evidence { kind origin { fact source recordedAt disputed } } }"""
SEEN = """query Q($case: ID!) { casePicture(case: $case) { ... on CasePicture {
  team { origin { fact } } conditions { phases { assessment { origin { fact } } history { origin { fact } } } } } } }"""


class Story:
    """A told story: the ids of its marks, and the headers of who acts in it."""

    def __init__(self, served: Any, name: str) -> None:
        self.served, self.told = served, STORIES[name].tell(TODAY)
        self.marks = self.told.marks
        self.professionals = {row["id"]: row["professional"] for kind, row in self.told.rows if kind == "Position"}

    def headers(self, mark: str, purpose: str = "REINTEGRATION") -> dict[str, str]:
        position = self.marks[mark]
        return self.served.headers(self.professionals[position], purpose, position)

    async def clock(self, mark: str, purpose: str = "REINTEGRATION", **asked: Any) -> Any:
        """The one clock of the case of the story, as somebody sees it."""
        variables = {"case": self.marks["case"], **asked}
        picture = (await self.served.data(CLOCK, self.headers(mark, purpose), variables))["casePicture"]
        (found,) = picture["clock"]
        return found

    def kinds(self) -> dict[str, str]:
        """The kind of each fact."""
        return {row.get("fact", row.get("id")): kind for kind, row in self.told.rows}


def outcomes(clock: Any) -> dict[str, str]:
    return {one["rule"]["id"].removeprefix("clock."): one["outcome"] for one in clock["entries"]}


@pytest.fixture(scope="module")
def whole(served: Any) -> Story:
    return Story(served, "whole-case")


async def test_the_clock_of_the_whole_case_says_what_is_told_in_it(whole: Story) -> None:
    clock = await whole.clock("case manager")
    assert clock["detention"] == {
        "id": whole.marks["detention"], "startsOn": whole.told.day(-200), "releaseOn": whole.told.day(24),
        "certainty": "FIXED", "released": False,
    }  # fmt: skip
    found = {one["rule"]["id"].removeprefix("clock."): one for one in clock["entries"]}
    told = {
        "plan-before-detention": ("NOT_APPLICABLE", None, None),
        "notice-of-start": ("DONE", -199, 1),
        "reflector": ("DONE", -192, 0),
        "scil": ("DONE", -191, 0),
        "som-screening": ("UNKNOWN", None, None),
        "first-mdo": ("DONE", -172, 0),
        "plan-draft": ("DONE", -172, 0),
        "second-mdo": ("DONE", -137, 0),
        "plan-adopted": ("DONE", -137, 0),
        "mdo-rhythm": ("LATE", None, 11),
        "release-advice": ("DONE", -81, 0),
        "supervisor-assigned": ("DONE", -21, 0),
        "supervisor-assigned-by-title": ("NOT_APPLICABLE", None, None),
        "housing-settled": ("UNKNOWN", None, None),
        "identity-document-settled": ("DONE", -35, 0),
        "income-settled": ("DUE", None, None),
        "administrative-notice": ("DONE", -6, 0),
        "notice-of-end": ("DUE", None, None),
        "municipality-contact": ("DUE", None, None),
    }
    for rule, (outcome, day, days_late) in told.items():
        done = None if day is None else whole.told.day(day)
        assert (found[rule]["outcome"], found[rule]["doneOn"], found[rule]["daysLate"]) == (outcome, done, days_late)
    assert [one["rule"]["id"] for one in clock["late"]] == ["clock.mdo-rhythm"]
    assert [one["dueOn"] for one in clock["next"]] == sorted(one["dueOn"] for one in clock["next"])
    assert found["income-settled"]["dueOn"] == whole.told.day(23)
    assert found["housing-settled"]["reason"]["dutch"] == "Bekeken, maar de uitkomst is onbekend: huisvesting."


async def test_what_counted_is_named_by_the_facts_that_are_shown(whole: Story) -> None:
    kinds = whole.kinds()
    for mark in ("case manager", "coordinator", "mentor"):
        clock = await whole.clock(mark)
        for entry in clock["entries"]:
            for seen in entry["evidence"]:
                assert kinds[seen["origin"]["fact"]] == seen["kind"]
        picture = (await whole.served.data(SEEN, whole.headers(mark), {"case": whole.marks["case"]}))["casePicture"]
        shown = {one["origin"]["fact"] for one in picture["team"]}
        for condition in picture["conditions"]:
            for phase in condition["phases"]:
                shown |= {one["origin"]["fact"] for one in (phase["assessment"], *phase["history"]) if one}
        told = {
            seen["origin"]["fact"]
            for one in clock["entries"]
            for seen in one["evidence"]
            if seen["kind"] in {"Involvement", "Assessment"}
        }
        assert told <= shown
        assert told


async def test_who_lacks_a_class_gets_no_outcome_and_everybody_else_the_same(whole: Story) -> None:
    full = {one["rule"]["id"]: one for one in (await whole.clock("case manager"))["entries"]}
    lacks = {"coordinator": {"TITLE", "RESPONSIVITY"}, "mentor": {"TITLE"}, "neighbourhood worker": {"TITLE"}}
    for mark, classes in lacks.items():
        hidden = 0
        for one in (await whole.clock(mark))["entries"]:
            if classes & set(one["rule"]["reads"]):
                hidden += 1
                assert (one["outcome"], one["reason"]["code"]) == ("NOT_FOR_YOU", "NOT_FOR_YOU")
                assert [one[name] for name in ("dueOn", "doneOn", "daysLate")] == [None, None, None]
                assert (one["evidence"], one["missing"]) == ([], [])
            elif one["outcome"] != "NOT_FOR_YOU":
                assert one == full[one["rule"]["id"]]
        assert hidden > 4, mark


async def test_on_the_screening_list_nothing_of_the_clock_is_told(served: Any, busiest: StaffPosition) -> None:
    cases = "{ cases(first: 5) { ... on CaseConnection { edges { node { id } } } } }"
    headers = served.acting(busiest, "SCREENING")
    edges = (await served.data(cases, headers))["cases"]["edges"]
    assert edges
    for edge in edges:
        picture = (await served.data(CLOCK, headers, {"case": edge["node"]["id"]}))["casePicture"]
        (clock,) = picture["clock"]
        assert set(outcomes(clock).values()) == {"NOT_FOR_YOU"}
        assert (clock["late"], clock["next"]) == ([], [])


async def test_another_day_and_what_was_known_then_are_judged_as_they_were(whole: Story) -> None:
    then = outcomes(await whole.clock("case manager", at=whole.told.day(-175)))
    assert (then["first-mdo"], then["plan-draft"], then["second-mdo"]) == ("DUE", "DUE", "DUE")
    assert (then["supervisor-assigned"], then["mdo-rhythm"]) == ("UNKNOWN", "NOT_APPLICABLE")
    # That there is a supervisor became known nine days after he began.
    known = outcomes(await whole.clock("case manager", knownAt=f"{whole.told.day(-15)}T12:00:00+01:00"))
    now = outcomes(await whole.clock("case manager"))
    assert (known["supervisor-assigned"], now["supervisor-assigned"]) == ("DUE", "DONE")
    earlier = await whole.clock("case manager", at=whole.told.day(-800))
    assert earlier["detention"]["id"] == whole.marks["earlier detention"]


async def test_after_a_failed_handover_the_municipality_sees_what_it_did_not_do(served: Any) -> None:
    story = Story(served, "failed-handover")
    clock = await story.clock("coordinator")
    found = outcomes(clock)
    assert (found["notice-of-start"], found["notice-of-end"]) == ("DONE", "DONE")
    assert (found["municipality-contact"], found["supervisor-contact"]) == ("LATE", "NOT_APPLICABLE")
    late = next(one for one in clock["late"] if one["rule"]["id"] == "clock.municipality-contact")
    assert (late["daysLate"], late["dueOn"]) == (23, story.told.day(-23))
    assert late["missing"] == ["ContactMoment.MUNICIPALITY"]


async def test_a_short_stay_is_not_held_to_what_needs_weeks(served: Any) -> None:
    story = Story(served, "homeless-short-stay")
    found = outcomes(await story.clock("case manager"))
    assert (found["first-mdo"], found["plan-adopted"], found["som-screening"]) == ("NOT_APPLICABLE",) * 3
    assert (found["integral-intake"], found["notice-of-end"], found["notice-of-start"]) == ("UNKNOWN", "LATE", "DONE")


async def test_the_clock_takes_no_statement_of_its_own_and_gives_the_same_bytes(whole: Story) -> None:
    headers, asked = whole.headers("case manager"), {"case": whole.marks["case"]}
    before = whole.served.world.store.statements
    first = await whole.served.http.post("/graphql", json={"query": CLOCK, "variables": asked}, headers=headers)
    assert whole.served.world.store.statements - before == 2
    again = await whole.served.http.post("/graphql", json={"query": CLOCK, "variables": asked}, headers=headers)
    assert first.content == again.content
