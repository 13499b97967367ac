"""Regions found by what people type."""

import pytest

from analytics.region import region_named
from graph.coverages import Region
from graph.errors import InputError

REGIONS = (
    Region("PV20", "Groningen", "PROVINCE"),
    Region("VR01", "Groningen", "SAFETY_REGION"),
    Region("VR02", "Fryslân", "SAFETY_REGION"),
    Region("VR07", "Gelderland-Midden", "SAFETY_REGION"),
    Region("VR08", "Gelderland-Zuid", "SAFETY_REGION"),
)


@pytest.mark.parametrize("text", ["VR08", "vr08", "Gelderland-Zuid", " gelderland-zuid ", "GELDERLAND–ZUID"])
def test_a_region_is_found_by_id_or_name_whatever_its_case(text: str) -> None:
    assert region_named(REGIONS, text).id == "VR08"


def test_accents_do_not_matter() -> None:
    assert region_named(REGIONS, "fryslan").id == "VR02"


def test_an_unknown_region_names_those_that_come_near() -> None:
    with pytest.raises(InputError, match="there is no region 'Gelderland-Zuit'") as caught:
        region_named(REGIONS, "Gelderland-Zuit")
    assert "Gelderland-Zuid (VR08, safety region)" in caught.value.advice


@pytest.mark.parametrize("text", ["", "  ", "🙂", "'; DROP", "x" * 10_000, "\x00\n"])
def test_odd_text_is_an_unknown_region_in_one_short_line(text: str) -> None:
    with pytest.raises(InputError, match="there is no region") as caught:
        region_named(REGIONS, text)
    line = f"{caught.value}: {caught.value.advice}"
    assert len(line) < 250
    assert line.isprintable()


def test_a_name_of_two_regions_asks_for_the_id() -> None:
    with pytest.raises(InputError, match="several regions are called 'Groningen'") as caught:
        region_named(REGIONS, "Groningen")
    assert "PV20" in caught.value.advice
    assert "VR01" in caught.value.advice
