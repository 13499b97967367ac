"""The processing log against the Dutch standard LDV 1.0.0; its fields are in `ldv.schema.json`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import fastjsonschema
import orjson

from graph.logs.disclosures import Disclosure
from graph.logs.log_folders import LogFolder
from graph.logs.log_writers import LogWriter
from graph.logs.processing_lines import PROCESSOR, SUBJECT, SUBJECT_TYPE
from graph.logs.pseudonyms import PSEUDONYM_TYPE, Pseudonyms

VALID = fastjsonschema.compile(json.loads(Path(__file__).with_name("ldv.schema.json").read_text("utf-8")))
CALLER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
Made = Callable[..., Disclosure]


async def lines_of(writer: LogWriter, logs: LogFolder, disclosure: Disclosure) -> list[dict[str, Any]]:
    await writer.write(disclosure)
    (name,) = logs.all_names("processing")
    lines = [orjson.loads(line) for line in logs.path("processing", name).read_bytes().splitlines()]
    for line in lines:
        VALID(line)
    return lines


async def test_one_person_is_one_line(writer: LogWriter, logs: LogFolder, disclosure: Made):
    (line,) = await lines_of(writer, logs, disclosure("p1"))
    assert line["attributes"][SUBJECT] == Pseudonyms.of(logs).of_person("p1")
    assert line["attributes"][SUBJECT_TYPE] == PSEUDONYM_TYPE
    assert "parent_span_id" not in line


async def test_each_of_several_persons_has_a_line_below_that_of_the_answer(writer, logs: LogFolder, disclosure: Made):
    first, *below = await lines_of(writer, logs, disclosure("p1", "p2", "p3", "p2"))
    assert SUBJECT not in first["attributes"]
    pseudonyms = Pseudonyms.of(logs)
    assert {line["attributes"][SUBJECT] for line in below} == {pseudonyms.of_person(p) for p in ("p1", "p2", "p3")}
    assert len(below) == 3
    assert {line["parent_span_id"] for line in below} == {first["span_id"]}
    assert {line["trace_id"] for line in below} == {first["trace_id"]}
    assert len({line["span_id"] for line in (first, *below)}) == 4


async def test_the_activity_is_that_of_the_purpose(writer: LogWriter, logs: LogFolder, disclosure: Made):
    (line,) = await lines_of(writer, logs, disclosure("p1"))
    assert line["attributes"]["dpl.core.processing_activity_id"] == "urn:casusregie:activity:reintegration"


async def test_no_user_stands_in_it(writer: LogWriter, logs: LogFolder, disclosure: Made):
    (line,) = await lines_of(writer, logs, disclosure("p1"))
    assert {"w1", "q1", "CASE_MANAGER"}.isdisjoint(orjson.dumps(line).decode().replace('"', " ").split())


async def test_the_trace_of_who_calls_is_taken_over(writer: LogWriter, logs: LogFolder, disclosure: Made):
    (line,) = await lines_of(writer, logs, disclosure("p1", traceparent=CALLER))
    assert line["trace_id"] == "0af7651916cd43dd8448eb211c80319c"
    assert line["parent_span_id"] == "b7ad6b7169203331"
    assert line["attributes"][PROCESSOR] == "urn:casusregie:organisation:o1"


async def test_an_answer_about_nobody_leaves_no_line(writer: LogWriter, logs: LogFolder, disclosure: Made):
    assert await lines_of(writer, logs, disclosure()) == []


async def test_a_malformed_trace_is_not_taken_over(writer: LogWriter, logs: LogFolder, disclosure: Made):
    for bad in ("", "00-Jan-b7ad6b7169203331-01", CALLER + "-x", CALLER.upper(), f"00-{'0' * 32}-b7ad6b7169203331-01"):
        assert disclosure("p1", traceparent=bad).trace.caller is None


async def test_both_logs_are_joined_by_the_trace(writer: LogWriter, logs: LogFolder, disclosure: Made):
    (line,) = await lines_of(writer, logs, disclosure("p1"))
    (name,) = logs.all_names()
    audit = orjson.loads(logs.path("audit", name).read_bytes().splitlines()[1])
    assert (audit["trace"], audit["span"]) == (line["trace_id"], line["span_id"])
