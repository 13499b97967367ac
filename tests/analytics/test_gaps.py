"""What a finding carries, in which order findings come, and what the totals count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.coverage import LinkState
from analytics.gaps import Gap, GapReport, Lacking, aftercare_gaps
from graph.coverages import (
    AftercarePosition,
    CoverageFacts,
    CoverageMunicipality,
    CoveragePrison,
    Covering,
    Neighbours,
    Period,
    Place,
    Region,
    SaidCoverage,
)
from graph.times import parse_moment

AT = parse_moment("2026-03-10T12:00:00+01:00")
YEAR_START, LEFT = parse_moment("2026-01-01"), parse_moment("2026-02-01")
EAST = Region("VR1", "East", "SAFETY_REGION")
WEST = Region("VR2", "West", "SAFETY_REGION")
COURT = Region("AR1", "Court", "ARRONDISSEMENT")
PROVINCE = Region("PV1", "Province", "PROVINCE")
SIZES = {900: 1, 7_000: 2, 15_000: 3, 30_000: 4, 49_999: 4, 50_000: 5, 400_000: 8}


def municipality(
    id: str, inhabitants: int | None = 30_000, east: float = 5.0, *regions: Region
) -> CoverageMunicipality:
    size = None if inhabitants is None else SIZES[inhabitants]
    places = tuple(sorted(r.id for r in regions or (EAST,)))
    return CoverageMunicipality(id, id.title(), Place(52.0, east), 2024, inhabitants, size, places)


def world(
    *municipalities: CoverageMunicipality,
    own: tuple[str, ...] = (),
    none: tuple[str, ...] = (),
    positions: tuple[AftercarePosition, ...] = (),
    coverings: tuple[Covering, ...] = (),
    prisons: tuple[CoveragePrison, ...] = (),
    neighbours: tuple[Neighbours, ...] = (),
) -> CoverageFacts:
    return CoverageFacts(
        at=AT,
        known=AT,
        regions=(COURT, PROVINCE, EAST, WEST),
        municipalities=municipalities,
        positions=(*(AftercarePosition(m, Period()) for m in own), *positions),
        coverings=coverings,
        said=tuple(SaidCoverage(f"k-{m}", m, "NONE", YEAR_START, YEAR_START, "VNG", "Regio Oost") for m in none),
        prisons=prisons,
        neighbours=neighbours,
    )


def ids(report: GapReport) -> list[str]:
    return [gap.municipality.id for gap in report.gaps]


def only(facts: CoverageFacts) -> Gap:
    (gap,) = aftercare_gaps(facts).gaps
    return gap


def test_missing_ones_come_first_then_small_ones_then_by_id() -> None:
    facts = world(
        municipality("a-large", 400_000),
        municipality("b-unknown", 900),
        municipality("c-small", 7_000),
        municipality("d-unmeasured", None),
        municipality("e-twin", 7_000),
        none=("a-large", "c-small", "d-unmeasured", "e-twin"),
    )
    assert ids(aftercare_gaps(facts)) == ["c-small", "e-twin", "a-large", "d-unmeasured", "b-unknown"]


def test_linked_municipalities_are_no_findings() -> None:
    facts = world(municipality("m"), municipality("x"), own=("x",), none=("m",))
    assert ids(aftercare_gaps(facts)) == ["m"]


def test_small_keeps_those_under_50_000_inhabitants_and_leaves_out_unknown_sizes() -> None:
    facts = world(
        municipality("just-small", 49_999),
        municipality("just-not", 50_000),
        municipality("unmeasured", None),
        none=("just-small", "just-not", "unmeasured"),
    )
    report = aftercare_gaps(facts, small=True)
    assert ids(report) == ["just-small"]
    assert (report.totals.small_missing, report.totals.missing_of_unknown_size) == (1, 1)


def test_a_region_keeps_its_own_municipalities_and_its_totals() -> None:
    facts = world(municipality("e", 900, 5.0, EAST), municipality("w", 900, 5.1, WEST), none=("e", "w"))
    report = aftercare_gaps(facts, region=WEST)
    assert ids(report) == ["w"]
    assert (report.totals.municipalities, report.totals.states[LinkState.MISSING]) == (1, 1)


def test_unknown_is_listed_apart_and_never_counted_as_missing() -> None:
    facts = world(municipality("m"), municipality("n"), none=("m",))
    report = aftercare_gaps(facts)
    assert [(g.municipality.id, g.link.state) for g in report.gaps] == [
        ("m", LinkState.MISSING),
        ("n", LinkState.UNKNOWN),
    ]
    assert (report.totals.states[LinkState.MISSING], report.totals.states[LinkState.UNKNOWN]) == (1, 1)
    assert ids(aftercare_gaps(facts, states=(LinkState.MISSING,))) == ["m"]


def test_expected_returns_follow_from_inhabitants_alone() -> None:
    gap = only(world(municipality("m", 30_000), none=("m",)))
    assert gap.expected_returns == pytest.approx(50.2, abs=0.05)
    unmeasured = only(world(municipality("m", None), none=("m",)))
    assert (unmeasured.expected_returns, unmeasured.small) == (None, None)
    assert Lacking.INHABITANTS in unmeasured.lacking


def test_totals_of_expected_returns_cover_the_missing_ones_only() -> None:
    facts = world(municipality("m", 30_000), municipality("n", 400_000), none=("m",))
    assert aftercare_gaps(facts).totals.expected_returns == pytest.approx(50.2, abs=0.05)
    assert aftercare_gaps(world(municipality("m", None), none=("m",))).totals.expected_returns is None
    assert aftercare_gaps(world()).totals.expected_returns == 0


def test_the_nearest_linked_municipalities_come_with_distance_and_whether_they_border() -> None:
    others = [municipality(f"x{n}", 30_000, 5.0 + n / 10) for n in (4, 1, 3, 2)]
    facts = world(
        municipality("m"),
        *others,
        own=("x1", "x2", "x3", "x4"),
        none=("m",),
        neighbours=(Neighbours("m", "x2", 13.7),),
    )
    near = only(facts).nearest_linked
    assert [(n.municipality.id, n.neighbour) for n in near] == [("x1", False), ("x2", True), ("x3", False)]
    assert [round(n.distance_km or 0, 1) for n in near] == [6.8, 13.7, 20.5]


def test_a_municipality_that_is_not_on_the_map_uses_the_distance_to_its_neighbours() -> None:
    lost = CoverageMunicipality("m", "M", Place(), 2024, 900, 1, ("VR1",))
    facts = world(
        lost,
        municipality("x"),
        municipality("y"),
        own=("x", "y"),
        none=("m",),
        neighbours=(Neighbours("m", "y", 9.5),),
    )
    gap = only(facts)
    assert [(n.municipality.id, n.distance_km) for n in gap.nearest_linked] == [("y", 9.5)]
    assert Lacking.PLACE in gap.lacking


def prison(id: str, east: float, *regions: str, status: str | None = "OPEN") -> CoveragePrison:
    return CoveragePrison(id, id.upper(), Place(52.0, east), status, (), None, tuple(sorted(regions)))


def test_the_nearest_prisons_and_those_of_the_same_court_or_safety_region_serve_the_area() -> None:
    facts = world(
        municipality("m", 30_000, 5.0, EAST, COURT, PROVINCE),
        none=("m",),
        prisons=(
            prison("near", 5.1),
            prison("nearer", 5.05),
            prison("closed", 5.0, "VR1", status="CLOSED"),
            prison("planned", 5.0, status="PLANNED"),
            prison("third", 5.2, status=None),
            prison("far-court", 7.0, "AR1"),
            prison("far-province", 6.0, "PV1"),
            prison("far-region", 6.5, "VR1", "AR1"),
        ),
    )
    serving = only(facts).prisons
    assert [(s.prison.id, s.nearest, [r.id for r in s.shared]) for s in serving] == [
        ("nearer", True, []),
        ("near", True, []),
        ("third", True, []),
        ("far-region", False, ["AR1", "VR1"]),
        ("far-court", False, ["AR1"]),
    ]


def codes(gap: Gap) -> list[str]:
    return [reason.code for reason in gap.reasons]


def test_the_reasons_say_who_said_so_and_why_nothing_reaches() -> None:
    chain = [Covering("g1", "x", "y", Period()), Covering("g2", "y", "z", Period()), Covering("g3", "z", "m", Period())]
    facts = world(
        *(municipality(m) for m in "mxyz"),
        own=("x",),
        none=("m",),
        positions=(AftercarePosition("m", Period(None, LEFT)),),
        coverings=(*chain, Covering("g4", "v", "m", Period(AT + 1)), Covering("g5", "w", "m", Period(None, LEFT))),
    )
    gap = only(facts)
    assert codes(gap) == [
        "SAID_NONE",
        "COORDINATOR_LEFT",
        "COVERED_WITHOUT_COORDINATOR",
        "TOO_FAR",
        "AGREEMENT_TO_COME",
        "AGREEMENT_ENDED",
    ]
    assert gap.reasons[0].english == "Regio Oost says there is no aftercare here (since 1 January 2026)."
    assert gap.reasons[0].dutch == "Regio Oost zegt dat hier geen nazorg is (sinds 1 januari 2026)."
    assert gap.reasons[1].english == "Its last aftercare coordinator left after 31 January 2026."
    assert gap.missing_since == LEFT


def test_a_gap_counts_from_what_was_said_when_no_coordinator_left_later() -> None:
    assert only(world(municipality("m"), none=("m",))).missing_since == YEAR_START


def test_nothing_said_is_said_so_and_has_no_beginning() -> None:
    gap = only(world(municipality("m")))
    assert codes(gap) == ["NOTHING_SAID", "NO_COORDINATOR", "NO_AGREEMENT"]
    assert (gap.missing_since, gap.lacking) == (None, (Lacking.AFTERCARE,))


def test_a_name_with_braces_and_quotes_stays_as_it_is_in_a_reason() -> None:
    facts = world(
        municipality("m"),
        CoverageMunicipality("x", "'t {day} 🙂"),
        coverings=(Covering("g", "x", "m", Period()),),
    )
    (reason,) = [r for r in aftercare_gaps(facts).gaps[0].reasons if r.code == "COVERED_WITHOUT_COORDINATOR"]
    assert reason.english.startswith("'t {day} 🙂 covers it")


def test_contradictions_are_in_the_totals_though_the_link_stands() -> None:
    report = aftercare_gaps(world(municipality("m"), own=("m",), none=("m",)))
    assert (report.gaps, report.totals.contradicted) == ((), ("m",))


def test_no_municipality_at_all_gives_an_empty_report() -> None:
    report = aftercare_gaps(world())
    assert report.gaps == ()
    assert set(report.totals.states.values()) == {0}


@given(st.permutations([municipality(f"m{n}", size) for n, size in enumerate([*SIZES, None, 7_000])]))
def test_the_order_of_the_facts_does_not_matter(found: list[CoverageMunicipality]) -> None:
    facts = world(*found, none=tuple(m.id for m in found))
    assert ids(aftercare_gaps(facts)) == ["m0", "m1", "m8", "m2", "m3", "m4", "m5", "m6", "m7"]
