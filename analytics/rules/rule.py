"""What a rule is: one question about a person, the function that answers it, and what somebody needs to trust it."""

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct

from graph.model.kinds import FieldClass


class Text(Struct, frozen=True, forbid_unknown_fields=True):
    """The same in plain English and in plain Dutch."""

    en: str
    nl: str


class Source(Struct, frozen=True, forbid_unknown_fields=True):
    """Where a rule comes from."""

    document: str
    section: str


class Parameter(Struct, frozen=True, forbid_unknown_fields=True):
    """A number, word or list of words that a rule is judged with: what it counts in, and why it is this one."""

    value: int | str | tuple[str, ...]
    unit: Literal["days", "months", "times", "words"]
    reason: str


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """One rule as it stands in its file.

    `reads` are the classes of the records it is judged by: it never sees another, and who lacks one of them does not
    get its outcome. `question` and `action` are for the professional; `action` is what to do where the answer is no.
    `formula` says when it is found, `unknown` when it cannot be told, `blind` what it does not see; a rule of findings
    has all three.
    """

    id: str
    version: int
    level: Literal["PERSON"]
    name: Text
    question: Text
    function: str
    reads: tuple[FieldClass, ...]
    severity: Literal["LOW", "MEDIUM", "HIGH"]
    action: Text
    source: Source
    parameters: Mapping[str, Parameter] = {}
    formula: Text | None = None
    unknown: Text | None = None
    blind: Text | None = None

    @property
    def values(self) -> dict[str, Any]:
        """The parameters as the function takes them."""
        return {name: one.value for name, one in self.parameters.items()}
