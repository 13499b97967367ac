"""The class of every field of the schema, as one table: who may see a field follows from its class.

A field that is not in the table stops the server. Types of reference data and plain structure have one class for all
their fields; a type with personal data names each field. `PUBLIC` on an id, a count or a link says that it is shown
with the object, which exists only for who may know of it.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final, cast

import strawberry
from strawberry.schema_directive import Location
from strawberry.types.base import StrawberryObjectDefinition

from api.schema.word import Word, words
from graph.model import kinds


@words("Class of a field (*gegevenscategorie*): by purpose and function the policy releases or withholds it.")
class FieldClass(Word):
    """Class of a field."""

    VICTIM = "VICTIM", "Who the victim is, where; a tie to a victim (*slachtoffer*)."
    HEALTH = "HEALTH", "Diagnosis, treatment, and whatever has a care provider at one end (*gezondheid*)."
    RISK = "RISK", "Scores and reports of risk instruments (*risicotaxatie*)."
    TITLE = "TITLE", "Article, verdict, hearing, measures (*titel*)."
    FINANCE = "FINANCE", "Amounts and creditors (*financiën*)."
    RESPONSIVITY = "RESPONSIVITY", "SCIL, language level (*responsiviteit*)."
    RISK_SUMMARY = "RISK_SUMMARY", "Date, validity and level of a risk instrument (*risicosamenvatting*)."
    CONDUCT = "CONDUCT", "Behaviour, motivation, effort (*gedrag*)."
    NETWORK = "NETWORK", "People around the person and the quality of ties (*netwerk*)."
    NOTE = "NOTE", "Free text of professionals (*notitie*)."
    CONDITION = "CONDITION", "The five basic conditions and the social network (*basisvoorwaarden*)."
    PLAN = "PLAN", "Goals, actions, agreements, meetings, who is involved (*plan*)."
    CONTACT = "CONTACT", "Address and telephone of the person (*contactgegevens*)."
    COURSE = "COURSE", "Prison, dates, status, leave, release, municipalities (*verloop*)."
    IDENTITY = "IDENTITY", "Name, birth date, SKN (*identiteit*)."
    WORK = "WORK", "A professional's name, function, organisation (*werkgegevens*)."
    LOG = "LOG", "Who looked and why (*logging*)."
    PUBLIC = "PUBLIC", "Reference data, rules, and what is shown with its object (*openbaar*)."


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION],
    name="class",
    description="The classes of what a field shows; each row of a list has one of them.",
)
class Classified:
    """The classes of what a field shows."""

    of: list[FieldClass] = strawberry.directive_field(name="of")


_K = kinds.FieldClass
_ANY = (*(one for one in _K if one not in (_K.PUBLIC, _K.WORK)), _K.PUBLIC)
_HELD = tuple(one for one in _ANY if one not in (_K.VICTIM, _K.NOTE))
_EDGES = (_K.VICTIM, _K.HEALTH, _K.NETWORK, _K.PLAN, _K.COURSE, _K.WORK, _K.PUBLIC)

WHOLE: Final[Mapping[str, kinds.FieldClass]] = {
    **dict.fromkeys(
        (
            "AftercareSaid", "AftercareStateCount", "Gap", "GapConnection", "GapEdge", "GapReason", "GapRegion",
            "GapTotals", "LinkedMunicipality", "Municipality", "MunicipalityFigures", "Neighbour", "Node",
            "Organisation",
            "PartnerOrganisation", "Prison", "Region", "ServiceOffer", "ServingPrison", "Succession",
            "Conflict", "Declined", "Invalid", "Mutation", "NotFound", "PageInfo", "Query", "Refused",
            "Withheld", "NodeCount", "EdgeCount",
            "AccessLogConnection", "AccessLogEdge",
            "CaseConnection", "MunicipalityConnection", "OrganisationConnection", "PersonConnection",
            "PrisonConnection", "ProfessionalConnection", "RegionConnection", "ServiceOfferConnection",
            "CaseEdge", "MunicipalityEdge", "OrganisationEdge", "PersonEdge", "PrisonEdge", "ProfessionalEdge",
            "RegionEdge", "ServiceOfferEdge",
        ),
        _K.PUBLIC,
    ),
    "Access": _K.LOG,
    **dict.fromkeys(("Me", "MyPosition", "Position", "Professional"), _K.WORK),
}  # fmt: skip
"""Types of one class."""

EACH: Final[dict[str, Mapping[str, tuple[kinds.FieldClass, ...]]]] = {
    "Person": {
        **dict.fromkeys(("id", "cases", "withheld"), (_K.PUBLIC,)),
        **dict.fromkeys(("name", "givenName", "prefix", "familyName", "skn", "birthDate"), (_K.IDENTITY,)),
        **dict.fromkeys(("prison", "municipalities"), (_K.COURSE,)),
    },
    "Case": {
        **dict.fromkeys(("id", "persons", "withheld"), (_K.PUBLIC,)),
        **dict.fromkeys(("kind", "frame", "status", "detentions"), (_K.COURSE,)),
        **dict.fromkeys(("director", "team"), (_K.HEALTH, _K.PLAN)),
    },
    "TeamMember": {
        **dict.fromkeys(("professional", "professionalName"), (_K.HEALTH, _K.WORK)),
        **dict.fromkeys(
            (
                "id", "role", "frame", "position", "organisation", "organisationName", "organisationKind", "startsOn",
                "endsWith", "plannedEndOn", "source",
            ),
            (_K.HEALTH, _K.PLAN),
        ),
    },
    "Director": {
        **dict.fromkeys(("professional", "professionalName"), (_K.HEALTH, _K.WORK)),
        **dict.fromkeys(
            ("position", "organisation", "organisationName", "since", "positionEnded"), (_K.HEALTH, _K.PLAN)
        ),
    },
    "Detention": {
        "person": (_K.PUBLIC,),
        **dict.fromkeys(
            ("id", "startsOn", "status", "expectedReleaseOn", "certainty", "supervisionFollows"), (_K.COURSE,)
        ),
    },
    "Network": {
        **dict.fromkeys(("person", "at", "knownAt", "depth", "withheld", "truncated"), (_K.PUBLIC,)),
        **dict.fromkeys(("cases", "detention"), (_K.COURSE,)),
        "nodes": (_K.VICTIM, _K.HEALTH, _K.NETWORK, _K.PLAN, _K.COURSE, _K.IDENTITY, _K.WORK, _K.PUBLIC),
        **dict.fromkeys(("edges", "nodeCounts", "edgeCounts"), _EDGES),
    },
    "NetworkCase": {
        "id": (_K.PUBLIC,),
        **dict.fromkeys(("kind", "frame", "status"), (_K.COURSE,)),
        **dict.fromkeys(("director", "directedSince"), (_K.HEALTH, _K.PLAN)),
        "directorName": (_K.HEALTH, _K.PLAN, _K.WORK),
    },
    "NetworkDetention": dict.fromkeys(
        ("id", "case", "startsOn", "status", "expectedReleaseOn", "certainty"), (_K.COURSE,)
    ),
    "NetworkNode": {
        **dict.fromkeys(("id", "kind", "depth", "organisationKind", "offerKind", "regionKind"), (_K.PUBLIC,)),
        "name": (_K.VICTIM, _K.NETWORK, _K.IDENTITY, _K.WORK, _K.PUBLIC),
        "function": (_K.WORK,),
    },
    "NetworkEdge": {
        **dict.fromkeys(
            (
                "id", "kind", "from", "to", "depth", "role", "fact", "case", "frame", "status", "unknownStart",
                "startsOn", "endsOn", "endsWith", "expectedEndOn", "recordedAt", "lastConfirmedAt", "disputed",
                "source", "position", "organisation",
            ),
            _EDGES,
        ),
        "readings": (_K.VICTIM, _K.NETWORK),
    },
    "SubjectReport": {
        **dict.fromkeys(("person", "at", "cases", "withheld", "contactPoint", "contactPointDutch"), (_K.PUBLIC,)),
        **dict.fromkeys(("facts", "recipients", "acts", "handlings", "findings"), _ANY),
    },
    "HeldFact": dict.fromkeys(
        (
            "fact", "case", "kind", "about", "class", "values", "startsOn", "endsOn", "recordedAt", "replacedAt",
            "source", "parties", "disputes",
        ),
        _HELD,
    ),
    "FactValue": dict.fromkeys(("name", "text"), _HELD),
    "FactParty": {
        **dict.fromkeys(("relation", "organisation", "organisationName"), _HELD),
        "function": (*_HELD, _K.WORK),
    },
    "Dispute": dict.fromkeys(("at", "status", "text", "reason"), _HELD),
    "Recipient": dict.fromkeys(("organisation", "organisationName", "because", "startsOn", "endsOn"), _HELD),
    "HeldAct": dict.fromkeys(("act", "case", "at", "facts", "by", "own"), _HELD),
    "HeldFinding": dict.fromkeys(
        ("id", "case", "rule", "code", "reads", "firstSeen", "lastSeen", "life", "acceptedUntil", "reason", "by"), _HELD
    ),
    "HeldHandling": dict.fromkeys(("fact", "case", "kind", "at", "until", "reason", "by"), _HELD),
    "FactDisputed": dict.fromkeys(("fact", "dispute", "case", "at"), _HELD),
    "TieReading": dict.fromkeys(("reader", "quality", "readOn", "by"), (_K.VICTIM, _K.NETWORK)),
}  # fmt: skip
"""Types with personal data: the classes of each field. What an edge shows is of the class of its own record.

