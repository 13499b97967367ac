"""Offered twenty days before release, never answered: on the day he left, everybody else's part ended too."""

from datetime import date

from seeds.stories.telling import Telling

QUESTION = "Who directs the case now, and who is in the network by name?"
ANSWER = {"director": "GM0983", "professionals now": 0, "handover accepted": False, "handover met": False}


def tell(today: date) -> Telling:
    """Marks: person, case, handover, coordinator (of the municipality, who was asked and may look)."""
    told = Telling("failed-handover", today)
    told.netherlands()
    arrived, offered, released = told.day(-150), told.day(-50), told.day(-30)
    manager = told.staff("Cato Overdrachtsma", "PI-RMD", "CASE_MANAGER")
    mentor = told.staff("Dries Overdrachtsma", "PI-RMD", "MENTOR")
    adviser = told.staff("Els Overdrachtsma", "RN", "PROBATION_ADVISER")
    municipality = "GM0983"
    coordinator = told.mark("coordinator", told.staff("Freek Overdrachtsma", municipality, "AFTERCARE_COORDINATOR"))

    person = told.mark("person", told.person("Lex", "Poortland", prefix="van der", born="1991-02-02"))
    case = told.mark("case", told.case(person, since=arrived))
    told.detain(case, person, "PI-RMD", since=arrived, released=released, regime="PRISON")
    told.lives(case, person, municipality, "ORIGIN", since="2015-01-01")
    told.lives(case, person, municipality, "SETTLES", since=released)
    for kind, day in (("START_OF_DETENTION", arrived), ("END_OF_DETENTION", released)):
        told.record("Notice", case=case, since=day, kind=kind, receivedOn=day, to=municipality)

    for holder, role in ((manager, "CASE_MANAGER"), (mentor, "MENTOR"), (adviser, "PROBATION_ADVISER")):
        told.involve(case, holder, role, since=told.day(-148), until=released, ends_with="RELEASE")
    # The municipality is told and so involved, but no person of it is.
    told.involve(case, municipality, "AFTERCARE_COORDINATOR", since=released)
    told.mark(
        "handover",
        told.record(
            "Handover",
            case=case,
            since=offered,
            subject="DIRECTION",
            offeredAt=offered,
            to=coordinator,
            **{"from": manager},
        ),
    )
    told.direct(case, manager, since=arrived, until=released)
    told.direct(case, municipality, since=released)
    return told
