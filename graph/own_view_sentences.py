"""The person's own view as plain Dutch text: headings with lines, to be read on paper or on a screen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from graph.logs.sentences import MONTHS
from graph.networks_shape import Status
from graph.own_view_shapes import Coming, Helper, OwnAction, OwnCase, OwnGoal, OwnPlan, OwnView, Settled
from graph.own_view_words import (
    ACTION_STANDS,
    CERTAINTY,
    CONTACTS,
    DIRECTING,
    GOAL_STANDS,
    GOALS,
    MEETINGS,
    PLAN_STANDS,
    ROLES,
    STANDS,
    SUBJECTS,
)
from graph.policy.reasons import Reason
from graph.subject_reports import CONTACT_POINT_DUTCH
from graph.times import day_of, last_day

INVENTED: Final = "Alles op dit overzicht is verzonnen. Niemand die erop staat, bestaat."
NOTHING: Final = "Hierover staat niets in uw dossier, of het wordt hier niet getoond."
STEP_UP: Final = (
    "Gegevens over uw gezondheid en over risico's staan hier niet bij. U kunt die wel zien als u inlogt op het hoogste"
    " niveau."
)
REST: Final = (
    "Niet alles staat op dit overzicht. Notities van hulpverleners en gegevens over andere mensen staan er niet bij."
    " Wilt u weten wat er nog meer over u vastligt? Vraag dan om inzage. Klopt er iets niet? Zeg dat dan: u mag dat."
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the text: a heading with its lines. `case_id` is None for what is not of one case."""

    heading: str
    lines: tuple[str, ...]
    case_id: str | None = None


def parts(view: OwnView) -> tuple[Part, ...]:
    """The whole view but who looked, in order. Each case starts with its own heading where there are several."""
    found: list[Part] = []
    for number, case in enumerate(view.cases, start=1):
        if len(view.cases) > 1:
            state = {True: "loopt nu", False: "is afgesloten", None: "of deze nog loopt, is niet bekend"}[case.is_open]
            found.append(Part(f"Traject {number}", (f"Dit traject {state}.",), case.case_id))
        found += _of_case(case)
    step_up = any(one.reason is Reason.NEEDS_STEP_UP for one in view.withheld)
    found.append(Part("Wat hier niet staat", (*((STEP_UP,) if step_up else ()), REST, CONTACT_POINT_DUTCH)))
    return tuple(found)


def looked(lines: Sequence[str], total: int) -> Part:
    """Who looked, from sentences of `graph.logs.sentences`; `total` is how many looks there are in all."""
    more = (f"Dit zijn de laatste {len(lines)} keer van {total}.",) if len(lines) < total else ()
    return Part("Wie keek er in uw gegevens?", (*more, *lines) or ("Er heeft niemand gekeken.",))


def _of_case(case: OwnCase) -> Iterator[Part]:
    calls = [_called(one) for one in case.helpers if one.is_contact]
    yield Part("Wie kunt u bellen of spreken?", tuple(calls) or (NOTHING,), case.case_id)
    yield Part(
        "Wie zijn er bij u betrokken, en waarom?", tuple(map(_involved, case.helpers)) or (NOTHING,), case.case_id
    )
    plans = tuple(line for one in case.plans for line in _plan(one))
    yield Part("Wat is het plan, en wat wilt u zelf?", plans or (NOTHING,), case.case_id)
    if case.is_open is not False:
        yield Part(_heading_of_release(case), tuple(_settled(case)) or (NOTHING,), case.case_id)
        coming = tuple(map(_coming, case.coming))
        yield Part("Wat gebeurt er wanneer?", coming or ("Er staat nog niets gepland.",), case.case_id)


def day(moment: int) -> str:
    """A day as 9 maart 2026."""
    found = day_of(moment)
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}"


def _called(one: Helper) -> str:
    role = ROLES[one.role][0] if one.role else None
    told = ", ".join(filter(None, (one.name, role, one.organisation)))
    return f"{told}. Deze partij heeft de regie." if one.directs and one.name is None else (
        f"{told}. Deze persoon heeft de regie over uw traject." if one.directs else f"{told}."
    )  # fmt: skip


