"""Families as a section of the case picture: the cases that belong together, as far as they are one's own."""

import strawberry

from api.schema.field_class import classes
from graph import families
from graph.model.kinds import FieldClass as K


@strawberry.type(
    description="A case that belongs together with this one (*samenhangende casus*), which you are in yourself; what is"
    " in it is asked there."
)
class RelatedCase:
    """A case that belongs together with another."""

    case_id: strawberry.ID = strawberry.field(name="case", description="Id of the case.")
    person_ids: list[strawberry.ID] = strawberry.field(name="persons", description="Ids of whose case it is.")

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, families.Related)


classes("RelatedCase", {("case", "persons"): (K.COURSE,)})
