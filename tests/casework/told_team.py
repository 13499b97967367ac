"""A team at work on one case, told in a small world, and ways to act in it as each of its members."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from analytics.rules_for_acts import RULES_FOR_ACTS
from graph.accounts import as_person
from graph.actors import Actor, Assurance, Purpose
from graph.casework.case_act import CaseAct
from graph.casework.case_file import CaseFile, version_of
from graph.casework.working import Desk, Done, act_in_case, file_of
from graph.clock import FixedClock
from graph.guards import Guard
from graph.staff import staff
from graph.store import Store, Transaction
from graph.times import parse_moment
from seeds.importing import load
from seeds.stories.telling import Telling

NOON = parse_moment("2026-03-10T12:00:00+01:00")

STAFF = (
    ("manager", "Aukje Prooi", "prison", "CASE_MANAGER"),
    ("senior", "Bas Prooi", "prison", "SENIOR_CASE_MANAGER"),
    ("mentor", "Cor Prooi", "prison", "MENTOR"),
    ("colleague", "Dirk Prooi", "prison", "CASE_MANAGER"),
    ("adviser", "Eefje Prooi", "probation", "PROBATION_ADVISER"),
    ("supervisor", "Floor Prooi", "probation", "SUPERVISION_OFFICER"),
    ("coordinator", "Guus Prooi", "town", "AFTERCARE_COORDINATOR"),
    ("neighbour", "Hanna Prooi", "town", "NEIGHBOURHOOD_WORKER"),
    ("carer", "Ilse Prooi", "clinic", "CARE_PROFESSIONAL"),
    ("volunteer", "Joop Prooi", "buddies", "VOLUNTEER"),
    ("stranger", "Kees Prooi", "elsewhere", "AFTERCARE_COORDINATOR"),
)
"""Mark, name, organisation and function. The colleague, the supervisor and the stranger are not in the team."""

ORGANISATIONS = (
    ("prison", "Invented PI", "PRISON"),
    ("probation", "Invented probation", "PROBATION"),
    ("town", "Invented town", "MUNICIPALITY"),
    ("clinic", "Invented clinic", "CARE_PROVIDER"),
    ("hospital", "Invented hospital", "CARE_PROVIDER"),
    ("buddies", "Invented buddies", "VOLUNTEER"),
    ("elsewhere", "Invented town elsewhere", "MUNICIPALITY"),
)

TEAM = (
    ("manager", "CASE_MANAGER", "PBW_18A"),
    ("senior", "SENIOR_CASE_MANAGER", "PBW_18A"),
    ("mentor", "MENTOR", "PBW_18A"),
    ("adviser", "PROBATION_ADVISER", "PBW_18A"),
    ("coordinator", "AFTERCARE_COORDINATOR", "PBW_18A"),
    ("neighbour", "NEIGHBOURHOOD_WORKER", "PBW_18A"),
    ("carer", "CARE_PROFESSIONAL", "TREATMENT"),
)


def telling() -> Telling:
    """The world. Marks: everybody of STAFF, the organisations, person, case, plan, goal, actions, brother, offers."""
    told = Telling("team", date(2026, 3, 10))
    for mark, name, kind in ORGANISATIONS:
        code = {"town": "GM9001", "elsewhere": "GM9002"}.get(mark, f"org-{mark}")
        told.mark(mark, told.organisation(name, kind, id=code))
    for mark, name, organisation, function in STAFF:
        posted = told.marks["prison"] if mark == "adviser" else None
        told.mark(mark, told.staff(name, told.marks[organisation], function, posted=posted))
    m = told.marks
    person = told.mark("person", told.person("Karel", "Prooi", born="1990-05-17"))
    case = told.mark("case", told.case(person, since="2026-01-05"))
    told.mark("detention", told.detain(case, person, m["prison"], since="2026-01-05", expected="2026-05-01"))
    for mark, role, frame in TEAM:
        told.mark(f"{mark}'s part", told.involve(case, m[mark], role, since="2026-01-06", frame=frame))
    told.mark("direction", told.direct(case, m["manager"], since="2026-01-06"))
    told.record("TreatmentRelation", case=case, since="2026-01-06", person=person, by=m["carer"])
    for mark, organisation, kind in (("course", "town", "WORK"), ("treatment", "clinic", "ADDICTION_CARE")):
        told.mark(mark, told.thing("ServiceOffer", name=f"Invented {mark}", kind=kind, organisation=m[organisation]))
    told.mark("brother", told.contact(case, "Broer Bram", "SIBLING", since="2026-01-07"))
    plan = told.mark("plan", told.thing("Plan", caseId=case))
    told.record("PlanState", case=case, since="2026-01-20", plan=plan, status="ADOPTED", version=1)
    goal = told.mark("goal", told.thing("Goal", caseId=case, plan=plan))
    told.record("GoalState", case=case, since="2026-01-20", goal=goal, text="Eigen woning", kind="REINTEGRATION",
                status="OPEN")  # fmt: skip
    for mark, owner in (("manager's action", "manager"), ("neighbour's action", "neighbour")):
        action = told.mark(mark, told.thing("Action", caseId=case, goal=goal))
        told.record(
            "ActionState", case=case, since="2026-01-20", action=action, text="Inschrijven bij de gemeente",
            status="OPEN", phase="DURING", dueOn="2026-04-01", owner=m[owner],
        )  # fmt: skip
    return told


async def logged() -> None:
    """Where the logs are not what is tried."""


@dataclass
class Team:
    """The told world in a store. `now` is the moment of the next act; an act moves it on by a second."""

    store: Store
    marks: Mapping[str, str]
    now: int = NOON
    keys: Any = field(default_factory=count)

    def __getitem__(self, mark: str) -> str:
        return self.marks[mark]

    async def actor(self, mark: str, purpose: Purpose | None = None, assurance: Assurance = Assurance.HIGH) -> Actor:
        """Somebody of the staff, under the usual purpose unless said otherwise; "person" is the person."""
        if mark == "person":
            return as_person(self["person"]).acting_for(Purpose.SUBJECT_ACCESS, assurance)
        name = next(name for found, name, *_ in STAFF if found == mark)
        (found,) = [one for one in await staff(self.store, FixedClock(self.now)) if one.name == name]
        return found.acting_for(purpose or found.usual_purpose, assurance)

    async def guard(self, mark: str, purpose: Purpose | None = None) -> Guard:
        """A guard at the present moment."""
        return Guard(self.store, await self.actor(mark, purpose), FixedClock(self.now))

    async def file(self, mark: str, purpose: Purpose | None = None, act: CaseAct | None = None) -> CaseFile:
        """The case as somebody sees it now, and what an act names outside it."""
        found = await file_of(await self.guard(mark, purpose), self["case"], None, act)
        assert found is not None
        return found

    async def version(self, mark: str) -> str:
        """The version of the case for somebody, now."""
        return str(version_of((await self.file(mark)).view))

    async def act(
        self,
        mark: str,
        act: CaseAct,
        *,
        expected: str | None = None,
        key: str | None = None,
        purpose: Purpose | None = None,
        case: str | None = None,
    ) -> Done | None:
        """Do something as somebody; where the act asks for a version, that of now unless said otherwise."""
        guard = await self.guard(mark, purpose)
        if expected is None and act.EXPECTS:
            expected = await self.version(mark)
        done = await act_in_case(
            Desk(guard, FixedClock(self.now), logged, RULES_FOR_ACTS),
            case or self["case"],
            key or f"key-of-act-{next(self.keys)}",
            act,
            expected,
        )
        self.now += 1000
        return done


async def tell(store: Store, folder: Path) -> Team:
    """Load the world into an empty store."""
    told = telling()
    told.write(folder)
    report = await load(store, FixedClock(NOON), folder, strict=True)
    assert report.loaded, report.problems
    return Team(store, told.marks)


@dataclass(frozen=True)
class Stage:
    """The told world in a store, told once for a file of tests; `reset` brings back what was told."""

    team: Team
    told: list[dict[str, Any]]

    @classmethod
    async def set(cls, store: Store, folder: Path) -> "Stage":
        """Tell it in a store of which all else is taken away."""
        await store.write(lambda one: one.rows("MATCH (n) WHERE NOT n:Migration DETACH DELETE n"))
        team = await tell(store, folder / "world")
        return cls(team, await store.rows("MATCH (n) RETURN elementId(n) AS id, properties(n) AS held"))

    async def reset(self) -> None:
        """Acts make nodes and set properties; of what stood there they touch no relationship."""
        known = [one["id"] for one in self.told]

        async def bring_back(transaction: Transaction) -> None:
            await transaction.rows("MATCH (n) WHERE NOT elementId(n) IN $known DETACH DELETE n", {"known": known})
            found = await transaction.rows(
                "UNWIND $told AS one MATCH (n) WHERE elementId(n) = one.id SET n = one.held RETURN count(n) AS count",
                {"told": self.told},
            )
            assert found == [{"count": len(known)}], "a test took away what was told"

        await self.team.store.write(bring_back)
