"""People around the person: who there is, what they are to the person, and how the tie is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Final

from graph.case_records import Record
from graph.casework.case_act import CaseAct
from graph.casework.case_file import CaseFile
from graph.casework.fields import a_day, a_text, a_word, an_id
from graph.casework.steps import Add, Change, End, Make, Renew, Step, change
from graph.refusals import Code, refused
from graph.times import day_of

_TASK: Final = "CHANGE_PEOPLE_AROUND"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPersonAround(CaseAct):
    """Add somebody around the person (*naaste, steunfiguur*), in this case only."""

    NAME: ClassVar[str] = "addPersonAround"
    TASK: ClassVar[str] = _TASK

    name: Annotated[str, a_text("What they are called in the case.")]
    kind: Annotated[str, a_word("Tie", "kind", "What they are to the person, or to the contact in `from`.")]
    from_: Annotated[str | None, an_id("Id of the contact that it is a tie of, where it is not one of the person.")] = (
        None
    )

    def change(self, file: CaseFile) -> Change:
        """A contact with a name and a tie."""
        new = file.new_id()
        if self.from_ is not None:
            known_contact(file, "from", self.from_)
        return change(
            Make("Contact", {"id": new}),
            Add("ContactState", {"contact": new, "name": self.name.strip()}),
            Add("Tie", {"kind": self.kind, "to": new, "from": self.from_, "caseId": file.case_id}),
            contact=new,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeTie(CaseAct):
    """Say what somebody around the person is now, or is called now (*band wijzigen*)."""

    NAME: ClassVar[str] = "changeTie"
    TASK: ClassVar[str] = _TASK
    EXPECTS: ClassVar[bool] = True

    tie: Annotated[str, an_id("Id of the fact of the tie.")]
    kind: Annotated[str | None, a_word("Tie", "kind", "What they are from now on.")] = None
    name: Annotated[str | None, a_text("What they are called from now on.")] = None

    def change(self, file: CaseFile) -> Change:
        """It is so from now on."""
        tie = file.record("tie", self.tie, "Tie")
        steps: list[Step] = []
        if self.kind is not None and self.kind != tie.value("kind"):
            steps.append(Renew("Tie", tie.fact, {"kind": self.kind}))
        if self.name is not None:
            called = file.state("name", "ContactState", "contact", tie.ends["to"][0])
            if not self.name.strip():
                raise refused(Code.EMPTY, "name")
            if self.name.strip() != called.value("name"):
                steps.append(Renew("ContactState", called.fact, {"name": self.name.strip()}))
        if not steps:
            raise refused(Code.EMPTY if self.kind is self.name is None else Code.ALREADY_SO, "kind")
        return change(*steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndTie(CaseAct):
    """Say that a tie has ended (*band beëindigen*)."""

    NAME: ClassVar[str] = "endTie"
    TASK: ClassVar[str] = _TASK
    EXPECTS: ClassVar[bool] = True

    tie: Annotated[str, an_id("Id of the fact of the tie.")]
    ended_on: Annotated[int | None, a_day("The first day on which it was no more; without it, from now on.")] = None

    def change(self, file: CaseFile) -> Change:
        """It held until that day."""
        tie = file.record("tie", self.tie, "Tie")
        ended = file.now if self.ended_on is None else file.past("endedOn", self.ended_on)
        if tie.valid_from is not None and ended <= tie.valid_from:
            raise refused(Code.ENDS_BEFORE_START, "endedOn")
        return change(End("Tie", tie.fact, ended))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTie(CaseAct):
    """Record how a tie is read: by you, or by the person as told to you (*band duiden*); the mentor does that too."""

    NAME: ClassVar[str] = "readTie"
    TASK: ClassVar[str] = _TASK

    contact: Annotated[str, an_id("Id of the contact.")]
    quality: Annotated[str, a_word("TieReading", "quality", "How the tie is read; unknown is a reading.")]
    reader: Annotated[str, a_word("TieReading", "reader", "Whose reading: your own is PROFESSIONAL.")]

    def task(self, file: CaseFile) -> str:
        """What the person says may be written down by more than who changes the people around."""
        return "READ_TIE_OF_PERSON" if self.reader == "PERSON" else _TASK

    def change(self, file: CaseFile) -> Change:
        """The reading from now on; the one before it by the same reader ends. One is not read twice a day alike."""
        known_contact(file, "contact", self.contact)
        by = file.who if self.reader == "PROFESSIONAL" else None
        former = file.view.latest(
            one
            for one in file.view.holding("TieReading")
            if (one.end("contact"), one.value("reader"), one.end("by")) == (self.contact, self.reader, by)
        )
        values = {"contact": self.contact, "reader": self.reader, "quality": self.quality, "readOn": file.now, "by": by}
        return _read_anew(file, former, values)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOwnTie(CaseAct):
    """Say how you read a tie of your own now (*eigen band duiden*), as the person: of a reading of yours that stands.

    A tie of which none stands yet is first read with the mentor or another of the team: whom they wrote down around
    the person is of these people, and is not shown to the person.
    """

    NAME: ClassVar[str] = "readOwnTie"
    TASK: ClassVar[str] = "READ_OWN_TIE"

    reading: Annotated[str, an_id("Id of the fact of your reading, from `subjectReport`.")]
    quality: Annotated[str, a_word("TieReading", "quality", "How you read the tie now; unknown is a reading.")]

    def change(self, file: CaseFile) -> Change:
        """The reading from now on; the one before it ends."""
        former = file.record("reading", self.reading, "TieReading")
        values = {"contact": former.end("contact"), "reader": "PERSON", "quality": self.quality, "readOn": file.now}
        return _read_anew(file, former, values)


def _read_anew(file: CaseFile, former: Record | None, values: Mapping[str, Any]) -> Change:
    if former is None:
        return change(Add("TieReading", values))
    read = former.value("readOn")
    if former.value("quality") == values["quality"] and read is not None and day_of(read) == day_of(file.now):
        raise refused(Code.ALREADY_SO, "quality")
    return change(End("TieReading", file.current("quality", former).fact, file.now), Add("TieReading", values))


def known_contact(file: CaseFile, field: str, id: str) -> None:
    """Raise ActError where a contact is not one of the case, as far as that is shown."""
    if file.view.state("ContactState", "contact", id) is None:
        raise refused(Code.UNKNOWN, field)
