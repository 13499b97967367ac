"""The reference data as rows."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from seeds.reference import add_reference
from seeds.reference.tables import table
from seeds.stories.telling import Telling

Rows = dict[str, list[dict[str, Any]]]


def reference() -> Rows:
    rows: Rows = {}
    add_reference(lambda label, row: rows.setdefault(label, []).append(dict(row)))
    return rows


def organisations(kind: str) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in reference()["Organisation"] if row["kind"] == kind}


def test_the_reference_data_fit_the_catalogue(complaints_about: Callable[[Rows], list[str]]) -> None:
    assert complaints_about(reference()) == []


def test_every_municipality_stands_once_with_figures_and_three_regions() -> None:
    rows = reference()
    found = organisations("MUNICIPALITY")
    assert len(found) == 342
    assert {row["municipality"] for row in rows["MunicipalityYear"]} == set(found)
    assert sum(row["inhabitants"] for row in rows["MunicipalityYear"]) == 17_942_942
    kinds = {row["id"]: row["kind"] for row in rows["Region"]}
    for row in found.values():
        assert [kinds[region] for region in row["regions"]] == ["SAFETY_REGION", "PROVINCE", "ARRONDISSEMENT"]


def test_every_pair_of_neighbours_stands_once() -> None:
    pairs = [frozenset((row["from"], row["to"])) for row in reference()["Neighbour"]]
    assert len(pairs) == len(set(pairs)) == 888
    assert all(len(pair) == 2 for pair in pairs)


def test_only_open_prisons_are_open() -> None:
    status = {row["id"]: row["status"] for row in organisations("PRISON").values()}
    assert {id for id, said in status.items() if said == "CLOSED"} == {"PI-ALR", "PI-ZTM", "PI-ZWG"}
    assert {id for id, said in status.items() if said == "PLANNED"} == {"JC-VLI"}
    assert sum(said == "OPEN" for said in status.values()) == 29


def test_forensic_centres_are_care_providers_and_stand_once() -> None:
    care = [row["name"] for row in organisations("CARE_PROVIDER").values()]
    assert "FPC De Oostvaarderskliniek" in care
    assert "Pieter Baan Centrum" in care
    assert len(care) == len(set(care))


def test_the_safety_houses_of_the_regions_together_serve_every_municipality_once() -> None:
    served = [
        code
        for row in organisations("SAFETY_HOUSE").values()
        if row["id"].startswith("ZVH-VR")
        for code in row["serves"]
    ]
    assert sorted(served) == sorted(organisations("MUNICIPALITY"))


def test_every_row_names_its_source() -> None:
    assert not [
        row for label, rows in reference().items() if label != "Neighbour" for row in rows if not row.get("source")
    ]


def test_writing_it_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        told = Telling("only reference", date(2026, 3, 10))
        told.netherlands()
        told.write(tmp_path / name)
    one, two = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two


def test_the_tables_in_the_product_are_the_ones_their_sources_describe() -> None:
    sources = (Path(__file__).parents[2] / "seeds/reference/data/SOURCES.md").read_text(encoding="utf-8")
    for name in (
        "municipalities",
        "municipality_neighbours",
        "prisons",
        "probation",
        "safety_houses",
        "care_providers",
    ):
        assert f"{name}.csv" in sources
        assert table(name)
