"""The examples in the docstrings of analytics run, and the constants stand in the sources they name."""

import csv
import doctest
from importlib import import_module
from importlib.resources import files
from pkgutil import iter_modules

import pytest

import analytics
from analytics.expectation import INHABITANTS, RELEASES_A_YEAR
from analytics.size import is_small, size_label

MODULES = [found.name for found in iter_modules(analytics.__path__)]


@pytest.mark.parametrize("module", MODULES)
def test_examples_run(module: str) -> None:
    assert doctest.testmod(import_module(f"analytics.{module}")).failed == 0


def rows(name: str) -> list[dict[str, str]]:
    with (files("seeds.reference") / "data" / f"{name}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_national_rate_is_that_of_the_figures() -> None:
    (releases,) = [row["value"] for row in rows("figures") if row["id"] == "F001"]
    assert int(releases) == RELEASES_A_YEAR
    assert sum(int(row["population"]) for row in rows("municipalities")) == INHABITANTS


def test_size_classes_are_those_of_the_source_and_small_is_under_50_000() -> None:
    for row in rows("municipalities"):
        assert is_small(int(row["size_class"])) == (int(row["population"]) < 50_000)
    labels = {int(row["size_class"]): row["size_class_label"].replace(".", ",") for row in rows("municipalities")}
    assert size_label(3) == labels[3].replace("-<", " to ")
