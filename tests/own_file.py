"""The own file of one person: recorded by a prison, a clinic and a town, with everything that is not for the person."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from graph.accounts import as_person
from graph.actors import Assurance, Purpose
from graph.clock import FixedClock
from graph.guards import Guard
from graph.store import Store
from graph.subject_reports import SubjectReport, subject_report
from graph.times import parse_moment
from seeds.importing import load
from seeds.stories.telling import Telling

CLOCK = FixedClock(parse_moment("2026-03-10T12:00:00+01:00"))


@dataclass(frozen=True)
class Told:
    """A world with one file in it: the person, the own case, a case of the safety house, and contacts by name."""

    store: Store
    folder: Path
    person: str
    case: str
    safety_case: str
    ids: dict[str, str]
    clock: FixedClock = CLOCK

    def guard(self, assurance: Assurance = Assurance.HIGH, person: str | None = None) -> Guard:
        """The guard of the person, or of another one."""
        actor = as_person(person or self.person).acting_for(Purpose.SUBJECT_ACCESS, assurance)
        return Guard(self.store, actor, CLOCK)

    async def report(self, assurance: Assurance = Assurance.HIGH) -> SubjectReport:
        """What the person is told."""
        found = await subject_report(self.guard(assurance), self.person)
        assert found is not None
        return found


async def tell(store: Store, folder: Path) -> Told:
    """Tell the file of Karel and load it into an empty store."""
    told = Telling("own-file", date(2026, 3, 10))
    prison = told.organisation("Invented PI", "PRISON", id="pi-a")
    clinic = told.organisation("Invented Clinic", "CARE_PROVIDER", id="clinic-a")
    town = told.organisation("Invented Town", "MUNICIPALITY", id="GM-A")
    manager = told.staff("Noor Namens", prison, "CASE_MANAGER")
    therapist = told.staff("Thea Therapeut", clinic, "CARE_PROFESSIONAL")
    person = told.person("Karel", "Voorbeeld", born="1990-05-17")
    case = told.case(person, since="2025-11-01")
    told.direct(case, manager, since="2025-11-01")
    told.involve(case, manager, "CASE_MANAGER", frame="PBW_18A", since="2025-11-01")
    told.involve(case, therapist, "CARE_PROFESSIONAL", frame="TREATMENT", since="2025-12-01")
    brother = told.contact(case, "Broer Bram", "SIBLING", since="2025-11-05")
    victim = told.contact(case, "Slachtoffer Sien", "VICTIM", since="2025-11-05")
    for contact, reader, quality, by in (
        (brother, "PERSON", "SUPPORTS", None),
        (brother, "PROFESSIONAL", "HARMS", manager),
        (brother, "PROFESSIONAL", "HARMS", therapist),
        (victim, "PERSON", "NEUTRAL", None),
    ):
        told.record("TieReading", case=case, since="2025-11-06", contact=contact, reader=reader, quality=quality, by=by)
    told.record("Notice", case=case, since="2025-11-02", kind="START_OF_DETENTION", receivedOn="2025-11-02", to=town)
    told.record(
        "InstrumentResult", case=case, since="2025-11-10", person=person, instrument="SCIL", takenOn="2025-11-10"
    )
    told.record("Note", case=case, since="2025-12-02", text="Secret of Thea", purpose="CARE", by=therapist)
    told.record("Note", case=case, since="2025-12-02", text="Secret of Noor", purpose="REINTEGRATION", by=manager)
    continuity = told.staff("Cor Continu", prison, "CARE_CONTINUITY_OFFICER")
    told.involve(case, continuity, "CARE_CONTINUITY_OFFICER", frame="TREATMENT", since="2025-12-02")
    nurse = told.staff("Vera Verpleger", prison, "MEDICAL")
    told.record("PositionState", since="2025-12-15", position=nurse, function="MENTOR")
    told.record("ContactMoment", case=case, since="2025-12-03", kind="TALK", heldOn="2025-12-03", by=nurse)
    told.detain(case, person, prison, since="2025-11-01", regime="PPC")
    treatment = told.thing("ServiceOffer", name="Invented treatment", kind="TRAINING", organisation=clinic)
    told.record(
        "Intervention", case=case, since="2025-12-04", person=person, offer=treatment, status="RUNNING",
        pays="FORENSIC_CARE",
    )  # fmt: skip
    safety = told.case(person, since="2025-12-01", frame="WGS_SAFETY_HOUSE")
    told.record(
        "Disclosure", case=case, since="2025-12-05", facts=["fact-of-a-tie"], classes=["NETWORK"],
        ground="WGS", receivingCaseId=safety, by=manager, to=town,
    )  # fmt: skip
    told.direct(safety, manager, since="2025-12-01")
    told.record("Notice", case=safety, since="2025-12-02", kind="ADMINISTRATIVE", receivedOn="2025-12-02", to=clinic)
    told.write(folder)
    report = await load(store, CLOCK, folder, strict=True)
    assert report.loaded, report.problems
    return Told(store, folder, person, case, safety, {"brother": brother, "victim": victim, "noor": manager})
