"""The one joint plan: versions and answers, goals and actions with owners, due dates and loose ends."""

from dataclasses import dataclass

from seeds.invented.book import OWN, Fields
from seeds.invented.dossiers import Dossier, days
from seeds.invented.moments import DAY, text


@dataclass(frozen=True, slots=True)
class GoalText:
    """A goal and the actions that may stand under it."""

    text: str
    kind: str
    actions: tuple[str, ...]


_GOALS = (
    GoalText(
        "Heeft bij vrijlating een geldig identiteitsbewijs",
        "REINTEGRATION",
        ("Pasfoto laten maken", "Afspraak burgerzaken plannen", "Leges aanvragen bij de gemeente"),
    ),
    GoalText(
        "Heeft bij vrijlating een plek om te wonen",
        "REINTEGRATION",
        ("Aanmelden begeleid wonen", "Briefadres regelen", "Wachttijd navragen", "Bezichtiging voorbereiden"),
    ),
    GoalText(
        "Heeft binnen een maand na vrijlating een inkomen",
        "REINTEGRATION",
        ("Uitkering aanvragen", "Cv maken", "Gesprek met leerwerkbedrijf"),
    ),
    GoalText(
        "Heeft overzicht over de schulden en een regeling",
        "REINTEGRATION",
        ("Schuldenlijst maken", "CJIB bellen over een regeling", "Aanmelden schuldhulp"),
    ),
    GoalText(
        "Blijft onder behandeling na vrijlating",
        "REINTEGRATION",
        ("Zorgverzekering herstellen", "Intake plannen", "Overdracht medicatie afspreken"),
    ),
    GoalText(
        "Herkent spanning en vraagt op tijd hulp",
        "BEHAVIOUR",
        ("Training volgen", "Signaleringsplan maken", "Wekelijks gesprek met mentor"),
    ),
    GoalText("Houdt zich aan afspraken op de afdeling", "BEHAVIOUR", ("Dagprogramma volgen", "Mentorgesprek voeren")),
    GoalText("Ziet de kinderen weer elke week", "OWN_WISH", ("Bezoek aanvragen", "Gesprek met moeder van de kinderen")),
    GoalText("Wil een vak leren", "OWN_WISH", ("Opleiding kiezen", "Inschrijven vakopleiding")),
)


def write_plan(d: Dossier) -> None:
    """Write the plan: draft in week 4, adopted in week 9 where the stay lasts; short stays mostly get none."""
    rng, book, start = d.rng, d.book, d.life.detention.start
    drafted = start + days(rng, 21, 35)
    if d.life.detention.days < 28:
        drafted = start + days(rng, 2, 12)
        if rng.random() > 0.5:
            return
    if drafted >= d.last_day or rng.random() > 0.92:
        return
    plan = book.thing("Plan", "plan")
    proposed, adopted = drafted + days(rng, 7, 21), drafted + days(rng, 28, 49)
    steps = [(drafted, "DRAFT", 1)]
    if proposed < d.last_day:
        steps.append((proposed, "PROPOSED", 1))
    if adopted < d.last_day and rng.random() < 0.85:
        steps.append((adopted, "ADOPTED", 1))
        if adopted + 120 * DAY < d.last_day:
            steps.append((adopted + days(rng, 80, 120), "ADOPTED", 2))
    if d.closed:
        steps.append((max(d.closed, steps[-1][0] + DAY), "CLOSED", steps[-1][2]))
    for (moment, status, version), following in zip(steps, [*steps[1:], None], strict=True):
        end = following[0] if following else None
        book.say("PlanState", moment, end, must=True, correct=False, plan=plan, status=status, version=version)
    if proposed < d.last_day:
        _write_answers(d, plan, proposed + days(rng, 1, 14))
    for goal in rng.sample(_GOALS, rng.choices((2, 3, 4, 5), (15, 35, 30, 20))[0]):
        _write_goal(d, plan, goal, drafted)


def _write_answers(d: Dossier, plan: str, moment: int) -> None:
    if moment >= d.now:
        return
    answering = [
        d.one(moment, "CASE_MANAGER"),
        d.one(moment, "PROBATION_ADVISER", "AFTERCARE_COORDINATOR"),
        d.life.person,
    ]
    for by in answering:
        if by is None or d.rng.random() > 0.8:
            continue
        fields: Fields = {"plan": plan, "by": by, "version": 1, "answer": "AGREED"}
        if d.rng.random() < 0.12:
            fields |= {"answer": "DISAGREED", "reason": d.rng.choice(("Doel is niet haalbaar", "Mist mijn wens"))}
        d.book.say("PlanAgreement", moment, **fields)


def _write_goal(d: Dossier, plan: str, goal: GoalText, drafted: int) -> None:
    rng, book = d.rng, d.book
    found = book.thing("Goal", "goal", plan=plan)
    began = drafted + days(rng, 0, 10)
    if began >= d.now:
        began = drafted
    done = began + days(rng, 30, 200)
    settled = done < d.now and rng.random() < 0.5
    fields: Fields = {"goal": found, "text": goal.text, "kind": goal.kind}
    book.say("GoalState", began, done if settled else None, must=True, status="OPEN", **fields)
    if settled:
        outcome = "REACHED" if rng.random() < 0.75 else "DROPPED"
        book.say("GoalState", done, must=True, correct=False, status=outcome, **fields)
    for action in rng.sample(goal.actions, min(len(goal.actions), rng.choice((1, 2, 2, 3)))):
        _write_action(d, found, action, began)


def _write_action(d: Dossier, goal: str, action: str, began: int) -> None:
    rng, book = d.rng, d.book
    found = book.thing("Action", "act", goal=goal)
    due = began + days(rng, 14, 120)
    after = d.released is not None and due > d.life.detention.end
    fields: Fields = {"action": found, "text": action, "phase": "AFTER" if after else "DURING", "dueOn": text(due)}
    roles = rng.sample(
        ("CASE_MANAGER", "MENTOR", "PROBATION_ADVISER", "AFTERCARE_COORDINATOR", "SUPERVISION_OFFICER"), 5
    )
    owner = d.life.person if rng.random() < 0.2 else d.one(began, *roles)
    # Some actions nobody owns: everybody assumes that somebody else does.
    if owner and rng.random() < 0.93:
        fields["owner"] = owner
    done = began + days(rng, 7, 110)
    settled = done < d.now and rng.random() < 0.62
    book.say(
        "ActionState", began, done if settled else None, must=True, source=OWN, status="OPEN",
        wrong={"dueOn": text(due + 14 * DAY)}, **fields,
    )  # fmt: skip
    if settled:
        book.say(
            "ActionState", done, must=True, correct=False, status="DONE" if rng.random() < 0.85 else "DROPPED", **fields
        )
