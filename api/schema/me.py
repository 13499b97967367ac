"""Who I am to this API: the first question of every front-end."""

import strawberry

from api.askers import Asker
from api.context import Info
from api.schema.organisation import OrganisationKind
from api.schema.purpose import Assurance, Function, Purpose
from graph import staff


def _usual_purpose(root: strawberry.Parent[staff.StaffPosition]) -> Purpose:
    return Purpose(root.usual_purpose)


@strawberry.type(description="One of my positions that is in force (*functie*).")
class MyPosition:
    """One of my positions that is in force."""

    position: strawberry.ID = strawberry.field(name="id", description="Id, for the header `Casusregie-Position`.")
    function: Function = strawberry.field(description="What I do there.")
    organisation: strawberry.ID = strawberry.field(name="organisationId", description="Id of the organisation.")
    organisation_name: str = strawberry.field(description="Name of the organisation.")
    organisation_kind: OrganisationKind = strawberry.field(description="Kind of organisation.")
    usual_purpose: Purpose = strawberry.field(
        resolver=_usual_purpose, description="Purpose this function works under most days, for `Casusregie-Purpose`."
    )


def _id(root: strawberry.Parent[Asker]) -> strawberry.ID:
    return strawberry.ID(root.reader.professional)


def _name(root: strawberry.Parent[Asker]) -> str | None:
    return root.positions[0].name if root.positions else None


def _assurance(root: strawberry.Parent[Asker]) -> Assurance:
    return Assurance(root.sign_in.assurance)


def _acting(root: strawberry.Parent[Asker]) -> strawberry.ID | None:
    return strawberry.ID(root.actor.position) if root.actor and root.actor.position else None


@strawberry.type(description="Who asks (*ik*): says nothing about anybody else.")
class Me:
    """Who asks."""

    id: strawberry.ID = strawberry.field(resolver=_id, description="My id as a professional.")
    name: str | None = strawberry.field(resolver=_name, description="My name; null when I hold no position in force.")
    assurance: Assurance = strawberry.field(resolver=_assurance, description="How sure the sign-in was of me.")
    positions: list[MyPosition] = strawberry.field(description="My positions that are in force.")
    purpose: Purpose | None = strawberry.field(description="The purpose of this request; null when none was given.")
    acting_position: strawberry.ID | None = strawberry.field(
        resolver=_acting,
        description="The position this request acts in; null when nothing about persons exists for it.",
    )


def me(info: Info) -> Asker:
    """Who asks; the door lets no reading question in without."""
    asker = info.context.asker
    if asker is None:
        raise RuntimeError("a reading question without who asks")
    return asker
