"""Paths and who knows a person over HTTP: the told story, and a naive search through the world's files."""

import json
from collections import defaultdict
from datetime import date
from typing import Any

import pytest

from graph.actors import Purpose
from graph.staff import StaffPosition
from graph.times import parse_moment
from seeds.stories.library import STORIES

PATHS = """query P($case: ID!, $to: PathGoal!) { paths(case: $case, to: $to) { __typename
  ... on Paths { around paths { hops { kinds party { position organisation professionalName function }
    agreements { kind since } } } withheld { class reason fields } }
  ... on NotFound { id } ... on Invalid { field code dutch } } }"""
KNOWS = """query W($person: ID!) { whoKnows(person: $person) { __typename
  ... on Knowers { organisations { organisation { organisation organisationName position professional function }
    contact { organisation function professionalName } } withheld { class reason fields } }
  ... on NotFound { id } } }"""
STORY = STORIES["whole-case"].tell(date(2026, 3, 10))
NOW = parse_moment("2026-03-10T12:00:00+01:00")


def acting(served: Any, mark: str, purpose: Purpose = Purpose.REINTEGRATION) -> dict[str, str]:
    id = STORY.marks[mark]
    professional = next(row["professional"] for kind, row in STORY.rows if kind == "Position" and row["id"] == id)
    return served.headers(professional, purpose, id)


async def told(served: Any, mark: str, purpose: Purpose = Purpose.REINTEGRATION, **to: str) -> list[list[str]]:
    data = await served.data(PATHS, acting(served, mark, purpose), {"case": STORY.marks["case"], "to": to})
    return [[hop["party"]["professionalName"] or "-" for hop in path["hops"]] for path in data["paths"]["paths"]]


async def test_a_path_costs_one_statement_beside_who_asks(served: Any) -> None:
    before = served.world.store.statements
    assert await told(served, "case manager", function="DEBT_COUNSELLOR")
    assert await told(served, "case manager", organisation="GM0228")
    assert served.world.store.statements - before == 4


async def test_the_team_is_one_step_away_and_its_colleagues_two(served: Any) -> None:
    found = await told(served, "case manager", function="DEBT_COUNSELLOR")
    assert found[0] == ["Menno Grondtoon"]
    assert ["Jannie Grondtoon", "Menno Grondtoon"] in found


@pytest.mark.parametrize("function", ["CARE_PROFESSIONAL", "MEDICAL", "RISK_DELEGATE", "POLICE_OFFICER", "CONVENER"])
async def test_to_what_may_not_be_shown_there_is_no_path_as_to_what_never_was(served: Any, function: str) -> None:
    headers, case = acting(served, "coordinator"), STORY.marks["case"]
    hidden = await served.data(PATHS, headers, {"case": case, "to": {"function": function}})
    absent = await served.data(PATHS, headers, {"case": case, "to": {"function": "PROSECUTION_STAFF"}})
    assert json.dumps(hidden) == json.dumps(absent)
    assert hidden["paths"]["around"] is False
    assert {one["class"] for one in hidden["paths"]["withheld"]} == {"HEALTH"}


async def test_nothing_of_an_answer_names_a_case(served: Any) -> None:
    everything = [await told(served, "adviser", function=one) for one in ("CASE_MANAGER", "MENTOR")]
    assert everything
    data = await served.ask(
        PATHS, acting(served, "adviser"), {"case": STORY.marks["case"], "to": {"function": "CASE_MANAGER"}}
    )
    assert "case-" not in json.dumps(data)


@pytest.mark.parametrize(
    ("to", "says"),
    [({}, "to"), ({"function": "MENTOR", "organisation": "GM0228"}, "to"), ({"organisation": "x" * 300}, None)],
)
async def test_a_goal_that_cannot_be_asked_is_named(served: Any, to: dict[str, str], says: str | None) -> None:
    data = await served.data(PATHS, acting(served, "case manager"), {"case": STORY.marks["case"], "to": to})
    found = data["paths"]
    assert found.get("field") == says
    assert found["__typename"] == ("Invalid" if says else "Paths")


async def test_a_case_or_person_of_others_answers_as_one_that_never_was(served: Any) -> None:
    goal = {"function": "MENTOR"}
    for mark, purpose in (
        ("earlier case manager", Purpose.REINTEGRATION), ("excluded colleague", Purpose.REINTEGRATION),
        ("steering member", Purpose.STEERING), ("privacy officer", Purpose.OVERSIGHT),
        ("intake coordinator", Purpose.INTAKE),
    ):  # fmt: skip
        headers, counted = acting(served, mark, purpose), []
        for case, person in ((STORY.marks["case"], STORY.marks["person"]), ("case-nobody", "prs-nobody")):
            before = served.world.store.statements
            data = await served.data(PATHS, headers, {"case": case, "to": goal})
            assert data["paths"] == {"__typename": "NotFound", "id": case}
            data = await served.data(KNOWS, headers, {"person": person})
            assert data["whoKnows"] == {"__typename": "NotFound", "id": person}
            counted.append(served.world.store.statements - before)
        assert counted[0] == counted[1]


