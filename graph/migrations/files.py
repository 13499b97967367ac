"""The migrations that come with the product: numbered `.cypher` files, never altered once released."""

import hashlib
import re
from dataclasses import dataclass
from importlib.resources import files
from typing import LiteralString, cast

from graph.errors import MigrationError

_NAME = re.compile(r"(\d{4})_([a-z0-9_]+)\.cypher")
_SCHEMA = ("CREATE CONSTRAINT", "CREATE INDEX", "CREATE FULLTEXT INDEX", "DROP CONSTRAINT", "DROP INDEX")


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: statements on the schema first, then statements on data that run in one transaction.

    Statements on the schema must bear being run twice (IF NOT EXISTS, IF EXISTS): the database cannot put them into
    one transaction with the note that they were run.
    """

    version: int
    name: str
    checksum: str
    schema: tuple[LiteralString, ...]
    data: tuple[LiteralString, ...]


def packaged_migrations() -> tuple[Migration, ...]:
    """All migrations of this product in order; raises MigrationError when the numbers have a gap."""
    found = sorted(
        (read_migration(entry.name, entry.read_text("utf-8")) for entry in files(__package__ or "").iterdir()
         if entry.name.endswith(".cypher")),
        key=lambda migration: migration.version,
    )  # fmt: skip
    if [migration.version for migration in found] != list(range(1, len(found) + 1)):
        raise MigrationError("the migrations of this installation are not numbered 1, 2, 3, ...", "install it anew")
    return tuple(found)


def read_migration(file_name: str, text: str) -> Migration:
    """A migration from its file; lines starting with `//` are comments, a `;` at the end of a line ends a statement."""
    match = _NAME.fullmatch(file_name)
    if match is None:
        raise MigrationError(f"{file_name} is not named like 0001_what_it_does.cypher", "rename it")
    text = text.replace("\r\n", "\n")
    code = "\n".join(line for line in text.split("\n") if not line.lstrip().startswith("//"))
    # The text is ours: it stands in a file of this package, checked by its sum, and holds nothing that was asked.
    statements: tuple[LiteralString, ...] = tuple(
        cast("LiteralString", part.strip()) for part in re.split(r";[ \t]*(?:\n|$)", code) if part.strip()
    )
    return Migration(
        version=int(match[1]),
        name=match[2],
        checksum=hashlib.sha256(text.encode()).hexdigest(),
        schema=tuple(s for s in statements if s.upper().startswith(_SCHEMA)),
        data=tuple(s for s in statements if not s.upper().startswith(_SCHEMA)),
    )
