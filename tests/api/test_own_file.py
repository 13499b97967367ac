"""The person's rights as a front-end uses them: the own file, and the first change, over HTTP and a WebSocket."""

import asyncio
import json
from dataclasses import replace
from typing import Any

import pytest
from injection_payloads import PAYLOADS, storable
from own_file import Told, tell
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol
from wires import wire_to

from api.questions import library, questions
from graph.actors import Assurance, Purpose
from graph.clock import FixedClock
from graph.integrity import violations
from graph.logs.audit_lines import AuditLine, decoded
from graph.logs.log_folders import LogFolder
from graph.logs.processing_lines import SUBJECT
from graph.logs.pseudonyms import Pseudonyms
from graph.logs.verifications import verified
from graph.staff import staff
from graph.store import Store

REPORT, DISPUTE = questions()["subjectReport"], questions()["disputeFact"]
KEY = "f3b0c6f2-1f7e-4d7e-9f37-f5a3d1a5f0b1"
DISPUTES = "MATCH (d:Dispute) RETURN count(d) AS many, collect(DISTINCT d.text) AS texts"


@pytest.fixture
async def told(scratch, tmp_path) -> Told:
    return await tell(scratch, tmp_path / "world")


@pytest.fixture
async def here(told, serve_as, tmp_path):
    """The file of Karel, served; with logs of its own."""
    async with serve_as(told, home=tmp_path) as running:
        yield running


@pytest.fixture
def later(told, serve_as, tmp_path):
    """The same database, served anew so many milliseconds later."""
    return lambda passed: serve_as(replace(told, clock=FixedClock(told.clock.now() + passed)), home=tmp_path)


def of_person(here: Any, assurance: Assurance = Assurance.HIGH, person: str | None = None) -> dict[str, str]:
    """Headers of the person whom the data are about."""
    token = here.issuer.token_for(person or here.world.person, assurance, person=True)
    return {"Authorization": f"Bearer {token}", "Casusregie-Purpose": Purpose.SUBJECT_ACCESS}


async def of_colleague(here: Any, purpose: Purpose = Purpose.REINTEGRATION) -> dict[str, str]:
    (manager,) = await staff(here.world.store, here.world.clock, function="CASE_MANAGER")
    return here.acting(manager, purpose)


async def report(here: Any, headers: dict[str, str] | None = None, person: str | None = None) -> dict[str, Any]:
    asked = {"person": here.world.person if person is None else person}
    return (await here.data(REPORT, headers or of_person(here), asked))["subjectReport"]


async def name_of(here: Any) -> dict[str, Any]:
    (found,) = [one for one in (await report(here))["facts"] if one["kind"] == "PersonName"]
    return found


def given(here: Any, fact: str, text: str | None = "Dit klopt niet.", key: str = KEY) -> dict[str, Any]:
    return {"input": {"person": here.world.person, "fact": fact, "text": text, "idempotencyKey": key}}


async def dispute(here: Any, fact: str, headers: dict[str, str] | None = None, **named: Any) -> dict[str, Any]:
    return (await here.data(DISPUTE, headers or of_person(here), given(here, fact, **named)))["disputeFact"]


def audit(home: Any) -> list[AuditLine]:
    logs = LogFolder(home)
    found = [decoded(line) for name in logs.all_names() for line in logs.path("audit", name).read_bytes().splitlines()]
    return [line for line in found if isinstance(line, AuditLine)]


async def test_the_report_is_one_statement_and_tells_each_fact_with_class_source_and_who_stands_at_it(here):
    before = here.world.store.statements
    found = await report(here)
    assert here.world.store.statements - before == library()["subjectReport"].statements
    assert (found["person"], found["cases"]) == (here.world.person, [here.world.case])
    (name,) = [one for one in found["facts"] if one["kind"] == "PersonName"]
    assert (name["class"], name["source"], name["startsOn"]) == ("IDENTITY", "story (invented)", "2025-11-01")
    assert {"name": "familyName", "text": "Voorbeeld"} in name["values"]
    involved = [one for one in found["facts"] if one["kind"] == "Involvement"]
    assert {(one["class"], *((p["organisationName"], p["function"]) for p in one["parties"])) for one in involved} == {
        ("PLAN", ("Invented PI", "CASE_MANAGER")),
        ("HEALTH", ("Invented Clinic", "CARE_PROFESSIONAL")),
        ("HEALTH", ("Invented PI", "CARE_CONTINUITY_OFFICER")),
    }
    assert {"organisationName": "Invented Town", "because": "Notice"}.items() <= next(
        one for one in found["recipients"] if one["because"] == "Notice"
    ).items()
    assert "Zorg- en Veiligheidshuis" in found["contactPoint"]
    assert "contactpunt" in found["contactPointDutch"]


