"""Over real HTTP: what is let in, and that nothing that is sent breaks the server."""

from typing import Any

import httpx2
import orjson
import pytest

from graph.settings import Settings
from graph.staff import StaffPosition

ME = "{ me { id purpose actingPosition positions { id } } }"
JSON = {"Content-Type": "application/json"}


def code(response: httpx2.Response) -> str:
    return response.json()["errors"][0]["extensions"]["code"]


async def test_it_lives_and_is_ready(served: Any) -> None:
    live, ready = await served.http.get("/livez"), await served.http.get("/readyz")
    assert (live.status_code, live.json(), ready.status_code, ready.json()) == (
        200,
        {"live": True},
        200,
        {"ready": True},
    )


async def test_readiness_asks_the_database_a_real_question(served: Any) -> None:
    before = served.world.store.statements
    await served.http.get("/readyz")
    assert served.world.store.statements == before + 1


async def test_who_i_am(served: Any, busiest: StaffPosition) -> None:
    data = await served.data(ME, served.acting(busiest))
    assert data["me"]["id"] == busiest.professional
    assert data["me"]["actingPosition"] == busiest.position


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"])
async def test_only_post_is_answered(served: Any, busiest: StaffPosition, method: str) -> None:
    response = await served.http.request(method, "/graphql?query={me{id}}", headers=served.acting(busiest))
    assert (response.status_code, response.headers["allow"]) == (405, "POST")


@pytest.mark.parametrize(
    "content_type",
    (
        "",
        "text/plain",
        "application/graphql",
        "multipart/form-data; boundary=x",
        "application/x-www-form-urlencoded",
        "application/json; charset=latin-1",
        "application/jsonp",
        "application/json, text/plain",
    ),
)
async def test_only_json_is_read(served: Any, busiest: StaffPosition, content_type: str) -> None:
    headers = {**served.acting(busiest), "Content-Type": content_type}
    response = await served.http.post("/graphql", content=orjson.dumps({"query": ME}), headers=headers)
    assert (response.status_code, code(response)) == (415, "WRONG_CONTENT_TYPE")


@pytest.mark.parametrize(
    ("body", "status", "refusal"),
    [
        (b"null", 400, "MALFORMED_REQUEST"),
        (b"\xff", 400, "MALFORMED_JSON"),
        (b"[" * 100_000, 400, "MALFORMED_JSON"),
        (b'[{"query": "{me{id}}"}]', 400, "BATCHING_OFF"),
        (b'{"query": "' + b"a" * 300_000 + b'"}', 413, "TOO_LARGE"),
        (b'{"query": "{me{id}}", "variables": {"x": 9223372036854775808}}', 400, "NUMBER_TOO_LARGE"),
        (b'{"query": "query A {me{id}} query B {me{id}}"}', 400, "UNKNOWN_OPERATION"),
        (b'{"query": "{me{id}}", "operationName": "Nope"}', 400, "UNKNOWN_OPERATION"),
        (b'{"query": "fragment F on Me {id}"}', 400, "UNKNOWN_OPERATION"),
        (b'{"query": "subscription {x}"}', 400, "UNKNOWN_OPERATION"),
    ],
)
async def test_what_cannot_be_answered_is_refused(
    served: Any, busiest: StaffPosition, body: bytes, status: int, refusal: str
) -> None:
    response = await served.http.post("/graphql", content=body, headers={**served.acting(busiest), **JSON})
    assert (response.status_code, code(response)) == (status, refusal)


async def test_a_body_without_announced_length_is_bounded_too(served: Any, busiest: StaffPosition) -> None:
    async def chunks() -> Any:
        for _ in range(100):
            yield b" " * 10_000

    response = await served.http.post("/graphql", content=chunks(), headers={**served.acting(busiest), **JSON})
    assert (response.status_code, code(response)) == (413, "TOO_LARGE")


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("{", "SYNTAX_ERROR"),
        ("{ nonsense }", "INVALID_DOCUMENT"),
        ('{ me(x: "\\ud800") { id } }', "SYNTAX_ERROR"),
        ("{a" * 5_000 + "}" * 5_000, "SYNTAX_ERROR"),
        ("{ me { id " + "id " * 200 + "} }", "TOO_MUCH"),
        ("#" * 150_000 + "\n{ me { id } }", "SYNTAX_ERROR"),
        ('{ network(person: "x", phase: SIDEWAYS) { __typename } }', "INVALID_DOCUMENT"),
        ('{ network(person: "x", depth: ' + "1" * 5_000 + ") { __typename } }", "TOO_MUCH"),
        ('{ network(person: "x", at: 7) { __typename } }', "INVALID_DOCUMENT"),
    ],
)
async def test_what_is_wrong_with_a_document_is_said(
    served: Any, busiest: StaffPosition, text: str, refusal: str
) -> None:
    if text.startswith("#"):
        text = text.replace("#", "#\n", 600)
    answer = await served.ask(text, served.acting(busiest))
    assert "data" not in answer
    assert {one["extensions"]["code"] for one in answer["errors"]} == {refusal}
    assert all(one["message"] and "Traceback" not in one["message"] for one in answer["errors"])


async def test_a_wrong_variable_is_said(served: Any, busiest: StaffPosition) -> None:
    text = 'query Q($d: Int!) { network(person: "x", depth: $d) { __typename } }'
    answer = await served.ask(text, served.acting(busiest), {"d": "deep"})
    assert answer["errors"][0]["extensions"]["code"] == "INVALID_DOCUMENT"
    assert answer["errors"][0]["message"] == "depth: 'deep' is no whole number"


