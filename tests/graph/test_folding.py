import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.folding import folded


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Šahin  de Ruÿter", "sahin de ruyter"),
        ("VAN 'T HOF", "van 't hof"),
        ("van ’t Hof", "van 't hof"),
        ("Ĳsbrand", "ijsbrand"),
        ("Łukasz Ørsted", "lukasz orsted"),
        ("Súdwest-Fryslân", "sudwest-fryslan"),
        ("Weiß", "weiss"),
        ("", ""),
    ],
)
def test_a_name_is_folded_to_what_people_type(name: str, expected: str) -> None:
    assert folded(name) == expected


@given(st.text())
def test_folding_twice_changes_nothing(name: str) -> None:
    assert folded(folded(name)) == folded(name)
