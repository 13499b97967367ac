"""Conditions and plan of one case at a moment, plainly read from the rows of a world as they were known then.

It shares no code with `graph`; who may see a row is in `rights`.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from rights import Rights, begin, end, known
from world_rows import milliseconds

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class Then:
    """One case at a moment, with what was known at a moment; who may see what is judged now."""

    def __init__(self, world, actor, case, now, at, known_at):
        self.world, self.case, self.at, self.known = world, case, at, known_at
        self.rights = Rights(world, actor, case, now)

    def told(self, kind):
        """The rows of a kind that were believed."""
        return [row for row in self.ever(kind) if known(row, self.known)]

    def ever(self, kind):
        """The rows of a kind that had been written down, those that were corrected since too."""
        rows = self.world.where(kind, "caseId", self.case)
        return [row for row in rows if row["recordedAt"] <= self.known and self.rights.sees_record(kind, row)]

    def holds(self, row):
        return begin(row) <= self.at < end(row, self.known)

    def now_of(self, rows):
        """Of several rows in force the one that started last."""
        return max((row for row in rows if self.holds(row)), key=lambda row: (begin(row), row["fact"]), default=None)

    def detention(self, person, moment):
        states = {row["detention"] for row in self.told("DetentionState")}
        own = [row for row in self.world.where("Detention", "person", person) if row["id"] in states]
        begun = [(row["startedOn"], row["id"]) for row in own if row["startedOn"] <= moment]
        return max(begun) if begun else min(((row["startedOn"], row["id"]) for row in own), default=None)

    def conditions(self, person):
        """{(condition, phase): (fact that counts, its status, [(status, whether corrected) of the others])}."""
        view = self.detention(person, self.at)
        found = {}
        for row in self.ever("Assessment"):
            if begin(row) <= self.at:
                found.setdefault((row["condition"], row["phase"]), []).append(row)
        answer = {}
        for key, rows in found.items():
            of_view = [
                row
                for row in rows
                if key[1] == "BEFORE"
                or view is None
                or self.detention(person, row.get("validFrom") or milliseconds(row["assessedOn"])) == view
            ]
            counts = self.now_of([row for row in of_view if known(row, self.known)])
            others = sorted((row["status"], not known(row, self.known)) for row in rows if row is not counts)
            answer[key] = counts and counts["fact"], counts["status"] if counts else "UNKNOWN", others
        return answer

    def plan(self):
        """{plan: (version, status)}, {goal: (text, kind, status)}, {action: (text, status, phase, owner, overdue)}."""
        plans, goals, actions = {}, {}, {}
        for plan in self.world.where("Plan", "caseId", self.case):
            begun = [row for row in self.told("PlanState") if row["plan"] == plan["id"] and begin(row) <= self.at]
            state = self.now_of(begun) or max(begun, key=lambda row: (end(row, self.known), row["fact"]), default=None)
            for goal in self.world.where("Goal", "plan", plan["id"]):
                if row := self.now_of([one for one in self.told("GoalState") if one["goal"] == goal["id"]]):
                    goals[goal["id"]] = row["text"], row["kind"], row["status"]
                for action in self.world.where("Action", "goal", goal["id"]):
                    if row := self.now_of([one for one in self.told("ActionState") if one["action"] == action["id"]]):
                        actions[action["id"]] = *(row[key] for key in ("text", "status", "phase")), *self._due(row)
            if state:
                plans[plan["id"]] = state["version"], state["status"]
        return plans, goals, actions

    def _due(self, row):
        today = datetime.fromtimestamp(self.at / 1000, AMSTERDAM).date().isoformat()
        is_open, due = row["status"] == "OPEN", row.get("dueOn")
        overdue = "NO" if not is_open else "UNKNOWN" if due is None else "YES" if due < today else "NO"
        return row.get("owner"), overdue
