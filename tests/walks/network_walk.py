"""A walk over the files of a world by `docs/network.md`, in plain Python: the oracle for the statement.

It shares no code with `graph`; the days of freshness are read from their own file.
"""

import tomllib
from pathlib import Path

from world_rows import NEVER, World

DAY = 86_400_000
FRESH = tomllib.loads((Path(__file__).parents[2] / "graph" / "freshness.toml").read_text("utf-8"))
FRAMES = {
    "REINTEGRATION": {"PBW_18A"},
    "RISK_MANAGEMENT": {"PBW_18B"},
    "SAFETY_HOUSE_CASE": {"WGS_SAFETY_HOUSE"},
    "CARE": {"TREATMENT"},
    "VOLUNTARY_SUPPORT": {"CONSENT"},
    "MUNICIPAL_DEBT_HELP": {"MUNICIPAL_TASK"},
}
ASSIGNING = {"AFTERCARE_COORDINATOR", "SENIOR_CASE_MANAGER", "PROBATION_ADVISER", "CONVENER"}
OUTSIDE_CASES = {"STEERING_MEMBER", "ANALYST", "PRIVACY_OFFICER", "OPERATOR"}


def known(row, moment):
    return row["recordedAt"] <= moment < row.get("retractedAt", NEVER)


def begin(row):
    return row.get("validFrom", -NEVER)


def end(row, moment):
    return row.get("validTo", NEVER) if row.get("endKnownAt", 0) <= moment else NEVER


def visible_cases(world: World, actor, person, now):
    """Ids of the cases of a person in the TEAM scope of an actor."""
    found = set()
    for case in world.where("Case", "persons", person):
        if any(
            row["professional"] == actor.professional and known(row, now) and begin(row) <= now < end(row, now)
            for row in world.where("Exclusion", "caseId", case["id"])
        ):
            continue
        for row in world.where("Involvement", "caseId", case["id"]):
            mine = row["holder"] == actor.position or (
                row["holder"] == actor.organisation and actor.function in ASSIGNING
            )
            if (
                mine
                and row["frame"] in FRAMES.get(actor.purpose, ())
                and actor.function not in OUTSIDE_CASES
                and known(row, now)
                and begin(row) <= now < end(row, now)
            ):
                found.add(case["id"])
    return found


