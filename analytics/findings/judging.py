"""What is found in one case by every rule, for who asks: computed from everything, shown by class."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from analytics.clock.registry import FUNCTIONS as CLOCK
from analytics.clock.verdict import Outcome, Verdict
from analytics.continuity import Radar
from analytics.findings.finding import Answer, Item, State, out_of_scope, reason
from analytics.findings.registry import FUNCTIONS, RULES
from analytics.findings.situation import Situation, situation_of
from analytics.reason import Reason
from analytics.rules.rule import Rule
from analytics.rules.running import Run
from graph.case_records import Origin, Party, View
from graph.dossiers import Dossier
from graph.kept_findings import KeptFinding, finding_id
from graph.times import FOREVER

WEIGHTS = ("HIGH", "MEDIUM", "LOW")
KINDS = frozenset(
    {
        "ActionState", "AdviceRequest", "Assessment", "CaseState", "ContactMoment", "DetentionState", "Direction",
        "Handover", "InstrumentResult", "Intervention", "Involvement", "LegalTitle", "Meeting", "Notice", "PlanState",
        "Referral", "Stay",
    }
)  # fmt: skip
"""Kinds of record that rules of findings are judged by."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A record that counted, as far as it is shown to who asks."""

    kind: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Accepted:
    """Until when a team accepts a finding, in milliseconds UTC; why and by whom, None where that is not shown."""

    until: int
    reason: str | None
    by: Party | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is so in a case, or that cannot be told (`certain` is False then).

    `since` is from when it is so (milliseconds UTC), None where that is not known. `missing` names what is not
    recorded, as kinds and fields of the world format. `detention` is the one it is about, None where it is about none.
    """

    id: str
    rule: Rule
    certain: bool
    reason: Reason
    since: int | None
    evidence: tuple[Evidence, ...]
    missing: tuple[str, ...]
    detention: str | None
    kept: KeptFinding | None = None
    """As the runs saw it; None where none has yet."""
    accepted: Accepted | None = None


@dataclass(frozen=True, slots=True)
class PastFinding:
    """What a run found once and is not so any more, or not judged any more."""

    rule: Rule
    kept: KeptFinding


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a rule says of a case. `why` is told where nothing was found: NOT_FOR_YOU tells nothing else."""

    rule: Rule
    state: State
    why: Reason | None
    findings: tuple[Finding, ...]


def judgements(dossier: Dossier, view: View) -> tuple[Judgement, ...]:
    """Every rule on a case at the moment of a view, in the order of the rules. O(rules x records)."""
    kept = {one.id: one for one in dossier.kept if one.first_seen <= view.known_at}
    accepted = _accepted(view)
    return tuple(
        replace(
            said,
            findings=tuple(replace(one, kept=kept.get(one.id), accepted=accepted.get(one.id)) for one in said.findings),
        )
        for said in judged(Run.of(dossier, view))
    )


def _accepted(view: View) -> dict[str, Accepted]:
    """What is accepted, by finding. Who did so, and the words, are told only where that position is around something
    that is shown: what a care provider writes may tell of care.
    """
    around = {id for one in view.case.records for ends in one.ends.values() for id in ends}
    found: dict[str, Accepted] = {}
    for one in view.case.acceptances:
        if one.holds(view.at, view.known_at):
            seen = one.by in around
            party = view.party(one.by) if seen else None
            found[one.finding] = Accepted(one.until, one.reason if seen else None, party)
    return found


def past_findings(dossier: Dossier, view: View) -> tuple[PastFinding, ...]:
    """What was found once and ended by the moment of a view, the latest first, of the rules that are for who asks."""
    run, rules = Run.of(dossier, view), {one.id: one for one in RULES}
    ended = [
        PastFinding(rule, one)
        for one in dossier.kept
        if one.ended_at is not None
        and one.ended_at <= view.known_at
        and (rule := rules.get(one.rule)) is not None
        and run.is_for(rule)
    ]
    return tuple(sorted(ended, key=lambda one: (-(one.kept.ended_at or 0), one.kept.id)))


def judged(run: Run) -> tuple[Judgement, ...]:
    """Every rule on a case, for whom a run is."""
    bench = Bench(run)
    return tuple(_judgement(bench, rule) for rule in RULES)


def found_in(said: Iterable[Judgement]) -> list[Finding]:
    """What is so, of several judgements: the heaviest first, then what is so the longest, then by id."""
    found = [finding for one in said for finding in one.findings if finding.certain]
    return sorted(found, key=lambda one: (WEIGHTS.index(one.rule.severity), one.since or FOREVER, one.id))


class Bench:
    """One case at one moment, for all rules: what each class of rules sees of it is made once."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self._situations: dict[frozenset[str], Situation] = {}
        self._radar: Radar | None = None

    def answer(self, rule: Rule) -> Answer:
        """What a rule says, on everything that it reads, whoever asks."""
        situation = self._situation(rule)
        if situation.is_closed:
            return out_of_scope("CASE_CLOSED")
        if rule.function in CLOCK:
            return _answer_of_clock(rule, situation)
        return FUNCTIONS[rule.function](situation, **rule.values)

    def _situation(self, rule: Rule) -> Situation:
        reads = frozenset(rule.reads)
        if reads not in self._situations:
            if self._radar is None:
                self._radar = self.run.radar()
            self._situations[reads] = situation_of(self.run.view(rule), self._radar)
        return self._situations[reads]


def _answer_of_clock(rule: Rule, situation: Situation) -> Answer:
    """A moment of the clock that was missed is a finding, one for each detention."""
    found: list[Item] = []
    unknown: list[Item] = []
    rest: list[Verdict] = []
    for course in situation.courses:
        verdict = CLOCK[rule.function](course, **rule.values)
        item = Item(course.detention, verdict.reason, verdict.due, verdict.evidence, verdict.missing, course.detention)
        match verdict.outcome:
            case Outcome.LATE:
                found.append(item)
            case Outcome.UNKNOWN:
                unknown.append(item)
            case _:
                rest.append(verdict)
    applies = [one for one in rest if one.outcome is not Outcome.NOT_APPLICABLE]
    told = [*applies, *rest]
    why = told[0].reason if told else reason("NOT_DETAINED")
    return Answer(tuple(found), tuple(unknown), why, bool(applies))


def _judgement(bench: Bench, rule: Rule) -> Judgement:
    if not bench.run.is_for(rule):
        return Judgement(rule, State.NOT_FOR_YOU, reason("NOT_FOR_YOU"), ())
    said = bench.answer(rule)
    findings = tuple(_findings(bench.run, rule, said))
    return Judgement(rule, said.state, None if findings else said.why, findings)


def _findings(run: Run, rule: Rule, said: Answer) -> Iterator[Finding]:
    for items, certain in ((said.found, True), (said.unknown, False)):
        for one in items:
            evidence = tuple(Evidence(seen.kind, run.origin(seen)) for seen in run.shown(one.evidence))
            id = finding_id(run.case_id, rule.id, one.key)
            yield Finding(id, rule, certain, one.reason, one.since, evidence, one.missing, one.detention)
