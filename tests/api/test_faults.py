"""What an answer says when something goes wrong: enough to act on, nothing of the inside, and nothing in the log."""

import asyncio
import logging
from typing import Any

import pytest
from graphql import GraphQLError, GraphQLSyntaxError, Source

from api.faults import BUG, coded, report
from graph.engine import Connection
from graph.errors import AccessError, InputError, StoreUnavailableError
from graph.staff import StaffPosition, staff
from graph.store import Store

NAME = "Jan van der Berg"


def raised(error: Exception) -> GraphQLError:
    """The error as GraphQL hands it on from a resolver."""
    try:
        raise error
    except Exception as caught:
        return GraphQLError(str(caught), path=["person"], original_error=caught)


@pytest.mark.parametrize(
    ("error", "message", "code"),
    [
        (raised(ValueError(NAME)), BUG, "INTERNAL"),
        (raised(StoreUnavailableError("the database does not answer")), "the database does not answer", "UNAVAILABLE"),
        (raised(InputError("depth is 9", "ask for less")), "depth is 9: ask for less", "INVALID_VALUE"),
        (raised(AccessError("nobody is signed in")), "nobody is signed in", "REFUSED"),
        (GraphQLError("Cannot query field"), "Cannot query field", "INVALID_DOCUMENT"),
        (GraphQLSyntaxError(Source("{"), 1, "x"), "Syntax Error: x", "SYNTAX_ERROR"),
        (GraphQLError("own", extensions={"code": "TOO_MUCH"}), "own", "TOO_MUCH"),
    ],
)
def test_an_error_has_a_code_and_shows_no_more_than_a_client_can_use(
    error: GraphQLError, message: str, code: str
) -> None:
    shown = coded(error)
    assert (shown.message, (shown.extensions or {})["code"]) == (message, code)
    assert shown.path == error.path


def test_a_bug_stays_hidden_however_deep_it_is_wrapped() -> None:
    assert coded(GraphQLError("outer", original_error=raised(KeyError(NAME)))).message == BUG


def test_a_bug_is_logged_by_its_kind_and_place_without_what_it_says(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        report([raised(ValueError(NAME)), raised(AccessError("expected")), GraphQLError(f"about {NAME}")])
    (line,) = [record.getMessage() for record in caplog.records]
    assert line.startswith("ValueError in a resolver: raised:")
    assert NAME not in caplog.text


async def test_without_a_database_it_lives_but_is_not_ready(small: Any, serve_as: Any, connection: Connection) -> None:
    async with Store.open(connection.uri, connection.user, connection.password, connection.database) as store:
        pass  # closed here, as after a lost connection
    gone = type(small)(store, small.folder, small.clock)
    async with serve_as(gone) as served:
        live, ready = await served.http.get("/livez"), await served.http.get("/readyz")
        asked = await served.http.post("/graphql", json={"query": "{ me { id } }"}, headers=served.headers("x"))
    assert (live.status_code, ready.status_code, asked.status_code) == (200, 503, 503)
    assert ready.json()["reason"] == "DATABASE"
    assert asked.json()["errors"][0]["extensions"]["code"] == "UNAVAILABLE"


async def test_answers_to_many_at_once_are_not_mixed_up(served: Any, busiest: StaffPosition) -> None:
    others = await staff(served.world.store, served.world.clock, limit=12)
    positions = [busiest, *others] * 4
    text = "{ me { id actingPosition } persons(first: 100) { ... on PersonConnection { edges { node { id } } } } }"

    async def asked(position: StaffPosition) -> tuple[str, frozenset[str]]:
        data = await served.data(text, served.acting(position))
        assert data["me"] == {"id": position.professional, "actingPosition": position.position}
        return position.position, frozenset(edge["node"]["id"] for edge in data["persons"]["edges"])

    alone = dict([await asked(position) for position in [busiest, *others]])
    together = await asyncio.gather(*(asked(position) for position in positions))
    assert all(alone[position] == seen for position, seen in together)
    assert len(set(alone.values())) > 1
