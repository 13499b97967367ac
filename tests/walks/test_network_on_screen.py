"""The network in the terminal and as JSON."""

import io
from dataclasses import replace

import orjson
import pytest
from rich.cells import cell_len
from rich.console import Console

from api.cli.network import as_data
from api.cli.network_table import show, show_persons
from api.cli.typed_words import typed_words as _words
from graph.errors import InputError
from graph.guards import Guard
from graph.model.words import ROLES
from graph.networks import network_of
from graph.networks_questions import Question
from graph.networks_shape import Status
from graph.persons import persons_by_id, persons_found


def _shown(width, print_to):
    console = Console(file=io.StringIO(), width=width, color_system=None)
    print_to(console)
    return console.file.getvalue()


async def _network(plot, **asked):
    return await network_of(Guard(plot.store, plot.actor("adviser"), plot.clock), plot.ids["anton"], Question(**asked))


async def test_it_fits_in_80_columns_and_names_everybody(plot):
    network = await _network(plot, depth=3, statuses=tuple(Status))
    text = _shown(80, lambda console: show(network, plot.actor("adviser"), console))
    assert max(map(cell_len, text.splitlines())) <= 80
    for word in (
        "Anton in 't Veld",
        "manager, case manager",
        "Prison, prison",
        "Els, partner",
        "unconfirmed",
        "planned",
    ):
        assert word in text
    assert "person reads: supports" in text
    assert "Stad covers aftercare for Dorp" in text
    assert "Neighbouring municipalities" in text
    assert "Invented: no person" in text


async def test_wide_names_markup_and_missing_names_do_not_break_it(plot):
    network = await _network(plot)
    odd = ("囚人の友達の長い名前" * 4, "[bold]x[/bold] [/]", "🙂" * 60, None)
    nodes = tuple(replace(node, name=odd[place % 4]) for place, node in enumerate(network.nodes))
    text = _shown(80, lambda console: show(replace(network, nodes=nodes), None, console))
    assert max(map(cell_len, text.splitlines())) <= 80
    assert "[bold]x[/bold]" in text
    assert "name unknown" in text


async def test_a_part_says_that_it_is_one(plot):
    network = await _network(plot, maximum=3)
    assert "only 3 of" in _shown(80, lambda console: show(network, None, console))


async def test_json_holds_the_same_and_can_be_read_back(plot):
    network = await _network(plot, depth=3)
    data = orjson.loads(orjson.dumps(as_data(network)))
    assert data["invented"] is True
    assert {node["id"] for node in data["nodes"]} == {node.id for node in network.nodes}
    assert {edge["id"] for edge in data["edges"]} == {edge.id for edge in network.edges}
    assert data["at"] == "2026-03-10T12:00:00+01:00"
    assert data["detention"]["expectedEnd"] == "2026-06-01T00:00:00+02:00"
    assert data["nodeCounts"]["PERSON"] == 1


async def test_persons_that_fit_a_search_are_listed_with_their_ids(plot):
    actor = plot.actor("adviser")
    page = await persons_found(Guard(plot.store, actor, plot.clock), search="veld")
    persons = list((await persons_by_id(Guard(plot.store, actor, plot.clock), page.items)).values())
    text = _shown(80, lambda console: show_persons(persons, page.total, console))
    assert page.total == 2
    assert plot.ids["anton"] in text
    assert plot.ids["bas"] in text


def test_words_are_taken_as_people_type_them():
    assert _words("--role", ("case manager", "Mentor", "AFTERCARE-COORDINATOR"), ROLES) == (
        "CASE_MANAGER",
        "MENTOR",
        "AFTERCARE_COORDINATOR",
    )
    with pytest.raises(InputError, match="--role: 'boss' is not known"):
        _words("--role", ("boss",), ROLES)