FIELDS = ["acts", "facts", "findings", "handlings", "recipients"]


async def test_what_is_withheld_names_the_fields_and_says_it_in_both_languages(here):
    found = await report(here, of_person(here, Assurance.SUBSTANTIAL))
    said = {one["class"]: one for one in found["withheld"]}
    assert set(said) >= {"VICTIM", "NETWORK", "NOTE", "HEALTH", "RISK"}
    assert said["HEALTH"] == said["HEALTH"] | {"reason": "NEEDS_STEP_UP", "fields": FIELDS}
    assert all(one["english"] and one["dutch"] and one["english"] != one["dutch"] for one in said.values())
    assert "HEALTH" not in {one["class"] for one in found["facts"]}


async def test_nothing_about_a_third_party_is_in_it(here):
    text = json.dumps(await report(here))
    ids = here.world.ids
    for secret in ("Noor", "Thea", "Vera", "Bram", "Sien", "Secret", *ids.values(), here.world.safety_case):
        assert secret not in text


@pytest.mark.parametrize("person", ["nobody", "", "x" * 300, "'"])
async def test_nobody_else_has_a_report(here, person):
    assert await report(here, of_person(here), person) == {"__typename": "NotFound", "id": person}
    for headers in (await of_colleague(here), await of_colleague(here, Purpose.CARE), of_person(here, person="nobody")):
        assert (await report(here, headers))["__typename"] == "NotFound"


async def test_without_a_purpose_there_is_no_report_and_no_dispute(here):
    fact = (await name_of(here))["fact"]
    headers = {"Authorization": of_person(here)["Authorization"]}
    for text, asked in ((REPORT, {"person": here.world.person}), (DISPUTE, given(here, fact))):
        answer = await here.ask(text, headers, asked)
        (root,) = answer["data"].values()
        assert root["__typename"] == "NotFound"
        assert answer["extensions"]["notices"][0]["code"] == "NO_PURPOSE"
    assert (await here.world.store.one(DISPUTES))["many"] == 0


async def test_a_dispute_is_logged_before_it_is_made_and_stands_with_the_fact(here, later, tmp_path):
    fact = (await name_of(here))["fact"]
    before, lines = here.world.store.statements, len(audit(tmp_path))
    made = await dispute(here, fact)
    assert here.world.store.statements - before == library()["disputeFact"].statements
    assert made == made | {"__typename": "FactDisputed", "fact": fact, "case": here.world.case}
    (line,) = audit(tmp_path)[lines:]
    assert (line.name, line.channel, line.who.function) == ("Wijzigen: disputeFact", "api", "SUBJECT")
    assert {look.person for look in line.looks} == {Pseudonyms.of(LogFolder(tmp_path)).of_person(here.world.person)}
    assert verified(LogFolder(tmp_path)).broken == []
    async with later(1_000) as afterwards:
        assert (await name_of(afterwards))["disputes"] == [
            {"at": made["at"], "status": "OPEN", "text": "Dit klopt niet.", "reason": None}
        ]


async def test_asked_again_it_answers_the_same_bytes_also_at_another_server(here, later):
    fact = (await name_of(here))["fact"]
    found = [await dispute(here, fact) for _ in range(2)]
    async with later(60_000) as another:
        found.append(await dispute(another, fact))
    assert found[0] == found[1] == found[2]
    assert (await here.world.store.one(DISPUTES))["many"] == 1


