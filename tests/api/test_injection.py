"""Whatever is written where a text may be asked with, it stays a value: nothing is changed, found or broken by it."""

import hashlib
import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

import orjson
import pytest
from graphql import (
    get_named_type,
    is_input_object_type,
)
from injected_places import ARGUMENTS, INPUT_FIELDS, SCHEMA, Argument, InputField, takes_text
from injection_payloads import PAYLOADS, storable
from neo4j.exceptions import ClientError

from graph.errors import CasusregieError
from graph.staff import StaffPosition, staff

AT_ONCE = 30
EACH = 30
ASKED = "query Q({given}) {{ {fields} }}"
HARMLESS = {"at": "2026-03-10", "knownAt": "2026-03-09T12:00:00Z", "search": "de", "region": "VR08"}
"""What is asked where nobody means harm; everywhere else an id that does not exist."""


SENT = [text for text in PAYLOADS if storable(text)]


def share(place: int, count: int) -> list[str]:
    """The payloads of one argument: a run of them that begins where the last argument's run ended."""
    start = place * count % len(SENT)
    return [*SENT, *SENT][start : start + count]


def test_there_are_a_thousand_payloads_and_every_one_is_asked_with() -> None:
    assert len(set(PAYLOADS)) == 1_000
    assert {text for place in range(len(ARGUMENTS)) for text in share(place, EACH)} == set(SENT)


def test_every_argument_that_takes_a_text_is_asked_with() -> None:
    elsewhere = {
        (kind.name, field, argument)
        for kind in SCHEMA.type_map.values()
        if hasattr(kind, "fields") and not kind.name.startswith("__")
        for field, given in kind.fields.items()
        for argument, one in getattr(given, "args", {}).items()
        if kind is not SCHEMA.query_type and takes_text(get_named_type(one.type))
    }
    streamed = {("Subscription", "caseEvents", name) for name in ("cases", "after")}  # tried over a WebSocket
    assert elsewhere == {("CasePicture", "lifeCourse", name) for name in ("from", "to", "organisations")} | streamed
    assert len(ARGUMENTS) > 30


def test_every_input_belongs_to_a_change_and_holds_no_other() -> None:
    inputs = {kind.name for kind in SCHEMA.type_map.values() if is_input_object_type(kind)}
    assert inputs == {one.input for one in INPUT_FIELDS} | {"PathGoal", "StartPlanInput"}, "the last takes no text"
    nested = [
        (name, field)
        for name in inputs
        for field, one in SCHEMA.type_map[name].fields.items()
        if is_input_object_type(get_named_type(one.type))
    ]
    assert nested == []
    assert all(set(field.args) == {"input"} for field in SCHEMA.mutation_type.fields.values())


@dataclass(frozen=True)
class Asking:
    """Who asks, by field, and with how many statements the field answers a harmless value of each argument."""

    headers: dict[str, dict[str, str]]
    statements: dict[Argument, int]


@pytest.fixture(scope="module")
async def asking(served: Any) -> Asking:
    """A case manager in few cases, and for the log a privacy officer. Every statement has been planned by then."""
    world = served.world
    (officer,) = await staff(world.store, world.clock, function="PRIVACY_OFFICER", limit=1)
    manager = (await staff(world.store, world.clock, function="CASE_MANAGER", limit=200))[-1]
    headers = {name: served.acting(officer if name == "accessLog" else manager) for name in SCHEMA.query_type.fields}
    counted = {}
    for argument in ARGUMENTS:
        harmless = [HARMLESS.get(argument.name, "nobody")]
        _, counted[argument] = await answers(served, headers[argument.field], argument, harmless)
    return Asking(headers, counted)


async def counts_of(store: Any) -> list[Any]:
    """How much of everything there is: nodes by labels, relationships by type, properties by name, layout and users."""
    return [
        await store.rows(
            "MATCH (n) UNWIND keys(n) AS key RETURN labels(n) AS on, key, count(*) AS many ORDER BY on, key"
        ),
        await store.rows(
            "MATCH ()-[r]->() RETURN type(r) AS type, count(r) AS many, sum(size(keys(r))) AS keys ORDER BY type"
        ),
        await store.rows("RETURN COUNT { () } AS nodes, COUNT { ()-->() } AS relationships"),
        await store.rows("SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name"),
        await store.rows("SHOW INDEXES YIELD name, state RETURN name, state ORDER BY name"),
        await store.rows("SHOW USERS YIELD user, passwordChangeRequired RETURN * ORDER BY user"),
    ]


