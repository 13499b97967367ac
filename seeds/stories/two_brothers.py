"""Two brothers inside at the same time in two prisons. Each is the other's contact; neither team may know the rest."""

from datetime import date

from seeds.stories.telling import Telling

QUESTION = "What does the team of one brother see of the detention of the other?"
ANSWER = {"contact": True, "tie": "SIBLING", "detention of the brother": False, "case of the brother": False}


def tell(today: date) -> Telling:
    """Marks: elder, younger (persons), their cases, their case managers, and how each appears in the other's case."""
    told = Telling("two-brothers", today)
    told.netherlands()
    brothers = (
        ("elder", "Nico", "PI-SIT", "Ina Sluisdeur", -90, "1990-01-20", "GM0935"),
        ("younger", "Otto", "PI-GRV", "Jan Sluisdeur", -40, "1994-09-05", "GM0935"),
    )
    for which, given, prison, manager_name, since, born, municipality in brothers:
        arrived = told.day(since)
        manager = told.mark(f"case manager of the {which}", told.staff(manager_name, prison, "CASE_MANAGER"))
        mentor = told.staff(f"{manager_name.split()[0]}ke Kamerling-Verzin", prison, "MENTOR")
        person = told.mark(which, told.person(given, "Tweelingsma", born=born))
        case = told.mark(f"case of the {which}", told.case(person, since=arrived))
        told.detain(case, person, prison, since=arrived)
        told.lives(case, person, municipality, "ORIGIN", since=None)
        told.involve(case, manager, "CASE_MANAGER", since=arrived, ends_with="RELEASE")
        told.involve(case, mentor, "MENTOR", since=arrived, ends_with="RELEASE")
        told.direct(case, manager, since=arrived)
        told.contact(case, "Moeder Tweelingsma", "PARENT")
    for which, other, name in (("elder", "younger", "Otto Tweelingsma"), ("younger", "elder", "Nico Tweelingsma")):
        contact = told.contact(told.marks[f"case of the {which}"], name, "SIBLING")
        told.mark(f"the {other} in the case of the {which}", contact)
        told.link("SameAs", **{"from": contact, "to": told.marks[other]})
    _watch(told)
    return told


def _watch(told: Telling) -> None:
    """A real risk of the elder (article 18b): the municipality's delegate and who decides on his leave are in."""
    case, municipality = told.marks["case of the elder"], "GM0935"
    delegate = told.mark("risk delegate", told.staff("Kas Sluisdeur", municipality, "RISK_DELEGATE"))
    selection = told.mark("selection officer", told.staff("Lia Sluisdeur", "PI-SIT", "SELECTION_OFFICER"))
    told.record(
        "RiskIndication",
        case=case,
        since=told.day(-30),
        ground="Dreiging tegen een bekende",
        reviewOn=told.day(152),
        by=told.marks["case manager of the elder"],
    )
    told.involve(case, delegate, "RISK_DELEGATE", since=told.day(-30), frame="PBW_18B", ends_with="DATE")
    told.involve(case, selection, "SELECTION_OFFICER", since=told.day(-60), ends_with="RELEASE")
