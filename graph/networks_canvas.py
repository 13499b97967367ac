"""Nodes and edges while a network is being drawn: each node once, at its smallest depth, each edge once."""

from collections.abc import Iterable
from typing import Any

from graph.networks_periods import Record, at_moment, expected_end, status_of, touches
from graph.networks_questions import Question
from graph.networks_shape import EdgeKind, NetworkDetention, NetworkEdge, NetworkNode, NodeKind, Reading

_RECORD_OF = {
    EdgeKind.INVOLVED: "Involvement",
    EdgeKind.TIE: "Tie",
    EdgeKind.STAYS_AT: "Stay",
    EdgeKind.RESIDES: "Residence",
    EdgeKind.INTERVENTION: "Intervention",
    EdgeKind.WORKS_AT: "PositionState",
    EdgeKind.AGREEMENT: "Agreement",
}


class Canvas:
    """What has been drawn so far, and what the question lets through."""

    def __init__(
        self,
        question: Question,
        at: int,
        detention: NetworkDetention | None,
        frames: dict[str, str],
        confirmed: dict[str, int],
    ) -> None:
        self.nodes: dict[str, NetworkNode] = {}
        self.edges: dict[str, NetworkEdge] = {}
        self._question = question
        self._at = at
        self._statuses = question.wanted_statuses
        self._detention = detention
        self._frames = frames
        self._confirmed = confirmed

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

    def contact(self, row: Record, depth: int) -> None:
        """Draw a contact, by the name used at the moment looked at."""
        state = at_moment(row["states"], self._at)
        self.node(row["id"], NodeKind.CONTACT, depth, name=state["name"] if state else None)

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
                source=record["source"],
                readings=_latest(record.get("readings", ())),
                **own,
            )
        )

    def _add(self, edge: NetworkEdge) -> None:
        self.edges.setdefault(edge.id, edge)

    def _confirmed_at(self, record: Record) -> int | None:
        return self._confirmed.get(record["fact"]) if record["caseId"] else record.get("confirmed")


def _latest(rows: Iterable[Record]) -> tuple[Reading, ...]:
    """The latest reading of each reader, the person's first."""
    latest: dict[str, Record] = {}
    for row in sorted(rows, key=lambda row: (row["readOn"] or row["validFrom"] or 0, row["recordedAt"], row["fact"])):
        latest[row["reader"]] = row
    return tuple(
        Reading(reader=row["reader"], quality=row["quality"], read_at=row["readOn"], by=row["by"])
        for _, row in sorted(latest.items())
    )
