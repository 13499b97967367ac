"""A page of a list that was judged as a whole at one moment, with that moment and what of it is withheld."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, Self, TypeVar

from api.schema.connection import CountedPage
from api.schema.paging import Page
from graph.withholding import Withheld


class Placed(Protocol):
    """A row that knows its place in the list."""

    @property
    def key(self) -> tuple[str | int, ...]:
        """The place; no two rows have the same."""
        ...


P = TypeVar("P", bound=Placed)


@dataclass(frozen=True, slots=True)
class JudgedPage(CountedPage[P]):
    """A page that also knows at which moment the list was judged (milliseconds UTC), and what of it is withheld."""

    at: int
    withheld: tuple[Withheld, ...]

    @classmethod
    def cut(
        cls,
        owner: str,
        name: str,
        rows: Sequence[P],
        at: int,
        withheld: tuple[Withheld, ...],
        *,
        first: int,
        after: Sequence[str | int] | None,
    ) -> Self:
        """The page of the whole list `rows`, in order of key, that follows the key `after`."""
        left = [one for one in rows if after is None or one.key > tuple(after)][: first + 1]
        page = Page[P].of(owner, name, left, lambda one: one.key, first=first, after=after is not None)
        return cls(page.edges, page.page_info, len(rows), at, withheld)
