"""Continuity radar: when nobody is there any more, by what ends with what."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from written_case import Written, moment

from analytics.continuity import Continuity, EndsBy, radar_of
from graph.model.kinds import FieldClass
from graph.times import day_of

AT = "2026-03-10"


def drawn(case, at=AT):
    view = case.view(at)
    return radar_of(view, view)


def involve(case, id, ends_with, *, since="2026-01-10", until=None, planned=None, role="CASE_MANAGER", **said):
    case.position(id, role)
    return case.say(
        "Involvement", since, until, holder=id, role=role, endsWith=ends_with, plannedTo=planned,
        **{"frame": "PBW_18A", **said},
    )  # fmt: skip


@pytest.fixture
def case():
    written = Written()
    written.detain("2026-01-05", expected="2026-05-01")
    return written


def day(moment_):
    return None if moment_ is None else day_of(moment_).isoformat()


def test_a_network_that_ends_with_the_release_goes_empty_then(case):
    involve(case, "a", "RELEASE")
    involve(case, "b", "RELEASE")
    found = drawn(case)
    assert (found.continuity, day(found.empty_from)) == (Continuity.EMPTIES, "2026-05-01")
    assert (found.at_release, found.days_after_release) == (True, 0)
    assert {one.ends_by for one in found.ties} == {EndsBy.RELEASE}


def test_an_open_tie_holds(case):
    involve(case, "a", "RELEASE")
    involve(case, "b", "OPEN")
    found = drawn(case)
    assert (found.continuity, found.empty_from) == (Continuity.HOLDS, None)
    assert [one.ends_by for one in found.ties] == [EndsBy.RELEASE, EndsBy.OPEN]


def test_what_ends_last_is_told_with_how_long_after_the_release(case):
    involve(case, "a", "RELEASE")
    last = involve(case, "b", "DATE", planned="2026-05-31")
    found = drawn(case)
    assert (day(found.empty_from), found.at_release, found.days_after_release) == ("2026-05-31", False, 30)
    assert found.last is not None
    assert found.last.fact == last


def test_a_tie_with_an_unknown_end_makes_it_unknown_and_never_empty(case):
    involve(case, "a", "RELEASE")
    involve(case, "b", "UNKNOWN")
    assert drawn(case).continuity is Continuity.UNKNOWN


@pytest.mark.parametrize(("ends_with", "said"), [("DATE", {}), ("TITLE_END", {})])
def test_an_end_that_hangs_on_what_is_not_known_is_unknown(case, ends_with, said):
    involve(case, "a", ends_with, **said)
    assert drawn(case).ties[0].ends_by is EndsBy.UNKNOWN
    nowhere = Written()
    nowhere.detain("2026-01-05")
    involve(nowhere, "a", "RELEASE")
    assert drawn(nowhere).continuity is Continuity.UNKNOWN


def test_a_tie_that_ends_with_the_title_lasts_as_long_as_the_last_title(case):
    involve(case, "a", "TITLE_END")
    for end in ("2026-06-01", "2027-01-01"):
        case.say(
            "LegalTitle", "2026-01-05", detention="det-0", ground="SENTENCE", follows="SUPERVISION", expectedEnd=end
        )
    assert day(drawn(case).empty_from) == "2027-01-01"


def test_an_end_that_was_said_goes_before_what_it_was_meant_to_end_with(case):
    involve(case, "a", "OPEN", until="2026-04-01", end_known="2026-03-01")
    found = drawn(case)
    assert (found.continuity, day(found.empty_from)) == (Continuity.EMPTIES, "2026-04-01")
    assert (found.at_release, found.days_after_release) == (True, -30)


def test_a_position_that_ends_takes_its_tie_along(case):
    involve(case, "a", "OPEN")
    held = case.holders["a"]
    case.holders["a"] = replace(held, functions=((0, moment("2026-04-15"), 0, None, "CASE_MANAGER"),))
    found = drawn(case)
    assert (found.ties[0].ends_by, day(found.empty_from)) == (EndsBy.POSITION_ENDS, "2026-04-15")
    case.holders["a"] = replace(held, functions=((0, moment("2026-02-15"), 0, None, "CASE_MANAGER"),))
    assert drawn(case).continuity is Continuity.EMPTY


def test_nobody_is_nobody(case):
    involve(case, "a", "OPEN", until="2026-02-01")
    assert drawn(case).continuity is Continuity.EMPTY


def test_ties_that_are_told_to_few_change_nothing(case):
    involve(case, "a", "RELEASE")
    before = drawn(case)
    involve(case, "care", "OPEN", role="CARE_PROFESSIONAL")
    case.records[-1] = replace(case.records[-1], field_class=FieldClass.HEALTH)
    involve(case, "delegate", "OPEN", role="RISK_DELEGATE", frame="PBW_18B")
    assert drawn(case) == before


ENDS = st.sampled_from(("RELEASE", "OPEN", "UNKNOWN", "DATE"))


@settings(deadline=None)
@given(st.lists(ENDS, max_size=5), ENDS)
def test_one_tie_more_never_makes_a_network_that_holds_go_empty_nor_go_empty_sooner(several, more):
    case = Written()
    case.detain("2026-01-05", expected="2026-05-01")
    for number, ends_with in enumerate(several):
        involve(case, f"p{number}", ends_with, planned="2026-04-01" if ends_with == "DATE" else None)
    before = drawn(case)
    involve(case, "more", more, planned="2026-04-01" if more == "DATE" else None)
    after = drawn(case)
    order = (Continuity.EMPTY, Continuity.EMPTIES, Continuity.UNKNOWN, Continuity.HOLDS)
    assert order.index(after.continuity) >= order.index(before.continuity)
    if before.empty_from is not None and after.empty_from is not None:
        assert after.empty_from >= before.empty_from
