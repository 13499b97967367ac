"""A run over all open cases: what it keeps is what a case itself says, and a finding lives through later runs."""

from datetime import date

from analytics.findings.analysing import analyse
from analytics.findings.judging import found_in, judgements
from graph.accounts import as_person
from graph.actors import Assurance, Purpose
from graph.clock import FixedClock
from graph.dossiers import dossiers_by_case
from graph.folding import folded
from graph.guards import Guard
from graph.integrity import violations
from graph.lead_times import LAST_LEAD_TIMES
from graph.model.kinds import FieldClass
from graph.staff import staff
from graph.subject_reports import subject_report
from graph.times import parse_moment
from seeds.importing import load
from seeds.stories.library import STORIES

NOON = parse_moment("2026-03-10T12:00:00+01:00")
DAY = 86_400_000
FINDINGS = "MATCH (f:Finding) RETURN f{.*} AS f ORDER BY f.id"


async def kept(store):
    return {row["f"]["id"]: row["f"] for row in await store.rows(FINDINGS)}


async def changed(store, statement, **parameters):
    async def work(transaction):
        return await transaction.rows(statement, parameters)

    return await store.write(work)


async def run(store, at):
    told = []
    found = await analyse(store, at, lambda *progress: told.append(progress))
    assert told[-1:] == [(found.cases, found.cases)] * bool(found.cases)
    return found


async def test_findings_live_through_runs(scratch, tmp_path):
    told = STORIES["whole-case"].tell(date(2026, 3, 10))
    told.write(tmp_path / "world")
    await load(scratch, FixedClock(NOON), tmp_path / "world", strict=True)
    case = told.marks["case"]

    first = await run(scratch, NOON)
    found = await kept(scratch)
    assert (first.opened, first.standing, first.resolved, first.not_judged) == (len(found), 0, 0, 0)
    assert {one["status"] for one in found.values()} == {"OPEN"}

    assert await violations(scratch) == []

    clock = FixedClock(NOON)
    (manager,) = await staff(scratch, clock, name=folded("Aukje Grondtoon"))
    guard = Guard(scratch, manager.acting_for(Purpose.REINTEGRATION), clock)
    dossier = (await dossiers_by_case(guard, [case]))[case]
    said = judgements(dossier, dossier.records.view(NOON, NOON))
    for_manager = {one.rule.id for one in said if one.state != "NOT_FOR_YOU"}
    own = {
        one["id"]: one.get("since") for one in found.values() if one["caseId"] == case and one["rule"] in for_manager
    }
    assert {one.id: one.since for one in found_in(said)} == own
    assert len(own) > 3

    person = as_person(told.marks["person"]).acting_for(Purpose.SUBJECT_ACCESS, Assurance.HIGH)
    report = await subject_report(Guard(scratch, person, clock), told.marks["person"])
    shown = {one.kept.id: one for one in report.findings}
    plan = {FieldClass.PLAN, FieldClass.COURSE}
    assert {one["id"] for one in found.values() if one["caseId"] == case and set(one["reads"]) <= plan} <= set(shown)
    hidden = {each.field_class for each in report.withheld}
    assert hidden and not any(one.kept.reads & hidden for one in shown.values())
    accepted = shown[told.marks["accepted finding"]]
    assert accepted.reason == "De gemeente besluit eind maart over de indicatie."
    assert accepted.by.function == "CASE_MANAGER"

    again = await run(scratch, NOON + 1)
    assert (again.opened, again.standing, again.resolved) == (0, len(found), 0)
    assert (again.snapshot, again.rules, again.present) == (first.snapshot, first.rules, first.present)
    assert {one["firstSeen"] for one in (await kept(scratch)).values()} == {NOON}

    inside = await analyse(scratch, NOON + 2, lambda *_: None, inside=True)
    assert (inside.cases, inside.not_judged) == (1, 0)
    looked = "MATCH (f:Finding) WHERE f.lastSeen = $at RETURN collect(DISTINCT f.caseId) AS cases"
    assert await scratch.one(looked, {"at": NOON + 2}) == {"cases": [case]}
    lengths = f"WITH $now AS now RETURN {LAST_LEAD_TIMES}"
    (row,) = await scratch.rows(lengths, {"now": NOON + DAY})
    assert row["runs"] == [{"leadTimes": again.leadTimes}], "of who is inside only, no usual length is counted"

    overdue = next(one for one in found.values() if one["rule"] == "person.action-overdue")
    done = await changed(
        scratch,
        "MATCH (s:ActionState {caseId: $case, status: 'OPEN'}) SET s.status = 'DONE' RETURN s.id AS id",
        case=case,
    )
    assert done
    after = await run(scratch, NOON + DAY)
    now = await kept(scratch)
    assert (now[overdue["id"]]["status"], now[overdue["id"]]["endedAt"]) == ("RESOLVED", NOON + DAY)
    assert after.resolved > 0

    late = await run(scratch, NOON)
    assert (await kept(scratch))[overdue["id"]] == now[overdue["id"]], "an earlier moment changes nothing"
    assert late.resolved == 0

    await changed(scratch, "MATCH (s:ActionState {caseId: $case, status: 'DONE'}) SET s.status = 'OPEN'", case=case)
    await run(scratch, NOON + 2 * DAY)
    back = (await kept(scratch))[overdue["id"]]
    assert (back["status"], back["firstSeen"], back.get("endedAt")) == ("OPEN", NOON, None)

    await changed(scratch, "MATCH (s:CaseState) SET s.status = 'CLOSED'")
    closed = await run(scratch, NOON + 3 * DAY)
    assert closed.cases == 0
    assert {one["status"] for one in (await kept(scratch)).values()} <= {"NOT_JUDGED", "RESOLVED"}
    assert closed.not_judged > 0
