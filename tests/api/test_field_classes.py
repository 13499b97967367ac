"""Every field has its class, where a front-end can read it; what has none stops the server."""

from typing import Any

import pytest
import strawberry
from graphql import GraphQLObjectType, build_schema

from api.schema import schema, sdl
from api.schema.field_class import EACH, WHOLE, classify
from graph.staff import StaffPosition

OBJECTS = {
    name: one
    for name, one in build_schema(sdl()).type_map.items()
    if isinstance(one, GraphQLObjectType) and not name.startswith("__")
}


def test_every_field_shows_its_classes_in_the_file() -> None:
    bare = [
        f"{name}.{field_name}"
        for name, one in OBJECTS.items()
        for field_name, field in one.fields.items()
        if not field.ast_node or [directive.name.value for directive in field.ast_node.directives].count("class") != 1
    ]
    assert bare == []


def test_the_table_names_no_type_or_field_that_is_not_there() -> None:
    assert (set(WHOLE) | set(EACH)) - set(OBJECTS) - {"Declined", "Node", "Organisation"} == set(), "but interfaces"
    gone = [f"{name}.{field}" for name, fields in EACH.items() for field in fields if field not in OBJECTS[name].fields]
    assert gone == []


def test_a_field_without_a_class_stops_the_server() -> None:
    @strawberry.type
    class Query:
        me: str = ""

    @strawberry.type
    class Person:
        id: strawberry.ID
        shoe_size: int

    with pytest.raises(RuntimeError, match=r"fields without a class: Person\.shoeSize"):
        classify(strawberry.Schema(query=Query, types=[Person]))


def test_the_schema_that_is_served_passes() -> None:
    classify(schema)


async def test_what_is_withheld_says_which_fields_and_whom_to_ask(served: Any, busiest: StaffPosition) -> None:
    text = """{ persons(first: 1) { ... on PersonConnection { edges { node { withheld { class }
        cases { withheld { class fields reason rule ask english dutch case } id } } } } } }"""
    (edge,) = (await served.data(text, served.acting(busiest)))["persons"]["edges"]
    case = edge["node"]["cases"][0]
    assert edge["node"]["withheld"] == []
    assert case["withheld"] == [
        {
            "class": "HEALTH",
            "fields": ["director", "team"],
            "reason": "HEALTH_SECRECY",
            "rule": "5-health-secrecy",
            "ask": case["withheld"][0]["ask"],
            "english": case["withheld"][0]["english"],
            "dutch": case["withheld"][0]["dutch"],
            "case": case["id"],
        }
    ]


async def test_on_the_screening_list_the_fields_of_the_form_are_not_called_withheld(
    served: Any, busiest: StaffPosition
) -> None:
    text = """{ persons(first: 1) { ... on PersonConnection { edges { node { name birthDate prison { id }
        withheld { class fields reason } } } } } }"""
    (edge,) = (await served.data(text, served.acting(busiest, "SCREENING")))["persons"]["edges"]
    assert edge["node"]["name"]
    assert (edge["node"]["birthDate"], edge["node"]["prison"]) == (None, None)
    assert {"class": "IDENTITY", "fields": ["birthDate"], "reason": "PURPOSE_MISMATCH"} in edge["node"]["withheld"]
