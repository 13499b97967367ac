"""Signals (*signalen*): what who asks must know of the own cases, each once, with its cause and what to do."""

from typing import Annotated, Any, TypeAlias

import strawberry

from analytics.screening.due import SCREENING_WATCH
from api.context import Info
from api.schema.date import Day, Moment
from api.schema.field_class import classes
from api.schema.invalid import Invalid, InvalidError, Refused
from api.schema.judged_page import JudgedPage
from api.schema.paging import PAGE, After, First, PageInfo, check_first, key_after
from api.schema.party import OF_RECORDS, Origin, Party
from api.schema.sequence import Sequence
from api.schema.withheld import Withheld
from api.schema.word import Word, words
from graph import signals
from graph.inputs import could_be_id
from graph.model.kinds import FieldClass as K
from graph.signal_lists import SignalList, signals_of
from graph.times import day_of


@words("What a signal is about (*soort signaal*): what happened, or what time made of it.")
class SignalKind(Word):
    """What a signal is about."""

    DIRECTION_CHANGED = "DIRECTION_CHANGED", "Another directs the case (*regie gewijzigd*)."
    HANDOVER = "HANDOVER", "A handover was offered, answered or met about (*overdracht*)."
    CASE_STATE = "CASE_STATE", "The case was opened, closed or opened again (*casus*)."
    DETENTION = "DETENTION", "The detention or its expected end changed (*detentie*)."
    PLAN_VERSION = "PLAN_VERSION", "A version of the plan was proposed, adopted or closed (*plan*)."
    PLAN_ANSWER = "PLAN_ANSWER", "A party answered the plan (*instemming*)."
    DISPUTED = "DISPUTED", "The person disputes a fact, or that was answered (*betwisting*)."
    REFERRAL = "REFERRAL", "A referral was made or answered (*verwijzing*)."
    ADVICE = "ADVICE", "Advice was asked for, delivered or withdrawn (*advies*)."
    NOTICE = "NOTICE", "A notice to an organisation (*melding*)."
    CONSENT = "CONSENT", "Consent or a treatment relation began or ended (*toestemming*)."
    TEAM = "TEAM", "Somebody came, left, or stands there otherwise (*team*)."
    CONDITION = "CONDITION", "A basic condition was assessed (*basisvoorwaarde*)."
    ACTION = "ACTION", "A goal or action of the plan changed (*actie*)."
    BUDGET = "BUDGET", "A contribution or expense was asked, agreed or refused (*budget*)."
    OTHER = "OTHER", "Something else was recorded (*overig*)."
    DIRECTION_UNANSWERED = "DIRECTION_UNANSWERED", "An offer of direction is not answered (*regie niet beantwoord*)."
    DIRECTION_WITHOUT_PERSON = (
        "DIRECTION_WITHOUT_PERSON",
        "Direction lies with an organisation (*regie bij organisatie*).",
    )
    ACTION_ORPHANED = "ACTION_ORPHANED", "Who owns an open action left (*actie zonder eigenaar*)."
    ACTION_OVERDUE = "ACTION_OVERDUE", "An action is late (*actie te laat*)."
    PLAN_UNANSWERED = "PLAN_UNANSWERED", "A proposed plan that you have not answered (*plan niet beantwoord*)."
    REFERRAL_SILENT = "REFERRAL_SILENT", "A referral that nobody answers (*verwijzing zonder antwoord*)."
    UNASSIGNED = "UNASSIGNED", "Nobody is assigned after a notice (*niet toegewezen*)."
    SCREEN_AGAIN = "SCREEN_AGAIN", "Under SCREENING: somebody is to be screened again (*opnieuw screenen*)."


@words("How much hangs on a signal (*ernst*).")
class SignalSeverity(Word):
    """How much hangs on a signal."""

    HIGH = "HIGH", "Somebody falls through without it (*hoog*)."
    MEDIUM = "MEDIUM", "Somebody waits for it (*middel*)."
    LOW = "LOW", "Good to know (*laag*)."


@strawberry.type(description="A text in two languages (*tekst*).")
class SignalText:
    """A text in two languages."""

    en: str = strawberry.field(name="english", description="In plain English.")
    nl: str = strawberry.field(name="dutch", description="In plain Dutch.")


def _until(root: strawberry.Parent[signals.Handled]) -> Any:
    return None if root.until is None else day_of(root.until)


@strawberry.type(description="What the team said of a signal (*afgehandeld of uitgesteld*).")
class SignalHandled:
    """What the team said of a signal."""

    by: Party | None = strawberry.field(description="Who; null where you are not shown that they are around.")
    at: Moment = strawberry.field(description="When.")
    until: Day | None = strawberry.field(
        resolver=_until, description="Put off until this day (*uitgesteld tot*); null where it is seen to."
    )
    reason: str | None = strawberry.field(description="Why it was put off; null where it was not, or as `by`.")

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, signals.Handled)


