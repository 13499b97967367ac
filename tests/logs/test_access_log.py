"""Who may read who looked: an officer the own organisation's, the person the own cases', and nobody else anything."""

from base64 import urlsafe_b64decode
from dataclasses import dataclass
from datetime import date
from threading import current_thread, main_thread
from typing import Any

import pytest

from api.cli.log import as_data
from graph.access_logs import Access, access_log
from graph.accounts import as_person
from graph.actors import Assurance, Purpose
from graph.cases import cases_by_id, cases_found
from graph.clock import FixedClock
from graph.guards import Guard
from graph.logs.audit_lines import AuditLine, decoded
from graph.logs.log_readings import LogReader
from graph.logs.pseudonyms import Pseudonyms, rotate_key
from graph.logs.replays import replayed
from graph.logs.sentences import CLASSES_IN_DUTCH, FUNCTIONS_IN_DUTCH, PURPOSES_IN_DUTCH, told
from graph.model.kinds import FieldClass
from graph.model.words import FUNCTIONS
from graph.policy.decisions import Judge
from graph.staff import StaffPosition, staff
from graph.times import parse_moment
from seeds.importing import load
from seeds.stories.telling import Telling

LOG = """query L($id: ID!, $first: Int, $after: String) { accessLog(person: $id, first: $first, after: $after) {
  __typename
  ... on NotFound { id }
  ... on Invalid { field code }
  ... on AccessLogConnection { totalCount pageInfo { hasNextPage endCursor } edges { node {
    on at organisation { id name } function purpose classes withheldClasses dutch professional position pseudonym trace
  } } } } }"""
PERSON = "query P($id: ID!) { person(id: $id) { name } }"


@dataclass(frozen=True)
class Cast:
    person: str
    case_manager: StaffPosition
    officer: StaffPosition
    other_officer: StaffPosition

    @property
    def subject(self) -> StaffPosition:
        return as_person(self.person)


@pytest.fixture
async def cast(small, busiest) -> Cast:
    guard = Guard(small.store, busiest.acting_for(busiest.usual_purpose), small.clock)
    page = await cases_found(guard, kinds=["PERSON"], first=50)
    found = await cases_by_id(guard, page.items)
    case = next(one for one in found.values() if one.frame == "PBW_18A")
    officers = await staff(small.store, small.clock, function="PRIVACY_OFFICER", limit=200)
    own = next(one for one in officers if one.organisation == busiest.organisation)
    other = next(one for one in officers if one.organisation != busiest.organisation)
    return Cast(case.person_ids[0], busiest, own, other)


async def log_of(asked, reader: StaffPosition, person: str, **named: Any) -> Any:
    assurance = Assurance.HIGH if reader.function == "SUBJECT" else Assurance.SUBSTANTIAL
    found = await asked.data(LOG, reader, assurance=assurance, variables={"id": person, **named})
    return found["accessLog"]


async def test_an_officer_reads_the_lines_of_the_own_organisation_by_pseudonym(asked, cast):
    await asked.data(PERSON, cast.case_manager, variables={"id": cast.person})
    found = await log_of(asked, cast.officer, cast.person)
    (edge,) = found["edges"]
    node = edge["node"]
    assert node["professional"] == cast.case_manager.professional
    assert node["pseudonym"] == Pseudonyms.of(asked.logs).of_person(cast.person)
    assert node["organisation"]["id"] == cast.case_manager.organisation
    assert "IDENTITY" in node["classes"]
    assert node["at"].startswith(node["on"])


async def test_for_an_officer_elsewhere_the_lines_do_not_exist(asked, cast):
    await asked.data(PERSON, cast.case_manager, variables={"id": cast.person})
    assert (await log_of(asked, cast.other_officer, cast.person))["__typename"] == "NotFound"


