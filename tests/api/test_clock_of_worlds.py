"""The clock over HTTP against the rows of the world's own files, counted without the product's code."""

import sys
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from graph.staff import StaffPosition

sys.path.insert(0, str(Path(__file__).parents[1] / "walks"))

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
QUESTION = """query Q($case: ID!) { casePicture(case: $case) { ... on CasePicture { clock { detention { id }
  entries { rule { id } outcome dueOn doneOn daysLate } } } } }"""


def day(moment: int) -> Any:
    return datetime.fromtimestamp(moment / 1000, AMSTERDAM).date()


class Files:
    """One case as its files tell it at a moment."""

    def __init__(self, world: Any, case: str, now: int) -> None:
        self.world, self.case, self.now = world, case, now
        known = {row["detention"] for row in self.of("DetentionState")}
        begun = [row for row in world.where("Detention", "caseId", case) if row["startedOn"] <= now]
        self.detention = max(
            (row for row in begun if row["id"] in known), key=lambda row: row["startedOn"], default=None
        )
        if self.detention is None:
            return
        own = [row for row in self.of("DetentionState") if row["detention"] == self.detention["id"]]
        out = [row for row in own if row["status"] == "RELEASED" and row["validFrom"] <= now]
        self.start = day(self.detention["startedOn"])
        self.released = day(out[0]["validFrom"]) if out else None
        current = [row for row in own if row["validFrom"] <= now < row.get("validTo", 10**15)]
        ends = [row["expectedEnd"] for row in current if "expectedEnd" in row]
        self.expected = None if self.released or not ends else day(ends[0])

    def of(self, kind: str) -> list[Any]:
        """What was believed at the moment."""
        rows = self.world.where(kind, "caseId", self.case)
        return [row for row in rows if row["recordedAt"] <= self.now < row.get("retractedAt", 10**15)]

    def happened(self, label: str, field: str, /, **said: Any) -> list[Any]:
        """The days on which it happened in this detention; what care or a nurse took part in is left out."""
        from world_rows import milliseconds

        found = []
        for row in self.of(label):
            value = row[field]
            moment = milliseconds(value) if isinstance(value, str) else value
            counts = all(row.get(name) == one for name, one in said.items()) and moment <= self.now
            if counts and day(moment) >= self.start and not any(map(self.is_care, self.holders(row))):
                found.append(day(moment))
        return sorted(found)

    def holders(self, row: Any) -> list[str]:
        found = row.get("attended", []) if isinstance(row.get("attended"), list) else []
        return [*found, *(row[name] for name in ("by", "to") if isinstance(row.get(name), str))]

    def organisation(self, id: str) -> Any:
        position = self.world.thing("Position", id)
        return self.world.thing("Organisation", position["organisation"] if position else id)

    def is_care(self, id: str) -> bool:
        functions = {row["function"] for row in self.world.where("PositionState", "position", id)}
        return self.organisation(id)["kind"] == "CARE_PROVIDER" or "MEDICAL" in functions

    def inside(self, done: list[Any], days: int) -> tuple[str, int | None]:
        """What a rule of the days inside should say, and how many days late."""
        due, today = self.start + timedelta(days=days), day(self.now)
        if done:
            return "DONE", max(0, (done[0] - due).days)
        leaves = self.released or self.expected
        if leaves and leaves < due and (self.released or (today <= due and today <= leaves)):
            return "NOT_APPLICABLE", None
        if today <= due:
            return "DUE", None
        return "LATE", max(1, (min(today, self.released or today) - due).days)


async def test_what_the_clock_says_is_what_the_files_tell(served: Any, busiest: StaffPosition) -> None:
    from world_rows import World

    now, headers = served.world.clock.now(), served.acting(busiest)
    world, seen = World(served.world.folder, now), Counter[tuple[str, str]]()
    text = "{ cases(first: 60) { ... on CaseConnection { edges { node { id } } } } }"
    for edge in (await served.data(text, headers))["cases"]["edges"]:
        case = edge["node"]["id"]
        (clock,) = (await served.data(QUESTION, headers, {"case": case}))["casePicture"]["clock"]
        outcomes = {one["outcome"] for one in clock["entries"]}
        if outcomes == {"NOT_FOR_YOU"}:
            continue  # a case under another frame than the purpose's
        files = Files(world, case, now)
        assert (clock["detention"] or {"id": None})["id"] == (files.detention and files.detention["id"])
        if files.detention is None:
            assert outcomes == {"NOT_APPLICABLE"}
            continue
        meetings = files.happened("Meeting", "heldOn", kind="MDO")
        told = {
            "clock.first-mdo": files.inside(meetings[:1], 28),
            "clock.second-mdo": files.inside(meetings[1:2], 63),
            "clock.scil": files.inside(files.happened("InstrumentResult", "takenOn", instrument="SCIL"), 10),
            "clock.reflector": files.inside(files.happened("InstrumentResult", "takenOn", instrument="REFLECTOR"), 10),
        }
        if files.released:
            contacts = [
                on
                for kind in ("TALK", "VISIT", "TELEPHONE", "VIDEO")
                for row in files.of("ContactMoment")
                if row["kind"] == kind and files.organisation(row["by"])["kind"] == "MUNICIPALITY"
                for on in [datetime.fromisoformat(row["heldOn"]).astimezone(AMSTERDAM).date()]
                if on >= files.released
            ]
            due = files.released + timedelta(days=7)
            late = (day(now) - due).days
            if contacts:
                told["clock.municipality-contact"] = "DONE", max(0, (min(contacts) - due).days)
            else:
                told["clock.municipality-contact"] = ("LATE", late) if late > 0 else ("DUE", None)
        found = {one["rule"]["id"]: one for one in clock["entries"]}
        for rule, (outcome, days_late) in told.items():
            assert (found[rule]["outcome"], found[rule]["daysLate"]) == (outcome, days_late), (rule, case)
            seen[rule, outcome] += 1
    assert sum(seen.values()) > 40
    assert {outcome for _, outcome in seen} >= {"DONE", "LATE", "NOT_APPLICABLE"}, seen


async def test_days_stand_only_where_they_mean_something(served: Any, busiest: StaffPosition) -> None:
    headers = served.acting(busiest)
    text = "{ cases(first: 60) { ... on CaseConnection { edges { node { id } } } } }"
    for edge in (await served.data(text, headers))["cases"]["edges"]:
        (clock,) = (await served.data(QUESTION, headers, {"case": edge["node"]["id"]}))["casePicture"]["clock"]
        for one in clock["entries"]:
            due, done, late = one["dueOn"], one["doneOn"], one["daysLate"]
            match one["outcome"]:
                case "DUE":
                    assert due is not None
                    assert (done, late) == (None, None)
                case "LATE":
                    assert due is not None
                    assert done is None
                    assert late >= 1
                case "DONE":
                    assert (late is None) == (due is None or done is None)
                case _:
                    assert (due, done, late) == (None, None, None)
