"""The words of the life course and the sections beside it are those of the model and of `graph`."""

import pytest
from graphql import GraphQLEnumType, build_schema

from api.cli.life_course import _DUTCH as DUTCH
from api.schema import sdl
from graph import handovers, life_entries, requests
from graph.model import course, involvements, kinds, people

SCHEMA = build_schema(sdl())


def choices(kind: kinds.Kind, name: str) -> tuple[str, ...]:
    return next(one.values for one in kind.properties if one.name == name)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("Regime", choices(course.STAY, "regime")),
        ("StayEnd", choices(course.STAY, "endReason")),
        ("TitleGround", choices(course.LEGAL_TITLE, "ground")),
        ("TitleFollows", choices(course.LEGAL_TITLE, "follows")),
        ("ContactRuleKind", choices(people.CONTACT_RULE, "kind")),
        ("ResidenceKind", choices(people.RESIDENCE, "kind")),
        ("MeetingKind", choices(course.MEETING, "kind")),
        ("ContactMomentKind", choices(course.CONTACT_MOMENT, "kind")),
        ("NoticeKind", choices(involvements.NOTICE, "kind")),
        ("Instrument", choices(course.INSTRUMENT_RESULT, "instrument")),
        ("RiskLevel", choices(course.INSTRUMENT_RESULT, "reoffending")),
        ("AdviceKind", choices(course.ADVICE_REQUEST, "kind")),
        ("AdviceStanding", tuple(requests.Advised)),
        ("ReferralStatus", choices(course.REFERRAL, "status")),
        ("Awaited", tuple(requests.Awaited)),
        ("HandoverSubject", choices(involvements.HANDOVER, "subject")),
        ("HandoverStanding", tuple(handovers.Standing)),
        ("LifeDomain", tuple(life_entries.Domain)),
        ("LifeEntryKind", tuple(life_entries.EntryKind)),
    ],
)
def test_words_are_those_of_the_model(name: str, values: tuple[str, ...]) -> None:
    declared = SCHEMA.type_map[name]
    assert isinstance(declared, GraphQLEnumType)
    assert list(declared.values) == [str(value) for value in values]


def test_every_kind_of_entry_has_a_dutch_word_on_the_command_line() -> None:
    assert set(DUTCH) == set(life_entries.EntryKind) - {life_entries.EntryKind.GAP}
