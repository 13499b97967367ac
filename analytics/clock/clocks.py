"""The clock of the detention in view, for each person of a case: every rule with its outcome, and what comes next."""

from dataclasses import dataclass

from analytics.clock.course import course_of
from analytics.clock.registry import FUNCTIONS, RULES
from analytics.clock.verdict import Outcome, Verdict, not_applicable, reason
from analytics.reason import Reason
from analytics.rules.rule import Rule
from analytics.rules.running import Run
from graph.case_records import Origin, View
from graph.dossiers import Dossier
from graph.releases import Release, release_in_view


@dataclass(frozen=True, slots=True)
class Evidence:
    """A record that counted, as far as it is shown to who asks."""

    kind: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule for one detention: see `Verdict` for the moments and for what is missing.

    NOT_FOR_YOU has no moments, evidence or anything missing, whatever the outcome is.
    """

    rule: Rule
    outcome: Outcome
    reason: Reason
    due: int | None
    done: int | None
    days_late: int | None
    evidence: tuple[Evidence, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock of one person: all rules in the order of a detention; `late` longest first, `next` soonest first.

    `detention` is None where no detention is known, or shown.
    """

    person_id: str
    detention: Release | None
    entries: tuple[Entry, ...]

    @property
    def late(self) -> tuple[Entry, ...]:
        """What should have been done by now and is not, the longest first."""
        found = [one for one in self.entries if one.outcome is Outcome.LATE]
        return tuple(sorted(found, key=lambda one: (-(one.days_late or 0), one.rule.id)))

    @property
    def next(self) -> tuple[Entry, ...]:
        """What is still in time, the first that is due first."""
        found = [one for one in self.entries if one.outcome is Outcome.DUE]
        return tuple(sorted(found, key=lambda one: (one.due or 0, one.rule.id)))


def clocks(dossier: Dossier, view: View) -> tuple[Clock, ...]:
    """The clock of every person of the case, at the moment of the view. O(rules x records)."""
    run = Run.of(dossier, view)
    return tuple(
        Clock(person, release_in_view(view, person), tuple(_entry(run, rule, person, view) for rule in RULES))
        for person in dossier.person_ids
    )


def _entry(run: Run, rule: Rule, person: str, shown: View) -> Entry:
    if not run.is_for(rule):
        return Entry(rule, Outcome.NOT_FOR_YOU, reason("NOT_FOR_YOU"), None, None, None, (), ())
    found = judged(rule, run.view(rule), person)
    evidence = tuple(Evidence(one.kind, shown.origin(one)) for one in run.shown(found.evidence))
    return Entry(rule, found.outcome, found.reason, found.due, found.done, found.days_late, evidence, found.missing)


def judged(rule: Rule, view: View, person: str) -> Verdict:
    """What a rule of the clock says of one person, from what it may read."""
    course = course_of(view, person)
    return not_applicable("NO_DETENTION") if course is None else FUNCTIONS[rule.function](course, **rule.values)