async def test_many_at_once_with_one_key_over_http_and_websocket_leave_one_dispute(here):
    fact = (await name_of(here))["fact"]

    async def over_socket() -> Any:
        async with connect(
            here.url.replace("http", "ws", 1) + "/graphql", subprotocols=[Subprotocol("graphql-transport-ws")]
        ) as socket:
            await socket.send(json.dumps({"type": "connection_init", "payload": of_person(here)}))
            assert json.loads(await socket.recv())["type"] == "connection_ack"
            asked = {"query": DISPUTE, "variables": given(here, fact)}
            await socket.send(json.dumps({"type": "subscribe", "id": "1", "payload": asked}))
            answer, end = json.loads(await socket.recv()), json.loads(await socket.recv())
            assert (answer["type"], end["type"]) == ("next", "complete")
            return answer["payload"]["data"]["disputeFact"]

    found = await asyncio.gather(*(dispute(here, fact) for _ in range(6)), *(over_socket() for _ in range(4)))
    assert {one["__typename"] for one in found} == {"FactDisputed"}
    assert len({json.dumps(one) for one in found}) == 1
    assert (await here.world.store.one(DISPUTES))["many"] == 1


async def test_the_same_key_with_something_else_is_refused(here):
    fact = (await name_of(here))["fact"]
    await dispute(here, fact)
    refused = await dispute(here, fact, text="Iets anders.")
    assert refused == refused | {
        "__typename": "Refused", "code": "IDEMPOTENCY_KEY_REUSED", "field": "idempotencyKey",
    }  # fmt: skip
    assert "sleutel" in refused["dutch"]
    assert await here.world.store.one(DISPUTES) == {"many": 1, "texts": ["Dit klopt niet."]}


async def test_whatever_is_written_stands_there_as_it_was_written(here, later):
    fact = (await name_of(here))["fact"]
    texts = [text for text in PAYLOADS if storable(text) and text.strip() and len(text) <= 2_000][::25]
    for number, text in enumerate(texts):
        made = await dispute(here, fact, text=text, key=f"{KEY}-{number}")
        assert made["__typename"] == "FactDisputed", text
    async with later(60_000) as afterwards:
        assert {one["text"] for one in (await name_of(afterwards))["disputes"]} == {text.strip() for text in texts}
    assert await violations(here.world.store) == []


async def test_a_colleague_of_the_team_hears_that_it_is_not_the_task(here):
    fact = (await name_of(here))["fact"]
    headers = await of_colleague(here)
    refused = await dispute(here, fact, headers)
    assert (refused["__typename"], refused["code"], refused["field"]) == ("Refused", "NOT_YOUR_TASK", "person")
    assert refused == await dispute(here, "no-such-fact", headers)
    assert (await here.world.store.one(DISPUTES))["many"] == 0


@pytest.mark.parametrize(
    ("named", "field", "code"),
    [
        ({"text": "x" * 2001}, "text", "TOO_LONG"),
        ({"key": "short"}, "idempotencyKey", "BAD_KEY"),
        ({"key": "x" * 201}, "idempotencyKey", "BAD_KEY"),
    ],
)
async def test_a_value_that_cannot_be_used_is_named_and_nothing_is_looked_up(here, named, field, code):
    before = here.world.store.statements
    invalid = await dispute(here, "no-such-fact", **named)
    assert (invalid["__typename"], invalid["field"], invalid["code"]) == ("Invalid", field, code)
    assert invalid["message"] != invalid["dutch"]
    assert here.world.store.statements - before == 1


async def test_a_hidden_fact_or_person_answers_as_an_unknown_one_in_as_many_statements(here):
    tie = await here.world.store.one("MATCH (t:Tie) RETURN t.fact AS fact LIMIT 1")
    own = (await name_of(here))["fact"]
    asked = {
        "hidden fact": (of_person(here), tie["fact"], here.world.person),
        "unknown fact": (of_person(here), "no-such-fact", here.world.person),
        "hidden person": (of_person(here, person="nobody"), own, here.world.person),
        "unknown person": (of_person(here, person="nobody"), own, "no-such-person"),
        "hidden to a colleague": (await of_colleague(here, Purpose.CARE), own, here.world.person),
        "unknown to a colleague": (await of_colleague(here, Purpose.CARE), own, "no-such-person"),
    }
    found = {}
    for name, (headers, fact, person) in asked.items():
        before = here.world.store.statements
        variables = given(here, fact)
        variables["input"]["person"] = person
        body = await here.http.post("/graphql", json={"query": DISPUTE, "variables": variables}, headers=headers)
        found[name] = body.content.replace(fact.encode(), b"ID"), here.world.store.statements - before
    assert b'"NotFound"' in found["hidden fact"][0]
    for name in ("fact", "person", "to a colleague"):
        hidden, unknown = sorted(key for key in found if name in key)
        assert found[hidden] == found[unknown], name