class Walk:
    """One question, walked: `nodes` {id: (kind, depth)}, `edges` {(kind, from, to, role, fact, case, status)}."""

    def __init__(
        self,
        world,
        actor,
        person,
        now,
        *,
        depth=2,
        at=None,
        known_at=None,
        roles=None,
        kinds=None,
        phase=None,
        statuses=None,
    ):
        self.world, self.at, self.known = world, now if at is None else at, now if known_at is None else known_at
        self.depth, self.roles, self.kinds, self.phase = depth, roles, kinds, phase
        self.statuses = statuses or ({"CURRENT", "EXPIRED", "PLANNED"} | ({"ENDED"} if phase else set()))
        self.nodes, self.edges = {}, set()
        self.cases = visible_cases(world, actor, person, now) if world.thing("Person", person) else set()
        if not self.cases:
            self.nodes = None
            return
        self.person = person
        self.detention = self._detention()
        self._node(person, "PERSON", 0)
        self._first()
        if depth > 1:
            self._second()
        if depth > 2:
            self._third()

    def status(self, kind, row):
        if end(row, self.known) <= self.at:
            return "ENDED"
        if begin(row) > self.at:
            return "PLANNED"
        heard = [begin(row), row["recordedAt"]]
        heard += [
            c["confirmedAt"] for c in self.world.where("Confirmation", "ofFact", row["fact"]) if known(c, self.known)
        ]
        if kind in FRESH and self.at - max(heard) > FRESH[kind]["days"] * DAY:
            return "EXPIRED"
        return "CURRENT"

    def state(self, rows):
        """In force, else the next to come, else the last that was."""
        rows = [row for row in rows if known(row, self.known)]
        past = [row for row in rows if end(row, self.known) <= self.at]
        coming = [row for row in rows if row not in past and begin(row) > self.at]
        holding = [row for row in rows if row not in past and row not in coming]
        if holding:
            return max(holding, key=lambda row: (begin(row), row["fact"]))
        if coming:
            return max(coming, key=lambda row: (-row["validFrom"], row["fact"]))
        return max(past, key=lambda row: (end(row, self.known), row["fact"]), default=None)

    def _detention(self):
        found = []
        for row in self.world.where("Detention", "person", self.person):
            states = self.world.where("DetentionState", "detention", row["id"])
            if row["caseId"] in self.cases and any(known(state, self.known) for state in states):
                found.append((row["startedOn"], row["id"], self.state(states).get("expectedEnd", NEVER)))
        begun = [one for one in found if one[0] <= self.at]
        return max(begun) if begun else min(found, default=None)

    def _in_phase(self, row):
        if self.phase is None:
            return True
        if self.detention is None:
            return False
        started, _, released = self.detention
        ends = end(row, self.known)
        if ends == NEVER and row.get("endsWith") == "DATE":
            ends = row.get("plannedTo", NEVER)
        if ends == NEVER and row.get("endsWith") == "RELEASE":
            ends = released
        begins = begin(row)
        return {
            "BEFORE": begins < started and begins < ends,
            "DURING": max(begins, started) < min(ends, released),
            "AFTER": max(begins, released) < ends,
        }[self.phase]

    def _right_kind(self, organisation):
        return self.kinds is None or self.world.thing("Organisation", organisation)["kind"] in self.kinds

    def _belongs(self, kind, row, *organisations):
        return (
            known(row, self.known)
            and self.status(kind, row) in self.statuses
            and self._in_phase(row)
            and all(map(self._right_kind, organisations))
        )

    def _node(self, id, kind, depth):
        self.nodes.setdefault(id, (kind, depth))

    def _edge(self, kind, ends, role=None, row=None, record=None):
        status = self.status(record, row) if row else None
        row = row or {}
        self.edges.add((kind, *ends, role, row.get("fact"), row.get("caseId"), status))

    def _of_cases(self, kind):
        return [row for case in sorted(self.cases) for row in self.world.where(kind, "caseId", case)]

    def _first(self):
        world, person = self.world, self.person
        for row in self._of_cases("Involvement"):
            position = world.thing("Position", row["holder"])
            organisation = position["organisation"] if position else row["holder"]
            if not self._belongs("Involvement", row, organisation) or (self.roles and row["role"] not in self.roles):
                continue
            self._node(organisation, "ORGANISATION", 1)
            holder = position["professional"] if position else organisation
            if position:
                self._node(holder, "PROFESSIONAL", 1)
                state = self.state(world.where("PositionState", "position", position["id"]))
                function = state and state["function"]
                self._edge("WORKS_AT", (holder, organisation), function, state, "PositionState")
            self._edge("INVOLVED", (holder, person), row["role"], row, "Involvement")
        for row in self._of_cases("Tie"):
            if "from" not in row and self._belongs("Tie", row):
                self._node(row["to"], "CONTACT", 1)
                self._edge("TIE", (person, row["to"]), row["kind"], row, "Tie")
        for row in self._of_cases("Stay"):
            theirs = world.thing("Detention", row["detention"])["person"] == person
            if theirs and self._belongs("Stay", row, row["prison"]):
                self._node(row["prison"], "ORGANISATION", 1)
                self._edge("STAYS_AT", (person, row["prison"]), row["regime"], row, "Stay")
        for row in self._of_cases("Residence"):
            if row["person"] == person and self._belongs("Residence", row, row["municipality"]):
                self._node(row["municipality"], "ORGANISATION", 1)
                self._edge("RESIDES", (person, row["municipality"]), row["kind"], row, "Residence")
        for row in self._interventions():
            self._node(row["offer"], "OFFER", 1)
            self._edge("INTERVENTION", (person, row["offer"]), row["status"], row, "Intervention")

    def _interventions(self):
        for row in self._of_cases("Intervention"):
            provider = self.world.thing("ServiceOffer", row["offer"])["organisation"]
            if row["person"] == self.person and self._belongs("Intervention", row, provider):
                yield row

    def _second(self):
        world = self.world
        near = {id for id, (kind, _) in self.nodes.items() if kind == "CONTACT"}
        for row in self._of_cases("Tie"):
            if "from" in row and near & {row["from"], row["to"]} and self._belongs("Tie", row):
                self._node(row["from"], "CONTACT", 2)
                self._node(row["to"], "CONTACT", 2)
                self._edge("TIE", (row["from"], row["to"]), row["kind"], row, "Tie")
        for professional in [id for id, (kind, _) in self.nodes.items() if kind == "PROFESSIONAL"]:
            for position in world.where("Position", "professional", professional):
                state = self.state(world.where("PositionState", "position", position["id"]))
                if state and self._belongs("PositionState", state, position["organisation"]):
                    self._node(position["organisation"], "ORGANISATION", 2)
                    ends = (professional, position["organisation"])
                    self._edge("WORKS_AT", ends, state["function"], state, "PositionState")
        for row in self._interventions():
            provider = world.thing("ServiceOffer", row["offer"])["organisation"]
            self._node(provider, "ORGANISATION", 2)
            self._edge("OFFERS", (provider, row["offer"]))
        shown = self._organisations()
        for row, ends in self._agreements(shown):
            if shown.issuperset(ends):
                self._edge("AGREEMENT", ends, row["kind"], row, "Agreement")

    def _third(self):
        shown = self._organisations()
        for row, ends in self._agreements(shown):
            if len(shown.intersection(ends)) == 1 and all(map(self._right_kind, ends)):
                for organisation in ends:
                    self._node(organisation, "ORGANISATION", 3)
                self._edge("AGREEMENT", ends, row["kind"], row, "Agreement")
        for municipality in shown:
            row = self.world.thing("Organisation", municipality)
            if row["kind"] != "MUNICIPALITY":
                continue
            for region in row.get("regions", ()):
                self._node(region, "REGION", 3)
                self._edge("IN_REGION", (municipality, region))
            sides = [link["to"] for link in self.world.where("Neighbour", "from", municipality)]
            sides += [link["from"] for link in self.world.where("Neighbour", "to", municipality)]
            for side in filter(self._right_kind, sides):
                self._node(side, "ORGANISATION", 3)
                self._edge("NEIGHBOUR", tuple(sorted((municipality, side))))

    def _organisations(self):
        return {id for id, (kind, _) in self.nodes.items() if kind == "ORGANISATION"}

    def _agreements(self, shown):
        """Agreements that touch what is shown, one for each two parties that are not both covered."""
        found = {
            row["id"]: row
            for organisation in shown
            for field in ("covers", "covered", "parties")
            for row in self.world.where("Agreement", field, organisation)
        }
        for row in found.values():
            if not self._belongs("Agreement", row):
                continue
            covers = [row["covers"]] if "covers" in row else []
            covered, others = row.get("covered", []), row.get("parties", [])
            pairs = {(one, other) for one in covers for other in covered + others}
            pairs |= {tuple(sorted((one, other))) for one in others for other in covered + others if one != other}
            for ends in sorted(pairs):
                yield row, ends
