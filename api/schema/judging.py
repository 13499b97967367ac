"""What everything that is judged by rules shares: the rule, why it says what it says, and the records that counted."""

import strawberry

from analytics.rules.rule import Rule
from api.schema.field_class import FieldClass, classes
from api.schema.party import Origin
from api.schema.word import Word, words
from graph.model.kinds import FieldClass as K


@words("How much hangs on a rule (*gewicht*).")
class RuleSeverity(Word):
    """How much hangs on a rule."""

    LOW = "LOW", "Little (*laag*)."
    MEDIUM = "MEDIUM", "More (*middel*)."
    HIGH = "HIGH", "Much (*hoog*)."


@strawberry.type(description="The same in plain English and in plain Dutch.")
class TextInTwo:
    """The same in plain English and in plain Dutch."""

    en: str = strawberry.field(name="english", description="In plain English.")
    nl: str = strawberry.field(name="dutch", description="In plain Dutch.")


def _document(root: strawberry.Parent[Rule]) -> str:
    return root.source.document


def _section(root: strawberry.Parent[Rule]) -> str:
    return root.source.section


def _reads(root: strawberry.Parent[Rule]) -> list[FieldClass]:
    return [FieldClass(one) for one in root.reads]


@strawberry.type(
    description="A rule (*regel*), as it stands in its file; docs/clock.md and docs/findings.md list them all."
)
class JudgingRule:
    """A rule, as it stands in its file."""

    id: strawberry.ID = strawberry.field(description="Stable id, such as clock.first-mdo.")
    version: int = strawberry.field(description="Version; the outcome says which one judged.")
    name: TextInTwo = strawberry.field(description="What it is called (*naam*).")
    question: TextInTwo = strawberry.field(description="What it asks (*vraag*).")
    action: TextInTwo = strawberry.field(description="What to do where the answer is no (*wat te doen*).")
    severity: RuleSeverity = strawberry.field(description="How much hangs on it (*gewicht*).")
    reads: list[FieldClass] = strawberry.field(
        resolver=_reads, description="Classes of the records it is judged by; who lacks one gets NOT_FOR_YOU."
    )
    document: str = strawberry.field(resolver=_document, description="Where it comes from (*bron*).")
    section: str = strawberry.field(resolver=_section, description="Which part of it.")


@strawberry.type(description="Why a rule stands where it stands (*reden*).")
class RuleReason:
    """Why a rule stands where it stands."""

    code: str = strawberry.field(
        description="Stable code, for programs; the lists stand in docs/clock.md and docs/findings.md."
    )
    english: str = strawberry.field(description="In plain English.")
    dutch: str = strawberry.field(description="In plain Dutch.")


@strawberry.type(description="A record that counted (*bewijs*), as far as it is shown to you.")
class RuleEvidence:
    """A record that counted."""

    kind: str = strawberry.field(description="Kind of record, as in docs/world-format.md: Meeting, Notice, ...")
    origin: Origin = strawberry.field(description="Where it comes from.")


JUDGED = (K.TITLE, K.RESPONSIVITY, K.CONDITION, K.PLAN, K.COURSE)
"""The classes that rules read: each outcome is of those of its own rule."""

classes(
    "JudgingRule",
    {
        ("id", "version", "name", "question", "action", "severity", "reads", "document", "section"): (K.PUBLIC,),
    },
)
classes("TextInTwo", {("english", "dutch"): (K.PUBLIC,)})
classes("RuleReason", {("code", "english", "dutch"): JUDGED})
classes("RuleEvidence", {("kind", "origin"): JUDGED})
