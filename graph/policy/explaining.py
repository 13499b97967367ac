"""The answer for every class of one case, with the row of the matrix that gives it: for people who check the table."""

from dataclasses import dataclass

from graph.actors import Actor
from graph.model.kinds import FieldClass
from graph.policy.cells import Cell, Condition
from graph.policy.decisions import Decision, Hidden, decide_all
from graph.policy.facts import Facts
from graph.policy.policies import POLICY, Policy
from graph.policy.scoping import Standing, standing_of
from graph.policy.tables import MatrixRow

_OF_THE_CASE = frozenset({Condition.CONSENT})
"""Conditions that the case alone settles; the others depend on the datum."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The decision on a class. `by_datum` is the cell's text where each datum of the class may answer differently."""

    field_class: FieldClass
    decision: Decision
    by_datum: str | None


@dataclass(frozen=True, slots=True)
class CaseExplanation:
    """All classes of a case that exists for the actor, and the row of the matrix that answers, if there is one."""

    row: MatrixRow | None
    classes: tuple[Explanation, ...]
    version: str


def explained(actor: Actor, facts: Facts | None, moment: int, policy: Policy = POLICY) -> CaseExplanation | None:
    """How the policy answers on a case; None where the case does not exist for the actor, whatever the reason."""
    if facts is None:
        return None
    standing = standing_of(actor, facts, moment, policy)
    if standing.hidden is not None and standing.emergency is None:
        return None
    decisions = decide_all(actor, facts, moment, policy)
    classes = tuple(
        Explanation(field_class, decision, _by_datum(standing, field_class, decision))
        for field_class, decision in decisions.items()
    )
    return CaseExplanation(standing.row, classes, policy.version)


def _by_datum(standing: Standing, field_class: FieldClass, decision: Decision) -> str | None:
    if standing.row is None:
        return None
    cell: Cell | None = standing.row.cells.get(field_class)
    if cell is None or not (isinstance(decision, Hidden) or decision.rule.startswith(standing.row.id)):
        return None
    conditions = {condition for condition, _ in cell.branches}
    return cell.text if conditions - _OF_THE_CASE or field_class == FieldClass.NOTE else None
