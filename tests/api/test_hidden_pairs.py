"""A person, case or id that is hidden from somebody answers like one that never was: in bytes, statements and time."""

import random
import time
from types import SimpleNamespace
from typing import Any

import orjson
import pytest

from api.context import Context
from api.schema import schema
from graph.accounts import as_person
from graph.actors import Assurance, Purpose
from graph.logs.log_folders import LogFolder
from graph.logs.log_readings import LogReader
from graph.staff import staff

WAYS = [
    "query Q($id: ID!) { person(id: $id) { id name withheld { reason } } }",
    "query Q($id: ID!) { case(id: $id) { id status withheld { reason } } }",
    "query Q($id: ID!) { node(id: $id) { __typename id } }",
    "query Q($id: ID!) { network(person: $id, depth: 3) { __typename ... on NotFound { id } } }",
    "query Q($id: ID!) { subjectReport(person: $id) { __typename ... on NotFound { id } } }",
    "query Q($id: ID!) { whoKnows(person: $id) { __typename ... on NotFound { id } } }",
    "query Q($id: ID!) { paths(case: $id, to: {function: MENTOR}) { __typename ... on NotFound { id } } }",
    """mutation M($id: ID!) { disputeFact(input: {person: $id, fact: $id, idempotencyKey: "a-key-of-nobody"}) {
        __typename ... on NotFound { id } } }""",
    "query Q($id: String!) { persons(search: $id) { ... on PersonConnection { totalCount edges { node { id } } } } }",
]
CASE_WORK = [
    Purpose.REINTEGRATION, Purpose.RISK_MANAGEMENT, Purpose.SAFETY_HOUSE_CASE, Purpose.CARE, Purpose.VOLUNTARY_SUPPORT,
    Purpose.MUNICIPAL_DEBT_HELP, Purpose.INTAKE, Purpose.SCREENING,
]  # fmt: skip
IDS = "MATCH (n) WHERE n:Person OR n:Case RETURN collect(n.id) AS ids"
PERSONS = "MATCH (n:Person) RETURN collect(n.id) AS ids"
SEEN = "{ persons(first: 100) { ... on PersonConnection { edges { node { id cases { id } } } } } }"


class Asking:
    """Asks through the schema, as one of many principals drawn at random."""

    def __init__(self, world: Any, folder: LogFolder, seed: int) -> None:
        self.world, self.choose = world, random.Random(seed)
        self._log = LogReader(folder)
        self._seen: dict[Any, set[str]] = {}

    async def begin(self) -> None:
        self.everybody = await staff(self.world.store, self.world.clock, limit=100_000)
        self.ids: list[str] = sorted((await self.world.store.rows(IDS))[0]["ids"])
        self.persons: list[str] = sorted((await self.world.store.rows(PERSONS))[0]["ids"])

    async def ask(self, actor: Any, text: str, id: str = "") -> tuple[bytes, int, float]:
        """Bytes of the answer, how many statements it took, and how many seconds."""
        asker = SimpleNamespace(actor=actor, reader=actor)
        context = Context(self.world.store, self.world.clock, SimpleNamespace(production=False), asker, self._log)  # type: ignore[arg-type]
        before, started = self.world.store.statements, time.perf_counter()
        result = await schema.execute(text, variable_values={"id": id} if id else {}, context_value=context)
        taken = time.perf_counter() - started
        assert not result.errors, result.errors
        return orjson.dumps(result.data), self.world.store.statements - before, taken

    async def hidden(self) -> tuple[Any, str, str]:
        """An actor, the id of something that exists and is hidden from the actor, and one that never was."""
        while True:
            position = self.choose.choice(self.everybody)
            purpose = self.choose.choice([position.usual_purpose, position.usual_purpose, *CASE_WORK])
            if self.choose.random() < 0.15:
                position, purpose = as_person(self.choose.choice(self.persons)), Purpose.SUBJECT_ACCESS
            actor = position.acting_for(purpose, self.choose.choice([Assurance.SUBSTANTIAL, Assurance.HIGH]))
            if actor not in self._seen:
                answer = orjson.loads((await self.ask(actor, SEEN))[0])
                nodes = [edge["node"] for edge in answer["persons"]["edges"]]
                self._seen[actor] = {node["id"] for node in nodes} | {c["id"] for n in nodes for c in n["cases"]}
            id = self.choose.choice(self.ids)
            if id not in self._seen[actor]:
                prefix, _, rest = id.partition("-")
                return actor, id, f"{prefix}-{''.join(self.choose.sample(rest, len(rest)))}"

    async def pair(self, text: str) -> tuple[float, float]:
        """Ask for what is hidden and for what never was, in either order; answers how long each took."""
        actor, hidden, absent = await self.hidden()
        asked = [hidden, absent] if self.choose.random() < 0.5 else [absent, hidden]
        found = {id: await self.ask(actor, text, id) for id in asked}
        told = {id: answer.replace(id.encode(), b"ID") for id, (answer, _, _) in found.items()}
        assert told[hidden] == told[absent], (actor, text, hidden)
        assert found[hidden][1] == found[absent][1], (actor, text, hidden)
        return found[hidden][2], found[absent][2]


@pytest.fixture
async def asking(small: Any, tmp_path: Any) -> Asking:
    made = Asking(small, LogFolder(tmp_path), seed=3)
    await made.begin()
    return made


async def test_hundreds_of_hidden_and_absent_pairs_answer_alike(asking: Asking) -> None:
    for number in range(300):
        await asking.pair(WAYS[number % len(WAYS)])


def told_apart(hidden: list[float], absent: list[float]) -> float:
    """The Mann-Whitney test: how many standard deviations the ranks of the two lie apart; under 3 is chance."""
    ranked = sorted([(one, True) for one in hidden] + [(one, False) for one in absent])
    ranks = sum(place for place, (_, is_hidden) in enumerate(ranked, 1) if is_hidden)
    n, m = len(hidden), len(absent)
    u = ranks - n * (n + 1) / 2
    return abs(u - n * m / 2) / (n * m * (n + m + 1) / 12) ** 0.5


@pytest.mark.parametrize("shift", [0.0, 0.3])
def test_the_rank_test_tells_times_apart_when_they_are(shift: float) -> None:
    choose = random.Random(1)
    hidden = [choose.gauss(5 + shift, 1) for _ in range(2_000)]
    assert (told_apart(hidden, [choose.gauss(5, 1) for _ in range(2_000)]) > 3) == (shift > 0)


@pytest.mark.prove
async def test_ten_thousand_hidden_and_absent_pairs_are_not_told_apart(asking: Asking, record_property: Any) -> None:
    apart: dict[str, float] = {}
    for text in WAYS:
        for _ in range(20):
            await asking.pair(text)
        times = [await asking.pair(text) for _ in range(2_000)]
        apart[text.split("{ ")[1].split("(")[0]] = told_apart(*map(list, zip(*times, strict=True)))
    record_property("pairs", 2_000 * len(WAYS))
    record_property("standard deviations apart, at most", round(max(apart.values()), 2))
    assert max(apart.values()) < 4, apart
