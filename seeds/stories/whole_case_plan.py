"""The work of the whole case: plan versions, goals, actions, meetings, contact moments, handovers and notes."""

from typing import Any

from seeds.stories.telling import Telling

OWN, TULP, IRIS = "casusregie (invented)", "TULP (invented)", "IRIS (invented)"


def tell(told: Telling) -> None:
    """Marks: plan, housing goal, overdue action, action without owner, own action, handover, note, nurse's note."""
    _tell_plan(told)
    _tell_goals(told)
    _tell_meetings(told)
    _tell_contact_moments(told)
    _tell_conduct(told)
    _tell_handovers(told)
    _tell_notes(told)


def _tell_plan(told: Telling) -> None:
    m, case = told.marks, told.marks["case"]
    plan = told.mark("plan", told.thing("Plan", caseId=case))
    for status, version, since, until in (
        ("DRAFT", 1, -172, -150),
        ("PROPOSED", 1, -150, -137),
        ("ADOPTED", 1, -137, -52),
        ("ADOPTED", 2, -52, None),
    ):
        told.record(
            "PlanState", case=case, since=told.day(since), until=None if until is None else told.day(until), source=OWN,
            plan=plan, status=status, version=version,
        )  # fmt: skip
    # Of version 2 the coordinator disagrees and the adviser has not answered.
    for by, version, on, answer, reason in (
        ("case manager", 1, -140, "AGREED", None),
        ("adviser", 1, -139, "AGREED", None),
        ("person", 1, -138, "DISAGREED", "Mist mijn wens over mijn zoon"),
        ("coordinator", 1, -137, "AGREED", None),
        ("case manager", 2, -51, "AGREED", None),
        ("person", 2, -49, "AGREED", None),
        ("coordinator", 2, -44, "DISAGREED", "Woonplek kan niet voor de datum van vrijlating"),
    ):
        told.record(
            "PlanAgreement", case=case, since=told.day(on), source=OWN, plan=plan, version=version, answer=answer,
            reason=reason, by=m[by],
        )  # fmt: skip


def _tell_goals(told: Telling) -> None:
    m = told.marks
    housing = _goal(told, "Heeft bij vrijlating een plek om te wonen in Ede", "REINTEGRATION")
    told.mark("housing goal", housing)
    _action(told, housing, "Aanmelden begeleid wonen", "DURING", status="DONE", due=-60, owner=m["coordinator"])
    told.mark(
        "overdue action",
        _action(told, housing, "Wachttijd navragen en terugbellen", "DURING", due=-9, owner=m["coordinator"]),
    )
    told.mark("action without owner", _action(told, housing, "Borg regelen", "DURING", due=14))
    income = _goal(told, "Heeft binnen een maand na vrijlating een inkomen", "REINTEGRATION", since=-50)
    told.mark("own action", _action(told, income, "Uitkering aanvragen", "AFTER", since=-50, due=31, owner=m["person"]))
    _action(told, income, "Gesprek met het werkplein", "AFTER", since=-50, due=38, owner="GM0228")
    temper = _goal(told, "Herkent spanning en vraagt op tijd hulp", "BEHAVIOUR")
    _action(told, temper, "Signaleringsplan maken met de mentor", "DURING", due=10, owner=m["mentor"])
    wish = _goal(told, "Ziet zijn zoon weer elke week", "OWN_WISH", since=-51)
    _action(told, wish, "Bezoek met zoon aanvragen", "DURING", since=-51, status="DONE", due=-30, owner=m["person"])
    _goal(told, "Heeft een geldig identiteitsbewijs", "REINTEGRATION", reached=-35)
    _goal(told, "Volgt de opleiding tot lasser in detentie", "REINTEGRATION", dropped=-95)


def _goal(
    told: Telling, text: str, kind: str, *, since: int = -150, reached: int | None = None, dropped: int | None = None
) -> str:
    case, over = told.marks["case"], reached or dropped
    goal = told.thing("Goal", caseId=case, plan=told.marks["plan"])
    said: dict[str, Any] = {"case": case, "source": OWN, "goal": goal, "text": text, "kind": kind}
    told.record("GoalState", since=told.day(since), until=told.day(over) if over else None, status="OPEN", **said)
    if over:
        told.record("GoalState", since=told.day(over), status="REACHED" if reached else "DROPPED", **said)
    return goal


def _action(
    told: Telling, goal: str, text: str, phase: str, *, due: int, since: int = -150, status: str = "OPEN",
    owner: str | None = None,
) -> str:  # fmt: skip
    case = told.marks["case"]
    action = told.thing("Action", caseId=case, goal=goal)
    said: dict[str, Any] = {"case": case, "source": OWN, "action": action, "text": text, "phase": phase, "owner": owner}
    done = told.day(due - 1) if status == "DONE" else None
    told.record("ActionState", since=told.day(since), until=done, status="OPEN", dueOn=told.day(due), **said)
    if done:
        told.record("ActionState", since=done, status=status, dueOn=told.day(due), **said)
    return action


