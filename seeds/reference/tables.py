"""The CSV files beside this module, as they were delivered; where they come from stands in data/SOURCES.md."""

import csv
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"

KNOWN_FROM = "2024-01-01"
"""From when the reference rows say what they say: the layout and figures of 1 January 2024."""

RECORDED_AT = "2024-07-01"
"""When the figures of 2024 are taken to have been known."""


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `<name>.csv` in file order, keyed by the header; a blank is an empty text."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def without_blanks(row: dict[str, object]) -> dict[str, object]:
    """The row without keys that say nothing: absent is unknown."""
    return {key: value for key, value in row.items() if value not in (None, "", [])}
