"""That somebody asked who knows a person is told to that person, in both logs, and of nobody else."""

from collections import Counter
from datetime import date
from typing import Any

import msgspec
import orjson
import pytest

from graph.accounts import as_person
from graph.actors import Assurance, Purpose
from graph.logs.audit_lines import AuditLine, Looked, decoded
from graph.logs.processing_lines import ACTIVITY, SUBJECT
from graph.logs.pseudonyms import Pseudonyms
from graph.logs.replays import replayed
from graph.logs.sentences import told
from graph.staff import StaffPosition, staff
from graph.times import parse_moment
from seeds.stories.library import STORIES

ASKED = """query W($id: ID!) { whoKnows(person: $id) { __typename
  ... on Knowers { organisations { contact { position } } } } }"""
BESIDE = """query W($id: ID!, $other: ID!) { whoKnows(person: $id) { __typename } person(id: $id) { name }
  others: person(id: $other) { name } }"""
LOG = """query L($id: ID!) { accessLog(person: $id, first: 100) {
  ... on AccessLogConnection { edges { node { dutch classes } } } } }"""
NOON = parse_moment("2026-03-10T12:00:00+01:00")
MARKS = STORIES["whole-case"].tell(date(2026, 3, 10)).marks


@pytest.fixture
async def manager(small: Any) -> StaffPosition:
    everybody = await staff(small.store, small.clock, limit=100_000)
    return next(one for one in everybody if one.position == MARKS["case manager"])


async def read_by_the_person(asked: Any, person: str) -> list[dict[str, Any]]:
    found = await asked.data(LOG, as_person(person), Purpose.SUBJECT_ACCESS, Assurance.HIGH, variables={"id": person})
    return [edge["node"] for edge in found["accessLog"]["edges"]]


async def test_the_person_reads_that_it_was_asked_and_by_whose_organisation(asked: Any, manager: StaffPosition) -> None:
    await asked.data(ASKED, manager, variables={"id": MARKS["person"]})
    (node,) = await read_by_the_person(asked, MARKS["person"])
    assert node["dutch"] == (
        "Op 10 maart 2026 vroeg een casemanager van PI Arnhem wie u kent: welke organisaties bij u betrokken zijn."
        " Doel: re-integratie."
    )
    assert set(node["classes"]) == {"PLAN", "WORK"}


async def test_both_logs_say_it_and_its_decisions_come_out_the_same(asked: Any, manager: StaffPosition) -> None:
    await asked.data(ASKED, manager, variables={"id": MARKS["person"]})
    own, (name,) = Pseudonyms.of(asked.logs), list(asked.logs.all_names())
    texts = asked.logs.path("audit", name).read_bytes().splitlines()
    (audit,) = [line for text in texts if isinstance(line := decoded(text), AuditLine)]
    assert audit.name == "Raadplegen: whoKnows"
    # The case manager is in the safety house's case too, of which this purpose shows nothing.
    assert {(look.person, look.case, look.asked) for look in audit.looks} == {
        (own.of_person(MARKS["person"]), own.of_case(MARKS[case]), "WHO_KNOWS")
        for case in ("case", "safety-house case")
    }
    (text,) = asked.logs.path("processing", next(asked.logs.all_names("processing"))).read_bytes().splitlines()
    line = orjson.loads(text)
    assert (line["name"], line["status"]) == ("Raadplegen: whoKnows", "Ok")
    assert line["attributes"][SUBJECT] == own.of_person(MARKS["person"])
    assert line["attributes"][ACTIVITY] == "urn:casusregie:activity:reintegration"
    found = replayed(asked.logs, asked.logs.path("audit", name))
    assert (found.agree > 0, found.different, found.without_facts) == (True, [], 0)


async def test_whoever_was_looked_at_beside_it_is_not_told_so(asked: Any, busiest: StaffPosition) -> None:
    mine = await asked.data("{ persons(first: 9) { ... on PersonConnection { edges { node { id } } } } }", busiest)
    first, second, *_ = [edge["node"]["id"] for edge in mine["persons"]["edges"]]
    before = {person: await told_to(asked, person) for person in (first, second)}
    await asked.data(BESIDE, busiest, variables={"id": first, "other": second})
    for person, is_told in ((first, True), (second, False)):
        added = await told_to(asked, person) - before[person]  # lines of one moment stand in any order
        asking = [line for line in added if line.endswith(", en gevraagd wie u kent. Doel: re-integratie.")]
        assert bool(asking) is is_told


async def told_to(asked: Any, person: str) -> Counter[str]:
    """The lines that a person reads, each with how often it stands there."""
    return Counter(line["dutch"] for line in await read_by_the_person(asked, person))


def test_a_line_that_says_nothing_of_it_is_as_it_was() -> None:
    old = b'{"person":"p","case":null,"facts":"f","decisions":[]}'
    assert msgspec.json.encode(msgspec.json.decode(old, type=Looked)) == old


@pytest.mark.parametrize(
    ("classes", "says"),
    [
        ((), "wie u kent: welke organisaties bij u betrokken zijn; er is niets van u getoond."),
        (("PLAN",), "wie u kent: welke organisaties bij u betrokken zijn."),
        (
            ("IDENTITY", "PLAN"),
            "bekeken: naam, geboortedatum en nummer en plan en betrokken hulpverleners, en gevraagd",
        ),
    ],
)
def test_the_sentence_says_what_was_asked_and_what_was_shown(classes: tuple[str, ...], says: str) -> None:
    assert says in told(NOON, "PI Arnhem", "CASE_MANAGER", "REINTEGRATION", classes, who_knows=True)
