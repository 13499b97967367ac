"""What waits for an actor, from the files of a world and those of the order; it shares no code with the product.

Everything but the case itself: whose next due thing is the clock's, which is tried elsewhere.
"""

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rights import Rights, begin, end, known

ORDER = tomllib.loads((Path(__file__).parents[2] / "analytics" / "urgency.toml").read_text("utf-8"))["rule"]
ASSIGNS = {"AFTERCARE_COORDINATOR", "SENIOR_CASE_MANAGER", "PROBATION_ADVISER", "CONVENER"}
PLANS = {"CASE_MANAGER", "SENIOR_CASE_MANAGER", "PROBATION_ADVISER", "SUPERVISION_OFFICER", "AFTERCARE_COORDINATOR"}
SAID_BY = ("AdviceRequest", "Assessment", "ContactMoment", "Handover", "InstrumentResult", "Referral")
"""Kinds of record that say who said them."""
PHASES = ["BEFORE", "DURING", "AFTER"]


def day(moment):
    when = moment if isinstance(moment, int) else milliseconds(moment)
    return datetime.fromtimestamp(when / 1000, UTC).astimezone(ZoneInfo("Europe/Amsterdam")).date()


def milliseconds(text):
    when = datetime.fromisoformat(text)
    when = when if when.tzinfo else when.replace(tzinfo=ZoneInfo("Europe/Amsterdam"))
    return round(when.timestamp() * 1000)


def moment_of(row, name):
    found = row.get(name)
    return found if found is None or isinstance(found, int) else milliseconds(found)


