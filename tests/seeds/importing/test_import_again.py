"""Importing again: what is the same is left alone, what changed is closed, retracted, corrected or renewed."""

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import Any

from tiny_worlds import Rows, changed, record, tiny_world, write

from graph.clock import FixedClock
from graph.engine import Connection
from graph.integrity import violations
from graph.model.catalogue import KINDS
from graph.records import correct_record
from graph.store import Store
from graph.times import parse_moment
from seeds.importing import Report, load
from seeds.importing.format import world_format, write_example

DOCUMENT = (Path(__file__).parents[3] / "docs" / "world-format.md").read_text("utf-8")
NOON = FixedClock(parse_moment("2026-03-10T12:00:00+01:00"))


async def imported(store: Store, folder: Path, rows: Rows) -> Report:
    report = await load(store, NOON, write(folder, rows))
    assert report.problems == []
    return report


async def everything(store: Store) -> list[Any]:
    nodes = await store.rows(
        "MATCH (n) WHERE NOT n:Migration RETURN labels(n) AS labels, properties(n) AS n ORDER BY labels, n.id"
    )
    ties = await store.rows(
        "MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS type, properties(r) AS r, b.id AS b ORDER BY a, type, b"
    )
    return [nodes, ties]


def moved(report: Report) -> dict[str, tuple[int, int]]:
    return {label: (n.new, n.changed) for label, n in report.counts.items() if n.new or n.changed}


async def versions(store: Store, fact: str) -> list[dict[str, Any]]:
    rows = await store.rows("MATCH (n:Record {fact: $fact}) RETURN n{.*} AS n ORDER BY n.recordedAt", {"fact": fact})
    return [row["n"] for row in rows]


async def test_a_world_lands_as_it_was_told(scratch: Store, tmp_path: Path) -> None:
    report = await imported(scratch, tmp_path, tiny_world())
    assert report.rows == sum(count.new for count in report.counts.values()) == sum(map(len, tiny_world().values()))
    node = await scratch.one("MATCH (n:Involvement {id: 'j1'}) RETURN n{.*} AS n, labels(n) AS labels")
    assert node is not None
    assert set(node["labels"]) == {"Involvement", "Record"}
    start = parse_moment("2026-01-05")
    assert node["n"] == {
        "id": "j1", "fact": "j1", "caseId": "c1", "seq": node["n"]["seq"], "validFrom": start, "recordedAt": start,
        "source": "test", "sourceId": "j1", "sourceKey": "Involvement|test|j1", "rowHash": node["n"]["rowHash"],
        "role": "AFTERCARE_COORDINATOR", "frame": "PBW_18A", "endsWith": "OPEN", "organisationId": "GM1",
    }  # fmt: skip
    names = await scratch.rows(
        "MATCH (n) WHERE n.nameFolded STARTS WITH 'pi een' OR n.nameFolded = 'sem bos' RETURN n.id AS id"
    )
    assert {row["id"] for row in names} == {"PI1", "n1", "n2"}
    prison = await scratch.one("MATCH (n:Prison {id: 'PI1'})-[:LOCATED_IN]->(m:Municipality) RETURN m.id AS m")
    assert prison == {"m": "GM1"}
    parts = await scratch.rows("MATCH (:Agreement)-[p:PARTY]->(o) RETURN p.part AS part, o.id AS id ORDER BY part")
    assert parts == [{"part": "COVERED", "id": "GM2"}, {"part": "COVERS", "id": "GM1"}]
    ledger = await scratch.one("MATCH (l:Ledger {id: 'c1'}) RETURN l{.*} AS l")
    assert ledger == {"l": {"id": "c1", "version": 7, "clock": start}}
    assert await violations(scratch) == []


async def test_records_are_numbered_in_the_order_in_which_they_were_recorded(scratch: Store, tmp_path: Path) -> None:
    rows = tiny_world()
    late = record("late", caseId="c1", status="OPEN", validTo="2026-02-01") | {"recordedAt": "2026-02-03"}
    early = record("early", caseId="c1", status="OPEN", validTo="2026-02-01") | {"recordedAt": "2025-12-01"}
    rows["CaseState"] = [late, *rows["CaseState"], early]
    await imported(scratch, tmp_path, rows)
    found = await scratch.rows("MATCH (n:Record {caseId: 'c1'}) RETURN n.id AS id, n.seq AS seq ORDER BY seq")
    assert [row["seq"] for row in found] == list(range(1, 10))
    assert (found[0]["id"], found[-1]["id"]) == ("early", "late")


async def test_loading_twice_changes_nothing(scratch: Store, tmp_path: Path) -> None:
    await imported(scratch, tmp_path, tiny_world())
    before = await everything(scratch)
    again = await imported(scratch, tmp_path, tiny_world())
    assert moved(again) == {}
    assert sum(count.same for count in again.counts.values()) == again.rows
    assert await everything(scratch) == before


