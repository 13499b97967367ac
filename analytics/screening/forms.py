"""The selection form of the present detention: its latest parts, and what they say that the criteria and people weigh.

Earlier detentions have forms of their own, which are history here and never an input.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from analytics.screening.inputs import Level
from analytics.screening.weighing import Motivation, Weighed
from graph.case_records import Record, View
from graph.times import day_of

KINDS: Final = frozenset({"ScreeningFormPart1", "ScreeningFormPart2", "ScreeningDecision"})
"""Kinds of record that the form consists of."""

YES_NO: Final[Mapping[str, bool]] = {"YES": True, "NO": False}
"""Whatever else is said is unknown, as where nobody was asked."""


_SAID_ON: Final[Mapping[str, tuple[Literal[1, 2], tuple[str, ...]]]] = {
    "may_stay_in_country": (1, ("noResidenceStatus",)),
    "risc": (2, ("informationAvailable",)),
    "last_information_on": (2, ("informationAvailable",)),
    "older_risk_high": (2, ("olderRiskHigh",)),
    "expected_end": (1, ("expectedEnd",)),
    "advice_running": (2, ("adviceRequested",)),
    "asr_applied": (2, ("asrApplied",)),
    "supervision_follows": (1, ("supervisionFollows",)),
    "article_43_3": (1, ("article433",)),
    "isd_or_tbs_treatment": (1, ("isd", "tbsTreatment")),
    "care_authorisation": (1, ("careAuthorisation",)),
    "concern": (1, ("concern",)),
}
"""By fact: which part of the form says it, and where on it."""


@dataclass(frozen=True, slots=True)
class Forms:
    """The parts that count, and the decision; None for what was not filled in."""

    part_1: Record | None = None
    part_2: Record | None = None
    decision: Record | None = None

    def crossed(self, part: Record | None, name: str) -> bool | None:
        """A yes or no of a part; None where it is neither."""
        return None if part is None else YES_NO.get(str(part.value(name)))

    def saying(self) -> dict[str, Record]:
        """By fact the part that says something of it."""
        found: dict[str, Record] = {}
        for name, (part, properties) in _SAID_ON.items():
            form = self.part_1 if part == 1 else self.part_2
            if form is not None and any(form.value(one) not in (None, "UNKNOWN", "NOT_ASKED") for one in properties):
                found[name] = form
        return found

    @property
    def isd_or_tbs(self) -> bool | None:
        """Criterion 9: yes for either cross, no where both say no."""
        crosses = {self.crossed(self.part_1, "isd"), self.crossed(self.part_1, "tbsTreatment")}
        return True if True in crosses else None if None in crosses else False

    @property
    def expected_end(self) -> date | None:
        """The end of the stay as the case manager expects it."""
        said = self.part_1 and self.part_1.value("expectedEnd")
        return None if said is None else day_of(said)

    @property
    def informed_on(self) -> date | None:
        """The day of the screening on which probation said that it has current information."""
        if self.part_2 is None or self.crossed(self.part_2, "informationAvailable") is not True:
            return None
        return day_of(self.part_2.values["screenedOn"])

    @property
    def has_no_information(self) -> bool:
        """Whether probation said that it has none."""
        return self.crossed(self.part_2, "informationAvailable") is False


def forms_of(view: View, detention: str) -> Forms:
    """The form of a detention at the moment looked at."""

    def latest(kind: str) -> Record | None:
        return view.latest(one for one in view.holding(kind) if one.end("detention") == detention)

    return Forms(latest("ScreeningFormPart1"), latest("ScreeningFormPart2"), latest("ScreeningDecision"))


def weighed_of(forms: Forms, risc: Record | None) -> Weighed:
    """What people weigh: risks by a RISC that counts (None where there is none), all else by part 2 of the form."""

    def level(record: Record | None, name: str) -> Level | None:
        said = record and record.value(name)
        return Level(said) if said in set(Level) else None

    part = forms.part_2
    motivation = part and part.value("motivation")
    return Weighed(
        reoffending=level(risc, "reoffending"),
        injury=level(risc, "injury"),
        criminogenic_factors=part and part.value("criminogenicFactors"),
        protective_factors=part and part.value("protectiveFactors"),
        self_sufficiency=level(part, "selfSufficiency"),
        motivation=Motivation(motivation) if motivation in set(Motivation) else None,
        special_conditions=forms.crossed(part, "specialConditions"),
        running_contacts=forms.crossed(part, "runningContacts"),
    )
