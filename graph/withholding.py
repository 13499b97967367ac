"""What an answer says of what it does not show: by class and rule, never by whether there is anything."""

from dataclasses import dataclass

from graph.model.kinds import FieldClass
from graph.policy.decisions import Withhold
from graph.policy.reasons import Ask, Reason


@dataclass(frozen=True, slots=True)
class Shown:
    """A class that a kind of object can show, by fields of the selection form (`on_form`), by other ones, or both."""

    field_class: FieldClass
    off_form: bool = True
    on_form: bool = False


@dataclass(frozen=True, slots=True)
class Withheld:
    """A class that is not shown, or not all of it: the reason, the rule it follows from, and whom to ask.

    `case_id` is the case whose rule it is. `form_shown` says that fields of the selection form are shown all the same.
    """

    field_class: FieldClass
    reason: Reason
    rule: str
    ask: Ask
    case_id: str
    form_shown: bool = False

    @classmethod
    def of(cls, field_class: FieldClass, decision: Withhold, case: str, *, form_shown: bool = False) -> "Withheld":
        """From a decision on a class in a case."""
        return cls(field_class, decision.reason, decision.rule, decision.ask, case, form_shown)