async def test_key_order_and_nulls_make_no_other_row(scratch: Store, tmp_path: Path) -> None:
    await imported(scratch, tmp_path, tiny_world())
    turned: Rows = {
        label: [dict(reversed([*row.items(), ("source", row.get("source"))])) for row in rows]
        for label, rows in tiny_world().items() if label != "Neighbour"
    }  # fmt: skip
    assert moved(await imported(scratch, tmp_path, turned)) == {}


async def test_a_row_that_gains_an_end_closes_the_record(scratch: Store, tmp_path: Path) -> None:
    await imported(scratch, tmp_path, tiny_world())
    ended = changed(tiny_world(), "Involvement", "i1", validTo="2026-03-01")
    assert moved(await imported(scratch, tmp_path, ended)) == {"Involvement": (0, 1)}
    [node] = await versions(scratch, "i1")
    assert (node["validTo"], node["endKnownAt"]) == (parse_moment("2026-03-01"), NOON.now())
    assert moved(await imported(scratch, tmp_path, ended)) == {}
    assert await violations(scratch) == []


async def test_a_changed_row_is_a_correction_of_the_same_fact(scratch: Store, tmp_path: Path) -> None:
    await imported(scratch, tmp_path, tiny_world())
    other = changed(tiny_world(), "Involvement", "i1", holder="GM2", role="AFTERCARE_COORDINATOR")
    assert moved(await imported(scratch, tmp_path, other)) == {"Involvement": (0, 1)}
    old, new = await versions(scratch, "i1")
    assert (old["retractedAt"], new["recordedAt"], old["positionId"]) == (NOON.now(), NOON.now(), "q1")
    assert (new["organisationId"], "positionId" in new, new["seq"]) == ("GM2", False, 8)
    assert moved(await imported(scratch, tmp_path, other)) == {}
    back = await imported(scratch, tmp_path, tiny_world())
    assert moved(back) == {"Involvement": (0, 1)}
    assert [n["organisationId"] for n in await versions(scratch, "i1")] == ["PI1", "GM2", "PI1"]
    assert await violations(scratch) == []


async def test_a_new_version_in_the_folder_takes_the_place_of_the_old_one(scratch: Store, tmp_path: Path) -> None:
    await imported(scratch, tmp_path, tiny_world())
    rows = changed(tiny_world(), "Involvement", "i1", retractedAt="2026-03-01")
    new = record("i1b", fact="i1", caseId="c1", holder="q2", role="MENTOR", frame="PBW_18A", endsWith="OPEN")
    rows["Involvement"].append(new | {"sourceId": "i1", "recordedAt": "2026-03-01"})
    assert moved(await imported(scratch, tmp_path, rows)) == {"Involvement": (1, 1)}
    old, current = await versions(scratch, "i1")
    assert (old["id"], old["retractedAt"], current["id"]) == ("i1", parse_moment("2026-03-01"), "i1b")
    before = await everything(scratch)
    assert moved(await imported(scratch, tmp_path, rows)) == {}
    assert await everything(scratch) == before
    assert await violations(scratch) == []


async def test_direction_that_was_handed_over_at_the_source_is_handed_over_here(scratch: Store, tmp_path: Path) -> None:
    await imported(scratch, tmp_path, tiny_world())
    rows = changed(tiny_world(), "Direction", "d1", validTo="2026-03-01", endKnownAt="2026-03-01")
    rows["Direction"].append(record("d1b", caseId="c1", holder="GM1", validFrom="2026-03-01"))
    assert moved(await imported(scratch, tmp_path, rows)) == {"Direction": (1, 1)}
    found = await scratch.one("MATCH (h)-[:DIRECTS]->(:Direction {currentCase: 'c1'}) RETURN h.id AS id")
    assert found == {"id": "GM1"}
    assert await violations(scratch) == []


async def test_a_correction_made_here_stands_until_the_source_changes(scratch: Store, tmp_path: Path) -> None:
    await imported(scratch, tmp_path, tiny_world())
    kind = KINDS["Involvement"]
    await correct_record(
        scratch, NOON, "q1", kind, "i1", changes={"role": "MENTOR"}, case_id="c1", expected=7
    )  # fmt: skip
    assert moved(await imported(scratch, tmp_path, tiny_world())) == {}
    assert [n["role"] for n in await versions(scratch, "i1")] == ["CASE_MANAGER", "MENTOR"]
    await imported(scratch, tmp_path, changed(tiny_world(), "Involvement", "i1", role="MEDICAL"))
    assert [n["role"] for n in await versions(scratch, "i1")] == ["CASE_MANAGER", "MENTOR", "MEDICAL"]


