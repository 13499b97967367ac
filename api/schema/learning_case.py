"""A case for learning (*casus voor een casusleerbijeenkomst*): a summary without identity, and its journey."""

from typing import Annotated, Any, TypeAlias

import strawberry

from analytics import learning_cases
from analytics.learning_journeys import journey_svg
from analytics.learning_ladders import LADDERS
from analytics.learning_words import PARTS, in_dutch
from api.context import Info
from api.schema.field_class import classes
from api.schema.invalid import Missing, NotFound
from api.schema.word import Word, words
from graph.model.kinds import FieldClass as K

Root: TypeAlias = strawberry.Parent[learning_cases.Told]


@words("Whether a value is told, and why not (*verteld*).")
class LearningTelling(Word):
    """Whether a value is told, and why not."""

    TOLD = "TOLD", "It is told, as a class (*verteld*)."
    MERGED = "MERGED", "Too few persons have it, however coarsely it is said (*te zeldzaam*)."
    WITHHELD = "WITHHELD", "Its class is not shown to who asks (*niet getoond*)."


def _name(root: Root) -> str:
    return root.attribute.name


def _part(root: Root) -> str:
    return PARTS[root.attribute.part]


def _english(root: Root) -> str:
    return root.attribute.english


def _dutch(root: Root) -> str:
    return f"{root.attribute.dutch}: {in_dutch(root)}"


@strawberry.type(description="One thing that a summary tells (*kenmerk*).")
class LearningFact:
    """One thing that a summary tells."""

    name: str = strawberry.field(resolver=_name, description="Name of the attribute in analytics/learning.toml.")
    part: str = strawberry.field(resolver=_part, description="Part of the summary, in Dutch.")
    about: str = strawberry.field(resolver=_english, description="What it is, in English.")
    telling: LearningTelling = strawberry.field(description="Whether it is told.")
    value: str | None = strawberry.field(description="A class such as 3-4 or 9+, or a word; null where it is not told.")
    dutch: str = strawberry.field(resolver=_dutch, description="What it is and its value, in plain Dutch.")


def _journey(root: strawberry.Parent[learning_cases.LearningCase]) -> str:
    return journey_svg(root)


@strawberry.type(
    description="A case without identity, to learn from (*casus om van te leren*): no names, ids, dates, places or free"
    " text; at least `smallestGroup` persons fit all of it."
)
class LearningCase:
    """A case without identity, to learn from."""

    k: int = strawberry.field(name="smallestGroup", description="At least how many persons fit all that is told.")
    told: list[LearningFact] = strawberry.field(name="facts", description="What is told, by importance.")
    journey: str = strawberry.field(
        resolver=_journey, description="The same as a picture from arrival to return, in SVG (*cliëntreis*)."
    )

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, learning_cases.LearningCase)


def _reason(_root: strawberry.Parent[learning_cases.TooFew]) -> str:
    return LADDERS.reason


def _too_few_dutch(root: strawberry.Parent[learning_cases.TooFew]) -> str:
    return f"Er zijn minder dan {root.k} mensen om in op te gaan. Daarom wordt er niets verteld."


@strawberry.type(description="There are too few persons to tell anything without identity (*te weinig mensen*).")
class TooFewPersons:
    """There are too few persons to tell anything without identity."""

    k: int = strawberry.field(name="smallestGroup", description="How many there should be at least.")
    reason: str = strawberry.field(resolver=_reason, description="Why that many.")
    dutch: str = strawberry.field(resolver=_too_few_dutch, description="The refusal in plain Dutch.")

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, learning_cases.TooFew)


_READ = (K.CONDITION, K.PLAN, K.COURSE, K.IDENTITY)
classes("LearningCase", {("smallestGroup",): (K.PUBLIC,), ("facts", "journey"): _READ})
classes("LearningFact", {("name", "part", "about", "telling"): (K.PUBLIC,), ("value", "dutch"): _READ})
classes("TooFewPersons", {("smallestGroup", "reason", "dutch"): (K.PUBLIC,)})

LearningCaseResult: TypeAlias = Annotated[
    LearningCase | TooFewPersons | NotFound,
    strawberry.union("LearningCaseResult", description="A case to learn from, or why there is none."),
]


async def learning_case(
    info: Info, case: Annotated[strawberry.ID, strawberry.argument(description="Id of the case.")]
) -> Any:
    """A case of who asks, without identity."""
    guard = info.context.guard
    found = None if guard is None else await learning_cases.learning_case(guard, case)
    return Missing(case) if found is None else found
