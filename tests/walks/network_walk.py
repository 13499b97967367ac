"""A walk over the files of a world by `docs/network.md`, in plain Python: the oracle for the statement.

It shares no code with `graph`; the days of freshness are read from their own file, who may see what is in `rights`.
"""

import tomllib
from pathlib import Path

from rights import Rights, begin, end, known
from world_rows import NEVER, World

DAY = 86_400_000
FRESH = tomllib.loads((Path(__file__).parents[2] / "graph" / "freshness.toml").read_text("utf-8"))


def full_name(row):
    return " ".join(filter(None, (row["givenName"], row.get("prefix"), row["familyName"])))


def visible_cases(world: World, actor, person, now):
    """The cases of a person that exist for an actor, with what may be seen of them."""
    rights = {case["id"]: Rights(world, actor, case["id"], now) for case in world.where("Case", "persons", person)}
    return {case: own for case, own in rights.items() if own.exists}


class Walk:
    """One question, walked: `nodes` {id: (kind, depth, name)}, `edges` {(kind, from, to, role, fact, case, status)}."""

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
        self.cases = visible_cases(world, actor, person, now) if world.thing("Person", person) else {}
        if not self.cases:
            self.nodes = None
            return
        self.person = person
        self.detention = self._detention()
        self._node(person, "PERSON", 0, self._name())
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

    def _seen(self, row, field_class, **datum):
        """Whether a record of a visible case is released."""
        return row["caseId"] in self.cases and self.cases[row["caseId"]].sees(field_class, **datum)

    def _name(self):
        rows = self.world.where("PersonName", "person", self.person)
        state = self.state([row for row in rows if self._seen(row, "IDENTITY", form="FIELD")])
        return state and full_name(state)

    def _contact(self, id, depth):
        rows = self.world.where("ContactState", "contact", id)
        field_class = self._rights_on(id).class_of_contact(id)
        state = self.state([row for row in rows if self._seen(row, field_class)])
        self._node(id, "CONTACT", depth, state and state["name"])

    def _rights_on(self, contact):
        return self.cases[self.world.thing("Contact", contact)["caseId"]]

    def _sees_tie(self, row):
        ends = [row["to"], *([row["from"]] if "from" in row else [])]
        return self._seen(row, self.cases[row["caseId"]].class_of_contact(*ends))

    def _organisation(self, id, depth):
        self._node(id, "ORGANISATION", depth, self.world.thing("Organisation", id)["name"])

    def _detention(self):
        found = []
        for row in self.world.where("Detention", "person", self.person):
            states = [
                state
                for state in self.world.where("DetentionState", "detention", row["id"])
                if self._seen(state, "COURSE", form="FIELD")
            ]
            if self._seen(row, "COURSE", form="FIELD") and any(known(state, self.known) for state in states):
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

    def _node(self, id, kind, depth, name):
        self.nodes.setdefault(id, (kind, depth, name))

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
            rights = self.cases[row["caseId"]]
            if not rights.sees_involvement(row):
                continue
            self._organisation(organisation, 1)
            holder = position["professional"] if position else organisation
            if position:
                self._node(holder, "PROFESSIONAL", 1, rights.name_of_professional(holder))
                state = self.state(world.where("PositionState", "position", position["id"]))
                function = state and state["function"]
                self._edge("WORKS_AT", (holder, organisation), function, state, "PositionState")
            self._edge("INVOLVED", (holder, person), row["role"], row, "Involvement")
        for row in self._of_cases("Tie"):
            if "from" not in row and self._belongs("Tie", row) and self._sees_tie(row):
                self._contact(row["to"], 1)
                self._edge("TIE", (person, row["to"]), row["kind"], row, "Tie")
        for row in self._of_cases("Stay"):
            theirs = world.thing("Detention", row["detention"])["person"] == person
            if theirs and self._seen(row, "COURSE") and self._belongs("Stay", row, row["prison"]):
                self._organisation(row["prison"], 1)
                self._edge("STAYS_AT", (person, row["prison"]), self.cases[row["caseId"]].regime(row), row, "Stay")
        for row in self._of_cases("Residence"):
            seen = row["person"] == person and self._seen(row, "COURSE")
            if seen and self._belongs("Residence", row, row["municipality"]):
                self._organisation(row["municipality"], 1)
                self._edge("RESIDES", (person, row["municipality"]), row["kind"], row, "Residence")
        for row in self._interventions():
            self._node(row["offer"], "OFFER", 1, world.thing("ServiceOffer", row["offer"])["name"])
            self._edge("INTERVENTION", (person, row["offer"]), row["status"], row, "Intervention")

    def _interventions(self):
        for row in self._of_cases("Intervention"):
            provider = self.world.thing("ServiceOffer", row["offer"])["organisation"]
            seen = row["person"] == self.person and self.cases[row["caseId"]].sees_intervention(row)
            if seen and self._belongs("Intervention", row, provider):
                yield row

    def _second(self):
        world = self.world
        near = {id for id, (kind, _, _) in self.nodes.items() if kind == "CONTACT"}
        for row in self._of_cases("Tie"):
            touches = "from" in row and near & {row["from"], row["to"]}
            if touches and self._belongs("Tie", row) and self._sees_tie(row):
                self._contact(row["from"], 2)
                self._contact(row["to"], 2)
                self._edge("TIE", (row["from"], row["to"]), row["kind"], row, "Tie")
        for professional in [id for id, (kind, _, _) in self.nodes.items() if kind == "PROFESSIONAL"]:
            for position in world.where("Position", "professional", professional):
                state = self.state(world.where("PositionState", "position", position["id"]))
                if state and self._belongs("PositionState", state, position["organisation"]):
                    self._organisation(position["organisation"], 2)
                    ends = (professional, position["organisation"])
                    self._edge("WORKS_AT", ends, state["function"], state, "PositionState")
        for row in self._interventions():
            provider = world.thing("ServiceOffer", row["offer"])["organisation"]
            self._organisation(provider, 2)
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
                    self._organisation(organisation, 3)
                self._edge("AGREEMENT", ends, row["kind"], row, "Agreement")
        for municipality in shown:
            row = self.world.thing("Organisation", municipality)
            if row["kind"] != "MUNICIPALITY":
                continue
            for region in row.get("regions", ()):
                self._node(region, "REGION", 3, self.world.thing("Region", region)["name"])
                self._edge("IN_REGION", (municipality, region))
            sides = [link["to"] for link in self.world.where("Neighbour", "from", municipality)]
            sides += [link["from"] for link in self.world.where("Neighbour", "to", municipality)]
            for side in filter(self._right_kind, sides):
                self._organisation(side, 3)
                self._edge("NEIGHBOUR", tuple(sorted((municipality, side))))

    def _organisations(self):
        return {id for id, (kind, _, _) in self.nodes.items() if kind == "ORGANISATION"}

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
