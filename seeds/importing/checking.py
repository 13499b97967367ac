"""Checking a whole world folder before anything of it is loaded.

Files are checked in the order of the catalogue, things before the records that hang on them, so that a row that hangs
on a rejected row is rejected with it. Rows themselves are not kept, only where they stand: a national world has
millions.
"""

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from graph.clock import Clock
from graph.creations import source_key
from graph.errors import InputError
from graph.model.catalogue import KINDS, LINKS, kind_of_target
from graph.model.kinds import Kind, Link
from graph.model.rows import Row, RowError, RowReader, check_row, ends_of, lookup_labels
from graph.store import Store
from graph.targets import Target, end_problem, said_of, stored_targets, target_of
from graph.times import DAY_MS, FOREVER, parse_moment
from seeds.importing.folder import LONGEST_LINE, World
from seeds.importing.problems import Problem

OFFSET_BITS = 40
NO_CASE = (1 << (63 - OFFSET_BITS)) - 1

Tell = Callable[[str, int], None]
"""Called now and then with the name of a file and the bytes read of it."""

_ASKED_AT_ONCE = 5_000
_LINES_BETWEEN_TELLING = 2_000


@dataclass(slots=True)
class Checked:
    """What was found good. `places` holds, by kind, the number of a row's case and its offset in one integer."""

    problems: list[Problem] = field(default_factory=list[Problem])
    places: dict[str, "array[int]"] = field(default_factory=dict[str, "array[int]"])
    targets: dict[str, Target] = field(default_factory=dict[str, Target])
    cases: list[str] = field(default_factory=list[str])
    rows: int = 0

    def reject(self, label: str, line: int, field_name: str, problem: str) -> None:
        """Note a row that cannot be taken."""
        self.problems.append(Problem(f"{label}.jsonl", line, field_name, problem))


@dataclass(slots=True)
class _Row:
    number: int
    offset: int
    row: Row