async def test_who_knows_the_person_names_organisations_and_nothing_of_what_they_do(served: Any) -> None:
    before = served.world.store.statements
    data = await served.data(KNOWS, acting(served, "coordinator"), {"person": STORY.marks["person"]})
    assert served.world.store.statements - before == 2
    found = data["whoKnows"]["organisations"]
    assert [one["organisation"]["organisationName"] for one in found] == ["Ede", "PI Arnhem", "Reclassering Nederland"]
    assert {tuple(one["organisation"][name] for name in ("position", "professional", "function")) for one in found} == {
        (None, None, None)
    }
    assert [one["contact"]["function"] for one in found] == [
        "AFTERCARE_COORDINATOR", "SENIOR_CASE_MANAGER", "PROBATION_ADVISER",
    ]  # fmt: skip


class Files:
    """The world's own files, read without the product: what is in force at the moment."""

    def __init__(self, folder: Any) -> None:
        self.folder = folder
        self.organisation_of = {row["id"]: row["organisation"] for row in self.of("Position")}
        self.professional_of = {row["id"]: row["professional"] for row in self.of("Position")}
        self.function_of = {row["position"]: row["function"] for row in self.of("PositionState") if self.holds(row)}
        self.kind_of = {row["id"]: row["kind"] for row in self.of("Organisation")}
        self.nurses = {row["position"] for row in self.of("PositionState") if row["function"] == "MEDICAL"}

    def of(self, kind: str) -> list[dict[str, Any]]:
        with (self.folder / f"{kind}.jsonl").open(encoding="utf-8") as rows:
            return [json.loads(row) for row in rows]

    def holds(self, row: dict[str, Any]) -> bool:
        start, end = (parse_moment(row[one]) if row.get(one) else None for one in ("validFrom", "validTo"))
        known = parse_moment(row["recordedAt"]) if row.get("recordedAt") else 0
        ended = end is not None and end <= NOW
        return not row.get("retractedAt") and known <= NOW and (start is None or start <= NOW) and not ended

    def care(self, holder: str) -> bool:
        return self.kind_of[self.organisation_of.get(holder, holder)] == "CARE_PROVIDER" or holder in self.nurses


async def test_the_shortest_path_to_a_function_in_the_team_is_what_the_files_say(
    served: Any, busiest: StaffPosition
) -> None:
    files = Files(served.world.folder)
    text = "{ cases(first: 100, kinds: [PERSON]) { ... on CaseConnection { edges { node { id frame } } } } }"
    edges = (await served.data(text, served.acting(busiest)))["cases"]["edges"]
    own = {edge["node"]["id"] for edge in edges if edge["node"]["frame"] == "PBW_18A"}
    team: dict[str, set[str]] = defaultdict(set)
    for row in files.of("Involvement"):
        if row["caseId"] in own and files.holds(row) and not files.care(row["holder"]):
            told_apart = row["role"] == "RISK_DELEGATE" or row["frame"] == "PBW_18B"
            if row["holder"] in files.function_of and row["frame"] != "TREATMENT" and not told_apart:
                team[row["caseId"]].add(row["holder"])
    partners = set().union(*team.values()) - {busiest.position}
    asked = 0
    for case in sorted(team)[:12]:
        for function in ("PROBATION_ADVISER", "AFTERCARE_COORDINATOR", "MENTOR"):
            goals = {one for one in team[case] if files.function_of[one] == function}
            if not goals:
                continue
            data = await served.data(PATHS, served.acting(busiest), {"case": case, "to": {"function": function}})
            paths = data["paths"]["paths"]
            ends = [path["hops"][-1]["party"]["position"] for path in paths]
            assert {files.function_of[one] for one in ends} == {function}
            lengths = [len(path["hops"]) for path in paths]
            assert (lengths[0], lengths) == (1, sorted(lengths))
            # In the team of this case, or with the actor in another case: the others are one step further.
            for path in paths:
                if len(path["hops"]) == 1 and "OWN_CASE" in path["hops"][0]["kinds"]:
                    assert path["hops"][0]["party"]["position"] in partners
            assert {one for one, length in zip(ends, lengths, strict=True) if length == 1} & goals
            asked += 1
    assert asked > 10
