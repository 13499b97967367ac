"""From what the statement found to the network, ring by ring: what belongs, and at which depth. Pure."""

from collections import Counter
from collections.abc import Iterator
from operator import itemgetter

from graph.directions import lapsed_at
from graph.names import full_name
from graph.networks_canvas import Canvas
from graph.networks_periods import Record, at_moment, detention_in_view
from graph.networks_questions import Question
from graph.networks_shape import EdgeKind, Network, NetworkCase, NodeKind
from graph.withholding import Withheld

_NODE_ORDER = {kind: place for place, kind in enumerate(NodeKind)}
_EDGE_ORDER = {kind: place for place, kind in enumerate(EdgeKind)}


def draw(
    person: str, row: Record, question: Question, moments: tuple[int, int], withheld: tuple[Withheld, ...]
) -> Network:
    """The network in the columns of NETWORK_OF that may be shown, by the definition in `docs/network.md`.

    `moments` are those looked at and known at.
    """
    at, known_at = moments
    name = at_moment(row["names"], at)
    detention = detention_in_view([r for r in row["course"] if r["organisation"] is None], at)
    frames = {case["id"]: case["frame"] for case in row["cases"]}
    confirmed = {one["fact"]: one["latest"] for one in row["confirmations"]}
    disputed = frozenset(row["disputed"])
    canvas = Canvas(
        question, at, detention, frames=frames, confirmed=confirmed, disputed=disputed, contacts=row["contacts"]
    )
    positions = _positions(row["positions"], at)

    canvas.node(person, NodeKind.PERSON, 0, name=full_name(name) if name else None)
    _first_ring(canvas, row, question, person, positions)
    if question.depth >= 2:
        _second_ring(canvas, row, positions)
    if question.depth >= 3:
        _third_ring(canvas, row)

    nodes = sorted(canvas.nodes.values(), key=lambda node: (node.depth, _NODE_ORDER[node.kind], node.id))
    edges = sorted(canvas.edges.values(), key=lambda edge: (edge.depth, _EDGE_ORDER[edge.kind], edge.id))
    kept = {node.id for node in nodes[: question.maximum]}
    return Network(
        person_id=person,
        at=at,
        known_at=known_at,
        depth=question.depth,
        cases=tuple(_case(case, row["directions"], at) for case in sorted(row["cases"], key=itemgetter("id"))),
        detention=detention,
        nodes=tuple(nodes[: question.maximum]),
        edges=tuple(edge for edge in edges if edge.from_id in kept and edge.to_id in kept),
        withheld=withheld,
        truncated=len(nodes) > question.maximum,
        node_counts=dict(Counter(node.kind for node in nodes)),
        edge_counts=dict(Counter(edge.kind for edge in edges)),
    )


def _case(row: Record, records: list[Record], at: int) -> NetworkCase:
    own = [record for record in records if record["caseId"] == row["id"]]
    direction = at_moment([record for record in own if record["organisation"]], at)
    ended = lapsed_at(direction["served"], direction["validFrom"], at) if direction else None
    director = direction and ((direction["professional"] if ended is None else None) or direction["organisation"])
    state = at_moment([record for record in own if record["status"]], at)
    return NetworkCase(
        id=row["id"],
        kind=row["kind"],
        frame=row["frame"],
        status=state["status"] if state else None,
        director_id=director["id"] if director else None,
        director_name=director["name"] if director else None,
        directed_since=(direction["validFrom"] if ended is None else ended) if direction else None,
    )


def _positions(rows: list[Record], at: int) -> dict[str, Record]:
    """Positions by id, each with the state that counts; the statement gives a row for every state."""
    states: dict[str, list[Record]] = {}
    for row in rows:
        states.setdefault(row["id"], []).extend([row["state"]] if row["state"] else [])
    return {row["id"]: {**row, "state": at_moment(states[row["id"]], at)} for row in rows}


def _first_ring(canvas: Canvas, row: Record, question: Question, person: str, positions: dict[str, Record]) -> None:
    """Contacts, involvements with professional and organisation, prison, municipalities, offers."""
    for record in row["team"]:
        if question.roles is not None and record["role"] not in question.roles:
            continue
        if canvas.lets_through(EdgeKind.INVOLVED, record, record["organisation"]):
            _involvement(canvas, record, person, positions)
    for record in row["ties"]:
        if record["from"] is None and canvas.lets_through(EdgeKind.TIE, record):
            canvas.contact(record["to"], 1)
            readings = canvas.readings(record["to"])
            canvas.record(EdgeKind.TIE, record, (person, record["to"]), 1, role=record["kind"], readings=readings)
    for record in row["course"]:
        if record["organisation"] is not None:
            _at_organisation(canvas, EdgeKind.STAYS_AT, record, person, record["regime"])
    for record in row["places"]:
        if (offer := record["offer"]) is None:
            _at_organisation(canvas, EdgeKind.RESIDES, record, person, record["kind"])
        elif canvas.lets_through(EdgeKind.INTERVENTION, record, record["organisation"]):
            canvas.node(offer["id"], NodeKind.OFFER, 1, name=offer["name"], offer_kind=offer["kind"])
            canvas.record(EdgeKind.INTERVENTION, record, (person, offer["id"]), 1, role=record["status"])


