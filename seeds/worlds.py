"""Making a world folder: an invented world of some size, told stories, or both together."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from graph.errors import InputError
from seeds.folders import WorldFolder
from seeds.invented.chances import Chances
from seeds.invented.world import PERSONS, add_world
from seeds.reference import add_reference
from seeds.stories.library import STORIES

SIZES = tuple(PERSONS)

__all__ = ["PERSONS", "SIZES", "write_world"]


def write_world(
    folder: Path,
    *,
    today: date,
    size: str | None = None,
    seed: int = 7,
    stories: Sequence[str] = (),
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> dict[str, int]:
    """Write a world folder with the reference data; answers the number of rows by kind.

    The same arguments give the same bytes. Raises InputError for an unknown size or story, WorldError where the
    folder holds something else.
    """
    if size is not None and size not in SIZES:
        raise InputError(f"there is no size {size!r}", f"choose one of {', '.join(SIZES)}")
    if unknown := [name for name in stories if name not in STORIES]:
        raise InputError(f"there is no story {unknown[0]!r}", f"choose from {', '.join(STORIES)}")
    with WorldFolder(folder) as world:
        add_reference(world.add)
        if size is not None:
            add_world(Chances(seed, size, today), world.add, progress)
        for name in dict.fromkeys(stories):
            STORIES[name].tell(today).add_to(world.add)
        called = ", ".join([*([f"{size} {seed}"] if size else []), *stories])
        world.finish(name=f"{called} (invented)", seed=seed, size=size or "story", today=today)
        return world.counts
