"""Plans over HTTP against the rows of the world's own files, read without the product's code."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from graph.staff import StaffPosition

sys.path.insert(0, str(Path(__file__).parents[1] / "walks"))

AMSTERDAM = ZoneInfo("Europe/Amsterdam")

QUESTION = """query Q($case: ID!, $at: Date) { casePicture(case: $case, at: $at) { ... on CasePicture {
  plans { plan status version goals { goal text kind status actions { action text status dueOn overdue daysOverdue
      owner { person position organisation } } }
    answers { party { person position organisation } answer version upToDate reason changes { subject id change } } }
  wishes { goal kind } funding { offer pays status } } } }"""


@pytest.fixture(scope="module")
async def cases(served: Any, busiest: StaffPosition) -> list[str]:
    """The cases of the busiest case manager."""
    text = "{ cases(first: 60) { ... on CaseConnection { edges { node { id } } } } }"
    edges = (await served.data(text, served.acting(busiest)))["cases"]["edges"]
    return [edge["node"]["id"] for edge in edges]


@pytest.mark.parametrize("days_ago", [0, 200])
async def test_goals_and_actions_are_those_that_the_files_tell(
    served: Any, busiest: StaffPosition, cases: list[str], days_ago: int
) -> None:
    from world_rows import NEVER, World

    now = served.world.clock.now()
    world = World(served.world.folder, now)
    today = datetime.fromtimestamp(now / 1000 - days_ago * 86_400, AMSTERDAM).date()
    at = int(datetime(today.year, today.month, today.day, tzinfo=AMSTERDAM).timestamp() * 1000)

    def held(kind: str, field: str, id: str) -> Any:
        found = [
            row
            for row in world.where(kind, field, id)
            if row["recordedAt"] <= now < row.get("retractedAt", NEVER)
            and row["validFrom"] <= at < (row.get("validTo", NEVER) if row.get("endKnownAt", 0) <= now else NEVER)
        ]
        return max(found, key=lambda row: (row["validFrom"], row["fact"]), default=None)

    seen = overdue = 0
    for case in cases:
        variables = {"case": case, "at": today.isoformat()}
        picture = (await served.data(QUESTION, served.acting(busiest), variables))["casePicture"]
        shown: dict[str, Any] = {}
        for plan in picture["plans"]:
            assert plan["version"] == held("PlanState", "plan", plan["plan"])["version"]
            for goal in plan["goals"]:
                shown[goal["goal"]] = goal["text"], goal["kind"], goal["status"]
                for action in goal["actions"]:
                    shown[action["action"]] = action["text"], action["status"], action["dueOn"], action["overdue"]
                    overdue += action["overdue"] == "YES"
        told: dict[str, Any] = {}
        for plan in world.where("Plan", "caseId", case):
            for goal in world.where("Goal", "plan", plan["id"]):
                if row := held("GoalState", "goal", goal["id"]):
                    told[goal["id"]] = row["text"], row["kind"], row["status"]
                for action in world.where("Action", "goal", goal["id"]):
                    if row := held("ActionState", "action", action["id"]):
                        late = row["status"] == "OPEN" and date.fromisoformat(row["dueOn"]) < today
                        told[action["id"]] = row["text"], row["status"], row["dueOn"], "YES" if late else "NO"
        assert shown == told
        seen += len(told)
    assert seen > 20
    assert overdue > 0


async def test_every_party_of_the_team_is_told_with_its_answer(
    served: Any, busiest: StaffPosition, cases: list[str]
) -> None:
    from world_rows import World

    world = World(served.world.folder, served.world.clock.now())
    answered = 0
    for case in cases:
        picture = (await served.data(QUESTION, served.acting(busiest), {"case": case}))["casePicture"]
        for plan in picture["plans"]:
            parties = {
                one["party"]["person"] or one["party"]["position"] or one["party"]["organisation"]: one["answer"]
                for one in plan["answers"]
            }
            told = {row["by"]: row["answer"] for row in world.where("PlanAgreement", "plan", plan["plan"])}
            assert told.items() <= parties.items()
            assert {parties[party] for party in parties.keys() - told.keys()} <= {"NOT_ANSWERED"}
            assert set(world.thing("Case", case)["persons"]) <= parties.keys()
            answered += len(told)
    assert answered > 0
