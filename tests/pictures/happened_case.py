"""A written case in which help is offered too, with a prison, a probation office and a municipality around it."""

from dataclasses import replace

from written_case import Written, moment

from graph.case_records import Offered


class Happened(Written):
    """A written case with offers, and shorthands for what happens."""

    def __init__(self, *persons):
        super().__init__(*persons)
        self.offers = {}
        self.position("manager")
        self.position("adviser", "PROBATION_ADVISER", "RN", "PROBATION")
        self.position("coordinator", "AFTERCARE_COORDINATOR", "GM", "MUNICIPALITY")

    def offer(self, id="offer", kind="TRAINING", organisation="GM"):
        self.offers[id] = Offered(id, f"Name of {id}", kind, organisation, f"Name of {organisation}", "MUNICIPALITY")
        return id

    def places(self, id, since, until=None, *, recorded=None, retracted=None, end_known=None, **said):
        state = {
            "validFrom": moment(since),
            "validTo": moment(until),
            "recordedAt": moment(recorded or since),
            "retractedAt": moment(retracted),
            "endKnownAt": moment(end_known or until),
            "places": None,
            "freePlaces": None,
            "waitingDays": None,
            **said,
        }
        self.offers[id] = replace(self.offers[id], states=(*self.offers[id].states, state))

    def talk(self, on, *, by="manager", kind="TALK", recorded=None):
        return self.say("ContactMoment", on, recorded=recorded, kind=kind, heldOn=on, by=by)

    def meet(self, on, *attended, kind="MDO"):
        return self.say("Meeting", on, kind=kind, heldOn=on, attended=list(attended))

    def help(self, status, since, until=None, *, offer="offer", pays="DJI", recorded=None):
        person = self.persons[0]
        return self.say(
            "Intervention", since, until, recorded=recorded, person=person, offer=offer, status=status, pays=pays
        )

    def refer(self, status, since, until=None, *, to="GM", asked=None, **said):
        ends = {"from": "manager", "to": to}
        return self.say("Referral", since, until, status=status, requestedOn=asked or since, **ends, **said)

    def ask(self, status, since, until=None, *, kind="HEARING", asked=None, due=None, **said):
        return self.say(
            "AdviceRequest", since, until, kind=kind, status=status, requestedOn=asked or since, dueOn=due, to="RN",
            **said,
        )  # fmt: skip

    def hand_over(self, offered, *, giver="manager", to="coordinator", subject="DIRECTION", **said):
        ends = {"from": giver, "to": to}
        return self.say("Handover", offered, subject=subject, offeredAt=offered, **ends, **said)

    def involve(self, who, since, until=None, *, role="CASE_MANAGER", **said):
        return self.say("Involvement", since, until, holder=who, role=role, frame="PBW_18A", **said)

    def view(self, at, known=None):
        case = super().view(at, known).case
        return replace(case, offers=self.offers).view(moment(at), moment(known or at))
