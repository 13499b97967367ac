"""Names as they are written, and found by what somebody types."""

import pytest

from graph.names import full_name, likeness, ranked, words_of

BERG = (
    "berg",
    "Berg",
    "van der Berg",
    "vd berg",
    "v.d. Berg",
    "v/d Berg",
    "Berg, van der",
    "BÉRG",
    "ber",
    "Jan v d Berg",
)


@pytest.mark.parametrize("typed", BERG)
def test_a_dutch_name_is_found_by(typed):
    assert likeness(typed, "Jan van der Berg") > 0


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ozdemir", "Ayşe Özdemir"),
        ("Özdemır", "Ayşe Özdemir"),
        ("el idrissi", "Youssef El Idrissi"),
        ("idrisi", "Youssef El Idrissi"),
        ("in t veld", "Anton in 't Veld"),
        ("veld, in 't", "Anton in ’t Veld"),
        ("d'Angelo", "Rosa D’Angelo"),
        ("hertogenbosch", "'s-Hertogenbosch"),
        ("Den Bosch", "Jeroen van den Bosch"),
        ("janssen", "Piet Jansen"),
        ("Lewandowsky", "Marek Lewandowski"),
        ("van der", "Jan van der Berg"),
    ],
)
def test_accents_prefixes_and_close_spelling_do_not_matter(typed, name):
    assert likeness(typed, name) > 0


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("bakker", "Jan van der Berg"),
        ("jan bakker", "Jan van der Berg"),
        ("jon", "Jan Berg"),
        ("van den", "Jan van der Berg"),
        ("🙂", "Jan Berg"),
        (",", "Jan Berg"),
        ("' OR 1=1", "Jan Berg"),
    ],
)
def test_other_names_are_not_found(typed, name):
    assert likeness(typed, name) == 0


def test_the_same_word_comes_before_its_start_before_a_part_before_a_close_one():
    names = ["Bergman", "Vandenberg", "Borg", "Berg"]
    assert ranked(names, names, "berg") == ["Berg", "Bergman", "Vandenberg", "Borg"]


def test_without_a_search_names_stand_in_order():
    assert ranked(["1", "2", "3"], ["c", "a", "b"], None) == ["2", "3", "1"]


def test_a_name_is_written_with_its_prefix():
    assert full_name({"givenName": "Jan", "prefix": "van der", "familyName": "Berg"}) == "Jan van der Berg"
    assert full_name({"givenName": "Jan", "prefix": None, "familyName": "Berg"}) == "Jan Berg"


def test_words_that_count_are_told_from_prefixes():
    assert words_of("v.d. Bérg-Smit") == (("berg", "smit"), ("v", "d"))
