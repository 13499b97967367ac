"""The gaps as front-ends and the command line get them: the question as sent, paging, refusals, the table."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import orjson
import pytest
from aftercare_count import in_region, links, small_first

from analytics.gaps import aftercare_gaps
from api.askers import Asker
from api.cli.console import out
from api.cli.gaps import as_data, show
from api.context import Context
from api.schema import schema
from api.tokens import SignIn
from graph.actors import Actor, Assurance, Purpose
from graph.coverages import CoverageFacts, CoverageMunicipality, SaidCoverage, coverage_facts
from graph.logs.log_folders import folder_of
from graph.logs.log_readings import LogReader
from graph.settings import Settings

GAPS = """
query Gaps($region: ID, $small: Boolean! = false, $states: [GapState!], $at: Date, $first: Int! = 20, $after: String) {
  gaps(region: $region, small: $small, states: $states, at: $at, first: $first, after: $after) {
    __typename
    ... on GapConnection {
      at knownAt invented rate totalCount region { id name kind } pageInfo { hasNextPage endCursor }
      totals { municipalities smallMissing expectedReturns contradicted states { state count } }
      edges { cursor node {
        municipality name state inhabitants year sizeClass sizeLabel small expectedReturns missingSince lacking invented
        said { fact status by source since recordedAt }
        reasons { code english dutch }
        prisons { id name regimes distanceKm nearest sharedRegions { id name kind } }
        nearestLinked { id name state distanceKm neighbour }
      } }
    }
    ... on Invalid { field code message }
  }
}
"""
READER = Actor("w", "", "", "", "", "", "", Purpose.OPERATIONS)


async def asked(world: Any, settings: Settings, **variables: Any) -> dict[str, Any]:
    asker = Asker(SignIn("w", Assurance.SUBSTANTIAL), (), None, None, READER, None)
    context = Context(world.store, world.clock, settings, asker, LogReader(folder_of(settings)))
    result = await schema.execute(GAPS, variable_values=variables, context_value=context)
    assert result.errors is None
    assert result.data is not None
    return result.data["gaps"]


def missing(world: Any) -> set[str]:
    now = datetime.fromtimestamp(world.clock.now() / 1000, UTC)
    return {m for m, state in links(world.folder, now).items() if state == "MISSING"}


async def test_pages_together_are_the_count_from_the_files_small_ones_first(small: Any, settings: Settings) -> None:
    found: list[str] = []
    after: str | None = None
    for _ in range(200):
        before = small.store.statements
        page = await asked(small, settings, first=3, after=after)
        assert small.store.statements == before + 1
        found += [edge["node"]["municipality"] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    now = datetime.fromtimestamp(small.clock.now() / 1000, UTC)
    assert found == small_first(small.folder, missing(small), now)
    assert (page["totalCount"], page["totals"]["municipalities"]) == (len(found), 342)


async def test_a_region_by_name_or_id_gives_its_own_gaps(small: Any, settings: Settings) -> None:
    by_name = await asked(small, settings, region="gelderland-zuid", first=100)
    by_id = await asked(small, settings, region="VR08", first=100)
    assert by_name == by_id
    found = {edge["node"]["municipality"] for edge in by_id["edges"]}
    assert found == missing(small) & in_region(small.folder, "VR08")
    assert by_id["region"] == {"id": "VR08", "name": "Gelderland-Zuid", "kind": "SAFETY_REGION"}


async def test_unknown_comes_only_when_asked_for(small: Any, settings: Settings) -> None:
    page = await asked(small, settings, states=["UNKNOWN"], first=100)
    assert {edge["node"]["state"] for edge in page["edges"]} == {"UNKNOWN"}
    (gaps,) = [s["count"] for s in page["totals"]["states"] if s["state"] == "MISSING"]
    assert gaps == len(missing(small))


@pytest.mark.parametrize(
    ("variables", "field", "code"),
    [
        ({"region": "Gelderland-Oost"}, "region", "UNKNOWN_REGION"),
        ({"region": ""}, "region", "UNKNOWN_REGION"),
        ({"region": "'\" 🙂"}, "region", "UNKNOWN_REGION"),
        ({"first": 0}, "first", "OUT_OF_RANGE"),
        ({"first": 101}, "first", "OUT_OF_RANGE"),
        ({"after": "x"}, "after", "BAD_CURSOR"),
        ({"at": "0000-01-01"}, "at", "MALFORMED_DATE"),
        ({"at": "2026-02-30"}, "at", "MALFORMED_DATE"),
    ],
)
async def test_what_cannot_be_asked_is_answered_in_words(
    small: Any, settings: Settings, variables: dict[str, Any], field: str, code: str
) -> None:
    answer = await asked(small, settings, **variables)
    assert (answer["__typename"], answer["field"], answer["code"]) == ("Invalid", field, code)
    assert field in answer["message"]


async def test_nothing_about_a_person_is_in_an_answer(small: Any, settings: Settings) -> None:
    text = orjson.dumps(await asked(small, settings, states=["MISSING", "UNKNOWN", "SAID_PRESENT"], first=100)).decode()
    for kind in ("Person", "Professional", "Position", "Case"):
        lines = (small.folder / f"{kind}.jsonl").read_text("utf-8").splitlines()
        assert lines
        assert not [row["id"] for row in map(orjson.loads, lines) if f'"{row["id"]}"' in text]


async def test_the_command_line_says_the_same_as_the_files(small: Any) -> None:
    facts = await coverage_facts(small.store, READER, small.clock)
    data = orjson.loads(orjson.dumps(as_data(aftercare_gaps(facts))))
    assert {row["municipality"]["id"] for row in data["gaps"]} == missing(small)
    assert not {row["municipality"]["id"] for row in data["unknown"]} & missing(small)
    assert data["invented"] is True
    assert data["totals"]["states"]["MISSING"] == len(data["gaps"])


M = CoverageMunicipality("GM1", "'t [bold]Zandt[/bold] 🙂", inhabitants=7_000, size_class=2)
FACTS = CoverageFacts(at=0, known=0, municipalities=(M,), said=(SaidCoverage("k", "GM1", "NONE", None, 0, "VNG"),))


def printed(facts: CoverageFacts, *, small: bool = False) -> str:
    with out.capture() as captured:
        show(aftercare_gaps(facts, small=small), small=small)
    return captured.get()


def test_the_table_names_the_gap_as_it_is_called_and_says_it_is_invented() -> None:
    text = printed(FACTS)
    assert "[bold]" in text
    assert "VNG says" in text
    assert "Invented" in text


def test_a_table_without_gaps_says_so() -> None:
    assert "None is known to be without." in printed(replace(FACTS, said=()))
    assert "Unknown, not counted as missing" in printed(replace(FACTS, said=()))
