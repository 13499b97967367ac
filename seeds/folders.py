"""Writing a world folder: one JSON Lines file per kind, `world.json` last, so that half a world is no world."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import msgspec

from graph.errors import WorldError

FORMAT = "casusregie-world/1"

Row = Mapping[str, object]
"""One line of a file: a thing, a version of a record, or a link."""

_LINES_HELD = 2_000


class WorldFolder:
    """A world being written. Rows stand in the order in which they are added; `counts` gives rows by kind."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.counts: dict[str, int] = {}
        self._held: dict[str, list[Row]] = {}
        self._files: dict[str, BinaryIO] = {}
        self._encoder = msgspec.json.Encoder()
        _make_room(folder)

    def add(self, label: str, row: Row) -> None:
        """Add one row of a kind."""
        held = self._held.get(label)
        if held is None:
            held = self._held[label] = []
        held.append(row)
        if len(held) >= _LINES_HELD:
            self._write(label)

    def finish(self, *, name: str, seed: int, size: str, today: date) -> None:
        """Write what is held and then the manifest: from here on the folder is a world."""
        for label in sorted(self._held):
            self._write(label)
        self._close()
        manifest = {
            "format": FORMAT,
            "name": name,
            "invented": True,
            "seed": seed,
            "size": size,
            "today": today.isoformat(),
        }
        text = msgspec.json.format(msgspec.json.encode(manifest), indent=2) + b"\n"
        (self.folder / "world.json").write_bytes(text)
        self.counts = dict(sorted(self.counts.items()))

    def _write(self, label: str) -> None:
        held = self._held[label]
        if not held:
            return
        if label not in self._files:
            self._files[label] = (self.folder / f"{label}.jsonl").open("wb")
        self._files[label].write(self._encoder.encode_lines(held))
        self.counts[label] = self.counts.get(label, 0) + len(held)
        self._held[label] = []

    def _close(self) -> None:
        for file in self._files.values():
            file.close()
        self._files.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()


def _make_room(folder: Path) -> None:
    """Empty an earlier world; refuse a folder that holds anything else."""
    if folder.exists() and not folder.is_dir():
        raise WorldError(f"{folder} is not a folder", "give a new folder for the world")
    folder.mkdir(parents=True, exist_ok=True)
    there = sorted(folder.iterdir())
    if strange := [p.name for p in there if p.suffix != ".jsonl" and p.name != "world.json"]:
        raise WorldError(f"{folder} holds other files ({strange[0]})", "give a new or empty folder for the world")
    for path in there:
        path.unlink()
