"""How an act in a case stands in the contract: one input and one mutation, made from the act's own fields."""

import inspect
from collections.abc import Mapping
from typing import Annotated, Any, TypeAlias, cast

import strawberry

from analytics.rules_for_acts import RULES_FOR_ACTS
from api.context import Info
from api.schema.act_words import word_of
from api.schema.date import Day, Moment, Unreadable
from api.schema.field_class import classes
from api.schema.invalid import Invalid, InvalidError, NotFound, moment_in
from api.schema.mutation_refusal import Conflict, Refused, done
from api.schema.sequence import Sequence
from graph.casework.case_act import CaseAct
from graph.casework.fields import Field, Form, fields_of
from graph.casework.working import Desk, Done, act_in_case
from graph.guards import Guard
from graph.model.kinds import FieldClass as K

_TYPES: Mapping[Form, Any] = {
    Form.TEXT: str,
    Form.TEXTS: list[str],
    Form.ID: strawberry.ID,
    Form.IDS: list[strawberry.ID],
    Form.DAY: Day,
    Form.MOMENT: Moment,
    Form.NUMBER: int,
    Form.FLAG: bool,
}
_CASE = "Id of the case (*casus*)."
_VERSION = "The `version` of the case picture that was read; where it is given, what changed since is a Conflict."
_EXPECTED = "The `version` of the case picture that was read: what this changes must not have changed since."
_KEY = "A random text for this act (8 to 200 characters): asked again with it, it is not done twice."


@strawberry.type(description="It is done (*gedaan*), in a case: read the case again for how it stands now.")
class Changed:
    """An act that was done."""

    act: str = strawberry.field(description="What was done: the name of the mutation.")
    case_id: strawberry.ID = strawberry.field(name="case", description="Id of the case.")
    version: str | None = strawberry.field(
        description="The version of the case to expect in a next act; null where you did not say what you had read, or"
        " others changed something since: read the case again."
    )
    sequence: Sequence = strawberry.field(description="The place of its event among those of the case.")
    facts: list[strawberry.ID] = strawberry.field(description="Ids of the facts that were written, or ended.")
    made: list[strawberry.ID] = strawberry.field(description="Ids of what was made: a plan, a goal, an action.")

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, Done)


classes("Changed", {("act", "case", "version", "sequence", "facts", "made"): (K.PUBLIC,)})

ActResult: TypeAlias = Annotated[
    Changed | NotFound | Invalid | Conflict | Refused,
    strawberry.union("ActResult", description="What an act in a case left, or why it was not done."),
]


def mutation_of(act: type[CaseAct]) -> Any:
    """The mutation that does an act."""
    asked = _input_of(act)

    async def resolve(info: Info, input: Any) -> Any:
        given = cast("dict[str, Any]", vars(input))
        return await _do(info, act, given)

    resolve.__annotations__ = {
        "info": Info,
        "input": Annotated[asked, strawberry.argument(description="What is to be done, and in which case.")],
    }
    return strawberry.mutation(resolver=resolve, graphql_type=ActResult, description=_described(act))


def _described(act: type[CaseAct]) -> str:
    return inspect.getdoc(act) or ""


def _input_of(act: type[CaseAct]) -> type[Any]:
    """The input of an act: its case, its fields, the version that was read and the key."""
    annotations: dict[str, Any] = {"case": strawberry.ID}
    given: dict[str, Any] = {"case": strawberry.field(description=_CASE)}
    optional: dict[str, Any] = {}
    for one in fields_of(act):
        type_ = _type_of(one)
        annotations[one.attribute] = type_ if one.required else type_ | None
        if one.required:
            given[one.attribute] = strawberry.field(name=one.name, description=one.said.description)
        else:
            optional[one.attribute] = strawberry.field(name=one.name, default=None, description=one.said.description)
    annotations["expected_version"] = str if act.EXPECTS else str | None
    if act.EXPECTS:
        given["expected_version"] = strawberry.field(description=_EXPECTED)
    else:
        optional["expected_version"] = strawberry.field(default=None, description=_VERSION)
    annotations["idempotency_key"] = str
    given["idempotency_key"] = strawberry.field(description=_KEY)
    ordered = {key: annotations[key] for key in (*given, *optional)}
    name = act.NAME[0].upper() + act.NAME[1:] + "Input"
    made = type(name, (), {"__annotations__": ordered, "__doc__": _described(act), **given, **optional})
    return strawberry.input(made, description=_described(act))


def _type_of(field: Field) -> Any:
    match field.said.form:
        case Form.WORD:
            return word_of(field.said.values)
        case Form.WORDS:
            return list[word_of(field.said.values)]  # pyright: ignore[reportInvalidTypeForm] (found while it runs)
        case form:
            return _TYPES[form]


async def _do(info: Info, act: type[CaseAct], asked: Mapping[str, Any]) -> Any:
    context = info.context
    try:
        values = {one.attribute: _value(one, asked[one.attribute]) for one in fields_of(act)}
    except InvalidError as error:
        return error.answer
    given = {name: value for name, value in values.items() if value is not None}

    async def change(guard: Guard) -> Done | None:
        return await act_in_case(
            Desk(guard, context.clock, context.log, RULES_FOR_ACTS),
            asked["case"],
            asked["idempotency_key"],
            act(**given),
            asked["expected_version"],
        )

    return await done(context, asked["case"], change)


def _value(field: Field, value: Any) -> Any:
    if isinstance(value, Unreadable):
        return moment_in(field.name, value)
    if value is None:
        return None
    if field.said.form in (Form.IDS, Form.WORDS, Form.TEXTS):
        return tuple(str(one) for one in value)
    return str(value) if field.said.form is Form.WORD else value
