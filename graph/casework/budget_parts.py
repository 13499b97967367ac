"""The budget of a case as an act finds it: who can put in, whether what is spent is covered, exact under the lock."""

from typing import Final

from graph.budgets import Sums, sums
from graph.casework.case_file import CaseFile
from graph.casework.fields import LARGEST
from graph.classes import CARE_PROVIDER, MEDICAL
from graph.policy.reasons import Reason
from graph.policy.tasks import TASKS
from graph.refusals import Code, not_allowed, refused

AMOUNT: Final = "How much, in cents of a euro: more than nothing."


def check_no_care(file: CaseFile) -> None:
    """Raise ActError where who acts works in care: that care is there is not for everybody who counts the money."""
    own = file.directory.holders.get(file.actor.position)
    functions = {file.actor.function, *((one[-1] for one in own.functions) if own else ())}
    if file.actor.organisation_kind == CARE_PROVIDER or MEDICAL in functions:
        raise not_allowed(Reason.HEALTH_SECRECY)


def contributor(file: CaseFile, field: str, id: str | None) -> str:
    """An organisation of the team, the own one where none is said. Raises ActError for another, and for one of care."""
    own = file.actor.organisation
    if id is None or id == own:
        return own
    for holder in (file.view.case.holders.get(one) for one in file.team()):
        if holder is not None and holder.organisation_id == id:
            if holder.organisation_kind == CARE_PROVIDER:
                raise refused(Code.UNUSABLE, field)
            return id
    raise refused(Code.NOT_IN_TEAM, field)


def speaks_for_own(file: CaseFile) -> bool:
    """Whether who acts may say what the own organisation puts in."""
    return file.actor.function in TASKS["ANSWER_BUDGET"].functions


def amount(field: str, cents: int) -> int:
    """More than nothing. Raises ActError."""
    if cents < 1:
        raise refused(Code.OUT_OF_RANGE, field)
    return cents


def stands(file: CaseFile) -> Sums:
    """What is put in and spent, shown or not."""
    return sums(file.whole)


def check_holds(field: str, now: Sums, *, more_in: int = 0, more_spent: int = 0) -> None:
    """Raise ActError where more would be spent than is put in, or more be put in than can be counted."""
    put_in = now.put_in_cents + more_in
    if put_in + now.proposed_cents > LARGEST:
        raise refused(Code.OUT_OF_RANGE, field)
    if now.spent_cents + more_spent > put_in:
        raise refused(Code.MORE_THAN_LEFT, field)