async def test_for_an_officer_who_is_related_to_the_person_there_is_no_log(scratch, tmp_path, logs, writer, disclosure):
    world = Telling("related-officer", date(2026, 3, 10))
    prison = world.organisation("Invented PI", "PRISON", id="o1")
    sister = world.professional("Ria Verwant")
    world.position(sister, prison, "PRIVACY_OFFICER")
    world.staff("Otto Ander", prison, "PRIVACY_OFFICER")
    person = world.person("Karel", "Voorbeeld")
    case = world.case(person, since="2025-11-01")
    world.direct(case, world.staff("Noor Namens", prison, "CASE_MANAGER"), since="2025-11-01")
    world.record("Exclusion", case=case, since="2025-11-02", professional=sister)
    world.write(tmp_path / "world")
    clock = FixedClock(parse_moment("2026-03-10T12:00:00+01:00"))
    report = await load(scratch, clock, tmp_path / "world", strict=True)
    assert report.loaded, report.problems
    await writer.write(disclosure(person))
    found: dict[str, Any] = {}
    statements: set[int] = set()
    for officer in await staff(scratch, clock, function="PRIVACY_OFFICER"):
        guard = Guard(scratch, officer.acting_for(Purpose.OVERSIGHT), clock)
        before = scratch.statements
        found[officer.name] = await access_log(guard, LogReader(logs), person)
        assert await access_log(guard, LogReader(logs), "nobody") is None
        statements |= {scratch.statements - before}
    assert found["Ria Verwant"] is None
    assert found["Otto Ander"].total == 1
    assert statements == {2}


async def test_a_person_nobody_looked_at_answers_as_one_who_never_was(asked, cast):
    hidden = await asked.post(LOG, cast.officer, variables={"id": cast.person})
    absent = await asked.post(LOG, cast.officer, variables={"id": "x" * len(cast.person)})
    assert hidden.content == absent.content.replace(b"x" * len(cast.person), cast.person.encode())


@pytest.mark.parametrize(
    "purpose", [Purpose.REINTEGRATION, Purpose.OVERSIGHT, Purpose.SUBJECT_ACCESS, Purpose.STEERING]
)
async def test_for_who_works_on_the_case_there_is_no_log(asked, cast, purpose):
    await asked.data(PERSON, cast.case_manager, variables={"id": cast.person})
    found = await asked.data(LOG, cast.case_manager, purpose, variables={"id": cast.person})
    assert found["accessLog"]["__typename"] == "NotFound"


async def test_the_person_reads_in_plain_dutch_without_names(asked, cast):
    await asked.data(PERSON, cast.case_manager, variables={"id": cast.person})
    found = await log_of(asked, cast.subject, cast.person)
    (edge,) = found["edges"]
    node = edge["node"]
    hidden = ("at", "professional", "position", "pseudonym", "trace")
    assert [node[name] for name in hidden] == [None] * len(hidden)
    assert node["dutch"] == (
        f"Op 10 maart 2026 heeft een casemanager van {cast.case_manager.organisation_name} van u bekeken:"
        " verloop van de detentie en naam, geboortedatum en nummer. Doel: re-integratie."
    )
    assert cast.case_manager.name not in str(found)


async def test_the_person_of_another_case_reads_nothing(asked, cast, small, busiest):
    guard = Guard(small.store, busiest.acting_for(busiest.usual_purpose), small.clock)
    page = await cases_found(guard, kinds=["PERSON"], first=50)
    found = await cases_by_id(guard, page.items)
    other = next(one.person_ids[0] for one in found.values() if cast.person not in one.person_ids)
    await asked.data(PERSON, cast.case_manager, variables={"id": cast.person})
    assert (await log_of(asked, as_person(other), cast.person))["__typename"] == "NotFound"


async def test_reading_the_log_is_logged_too(asked, cast):
    await asked.data(PERSON, cast.case_manager, variables={"id": cast.person})
    await log_of(asked, cast.officer, cast.person)
    found = await log_of(asked, cast.subject, cast.person)
    assert [edge["node"]["function"] for edge in found["edges"]] == ["PRIVACY_OFFICER", "CASE_MANAGER"]
    assert found["edges"][0]["node"]["classes"] == ["LOG"]
    found = await log_of(asked, cast.subject, cast.person)
    assert found["edges"][0]["node"]["dutch"] == "Op 10 maart 2026 hebt u zelf uw gegevens bekeken."


