"""Who stands at something: one shape for professionals, organisations and the person, wherever they own or do."""

import strawberry

from api.schema.date import Moment
from api.schema.field_class import classes
from api.schema.organisation import OrganisationKind
from api.schema.purpose import Function
from graph import case_records
from graph.model.kinds import FieldClass as K


@strawberry.type(
    description="Who stands at something (*partij*): a professional in a position, an organisation, or the person."
)
class Party:
    """Who stands at something."""

    person_id: strawberry.ID | None = strawberry.field(
        name="person", description="The person of the case (*betrokkene*); null for everybody else."
    )
    organisation_id: strawberry.ID | None = strawberry.field(
        name="organisation", description="Id of the organisation; null for the person."
    )
    organisation: str | None = strawberry.field(
        name="organisationName", description="Name of the organisation (*organisatie*); null for the person."
    )
    organisation_kind: OrganisationKind | None = strawberry.field(description="Kind of organisation; null likewise.")
    position_id: strawberry.ID | None = strawberry.field(
        name="position", description="In which position; null where the organisation itself, or the person, stands."
    )
    professional_id: strawberry.ID | None = strawberry.field(
        name="professional", description="Id of the professional; null likewise."
    )
    professional_name: str | None = strawberry.field(
        description="Name of the professional; null likewise, and where names are not shown."
    )
    function: Function | None = strawberry.field(description="Function at that moment (*functie*); null likewise.")

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, case_records.Party)


@strawberry.type(description="Where a fact comes from (*herkomst*), so that nobody types it again.")
class Origin:
    """Where a fact comes from."""

    fact: strawberry.ID = strawberry.field(description="Public id of the fact, the same through corrections.")
    source: str = strawberry.field(description="Which registration said so (*bron*).")
    recorded_at: Moment = strawberry.field(description="Since when it is known.")
    confirmed_at: Moment | None = strawberry.field(
        name="lastConfirmedAt",
        description="When somebody last confirmed it (*laatst bevestigd*); null when nobody did.",
    )
    disputed: bool = strawberry.field(description="The person says that it is not right, and that is open (*betwist*).")

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, case_records.Origin)


OF_RECORDS = tuple(one for one in K if one not in (K.LOG, K.WORK, K.PUBLIC))
"""The classes a record of a case can have: what is said about it is of the class of the record itself."""

classes(
    "Party",
    {
        ("person",): (K.PUBLIC,),
        ("organisation", "organisationName", "organisationKind", "position"): (*OF_RECORDS, K.WORK),
        ("professional", "professionalName", "function"): (*OF_RECORDS, K.WORK),
    },
)
classes("Origin", {("fact", "source", "recordedAt", "lastConfirmedAt", "disputed"): OF_RECORDS})