async def test_who_asks_for_the_new_media_type_gets_its_status_codes(served: Any, busiest: StaffPosition) -> None:
    headers = {**served.acting(busiest), "Accept": "application/graphql-response+json"}
    wrong = await served.http.post("/graphql", json={"query": "{"}, headers=headers)
    right = await served.http.post("/graphql", json={"query": ME}, headers=headers)
    assert (wrong.status_code, right.status_code) == (400, 200)
    assert right.headers["content-type"] == "application/graphql-response+json"


@pytest.mark.parametrize(
    "headers",
    [{}, {"Authorization": "Bearer"}, {"Authorization": "Basic eDp5"}, {"Authorization": "Bearer a.b.c"}],
)
async def test_no_token_no_data(served: Any, headers: dict[str, str]) -> None:
    response = await served.http.post("/graphql", json={"query": ME}, headers=headers)
    assert (response.status_code, code(response)) == (401, "UNAUTHENTICATED")
    assert response.headers["www-authenticate"] == "Bearer"


async def test_a_token_in_the_address_does_not_count(served: Any, busiest: StaffPosition) -> None:
    token = served.acting(busiest)["Authorization"].removeprefix("Bearer ")
    response = await served.http.post(f"/graphql?access_token={token}", json={"query": ME})
    assert response.status_code == 401


async def test_the_schema_is_told_without_a_token_and_nothing_beside_it(served: Any) -> None:
    schema = await served.http.post("/graphql", json={"query": "{ __schema { queryType { name } } }"})
    both = await served.http.post("/graphql", json={"query": "{ __typename me { id } }"})
    hidden = await served.http.post("/graphql", json={"query": "{ ...F } fragment F on Query { m: me { id } }"})
    assert schema.json() == {"data": {"__schema": {"queryType": {"name": "Query"}}}}
    assert (both.status_code, hidden.status_code) == (401, 401)


async def test_two_tokens_are_no_token(served: Any, busiest: StaffPosition) -> None:
    pairs = [("Authorization", served.acting(busiest)["Authorization"])] * 2
    response = await served.http.post("/graphql", json={"query": ME}, headers=pairs)
    assert response.status_code == 401


async def test_a_purpose_outside_the_register_is_refused(served: Any, busiest: StaffPosition) -> None:
    for purpose in ("CURIOSITY", "reintegration", "REINTEGRATION,CARE"):
        headers = served.headers(busiest.professional, purpose)
        response = await served.http.post("/graphql", json={"query": ME}, headers=headers)
        assert (response.status_code, code(response)) == (400, "UNKNOWN_PURPOSE")


async def test_several_purposes_are_refused(served: Any, busiest: StaffPosition) -> None:
    pairs = [*served.acting(busiest).items(), ("Casusregie-Purpose", "CARE")]
    response = await served.http.post("/graphql", json={"query": ME}, headers=pairs)
    assert (response.status_code, code(response)) == (400, "UNKNOWN_PURPOSE")


async def test_without_a_purpose_the_answer_says_why_nothing_exists(served: Any, busiest: StaffPosition) -> None:
    answer = await served.ask(ME, served.headers(busiest.professional, position=busiest.position))
    assert answer["data"]["me"]["actingPosition"] is None
    assert answer["extensions"]["notices"][0]["code"] == "NO_PURPOSE"


async def test_a_position_of_somebody_else_does_not_count(served: Any, busiest: StaffPosition) -> None:
    answer = await served.ask(ME, served.headers(busiest.professional, "REINTEGRATION", "nobody-s-position"))
    assert answer["data"]["me"]["actingPosition"] is None
    assert answer["extensions"]["notices"][0]["code"] == "POSITION_NOT_IN_FORCE"


async def test_a_token_of_nobody_here_acts_as_nobody(served: Any) -> None:
    answer = await served.ask(ME, served.headers("nobody", "REINTEGRATION"))
    assert answer["data"]["me"] == {"id": "nobody", "purpose": "REINTEGRATION", "actingPosition": None, "positions": []}
    assert answer["extensions"]["notices"][0]["code"] == "NO_POSITION"


async def test_answers_are_not_kept_by_anybody(served: Any, busiest: StaffPosition) -> None:
    response = await served.http.post("/graphql", json={"query": ME}, headers=served.acting(busiest))
    assert response.headers["cache-control"] == "no-store"


async def test_large_answers_are_compressed(served: Any) -> None:
    question = {"query": "{ __schema { types { name description fields { name description } } } }"}
    response = await served.http.post("/graphql", json=question, headers={"Accept-Encoding": "gzip"})
    assert response.headers["content-encoding"] == "gzip"
    assert len(response.json()["data"]["__schema"]["types"]) > 20


async def test_an_unknown_address_says_so_as_json(served: Any) -> None:
    response = await served.http.get("/nowhere")
    assert (response.status_code, code(response)) == (404, "NOT_FOUND")
    assert (await served.http.post("/graphql/", json={})).status_code == 404


async def test_in_production_there_is_no_ide_no_local_issuer_and_no_introspection(
    small: Any, settings: Settings, serve_as: Any, busiest: StaffPosition
) -> None:
    async with serve_as(small, production=True) as served:
        ide = await served.http.get("/ide")
        asked = {"query": "{ __schema { queryType { name } } }"}
        anonymous = await served.http.post("/graphql", json=asked)
        signed_in = await served.http.post("/graphql", json=asked, headers=served.acting(busiest))
    assert (ide.status_code, anonymous.status_code, signed_in.status_code) == (404, 401, 401)
