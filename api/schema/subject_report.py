"""All that is held about a person, for that person: the right of access (*inzage*) as a front-end shows it."""

from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias

import strawberry

from api.context import Info
from api.schema.date import Day, Moment, last_day_of
from api.schema.field_class import FieldClass
from api.schema.finding import FindingLife
from api.schema.invalid import Missing, NotFound
from api.schema.purpose import Function
from api.schema.signal import SignalKind
from api.schema.withheld import Withheld, withheld_field
from api.schema.word import Word, words
from graph import held_acts, held_facts, held_findings, subject_reports
from graph.model.catalogue import KINDS
from graph.times import day_of

Root: TypeAlias = strawberry.Parent[held_facts.HeldFact]


@words("What became of a dispute (*betwisting*).")
class DisputeStatus(Word):
    """What became of a dispute."""

    OPEN = "OPEN", "Not decided on yet (*open*)."
    UPHELD = "UPHELD", "The organisation that the fact comes from agrees (*terecht*)."
    REJECTED = "REJECTED", "The organisation that the fact comes from does not agree (*afgewezen*)."


@strawberry.type(description="What the person says against a fact (*betwisting*).")
class Dispute:
    """What the person says against a fact."""

    at: Moment = strawberry.field(description="Since when.")
    status: DisputeStatus = strawberry.field(description="What became of it.")
    text: str | None = strawberry.field(description="What is not right, in own words; null where nothing was said.")
    reason: str | None = strawberry.field(description="Why it was answered so (*motivering*); null while it is open.")


@strawberry.type(
    description="Who stands at a fact beside the person (*partij*): an organisation, or a function there. Never a name."
)
class FactParty:
    """Who stands at a fact beside the person."""

    relation: str = strawberry.field(description="How it is tied to the fact, such as HAS, BY or TO.")
    organisation_id: strawberry.ID = strawberry.field(name="organisation", description="Id of the organisation.")
    organisation: str = strawberry.field(name="organisationName", description="Name of the organisation.")
    function: Function | None = strawberry.field(
        description="Function of who stands there (*functie*); null where it is the organisation itself."
    )


@dataclass(frozen=True, slots=True)
class _Value:
    name: str
    text: str


@strawberry.type(description="One value of a fact, for people to read (*gegeven*).")
class FactValue:
    """One value of a fact."""

    name: str = strawberry.field(description="What it is, as the format of worlds names it.")
    text: str = strawberry.field(description="The value as text; a moment as its day, several words with commas.")


def _description(root: Root) -> str:
    return KINDS[root.kind].description


def _values(root: Root) -> list[_Value]:
    return [_Value(name, root.text_of(name)) for name in root.values]


@strawberry.type(description="One fact that is held about the person (*gegeven*), in one of its versions.")
class HeldFact:
    """One fact that is held about the person."""

    fact: strawberry.ID = strawberry.field(
        description="Id of the fact, the same in all its versions: to dispute it by."
    )
    case_id: strawberry.ID = strawberry.field(name="case", description="Id of the case it is recorded in.")
    kind: str = strawberry.field(description="Kind of fact, as the format of worlds names it.")
    about: str = strawberry.field(resolver=_description, description="What a fact of this kind says.")
    field_class: FieldClass = strawberry.field(name="class", description="Its class.")
    values: Any = strawberry.field(resolver=_values, graphql_type=list[FactValue], description="What it says.")
    valid_from: Day | None = strawberry.field(name="startsOn", description="First day; null where it is unknown.")
    ends_on: Day | None = strawberry.field(
        resolver=last_day_of("valid_to"), description="Last day; null while no end is known."
    )
    recorded_at: Moment | None = strawberry.field(
        description="Since when it is known here; null for what never changes, as a date of birth."
    )
    replaced_at: Moment | None = strawberry.field(
        description="Since when another version is believed; null for the one that is believed now."
    )
    source: str | None = strawberry.field(description="Which registration said so (*bron*); null where none is kept.")
    parties: list[FactParty] = strawberry.field(description="Who stands at it, without names of persons.")
    disputes: list[Dispute] = strawberry.field(description="What the person said against it.")


@strawberry.type(description="An organisation that has or had data of the person (*ontvanger*), and why.")
class Recipient:
    """An organisation that has or had data of the person."""

    organisation_id: strawberry.ID = strawberry.field(name="organisation", description="Id of the organisation.")
    organisation: str = strawberry.field(name="organisationName", description="Name of the organisation.")
    because: str = strawberry.field(description="The kind of fact it follows from, such as Involvement or Notice.")
    valid_from: Day | None = strawberry.field(name="startsOn", description="First day; null where it is unknown.")
    ends_on: Day | None = strawberry.field(
        resolver=last_day_of("valid_to"), description="Last day; null while no end is known."
    )