async def sum_of(store: Any) -> str:
    """One sum over every value that the store holds."""
    nodes = await store.rows("MATCH (n) RETURN [id(n), labels(n), properties(n)] AS row ORDER BY id(n)")
    ties = await store.rows(
        "MATCH (a)-[r]->(b) RETURN [id(r), type(r), id(a), id(b), properties(r)] AS row ORDER BY id(r)"
    )
    return hashlib.sha256(orjson.dumps([nodes, ties], option=orjson.OPT_SORT_KEYS)).hexdigest()


@pytest.fixture(scope="module")
async def unchanged(served: Any) -> AsyncIterator[None]:
    """Afterwards there is as much of everything as before."""
    before = await counts_of(served.world.store)
    assert before[2][0]["nodes"] > 10_000
    yield
    assert await counts_of(served.world.store) == before


async def answers(served: Any, headers: dict[str, str], argument: Argument, texts: list[str]) -> tuple[list[Any], int]:
    """What a field answers to each of these texts, asked at once, and with how many statements."""
    given = ", ".join(f"$v{place}: {argument.type}" for place in range(len(texts)))
    fields = " ".join(f"a{place}: {argument.asked(f'$v{place}')} {{ __typename }}" for place in range(len(texts)))
    before = served.world.store.statements
    variables = {f"v{place}": text for place, text in enumerate(texts)}
    data = await served.data(ASKED.format(given=given, fields=fields), headers, variables)
    return [data[f"a{place}"] for place in range(len(texts))], served.world.store.statements - before


async def check(served: Any, asking: Asking, argument: Argument, texts: list[str]) -> None:
    """Ask with each of the texts: nothing is found by it, and it takes no more statements than a harmless value.

    A search that is close to a name finds it, whatever it was meant for: then what it found is loaded.
    """
    found, statements = await answers(served, asking.headers[argument.field], argument, texts)
    of_each = asking.statements[argument] - (argument.name != "search")
    assert statements <= 1 + len(texts) * of_each, argument
    for text, one in zip(texts, found, strict=True):
        kind = one and one["__typename"]
        # a text that is searched for, or is a filter, answers a list as any other does
        filters = argument.name in {"search", "organisation"} or argument.field == "signals"
        listed = filters and kind is not None and kind.endswith("Connection")
        assert kind in (None, "Invalid", "NotFound") or listed, (argument, text, kind)


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("place", range(len(ARGUMENTS)), ids=[str(one) for one in ARGUMENTS])
async def test_a_payload_is_a_value_like_any_other(served: Any, asking: Asking, place: int) -> None:
    argument = ARGUMENTS[place]
    texts = iter(share(place, EACH))
    while batch := list(islice(texts, AT_ONCE)):
        await check(served, asking, argument, batch)


@pytest.mark.prove
@pytest.mark.usefixtures("unchanged")
async def test_a_thousand_payloads_in_every_argument_change_nothing(
    served: Any, asking: Asking, record_property: Any
) -> None:
    before = await sum_of(served.world.store)
    for argument in ARGUMENTS:
        texts = iter(SENT)
        while batch := list(islice(texts, AT_ONCE)):
            await check(served, asking, argument, batch)
    assert await sum_of(served.world.store) == before
    record_property("arguments that take a text", len(ARGUMENTS))
    record_property("payloads in each", len(SENT))


async def changed(served: Any, headers: dict[str, str], field: InputField, text: str) -> tuple[str, int]:
    """The type of what a change answers to a text, and with how many statements."""
    asked = f"mutation M($input: {field.input}!) {{ {field.change}(input: $input) {{ __typename }} }}"
    before = served.world.store.statements
    data = await served.data(asked, headers, {"input": field.given(text)})
    return data[field.change]["__typename"], served.world.store.statements - before


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("place", range(len(INPUT_FIELDS)), ids=[str(one) for one in INPUT_FIELDS])
async def test_a_payload_in_the_input_of_a_change_is_a_value_like_any_other(
    served: Any, busiest: StaffPosition, place: int
) -> None:
    field, headers = INPUT_FIELDS[place], served.acting(busiest)
    _, harmless = await changed(served, headers, field, "nobody-is-harmed")
    for text in share(place * 3, 4 if field.is_act else 20):
        kind, statements = await changed(served, headers, field, text)
        assert kind in ("Invalid", "NotFound"), (field, text, kind)
        assert statements <= harmless


def documents() -> Iterator[tuple[Argument, str]]:
    """Each argument with a payload written into the document itself, as a string of GraphQL."""
    for place, argument in enumerate(ARGUMENTS):
        for text in share(place * 7, 2):
            yield argument, text


