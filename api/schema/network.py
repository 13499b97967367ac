"""The network around one person, as a front-end draws it: nodes, and edges with what is said about them."""

from typing import Annotated, Any, TypeAlias

import strawberry

from api.context import Info
from api.schema.case import CaseKind, CaseStatus
from api.schema.date import Day, Moment, last_day_of
from api.schema.detention import DetentionStatus, EndCertainty
from api.schema.invalid import Invalid, InvalidError, Missing, NotFound, Refused, moment_in
from api.schema.involvement import EndsWith, Frame
from api.schema.offer import OfferKind
from api.schema.organisation import OrganisationKind
from api.schema.purpose import Function
from api.schema.region import RegionKind
from api.schema.withheld import Withheld, withheld_field
from api.schema.word import Word, words
from graph import networks, networks_questions, networks_shape
from graph.errors import InputError


@words("What a node of a network stands for.")
class NodeKind(Word):
    """What a node of a network stands for."""

    PERSON = "PERSON", "The person asked about (*justitiabele*)."
    CONTACT = "CONTACT", "Somebody around the person (*naaste*)."
    PROFESSIONAL = "PROFESSIONAL", "A professional (*professional*)."
    ORGANISATION = "ORGANISATION", "An organisation (*organisatie*)."
    OFFER = "OFFER", "Something an organisation offers (*aanbod*)."
    REGION = "REGION", "A region (*regio*)."


@words("What connects two nodes of a network.")
class EdgeKind(Word):
    """What connects two nodes of a network."""

    INVOLVED = "INVOLVED", "Involved in the case (*betrokken*)."
    TIE = "TIE", "A tie to or between people around the person (*band*)."
    STAYS_AT = "STAYS_AT", "Stays in a prison (*verblijf*)."
    RESIDES = "RESIDES", "Comes from or settles in a municipality (*herkomst, vestiging*)."
    INTERVENTION = "INTERVENTION", "Gets help or training (*interventie*)."
    WORKS_AT = "WORKS_AT", "Works at an organisation (*werkt bij*)."
    OFFERS = "OFFERS", "Offers something (*biedt aan*)."
    AGREEMENT = "AGREEMENT", "Organisations that work together or cover for each other (*afspraak*)."
    IN_REGION = "IN_REGION", "Lies in a region (*ligt in*)."
    NEIGHBOUR = "NEIGHBOUR", "Neighbouring municipalities (*buurgemeente*)."


@words("Where something stands at the moment looked at; an unknown start counts as in force.")
class EdgeStatus(Word):
    """Where something stands at the moment looked at."""

    CURRENT = "CURRENT", "In force (*lopend*)."
    EXPIRED = "EXPIRED", "In force as far as is known, but not confirmed for too long (*verlopen*)."
    PLANNED = "PLANNED", "Starts later (*gepland*)."
    ENDED = "ENDED", "Has ended (*beëindigd*)."


@words("Part of the life course, seen from the detention in view.")
class Phase(Word):
    """Part of the life course, seen from the detention in view."""

    BEFORE = "BEFORE", "Before the detention (*voor*)."
    DURING = "DURING", "During the detention (*tijdens*)."
    AFTER = "AFTER", "After the detention (*na*)."


@words("Whose reading of a tie it is.")
class Reader(Word):
    """Whose reading of a tie it is."""

    PERSON = "PERSON", "The person's own (*betrokkene zelf*)."
    PROFESSIONAL = "PROFESSIONAL", "A professional's (*professional*)."


@words("How a tie is read (*kwaliteit van de band*).")
class TieQuality(Word):
    """How a tie is read."""

    SUPPORTS = "SUPPORTS", "Supports (*steunend*)."
    NEUTRAL = "NEUTRAL", "Neutral (*neutraal*)."
    HARMS = "HARMS", "Harms (*belastend*)."
    UNKNOWN = "UNKNOWN", "Not known (*onbekend*)."


@strawberry.type(description="A node of a network (*knoop*).")
class NetworkNode:
    """A node of a network."""

    id: strawberry.ID = strawberry.field(description="Id of what it stands for; `node(id)` gives more of it.")
    kind: NodeKind = strawberry.field(description="What it stands for.")
    depth: int = strawberry.field(description="Steps from the person, who is 0.")
    name: str | None = strawberry.field(description="Name (*naam*); null where none is known.")
    function: Function | None = strawberry.field(description="Function of a professional (*functie*); null elsewhere.")
    organisation_kind: OrganisationKind | None = strawberry.field(description="Of an organisation; null elsewhere.")
    offer_kind: OfferKind | None = strawberry.field(description="Of an offer (*aanbod*); null elsewhere.")
    region_kind: RegionKind | None = strawberry.field(description="Of a region (*regio*); null elsewhere.")


