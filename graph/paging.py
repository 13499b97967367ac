"""Pages of a list: so many after a given one. The cursor is the id of the last item of the page before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from graph.errors import InputError
from graph.inputs import check_page

T = TypeVar("T")

MOST_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page: its items in order, whether more follow, and how many the whole list holds."""

    items: tuple[T, ...]
    has_next: bool
    total: int


def cut(ids: Sequence[str], after: str | None, first: int) -> Page[str]:
    """The page of `ids` that follows the id `after`; the first page where it is None.

    Raises InputError for a page that is empty or too large, and for an id that is not (any more) in the list.
    """
    check_page(first, MOST_AT_ONCE)
    start = 0
    if after is not None:
        try:
            start = ids.index(after) + 1
        except ValueError:
            raise InputError("after is not in this list (any more)", "start again without it") from None
    return Page(tuple(ids[start : start + first]), start + first < len(ids), len(ids))
