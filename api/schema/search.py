"""Searching by what somebody types."""

from typing import Annotated, TypeAlias

import strawberry

Search: TypeAlias = Annotated[
    str | None,
    strawberry.argument(description="(Part of) a name, spelled closely enough; best fit first. Null is all, by name."),
]
