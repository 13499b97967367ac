"""A summary of a case for learning tells of nobody: whoever knows all the rest cannot get below five persons."""

from collections import Counter
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.learning_cases import LearningCase, Telling, TooFew, summary
from analytics.learning_journeys import journey_svg
from analytics.learning_ladders import LADDERS, ladders_in
from analytics.learning_values import drawn
from analytics.learning_words import PARTS, in_dutch
from graph.model.kinds import FieldClass
from graph.times import parse_moment

ALL = frozenset(FieldClass)
NOW = parse_moment("2026-03-10T12:00:00+01:00")
_WORDS = {"phase": ["BEFORE", "DURING", "AFTER"], "kinds": ["PRISON", "PRISON PROBATION"], "roles": ["MENTOR", "NONE"]}


def value_of(attribute):
    if isinstance(attribute.levels[0], tuple):
        return st.none() | st.integers(0, 120)
    statuses = ["IN_ORDER", "NOT_IN_ORDER", "IN_PROGRESS", "UNKNOWN"]
    return st.none() | st.sampled_from(_WORDS.get(attribute.name, statuses))


PERSON = st.fixed_dictionaries({one.name: value_of(one) for one in LADDERS.attributes})
WORLDS = st.lists(st.tuples(st.integers(0, 12), PERSON), min_size=1, max_size=30)


def fitting(told, rows):
    """How many persons fit what a summary tells, counted from nothing but the summary and everybody's values."""
    return len({
        person for person, values in rows
        if all(one.attribute.said(one.level, values[one.attribute.name]) == one.value
               for one in told if one.telling is Telling.TOLD)
    })  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(WORLDS, st.sets(st.sampled_from(list(FieldClass))))
def test_nobody_can_be_found_again_among_fewer_than_five(rows, released):
    for _, own in rows:
        found = summary(own, rows, frozenset(released))
        if isinstance(found, TooFew):
            assert len({person for person, _ in rows}) < 5
        else:
            assert fitting(found.told, rows) >= 5


@settings(max_examples=30, deadline=None)
@given(WORLDS, st.sets(st.sampled_from(list(FieldClass))), st.sets(st.sampled_from(list(FieldClass))))
def test_two_who_put_their_summaries_together_cannot_get_below_five_either(rows, one, other):
    own = rows[0][1]
    mine, yours = summary(own, rows, frozenset(one)), summary(own, rows, frozenset(other))
    if not isinstance(mine, TooFew) and not isinstance(yours, TooFew):
        assert fitting((*mine.told, *yours.told), rows) >= 5


@given(WORLDS)
@settings(max_examples=30, deadline=None)
def test_what_is_withheld_is_not_told(rows):
    found = summary(rows[0][1], rows, frozenset({FieldClass.PLAN}))
    if isinstance(found, LearningCase):
        assert {one.attribute.field_class for one in found.told if one.value is not None} <= {FieldClass.PLAN}


def everybody(many, **values):
    return {one.name: None for one in LADDERS.attributes} | values


def test_four_persons_are_too_few_and_five_are_enough():
    rows = [(number, everybody(1)) for number in range(5)]
    assert summary(rows[0][1], rows[:4], ALL) == TooFew(5)
    assert isinstance(summary(rows[0][1], rows, ALL), LearningCase)


def test_five_cases_of_one_person_are_one_person():
    assert summary(everybody(1), [(0, everybody(1))] * 5, ALL) == TooFew(5)


def test_a_rare_value_is_told_more_coarsely_and_the_rarest_not_at_all():
    rows = [(number, everybody(1, age=age)) for number, age in enumerate([31, 32, 33, 34, 35, 41, 17])]
    told = {age: next(one for one in summary(row, rows, ALL).told if one.attribute.name == "age")
            for age, row in ((row["age"], row) for _, row in rows)}  # fmt: skip
    assert told[31].value == "30-39"
    assert (told[41].value, told[41].level) == ("30+", 2)
    assert (told[17].value, told[17].telling) == (None, Telling.MERGED)


def test_not_known_is_never_told_as_none_or_as_no():
    rows = [(number, everybody(1)) for number in range(5)]
    assert {one.value for one in summary(rows[0][1], rows, ALL).told} == {"UNKNOWN"}


@pytest.mark.parametrize(
    "wrong", ["bounds = [[3, 2]]", "bounds = [[0, 2]]", "bounds = []", "bounds = [[1]]\nwords = [{}]", ""]
)
def test_a_bad_ladder_is_refused_naming_the_file(wrong):
    text = 'k = 5\nreason = "r"\nsource = "s"\n[[attribute]]\nname = "a"\npart = "TEAM"\nclass = "PLAN"\n'
    with pytest.raises(ValueError, match=r"learning\.toml"):
        ladders_in(text + f'dutch = "a"\nenglish = "a"\n{wrong}\n')


