"""One act in a case, as it is asked: its fields, whose task it is, and what it does to the case."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from graph.casework.case_file import CaseFile
from graph.casework.steps import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseAct(ABC):
    """An act. `NAME` is its name in the contract, `TASK` the line of `graph/policy/tasks.toml` it falls under.

    The text of the class describes it, with the Dutch term. `EXPECTS` says whether it changes what stands there, so
    that the version that was read is asked for; `IN_CLOSED` whether it can be done in a case that is closed.
    """

    NAME: ClassVar[str]
    TASK: ClassVar[str]
    EXPECTS: ClassVar[bool] = False
    IN_CLOSED: ClassVar[bool] = False

    def task(self, file: CaseFile) -> str:
        """The task it falls under in this case."""
        return self.TASK

    def own(self, file: CaseFile) -> bool:
        """Whether what it is done to is one's own, in the sense of the task."""
        return True

    @abstractmethod
    def change(self, file: CaseFile) -> Change:
        """What it does to the case. A pure function: it is asked once before the lock and once under it.

        Raises ActError naming the field that is why it cannot be done, ConflictError where something changed.
        """
