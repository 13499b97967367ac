"""Connections: a page of a list found by `graph`, with its nodes loaded at once."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import strawberry

from api.context import Context
from api.loaders import Loader
from api.schema.invalid import InvalidError, Refused
from api.schema.paging import Page, PageEdge, PageInfo, PagePosition, check_first, cursor, key_after
from graph import paging
from graph.errors import InputError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CountedPage(Page[T]):
    """A page that knows how long the whole list is."""

    total_count: int


@strawberry.type(description="A row of a page and its cursor.")
class Edge(Generic[T]):
    """A row of a page and its cursor."""

    node: T = strawberry.field(description="What stands in this row.")
    cursor: str = strawberry.field(description="Cursor, for `after`.")


@strawberry.type(description="A page of a list (*lijst*), with what exists for who asks.")
class Connection(Generic[T]):
    """A page of a list."""

    edges: list[Edge[T]] = strawberry.field(description="The rows of this page.")
    page_info: PageInfo = strawberry.field(description="Where this page stands.")
    total_count: int = strawberry.field(description="How many the whole list holds, for who asks.")

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, CountedPage)


async def connection(
    context: Context,
    name: str,
    loader: Loader[T],
    find: Callable[[str | None, int], Awaitable[paging.Page[str] | None]],
    *,
    first: int,
    after: str | None,
) -> CountedPage[T] | Refused:
    """The page that `find(after id, first)` gives, None being an empty list; or what was wrong with the question."""
    try:
        check_first(first)
        key = key_after(context.owner, name, after, str)
        page = await find(key[0] if key else None, first)
    except InputError as error:
        return InvalidError.of(error).answer
    except InvalidError as error:
        return error.answer
    if page is None:
        return CountedPage((), PagePosition(False, after is not None, None, None), 0)
    nodes = await loader.load_many(page.items)
    cursors = [cursor(context.owner, name, [id]) for id in page.items]
    edges = tuple(PageEdge(node, own) for own, node in zip(cursors, nodes, strict=True) if node is not None)
    ends = (cursors[0], cursors[-1]) if cursors else (None, None)
    return CountedPage(edges, PagePosition(page.has_next, after is not None, *ends), page.total)
