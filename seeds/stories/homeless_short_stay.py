"""A homeless man, twelve days inside: too short for a plan, long enough to lose the place he slept."""

from datetime import date

from seeds.stories.telling import Telling

QUESTION = "Who is still around him when the case manager's last week is over?"
ANSWER = {"professionals after the case manager": 0, "municipal contact": False, "contacts": 1, "address": False}


def tell(today: date) -> Telling:
    """Marks: person, case, case manager, mother, municipality."""
    told = Telling("homeless-short-stay", today)
    told.netherlands()
    arrived, released = told.day(-16), told.day(-4)
    manager = told.mark("case manager", told.staff("Ank Vertelsma", "PI-SIT", "CASE_MANAGER"))
    mentor = told.staff("Bo Vertelsma", "PI-SIT", "MENTOR")
    municipality = told.mark("municipality", "GM0917")

    person = told.mark("person", told.person("Kobus", "Zwerfveld", born="1979-06-14"))
    case = told.mark("case", told.case(person, since=arrived))
    told.detain(case, person, "PI-SIT", since=arrived, released=released, regime="SHORT_STAY")
    told.lives(case, person, municipality, "ORIGIN", since=None)
    told.record("Notice", case=case, since=arrived, kind="START_OF_DETENTION", receivedOn=arrived, to=municipality)

    told.involve(case, manager, "CASE_MANAGER", since=told.day(-15), ends_with="DATE", plannedTo=told.day(3))
    told.involve(case, mentor, "MENTOR", since=told.day(-15), until=released, ends_with="RELEASE")
    told.direct(case, manager, since=arrived)
    told.mark("mother", told.contact(case, "Mevrouw Zwerfveld", "PARENT"))

    for condition, status in (
        ("IDENTITY_DOCUMENT", "NOT_IN_ORDER"),
        ("HOUSING", "NOT_IN_ORDER"),
        ("WORK_AND_INCOME", "NOT_IN_ORDER"),
        ("DEBTS", "UNKNOWN"),
        ("CARE", "UNKNOWN"),
        ("SOCIAL_NETWORK", "IN_PROGRESS"),
    ):
        told.record(
            "Assessment",
            case=case,
            since=told.day(-13),
            person=person,
            condition=condition,
            phase="BEFORE",
            status=status,
            assessedOn=told.day(-13),
            by=manager,
        )
    return told
