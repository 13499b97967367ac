"""What one actor may see of one case, from the files of a world: the facts are gathered here, the oracle answers.

It shares no code with `graph`: the rules are those of `tests/policy/oracle.cedar`, written from the access document.
"""

from types import SimpleNamespace

import oracle
from world_rows import NEVER

PURPOSE_OF_FRAME = {
    "PBW_18A": "REINTEGRATION",
    "PBW_18B": "RISK_MANAGEMENT",
    "WGS_SAFETY_HOUSE": "SAFETY_HOUSE_CASE",
    "TREATMENT": "CARE",
    "CONSENT": "VOLUNTARY_SUPPORT",
    "MUNICIPAL_TASK": "MUNICIPAL_DEBT_HELP",
}
NOTHING = {
    "organisation": None, "organisation_kind": None, "purpose": None, "author_function": None, "reader": None,
    "form": None, "subjects_contact": False, "sealed": False, "expired": False, "elsewhere": False, "disclosed": (),
}  # fmt: skip
CLASS_OF_KIND = {
    "PersonName": "IDENTITY", "PersonAddress": "CONTACT", "PersonStatus": "TITLE", "CaseState": "COURSE",
    "Residence": "COURSE", "ContactRule": "COURSE", "DetentionState": "COURSE", "Stay": "COURSE", "Notice": "COURSE",
    "LegalTitle": "TITLE", "AdviceRequest": "TITLE", "Assessment": "CONDITION", "InstrumentResult": "RISK_SUMMARY",
    "Intervention": "PLAN", "Referral": "PLAN", "Meeting": "PLAN", "ContactMoment": "PLAN", "PlanState": "PLAN",
    "PlanAgreement": "PLAN", "GoalState": "PLAN", "ActionState": "PLAN", "Involvement": "PLAN", "Direction": "PLAN",
    "BudgetContribution": "PLAN", "BudgetExpense": "PLAN", "BudgetAnswer": "PLAN",
    "ConductReport": "CONDUCT",
    "ScreeningFormPart1": "NOTE", "ScreeningFormPart2": "NOTE", "ScreeningDecision": "NOTE",
    "Handover": "PLAN", "Consent": "COURSE", "TreatmentRelation": "HEALTH", "RiskIndication": "RISK",
}  # fmt: skip
"""The class of each kind of record, from the list of classes in the access document."""

HOLDERS = ("holder", "by", "owner", "from", "to", "attended", "receivers", "giver", "prison", "municipality",
           "tookPart")  # fmt: skip
"""Fields that may name a position or an organisation."""

ON_FORM = {
    "PersonName", "DetentionState", "LegalTitle", "AdviceRequest", "InstrumentResult", "PersonStatus",
    "ScreeningFormPart1", "ScreeningFormPart2", "ScreeningDecision",
}  # fmt: skip
"""Kinds that parts 1 to 3 of the selection form ask for."""

SCREENED = ("ScreeningFormPart1", "ScreeningFormPart2", "ScreeningDecision")
"""The parts of the form itself, each of one detention."""

TREATMENT_OFFERS = {"ADDICTION_CARE", "MENTAL_HEALTH_CARE", "FORENSIC_CARE", "LVB_CARE"}


def known(row, moment):
    return row["recordedAt"] <= moment < row.get("retractedAt", NEVER)


def begin(row):
    return row.get("validFrom", -NEVER)


def end(row, moment):
    return row.get("validTo", NEVER) if row.get("endKnownAt", 0) <= moment else NEVER


def _listed(ends):
    return ends if isinstance(ends, list) else [] if ends is None else [ends]


