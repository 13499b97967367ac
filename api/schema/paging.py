"""Pages of a list: Relay connections with keyset cursors, which stay right while rows are added before them."""

import binascii
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Annotated, Any, Final, Generic, Self, TypeAlias, TypeVar, cast

import orjson
import strawberry

from api.schema.declined import RefusalCode
from api.schema.invalid import InvalidError

T = TypeVar("T")

PAGE: Final = 20
LARGEST_PAGE: Final = 100

First: TypeAlias = Annotated[
    int, strawberry.argument(description=f"How many at the most, 1 to {LARGEST_PAGE} (*paginagrootte*).")
]
After: TypeAlias = Annotated[
    str | None, strawberry.argument(description="Start after this cursor, as `pageInfo.endCursor` gave it.")
]


@dataclass(frozen=True, slots=True)
class PagePosition:
    """Where a page stands in its list."""

    has_next_page: bool
    has_previous_page: bool
    start_cursor: str | None
    end_cursor: str | None


@dataclass(frozen=True, slots=True)
class PageEdge(Generic[T]):
    """One row and the cursor to go on after it."""

    node: T
    cursor: str


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A page of rows; what every connection type is a shape over."""

    edges: tuple[PageEdge[T], ...]
    page_info: PagePosition

    @classmethod
    def of(
        cls,
        owner: str,
        name: str,
        rows: Sequence[T],
        key: Callable[[T], Sequence[str | int]],
        *,
        first: int,
        after: bool,
    ) -> Self:
        """A page out of up to `first + 1` rows of the list `name`, ordered by `key`."""
        shown = tuple(PageEdge(row, cursor(owner, name, key(row))) for row in rows[:first])
        ends = (shown[0].cursor, shown[-1].cursor) if shown else (None, None)
        return cls(shown, PagePosition(len(rows) > first, after, *ends))


@strawberry.type(description="Where a page stands in its list (*pagina*).")
class PageInfo:
    """Where a page stands in its list."""

    has_next_page: bool = strawberry.field(description="Whether more follows.")
    has_previous_page: bool = strawberry.field(description="Whether this page was asked for with `after`.")
    start_cursor: str | None = strawberry.field(description="Cursor of the first row; null on an empty page.")
    end_cursor: str | None = strawberry.field(description="Cursor of the last row, for `after`; null on an empty page.")


def check_first(first: int) -> int:
    """The page size asked for. Raises InvalidError outside 1 to LARGEST_PAGE."""
    if not 1 <= first <= LARGEST_PAGE:
        raise InvalidError("first", RefusalCode.OUT_OF_RANGE, f"first is {first}: ask for 1 to {LARGEST_PAGE}")
    return first


def cursor(owner: str, name: str, key: Sequence[str | int]) -> str:
    """The cursor of the row with this key in the list `name`, for who got it (`Context.owner`)."""
    return urlsafe_b64encode(orjson.dumps([name, *key, _mark(owner, name, key)])).rstrip(b"=").decode()


def key_after(owner: str, name: str, after: str | None, *shape: type) -> list[Any] | None:
    """The key a cursor of the list `name` holds, None without one.

    Raises InvalidError for any other text, and for a cursor that somebody else got, or for another purpose.
    """
    if after is None:
        return None
    try:
        found: Any = orjson.loads(urlsafe_b64decode(after.encode() + b"=" * (-len(after) % 4)))
    except (ValueError, binascii.Error):
        found = None
    if isinstance(found, list) and [type(one) for one in found] == [str, *shape, str]:  # pyright: ignore
        (told, *key, mark) = cast("list[Any]", found)
        if told == name and hmac.compare_digest(mark.encode(), _mark(owner, name, key).encode()):
            return key
    raise InvalidError("after", RefusalCode.BAD_CURSOR, "after: this is not a cursor of this list")


def _mark(owner: str, name: str, key: Sequence[str | int]) -> str:
    """What ties a cursor to its owner. Not a secret: a cursor opens nothing, it only says where to go on."""
    return blake2b(orjson.dumps([owner, name, *key]), digest_size=9).hexdigest()
