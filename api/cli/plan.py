"""`casusregie plan`: the joint plan of a case: goals, actions, who agreed, what changed since, who pays, the budget."""

from functools import partial
from typing import Any

import click
import orjson
from rich.text import Text

from api.cli.acting import Acting, Show, acting
from api.cli.case_tables import closing, day, heading, table, who, word
from api.cli.console import out
from api.cli.picturing import data_of, of_a_case, pictured, plain
from graph.budgets import CaseBudget, Expense, budget
from graph.case_pictures import Picture
from graph.model.kinds import FieldClass
from graph.plan_answers import PartyAnswer
from graph.plan_changes import PlanChange
from graph.plans import Funding, JointPlan, PlanAction, PlanGoal, funding, plans

MOMENTS = frozenset(
    {"valid_from", "valid_to", "due_at", "answered_at", "recorded_at", "confirmed_at", "spent_at", "taken_back_at"}
)
_GOALS = {"BEHAVIOUR": "gedragsdoel", "REINTEGRATION": "re-integratiedoel", "OWN_WISH": "eigen wens"}


@click.command("plan")
@of_a_case
@acting
async def plan_command(acting: Acting, *, case: str, at: str | None, known_at: str | None, as_json: bool) -> Show:
    """The joint plan (D&R-plan) of CASE: goals, actions, who agreed and what changed since."""
    picture = await pictured(acting, case, at, known_at)
    if as_json:
        return partial(click.echo, orjson.dumps(as_data(picture), option=orjson.OPT_INDENT_2))
    return partial(show, picture)


def _found(picture: Picture) -> tuple[tuple[JointPlan, ...], tuple[Funding, ...]]:
    if FieldClass.PLAN not in picture.dossier.released:
        return (), ()
    return plans(picture.view), funding(picture.view)


def as_data(picture: Picture) -> dict[str, Any]:
    """The plans of a case as plain data for JSON: moments with offset, ends exclusive."""
    found, paid = _found(picture)
    return data_of(
        picture,
        {
            "plans": plain(found, MOMENTS),
            "funding": [
                {
                    "person": one.person_id,
                    "offer": one.offer.id,
                    "offerName": one.offer.name,
                    "organisation": one.offer.organisation_id,
                    "organisationName": one.offer.organisation,
                    "status": one.status,
                    "pays": one.pays,
                    "origin": plain(one.origin, MOMENTS),
                }
                for one in paid
            ],
            "budget": plain(budget(picture.view), MOMENTS),
        },
    )


def show(picture: Picture) -> None:
    """Print the plans of a case as tables for people."""
    found, paid = _found(picture)
    heading("The joint plan (D&R-plan)", picture)
    if not found:
        out.print(Text("  there is none, or it is not shown to you"))
    for one in found:
        _show_plan(one)
    table(
        "Who pays for help (financiering)",
        ("help", "by", "stands", "who pays"),
        [
            (
                one.offer.name,
                one.offer.organisation,
                word(one.status),
                Text(word(one.pays), "red" if one.pays == "NOBODY_YET" else ""),
            )
            for one in paid
        ],
        "nothing that is shown to you",
    )
    if (money := budget(picture.view)) is not None:
        _show_budget(money)
    closing(picture)


def _show_budget(money: CaseBudget) -> None:
    put_in, spent, left = map(_euros, (money.sums.put_in_cents, money.sums.spent_cents, money.sums.left_cents))
    out.print(Text(f"Budget (ontschot budget): {put_in} put in, {spent} spent, {left} left"))
    table(
        "Who puts in (bijdragen)",
        ("organisation", "how much", "stands", "for"),
        [(who(one.by), _euros(one.amount_cents), word(one.status), one.remark or "") for one in money.contributions],
        "nobody that is shown to you",
    )
    table(
        "Spent on (uitgaven)",
        ("on", "what", "how much", "by", "who puts in says"),
        [(day(one.spent_at), one.text, _spent(one), who(one.by), _answers(one)) for one in money.expenses],
        "nothing that is shown to you",
    )


def _euros(cents: int) -> str:
    return f"€ {cents // 100:,}.{cents % 100:02}"


def _spent(one: Expense) -> Text:
    taken_back = f" taken back: {one.reason}" if one.taken_back_at is not None else ""
    return Text(_euros(one.amount_cents) + taken_back, "dim" if taken_back else "")


def _answers(one: Expense) -> str:
    return "\n".join(
        f"{who(each.by)}: {word(each.answer)}" + (f" ({each.reason})" if each.reason else "") for each in one.answers
    )


def _show_plan(plan: JointPlan) -> None:
    version = "version unknown" if plan.version is None else f"version {plan.version}"
    since = next((one.valid_from for one in reversed(plan.versions) if one.version == plan.version), None)
    out.print(Text(f"{version}, {word(plan.status)}, since {day(since)}"))
    table(
        "Goals and actions (doelen en acties)",
        ("goal, action", "owner", "due", "who pays", "stands"),
        [
            row
            for goal in plan.goals
            for row in (
                (Text(_goal(goal), "bold"), "", "", "", word(goal.status)),
                *(
                    (f"  {one.text}", _owner(one), day(one.due_at, "none"), word(one.pays, ""), _stands(one))
                    for one in goal.actions
                ),
            )
        ],
        "none that is shown to you",
    )
    table(
        "Who agreed (akkoord per partij)",
        ("party", "answer", "to version", "on", "changed since"),
        [_answer(one) for one in plan.answers],
        "nobody that is shown to you",
    )


def _goal(goal: PlanGoal) -> str:
    return f"{goal.text or 'a goal of which nothing is said'} ({_GOALS.get(goal.kind or '', 'soort onbekend')})"


def _owner(action: PlanAction) -> Text:
    return Text(who(action.owner), "red" if action.owner is None and action.status == "OPEN" else "")


def _stands(action: PlanAction) -> Text:
    remark = f": {action.remark}" if action.remark else ""
    if action.overdue == "YES":
        return Text(f"{action.days_overdue} days overdue (te laat){remark}", "red")
    return Text(word(action.status) + remark)


def _answer(one: PartyAnswer) -> tuple[str | Text, ...]:
    style = {"DISAGREED": "red", "NOT_ANSWERED": "yellow"}.get(one.answer, "")
    said = word(one.answer) + (f": {one.reason}" if one.reason else "")
    said += " (asked again)" if one.answer_asked and one.version is not None else ""
    about = "" if one.version is None else f"{one.version}{'' if one.up_to_date else ' (there is another now)'}"
    return (
        who(one.party),
        Text(said, style),
        about,
        day(one.answered_at, ""),
        "\n".join(map(_change, one.changes)) or ("nothing" if one.version is not None else ""),
    )


def _change(one: PlanChange) -> str:
    fields = "; ".join(f"{word(each.field)} {each.before or 'none'} -> {each.after or 'none'}" for each in one.fields)
    return f"{word(one.subject)} {word(one.change)}: {one.text}" + (f" ({fields})" if fields else "")
