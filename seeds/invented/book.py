"""The records of one case as they come in: late, sometimes wrong at first, and closed when an end becomes known."""

from collections.abc import Callable
from random import Random
from typing import Any

from seeds.folders import Row
from seeds.invented.chances import new_id
from seeds.invented.moments import DAY, in_office_hours, text

Fields = dict[str, Any]
"""Properties and edges of a row, as in a world file."""

DJI, PROBATION, MUNICIPALITY, CARE, OWN = (
    "DJI (invented)",
    "probation (invented)",
    "municipality (invented)",
    "care (invented)",
    "casusregie (invented)",
)

_LAG_DAYS = {DJI: 0.7, PROBATION: 4.0, MUNICIPALITY: 7.0, CARE: 9.0, OWN: 1.5}
"""Mean days between a fact and its registration, by source."""

_CORRECTED = 0.16
"""Share of facts that are recorded wrongly at first. With facts that leave no time to correct it gives a tenth."""

_PREFIXES = {
    "PersonName": "nam", "PersonAddress": "adr", "PersonStatus": "pss", "CaseState": "cst", "Residence": "res",
    "ContactState": "cos", "Tie": "tie", "TieReading": "tre", "ContactRule": "cru", "DetentionState": "dst",
    "Stay": "sta", "LegalTitle": "tit", "Assessment": "ass", "InstrumentResult": "ins", "AdviceRequest": "adv",
    "Intervention": "itv", "Referral": "ref", "Meeting": "mee", "ContactMoment": "cmo", "Note": "not",
    "PlanState": "pls", "PlanAgreement": "pla", "GoalState": "gst", "ActionState": "ast", "Involvement": "inv",
    "Direction": "dir", "Handover": "han", "Exclusion": "exc", "Confirmation": "cnf", "Notice": "ntc",
    "Consent": "cns", "Disclosure": "dis", "TreatmentRelation": "trr", "RiskIndication": "rin",
}  # fmt: skip


class Book:
    """Says things in one case. Moments are minutes; `now` is the midnight before which all was recorded."""

    def __init__(self, case: str, now: int, rng: Random, add: Callable[[str, Row], None]) -> None:
        self.case = case
        self.now = now
        self.rng = rng
        self._add = add

    def thing(self, label: str, prefix: str, **fields: Any) -> str:
        """Add a lasting thing of the case; answers its id."""
        found = new_id(prefix, self.rng)
        self._add(label, {"id": found, "caseId": self.case, **fields})
        return found

    def recorded(self, moment: int, source: str) -> int:
        """When something of that moment gets recorded; may lie after `now`."""
        rng = self.rng
        day = moment + int(rng.expovariate(1 / _LAG_DAYS[source])) * DAY
        return max(in_office_hours(day, rng.random()), moment)

    def say(
        self,
        label: str,
        start: int | None,
        end: int | None = None,
        *,
        source: str = OWN,
        known: int | None = None,
        recorded: int | None = None,
        foreseen: bool = False,
        must: bool = False,
        wrong: Row | None = None,
        correct: bool = True,
        **fields: Any,
    ) -> str | None:
        """Record a fact; answers it, or None where it would only be recorded after `now` (`must`: then just before).

        `end` is closed at `known` (default: as late as the source is), and left open while that lies ahead; a
        `foreseen` end is known from the start. `wrong` are the values that stood there before the correction; without
        them the first version had a wrong start. `recorded` and `known` are taken as they are.
        """
        if recorded is None:
            recorded = self.recorded(start if start is not None else self.now - 30 * DAY, source)
        if recorded >= self.now:
            if not must:
                return None
            recorded = self._just_before()
        if end is not None:
            end, known = (end, None) if foreseen else self._closing(end, known, recorded, source, must=must)
        row = self._row(label, source, start, end if foreseen else None)
        fact = str(row["fact"])
        if correct and self.rng.random() < _CORRECTED:
            corrected = in_office_hours(recorded + int(1 + self.rng.random() * 25) * DAY, self.rng.random())
            if corrected < (self.now if known is None else min(known, self.now)):
                self._add(
                    label, self._first_version(row, start, recorded, corrected, wrong) | fields | dict(wrong or {})
                )
                recorded = corrected
                row["id"] = new_id(_PREFIXES[label], self.rng)
        if end is not None:
            row["validTo"] = text(end)
            if known is not None:
                row["endKnownAt"] = text(known)
        row["recordedAt"] = text(recorded)
        self._add(label, row | fields)
        return fact

    def _closing(
        self, end: int, known: int | None, recorded: int, source: str, *, must: bool
    ) -> tuple[int | None, int | None]:
        """The end and when it became known; neither, while that lies ahead."""
        if known is None:
            known = self.recorded(end, source)
            if known >= self.now and must and end <= self.now:
                known = self._just_before()
        if known >= self.now:
            return None, None
        return end, max(known, recorded)

    def _just_before(self) -> int:
        """A minute of yesterday afternoon."""
        return self.now - 6 * 60 - int(self.rng.random() * 300)

    def _row(self, label: str, source: str, start: int | None, foreseen_end: int | None) -> dict[str, object]:
        fact = new_id(_PREFIXES[label], self.rng)
        row: dict[str, object] = {"id": fact, "fact": fact, "caseId": self.case, "source": source, "sourceId": fact[4:]}
        if start is not None:
            row["validFrom"] = text(start)
        if foreseen_end is not None:
            row["validTo"] = text(foreseen_end)
        return row

    def _first_version(
        self, row: dict[str, object], start: int | None, recorded: int, corrected: int, wrong: Row | None
    ) -> dict[str, object]:
        first = dict(row)
        if start is not None and not wrong:
            first["validFrom"] = text(start - int(1 + self.rng.random() * 6) * DAY)
        first["recordedAt"] = text(recorded)
        first["retractedAt"] = text(corrected)
        return first
