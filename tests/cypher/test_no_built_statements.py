"""No statement for the database is built: every one is text that stands in the source, whatever was asked."""

from bisect import bisect
from textwrap import indent

import pytest
from built_statements import built_statements
from sources import product_texts

KNOWN = {
    # The text is a file of this package, checked by its sum, and holds nothing that was asked.
    "graph.migrations.files": {"a cast", "a cast to text of the source"},
    # A measuring tool that bypasses the store on purpose, with the words of the catalogue, on a database of its own.
    "bench.load": {"the parameter text", "the value of link.source", "the value of link.target"},
}
"""What is not text of the source and may be so, with the reason: this and nothing more."""

HEAD = """
from typing import Any, LiteralString, cast
from graph.scopes import by_case, Holds, Statements
from graph import statements
from graph.fragments import in_force
from graph.store import Store, Transaction

WORDS = {"a": "MATCH (n) RETURN n"}
ALL: LiteralString = "MATCH (n) RETURN n"
lower = "MATCH (n) RETURN n"

"""


BUILT = [
    "await store.rows(\"MATCH (n {name: '%s'}) RETURN n\" % name)",
    "await store.rows(f\"MATCH (n {{name: '{name}'}}) RETURN n\")",
    'await store.rows("MATCH (n) WHERE " + name)',
    'await store.rows("MATCH (n:" + name + ") RETURN n")',
    'await store.one("MATCH (n:{}) RETURN n".format(name))',
    "await store.one(ALL.format(name=name))",
    'await store.sealed("|".join(names))',
    'await store.sealed("".join(["MATCH (n:", name, ") RETURN n"]))',
    "await store.define(name)",
    "await store.plan(row['statement'], {})",
    "await store.rows(statement=name)",
    'await store.rows({"all": "MATCH (n) RETURN n", "one": name}[name])',
    'await store.rows({name: "MATCH (n) RETURN n"}.popitem()[0])',
    "for text in names:\n    await store.rows(text)",
    "text = ALL\ntext += name\nawait store.rows(text)",
    "parts = [ALL]\nparts.append(name)\nawait store.rows(' '.join(parts))",
    "await store.rows(ALL.replace('n', name))",
    'await store.rows(cast("LiteralString", name))',
    "await store.rows(cast(LiteralString, name))",
    "text: Any = ALL\nawait store.rows(text)",
    "await store.rows(name)  # pyright: ignore",
    "await store.rows(ALL)  # pyright: ignore[reportArgumentType]",
    "await store.rows(ALL)  # type: ignore",
    "await store.rows(lower)",
    "await store.rows(open(name).read())",
    "await store.rows(*names)",
    "run = store.rows\nawait run(name)",
    "await getattr(store, 'rows')(name)",
    "await store._driver.execute_query(name)",
    "async def work(transaction: Transaction):\n    await transaction.rows(name)\nawait store.write(work)",
    "with driver.session() as session:\n    session.run(name)",
    "await store.rows(statements.known((name,)))",
    "await store.rows(in_force(name))",
    "by_case(lambda holds: name)",
    "await guard.read({Scope.TEAM: name}, {}, {})",
    "await guard.read_directory(name, {})",
    "text: LiteralString = name",
    "from graph.engine.bolt import run\nrun(1, 'u', 'p', 'd', (name,), mode='r', seconds=1)",
    "text = ALL if name else name\nawait store.rows(text)",
    "await store.rows(text := name)",
]
"""Bodies of functions that build a statement, each in its own way."""

PROMISED = [
    "def f(holds: Holds, name: str) -> LiteralString:",
    "def f(kind: Any, name: Any) -> LiteralString:",
    "def f(name: str) -> tuple[LiteralString, ...]:",
    "def f(name: str) -> Statements:",
]
"""Functions that promise text of the source and answer what was handed in."""

STATIC = [
    "await store.rows(ALL, {'name': name})",
    "await store.rows('MATCH (n {name: $name}) RETURN n', {'name': name})",
    "await store.rows(f'MATCH (n) WHERE {in_force(\"n\")} RETURN n')",
    "await store.rows(WORDS[name])",
    "for text in WORDS.values():\n    await store.rows(text)",
    "text = ALL if name else WORDS['a']\nawait store.rows('EXPLAIN ' + text)",
    "await store.rows('\\n'.join([ALL, WORDS['a']]))",
]
"""Bodies of functions in which values go as parameters."""

USUAL = "async def f(store: Store, name: str, names: list[str], row: dict[str, Any]):"
PLANTED = [(USUAL, body) for body in (*BUILT, *STATIC)] + [(head, "return name") for head in PROMISED]


@pytest.fixture(scope="module")
def found():
    """What is found in the product and, by place in PLANTED, in a module with all that is planted."""
    text, starts = HEAD, []
    for head, body in PLANTED:
        starts.append(text.count("\n") + 1)
        text += f"{head}\n{indent(body, '    ')}\n\n"
    of_product, of_planted = [], [[] for _ in PLANTED]
    for place, problem in (one.split(" ", 1) for one in built_statements(product_texts() | {"graph.planted": text})):
        name, line = place.split(":")
        if name == "graph.planted":
            of_planted[bisect(starts, int(line)) - 1].append(problem)
        else:
            of_product.append((name, int(line), problem))
    return of_product, dict(zip(PLANTED, of_planted, strict=True))


def test_no_module_builds_a_statement(found):
    of_product, _ = found
    exempt = {}
    for name, _, problem in of_product:
        exempt.setdefault(name, set()).add(problem)
    assert exempt == KNOWN, of_product


@pytest.mark.parametrize("body", BUILT)
def test_a_statement_that_is_built_is_found(found, body):
    assert found[1][USUAL, body]


@pytest.mark.parametrize("head", PROMISED)
def test_a_function_that_promises_text_of_the_source_and_gives_something_else_is_found(found, head):
    assert found[1][head, "return name"]


@pytest.mark.parametrize("body", STATIC)
def test_values_go_as_parameters_and_text_of_the_source_passes(found, body):
    assert found[1][USUAL, body] == []
