"""Who of an organisation takes a case up, and for whom of it the case must not exist."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from graph.actors import ASSIGNING
from graph.casework.case_act import CaseAct
from graph.casework.case_file import CaseFile
from graph.casework.direction_parts import withdrawing
from graph.casework.fields import an_id
from graph.casework.involvement_parts import director_of, ending, joining, parts_of, position
from graph.casework.steps import Add, Change, change
from graph.refusals import Code, refused


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignColleague(CaseAct):
    """Assign the case to somebody of your organisation (*toewijzen*), or take it up yourself.

    The colleague is involved from now on, in the own function and under the frame of the case. From then on the case
    stands on the intake list of the organisation no more.
    """

    NAME: ClassVar[str] = "assignColleague"
    TASK: ClassVar[str] = "ASSIGN_COLLEAGUE"

    colleague: Annotated[str, an_id("Id of the position, at your organisation; it may be your own.")]

    def own(self, file: CaseFile) -> bool:
        """Whether it is somebody of the own organisation; of an unknown one that is said later."""
        found = file.directory.holders.get(self.colleague)
        return found is None or found.organisation_id == file.actor.organisation

    def change(self, file: CaseFile) -> Change:
        """An involvement of the colleague."""
        steps = joining(file, "colleague", position(file, "colleague", self.colleague))
        if not steps:
            raise refused(Code.ALREADY_SO, "colleague")
        return change(*steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcludeProfessional(CaseAct):
    """Say that a professional is related to the person (*betrokkene uitsluiten*): for this professional, in whichever
    position, the case does not exist from then on.

    It is told by oneself, or by who assigns in the own organisation. Who directs hands the direction over first.
    """

    NAME: ClassVar[str] = "excludeProfessional"
    TASK: ClassVar[str] = "EXCLUDE_PROFESSIONAL"
    IN_CLOSED: ClassVar[bool] = True

    professional: Annotated[str, an_id("Id of a position of the professional, at your organisation; or your own.")]

    def own(self, file: CaseFile) -> bool:
        """Whether it is oneself, or who acts assigns in the organisation; of an unknown one that is said later."""
        found = file.directory.holders.get(self.professional)
        if found is None or found.professional_id == file.actor.professional:
            return True
        return found.organisation_id == file.actor.organisation and file.actor.function in ASSIGNING

    def change(self, file: CaseFile) -> Change:
        """The professional is excluded; every involvement in any position of the professional ends."""
        found = file.directory.holders.get(self.professional)
        if found is None or found.professional_id is None:
            raise refused(Code.UNKNOWN, "professional")
        if found.professional_id in file.excluded:
            raise refused(Code.ALREADY_SO, "professional")
        held = [one.id for one in file.whole.case.holders.values() if one.professional_id == found.professional_id]
        directing = director_of(file)
        if directing is not None and directing.holder in held:
            raise refused(Code.NOT_NOW, "professional")
        parts = [part for one in sorted(held) for part in parts_of(file, one)]
        return change(
            Add("Exclusion", {"professional": found.professional_id}),
            *ending(file, parts, file.now),
            *withdrawing(file, frozenset(held)),
        )