class Rights:
    """One actor on one case at one moment."""

    def __init__(self, world, actor, case, now):
        self.world, self.actor, self.case, self.now = world, actor, world.thing("Case", case), now
        self.facts = self._facts()
        self._answers = {}

    @property
    def exists(self):
        return self.answer("COURSE", form="FIELD") != "hidden"

    def answer(self, field_class, **datum):
        """ "release", "hidden" or a reason."""
        key = field_class, *sorted(datum.items())
        if key not in self._answers:
            self.facts.datum = SimpleNamespace(**{**NOTHING, **datum})
            self._answers[key] = oracle.answer(self.actor, field_class, self.facts, self.now)
        return self._answers[key]

    def sees(self, field_class, **datum):
        return self.answer(field_class, **datum) == "release"

    def name_of_professional(self, id):
        named = self.sees("WORK") and self.actor.function != "SUBJECT"
        return self.world.thing("Professional", id)["name"] if named else None

    # Classes of records: the strictest of the ends.

    def is_care(self, holder, role=None):
        """Whether a position or organisation is of a care provider, or of a medical function."""
        position = self.world.thing("Position", holder)
        organisation = position["organisation"] if position else holder
        functions = {row["function"] for row in self.world.where("PositionState", "position", holder)}
        kind = self.world.thing("Organisation", organisation)["kind"]
        return kind == "CARE_PROVIDER" or "MEDICAL" in {role, *functions}

    def sees_involvement(self, row):
        """An involvement or direction. One that only an 18b indication brings tells of it, which is RISK."""
        tells = row.get("frame") == "PBW_18B" or row.get("role") == "RISK_DELEGATE"
        if tells and self.actor.purpose != "RISK_MANAGEMENT" and not self.sees("RISK"):
            return False
        if not self.is_care(row["holder"], row.get("role")) and row.get("frame") != "TREATMENT":
            return self.sees("PLAN")
        return self.sees("HEALTH", **self._origin(row["holder"], PURPOSE_OF_FRAME.get(row.get("frame"), "CARE")))

    def sees_intervention(self, row):
        offer = self.world.thing("ServiceOffer", row["offer"])
        if not self.is_care(offer["organisation"]) and offer["kind"] not in TREATMENT_OFFERS:
            return self.sees("PLAN")
        return self.sees("HEALTH", **self._origin(offer["organisation"], "CARE"))

    def sees_record(self, label, row):
        """Any record of a case, by its kind, its content and who stands at its ends: all its classes must open it."""
        kind = CLASS_OF_KIND.get(label)
        holders = [id for field in HOLDERS for id in _listed(row.get(field)) if self._stands_somewhere(id)]
        care = [id for id in holders if self.is_care(id)]
        offer = self.world.thing("ServiceOffer", row["offer"]) if "offer" in row else None
        if offer and (self.is_care(offer["organisation"]) or offer["kind"] in TREATMENT_OFFERS):
            care.append(offer["organisation"])
        if label in ("Tie", "ContactState", "TieReading"):
            of = self.class_of_contact(*(row[field] for field in ("to", "from", "contact") if field in row))
            reader = {"reader": row["reader"]} if label == "TieReading" else {}
            return self.sees(of, **reader) and (not care or self.sees("HEALTH", **self._from(care, "CARE")))
        if label == "Disclosure":  # of the log the person sees all but names
            return self.actor.function == "SUBJECT" and self.exists
        if label == "Note":
            return self.sees("NOTE", **self._note(row))
        if label == "Involvement" and not self.sees_involvement(row):
            return False
        if label == "InstrumentResult" and row["instrument"] in ("SCIL", "REFLECTOR", "LANGUAGE_METER"):
            kind = "RESPONSIVITY"
        if label == "Consent" and "HEALTH" in row["classes"]:
            kind = "HEALTH"
        if label == "DetentionState" and not self.present(row["detention"]):
            return False
        if label in ("Stay", "LegalTitle", *SCREENED) and not self.present(row["detention"]):
            return False
        if label in SCREENED:
            author = min([*_listed(row.get("by")), *_listed(row.get("tookPart"))])
            return self.sees("NOTE", form="FIELD", author_function=self._function_then(author, row))
        if kind is None:
            return False
        if care or kind == "HEALTH" or row.get("role") == "MEDICAL" or row.get("frame") == "TREATMENT":
            purpose = PURPOSE_OF_FRAME.get(row.get("frame"), "CARE")
            return self.sees("HEALTH", **self._from(care or holders, purpose))
        if kind == "RISK":
            return self.sees("RISK", **self._from(holders, "RISK_MANAGEMENT"))
        return self.sees(kind, **({"form": "FIELD"} if label in ON_FORM else {}))

    def _stands_somewhere(self, id):
        return self.world.thing("Position", id) or self.world.thing("Organisation", id)

    def present(self, detention):
        """On the screening list only the detention with a stay in force is shown; elsewhere every one."""
        if self.actor.purpose != "SCREENING":
            return True
        return any(
            known(row, self.now) and self._holds(row) for row in self.world.where("Stay", "detention", detention)
        )

    def _from(self, holders, purpose):
        """Of several organisations at the ends the own one counts, else the first."""
        found = {self._organisation(id): id for id in sorted(holders, reverse=True)}
        if not found:
            return {}
        return self._origin(found.get(self.actor.organisation) or found[min(found)], purpose)

    def _note(self, row):
        return {
            **self._origin(row["by"], row["purpose"]),
            "author_function": self._function_then(row["by"], row),
        }

    def _function_then(self, position, row):
        """The function of a position when it wrote something."""
        moment = row.get("validFrom", row["recordedAt"])
        states = sorted(self.world.where("PositionState", "position", position), key=begin)
        begun = [one for one in states if begin(one) <= moment] or states[:1]
        return begun[-1]["function"] if begun else None

    def class_of_contact(self, *contacts):
        victims = {row["to"] for row in self.world.where("Tie", "caseId", self.case["id"]) if row["kind"] == "VICTIM"}
        return "VICTIM" if victims.intersection(contacts) else "NETWORK"

    def regime(self, row):
        """The regime of a stay as it may be told: a unit for health or for ISD is "prison" to who lacks that class."""
        needs = {"PPC": "HEALTH", "EXTRA_CARE": "HEALTH", "ISD": "TITLE"}.get(row["regime"])
        origin = self._origin(row["prison"], self.actor.purpose)
        return row["regime"] if needs is None or self.sees(needs, **origin) else "PRISON"

    def _origin(self, holder, purpose):
        organisation = self._organisation(holder)
        kind = self.world.thing("Organisation", organisation)["kind"]
        return {"organisation": organisation, "organisation_kind": kind, "purpose": str(purpose)}

    # Facts.

    def _organisation(self, holder):
        position = self.world.thing("Position", holder)
        return position["organisation"] if position else holder

    def _of(self, kind):
        rows = self.world.where(kind, "caseId", self.case["id"])
        return [row for row in rows if known(row, self.now)]

    def _period(self, row):
        until = end(row, self.now)
        return row.get("validFrom"), None if until == NEVER else until

    def _holds(self, row):
        return begin(row) <= self.now < end(row, self.now)

    def _facts(self):
        actor, case, here = self.actor, self.case, self.actor.organisation
        alone = len(case["persons"]) == 1
        states = self._of("CaseState")
        involved = [
            SimpleNamespace(
                organisation=here,
                frame=row["frame"],
                position=row["holder"] if self.world.thing("Position", row["holder"]) else None,
                period=self._period(row),
            )
            for row in self._of("Involvement")
            if self._organisation(row["holder"]) == here
        ]
        return SimpleNamespace(
            position_in_force=bool(self._position_states()),
            outside_cases=False,
            excluded=any(
                row["professional"] == actor.professional and self._holds(row) for row in self._of("Exclusion")
            ),
            case_kind=case["kind"],
            case_frame=case["frame"],
            involvements=involved,
            notices=[
                SimpleNamespace(
                    organisation=here, received_at=row["receivedOn"], assigned_at=self._assigned(row, involved)
                )
                for row in self._of("Notice")
                if row["to"] == here and self._holds(row)
            ],
            stays=[
                SimpleNamespace(prison=row["prison"], period=self._period(row))
                for detention in self._detentions()
                for row in self.world.where("Stay", "detention", detention["id"])
                if known(row, self.now)
            ],
            postings={prison for row in self._position_states() for prison in row.get("postedAt", ())},
            subject=actor.function == "SUBJECT" and case["persons"] == [actor.professional],
            detentions=self._inside(),
            closed=[self._period(row) for row in states if row["status"] == "CLOSED"] if states else None,
            indications=[self._period(row) for row in self._of("RiskIndication")],
            treatments=[
                SimpleNamespace(
                    position=row["by"] if row["by"] == actor.position else None,
                    organisation=row["by"] if row["by"] != actor.position else None,
                    period=self._period(row),
                )
                for row in self._of("TreatmentRelation")
                if alone and row["by"] in (actor.position, here)
            ],
            consents=[
                SimpleNamespace(
                    receivers=set(row["receivers"]),
                    classes=set(row["classes"]),
                    giver=row.get("giver"),
                    period=self._period(row),
                )
                for row in self._of("Consent")
                if alone
            ],
            referrals=[
                SimpleNamespace(giver=self._organisation(row["from"]), receiver=row["to"], period=self._period(row))
                for row in self._of("Referral")
                if row["status"] != "REFUSED"
            ],
            emergency=None,
            datum=None,
        )

    def _position_states(self):
        actor, position = self.actor, self.world.thing("Position", self.actor.position)
        if position is None or (position["professional"], position["organisation"]) != (
            actor.professional,
            actor.organisation,
        ):
            return []
        if self.world.thing("Organisation", actor.organisation)["kind"] != actor.organisation_kind:
            return []
        return [
            row
            for row in self.world.where("PositionState", "position", actor.position)
            if known(row, self.now) and self._holds(row) and row["function"] == actor.function
        ]

    def _assigned(self, notice, involved):
        starts = [
            max(start if start is not None else -NEVER, notice["receivedOn"])
            for one in involved
            for start, until in [one.period]
            if one.position and (until is None or until > notice["receivedOn"])
        ]
        return min(starts, default=None)

    def _detentions(self):
        return [row for person in self.case["persons"] for row in self.world.where("Detention", "person", person)]

    def _inside(self):
        """When the persons of the case were inside; None where nothing is said of a detention."""
        found = []
        for detention in self._detentions():
            states = [
                row for row in self.world.where("DetentionState", "detention", detention["id"]) if known(row, self.now)
            ]
            if not states:
                return None
            releases = [row["validFrom"] for row in states if row["status"] == "RELEASED" and "validFrom" in row]
            for row in states:
                if row["status"] == "INSIDE":
                    out = min([end(row, self.now), *(one for one in releases if one > begin(row))])
                    found.append((row.get("validFrom"), None if out == NEVER else out))
        return found