def _involved(one: Helper) -> str:
    role, why = ROLES[one.role] if one.role else (DIRECTING, "zorgt dat iedereen goed samenwerkt")
    who = f" ({one.name})" if one.name else ""
    period = ""
    if one.status is Status.PLANNED and one.valid_from is not None:
        period = f" Vanaf {day(one.valid_from)}."
    elif one.valid_to is not None:
        end = last_day(one.valid_to)
        period = f" Tot en met {end.day} {MONTHS[end.month - 1]} {end.year}."
    directs = " Heeft de regie over uw traject." if one.directs else ""
    return f"{role}{who} van {one.organisation}: {why}.{directs}{period}"


def _plan(plan: OwnPlan) -> Iterator[str]:
    yield " ".join(filter(None, (PLAN_STANDS.get(plan.status or ""), _answered(plan))))
    for goal in plan.goals:
        yield _goal(goal)
        yield from (f"– {_action(one)}" for one in goal.actions)


def _answered(plan: OwnPlan) -> str:
    if plan.own_answer == "NOT_ANSWERED":
        return "U hebt nog niet gezegd of u het met het plan eens bent."
    agreed = "bent het eens" if plan.own_answer == "AGREED" else "bent het niet eens"
    older = plan.version is not None and plan.answered_version not in (None, plan.version)
    asked = " Het plan is daarna veranderd. Wij vragen u opnieuw of u het eens bent." if plan.answer_asked else ""
    return f"U {agreed} met {'een eerdere versie van dit plan' if older else 'dit plan'}.{asked}"


def _goal(goal: OwnGoal) -> str:
    kind = GOALS.get(goal.kind or "", "Doel")
    stands = GOAL_STANDS.get(goal.status or "")
    return f"{kind}: {goal.text or 'wat het doel is, staat hier niet'}" + (f" ({stands})" if stands else "")


def _action(one: OwnAction) -> str:
    who = "u" if one.by_person else one.who or "nog niemand"
    due = f", uiterlijk {day(one.due_at)}" if one.due_at is not None and one.status == "OPEN" else ""
    late = " (dit is te laat)" if one.overdue == "YES" else ""
    return f"{one.text} – wie: {who} – {ACTION_STANDS[one.status]}{due}{late}"


def _heading_of_release(case: OwnCase) -> str:
    return "Wat was er geregeld toen u vrijkwam?" if case.released else "Wat is er geregeld voor als u vrijkomt?"


def _settled(case: OwnCase) -> Iterator[str]:
    if case.release_at is None:
        # Why nothing is known of any of them is the same for all: said once, and not six times.
        yield f"{STANDS['RELEASE_UNKNOWN'].capitalize()}." if case.settled else "Wij weten niet wanneer u vrijkomt."
        return
    if case.released:
        yield f"U bent vrijgekomen op {day(case.release_at)}."
    else:
        sure = CERTAINTY.get(case.certainty or "", "")
        yield f"U komt naar verwachting vrij op {day(case.release_at)}. {sure}".rstrip()
    yield from map(_condition, case.settled)


def _condition(one: Settled) -> str:
    said = {"YES": "Ja", "NO": "Nee", "UNKNOWN": "Nog niet bekend"}[one.answer]
    agreed = f" Afspraak: {one.agreed_action.rstrip('.')}." if one.agreed_action else ""
    who = f" Wie: {one.who}." if one.agreed_action and one.who else ""
    return f"{SUBJECTS[one.condition]}: {said}, {STANDS[one.why]}.{agreed}{who}"


def _coming(one: Coming) -> str:
    what = {
        "MEETING": lambda: MEETINGS[one.what],
        "CONTACT": lambda: CONTACTS[one.what],
        "HELP": lambda: f"Begin van: {one.what}",
        "ACTION": lambda: f"Dit doet u zelf, uiterlijk deze dag: {one.what}",
        "RELEASE": lambda: "U komt naar verwachting vrij",
    }[one.kind]()
    who = f" Met: {one.who}." if one.who else ""
    return f"{day(one.at)}: {what.rstrip('.')}.{who}"
