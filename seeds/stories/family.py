"""A father and his grown son, three children at home, and twelve organisations at one table (PGA)."""

from datetime import date

from seeds.stories.telling import Telling

_AT_THE_TABLE = (
    ("Kee Tafelsma", "ZVH-VR24", "CONVENER"),
    ("Lou Tafelsma", "GM0917", "NEIGHBOURHOOD_WORKER"),
    ("Mia Tafelsma", "POL-RE10", "POLICE_OFFICER"),
    ("Nel Tafelsma", "OM-RE10", "PROSECUTION_STAFF"),
    ("Oda Tafelsma", "PI-SIT", "CASE_MANAGER"),
    ("Pim Tafelsma", "RN", "SUPERVISION_OFFICER"),
    ("Rik Tafelsma", "CP04", "CARE_PROFESSIONAL"),
    ("Sjaak Tafelsma", "CP19", "CARE_PROFESSIONAL"),
)
_OWN = (
    ("Toos Tafelsma", "Basisschool De Regenboogschool (invented)", "OTHER", "OTHER_HELPER"),
    ("Ube Tafelsma", "Woningstichting Het Erf (invented)", "HOUSING", "HOUSING_OFFICER"),
    ("Vera Tafelsma", "Jeugdbescherming Zuid (invented)", "CHILD_PROTECTION", "CHILD_PROTECTION_WORKER"),
    ("Wim Tafelsma", "Schuldhulp De Brug (invented)", "DEBT_HELP", "DEBT_COUNSELLOR"),
)

QUESTION = "How many organisations work with this family, and who directs?"
ANSWER = {
    "organisations": len(_AT_THE_TABLE) + len(_OWN),
    "persons": 2,
    "director": "CONVENER",
    "member cases readable from the family case": False,
}


def tell(today: date) -> Telling:
    """Marks: father, son, case (of the family), case of the father, convener."""
    told = Telling("family", today)
    told.netherlands()
    opened = told.day(-300)
    father = told.mark("father", told.person("Ger", "Huisman-Verzin", born="1975-04-04"))
    son = told.mark("son", told.person("Tom", "Huisman-Verzin", born="2003-08-19"))
    family = told.mark("case", told.case(father, son, kind="FAMILY", frame="WGS_SAFETY_HOUSE", since=opened))

    team = [told.staff(name, organisation, function) for name, organisation, function in _AT_THE_TABLE]
    roles = [function for _, _, function in _AT_THE_TABLE]
    for name, organisation, kind, function in _OWN:
        team.append(told.staff(name, told.organisation(organisation, kind), function))
        roles.append(function)
    convener = told.mark("convener", team[0])
    for number, (position, role) in enumerate(zip(team, roles, strict=True)):
        told.involve(family, position, role, since=told.day(-300 + 7 * number), frame="WGS_SAFETY_HOUSE")
    told.direct(family, convener, since=opened)
    for name, kind in (("Moeder", "PARTNER"), ("Lotje (9)", "CHILD"), ("Finn (12)", "CHILD"), ("Jip (15)", "CHILD")):
        told.contact(family, name, kind)
    for ago in (280, 220, 160, 100, 40):
        told.record(
            "Meeting",
            case=family,
            since=told.day(-ago),
            kind="SAFETY_HOUSE",
            heldOn=told.day(-ago),
            attended=[position for number, position in enumerate(team) if -300 + 7 * number < -ago],
        )

    # The father is inside; that case is the prison's and cannot be reached from the family's.
    arrived = told.day(-120)
    case = told.mark("case of the father", told.case(father, since=arrived, part_of=[family]))
    told.detain(case, father, "PI-SIT", since=arrived, expected=told.day(60), regime="PRISON")
    told.lives(case, father, "GM0917", "ORIGIN", since="2001-01-01")
    manager = team[roles.index("CASE_MANAGER")]
    told.involve(case, manager, "CASE_MANAGER", since=arrived, ends_with="RELEASE")
    told.direct(case, manager, since=arrived)
    return told
