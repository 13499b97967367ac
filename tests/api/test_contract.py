"""The contract: the file, its descriptions, and its words against those of the model."""

from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInterfaceType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    parse,
    validate,
)

from api.limits import check_shape, measured
from api.questions import questions
from api.schema import sdl
from graph import actors, conditions, networks_shape, plan_changes, readiness
from graph.model import course, involvements, kinds, organisations, people, words
from graph.policy import tasks

SCHEMA: GraphQLSchema = build_schema(sdl())
OWN = {name: one for name, one in SCHEMA.type_map.items() if not name.startswith("__")}
BUILT_IN = {"String", "Int", "Float", "Boolean", "ID"}


def choices(kind: kinds.Kind, name: str) -> tuple[str, ...]:
    return next(one.values for one in kind.properties if one.name == name)


def test_the_file_is_what_the_code_says() -> None:
    assert Path(__file__).parents[2].joinpath("schema.graphql").read_text("utf-8") == sdl()


def test_everything_is_described() -> None:
    bare: list[str] = []
    for name, one in OWN.items():
        if not one.description and name not in BUILT_IN:
            bare.append(name)
        if isinstance(one, GraphQLEnumType):
            bare += [f"{name}.{value}" for value, meaning in one.values.items() if not meaning.description]
        if isinstance(one, GraphQLObjectType | GraphQLInterfaceType):
            for field_name, field in one.fields.items():
                bare += [f"{name}.{field_name}"] if not field.description else []
                bare += [f"{name}.{field_name}({arg})" for arg, value in field.args.items() if not value.description]
    assert bare == []


def test_what_may_be_null_says_when() -> None:
    silent = [
        f"{name}.{field_name}"
        for name, one in OWN.items()
        if isinstance(one, GraphQLObjectType | GraphQLInterfaceType)
        for field_name, field in one.fields.items()
        if not isinstance(field.type, GraphQLNonNull) and "null" not in (field.description or "")
    ]
    assert silent == []


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("Function", words.FUNCTIONS),
        ("OrganisationKind", words.ORGANISATION_KINDS),
        ("Frame", words.FRAMES),
        ("EndsWith", words.ENDS_WITH),
        ("YesNoUnknown", words.YES_NO_UNKNOWN),
        ("Phase", words.PHASES),
        ("Purpose", tuple(actors.Purpose)),
        ("Assurance", tuple(actors.Assurance)),
        ("NodeKind", tuple(networks_shape.NodeKind)),
        ("EdgeKind", tuple(networks_shape.EdgeKind)),
        ("EdgeStatus", tuple(networks_shape.Status)),
        ("OrganisationStatus", choices(organisations.ORGANISATION, "status")),
        ("RegionKind", choices(organisations.REGION, "kind")),
        ("OfferKind", choices(organisations.SERVICE_OFFER, "kind")),
        ("CaseKind", choices(people.CASE, "kind")),
        ("CaseStatus", choices(people.CASE_STATE, "status")),
        ("Reader", choices(people.TIE_READING, "reader")),
        ("TieQuality", choices(people.TIE_READING, "quality")),
        ("DetentionStatus", choices(course.DETENTION_STATE, "status")),
        ("EndCertainty", choices(course.DETENTION_STATE, "certainty")),
        ("ConditionKind", words.CONDITIONS),
        ("ConditionStatus", choices(course.ASSESSMENT, "status")),
        ("ConditionStanding", tuple(conditions.Standing)),
        ("ReadyReason", tuple(readiness.Why)),
        ("Act", tuple(tasks.TASKS)),
        ("PlanStatus", choices(course.PLAN_STATE, "status")),
        ("GoalKind", choices(course.GOAL_STATE, "kind")),
        ("GoalStatus", choices(course.GOAL_STATE, "status")),
        ("ActionStatus", choices(course.ACTION_STATE, "status")),
        ("PlanAnswer", (*choices(course.PLAN_AGREEMENT, "answer"), "NOT_ANSWERED")),
        ("PlanChangeKind", tuple(plan_changes.Changed)),
        ("PlanField", plan_changes.FIELDS),
        ("Payer", choices(course.INTERVENTION, "pays")),
        ("InterventionStatus", choices(course.INTERVENTION, "status")),
    ],
)
def test_words_are_those_of_the_model(name: str, values: tuple[str, ...]) -> None:
    declared = OWN[name]
    assert isinstance(declared, GraphQLEnumType)
    assert list(declared.values) == [str(value) for value in values]


def test_roles_are_functions_that_work_on_cases() -> None:
    roles = choices(involvements.INVOLVEMENT, "role")
    declared = OWN["Function"]
    assert isinstance(declared, GraphQLEnumType)
    assert set(roles) <= set(declared.values)


@pytest.mark.parametrize("name", questions())
def test_every_question_of_the_library_is_valid_and_within_the_limits(name: str) -> None:
    document = parse(questions()[name])
    assert validate(SCHEMA, document) == []
    check_shape(document)
    assert measured(SCHEMA, document, {}).reads


def test_every_question_says_what_it_is_for() -> None:
    assert [name for name, text in questions().items() if not text.startswith("# ")] == []


def test_every_list_is_asked_by_a_question() -> None:
    assert SCHEMA.query_type is not None
    lists = {name for name, field in SCHEMA.query_type.fields.items() if "first" in field.args}
    assert lists - set(questions()) == set()