TWICE = """mutation Two($input: DisputeFactInput!) {{
  one: disputeFact(input: $input) {{ __typename }} {more} }} {fragment}"""


@pytest.mark.parametrize(
    ("more", "fragment"),
    [
        ("two: disputeFact(input: $input) { __typename }", ""),
        ("disputeFact(input: $input) { __typename }", ""),
        ("... F", "fragment F on Mutation { two: disputeFact(input: $input) { __typename } }"),
        ("... @include(if: true) { two: disputeFact(input: $input) { __typename } }", ""),
    ],
)
async def test_a_request_makes_one_change(here, more, fragment):
    fact = (await name_of(here))["fact"]
    answer = await here.ask(TWICE.format(more=more, fragment=fragment), of_person(here), given(here, fact))
    assert [one["extensions"]["code"] for one in answer["errors"]] == ["TOO_MUCH"]
    assert "number of changes" in answer["errors"][0]["message"]
    assert (await here.world.store.one(DISPUTES))["many"] == 0


async def test_a_document_may_hold_a_question_beside_a_change_and_one_of_them_is_run(here):
    fact = (await name_of(here))["fact"]
    text = "query Me { me { id } }\n" + DISPUTE
    body = {"query": text, "variables": given(here, fact), "operationName": "Me"}
    asked = await here.http.post("/graphql", json=body, headers=of_person(here))
    assert asked.json()["data"]["me"]["id"] == here.world.person
    assert (await here.world.store.one(DISPUTES))["many"] == 0
    changed = await here.http.post("/graphql", json={**body, "operationName": "DisputeFact"}, headers=of_person(here))
    assert changed.json()["data"]["disputeFact"]["__typename"] == "FactDisputed"


async def test_without_a_token_nothing_is_changed(here):
    fact = (await name_of(here))["fact"]
    response = await here.http.post("/graphql", json={"query": DISPUTE, "variables": given(here, fact)})
    assert response.status_code == 401
    assert (await here.world.store.one(DISPUTES))["many"] == 0


async def test_what_cannot_be_logged_is_not_done(told, serve_as, tmp_path):
    async with serve_as(told, home=tmp_path) as here:
        fact = (await told.report()).facts[0].fact
        (tmp_path / "logs").write_text("a file stands where the folder should be")
        response = await here.http.post(
            "/graphql", json={"query": DISPUTE, "variables": given(here, fact)}, headers=of_person(here)
        )
        assert response.status_code == 503
        assert response.json()["errors"][0]["extensions"]["code"] == "LOG_UNAVAILABLE"
    assert (await told.store.one(DISPUTES))["many"] == 0
    assert await told.store.rows("MATCH (a:Act) RETURN a") == []


async def test_a_lost_answer_says_so_and_is_had_by_the_same_key(told, serve_as, connection, tmp_path):
    """The database saved it, and nobody heard: the client asks again, at another server."""
    fact = next(one.fact for one in (await told.report()).facts if one.kind == "PersonName")
    login = (connection.user, connection.password, connection.database)
    async with (
        wire_to(connection.uri, b"MERGE (a:Act") as wire,
        Store.open(wire.uri, *login) as dying,
        serve_as(replace(told, store=dying), home=tmp_path) as here,
    ):
        answer = await here.ask(DISPUTE, of_person(here), given(here, fact))
    assert answer["data"] is None
    assert answer["errors"][0]["extensions"]["code"] == "UNKNOWN_OUTCOME"
    assert "same idempotencyKey" in answer["errors"][0]["message"]
    assert [line.name for line in audit(tmp_path)] == ["Wijzigen: disputeFact"] * 2
    assert len({line.trace for line in audit(tmp_path)}) == 1
    assert [line["status"] for line in processing(tmp_path)] == ["Ok", "Error"]
    async with serve_as(told, home=tmp_path) as reborn:
        made = await dispute(reborn, fact)
    row = await told.store.one("MATCH (d:Dispute) RETURN collect(d.fact) AS facts")
    assert [made["dispute"]] == row["facts"]


def processing(home: Any) -> list[dict[str, Any]]:
    logs = LogFolder(home)
    found = [
        json.loads(line)
        for name in logs.all_names("processing")
        for line in logs.path("processing", name).read_bytes().splitlines()
    ]
    return [line for line in found if SUBJECT in line["attributes"]]
