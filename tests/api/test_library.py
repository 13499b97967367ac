"""Every question of the library, asked by whom it is for, on the told story that its header names."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from graphql import build_schema, parse, validate

from api.documents import root_fields
from api.questions import IN_CHECKOUT, LibraryQuestion, library, parsed
from api.schema import sdl
from graph import learning_columns
from graph.actors import Purpose
from graph.casework.all_acts import CASE_ACTS
from graph.clock import Clock
from graph.store import Store, Transaction
from graph.times import parse_moment
from seeds.importing import load
from seeds.stories.library import STORIES
from seeds.stories.telling import Telling
from seeds.worlds import write_world

TODAY = date(2026, 3, 10)
NOON = parse_moment(f"{TODAY}T12:00:00+01:00")
QUESTIONS = [name for name, one in library().items() if not one.is_change and not one.is_stream]
CHANGES = [name for name, one in library().items() if one.is_change]

HEAD = """# Wie is er betrokken?
# Voor: casemanager
# Verhaal: whole-case, als: case manager, doel: REINTEGRATION
# Variabelen: case = {case}, first = 3, kinds = ["A", "B"], at = {day -2}
# Statements: 2
query X { me { id } }
"""


VERSION = "query Version($id: ID!) { casePicture(case: $id) { __typename ... on CasePicture { case version } } }"
OWN_VERSION = """query OwnVersion($id: ID!) {
  ownView(person: $id) { __typename ... on OwnView { cases { case version } } }
}"""


@cache
def story(name: str) -> Telling:
    return STORIES[name].tell(TODAY)


class Asked:
    """A question of the library with its story told: who asks, and with which variables.

    `known` are the values of marks that the story does not tell: what was read or made just before.
    """

    def __init__(self, name: str, known: dict[str, str] | None = None) -> None:
        self.question: LibraryQuestion = library()[name]
        self.told = story(self.question.story)
        self.known = known or {}

    @property
    def variables(self) -> dict[str, Any]:
        return self.question.filled(self.value_of)

    def value_of(self, mark: str) -> str:
        match mark.split(" "):
            case ["day", offset]:
                return self.told.day(int(offset))
            case ["hour", offset, hour]:
                return self.told.hour(int(offset), int(hour))
            case _:
                return self.known[mark] if mark in self.known else self.told.marks[mark]

    def headers(self, served: Any) -> dict[str, str]:
        one, id = self.question, self.told.marks[self.question.who]
        if any(kind == "Person" and row["id"] == id for kind, row in self.told.rows):
            token = served.issuer.token_for(id, one.assurance, person=True)
            return {"Authorization": f"Bearer {token}", "Casusregie-Purpose": one.purpose}
        position = next(row for kind, row in self.told.rows if kind == "Position" and row["id"] == id)
        return served.headers(position["professional"], one.purpose, id, one.assurance)

    async def answer(self, served: Any) -> dict[str, Any]:
        """The value of its root field, in as many statements as the header says."""
        before = served.world.store.statements
        data = await served.data(self.question.text, self.headers(served), self.variables)
        assert served.world.store.statements - before == self.question.statements
        (root,) = data.values()
        return root

    async def version(self, served: Any) -> str:
        """The version of its case as who asks reads it now: of the own view, where that is the person."""
        case = self.value_of(self.question.variables["input"]["case"].strip("{}"))
        if self.question.purpose is Purpose.SUBJECT_ACCESS:
            data = await served.data(OWN_VERSION, self.headers(served), {"id": self.told.marks[self.question.who]})
            return next(one["version"] for one in data["ownView"]["cases"] if one["case"] == case)
        data = await served.data(VERSION, self.headers(served), {"id": case})
        return data["casePicture"]["version"]

    async def changed(self, served: Any) -> dict[str, Any]:
        """What it leaves, as a front-end does it: after what must come before, with a new key and the version read."""
        if self.question.after:
            former = await Asked(self.question.after).changed(served)
            self.known |= {mark: ids[0] for mark, ids in (("fact", former["facts"]), ("made", former["made"])) if ids}
        self.known["key"] = f"{self.question.name}-{next(KEYS)}"
        if self.question.variables["input"].get("expectedVersion"):
            self.known["version"] = await self.version(served)
        root = await self.answer(served)
        answered(root)
        return root


KEYS = count(1)


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """What all persons have is kept for ten minutes: each question costs here what it costs first, in any order."""
    monkeypatch.setattr(learning_columns, "_KEPT", WeakKeyDictionary())


def test_there_are_thirty_questions_each_with_one_operation_of_the_contract() -> None:
    schema = build_schema(sdl())
    for name, one in library().items():
        assert validate(schema, parse(one.text)) == [], name
        assert len(root_fields(one.text, None)) == 1, name
        assert one.story in STORIES
        assert one.after is None or one.after in library()
    assert len(library()) >= 30
    assert len({one.title for one in library().values()}) == len(library())
    assert next(iter(library())) == "me"
    assert set(library()) == {path.stem for path in IN_CHECKOUT.iterdir() if path.suffix == ".graphql"}


@pytest.mark.parametrize("name", QUESTIONS)
async def test_a_question_is_answered_to_whom_it_is_for_in_so_many_statements(served: Any, name: str) -> None:
    asked = Asked(name)
    if asked.question.after:
        await Asked(asked.question.after).answer(served)
    root = await asked.answer(served)
    assert root is not None
    answered(root)
    if not asked.question.empty:
        assert has_something(root)


@pytest.mark.parametrize("name", CHANGES)
async def test_a_change_of_the_library_is_made_by_whom_it_is_for(stage: "Stage", name: str) -> None:
    await stage.reset()
    assert set(await Asked(name).changed(stage.served)) > {"__typename"}


def test_every_act_in_a_case_stands_in_the_library() -> None:
    assert CASE_ACTS.keys() <= set(CHANGES)
    for name in CHANGES:
        (field,) = root_fields(library()[name].text, None)
        asked = library()[name].variables["input"]
        expects = field in CASE_ACTS and CASE_ACTS[field].EXPECTS
        assert asked["idempotencyKey"] == "{key}", name
        assert asked.get("expectedVersion") == ("{version}" if expects else None), name
        assert name == field or name not in CASE_ACTS, name


@dataclass(frozen=True)
class World:
    """Told stories in a store."""

    store: Store
    folder: Path
    clock: Clock


class Ticking:
    """A clock that goes on by a millisecond each time it is read."""

    def __init__(self, moment: int) -> None:
        self._moments = count(moment)

    def now(self) -> int:
        return next(self._moments)


OF_CASES = "n.caseId IS NOT NULL OR n:Case OR n:Ledger OR n:Act"


class Stage:
    """The stories of all changes in one store, told once; `reset` brings back what was told."""

    def __init__(self, served: Any, told: list[dict[str, Any]]) -> None:
        self.served, self._told = served, told

    @classmethod
    async def of(cls, served: Any) -> "Stage":
        found = await served.world.store.rows(
            f"MATCH (n) WHERE {OF_CASES} RETURN elementId(n) AS id, properties(n) AS held"
        )
        return cls(served, found)

    async def reset(self) -> None:
        """Acts make nodes and set properties; of what stood there they touch no relationship."""

        async def bring_back(transaction: Transaction) -> None:
            known = [one["id"] for one in self._told]
            await transaction.rows(
                f"MATCH (n) WHERE ({OF_CASES}) AND NOT elementId(n) IN $known DETACH DELETE n", {"known": known}
            )
            await transaction.rows(
                "UNWIND $told AS one MATCH (n) WHERE elementId(n) = one.id SET n = one.held", {"told": self._told}
            )

        await self.served.world.store.write(bring_back)


@pytest.fixture(scope="module")
async def stage(_scratch: Store, serve_as: Any, tmp_path_factory: pytest.TempPathFactory) -> AsyncGenerator[Stage]:
    home = tmp_path_factory.mktemp("changes")
    stories = sorted({library()[name].story for name in CHANGES})
    write_world(home / "world", today=TODAY, stories=stories)

    async def wipe(transaction: Transaction) -> None:
        await transaction.rows("MATCH (n) WHERE NOT n:Migration DETACH DELETE n")

    await _scratch.write(wipe)
    clock = Ticking(NOON)
    assert (await load(_scratch, clock, home / "world", strict=True)).loaded
    async with serve_as(World(_scratch, home / "world", clock), home=home) as served:
        yield await Stage.of(served)


def answered(value: Any) -> None:
    """Nothing in an answer is a refusal, or says that something does not exist."""
    if isinstance(value, list):
        for one in value:
            answered(one)
    elif isinstance(value, dict):
        assert value.get("__typename") not in {"Invalid", "NotFound", "Conflict", "Refused"}, value
        for one in value.values():
            answered(one)


def has_something(root: dict[str, Any]) -> bool:
    """Whether an answer has rows, where it has lists at all; `withheld` counts as none."""
    lists = [rows for one in parts(root) for name, rows in one.items() if isinstance(rows, list) and name != "withheld"]
    return any(lists) if lists else any(value is not None for name, value in root.items() if name != "__typename")


def parts(value: Any) -> list[dict[str, Any]]:
    """An answer and the single things directly in it, but no rows of lists."""
    return [value, *(part for one in value.values() if isinstance(one, dict) for part in parts(one))]


def test_a_header_is_read_whole() -> None:
    found = parsed("example", HEAD)
    assert (found.title, found.whom, found.statements) == ("Wie is er betrokken?", "casemanager", 2)
    assert found.filled(lambda mark: f"<{mark}>") == {
        "case": "<case>",
        "first": 3,
        "kinds": ["A", "B"],
        "at": "<day -2>",
    }
    nested = HEAD.replace("case = {case}", 'input = {"person": "{person}", "texts": ["{note}", "a, b"]}')
    assert parsed("example", nested).filled(str.upper)["input"] == {"person": "PERSON", "texts": ["NOTE", "a, b"]}
    more = parsed("example", HEAD.replace("# Variabelen", "# Antwoord: leeg\n# Na: network\n# Variabelen"))
    assert (more.empty, more.after) == (True, "network")


@pytest.mark.parametrize(
    ("was", "becomes"),
    [
        ("# Wie is er betrokken?\n", ""),
        ("# Voor: casemanager\n", ""),
        ("# Statements: 2\n", ""),
        ("# Statements: 2", "# Statements: two"),
        ("# Statements: 2", "# Statements: 2\n# Statements: 2"),
        ("# Statements: 2", "# Statements: 2\n# Anders: 2"),
        ("als: case manager", "case manager"),
        ("REINTEGRATION", "CURIOSITY"),
        ("REINTEGRATION", "REINTEGRATION, niveau: highest"),
        ("case = {case}", "{case}"),
        ("case = {case}", "case = {case"),
        ("# Variabelen", "# Antwoord: iets\n# Variabelen"),
    ],
)
def test_a_bad_header_is_refused_with_the_name_of_the_file(was: str, becomes: str) -> None:
    with pytest.raises(ValueError, match=r"CURIOSITY|HIGHEST|example"):
        parsed("example", HEAD.replace(was, becomes, 1))
