"""One invented detention told in a few lines, as the rules of the clock see it; no database.

    told = ToldCourse().detained(expected=200).add("Meeting", 20, kind="MDO")
    told.judged("clock.first-mdo", at=30).outcome

Days are numbers from the day of arrival, 5 January 2026 unless said otherwise.
"""

from dataclasses import fields, replace
from datetime import date, timedelta

from analytics.clock.clocks import Entry, clocks
from analytics.findings.judging import judgements
from graph.case_records import CaseRecords, DetentionThing, Holder, PlanThings, Record
from graph.dossiers import Dossier
from graph.model.catalogue import KINDS
from graph.model.kinds import FieldClass, Type
from graph.times import start_of_day

ARRIVAL = date(2026, 1, 5)
HOUR = 3_600_000
ALL = frozenset(FieldClass)
RESPONSIVITY = {"SCIL", "REFLECTOR", "LANGUAGE_METER"}

HOLDERS = {
    "GM1": ("MUNICIPALITY", None),
    "RN": ("PROBATION", None),
    "PI": ("PRISON", None),
    "WON": ("HOUSING", None),
    "house": ("PRISON", None),
    "manager": ("PRISON", "CASE_MANAGER"),
    "mentor": ("PRISON", "MENTOR"),
    "newcomer": ("PRISON", ""),
    "coordinator": ("MUNICIPALITY", "AFTERCARE_COORDINATOR"),
    "adviser": ("PROBATION", "PROBATION_ADVISER"),
    "supervisor": ("PROBATION", "SUPERVISION_OFFICER"),
}


def holders(prefix=""):
    found = {}
    for id, (kind, function) in HOLDERS.items():
        functions = ((None, None, 0, None, function),) if function else ()
        name = f"name of {id}" if function is not None else None
        organisation = prefix + (id if id == "house" else f"org-{kind}")
        found[prefix + id] = Holder(
            prefix + id, organisation, kind.title(), kind, name and f"{prefix}w-{id}", name, functions
        )
    return found


class ToldCourse:
    """One case of one person under construction."""

    def __init__(self, arrival=ARRIVAL, prefix=""):
        self.arrival, self.prefix = arrival, prefix
        self.records, self.detentions, self.left = [], [], {}

    def moment(self, day, hours=0):
        return None if day is None else start_of_day(self.arrival + timedelta(days=day)) + hours * HOUR

    def detained(
        self, start=0, *, expected=None, released=None, reporter=None, supervision="UNKNOWN", id="d1", certainty=None
    ):
        self.detentions.append(DetentionThing(self.prefix + id, self.prefix + "person", self.moment(start)))
        said = {
            "supervisionFollows": supervision,
            "certainty": certainty or ("UNKNOWN" if expected is None else "FIXED"),
        }
        if reporter is not None:
            said["selfReporter"] = reporter
        self.add("DetentionState", start, until=released, detention=id, status="INSIDE", expectedEnd=expected, **said)
        if released is not None:
            self.add("DetentionState", released, detention=id, status="RELEASED", expectedEnd=released, **said)
        return self

    def add(self, record, day=None, /, *, until=None, recorded=None, retracted=None, of_class=None, **said):
        """A record that starts on a day; `said` are its properties and its ends, moments as days."""
        form, values, ends = KINDS[record], {}, {}
        edges = {edge.field for edge in form.edges}
        moments = {one.name for one in form.properties if one.type is Type.MOMENT}
        for name, value in said.items():
            if name in edges or name == "from_":
                many = value if isinstance(value, list) else [value]
                ends[name.rstrip("_")] = tuple(self.prefix + one for one in many)
            elif value is not None:
                values[name] = (
                    self.moment(value, 12)
                    if name in moments and name != "expectedEnd"
                    else (self.moment(value) if name in moments else value)
                )
        if "person" in edges:
            ends.setdefault("person", (self.prefix + "person",))
        known = self.moment(day if recorded is None else recorded)
        number = len(self.records) + 1
        self.records.append(
            Record(
                f"{self.prefix}r{number:03}", f"{self.prefix}f{number:03}", record, self.prefix + "case",
                of_class or (FieldClass.RESPONSIVITY if said.get("instrument") in RESPONSIVITY else form.field_class),
                self.moment(day), self.moment(until), None,
                self.moment(-3_000) if known is None else known, self.moment(retracted), "told", values, ends,
            )
        )  # fmt: skip
        return self

    def leaves(self, holder, day):
        """The position of somebody ends on a day."""
        self.left[self.prefix + holder] = self.moment(day)
        return self

    def _holders(self):
        found = holders(self.prefix)
        for id, end in self.left.items():
            (start, _, recorded, retracted, function), *_ = found[id].functions
            found[id] = replace(found[id], functions=((start, end, recorded, retracted, function),))
        return found

    def whole(self):
        return CaseRecords(
            self.prefix + "case", (self.prefix + "person",), tuple(self.records), self._holders(), {},
            tuple(self.detentions), PlanThings(), {}, {}, {},
        )  # fmt: skip

    def dossier(self, released=ALL):
        whole = self.whole()
        shown = replace(
            whole,
            records=tuple(one for one in whole.records if one.field_class in released),
            detentions=whole.detentions if FieldClass.COURSE in released else (),
        )
        said = {
            "case_id": whole.case_id, "person_ids": whole.person_ids, "records": shown, "whole": whole,
            "released": frozenset(released), "kept": (),
        }  # fmt: skip
        return Dossier(**{one.name: said.get(one.name) for one in fields(Dossier)})

    def clock(self, at, *, hours=12, known=None, released=ALL):
        dossier = self.dossier(released)
        moment = self.moment(at, hours)
        (found,) = clocks(
            dossier, dossier.records.view(moment, self.moment(3_000) if known is None else self.moment(known))
        )
        return found

    def findings(self, at, *, hours=12, known=3_000, released=ALL):
        """What every rule says of the case, by the id of the rule."""
        dossier = self.dossier(released)
        view = dossier.records.view(self.moment(at, hours), self.moment(known))
        return {one.rule.id: one for one in judgements(dossier, view)}

    def judged(self, rule, at, **more) -> Entry:
        return next(one for one in self.clock(at, **more).entries if one.rule.id == rule)
