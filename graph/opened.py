"""What the guard hands out of one record: the cases that exist for the actor and the rows that the policy releases."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from graph.model.kinds import FieldClass
from graph.policy.facts import NO_DATUM, Datum
from graph.sections import Row, Section, no_class, no_more
from graph.times import FOREVER

if TYPE_CHECKING:
    from graph.guards import Guard


class Opened:
    """What of one record may be shown: the cases that exist and, by column, the records that are released."""

    def __init__(
        self, guard: "Guard", cases: list[Row], row: Row, sections: Mapping[str, Section], public: Sequence[str]
    ) -> None:
        self.guard = guard
        self.cases = tuple(sorted(cases, key=lambda case: case["id"]))
        self.case_ids = tuple(case["id"] for case in self.cases)
        self._found = row
        self._columns = {name: self._released(row[name], section) for name, section in sections.items()}
        self._columns.update((name, row[name]) for name in public)

    def told_cases(self) -> list[Row]:
        """Id, persons, kind and legal frame of each case; the last two are of the class COURSE."""
        return [
            {"id": case["id"], "persons": case["persons"], "kind": case["kind"], "frame": case["frame"]}
            if self.guard.releases(case["id"], FieldClass.COURSE)
            else {"id": case["id"], "persons": case["persons"], "kind": None, "frame": None}
            for case in self.cases
        ]

    def unreleased(self, column: str) -> list[Row]:
        """All of a column of the cases that exist, released or not: for rules, whose outcome has a class of its own."""
        return [row for row in self._found[column] if row["caseId"] in self.case_ids]

    def __getitem__(self, column: str) -> list[Row]:
        return self._columns[column]

    def _released(self, rows: list[Row], section: Section) -> list[Row]:
        datum_of, also, work = section.datum, section.also, section.work
        beside, purpose, datum_for = section.beside, self.guard.actor.purpose, section.datum_for
        alone, class_of = beside is no_class, section.field_class
        known: dict[tuple[str, FieldClass, FieldClass | None, Datum | None], bool] = {}
        named: dict[str, bool] = {}
        shown: list[Row] = []
        for row in rows:
            one = class_of(row) if callable(class_of) else class_of
            datum = datum_of(row) if datum_for is None or one is datum_for else NO_DATUM
            other = None if alone else beside(row, purpose)
            case: str = row["caseId"]
            key = (case, one, other, None if datum is NO_DATUM else datum)  # hashing an empty datum each time adds up
            released = known.get(key)
            if released is None:
                released = self._releases(case, one, datum) and (other is None or self._releases(case, other, datum))
                known[key] = released
            if released and work and case not in named:
                named[case] = self.guard.releases(case, FieldClass.WORK)
            if released and (also is no_more or all(self._releases(other, one, datum) for other in also(row))):
                shown.append(row if not work or named[case] else self._without_names(row, work))
        return shown

    def _releases(self, case: str, field_class: FieldClass, datum: Datum) -> bool:
        return case in self.case_ids and self.guard.releases(case, field_class, datum)

    def _without_names(self, row: Row, work: tuple[str, ...]) -> Row:
        return {**row, **{key: {**row[key], "name": None} for key in work if row[key] is not None}}


def latest(rows: Iterable[Row]) -> Row | None:
    """The record that started last, of those in force; of several the one with the largest `fact`."""

    def rank(row: Row) -> tuple[int, str]:
        start: int | None = row["validFrom"]
        return -FOREVER if start is None else start, row["fact"]

    return max(rows, key=rank, default=None)