def _severity(root: strawberry.Parent[signals.Signal]) -> Any:
    return root.rule.severity


def _todo(root: strawberry.Parent[signals.Signal]) -> Any:
    return root.rule.todo


@strawberry.type(description="Something you must know of a case of yours (*signaal*); one for each fact and kind.")
class Signal:
    """Something that who asks must know of an own case."""

    id: strawberry.ID = strawberry.field(description="The same for everybody, as long as the fact stands.")
    kind: SignalKind = strawberry.field(description="What it is about.")
    severity: SignalSeverity = strawberry.field(resolver=_severity, description="How much hangs on it.")
    case_id: strawberry.ID = strawberry.field(name="case", description="Id of the case (*casus*).")
    person_ids: list[strawberry.ID] = strawberry.field(name="persons", description="Ids of whose case it is.")
    names: list[str] = strawberry.field(description="Their names; empty where withheld, or not recorded.")
    since: Moment = strawberry.field(description="When it was raised, or raised anew.")
    days: int | None = strawberry.field(description="How many days it stands so; null for what happened.")
    cause: SignalText = strawberry.field(description="What happened, or how it stands (*oorzaak*).")
    todo: SignalText = strawberry.field(name="toDo", resolver=_todo, description="What to do (*wat te doen*).")
    party: Party | None = strawberry.field(
        description="Who did it, owns it, is waited for, or holds direction; null where that is not shown."
    )
    act: str | None = strawberry.field(description="The act that raised it, as its mutation; null for time.")
    sequence: Sequence | None = strawberry.field(description="The sequence of its event; null for time.")
    handled: SignalHandled | None = strawberry.field(description="What the team said of it since; null for nothing.")
    origin: Origin = strawberry.field(description="The fact it tells of.")

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, signals.Signal)


@strawberry.type(description="A signal and its cursor.")
class SignalEdge:
    """A signal and its cursor."""

    node: Signal = strawberry.field(description="The signal.")
    cursor: str = strawberry.field(description="Cursor, for `after`.")


@strawberry.type(description="A page of signals: by severity, then the latest first (*signalen*).")
class SignalConnection:
    """A page of signals."""

    edges: list[SignalEdge] = strawberry.field(description="The signals of this page.")
    page_info: PageInfo = strawberry.field(description="Where this page stands.")
    total_count: int = strawberry.field(description="How many the whole list holds, for you.")
    at: Moment = strawberry.field(description="The moment at which they are judged.")
    withheld: list[Withheld] = strawberry.field(
        description="What none of your cases shows, by class, whether there is anything or not (*niet getoond*)."
    )

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, JudgedPage)


classes("SignalText", {("english", "dutch"): OF_RECORDS})
classes("SignalHandled", {("by", "at", "until", "reason"): OF_RECORDS})
classes(
    "Signal",
    {
        ("case", "persons"): (K.PUBLIC,),
        ("names",): (K.IDENTITY,),
        ("id", "kind", "severity", "since", "days", "cause", "toDo", "party"): OF_RECORDS,
        ("act", "sequence", "handled", "origin"): OF_RECORDS,
    },
)
classes("SignalEdge", {("node",): OF_RECORDS, ("cursor",): (K.PUBLIC,)})
classes("SignalConnection", {("edges", "totalCount"): OF_RECORDS, ("pageInfo", "at", "withheld"): (K.PUBLIC,)})

SignalsResult: TypeAlias = Annotated[
    SignalConnection | Invalid, strawberry.union("SignalsResult", description="Signals, or why there are none.")
]


async def signals_list(
    info: Info,
    *,
    case: Annotated[strawberry.ID | None, strawberry.argument(description="Of one case; null is all of yours.")] = None,
    include_handled: Annotated[
        bool, strawberry.argument(description="Also what the team has seen to or put off (*ook afgehandelde*).")
    ] = False,
    first: First = PAGE,
    after: After = None,
) -> JudgedPage[signals.Signal] | Refused:
    """The signals of the own cases."""
    context, guard = info.context, info.context.guard
    of = case if case is not None and could_be_id(case) else ""
    name = f"signals {of} {'all' if include_handled else 'open'}"
    try:
        check_first(first)
        key = key_after(context.owner, name, after, int, int, str)
    except InvalidError as error:
        return error.answer
    found = SignalList(context.clock.now(), (), ())
    if guard is not None and (case is None or could_be_id(case)):
        found = await signals_of(guard, case, SCREENING_WATCH)
    kept = [one for one in found.signals if include_handled or one.handled is None]
    page = JudgedPage[signals.Signal].cut(context.owner, name, kept, found.at, found.withheld, first=first, after=key)
    if guard is not None:
        for edge in page.edges:
            guard.show(edge.node.person_ids, edge.node.case_id)
    return page
