"""The picture of a network stands alone, names everybody and can be drawn again the same."""

from xml.etree import ElementTree as ET

import pytest

from analytics.pictures import HEIGHT, WIDTH, network_svg
from graph.networks_shape import EdgeKind, Network, NetworkEdge, NetworkNode, NodeKind, Status

SVG = "{http://www.w3.org/2000/svg}"
PERSON = NetworkNode("p", NodeKind.PERSON, 0, "Ada Verzin")
CONTACT = NetworkNode("c", NodeKind.CONTACT, 1, 'Bo "<&>" Verzin')
WORKER = NetworkNode("w", NodeKind.PROFESSIONAL, 1, "Cor Verzin", function="CASE_MANAGER")
PRISON = NetworkNode("o", NodeKind.ORGANISATION, 1, "PI Verzin", organisation_kind="PRISON")
NAMELESS = NetworkNode("n", NodeKind.CONTACT, 1)


def network(*nodes: NetworkNode, edges: tuple[NetworkEdge, ...] = ()) -> Network:
    return Network("p", 1_773_140_400_000, 1_773_140_400_000, 2, (), None, (PERSON, *nodes), edges, (), False, {}, {})


def tie(status: Status) -> NetworkEdge:
    return NetworkEdge("t", EdgeKind.TIE, "p", "c", 1, status=status)


INVOLVED = NetworkEdge("i", EdgeKind.INVOLVED, "w", "p", 1, status=Status.CURRENT, organisation_id="o")
WORKS = NetworkEdge("q", EdgeKind.WORKS_AT, "w", "o", 1)


def texts(svg: str) -> str:
    return " ".join(" ".join(element.itertext()) for element in ET.fromstring(svg).iter(f"{SVG}text"))


def test_everybody_is_named_and_the_picture_says_that_it_is_invented():
    shown = texts(network_svg(network(CONTACT, WORKER, PRISON, NAMELESS, edges=(tie(Status.CURRENT), INVOLVED, WORKS))))
    for name in (
        "Ada Verzin",
        'Bo "<&>" Verzin',
        "Cor Verzin",
        "case manager",
        "PI Verzin",
        "name unknown",
        "invented",
    ):
        assert name in shown


def test_a_person_alone_can_be_drawn():
    assert "Ada Verzin" in texts(network_svg(network()))


@pytest.mark.parametrize("status", [Status.PLANNED, Status.EXPIRED, Status.ENDED])
def test_what_does_not_hold_for_sure_is_not_a_solid_line(status):
    def dashes(svg: str) -> list[str | None]:
        return [line.get("stroke-dasharray") for line in ET.fromstring(svg).iter(f"{SVG}line")]

    assert dashes(network_svg(network(CONTACT, edges=(tie(Status.CURRENT),)))) == [None]
    assert None not in dashes(network_svg(network(CONTACT, edges=(tie(status),))))


def test_equal_networks_give_equal_pictures_within_their_frame():
    crowd = tuple(NetworkNode(f"c{n}", NodeKind.CONTACT, 1, f"Naam {n}") for n in range(40))
    first, second = network_svg(network(*crowd)), network_svg(network(*crowd))
    assert first == second
    for circle in ET.fromstring(first).iter(f"{SVG}circle"):
        assert 0 < float(circle.get("cx", "-1")) < WIDTH
        assert 0 < float(circle.get("cy", "-1")) < HEIGHT


def test_nothing_in_it_comes_from_elsewhere():
    svg = network_svg(network(CONTACT, WORKER, PRISON, edges=(INVOLVED, WORKS)))
    assert "href" not in svg
    assert svg.count("http") == 1  # the name space of SVG itself
