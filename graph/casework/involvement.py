"""Involving somebody in a case, and the end of it: by whoever works on the plan, or by oneself."""

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from graph.case_records import Holder
from graph.casework.case_act import CaseAct
from graph.casework.case_file import CaseFile, in_office
from graph.casework.fields import a_day, a_word, an_id
from graph.casework.involvement_parts import (
    check_free,
    fits,
    handing_on,
    is_excluded,
    leaving,
    parts_of,
    works,
)
from graph.casework.steps import Add, Change, change
from graph.refusals import Code, refused

_KIND = "Involvement"
_ACTIONS_TO = (
    "Id of who takes over the open actions: somebody of the team, or the person. Without it they stay as they are, "
    "and show as actions of nobody who is there."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Involve(CaseAct):
    """Involve a professional, or an organisation as such, in the case (*betrekken*), from a day on.

    The role is the function of the position. The frame is one under which that role has something to do in a case of
    this frame; it opens to them what the access policy says, and nothing else.
    """

    NAME: ClassVar[str] = "involve"
    TASK: ClassVar[str] = "INVOLVE"

    who: Annotated[str, an_id("Id of the position, or of the organisation where nobody there is named yet.")]
    role: Annotated[str, a_word(_KIND, "role", "The role: of a position its function.")]
    frame: Annotated[str, a_word(_KIND, "frame", "The legal frame of the involvement.")]
    ends_with: Annotated[str, a_word(_KIND, "endsWith", "With what it ends.")]
    from_: Annotated[int | None, a_day("The first day; without it, from now on.")] = None
    planned_to: Annotated[
        int | None, a_day("With `endsWith` DATE: the day from which on it is not meant to hold any more.")
    ] = None

    def change(self, file: CaseFile) -> Change:
        """An involvement, from now or a coming day on."""
        holder = _found(file, self.who)
        start = file.now if self.from_ is None else max(file.coming("from", self.from_), file.now)
        if holder.position_id is not None and not in_office(holder, start):
            raise refused(Code.IS_OVER, "who")
        if is_excluded(file, holder):
            raise refused(Code.UNUSABLE, "who")
        self._check_role(file, holder, start)
        self._check_end(file, start)
        for one in file.view.all(_KIND):  # of one that is not shown it would tell that it is there
            if one.end("holder") != holder.id or (one.valid_to is not None and one.valid_to <= start):
                continue
            same = (one.value("role"), one.value("frame")) == (self.role, self.frame)
            if same or self.frame == "PBW_18B":  # an 18b indication itself gives who is involved that frame
                raise refused(Code.ALREADY_SO, "who")
        values: dict[str, Any] = {"role": self.role, "frame": self.frame, "endsWith": self.ends_with}
        return change(Add(_KIND, {**values, "holder": holder.id, "validFrom": start, "plannedTo": self.planned_to}))

    def _check_role(self, file: CaseFile, holder: Holder, start: int) -> None:
        if holder.position_id is not None and holder.function(start, file.now) != self.role:
            raise refused(Code.UNUSABLE, "role")
        kind, case_frame = holder.organisation_kind, file.dossier.frame
        if not works(kind, self.role):
            raise refused(Code.UNUSABLE, "role")
        if not fits(kind, self.role, self.frame, case_frame):
            raise refused(Code.UNUSABLE, "frame")

    def _check_end(self, file: CaseFile, start: int) -> None:
        if (self.planned_to is not None) != (self.ends_with == "DATE"):
            raise refused(Code.EMPTY if self.planned_to is None else Code.UNUSABLE, "plannedTo")
        if self.planned_to is not None and file.coming("plannedTo", self.planned_to) <= start:
            raise refused(Code.ENDS_BEFORE_START, "plannedTo")


@dataclass(frozen=True, slots=True, kw_only=True)
class EndInvolvement(CaseAct):
    """End somebody's involvement (*betrokkenheid beëindigen*): from then on the case does not exist for them.

    Who directs hands the direction over first.
    """

    NAME: ClassVar[str] = "endInvolvement"
    TASK: ClassVar[str] = "END_INVOLVEMENT"
    EXPECTS: ClassVar[bool] = True
    IN_CLOSED: ClassVar[bool] = True

    involvement: Annotated[str, an_id("Id of the fact of the involvement.")]
    on: Annotated[int | None, a_day("The first day on which it does not hold any more; without it, from now.")] = None
    actions_to: Annotated[str | None, an_id(_ACTIONS_TO)] = None

    def change(self, file: CaseFile) -> Change:
        """It ends, now or on a coming day; the open actions are handed on now."""
        found = file.record("involvement", self.involvement, _KIND)
        at = file.now if self.on is None else max(file.coming("on", self.on), file.now)
        if found.valid_to == at:
            raise refused(Code.ALREADY_SO, "on")
        holder = found.end("holder") or ""
        check_free(file, "involvement", holder, [found])
        return change(*leaving(file, holder, [found], at), *handing_on(file, "actionsTo", holder, self.actions_to))


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveCase(CaseAct):
    """Leave the case (*casus verlaten*): your part in it ends, and from then on it does not exist for you.

    Who directs hands the direction over first.
    """

    NAME: ClassVar[str] = "leaveCase"
    TASK: ClassVar[str] = "LEAVE_CASE"
    IN_CLOSED: ClassVar[bool] = True

    actions_to: Annotated[str | None, an_id(_ACTIONS_TO)] = None

    def change(self, file: CaseFile) -> Change:
        """Every involvement of the own position ends, also what was still to begin."""
        own = file.actor.position
        parts = parts_of(file, own)
        if not parts:
            raise refused(Code.NOT_NOW, "case")
        check_free(file, "case", own, parts)
        return change(*leaving(file, own, parts, file.now), *handing_on(file, "actionsTo", own, self.actions_to))


def _found(file: CaseFile, id: str) -> Holder:
    """A position in office or an organisation, in the team or not."""
    found = file.directory.holders.get(id)
    if found is None:
        raise refused(Code.UNKNOWN, "who")
    return found
