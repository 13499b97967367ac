"""From Leeuwarden to Baarle-Nassau: 200 km, 7,000 inhabitants, and nobody there who does aftercare."""

from datetime import date

from seeds.stories.telling import Telling

QUESTION = "Does the municipality he goes to have an aftercare link?"
ANSWER = {"municipality": "GM0744", "aftercare link": False, "coverage": "NONE", "prison": "PI-LWD"}


def tell(today: date) -> Telling:
    """Marks: person, case, case manager, adviser, municipality. Released in three weeks."""
    told = Telling("small-municipality", today)
    told.netherlands()
    arrived, release = told.day(-210), told.day(21)
    manager = told.mark("case manager", told.staff("Gea Eindjeweg", "PI-LWD", "CASE_MANAGER"))
    adviser = told.mark("adviser", told.staff("Henk Eindjeweg", "SVG", "PROBATION_ADVISER"))
    municipality = told.mark("municipality", "GM0744")
    told.record(
        "Coverage", since=told.day(-400), service="AFTERCARE", status="NONE", municipality=municipality, by=municipality
    )

    person = told.mark("person", told.person("Mats", "Grenspaal", born="1987-11-30"))
    case = told.mark("case", told.case(person, since=arrived))
    told.detain(case, person, "PI-LWD", since=arrived, expected=release, regime="REMAND")
    told.lives(case, person, municipality, "ORIGIN", since="2010-03-01")
    told.record(
        "Residence",
        case=case,
        since=release,
        recorded=told.day(-20),
        person=person,
        municipality=municipality,
        kind="SETTLES",
    )
    told.record("Notice", case=case, since=arrived, kind="START_OF_DETENTION", receivedOn=arrived, to=municipality)

    told.involve(case, manager, "CASE_MANAGER", since=told.day(-209), ends_with="RELEASE")
    told.involve(case, adviser, "PROBATION_ADVISER", since=told.day(-180), ends_with="RELEASE")
    told.direct(case, manager, since=arrived)
    told.contact(case, "Zus", "SIBLING")
    told.record(
        "Assessment",
        case=case,
        since=told.day(-30),
        person=person,
        condition="HOUSING",
        phase="DURING",
        status="NOT_IN_ORDER",
        assessedOn=told.day(-30),
        agreedAction="Gemeente bellen over een woonplek",
        by=manager,
        owner=manager,
    )
    return told
