"""Loading by id, many at once: one statement for all the ids that one answer asks of one kind.

A loader belongs to one request and so to one actor; it never serves one user's answer to the next.
"""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TypeAlias, TypeVar, cast

from strawberry.dataloader import DataLoader

from api.context import Context
from graph.actors import Actor
from graph.clock import Clock
from graph.guards import Guard
from graph.inputs import could_be_id
from graph.store import Store

T = TypeVar("T")

Read: TypeAlias = Callable[[Store, Actor, Clock, Sequence[str]], Awaitable[dict[str, T]]]
GuardedRead: TypeAlias = Callable[[Guard, Sequence[str]], Awaitable[dict[str, T]]]
Loader: TypeAlias = DataLoader[str, T | None]


def public(context: Context, read: Read[T]) -> Loader[T]:
    """Loads reference data, for whoever is signed in."""
    return _loader(context, _name(read), partial(read, context.store, context.reader, context.clock))


def guarded(context: Context, read: GuardedRead[T]) -> Loader[T]:
    """Loads persons, cases and professionals through the guard; without an actor they do not exist."""
    guard = context.guard
    return _loader(context, _name(read), None if guard is None else partial(read, guard))


async def found(loader: Loader[T], ids: Sequence[str]) -> list[T]:
    """What exists of these ids, in their order."""
    return [one for one in await loader.load_many(ids) if one is not None]


def _name(read: Callable[..., object]) -> str:
    return read.__name__  # pyright: ignore[reportFunctionMemberAccess]


def _loader(context: Context, name: str, read: Callable[[Sequence[str]], Awaitable[dict[str, T]]] | None) -> Loader[T]:
    known = context.loaders.get(name)
    if known is not None:
        return cast("Loader[T]", known)

    async def load(ids: list[str]) -> list[T | None]:
        wanted = [id for id in ids if could_be_id(id)]
        if read is None or not wanted:
            return [None] * len(ids)
        rows = await read(wanted)
        return [rows.get(id) for id in ids]

    made: Loader[T] = DataLoader(load, max_batch_size=500)
    context.loaders[name] = made
    return made
