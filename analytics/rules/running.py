"""Running rules over one case: judged on all data of the classes a rule reads, shown by class.

This is the one place that looks at what is not released. A rule sees the records of the classes it reads and no
others, whoever asks, so that its outcome is the same for everybody who gets it; who lacks one of the classes gets no
outcome at all, whatever it is. What a rule saw is shown as far as it is released.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Self

from analytics.continuity import Radar, radar_of
from analytics.rules.rule import Rule
from graph.case_records import CaseRecords, Holder, Origin, PlanThings, Record, View
from graph.classes import CARE_PROVIDER, MEDICAL, REGIME_CLASSES, of_indication
from graph.dossiers import Dossier
from graph.model.kinds import FieldClass

ALL = frozenset(FieldClass)


class Run:
    """The rules of one case at one moment, as known at a moment. Views are made once for each set of classes.

    `shown` is the case as it may be shown, `whole` all that is recorded in it, `released` the classes that are shown.
    """

    def __init__(self, whole: CaseRecords, shown: View, released: frozenset[FieldClass]) -> None:
        self._whole, self._shown, self._released = whole, shown, released
        self._views: dict[frozenset[FieldClass], View] = {}

    @classmethod
    def of(cls, dossier: Dossier, shown: View) -> Self:
        """The rules of a case for who asks."""
        return cls(dossier.whole, shown, dossier.released)

    @classmethod
    def for_nobody(cls, whole: CaseRecords, at: int) -> Self:
        """The rules of a case at a moment for nobody in particular: what comes out is shown by class elsewhere."""
        return cls(whole, whole.view(at, at), ALL)

    @property
    def case_id(self) -> str:
        """The case."""
        return self._whole.case_id

    def is_for(self, rule: Rule) -> bool:
        """Whether who asks gets the outcome of a rule: every class it reads is released."""
        return self._released.issuperset(rule.reads)

    def radar(self) -> Radar:
        """The continuity radar, for rules that read its classes."""
        return radar_of(self._whole.view(self._shown.at, self._shown.known_at), self._shown)

    def origin(self, record: Record) -> Origin:
        """Where a record comes from, as it is shown."""
        return self._shown.origin(record)

    def view(self, rule: Rule) -> View:
        """All that a rule is judged by, released or not."""
        reads = frozenset(rule.reads)
        if reads not in self._views:
            case = _readable(self._whole, reads)
            self._views[reads] = case.view(self._shown.at, self._shown.known_at)
        return self._views[reads]

    def shown(self, evidence: Iterable[Record]) -> tuple[Record, ...]:
        """Of what a rule saw, what is released, as it is shown."""
        found = list(evidence)
        released = {one.fact: one for one in self._shown.all(*{one.kind for one in found})}
        return tuple(released[one.fact] for one in found if one.fact in released)


def _readable(whole: CaseRecords, reads: frozenset[FieldClass]) -> CaseRecords:
    """The records of the classes that are read: what tells of a further class is left out, or told without it."""
    records = (
        _without_regime(one, reads)
        for one in whole.records
        if one.field_class in reads and _beside(one, whole.holders) in {None, *reads}
    )
    course, plan = FieldClass.COURSE in reads, FieldClass.PLAN in reads
    return replace(
        whole,
        records=tuple(records),
        detentions=whole.detentions if course else (),
        plan=whole.plan if plan else PlanThings(),
        birth_dates=whole.birth_dates if FieldClass.IDENTITY in reads else {},
        confirmations={},
        disputes={},
    )


def _beside(record: Record, holders: Mapping[str, Holder]) -> FieldClass | None:
    """The second class of a record: an 18b indication told by an involvement, care by who reads a tie."""
    if record.kind == "Involvement":
        return of_indication(dict(record.values), "")
    if record.kind == "TieReading" and any(_is_care(holders.get(id)) for id in record.ends.get("by", ())):
        return FieldClass.HEALTH
    return None


def _is_care(holder: Holder | None) -> bool:
    if holder is None:
        return False
    return holder.organisation_kind == CARE_PROVIDER or any(one[-1] == MEDICAL for one in holder.functions)


def _without_regime(record: Record, reads: frozenset[FieldClass]) -> Record:
    """A stay whose regime tells of a class that is not read, as a stay in prison."""
    told = REGIME_CLASSES.get(record.value("regime")) if record.kind == "Stay" else None
    return record if told is None or told in reads else replace(record, values={**record.values, "regime": "PRISON"})
