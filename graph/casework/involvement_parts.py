"""Who can be involved in a case and how: whether a role fits, who is there already, and what a part leaves behind."""

from collections.abc import Iterable

from graph.actors import ASSIGNING
from graph.case_records import Holder, Record
from graph.casework.case_file import CaseFile, in_office
from graph.casework.direction_parts import withdrawing
from graph.casework.steps import Add, End, Renew, Retract, Step
from graph.directions import Directing, directing
from graph.open_actions import open_action_states
from graph.policy.policies import POLICY
from graph.policy.tables import Scope
from graph.refusals import Code, refused


def director_of(file: CaseFile) -> Directing | None:
    """Who directs, whether that is shown or not; None for a closed case."""
    return directing(file.whole)


def directs(file: CaseFile) -> bool:
    """Whether who acts directs, or assigns in the organisation that directs as such."""
    found = director_of(file)
    if found is None:
        return False
    actor = file.actor
    return found.holder == actor.position or (found.holder == actor.organisation and actor.function in ASSIGNING)


def position(file: CaseFile, field: str, id: str) -> Holder:
    """A position in office, in the team or not. Raises ActError for any other."""
    found = file.directory.holders.get(id)
    if found is None or found.position_id is None:
        raise refused(Code.UNKNOWN, field)
    if not in_office(found, file.now):
        raise refused(Code.IS_OVER, field)
    return found


def works(kind: str, role: str) -> bool:
    """Whether there is a role at a kind of organisation in teams at all."""
    return POLICY.matrix.has_team_row(kind, role)


def fits(kind: str, role: str, frame: str, case_frame: str | None) -> bool:
    """Whether somebody in a role at a kind of organisation has anything to do under a frame in a case of a frame: by
    the matrix and the frames of its purposes.
    """
    return any(
        frame in frames.involvement and case_frame in frames.case
        for purpose, frames in POLICY.parameters.frames.items()
        if (row := POLICY.matrix.row_of.get((purpose, kind, role))) is not None and row.scope is Scope.TEAM
    )


def parts_of(file: CaseFile, holder: str) -> list[Record]:
    """The involvements of a position or organisation that hold now or will, shown or not."""
    return [
        one
        for one in file.whole.all("Involvement")
        if one.end("holder") == holder and (one.valid_to is None or file.now < one.valid_to)
    ]


def joining(file: CaseFile, field: str, holder: Holder) -> list[Step]:
    """What lets a position take part in its function under the frame of the case, where it does not yet."""
    if parts_of(file, holder.id):
        return []
    role, frame = holder.function(file.now, file.now) or "", file.dossier.frame
    if not fits(holder.organisation_kind, role, frame or "", frame) or is_excluded(file, holder):
        raise refused(Code.UNUSABLE, field)
    return [Add("Involvement", {"holder": holder.id, "role": role, "frame": frame, "endsWith": "OPEN"})]


def is_excluded(file: CaseFile, holder: Holder) -> bool:
    """Whether the case does not exist for who works in a position, as somebody related to the person."""
    return holder.professional_id in file.excluded


def ending(file: CaseFile, parts: Iterable[Record], at: int) -> list[Step]:
    """What ends involvements at a moment; of one that would begin later it was never so."""
    return [
        Retract(one.kind, one.fact)
        if one.valid_from is not None and one.valid_from >= at
        else End(one.kind, one.fact, at)
        for one in parts
    ]


def leaving(file: CaseFile, holder: str, parts: Iterable[Record], at: int) -> list[Step]:
    """What ends involvements of somebody at a moment; with the last one an offer of the direction to them ends, now."""
    gone = list(parts)
    last = {one.fact for one in gone} >= {one.fact for one in parts_of(file, holder)}
    return [*ending(file, gone, at), *(withdrawing(file, frozenset({holder})) if last else ())]


def check_free(file: CaseFile, field: str, holder: str, ended: Iterable[Record]) -> None:
    """Raise ActError where who directs would not be involved any more: the direction is handed over first."""
    found = director_of(file)
    if found is None or found.holder != holder:
        return
    gone = {one.fact for one in ended}
    if all(one.fact in gone for one in parts_of(file, holder)):
        raise refused(Code.NOT_NOW, field)


def handing_on(file: CaseFile, field: str, owner: str, to: str | None) -> list[Step]:
    """What gives the open actions of somebody to somebody else of the team; without one they stay where they are."""
    if to is None:
        return []
    if file.serving(field, to, person=True) == owner:
        raise refused(Code.TO_ONESELF, field)
    return [
        Renew(one.kind, one.fact, {"owner": to}) for one in open_action_states(file.view) if one.end("owner") == owner
    ]
