import time

import pytest
from graphql import build_schema, get_introspection_query, parse, validate

from api.limits import ALIASES, DEPTH, DIRECTIVES, PAGE, REPEATS, SPREADS, Measure, TooMuchError, check_shape, measured

SCHEMA = build_schema("""
    type Query { me: Me! deep: Query! many(first: Int!): Connection! named: [Me!]! leading: [Thing!]! }
    type Me { id: ID! }
    interface Node { id: ID! }
    type Thing implements Node { id: ID! }
    type Connection { edges: [Edge!]! }
    type Edge { node: Me! more(first: Int!): Connection! }
""")


COSTLY = """{
    many(first: 100) { edges { more(first: 100) { edges { more(first: 9) { edges { node { id } } } } } } }
}"""


def measure(text: str, **variables: int) -> Measure:
    document = parse(text, max_lexical_tokens=100_000)
    check_shape(document)
    return measured(SCHEMA, document, variables)


def test_depth_and_cost_follow_the_selection() -> None:
    found = measure("{ me { id } deep { me { id } } }")
    assert (found.depth, found.cost, found.reads, found.introspects) == (3, 5, True, False)


@pytest.mark.parametrize(
    ("asked", "times"),
    [
        ("", PAGE),
        ("(first: 3)", 3),
        ("(first: $n)", 7),
        ("(first: $d)", 9),
        ("(first: $unset)", PAGE),
        ("(first: -4)", 1),
    ],
)
def test_a_page_costs_as_many_times_as_it_is_long(asked: str, times: int) -> None:
    text = f"query Q($n: Int!, $d: Int! = 9, $unset: Int!) {{ many{asked} {{ edges {{ node {{ id }} }} }} }}"
    assert measure(text, n=7).cost == 1 + times * 3


def test_a_list_without_a_page_counts_as_ten_and_one_of_plain_data_as_four() -> None:
    assert measure("{ leading { id } }").cost == 11
    assert measure("{ named { id } }").cost == 5


def test_a_fragment_counts_wherever_it_is_spread() -> None:
    text = "{ deep { ...F } me { id } ...F } fragment F on Query { a: me @include(if: true) { id } }"
    found = measure(text)
    assert (found.aliases, found.directives, found.cost) == (2, 2, 1 + 2 + 2 + 2)


def test_asking_about_the_schema_costs_nothing_and_reads_nothing() -> None:
    found = measure(get_introspection_query())
    assert (found.cost, found.reads, found.introspects) == (0, False, True)
    assert 5 < found.depth <= DEPTH


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{ " + "deep { " * DEPTH + "me { id }" + " }" * DEPTH + " }", "depth"),
        ("{ " + " ".join(f"a{i}: me {{ id }}" for i in range(ALIASES + 1)) + " }", "number of aliases"),
        ("{ me { id " + "@skip(if: false) " * (DIRECTIVES + 1) + "} }", "number of directives"),
        (COSTLY, "cost"),
        ("{ " + "me { id } " * (REPEATS + 2) + "}", "number of repeated fields"),
        ("{ " + "...F " * (SPREADS + 1) + "} fragment F on Query { me { id } }", "number of fragments spread"),
        ("{ " + "... { " * 60 + "me { id }" + " }" * 60 + " }", "nesting"),
    ],
)
def test_more_than_the_limit_is_refused_by_name(text: str, what: str) -> None:
    with pytest.raises(TooMuchError, match=what) as refused:
        measure(text)
    assert (refused.value.extensions or {})["code"] == "TOO_MUCH"


def test_cost_multiplies_through_fragments_that_double() -> None:
    fragments = [f"fragment F{i} on Query {{ a: deep {{ ...F{i + 1} }} b: deep {{ ...F{i + 1} }} }}" for i in range(16)]
    text = "{ ...F0 } " + " ".join(fragments) + " fragment F16 on Query { me { id } }"
    started = time.perf_counter()
    with pytest.raises(TooMuchError):
        measure(text)
    assert time.perf_counter() - started < 0.5


def test_a_long_chain_of_fragments_is_refused_even_where_it_is_not_used() -> None:
    chain = " ".join(f"fragment F{i} on Query {{ ...F{i + 1} }}" for i in range(55))
    with pytest.raises(TooMuchError, match="nesting"):
        measure("{ me { id } } " + chain + " fragment F55 on Query { me { id } }")


def test_a_fragment_inside_itself_is_left_to_validation() -> None:
    text = "{ ...A } fragment A on Query { deep { ...B } } fragment B on Query { deep { ...A } }"
    assert measure(text).cost > 0
    assert any("Cannot spread fragment" in one.message for one in validate(SCHEMA, parse(text)))


def test_unknown_fields_types_and_fragments_are_left_to_validation() -> None:
    assert measure("{ nonsense { x } ...Nowhere ... on Nothing { y } } fragment G on Nix { z }").depth == 2


def test_what_passes_is_validated_quickly_in_the_worst_case() -> None:
    repeated = "deep { " + "deep { me { id } } " * (REPEATS - 1) + "}"
    spread = " ".join(f"...F{i}" for i in range(SPREADS - 1))
    fragments = " ".join(f"fragment F{i} on Query {{ deep {{ deep {{ me {{ id }} }} }} }}" for i in range(SPREADS - 1))
    document = parse(f"{{ {repeated} {spread} }} {fragments}", max_lexical_tokens=100_000)
    check_shape(document)
    measured(SCHEMA, document, {})
    started = time.perf_counter()
    validate(SCHEMA, document)
    assert time.perf_counter() - started < 2