Types of the case picture say theirs beside themselves (`classes`).
"""


def classes(type_name: str, each: Mapping[tuple[str, ...], tuple[kinds.FieldClass, ...]]) -> None:
    """The classes of the fields of a type, said beside the type itself: groups of fields with the classes they show."""
    EACH[type_name] = {name: found for names, found in each.items() for name in names}


def classify(schema: strawberry.Schema) -> None:
    """Write its class on every field of the schema. Raises RuntimeError naming the fields that have none."""
    missing: list[str] = []
    for type_name, field in _fields(schema):
        name = schema.config.name_converter.from_field(field)
        classes = (WHOLE[type_name],) if type_name in WHOLE else EACH.get(type_name, {}).get(name)
        if not classes:
            missing.append(f"{type_name}.{name}")
        elif not any(isinstance(directive, Classified) for directive in field.directives):
            field.directives = [*field.directives, Classified(of=[FieldClass(one) for one in classes])]
    if missing:
        raise RuntimeError(f"fields without a class: {', '.join(sorted(missing))}")


_ON_FORM: Final[Mapping[str, frozenset[str]]] = {
    "Person": frozenset({"name", "givenName", "prefix", "familyName", "skn"}),
    "Case": frozenset({"detentions"}),
    "Network": frozenset({"detention"}),
}
"""Fields of the selection form, which the screening list shows whatever their class."""


def fields_of(type_name: str, field_class: kinds.FieldClass, *, form_shown: bool = False) -> list[str]:
    """The fields of a type that show something of a class; with `form_shown` those of the selection form left out."""
    apart: frozenset[str] = _ON_FORM.get(type_name, frozenset()) if form_shown else frozenset()
    return sorted(name for name, classes in EACH[type_name].items() if field_class in classes and name not in apart)


def _fields(schema: strawberry.Schema) -> Iterator[tuple[str, Any]]:
    for name, found in schema.schema_converter.type_map.items():
        definition = found.definition
        if isinstance(definition, StrawberryObjectDefinition) and not definition.is_input:
            for field in definition.fields:
                yield name, cast("Any", field)
