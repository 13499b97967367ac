"""Every kind has a Dutch term, a registration and a name in the standards, and the page says so."""

import re
from pathlib import Path

import pytest

from api.cli.model import model_document
from graph.model.kinds import FieldClass
from graph.model.registrations import (
    GENERIC_ROLES,
    LEVELS,
    REGISTRATIONS,
    ZGW_LEVELS,
    registrations,
    zgw_words,
)

DOCS = Path(__file__).parents[2] / "docs"
TABLE = {
    name: {"dutch": one.dutch, "source": list(one.sources), "standard": one.standard}
    for name, one in REGISTRATIONS.items()
}
WORDS = {"levels": {str(one): level for one, level in LEVELS.items()}, "roles": dict(GENERIC_ROLES)}


def test_the_page_about_the_model_is_what_the_code_says():
    assert (DOCS / "model.md").read_text("utf-8") == model_document()


def test_a_kind_without_registration_or_with_a_strange_word_is_refused_by_name():
    assert registrations(TABLE) == REGISTRATIONS
    for name, table in (
        ("Stay", {kind: said for kind, said in TABLE.items() if kind != "Stay"}),
        ("Nothing", {**TABLE, "Nothing": TABLE["Stay"]}),
        ("Stay", {**TABLE, "Stay": {**TABLE["Stay"], "dutch": ""}}),
        ("Stay", {**TABLE, "Stay": {"dutch": "verblijf"}}),
    ):
        with pytest.raises(ValueError, match=name):
            registrations(table)


def test_a_class_or_role_without_a_word_of_zgw_is_refused_by_name():
    assert zgw_words(WORDS) == (LEVELS, GENERIC_ROLES)
    for name, words in (
        ("HEALTH", {**WORDS, "levels": {one: level for one, level in WORDS["levels"].items() if one != "HEALTH"}}),
        ("MENTOR", {**WORDS, "roles": {one: role for one, role in WORDS["roles"].items() if one != "MENTOR"}}),
        ("secret", {**WORDS, "levels": {**WORDS["levels"], "HEALTH": "secret"}}),
        ("friend", {**WORDS, "roles": {**WORDS["roles"], "MENTOR": "friend"}}),
    ):
        with pytest.raises(ValueError, match=name):
            zgw_words(words)


def test_a_stricter_class_is_never_of_a_lower_level_than_all_that_are_less_strict():
    assert [ZGW_LEVELS.index(LEVELS[one]) for one in (FieldClass.PUBLIC, FieldClass.WORK)] == [0, 2]
    assert LEVELS[FieldClass.VICTIM] == LEVELS[FieldClass.HEALTH] == "geheim"
    assert all(ZGW_LEVELS.index(LEVELS[one]) >= 3 for one in FieldClass if one not in ("PUBLIC", "WORK"))


def test_what_the_page_refers_to_is_there():
    for name in re.findall(r"\]\(([a-z-]+\.md)\)", model_document()):
        assert (DOCS / name).is_file()