@pytest.mark.usefixtures("unchanged")
async def test_a_payload_written_into_the_document_is_a_value_too(served: Any, asking: Asking) -> None:
    for argument, text in documents():
        written = json.dumps(text)
        asked = f"{{ {argument.asked(written)} {{ __typename }} }}"
        answer = await served.ask(asked, asking.headers[argument.field])
        codes = {one["extensions"]["code"] for one in answer.get("errors", ())}
        assert codes <= {"SYNTAX_ERROR"}, (argument, text, answer)


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(("name", "type"), [("from", "Date"), ("to", "Date"), ("organisations", "[ID!]")])
async def test_a_payload_in_an_argument_within_a_case_finds_nothing(
    served: Any, busiest: StaffPosition, name: str, type: str
) -> None:
    listed = "{ cases(first: 1) { ... on CaseConnection { edges { node { id } } } } }"
    (edge,) = (await served.data(listed, served.acting(busiest)))["cases"]["edges"]
    texts = iter(share(len(name), 4 * AT_ONCE))
    while batch := list(islice(texts, AT_ONCE)):
        given = ", ".join(f"$v{place}: {type}" for place in range(len(batch)))
        fields = " ".join(f"a{place}: lifeCourse({name}: $v{place}) {{ __typename }}" for place in range(len(batch)))
        asked = f"query Q({given}) {{ casePicture(case: {json.dumps(edge['node']['id'])}) {{ ... on CasePicture"
        variables = {f"v{place}": text for place, text in enumerate(batch)}
        data = await served.data(f"{asked} {{ {fields} }} }} }}", served.acting(busiest), variables)
        assert {one["__typename"] for one in data["casePicture"].values()} == {"Invalid"}


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize("text", [text for text in PAYLOADS if not storable(text)], ids=ascii)
async def test_half_a_character_is_refused_at_the_door(served: Any, asking: Asking, text: str) -> None:
    for argument in ARGUMENTS:
        asked = f"query Q($v: {argument.type}) {{ {argument.asked('$v')} {{ __typename }} }}"
        before = served.world.store.statements
        body = json.dumps({"query": asked, "variables": {"v": text}})
        headers = {**asking.headers[argument.field], "Content-Type": "application/json"}
        response = await served.http.post("/graphql", content=body, headers=headers)
        assert response.status_code == 400
        assert response.json()["errors"][0]["extensions"]["code"] == "MALFORMED_JSON"
        assert served.world.store.statements == before


async def test_what_reads_cannot_write(small: Any) -> None:
    """The server itself refuses, so that a statement with an order in it would do nothing."""
    with pytest.raises(ClientError, match="read"):
        await small.store.rows("CREATE (n:Pwned) RETURN n")


@pytest.fixture
def command(command: Any) -> Any:
    """Run a command on the small world; what it refused, if it did."""

    async def run(*words: str) -> CasusregieError | None:
        try:
            await command(*words)
        except CasusregieError as refused:
            return refused
        return None

    return run


TYPED = [text for text in PAYLOADS if "\0" not in text and not text.startswith("-") and len(text) < 5_000]
"""What can be typed after a command: no zero byte, and no dash in front, which would make it an option."""


@pytest.mark.usefixtures("unchanged")
@pytest.mark.parametrize(
    ("words", "nothing"),
    [
        (("network", "{}", "--as", "{who}"), None),
        (("gaps", "--region", "{}", "--as", "{who}"), ""),
        (("gaps", "--at", "{}", "--as", "{who}"), ""),
        (("policy", "explain", "--case", "{}", "--as", "{who}"), None),
        (("gaps", "--as", "{}"), "nobody of that name"),
        (("network", "x", "--position", "{}", "--as", "{who}"), "nobody of that name"),
        (("network", "x", "--role", "{}", "--as", "{who}"), "--role"),
        (("log", "show", "{}", "--as", "{who}"), None),
        (("subject-report", "{}", "--as", "{who}"), None),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
async def test_a_payload_on_the_command_line_is_refused_in_a_line_or_finds_nothing(
    command: Any, busiest: StaffPosition, words: tuple[str, ...], nothing: str | None, capsys: Any
) -> None:
    halves = [text for text in TYPED if not storable(text)]
    for text in (*halves, *TYPED[len(" ".join(words)) :: 97]):
        refused = await command(*(word.replace("{who}", busiest.professional).replace("{}", text) for word in words))
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        if refused is None:
            assert not nothing, (text, said.out)
        else:
            assert "\n" not in str(refused).replace(text, "")
            assert nothing is None or nothing in str(refused), text


@pytest.mark.parametrize(
    "act", ["CREATE (:Pwned)", "MATCH (n:A) SET n.b = 1", "MATCH (n:A) REMOVE n:A", "MATCH (n:A) DELETE n"]
)
async def test_a_change_would_be_noticed(scratch: Any, act: Any) -> None:
    async def done(transaction: Any, text: Any) -> None:
        await transaction.rows(text)

    await scratch.write(partial(done, text="CREATE (:A {id: 1})"))
    before = await counts_of(scratch)
    await scratch.write(partial(done, text=act))
    assert await counts_of(scratch) != before
