"""A picture of one person's network as SVG: the person in the middle, people around, their organisations outside."""

from collections import defaultdict
from dataclasses import dataclass
from math import cos, pi, sin
from xml.etree import ElementTree as ET

from graph.networks_shape import EdgeKind, Network, NetworkEdge, NetworkNode, NodeKind, Status
from graph.times import day_of

WIDTH, HEIGHT = 1200, 860
_CENTRE = (WIDTH / 2, HEIGHT / 2 - 10)
_INNER, _OUTER = (215.0, 185.0), (365.0, 330.0)

_COLOURS = {
    "PRISON": "#8a5a44",
    "PROBATION": "#2f6f9f",
    "MUNICIPALITY": "#3f7f4f",
    "CARE_PROVIDER": "#9b4f96",
    "SAFETY_HOUSE": "#b5852a",
    "VOLUNTEER": "#4f8f8b",
    "HOUSING": "#6f6f2f",
}
_PAPER = "#fbfaf7"
_OTHER_COLOUR, _PERSON_COLOUR, _CONTACT_COLOUR = "#5f6673", "#b3362b", "#d08a2d"
_DASHES = {Status.PLANNED: "2 5", Status.EXPIRED: "7 5", Status.ENDED: "1 6"}


@dataclass(frozen=True, slots=True)
class _Place:
    x: float
    y: float
    angle: float


def network_svg(network: Network) -> str:
    """The network as one SVG document that stands alone and says that it is invented.

    Equal networks give equal text. Lines are dashed where a tie is planned or not confirmed in time, dotted where it
    ended. Colour goes by kind of organisation, and every node also carries its name, so nothing hangs on colour alone.
    """
    nodes = {node.id: node for node in network.nodes}
    groups = _groups(network)
    places = _places(network, groups)
    svg = ET.Element(
        "svg", xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH} {HEIGHT}", role="img", width=str(WIDTH)
    )
    name = nodes[network.person_id].name or network.person_id
    ET.SubElement(svg, "title").text = f"The network around {name} (invented)"
    ET.SubElement(svg, "rect", width="100%", height="100%", fill=_PAPER)
    for edge in network.edges:
        if edge.from_id in places and edge.to_id in places:
            _line(svg, edge, places)
    for id_, place in places.items():
        _mark(svg, nodes[id_], place, _colour(nodes[id_], nodes, groups))
    _caption(svg, name, network)
    ET.indent(svg)
    return ET.tostring(svg, encoding="unicode") + "\n"


def _groups(network: Network) -> dict[str, str]:
    """Each professional's and offer's organisation: the one it is involved for, works at or is offered by."""
    groups: dict[str, str] = {}
    for edge in network.edges:
        if edge.kind is EdgeKind.INVOLVED and edge.organisation_id and edge.organisation_id != edge.from_id:
            groups.setdefault(edge.from_id, edge.organisation_id)
    for edge in network.edges:
        if edge.kind is EdgeKind.WORKS_AT:
            groups.setdefault(edge.from_id, edge.to_id)
        elif edge.kind is EdgeKind.OFFERS:
            groups.setdefault(edge.to_id, edge.from_id)
    return groups


def _places(network: Network, groups: dict[str, str]) -> dict[str, _Place]:
    """Where each node stands: members of one organisation side by side, the organisation behind them."""
    shown = {node.id for node in network.nodes}
    members: dict[str, list[str]] = defaultdict(list)
    contacts: list[str] = []
    alone: list[str] = []
    for node in network.nodes:
        if node.id == network.person_id:
            continue
        if node.kind is NodeKind.CONTACT:
            contacts.append(node.id)
        elif groups.get(node.id) in shown:
            members[groups[node.id]].append(node.id)
        else:
            alone.append(node.id)
    slots: list[tuple[str, bool]] = [(id_, True) for id_ in contacts]
    for id_ in alone:
        slots.extend((member, True) for member in members.get(id_, []))
        if not members.get(id_):
            slots.append((id_, False))
    places = {network.person_id: _Place(*_CENTRE, 0.0)}
    for index, (id_, inner) in enumerate(slots):
        places[id_] = _on_ring(2 * pi * index / len(slots) - pi / 2, _INNER if inner else _OUTER)
    for id_, inside in members.items():
        angles = [places[member].angle for member in inside if member in places]
        places[id_] = _on_ring(sum(angles) / len(angles), _OUTER)
    return places


