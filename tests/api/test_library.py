"""Every question of the library, asked by whom it is for, on the told story that its header names."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from graphql import build_schema, parse, validate

from api.documents import root_fields
from api.questions import IN_CHECKOUT, LibraryQuestion, library, parsed
from api.schema import sdl
from graph.clock import FixedClock
from graph.store import Store
from graph.times import parse_moment
from seeds.importing import load
from seeds.stories.library import STORIES
from seeds.stories.telling import Telling

TODAY = date(2026, 3, 10)
NOON = FixedClock(parse_moment(f"{TODAY}T12:00:00+01:00"))
QUESTIONS = [name for name, one in library().items() if not one.is_change]
CHANGES = [name for name, one in library().items() if one.is_change]

HEAD = """# Wie is er betrokken?
# Voor: casemanager
# Verhaal: whole-case, als: case manager, doel: REINTEGRATION
# Variabelen: case = {case}, first = 3, kinds = ["A", "B"], at = {day -2}
# Statements: 2
query X { me { id } }
"""


class Asked:
    """A question of the library with its story told: who asks, and with which variables."""

    def __init__(self, name: str) -> None:
        self.question: LibraryQuestion = library()[name]
        self.told: Telling = STORIES[self.question.story].tell(TODAY)

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
                return self.told.marks[mark]

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
async def test_a_change_of_the_library_is_made_by_whom_it_is_for(
    scratch: Store, tmp_path: Path, serve_as: Any, name: str
) -> None:
    asked, folder = Asked(name), tmp_path / "world"
    asked.told.write(folder)
    assert (await load(scratch, NOON, folder, strict=True)).loaded
    async with serve_as(World(scratch, folder, NOON), home=tmp_path) as served:
        answered(await asked.answer(served))


@dataclass(frozen=True)
class World:
    """A told story in a store."""

    store: Store
    folder: Path
    clock: FixedClock


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
