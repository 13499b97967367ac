"""Where the person settles: the municipality of settlement (*gemeente van vestiging*)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar

from graph.casework.case_act import CaseAct
from graph.casework.case_file import CaseFile
from graph.casework.fields import a_day, an_id
from graph.casework.steps import Add, Change, End, Retract, Step, change
from graph.refusals import Code, refused


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSettlement(CaseAct):
    """Say in which municipality the person settles (*gemeente van vestiging*), from now or a coming day on.

    What was said of that day and later before is replaced. It opens nothing to that municipality: that is a notice, or
    involving somebody there.
    """

    NAME: ClassVar[str] = "recordSettlement"
    TASK: ClassVar[str] = "RECORD_SETTLEMENT"

    municipality: Annotated[str, an_id("Id of the municipality: its CBS code, such as GM0228.")]
    from_: Annotated[int | None, a_day("The first day there, such as that of release; without it, from now on.")] = None
    person: Annotated[str | None, an_id("Whose settling; needed where the case is of several persons.")] = None

    def change(self, file: CaseFile) -> Change:
        """A residence, in place of the one that held or was planned."""
        person = file.person("person", self.person)
        if file.organisation("municipality", self.municipality).organisation_kind != "MUNICIPALITY":
            raise refused(Code.UNUSABLE, "municipality")
        start = file.now if self.from_ is None else max(file.coming("from", self.from_), file.now)
        values = {"kind": "SETTLES", "person": person, "municipality": self.municipality, "validFrom": start}
        return change(*self._replaced(file, person, start), Add("Residence", values))

    def _replaced(self, file: CaseFile, person: str, start: int) -> Iterator[Step]:
        for one in file.view.all("Residence"):
            if one.value("kind") != "SETTLES" or one.end("person") != person:
                continue
            if one.valid_to is not None and one.valid_to <= start:
                continue
            begins = one.valid_from or 0
            if one.end("municipality") == self.municipality and begins <= start and one.valid_to is None:
                raise refused(Code.ALREADY_SO, "municipality")
            if begins >= start:
                yield Retract("Residence", one.fact)
            else:
                yield End("Residence", one.fact, start)