def _tell_meetings(told: Telling) -> None:
    m = told.marks
    earlier = (m["earlier case manager"], m["adviser"])
    team = (m["case manager"], m["adviser"], m["mentor"])
    # The last is longer ago than six weeks: the next one is late.
    for kind, on, attended in (
        ("MDO", -172, earlier),
        ("MDO", -137, team),
        ("TRAJECTORY", -118, (m["mentor"], m["case manager"])),
        ("MDO", -97, (*team, m["coordinator"])),
        ("HANDOVER", -15, (m["adviser"], m["supervisor"])),
        ("MDO", -53, (*team, m["coordinator"])),
    ):
        told.record(
            "Meeting", case=m["case"], since=told.hour(on, 10), source=OWN, kind=kind, heldOn=told.hour(on, 10),
            attended=list(attended),
        )  # fmt: skip
    # A treatment talk: with the nurse at the table it is of health.
    told.record(
        "Meeting", case=m["case"], since=told.hour(-57, 13), source="medical file (invented)", kind="TRAJECTORY",
        heldOn=told.hour(-57, 13), attended=[m["nurse"], m["care professional"]],
    )  # fmt: skip


def _tell_contact_moments(told: Telling) -> None:
    """Nobody saw him from day -112 to day -58 but the nurse, which is not for everybody to know."""
    m = told.marks
    for kind, on, by in (
        ("TALK", -198, "earlier case manager"),
        ("TALK", -184, "adviser"),
        ("TALK", -170, "earlier case manager"),
        ("TALK", -147, "mentor"),
        ("TALK", -131, "case manager"),
        ("VISIT", -112, "adviser"),
        ("TALK", -80, "nurse"),
        ("TALK", -58, "mentor"),
        ("VIDEO", -41, "coordinator"),
        ("NO_SHOW", -27, "volunteer"),
        ("TALK", -16, "case manager"),
        ("TELEPHONE", -4, "supervisor"),
    ):
        told.record(
            "ContactMoment", case=m["case"], since=told.hour(on, 14), source=OWN, kind=kind, heldOn=told.hour(on, 14),
            by=m[by],
        )  # fmt: skip


def _tell_conduct(told: Telling) -> None:
    m = told.marks
    for kind, on, by, text in (
        ("BEHAVIOUR", -150, "earlier case manager", "Hield zich aan de afspraken op de afdeling."),
        ("PROMOTION", -120, "case manager", "Naar het plusprogramma."),
        ("EFFORT", -40, "mentor", "Werkt drie ochtenden mee in de werkplaats."),
    ):
        told.record(
            "ConductReport", case=m["case"], since=told.day(on), source=OWN, kind=kind, reportedOn=told.day(on),
            text=text, by=m[by],
        )  # fmt: skip


def _tell_handovers(told: Telling) -> None:
    m, case = told.marks, told.marks["case"]
    given: dict[str, Any] = {"from": m["earlier case manager"], "to": m["case manager"]}
    told.record(
        "Handover", case=case, since=told.day(-153), source=TULP, subject="DIRECTION", offeredAt=told.day(-153),
        acceptedAt=told.day(-150), **given,
    )  # fmt: skip
    given = {"from": m["adviser"], "to": m["supervisor"]}
    told.record(
        "Handover", case=case, since=told.day(-25), source=IRIS, subject="INVOLVEMENT", offeredAt=told.day(-25),
        acceptedAt=told.day(-22), metAt=told.hour(-15, 10), **given,
    )  # fmt: skip
    given = {"from": m["case manager"], "to": m["coordinator"]}
    told.mark(
        "handover",
        told.record(
            "Handover", case=case, since=told.day(-5), source=OWN, subject="DIRECTION", offeredAt=told.day(-5), **given
        ),
    )


def _tell_notes(told: Telling) -> None:
    m = told.marks
    for mark, on, by, purpose, text in (
        ("note", -16, "case manager", "REINTEGRATION", "Ziet op tegen de eerste week buiten."),
        ("adviser's note", -112, "adviser", "REINTEGRATION", "Wil met zijn zoon afspreken buiten het huis."),
        ("nurse's note", -80, "nurse", "CARE", "Slaapt slecht, krijgt begeleiding bij afbouwen."),
        ("care professional's note", -56, "care professional", "CARE", "Intake gedaan, start na vrijlating."),
    ):
        told.mark(
            mark,
            told.record(
                "Note", case=m["case"], since=told.hour(on, 15), source=OWN, text=text, purpose=purpose, by=m[by]
            ),
        )
