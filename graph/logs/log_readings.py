"""Reading the audit log: the lines about one person, found by pseudonym. An index in memory follows the files."""

from collections.abc import Set
from pathlib import Path
from sys import intern
from threading import Lock
from typing import NamedTuple

import msgspec

from graph.errors import LogError
from graph.logs.audit_lines import AuditLine, decoded
from graph.logs.log_folders import LogFolder, LogName
from graph.logs.pseudonyms import Pseudonyms


class Sighting(NamedTuple):
    """Where a line about a person stands, and what is needed to tell who may read it. Sorts by moment."""

    at: int
    file: str
    offset: int
    organisation: str
    cases: frozenset[str | None]
    """Pseudonyms of the cases that the person was looked at in; None for a look at the log alone."""
    professional: str = ""
    """Who looked; of the person, looking at the own file, a pseudonym."""
    name: str = ""
    """What was asked, in words of the product."""


class LogReader:
    """Reads the logs of one home folder. One per process: what it has indexed it does not read again.

    A first question reads all files once; later ones only what was added, and forget what is gone. Safe to use from
    several threads.
    """

    def __init__(self, folder: LogFolder) -> None:
        self.folder = folder
        self._read_up_to: dict[LogName, int] = {}
        self._of: dict[tuple[str, str | None], list[Sighting]] = {}
        self._lock = Lock()

    def pseudonyms(self) -> Pseudonyms:
        """The pseudonyms under all keys there are now. Raises LogError."""
        return Pseudonyms.of(self.folder)

    def sightings(self, person: str, organisation: str | None = None) -> list[Sighting]:
        """The lines about a person (id), latest first; only those of an organisation's actors where one is named.

        What others looked at costs no time then, so it does not show. Raises LogError where the logs cannot be read.
        """
        own = self.pseudonyms().all_of_person(person)
        try:
            with self._lock:
                self._catch_up()
                found = [one for pseudonym in own for one in self._of.get((pseudonym, organisation), ())]
        except OSError as error:
            raise LogError(f"the logs cannot be read: {error.strerror}", "see logs/ in the home folder") from None
        return sorted(found, reverse=True)

    def line(self, sighting: Sighting) -> AuditLine | None:
        """The line itself; None where its file is gone."""
        day, _, file = sighting.file.partition("/")
        try:
            with self.folder.path("audit", LogName(day, Path(file).stem)).open("rb") as lines:
                lines.seek(sighting.offset)
                found = decoded(lines.readline().rstrip(b"\n"))
        except (OSError, msgspec.DecodeError):
            return None
        return found if isinstance(found, AuditLine) else None

    def _catch_up(self) -> None:
        names = list(self.folder.all_names())
        self._forget(self._read_up_to.keys() - names)
        for name in names:
            path, start = self.folder.path("audit", name), self._read_up_to.get(name, 0)
            try:
                if path.stat().st_size <= start:
                    continue
                with path.open("rb") as file:
                    file.seek(start)
                    text = file.read()
            except FileNotFoundError:
                continue  # removed meanwhile, with its day; the next question forgets it
            for line in text[: text.rfind(b"\n") + 1].splitlines(keepends=True):
                self._index(name, start, line)
                start += len(line)
            self._read_up_to[name] = start

    def _forget(self, gone: Set[LogName]) -> None:
        """Drop what stood in files that are not there any more, as at the end of a retention period."""
        if not gone:
            return
        files = {name.file for name in gone}
        kept = ((key, [one for one in found if one.file not in files]) for key, found in self._of.items())
        self._of = {key: found for key, found in kept if found}
        for name in gone:
            del self._read_up_to[name]

    def _index(self, name: LogName, offset: int, line: bytes) -> None:
        try:
            found = decoded(line.rstrip(b"\n"))
        except (msgspec.DecodeError, UnicodeDecodeError):
            return  # what is broken is for `log verify` to tell; the other lines can still be read
        if not isinstance(found, AuditLine):
            return
        cases: dict[str, set[str | None]] = {}
        for look in found.looks:
            cases.setdefault(look.person, set()).add(look.case)
        for person, own in cases.items():
            who = found.who
            sighting = Sighting(
                found.at,
                name.file,
                offset,
                who.organisation,
                frozenset(own),
                intern(who.professional),
                intern(found.name),
            )
            self._of.setdefault((person, None), []).append(sighting)
            self._of.setdefault((person, found.who.organisation), []).append(sighting)
