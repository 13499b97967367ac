"""Random rows of one case, in the world format: facts in versions, recorded late, corrected, withdrawn and closed."""

from hypothesis import strategies as st

from graph.case_records import CaseRecords, DetentionThing, Holder, Offered, PlanThings, Record, Said
from graph.model.catalogue import KINDS, RECORDS
from graph.times import parse_moment

DAYS = tuple(f"2026-{month:02}-{day:02}" for month in (1, 2, 3) for day in (1, 10, 20))
MOMENTS = tuple(parse_moment(f"{day}T{hour}:00:00+01:00") for day in DAYS for hour in ("00", "15"))
AFTER_ALL = parse_moment("2026-12-01")
PERSONS = ("person-1", "person-2")
_POOL = {
    "Position": ("pos-1", "pos-2", "pos-3"), "Organisation": ("org-1", "org-2"), "Prison": ("org-1",),
    "Municipality": ("org-2",), "Person": PERSONS, "Contact": ("con-1", "con-2"), "Detention": ("det-1", "det-2"),
    "Plan": ("plan-1",), "Goal": ("goal-1", "goal-2"), "Action": ("act-1", "act-2"), "ServiceOffer": ("offer-1",),
    "Professional": ("pro-1",),
}  # fmt: skip
_SAID = ("Confirmation", "Dispute")
_DRAWN = tuple(
    kind for kind in RECORDS if kind.case == "required" and kind.label not in (*_SAID, "Exclusion", "Disclosure")
)


@st.composite
def rows(draw):
    """Rows of a random case: each fact with one to three versions, as they would stand in files."""
    found = []
    for number in range(draw(st.integers(0, 12))):
        kind = draw(st.sampled_from(_DRAWN))
        stamps = sorted(draw(st.sets(st.sampled_from(MOMENTS), min_size=1, max_size=3)))
        withdrawn = draw(st.booleans()) and len(stamps) > 1
        versions = stamps[:-1] if withdrawn else stamps
        same = {edge.field: _ends(draw, edge) for edge in kind.edges if edge.field != "caseId"}
        for place, recorded in enumerate(versions):
            start = draw(st.none() | st.sampled_from(MOMENTS))
            end = draw(st.none() | st.sampled_from([one for one in MOMENTS if start is None or one > start] or [None]))
            learnt = draw(st.none() | st.sampled_from([one for one in MOMENTS if one >= recorded] or [None]))
            row = {"kind": kind.label, "id": f"r{number}-{place}", "fact": f"fact-{number:02}", "recordedAt": recorded}
            row |= {"validFrom": start, "validTo": end, "endKnownAt": learnt if end else None}
            row["retractedAt"] = stamps[place + 1] if place + 1 < len(stamps) else None
            row["values"] = {one.name: _value(draw, one) for one in kind.properties if not one.derived}
            row["ends"] = same if draw(st.booleans()) else {**same, **_again(draw, kind)}
            found.append(row)
    facts = sorted({row["fact"] for row in found})
    said = st.tuples(st.sampled_from(facts or ["none"]), st.sampled_from(MOMENTS), st.none() | st.sampled_from(MOMENTS))
    for number, (fact, at, gone) in enumerate(draw(st.lists(said, max_size=3))):
        label = _SAID[number % 2]
        found.append({"kind": label, "of": fact, "recordedAt": at, "retractedAt": gone if gone and gone > at else None})
    return found


def cut(all_rows, known):
    """The rows as they stood in the files at a moment: later ones are not there, nor later retractions and ends."""
    found = []
    for row in all_rows:
        if row["recordedAt"] > known:
            continue
        row = dict(row)
        if row["retractedAt"] is not None and row["retractedAt"] > known:
            row["retractedAt"] = None
        if row.get("endKnownAt") is not None and row["endKnownAt"] > known:
            row["validTo"] = row["endKnownAt"] = None
        found.append(row)
    return found


def case_of(all_rows):
    """What the guard would have released of these rows, if it released everything."""
    records = tuple(_record(row) for row in all_rows if row["kind"] not in _SAID)
    organisations = {
        id: Holder(id, id, f"Name of {id}", kind) for id, kind in (("org-1", "PRISON"), ("org-2", "MUNICIPALITY"))
    }
    positions = {
        id: Holder(id, at, f"Name of {at}", organisations[at].organisation_kind, f"pro-{id}", f"Name of {id}",
                   ((0, None, 0, None, function),))
        for id, at, function in (
            ("pos-1", "org-1", "CASE_MANAGER"), ("pos-2", "org-2", "DEBT_COUNSELLOR"), ("pos-3", "org-1", "MENTOR")
        )
    }  # fmt: skip
    return CaseRecords(
        case_id="case",
        person_ids=PERSONS,
        records=records,
        holders={**organisations, **positions},
        offers={"offer-1": Offered("offer-1", "Offer", "COACHING", "org-2", "Name of org-2", "MUNICIPALITY")},
        detentions=tuple(DetentionThing(f"det-{n}", person, MOMENTS[0]) for n, person in enumerate(PERSONS, 1)),
        plan=PlanThings(("plan-1",), {"goal-1": "plan-1", "goal-2": "plan-1"}, {"act-1": "goal-1", "act-2": "goal-2"}),
        birth_dates={PERSONS[0]: "1990-05-17"},
        confirmations=_said(all_rows, "Confirmation", None),
        disputes=_said(all_rows, "Dispute", "OPEN"),
    )


def _record(row):
    return Record(
        id=row["id"],
        fact=row["fact"],
        kind=row["kind"],
        case_id="case",
        field_class=KINDS[row["kind"]].field_class,
        valid_from=row["validFrom"],
        valid_to=row["validTo"],
        end_known_at=row["endKnownAt"],
        recorded_at=row["recordedAt"],
        retracted_at=row["retractedAt"],
        source="test",
        values={name: value for name, value in row["values"].items() if value is not None},
        ends={field: ids for field, ids in row["ends"].items() if ids},
    )


def _said(all_rows, kind, status):
    found = {}
    for row in all_rows:
        if row["kind"] == kind:
            said = Said(row["recordedAt"], status, row["recordedAt"], row["retractedAt"])
            found[row["of"]] = (*found.get(row["of"], ()), said)
    return found


def _ends(draw, edge):
    pool = sorted({id for target in edge.targets for id in _POOL.get(target, ())})
    if not pool or (not edge.required and draw(st.booleans())):
        return ()
    return tuple(sorted(draw(st.sets(st.sampled_from(pool), min_size=1, max_size=2 if edge.many else 1))))


def _again(draw, kind):
    """Ends that a correction may change: not of what the fact is about."""
    return {edge.field: _ends(draw, edge) for edge in kind.edges if edge.field in ("by", "owner", "holder", "to")}


def _value(draw, one):
    if not one.required and draw(st.booleans()):
        return None
    if one.values:
        return [draw(st.sampled_from(one.values))] if one.type == "texts" else draw(st.sampled_from(one.values))
    by_type = {
        "moment": st.sampled_from(MOMENTS), "integer": st.integers(1, 3), "number": st.integers(1, 3),
        "flag": st.booleans(), "day": st.just("1990-05-17"), "texts": st.just(["a"]), "text": st.sampled_from("ab"),
    }  # fmt: skip
    return draw(by_type[one.type])
