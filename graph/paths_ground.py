"""The ground that paths go over: who may be shown to who asks, and how each is tied to the next. Pure, no database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from graph.actors import Actor
from graph.case_records import Party
from graph.model.words import FUNCTIONS
from graph.routes import StepKind, Steps
from graph.sections import Row


@dataclass(frozen=True, slots=True, order=True)
class Agreed:
    """An agreement in force between two organisations; a start of None is unknown (milliseconds UTC)."""

    kind: str
    since: int | None


APART: Final = frozenset({"MEDICAL", "CARE_PROFESSIONAL", "CARE_CONTINUITY_OFFICER", "RISK_DELEGATE"})
"""Functions that are around a person only by an involvement that is shown, not by where they work."""


class Ground:
    """Positions and organisations by id, from rows that were released. A position that has ended is nobody to go to."""

    def __init__(self, actor: Actor, *, named: bool) -> None:
        self._actor, self._named = actor, named
        self._parties: dict[str, Party] = {}
        self._ties: dict[str, set[StepKind]] = {}
        self._agreements: dict[tuple[str, str], dict[str, Agreed]] = {}

    def work_at(self, organisations: Iterable[Row]) -> None:
        """Where who asks works."""
        for one in organisations:
            self._tied(self._organisation(one), StepKind.SAME_ORGANISATION)

    def tie(self, kind: StepKind, rows: Iterable[Row]) -> None:
        """Who asks is tied to whom stands in these rows."""
        for row in rows:
            node = self._holder(row)
            if node is not None and node != self._actor.position:
                self._tied(node, kind)
                if row["organisation"]["id"] == self._actor.organisation:
                    self._tied(node, StepKind.SAME_ORGANISATION)

    def agree(self, rows: Iterable[Row]) -> None:
        """Organisations with agreements in force."""
        for row in rows:
            a, b = self._organisation(row["a"]), self._organisation(row["b"])
            for pair in ((a, b), (b, a)):
                self._agreements.setdefault(pair, {})[row["fact"]] = Agreed(row["kind"], row["since"])

    def goals(
        self,
        wanted: Mapping[str, str | None],
        team: Iterable[Row],
        places: Iterable[Row],
        staff: Iterable[Row],
    ) -> frozenset[str]:
        """Who or what is `wanted` (professional, function or organisation) and around the person, by these rows.

        Around are the team, the organisations of the team and of `places`, and who works there, without APART.
        """
        team = list(team)
        around = {self._organisation(row["organisation"]) for row in (*team, *places)}
        if wanted["organisation"] is not None:
            return frozenset(around & {wanted["organisation"]})
        found: set[str] = set()
        there = [one for one in staff if one["organisation"]["id"] in around and one["function"] not in APART]
        for row in (*team, *there):
            said = {row["function"], row.get("role")}
            fits = wanted["function"] in said if wanted["function"] else False
            if row["position"] and (fits or row["professional"]["id"] == wanted["professional"]):
                found.add(self._holder(row) or "")
        return frozenset(found - {"", self._actor.position})

    def holders(self, rows: Iterable[Row]) -> frozenset[str]:
        """The nodes that stand in these rows."""
        return frozenset(filter(None, map(self._holder, rows)))

    def steps(self, goals: Iterable[str]) -> Steps:
        """From each node the next ones. Colleagues are stepped to only where they are a goal: they lead nowhere."""
        at_work = frozenset({StepKind.SAME_ORGANISATION})
        there: dict[str, set[str]] = {}
        for goal in goals:
            party = self._parties[goal]
            if party.position_id and party.organisation_id:
                there.setdefault(party.organisation_id, set()).add(goal)
        steps: dict[str, dict[str, frozenset[StepKind]]] = {}
        for node, party in self._parties.items():
            place = party.organisation_id or ""
            found = {goal: at_work for goal in there.get(place, ()) if goal != node}
            if party.position_id:
                found[place] = at_work
            steps[node] = found
        for (a, b), _ in self._agreements.items():
            steps[a][b] = frozenset({StepKind.AGREEMENT})
        own = dict.fromkeys(there.get(self._actor.organisation, ()), at_work)
        steps[self._actor.position] = own | {node: frozenset(kinds) for node, kinds in self._ties.items()}
        return steps

    def party(self, node: str) -> Party:
        """Who or what a node is."""
        return self._parties[node]

    def agreed(self, a: str, b: str) -> tuple[Agreed, ...]:
        """What two organisations agreed."""
        found = self._agreements.get((a, b), {}).values()
        return tuple(sorted(found, key=lambda one: (one.kind, one.since or 0)))

    def _tied(self, node: str, kind: StepKind) -> None:
        self._ties.setdefault(node, set()).add(kind)

    def _organisation(self, row: Row) -> str:
        self._parties.setdefault(row["id"], Party(None, row["id"], row["name"], row["kind"]))
        return row["id"]

    def _holder(self, row: Row) -> str | None:
        """Who stands in a row; None for a position that has ended, and for another position of who asks."""
        organisation = row["organisation"]
        self._organisation(organisation)
        if row["position"] is None:
            return organisation["id"]
        professional = row["professional"]
        if row["function"] not in FUNCTIONS or professional["id"] == self._actor.professional:
            return None
        name = professional["name"] if self._named else None
        self._parties[row["position"]] = Party(
            None, organisation["id"], organisation["name"], organisation["kind"], row["position"], professional["id"],
            name, row["function"],
        )  # fmt: skip
        return row["position"]