def test_every_part_has_its_heading_and_every_attribute_is_drawn_from_columns():
    assert {one.part for one in LADDERS.attributes} == set(PARTS)
    nothing = {"birthDate": None, "detentions": [], "records": []}
    assert {one.name for one in LADDERS.attributes} <= set(drawn(nothing, NOW))
    assert all(count == 1 for count in Counter(one.name for one in LADDERS.attributes).values())


def day(text):
    return parse_moment(text)


def record(label, since="2026-01-05", until="2999-12-30", **said):
    blank = dict.fromkeys(
        ("kind", "heldOn", "condition", "phase", "status", "role", "offeredAt", "acceptedAt", "metAt", "holder",
         "organisationKind")
    )  # fmt: skip
    return {"label": label, "fact": label, "validFrom": day(since), "validTo": day(until), "ends": []} | blank | said


def test_weeks_count_from_the_arrival_and_gaps_are_whole_weeks_without_contact():
    columns = {
        "birthDate": "1990-03-11",
        "detentions": [{"id": "d", "startedOn": day("2026-01-05")}],
        "records": [
            record("ContactMoment", heldOn=day("2026-01-14")),
            record("ContactMoment", heldOn=day("2026-03-04")),
            record("PlanState", since="2026-02-02"),
            record("Assessment", condition="HOUSING", phase="DURING", status="IN_ORDER"),
            record("Involvement", role="MENTOR", organisationKind="PRISON", holder="a"),
        ],
    }
    found = drawn(columns, NOW)
    told = ("phase", "weeks_inside", "weeks_to_contact", "gaps", "longest_gap", "weeks_to_plan", "ready_count", "age",
            "kinds", "HOUSING.DURING", "HOUSING.AFTER")  # fmt: skip
    assert {name: found[name] for name in told} == {
        "phase": "DURING", "weeks_inside": 9, "weeks_to_contact": 1, "gaps": 1, "longest_gap": 7, "weeks_to_plan": 4,
        "ready_count": 1, "age": 35, "kinds": "PRISON", "HOUSING.DURING": "IN_ORDER", "HOUSING.AFTER": None,
    }  # fmt: skip


def test_what_did_not_happen_is_told_apart_from_what_is_not_known():
    columns = {"birthDate": None, "detentions": [{"id": "d", "startedOn": day("2026-01-05")}], "records": []}
    found = drawn(columns, NOW)
    assert [found[name] for name in ("weeks_to_contact", "weeks_to_plan", "handover_overlap", "age")] == [
        "NONE", "NONE", "NONE", None,
    ]  # fmt: skip
    contact = next(one for one in LADDERS.attributes if one.name == "weeks_to_contact")
    assert [contact.said(2, value) for value in ("NONE", None, 0)] == ["NONE", "UNKNOWN", "0-3"]


def test_an_overlap_needs_both_in_the_team():
    handover = record(
        "Handover", offeredAt=day("2026-02-01"), acceptedAt=day("2026-02-03"), ends=[["OFFERED", "a"], ["TO", "b"]]
    )
    team = [
        record("Involvement", holder="a", role="MENTOR"),
        record("Involvement", "2026-02-10", holder="b", role="MENTOR"),
    ]
    columns = {"birthDate": None, "detentions": [], "records": [handover, *team]}
    found = drawn(columns, NOW)
    assert (found["handovers"], found["handover_accepted"], found["handover_met"], found["handover_overlap"]) == (
        1, "YES", "NO", 4,
    )  # fmt: skip
    assert drawn({**columns, "records": [handover, team[0]]}, NOW)["handover_overlap"] is None


def test_the_journey_is_black_on_white_with_letters_that_can_be_halved_and_tells_no_more_than_the_summary():
    rows = [(number, everybody(1, phase="AFTER", gaps=1, longest_gap=8)) for number in range(5)]
    found = summary(rows[0][1], rows, ALL)
    picture = ET.fromstring(journey_svg(found))
    assert {one.get("fill") or one.get("stroke") for one in picture.iter()} <= {"#000", "#fff", None}
    sizes = [int(one.get("font-size")) for one in picture.iter() if one.get("font-size")]
    assert min(sizes) >= 22
    words = " ".join(one.text or "" for one in picture.iter())
    assert "verzonnen" in words
    assert in_dutch(next(one for one in found.told if one.attribute.name == "longest_gap")) in words
    assert journey_svg(found) == journey_svg(found)
