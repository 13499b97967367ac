"""A world folder as it is found: its manifest, its files, and their lines."""

import mmap
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from graph.errors import WorldError
from graph.model.catalogue import KINDS, LINKS

FORMAT = "casusregie-world/1"
LONGEST_LINE = 1 << 20

LABELS = (*KINDS, *(link.name for link in LINKS))
"""Names of the files a world may have, in the order in which they are checked and loaded."""


class Manifest(msgspec.Struct, frozen=True):
    """`world.json`."""

    format: str
    name: str
    invented: bool
    today: str | None = None
    seed: int | None = None
    size: str | None = None


class Lines:
    """The lines of one file, each found again by its offset."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self.size = path.stat().st_size
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if self.size else None

    def __iter__(self) -> Iterator[tuple[int, int, bytes]]:
        """Number from 1, offset and text of every line that is not blank."""
        if self._bytes is None:
            return
        offset, number = 0, 0
        while offset < self.size:
            number += 1
            after = self._after(offset)
            line = self._bytes[offset : min(after, offset + LONGEST_LINE + 1)]
            if line.strip():
                yield number, offset, line
            offset = after

    def at(self, offset: int) -> bytes:
        """The line that starts at an offset, at most one byte more than a line may have."""
        if self._bytes is None:
            return b""
        return self._bytes[offset : min(self._after(offset), offset + LONGEST_LINE + 1)]

    def number(self, offset: int) -> int:
        """The number of the line that starts at an offset. Slow: for the few that have a problem."""
        return 1 if self._bytes is None else self._bytes[:offset].count(b"\n") + 1

    def close(self) -> None:
        """Let go of the file."""
        if self._bytes is not None:
            self._bytes.close()

    def _after(self, offset: int) -> int:
        assert self._bytes is not None  # noqa: S101 (only asked while there are bytes)
        end = self._bytes.find(b"\n", offset)
        return self.size if end < 0 else end + 1


class World:
    """An opened world folder. Raises WorldError when it is not one."""

    def __init__(self, folder: Path) -> None:
        try:
            self.manifest = _manifest(folder)
            self.files = _files(folder)
        except OSError as error:
            raise WorldError(f"the world folder cannot be read: {error.strerror}", "see who may read it") from None

    @property
    def size(self) -> int:
        """Bytes in all files together."""
        return sum(lines.size for lines in self.files.values())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for lines in self.files.values():
            lines.close()


def _files(folder: Path) -> dict[str, Lines]:
    for path in sorted(folder.iterdir()):
        if path.name == "world.json" or path.name.startswith("."):
            continue
        if path.suffix != ".jsonl" or path.stem not in LABELS or not path.is_file():
            raise WorldError(
                f"{path.name[:80]!r} is no file of a world folder",
                "a file is named after a kind, such as Person.jsonl; see docs/world-format.md",
            )
    try:
        return {label: Lines(path) for label in LABELS if (path := folder / f"{label}.jsonl").exists()}
    except OSError as error:
        raise WorldError("a file of the world folder cannot be read", error.strerror or "") from error


def _manifest(folder: Path) -> Manifest:
    if not folder.is_dir():
        raise WorldError(f"{folder} is not a folder", "give the folder of a world, with world.json in it")
    try:
        text = (folder / "world.json").read_bytes()
    except FileNotFoundError:
        raise WorldError("the folder has no world.json", "it is written last: was the world made to its end?") from None
    except OSError as error:
        raise WorldError("world.json cannot be read", error.strerror or "") from error
    try:
        manifest = msgspec.json.decode(text, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise WorldError(
            "world.json is not as it should be", "it needs format, name and invented; see docs/world-format.md"
        ) from None
    if manifest.format != FORMAT:
        raise WorldError(f"the world has format {manifest.format[:40]!r}", f"this version reads {FORMAT}")
    if not manifest.invented:
        raise WorldError("the world is not marked as invented", "this product holds invented persons only")
    return manifest
