"""What an object does not show, and why: the same whether there is anything or not."""

from typing import Any

import strawberry
from graphql.pyutils import Path

from api.context import Info
from api.schema.field_class import FieldClass, fields_of
from api.schema.word import Word, words
from graph import withholding
from graph.policy.reasons import WORDINGS


@words("Why something is not shown (*reden*).")
class WithheldReason(Word):
    """Why something is not shown."""

    NO_LEGAL_BASIS = "NO_LEGAL_BASIS", "No legal basis to show it to this function (*geen grondslag*)."
    PURPOSE_MISMATCH = "PURPOSE_MISMATCH", "Not for the purpose you work under now (*ander doel*)."
    HEALTH_SECRECY = "HEALTH_SECRECY", "Medical secrecy (*medisch beroepsgeheim*)."
    NEEDS_STEP_UP = "NEEDS_STEP_UP", "Sign in at assurance level high (*hoger betrouwbaarheidsniveau*)."
    SEALED = "SEALED", "Sealed (*afgeschermd*)."
    RETENTION_EXPIRED = "RETENTION_EXPIRED", "Its retention period has passed (*bewaartermijn verstreken*)."
    NOT_YOUR_TASK = "NOT_YOUR_TASK", "Not the task of your function (*niet uw taak*)."


@words("Whom to ask about what is not shown (*bij wie navragen*).")
class Ask(Word):
    """Whom to ask about what is not shown."""

    PRIVACY_OFFICER = "PRIVACY_OFFICER", "The privacy officer (*privacyfunctionaris*)."
    CASE_DIRECTOR = "CASE_DIRECTOR", "The case director (*casusregisseur*)."
    PERSON_OR_CARE_PROVIDER = "PERSON_OR_CARE_PROVIDER", "The person, or the care provider (*betrokkene of zorg*)."
    YOURSELF = "YOURSELF", "Nobody: you can do it yourself (*uzelf*)."


def _fields(info: Info, root: strawberry.Parent[withholding.Withheld]) -> list[str]:
    """The fields of the object around this entry; its type is the last one on the path that is not ours."""
    path: Path | None = info.path
    while path is not None and (path.typename is None or path.typename == "Withheld"):
        path = path.prev
    if path is None or path.typename is None:
        return []
    return fields_of(path.typename, root.field_class, form_shown=root.form_shown)


def _english(root: strawberry.Parent[withholding.Withheld]) -> str:
    wording = WORDINGS[root.reason]
    return f"{wording.english} {wording.ask_english}"


def _dutch(root: strawberry.Parent[withholding.Withheld]) -> str:
    wording = WORDINGS[root.reason]
    return f"{wording.dutch} {wording.ask_dutch}"


@strawberry.type(description="A class of which nothing, or not everything, is shown here (*niet getoond*).")
class Withheld:
    """A class of which nothing, or not everything, is shown here."""

    fields: list[str] = strawberry.field(resolver=_fields, description="The fields of this object that it is about.")
    field_class: FieldClass = strawberry.field(name="class", description="The class.")
    reason: WithheldReason = strawberry.field(description="Why.")
    rule: str = strawberry.field(description="The rule of the policy: a row of the matrix and its class.")
    ask: Ask = strawberry.field(description="Whom to ask.")
    english: str = strawberry.field(resolver=_english, description="Reason and next step in plain English.")
    dutch: str = strawberry.field(resolver=_dutch, description="Reason and next step in plain Dutch.")
    case_id: strawberry.ID = strawberry.field(name="case", description="Id of the case whose rule it is.")


def withheld_field() -> Any:
    """The field `withheld` of an object that can withhold."""
    return strawberry.field(
        description="What is not shown, by class; the same whether there is anything or not (*niet getoond*)."
    )