@strawberry.type(description="How a tie is read by one reader.")
class TieReading:
    """How a tie is read by one reader."""

    reader: Reader = strawberry.field(description="Whose reading.")
    quality: TieQuality = strawberry.field(description="The reading; unknown is a reading too.")
    read_at: Day | None = strawberry.field(name="readOn", description="Day of the reading; null where it is unknown.")
    by: strawberry.ID | None = strawberry.field(description="Position of the professional; null for the person's own.")


@strawberry.type(description="What connects two nodes: one record, or plain structure (*verbinding*).")
class NetworkEdge:
    """What connects two nodes."""

    id: strawberry.ID = strawberry.field(description="Unique within the answer.")
    kind: EdgeKind = strawberry.field(description="What it says.")
    from_id: strawberry.ID = strawberry.field(name="from", description="Id of the node it starts at.")
    to_id: strawberry.ID = strawberry.field(name="to", description="Id of the node it points to.")
    depth: int = strawberry.field(description="Steps from the person.")
    role: str | None = strawberry.field(
        description="What the one is to the other (*rol*): a `Function`, a kind of tie, a regime; null for structure."
    )
    fact: strawberry.ID | None = strawberry.field(
        description="Public id of the record, the same through corrections; null for plain structure."
    )
    case_id: strawberry.ID | None = strawberry.field(
        name="case", description="Id of the case it belongs to (*casus*); null where it is about organisations."
    )
    frame: Frame | None = strawberry.field(description="Legal frame of an involvement; null elsewhere.")
    status: EdgeStatus | None = strawberry.field(description="Where it stands; null without a period to judge by.")
    unknown_start: bool = strawberry.field(description="Nothing is known about its beginning (*begin onbekend*).")
    valid_from: Day | None = strawberry.field(
        name="startsOn", description="First day (*begindatum*); null when unknown, or without a period."
    )
    ends_on: Day | None = strawberry.field(
        resolver=last_day_of("valid_to"),
        description="Last day that counts (*einddatum*); null when no end is known.",
    )
    ends_with: EndsWith | None = strawberry.field(description="With what it ends; null where that is not recorded.")
    expected_end_on: Day | None = strawberry.field(
        resolver=last_day_of("expected_end"),
        description="Last day it is expected to last (*verwachte einddatum*); null when that is unknown.",
    )
    recorded_at: Moment | None = strawberry.field(description="Since when it is known; null for plain structure.")
    last_confirmed_at: Moment | None = strawberry.field(
        description="When somebody last confirmed it (*laatst bevestigd*); null when nobody did."
    )
    disputed: bool = strawberry.field(description="The person says that it is not right, and that is open (*betwist*).")
    source: str | None = strawberry.field(description="Which registration said so (*bron*); null for plain structure.")
    position_id: strawberry.ID | None = strawberry.field(
        name="position", description="Position in which a professional is involved; null elsewhere."
    )
    organisation_id: strawberry.ID | None = strawberry.field(
        name="organisation", description="Organisation for which a professional is involved; null elsewhere."
    )
    readings: list[TieReading] = strawberry.field(description="How a tie is read, by whom; empty elsewhere.")


@strawberry.type(description="A case through which the network is seen (*casus*).")
class NetworkCase:
    """A case through which the network is seen."""

    id: strawberry.ID = strawberry.field(description="Id of the case.")
    kind: CaseKind | None = strawberry.field(description="Of one person or of a family; null where withheld.")
    frame: Frame | None = strawberry.field(description="Legal frame; null where withheld.")
    status: CaseStatus | None = strawberry.field(description="Open or closed; null where nothing says so.")
    director_id: strawberry.ID | None = strawberry.field(
        name="director",
        description="The professional or organisation that directs (*casusregisseur*); null for a closed case.",
    )
    director_name: str | None = strawberry.field(description="Name of who directs; null for a closed case.")
    directed_since: Day | None = strawberry.field(
        name="directedSince", description="First day of that direction; null where it is unknown."
    )


@strawberry.type(description="The detention in view (*detentie*), by which before, during and after are told.")
class NetworkDetention:
    """The detention in view."""

    id: strawberry.ID = strawberry.field(description="Id of the detention.")
    case_id: strawberry.ID = strawberry.field(name="case", description="Id of the case it belongs to.")
    started_at: Day = strawberry.field(name="startsOn", description="First day inside.")
    status: DetentionStatus | None = strawberry.field(description="Where it stands; null where nothing says so.")
    expected_end: Day | None = strawberry.field(
        name="expectedReleaseOn", description="Day of release, expected or actual (*ontslagdatum*); null is unknown."
    )
    certainty: EndCertainty | None = strawberry.field(description="How sure that day is; null where nothing says so.")


