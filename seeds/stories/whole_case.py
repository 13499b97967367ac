"""One man with everything around him: who is in his case, in the family's and in that of the safety house.

Told in six parts: this one (persons, cases, team), `whole_case_course`, `whole_case_plan`, `whole_case_around` and
`whole_case_budget`, `whole_case_screening`.
"""

from datetime import date

from seeds.stories import whole_case_around, whole_case_budget, whole_case_course, whole_case_plan, whole_case_screening
from seeds.stories.telling import Telling

PRISON, EARLIER_PRISON, PPC, TOWN, ORIGIN = "PI-ARN", "PI-LEL", "PI-VGT", "GM0228", "GM0274"

QUESTION = "Ready for release in 24 days: what is settled, what waits, and for whom?"
ANSWER = {
    "release in days": 24,
    "director": "CASE_MANAGER",
    "involved now": 12,
    "detentions": 2,
    "plan version": 2,
    "open actions": 5,
    "actions without owner": 1,
    "handover answered": False,
    "nobody pays": 1,
    "referral without answer": 1,
    "excluded colleague sees the case": False,
    "safety-house case readable from the case": False,
}

_STAFF = (
    ("case manager", "Aukje Grondtoon", PRISON, "CASE_MANAGER"),
    ("senior case manager", "Bas Grondtoon", PRISON, "SENIOR_CASE_MANAGER"),
    ("mentor", "Cor Grondtoon", PRISON, "MENTOR"),
    ("nurse", "Doortje Grondtoon", PRISON, "MEDICAL"),
    ("excluded colleague", "Evert Grondtoon", PRISON, "CASE_MANAGER"),
    ("privacy officer", "Fenna Grondtoon", PRISON, "PRIVACY_OFFICER"),
    ("earlier case manager", "Gijs Grondtoon", EARLIER_PRISON, "CASE_MANAGER"),
    ("adviser", "Hilde Grondtoon", "RN", "PROBATION_ADVISER"),
    ("supervisor", "Ids Grondtoon", "RN", "SUPERVISION_OFFICER"),
    ("coordinator", "Jannie Grondtoon", TOWN, "AFTERCARE_COORDINATOR"),
    ("delegate", "Klaas Grondtoon", TOWN, "RISK_DELEGATE"),
    ("neighbourhood worker", "Loes Grondtoon", TOWN, "NEIGHBOURHOOD_WORKER"),
    ("debt counsellor", "Menno Grondtoon", TOWN, "DEBT_COUNSELLOR"),
    ("steering member", "Nynke Grondtoon", TOWN, "STEERING_MEMBER"),
    ("intake coordinator", "Olaf Grondtoon", ORIGIN, "AFTERCARE_COORDINATOR"),
    ("care professional", "Petra Grondtoon", "CP08", "CARE_PROFESSIONAL"),
    ("convener", "Rinus Grondtoon", "ZVH-VR07", "CONVENER"),
    ("family convener", "Sietske Grondtoon", "ZVH-VR07", "CONVENER"),
    ("police officer", "Tjalling Grondtoon", "POL-RE02", "POLICE_OFFICER"),
)
"""Mark, name, organisation and function of everybody with a position."""


def tell(today: date) -> Telling:
    """Marks: person, sister, case, family case, safety-house case; every mark of `_STAFF`, and volunteer; and those of
    the other parts. Days count from `today`: arrested on -200, transferred on -150, released on +24.
    """
    told = Telling("whole-case", today)
    told.netherlands()
    for mark, name, organisation, function in _STAFF:
        posted = PRISON if mark == "adviser" else None
        told.mark(mark, told.staff(name, organisation, function, posted=posted))
    buddies = told.mark("buddies", told.organisation("Maatjes De Overkant (verzonnen)", "VOLUNTEER"))
    told.mark("volunteer", told.staff("Ulbe Grondtoon", buddies, "VOLUNTEER"))

    person = told.mark("person", told.person("Wessel", "Halteren", prefix="van", born="1989-10-05"))
    sister = told.mark("sister", told.person("Ymke", "Halteren", prefix="van", born="1993-03-30"))
    opened = told.day(-900)
    family = told.mark(
        "family case", told.case(person, sister, kind="FAMILY", frame="WGS_SAFETY_HOUSE", since=told.day(-75))
    )
    told.mark("case", told.case(person, since=opened, part_of=[family]))
    told.mark("safety-house case", told.case(person, frame="WGS_SAFETY_HOUSE", since=told.day(-62)))
    _tell_team(told)
    _tell_other_cases(told)
    whole_case_course.tell(told)
    whole_case_plan.tell(told)
    whole_case_around.tell(told)
    whole_case_budget.tell(told)
    whole_case_screening.tell(told)
    return told


