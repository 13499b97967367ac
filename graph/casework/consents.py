"""Consents of the person: what an organisation may receive, and the end of it."""

from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from graph.case_records import Record
from graph.casework.case_act import CaseAct
from graph.casework.case_file import CaseFile
from graph.casework.fields import a_day, an_id, words
from graph.casework.steps import Add, Change, End, change
from graph.refusals import Code, refused

_KIND: Final = "Consent"
_HEALTH: Final = "HEALTH"
_PROVIDER: Final = "CARE_PROVIDER"
_BY_CONSENT: Final = "CONSENT"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordConsent(CaseAct):
    """Record that the person consents to your organisation receiving data (*toestemming*).

    It opens the classes it names, to whoever is involved for that organisation under consent; HEALTH only from one care
    provider to another. Who directs the case can record it for an organisation that is involved under consent and
    cannot see the case before there is one.
    """

    NAME: ClassVar[str] = "recordConsent"
    TASK: ClassVar[str] = "RECORD_CONSENT"

    classes: Annotated[tuple[str, ...], words(_KIND, "classes", "What it opens.")]
    receiver: Annotated[str | None, an_id("Id of the organisation that may receive; without it your own.")] = None
    giver: Annotated[str | None, an_id("Of HEALTH: id of the care provider that may give.")] = None
    ends_on: Annotated[
        int | None, a_day("The first day on which it does not hold any more; without it, until withdrawn.")
    ] = None
    person: Annotated[str | None, an_id("Who consents; needed in a case of several persons.")] = None

    def own(self, file: CaseFile) -> bool:
        """Whether the own organisation receives, or who acts directs the case."""
        return self.receiver in (None, file.actor.organisation) or file.dossier.asking.directs

    def change(self, file: CaseFile) -> Change:
        """A consent from now on."""
        person = file.person("person", self.person)
        receiver = file.organisation("receiver", self.receiver or file.actor.organisation)
        if receiver.id != file.actor.organisation and not _is_here_by_consent(file, receiver.id):
            raise refused(Code.NOT_IN_TEAM, "receiver")
        if (_HEALTH in self.classes) and receiver.organisation_kind != _PROVIDER:
            raise refused(Code.UNUSABLE, "classes")
        giver = self._giver(file, receiver.id)
        ends = None if self.ends_on is None else file.coming("endsOn", self.ends_on)
        if ends is not None and ends <= file.now:
            raise refused(Code.ENDS_BEFORE_START, "endsOn")
        values = {"classes": sorted(self.classes), "receivers": [receiver.id], "giver": giver, "person": person}
        for one in file.view.holding(_KIND):
            if _opens(one) == (frozenset(self.classes), {receiver.id}, giver, person) and one.valid_to == ends:
                raise refused(Code.ALREADY_SO, "classes")
        return change(Add(_KIND, {**values, "validTo": ends}))

    def _giver(self, file: CaseFile, receiver: str) -> str | None:
        if _HEALTH not in self.classes:
            if self.giver is not None:
                raise refused(Code.UNUSABLE, "giver")
            return None
        if self.giver is None:
            raise refused(Code.EMPTY, "giver")
        giver = file.organisation("giver", self.giver)
        if giver.id == receiver:
            raise refused(Code.TO_ONESELF, "giver")
        if giver.organisation_kind != _PROVIDER:
            raise refused(Code.UNUSABLE, "giver")
        return giver.id


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawConsent(CaseAct):
    """Say that the person withdrew a consent (*toestemming intrekken*); the person may do so too.

    What it opened is closed from that instant: who is involved under consent sees nothing of the case any more, unless
    another consent names their organisation, and HEALTH passes no more from its giver. What was read stays logged.
    """

    NAME: ClassVar[str] = "withdrawConsent"
    TASK: ClassVar[str] = "WITHDRAW_CONSENT"
    EXPECTS: ClassVar[bool] = True
    IN_CLOSED: ClassVar[bool] = True

    consent: Annotated[str, an_id("Id of the fact of the consent.")]

    def own(self, file: CaseFile) -> bool:
        """Whether the own organisation receives by it, or it is the own one, or who acts directs."""
        found = next((one for one in file.view.all(_KIND) if one.fact == self.consent), None)
        if found is None or file.by_person or file.dossier.asking.directs:
            return True
        return file.actor.organisation in found.ends.get("receivers", ())

    def change(self, file: CaseFile) -> Change:
        """It ends now."""
        found = file.record("consent", self.consent, _KIND)
        return change(End(_KIND, found.fact, file.now))


def _is_here_by_consent(file: CaseFile, organisation: str) -> bool:
    for one in file.view.holding("Involvement"):
        party = file.view.party(one.end("holder"))
        if party is not None and party.organisation_id == organisation and one.value("frame") == _BY_CONSENT:
            return True
    return False


def _opens(one: Record) -> tuple[frozenset[str], set[str], str | None, str | None]:
    return frozenset(one.value("classes")), set(one.ends.get("receivers", ())), one.end("giver"), one.end("person")
