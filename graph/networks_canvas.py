"""Nodes and edges while a network is being drawn: each node once, at its smallest depth, each edge once."""

from typing import Any

from graph.networks_periods import Record, at_moment, expected_end, status_of, touches
from graph.networks_questions import Question
from graph.networks_shape import EdgeKind, NetworkDetention, NetworkEdge, NetworkNode, NodeKind, Reading, Status

_RECORD_OF = {
    EdgeKind.INVOLVED: "Involvement",
    EdgeKind.TIE: "Tie",
    EdgeKind.STAYS_AT: "Stay",
    EdgeKind.RESIDES: "Residence",
    EdgeKind.INTERVENTION: "Intervention",
    EdgeKind.WORKS_AT: "PositionState",
    EdgeKind.AGREEMENT: "Agreement",
}


_IN_FORCE = frozenset({Status.CURRENT, Status.EXPIRED})


class Canvas:
    """What has been drawn so far, and what the question lets through."""

    def __init__(
        self,
        question: Question,
        at: int,
        detention: NetworkDetention | None,
        *,
        frames: dict[str, str],
        confirmed: dict[str, int],
        disputed: frozenset[str],
        contacts: list[Record],
    ) -> None:
        self.nodes: dict[str, NetworkNode] = {}
        self.edges: dict[str, NetworkEdge] = {}
        self._question = question
        self._at = at
        self._statuses = question.wanted_statuses
        self._detention = detention
        self._frames = frames
        self._confirmed = confirmed
        self._disputed = disputed
        self._said_of: dict[str, list[Record]] = {}
        for record in contacts:
            self._said_of.setdefault(record["contact"], []).append(record)

    def lets_through(self, kind: EdgeKind, record: Record, organisation: Record | None = None) -> bool:
        """Whether a record passes what the question says of statuses, phase and kinds of organisation."""
        phase = self._question.phase
        status = status_of(_RECORD_OF[kind], record, self._at, self._confirmed_at(record))
        return (
            (organisation is None or self.right_kind(organisation))
            and status in self._statuses
            and (phase is None or touches(phase, record, expected_end(record, self._detention), self._detention))
        )

    def right_kind(self, organisation: Record) -> bool:
        """Whether the question lets organisations of this kind through."""
        kinds = self._question.organisation_kinds
        return kinds is None or organisation["kind"] in kinds

    def node(self, id: str, kind: NodeKind, depth: int, **label: str | None) -> None:
        """Draw a node, unless it stands already."""
        if id not in self.nodes:
            self.nodes[id] = NetworkNode(id=id, kind=kind, depth=depth, **label)

    def organisation(self, row: Record, depth: int) -> None:
        """Draw an organisation."""
        self.node(row["id"], NodeKind.ORGANISATION, depth, name=row["name"], organisation_kind=row["kind"])

    def contact(self, id: str, depth: int) -> None:
        """Draw a contact, by the name used at the moment looked at."""
        state = at_moment([record for record in self._said_of.get(id, ()) if record["name"]], self._at)
        self.node(id, NodeKind.CONTACT, depth, name=state["name"] if state else None)

    def readings(self, contact: str) -> tuple[Reading, ...]:
        """The latest reading in force of each reader of the tie to a contact, the person's first."""
        latest: dict[str, Record] = {}
        for record in sorted(self._said_of.get(contact, ()), key=_read_at):
            if record["reader"] and status_of("TieReading", record, self._at, None) in _IN_FORCE:
                latest[record["reader"]] = record
        return tuple(
            Reading(reader=record["reader"], quality=record["quality"], read_at=record["readOn"], by=record["by"])
            for _, record in sorted(latest.items())
        )

    def structure(self, kind: EdgeKind, ends: tuple[str, str], depth: int, **own: Any) -> None:
        """Draw an edge that is no record and has no period."""
        if "id" not in own:
            own["id"] = f"{kind}:{ends[0]}:{ends[1]}"
        self._add(NetworkEdge(kind=kind, from_id=ends[0], to_id=ends[1], depth=depth, **own))

    def record(self, kind: EdgeKind, record: Record, ends: tuple[str, str], depth: int, **own: Any) -> None:
        """Draw a record as the edge between two nodes; `own` are fields of the edge that the record does not give."""
        confirmed_at = self._confirmed_at(record)
        case_id = record["caseId"]
        if "id" not in own:
            own["id"] = record["fact"]
        self._add(
            NetworkEdge(
                kind=kind,
                from_id=ends[0],
                to_id=ends[1],
                depth=depth,
                fact=record["fact"],
                case_id=case_id,
                frame=record.get("frame") or self._frames.get(case_id),
                status=status_of(_RECORD_OF[kind], record, self._at, confirmed_at),
                unknown_start=record["validFrom"] is None,
                valid_from=record["validFrom"],
                valid_to=record["validTo"],
                ends_with=record.get("endsWith"),
                expected_end=expected_end(record, self._detention),
                recorded_at=record["recordedAt"],
                last_confirmed_at=confirmed_at,
                disputed=record["fact"] in self._disputed,
                source=record["source"],
                **own,
            )
        )

    def _add(self, edge: NetworkEdge) -> None:
        self.edges.setdefault(edge.id, edge)

    def _confirmed_at(self, record: Record) -> int | None:
        return self._confirmed.get(record["fact"]) if record["caseId"] else record.get("confirmed")


def _read_at(record: Record) -> tuple[int, int, str]:
    return record["readOn"] or record["validFrom"] or 0, record["recordedAt"], record["fact"]
