"""Every section at a past moment, against the files as they stood then, asked plainly: on random cases."""

from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from random_case import AFTER_ALL, MOMENTS, case_of, cut, rows

from api.schema.case_picture import CasePicture
from graph.case_pictures import Picture
from graph.changes import changes
from graph.dossiers import Dossier
from graph.model.kinds import FieldClass

NO_SECTIONS = {"case", "persons", "kind", "frame", "at", "known_at", "acts", "withheld"}
"""What is the same whatever moment is looked at, or is about the present by design."""

UNTIL_KNOWN = {"life_course"}
"""Sections with gaps, which end at what was known."""


@cache
def sections():
    """The function behind every section, by name: one that is new is tried without a line here."""
    fields = CasePicture.__strawberry_definition__.fields
    return {one.python_name: one.base_resolver.wrapped_func for one in fields if one.python_name not in NO_SECTIONS}


def picture(all_rows, at, known):
    case = case_of(all_rows)
    dossier = Dossier(case.case_id, case.person_ids, "PERSON", "PBW_18A", case, case, frozenset(FieldClass), (), None)
    return Picture(dossier, case.view(at, known))


def test_there_are_sections_to_try():
    assert {"team", "conditions", "plans", "clock"} <= sections().keys()


@pytest.mark.parametrize("section", sections())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(rows(), st.sampled_from(MOMENTS), st.sampled_from(MOMENTS))
def test_a_section_as_known_then_is_that_of_the_files_as_they_stood_then(section, all_rows, at, known):
    draw = sections()[section]
    # That nobody saw the person cannot be known of days to come: those are asked about as they were looked forward to.
    plainly = known if section in UNTIL_KNOWN and at > known else AFTER_ALL
    assert draw(picture(all_rows, at, known)) == draw(picture(cut(all_rows, known), at, plainly))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows(), st.sampled_from(MOMENTS), st.sampled_from(MOMENTS))
def test_what_changed_between_two_moments_does_not_depend_on_what_came_later(all_rows, one, other):
    first, last = sorted((one, other))
    case, then = case_of(all_rows), case_of(cut(all_rows, last))
    assert changes(case, first, last) == changes(then, first, last)
    assert changes(case, last, last) == ()
    new = {change.origin.fact for change in changes(case, None, last)}
    assert new == {record.fact for record in case.records if record.believed(last)}
