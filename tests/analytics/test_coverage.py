"""The definition of an aftercare link, case by case, and the properties it must have whatever the facts."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.coverage import LINKED, Cover, LinkState, aftercare_links, collaboration_network
from graph.coverages import (
    AftercarePosition,
    CoverageFacts,
    CoverageMunicipality,
    Covering,
    Period,
    SaidCoverage,
)

AT = 1_000
NOW, PAST, COMING = Period(), Period(0, AT), Period(AT + 1)


def facts(
    *municipalities: str,
    own: tuple[tuple[str, Period], ...] = (),
    covers: tuple[tuple[str, str, Period], ...] = (),
    said: tuple[tuple[str, str], ...] = (),
    others: tuple[str, ...] = (),
) -> CoverageFacts:
    return CoverageFacts(
        at=AT,
        known=AT,
        municipalities=tuple(CoverageMunicipality(m, m.title()) for m in sorted(municipalities)),
        positions=tuple(AftercarePosition(*position) for position in own),
        coverings=tuple(Covering(f"g{n}", x, y, period) for n, (x, y, period) in enumerate(covers)),
        said=tuple(SaidCoverage(f"k{n}", m, status, None, 0, "TEST") for n, (m, status) in enumerate(said)),
        others=tuple((other, other) for other in others),
    )


def state_of(m: str, found: CoverageFacts) -> LinkState:
    return aftercare_links(found)[m].state


def test_a_coordinator_of_its_own_is_a_link() -> None:
    assert state_of("m", facts("m", own=(("m", NOW),))) is LinkState.OWN


def test_a_municipality_covered_by_one_with_a_coordinator_is_linked() -> None:
    link = aftercare_links(facts("m", "x", own=(("x", NOW),), covers=(("x", "m", NOW),)))["m"]
    assert (link.state, link.covers) == (LinkState.COVERED, (Cover("x"),))


def test_one_intermediate_may_stand_between() -> None:
    found = facts("m", "y", "x", own=(("x", NOW),), covers=(("x", "y", NOW), ("y", "m", NOW)), said=(("m", "NONE"),))
    link = aftercare_links(found)["m"]
    assert (link.state, link.covers) == (LinkState.COVERED_THROUGH, (Cover("x", "y"),))


def test_two_intermediates_are_too_many() -> None:
    chain = (("x", "y", NOW), ("y", "z", NOW), ("z", "m", NOW))
    found = facts("m", "x", "y", "z", own=(("x", NOW),), covers=chain, said=(("m", "NONE"),))
    assert state_of("m", found) is LinkState.MISSING
    assert state_of("z", found) is LinkState.COVERED_THROUGH


def test_an_intermediate_with_a_coordinator_covers_directly() -> None:
    found = facts("m", "y", "x", own=(("x", NOW), ("y", NOW)), covers=(("x", "y", NOW), ("y", "m", NOW)))
    link = aftercare_links(found)["m"]
    assert (link.state, link.covers) == (LinkState.COVERED, (Cover("y"),))


def test_two_coverers_are_both_named_in_order_of_id() -> None:
    found = facts("m", "x", "w", own=(("x", NOW), ("w", NOW)), covers=(("x", "m", NOW), ("w", "m", NOW)))
    assert aftercare_links(found)["m"].covers == (Cover("w"), Cover("x"))


def test_a_coverer_that_is_no_municipality_counts() -> None:
    found = facts("m", own=(("house", NOW),), covers=(("house", "m", NOW),), others=("house",))
    assert state_of("m", found) is LinkState.COVERED


def test_an_intermediate_that_is_no_municipality_counts() -> None:
    found = facts("m", "x", own=(("x", NOW),), covers=(("x", "h", NOW), ("h", "m", NOW)), others=("h",))
    assert state_of("m", found) is LinkState.COVERED_THROUGH


@pytest.mark.parametrize("period", [PAST, COMING])
def test_a_coordinator_who_left_or_is_to_come_is_no_link(period: Period) -> None:
    assert state_of("m", facts("m", own=(("m", period),), said=(("m", "NONE"),))) is LinkState.MISSING


@pytest.mark.parametrize("period", [PAST, COMING])
def test_an_agreement_that_ended_or_is_to_come_does_not_cover(period: Period) -> None:
    found = facts("m", "x", own=(("x", NOW),), covers=(("x", "m", period),), said=(("m", "NONE"),))
    assert state_of("m", found) is LinkState.MISSING


def test_a_period_is_half_open() -> None:
    assert Period(AT, AT + 1).holds(AT)
    assert not Period(AT - 1, AT).holds(AT)


def test_a_coverer_without_a_coordinator_gives_no_link() -> None:
    assert state_of("m", facts("m", "x", covers=(("x", "m", NOW),), said=(("m", "NONE"),))) is LinkState.MISSING


def test_two_that_cover_each_other_without_a_coordinator_have_no_link() -> None:
    both = (("m", "x", NOW), ("x", "m", NOW))
    found = facts("m", "x", covers=both, said=(("m", "NONE"), ("x", "NONE")))
    assert {state_of("m", found), state_of("x", found)} == {LinkState.MISSING}


def test_covering_oneself_is_no_link_and_no_intermediate_step() -> None:
    found = facts(
        "m", "x", "y", own=(("x", NOW),), covers=(("m", "m", NOW), ("y", "m", NOW), ("y", "y", NOW), ("x", "y", NOW))
    )
    assert collaboration_network(found).has_edge("m", "m") is False
    assert state_of("m", found) is LinkState.COVERED_THROUGH


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ((), LinkState.UNKNOWN),
        (("UNKNOWN",), LinkState.UNKNOWN),
        (("NONE",), LinkState.MISSING),
        (("PRESENT",), LinkState.SAID_PRESENT),
        (("NONE", "UNKNOWN"), LinkState.MISSING),
        (("PRESENT", "UNKNOWN"), LinkState.SAID_PRESENT),
        (("NONE", "PRESENT"), LinkState.UNKNOWN),
    ],
)
def test_without_a_link_what_is_said_decides(said: tuple[str, ...], state: LinkState) -> None:
    link = aftercare_links(facts("m", said=tuple(("m", status) for status in said)))["m"]
    assert link.state is state
    assert link.contradicted is ({"NONE", "PRESENT"} <= set(said))


def test_a_link_stands_where_somebody_says_there_is_none_and_the_contradiction_shows() -> None:
    link = aftercare_links(facts("m", own=(("m", NOW),), said=(("m", "NONE"),)))["m"]
    assert (link.state, link.contradicted) == (LinkState.OWN, True)
    assert not aftercare_links(facts("m", own=(("m", NOW),), said=(("m", "PRESENT"),)))["m"].contradicted


IDS = st.sampled_from("abcdefg")
PERIODS = st.sampled_from([NOW, PAST, COMING, Period(AT), Period(0, AT + 1)])
WORLDS = st.builds(
    lambda own, covers, said: facts(*"abcdefg", own=tuple(own), covers=tuple(covers), said=tuple(said)),
    st.lists(st.tuples(IDS, PERIODS), max_size=4),
    st.lists(st.tuples(IDS, IDS, PERIODS), max_size=12),
    st.lists(st.tuples(IDS, st.sampled_from(["NONE", "UNKNOWN", "PRESENT"])), max_size=8),
)


def gaps_of(found: CoverageFacts) -> set[str]:
    return {m for m, link in aftercare_links(found).items() if link.state is LinkState.MISSING}


@given(WORLDS, IDS, IDS)
def test_adding_a_current_tie_never_adds_a_gap(found: CoverageFacts, x: str, y: str) -> None:
    more_work = replace(found, positions=(*found.positions, AftercarePosition(x, NOW)))
    more_cover = replace(found, coverings=(*found.coverings, Covering("new", x, y, NOW)))
    assert gaps_of(more_work) <= gaps_of(found)
    assert gaps_of(more_cover) <= gaps_of(found)


@given(WORLDS)
def test_facts_that_are_over_or_to_come_change_nothing(found: CoverageFacts) -> None:
    current = replace(
        found,
        positions=tuple(p for p in found.positions if p.period.holds(AT)),
        coverings=tuple(c for c in found.coverings if c.period.holds(AT)),
    )
    assert aftercare_links(current) == aftercare_links(found)


@given(WORLDS, st.permutations("abcdefg"))
def test_renaming_ids_only_renames_the_states(found: CoverageFacts, other_names: list[str]) -> None:
    new = dict(zip("abcdefg", other_names, strict=True))
    renamed = replace(
        found,
        positions=tuple(AftercarePosition(new[p.organisation], p.period) for p in found.positions),
        coverings=tuple(Covering(c.agreement, new[c.covers], new[c.covered], c.period) for c in found.coverings),
        said=tuple(replace(s, municipality=new[s.municipality]) for s in found.said),
    )
    states = {new[m]: link.state for m, link in aftercare_links(found).items()}
    assert states == {m: link.state for m, link in aftercare_links(renamed).items()}


@given(WORLDS)
def test_a_link_never_depends_on_what_is_said(found: CoverageFacts) -> None:
    silent = aftercare_links(replace(found, said=()))
    spoken = aftercare_links(found)
    assert {m for m in silent if silent[m].state in LINKED} == {m for m in spoken if spoken[m].state in LINKED}