async def test_a_changed_thing_and_a_changed_link_are_renewed(scratch: Store, tmp_path: Path) -> None:
    await imported(scratch, tmp_path, tiny_world())
    rows = changed(tiny_world(), "Organisation", "PI1", name="PI Nieuw", municipality="GM2", capacity=None)
    rows["Neighbour"][0]["distanceKm"] = 9.0
    assert moved(await imported(scratch, tmp_path, rows)) == {"Organisation": (0, 1), "Neighbour": (0, 1)}
    found = await scratch.one(
        "MATCH (n:Prison {id: 'PI1'})-[:LOCATED_IN]->(m) RETURN n.nameFolded AS name, n.capacity AS c,"
        " collect(m.id) AS m"
    )
    assert found == {"name": "pi nieuw", "c": None, "m": ["GM2"]}
    link = await scratch.one("MATCH ()-[r:NEIGHBOUR_OF]->() RETURN collect(r.distanceKm) AS km")
    assert link == {"km": [9.0]}
    assert await violations(scratch) == []


async def test_records_without_a_case_are_corrected_too(scratch: Store, tmp_path: Path) -> None:
    await imported(scratch, tmp_path, tiny_world())
    rows = changed(tiny_world(), "PositionState", "qs1", function="MENTOR")
    assert moved(await imported(scratch, tmp_path, rows)) == {"PositionState": (0, 1)}
    assert [n["function"] for n in await versions(scratch, "qs1")] == ["CASE_MANAGER", "MENTOR"]
    assert moved(await imported(scratch, tmp_path, rows)) == {}


async def test_a_second_world_hangs_on_what_the_store_holds(scratch: Store, tmp_path: Path) -> None:
    await imported(scratch, tmp_path, tiny_world())
    more: Rows = {
        "Detention": [{"id": "det1", "caseId": "c1", "person": "p1", "startedOn": "2026-01-05"}],
        "Stay": [record("stay1", caseId="c1", detention="det1", prison="PI1", regime="REMAND")],
    }
    assert moved(await imported(scratch, tmp_path, more)) == {"Detention": (1, 0), "Stay": (1, 0)}
    assert await violations(scratch) == []


async def test_two_imports_at_once_load_a_world_once(scratch: Store, tmp_path: Path) -> None:
    folder = write(tmp_path, tiny_world())
    reports = await asyncio.gather(*(load(scratch, NOON, folder) for _ in range(2)))
    assert [report.problems for report in reports] == [[], []]
    found = await scratch.one("MATCH (n:Record) RETURN count(n) AS n, count(DISTINCT n.fact) AS facts")
    assert found == {"n": 17, "facts": 17}
    assert await violations(scratch) == []
    assert moved(await load(scratch, NOON, folder)) == {}


async def test_an_import_that_was_killed_is_repaired_by_importing_again(
    scratch: Store, tmp_path: Path, connection: Connection
) -> None:
    rows = many_cases()
    folder = write(tmp_path, rows)
    command = """
import asyncio, sys
from pathlib import Path
from graph.clock import FixedClock
from graph.store import Store
from seeds.importing import cases, load, things
things.BATCH = cases.CASE_BATCH = 40
async def main():
    uri, user, password, folder = sys.argv[1:]
    async with Store.open(uri, user, password) as store:
        def tell(progress):
            print(progress.stage, progress.done, flush=True)
        await load(store, FixedClock(1773140400000), Path(folder), tell)
asyncio.run(main())
"""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", command, connection.uri, connection.user, connection.password, str(folder),
        stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    half = sum(map(len, rows.values())) // 2
    while line := await process.stdout.readline():
        stage, done = line.split()
        if stage == b"loading" and int(done) > half:
            os.kill(process.pid, signal.SIGKILL)
            break
    await process.wait()
    assert process.returncode == -signal.SIGKILL
    found = await violations(scratch)
    assert {one.rule for one in found} <= {"an open case has no direction"}  # whole cases may be missing, no parts
    report = await imported(scratch, folder, rows)
    assert 0 < sum(count.same for count in report.counts.values()) < report.rows
    assert await violations(scratch) == []
    counted = await scratch.one("MATCH (n:Record) RETURN count(n) AS n")
    assert counted == {"n": sum(len(rows[label]) for label in rows if label in KINDS and KINDS[label].record)}
    assert moved(await imported(scratch, folder, rows)) == {}


def many_cases() -> Rows:
    """The tiny world with 60 more cases."""
    rows = tiny_world()
    for number in range(60):
        case = {"caseId": f"k{number}"}
        rows["Person"].append({"id": f"kp{number}"})
        rows["Case"].append({"id": f"k{number}", "kind": "PERSON", "frame": "PBW_18A", "persons": [f"kp{number}"]})
        rows["CaseState"].append(record(f"kc{number}", **case, status="OPEN"))
        rows["Direction"].append(record(f"kd{number}", **case, holder="PI1"))
        rows["Meeting"].append(record(f"km{number}", **case, kind="MDO", heldOn="2026-02-01", attended=["q1", "q2"]))
    return rows


async def test_the_example_of_the_document_is_a_world(scratch: Store, tmp_path: Path) -> None:
    write_example(DOCUMENT, tmp_path / "example")
    report = await load(scratch, NOON, tmp_path / "example", strict=True)
    assert report.problems == []
    assert report.counts["PersonName"].new == 2
    assert await violations(scratch) == []


def test_the_document_is_what_the_catalogue_says() -> None:
    assert world_format() == DOCUMENT
