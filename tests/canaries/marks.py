"""Marks: one in every personal value of a world, and who may see each, by the oracle of the policy.

What nobody is ever shown is marked too: a mark of it must turn up nowhere.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from rights import Rights, begin, end, known
from world_rows import World, milliseconds

from graph.times import parse_moment

PATTERN = re.compile(r"kx\d{5}x|19[0-3]\d-\d\d-\d\d|203\d-\d\d-\d\d")
_FIRST_BIRTH, _FIRST_RELEASE = date(1901, 1, 1), date(2031, 1, 1)


@dataclass
class Asking:
    """One actor at one moment, with the rights on every case asked about, worked out once."""

    world: World
    actor: object
    now: int
    rights: dict = field(default_factory=dict)

    def on(self, case) -> Rights:
        if case not in self.rights:
            self.rights[case] = Rights(self.world, self.actor, case, self.now)
        return self.rights[case]

    def drawn_ties(self, case):
        """Ties that a network draws: the person's own that are released, and those one step on."""
        on = self.on(case)
        ties = [row for row in self.world.where("Tie", "caseId", case) if "retractedAt" not in row]
        seen = [row for row in ties if on.sees(on.class_of_contact(row["to"], row.get("from")))]
        near = {row["to"] for row in seen if "from" not in row}
        return [row for row in seen if "from" not in row or near & {row["to"], row["from"]}]


@dataclass(frozen=True)
class Mark:
    """A marked value: who may see it, and who `gets` it by asking for all there is; `shown` says that the schema has a
    place for it. Of several marks `of` one thing, such as the names that several cases give a person, one is shown.
    """

    text: str
    what: str
    may_see: Callable[[Asking], bool]
    shown: bool
    of: str
    gets: Callable[[Asking], bool]


def mark(rows) -> list[Mark]:
    """Put a mark in every personal value of a world's rows, in place; answers the marks."""
    found: list[Mark] = []
    cases = [row for label, row in rows if label == "Case"]

    sources: dict[str, str] = {}

    def put(row, key, what, may_see, *, shown=True, text=None, of=None, gets=None):
        text = text or f"kx{len(found):05d}x"
        if key == "source":  # all versions of a fact have one source
            text = sources.setdefault(row.get("fact") or row["id"], text)
        row[key] = text
        shown = shown and "retractedAt" not in row
        found.append(
            Mark(text, f"{what}.{key} {row['id']}", may_see, shown, f"{of or row['id']}.{key}", gets or may_see)
        )

    for label, row in rows:
        if label == "Person":
            own = [case["id"] for case in cases if row["id"] in case["persons"]]
            day = (_FIRST_BIRTH + timedelta(days=3 * len(found))).isoformat()
            put(row, "birthDate", label, lambda by, own=own: any(by.on(one).sees("IDENTITY") for one in own), text=day)
        elif label == "Professional":
            contact = _is_contact(row["id"])
            put(
                row, "name", label, lambda by, contact=contact: _sees_professionals(by) or contact(by),
                gets=_sees_professionals,
            )  # fmt: skip
        elif label == "PersonName":
            for key in ("givenName", "familyName", "skn"):
                put(row, key, label, _identity_on_form(row), of=row["person"])
        elif label == "ContactState":
            put(row, "name", label, _sees_contact(row))
        if row.get("caseId") and ("source" in row or label in _GETS):
            gets = _GETS[label](row) if label in _GETS else _sees_now(label, row) if label in IN_PICTURE else None
            put(row, "source", label, _sees(label, row), shown=gets is not None, gets=gets)
        for key in ("ground", "text", "address"):
            if key in row:
                put(row, key, label, _sees(label, row), shown=False)
        if label == "DetentionState" and row.get("status") == "INSIDE" and row.get("expectedEnd"):
            day = (_FIRST_RELEASE + timedelta(days=3 * len(found))).isoformat()
            now = "validTo" not in row
            put(row, "expectedEnd", label, lambda by, row=row: _course_on_form(by, row), text=day, shown=now)
    return found


def marks_in(text: str) -> set[str]:
    """The marks that stand in a text. A last day that counts is the day before the day itself."""
    found = set(PATTERN.findall(text))
    return found | {(date.fromisoformat(one) + timedelta(days=1)).isoformat() for one in found if one.startswith("203")}


def _sees_professionals(by: Asking) -> bool:
    nobody = by.actor.function in ("SUBJECT", "OPERATOR", "STEERING_MEMBER", "ANALYST")
    return by.actor.purpose not in ("OPERATIONS", "STEERING") and not nobody


def _is_contact(professional):
    """Who directs an own case, or spoke the person and is involved in it now, is named in the person's own view."""

    def is_contact(by: Asking) -> bool:
        if by.actor.function != "SUBJECT":
            return False
        world, now = by.world, by.now
        positions = {row["id"] for row in world.where("Position", "professional", professional)}

        def theirs(label, field, case):
            own = [row for row in world.where(label, "caseId", case) if row.get(field) in positions]
            return [row for row in own if known(row, now) and by.on(case).sees_record(label, row)]

        def in_force(row):
            return begin(row) <= now < end(row, now)

        def spoke(row):
            at = row["heldOn"] if isinstance(row["heldOn"], int) else milliseconds(row["heldOn"])
            return row["kind"] != "NO_SHOW" and at <= now

        return any(
            any(map(in_force, theirs("Direction", "holder", case["id"])))
            or (
                any(map(spoke, theirs("ContactMoment", "by", case["id"])))
                and any(map(in_force, theirs("Involvement", "holder", case["id"])))
            )
            for case in world.of("Case")
            if case["kind"] == "PERSON" and by.actor.professional in case["persons"]
        )

    return is_contact


def _identity_on_form(row):
    return lambda by: by.on(row["caseId"]).sees("IDENTITY", form="FIELD")


def _course_on_form(by: Asking, row) -> bool:
    return by.on(row["caseId"]).sees("COURSE", form="FIELD")


def _sees_contact(row):
    def may_see(by: Asking) -> bool:
        on = by.on(row["caseId"])
        around = {end for tie in by.drawn_ties(row["caseId"]) for end in (tie["to"], tie.get("from"))}
        return row["contact"] in around and on.sees(on.class_of_contact(row["contact"]))

    return may_see


def _sees(label, row):
    return lambda by: by.on(row["caseId"]).sees_record(label, row)


def _sees_now(label, row):
    """What may be seen of what is known by now."""
    return lambda by: parse_moment(row["recordedAt"]) <= by.now and by.on(row["caseId"]).sees_record(label, row)


IN_PICTURE = {
    "LegalTitle", "Assessment", "InstrumentResult", "AdviceRequest", "Referral", "Meeting", "ContactMoment", "Notice",
    "Handover", "Consent", "ContactRule", "Note", "ConductReport",
}  # fmt: skip
"""Kinds that a case picture shows all of, over or not, besides those that a network draws."""

_GETS = {
    "Involvement": lambda row: lambda by: by.on(row["caseId"]).sees_involvement(row),
    "Tie": lambda row: lambda by: row["fact"] in {tie["fact"] for tie in by.drawn_ties(row["caseId"])},
    "Stay": lambda row: lambda by: by.on(row["caseId"]).sees("COURSE"),
    "Residence": lambda row: lambda by: by.on(row["caseId"]).sees("COURSE"),
    "Intervention": lambda row: lambda by: by.on(row["caseId"]).sees_intervention(row),
}
