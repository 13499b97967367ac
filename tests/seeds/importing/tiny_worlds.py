"""Tiny worlds told row by row."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

Rows = dict[str, list[dict[str, Any]]]

SPOKEN = {"source": "test", "recordedAt": "2026-01-05", "validFrom": "2026-01-05"}


def record(id_: str, **values: Any) -> dict[str, Any]:
    """A record's row with an origin and times."""
    return {"id": id_, "sourceId": id_, **SPOKEN, **values}


def tiny_world() -> Rows:
    """Two persons, each with a case, a prison's case manager on both; a plan with a goal; two municipalities."""
    rows: Rows = {
        "Region": [{"id": "R1", "kind": "SAFETY_REGION", "name": "Regio"}],
        "Organisation": [
            {"id": "PI1", "kind": "PRISON", "name": "PI Één", "municipality": "GM1", "capacity": 10},
            {"id": "GM1", "kind": "MUNICIPALITY", "name": "Eerste Gemeente", "regions": ["R1"]},
            {"id": "GM2", "kind": "MUNICIPALITY", "name": "Tweede Gemeente", "regions": ["R1"]},
        ],
        "Professional": [{"id": "w1", "name": "Noor van Dam"}, {"id": "w2", "name": "Ilse Çelik"}],
        "Position": [
            {"id": "q1", "professional": "w1", "organisation": "PI1"},
            {"id": "q2", "professional": "w2", "organisation": "GM1"},
        ],
        "PositionState": [
            record("qs1", position="q1", function="CASE_MANAGER"),
            record("qs2", position="q2", function="AFTERCARE_COORDINATOR"),
        ],
        "Neighbour": [{"from": "GM1", "to": "GM2", "relation": "ADJACENT", "distanceKm": 7.5}],
        "Agreement": [record("g1", kind="COVERS_AFTERCARE", covers="GM1", covered=["GM2"])],
    }
    for n in ("1", "2"):
        case = {"caseId": f"c{n}"}
        told: Rows = {
            "Person": [{"id": f"p{n}", "birthDate": "1990-05-17"}],
            "Case": [{"id": f"c{n}", "kind": "PERSON", "frame": "PBW_18A", "persons": [f"p{n}"]}],
            "CaseState": [record(f"cs{n}", **case, status="OPEN")],
            "Direction": [record(f"d{n}", **case, holder="q1")],
            "Involvement": [
                record(f"i{n}", **case, holder="q1", role="CASE_MANAGER", frame="PBW_18A", endsWith="RELEASE"),
                record(f"j{n}", **case, holder="GM1", role="AFTERCARE_COORDINATOR", frame="PBW_18A", endsWith="OPEN"),
            ],
            "PersonName": [record(f"n{n}", **case, person=f"p{n}", givenName="Sém", familyName="Bos")],
            "Plan": [{"id": f"plan{n}", **case}],
            "Goal": [{"id": f"goal{n}", **case, "plan": f"plan{n}"}],
            "GoalState": [record(f"gs{n}", **case, goal=f"goal{n}", text="Een huis", kind="OWN_WISH", status="OPEN")],
            "Meeting": [record(f"m{n}", **case, kind="MDO", heldOn="2026-02-01T10:00:00+01:00", attended=["q1", "q2"])],
        }
        for label, added in told.items():
            rows.setdefault(label, []).extend(added)
    return rows


def write(folder: Path, rows: Rows, *, manifest: dict[str, Any] | None = None) -> Path:
    """Write a world folder anew."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.jsonl"):
        old.unlink()
    for label, given in rows.items():
        (folder / f"{label}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in given), "utf-8")
    told = manifest or {"format": "casusregie-world/1", "name": "tiny", "invented": True, "today": "2026-03-10"}
    (folder / "world.json").write_text(json.dumps(told), "utf-8")
    return folder


def changed(rows: Rows, label: str, id_: str, **values: Any) -> Rows:
    """The same world with one row changed; None takes a value away."""
    copy = deepcopy(rows)
    for row in copy[label]:
        if row["id"] == id_:
            row.update(values)
    return copy
