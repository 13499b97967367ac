"""What a network is made of: nodes, edges and the answer as a whole. Plain data, times in milliseconds UTC."""

from dataclasses import dataclass
from enum import StrEnum

from graph.withholding import Withheld


class NodeKind(StrEnum):
    """What a node stands for, in the order in which nodes of one depth are shown."""

    PERSON = "PERSON"
    CONTACT = "CONTACT"
    PROFESSIONAL = "PROFESSIONAL"
    ORGANISATION = "ORGANISATION"
    OFFER = "OFFER"
    REGION = "REGION"


class EdgeKind(StrEnum):
    """What connects two nodes; `docs/network.md` says for each from which to which and what its role holds."""

    INVOLVED = "INVOLVED"
    TIE = "TIE"
    STAYS_AT = "STAYS_AT"
    RESIDES = "RESIDES"
    INTERVENTION = "INTERVENTION"
    WORKS_AT = "WORKS_AT"
    OFFERS = "OFFERS"
    AGREEMENT = "AGREEMENT"
    IN_REGION = "IN_REGION"
    NEIGHBOUR = "NEIGHBOUR"


class Status(StrEnum):
    """Where an edge stands at the moment looked at; an unknown start counts as in force."""

    CURRENT = "CURRENT"
    EXPIRED = "EXPIRED"
    PLANNED = "PLANNED"
    ENDED = "ENDED"


class Phase(StrEnum):
    """Before, during or after the detention in view."""

    BEFORE = "BEFORE"
    DURING = "DURING"
    AFTER = "AFTER"


@dataclass(frozen=True, slots=True)
class NetworkNode:
    """One person, contact, professional, organisation, offer or region.

    `depth` is 0 for the person asked about. `function` is the function of a professional at the moment looked at,
    `organisation_kind` of an organisation, `offer_kind` of an offer, `region_kind` of a region; each None elsewhere.
    `name` is None where none is known.
    """

    id: str
    kind: NodeKind
    depth: int
    name: str | None = None
    function: str | None = None
    organisation_kind: str | None = None
    offer_kind: str | None = None
    region_kind: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """How a tie is read by one reader, the person or a professional (`by` is then the position)."""

    reader: str
    quality: str
    read_at: int | None
    by: str | None


@dataclass(frozen=True, slots=True)
class NetworkEdge:
    """One record (or plain structure) between two nodes.

    `id` is unique in the answer; `fact` is the public id of the record, None for structure that has none. `valid_to`
    is exclusive, None where no end is known; `ends_with` then says with what it ends and `expected_end` when that is
    expected. `last_confirmed_at` is the last explicit confirmation, None where there was none. `status` is None where
    there is no period to judge. `unknown_start` says that nothing is known about the beginning, `disputed` that the
    person says it is not right. `organisation_id` and `position_id` say for whom and in which position a professional
    is involved.
    """

    id: str
    kind: EdgeKind
    from_id: str
    to_id: str
    depth: int
    role: str | None = None
    fact: str | None = None
    case_id: str | None = None
    frame: str | None = None
    status: Status | None = None
    unknown_start: bool = False
    valid_from: int | None = None
    valid_to: int | None = None
    ends_with: str | None = None
    expected_end: int | None = None
    recorded_at: int | None = None
    last_confirmed_at: int | None = None
    disputed: bool = False
    source: str | None = None
    position_id: str | None = None
    organisation_id: str | None = None
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class NetworkCase:
    """A case through which the network is seen; `director_id` is the professional or organisation that directs it.

    `kind` and `frame` are None where the class COURSE is withheld.
    """

    id: str
    kind: str | None
    frame: str | None
    status: str | None
    director_id: str | None
    director_name: str | None
    directed_since: int | None


@dataclass(frozen=True, slots=True)
class NetworkDetention:
    """The detention in view: by it BEFORE, DURING and AFTER are told. `expected_end` None is unknown."""

    id: str
    case_id: str
    started_at: int
    status: str | None
    expected_end: int | None
    certainty: str | None


@dataclass(frozen=True, slots=True)
class Network:
    """The network of one person as one actor may see it, looked at on `at` with what was known at `known_at`.

    `nodes` starts with the person, then by depth, kind and id; `edges` by depth, kind and id, each between two nodes of
    the answer. `truncated` says that more is visible than asked for; `node_counts` and `edge_counts` count by kind what
    is visible, shown or not. `withheld` names the classes that are not shown, or not all of them.
    """

    person_id: str
    at: int
    known_at: int
    depth: int
    cases: tuple[NetworkCase, ...]
    detention: NetworkDetention | None
    nodes: tuple[NetworkNode, ...]
    edges: tuple[NetworkEdge, ...]
    withheld: tuple[Withheld, ...]
    truncated: bool
    node_counts: dict[NodeKind, int]
    edge_counts: dict[EdgeKind, int]
