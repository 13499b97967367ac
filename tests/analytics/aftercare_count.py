"""The aftercare link of every municipality, counted straight from the files of a world. Uses nothing of the product.

Written from the definition, by sets and words of its own: who has a coordinator now, who is reached in one step from
there, who in two; of the rest what is said decides.
"""

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def rows(folder: Path, kind: str) -> list[dict]:
    path = folder / f"{kind}.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def instant(text: str) -> datetime:
    when = datetime.fromisoformat(text)
    return when if when.tzinfo else when.replace(tzinfo=AMSTERDAM)


def believed(row: dict, now: datetime) -> bool:
    recorded, retracted = row.get("recordedAt"), row.get("retractedAt")
    return (not recorded or instant(recorded) <= now) and (not retracted or now < instant(retracted))


def holds(row: dict, now: datetime) -> bool:
    start, end, told = row.get("validFrom"), row.get("validTo"), row.get("endKnownAt")
    if not believed(row, now) or (start and now < instant(start)):
        return False
    return not end or now < instant(end) or bool(told and now < instant(told))


def links(folder: Path, now: datetime) -> dict[str, str]:
    """Municipality to one of LINKED, MISSING, SAID_PRESENT, UNKNOWN."""
    everywhere = {p["id"]: p["organisation"] for p in rows(folder, "Position")}
    works = {
        everywhere[state["position"]]
        for state in rows(folder, "PositionState")
        if state["function"] == "AFTERCARE_COORDINATOR" and holds(state, now)
    }
    covered_by: dict[str, set[str]] = {}
    for agreement in rows(folder, "Agreement"):
        if agreement["kind"] == "COVERS_AFTERCARE" and holds(agreement, now) and agreement.get("covers"):
            for covered in agreement.get("covered") or []:
                if covered != agreement["covers"]:
                    covered_by.setdefault(covered, set()).add(agreement["covers"])
    one_step = {m for m, by in covered_by.items() if by & works}
    two_steps = {m for m, by in covered_by.items() if by & one_step}
    linked = works | one_step | two_steps
    said: dict[str, set[str]] = {}
    for coverage in rows(folder, "Coverage"):
        if coverage["service"] == "AFTERCARE" and holds(coverage, now):
            said.setdefault(coverage["municipality"], set()).add(coverage["status"])
    answer = {}
    for organisation in rows(folder, "Organisation"):
        if organisation["kind"] == "MUNICIPALITY":
            m = organisation["id"]
            heard = said.get(m, set()) - {"UNKNOWN"}
            otherwise = {frozenset({"NONE"}): "MISSING", frozenset({"PRESENT"}): "SAID_PRESENT"}
            answer[m] = "LINKED" if m in linked else otherwise.get(frozenset(heard), "UNKNOWN")
    return answer


def small_first(folder: Path, municipalities: set[str], now: datetime) -> list[str]:
    """Municipalities by inhabitants in the latest year known, fewest first; those without figures last."""
    people: dict[str, tuple[int, int]] = {}
    for year in (row for row in rows(folder, "MunicipalityYear") if believed(row, now)):
        people[year["municipality"]] = max(
            (year["year"], year["inhabitants"]), people.get(year["municipality"], (0, 0))
        )
    return sorted(municipalities, key=lambda m: (people.get(m, (0, 10**9))[1], m))


def in_region(folder: Path, region: str) -> set[str]:
    return {
        o["id"] for o in rows(folder, "Organisation") if o["kind"] == "MUNICIPALITY" and region in o.get("regions", [])
    }