def _tell_team(told: Telling) -> None:
    m, case = told.marks, told.marks["case"]
    told.involve(case, m["earlier case manager"], "CASE_MANAGER", since=told.day(-899), until=told.day(-760))
    told.involve(case, m["earlier case manager"], "CASE_MANAGER", since=told.day(-199), until=told.day(-150))
    for mark, role, since, ends_with in (
        ("case manager", "CASE_MANAGER", -150, "RELEASE"),
        ("mentor", "MENTOR", -148, "RELEASE"),
        ("adviser", "PROBATION_ADVISER", -185, "RELEASE"),
        ("coordinator", "AFTERCARE_COORDINATOR", -140, "OPEN"),
        ("neighbourhood worker", "NEIGHBOURHOOD_WORKER", -40, "OPEN"),
    ):
        told.involve(case, m[mark], role, since=told.day(since), ends_with=ends_with)
    # Known nine days after he began.
    told.mark(
        "supervisor's part",
        told.involve(
            case, m["supervisor"], "SUPERVISION_OFFICER", since=told.day(-21), recorded=told.day(-12),
            ends_with="TITLE_END", source="IRIS (invented)",
        ),
    )  # fmt: skip
    told.involve(case, m["excluded colleague"], "CASE_MANAGER", since=told.day(-150), ends_with="RELEASE")
    professional = next(row["professional"] for _, row in told.rows if row.get("id") == m["excluded colleague"])
    told.record("Exclusion", case=case, since=told.day(-149), professional=professional)
    for mark, role, frame in (
        ("nurse", "MEDICAL", "TREATMENT"),
        ("care professional", "CARE_PROFESSIONAL", "TREATMENT"),
        ("volunteer", "VOLUNTEER", "CONSENT"),
        ("debt counsellor", "DEBT_COUNSELLOR", "MUNICIPAL_TASK"),
    ):
        told.involve(case, m[mark], role, since=told.day(-90), frame=frame)
    told.involve(
        case, m["delegate"], "RISK_DELEGATE", since=told.day(-60), frame="PBW_18B", ends_with="DATE",
        plannedTo=told.day(120),
    )  # fmt: skip

    # Between his two detentions the town he lived in kept the direction.
    told.direct(case, m["earlier case manager"], since=told.day(-900), until=told.day(-760))
    told.direct(case, ORIGIN, since=told.day(-760), until=told.day(-200))
    told.direct(case, m["earlier case manager"], since=told.day(-200), until=told.day(-150))
    told.direct(case, m["case manager"], since=told.day(-150))


def _tell_other_cases(told: Telling) -> None:
    """The family's case and that of the safety house, each with a team of its own."""
    m = told.marks
    for name, since, team in (
        ("family case", -75, ("family convener", "neighbourhood worker", "coordinator")),
        ("safety-house case", -62, ("convener", "police officer", "case manager", "adviser", "care professional")),
    ):
        case = m[name]
        roles = {mark: function for mark, _, _, function in _STAFF}
        for mark in team:
            told.involve(case, m[mark], roles[mark], since=told.day(since), frame="WGS_SAFETY_HOUSE")
        told.direct(case, m[team[0]], since=told.day(since))
        told.record(
            "Meeting", case=case, since=told.hour(since + 10, 10), kind="SAFETY_HOUSE",
            heldOn=told.hour(since + 10, 10), attended=[m[mark] for mark in team],
        )  # fmt: skip
    told.record(
        "Note", case=m["safety-house case"], since=told.hour(-50, 11), purpose="SAFETY_HOUSE_CASE", by=m["convener"],
        text="Afgesproken dat de wijkagent in de eerste week langsgaat.",
    )  # fmt: skip
    for name, kind in (("Moeder Van Halteren", "PARENT"), ("Jelte (7)", "CHILD")):
        told.contact(m["family case"], name, kind)