def _at_organisation(canvas: Canvas, kind: EdgeKind, record: Record, person: str, role: str) -> None:
    if canvas.lets_through(kind, record, record["organisation"]):
        canvas.organisation(record["organisation"], 1)
        canvas.record(kind, record, (person, record["organisation"]["id"]), 1, role=role)


def _involvement(canvas: Canvas, record: Record, person: str, positions: dict[str, Record]) -> None:
    organisation, professional = record["organisation"], record["professional"]
    canvas.organisation(organisation, 1)
    own = {"role": record["role"], "position_id": record["positionId"], "organisation_id": organisation["id"]}
    if professional is None:
        canvas.record(EdgeKind.INVOLVED, record, (organisation["id"], person), 1, **own)
        return
    position = positions[record["positionId"]]
    function = position["state"]["function"] if position["state"] else None
    canvas.node(professional["id"], NodeKind.PROFESSIONAL, 1, name=professional["name"], function=function)
    canvas.record(EdgeKind.INVOLVED, record, (professional["id"], person), 1, **own)
    _works_at(canvas, position, 1)


def _works_at(canvas: Canvas, position: Record, depth: int) -> None:
    ends = position["professional"], position["organisation"]["id"]
    own = {"id": position["id"], "position_id": position["id"], "organisation_id": ends[1]}
    if position["state"] is None:
        canvas.structure(EdgeKind.WORKS_AT, ends, depth, **own)
    else:
        canvas.record(EdgeKind.WORKS_AT, position["state"], ends, depth, role=position["state"]["function"], **own)


def _second_ring(canvas: Canvas, row: Record, positions: dict[str, Record]) -> None:
    """Ties between contacts, where else the professionals work, providers, agreements between what is shown."""
    contacts = {node.id for node in canvas.nodes.values() if node.kind is NodeKind.CONTACT}
    for record in row["ties"]:
        ends = record["from"], record["to"]
        if record["from"] and contacts.intersection(ends) and canvas.lets_through(EdgeKind.TIE, record):
            canvas.contact(record["from"], 2)
            canvas.contact(record["to"], 2)
            canvas.record(EdgeKind.TIE, record, ends, 2, role=record["kind"])
    for position in positions.values():
        state, organisation = position["state"], position["organisation"]
        if position["professional"] not in canvas.nodes or state is None:
            continue
        if canvas.lets_through(EdgeKind.WORKS_AT, state, organisation):
            canvas.organisation(organisation, 2)
            _works_at(canvas, position, 2)
    for record in row["places"]:
        if record["offer"] and record["offer"]["id"] in canvas.nodes and canvas.right_kind(record["organisation"]):
            canvas.organisation(record["organisation"], 2)
            canvas.structure(EdgeKind.OFFERS, (record["organisation"]["id"], record["offer"]["id"]), 2)
    for record, ends in _agreements(canvas, row):
        if all(end["id"] in canvas.nodes for end in ends):
            _agreement(canvas, record, ends, 2)


def _third_ring(canvas: Canvas, row: Record) -> None:
    """Organisations one agreement away, neighbours and regions of the municipalities; never persons."""
    shown = set(canvas.nodes)
    for record, ends in _agreements(canvas, row):
        if sum(end["id"] in shown for end in ends) == 1 and all(map(canvas.right_kind, ends)):
            for end in ends:
                canvas.organisation(end, 3)
            _agreement(canvas, record, ends, 3)
    for found in row["surroundings"]:
        municipality, place = found["municipality"], found["place"]
        if municipality not in shown:
            continue
        if found["side"] == "IN_REGION":
            canvas.node(place["id"], NodeKind.REGION, 3, name=place["name"], region_kind=place["kind"])
            canvas.structure(EdgeKind.IN_REGION, (municipality, place["id"]), 3)
        elif canvas.right_kind(place):
            canvas.organisation(place, 3)
            first, second = sorted((municipality, place["id"]))
            canvas.structure(EdgeKind.NEIGHBOUR, (first, second), 3)


def _agreements(canvas: Canvas, row: Record) -> Iterator[tuple[Record, tuple[Record, Record]]]:
    """Agreements that are let through, with two ends: from who covers to who is covered, else from the smaller id."""
    for record in row["agreements"]:
        parts = record["aPart"], record["bPart"]
        if parts == ("COVERED", "COVERED") or not canvas.lets_through(EdgeKind.AGREEMENT, record):
            continue
        first, second = record["a"], record["b"]
        turned = parts[1] == "COVERS" if "COVERS" in parts else second["id"] < first["id"]
        yield record, (second, first) if turned else (first, second)


def _agreement(canvas: Canvas, record: Record, ends: tuple[Record, Record], depth: int) -> None:
    first, second = ends[0]["id"], ends[1]["id"]
    id = f"{record['fact']}:{first}:{second}"
    canvas.record(EdgeKind.AGREEMENT, record, (first, second), depth, id=id, role=record["kind"])