async def test_the_person_stands_in_the_logs_by_pseudonym_also_as_who_looks(asked, cast):
    await log_of(asked, cast.subject, cast.person)
    text = b"".join(path.read_bytes() for path in asked.logs.root.rglob("*.jsonl")).decode()
    assert cast.person not in text
    assert f'"professional":"{Pseudonyms.of(asked.logs).of_person(cast.person)}"' in text
    for name in asked.logs.all_names():
        found = replayed(asked.logs, asked.logs.path("audit", name))
        assert (found.agree > 0, found.different) == (True, [])


async def test_pages_follow_each_other_latest_first(asked, cast):
    for _ in range(5):
        await asked.data(PERSON, cast.case_manager, variables={"id": cast.person})
    first = await log_of(asked, cast.officer, cast.person, first=3)
    assert (first["totalCount"], first["pageInfo"]["hasNextPage"]) == (5, True)
    rest = await log_of(asked, cast.officer, cast.person, first=3, after=first["pageInfo"]["endCursor"])
    traces = [edge["node"]["trace"] for edge in (*first["edges"], *rest["edges"])]
    written = [
        line.trace
        for name in asked.logs.all_names()
        for line in map(decoded, asked.logs.path("audit", name).read_bytes().splitlines())
        if isinstance(line, AuditLine) and line.who.function == "CASE_MANAGER"
    ]
    assert traces == written[::-1]
    plain = urlsafe_b64decode(first["pageInfo"]["endCursor"] + "===").decode()
    assert "jsonl" not in plain
    assert plain.count(":") == 0  # neither a file nor a place in it, which would tell how much others looked
    bad = await log_of(asked, cast.officer, cast.person, after="not a cursor")
    assert bad == {"__typename": "Invalid", "field": "after", "code": "BAD_CURSOR"}


async def test_many_lines_come_down_to_a_few_decisions_and_do_not_keep_others_waiting(asked, cast, monkeypatch):
    for _ in range(40):
        await asked.data(PERSON, cast.case_manager, variables={"id": cast.person})
    decided: list[FieldClass] = []
    named: list[bool] = []
    decide, of_line = Judge.decide, Pseudonyms.of_line

    def deciding(judge: Judge, field_class: FieldClass, *rest: Any) -> Any:
        decided.append(field_class)
        return decide(judge, field_class, *rest)

    def naming(pseudonyms: Pseudonyms, place: str) -> str:
        named.append(current_thread() is main_thread())
        return of_line(pseudonyms, place)

    monkeypatch.setattr(Judge, "decide", deciding)
    monkeypatch.setattr(Pseudonyms, "of_line", naming)
    for reader in (cast.officer, cast.subject):
        decided.clear()
        named.clear()
        assert (await log_of(asked, reader, cast.person, first=2))["totalCount"] >= 40
        assert len(named) >= 40
        assert not any(named), "on the thread that answers everybody"
        assert decided.count(FieldClass.LOG) < 10


async def test_lines_under_an_older_key_are_found(asked, cast):
    await asked.data(PERSON, cast.case_manager, variables={"id": cast.person})
    rotate_key(asked.logs)
    assert (await log_of(asked, cast.officer, cast.person))["totalCount"] == 1


def test_every_function_purpose_and_class_has_a_dutch_word():
    assert set(FUNCTIONS_IN_DUTCH) == set(FUNCTIONS)
    assert set(PURPOSES_IN_DUTCH) == set(Purpose)
    assert set(CLASSES_IN_DUTCH) == set(FieldClass)


def test_a_look_that_showed_nothing_says_so():
    at = parse_moment("2026-03-01T09:00:00+01:00")
    assert told(at, "Gemeente X", "AFTERCARE_COORDINATOR", "INTAKE", ()) == (
        "Op 1 maart 2026 heeft een nazorgcoördinator van Gemeente X u opgezocht; er is niets van u getoond."
        " Doel: intake na een melding."
    )


def test_the_command_shows_the_person_no_more_than_the_api():
    at = parse_moment("2026-03-01T09:00:00+01:00")
    one = Access("f:1", at, "o1", "MENTOR", "REINTEGRATION", ("COURSE",), ("RISK",))
    assert as_data(one, "PI X").keys() == {
        "on", "organisation", "function", "purpose", "classes", "withheldClasses", "dutch"
    }  # fmt: skip
