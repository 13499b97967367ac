"""Seeing to a signal, once for the whole team, and putting one off."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from graph.casework.case_act import CaseAct
from graph.casework.case_file import CaseFile, said
from graph.casework.fields import a_day, a_text, an_id
from graph.casework.steps import Add, Change, change
from graph.refusals import Code, refused
from graph.signal_kinds import OF_RECORD, RULES, SignalKind
from graph.signals import Watch, signal_id
from graph.signals_of_time import signals_of_time
from graph.times import day_of


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeSignal(CaseAct):
    """Say that a signal is seen to, for the whole team (*signaal afhandelen*)."""

    NAME: ClassVar[str] = "acknowledgeSignal"
    TASK: ClassVar[str] = "HANDLE_SIGNAL"
    IN_CLOSED: ClassVar[bool] = True

    signal: Annotated[str, an_id("Id of the signal.")]

    def change(self, file: CaseFile) -> Change:
        """A record of who saw to it."""
        fact = _open(file, self.signal)
        return change(Add("SignalHandling", {"signal": self.signal, "ofFact": fact, "by": file.who}))


@dataclass(frozen=True, slots=True, kw_only=True)
class SnoozeSignal(CaseAct):
    """Put a signal off until a day, for the whole team, with the reason (*signaal uitstellen*)."""

    NAME: ClassVar[str] = "snoozeSignal"
    TASK: ClassVar[str] = "HANDLE_SIGNAL"
    IN_CLOSED: ClassVar[bool] = True

    signal: Annotated[str, an_id("Id of the signal.")]
    until: Annotated[int, a_day("The day on which it comes back: from tomorrow on.")]
    reason: Annotated[str, a_text("Why it can wait.")]

    def change(self, file: CaseFile) -> Change:
        """A record of who put it off, until when, and why."""
        until = file.coming("until", self.until)
        if day_of(until) == day_of(file.now):
            raise refused(Code.IN_PAST, "until")
        fact = _open(file, self.signal)
        values = {"signal": self.signal, "ofFact": fact, "until": until, "reason": said(self.reason), "by": file.who}
        return change(Add("SignalHandling", values))


def _open(file: CaseFile, signal: str) -> str:
    """The fact that a signal tells of. Raises ActError where none of this id can be, or the team has seen to it.

    What happened is a signal for as long as anything is said of the fact; what time makes is one while it stands so.
    """
    watch = Watch(file.dossier, file.actor, file.dossier.asking.scope, file.now)
    found = next((one for one in signals_of_time(watch) if one.id == signal), None)
    if found is None:
        found = next(
            (
                watch.signal(kind, record, watch.changed[record.fact], None, party=None)
                for record in watch.records.values()
                for kind in (OF_RECORD.get(record.kind, SignalKind.OTHER), SignalKind.DISPUTED)
                if RULES[kind].days is None and watch.may(kind) and signal_id(kind, record.fact) == signal
            ),
            None,
        )
    if found is None:
        raise refused(Code.UNKNOWN, "signal")
    if found.handled is not None and found.handled.until is None:
        raise refused(Code.ALREADY_SO, "signal")
    return found.origin.fact