def _on_ring(angle: float, radius: tuple[float, float]) -> _Place:
    return _Place(_CENTRE[0] + radius[0] * cos(angle), _CENTRE[1] + radius[1] * sin(angle), angle)


def _colour(node: NetworkNode, nodes: dict[str, NetworkNode], groups: dict[str, str]) -> str:
    if node.kind is NodeKind.PERSON:
        return _PERSON_COLOUR
    if node.kind is NodeKind.CONTACT:
        return _CONTACT_COLOUR
    organisation = nodes.get(groups.get(node.id, node.id))
    return _COLOURS.get((organisation and organisation.organisation_kind) or "", _OTHER_COLOUR)


def _line(svg: ET.Element, edge: NetworkEdge, places: dict[str, _Place]) -> None:
    start, end = places[edge.from_id], places[edge.to_id]
    structure = edge.kind in {EdgeKind.WORKS_AT, EdgeKind.OFFERS, EdgeKind.AGREEMENT}
    line = ET.SubElement(svg, "line", x1=f"{start.x:.1f}", y1=f"{start.y:.1f}", x2=f"{end.x:.1f}", y2=f"{end.y:.1f}")
    line.set("stroke", "#c9c4b8" if structure else "#7c7a75")
    line.set("stroke-width", "1" if structure else "1.8")
    if edge.status and edge.status in _DASHES:
        line.set("stroke-dasharray", _DASHES[edge.status])


def _mark(svg: ET.Element, node: NetworkNode, place: _Place, colour: str) -> None:
    x, y = f"{place.x:.1f}", f"{place.y:.1f}"
    if node.kind in {NodeKind.PERSON, NodeKind.CONTACT, NodeKind.PROFESSIONAL}:
        radius = "17" if node.kind is NodeKind.PERSON else "9"
        ET.SubElement(svg, "circle", cx=x, cy=y, r=radius, fill=colour, stroke=_PAPER)
    else:
        ET.SubElement(
            svg, "rect", x=f"{place.x - 9:.1f}", y=f"{place.y - 9:.1f}", width="18", height="18", rx="4", fill=colour
        )
    right = cos(place.angle) >= 0
    below = 30 if node.kind is NodeKind.PERSON else 4
    shift = 0 if node.kind is NodeKind.PERSON else (14 if right else -14)
    label = ET.SubElement(svg, "text", x=f"{place.x + shift:.1f}", y=f"{place.y + below:.1f}")
    label.set("font-family", "system-ui, sans-serif")
    for key, value in (("paint-order", "stroke"), ("stroke", _PAPER), ("stroke-width", "3")):
        label.set(key, value)  # a margin around the letters, so that lines do not run through them
    label.set("font-size", "15" if node.kind is NodeKind.PERSON else "12")
    label.set("text-anchor", "middle" if node.kind is NodeKind.PERSON else "start" if right else "end")
    label.text = _shortened(node.name or "name unknown")
    if node.function:
        second = ET.SubElement(label, "tspan", x=label.get("x", "0"), dy="14", fill="#6d6a64")
        second.set("font-size", "10.5")
        second.text = node.function.replace("_", " ").lower()


def _shortened(text: str, longest: int = 34) -> str:
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _caption(svg: ET.Element, name: str, network: Network) -> None:
    lines = (
        f"The network around {name} on {day_of(network.at):%d-%m-%Y}",
        "All invented (verzonnen). Solid: current; dashed: not confirmed lately; dotted: planned or over.",
    )
    for index, text in enumerate(lines):
        line = ET.SubElement(svg, "text", x="24", y=str(34 + 22 * index), fill="#3a3833")
        line.set("font-family", "system-ui, sans-serif")
        line.set("font-size", "19" if index == 0 else "13")
        line.text = text
