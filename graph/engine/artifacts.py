"""The files the engine is made of: which, from where in a Maven repository, with which SHA-256.

The list is `engine.lock` beside this module, written by `graph.engine.relock` and never by hand.
"""

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import Final

import msgspec

LOCK_NAME: Final = "engine.lock"
ENGINE: Final = "engine"
IDE: Final = "ide"


@dataclass(frozen=True, slots=True)
class Artifact:
    """One jar: `size` in bytes, `part` says whether the engine or the GraphQL IDE needs it."""

    group: str
    name: str
    version: str
    sha256: str
    size: int
    classifier: str = ""
    part: str = ENGINE

    @property
    def coordinates(self) -> str:
        """Group, name, version and classifier as Maven users write them."""
        return ":".join(filter(None, (self.group, self.name, self.version, self.classifier)))

    @property
    def path(self) -> PurePosixPath:
        """The path below any Maven repository."""
        ending = f"-{self.classifier}" if self.classifier else ""
        return PurePosixPath(*self.group.split("."), self.name, self.version, f"{self.name}-{self.version}{ending}.jar")


@dataclass(frozen=True, slots=True)
class Lock:
    """All artifacts of one version of the engine, with a digest that changes when any of them does."""

    neo4j: str
    artifacts: tuple[Artifact, ...]
    digest: str

    def of(self, part: str) -> tuple[Artifact, ...]:
        """The artifacts of one part, in the order of the lock."""
        return tuple(artifact for artifact in self.artifacts if artifact.part == part)


class _LockedFile(msgspec.Struct, forbid_unknown_fields=True):
    neo4j: str
    artifact: list[Artifact]


def parse_lock(text: str) -> Lock:
    """The lock written in `text` (TOML)."""
    locked = msgspec.convert(tomllib.loads(text), _LockedFile)
    return Lock(locked.neo4j, tuple(locked.artifact), hashlib.sha256(text.encode()).hexdigest())


@cache
def read_lock() -> Lock:
    """The lock that comes with this program."""
    return parse_lock((files("graph.engine") / LOCK_NAME).read_text("utf-8"))


def sha256_of(path: Path) -> str:
    """SHA-256 of a file as lower-case hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
