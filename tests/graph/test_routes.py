"""Routes over who knows whom: the shortest few, each step with how one is tied; against every simple route there is."""

from itertools import pairwise, permutations

from hypothesis import given
from hypothesis import strategies as st

from graph.routes import LONGEST, MOST, StepKind, routes

CASE, WORK, AGREED = (frozenset({one}) for one in (StepKind.OWN_CASE, StepKind.SAME_ORGANISATION, StepKind.AGREEMENT))


def test_who_is_in_an_own_case_is_one_step_away():
    assert routes({"me": {"adviser": CASE}}, "me", {"adviser"}) == [("adviser",)]


def test_a_colleague_of_somebody_in_an_own_case_is_two_steps_away():
    steps = {"me": {"adviser": CASE}, "adviser": {"colleague": WORK, "probation": WORK}}
    assert routes(steps, "me", {"colleague"}) == [("adviser", "colleague")]


def test_agreements_are_gone_over_from_the_own_organisation():
    steps = {"me": {"prison": WORK}, "prison": {"town": AGREED}, "town": {"coordinator": WORK, "prison": AGREED}}
    assert routes(steps, "me", {"coordinator"}) == [("prison", "town", "coordinator")]


def test_nobody_is_reached_through_the_organisation_who_is_a_colleague_anyhow():
    steps = {"me": {"prison": WORK, "mentor": WORK}, "prison": {"mentor": WORK}}
    assert routes(steps, "me", {"mentor"}) == [("mentor",)]


def test_an_organisation_that_is_itself_in_a_case_is_gone_through():
    steps = {"me": {"prison": CASE | WORK}, "prison": {"mentor": WORK}}
    assert routes(steps, "me", {"mentor"}) == [("prison", "mentor")]


def test_a_route_ends_at_the_first_goal():
    steps = {"me": {"a": CASE}, "a": {"b": WORK}}
    assert routes(steps, "me", {"a", "b"}) == [("a",)]


def test_who_asks_is_no_goal():
    assert routes({"me": {"a": CASE}, "a": {"me": WORK}}, "me", {"me"}) == []


def test_further_than_four_steps_there_is_none():
    line = ["me", "a", "b", "c", "d", "e"]
    steps = {one: {to: AGREED} for one, to in pairwise(line)}
    assert routes(steps, "me", {"d"}) == [("a", "b", "c", "d")]
    assert routes(steps, "me", {"e"}) == []


def test_of_many_the_shortest_five_come_and_the_team_first():
    steps = {"me": {f"x{number}": CASE for number in range(9)}}
    assert routes(steps, "me", set(steps["me"]), {"x7"}) == [(one,) for one in ("x7", "x0", "x1", "x2", "x3")]


NODES = ("me", *"abcdef")
EDGES = st.dictionaries(
    st.tuples(st.sampled_from(NODES), st.sampled_from(NODES)), st.sampled_from([CASE, WORK, AGREED]), max_size=25
)


@given(EDGES, st.sets(st.sampled_from(NODES[1:])))
def test_they_are_the_first_of_all_simple_routes(edges, goals):
    steps: dict = {}
    for (a, b), kind in edges.items():
        steps.setdefault(a, {})[b] = kind
    every = []
    for length in range(1, LONGEST + 1):
        for route in sorted(permutations(NODES[1:], length)):
            walked = pairwise(("me", *route))
            ways = [steps.get(a, {}).get(b) for a, b in walked]
            doubled = any(one == next_one == WORK for one, next_one in pairwise(ways))
            if all(ways) and not doubled and [one for one in route if one in goals] == [route[-1]]:
                every.append(route)
    assert routes(steps, "me", goals) == every[:MOST]
