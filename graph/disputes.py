"""The person disputes a fact. The dispute is a record of the own case and stands with the fact from then on."""

from graph.clock import Clock
from graph.errors import InputError
from graph.guards import Guard
from graph.inputs import is_storable
from graph.model.catalogue import KINDS
from graph.records import Written, add_record
from graph.subject_reports import HeldFact, subject_report

LONGEST_TEXT = 2_000


async def disputable_fact(guard: Guard, fact: str) -> HeldFact:
    """The fact, as the person who acts may see it. Raises InputError for one that does not exist for who acts."""
    report = await subject_report(guard, guard.actor.professional)
    found = [one for one in report.facts if one.fact == fact and one.recorded_at is not None] if report else []
    if not found:
        raise InputError("there is no such fact for who acts", "`casusregie subject-report` lists them with their ids")
    return found[-1]


async def dispute(guard: Guard, clock: Clock, about: HeldFact, text: str | None) -> Written:
    """Record that the person who acts says that a fact is not right. Raises InputError for an unusable text."""
    if text is not None and len(text) > LONGEST_TEXT:
        raise InputError(f"the text is longer than {LONGEST_TEXT} characters", "say it shorter")
    if text is not None and not is_storable(text):
        raise InputError("the text holds unreadable characters", "type it anew")
    now = clock.now()
    values = {
        "caseId": about.case_id,
        "ofFact": about.fact,
        "disputedAt": now,
        "validFrom": now,
        "text": text,
        "status": "OPEN",
        "by": guard.actor.professional,
    }
    return await add_record(guard.store, clock, None, KINDS["Dispute"], values)