@strawberry.type(description="Something that was done in a case of the person (*handeling*).")
class HeldAct:
    """Something that was done in a case."""

    act: str = strawberry.field(description="Name of the act, as the mutation of this schema.")
    case_id: strawberry.ID = strawberry.field(name="case", description="Id of the case.")
    at: Moment = strawberry.field(description="When.")
    facts: list[strawberry.ID] = strawberry.field(description="Ids of the facts of this report that it is about.")
    by: FactParty | None = strawberry.field(
        description="Who did it, without a name; null where it is not shown that they are around, and for the person."
    )
    own: bool = strawberry.field(description="Whether the person did it.")


def _until(root: strawberry.Parent[held_acts.HeldHandling]) -> Any:
    return None if root.until is None else day_of(root.until)


@strawberry.type(
    description="What a team said of a signal about a fact of this report (*afgehandeld of uitgesteld signaal*)."
)
class HeldHandling:
    """What a team said of a signal."""

    fact: strawberry.ID = strawberry.field(description="Id of the fact that the signal tells of.")
    case_id: strawberry.ID = strawberry.field(name="case", description="Id of the case.")
    kind: SignalKind | None = strawberry.field(description="What it was about; null where that kind is gone.")
    at: Moment = strawberry.field(description="When it was said.")
    until: Day | None = strawberry.field(
        resolver=_until, description="Put off until this day (*uitgesteld tot*); null where it was seen to."
    )
    reason: str | None = strawberry.field(description="Why it was put off; null where it was not, or as `by`.")
    by: FactParty | None = strawberry.field(
        description="Who said so, without a name; null where it is not shown that they are around."
    )


def _of_kept(name: str, kind: Any, description: str) -> Any:
    def told(root: strawberry.Parent[held_findings.HeldFinding]) -> Any:
        return getattr(root.kept, name)

    return strawberry.field(resolver=told, graphql_type=kind, description=description)


def _reads(root: strawberry.Parent[held_findings.HeldFinding]) -> list[FieldClass]:
    return [FieldClass(one) for one in sorted(root.kept.reads)]


@strawberry.type(description="What a rule found about the person (*bevinding*); docs/findings.md says what it asks.")
class HeldFinding:
    """What a rule found about the person."""

    id: Any = _of_kept("id", strawberry.ID, "Id.")
    case: Any = _of_kept("case_id", strawberry.ID, "Id of the case.")
    rule: Any = _of_kept("rule", str, "Id of the rule.")
    code: Any = _of_kept("code", str, "Code of the reason when it was last seen.")
    reads: list[FieldClass] = strawberry.field(resolver=_reads, description="Classes of the records it is judged by.")
    first_seen: Any = _of_kept("first_seen", Day, "Day of the first run that found it.")
    last_seen: Any = _of_kept("last_seen", Day, "Day of the last run that found it.")
    life: Any = _of_kept("life", FindingLife, "Where it stands.")
    accepted_until: Day | None = strawberry.field(description="Until when a team accepts it; null where it does not.")
    reason: str | None = strawberry.field(description="Why it is accepted; null where it is not, or as `by`.")
    by: FactParty | None = strawberry.field(
        description="Who accepted it, without a name; null where it is not shown that they are around."
    )


def _contact_point(_root: strawberry.Parent[subject_reports.SubjectReport]) -> str:
    return subject_reports.CONTACT_POINT


def _contact_point_dutch(_root: strawberry.Parent[subject_reports.SubjectReport]) -> str:
    return subject_reports.CONTACT_POINT_DUTCH


@strawberry.type(
    description="All that is held about the person, for that person (*inzage*); who looked is in `accessLog`."
)
class SubjectReport:
    """All that is held about the person."""

    person_id: strawberry.ID = strawberry.field(name="person", description="Whose report it is.")
    at: Moment = strawberry.field(description="When it was made.")
    case_ids: list[strawberry.ID] = strawberry.field(name="cases", description="The own cases (*casussen*), by id.")
    facts: list[HeldFact] = strawberry.field(description="Every fact in every version, by kind and start.")
    recipients: list[Recipient] = strawberry.field(description="Who received data, by name (*ontvangers*).")
    acts: list[HeldAct] = strawberry.field(description="What was done in the own cases, the latest first.")
    handlings: list[HeldHandling] = strawberry.field(
        description="What teams said of signals: seen to, or put off and why; the latest first."
    )
    findings: list[HeldFinding] = strawberry.field(
        description="What rules found about the person, the last seen first (*bevindingen*)."
    )
    withheld: list[Withheld] = withheld_field()
    contact_point: str = strawberry.field(
        resolver=_contact_point, description="Where to ask about what cannot stand here (*contactpunt*), in English."
    )
    contact_point_dutch: str = strawberry.field(
        resolver=_contact_point_dutch, description="The same in Dutch (*contactpunt*)."
    )

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, subject_reports.SubjectReport)


SubjectReportResult: TypeAlias = Annotated[
    SubjectReport | NotFound,
    strawberry.union("SubjectReportResult", description="The report, or that there is none for who asks."),
]


async def subject_report(
    info: Info, person: Annotated[strawberry.ID, strawberry.argument(description="Id of the person who asks.")]
) -> Any:
    """What is held about the person who asks."""
    guard = info.context.guard
    found = None if guard is None else await subject_reports.subject_report(guard, person)
    return Missing(person) if found is None else found
