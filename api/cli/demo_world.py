"""The world of the demo: a small population, all told stories, and the whole country around them."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from api.cli.console import err
from graph.clock import Clock, SystemClock, today
from graph.settings import Settings
from graph.store import Store
from seeds.importing import Progress, Tell, fill, load
from seeds.stories.library import STORIES
from seeds.worlds import write_world

SIZE, SEED = "small", 7


def is_loaded(own: Settings) -> bool:
    """Whether an import of the demo's world came to its end here; one that was broken off is done again."""
    return _mark(own).exists()


def fill_demo(own: Settings) -> None:
    """Put the demo's world into the local database before it starts, if that is empty."""
    clock = SystemClock()
    with _written(clock) as folder:
        report = fill(own, clock, folder, _tenths(), say)
    if report is not None:
        _note(own)


async def load_demo(own: Settings, store: Store, clock: Clock) -> None:
    """Put the demo's world into a database that runs."""
    with _written(clock) as folder:
        await load(store, clock, folder, _tenths())
    _note(own)


def say(line: str) -> None:
    """Tell who waits what is being done."""
    err.print(line, style="dim", markup=False)


@contextmanager
def _written(clock: Clock) -> Generator[Path]:
    with TemporaryDirectory(prefix="casusregie-") as place:
        folder = Path(place) / "world"
        say("inventing a world: 300 persons, six told stories and the whole country around them")
        write_world(folder, today=today(clock), size=SIZE, seed=SEED, stories=tuple(STORIES))
        yield folder


def _tenths() -> Tell:
    said = -1

    def tell(now: Progress) -> None:
        nonlocal said
        tenth = 10 * now.done // max(now.of, 1)
        if now.stage != "checking" and tenth != said:
            said = tenth
            say(f"loading it: {tenth * 10} %")

    return tell


def _mark(own: Settings) -> Path:
    return own.home / "demo-loaded"


def _note(own: Settings) -> None:
    own.home.mkdir(parents=True, exist_ok=True)
    _mark(own).touch()