@strawberry.type(description="How many nodes of one kind are visible.")
class NodeCount:
    """How many nodes of one kind are visible."""

    kind: NodeKind = strawberry.field(description="Which kind.")
    count: int = strawberry.field(description="How many, shown or not.")


@strawberry.type(description="How many edges of one kind are visible.")
class EdgeCount:
    """How many edges of one kind are visible."""

    kind: EdgeKind = strawberry.field(description="Which kind.")
    count: int = strawberry.field(description="How many, shown or not.")


def _node_counts(root: strawberry.Parent[networks_shape.Network]) -> list[Any]:
    return [NodeCount(kind=NodeKind(kind), count=count) for kind, count in root.node_counts.items()]


def _edge_counts(root: strawberry.Parent[networks_shape.Network]) -> list[Any]:
    return [EdgeCount(kind=EdgeKind(kind), count=count) for kind, count in root.edge_counts.items()]


@strawberry.type(description="The network around one person (*netwerk*), as far as it exists for who asks.")
class Network:
    """The network around one person."""

    person_id: strawberry.ID = strawberry.field(name="person", description="Whose network.")
    at: Moment = strawberry.field(description="The moment it is shown at (*peilmoment*).")
    known_at: Moment = strawberry.field(description="With what was known at this moment.")
    depth: int = strawberry.field(description="How many steps were asked for.")
    cases: list[NetworkCase] = strawberry.field(description="The cases it is seen through.")
    detention: NetworkDetention | None = strawberry.field(description="The detention in view; null when there is none.")
    nodes: list[NetworkNode] = strawberry.field(description="The person first, then by depth, kind and id.")
    edges: list[NetworkEdge] = strawberry.field(description="By depth, kind and id; each between two of the nodes.")
    withheld: list[Withheld] = withheld_field()
    truncated: bool = strawberry.field(description="More is visible than the answer shows (*afgekapt*).")
    node_counts: list[NodeCount] = strawberry.field(resolver=_node_counts, description="What is visible, by kind.")
    edge_counts: list[EdgeCount] = strawberry.field(resolver=_edge_counts, description="What is visible, by kind.")

    @classmethod
    def is_type_of(cls, value: object, info: object) -> bool:
        """Whether a value answers as this type."""
        return isinstance(value, networks_shape.Network)


NetworkResult: TypeAlias = Annotated[
    Network | NotFound | Invalid,
    strawberry.union("NetworkResult", description="A network, or why there is none."),
]


async def network(
    info: Info,
    person: Annotated[strawberry.ID, strawberry.argument(description="Id of the person.")],
    *,
    depth: Annotated[int, strawberry.argument(description="Steps from the person, 1 to 3 (*diepte*).")] = 2,
    at: Annotated[
        Day | None, strawberry.argument(description="Show it as it was when this day began (*peildatum*); null is now.")
    ] = None,
    known_at: Annotated[
        Moment | None, strawberry.argument(description="With what was known at this moment; null is now.")
    ] = None,
    roles: Annotated[
        list[Function] | None, strawberry.argument(description="Only who is involved in these roles; null is all.")
    ] = None,
    organisation_kinds: Annotated[
        list[OrganisationKind] | None, strawberry.argument(description="Only these kinds of organisation; null is all.")
    ] = None,
    phase: Annotated[
        Phase | None, strawberry.argument(description="Only what touches this part of the detention; null is all.")
    ] = None,
    statuses: Annotated[
        list[EdgeStatus] | None,
        strawberry.argument(description="Only these; null is all but ENDED, and with a phase ENDED too."),
    ] = None,
) -> networks_shape.Network | Missing | Refused:
    """The network around one person."""
    try:
        question = networks_questions.Question(
            depth=depth,
            at=moment_in("at", at),
            known_at=moment_in("knownAt", known_at),
            roles=roles,
            organisation_kinds=organisation_kinds,
            phase=networks_shape.Phase(phase) if phase else None,
            statuses=[networks_shape.Status(one) for one in statuses] if statuses is not None else None,
        )
        question.check()
        question.moments(info.context.clock.now())
        guard = info.context.guard
        found = await networks.network_of(guard, person, question) if guard else None
    except InputError as error:
        return InvalidError.of(error).answer
    except InvalidError as error:
        return error.answer
    return found or Missing(person)