class Desk:
    """One actor in one case at one moment."""

    def __init__(self, world, actor, case, now, *, organisation=False):
        self.world, self.actor, self.case, self.now, self.colleagues = world, actor, case, now, organisation
        self.rights = Rights(world, actor, case, now)
        self.today = day(now)

    def rows(self, kind):
        """What is shown of a kind and in force."""
        return [
            row
            for row in self.world.where(kind, "caseId", self.case)
            if known(row, self.now) and begin(row) <= self.now < end(row, self.now)
            and self.rights.sees_record(kind, row)
        ]  # fmt: skip

    def last(self, rows):
        return max(rows, key=lambda row: (begin(row), row["fact"]))

    def organisation_of(self, id):
        position = self.world.thing("Position", id)
        return position["organisation"] if position else id

    def waits(self, id):
        if id == self.actor.position:
            return "ME"
        if id == self.actor.organisation:
            return "ORGANISATION"
        mine = id is not None and self.organisation_of(id) == self.actor.organisation
        return "COLLEAGUE" if self.colleagues and mine else None

    def found(self):
        """Tuples of rank, kind, fact, for whom, due day."""
        if not self.rights.exists or not self.shows_anything() or self.is_closed():
            return
        for kind, waits, row, state, due, since in self.candidates():
            if waits is not None:
                due, since = (None if one is None else day(one) for one in (due, since))
                rank = next(rank for rank, rule in enumerate(ORDER) if self.fits(rule, kind, state, due, since))
                yield rank, kind, row["fact"], waits, due, since

    def shows_anything(self):
        return any(
            self.rights.sees(one)
            for one in ("IDENTITY", "CONTACT", "COURSE", "CONDITION", "CONDUCT", "PLAN", "NETWORK", "TITLE",
                        "RESPONSIVITY", "RISK_SUMMARY", "RISK", "FINANCE", "HEALTH", "VICTIM", "NOTE")
        )  # fmt: skip

    def is_closed(self):
        states = self.rows("CaseState")
        return bool(states) and self.last(states)["status"] == "CLOSED"

    def candidates(self):
        for row, due in self.to_do():
            yield "ACTION", self.waits(row.get("owner")), row, "", due, None
            if "owner" not in row and self.may_plan():
                yield "WITHOUT_OWNER", "NOBODY", row, "", due, None
        for row in self.rows("Handover"):
            answered = any((at := moment_of(row, name)) and at <= self.now for name in ("acceptedAt", "refusedAt"))
            if not answered and moment_of(row, "offeredAt") <= self.now:
                yield "HANDOVER", self.waits(row["to"]), row, row["subject"], None, moment_of(row, "offeredAt")
        for row in self.rows("Referral"):
            if row["status"] in ("REQUESTED", "SILENT"):
                yield "REFERRAL", self.waits(row["to"]), row, "", None, moment_of(row, "requestedOn")
        for row in self.rows("AdviceRequest"):
            if row["status"] == "RUNNING":
                asked, due = moment_of(row, "requestedOn"), moment_of(row, "dueOn")
                yield "ADVICE_REQUEST", self.waits(row.get("to")), row, "", due, asked
        yield from self.plans()
        yield from self.disputes()
        own = [
            row for row in self.rows("Involvement") if self.organisation_of(row["holder"]) == self.actor.organisation
        ]
        if own and self.actor.function in ASSIGNS and all(row["holder"] == self.actor.organisation for row in own):
            row = min(own, key=lambda row: (row.get("validFrom", 0), row["fact"]))
            yield "UNASSIGNED", "ORGANISATION", row, "", None, row.get("validFrom")

    def may_plan(self):
        directs = [row for row in self.world.where("Direction", "caseId", self.case)
                   if known(row, self.now) and begin(row) <= self.now < end(row, self.now)
                   and row["holder"] == self.actor.position]  # fmt: skip
        return self.actor.function in PLANS or bool(directs)

    def to_do(self):
        actions = {}
        for row in self.rows("ActionState"):
            actions.setdefault(row["action"], []).append(row)
        for rows in actions.values():
            row = self.last(rows)
            if row["status"] == "OPEN":
                yield row, moment_of(row, "dueOn")
        assessed = {}
        for row in self.rows("Assessment"):
            made = row.get("validFrom", moment_of(row, "assessedOn"))
            of = self.detention(row["person"], self.now)
            if row["phase"] == "BEFORE" or of is None or made is None or self.detention(row["person"], made) == of:
                assessed.setdefault((row["person"], row["condition"], row["phase"]), []).append(row)
        for (person, _, phase), rows in assessed.items():
            row = self.last(rows)
            if row.get("agreedAction") and row["status"] != "IN_ORDER" and not self.is_over(phase, person):
                yield row, None

    def is_over(self, phase, person):
        detention = self.detention(person, self.now)
        if detention is None:
            return False
        states = [row for row in self.rows("DetentionState") if row["detention"] == detention[1]]
        out = bool(states) and self.last(states)["status"] == "RELEASED"
        present = "BEFORE" if detention[0] > self.now else "AFTER" if out else "DURING"
        return PHASES.index(phase) < PHASES.index(present)

    def detention(self, person, at):
        """The latest one that had started, else the first to come, of those of which anything is known."""
        told = {row["detention"] for row in self.world.where("DetentionState", "caseId", self.case)
                if known(row, self.now) and self.rights.sees_record("DetentionState", row)}  # fmt: skip
        own = [(row["startedOn"], row["id"]) for row in self.world.where("Detention", "person", person)
               if row["caseId"] == self.case and row["id"] in told]  # fmt: skip
        begun = [one for one in own if one[0] <= at]
        return max(begun) if begun else min(own, default=None)

    def plans(self):
        versions = {}
        for row in self.rows("PlanState"):
            versions.setdefault(row["plan"], []).append(row)
        for plan, rows in versions.items():
            row = self.last(rows)
            answers = {}
            for said in self.rows("PlanAgreement"):
                mine = said["by"] != "person" and self.organisation_of(said["by"]) == self.actor.organisation
                if mine and said["plan"] == plan:
                    answers.setdefault(said["by"], []).append(said)
            lasts = [self.last(each) for each in answers.values()]
            settled = any(one["version"] >= row["version"] or not self.asks_again(one) for one in lasts)
            if row["status"] in ("PROPOSED", "ADOPTED") and not settled:
                yield "PLAN_ANSWER", "ORGANISATION", row, row["status"], None, row.get("validFrom")

    def asks_again(self, answer):
        """Whether a goal or action came, went or says something else since, beside that it was carried out."""
        at = answer.get("validFrom", answer["recordedAt"])
        knew = max(at, answer["recordedAt"])
        for kind, of in (("GoalState", "goal"), ("ActionState", "action")):
            before, after = self.states(kind, of, at, knew), self.states(kind, of, self.now, self.now)
            if before.keys() != after.keys():
                return True
            for id, was in before.items():
                now = after[id]
                said = [[row.get(name) for name in ("text", "kind", "phase", "owner", "pays")] for row in (was, now)]
                due = [moment and day(moment) for moment in (moment_of(was, "dueOn"), moment_of(now, "dueOn"))]
                statuses = {was["status"], now["status"]}
                if said[0] != said[1] or due[0] != due[1] or (len(statuses) == 2 and "DROPPED" in statuses):
                    return True
        return False

    def states(self, kind, of, at, knew):
        """By goal or action: what is shown of it and held at a moment, as far as was written down by another."""
        found = {}
        for row in self.world.where(kind, "caseId", self.case):
            holds = row["recordedAt"] <= knew and begin(row) <= at < end(row, knew)
            if holds and known(row, self.now) and self.rights.sees_record(kind, row):
                found.setdefault(row[of], []).append(row)
        return {id: self.last(rows) for id, rows in found.items()}

    def disputes(self):
        opened = {}
        for row in self.world.where("Dispute", "caseId", self.case):
            if known(row, self.now) and row["status"] == "OPEN":
                opened.setdefault(row["ofFact"], []).append(moment_of(row, "disputedAt"))
        for kind in SAID_BY:
            for row in self.world.where(kind, "caseId", self.case):
                if row["fact"] in opened and known(row, self.now) and self.rights.sees_record(kind, row):
                    said = self.waits(row.get("by")) or self.waits(row.get("from"))
                    yield "DISPUTE", said, row, "", None, min(opened[row["fact"]])

    def fits(self, rule, kind, state, due, since):
        if rule["kind"] != kind or ("state" in rule and state not in rule["state"]):
            return False
        if "dated" in rule and rule["dated"] != (due is not None):
            return False
        if "overdue_days" in rule and (due is None or (self.today - due).days < rule["overdue_days"]):
            return False
        if "due_within_days" in rule and (due is None or (due - self.today).days > rule["due_within_days"]):
            return False
        return "waiting_days" not in rule or (since is not None and (self.today - since).days >= rule["waiting_days"])