class Checker:
    """Checks one world against itself and, for what it points at elsewhere, against the store, if there is one."""

    def __init__(self, store: Store | None, clock: Clock, world: World) -> None:
        self._store = store
        self._world = world
        self._now = clock.now()
        self._latest = max(self._now, _end_of(world.manifest.today))
        self._ids: set[str] = set()
        self._facts: dict[str, tuple[str, int, int]] = {}
        self._versions: dict[str, list[tuple[int, int]]] = {}
        self._keys: dict[str, str] = {}
        self._directed: set[str] = set()
        self._case_numbers: dict[str, int] = {}
        self._pairs: set[tuple[str, str]] = set()
        self.found = Checked()

    async def check(self, tell: Tell) -> Checked:
        """Check every file."""
        for kind in KINDS.values():
            if kind.label in self._world.files:
                await self._check_kind(kind, tell)
        for link in LINKS:
            if link.name in self._world.files:
                await self._check_link(link, tell)
        return self.found

    async def _check_kind(self, kind: Kind, tell: Tell) -> None:
        self.found.places[kind.label] = array("q")
        waiting: list[_Row] = []
        for given in self._read(kind.label, lambda row: check_row(kind, row), tell):
            if self._unknown(kind, given.row):
                waiting.append(given)
            else:
                self._take(kind, given)
        await self._settle(kind, waiting)

    async def _settle(self, kind: Kind, waiting: list[_Row]) -> None:
        """Rows whose targets were not known when they were read: further down in the file, or in the store."""
        waiting = self._take_known(kind, waiting)
        unknown = {key for given in waiting for key in self._unknown(kind, given.row)}
        for asked in _chunks(sorted(unknown), _ASKED_AT_ONCE):
            wanted: dict[str, list[str]] = {}
            for label, end in asked:
                wanted.setdefault(label, []).append(end)
            self.found.targets.update(await self._stored(wanted))
        for given in self._take_known(kind, waiting):
            self._take(kind, given)  # says what is missing

    async def _stored(self, wanted: dict[str, list[str]]) -> dict[str, Target]:
        return await stored_targets(self._store, wanted) if self._store else {}

    def _take_known(self, kind: Kind, waiting: list[_Row]) -> list[_Row]:
        """Take those rows of which everything is known, again and again, since rows may hang on each other."""
        while True:
            still: list[_Row] = []
            for given in waiting:
                if self._unknown(kind, given.row):
                    still.append(given)
                else:
                    self._take(kind, given)
            if len(still) == len(waiting):
                return still
            waiting = still

    def _unknown(self, kind: Kind, row: Row) -> list[tuple[str, str]]:
        targets = self.found.targets
        unknown = [
            (label, end) for edge, end in ends_of(kind, row) if end not in targets for label in lookup_labels(edge)
        ]
        if "caseId" in row and row["caseId"] not in targets:
            unknown.append(("Case", row["caseId"]))
        return unknown

    def _take(self, kind: Kind, given: _Row) -> None:
        row, targets = given.row, self.found.targets
        try:
            case = targets.get(row.get("caseId", ""))
            if "caseId" in row and (case is None or case.label != "Case"):
                raise RowError("caseId", "names a case that does not exist")
            for edge, end in ends_of(kind, row):
                if problem := end_problem(row, edge, end, targets.get(end), case):
                    raise RowError(edge.field, problem)
            if row["id"] in self._ids:
                raise RowError("id", "stands twice in this world")
            if kind.record:
                self._check_versions(kind, row)
        except RowError as error:
            self.found.reject(kind.label, given.number, error.field, error.problem)
            return
        self._ids.add(row["id"])
        if not kind.record:
            targets[row["id"]] = target_of(kind, row)
        number = self._case_number(row["caseId"]) if "caseId" in row else NO_CASE
        self.found.places[kind.label].append((number << OFFSET_BITS) | given.offset)

    def _check_versions(self, kind: Kind, row: Row) -> None:
        """One fact, one key at the source; one version of it believed at a time; one direction of a case current."""
        fact, key = row.get("fact", row["id"]), source_key(kind, row)
        recorded, retracted = row.get("recordedAt", self._now), row.get("retractedAt", FOREVER)
        for name in ("recordedAt", "retractedAt", "endKnownAt"):
            if row.get(name, 0) > self._latest:
                raise RowError(name, "lies in the future")
        if self._keys.get(key, fact) != fact:
            raise RowError("sourceId", "belongs to another fact already")
        first = self._facts.get(fact)
        if first is None:
            self._note_direction(kind, row)
            self._facts[fact], self._keys[key] = (key, recorded, retracted), fact
            return
        if first[0] != key:
            raise RowError("fact", "has another kind, source or sourceId in an earlier row")
        others = self._versions.setdefault(fact, [first[1:]])
        if any(recorded < other_end and other_start < retracted for other_start, other_end in others):
            raise RowError("fact", "has two versions believed at the same time")
        self._note_direction(kind, row)
        others.append((recorded, retracted))

    def _note_direction(self, kind: Kind, row: Row) -> None:
        if kind.label == "Direction" and "validTo" not in row and "retractedAt" not in row:
            if row["caseId"] in self._directed:
                raise RowError("caseId", "names a case that has a current direction already")
            self._directed.add(row["caseId"])

    async def _check_link(self, link: Link, tell: Tell) -> None:
        self.found.places[link.name] = array("q")
        waiting: list[_Row] = []
        ends = {"from": kind_of_target(link.source).label, "to": kind_of_target(link.target).label}
        missing: dict[str, set[str]] = {}
        for given in self._read(link.name, lambda row: None, tell):
            waiting.append(given)
            for name, label in ends.items():
                if given.row[name] not in self.found.targets:
                    missing.setdefault(label, set()).add(given.row[name])
        for label, ids in missing.items():
            for asked in _chunks(sorted(ids), _ASKED_AT_ONCE):
                self.found.targets.update(await self._stored({label: asked}))
        self._pairs.clear()
        for given in waiting:
            if problem := self._link_problem(link, given.row):
                self.found.reject(link.name, given.number, *problem)
            else:
                self.found.places[link.name].append((NO_CASE << OFFSET_BITS) | given.offset)

    def _link_problem(self, link: Link, row: Row) -> tuple[str, str] | None:
        for name, label in (("from", link.source), ("to", link.target)):
            target = self.found.targets.get(row[name])
            if target is None:
                return name, f"points at a {label} that does not exist"
            if label not in {target.label, target.second}:
                return name, f"points at a {said_of(target)}, not at a {label}"
        pair = (row["from"], row["to"])
        if pair[0] == pair[1]:
            return "to", "is the same as from"
        if pair in self._pairs or (link.source == link.target and pair[::-1] in self._pairs):
            return "to", "is linked with from in an earlier row"
        self._pairs.add(pair)
        return None

    def _read(self, label: str, check: Callable[[Row], None], tell: Tell) -> Iterator[_Row]:
        reader = RowReader(label)
        for number, offset, line in self._world.files[label]:
            self.found.rows += 1
            if self.found.rows % _LINES_BETWEEN_TELLING == 0:
                tell(label, offset)
            try:
                if len(line) > LONGEST_LINE:
                    raise RowError("", f"is longer than {LONGEST_LINE // 1024} kB")
                row, _ = reader.read(line)
                check(row)
            except RowError as error:
                self.found.reject(label, number, error.field, error.problem)
            else:
                yield _Row(number, offset, row)

    def _case_number(self, case_id: str) -> int:
        number = self._case_numbers.get(case_id)
        if number is None:
            number = self._case_numbers[case_id] = len(self.found.cases)
            self.found.cases.append(case_id)
        return number


def _end_of(today: str | None) -> int:
    """The end of the day a world was made for; 0 when it says none."""
    try:
        return parse_moment(today) + DAY_MS if today else 0
    except InputError:
        return 0


def _chunks(items: list[Any], size: int) -> Iterator[list[Any]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]
