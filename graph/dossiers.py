"""Everything of a case in one statement and one record: what the sections of the case picture are drawn from.

All versions of all records of the case come along, so that every moment, and what was known at it, is drawn from the
same reading. The guard judges each record by its class (`graph.record_classes`); what stands at their ends is shown
only through a record that is released.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import LiteralString, Self

from graph.case_records import (
    CaseRecords,
)
from graph.case_rows import RowsOfCase, case_records
from graph.directions import directing
from graph.families import RELATED, Related, related, related_in
from graph.form_fields import of_present_detention
from graph.guards import Guard
from graph.kept_findings import KEPT, KeptFinding, kept_in
from graph.lead_times import LAST_LEAD_TIMES, LeadTime, lead_times_in
from graph.model.kinds import FieldClass
from graph.opened import Opened
from graph.policy.decisions import Judge
from graph.policy.facts import Datum
from graph.policy.gathering import POSITION, facts
from graph.policy.tasks import Asking
from graph.record_readings import (
    AS_READ,
    AT_ENDS,
    JUDGED,
    PUBLIC,
    RECORD,
    Columns,
    as_prison,
    classified,
    holders_in,
    offered_in,
)
from graph.scopes import Holds, by_case
from graph.sections import Row, Section
from graph.withholding import Shown, Withheld


@dataclass(frozen=True, slots=True)
class Dossier:
    """One case for one actor: who it is of, its records, and what of it is withheld.

    `kind` and `frame` are None where COURSE is withheld.
    """

    case_id: str
    person_ids: tuple[str, ...]
    kind: str | None
    frame: str | None
    records: CaseRecords
    whole: CaseRecords
    """Everything, released or not: for rules, whose outcome is judged by the classes they read; never to be shown."""
    released: frozenset[FieldClass]
    """The classes that are shown here where nothing stands at the end of a record that makes it stricter."""
    withheld: tuple[Withheld, ...]
    asking: Asking
    """Who asks, for the acts that are open to them here now, whatever moment is looked at."""
    lead_times: Mapping[str, LeadTime] = field(default_factory=dict[str, LeadTime])
    """How long settling a condition usually takes, over all cases; only in the case picture."""
    kept: tuple[KeptFinding, ...] = ()
    """What runs of rules kept of it, to be told by the classes of each rule; only in the case picture."""
    related: tuple[Related, ...] = ()
    """Cases that belong together with it, as far as they are the actor's own; only in the case picture."""


THINGS: LiteralString = """
  COLLECT { UNWIND cases AS c MATCH (c)-[:FOR]->(p:Person)
    RETURN {caseId: c.id, id: p.id, birthDate: p.birthDate, source: p.source} } AS births,
  COLLECT { UNWIND cases AS c MATCH (c)-[:FOR]->(p:Person)-[:HAS_DETENTION]->(d:Detention) WHERE d.caseId = c.id
    RETURN d{.id, .caseId, .startedOn, .source, person: p.id} } AS detentions"""
"""What never changes in `cases`, for SECTIONS."""

ALL_OF_CASES: LiteralString = f"""
WITH cases, COLLECT {{ UNWIND cases AS c MATCH ({RECORD} RETURN {AS_READ} }} AS records
RETURN COLLECT {{ UNWIND cases AS c RETURN c{{{facts("c")}}} }} AS cases, {POSITION} AS position, records,
  {AT_ENDS},
  {THINGS},
  COLLECT {{ UNWIND cases AS c MATCH (c)-[:HAS_PLAN]->(n:Plan)
    OPTIONAL MATCH (n)-[:HAS_GOAL]->(g:Goal) OPTIONAL MATCH (g)-[:HAS_ACTION]->(a:Action)
    RETURN {{caseId: c.id, plan: n.id, goal: g.id, action: a.id}} }} AS plans"""
"""The rest of a statement that has `cases` it found in scope: everything of them, for SECTIONS and PUBLIC."""


def _dossiers_by_case(holds: Holds) -> LiteralString:
    return f"""
MATCH (c:Case) WHERE c.id IN $asked.ids AND {holds("c")}
WITH collect(c) AS cases WHERE size(cases) > 0
{ALL_OF_CASES},
  {related(holds)},
  {KEPT}, {LAST_LEAD_TIMES}
"""


DOSSIERS_BY_CASE = by_case(_dossiers_by_case)

