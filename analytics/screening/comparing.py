"""A dry run of another rule set over a list, and a screening against an earlier one: who moves, and why."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from analytics.screening.criteria import Outcome
from analytics.screening.inputs import Inputs
from analytics.screening.ruleset import Proposal, RuleSet
from analytics.screening.screening import Screening, screen


@dataclass(frozen=True, slots=True)
class Turned:
    """A criterion that comes out otherwise; None where one of the two rule sets does not know it."""

    no: int
    was: Outcome | None
    becomes: Outcome | None


@dataclass(frozen=True, slots=True)
class Moved:
    """Somebody whose proposal is another one. `turned` are the criteria that come out otherwise.

    Where there are none it is the order of the criteria, a concern or older information that makes the difference.
    """

    person_id: str
    was: Proposal
    becomes: Proposal
    turned: tuple[Turned, ...]


def dry_run(people: Iterable[tuple[str, Inputs]], now: RuleSet, other: RuleSet) -> tuple[Moved, ...]:
    """Who of a list would get another proposal by another rule set, by id."""
    return tuple(
        sorted(
            (
                moved
                for person, inputs in people
                if (moved := moved_between(person, screen(inputs, now), screen(inputs, other)))
            ),
            key=lambda one: one.person_id,
        )
    )


def moved_between(person: str, was: Screening, becomes: Screening) -> Moved | None:
    """What changed from one screening of a person to another; None where the proposal is the same."""
    if was.proposal is becomes.proposal:
        return None
    return Moved(person, was.proposal, becomes.proposal, tuple(turned_between(was, becomes)))


def turned_between(was: Screening, becomes: Screening) -> Iterator[Turned]:
    """The criteria that come out otherwise, by number."""
    before = {one.criterion.no: one.outcome for one in was.criteria}
    after = {one.criterion.no: one.outcome for one in becomes.criteria}
    for no in sorted(before.keys() | after.keys()):
        if before.get(no) is not after.get(no):
            yield Turned(no, before.get(no), after.get(no))
