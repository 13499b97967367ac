"""Names of persons: how they are written, and how one is found by what somebody types."""

from collections.abc import Mapping
from typing import Any


def full_name(name: Mapping[str, Any]) -> str:
    """`Jan van der Berg`, from `givenName`, `prefix` and `familyName`."""
    return " ".join(part for part in (name["givenName"], name["prefix"], name["familyName"]) if part)