SECTIONS: Mapping[str, Section] = {
    "records": JUDGED,
    "births": Section(FieldClass.IDENTITY),
    "detentions": Section(FieldClass.COURSE, lambda _: Datum(form="FIELD")),
    "plans": Section(FieldClass.PLAN),
}
_OF_A_DETENTION = (
    "DetentionState", "Stay", "LegalTitle", "ScreeningFormPart1", "ScreeningFormPart2", "ScreeningDecision",
)  # fmt: skip

SHOWN = tuple(
    Shown(one)
    for one in FieldClass
    if one not in (FieldClass.WORK, FieldClass.LOG, FieldClass.PUBLIC, FieldClass.NOTE, FieldClass.FINANCE)
)
"""What a dossier can show, beside notes."""


async def dossiers_by_case(guard: Guard, ids: Sequence[str]) -> dict[str, Dossier]:
    """Dossiers by case; absent are cases that do not exist for this actor. One statement for all of them."""
    sections = {**SECTIONS, "related": RELATED}
    public = (*PUBLIC, "findings", "runs")
    opened = await guard.read(DOSSIERS_BY_CASE, {"asked": {"ids": list(ids)}}, sections, public, classified(guard))
    if opened is None:
        return {}
    for case in opened.cases:
        guard.show(case["persons"], case["id"])
    tied, kept, leads = opened["related"], opened["findings"], lead_times_in(opened["runs"])
    return {
        id: replace(one, related=related_in(tied, id), kept=kept_in(kept, id), lead_times=leads)
        for id, one in dossiers_in(opened).items()
    }


class _Read:
    """The columns of one reading by case, and who can stand at a record, made once for all of its cases."""

    def __init__(
        self, opened: Columns, records: Iterable[Row], detentions: Iterable[Row], plans: Iterable[Row]
    ) -> None:
        self._columns = tuple(map(_by_case, (records, detentions, plans, opened["said"], opened["births"])))
        self._holders = {named: holders_in(opened, named=named) for named in (True, False)}
        self._offers = offered_in(opened["offers"])

    @classmethod
    def released(cls, opened: Opened) -> Self:
        """What is shown: on the screening list only the present detention, and regimes as far as they may be told."""
        guard = opened.guard
        shown = opened["records"]
        bound = of_present_detention(
            guard,
            opened,
            [one for one in shown if one["kind"] in _OF_A_DETENTION],
            lambda one: one["ends"]["detention"][0],
        )
        kept = [one for one in shown if one["kind"] not in _OF_A_DETENTION] + bound
        present = of_present_detention(guard, opened, opened["detentions"], itemgetter("id"))
        return cls(opened, [as_prison(one, guard) for one in kept], present, opened["plans"])

    @classmethod
    def unreleased(cls, opened: Opened) -> Self:
        """Everything, released or not."""
        return cls(opened, *map(opened.unreleased, ("records", "detentions", "plans")))

    def records_of(self, case: Row, *, named: bool) -> CaseRecords:
        """The records of one case; `named` says whether professionals are."""
        id = case["id"]
        rows = RowsOfCase(*(some.get(id, ()) for some in self._columns))
        return case_records(id, case["persons"], rows, self._holders[named], self._offers)


def _by_case(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["caseId"], []).append(row)
    return found


def dossiers_in(opened: Opened) -> dict[str, Dossier]:
    """Dossiers by case, from a reading of the columns SECTIONS and PUBLIC that `classified` prepared."""
    shown, whole = _Read.released(opened), _Read.unreleased(opened)
    return {case["id"]: _dossier(opened.guard, case, shown, whole) for case in opened.told_cases()}


def _dossier(guard: Guard, case: Row, shown: _Read, whole: _Read) -> Dossier:
    id = case["id"]
    named = guard.releases(id, FieldClass.WORK)
    everything = whole.records_of(case, named=named)
    return Dossier(
        case_id=id,
        person_ids=tuple(case["persons"]),
        kind=case["kind"],
        frame=case["frame"],
        records=shown.records_of(case, named=named),
        whole=everything,
        released=frozenset(one for one in FieldClass if guard.releases(id, one)),
        withheld=(*guard.withheld([id], SHOWN), *guard.withheld_notes(id)),
        # A judge of its own: what is decided for acts shows nothing, and is no look for the logs.
        asking=Asking(
            guard.actor,
            Judge(guard.actor, guard.facts_read(id), guard.now).decide,
            guard.scope,
            directs=_directs(everything, guard),
        ),
    )


def _directs(everything: CaseRecords, guard: Guard) -> bool:
    """Whether the acting position directs at the moment of the request."""
    own = guard.actor.position
    if not any(one.kind == "Direction" and one.end("holder") == own for one in everything.records):
        return False
    found = directing(everything.view(guard.now, guard.now))
    return found is not None and found.holder == own
