"""What changed in a case between two moments, or since who asks last looked at it."""

from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias

import strawberry

from api import loaders
from api.context import Info
from api.schema.date import Day, Moment, last_day_of
from api.schema.declined import RefusalCode
from api.schema.field_class import classes
from api.schema.invalid import Invalid, InvalidError, Missing, NotFound, Refused, moment_in
from api.schema.party import OF_RECORDS, Origin
from api.schema.subject_report import FactValue
from api.schema.withheld import Withheld
from api.schema.word import Word, words
from graph import changes, record_texts
from graph.dossiers import Dossier, dossiers_by_case
from graph.errors import InputError
from graph.inputs import check_moment
from graph.last_looks import last_look
from graph.model.catalogue import KINDS
from graph.model.kinds import FieldClass as K


@words("What happened to a fact (*wijziging*).")
class Changing(Word):
    """What happened to a fact."""

    ADDED = "ADDED", "It became known (*nieuw*)."
    CHANGED = "CHANGED", "What it is about is otherwise now (*gewijzigd*)."
    STARTED = "STARTED", "It was planned and began (*begonnen*)."
    ENDED = "ENDED", "It ended (*beëindigd*)."
    CORRECTED = "CORRECTED", "It was wrong, and was put right (*gecorrigeerd*)."
    WITHDRAWN = "WITHDRAWN", "It was wrong, and was taken back (*ingetrokken*)."
    CONFIRMED = "CONFIRMED", "Somebody confirmed that it still holds (*bevestigd*)."
    DISPUTED = "DISPUTED", "The person said that it is not right, or that was decided on (*betwist*)."


@strawberry.type(description="One property of a fact that is otherwise than before (*gewijzigd gegeven*).")
class ChangedValue:
    """One property of a fact that is otherwise than before."""

    name: str = strawberry.field(
        description="What it is, as the format of worlds names it; startsOn and endsOn are the first and last day."
    )
    was: str | None = strawberry.field(description="What was said before; null where nothing was.")
    becomes: str | None = strawberry.field(description="What is said now; null where nothing is.")

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, record_texts.ChangedValue)


@dataclass(frozen=True, slots=True)
class _Value:
    name: str
    text: str


ChangeRoot: TypeAlias = strawberry.Parent[changes.Change]


def _about(root: ChangeRoot) -> str:
    return KINDS[root.kind].description


def _values(root: ChangeRoot) -> list[_Value]:
    return [_Value(name, text) for name, text in root.values]


@strawberry.type(description="One change of one fact of a case (*wijziging*).")
class CaseChange:
    """One change of one fact of a case."""

    at: Moment = strawberry.field(description="When it happened, or became known.")
    change: Changing = strawberry.field(description="What happened.")
    kind: str = strawberry.field(description="Kind of fact, as the format of worlds names it.")
    about: str = strawberry.field(resolver=_about, description="What a fact of this kind says.")
    values: Any = strawberry.field(
        resolver=_values, graphql_type=list[FactValue], description="What it says now; of one taken back, what it said."
    )
    differs: list[ChangedValue] = strawberry.field(description="What is otherwise than before, from and to.")
    valid_from: Day | None = strawberry.field(name="startsOn", description="First day; null where it is unknown.")
    ends_on: Day | None = strawberry.field(
        resolver=last_day_of("valid_to"), description="Last day; null while no end is known."
    )
    origin: Origin = strawberry.field(description="Where it comes from (*herkomst*).")

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, changes.Change)


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed in one case between two moments; `first` None is "from the beginning"."""

    dossier: Dossier
    first: int | None
    last: int
    found: tuple[changes.Change, ...]


Root: TypeAlias = strawberry.Parent[Changed]


def _case(root: Root) -> str:
    return root.dossier.case_id


def _withheld(root: Root) -> Any:
    return root.dossier.withheld


@strawberry.type(description="What changed in a case between two moments (*wat is er veranderd*), oldest first.")
class CaseChanges:
    """What changed in a case between two moments."""

    case: Any = strawberry.field(resolver=_case, graphql_type=strawberry.ID, description="Id of the case (*casus*).")
    first: Moment | None = strawberry.field(
        name="from", description="After this moment; null from the beginning, as for who never looked before."
    )
    last: Moment = strawberry.field(name="to", description="Up to and including this moment.")
    found: list[CaseChange] = strawberry.field(name="changes", description="The changes, by moment.")
    withheld: Any = strawberry.field(
        resolver=_withheld,
        graphql_type=list[Withheld],
        description="What is not shown, by class; the same whether there is anything or not (*niet getoond*).",
    )

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, Changed)


classes("CaseChanges", {("case", "from", "to", "withheld"): (K.PUBLIC,), ("changes",): OF_RECORDS})
classes(
    "CaseChange",
    {("at", "change", "kind", "about", "values", "differs", "startsOn", "endsOn", "origin"): (*OF_RECORDS, K.WORK)},
)
classes("ChangedValue", {("name", "was", "becomes"): (*OF_RECORDS, K.WORK)})

CaseChangesResult: TypeAlias = Annotated[
    CaseChanges | NotFound | Invalid,
    strawberry.union("CaseChangesResult", description="What changed, or why that cannot be told."),
]

_CHOOSE = "from: give this or sinceMyLastLook, and not both"


async def case_changes(
    info: Info,
    case: Annotated[strawberry.ID, strawberry.argument(description="Id of the case.")],
    *,
    first: Annotated[
        Moment | None,
        strawberry.argument(name="from", description="After this moment; null with sinceMyLastLook."),
    ] = None,
    last: Annotated[
        Moment | None, strawberry.argument(name="to", description="Up to and including this moment; null is now.")
    ] = None,
    since_my_last_look: Annotated[
        bool,
        strawberry.argument(
            description="Since you last looked at this case, in a list not counted (*sinds ik laatst keek*)."
        ),
    ] = False,
) -> Changed | Missing | Refused:
    """What changed in a case."""
    context = info.context
    try:
        now = context.clock.now()
        begin, end = moment_in("from", first), moment_in("to", last)
        if (begin is None) != since_my_last_look:
            raise InvalidError("from", RefusalCode.UNUSABLE, _CHOOSE)
        for name, moment in (("from", begin), ("to", end)):
            if moment is not None:
                check_moment(name, moment)
        begin, end = changes.between(begin, end, now)
    except InputError as error:
        return InvalidError.of(error).answer
    except InvalidError as error:
        return error.answer
    dossier = await loaders.guarded(context, dossiers_by_case).load(case)
    if dossier is None or context.actor is None:
        return Missing(case)
    if since_my_last_look:
        begin = await last_look(context.log_reader, context.actor, dossier.person_ids, case)
        begin = begin if begin is None else min(begin, end)
    return Changed(dossier, begin, end, changes.changes(dossier.records, begin, end))
