"""What was promised: whether somebody holds it, in time, once, and whether somebody pays."""

import re
from collections.abc import Iterator

from analytics.findings.finding import Answer, Item, answer, out_of_scope, reason
from analytics.findings.situation import Situation
from graph.case_records import Record
from graph.open_actions import is_there, left_at, open_action_states
from graph.requests import referrals
from graph.times import day_of


def _none_open(situation: Situation) -> Answer:
    """What is said where no action is open: it was all done, or there never was one."""
    done = bool(situation.view.all("ActionState"))
    return answer((), absent="ACTIONS_DONE") if done else out_of_scope("NO_OPEN_ACTION")


def _key(one: Record) -> str:
    return one.end("action") or one.fact


def action_without_owner(situation: Situation) -> Answer:
    """Found for an open action that nobody owns."""
    actions = open_action_states(situation.view)
    if not actions:
        return _none_open(situation)
    found = [
        Item(_key(one), reason("ACTION_WITHOUT_OWNER"), one.valid_from, (one,), ("ActionState.owner",))
        for one in actions
        if one.end("owner") is None
    ]
    return answer(found, absent="ACTIONS_OWNED")


def action_overdue(situation: Situation, *, days: int) -> Answer:
    """Found for an open action `days` days or more after its due date; unknown for one without a due date."""
    actions = open_action_states(situation.view)
    if not actions:
        return _none_open(situation)
    found: list[Item] = []
    unknown: list[Item] = []
    for one in actions:
        due: int | None = one.value("dueOn")
        if due is None:
            said = reason("ACTION_WITHOUT_DUE_DATE")
            unknown.append(Item(_key(one), said, None, (one,), ("ActionState.dueOn",)))
        elif (late := situation.days_since(due)) >= days:
            found.append(Item(_key(one), reason("ACTION_OVERDUE", due=day_of(due), days=late), due, (one,)))
    return answer(found, unknown, absent="ACTIONS_IN_TIME")


def action_orphaned(situation: Situation) -> Answer:
    """Found for an open action of a professional whose position has ended, or whose involvement in the case has, and
    who does not direct it. Unknown where the owner is a professional of whom no involvement is recorded.
    """
    actions = open_action_states(situation.view)
    owned = [one for one in actions if situation.is_named(one.end("owner"))]
    if not owned:
        return out_of_scope("NO_OPEN_ACTION_OF_PROFESSIONAL") if actions else _none_open(situation)
    found: list[Item] = []
    unknown: list[Item] = []
    for one in owned:
        owner = one.end("owner") or ""
        gone = left_at(situation.view, owner)
        if gone is not None:
            since = max(gone, one.valid_from or one.recorded_at)
            found.append(Item(_key(one), reason("ACTION_ORPHANED", day=day_of(gone)), since, (one,)))
        elif not is_there(situation.view, owner):
            said = reason("OWNER_NOT_IN_TEAM")
            unknown.append(Item(_key(one), said, None, (one,), ("Involvement.holder",)))
    return answer(found, unknown, absent="OWNERS_THERE")


def promise_doubled(situation: Situation) -> Answer:
    """Found for two open actions that say the same in words and are owned by two, and for one basic condition of which,
    in one phase, two agreed actions of two owners are in force. Case, accents of reading and punctuation do not count.
    """
    said = [*_promised_actions(situation), *_promised_conditions(situation)]
    if not said:
        ever = situation.view.all("ActionState") or situation.view.all("Assessment")
        return answer((), absent="PROMISES_ONCE") if ever else out_of_scope("NOTHING_PROMISED")
    by_promise: dict[tuple[str, ...], list[Record]] = {}
    for promise, one in said:
        by_promise.setdefault(promise, []).append(one)
    found = [
        Item(
            "+".join(sorted(map(_key, some))),
            reason("PROMISE_DOUBLED", count=len({_owner(one) for one in some})),
            max((one.valid_from or 0 for one in some), default=None) or None,
            tuple(some),
        )
        for some in by_promise.values()
        if len({_owner(one) for one in some}) > 1
    ]
    return answer(found, absent="PROMISES_ONCE")


def _owner(one: Record) -> str:
    return one.end("owner") or ""


def _promised_actions(situation: Situation) -> Iterator[tuple[tuple[str, ...], Record]]:
    for one in open_action_states(situation.view):
        if _owner(one):
            yield ("action", one.values["phase"], *_words(one.values["text"])), one


def _promised_conditions(situation: Situation) -> Iterator[tuple[tuple[str, ...], Record]]:
    for one in situation.view.holding("Assessment"):
        if one.value("agreedAction") and _owner(one) and one.value("status") != "IN_ORDER":
            yield ("condition", one.end("person") or "", one.values["condition"], one.values["phase"]), one


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.casefold()))


def nobody_pays(situation: Situation) -> Answer:
    """Found for help that is planned, waited for or running, and for an open action, that nobody pays for yet.

    Unknown for an open action of which it is not said. Help by care is told to few, so it is not looked at.
    """
    view = situation.view
    help_ = [
        one
        for one in view.all("Intervention")
        if one.values["status"] in ("PLANNED", "WAITING", "RUNNING")
        and (one.valid_to is None or view.at < one.valid_to)
    ]
    actions = open_action_states(situation.view)
    if not help_ and not actions:
        ever = view.all("Intervention") or view.all("ActionState")
        return answer((), absent="SOMEBODY_PAYS") if ever else out_of_scope("NOTHING_TO_PAY")
    found = [
        Item(one.fact, reason("NOBODY_PAYS_HELP"), one.valid_from, (one,))
        for one in help_
        if one.values["pays"] == "NOBODY_YET"
    ]
    found += [
        Item(_key(one), reason("NOBODY_PAYS_ACTION"), one.valid_from, (one,))
        for one in actions
        if one.value("pays") == "NOBODY_YET"
    ]
    unknown = [
        Item(_key(one), reason("PAYER_NOT_SAID"), None, (one,), ("ActionState.pays",))
        for one in actions
        if one.value("pays") is None
    ]
    return answer(found, unknown, absent="SOMEBODY_PAYS")


def referral_silent(situation: Situation, *, days: int) -> Answer:
    """Found for a referral that nobody answered `days` days or longer after it was asked."""
    asked = referrals(situation.view)
    if not asked:
        return out_of_scope("NO_REFERRAL")
    records = {one.fact: one for one in situation.view.all("Referral")}
    found = [
        Item(
            one.origin.fact,
            reason("REFERRAL_SILENT", since=day_of(one.requested_at), days=one.days_waiting),
            one.requested_at,
            (records[one.origin.fact],),
        )
        for one in asked
        if one.days_waiting is not None and one.days_waiting >= days
    ]
    return answer(found, absent="REFERRALS_ANSWERED")
