"""A case opened, closed and opened again."""

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Final

from graph.actors import Purpose
from graph.case_records import Record
from graph.casework.case_act import CaseAct
from graph.casework.case_file import CaseFile, said
from graph.casework.direction_parts import withdrawing
from graph.casework.fields import a_text, an_id
from graph.casework.involvement_parts import fits, joining, position
from graph.casework.steps import Add, Change, Renew, Step, StopDirecting, change
from graph.model.kinds import FieldClass
from graph.policy.reasons import Reason
from graph.refusals import Code, not_allowed, refused

_KIND: Final = "CaseState"
_FRAMES: Final = {
    Purpose.REINTEGRATION: "PBW_18A",
    Purpose.INTAKE: "PBW_18A",
    Purpose.SAFETY_HOUSE_CASE: "WGS_SAFETY_HOUSE",
}
"""The frame of a new case, by the purpose under which it is opened."""
_OF_NAME: Final = ("givenName", "prefix", "familyName", "skn")


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseCase(CaseAct):
    """Close the case (*casus sluiten*): nobody directs it any more, and an offer that waits ends with it.

    Who is involved stays so, for as long as the access policy lets them see a closed case.
    """

    NAME: ClassVar[str] = "closeCase"
    TASK: ClassVar[str] = "CLOSE_CASE"
    EXPECTS: ClassVar[bool] = True
    IN_CLOSED: ClassVar[bool] = True

    reason: Annotated[str, a_text("Why.")]

    def change(self, file: CaseFile) -> Change:
        """It is closed from now on."""
        state = _state(file)
        if state.values["status"] == "CLOSED":
            raise refused(Code.ALREADY_SO, "case")
        closed = {"status": "CLOSED", "reason": said(self.reason)}
        return change(Renew(_KIND, state.fact, closed), *withdrawing(file), StopDirecting())


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenCase(CaseAct):
    """Open a closed case again (*casus heropenen*): you direct it from now on, until you hand it over."""

    NAME: ClassVar[str] = "reopenCase"
    TASK: ClassVar[str] = "CLOSE_CASE"
    EXPECTS: ClassVar[bool] = True
    IN_CLOSED: ClassVar[bool] = True

    reason: Annotated[str, a_text("Why.")]

    def change(self, file: CaseFile) -> Change:
        """It is open from now on, with who acts as director; involved, where that was only the organisation."""
        state = _state(file)
        if state.values["status"] == "OPEN":
            raise refused(Code.ALREADY_SO, "case")
        who = position(file, "case", file.actor.position)
        opened = {"status": "OPEN", "reason": said(self.reason)}
        directs = Add("Direction", {"holder": who.id})
        return change(Renew(_KIND, state.fact, opened), *joining(file, "case", who), directs)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase(CaseAct):
    """Open a new case of a person of a case that you see (*casus openen*), under the frame of your purpose.

    It begins with the name of the person, and with you involved and directing; for who is related to the person it does
    not exist either. Nothing else goes over from the case that you see, and nobody there hears of it.
    """

    NAME: ClassVar[str] = "openCase"
    TASK: ClassVar[str] = "OPEN_CASE"
    IN_CLOSED: ClassVar[bool] = True

    person: Annotated[str | None, an_id("Whose case; needed where the case is of several persons.")] = None

    def change(self, file: CaseFile) -> Change:
        """A new case; not beside an open one of the same person under the same frame."""
        person = file.person("person", self.person)
        frame = _FRAMES.get(file.actor.purpose)
        if frame is None:
            raise not_allowed(Reason.PURPOSE_MISMATCH)
        if (file.dossier.kind, file.dossier.frame) == ("PERSON", frame) and not file.is_closed:
            raise refused(Code.ALREADY_SO, "case")
        actor = file.actor
        if not fits(actor.organisation_kind, actor.function, frame, frame):
            raise refused(Code.UNUSABLE, "case")
        case = file.new_id()
        part: dict[str, Any] = {"holder": actor.position, "role": actor.function, "frame": frame, "endsWith": "OPEN"}
        steps = (
            Add(_KIND, {"status": "OPEN"}),
            *_name(file, person),
            *(Add("Exclusion", {"professional": one}) for one in sorted(file.excluded)),
            Add("Involvement", part),
            Add("Direction", {"holder": actor.position}),
        )
        return Change(steps, {"case": case}, {"id": case, "kind": "PERSON", "frame": frame, "persons": [person]})


def _state(file: CaseFile) -> Record:
    """The state of the case. Raises ActError where nothing says it, ConflictError where it changed since read."""
    state = file.view.latest(file.view.holding(_KIND))
    if state is None:
        raise refused(Code.NOT_NOW, "case")
    return file.current("case", state)


def _name(file: CaseFile, person: str) -> list[Step]:
    """The name and number of the person as this case says them, where they are shown."""
    if FieldClass.IDENTITY not in file.dossier.released:
        return []
    names = [one for one in file.view.holding("PersonName") if one.end("person") == person]
    found = file.view.latest(names)
    said_so = {} if found is None else {name: found.value(name) for name in _OF_NAME}
    return [Add("PersonName", {"person": person, **said_so})] if found else []
