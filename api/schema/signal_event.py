"""What happens in cases, as it happens (*gebeurtenissen*): a stream of events, each with the signals it raises."""

from collections.abc import AsyncGenerator
from typing import Annotated, Any, Final, TypeAlias

import strawberry
from graphql import GraphQLError

from api.context import Info
from api.schema.date import Moment
from api.schema.declined import RefusalCode, Refused
from api.schema.field_class import classes
from api.schema.invalid import Invalid, Missing, NotFound
from api.schema.party import OF_RECORDS
from api.schema.sequence import Sequence
from api.schema.signal import Signal
from api.subscriptions_stream import CaseEvent as Seen
from api.subscriptions_stream import Ended
from graph.inputs import could_be_id
from graph.model.kinds import FieldClass as K
from graph.refusals import Code, refused

MOST_CASES: Final = 100
"""Cases that one stream can be of."""

_ENDS: Final = {
    Ended.SLOW: "you read more slowly than things happen: read the cases, and listen again from what you hold",
    Ended.UNAVAILABLE: "it cannot be judged now what you may see: listen again from what you hold",
}


def _id(root: strawberry.Parent[Seen]) -> Any:
    return root.told.event.id


def _case(root: strawberry.Parent[Seen]) -> Any:
    return root.told.event.case_id


def _sequence(root: strawberry.Parent[Seen]) -> Any:
    return root.told.event.sequence


def _act(root: strawberry.Parent[Seen]) -> Any:
    return root.told.event.act


def _facts(root: strawberry.Parent[Seen]) -> Any:
    return root.told.facts


def _signals(root: strawberry.Parent[Seen]) -> Any:
    return root.told.signals


@strawberry.type(
    description="Something that happened in a case of yours (*gebeurtenis*). It may come more than once. Who holds"
    " another sequence of the case than `previous` missed something, and reads the case again."
)
class CaseEvent:
    """Something that happened in an own case."""

    id: strawberry.ID = strawberry.field(resolver=_id, description="Id of the event, the same each time it comes.")
    case: strawberry.ID = strawberry.field(resolver=_case, description="In which case (*casus*).")
    sequence: Sequence = strawberry.field(resolver=_sequence, description="Its place; it rises within the case.")
    previous: Sequence | None = strawberry.field(
        description="The sequence of the event before it that you may see; null for none in the last two weeks."
    )
    act: str = strawberry.field(resolver=_act, description="What was done, as the name of the mutation.")
    facts: list[strawberry.ID] = strawberry.field(resolver=_facts, description="The facts it wrote that you may see.")
    signals: list[Signal] = strawberry.field(
        resolver=_signals, description="The signals it raises for you; none for what you did yourself."
    )
    seen_at: Moment = strawberry.field(description="The moment at which it was judged that you may see it.")

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, Seen)


classes(
    "CaseEvent",
    {
        ("id", "case", "sequence", "previous", "seenAt"): (K.PUBLIC,),
        ("act", "facts", "signals"): OF_RECORDS,
    },
)
classes("Subscription", {("caseEvents",): (K.PUBLIC,)})

CaseEventsResult: TypeAlias = Annotated[
    CaseEvent | NotFound | Invalid,
    strawberry.union(
        "CaseEventsResult",
        description="An event; or, as the last thing that comes, why there are none (any more).",
    ),
]


async def case_events(
    info: Info,
    cases: Annotated[list[strawberry.ID], strawberry.argument(description=f"Ids of 1 to {MOST_CASES} cases of yours.")],
    after: Annotated[
        Sequence | None,
        strawberry.argument(
            description="Begin after this sequence: the lowest one you hold of these cases; null is from now on."
        ),
    ] = None,
) -> AsyncGenerator[Any, None]:
    """What happens in some own cases, from now on or after what who asks holds."""
    context = info.context
    if not 1 <= len(cases) <= MOST_CASES or len(set(cases)) != len(cases):
        said = refused(Code.EACH_ONCE, "cases", limit=MOST_CASES)
        yield Refused(said.field, RefusalCode(said.code), str(said), said.dutch)
        return
    impossible = next((one for one in cases if not could_be_id(one)), None)
    if impossible is not None or context.actor is None or context.feed is None:
        yield Missing(impossible or cases[0])
        return
    async with context.feed.listening(context.actor, cases, after) as stream:
        while (found := await stream.deliveries()) is not None:
            await context.disclose(found.looks, found.judged_at)
            for one in found.events:
                yield one
    if stream.gone is not None:
        yield Missing(stream.gone)
    elif stream.ended is not None:
        raise GraphQLError(_ENDS[stream.ended], extensions={"code": stream.ended.value})


@strawberry.type(
    description="What can be listened to (*meeluisteren*), over a WebSocket. A stream ends within five seconds of the"
    " end of a right: of the sign-in, of the position, of the involvement."
)
class Subscription:
    """What can be listened to."""

    case_events: Any = strawberry.subscription(
        resolver=case_events,
        graphql_type=CaseEventsResult,
        description="What happens in cases of yours, each event judged when it is told (*gebeurtenissen*).",
    )
