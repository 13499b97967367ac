"""A small told world for who knows whom: one person, two teams that do not know of each other, and many around."""

from dataclasses import dataclass
from datetime import date

from graph.actors import Assurance, Purpose
from graph.clock import FixedClock
from graph.guards import Guard
from graph.staff import staff
from graph.times import parse_moment
from seeds.importing import load
from seeds.stories.telling import Telling

NOON = FixedClock(parse_moment("2026-03-10T12:00:00+01:00"))
TODAY = date(2026, 3, 10)


@dataclass(frozen=True)
class Acquaintances:
    """The told world in a store; `guard` acts in a told position."""

    store: object
    told: Telling

    def __getitem__(self, mark):
        return self.told.marks[mark]

    async def guard(self, mark, purpose=Purpose.REINTEGRATION, assurance=Assurance.SUBSTANTIAL):
        everybody = await staff(self.store, NOON, limit=1_000)
        position = next(one for one in everybody if one.position == self[mark])
        return Guard(self.store, position.acting_for(purpose, assurance), NOON)


ORGANISATIONS = (
    ("prison", "PRISON"), ("other prison", "PRISON"), ("probation", "PROBATION"), ("town", "MUNICIPALITY"),
    ("village", "MUNICIPALITY"), ("far town", "MUNICIPALITY"), ("clinic", "CARE_PROVIDER"),
    ("safety house", "SAFETY_HOUSE"), ("police", "POLICE"), ("buddies", "VOLUNTEER"), ("friends", "VOLUNTEER"),
    ("housing", "HOUSING"),
)  # fmt: skip
STAFF = (
    ("manager", "prison", "CASE_MANAGER"), ("senior", "prison", "SENIOR_CASE_MANAGER"), ("nurse", "prison", "MEDICAL"),
    ("mentor", "prison", "MENTOR"), ("other manager", "other prison", "CASE_MANAGER"),
    ("other senior", "other prison", "SENIOR_CASE_MANAGER"), ("adviser", "probation", "PROBATION_ADVISER"),
    ("supervisor", "probation", "SUPERVISION_OFFICER"), ("coordinator", "town", "AFTERCARE_COORDINATOR"),
    ("worker", "town", "NEIGHBOURHOOD_WORKER"), ("delegate", "town", "RISK_DELEGATE"),
    ("village coordinator", "village", "AFTERCARE_COORDINATOR"),
    ("far coordinator", "far town", "AFTERCARE_COORDINATOR"),
    ("therapist", "clinic", "CARE_PROFESSIONAL"), ("convener", "safety house", "CONVENER"),
    ("officer", "police", "POLICE_OFFICER"), ("buddy", "buddies", "VOLUNTEER"), ("friend", "friends", "VOLUNTEER"),
    ("landlord", "housing", "HOUSING_OFFICER"),
)  # fmt: skip


def tell(name="acquaintances"):
    """Marks: those of ORGANISATIONS and STAFF; person, case (of the manager), other case (hidden from the manager)."""
    told = Telling(name, TODAY)
    for mark, kind in ORGANISATIONS:
        told.mark(mark, told.organisation(f"Invented {mark}", kind))
    for mark, organisation, function in STAFF:
        told.mark(mark, told.staff(f"Invented {mark}", told.marks[organisation], function))
    person = told.mark("person", told.person("Karel", "Voorbeeld"))
    for mark, holder in (("case", "manager"), ("other case", "other manager")):
        case = told.mark(mark, told.case(person, since="2026-01-05"))
        told.involve(case, told.marks[holder], "CASE_MANAGER", since="2026-01-05")
        told.direct(case, told.marks[holder], since="2026-01-05")
    return told


async def loaded(store, folder, told):
    """The told world in a store."""
    told.write(folder / told.name)
    report = await load(store, NOON, folder / told.name, strict=True)
    assert report.loaded, report.problems
    return Acquaintances(store, told)
