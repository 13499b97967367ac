"""The API writes its lines before it answers, on a real database; what cannot be logged is not answered."""

from collections.abc import Iterator

import orjson
import pytest

from api.cli import casusregie
from graph.actors import Purpose
from graph.cases import cases_by_id, cases_found
from graph.guards import Guard
from graph.logs.audit_lines import AuditLine, decoded
from graph.logs.log_folders import LogFolder
from graph.logs.processing_lines import SUBJECT
from graph.logs.pseudonyms import Pseudonyms
from graph.logs.replays import replayed
from graph.logs.verifications import verified

PERSONS = (
    "{ persons(first: 100) { ... on PersonConnection { edges { node { id name birthDate withheld { class } } } } } }"
)
NETWORK = """query N($id: ID!) { network(person: $id) { __typename
  ... on Network { nodes { id kind name } edges { kind role } withheld { class reason } } } }"""


def audit(logs: LogFolder) -> Iterator[AuditLine]:
    for name in logs.all_names():
        for line in logs.path("audit", name).read_bytes().splitlines():
            if isinstance(found := decoded(line), AuditLine):
                yield found


def subjects(logs: LogFolder) -> set[str]:
    lines = [
        orjson.loads(line)
        for name in logs.all_names("processing")
        for line in logs.path("processing", name).read_bytes().splitlines()
    ]
    return {line["attributes"][SUBJECT] for line in lines if SUBJECT in line["attributes"]}


async def test_every_person_in_an_answer_has_its_line(asked, busiest):
    data = await asked.data(PERSONS, busiest)
    persons = {edge["node"]["id"] for edge in data["persons"]["edges"]}
    pseudonyms = Pseudonyms.of(asked.logs)
    assert len(persons) > 5
    assert subjects(asked.logs) == {pseudonyms.of_person(person) for person in persons}
    (line,) = audit(asked.logs)
    assert {look.person for look in line.looks} == subjects(asked.logs)
    assert (line.who.professional, line.who.purpose) == (busiest.professional, "REINTEGRATION")
    assert line.name == "Raadplegen: persons"


async def test_a_line_says_what_was_released_and_withheld_and_by_which_rule(asked, busiest, small):
    guard = Guard(small.store, busiest.acting_for(busiest.usual_purpose), small.clock)
    page = await cases_found(guard, kinds=["PERSON"], first=1)
    (case,) = (await cases_by_id(guard, page.items)).values()
    await asked.data(NETWORK, busiest, variables={"id": case.person_ids[0]})
    (line,) = audit(asked.logs)
    made = {(one.field_class, one.outcome, one.reason, one.rule) for look in line.looks for one in look.decisions}
    assert ("IDENTITY", "RELEASED", None, "REI-PRISON.IDENTITY") in made
    assert ("HEALTH", "WITHHELD", "HEALTH_SECRECY", "5-health-secrecy") in made


async def test_the_decisions_of_real_answers_come_out_the_same_again(asked, busiest):
    await asked.data(PERSONS, busiest)
    await asked.data(PERSONS, busiest, Purpose.SCREENING)
    assert verified(asked.logs).broken == []
    for name in asked.logs.all_names():
        found = replayed(asked.logs, asked.logs.path("audit", name))
        assert found.agree > 20
        assert (found.different, found.without_facts) == ([], 0)


async def test_asking_for_nobody_is_logged_without_a_person(asked, busiest):
    await asked.data(NETWORK, busiest, variables={"id": "nobody-of-this-id"})
    (line,) = audit(asked.logs)
    assert (line.looks, line.count, line.name) == ([], 0, "Raadplegen: network")


async def test_reference_data_are_not_logged(asked, busiest):
    await asked.data("{ municipalities(first: 1) { __typename } me { id } }", busiest)
    assert list(audit(asked.logs)) == []


async def test_what_cannot_be_logged_is_not_answered(asked, busiest):
    asked.logs.root.write_text("a file stands where the folder should be")
    response = await asked.post(PERSONS, busiest)
    assert response.status_code == 503
    body = response.json()
    assert body["errors"][0]["extensions"]["code"] == "LOG_UNAVAILABLE"
    assert "data" not in body
    assert (await asked.post("{ municipalities(first: 1) { __typename } }", busiest)).status_code == 200


async def test_the_trace_of_a_front_end_joins_both_logs(asked, busiest):
    trace = "0af7651916cd43dd8448eb211c80319c"
    await asked.data(PERSONS, busiest, traceparent=f"00-{trace}-b7ad6b7169203331-01")
    assert {line.trace for line in audit(asked.logs)} == {trace}


async def test_no_value_of_a_person_and_no_word_of_who_asks_stands_in_the_logs(asked, busiest):
    """Nor a name of a professional: who looked is an id."""
    query = PERSONS.replace("{ persons", 'query Jansen { Pietersen: persons(search: "Jan")', 1)
    await asked.post(query.replace("(first: 100)", "", 1), busiest)
    data = await asked.data(PERSONS, busiest)
    text = b"".join(path.read_bytes() for path in asked.logs.root.rglob("*.jsonl")).decode()
    assert "Jansen" not in text and "Pietersen" not in text
    assert busiest.name not in text
    for edge in data["persons"]["edges"]:
        node = edge["node"]
        for value in (node["id"], node["name"], node["birthDate"]):
            assert value is None or value not in text


@pytest.mark.parametrize("arguments", [["verify"], ["verify", "--home", "{home}"]])
async def test_the_command_checks_and_names_what_is_broken(asked, busiest, arguments, monkeypatch, capsys):
    await asked.data(PERSONS, busiest)
    home = str(asked.logs.home)
    monkeypatch.setenv("CASUSREGIE_HOME", home)
    command = ["log", *(argument.format(home=home) for argument in arguments)]
    casusregie.main(command, standalone_mode=False)
    assert "nothing broken" in capsys.readouterr().out
    (name,) = asked.logs.all_names()
    path = asked.logs.path("audit", name)
    path.write_bytes(path.read_bytes().replace(b"CASE_MANAGER", b"CASE_MANAGEr", 1))
    with pytest.raises(SystemExit) as stopped:
        casusregie.main(command, standalone_mode=False)
    assert stopped.value.code == 1
    assert f"BROKEN audit/{name.file} line 2" in " ".join(capsys.readouterr().out.split())


async def test_the_command_makes_decisions_again(asked, busiest, capsys):
    await asked.data(PERSONS, busiest)
    (name,) = asked.logs.all_names()
    casusregie.main(["log", "replay", str(asked.logs.path("audit", name))], standalone_mode=False)
    said = capsys.readouterr().out.split()
    assert said[:2] == ["1", "lines:"]
    assert said[2] == said[4] != "0"
